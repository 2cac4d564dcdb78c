//! How people put what figures say: each saying is held to the figures of a report, and found true or false.

mod common;

use std::collections::BTreeSet;

use common::{Site, files};

const CHILDREN: &str = r#"county.children | change("2016-H2", "2017-H1")"#; // 240, 256
const EPISODES: &str = r#"county.episodes | change("2016-H2", "2017-H1")"#; // 721, 603
const FEW: &str = r#"bands.children["few"] | change("2016-H2", "2017-H1")"#; // 68, 68
const NORTH: &str = r#"areas.children["north"] | change("2016-H2", "2017-H1")"#; // 81, 82
const SOUTH: &str = r#"areas.children["south"] | change("2016-H2", "2017-H1")"#; // 55, 70
const COMPLETED: &str = r#"interviews.completed["total"] | change("2016-H2", "2017-H1")"#; // 93.5%, 92.0%
const VALUE: &str = r#"county.children["2017-H1"]"#; // 256
const PERCENT: &str = r#"interviews.completed["total"]["2017-H1"]"#; // 92.0%
const ONCE: &str = r#"bands.children["one"]["2017-H1"] | share(county.children["2017-H1"])"#; // 157 of 256
const UASC: &str = r#"uasc.episodes["2017-H1"] | share(county.episodes["2017-H1"])"#; // 41 of 603
const CITY: &str = r#"areas.children["city"]["2017-H1"] | against(areas.children["north"]["2017-H1"])"#; // 104, 82
const RANK: &str = r#"areas.children["city"]["2017-H1"] | rank("area")"#; // highest of three
const REPORTED: &str = r#"looked_after.change["others"]"#; // +5.9%

const TRUE: &[(&str, &[&str])] = &[
    (
        CHILDREN,
        &[
            "up 16",
            "up by 16 on the half-year before",
            "16 more than before",
            "an increase of 16 children",
            "a rise of about 7%",
            "rose by almost 7%",
            "rose 6.7%",
            "rose by 6.7 per cent",
            "went up",
            "has gone up",
            "more children",
            "a growing number",
            "on the rise",
            "increased from 240 to 256 (6.7%)",
            "rose by 16 to 256",
            "240 in the first and 256 in the second",
            "was 240 and is now 256",
            "256, up from 240",
            "reached 256, up 16",
            "6.7% higher than before",
            "an extra 16 children",
            "rose above 250",
            "rose to over 250",
            "stayed above 200",
            "256 compared with 240",
            "rose between the two half-years",
            "increased by more than 5%",
            "rose from 2016 to 2017",
            "rose between June 2016 and 1 June 2017, by 16",
            "rose in 2016/17",
            "rose from 2016-H2 to 2017-H1 by 6.7%",
            "rose in May 2017 to 256",
        ],
    ),
    (
        EPISODES,
        &[
            "down from 721",
            "down 16.4%",
            "fell by about a sixth",
            "118 fewer",
            "a drop of 118 episodes",
            "fell back",
            "between 100 and 120 fewer",
            "16% lower",
            "went down",
            "came down",
            "less often",
            "603, down from 721",
            "fell below 650",
            "remained under 800",
            "fell over the past six months",
            "fell by 118 from 721",
        ],
    ),
    (FEW, &["remained stable", "no change", "the same number", "has not changed", "held steady", "did not change"]),
    (
        NORTH,
        &[
            "broadly similar",
            "little change",
            "barely changed",
            "much the same",
            "rose slightly",
            "a small increase",
            "one more child",
            "virtually unchanged",
            "remained about the same",
            "no significant change",
            "little difference",
            "at a comparable level",
        ],
    ),
    (
        SOUTH,
        &[
            "rose by more than a quarter",
            "over a quarter more",
            "15 more",
            "a sharp rise",
            "increased significantly",
            "rose sharply, by 15 or 27.3%, from 55 to 70",
        ],
    ),
    (
        COMPLETED,
        &[
            "fell from 93.5% to 92%",
            "fell by 1.5 percentage points",
            "worsened",
            "fell by less than two percentage points",
            "93.5% in the first and 92.0% in the second",
            "92.0%, down from 93.5%",
            "stayed above 90%",
        ],
    ),
    (
        VALUE,
        &[
            "over 250",
            "between 250 and 260",
            "two hundred and fifty-six",
            "some 250",
            "at least 250 children",
            "nearly 260",
            "roughly 260",
            "a total of 256",
            "only 256",
            "no fewer than 256",
        ],
    ),
    (PERCENT, &["more than nine in ten", "92%", "over 90%", "about 92 per cent", "not all", "92% within 72 hours"]),
    (
        ONCE,
        &[
            "more than three in five",
            "around 61%",
            "just over 60%",
            "well over half",
            "slightly more than half of all",
            "61.3% of the 256 children",
            "157 (61.3%)",
            "between half and two-thirds",
            "less than two-thirds",
            "the great majority",
            "157 out of 256",
            "157, or 61.3%",
            "61.3%, or 157",
            "in the main",
            "mostly",
            "not all",
        ],
    ),
    (UASC, &["6.8% of all reports", "about one in 15", "a minority", "fewer than one in ten", "under a tenth"]),
    (
        CITY,
        &[
            "22 more",
            "more than in the north",
            "about a quarter more",
            "27% more",
            "27% higher",
            "104 compared with 82",
            "104 versus 82",
            "roughly 1.3 times as many",
        ],
    ),
    (RANK, &["the largest number", "more than any other area", "the most", "the highest of the three"]),
    (REPORTED, &["increased by 5.9%", "an increase of nearly 6%", "rose", "up 5.9%"]),
];

