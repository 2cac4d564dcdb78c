#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "tests set sites up")]
//! What an analyst reads when an input is wrong: one mistake gives one error, with its place, its cause and a cure, the
//! right exit code, and never a value of the data.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use candour::diagnostic::Diagnostics;
use candour::pipeline;
use tempfile::TempDir;

const SITE: &str = "site.yaml";
const DESCRIPTION: &str = "data/missing.yaml";
const DATA: &str = "data/missing.csv";
const HOME: &str = "content/index.md";
const WHY: &str = "content/why.md";

/// A small site that is complete and sound: every case breaks one thing in it.
const SOUND: [(&str, &str); 5] = [
    (
        SITE,
        "\
title: Children missing
organisation: Example Council
language: en-GB
address: https://example.org/missing/
licence: OGL-UK-3.0
withheld: why.md
navigation: [index.md, why.md]
theme: {name: default, values: {accent: \"#12436D\"}}
policies:
  strict: {based-on: children, hide-up-to: 9}
",
    ),
    (
        DESCRIPTION,
        "\
title: Children reported missing
source: Example Council records
licence: OGL-UK-3.0
period: {column: period, kind: half-year}
dimensions:
  area:
    label: Area
    members:
      county: Exampleshire
      north: North
      south: South
    totals:
      county: [north, south]
measures:
  children: {label: Children, kind: count}
  episodes: {label: Episodes, kind: events, of: children}
  completed: {label: Interviews completed, kind: percentage, of: episodes, decimals: 1}
disclosure: {policy: strict}
notes: [\"Recorded by the police.\"]
",
    ),
    (
        DATA,
        "\
period,area,children,episodes,completed
2016-H2,county,31337,62674,50.5
2016-H2,north,27183,54366,50.5
2016-H2,south,4154,8308,50.5
2017-H1,county,31400,62800,60.5
2017-H1,north,27200,54400,60.5
2017-H1,south,4200,8400,60.5
",
    ),
    (
        HOME,
        r#"---
title: Children missing
summary: How many children were reported missing
---
## At a glance

There were {{ missing.episodes["2017-H1"] }} episodes, which {{ missing.episodes | change("2016-H2", "2017-H1") }}. See [why](why.md#small-numbers).

```key-figures
- figure: missing.children["2017-H1"]
  label: children reported missing
  change: missing.children | change("2016-H2", "2017-H1")
```

```table
id: areas
caption: Children by area
data: missing
rows: area
columns: period
measures: [children]
change: percent
```

```chart
id: areas-chart
data: missing
kind: bar
x: area
y: children
by: period
headline: Children by area
table: areas
```
"#,
    ),
    (
        WHY,
        "\
---
title: Why some figures are hidden
---
## Small numbers

Small numbers are hidden.
",
    ),
];

/// A sound site with something done to it, and what comes of that.
struct Case {
    name: &'static str,
    files: Vec<(String, Option<Vec<u8>>)>,
    exit: i32,
    problems: usize,
    /// The codes of the problems, each once; not looked at where none is named.
    codes: &'static [&'static str],
    says: &'static [&'static str],
}

fn case(name: &'static str) -> Case {
    let files = SOUND.map(|(file, text)| (file.to_owned(), Some(text.as_bytes().to_vec())));
    Case { name, files: files.to_vec(), exit: 0, problems: 0, codes: &[], says: &[] }
}

impl Case {
    fn text(&self, file: &str) -> String {
        let found = self.files.iter().find(|(name, _)| name == file).and_then(|(_, bytes)| bytes.clone());
        String::from_utf8(found.unwrap_or_default()).expect("UTF-8")
    }

    fn swap(self, file: &str, from: &str, to: &str) -> Self {
        let text = self.text(file);
        assert!(text.contains(from), "{}: `{from}` is not in {file}", self.name);
        self.put(file, text.replacen(from, to, 1))
    }

    fn append(self, file: &str, more: &str) -> Self {
        let text = self.text(file) + more;
        self.put(file, text)
    }

    fn put(mut self, file: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.retain(|(name, _)| name != file);
        self.files.push((file.to_owned(), Some(bytes.into())));
        self
    }

    fn without(mut self, file: &str) -> Self {
        self.files.retain(|(name, _)| name != file);
        self
    }

    /// The problems have these codes.
    fn told(self, codes: &'static [&'static str]) -> Self {
        Self { codes, ..self }
    }

    /// One error, these words in it, and this exit code.
    fn fails(self, exit: i32, says: &'static [&'static str]) -> Self {
        self.fails_often(1, exit, says)
    }

    fn fails_often(self, problems: usize, exit: i32, says: &'static [&'static str]) -> Self {
        Self { exit, problems, says, ..self }
    }

    /// What is not as it should be when the site is checked.
    fn faults(&self) -> Vec<String> {
        let root = TempDir::new().expect("a folder");
        for (file, bytes) in &self.files {
            write(root.path(), file, bytes.as_deref().unwrap_or_default());
        }
        let output = check(root.path());
        let said = String::from_utf8_lossy(&output.stderr);
        let mut faults = Vec::new();
        if output.status.code() != Some(self.exit) {
            faults.push(format!("exit code {:?}, not {}", output.status.code(), self.exit));
        }
        let problems = said.lines().filter(|line| line.starts_with("error[")).count();
        if problems != self.problems {
            faults.push(format!("{problems} errors, not {}", self.problems));
        }
        for problem in said.split("\n\n").filter(|block| block.starts_with("error[")) {
            let code = problem["error[".len()..].split(']').next().unwrap_or_default();
            if !self.codes.is_empty() && !self.codes.contains(&code) {
                faults.push(format!("a problem of the code `{code}`"));
            }
            // Place and cure; what is wrong is in the words of each case.
            if !problem.contains("--> ") || !problem.contains("help: ") {
                faults.push(format!("`{code}` has no place or no cure"));
            }
        }
        let untold = self.codes.iter().filter(|code| !said.contains(&format!("error[{code}]: ")));
        faults.extend(untold.map(|code| format!("no `{code}`")));
        let counted =
            if problems == 1 { "error: 1 problem;".to_owned() } else { format!("error: {problems} problems;") };
        if self.exit != 0 && !said.contains(&counted) {
            faults.push("the count at the end is wrong".to_owned());
        }
        faults.extend(self.says.iter().filter(|words| !said.contains(**words)).map(|words| format!("no `{words}`")));
        faults
            .extend(self.values().iter().filter(|value| said.contains(*value)).map(|value| format!("tells `{value}`")));
        if !faults.is_empty() {
            faults.push(said.into_owned());
        }
        faults
    }

    /// The figures of the data: whatever is long enough not to occur by chance, and no period.
    fn values(&self) -> Vec<String> {
        let data = self.files.iter().filter(|(file, _)| file.ends_with(".csv")).flat_map(|(_, bytes)| bytes);
        let text: String = data.map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
        let figures = text.split([',', ';', '\t', '\n', '"']).map(str::trim);
        let long = |cell: &&str| cell.bytes().filter(u8::is_ascii_digit).count() >= 4 && !cell.starts_with("20");
        figures.filter(long).map(str::to_owned).collect()
    }
}

fn write(root: &Path, file: &str, bytes: &[u8]) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

fn check(root: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_candour")).args(["check", "--root"]).arg(root).output().expect("candour")
}

/// Tries every case and tells all that went wrong.
fn try_all(cases: &[Case]) {
    let told: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let faults = case.faults();
            (!faults.is_empty()).then(|| format!("== {}\n{}", case.name, faults.join("\n")))
        })
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// The data with one figure put differently.
fn figure(name: &'static str, written: &str) -> Case {
    case(name).swap(DATA, "54366", written)
}

