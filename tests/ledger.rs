//! Earlier editions: what was shown stays shown, and two editions together tell no more than each by itself.

mod common;

use common::{Run, Site, candour, files};

const AREAS: &str = "title: T\nsource: S\nperiod: {column: year, kind: year}\ndimensions:\n  g:\n    label: G\n    members: \
                     {all: All, a: A, b: B, c: C, d: D}\n    totals: {all: [a, b, c, d]}\nmeasures:\n  visits: {label: \
                     Visits, kind: count}\n";
/// Why whatever was revised was revised: readers are told.
const REVISED: &str =
    "revisions: [{figures: [visits], edition: first, reason: Late forms are counted now., date: 2025-06-01}]\n";

const DATA: &str = "year,g,visits\n2024,all,65\n2024,a,3\n2024,b,12\n2024,c,20\n2024,d,30\n";
const TABLE: &str = "---\ntitle: T\n---\n```table\nid: t\ncaption: T\ndata: visits\nrows: g\n```\n";

/// A small count among four parts of a total.
fn site() -> Site {
    let site = Site::fixture("minimal");
    site.write("data/visits.yaml", AREAS);
    site.write("data/visits.csv", DATA);
    site.write("content/index.md", TABLE);
    site
}

fn record(site: &Site, edition: &str, date: &str) -> Run {
    let root = site.root();
    Run::of(candour().args(["record", "--edition", edition, "--date", date, "--root"]).arg(root))
}

/// Which areas the site of today withholds, as a reader sees it.
fn withheld(site: &Site) -> Vec<String> {
    let public = site.built();
    let text = String::from_utf8_lossy(&public["downloads/index-t.csv"]).into_owned();
    let rows = text.lines().filter(|line| line.ends_with(",c"));
    rows.filter_map(|line| line.split(',').next().map(str::to_owned)).collect()
}

/// A site of which one edition is recorded, that shows B no more than A.
fn recorded() -> Site {
    let site = site();
    site.write("data/visits.yaml", &format!("{AREAS}prefer-to-hide: [\"visits['b']\"]\n"));
    assert_eq!(withheld(&site), ["A", "B"]);
    let run = record(&site, "first", "2025-01-31");
    assert_eq!(run.code, 0, "{}", run.stderr);
    site.write("data/visits.yaml", &format!("{AREAS}prefer-to-hide: [\"visits['d']\", \"visits['c']\"]\n"));
    site
}

#[test]
fn an_edition_is_recorded_as_it_was_shown() {
    let site = recorded();
    assert_eq!(
        site.read("published.csv"),
        "edition,date,figure,value\nfirst,2025-01-31,\"visits.visits[\"\"2024\"\"]\",65\nfirst,2025-01-31,\"visits.visits\
         [\"\"a\"\"][\"\"2024\"\"]\",c\nfirst,2025-01-31,\"visits.visits[\"\"b\"\"][\"\"2024\"\"]\",c\nfirst,2025-01-31,\"\
         visits.visits[\"\"c\"\"][\"\"2024\"\"]\",20\nfirst,2025-01-31,\"visits.visits[\"\"d\"\"][\"\"2024\"\"]\",30\n"
    );
    let run = record(&site, "first", "2025-02-28");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("the edition `first` is in `published.csv` already"), "{}", run.stderr);
    assert_eq!(record(&site, "second", "2025-01-30").code, 2);
    assert_eq!(record(&site, "second", "30.6.2025").code, 2);
    assert_eq!(record(&site, " ", "2025-06-30").code, 2);
    let before = site.read("published.csv");
    let run = record(&site, "second", "2025-06-30");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let after = site.read("published.csv");
    assert!(after.starts_with(&before) && after.lines().count() == 11, "{after}");
    // The same by whoever else records it.
    let other = recorded();
    assert_eq!(record(&other, "second", "2025-06-30").code, 0);
    assert_eq!(other.read("published.csv"), after);
}

