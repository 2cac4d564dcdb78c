//! The parts of a site around its pages: feed, search, and what is wrong with what is said of them.

mod common;

use common::{Files, Run, Site, holds};

fn site(files: &[(&str, &str)]) -> Site {
    let mut all = Files::from([
        ("site.yaml".to_owned(), b"title: Visits\norganisation: Example Council\n".to_vec()),
        ("content/index.md".to_owned(), b"---\ntitle: Visits\n---\nWords.\n".to_vec()),
    ]);
    all.extend(files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())));
    Site::of(&all)
}

/// What is said of a site that is wrong.
fn told(files: &[(&str, &str)]) -> String {
    let Run { code, stderr, .. } = site(files).run("check");
    assert_eq!(code, 1, "{stderr}");
    stderr
}

fn assert_told(files: &[(&str, &str)], expected: &[&str]) {
    let told = told(files);
    for text in expected {
        assert!(told.contains(text), "{text:?} is not in:\n{told}");
    }
}

const DATED: &str = "---\ntitle: Visits of 2023\npublished: 2024-03-14\n---\nWords.\n";
const ADDRESS: &str = "title: Visits\norganisation: Example Council\naddress: https://example.org/\n";

#[test]
fn a_feed_needs_an_address_and_a_date() {
    assert!(!site(&[("content/dated.md", DATED)]).built().contains_key("feed.xml"));
    assert!(!site(&[("site.yaml", ADDRESS)]).built().contains_key("feed.xml"));
    let with_both = site(&[("site.yaml", ADDRESS), ("content/dated.md", DATED)]).built();
    assert!(holds(&with_both["feed.xml"], "<id>tag:example.org,2024-03-14:/dated.html</id>"));
    assert!(holds(&with_both["index.html"], "type=\"application/atom+xml\""));
}

#[test]
fn one_page_alone_needs_no_search() {
    let alone = site(&[]).built();
    assert!(!alone.contains_key("find.html") && !holds(&alone["index.html"], "find.html"));
    let two = site(&[("content/about.md", "---\ntitle: About\n---\n## Scope\n\nWords.\n")]).built();
    assert!(holds(&two["find.html"], "<a href=\"about.html#scope\">Scope</a>"));
    assert!(holds(&two["404.html"], "<a href=\"find.html\">"));
}

#[test]
fn links_of_the_page_for_what_is_not_found_work_at_any_depth_where_the_address_is_known() {
    let about = ("content/about.md", "---\ntitle: About\n---\nWords.\n");
    let below = "title: Visits\norganisation: Example Council\naddress: https://example.org/open/visits\n";
    for (address, root) in [(ADDRESS, "/"), (below, "/open/visits/")] {
        let built = site(&[about, ("site.yaml", address)]).built();
        let lost = String::from_utf8_lossy(&built["404.html"]);
        let links: Vec<&str> = lost.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let strange = links.iter().filter(|link| !link.starts_with(root) && !link.starts_with(['#', 'h']));
        assert_eq!(strange.count(), 0, "{links:?}");
        for page in ["index.html", "find.html"] {
            assert!(links.contains(&format!("{root}{page}").as_str()), "{links:?}");
        }
        assert!(holds(&built["index.html"], "href=\"find.html\""));
    }
}

#[test]
fn names_of_pages_that_make_themselves_are_kept() {
    assert_told(&[("content/find.md", DATED)], &["error[file-name]", "Candour makes `404.html`, `find.html`"]);
}

#[test]
fn two_editions_of_one_day_are_told() {
    let earlier =
        |name| format!("---\ntitle: T\nedition: {name}\nedition-of: index.md\npublished: 2023-03-14\n---\nWords.\n");
    let (one, two) = (earlier("A"), earlier("B"));
    let latest = "---\ntitle: T\nedition: C\npublished: 2024-03-14\n---\nWords.\n";
    assert_told(
        &[("content/index.md", latest), ("content/one.md", &one), ("content/two.md", &two)],
        &["this edition has the date of another one, `one.md`"],
    );
}

const LISTS: &str = "---\ntitle: Safeguarding\n---\n```pages\n```\n";

#[test]
fn what_is_no_section_is_told() {
    let page = "---\ntitle: T\nsections: [safegarding.md, index.md, about.md]\n---\nWords.\n";
    let listing = "---\ntitle: S\n---\n```pages\nsection: index.md\norder: newst\nfirst: about.md\n```\n";
    assert_told(
        &[("content/about.md", page), ("content/safeguarding.md", LISTS), ("content/lists.md", listing)],
        &[
            "no page `safegarding.md` in `content` that is a section",
            "did you mean `safeguarding.md`?",
            "`index.md` is no section: it does not list its pages",
            "cannot be in a section that it is itself",
            "pages cannot stand in the order `newst`",
            "did you mean `newest`?",
        ],
    );
    let first = "---\ntitle: S\n---\n```pages\nfirst: abuot.md\n```\n";
    let member = "---\ntitle: T\nsections: safeguarding.md\n---\nWords.\n";
    assert_told(
        &[("content/about.md", member), ("content/safeguarding.md", first)],
        &["no page `abuot.md` is in this section", "did you mean `about.md`?"],
    );
}

