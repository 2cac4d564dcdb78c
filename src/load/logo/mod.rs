//! The logo of a theme: what of it is published is written anew, so nothing comes with it that is no picture.

mod painted;
mod vector;

use std::path::Path;

use super::text;
use super::yaml::{Document, Node};
use crate::diagnostic::{Diagnostics, Place, did_you_mean};

/// Where a theme's logo lies, where the site names no other file.
const USUAL: [&str; 2] = ["assets/logo.svg", "assets/logo.png"];

/// A logo as it is published.
#[derive(Debug)]
pub(crate) struct Logo {
    pub(crate) kind: &'static str,
    pub(crate) bytes: Vec<u8>,
    /// In pixels, or in units of a drawing: they say how wide it is for its height.
    pub(crate) width: String,
    pub(crate) height: String,
}

/// The file that the site names as its logo, as a path inside the theme, with the place where it does.
pub(super) fn named(site: Option<&Document>, log: &mut Diagnostics) -> Option<(String, Place)> {
    let node: Node<'_> = site?.root().get("theme")?.get("logo")?;
    let name = node.text(log)?;
    let usable = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
    if name.chars().all(usable) && (name.ends_with(".svg") || name.ends_with(".png")) {
        return Some((format!("assets/{name}"), node.place()));
    }
    let hint = "for example `logo.svg`; letters are lower-case, and the file lies in the theme's folder `assets`";
    log.error("logo", node.place(), "a logo is the name of an SVG or PNG file of the theme", hint);
    None
}

/// Whether a file of a theme is the logo.
pub(super) fn is_logo(inside: &str, named: Option<&(String, Place)>) -> bool {
    named.map_or_else(|| USUAL.contains(&inside), |(name, _)| name == inside)
}

/// Whether a file of a theme could be a logo.
pub(super) fn is_picture(inside: &str) -> bool {
    inside.starts_with("assets/") && (inside.ends_with(".svg") || inside.ends_with(".png"))
}

/// Reports a logo that the theme does not have; `files` are those that it has.
pub(super) fn lacking<'a>(
    (name, place): &(String, Place),
    files: impl Iterator<Item = &'a str>,
    log: &mut Diagnostics,
) {
    let pictures: Vec<&str> =
        files.filter(|file| is_picture(file)).filter_map(|file| file.strip_prefix("assets/")).collect();
    let name = name.trim_start_matches("assets/");
    let message = format!("there is no `{name}` in the theme's folder `assets`");
    log.error("logo", place.clone(), message, did_you_mean(name, pictures));
}

/// Reads a logo; what is wrong with it goes to the log.
pub(super) fn load(path: &Path, name: &str, log: &mut Diagnostics) -> Option<Logo> {
    let (kind, written) = if name.ends_with(".svg") {
        ("svg", vector::write(&text::read_text(path, name, log)?))
    } else {
        ("png", painted::write(&text::read_bytes(path, name, log)?))
    };
    match written {
        Ok((bytes, width, height)) => Some(Logo { kind, bytes, width, height }),
        Err((message, hint)) => {
            log.error("logo", Place::File(name.to_owned()), message, hint);
            None
        }
    }
}

/// A picture's bytes, its width and its height; or what is wrong with it and what to do.
type Written = Result<(Vec<u8>, String, String), (String, &'static str)>;