const FALSE: &[(&str, &[&str])] = &[
    (
        CHILDREN,
        &[
            "up 18",
            "fell",
            "doubled",
            "about the same",
            "rose by a third",
            "from 250 to 256",
            "256, up from 230",
            "250, up from 240",
            "rose above 260",
            "rose to over 260",
            "rose by 5 to 256",
            "240 compared with 256",
            "256 before and 240 after",
            "the third rise in a row",
            "continues to rise",
            "rose sharply",
            "16% more",
        ],
    ),
    (
        EPISODES,
        &[
            "down from 700",
            "between 10 and 20 fewer",
            "a rise",
            "halved",
            "603, down from 700",
            "fell below 600",
            "fell below 200",
            "remained under 700",
            "fell by a quarter",
            "about the same",
        ],
    ),
    (FEW, &["rose", "one more", "fell slightly", "lower"]),
    (NORTH, &["rose sharply", "unchanged", "the same number", "fell slightly", "rose"]),
    (SOUTH, &["a slight increase", "little change", "rose by less than a quarter", "doubled"]),
    (COMPLETED, &["improved", "stayed above 93%", "fell by 1.5%", "stayed about 93%", "rose"]),
    (VALUE, &["under 250", "between 260 and 270", "257", "about 200", "rose", "most"]),
    (PERCENT, &["below 90%", "all", "fewer than nine in ten", "93%"]),
    (
        ONCE,
        &[
            "a third",
            "fewer than half",
            "a minority",
            "between a quarter and a half",
            "157 of the 250",
            "157, or 60%",
            "one in five",
            "all",
            "256 of the 157",
        ],
    ),
    (UASC, &["16% of all reports", "one in ten", "the majority", "between 10 and 20%"]),
    (CITY, &["23 more", "fewer than in the north", "twice as many", "82 compared with 104", "27% fewer"]),
    (RANK, &["most", "fewer than any other area", "the lowest", "the second highest", "the highest of the four"]),
    (REPORTED, &["fell by 5.9%", "rose sharply", "unchanged", "rose from 590", "rose by 5.9 percentage points"]),
];

/// The sayings that a site refuses, each on a line of its own, and all of them.
fn refused(sayings: &[(&str, &[&str])]) -> (BTreeSet<String>, BTreeSet<String>) {
    let site = Site::fixture("report-as-published");
    for page in files(&site.root().join("content")).keys() {
        site.remove(&format!("content/{page}"));
    }
    let all: Vec<(&str, &str)> =
        sayings.iter().flat_map(|(figure, words)| words.iter().map(|words| (*words, *figure))).collect();
    let lines: String = all.iter().map(|(words, figure)| format!("- [{words}]{{{{ {figure} }}}}\n")).collect();
    site.write("content/index.md", &format!("---\ntitle: Sayings\n---\n{lines}"));
    let run = site.run("check");
    let at = |line: &str| line.trim_start().strip_prefix("--> content/index.md:")?.split(':').next()?.parse().ok();
    let told: BTreeSet<usize> = run.stderr.lines().filter_map(at).collect();
    let name = |(words, figure): &(&str, &str)| format!("{words} ({figure})");
    (told.iter().map(|line| name(&all[line - 4])).collect(), all.iter().map(name).collect())
}

#[test]
fn what_is_true_is_not_refused() {
    let (refused, _) = refused(TRUE);
    assert_eq!(refused, BTreeSet::new());
}

#[test]
fn what_is_false_is_refused() {
    let (refused, all) = refused(FALSE);
    assert_eq!(all.difference(&refused).collect::<Vec<_>>(), Vec::<&String>::new());
}
