//! What `candour diff` says of two built sites, in all of its forms, byte for byte. Where a change is meant to alter what is
//! said, write the forms anew and read the difference:
//!
//! ```text
//! CANDOUR_BLESS=1 cargo test --test diff
//! ```

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "tests read what was written, and write it on demand"
)]

mod common;

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use common::{Run, Site, candour, files, package};

/// The forms, with the names under which their transcripts lie.
const FORMS: [(&str, &str); 4] =
    [("text", "editions.txt"), ("json", "editions.json"), ("markdown", "editions.md"), ("page", "editions.html")];

/// The last edition, and the next: figures revised with a reason and without, withheld and no longer, a new period; a page
/// that moved, a new one with markup in its title, other words, another label, another chart.
fn sites() -> &'static (Site, Site) {
    static SITES: OnceLock<(Site, Site)> = OnceLock::new();
    SITES.get_or_init(|| (before(), after()))
}

fn before() -> Site {
    let site = Site::fixture("editions");
    site.remove("published.csv");
    let description = site.read("data/carers.yaml");
    let (description, _) = description.split_once("revisions:").expect("revisions");
    site.write("data/carers.yaml", description);
    site.edit("data/carers.csv", "2023-H2,all,181", "2023-H2,all,157");
    site.edit("data/carers.csv", "2023-H2,east,70", "2023-H2,east,46");
    site.built();
    site
}

fn after() -> Site {
    let site = Site::fixture("editions");
    site.edit(
        "data/carers.csv",
        "2024-H1,all,174\n2024-H1,north,39\n2024-H1,east,82\n2024-H1,west,4\n2024-H1,south,49\n",
        "2024-H1,all,172\n2024-H1,north,61\n2024-H1,east,82\n2024-H1,west,25\n2024-H1,south,4\n2024-H2,all,201\n\
         2024-H2,north,61\n2024-H2,east,60\n2024-H2,west,30\n2024-H2,south,50\n",
    );
    site.edit("data/carers.yaml", "north: North", "north: North & <upper> | _hill_");
    site.edit("content/method.md", "could tell of somebody", "could give away somebody");
    site.edit("content/carers.md", "headline: Young carers assessed in each area", "headline: Which areas assess most");
    let more =
        "\n```table\nid: now\ncaption: The latest half-year\ndata: carers\nrows: area\nwhere: {period: 2024-H2}\n```\n";
    site.write("content/carers.md", &(site.read("content/carers.md") + more));
    site.remove("content/contact.md");
    site.write(
        "content/ask.md",
        "---\ntitle: Ask us\nmoved-from: [contact.html]\n---\nWrite to the data team of Example Council.\n",
    );
    site.edit("site.yaml", "contact: contact.md", "contact: ask.md");
    site.write(
        "content/late.md",
        "---\ntitle: Carers <late> & @all\n---\nIn late 2024 there were {{ carers.children[\"2024-H2\"] }}.\n",
    );
    site.built();
    site
}

fn public(site: &Site) -> PathBuf {
    site.root().join("public")
}

fn diff(old: &Site, new: &Site, more: &[&str]) -> Run {
    Run::of(candour().arg("diff").arg(public(old)).arg(public(new)).args(more))
}