#[test]
fn what_was_hidden_once_is_hidden_again() {
    let site = recorded();
    // Nothing but the earlier edition keeps B back: with it D would have to go, which everybody knows already.
    assert_eq!(withheld(&site), ["A", "B"]);
    site.remove("published.csv");
    assert!(!withheld(&site).contains(&"B".to_owned()), "D and C are hidden more gladly");
}

#[test]
fn what_no_page_shows_any_more_is_still_known() {
    let site = recorded();
    site.write("content/index.md", &TABLE.replace("rows: g\n", "rows: g\nonly: {g: [all, a, b]}\n"));
    assert_eq!(withheld(&site), ["A", "B"]);
    site.remove("published.csv");
    assert_eq!(withheld(&site), ["A"], "C and D are unknown");
}

#[test]
fn a_revision_does_not_undo_the_sums_of_its_edition() {
    let site = recorded();
    // C and the total are revised: then A and B were 15 together, whatever is hidden now.
    site.write("data/visits.csv", &DATA.replace(",65", ",85").replace(",20", ",40"));
    let described = site.read("data/visits.yaml");
    site.write("data/visits.yaml", &format!("{described}{REVISED}"));
    assert!(withheld(&site).contains(&"B".to_owned()));
    site.remove("published.csv");
    site.write("data/visits.yaml", &described);
    assert!(!withheld(&site).contains(&"B".to_owned()));
}

/// The ledger does not say what A was. Whoever takes the others to be as they were works it out all the same.
#[test]
fn what_was_withheld_and_is_revised_stays_withheld_as_it_was() {
    let site = recorded();
    // A is no longer small, so nothing of today is sensitive. In the first edition A and B were 15 together.
    site.write("data/visits.csv", &DATA.replace(",65", ",77").replace("a,3", "a,15"));
    let described = site.read("data/visits.yaml");
    site.write("data/visits.yaml", &format!("{described}{REVISED}"));
    let hidden = withheld(&site);
    assert!(hidden.contains(&"B".to_owned()), "15 - 12 is what A was: {hidden:?}");
    let run = Run::of(candour().args(["explain", "visits.visits['b']", "--root"]).arg(site.root()));
    assert!(run.stdout.contains("in the edition `first`"), "{}", run.stdout);
    // Somebody who answers for A answers for what it was.
    let waiver = "waivers:\n  - {figures: [\"visits['a']['2024']\"], person: Head of Service, reason: It is known., date: \
                  2025-02-01}\n";
    site.write("data/visits.yaml", &format!("{described}{REVISED}{waiver}"));
    assert!(!withheld(&site).contains(&"B".to_owned()));
}

/// Whatever was told already cannot be withheld any more; somebody has to answer for it.
#[test]
fn what_was_withheld_and_is_told_by_a_later_edition_needs_a_waiver() {
    let site = recorded();
    site.write("data/visits.csv", &DATA.replace(",65", ",77").replace("a,3", "a,15"));
    let described = site.read("data/visits.yaml");
    site.write("data/visits.yaml", &format!("{described}{REVISED}"));
    let ledger = site.read("published.csv");
    let second: String =
        [("", "77"), ("[\"\"a\"\"]", "15"), ("[\"\"b\"\"]", "12"), ("[\"\"c\"\"]", "20"), ("[\"\"d\"\"]", "30")]
            .iter()
            .map(|(area, value)| format!("second,2025-06-30,\"visits.visits{area}[\"\"2024\"\"]\",{value}\n"))
            .collect();
    site.write("published.csv", &format!("{ledger}{second}"));
    let run = site.run("check");
    let told = run.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(run.code, 3, "{told}");
    assert!(told.contains("as the edition `first` had it"), "{told}");
    assert!(told.contains("record who answers for the figure under `waivers`"), "{told}");
    let waiver = "waivers:\n  - {figures: [\"visits['a']['2024']\"], person: Head of Service, reason: It is known., date: \
                  2025-07-01}\n";
    site.write("data/visits.yaml", &format!("{described}{REVISED}{waiver}"));
    assert!(withheld(&site).is_empty());
}

