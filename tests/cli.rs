//! What the command line promises: exit codes, all problems at once, no data in messages, nothing written on failure.

#![expect(clippy::expect_used, reason = "tests read what is there")]

mod common;

use common::{Run, Site, assert_same, candour, files, write};

/// A number that stands in the data and must never be printed.
const CANARY: &str = "31337";

#[test]
fn a_sound_site_ends_with_0() {
    let site = Site::fixture("minimal");
    let check = site.run("check");
    assert_eq!((check.code, check.stderr.as_str()), (0, ""));
    assert!(check.stdout.starts_with("Checked and verified, nothing written\n"), "{}", check.stdout);
    let build = site.run("build");
    assert_eq!((build.code, build.stderr.as_str()), (0, ""));
    assert!(build.stdout.starts_with("Built and verified "), "{}", build.stdout);
}

#[test]
fn a_problem_in_content_or_data_ends_with_1() {
    let site = Site::fixture("minimal");
    site.edit("content/index.md", "visits.visits[", "visits.visit[");
    for command in ["check", "build"] {
        let run = site.run(command);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(run.stderr.contains("content/index.md:4:"), "{}", run.stderr);
        assert!(run.stderr.contains("did you mean `visits`?"), "{}", run.stderr);
        assert!(run.stderr.ends_with("error: 1 problem; nothing was published\n"), "{}", run.stderr);
    }
}

#[test]
fn usage_and_configuration_end_with_2() {
    let site = Site::fixture("minimal");
    for arguments in [&["build", "--verbos"][..], &["publish"], &["check", "--out", "x"], &[]] {
        let run = Run::of(candour().args(arguments));
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.stdout.is_empty() && run.stderr.contains("Usage: candour"), "{arguments:?}: {}", run.stderr);
    }
    site.edit("site.yaml", "organisation:", "organization:");
    let run = site.run("build");
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("site.yaml:2:") && run.stderr.contains("organisation"), "{}", run.stderr);
    site.remove("site.yaml");
    for command in ["check", "build"] {
        let run = site.run(command);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains("site.yaml"), "{}", run.stderr);
    }
}

#[test]
fn settings_that_cannot_be_read_have_no_echo_in_the_claims() {
    let site = Site::fixture("claims");
    site.edit("site.yaml", "title:", "titel:");
    let run = site.run("check");
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.ends_with("error: 1 problem; nothing was published\n"), "{}", run.stderr);
}

#[test]
fn help_and_version_end_with_0() {
    for arguments in [&["--help"][..], &["--version"], &["build", "--help"]] {
        let run = Run::of(candour().args(arguments));
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{arguments:?}");
    }
}

#[test]
fn a_figure_that_cannot_be_protected_ends_with_3() {
    let site = Site::fixture("minimal");
    // Every figure is hidden already, and five small groups that are no zeros make at least five.
    site.write(
        "data/visits.yaml",
        "title: Visits\nsource: Records\nperiod: {column: year, kind: year}\ndimensions:\n  branch:\n    label: Branch\n    \
         members: {all: All, a: A, b: B, c: C, d: D, e: E}\n    totals: {all: [a, b, c, d, e]}\nmeasures:\n  visits: \
         {label: Visits, kind: count}\n",
    );
    site.write("data/visits.csv", "year,branch,visits\n2024,all,5\n2024,a,1\n2024,b,1\n2024,c,1\n2024,d,1\n2024,e,1\n");
    site.write(
        "content/index.md",
        "---\ntitle: Visits\n---\n```table\ncaption: Visits\ndata: visits\nrows: branch\ncolumns: period\nmeasures: \
         [visits]\n```\n",
    );
    for command in ["check", "build"] {
        let run = site.run(command);
        assert_eq!(run.code, 3, "{}", run.stderr);
        assert!(run.stderr.contains("error[unprotectable]"), "{}", run.stderr);
    }
    assert!(site.public().is_empty());
}