#[test]
fn every_form_says_the_same_as_before() {
    let (old, new) = sites();
    for (form, name) in FORMS {
        let run = diff(old, new, &["--as", form]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{form}");
        let expected = package().join("tests/differences").join(name);
        let said = without_sizes(&run.stdout);
        if std::env::var_os("CANDOUR_BLESS").is_some() {
            fs::write(&expected, &said).expect("written");
        }
        let expected = fs::read_to_string(expected).expect("a transcript");
        assert_eq!(expected.lines().collect::<Vec<_>>(), said.lines().collect::<Vec<_>>(), "{form}");
        assert!(!run.stdout.contains('\u{1b}'), "{form} has colours outside a terminal");
    }
}

/// With `N` for the sizes of files, which change with the theme.
fn without_sizes(text: &str) -> String {
    let digits = |text: &str| text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let parts: Vec<&str> = text.split(" kB").collect();
    let (last, sized) = parts.split_last().expect("one part at least");
    let sized: String = sized.iter().map(|part| format!("{}N kB", &part[..digits(part)])).collect();
    let said = sized + last;
    let line = |line: &str| match line.split_once("bytes\": ") {
        Some((key, size)) if !size.starts_with("null") => {
            format!("{key}bytes\": \"N\"{}\n", if size.ends_with(',') { "," } else { "" })
        }
        _ => format!("{line}\n"),
    };
    said.lines().map(line).collect()
}

#[test]
fn a_site_is_the_same_as_itself() {
    let (old, _) = sites();
    let same = "Nothing that a reader sees has changed.";
    for form in ["text", "markdown", "page"] {
        let run = diff(old, old, &["--as", form, "--exit-code"]);
        assert_eq!(run.code, 0, "{form}");
        assert!(run.stdout.contains(same), "{form}: {}", run.stdout);
    }
    let json = diff(old, old, &["--as", "json"]).stdout;
    assert!(json.contains("\"changed\": false") && json.contains("\"figures\": [],"), "{json}");
}

#[test]
fn the_exit_code_tells_on_demand_whether_anything_changed() {
    let (old, new) = sites();
    assert_eq!(diff(old, new, &[]).code, 0);
    assert_eq!(diff(old, new, &["--exit-code"]).code, 1);
}

#[test]
fn what_is_no_built_site_is_told() {
    let (old, _) = sites();
    let nothing = old.root().join("nowhere");
    for (folder, expected) in [
        (old.root(), "did you mean"),
        (nothing, "there is no folder"),
        (old.root().join("content"), "is no built site: there is no manifest.json"),
    ] {
        let run = Run::of(candour().arg("diff").arg(public(old)).arg(folder));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
        assert!(run.stderr.contains(expected) && run.stderr.contains("help: "), "{}", run.stderr);
    }
    let broken = Site::of(&old.public());
    broken.remove("carers.html");
    let run = Run::of(candour().arg("diff").arg(public(old)).arg(broken.root()));
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("is not whole: `carers.html`"), "{}", run.stderr);
}

#[test]
fn a_file_is_written_beside_a_site_and_never_into_it() {
    let (old, new) = sites();
    let page = new.root().join("review/diff.html");
    let run = diff(old, new, &["--as", "page", "--out", page.to_str().expect("a path")]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(
        run.stdout.starts_with("Wrote ")
            && fs::read_to_string(&page).expect("a page").contains("<h2 id=\"signature\">")
    );
    let before = new.public();
    let within = public(new).join("downloads/diff.html");
    let run = diff(old, new, &["--out", within.to_str().expect("a path")]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("lies within a built site"), "{}", run.stderr);
    assert!(files(&public(new)) == before, "the site is as it was");
}

#[test]
fn figures_without_names_are_known_by_their_labels() {
    let (old, new) = sites();
    // As it was written before cells had names.
    let mut unnamed = old.public();
    let json = unnamed.get_mut("downloads/carers.json").expect("tables");
    let text = String::from_utf8(json.clone()).expect("UTF-8");
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("\"figure\""));
    *json = lines
        .map(|line| format!("{line}\n"))
        .collect::<String>()
        .replace("\",\n            }", "\"\n            }")
        .into_bytes();
    let unnamed = Site::of(&unnamed);
    let run = Run::of(candour().arg("diff").arg(unnamed.root()).arg(public(new)));
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("East, July to December 2023: was 46, now 70 [r]"), "{}", run.stdout);
}

#[test]
fn nothing_is_read_but_the_two_sites() {
    let (old, new) = sites();
    let moved = (Site::of(&old.public()), Site::of(&new.public()));
    let alone = Run::of(candour().arg("diff").arg(moved.0.root()).arg(moved.1.root()));
    assert_eq!(alone.stdout, diff(old, new, &[]).stdout);
}

/// Invented numbers of young carers: in all areas, north, east, west, south.
const CARERS: [(&str, [u32; 5]); 3] =
    [("2023-H2", [157, 42, 46, 24, 45]), ("2024-H1", [180, 39, 62, 30, 49]), ("2024-H2", [190, 39, 62, 37, 52])];
