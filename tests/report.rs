//! The private report and the commands that ask the vault: what they say, and what they never say. Nothing here depends
//! on which figures are hidden to protect others.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Files, Run, Site, assert_same, candour, files, holds};
use serde_json::Value;

const SECRET: &str = "carers.children[\"east\"][\"younger\"][\"2024\"]";

/// Events of too few people, so that hidden numbers are large and one of a kind.
fn canaries() -> (Site, [&'static str; 5]) {
    let site = Site::fixture("minimal");
    site.write(
        "data/visits.yaml",
        "title: Calls\nsource: Records\nperiod: {column: year, kind: year}\ndimensions:\n  area:\n    label: Area\n    \
         members: {all: Borough, east: East, west: West, hill: Hill}\n    totals: {all: [east, west, hill]}\nmeasures:\n  \
         people: {label: Callers, kind: count}\n  calls: {label: Calls, kind: events, of: people}\n  answered: {label: \
         Answered, kind: percentage, of: people, decimals: 3}\n  settled: {label: Settled, kind: percentage, of: people}\n",
    );
    site.write(
        "data/visits.csv",
        "year,area,people,calls,answered,settled\n2024,east,4,77741,25.113,0\n2024,west,55511,88801,40.557,100\n\
         2024,hill,66607,99907,40.559,100\n2024,all,122122,266449,40.558,100.0\n",
    );
    site.write(
        "content/index.md",
        "---\ntitle: Calls\n---\n{{ visits.calls[\"2024\"] }} calls.\n\n```table\nid: calls\ncaption: Calls\ndata: \
         visits\nrows: area\ncolumns: measures\n```\n",
    );
    (site, ["77741", "77,741", "25.113", "\"77741\"", "77 741"])
}

fn assert_silent(text: &str, secrets: &[&str]) {
    assert!(!secrets.iter().any(|secret| text.contains(secret)), "a hidden value is told");
}

/// The private files of a build.
fn private(site: &Site) -> Files {
    site.built();
    files(&site.root().join("private"))
}

fn report(site: &Site) -> Value {
    serde_json::from_slice(&private(site)["disclosure-report.json"]).expect("JSON")
}

fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key].as_array().expect("a list")
}

fn ask(site: &Site, command: &str, words: &[&str]) -> Run {
    Run::of(candour().arg(command).args(words).arg("--root").arg(site.root()))
}

#[test]
fn every_hidden_figure_has_its_reason() {
    let report = report(&Site::fixture("suppression"));
    assert_eq!((report["format"].as_str(), report["version"].as_u64()), (Some("candour-disclosure-report"), Some(1)));
    let hidden = list(&report, "hidden");
    let secret = hidden.iter().find(|entry| entry["expression"] == SECRET).expect("the small count");
    assert_eq!(secret["name"], "Children, Area: East, Age: Under 12, 2024");
    assert_eq!(secret["same_as"][0], "plans.plans[\"east\"][\"2024\"]");
    assert_eq!(secret["place"], serde_json::json!({"file": "data/carers.csv", "line": 14, "column": "children"}));
    assert_eq!((&secret["kind"], &secret["rule"]), (&"primary".into(), &"small-count".into()));
    assert_eq!(secret["why"], "a count from 1 to 5");
    assert_eq!(secret["to_show"]["verdict"], "needs-waiver");
    // In two sentences and a share, a table of areas and ages, a row with two changes, a table of plans.
    assert!(secret["places"].as_u64() > Some(5), "{}", secret["places"]);
    let blocks: Vec<&Value> = list(secret, "asked_in").iter().map(|asked| &asked["block"]).collect();
    for block in ["the text", "table `now`", "table `before`", "table `support`"] {
        assert!(blocks.contains(&&block.into()), "{block}");
    }
    let secondary: Vec<&Value> = hidden.iter().filter(|entry| entry["kind"] == "secondary").collect();
    assert!(!secondary.is_empty());
    for entry in secondary {
        assert!(entry["forced_by"].is_string(), "{}", entry["name"]);
        let verdict = entry["to_show"]["verdict"].as_str().expect("a verdict");
        assert!(["instead", "impossible"].contains(&verdict), "{verdict}");
    }
}