#[test]
fn a_site_that_fails_its_verification_ends_with_4() {
    for (what, expected) in [
        ("<script>document.title</script>", "<script> is not allowed"),
        ("<p style=\"color: red\">A notice.</p>", "style attribute"),
        ("<p>Compare {{ 40 * 40 }} elsewhere.</p>", "a number in <p> is not among what may be published"),
        ("<p><a href=\"nowhere.html\">More</a></p>", "nowhere.html"),
        ("<img src=\"https://example.org/count.png\" alt=\"A picture\">", "another host"),
        ("<!-- a note -->", "comment"),
    ] {
        let site = Site::fixture("theme");
        let name = "themes/harbour/templates/key-figures.html";
        site.write(name, &format!("{}{what}\n", site.read(name)));
        for command in ["check", "build"] {
            let run = site.run(command);
            assert_eq!(run.code, 4, "{what}: {}", run.stderr);
            assert!(run.stderr.contains(expected), "{what}: {}", run.stderr);
            assert!(run.stdout.is_empty() && !run.stderr.contains("1600"), "{what}: {}", run.stderr);
        }
        assert!(site.public().is_empty(), "{what}");
    }
}

/// A site with a mistake in each of five files, and a canary beside each mistake in data.
fn five_mistakes() -> Site {
    let site = Site::fixture("subfolders");
    site.edit("content/index.md", "repairs.md#by-quarter", "repairs.md#by-month");
    site.edit("content/housing/index.md", "../index.md", "../start.md");
    site.edit("content/housing/repairs.md", "rows: period", "rowz: period");
    site.edit("site.yaml", "about/this-site.md", "about/that-site.md");
    site.edit("data/repairs.csv", "2024-Q2,296\n", "2024-Q2,31337 homes\n");
    site
}

#[test]
fn all_problems_are_reported_at_once() {
    let run = five_mistakes().run("check");
    assert_eq!(run.code, 1, "{}", run.stderr);
    let reported = run.stderr.lines().filter(|line| line.starts_with("error[")).count();
    for file in
        ["content/index.md", "content/housing/index.md", "content/housing/repairs.md", "site.yaml", "data/repairs.csv"]
    {
        assert!(run.stderr.contains(&format!("--> {file}")), "{file} is not named:\n{}", run.stderr);
    }
    assert!(reported >= 5, "{}", run.stderr);
    assert!(run.stderr.ends_with(&format!("error: {reported} problems; nothing was published\n")), "{}", run.stderr);
}

#[test]
fn messages_about_data_hold_no_data() {
    assert!(!five_mistakes().run("check").printed().contains(CANARY));
    for (from, to) in [
        ("2024,east,younger,3\n", "2024,east,younger,31337\n"),
        ("2024,east,younger,3\n", "2024,east,younger,-31337\n"),
        ("2024,east,younger,3\n", "2024,east,younger,31337.5\n"),
        ("2024,east,younger,3\n", "2024,east,younger,\"31,337\"\n"),
        ("2024,east,younger,3\n", "2024,east,younger,31337%\n"),
        ("2024,east,younger,3\n", "2024,east,younger,3 31337\n"),
        ("2024,east,younger,3\n", "2024,east,younger,3,31337\n"),
        ("2024,east,younger,3\n", "2024,east,younger\n"),
        ("2024,east,younger,3\n", "2024,east,31337,3\n"),
        ("2024,east,younger,3\n", "31337,east,younger,3\n"),
        ("2024,east,younger,3\n", "2024,east,younger,\"31337\n"),
        ("2024,east,younger,3\n", "2024,east,younger,31337\n2024,east,younger,31337\n"),
        ("year,area,age,children\n2023,east,younger,22\n", "2023,east,younger,31337\n"),
    ] {
        let site = Site::fixture("suppression");
        site.edit("data/carers.csv", from, to);
        let run = site.run("build");
        assert_eq!(run.code, 1, "{to:?}: {}", run.stderr);
        assert!(run.stderr.contains("data/carers.csv"), "{to:?}: {}", run.stderr);
        let printed = run.printed();
        assert!(!printed.contains(CANARY) && !printed.contains("31,337"), "{to:?}: {printed}");
    }
}