/// The home page with its first figure put differently.
fn expression(name: &'static str, written: &str) -> Case {
    case(name).swap(HOME, "{{ missing.episodes[\"2017-H1\"] }}", written)
}

/// The home page with its link put differently.
fn link(name: &'static str, written: &str) -> Case {
    case(name).swap(HOME, "[why](why.md#small-numbers)", written)
}

#[test]
fn what_is_sound_is_accepted() {
    let [_, _, (_, csv), (_, home), _] = SOUND;
    let reordered: String = csv
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            format!("{},{},{},{},{}\n", cells[4], cells[1], cells[3], cells[0], cells[2])
        })
        .collect();
    let quoted: String = csv.lines().map(|line| format!("\"{}\"\n", line.replace(',', "\",\""))).collect();
    try_all(&[
        case("as it is"),
        case("a byte order mark and Windows line ends").put(DATA, format!("\u{feff}{}", csv.replace('\n', "\r\n"))),
        case("old Macintosh line ends").put(DATA, csv.replace('\n', "\r")),
        case("a page with Windows line ends").put(HOME, format!("\u{feff}{}", home.replace('\n', "\r\n"))),
        case("columns in another order").put(DATA, reordered),
        case("quoted cells").put(DATA, quoted),
        case("spaces round cells").put(DATA, csv.replace(',', " , ")),
        case("empty lines").append(DATA, "\n\n  \n,,,,\n").swap(DATA, "2017-H1,county", "\n2017-H1,county"),
        case("a title that YAML takes for a boolean").swap(SITE, "title: Children missing", "title: yes"),
        case("members that YAML takes for numbers")
            .put(DESCRIPTION, case("").text(DESCRIPTION).replace("north", "01"))
            .put(DATA, csv.replace("north", "01")),
        expression("braces in code", "`{{ anything }}`"),
        expression("braces that are meant as braces", "\\{{ x }}"),
        case("spaces after the line that opens the front matter").swap(WHY, "---\n", "---  \n"),
        case("a very long line").append(WHY, &"word ".repeat(1_000_000)),
        case("deep lists")
            .append(WHY, &(0..200).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect::<String>()),
    ]);
}

#[test]
fn the_configuration_is_checked() {
    try_all(&[
        case("no site").without(SITE).told(&["no-site"]).fails(2, &["there is no `site.yaml` in", "--root DIR"]),
        case("empty").put(SITE, "").told(&["wrong-kind"]).fails(2, &["site.yaml:1:1", "here is nothing"]),
        case("a list")
            .put(SITE, "- a\n")
            .told(&["wrong-kind"])
            .fails(2, &["site.yaml:1:1", "must be a group of keys, but here is a list"]),
        case("a misspelt key is not also a missing one")
            .swap(SITE, "title:", "titel:")
            .told(&["unknown-key"])
            .fails(2, &["site.yaml:1:1", "there is no key `titel` here", "did you mean `title`?"]),
        case("a missing key")
            .swap(SITE, "organisation: Example Council\n", "")
            .told(&["missing-key"])
            .fails(2, &["the key `organisation` is missing", "add `organisation: …`"]),
        case("a misspelt key in braces")
            .swap(SITE, "hide-up-to", "hide-upto")
            .told(&["unknown-key"])
            .fails(2, &["site.yaml:10:32", "there is no key `hide-upto` here", "did you mean `hide-up-to`?"]),
        case("a key twice")
            .swap(SITE, "language", "title: Again\nlanguage")
            .told(&["duplicate-key"])
            .fails(2, &["site.yaml:3:1", "the key `title` stands twice; first on line 1"]),
        case("a nested key twice, and once more elsewhere")
            .swap(SITE, "hide-up-to: 9}", "hide-up-to: 9, hide-up-to: 8}\n  other: {hide-up-to: 7}")
            .told(&["duplicate-key"])
            .fails(2, &["site.yaml:10:47", "the key `hide-up-to` stands twice; first on line 10"]),
        case("a quotation mark that is closed much later")
            .swap(SITE, "title: C", "title: \"C")
            .told(&["missing-key"])
            .fails(2, &["the key `organisation` is missing", "opens on line 1 closes on line 8"]),
        case("a bracket that is not closed")
            .swap(SITE, "why.md]", "why.md")
            .told(&["yaml"])
            .fails(2, &["a list in square brackets is not closed", "add the `]`"]),
        case("a tab")
            .swap(SITE, "  strict:", "\tstrict:")
            .told(&["yaml"])
            .fails(2, &["site.yaml:10:1", "indent with spaces"]),
        case("a second colon")
            .swap(SITE, "Children missing", "Children: missing")
            .told(&["yaml"])
            .fails(2, &["site.yaml:1:16", "there is a second colon on this line", "in quotation marks"]),
        case("not UTF-8")
            .put(SITE, b"title: a\norganisation: \xe9\n".to_vec())
            .told(&["not-utf-8"])
            .fails(2, &["site.yaml, line 2", "not UTF-8", "save the file as UTF-8"]),
        case("a blank title")
            .swap(SITE, "title: Children missing", "title: \" \"")
            .told(&["blank"])
            .fails(2, &["site.yaml:1:8", "`title` is blank"]),
        case("a language")
            .swap(SITE, "en-GB", "British English")
            .told(&["language"])
            .fails(2, &["site.yaml:3:11", "not a language tag"]),
        case("an address without a host")
            .swap(SITE, "example.org/missing/", "")
            .told(&["address"])
            .fails(2, &["not a web address"]),
        case("a licence")
            .swap(SITE, "OGL-UK-3.0", "OGL")
            .told(&["licence"])
            .fails(2, &["site.yaml:5:10", "choose from `OGL-UK-3.0`"]),
        case("a threshold that protects nobody")
            .swap(SITE, "hide-up-to: 9", "hide-up-to: 0")
            .told(&["policy"])
            .fails(2, &["site.yaml:10:44", "must be from 3 to 1000"]),
        case("a policy that is based on nothing")
            .swap(SITE, "based-on: children", "based-on: childen")
            .told(&["policy"])
            .fails(2, &["there is no policy `childen` above", "did you mean `children`?"]),
        case("a style value that leaves its declaration")
            .swap(SITE, "#12436D", "red;} body{x")
            .told(&["style-value"])
            .fails(2, &["site.yaml:8:41", "a style value may hold"]),
        case("a style value that loads something")
            .swap(SITE, "#12436D", "url(x)")
            .told(&["style-value"])
            .fails(2, &["loads nothing"]),
        case("an unknown style value")
            .swap(SITE, "accent", "acent")
            .told(&["style-value"])
            .fails(2, &["did you mean `accent`?"]),
        case("a theme that is not there")
            .swap(SITE, "name: default", "name: corporate")
            .told(&["no-theme"])
            .fails(2, &["site.yaml:8:15", "the theme `corporate` is not in `themes`"]),
        case("a theme whose name is misspelt")
            .swap(SITE, "name: default", "name: harbor")
            .put("themes/harbour/values.yaml", "accent: \"#154360\"\n")
            .told(&["no-theme"])
            .fails(2, &["site.yaml:8:15", "did you mean `harbour`?"]),
        case("a template whose name is misspelt")
            .put("themes/default/templates/tabel.html", "x")
            .told(&["stray-file"])
            .fails(2, &["themes/default/templates/tabel.html", "did you mean `templates/table.html`?"]),
        case("a template that extends one that is not there")
            .put("themes/default/templates/note.html", "{% extends \"default/noet.html\" %}")
            .put(WHY, case("").text(WHY) + "\nA note[^a].\n\n[^a]: Here.\n")
            .told(&["template"])
            .fails(2, &["themes/default/templates/note.html:1", "did you mean `default/note.html`?"]),
        case("a block that overrides nothing")
            .put(
                "themes/default/templates/base.html",
                "{% extends \"default/base.html\" %}{% block masthaed %}{% endblock %}",
            )
            .told(&["template"])
            .fails(2, &["themes/default/templates/base.html:1:43", "did you mean `masthead`?"]),
        case("a logo that is not there")
            .swap(SITE, "name: default", "name: default, logo: crset.svg")
            .put("themes/default/assets/crest.svg", "<svg viewBox=\"0 0 1 1\"/>")
            .told(&["logo"])
            .fails(2, &["site.yaml:8:30", "did you mean `crest.svg`?"]),
        case("a logo that is no picture")
            .swap(SITE, "name: default", "name: default, logo: crest.pdf")
            .told(&["logo"])
            .fails(2, &["site.yaml:8:30", "an SVG or PNG file"]),
        case("a logo with a script")
            .put("themes/default/assets/logo.svg", "<svg viewBox=\"0 0 1 1\"><script>x</script></svg>")
            .told(&["logo"])
            .fails(2, &["themes/default/assets/logo.svg", "may not hold <script>"]),
        case("a page of the menu that is not there")
            .swap(SITE, "[index.md, why.md]", "[index.md, wyh.md]")
            .told(&["no-page"])
            .fails(2, &["site.yaml:7:24", "there is no page `wyh.md`", "did you mean `why.md`?"]),
    ]);
}

