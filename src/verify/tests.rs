//! Each check with what passes and what does not.

use super::*;
use crate::emit::staging::{Artefact, Emitted, Workspace};

const HEAD: &str = "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Figures</title>\n</head>\n<body>\n";

fn page(body: &str) -> String {
    format!("{HEAD}<h1>Figures</h1>\n{body}\n</body>\n</html>\n")
}

fn staged(files: &[(&str, String)]) -> (tempfile::TempDir, Staged) {
    let parent = tempfile::tempdir().unwrap();
    let mut emitted = Emitted::new();
    for (path, text) in files {
        emitted.add(Artefact { path: (*path).to_owned(), bytes: text.clone().into_bytes() }).unwrap();
    }
    let staged = Workspace::claim(&parent.path().join("public")).unwrap().stage(emitted).unwrap();
    (parent, staged)
}

fn expectations() -> Expectations {
    let mut expectations =
        Expectations { site_address: Some("https://example.org/open/".into()), ..Default::default() };
    expectations.publish_numbers_of("721, 1,234.5 and 2017");
    expectations
}

fn problems(files: &[(&str, String)]) -> Vec<Problem> {
    let (_parent, staged) = staged(files);
    check_folder(&staged.site(), &expectations())
}

/// The one problem of a page with this body.
#[track_caller]
fn only(check: &str, body: &str) -> Problem {
    one(check, &[("index.html", page(body))])
}

#[track_caller]
fn one(check: &str, files: &[(&str, String)]) -> Problem {
    let problems = problems(files);
    assert!(matches!(&problems[..], [problem] if problem.check == check), "{files:?}\n{problems:#?}");
    problems.into_iter().next().unwrap()
}

#[track_caller]
fn passes(body: &str) {
    let problems = problems(&[("index.html", page(body))]);
    assert!(problems.is_empty(), "{body}\n{problems:#?}");
}

#[test]
fn a_good_site_can_be_published() {
    let body = "<p id=\"scope\">There were 1,234.5 in 2017.</p>\n\
        <table><caption>Episodes</caption><thead><tr><th scope=\"col\">Area</th><th scope=\"col\">Number</th></tr></thead>\n\
        <tbody><tr><th scope=\"row\">North</th><td>721</td></tr></tbody></table>\n\
        <figure><svg role=\"img\" aria-labelledby=\"t\" viewBox=\"0 0 10 10\"><title id=\"t\">Up</title>\
        <defs><clipPath id=\"c\"><path d=\"M0 0h5\"/></clipPath></defs>\
        <path d=\"M3 4\" clip-path=\"url(#c)\" fill=\"#123\"/><text x=\"3\">721</text></svg></figure>\n\
        <p><a href=\"a/about.html#who\">About</a> <a href=\"https://www.gov.uk/3\">Law</a> <a href=\"mailto:a@b.uk\">Write</a></p>";
    let head = "<link rel=\"stylesheet\" href=\"s.css\">\n<link rel=\"canonical\" href=\"https://example.org/open/\">\n<title>";
    let files = [
        ("index.html", page(body).replacen("<title>", head, 1)),
        ("a/about.html", page("<h2 id=\"who\">Who</h2><p><a href=\"../index.html#scope\">Back</a></p>")),
        ("s.css", "/* url(x) 'it */ @media print { a::after { content: \"\\2014\"; background: url('a/i.svg') } }".into()),
        ("a/i.svg", "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M9 9\"/></svg>".into()),
        ("d.csv", "area,episodes\nnorth,721\nsouth,-1234.5\n".into()),
        ("sitemap.xml", "<urlset><url><loc>https://example.org/open/</loc></url><url><loc>https://example.org/open/a/about.html</loc><lastmod>2017-09-03</lastmod></url></urlset>".into()),
        ("_headers", "/*\n  X: 9".into()),
    ];
    let (parent, staged) = staged(&files);
    let verified = verify(staged, &expectations()).map_err(|failures| failures.problems).unwrap();
    publish(verified).unwrap();
    assert!(parent.path().join("public/a/about.html").exists());
}

