//! What kind of file a name promises.

/// Kinds of file that a published site consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Html,
    /// A piece of HTML for somebody else's page.
    Fragment,
    Svg,
    Css,
    Xml,
    Csv,
    Json,
    Text,
    /// Instructions to a web server, such as its headers.
    Server,
    Workbook,
    Binary,
    Unknown,
}

impl Kind {
    pub(super) fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        if matches!(name, "_headers" | "_redirects" | ".htaccess" | ".nojekyll" | "CNAME") {
            return Self::Server;
        }
        if name.ends_with(".fragment.html") {
            return Self::Fragment;
        }
        match name.rsplit_once('.').map(|(_, extension)| extension) {
            Some("html") => Self::Html,
            Some("svg") => Self::Svg,
            Some("css") => Self::Css,
            Some("xml") => Self::Xml,
            Some("csv") => Self::Csv,
            Some("json" | "webmanifest") => Self::Json,
            Some("txt" | "md") => Self::Text,
            Some("ods") => Self::Workbook,
            Some("png" | "jpg" | "jpeg" | "webp" | "ico" | "woff2" | "pdf") => Self::Binary,
            _ => Self::Unknown,
        }
    }

    pub(super) fn is_text(self) -> bool {
        !matches!(self, Self::Workbook | Self::Binary | Self::Unknown)
    }
}
