//! A page of the site as the preview shows it: the same bytes, with what the preview says around them.

use super::live::Shown;
use crate::render::escape;

/// Where the preview's own files are. No page of a site can be there.
pub(super) const OWN: &str = "/.candour/";

const HEAD: &str = "<link rel=\"stylesheet\" href=\"/.candour/preview.css\">\n\
                    <script src=\"/.candour/preview.js\" defer data-shown=\"TOKEN\"></script>\n";

/// A page with the preview's words above it. Where `base` is set, its links are seen from the top of the site.
pub(super) fn dressed(html: &str, shown: &Shown, watermark: Option<&str>, base: bool) -> String {
    // Letters of ASCII alone change, so places stay the same.
    let lower = html.to_ascii_lowercase();
    let after = |tag: &str| lower.find(tag).and_then(|at| Some(at + lower[at..].find('>')? + 1));
    let (Some(head), Some(title), Some(end_of_head), Some(body)) =
        (after("<head"), after("<title"), lower.find("</head>"), after("<body"))
    else {
        return html.to_owned();
    };
    let mut places = [
        (head, if base { "\n<base href=\"/\">" } else { "" }.to_owned()),
        (title, title_of(shown)),
        (end_of_head, HEAD.replace("TOKEN", &shown.token)),
        (body, format!("\n{}", words(shown, watermark))),
    ];
    places.sort();
    let mut page = String::with_capacity(html.len() + 2048);
    let mut done = 0;
    for (at, text) in places {
        page.push_str(&html[done..at]);
        page.push_str(&text);
        done = at;
    }
    page + &html[done..]
}

/// What is shown while no site could be built yet.
pub(super) fn without_site(shown: &Shown) -> String {
    let page = "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
                <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Preview</title>\n\
                </head>\n<body class=\"candour-alone\">\n</body>\n</html>\n";
    dressed(page, shown, None, false)
}

/// The number of problems, for whoever has the preview in another window.
fn title_of(shown: &Shown) -> String {
    if shown.problems.errors == 0 { String::new() } else { format!("({}) ", shown.problems.counted()) }
}

/// What stands above the page. What is said of a draft is in the language of the page.
fn words(shown: &Shown, watermark: Option<&str>) -> String {
    let drafts = shown.site.as_ref().map_or(0, |site| site.draft_pages);
    let drafts = if drafts == 0 {
        String::new()
    } else {
        let are = if drafts == 1 { "page in it is a draft" } else { "pages in it are drafts" };
        format!(" {drafts} {are} or under an embargo. Without such pages, other figures may be hidden.")
    };
    let strip = format!(
        "<aside class=\"candour-preview\" aria-label=\"Preview\">\n<p lang=\"en-GB\"><strong>Preview, not \
         published.</strong>{drafts}</p>\n<p lang=\"en-GB\" id=\"candour-ended\" role=\"status\"></p>\n{}</aside>\n",
        watermark.map(mark).unwrap_or_default()
    );
    strip + &problems(shown)
}

fn problems(shown: &Shown) -> String {
    let problems = &shown.problems;
    let counted = problems.counted();
    let list = format!("<ol>\n{}</ol>\n", problems.html);
    if problems.errors > 0 {
        let stays = if shown.site.is_some() {
            "The site below is from before. It is built again when you save."
        } else {
            "The site is built again when you save."
        };
        return format!(
            "<section class=\"candour-problems\" lang=\"en-GB\" aria-labelledby=\"candour-problems\" tabindex=\"0\">\n\
             <div role=\"alert\">\n<h2 id=\"candour-problems\">{counted}</h2>\n<p>{stays}</p>\n</div>\n{list}</section>\n"
        );
    }
    if problems.warnings > 0 {
        return format!(
            "<details class=\"candour-warnings\" lang=\"en-GB\">\n<summary>{counted}</summary>\n{list}</details>\n"
        );
    }
    String::new()
}

/// The watermark: once for everybody, and across the page for those who see it, on paper on each sheet.
fn mark(words: &str) -> String {
    let words = escape(words);
    // As generated text it is no content: it need not have the contrast of letters that are to be read.
    let across = format!("<span data-words=\"{words}\"></span>").repeat(3);
    format!(
        "<p class=\"candour-draft\">{words}</p>\n<div class=\"candour-watermark\" aria-hidden=\"true\">{across}</div>\n"
    )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::problems::Problems;
    use super::*;

    const PAGE: &str =
        "<!DOCTYPE html><html lang=\"en\"><head><title>A</title></head><body class=\"p\"><p>B</p></body></html>";

    fn shown(problems: Problems) -> Shown {
        Shown { token: "7-1".to_owned(), site: None, problems: Arc::new(problems) }
    }

    #[test]
    fn a_page_says_that_it_is_a_preview_and_reloads() {
        let page = dressed(PAGE, &shown(Problems::default()), None, false);
        assert!(page.contains("data-shown=\"7-1\"></script>\n</head><body class=\"p\">\n<aside"), "{page}");
        assert!(page.contains("<title>A</title>") && page.ends_with("</aside>\n<p>B</p></body></html>"), "{page}");
        assert!(!page.contains("<base") && !page.contains("candour-draft"));
    }

    #[test]
    fn problems_stand_above_the_page_and_in_its_title() {
        let broken = Problems { errors: 2, warnings: 1, html: "<li>x</li>\n".to_owned(), text: String::new() };
        let page = dressed(PAGE, &shown(broken), Some("Draft & more"), true);
        assert!(page.contains("<head>\n<base href=\"/\"><title>(2 problems and 1 warning) A</title>"), "{page}");
        assert!(page.contains("<h2 id=\"candour-problems\">2 problems and 1 warning</h2>"), "{page}");
        assert!(page.contains("<ol>\n<li>x</li>\n</ol>"), "{page}");
        assert!(page.contains("<p class=\"candour-draft\">Draft &amp; more</p>"), "{page}");
    }

    #[test]
    fn what_is_no_page_stays_as_it_is() {
        assert_eq!(dressed("<p>a piece</p>", &shown(Problems::default()), Some("Draft"), true), "<p>a piece</p>");
    }
}
