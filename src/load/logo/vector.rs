//! A drawn logo, as SVG: only shapes, gradients and what cuts them are kept.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::Written;

/// What draws.
const DRAWN: [&str; 18] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "clipPath",
    "mask",
    "pattern",
    "linearGradient",
    "radialGradient",
    "stop",
];
/// What says something about the drawing: left out, with all that is in it. So is what an editor keeps for itself.
const LEFT_OUT: [&str; 3] = ["title", "desc", "metadata"];
/// Attributes that only an editor or a style sheet needs.
const NOT_KEPT: [&str; 8] =
    ["class", "version", "role", "tabindex", "xmlns", "baseProfile", "lang", "enable-background"];

type Wrong = (String, &'static str);

const BROKEN: &str = "export it as plain SVG from the program that drew it";

/// Writes a drawing anew. A root without a `viewBox` gets one of its width and height.
pub(super) fn write(text: &str) -> Written {
    let broken = || ("this is no SVG that can be read".to_owned(), BROKEN);
    let mut reader = Reader::from_str(text);
    let (mut svg, mut depth, mut skipped) = (String::new(), 0_usize, 0_usize);
    let mut size = None;
    loop {
        match reader.read_event().map_err(|_| broken())? {
            Event::Eof => break,
            Event::End(_) if skipped > 0 => skipped -= 1,
            Event::End(end) => {
                depth = depth.checked_sub(1).ok_or_else(broken)?;
                svg.push_str(&format!("</{}>", end.name().as_ref()));
            }
            Event::Start(_) if skipped > 0 => skipped += 1,
            Event::Empty(_) if skipped > 0 => {}
            Event::Start(start) if is_left_out(&start) => skipped = 1,
            Event::Empty(start) if is_left_out(&start) => {}
            Event::Start(start) => {
                open(&start, depth == 0, &mut svg, &mut size)?;
                depth += 1;
                svg.push('>');
            }
            Event::Empty(start) => {
                open(&start, depth == 0, &mut svg, &mut size)?;
                svg.push_str("/>");
            }
            Event::DocType(_) => {
                return Err(("this SVG has a document type, which can define what is not seen".to_owned(), BROKEN));
            }
            // Letters stand in `<text>` alone, which is refused.
            Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::PI(_)
            | Event::Decl(_)
            | Event::GeneralRef(_) => {}
        }
    }
    let (width, height) = size.filter(|_| depth == 0 && skipped == 0).ok_or_else(broken)?;
    Ok(((svg + "\n").into_bytes(), width, height))
}

fn is_left_out(start: &BytesStart<'_>) -> bool {
    let qualified = start.name();
    let name: &str = qualified.as_ref();
    LEFT_OUT.contains(&name) || name.contains(':')
}

/// Writes the beginning of an element, but for its end; of the outermost one, its size is noted.
fn open(
    start: &BytesStart<'_>,
    is_root: bool,
    svg: &mut String,
    size: &mut Option<(String, String)>,
) -> Result<(), Wrong> {
    let qualified = start.name();
    let element: &str = qualified.as_ref();
    if is_root != (svg.is_empty() && element == "svg") {
        return Err(("this is no SVG with one drawing".to_owned(), BROKEN));
    }
    if !DRAWN.contains(&element) {
        let hint = match element {
            "text" | "tspan" => "turn the letters into paths: fonts differ between devices",
            "style" => "export it with attributes instead of a style sheet",
            "image" => "draw it, or use a PNG",
            _ => BROKEN,
        };
        return Err((format!("a logo may not hold <{element}>"), hint));
    }
    svg.push_str(&format!("<{element}"));
    let (mut width, mut height, mut view) = (None, None, None);
    if is_root {
        svg.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
    }
    for attribute in start.attributes() {
        let broken = || ("this is no SVG that can be read".to_owned(), BROKEN);
        let attribute = attribute.map_err(|_| broken())?;
        let key: &str = attribute.key.as_ref();
        let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|_| broken())?;
        match key {
            "width" if is_root => width = Some(value.into_owned()),
            "height" if is_root => height = Some(value.into_owned()),
            "viewBox" if is_root => view = Some(value.into_owned()),
            key => svg.push_str(&kept(key, &value)?),
        }
    }
    if is_root {
        let view =
            view.or_else(|| Some(format!("0 0 {} {}", width?.trim_end_matches("px"), height?.trim_end_matches("px"))));
        let numbers: Option<Vec<f64>> = view
            .as_deref()
            .and_then(|view| view.replace(',', " ").split_whitespace().map(|part| part.parse().ok()).collect());
        let Some([x, y, width, height]) =
            numbers.as_deref().filter(|numbers| numbers.iter().skip(2).all(|side| *side > 0.0))
        else {
            let hint = "export it with a `viewBox`, or with a width and height in pixels";
            return Err(("this SVG does not say how large it is".to_owned(), hint));
        };
        svg.push_str(&format!(" viewBox=\"{x} {y} {width} {height}\""));
        *size = Some((format!("{width:.0}"), format!("{height:.0}")));
    }
    Ok(())
}