/// Two of three withheld figures are revised: together they were few.
#[test]
fn a_group_that_was_withheld_and_is_revised_stays_withheld() {
    let site = site();
    site.write("data/visits.csv", &DATA.replace(",65", ",64").replace("b,12", "b,1").replace("c,20", "c,30"));
    site.write("data/visits.yaml", &format!("{AREAS}prefer-to-hide: [\"visits['c']\"]\n"));
    assert_eq!(withheld(&site), ["A", "B", "C"]);
    assert_eq!(record(&site, "first", "2025-01-31").code, 0);
    site.write(
        "data/visits.csv",
        &DATA.replace(",65", ",105").replace("a,3", "a,25").replace("c,20", "c,30").replace("b,12", "b,20"),
    );
    site.write("data/visits.yaml", &format!("{AREAS}{REVISED}"));
    assert!(withheld(&site).contains(&"C".to_owned()), "64 - 30 - 30 is what A and B were");
}

#[test]
fn a_small_revision_is_pointed_out() {
    let site = recorded();
    site.write("data/visits.csv", &DATA.replace(",65", ",67").replace(",20", ",22"));
    let run = site.run("check");
    assert!(run.code == 1 && run.stderr.contains("error[unexplained-revision]"), "{}", run.stderr);
    let described = site.read("data/visits.yaml");
    site.write("data/visits.yaml", &format!("{described}{REVISED}"));
    let run = site.run("check");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("warning[small-revision]") && run.stderr.contains("published.csv, line 2"));
    // Whoever signs decides about it, and is told neither number.
    assert_eq!(site.run("build").code, 0);
    let report =
        String::from_utf8(files(&site.root().join("private"))["disclosure-report.html"].clone()).expect("UTF-8");
    let decision = &report[report.find("What needs a decision").expect("the part")..];
    let decision = &decision[..decision.find("What is hidden").expect("the next")];
    assert!(decision.contains("Revised by a small number (") && decision.contains("<td>first</td>"), "{decision}");
    assert!(!decision.contains("Nothing.") && !decision.contains("67") && !decision.contains("65"), "{decision}");
    // What asks for something else is not told of all warnings again.
    for command in [["facts", "C"], ["explain", "visits.visits[\"c\"][\"2024\"]"]] {
        let run = Run::of(candour().args(command).arg("--root").arg(site.root()));
        assert!(
            !run.stderr.contains("small-revision") && run.stderr.contains("`candour check` tells"),
            "{}",
            run.stderr
        );
    }
    // It is public with the edition that shows it, and no news in the next.
    assert_eq!(record(&site, "second", "2025-06-30").code, 0);
    assert!(!site.run("check").stderr.contains("small-revision"));
}

#[test]
fn a_small_number_that_was_shown_needs_somebody_to_answer_for_it() {
    let site = recorded();
    let ledger = site.read("published.csv").replace("\"\"a\"\"][\"\"2024\"\"]\",c", "\"\"a\"\"][\"\"2024\"\"]\",3");
    site.write("published.csv", &ledger);
    let run = site.run("check");
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("error[already-public]: the edition `first` told this figure"), "{}", run.stderr);
    assert!(run.stderr.contains("published.csv, line 3"), "{}", run.stderr);
    site.write(
        "data/visits.yaml",
        &format!(
            "{AREAS}waivers:\n  - {{figures: [\"visits['a']['2024']\"], person: Head of Service, reason: It was shown in \
             the first edition., date: 2025-02-01}}\n"
        ),
    );
    assert!(withheld(&site).is_empty(), "it is known, so nothing protects it");
    // Withheld at its source, it would still be known.
    site.write("data/visits.yaml", AREAS);
    site.write("data/visits.csv", &DATA.replace("a,3", "a,c"));
    let run = site.run("check");
    assert!(run.code == 1 && run.stderr.contains("already-public"), "{}", run.stderr);
}