#[test]
fn the_summary_agrees_with_the_list() {
    for site in [Site::fixture("suppression"), Site::demonstration(), Site::fixture("minimal"), canaries().0] {
        let report = report(&site);
        let count = |key: &str| report["summary"][key].as_u64().expect("a number");
        let hidden = list(&report, "hidden");
        let of_kind = |kind: &str| hidden.iter().filter(|entry| entry["kind"] == kind).count() as u64;
        assert_eq!(count("hidden"), hidden.len() as u64);
        assert_eq!(count("asked"), count("shown") + count("hidden") - count("groups"));
        for kind in ["primary", "secondary", "derived"] {
            assert_eq!(count(kind), of_kind(kind), "{kind}");
        }
        let by_rule: u64 = list(&report["summary"], "rules").iter().filter_map(|rule| rule["figures"].as_u64()).sum();
        assert_eq!(by_rule, count("hidden"));
        let by_measure: u64 = list(&report, "measures").iter().filter_map(|measure| measure["hidden"].as_u64()).sum();
        assert_eq!(by_measure, count("hidden") - count("groups"));
        let children = &list(&report, "policies")[0];
        assert_eq!(children["rules"][0], "counts from 1 to 5 are hidden, true zeros are shown");
    }
}

#[test]
fn all_or_none_is_flagged() {
    let (site, _) = canaries();
    let report = report(&site);
    let flagged: Vec<&str> =
        list(&report, "flagged").iter().filter_map(|figure| figure["expression"].as_str()).collect();
    for shown in ["visits.settled[\"hill\"][\"2024\"]", "visits.settled[\"2024\"]"] {
        let hidden = list(&report, "hidden").iter().any(|entry| entry["expression"] == shown);
        assert!(hidden || flagged.contains(&shown), "{shown} of {flagged:?}");
    }
    assert!(!flagged.contains(&"visits.settled[\"east\"][\"2024\"]"), "what is hidden is not flagged");
    assert!(list(&report, "waivers").is_empty());
}

#[test]
fn the_page_is_sound_and_private() {
    for site in [Site::fixture("suppression"), Site::demonstration(), Site::fixture("minimal"), canaries().0] {
        let html = String::from_utf8(private(&site)["disclosure-report.html"].clone()).expect("UTF-8");
        let page = scraper::Html::parse_document(&html);
        assert!(page.errors.is_empty(), "{:?}", page.errors);
        let count = |selector: &str| page.select(&scraper::Selector::parse(selector).expect("a selector")).count();
        assert_eq!((count("h1"), count("script"), count("meta[content=noindex]")), (1, 0, 1));
        assert_eq!(count("table caption") + 1, count("table"), "all tables but the signature's have captions");
        assert_eq!(count("[style], img, link"), 0);
        for part in ["Private. Do not publish.", "Policies in force", "What needs a decision", "Signature"] {
            assert!(html.contains(part), "{part}");
        }
        let anchors = scraper::Selector::parse("a").expect("a selector");
        for link in page.select(&anchors) {
            let id = link.attr("href").and_then(|href| href.strip_prefix('#')).expect("an anchor");
            assert_eq!(count(&format!("[id='{id}']")), 1, "{id}");
        }
    }
}

#[test]
fn the_report_is_the_same_each_time() {
    assert_same(&private(&Site::demonstration()), &private(&Site::demonstration()), "two reports");
}