#[test]
fn a_bad_site_is_removed() {
    let (parent, staged) = staged(&[("index.html", page("<p>5</p>"))]);
    assert_eq!(verify(staged, &expectations()).err().unwrap().problems.len(), 1);
    assert_eq!(std::fs::read_dir(parent.path()).unwrap().count(), 0);
}

#[test]
fn manifest_reads_the_disk_not_the_memory() {
    let (_parent, staged) = staged(&[("index.html", page("")), ("a.txt", "a".into()), ("b.txt", "b".into())]);
    let put = |path: &str, text: &str| {
        let mut file =
            std::fs::File::options().create(true).truncate(true).write(true).open(staged.site().join(path)).unwrap();
        std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
    };
    put("a.txt", "x");
    put("extra.txt", "x");
    put(".hidden.txt", "x");
    put(".gitkeep", "");
    std::fs::OpenOptions::new().write(true).open(staged.site().join("b.txt")).unwrap().set_len(0).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/", staged.site().join("link")).unwrap();
    let problems = check_folder(&staged.site(), &expectations());
    let mut paths: Vec<_> = problems.iter().map(|problem| problem.path.as_str()).collect();
    paths.dedup();
    let expected: &[&str] = if cfg!(unix) {
        &[".hidden.txt", "a.txt", "b.txt", "extra.txt", "link"]
    } else {
        &[".hidden.txt", "a.txt", "b.txt", "extra.txt"]
    };
    assert_eq!(paths, expected);
    assert!(problems.iter().all(|problem| problem.check == "output-manifest"), "{problems:#?}");
}

#[test]
fn links_lead_somewhere_from_anywhere() {
    for (address, word) in [
        ("nowhere.html", "no file"),
        ("/index.html", "under a path"),
        ("#nowhere", "place"),
        ("./", "folder"),
        ("../index.html", "out of the site"),
        ("//example.com/", "https:"),
        ("javascript:alert()", "script"),
        ("data:text/html,x", "data"),
        ("https://example.org/open/gone.html", "no file"),
    ] {
        let problem = only("output-links", &format!("<p><a href=\"{address}\">Go</a></p>"));
        assert!(problem.message.contains(word), "{address}: {problem:?}");
        assert_eq!(problem.line, Some(10));
    }
    passes("<p id=\"x\"><a href=\"index.html#x\">Go</a> <a href=\"tel:+441234\">Call</a></p>");
    only("output-links", "<p id=\"x\">a</p><p id=\"x\">b</p>");
    only("output-links", "<p aria-describedby=\"gone\">a</p>");
    only("output-links", "<svg aria-hidden=\"true\"><path fill=\"url(#gone)\"/></svg>");
    one("output-links", &[("index.html", page("<a href=\"a\">x</a>")), ("a/index.html", page(""))]);
    one("output-links", &[("index.html", page("")), ("s.css", "a { background: url(\"gone.png\") }".into())]);
    one(
        "output-links",
        &[("index.html", page("")), ("sitemap.xml", "<urlset><url><loc>gone.html</loc></url></urlset>".into())],
    );
}

#[test]
fn policy_admits_no_script_style_comment_or_stranger() {
    for body in [
        "<script></script>",
        "<p onclick=\"x()\">a</p>",
        "<p style=\"color:red\">a</p>",
        "<div><style>a{}</style></div>",
        "<iframe></iframe>",
        "<object></object>",
        "<!-- a secret -->",
        "<img alt=\"\" src=\"https://example.com/i.png\">",
        "<img alt=\"\" srcset=\"https://example.com/i.png 2x\">",
        "<svg aria-hidden=\"true\"><use href=\"https://example.com/i.svg#a\"/></svg>",
        "<svg aria-hidden=\"true\"><use xlink:href=\"https://example.com/i.svg#a\"/></svg>",
        "<svg aria-hidden=\"true\"><style>a{}</style></svg>",
        "<form action=\"https://example.com/\"><input aria-label=\"a\"></form>",
        "<a ping=\"https://example.com/\" href=\"index.html\">a</a>",
    ] {
        only("output-policy", body);
    }
    for head in [
        "<base href=\"index.html\">",
        "<meta http-equiv=\"Refresh\" content=\"5\">",
        "<link rel=\"stylesheet\" href=\"https://example.com/s.css\">",
        "<link rel=\"preconnect\" href=\"https://example.com\">",
    ] {
        one("output-policy", &[("index.html", page("").replacen("<title>", &format!("{head}<title>"), 1))]);
    }
    for style in [
        "@import 'a.css';",
        "a { background: url( https://example.com/i.png ) }",
        "a { src: image-set('//example.com/i' 2x) }",
    ] {
        one("output-policy", &[("index.html", page("")), ("s.css", style.into())]);
    }
    one(
        "output-policy",
        &[("index.html", page("")), ("i.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>".into())],
    );
    one("output-policy", &[("index.html", page("")), ("feed.xml", "<feed><!-- x --></feed>".into())]);
    one("output-policy", &[("index.html", page("")), ("app.js", String::new())]);
    passes("<p><a href=\"https://example.com/\" rel=\"license\">Licence</a></p><form action=\"index.html\"></form>");
}