#[test]
fn what_cannot_be_matched_is_told_without_a_value() {
    let site = recorded();
    let sound = site.read("published.csv");
    site.write("published.csv", &format!("{sound}first,2025-01-31,\"visits.visits[\"\"west\"\"]\",31337\n"));
    let run = site.run("check");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("warning[ledger-unknown]") && run.stderr.contains("line 7"), "{}", run.stderr);
    site.write("published.csv", &format!("{sound}first,2025-01-31,31337\n"));
    let run = site.run("check");
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[ledger]") && !run.stderr.contains("31337"), "{}", run.stderr);
}

#[test]
fn changes_and_shares_are_recorded_and_known() {
    let site = site();
    let years = "year,g,visits\n2023,all,60\n2023,a,13\n2023,b,15\n2023,c,10\n2023,d,22\n";
    site.write("data/visits.csv", &format!("{years}{}", &DATA["year,g,visits\n".len()..]));
    site.write(
        "content/index.md",
        "---\ntitle: T\n---\nIt {{ visits.visits | change(\"2023\", \"2024\") }}, in B {{ visits.visits[\"b\"] | \
         change(\"2023\", \"2024\") }}, to {{ visits.visits[\"d\"][\"2024\"] | share(visits.visits[\"2024\"]) }}.\n",
    );
    assert_eq!(record(&site, "first", "2025-01-31").code, 0);
    let ledger = site.read("published.csv");
    // On a base of 15 the sentence names both numbers.
    for line in [
        "\"visits.visits[\"\"b\"\"][\"\"2023\"\"]\",15",
        "\"visits.visits[\"\"b\"\"][\"\"2024\"\"]\",12",
        "\"visits.visits[\"\"b\"\"] | change(\"\"2023\"\", \"\"2024\"\")\",-3",
        "\"visits.visits | change(\"\"2023\"\", \"\"2024\"\")\",8.3",
        "\"visits.visits[\"\"d\"\"][\"\"2024\"\"] | share(visits.visits[\"\"2024\"\"])\",46.2",
    ] {
        assert!(ledger.contains(line), "{line}:\n{ledger}");
    }
    assert!(!site.run("check").stderr.contains("ledger"));
}

#[test]
fn explain_knows_earlier_editions() {
    let site = recorded();
    let ask = |figure: &str| Run::of(candour().args(["explain", figure, "--root"]).arg(site.root()));
    assert!(ask("visits.visits['d']").stdout.contains("shown in the edition `first` of 2025-01-31"));
    assert!(ask("visits.visits['a']").stdout.contains("marked [c] in the edition `first` of 2025-01-31"));
    site.write("content/index.md", &TABLE.replace("rows: g\n", "rows: g\nonly: {g: [all, a, b]}\n"));
    let run = ask("visits.visits['d']");
    assert!(run.stdout.contains("Not asked for: no page shows it.") && run.stdout.contains("shown in the edition"));
}

/// The counts of a table's rows as a reader sees them: nothing where one is withheld.
fn shown(site: &Site) -> Vec<Option<i64>> {
    let public = site.built();
    let text = String::from_utf8_lossy(&public["downloads/index-t.csv"]).into_owned();
    text.lines().skip(1).map(|line| line.split(',').nth(1).and_then(|value| value.parse().ok())).collect()
}

/// Whoever has both editions tries all whole numbers: a group that is withheld in either has one value, unless it was
/// revised. The group at `revised` was, and the total with it.
fn union(first: &[Option<i64>], second: &[Option<i64>], revised: usize) -> (i64, i64) {
    let mut ends = (i64::MAX, i64::MIN);
    let known = |group: usize| {
        let before = if group == revised { None } else { first[1 + group] };
        second[1 + group].or(before).map_or(1..=70, |value| value..=value)
    };
    for a in known(0) {
        for b in known(1) {
            for c in known(2) {
                for d in known(3) {
                    let now = [a, b, c, d];
                    let total: i64 = now.iter().sum();
                    // What the revised group was, if edition one told it; else nothing is known of that edition's sum.
                    let before = first[1 + revised].map(|value| total - now[revised] + value);
                    let fits = second[0].is_none_or(|shown| shown == total)
                        && before.zip(first[0]).is_none_or(|(before, shown)| shown == before);
                    if fits {
                        ends = (ends.0.min(a), ends.1.max(a));
                    }
                }
            }
        }
    }
    ends
}