#[test]
fn no_hidden_value_is_told() {
    let (site, secrets) = canaries();
    for (path, bytes) in private(&site) {
        assert!(!secrets.iter().any(|secret| holds(&bytes, secret)), "{path} tells a hidden value");
    }
    let run = ask(&site, "facts", &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_silent(&run.printed(), &secrets);
    let listed = figures_of(&run);
    let east = listed.iter().find(|(_, expression, _)| expression == "visits.calls[\"east\"][\"2024\"]");
    let (state, _, name) = east.expect("the figure");
    assert!(state == "hidden" && name.starts_with("Calls, Area: East, 2024: "), "{}", run.stdout);
    assert!(!run.stdout.contains("266,449"), "a list has no values at all");
    for fact in ["visits.calls[\"east\"][\"2024\"]", "visits.answered[\"east\"][\"2024\"]"] {
        let run = ask(&site, "explain", &[fact]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stdout.contains("\nHidden.\n"), "{}", run.stdout);
        assert_silent(&run.printed(), &secrets);
    }
}

#[test]
fn a_figure_is_explained() {
    let site = Site::fixture("suppression");
    let run = ask(&site, "explain", &[SECRET]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let begin = "carers.children[\"east\"][\"younger\"][\"2024\"]\n  Children, Area: East, Age: Under 12, 2024\n  in the \
                 dataset \"Young carers\", under the policy `children`\n  data/carers.csv, line 14, column `children`\n  the \
                 same figure as plans.plans[\"east\"][\"2024\"]\n\nHidden.\nWhy: it is sensitive itself: a count from 1 to \
                 5.\n";
    assert!(run.stdout.starts_with(begin), "{}", run.stdout);
    let price = "To show it: cannot be shown: it is a count from 1 to 5; a waiver would be needed\n";
    assert!(run.stdout.contains(price), "{}", run.stdout);
    assert!(run.stdout.contains("\nWhere the site asks for it:\n  index.md, the text (3 times)\n"), "{}", run.stdout);
    assert!(run.stdout.contains("\nWhat it is computed with:\n  Area: Borough = East + West + Hill"), "{}", run.stdout);
    assert_eq!(ask(&site, "explain", &["east", "under", "2024", "carers"]).stdout, run.stdout, "words do as well");
    // The other name of the same figure.
    let other = ask(&site, "explain", &["plans.plans['east']['2024']"]);
    assert!(other.stdout.contains("the same figure as carers.children[\"east\"][\"younger\"]"), "{}", other.stdout);
}

#[test]
fn shown_and_unasked_figures_are_explained_too() {
    let (site, _) = canaries();
    let run = ask(&site, "explain", &["visits.calls[\"2024\"]"]);
    assert!(run.stdout.contains("\nShown: 266,449\n"), "{}", run.stdout);
    site.edit("content/index.md", "columns: measures\n", "columns: measures\nmeasures: [people]\n");
    let run = ask(&site, "explain", &["visits.answered[\"east\"][\"2024\"]"]);
    assert!(run.stdout.contains("\nNot asked for: no page shows it.\nIt would be hidden:"), "{}", run.stdout);
    assert!(!run.stdout.contains("To show it"), "{}", run.stdout);
}

#[test]
fn what_cannot_be_explained_is_told_apart() {
    let site = Site::fixture("suppression");
    for (fact, expected) in [
        ("carers.childrn[\"2024\"]", "did you mean `children`?"),
        ("carers.children[\"est\"][\"2024\"]", "did you mean `east`?"),
        ("walrus", "no figure is called `walrus`"),
        ("east 2024", "fits 4 figures\n |\n = help: choose one:\n         carers.children[\"east\"]"),
        ("carers.children[\"east\"]", "fits 2 figures"),
    ] {
        let run = ask(&site, "explain", &[fact]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{fact}: {}", run.stderr);
        assert!(run.stderr.contains(expected), "{fact}: {}", run.stderr);
    }
    assert_eq!(ask(&site, "facts", &["walrus"]).code, 2);
    assert_eq!(figures_of(&ask(&site, "facts", &["hill", "2023"])).len(), 3);
}

/// The lines of a list of facts: state, expression and name.
fn figures_of(run: &Run) -> Vec<(String, String, String)> {
    let line = |line: &str| {
        let mut parts = line.split("  ").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned);
        Some((parts.next()?, parts.next()?, parts.next()?))
    };
    run.stdout.lines().filter(|line| line.starts_with("  ")).filter_map(line).collect()
}

#[test]
fn words_are_forgiven() {
    let site = Site::fixture("suppression");
    // One in singular, one that begins a word and does not stand within others.
    let found = |words: &[&str]| figures_of(&ask(&site, "facts", words));
    assert_eq!(found(&["childrens", "2024"]), found(&["children", "2024"]));
    for (words, expected) in [
        (
            &["chldren", "eats", "2024"][..],
            "help: did you mean `children east 2024`?\n         carers.children[\"east\"]",
        ),
        (
            &["children", "east", "walrus"],
            "help: use fewer words; these have the most of them:\n         carers.children[\"east\"]",
        ),
        (&["walrus"], "help: use fewer words, or list all with `candour facts`\n"),
    ] {
        for command in ["facts", "explain"] {
            let run = ask(&site, command, words);
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{words:?}: {}", run.stderr);
            assert!(run.stderr.contains(expected), "{words:?}: {}", run.stderr);
        }
    }
}

#[test]
fn facts_are_listed_by_dataset_and_by_what_became_of_them() {
    let site = Site::fixture("suppression");
    let all = ask(&site, "facts", &[]);
    let total = figures_of(&all).len();
    assert!(all.stdout.starts_with("Young carers (carers)\n  not asked  carers.children[\"2023\"]"), "{}", all.stdout);
    assert!(all.stdout.contains(&format!("\n\n{total} figures: ")), "{}", all.stdout);
    let of = |option: &str, state: &str| {
        let listed = figures_of(&ask(&site, "facts", &[option]));
        assert!(listed.iter().all(|(known, ..)| known == state), "{option}");
        listed.len()
    };
    let (shown, hidden, not_asked) = (of("--shown", "shown"), of("--hidden", "hidden"), of("--not-asked", "not asked"));
    assert!(shown > 0 && hidden > 0 && shown + hidden + not_asked <= total);
    assert_eq!(figures_of(&ask(&site, "facts", &["--shown", "--hidden"])).len(), shown + hidden);
    let json = ask(&site, "facts", &["--json", "--hidden", "east", "under"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert_eq!((&json["format"], &json["version"]), (&"candour-facts".into(), &1.into()));
    let figure = &json["figures"][0];
    assert_eq!((&figure["state"], &figure["dataset"]), (&"hidden".into(), &"carers".into()));
    assert!(figure["kind"].is_string() && figure["why"].is_string() && figure.get("value").is_none(), "{figure}");
}

#[test]
fn where_a_table_shows_a_figure_is_an_address() {
    let run = ask(&Site::fixture("editions"), "explain", &["carers.children[\"west\"][\"2024-H1\"]"]);
    assert!(run.stdout.contains("  carers.md, table `areas` (2 times): carers.html#areas\n"), "{}", run.stdout);
}

#[test]
fn names_that_two_things_have_say_which_they_mean() {
    let site = Site::fixture("minimal");
    site.write(
        "data/visits.yaml",
        "title: Visits\nsource: Records\nperiod: {column: year, kind: year}\ndimensions:\n  area:\n    label: Area\n    \
         members: {all: All, a: A, unknown: Not known}\n    totals: {all: [a, unknown]}\n  sex:\n    label: Sex\n    \
         members: {all: All, girls: Girls, unknown: Not known}\n    totals: {all: [girls, unknown]}\nmeasures:\n  visits: \
         {label: Visits, kind: count}\n",
    );
    site.write(
        "data/visits.csv",
        "year,area,sex,visits\n2024,all,all,100\n2024,all,girls,60\n2024,all,unknown,40\n2024,a,all,70\n2024,a,girls,40\n\
         2024,a,unknown,30\n2024,unknown,all,30\n2024,unknown,girls,20\n2024,unknown,unknown,10\n",
    );
    site.write("content/index.md", "---\ntitle: Visits\n---\n{{ visits.visits[\"2024\"] }} visits.\n");
    let run = ask(&site, "facts", &[]);
    let listed = figures_of(&run);
    assert_eq!(listed.len(), 9, "{}", run.printed());
    for (_, expression, _) in &listed {
        let explained = ask(&site, "explain", &[expression]);
        assert_eq!(explained.stdout.lines().next(), Some(expression.as_str()), "{}", explained.stderr);
    }
    assert!(run.stdout.contains("visits.visits(area=\"unknown\", sex=\"unknown\", period=\"2024\")"), "{}", run.stdout);
}

#[test]
fn a_value_is_revealed_on_a_terminal_only() {
    let (site, secrets) = canaries();
    let fact = "visits.calls[\"east\"][\"2024\"]";
    for ci in [None, Some("true"), Some("")] {
        let mut command = candour();
        command.args(["explain", fact, "--reveal", "--root"]).arg(site.root()).env_remove("CI");
        let run = Run::of(command.envs(ci.map(|ci| ("CI", ci))));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
        assert!(run.stderr.contains(if ci.is_some() { "`CI`" } else { "terminal" }), "{}", run.stderr);
        assert_silent(&run.printed(), &secrets);
    }
    for command in ["build", "check", "facts"] {
        assert_eq!(ask(&site, command, &["--reveal"]).code, 2, "{command} writes no values anywhere");
    }
}

#[test]
fn the_report_can_lie_elsewhere_but_in_no_site() {
    let site = Site::fixture("minimal");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let kept = elsewhere.path().join("kept");
    let build = |report: &std::path::Path| {
        Run::of(candour().args(["build", "--root"]).arg(site.root()).arg("--report").arg(report))
    };
    let before = files(&site.root());
    let root = site.root();
    for folder in ["public", "public/private", "content/../public/x", ".candour-public/site", "data", "content/a", "."]
    {
        let run = build(&root.join(folder));
        assert_eq!(run.code, 2, "{folder}: {}", run.stderr);
        assert!(run.stderr.contains("private files would"), "{folder}: {}", run.stderr);
        assert_same(&before, &files(&root), folder);
    }
    let run = build(&kept);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("kept/disclosure-report.html"), "{}", run.stdout);
    assert_eq!(files(&kept).keys().collect::<Vec<_>>(), ["disclosure-report.html", "disclosure-report.json"]);
    assert!(!root.join("private").exists());
    // Into the site that is there now, and through a link.
    let old = files(&root);
    #[cfg(unix)]
    std::os::unix::fs::symlink(root.join("public"), elsewhere.path().join("link")).expect("a link");
    for folder in [root.join("public/assets"), elsewhere.path().join("link"), elsewhere.path().join("link/deep/er")] {
        let run = build(&folder);
        assert_eq!(run.code, 2, "{}: {}", folder.display(), run.stderr);
        assert_same(&old, &files(&root), "the site");
    }
    // Where the usual folder would become a part of the site.
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(root.join("public"), root.join("private")).expect("a link");
        let run = site.run("build");
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains("private files would be published"), "{}", run.stderr);
    }
}

#[test]
fn blocks_are_written_for_other_programs() {
    let (site, secrets) = canaries();
    // Counts only: the counts behind made-up percentages add up to nothing.
    let description = site.read("data/visits.yaml");
    site.write("data/visits.yaml", description.split("  answered:").next().unwrap_or_default());
    site.write(
        "data/visits.csv",
        "year,area,people,calls\n2024,east,4,77741\n2024,west,55511,88801\n2024,hill,66607,99907\n\
         2024,all,122122,266449\n",
    );
    let elsewhere = tempfile::tempdir().expect("a folder");
    let out = elsewhere.path().join("blocks");
    let jj = |out: &std::path::Path| Run::of(candour().args(["jj", "--root"]).arg(site.root()).arg("--out").arg(out));
    let root = site.root();
    let before = files(&root);
    for folder in ["public", "public/x", "data", "content/../public"] {
        let run = jj(&root.join(folder));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{folder}: {}", run.stderr);
        assert_same(&before, &files(&root), folder);
    }
    let run = jj(&out);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("true values of hidden figures"), "{}", run.stderr);
    assert_silent(&run.printed(), &secrets);
    let written = files(&out);
    assert!(written.keys().all(|path| path.ends_with(".jj") || path.ends_with(".csv")), "{:?}", written.keys());
    let all: String = written.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
    assert!(all.contains("77741"), "the true values are in it");
    for (path, bytes) in written.iter().filter(|(path, _)| path.ends_with(".jj")) {
        let text = String::from_utf8_lossy(bytes);
        let mut lines = text.lines();
        assert_eq!(lines.next(), Some("0"));
        let cells: usize = lines.next().and_then(|line| line.parse().ok()).expect("a number of cells");
        let mut values = Vec::new();
        for index in 0..cells {
            let parts: Vec<&str> = lines.next().expect("a cell").split(' ').collect();
            assert_eq!((parts.len(), parts[0]), (9, index.to_string().as_str()), "{path}");
            assert!(["u", "s", "z"].contains(&parts[3]), "{path}");
            values.push(parts[1].parse::<i128>().expect("a value"));
        }
        let relations: usize = lines.next().and_then(|line| line.parse().ok()).expect("a number of relations");
        let rest: Vec<&str> = lines.collect();
        assert_eq!(rest.len(), relations, "{path}");
        for line in rest {
            let (right, terms) = line.split_once(" : ").expect("a relation");
            let terms: Vec<i128> = terms
                .split(' ')
                .map(|term| {
                    let (index, factor) = term.trim_end_matches(')').split_once('(').expect("a term");
                    values[index.parse::<usize>().expect("an index")] * factor.parse::<i128>().expect("a factor")
                })
                .collect();
            assert_eq!(right, format!("{}.0 {}", terms.iter().sum::<i128>(), terms.len()), "{path}: {line}");
        }
        let names = String::from_utf8_lossy(&written[&path.replace(".jj", ".csv")]).lines().count();
        assert_eq!(names, cells + 1, "{path}");
    }
}