#[test]
fn only_the_error_page_may_fetch_by_the_sites_address() {
    let styled =
        page("").replacen("<title>", "<link rel=\"stylesheet\" href=\"https://example.org/open/s.css\"><title>", 1);
    let sheet = || ("s.css", "a{}".to_owned());
    one("output-policy", &[("index.html", styled.clone()), sheet()]);
    assert_eq!(problems(&[("404.html", styled), sheet()]), []);
}

#[test]
fn only_the_error_page_may_begin_at_the_top_of_the_server() {
    let styled = |path: &str| {
        let links = format!("<link rel=\"stylesheet\" href=\"{path}s.css\"><title>");
        page(&format!("<p><a href=\"{path}index.html\">Home</a></p>")).replacen("<title>", &links, 1)
    };
    let files = |error: String| [("404.html", error), ("index.html", page("")), ("s.css", "a{}".to_owned())];
    assert_eq!(problems(&files(styled("/open/"))), []);
    assert_eq!(problems(&files(styled("/"))).len(), 2, "the site lies below");
    assert_eq!(problems(&files(styled("/open/a/"))).len(), 2, "no such files");
    assert_eq!(problems(&[("index.html", styled("/open/")), ("s.css", "a{}".to_owned())]).len(), 2);
}

#[test]
fn markup_is_what_a_screen_reader_needs() {
    for body in [
        "<h1>Again</h1>",
        "<h3>Too deep</h3>",
        "<h2> </h2>",
        "<p><b>crossed</p></b>",
        "<p>&nosuch;</p><div/>",
        "<img src=\"index.html\">",
        "<p><a href=\"index.html\"> </a></p>",
        "<svg><path d=\"M0\"/></svg>",
        "<svg role=\"img\" aria-label=\"a\"></svg>",
        "<svg role=\"img\"><title>a</title></svg>",
        "<table><thead><tr><th scope=\"col\">a</th></tr></thead></table>",
        "<table><caption>a</caption><tbody><tr><td>a</td></tr></tbody></table>",
        "<table><caption>a</caption><tbody><tr><th>a</th></tr></tbody></table>",
        "<table><caption>a</caption><tbody><tr><th scope=\"row\">a</th><td> </td></tr></tbody></table>",
    ] {
        let found = problems(&[("index.html", page(body))]);
        assert!(
            !found.is_empty() && found.iter().all(|problem| problem.check == "output-markup"),
            "{body}\n{found:#?}"
        );
    }
    for needed in [
        "<!doctype html>\n",
        " lang=\"en-GB\"",
        "<meta charset=\"utf-8\">\n",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
        "<title>Figures</title>\n",
        "<h1>Figures</h1>",
    ] {
        let found = problems(&[("index.html", page("").replacen(needed, "", 1))]);
        assert!(
            !found.is_empty() && found.iter().all(|problem| problem.check == "output-markup"),
            "{needed}\n{found:#?}"
        );
    }
    one(
        "output-markup",
        &[("index.html", page("")), ("i.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>".into())],
    );
    passes(
        "<h2>a</h2><h3>b</h3><h2>c</h2><p>&amp; a<br>b<br/>c</p><p><a href=\"index.html\"><img alt=\"Home\" src=\"index.html\"></a></p>",
    );
}