#[test]
fn two_editions_together_do_not_give_a_small_count_away() {
    for (values, revised, by) in
        [([3, 12, 20, 30], 2, 9), ([2, 9, 14, 8], 3, 5), ([5, 7, 7, 40], 1, 30), ([4, 22, 6, 11], 3, 8)]
    {
        for wishes in [["b", "d"], ["c", "b"], ["d", "c"], ["b", "c"]] {
            let site = site();
            let publish = |values: [i64; 4], wish: &str, reasons: &str| {
                let [a, b, c, d] = values;
                let total: i64 = values.iter().sum();
                site.write(
                    "data/visits.csv",
                    &format!("year,g,visits\n2024,all,{total}\n2024,a,{a}\n2024,b,{b}\n2024,c,{c}\n2024,d,{d}\n"),
                );
                site.write("data/visits.yaml", &format!("{AREAS}{reasons}prefer-to-hide: [\"visits['{wish}']\"]\n"));
                shown(&site)
            };
            let first = publish(values, wishes[0], "");
            assert_eq!(record(&site, "first", "2025-01-31").code, 0);
            let mut now = values;
            now[revised] += by;
            let second = publish(now, wishes[1], REVISED);
            let (low, high) = union(&first, &second, revised);
            let open = high - low >= 5 && high > 5 && low <= (values[0] / 2).max(1);
            assert!(open, "A is from {low} to {high} by {first:?} and {second:?}");
        }
    }
}

/// N and NN are hidden with two small figures, each of which is what its sum leaves. What the texts of two editions say of
/// them is known together.
#[test]
fn what_an_earlier_edition_claimed_is_known() {
    let site = Site::fixture("minimal");
    site.write(
        "data/c.yaml",
        "title: C\nsource: S\nperiod: {value: \"2024\", kind: year}\ndimensions:\n  area:\n    label: Area\n    members: {p: P, \
         q: Q, n: N, s: S, t: T, nn: NN, ss: SS, tt: TT}\n    totals: {t: [n, s], tt: [nn, ss]}\nmeasures:\n  n: {label: N, \
         kind: count}\npublic: [\"n['p']\", \"n['q']\", \"n['t']\", \"n['tt']\"]\n",
    );
    site.write("data/c.csv", "area,n\np,6\nq,106\nn,50\ns,3\nt,53\nnn,56\nss,4\ntt,60\n");
    let page = |claims: &str| {
        let table = "```table\ncaption: C\ndata: c\nrows: area\n```\n";
        site.write("content/index.md", &format!("---\ntitle: C\n---\n{claims}\n\n{table}"));
    };
    let first = "[The same]{{ c.n[\"n\"] | plus(c.n[\"p\"]) | against(c.n[\"nn\"]) }} once.";
    let second = "[The same]{{ c.n[\"n\"] | plus(c.n[\"nn\"]) | against(c.n[\"q\"]) }} again.";
    for claim in [first, second] {
        page(claim);
        assert_eq!(site.run("check").code, 0, "{}", site.run("check").stderr);
    }
    page(first);
    record(&site, "first", "2026-01-31");
    assert!(site.read("published.csv").contains(",said\n"));
    page(second);
    let run = site.run("check");
    assert_eq!(run.code, 3, "{}", run.stderr);
    let told = run.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    // Only what this edition says can be taken back.
    assert!(told.contains("drop the claim \"The same\" (content/index.md, line 4)"), "{told}");
}