#[test]
fn waivers_and_policies_are_told_in_full() {
    let (site, _) = canaries();
    let description = site.read("data/visits.yaml");
    site.write(
        "data/visits.yaml",
        &format!(
            "{}  settled: {{label: Settled, kind: percentage, of: people, disclosure: {{policy: lenient}}}}\nwaivers:\n  - \
             figures: [\"settled['hill']['2024']\"]\n    person: Head of Governance\n    \
             reason: It is in the minutes.\n    date: 2026-01-31\n",
            description.split("  answered:").next().unwrap_or_default()
        ),
    );
    site.write(
        "data/visits.csv",
        "year,area,people,calls,settled\n2024,east,44444,77741,50\n2024,west,55511,88801,100\n2024,hill,66607,99907,100\n\
         2024,all,166562,266449,86.7\n",
    );
    let yaml = site.read("site.yaml");
    site.write(
        "site.yaml",
        &format!(
            "{yaml}\npolicies:\n  lenient:\n    source: Minutes of the board, 2025\n    all-or-none: flag\n    dominance: [1, \
             80]\n    p-percent: 15\n    contributors: 8\n    rate-events: 4\n"
        ),
    );
    let report = report(&site);
    let waiver = &list(&report, "waivers")[0];
    assert_eq!(waiver["person"], "Head of Governance");
    assert_eq!((&waiver["reason"], &waiver["date"]), (&"It is in the minutes.".into(), &"2026-01-31".into()));
    assert_eq!(waiver["figures"][0], "Settled, Area: Hill, 2024");
    assert!(waiver["place"].as_str().is_some_and(|place| place.starts_with("data/visits.yaml, line ")), "{waiver}");
    // What somebody answers for needs no decision any more.
    let flagged: Vec<&str> = list(&report, "flagged").iter().filter_map(|figure| figure["name"].as_str()).collect();
    assert_eq!(flagged, ["Settled, Area: West, 2024"]);
    let policies = list(&report, "policies");
    let lenient = policies.iter().find(|policy| policy["name"] == "lenient").expect("the measure's own policy");
    assert_eq!(lenient["source"], "Minutes of the board, 2025");
    assert_eq!(lenient["datasets"], serde_json::json!(["Calls: Settled"]));
    let rules: Vec<&str> = list(lenient, "rules").iter().filter_map(Value::as_str).collect();
    for expected in [
        "counts from 1 to 5 are hidden, true zeros are shown",
        "events with fewer than 8 people behind them are hidden",
        "events are hidden if the one person with most has more than 80% of them, where the data says so",
        "percentages of 0 and 100 are shown, and listed for a decision",
        "rates of fewer than 4 events are hidden",
    ] {
        assert!(rules.contains(&expected), "{expected}: {rules:?}");
    }
    assert!(rules.iter().any(|rule| rule.contains("to within 15%")), "{rules:?}");
    let run = ask(&site, "explain", &["visits.settled[\"hill\"][\"2024\"]"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for expected in
        ["under the policy `lenient`", "By a waiver: Head of Governance, 31 January 2026: It is in the minutes."]
    {
        assert!(run.stdout.contains(expected), "{expected}: {}", run.stdout);
    }
}