#[test]
fn descriptions_are_checked() {
    try_all(&[
        case("no title")
            .swap(DESCRIPTION, "title: Children reported missing\n", "")
            .told(&["missing-key"])
            .fails(1, &["`title` is missing"]),
        case("no kind")
            .swap(DESCRIPTION, ", kind: count", "")
            .told(&["missing-key"])
            .fails(1, &["missing.yaml:15:3", "`kind` is missing in `children`"]),
        case("a misspelt kind")
            .swap(DESCRIPTION, "kind: count", "kind: cuont")
            .told(&["measure-kind"])
            .fails(1, &["missing.yaml:15:37", "`cuont` is not a kind of measure", "did you mean `count`?"]),
        case("a kind of period")
            .swap(DESCRIPTION, "half-year", "halfyear")
            .told(&["period-kind"])
            .fails(1, &["missing.yaml:4:32", "did you mean `half-year`?"]),
        case("a base that is not there")
            .swap(DESCRIPTION, "of: children", "of: childern")
            .told(&["base"])
            .fails(1, &["missing.yaml:16:49", "there is no measure `childern`", "did you mean `children`?"]),
        case("events of themselves")
            .swap(DESCRIPTION, "of: children", "of: episodes")
            .told(&["base"])
            .fails(1, &["missing.yaml:16:3", "cannot be its base"]),
        case("events of events")
            .swap(DESCRIPTION, "kind: count", "kind: events, of: episodes")
            .told(&["base"])
            .fails(1, &["missing.yaml:15:3", "events are of a `count` of people"]),
        case("a source that nobody has stated")
            .swap(DESCRIPTION, "source: Example Council records", "source: \"Not stated yet\"")
            .told(&["no-source"])
            .fails(1, &["missing.yaml:2:9", "still to be stated"]),
        case("breakdowns as lists in a list")
            .swap(DESCRIPTION, "county: [north, south]", "county: [[north, south], [south]]")
            .told(&["totals"])
            .fails(1, &["missing.yaml:13:7", "`county: [{parts: [north, south]}, {parts: [south]}]`"]),
        case("events of nobody")
            .swap(DESCRIPTION, ", of: children", "")
            .told(&["base"])
            .fails(1, &["missing.yaml:16:3", "one child"]),
        case("a total that is no member")
            .swap(DESCRIPTION, "county: [", "cuonty: [")
            .told(&["no-member"])
            .fails(1, &["missing.yaml:13:7", "there is no member `cuonty`", "did you mean `county`?"]),
        case("a part that is no member")
            .swap(DESCRIPTION, "[north, south]", "[north, soth]")
            .told(&["no-member"])
            .fails(1, &["missing.yaml:13:23", "did you mean `south`?"]),
        case("a total of itself")
            .swap(DESCRIPTION, "[north, south]", "[county, south]")
            .told(&["totals"])
            .fails(1, &["missing.yaml:13:16"]),
        case("sums that go round")
            .swap(DESCRIPTION, "[north, south]", "[north, south]\n      north: [county]")
            .told(&["totals"])
            .fails(1, &["missing.yaml:14:7", "this total is made of parts that are made of it"]),
        case("two members with one label")
            .swap(DESCRIPTION, "south: South", "south: North")
            .told(&["same-label"])
            .fails(1, &["missing.yaml:11:14", "two members are labelled \"North\""]),
        case("a member twice")
            .swap(DESCRIPTION, "south: South", "north: South")
            .told(&["duplicate-key"])
            .fails(1, &["the key `north` stands twice"]),
        case("members that are a list")
            .swap(
                DESCRIPTION,
                "members:\n      county: Exampleshire\n      north: North\n      south: South",
                "members: [a, b]",
            )
            .told(&["wrong-kind"])
            .fails(1, &["missing.yaml:8:5", "`members` must be a group of keys, but here is a list"]),
        case("a dimension called period")
            .swap(DESCRIPTION, "  area:", "  period:")
            .told(&["name"])
            .fails(1, &["`period` cannot name a dimension"]),
        case("a measure named like a dimension")
            .swap(DESCRIPTION, "  completed: {", "  area: {column: completed, ")
            .told(&["same-name"])
            .fails(1, &["missing.yaml:17:3", "`area` names both a dimension and a measure"]),
        case("capitals in a name")
            .swap(DESCRIPTION, "  children: {", "  Children: {")
            .told(&["name"])
            .fails(1, &["`Children` cannot name a measure"]),
        case("a hyphen in a file name")
            .put("data/looked-after.yaml", "")
            .put("data/looked-after.csv", "")
            .told(&["name"])
            .fails(1, &["data/looked-after.yaml", "`looked-after` cannot name a dataset"]),
        case("two kinds of period")
            .swap(DESCRIPTION, "{column: period", "{column: period, value: 2017-H1")
            .told(&["period"])
            .fails(1, &["missing.yaml:4:33", "either a `column` or one `value`, not both"]),
        case("a policy that is not there")
            .swap(DESCRIPTION, "policy: strict", "policy: stritc")
            .told(&["policy"])
            .fails(1, &["missing.yaml:18:22", "did you mean `strict`?"]),
        case("the same as something that is not there")
            .append(DESCRIPTION, "same:\n  - {mine: \"children\", theirs: \"uasc.children\"}\n")
            .told(&["selection"])
            .fails(1, &["missing.yaml:21:32", "there is no dataset `uasc`"]),
        case("no relation of something that is not there")
            .append(DESCRIPTION, "unrelated: [mising]\n")
            .told(&["no-dataset"])
            .fails(1, &["missing.yaml:20:13", "did you mean `missing`?"]),
        case("the same as itself")
            .append(DESCRIPTION, "same:\n  - {mine: \"children\", theirs: \"missing.children\"}\n")
            .told(&["same"])
            .fails(1, &["missing.yaml:21:12", "these are one fact, not two"]),
    ]);
}