#[test]
fn check_writes_nothing() {
    let site = Site::demonstration();
    let before = files(&site.root());
    assert_eq!(site.run("check").code, 0);
    assert_same(&before, &files(&site.root()), "before and after a check");
    assert!(!site.root().join("public").exists());
}

#[test]
fn the_output_can_lie_elsewhere() {
    let site = Site::fixture("minimal");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let out = elsewhere.path().join("www");
    let run = Run::of(candour().args(["build", "--root"]).arg(site.root()).arg("--out").arg(&out));
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(site.public().is_empty());
    assert_same(&files(&out), &site.built(), "elsewhere and at home");
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let site = Site::fixture("minimal");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let theirs = [("letter.txt".to_owned(), b"Dear council".to_vec())].into();
    write(elsewhere.path(), &theirs);
    for out in [elsewhere.path().to_owned(), site.root(), site.root().join("data"), site.root().join("site.yaml")] {
        let before = files(&site.root());
        let run = Run::of(candour().args(["build", "--root"]).arg(site.root()).arg("--out").arg(&out));
        assert_eq!(run.code, 2, "{}: {}", out.display(), run.stderr);
        assert_same(&before, &files(&site.root()), "the site's folder");
    }
    assert_same(&theirs, &files(elsewhere.path()), "their folder");
}

#[test]
fn a_failing_build_leaves_the_old_site_as_it_was() {
    let site = Site::fixture("theme");
    let old = site.built();
    site.edit("data/dues.csv", "2024,437\n", "2024,four\n");
    assert_eq!(site.run("build").code, 1);
    assert_same(&old, &site.public(), "after a problem in the data");
    site.edit("data/dues.csv", "2024,four\n", "2024,438\n");
    site.write("themes/harbour/templates/key-figures.html", "<script></script>\n");
    assert_eq!(site.run("build").code, 4);
    assert_same(&old, &site.public(), "after a failed verification");
    site.remove("site.yaml");
    assert_eq!(site.run("build").code, 2);
    assert_same(&old, &site.public(), "without a configuration");
}

/// A site in the folder `sites/our site` of a checkout, with a mistake in a page and one in data.
fn in_a_checkout() -> Site {
    let site = Site::named("sites/our site", &files(&common::fixture("subfolders").join("in")));
    site.edit("content/index.md", "repairs.md#by-quarter", "repairs.md#by-month");
    site.edit("data/repairs.csv", "2024-Q2,296\n", "2024-Q2,31337 homes\n");
    site
}

/// Checks that site from the checkout's own folder, and prints in a format.
fn told(site: &Site, root: &str, format: &str) -> Run {
    let root_of_all = site.root().join("../..");
    Run::of(candour().current_dir(root_of_all).args(["check", "--root", root, "--format", format]))
}

#[test]
fn programs_read_problems_as_json() {
    let site = in_a_checkout();
    let run = told(&site, "./sites/our site/", "json");
    assert_eq!((run.code, run.stderr.as_str()), (1, "error: 2 problems; nothing was published\n"));
    let expected = r##"{
  "format": "candour-diagnostics",
  "version": 1,
  "outcome": "content",
  "exitCode": 1,
  "errors": 2,
  "warnings": 0,
  "diagnostics": [
    {
      "code": "link",
      "severity": "error",
      "file": "sites/our site/content/index.md",
      "line": 4,
      "column": 59,
      "endLine": 4,
      "endColumn": 108,
      "heading": null,
      "message": "`housing/repairs.md` has no heading, table or figure `by-month`",
      "help": "choose from `by-quarter`, `more`, `quarters`"
    },
    {
      "code": "value",
      "severity": "error",
      "file": "sites/our site/data/repairs.csv",
      "line": 3,
      "column": null,
      "endLine": 3,
      "endColumn": null,
      "heading": "repairs",
      "message": "this is neither a number nor a marker",
      "help": "write plain digits, or a marker: `c`, `x`, `z`, `low`, `u`"
    }
  ]
}
"##;
    assert_eq!(run.stdout, expected);
    let sound = Site::fixture("minimal");
    let run = Run::of(candour().args(["check", "--format", "json", "--root"]).arg(sound.root()));
    assert!(
        run.stdout.contains("\"outcome\": \"done\"") && run.stdout.contains("\"diagnostics\": []"),
        "{}",
        run.stdout
    );
    assert!(run.stderr.starts_with("Checked and verified"), "{}", run.stderr);
    // Also what never reached a site.
    let run = Run::of(candour().args(["build", "--format", "json", "--root", "nowhere"]));
    let read: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!((run.code, &read["exitCode"]), (2, &2.into()), "{}", run.stdout);
}