const TABLE: &str = "```table\nid: areas\ncaption: Young carers\ndata: carers\nrows: area\ncolumns: period\n";
const BARS: &str = "```chart\nid: bars\nkind: bar\nheadline: Young carers\ndata: carers\nx: area\ny: children\nby: \
                    period\nonly: {period: [2023-H2, 2024-H1]}\n```\n";

/// A site of one page that hides counts up to a limit.
fn of_carers(title: &str, text: &str, hide_up_to: u32, figures: &[(&str, [u32; 5])]) -> Site {
    let row = |(period, counts): &(&str, [u32; 5])| -> String {
        let areas = ["all", "north", "east", "west", "south"].iter().zip(counts);
        areas.map(|(area, count)| format!("{period},{area},{count}")).collect::<Vec<_>>().join("\n")
    };
    let rows: Vec<String> = figures.iter().map(row).collect();
    let rows = format!("period,area,children\n{}\n", rows.join("\n"));
    let description = "title: Young carers assessed\nsource: Case records\nperiod: {column: period, kind: half-year}\n\
                       dimensions:\n  area:\n    label: Area\n    members: {all: All areas, north: North, east: East, \
                       west: West, south: South}\n    totals: {all: [north, east, west, south]}\nmeasures:\n  children: \
                       {label: Children, kind: count}\ndisclosure: {policy: own}\n";
    let settings = format!(
        "title: Young carers\norganisation: Example Council\npolicies:\n  own: {{based-on: children, hide-up-to: \
         {hide_up_to}}}\n"
    );
    let index = format!("---\ntitle: '{title}'\n---\n{text}");
    let files = [
        ("site.yaml", settings),
        ("content/index.md", index),
        ("data/carers.csv", rows),
        ("data/carers.yaml", description.to_owned()),
    ];
    Site::of(&files.map(|(path, text)| (path.to_owned(), text.into_bytes())).into())
}

fn table(more: &str) -> String {
    format!("{TABLE}{more}```\n")
}