/// A piece of HTML is looked at like a page, and has to fit into one that nobody knows.
#[test]
fn a_piece_of_html_fits_into_any_page() {
    let with = |text: &str| [("index.html", page("")), ("embed/a.fragment.html", text.to_owned())];
    assert_eq!(
        problems(&with(
            "<figure><svg role=\"img\" aria-labelledby=\"a-title\"><title id=\"a-title\">Up</title></svg><p>721 <a href=\"../index.html\">Page</a></p></figure>"
        )),
        []
    );
    one("output-markup", &with("<p id=\"main\">a</p>"));
    one("output-markup", &with("<h2>a</h2>"));
    assert!(problems(&with("<p><b>crossed</p></b>")).iter().all(|problem| problem.check == "output-markup"));
    one("output-markup", &with("<table><thead><tr><th scope=\"col\">a</th></tr></thead></table>"));
    one("output-figures", &with("<p>722</p>"));
    one("output-links", &with("<p><a href=\"index.html\">a</a></p>"));
    one("output-policy", &with("<script></script>"));
}

#[test]
fn a_page_may_say_where_its_links_open_but_not_move_them() {
    let with = |base: &str| [("index.html", page("").replacen("<title>", &format!("{base}<title>"), 1))];
    assert_eq!(problems(&with("<base target=\"_top\">")), []);
    one("output-policy", &with("<base href=\"index.html\" target=\"_top\">"));
}

#[test]
fn figures_finds_numbers_that_nobody_published_and_does_not_say_them() {
    for body in [
        "<p>There were 43.</p>",
        "<p>fell by \u{2212}43%</p>",
        "<p title=\"43\">a</p>",
        "<p aria-label=\"43\">a</p>",
        "<p data-value=\"43\">a</p>",
        "<form><input aria-label=\"a\" value=\"43\"></form>",
        "<svg aria-hidden=\"true\"><text>43</text></svg>",
        "<svg aria-hidden=\"true\"><desc>43</desc></svg>",
        "<svg role=\"img\" aria-label=\"43\"><title>a</title></svg>",
        "<p>4&#51;</p>",
    ] {
        let problem = only("output-figures", body);
        assert!(!format!("{problem:?}").contains("43"), "{problem:?}");
        assert_eq!(problem.line, Some(10));
    }
    one(
        "output-figures",
        &[("index.html", page("").replacen("<title>", "<meta name=\"description\" content=\"43\"><title>", 1))],
    );
    for (path, text) in [
        ("d.csv", "area,n\nnorth,43\n"),
        ("feed.xml", "<feed><title>&#52;&#x33; episodes</title></feed>"),
        ("s.json", "{\"rows\": [{\"n\": 43}]}"),
        ("s.json", "{\"43\": 721}"),
        ("a.txt", "a\n43\n"),
        ("i.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>43</text></svg>"),
    ] {
        let problem = one("output-figures", &[("index.html", page("")), (path, text.into())]);
        assert!(!format!("{problem:?}").contains("43"), "{problem:?}");
    }
    passes(
        "<p id=\"f43\" class=\"w43\">721, \u{2212}1,234.5 and 1234.5; 2017-2017</p><svg aria-hidden=\"true\"><path d=\"M43 43\"/></svg>",
    );
}

#[test]
fn figures_knows_the_numbers_of_one_page() {
    let mut expectations = expectations();
    expectations.publish_numbers_on("a.html", "Table 43");
    let (_parent, staged) = staged(&[("a.html", page("<p>43</p>")), ("b.html", page("<p>43</p>"))]);
    let found = check_folder(&staged.site(), &expectations);
    assert!(matches!(&found[..], [problem] if problem.path == "b.html"), "{found:#?}");
}

#[test]
fn problems_come_in_order() {
    let page = page("<p>43</p><h3>a</h3><p style=\"\"><b>44</b></p>");
    let found = problems(&[("b.html", page.clone()), ("a.html", page)]);
    let mut sorted = found.clone();
    sorted.sort();
    assert_eq!(found, sorted);
    assert_eq!(found.len(), 8);
}