#[test]
fn github_shows_problems_beside_the_lines_that_changed() {
    let site = in_a_checkout();
    let run = told(&site, "sites/our site", "github");
    let expected = "\
::error file=sites/our site/content/index.md,line=4,endLine=4,col=59,endColumn=108,title=link::`housing/repairs.md` has no \
heading, table or figure `by-month`%0Ahelp: choose from `by-quarter`, `more`, `quarters`
::error file=sites/our site/data/repairs.csv,line=3,endLine=3,title=value::column `repairs`: this is neither a number nor a \
marker%0Ahelp: write plain digits, or a marker: `c`, `x`, `z`, `low`, `u`
";
    assert_eq!((run.code, run.stdout.as_str()), (1, expected), "{}", run.stderr);
}

#[test]
fn code_scanning_reads_problems_as_sarif() {
    let site = in_a_checkout();
    let run = told(&site, "sites/our site", "sarif");
    let log: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let run_of = &log["runs"][0];
    assert_eq!(log["version"], "2.1.0");
    let rules: Vec<&str> = run_of["tool"]["driver"]["rules"]
        .as_array()
        .expect("rules")
        .iter()
        .filter_map(|rule| rule["id"].as_str())
        .collect();
    assert_eq!(rules, ["link", "value"]);
    let place = &run_of["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "sites/our%20site/content/index.md");
    assert_eq!(place["region"]["startLine"], 4);
    assert_eq!(run_of["results"][1]["ruleIndex"], 1);
    assert!(!run.printed().contains(CANARY));
    assert_eq!(run.stdout, told(&site, "sites/our site", "sarif").stdout);
}

#[test]
fn what_is_asked_for_in_vain_is_told_like_all_else() {
    let site = Site::fixture("minimal");
    let run = Run::of(candour().args(["explain", "walrus", "--root"]).arg(site.root()));
    assert_eq!(run.code, 2);
    let expected = "error[no-figure]: no figure is called `walrus`\n |\n = help: use fewer words";
    assert!(run.stderr.starts_with(expected), "{}", run.stderr);
    let run = Run::of(candour().args(["build", "--root"]).arg(site.root()).arg("--out").arg(site.root()));
    assert!(run.stderr.starts_with("error[output-folder]: the output would replace"), "{}", run.stderr);
    assert!(
        run.stderr.contains("= help: choose a folder within it") && run.stderr.ends_with("nothing was published\n")
    );
}

#[test]
fn a_screen_reader_is_told_in_words_and_nobody_in_colours_without_a_terminal() {
    let site = in_a_checkout();
    let run = Run::of(candour().args(["check", "--root"]).arg(site.root()).env("NO_GRAPHICS", "1"));
    for line in run.stderr.lines() {
        assert!(!line.contains('|') && !line.contains("^^") && !line.contains("-->"), "{line}");
    }
    assert!(run.stderr.contains("error link: ") || run.stderr.contains("error[link]: "), "{}", run.stderr);
    let run = Run::of(candour().args(["check", "--root"]).arg(site.root()).env("CLICOLOR_FORCE", "1"));
    assert!(!run.printed().contains('\u{1b}'), "{}", run.printed());
}

#[test]
fn a_quiet_run_prints_problems_and_what_was_asked_for() {
    let site = Site::fixture("minimal");
    let quiet = |command: &str| Run::of(candour().arg(command).arg("--root").arg(site.root()).arg("--quiet"));
    for command in ["check", "build"] {
        let run = quiet(command);
        assert_eq!((run.code, run.printed().as_str()), (0, ""), "{command}");
    }
    assert!(!site.public().is_empty());
    assert_eq!(quiet("facts").stdout, site.run("facts").stdout);
    site.edit("content/index.md", "visits.visits[", "visits.visit[");
    assert_eq!(quiet("check").stderr, site.run("check").stderr);
    assert!(quiet("check").stderr.contains("did you mean `visits`?"));
}

#[test]
fn timings_name_every_stage_on_standard_error_alone() {
    let site = Site::fixture("minimal");
    let stages = |command: &str| {
        let run = Run::of(candour().arg(command).arg("--root").arg(site.root()).arg("--timings"));
        assert_eq!((run.code, &run.stdout), (0, &site.run(command).stdout), "{command}");
        let lines: Vec<String> = run.stderr.lines().map(ToOwned::to_owned).collect();
        assert_eq!(lines[0], "Time of each stage");
        lines[1..].iter().map(|line| line.split(' ').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let common = ["load", "check", "ask", "protect", "render", "emit"];
    assert_eq!(stages("build"), [&common[..], &["stage", "verify", "publish", "all"]].concat());
    assert_eq!(stages("check"), [&common[..], &["verify", "all"]].concat());
    let plain = site.built();
    stages("build");
    assert_same(&plain, &site.public(), "without and with `--timings`");
}

#[test]
fn every_shell_gets_its_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = Run::of(candour().args(["completions", shell]));
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{shell}");
        assert!(run.stdout.contains("explain") && run.stdout.contains("strict"), "{shell}");
    }
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let one = Run::of(candour().arg("man"));
    assert_eq!((one.code, one.stderr.as_str()), (0, ""));
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("man1");
    let all = Run::of(candour().args(["man", "--out"]).arg(&out));
    assert_eq!((all.code, all.stderr.as_str()), (0, ""));
    let pages = files(&out);
    assert_eq!(pages["candour.1"], one.stdout.as_bytes());
    let build = String::from_utf8_lossy(&pages["candour-build.1"]).into_owned();
    assert!(build.contains(".TH candour-build 1") && build.contains("warnings count as errors"), "{build}");
    let again = Run::of(candour().args(["man", "--out"]).arg(&out));
    assert_eq!((again.code, again.stdout.lines().count()), (0, pages.len()));
    assert_same(&pages, &files(&out), "once and twice");
    let taken = Run::of(candour().args(["man", "--out"]).arg(out.join("candour.1")));
    assert_eq!(taken.code, 2, "{}", taken.stderr);
}

#[test]
fn schemas_are_listed_printed_and_written() {
    let list = Run::of(candour().arg("schema"));
    assert_eq!((list.code, list.stderr.as_str()), (0, ""));
    let names: Vec<&str> = list.stdout.lines().filter_map(|line| line.split(' ').next()).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let all = Run::of(candour().args(["schema", "--out"]).arg(folder.path()));
    assert_eq!((all.code, all.stderr.as_str()), (0, ""));
    let written = files(folder.path());
    assert_eq!(written.len(), names.len());
    for name in names {
        let one = Run::of(candour().args(["schema", name]));
        assert_eq!(one.stdout.as_bytes(), written[&format!("{name}.schema.json")], "{name}");
        let schema: serde_json::Value = serde_json::from_str(&one.stdout).expect("JSON");
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#", "{name}");
    }
    let unknown = Run::of(candour().args(["schema", "tabel"]));
    assert!(unknown.code == 2 && unknown.stderr.contains("'table'"), "{}", unknown.stderr);
}

#[test]
fn a_new_site_builds_at_once_and_without_a_warning() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("young carers");
    let new = Run::of(candour().arg("new").arg(&root).args([
        "--title",
        "Carers: \"young\" ones",
        "--organisation",
        "A council",
    ]));
    assert_eq!((new.code, new.stderr.as_str()), (0, ""));
    let said = new.stdout.replace(root.to_str().expect("UTF-8"), "DIR");
    assert_eq!(
        said,
        "Made a site in 'DIR' (9 files). Its figures are invented.\n\n\
         See it, and see it change as you save:  candour serve --root 'DIR'\n\
         Build it into 'DIR'/public:  candour build --root 'DIR'\n\
         Begin with your own figures:  candour new dataset FILE.csv --root 'DIR'\n\
         Build it after every change: .github/workflows/site.yml says at its top what is still to be set\n\n\
         Keep the folder private: its data is not suppressed. Only 'DIR'/public is for publication.\n"
    );
    assert!(files(&root).contains_key(".github/workflows/site.yml"));
    let built = Run::of(candour().args(["build", "--strict", "--root"]).arg(&root));
    assert_eq!((built.code, built.stderr.as_str()), (0, ""));
    let home = String::from_utf8(files(&root)["public/index.html"].clone()).expect("UTF-8");
    for wanted in ["<title>Carers: &quot;young&quot; ones", "A council", "[c]", "<svg", "the south"] {
        assert!(home.contains(wanted), "the home page shows {wanted}");
    }
}