/// An attribute with its value; an empty text where it draws nothing.
fn kept(key: &str, value: &str) -> Result<String, Wrong> {
    let elsewhere = || ("a logo refers to something outside of itself".to_owned(), "draw it in the file itself");
    if key == "style" {
        return Err(("a logo has a `style` attribute, which the site's policy forbids".to_owned(), STYLED));
    }
    if key.to_ascii_lowercase().starts_with("on") {
        return Err((format!("a logo has the event handler `{key}`"), "take it out: the site has no scripts"));
    }
    if key == "href" || key == "xlink:href" {
        return if value.starts_with('#') { Ok(written("href", value)) } else { Err(elsewhere()) };
    }
    if value
        .to_ascii_lowercase()
        .split("url(")
        .skip(1)
        .any(|rest| !rest.trim_start_matches(['\'', '"', ' ']).starts_with('#'))
    {
        return Err(elsewhere());
    }
    let is_kept =
        !key.contains(':') && !NOT_KEPT.contains(&key) && !key.starts_with("data-") && !key.starts_with("aria-");
    Ok(if is_kept { written(key, value) } else { String::new() })
}

const STYLED: &str = "export it with presentation attributes instead (in Inkscape: plain SVG, optimised)";

fn written(key: &str, value: &str) -> String {
    let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    format!(" {key}=\"{value}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written_anew(text: &str) -> Result<String, String> {
        write(text).map(|(bytes, _, _)| String::from_utf8(bytes).unwrap()).map_err(|(message, _)| message)
    }

    #[test]
    fn shapes_stay_and_everything_else_goes() {
        let logo = "<?xml version=\"1.0\"?>\n<!-- by somebody -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:e=\"urn:e\" \
                    width=\"40px\" height=\"20\" class=\"x\" fill=\"#123\"><title>Name</title><metadata><e:who>somebody\
                    </e:who></metadata><e:view/><defs><linearGradient id=\"a\"><stop offset=\"1\" stop-color=\"#fff\"/>\
                    </linearGradient></defs><path e:label=\"l\" d=\"M0 0h9\" fill=\"url(#a)\"/><use xlink:href=\"#a\"/></svg>";
        assert_eq!(
            written_anew(logo).unwrap(),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" fill=\"#123\" viewBox=\"0 0 40 20\"><defs><linearGradient id=\"a\">\
             <stop offset=\"1\" stop-color=\"#fff\"/></linearGradient></defs><path d=\"M0 0h9\" fill=\"url(#a)\"/>\
             <use href=\"#a\"/></svg>\n"
        );
        assert_eq!(write(logo).map(|(_, width, height)| (width, height)), Ok(("40".to_owned(), "20".to_owned())));
    }

    #[test]
    fn what_runs_or_refers_elsewhere_is_refused() {
        let with = |inner: &str| format!("<svg viewBox=\"0 0 4 2\">{inner}</svg>");
        assert!(written_anew(&with("<path d=\"M0 0\"/>")).is_ok());
        for inner in [
            "<script>x</script>",
            "<foreignObject/>",
            "<image href=\"a.png\"/>",
            "<style>a{}</style>",
            "<animate/>",
            "<text>1</text>",
            "<a href=\"#x\"/>",
            "<use href=\"https://example.org/a.svg#b\"/>",
            "<use xlink:href=\"a.svg#b\"/>",
            "<path fill=\"url(https://example.org/a)\"/>",
            "<path fill=\"URL( 'a.svg#b')\"/>",
            "<path style=\"fill:red\"/>",
            "<path onclick=\"x\"/>",
            "<path>",
            "<path d=\"1\" d=\"2\"/>",
        ] {
            assert!(written_anew(&with(inner)).is_err(), "{inner}");
        }
        for whole in [
            "",
            "<p/>",
            "<svg/>",
            "<svg viewBox=\"0 0 0 2\"/>",
            "<svg viewBox=\"0 0 4\"/>",
            "<!DOCTYPE svg><svg viewBox=\"0 0 4 2\"/>",
            "<svg viewBox=\"0 0 4 2\"/><svg viewBox=\"0 0 4 2\"/>",
        ] {
            assert!(written_anew(whole).is_err(), "{whole}");
        }
    }
}