#[test]
fn what_is_wrong_with_a_calendar_is_told() {
    let calendar = "---\ntitle: C\n---\n```calendar\nforthcoming:\n  - {title: A, date: soon, status: confirmed}\n  - {title: B, \
                    date: 2025-01, status: sure}\n  - {title: C, date: 2025-01, status: confirmed, page: no.md}\n  - {title: D, \
                    date: 2025-01, status: confirmed, page: index.md, stauts: x}\n```\n";
    assert_told(
        &[("content/calendar.md", calendar), ("content/now.md", "---\ntitle: N\ndraft: true\n---\nWords.\n")],
        &[
            "this is no month, day or time",
            "a release cannot be `sure`",
            "there is no page `no.md` in `content`, not even a draft",
            "did you mean `now.md`?",
            "there is no key `stauts` here",
            "`index.md` is published, and does not say when",
        ],
    );
}

/// The calendar with its next release, whose page is under an embargo.
fn calendar(page: &str) -> Site {
    let calendar = format!(
        "---\ntitle: Calendar\n---\n```calendar\nforthcoming:\n  - {{title: Visits of 2024, date: 2025-03-06T09:30, status: \
         confirmed{page}}}\n```\n"
    );
    let secret =
        "---\ntitle: A title nobody knows yet\npublished: 2025-03-06\nembargo: 2025-03-06T09:30\n---\nWords.\n";
    site(&[("content/calendar.md", &calendar), ("content/secret.md", secret)])
}

fn built_at(site: &Site, at: &str) -> (Files, String) {
    let run = Run::of(common::candour().args(["build", "--at", at, "--root"]).arg(site.root()));
    assert_eq!(run.code, 0, "{}", run.stderr);
    (site.public(), run.stderr)
}

#[test]
fn a_calendar_tells_nothing_of_a_page_before_its_time() {
    let site = calendar(", page: secret.md");
    let unnamed = calendar("");
    unnamed.remove("content/secret.md");
    let before = site.built();
    assert_eq!(before, unnamed.built());
    assert_eq!(before, built_at(&site, "2025-03-06T09:29").0);
    assert!(holds(&before["calendar.html"], "6 March 2025, 09:30"));
    let (after, said) = built_at(&site, "2025-03-06T09:30");
    assert!(!said.contains("overdue"), "{said}");
    assert!(!holds(&after["calendar.html"], "Visits of 2024"));
    assert!(holds(&after["calendar.html"], "<a href=\"secret.html\">A title nobody knows yet</a>"));
}

#[test]
fn a_release_whose_time_is_over_is_overdue() {
    let site = calendar("");
    site.remove("content/secret.md");
    let (public, said) = built_at(&site, "2025-03-06T09:30");
    assert!(said.contains("warning[overdue]"), "{said}");
    assert!(holds(&public["calendar.html"], "<span class=\"calendar-status\">Overdue</span>"));
}

#[test]
fn now_is_read_from_the_clock() {
    let site = calendar(", page: secret.md");
    let (public, _) = built_at(&site, "now");
    assert!(public.contains_key("secret.html"));
}

#[test]
fn old_addresses_lead_on_and_are_listed_nowhere() {
    let moved = "---\ntitle: Visits & reviews\nmoved-from: [old/visits.html, 2019/]\n---\nWords.\n";
    let public = site(&[("site.yaml", ADDRESS), ("content/new/visits.md", moved)]).built();
    let old = &public["old/visits.html"];
    assert!(holds(old, "<meta http-equiv=\"refresh\" content=\"0; url=../new/visits.html\">"));
    assert!(holds(old, "<a href=\"../new/visits.html\">Visits &amp; reviews</a>"));
    assert!(holds(old, "<link rel=\"canonical\" href=\"../new/visits.html\">"));
    let redirects = "/2019/index.html /new/visits.html 301\n/old/visits.html /new/visits.html 301\n";
    assert_eq!(String::from_utf8_lossy(&public["_redirects"]), redirects);
    for file in ["sitemap.xml", "find.html", "index.html"] {
        assert!(!holds(&public[file], "old/visits.html"), "{file}");
    }
    assert!(!site(&[]).built().contains_key("_redirects"));
}

#[test]
fn old_addresses_that_are_taken_are_told() {
    let page = |from: &str| format!("---\ntitle: T\nmoved-from: {from}\n---\nWords.\n");
    let (one, two) =
        (page("[index.html, one.html, /old.html, old.md, ../up.html, was.html]"), page("[WAS.html, find.html]"));
    assert_told(
        &[("content/one.md", &one), ("content/two.md", &two)],
        &[
            "`index.md` is at `index.html`",
            "`one.html` is where this page is",
            "write the address that readers know: `old.html`",
            "no page can have been at this address",
            "`one.md` was at `WAS.html` too",
            "Candour makes `find.html` itself",
        ],
    );
}