#[test]
fn a_new_site_has_the_recipe_of_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    for (ci, file) in [("gitlab", Some(".gitlab-ci.yml")), ("azure", Some("azure-pipelines.yml")), ("none", None)] {
        let root = folder.path().join(ci);
        assert_eq!(Run::of(candour().arg("new").arg(&root).args(["--ci", ci])).code, 0);
        let found = files(&root);
        assert_eq!(found.len(), 8 + usize::from(file.is_some()));
        assert!(file.is_none_or(|file| found.contains_key(file)), "{ci}");
    }
}

#[test]
fn a_new_site_takes_nothing_away() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), &[("mine.txt".to_owned(), b"mine".to_vec())].into());
    let before = files(folder.path());
    for (title, why) in
        [("Young carers", "is not empty"), ("", "the title must be one line"), ("{{ a }}", "without `{{`")]
    {
        let run = Run::of(candour().arg("new").arg(folder.path()).args(["--title", title]));
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains(why), "{}", run.stderr);
        assert_same(&files(folder.path()), &before, "the folder");
    }
}

#[test]
fn a_code_is_explained_outside_every_site() {
    let nowhere = tempfile::tempdir().expect("a folder");
    let explain = |word: &str| Run::of(candour().current_dir(nowhere.path()).args(["explain", word]));
    let run = explain("separator");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(
        run.stdout,
        "separator (error): Columns that are not separated by commas
About: Data

The file has semicolons, tabs or bars between its columns, as some spreadsheets
write it.

What to do:
Save it as CSV with commas (\"CSV UTF-8\").

Wrong, in data/visits.csv:

    year;children;visits
    2024;40;90

Right, in data/visits.csv:

    year,children,visits
    2024,40,90

Both with this data/visits.yaml:

    title: Visits
    source: Case records
    period: {column: year, kind: year}
    measures:
      children: {label: Children seen, kind: count}
      visits: {label: Visits, kind: events, of: children}
"
    );
    let run = explain("seperator");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("= help: did you mean `candour explain separator`?"), "{}", run.stderr);
    let run = Run::of(candour().args(["explain", "--codes"]));
    assert!(
        run.stdout.contains("  separator               Columns that are not separated by commas\n"),
        "{}",
        run.stdout
    );
    let site = Site::fixture("minimal");
    site.edit("site.yaml", "organisation:", "organization:");
    let said = site.run("check").stderr;
    assert!(
        said.contains("\nhelp: `candour explain unknown-key` says more, with an example\n\nerror: 1 problem"),
        "{said}"
    );
}