#[test]
fn data_is_checked_and_never_told() {
    let [_, _, (_, csv), ..] = SOUND;
    let utf_16: Vec<u8> = [0xff, 0xfe].into_iter().chain(csv.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let rows = csv.split_once('\n').map_or("", |(_, rows)| rows);
    try_all(&[
        case("no data")
            .without(DATA)
            .told(&["missing-file"])
            .fails(1, &["missing.yaml", "its data file `data/missing.csv` is not there"]),
        case("no description")
            .without(DESCRIPTION)
            .told(&["stray-file"])
            .fails(1, &["missing.csv", "no description `data/missing.yaml`"]),
        case("empty").put(DATA, "").told(&["no-rows"]).fails(1, &["missing.csv", "no rows of data"]),
        case("no header")
            .put(DATA, rows)
            .told(&["no-header"])
            .fails(1, &["missing.csv, line 1", "make the head `period,area,"]),
        case("a title above the header").put(DATA, format!("Missing 27183\n{csv}")).told(&["no-header"]).fails(
            1,
            &["missing.csv, line 1", "line 2 looks like the head", "looks like a title", "`file: {header: 2}`"],
        ),
        case("semicolons")
            .put(DATA, csv.replace(',', ";"))
            .told(&["separator"])
            .fails(1, &["separated by semicolons, not by commas", "`file: {separator: \";\"}`"]),
        case("a heading twice")
            .swap(DATA, "episodes,completed", "episodes,episodes")
            .told(&["duplicate-column"])
            .fails(
                1,
                &[
                    "missing.csv, line 1",
                    "columns 4 and 5 have the same heading `episodes`",
                    "perhaps one of the two is `completed`",
                ],
            ),
        case("a misspelt heading")
            .swap(DATA, "completed\n", "complete\n")
            .told(&["unknown-column"])
            .fails(1, &["column 5", "did you mean `completed`?"]),
        case("a heading too many")
            .put(DATA, csv.replace('\n', ",\n"))
            .told(&["unknown-column"])
            .fails(1, &["column 6 has no heading", "`file: {ignore: [\"\"]}`"]),
        case("a ragged row")
            .swap(DATA, "54366", "54,366")
            .told(&["ragged-row"])
            .fails(1, &["missing.csv, line 3", "6 cells, but the header has 5"]),
        case("an open quotation mark")
            .swap(DATA, "2016-H2,north", "2016-H2,\"north")
            .told(&["quotation-mark"])
            .fails(1, &["line 3", "a quotation mark on this line"]),
        case("UTF-16")
            .put(DATA, utf_16)
            .told(&["not-utf-8"])
            .fails(1, &["missing.csv", "this file is UTF-16", "`file: {encoding: utf-16}`"]),
        case("Latin-1")
            .put(DATA, [csv.as_bytes(), b"2017-H1,s\xf6uth,1,1,1\n"].concat())
            .told(&["not-utf-8"])
            .fails(1, &["missing.csv, line 8", "CSV UTF-8", "`file: {encoding: windows-1252}`"]),
        case("a line end of an old Macintosh keeps its line")
            .put(DATA, csv.replace("54366", "543 66").replace('\n', "\r"))
            .told(&["value"])
            .fails(1, &["line 3, column `episodes`"]),
        figure("a thousands separator", "\"54,366\"")
            .told(&["value"])
            .fails(1, &["line 3, column `episodes`", "thousands separator", "`file: {thousands: \",\"}`"]),
        figure("a unit", "54366%")
            .told(&["value"])
            .fails(1, &["line 3, column `episodes`", "a unit beside it", "`file: {percent-sign: true}`"]),
        figure("an exponent", "5e4").told(&["value"]).fails(1, &["neither a number nor a marker"]),
        figure("a negative count", "-54366").told(&["value"]).fails(1, &["a count is a whole number from 0 on"]),
        figure("too many digits", "5436627183271832718327183").told(&["value"]).fails(1, &["at most 15 digits"]),
        figure("an empty cell", "").told(&["value"]).fails(1, &["this cell is empty", "`x` not available"]),
        figure("a star", "*").told(&["value"]).fails(1, &["line 3, column `episodes`", "write `c` if it was withheld"]),
        figure("two points", "..").told(&["value"]).fails(1, &["write `x` if it is not available"]),
        figure("a colon", ":").told(&["value"]).fails(1, &["write `x` if it is not available"]),
        figure("a dash", "-").told(&["value"]).fails(1, &["write `0` for a true zero"]),
        figure("n/a", "n/a").told(&["value"]).fails(1, &["write `z` if it cannot apply"]),
        figure("a tilde", "~").told(&["value"]).fails(1, &["write `low` if it rounds to zero"]),
        case("a percentage of more than all")
            .swap(DATA, "50.5", "101")
            .told(&["value"])
            .fails(1, &["line 2, column `completed`", "from 0 to 100"]),
        case("a row twice")
            .append(DATA, "2017-H1,south,4200,8400,60.5\n")
            .told(&["duplicate-row"])
            .fails(1, &["line 8", "same thing as line 7"]),
        case("a member in capitals")
            .swap(DATA, "2016-H2,north", "2016-H2,North")
            .told(&["no-member"])
            .fails(1, &["line 3, column `area`", "did you mean `north`?"]),
        case("a period in other words")
            .swap(DATA, "2016-H2,north", "H2 2016,north")
            .told(&["period"])
            .fails(1, &["line 3, column `period`", "write it like 2017-H1"]),
        case("a row of one's own")
            .append(DATA, "Total,,27183,54366,\n")
            .told(&["stray-row"])
            .fails(1, &["line 8", "take the row out", "`file: {end: 7}`"]),
        case("a total that is not the sum")
            .swap(DATA, "31337", "31338")
            .told(&["sum"])
            .fails(1, &["line 2, column `children`", "do not add up"]),
        case("a figure that another dataset has too")
            .put(
                "data/register.yaml",
                "title: Register\nsource: Records\nperiod: {column: period, kind: half-year}\nmeasures:\n  children: {label: \
                 Children, kind: count}\n",
            )
            .put("data/register.csv", "period,children\n2016-H2,31337\n")
            .told(&["undeclared-link"])
            .fails(1, &["register.yaml:5:3", "`same: [{mine: children, theirs: missing.children}]`"]),
        case("a part without a row")
            .swap(DATA, "2016-H2,south,4154,8308,50.5\n", "")
            .told(&["missing-part"])
            .fails(1, &["line 2", "no row for its part \"South\""]),
        case("fewer events than children")
            .swap(DATA, "62674", "12614")
            .swap(DATA, "54366", "4306")
            .told(&["events"])
            .fails_often(2, 1, &["line 2, column `episodes`", "perhaps they are swapped"]),
        case("a percentage of nothing")
            .swap(DATA, "4154,8308", "0,0")
            .swap(DATA, "31337,62674", "27183,54366")
            .told(&["zero-base"])
            .fails(1, &["line 4, column `completed`", "write `z`"]),
    ]);
}

/// The description with something declared of its file.
fn declared(name: &'static str, lines: &str) -> Case {
    case(name).swap(DESCRIPTION, "dimensions:\n", &format!("{lines}\ndimensions:\n"))
}

#[test]
fn a_file_is_read_as_it_is_declared() {
    let [_, _, (_, csv), ..] = SOUND;
    let western: Vec<u8> = csv.replace("north", "n\u{f8}rth").chars().map(|letter| letter as u8).collect();
    let utf_16: Vec<u8> = [0xff, 0xfe].into_iter().chain(csv.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let spreadsheet = "Missing in \"our county,,,,\n\nperiod,area,children,episodes,completed\n".to_owned()
        + &csv.split_once('\n').map_or("", |(_, rows)| rows).replace("54366", "\"54,366\"").replace("50.5", "50.5%")
        + ",,,,\n1. As told.,,,,\nSource: \"police\n";
    let more = csv.replace('\n', ",other\n") + "2017-H1,north,1,1,1,not this one\n";
    let marked = csv.replace("north,27183,54366,50.5", "north,*,..,").replace("4154,8308,50.5", "*,..,");
    try_all(&[
        declared("semicolons", "file: {separator: \";\"}").put(DATA, csv.replace(',', ";")),
        declared("tabs", "file: {separator: tab}").put(DATA, csv.replace(',', "\t")),
        declared("UTF-16", "file: {encoding: utf-16}").put(DATA, utf_16),
        declared("Windows-1252", "file: {encoding: windows-1252}").put(DATA, western).put(DESCRIPTION, {
            let text = declared("", "file: {encoding: windows-1252}").text(DESCRIPTION);
            text.replace("north", "n\u{f8}rth")
        }),
        declared(
            "a title, notes, thousands and signs",
            "file: {header: 3, end: blank-row, thousands: \",\", percent-sign: true}",
        )
        .put(DATA, spreadsheet.clone()),
        declared("a last line", "file: {end: 7}").append(DATA, "Source: police,,,,\n"),
        declared("more rows and columns", "file: {where: {more: other}, ignore: [\"\"]}")
            .put(DATA, more.replacen(",other", ",more", 1).replace('\n', ",\n")),
        declared("merged cells", "file: {fill-down: period}")
            .put(DATA, csv.replace("2016-H2,north", ",north").replace("2017-H1,south", ",south")),
        declared("merged cells of nothing", "file: {fill-down: [peroid]}")
            .fails(1, &["missing.yaml:5:20", "named under `fill-down`"]),
        declared("markers", "file: {markers: {\"*\": c, \"..\": x, \"\": x}}").put(DATA, marked),
        case("a period in the file's words")
            .swap(DESCRIPTION, "kind: half-year}", "kind: half-year, names: {Late 2016: 2016-H2}}")
            .put(DATA, csv.replace("2016-H2", "Late 2016")),
        declared("blank row in the table", "file: {end: blank-row}")
            .swap(DATA, "2017-H1,county", "\n2017-H1,county")
            .told(&["blank-row"])
            .fails(1, &["missing.csv, line 6", "a row like those above it"]),
        declared("thousands of another kind", "file: {thousands: \" \"}")
            .swap(DATA, "54366", "\"54,366\"")
            .told(&["value"])
            .fails(1, &["line 3, column `episodes`", "thousands separator"]),
        declared("groups that are none", "file: {thousands: \",\"}")
            .swap(DATA, "54366", "\"543,66\"")
            .told(&["value"])
            .fails(1, &["line 3, column `episodes`", "thousands separator"]),
        declared("a sign behind a count", "file: {percent-sign: true}")
            .swap(DATA, "54366", "54366%")
            .told(&["value"])
            .fails(1, &["line 3, column `episodes`", "a unit beside it"]),
        declared("a misspelt key", "file: {seperator: \";\"}")
            .told(&["unknown-key"])
            .fails(1, &["missing.yaml:5:8", "`separator`"]),
        declared("no encoding", "file: {encoding: latin}")
            .told(&["encoding"])
            .fails(1, &["missing.yaml:5:18", "`windows-1252`"]),
        declared("no head", "file: {header: 0}")
            .told(&["header"])
            .fails(1, &["missing.yaml:5:16", "its first and last line"]),
        declared("an end above the head", "file: {header: 3, end: 2}").fails_often(
            2,
            1,
            &["missing.yaml:5:24", "below its head"],
        ),
        declared("a wrong head", "file: {header: 2}").fails(
            1,
            &["missing.csv, line 2", "in the declared head", "line 1 looks like the head", "`file: {header: 1}`"],
        ),
        declared("a head beyond the file", "file: {header: 20}").fails(1, &["missing.csv", "correct `header`"]),
        declared("a filter for nothing", "file: {where: {area: [county, nroth]}}")
            .told(&["where"])
            .fails(1, &["missing.yaml:5:31", "no row has `nroth` in the column `area`"]),
        declared("a filter on nothing", "file: {where: {aera: county}}").fails(1, &["missing.yaml:5:16", "column 2"]),
        declared("a column that is not there", "file: {ignore: [notes]}")
            .fails(1, &["missing.yaml:5:17", "there is no column `notes`"]),
        declared("a marker that is shown instead", "file: {markers: {c: x}}")
            .fails(1, &["missing.yaml:5:18", "`c` means something in Candour already"]),
        declared("what is withheld as not available", "file: {markers: {\"*\": x}}")
            .fails(1, &["missing.yaml:5:18", "`*` usually stands for a number that is withheld"]),
        declared("what is withheld as a zero", "file: {markers: {\"<5\": 0, suppressed: u}}").fails_often(
            2,
            1,
            &["missing.yaml:5:18", "`<5` usually", "missing.yaml:5:27", "`suppressed` usually", "write `c`"],
        ),
        declared("a marker that is a number", "file: {markers: {\"999\": x}}")
            .fails(1, &["missing.yaml:5:18", "a number cannot be a marker"]),
        declared("no marker", "file: {markers: {\"*\": hidden}}").fails(1, &["missing.yaml:5:23", "`low`"]),
    ]);
}

/// Children by half-year, the half-years across.
/// The description of a wide table of quarters.
fn quarters(column: &str) -> String {
    format!(
        "title: Children\nsource: Records\nlayout: wide\nperiod: {{kind: quarter}}\ncolumns:\n  {column}\ndimensions:\n  area:\n    \
         label: Area\n    members: {{county: Exampleshire, north: North, south: South}}\n    totals: {{county: [north, south]}}\n\
         measures:\n  children: {{label: Children, kind: count}}\n"
    )
}

fn wide(name: &'static str, columns: &str) -> Case {
    case(name)
        .put(
            DESCRIPTION,
            format!(
                "title: Children\nsource: Records\nlayout: wide\nperiod: {{kind: half-year}}\ncolumns:\n{columns}dimensions:\n  \
                 area:\n    label: Area\n    column: Area\n    members: {{county: County, north: North, south: South}}\n    \
                 totals: {{county: [north, south]}}\nmeasures:\n  children: {{label: Children, kind: count}}\n  episodes: \
                 {{label: Episodes, kind: events, of: children}}\n"
            ),
        )
        .put(
            DATA,
            "Missing,,,,\nArea,2016 late,,2017 early,\n,Children,Episodes,Children,Episodes\n\
             county,31337,62674,31400,62800\nnorth,27183,54366,27200,54400\nsouth,4154,8308,4200,8400\n",
        )
        .put(HOME, "---\ntitle: Children\n---\n{{ missing.episodes[\"2017-H1\"] }} episodes\n")
        .put(SITE, "title: Children missing\norganisation: Example Council\n")
        .without(WHY)
}

const COLUMNS: &str = "  2016 late / Children: {period: 2016-H2, measure: children}
  2016 late / Episodes: {period: 2016-H2, measure: episodes}
  2017 early / Children: {period: 2017-H1, measure: children}
  2017 early / Episodes: {period: 2017-H1, measure: episodes}
";

#[test]
fn a_wide_table_is_read_as_it_is_declared() {
    let head = |case: Case| case.swap(DESCRIPTION, "layout:", "file: {header: [2, 3]}\nlayout:");
    let with = |name, from: &str, to: &str| head(wide(name, &COLUMNS.replacen(from, to, 1)));
    try_all(&[
        head(wide("as it is", COLUMNS)),
        with("a measure that is not there", "measure: episodes", "measure: episode")
            .fails(1, &["missing.yaml:8:52", "did you mean `episodes`?"]),
        with("a period of another kind", "2016-H2", "2016").fails(1, &["missing.yaml:7:34", "write it like 2017-H1"]),
        with("no period", "{period: 2016-H2, measure: children}", "{measure: children}")
            .fails(1, &["missing.yaml:7:3", "which period"]),
        with("no measure", ", measure: children", "").fails(1, &["missing.yaml:7:3", "which measure"]),
        with("one thing twice", "measure: episodes", "measure: children")
            .fails(1, &["missing.yaml:8:3", "the same as `2016 late / Children`"]),
        with("a column left out", "  2016 late / Episodes: {period: 2016-H2, measure: episodes}\n", "")
            .fails(1, &["missing.yaml:7:3", "no column holds `episodes`"]),
        with("a misspelt heading", "2016 late / Episodes", "2016 late / Episode")
            .fails(1, &["missing.csv, line 2", "column 3", "did you mean `2016 late / Episode`?"]),
        with("a key that is none", "measure: episodes", "mesure: episodes")
            .fails(1, &["missing.yaml:8:43", "did you mean `measure`?"]),
        wide("no head declared", COLUMNS)
            .fails(1, &["missing.csv, line 1", "lines 2 and 3 look like the head", "`file: {header: [2, 3]}`"]),
        head(wide("headings that repeat", COLUMNS)).swap(DATA, "2017 early,", "2016 late,").fails_often(
            2,
            1,
            &["missing.csv, line 2", "columns 2 and 4 have the same heading"],
        ),
        head(wide("no layout", COLUMNS)).swap(DESCRIPTION, "layout: wide\n", "").fails_often(
            2,
            1,
            &["missing.yaml:5:1", "add `layout: wide`"],
        ),
        head(wide("a figure that is none", COLUMNS))
            .swap(DATA, "54400", "54400x")
            .fails(1, &["missing.csv, line 5, column `2017 early / Episodes`", "neither a number nor a marker"]),
        head(wide("a part without a row", COLUMNS))
            .swap(DATA, "south,4154,8308,4200,8400\n", "")
            .fails(1, &["line 4", "no row for its part \"South\""]),
        head(wide("notes below", COLUMNS))
            .append(DATA, ",,,,\nSource: police,,,,\n")
            .fails(1, &["line 8", "`file: {end: blank-row}`"]),
        case("a further quarter")
            .put(DESCRIPTION, quarters("\"2023/24 Q3\": {period: 2023-Q4}"))
            .put(DATA, "area,2023/24 Q3,2023/24 Q4\ncounty,31337,31400\nnorth,27183,27200\nsouth,4154,4200\n")
            .put(HOME, "---\ntitle: Home\n---\n\nText.\n")
            .told(&["unknown-column"])
            .fails(1, &["missing.csv, line 1", "column 3", "`\"2023/24 Q4\": {period: 2024-Q1}`"]),
        case("a further quarter, described in another way than it reads")
            .put(DESCRIPTION, quarters("\"2023/24 Q3\": {period: 2023-Q3}"))
            .put(DATA, "area,2023/24 Q3,2023/24 Q4\ncounty,31337,31400\nnorth,27183,27200\nsouth,4154,4200\n")
            .put(HOME, "---\ntitle: Home\n---\n\nText.\n")
            .told(&["unknown-column"])
            .fails(1, &["describe it as a dimension or a measure"]),
        head(wide("a further half-year of two measures", COLUMNS))
            .swap(DATA, "2017 early,\n", "2017 early,,H2 2017,\n")
            .swap(DATA, "Children,Episodes\n", "Children,Episodes,Children,Episodes\n")
            .told(&["unknown-column"])
            .fails_often(2, 1, &["column 6", "column 7"]),
        case("periods across and nothing said of them")
            .put(DATA, "area,2016-H2,2017-H1\ncounty,31337,31400\nnorth,27183,27200\nsouth,4154,4200\n")
            .fails(1, &["missing.csv, line 1", "in columns 2 to 3", "`layout: wide`", "candour new dataset"]),
    ]);
}

#[test]
fn pages_are_checked() {
    try_all(&[
        case("no front matter")
            .put(WHY, "# Hello\n")
            .told(&["no-front-matter"]).fails(1, &["content/why.md:1:1", "put `---`, `title: …` and `---`"]),
        case("an open front matter")
            .put(WHY, "---\ntitle: Why\n\n## A\n")
            .told(&["unclosed-front-matter"]).fails(1, &["content/why.md:1:1", "never closed"]),
        case("an unknown key")
            .swap(WHY, "title", "sumary: x\ntitle")
            .told(&["unknown-key"]).fails(1, &["content/why.md:2:1", "did you mean `summary`?"]),
        case("an empty title")
            .swap(WHY, "title: Why some figures are hidden", "title:")
            .told(&["missing-key"]).fails(1, &["content/why.md:2:1", "`title` has no value"]),
        case("a draft that is not plainly one")
            .swap(WHY, "title", "draft: \"yes\"\ntitle")
            .told(&["wrong-kind"]).fails(1, &["content/why.md:2:8", "without quotation marks"]),
        case("a draft in the menu").swap(WHY, "title", "draft: true\ntitle").told(&["link", "no-page"]).fails_often(
            3,
            1,
            &["site.yaml:7:24", "is a draft"],
        ),
        case("a date")
            .swap(WHY, "title", "published: 12/10/2017\ntitle")
            .told(&["date"]).fails(1, &["content/why.md:2:12", "write it like 2017-10-12"]),
        case("a second title").swap(WHY, "## ", "# ").told(&["heading"]).fails(1, &["content/why.md:4:1", "begin with `##`"]),
        case("raw HTML, a block")
            .append(WHY, "\n<div>\nhello\n</div>\n")
            .told(&["raw-html"]).fails(1, &["content/why.md:8:1", "raw HTML is not allowed"]),
        case("raw HTML in a line")
            .append(WHY, "\nÉ\t→ <b>bold</b>\n")
            .told(&["raw-html"]).fails(1, &["content/why.md:8:5", "raw HTML is not allowed"]),
        case("a picture").append(WHY, "\n![a](a.png)\n").told(&["image"]).fails(1, &["content/why.md:8:1", "pictures are not allowed"]),
        case("a typed table")
            .append(WHY, "\n| Area | Children |\n|---|---|\n| North | 31 |\n")
            .told(&["typed-table"]).fails(1, &["content/why.md:10:11", "show them with a `table` block"]),
        case("a figure in a typed table")
            .append(WHY, "\n| Area | Children |\n|---|---|\n| North | {{ missing.children[\"2017-H1\"] }} |\n")
            .told(&["typed-table"]).fails(1, &["content/why.md:10:11", "a typed table is for words"]),
        case("an empty cell in a typed table")
            .append(WHY, "\n| Action | |\n|---|---|\n| Review | none |\n")
            .told(&["empty-cell"]).fails(1, &["content/why.md:8:1", "name the column"]),
        case("an unknown block")
            .swap(HOME, "```table", "```tabel")
            .told(&["block"]).fails(1, &["content/index.md:15:1", "did you mean `table`?"]),
        case("an open block")
            .swap(HOME, "table: areas\n```\n", "table: areas\n")
            .told(&["unclosed-block"]).fails(1, &["content/index.md:25:1", "never closed"]),
        case("a block that is not YAML")
            .swap(HOME, "rows: area", "rows: [area")
            .told(&["yaml"]).fails(1, &["content/index.md:19:7", "not closed"]),
        case("an unknown dataset")
            .swap(HOME, "data: missing", "data: mising")
            .told(&["no-dataset"]).fails(1, &["content/index.md:18:7", "did you mean `missing`?"]),
        case("an unknown dimension")
            .swap(HOME, "rows: area", "rows: aera")
            .told(&["no-dimension"]).fails(1, &["content/index.md:19:7", "did you mean `area`?"]),
        case("an unknown measure")
            .swap(HOME, "[children]", "[childen]")
            .told(&["no-member"]).fails(1, &["content/index.md:21:12", "did you mean `children`?"]),
        case("an unknown member")
            .swap(HOME, "change: percent", "only: {area: [north, nowhere]}")
            .told(&["no-member"]).fails(1, &["content/index.md:22:22", "has no member `nowhere`"]),
        case("an unknown change")
            .swap(HOME, "change: percent", "change: percents")
            .told(&["change"]).fails(1, &["content/index.md:22:9", "did you mean `percent`?"]),
        case("an unknown chart")
            .swap(HOME, "kind: bar", "kind: pie")
            .told(&["chart-kind"]).fails(1, &["content/index.md:28:7", "choose from `bar`, `stacked`, `stacked-100`, `line`, `slope`"]),
        case("rows that are columns")
            .swap(HOME, "columns: period", "columns: area")
            .told(&["axes"]).fails(1, &["content/index.md:19:7", "rows and columns are the same"]),
        case("a line over areas").swap(HOME, "kind: bar", "kind: line").told(&["chart"]).fails(1, &["a line runs over time"]),
        case("a slope over areas").swap(HOME, "kind: bar", "kind: slope").told(&["chart"]).fails(1, &["write `x: period`"]),
        case("a slope without lines")
            .swap(HOME, "kind: bar", "kind: slope")
            .swap(HOME, "x: area", "x: period")
            .swap(HOME, "by: period\n", "")
            .told(&["chart"]).fails(1, &["a slope has a line for each of several"]),
        case("a slope of one period")
            .swap(HOME, "kind: bar", "kind: slope")
            .swap(HOME, "x: area", "x: period\nonly: {period: 2016-H2}")
            .swap(HOME, "by: period", "by: area")
            .told(&["chart"]).fails(1, &["between exactly two periods", "only: {period: [2016-H2, 2017-H1]}"]),
        case("a form of other charts")
            .swap(HOME, "kind: bar", "kind: bar\nform: line")
            .told(&["chart-kind"]).fails(1, &["for small multiples"]),
        case("small multiples over areas")
            .swap(HOME, "kind: bar", "kind: small-multiples")
            .told(&["chart"]).fails(1, &["small multiples run over time"]),
        case("an unknown form")
            .swap(HOME, "kind: bar", "kind: small-multiples\nform: lines")
            .told(&["chart-kind"]).fails(1, &["did you mean `line`?"]),
        case("a dot in a range of one period")
            .swap(HOME, "kind: bar", "kind: dot-range")
            .swap(HOME, "by: period\n", "")
            .told(&["chart"]).fails(1, &["a range needs two periods besides"]),
        case("a dot with series")
            .swap(HOME, "kind: bar", "kind: dot-range")
            .swap(HOME, "x: area", "x: period")
            .swap(HOME, "by: period", "by: area")
            .told(&["chart"]).fails(1, &["a dot is of one period"]),
        case("a table that is not there")
            .swap(HOME, "table: areas", "table: aeras")
            .told(&["no-table"]).fails(1, &["content/index.md:33:8", "did you mean `areas`?"]),
        case("two blocks with one name")
            .swap(HOME, "id: areas-chart", "id: areas")
            .told(&["same-id"]).fails(1, &["the name `areas` is taken"]),
        case("a name that is no address")
            .put("content/My page.md", case("").text(WHY))
            .told(&["file-name"]).fails(1, &["content/My page.md", "lower-case letters"]),
        case("the page that Candour makes").put("content/404.md", case("").text(WHY)).told(&["file-name"]).fails(1, &["content/404.md"]),
        case("a page where figures for other sites lie")
            .swap("site.yaml", "title:", "embed: true\ntitle:")
            .put("content/embed/why.md", case("").text(WHY))
            .told(&["file-name"]).fails(1, &["content/embed/why.md", "give the folder of this page another name"]),
        case("a statement that is not written")
            .append(WHY, "\n```accessibility-statement\n```\n")
            .told(&["accessibility"]).fails(1, &["content/why.md", "no `accessibility.yaml`"]),
        case("a statement without a contact")
            .append(WHY, "\n```accessibility-statement\n```\n")
            .put("accessibility.yaml", "standard: WCAG 2.2 AA\nstatus: partial\nprepared: 2025-01-31\n")
            .told(&["accessibility"]).fails(1, &["content/why.md", "whom to tell of a problem", "contact: PAGE.md"]),
        case("a statement that is written on its page")
            .append(WHY, "\n```accessibility-statement\nstatus: full\n```\n")
            .told(&["accessibility"]).fails_often(2, 1, &["content/why.md", "leave the block empty"]),
        case("a statement that claims too much")
            .put(
                "accessibility.yaml",
                "standard: WCAG 2.2 AA\nstatus: full\nprepared: 2025-01-31\nproblems:\n  - {what: W., reason: R., plan: P.}\n",
            )
            .told(&["accessibility"]).fails_often(2, 1, &["accessibility.yaml:", "has no known problems", "nobody has tested"]),
        case("a status that is unknown, and a date that is none")
            .put("accessibility.yaml", "standard: WCAG 2.2 AA\nstatus: partal\nprepared: soon\nmanuel: []\n")
            .told(&["accessibility", "date", "unknown-key"]).fails_often(3, 1, &["did you mean `partial`?", "accessibility.yaml:3:11", "did you mean `manual`?"]),
        case("a stray file").put("content/a.png", "x").told(&["stray-file"]).fails(1, &["content/a.png", "not a page"]),
        case("no home page").without(HOME).told(&["no-home"]).fails(1, &["there is no home page `content/index.md`"]),
    ]);
}

#[test]
fn expressions_are_checked() {
    const AT: &str = "content/index.md:7:12";
    try_all(&[
        expression("open", "{{ missing.episodes")
            .told(&["unclosed-figure"])
            .fails(1, &[AT, "this `{{` is never closed"]),
        expression("empty", "{{}}").told(&["figure"]).fails(1, &[AT, "there is no figure here"]),
        expression("cut short", "{{ missing.episodes[ }}")
            .told(&["figure"])
            .fails(1, &[AT, "this is not an expression"]),
        expression("an unknown dataset", "{{ mising.episodes }}")
            .told(&["figure"])
            .fails(1, &[AT, "did you mean `missing`?"]),
        expression("an unknown measure", "{{ missing.episode }}")
            .told(&["figure"])
            .fails(1, &[AT, "did you mean `episodes`?"]),
        expression("an unknown member", "{{ missing.episodes[\"nroth\"] }}")
            .told(&["figure"])
            .fails(1, &[AT, "did you mean `north`?"]),
        expression("an unknown filter", "{{ missing.episodes | chnge(\"2016-H2\", \"2017-H1\") }}")
            .told(&["figure"])
            .fails(1, &[AT, "did you mean `change`?"]),
        expression("no period", "{{ missing.episodes }}")
            .told(&["figure"])
            .fails(1, &[AT, "does not say which period", "[\"2017-H1\"]"]),
        expression("no quotation marks", "{{ missing.episodes[2017-H1] }}")
            .told(&["figure"])
            .fails(1, &[AT, "without quotation marks"]),
        expression("curly quotation marks", "{{ missing.episodes[“2017-H1”] }}")
            .told(&["figure"])
            .fails(1, &[AT, "use straight ones"]),
        expression("periods the wrong way round", "{{ missing.episodes | change(\"2017-H1\", \"2016-H2\") }}")
            .told(&["figure"])
            .fails(1, &[AT, "name the earlier period first"]),
        expression("one period twice", "{{ missing.episodes | change(\"2017-H1\", \"2017-H1\") }}")
            .told(&["figure"])
            .fails(1, &[AT, "needs two different periods"]),
        expression("a sum", "{{ missing.episodes[\"2017-H1\"] + 1 }}")
            .told(&["figure"])
            .fails(1, &[AT, "sums and loops are not part of it"]),
        expression("a loop", "{% for a in b %}x{% endfor %}")
            .told(&["template"])
            .fails(1, &[AT, "a page is no template"]),
        case("braces where none belong")
            .swap(HOME, "missing.children[\"2017-H1\"]", "'{{ missing.children[\"2017-H1\"] }}'")
            .told(&["figure"])
            .fails(1, &["content/index.md:10:11", "braces too many"]),
    ]);
}

#[test]
fn links_are_checked() {
    const AT: &str = "content/index.md:7:121";
    try_all(&[
        link("no such page", "[why](wy.md)")
            .told(&["link"])
            .fails(1, &[AT, "there is no page `wy.md`", "did you mean `why.md`?"]),
        link("no such heading", "[why](why.md#smal-numbers)")
            .told(&["link"])
            .fails(1, &[AT, "did you mean `small-numbers`?"]),
        link("from the root", "[why](/why.md)").told(&["link"]).fails(1, &[AT, "write the path from this page"]),
        link("the published name", "[why](why.html)")
            .told(&["link"])
            .fails(1, &[AT, "pages are named by their source: `why.md`"]),
        link("a script", "[why](javascript:alert(1))")
            .told(&["link"])
            .fails(1, &[AT, "this kind of link is not allowed"]),
        link("nowhere", "[why]()").told(&["link"]).fails(1, &[AT, "this link leads nowhere"]),
    ]);
}

#[test]
fn everything_is_told_in_one_run() {
    try_all(&[
        case("many mistakes in many files")
            .swap(SITE, "en-GB", "British English")
            .swap(SITE, "OGL-UK-3.0", "OGL")
            .swap(DESCRIPTION, "label: Area", "label: \"\"")
            .put(
                "data/other.yaml",
                "title: Other\nperiod: {column: year, kind: yaer}\nmeasures: {n: {label: N, kind: cuont}}\n",
            )
            .put("data/other.csv", "year,n\n")
            .swap(HOME, "rows: area", "rows: [area")
            .append(WHY, "\n<b>\n\n{{ missing }} {{ nothing.at }}\n")
            .told(&[
                "yaml",
                "raw-html",
                "figure",
                "blank",
                "missing-key",
                "period-kind",
                "measure-kind",
                "language",
                "licence",
            ])
            .fails_often(
                9,
                1,
                &[
                    "site.yaml:3:11",
                    "site.yaml:5:10",
                    "missing.yaml:7:12",
                    "`source` is missing",
                    "other.yaml:2:30",
                    "other.yaml:3:32",
                    "index.md:19:7",
                    "why.md:8:1",
                    "why.md:10:15",
                    "error: 9 problems; nothing was published",
                ],
            ),
        case("two cells of one row").swap(DATA, "27183,54366", "27183x,54366x").told(&["value"]).fails_often(
            2,
            1,
            &["line 3, column `children`", "line 3, column `episodes`"],
        ),
        case("more than anybody reads")
            .put(
                DATA,
                format!("period,area,children,episodes,completed\n{}", "2016-H2,nroth,27183x,54366x,1\n".repeat(100)),
            )
            .told(&["no-member", "value", "more-problems"])
            .fails_often(41, 1, &["line 15", "260 more problems from here on are not listed"]),
        case("a broken configuration hides nothing else")
            .swap(SITE, "title: C", "title: [")
            .swap(DATA, "54366", "54366%")
            .append(WHY, "\n<b>\n")
            .told(&["raw-html", "value", "yaml"])
            .fails_often(3, 1, &["site.yaml", "line 3, column `episodes`", "content/why.md:8:1"]),
    ]);
}

/// A small generator of numbers that look random and are the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % sides.max(1)
    }

    /// The bytes with a piece of them deleted, doubled, moved or overwritten.
    fn mangle(&mut self, bytes: &[u8]) -> Vec<u8> {
        const SPLINTERS: [&[u8]; 16] = [
            b"{{",
            b"}}",
            b"\"",
            b"'",
            b"[",
            b"{",
            b": ",
            b"\n",
            b"\t",
            b"\r",
            b"---\n",
            b"```",
            b"\xff",
            b"&a *a",
            b"\xc3\xa9",
            b"|\n",
        ];
        let from = self.roll(bytes.len());
        let to = (from + self.roll(40)).min(bytes.len());
        let (before, piece, after) = (&bytes[..from], &bytes[from..to], &bytes[to..]);
        match self.roll(5) {
            0 => [before, after].concat(),
            1 => [before, piece, piece, after].concat(),
            2 => [piece, before, after].concat(),
            3 => [before, SPLINTERS[self.roll(SPLINTERS.len())], piece, after].concat(),
            _ => {
                let noise: Vec<u8> =
                    (0..piece.len()).map(|_| u8::try_from(self.roll(256)).unwrap_or_default()).collect();
                [before, &noise, after].concat()
            }
        }
    }
}