#[test]
fn a_link_to_an_old_address_is_told_where_its_page_is() {
    let linking = "---\ntitle: T\n---\nSee [this](old/visits.md).\n";
    let moved = "---\ntitle: T\nmoved-from: old/visits.html\n---\nWords.\n";
    assert_told(
        &[("content/linking.md", linking), ("content/new.md", moved)],
        &["the page `old/visits.md` has moved", "lead to where it is now: `new.md`"],
    );
}

const WITH_TERMS: &str = "title: Visits\norganisation: Example Council\nglossary: words/glossary.md\n";
const TERMS: &str =
    "---\ntitle: Glossary\n---\n## Plan\n\nWhat is done.\n\n## Care plan\n\nA plan for care. Plans are many.\n";

#[test]
fn terms_are_linked_at_their_first_use() {
    let words = "## Plan\n\nA care plan, `plan`, *plans* and plan.\n\n- plan\n";
    let page = format!("---\ntitle: A plan\n---\n{words}");
    let without = format!("---\ntitle: A plan\nglossary: false\n---\n{words}");
    let by_hand = "---\ntitle: T\n---\nSee [this](words/glossary.md#plan) of a plan, and a care plan.\n";
    let public = site(&[
        ("site.yaml", WITH_TERMS),
        ("content/words/glossary.md", TERMS),
        ("content/a/page.md", &page),
        ("content/without.md", &without),
        ("content/by-hand.md", by_hand),
    ])
    .built();
    let linked = "<h2 id=\"plan\">Plan</h2>\n<p>A <a class=\"term\" href=\"../words/glossary.html#care-plan\">care plan</a>, \
                  <code>plan</code>, <em><a class=\"term\" href=\"../words/glossary.html#plan\">plans</a></em> and plan.</p>\n\
                  <ul>\n<li>plan</li>";
    assert!(holds(&public["a/page.html"], linked));
    assert!(!holds(&public["without.html"], "class=\"term\""));
    assert!(!holds(&public["words/glossary.html"], "class=\"term\""));
    let of_hand = "of a plan, and a <a class=\"term\" href=\"words/glossary.html#care-plan\">care plan</a>.";
    assert!(holds(&public["by-hand.html"], of_hand));
}

#[test]
fn parts_speak_the_language_of_their_page() {
    let english = "---\ntitle: Visits of 2023\npublished: 2024-03-14\nsections: index.md\n---\nA plan.\n";
    let welsh = "---\ntitle: Ymweliadau 2023\npublished: 2024-03-14\n---\nUn cynllun.\n";
    let home = "---\ntitle: Visits\n---\n```pages\n```\n\n```calendar\n```\n";
    let public = site(&[
        ("site.yaml", &format!("{ADDRESS}languages: [cy]\nglossary: glossary.md\n")),
        ("content/index.md", home),
        ("content/index.cy.md", &home.replace("Visits", "Ymweliadau")),
        ("content/dated.md", english),
        ("content/dated.cy.md", welsh),
        ("content/glossary.md", "---\ntitle: Glossary\n---\n## Plan\n\nWords.\n"),
        ("content/glossary.cy.md", "---\ntitle: Geirfa\n---\n## Cynllun\n\nGeiriau.\n"),
    ])
    .built();
    assert!(holds(&public["index.cy.html"], "<a class=\"listing-page\" href=\"dated.cy.html\">Ymweliadau 2023</a>"));
    assert!(holds(&public["index.cy.html"], "<span class=\"calendar-what\"><a href=\"dated.cy.html\">"));
    assert!(holds(&public["index.html"], "<a class=\"listing-page\" href=\"dated.html\">Visits of 2023</a>"));
    assert!(holds(
        &public["dated.cy.html"],
        "<nav class=\"sections\" aria-label=\"Rhan o\">\n<ul>\n<li><a href=\"index.cy.html\">"
    ));
    assert!(holds(&public["dated.cy.html"], "<a class=\"term\" href=\"glossary.cy.html#cynllun\">cynllun</a>"));
    assert!(holds(&public["dated.html"], "<a class=\"term\" href=\"glossary.html#plan\">plan</a>"));
    assert!(holds(&public["find.html"], "<li><a class=\"find-page\" lang=\"cy\" href=\"dated.cy.html\">"));
    assert!(!holds(&public["feed.xml"], "cy.html"));
}

#[test]
fn a_heading_that_begins_like_a_kept_name_gets_another_address() {
    let page = "---\ntitle: Why\n---\n## Withheld numbers\n\n[Here](#section-withheld-numbers).\n\n## Revised figures\n\nWords.\n";
    let built = site(&[("content/why.md", page)]).built();
    for id in ["section-withheld-numbers", "section-revised-figures"] {
        assert!(holds(&built["why.html"], &format!("id=\"{id}\"")), "{id}");
    }
}