/// The site of the README's first ten minutes.
fn first_site() -> Site {
    let readme = std::fs::read_to_string(common::package().join("README.md")).expect("README");
    let chapter = readme.split("## Your own site in ten").nth(1).expect("the chapter");
    let block = |after: &str, fence: &str| {
        let rest = chapter.split(after).nth(1).expect(after);
        let rest = rest.split(&format!("\n{fence}")).nth(1).expect("a block");
        rest.split_once('\n').expect("a line").1.to_owned() + "\n"
    };
    let file = |path: &str, text: String| (path.to_owned(), text.into_bytes());
    Site::of(
        &[
            file("site.yaml", block("**1. The site**", "```")),
            file("data/carers.csv", block("**2. A dataset.**", "```")),
            file("data/carers.yaml", block("The description, ", "```")),
            file("content/index.md", block("**3. A page**", "````")),
        ]
        .into(),
    )
}

/// What the catalogue calls wrong in a command is told under its code, and what it calls right is not.
#[test]
fn the_commands_of_the_catalogue_are_wrong_and_right() {
    let mut tried = 0;
    for (path, bytes) in files(&common::package().join("src/diagnostic/catalogue")) {
        if !path.ends_with(".yaml") {
            continue;
        }
        let entries: serde_yaml::Mapping = serde_yaml::from_slice(&bytes).expect(&path);
        for (code, entry) in &entries {
            let Some(command) = entry.get("command") else { continue };
            let code = code.as_str().expect("a code");
            for side in ["wrong", "right"] {
                let Some(line) = command.get(side).and_then(|line| line.as_str()) else { continue };
                let site = first_site();
                for (file, text) in command.get("with").and_then(|with| with.as_mapping()).into_iter().flatten() {
                    site.write(file.as_str().expect("a name"), text.as_str().expect("a text"));
                }
                let arguments = line.split_whitespace().map(|word| word.trim_matches('"'));
                let run = Run::of(candour().current_dir(site.root()).args(arguments));
                let told = run.stderr.contains(&format!("error[{code}]: ")) && run.stderr.contains("= help: ");
                assert_eq!((told, run.code == 0), (side == "wrong", side == "right"), "{code}: {line}: {}", run.stderr);
                tried += 1;
            }
        }
    }
    assert!(tried > 12, "{tried}");
}

