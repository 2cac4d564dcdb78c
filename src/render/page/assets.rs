//! The style sheet and the icon, their names carrying a digest of their text.

use sha2::{Digest, Sha256};

use super::content::Content;
use crate::language::Strings;
use crate::protect::Protected;

/// What every page of a site loads. One style sheet, because each further one makes a reader wait for another round.
pub(in crate::render) struct Assets {
    /// The values and imprints that are the site's own, then the theme's rules.
    pub(in crate::render) style: String,
    /// The small picture that a browser puts beside the title.
    pub(in crate::render) icon: String,
    /// The theme's logo, with its path.
    pub(in crate::render) logo: Option<(String, Vec<u8>)>,
    pub(super) style_path: String,
    pub(super) icon_path: String,
}

impl Assets {
    pub(in crate::render) fn new(
        protected: &Protected,
        contents: &[Content],
        version: &str,
        strings: &Strings,
    ) -> Self {
        let values = protected.theme.values.iter().map(|(name, value)| format!("  --{name}: {value};\n"));
        let mut style = format!(":root {{\n{}}}\n", values.collect::<String>());
        let imprint = |path: &str| {
            // On paper nobody needs the scheme, and a style sheet that names no address can load none.
            let site = protected.site.address.as_deref().and_then(|site| site.split_once("://"));
            let address = site.map_or(String::new(), |(_, site)| format!("{site}{path}"));
            let values = [("title", protected.site.title.as_str()), ("address", &address), ("version", version)];
            strings.say(if address.is_empty() { "paper-imprint" } else { "paper-imprint-with-address" }, &values)
        };
        style.push_str(&page_rule("", &imprint("")));
        for content in contents {
            if let Some(name) = &content.paper_name {
                style.push_str(&page_rule(&format!(" {name}"), &imprint(&content.path)));
                style.push_str(&format!(".{name} {{\n  page: {name};\n}}\n"));
            }
        }
        style.push('\n');
        style.push_str(&protected.theme.style());
        let icon = protected.theme.files.get("assets/icon.svg").map(|source| source.text.clone()).unwrap_or_default();
        let (style_path, icon_path) = (hashed("style", "css", &style), hashed("icon", "svg", &icon));
        let logo = protected.theme.logo.as_ref().map(|logo| {
            let path = format!("assets/logo-{}.{}", digest([logo.bytes.as_slice()]), logo.kind);
            (path, logo.bytes.clone())
        });
        Self { style, icon, logo, style_path, icon_path }
    }
}

/// What stands at the foot of each printed sheet, on the left.
fn page_rule(name: &str, text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control() && !"\"\\<>".contains(*c)).collect();
    format!("@page{name} {{\n  @bottom-left {{\n    content: \"{plain}\";\n  }}\n}}\n")
}

/// `assets/style-0123456789ab.css`
pub(crate) fn hashed(name: &str, kind: &str, text: &str) -> String {
    format!("assets/{name}-{}.{kind}", digest([text.as_bytes()]))
}

/// The first twelve digits of the SHA-256 of some bytes.
pub(super) fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