/// A panic in the library fails the test that calls it.
#[test]
fn nothing_that_is_written_makes_the_program_panic() {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let root = TempDir::new().expect("a folder");
    for _ in 0..250 {
        for (file, text) in SOUND {
            write(root.path(), file, text.as_bytes());
        }
        let (file, text) = SOUND[dice.roll(SOUND.len())];
        let mut bytes = text.as_bytes().to_vec();
        for _ in 0..=dice.roll(4) {
            bytes = dice.mangle(&bytes);
        }
        write(root.path(), file, &bytes);
        let _ = pipeline::check(root.path(), &mut Diagnostics::default());
    }
}

#[test]
fn the_demonstration_can_be_mangled_without_a_panic() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files: Vec<String> = ["content", "data"]
        .iter()
        .flat_map(|folder| {
            let mut names: Vec<String> = fs::read_dir(home.join(folder))
                .expect(folder)
                .map(|entry| format!("{folder}/{}", entry.expect("an entry").file_name().to_string_lossy()))
                .collect();
            names.sort();
            names
        })
        .chain(["site.yaml".to_owned()])
        .collect();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let root = TempDir::new().expect("a folder");
    for _ in 0..40 {
        for file in &files {
            let bytes = fs::read(home.join(file)).expect(file);
            let bytes = if dice.roll(3) == 0 { dice.mangle(&bytes) } else { bytes };
            write(root.path(), file, &bytes);
        }
        let mut log = Diagnostics::default();
        let _ = pipeline::check(root.path(), &mut log);
        for diagnostic in log.sorted() {
            assert!(!diagnostic.render().is_empty());
        }
    }
}