/// A site in a folder of its own, and what `new dataset` says there of a CSV.
fn drafted(site: &Site, csv: &str, arguments: &[&str]) -> Run {
    site.write("incoming/Carers 2024.csv", csv);
    let file = site.root().join("incoming/Carers 2024.csv");
    Run::of(candour().args(["new", "dataset"]).arg(file).arg("--root").arg(site.root()).args(arguments))
}

#[test]
fn a_dataset_is_drafted_and_builds() {
    let site = Site::fixture("minimal");
    let csv = "year,area,carers\n2023,all,31337\n2023,north,17001\n2023,south,14336\n2024,all,31340\n2024,north,17002\n\
               2024,south,14338\n";
    let run = drafted(&site, csv, &[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let root = site.root().display().to_string();
    assert_eq!(
        run.stdout.replace(&root, "DIR"),
        "Drafted DIR/data/carers_2024.yaml and copied its data to DIR/data/carers_2024.csv\n\
         In DIR/incoming/Carers 2024.csv: the head on line 1, 6 rows, 1 dimension, 1 measure, 1 total found by arithmetic\n\
         The data loads by this draft without an error.\n\n\
         Questions, which stand in the draft as comments, too:\n  \
         1. what is the source, as readers should see it?\n  \
         2. `area`: these sums hold in all rows. Do they hold by what the figures mean?\n\n\
         Then check it with the site:  candour check --root DIR\n\
         The data is not suppressed: keep the folder private.\n"
    );
    assert!(!site.read("data/carers_2024.yaml").contains("31337"));
    assert_eq!(site.read("data/carers_2024.csv"), csv);
    // What nobody has answered is not published without a word.
    let unanswered = site.run("check");
    assert_eq!(unanswered.code, 1, "{}", unanswered.stderr);
    assert!(unanswered.stderr.contains("error[no-source]: the source of this dataset is still to be stated"));
    assert!(unanswered.stderr.contains("carers_2024.yaml:4:9"), "{}", unanswered.stderr);
    let draft = site.read("data/carers_2024.yaml");
    site.write("data/carers_2024.yaml", &draft.replace("Not stated yet", "Case records"));
    let stated = site.run("check");
    assert!(stated.code == 0 && stated.stderr.contains("warning[open-question]: 2 questions are not answered yet"));
    assert!(stated.stderr.contains("carers_2024.yaml:3:1"), "{}", stated.stderr);
    let strict = || Run::of(candour().args(["check", "--strict", "--root"]).arg(site.root()));
    assert_eq!(strict().code, 1);
    let answered = site.read("data/carers_2024.yaml");
    let lines = answered.lines().filter(|line| !line.trim_start().starts_with("# Question:"));
    site.write("data/carers_2024.yaml", &lines.map(|line| format!("{line}\n")).collect::<String>());
    assert!(strict().code == 0, "{}", strict().stderr);
    let again = drafted(&site, csv, &[]);
    assert_eq!(again.code, 2);
    assert!(again.stderr.contains("carers_2024.yaml is there already; nothing was written"), "{}", again.stderr);
    assert!(
        again.stderr.contains("the file fits that description: save it as data/carers_2024.csv"),
        "{}",
        again.stderr
    );
    site.write("data/other.csv", "another\n");
    let other = drafted(&site, csv, &["--id", "other"]);
    assert!(other.code == 2 && other.stderr.contains("other.csv holds other data"), "{}", other.stderr);
    assert_eq!(site.read("data/other.csv"), "another\n");
    let name = drafted(&site, csv, &["--id", "2024"]);
    assert!(name.code == 2 && name.stderr.contains("`2024` cannot name a dataset"), "{}", name.stderr);
}

/// The file of the next quarter has a column more, and its dataset is described.
#[test]
fn the_next_edition_of_a_wide_file_needs_a_line() {
    let site = Site::fixture("minimal");
    let first = "Area,Q3 2023/24,Q4 2023/24\nNorth,31337,17001\nSouth,14336,14338\n";
    assert_eq!(drafted(&site, first, &[]).code, 0);
    let next = first.replace("24\n", "24,Q1 2024/25\n").replace("01\n", "01,17002\n").replace("38\n", "38,14339\n");
    let run = drafted(&site, &next, &[]);
    assert_eq!(run.code, 2);
    let line = "add this line to `columns` there: `\"Q1 2024/25\": {period: 2024-Q2}`";
    assert!(run.stderr.contains(line) && run.stderr.contains("data/carers_2024.csv"), "{}", run.stderr);
    assert!(!run.stderr.contains("17002") && site.read("data/carers_2024.csv") == first, "{}", run.stderr);
}

#[test]
fn what_cannot_be_described_is_not_copied() {
    let site = Site::fixture("minimal");
    let before = files(&site.root());
    let run = drafted(&site, "Case ID,Forename,Ward\n31337,Ann,Abbey\n31338,Bob,Quarry\n", &[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("not aggregate data") && !run.stderr.contains(CANARY), "{}", run.stderr);
    site.remove("incoming/Carers 2024.csv");
    assert_same(&files(&site.root()), &before, "the folder");
    let run = Run::of(candour().args(["new", "dataset", "nowhere.csv", "--root"]).arg(site.root()));
    assert!(run.code == 2 && run.stderr.contains("nowhere.csv is not there"), "{}", run.stderr);
}