/// What a form says, without the look of the page.
fn said(old: &Site, new: &Site, form: &str) -> String {
    let run = diff(old, new, &["--as", form]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{form}");
    run.stdout.split_once("</style>").map_or_else(|| run.stdout.clone(), |(_, page)| page.to_owned())
}

/// No form says one of these words, each of which the old page says.
fn nothing_tells(old: &Site, new: &Site, words: &[&str]) {
    let has =
        |text: &str, word: &str| text.split(|c: char| !c.is_alphanumeric() && c != '.').any(|found| found == word);
    old.built();
    new.built();
    for word in words {
        assert!(has(&old.read("public/index.html").replace('%', " "), word), "the old page does not say {word}");
    }
    for (form, _) in FORMS {
        let said = said(old, new, form);
        for word in words {
            assert!(!has(&said.replace('%', " "), word), "{form} says {word}:\n{said}");
        }
        assert!(said.contains("left out") || said.contains("\"left_out\": true"), "{form}:\n{said}");
    }
}

#[test]
fn no_title_says_what_the_new_site_withholds() {
    let west = "{{ carers.children[\"west\"][\"2023-H2\"] }}";
    let (title, text) = (format!("Young carers, {west} in the west"), format!("West: {west}.\n\n{}{BARS}", table("")));
    let site = |limit| of_carers(&title, &text, limit, &CARERS);
    nothing_tells(&site(5), &site(26), &["24"]);
    // A heading and a caption that go with their table, and the total.
    let text = table("").replace("caption: Young carers", &format!("caption: 'Young carers, {west} in the west'"));
    let old = of_carers("Carers", &format!("## West: {west}\nA remark.\n\n{}", text.replace("areas", "x")), 5, &CARERS);
    let text = format!("## West\n{}", table("only: {area: [north, east, west, south]}\n"));
    nothing_tells(&old, &of_carers("Carers", &text, 26, &CARERS), &["24", "157", "180", "190"]);
}

#[test]
fn no_figure_that_went_gives_away_one_that_is_withheld() {
    let old = of_carers("Carers", &table(""), 5, &CARERS);
    let new = of_carers("Carers", &table("only: {area: [all, east, west, south]}\n"), 26, &CARERS);
    nothing_tells(&old, &new, &["24", "42", "39"]);
    // The withheld one under another name.
    let old = of_carers("Carers", &table("only: {area: [north, east, west, south]}\n"), 5, &CARERS);
    let new = of_carers("Carers", &table("only: {area: [north, east, far, south]}\n"), 26, &CARERS);
    new.edit("data/carers.yaml", "west: West", "far: Far west");
    new.edit("data/carers.yaml", "east, west,", "east, far,");
    new.write("data/carers.csv", &new.read("data/carers.csv").replace("west", "far"));
    nothing_tells(&old, &new, &["24"]);
    // One that both withhold, from a total that went and a part that came.
    let few = [("2023-H2", [101, 3, 40, 50, 8])];
    let old = of_carers("Carers", &table("only: {area: [all, north, east, west]}\n"), 5, &few);
    let new = of_carers("Carers", &table("only: {area: [north, east, west, south]}\n"), 5, &few);
    nothing_tells(&old, &new, &["101"]);
}

#[test]
fn no_change_and_no_reading_gives_away_what_is_withheld() {
    let site = |limit| of_carers("Carers", BARS, limit, &CARERS[..2]);
    nothing_tells(&site(5), &site(26), &["24", "25.0"]);
    let text = |first: &str, last: &str| {
        let range = "West: {{ carers.children[\"west\"][\"2024-H1\"] }}–{{ carers.children[\"west\"][\"2024-H2\"] }} a \
                     half-year.\n\n";
        let only = format!("change: percent\nonly: {{area: [north, east, west, south], period: [{first}, {last}]}}\n");
        format!("{range}{}", table(&only))
    };
    let old = of_carers("Carers", &text("2023-H2", "2024-H1"), 5, &CARERS);
    let new = of_carers("Carers", &text("2024-H1", "2024-H2"), 31, &CARERS);
    nothing_tells(&old, &new, &["30", "25.0", "24", "42"]);
}

#[test]
fn no_word_for_a_number_gives_away_what_is_withheld() {
    let west = "{{ carers.children[\"west\"][\"2023-H2\"] }}";
    let change = "{{ carers.children[\"west\"] | change(\"2023-H2\", \"2024-H1\") }}";
    let later = "{{ carers.children[\"west\"][\"2024-H1\"] }}";
    let text =
        format!("The west had [twenty-four]{west} young carers, which [rose by a quarter]{change} to {later}.\n");
    let old = of_carers("Carers", &text, 5, &CARERS);
    let new = of_carers("Carers", &format!("The west had {west} young carers, and later {later}.\n"), 26, &CARERS);
    nothing_tells(&old, &new, &["twenty", "four", "rose", "quarter"]);
}

#[test]
fn the_length_of_an_old_file_is_not_said_where_a_figure_is_withheld() {
    let site = |limit| of_carers("Carers", &table(""), limit, &CARERS);
    let (old, new) = (site(5), site(26));
    old.built();
    new.built();
    let json = said(&old, &new, "json");
    assert!(json.contains("\"old_bytes\": null") && !json.contains("\"old_bytes\": 1"), "{json}");
    assert!(json.contains("\"bytes\": null"), "{json}");
}

#[test]
fn everything_is_told_where_both_sites_withhold_the_same() {
    let text = format!("In the east there were {{{{ carers.children[\"east\"][\"2024-H1\"] }}}}.\n\n{}", table(""));
    let first = [("2024-H1", [174, 4, 62, 59, 49])];
    let next = [("2024-H1", [177, 4, 65, 59, 49]), ("2024-H2", [190, 3, 75, 60, 52])];
    let (old, new) = (of_carers("Carers", &text, 5, &first), of_carers("Carers", &text, 5, &next));
    old.built();
    new.built();
    let said = said(&old, &new, "text");
    for expected in ["East, January to June 2024: was 62, now 65", "differ by a small number", "{was: 62.} {now: 65.}"]
    {
        assert!(said.contains(expected) && !said.contains("left out"), "{expected}: {said}");
    }
    assert!(new.read("public/index.html").contains("[c]"));
}
