//! The recipes for continuous integration: they are sound, pinned and careful, and their script lines run.

#![expect(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "tests set sites up")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{Site, package};
use serde_yaml::Value;

const SECRET: &str = "a-secret-that-no-log-may-hold";

fn text(name: &str) -> String {
    fs::read_to_string(package().join("recipes").join(name)).expect("a recipe")
}

fn yaml(name: &str) -> Value {
    serde_yaml::from_str(&text(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("a text: {value:?}")).to_owned()
}

fn items(value: &Value) -> &[Value] {
    value.as_sequence().map(Vec::as_slice).unwrap_or_default()
}

/// Every value of a key, however deep.
fn all<'a>(value: &'a Value, key: &str) -> Vec<&'a Value> {
    match value {
        Value::Mapping(map) => {
            let own = map.iter().filter(|(name, _)| name.as_str() == Some(key)).map(|(_, value)| value);
            own.chain(map.iter().flat_map(|(_, value)| all(value, key))).collect()
        }
        Value::Sequence(list) => list.iter().flat_map(|value| all(value, key)).collect(),
        _ => Vec::new(),
    }
}

/// The scripts of a recipe, in their order: those of its steps, or of its jobs.
fn scripts(name: &str) -> Vec<String> {
    let recipe = yaml(name);
    let keys: &[&str] = match name {
        "github.yml" => &["run"],
        "azure.yml" => &["bash"],
        _ => &["before_script", "script"],
    };
    let found = keys.iter().flat_map(|key| all(&recipe, key));
    found
        .map(|script| match script {
            Value::Sequence(lines) => lines.iter().map(string).collect::<Vec<_>>().join("\n"),
            script => string(script),
        })
        .collect()
}

const RECIPES: [&str; 3] = ["github.yml", "gitlab.yml", "azure.yml"];

#[test]
fn scripts_are_bash() {
    for name in RECIPES {
        assert!(scripts(name).len() >= 4, "{name}");
        for script in scripts(name) {
            let checked = Command::new("bash").args(["-n", "-c", &script]).output().expect("bash");
            assert!(checked.status.success(), "{name}: {}\n{script}", String::from_utf8_lossy(&checked.stderr));
        }
    }
}

#[test]
fn each_builds_strictly_compares_comments_and_publishes() {
    for (name, comment, publish) in [
        ("github.yml", "gh pr comment", "actions/deploy-pages@"),
        ("gitlab.yml", "/merge_requests/$CI_MERGE_REQUEST_IID/notes", "rsync "),
        ("azure.yml", "/pullRequests/$SYSTEM_PULLREQUEST_PULLREQUESTID/threads", "AzureStaticWebApp@"),
    ] {
        let (recipe, scripts) = (text(name), scripts(name).join("\n"));
        for step in
            ["candour build --strict", "candour diff ", "--as markdown", "cargo install --locked ", "unshare ", comment]
        {
            assert!(scripts.contains(step), "{name} has `{step}`");
        }
        assert!(recipe.contains(publish), "{name} publishes");
        assert!(recipe.contains("CANDOUR_REVISION") && scripts.contains("^[0-9a-f]{40}$"), "{name} pins Candour");
    }
}

#[test]
fn everything_is_pinned() {
    let github = yaml("github.yml");
    for action in all(&github, "uses") {
        let action = string(action);
        let (_, commit) = action.split_once('@').unwrap_or_else(|| panic!("{action} is pinned"));
        assert!(commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()), "{action}");
    }
    for image in all(&yaml("gitlab.yml"), "image") {
        assert!(is_pinned(&string(image)), "{image:?}");
    }
    for task in all(&yaml("azure.yml"), "task") {
        assert!(string(task).split_once('@').is_some_and(|(_, version)| version.parse::<u32>().is_ok()), "{task:?}");
    }
    for name in RECIPES {
        let latest = text(name).contains("latest");
        assert!(!latest, "{name} takes whatever is the latest");
    }
}

/// `registry/name:1.88.0-rest`, with a version of at least two numbers.
fn is_pinned(image: &str) -> bool {
    let version = image.rsplit('/').next().and_then(|name| name.split_once(':')).map(|(_, version)| version);
    version.is_some_and(|version| version.split('-').next().is_some_and(|number| number.matches('.').count() >= 1))
}

#[test]
fn what_is_kept_is_the_site_the_report_and_the_difference() {
    let mut kept: Vec<(String, String)> = Vec::new();
    for step in all(&yaml("github.yml"), "with") {
        kept.extend(step.get("path").map(|path| ("github.yml".to_owned(), string(path))));
        if step.get("name").is_some_and(|name| name.as_str() == Some("private-report")) {
            assert_eq!(step.get("retention-days").and_then(Value::as_u64), Some(7));
        }
    }
    for artefacts in all(&yaml("gitlab.yml"), "artifacts") {
        kept.extend(items(&artefacts["paths"]).iter().map(|path| ("gitlab.yml".to_owned(), string(path))));
        assert_eq!(
            (string(&artefacts["access"]), string(&artefacts["expire_in"])),
            ("developer".to_owned(), "1 week".to_owned())
        );
    }
    kept.extend(all(&yaml("azure.yml"), "publish").into_iter().map(|path| ("azure.yml".to_owned(), string(path))));
    for (name, path) in &kept {
        let path = path.trim_end_matches('/');
        assert!(["public", "private", "review", "~/.candour"].contains(&path), "{name} keeps `{path}`");
    }
    for name in RECIPES {
        for folder in ["public", "private", "review"] {
            assert!(
                kept.iter().any(|(of, path)| of == name && path.trim_end_matches('/') == folder),
                "{name}: {folder}"
            );
        }
    }
}

#[test]
fn rights_are_as_few_as_can_be_and_no_secret_is_printed() {
    let github = yaml("github.yml");
    assert!(github["permissions"].as_mapping().is_some_and(serde_yaml::Mapping::is_empty));
    assert!(github["on"].get("pull_request_target").is_none(), "a proposal of a stranger would run with our rights");
    let rights = |job: &str| {
        let rights = github["jobs"][job]["permissions"].as_mapping().expect("rights").iter();
        rights.map(|(name, right)| format!("{} {}", string(name), string(right))).collect::<Vec<_>>()
    };
    assert_eq!(rights("build"), ["contents read"]);
    assert_eq!(rights("comment"), ["pull-requests write"]);
    assert_eq!(rights("publish"), ["pages write", "id-token write"]);
    for name in RECIPES {
        for script in scripts(name) {
            assert!(!script.contains("set -x") && !script.contains("${{"), "{name}: {script}");
            for line in script.lines().filter(|line| line.trim_start().starts_with("echo")) {
                assert!(!line.contains("TOKEN") && !line.contains("KEY"), "{name}: {line}");
            }
        }
    }
}

/// A clone in which a change is merged into what was there before, as the platforms check a proposal out; and the programs on
/// its path: ours, those of the machine, and recorders in place of whatever would reach another machine.
struct Machine {
    site: Site,
    programs: tempfile::TempDir,
}

impl Machine {
    fn new(before: impl FnOnce(&Site)) -> Self {
        let machine = Self { site: Site::fixture("minimal"), programs: tempfile::tempdir().expect("a folder") };
        machine.site.write(".gitignore", "/public\n/private\n/review\n");
        let home = machine.site.read("content/index.md");
        before(&machine.site);
        machine.git(&["init", "--quiet", "--initial-branch=main"]);
        machine.git(&["add", "."]);
        machine.git(&["commit", "--quiet", "--message=Before"]);
        machine.git(&["checkout", "--quiet", "-b", "change"]);
        machine.site.write("content/index.md", &(home + "\nOther words.\n"));
        machine.git(&["commit", "--quiet", "--all", "--message=Change"]);
        machine.git(&["checkout", "--quiet", "main"]);
        machine.git(&["merge", "--quiet", "--no-ff", "--message=Merge", "change"]);
        for (name, ends_with) in [
            ("gh", "case \" $* \" in *\" --edit-last \"*) exit 1;; esac"),
            ("curl", ""),
            ("rsync", ""),
            ("apt-get", ""),
            ("cargo", "exit 70"),
        ] {
            let path = machine.programs.path().join(name);
            let script = format!("#!/bin/sh\nprintf '%s\\n' {name} \"$@\" >> \"$RECORD\"\n{ends_with}\n");
            fs::write(&path, script).expect("written");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("may run");
        }
        machine
    }

    fn path(&self) -> String {
        let candour = Path::new(env!("CARGO_BIN_EXE_candour")).parent().expect("a folder");
        let others = std::env::var("PATH").unwrap_or_default();
        format!("{}:{}:{others}", self.programs.path().display(), candour.display())
    }

    fn git(&self, arguments: &[&str]) {
        self.run(&format!("git {}", arguments.join(" ")), &[]);
    }

    fn record(&self) -> PathBuf {
        self.programs.path().join("record")
    }

    /// Runs a script in the clone, as the platforms do, with a platform's variables. Returns what it printed.
    fn run(&self, script: &str, variables: &[(&str, &str)]) -> String {
        let mut command = Command::new("bash");
        command.args(["-e", "-o", "pipefail", "-c", script]).current_dir(self.site.root()).env_clear();
        let home = self.programs.path();
        command.env("PATH", self.path()).env("HOME", home).env("TMPDIR", home).env("RECORD", self.record());
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "Analyst").env(format!("GIT_{who}_EMAIL"), "analyst@example.org");
        }
        let output = command.envs(variables.iter().copied()).output().expect("bash");
        let printed = [output.stdout, output.stderr].concat();
        let printed = String::from_utf8_lossy(&printed).into_owned();
        assert!(output.status.success(), "{script}\n{printed}");
        printed
    }

    /// Runs every script of a recipe; returns what was asked of other machines.
    fn follow(&self, recipe: &str, variables: &[(&str, &str)]) -> String {
        let declared = yaml(recipe);
        let known: BTreeMap<&str, &str> = variables.iter().copied().collect();
        for names in all(&declared, "env") {
            for (name, _) in names.as_mapping().into_iter().flatten() {
                assert!(known.contains_key(string(name).as_str()), "{recipe}: {name:?}");
            }
        }
        for script in scripts(recipe) {
            let printed = self.run(&script, variables);
            assert!(!printed.contains(SECRET), "{recipe} prints a secret:\n{script}");
        }
        let root = self.site.root();
        for made in ["public/manifest.json", "private/disclosure-report.html", "review/diff.md"] {
            assert!(root.join(made).is_file(), "{recipe}: {made}");
        }
        let record = fs::read_to_string(self.record()).expect("something was asked");
        assert!(!record.contains("cargo\n"), "{record}");
        record
    }

    fn difference(&self) -> String {
        self.site.read("review/diff.md")
    }
}

const REVISION: &str = "0123456789abcdef0123456789abcdef01234567";

#[test]
fn the_lines_for_github_run() {
    let machine = Machine::new(|_| {});
    let temporary = machine.programs.path().join("runner");
    let variables = [
        ("CANDOUR_SOURCE", "https://example.org/candour"),
        ("CANDOUR_REVISION", REVISION),
        ("GITHUB_PATH", "/dev/null"),
        ("RUNNER_TEMP", temporary.to_str().expect("UTF-8")),
        ("GH_TOKEN", SECRET),
        ("GH_REPO", "example/site"),
        ("NUMBER", "17"),
    ];
    let asked = machine.follow("github.yml", &variables);
    assert!(asked.ends_with("gh\npr\ncomment\n17\n--body-file\nreview/diff.md\n"), "{asked}");
    assert!(machine.difference().contains("Other words."), "{}", machine.difference());
    assert!(machine.site.read("review/diff.html").contains("Other words."));
}

#[test]
fn the_lines_for_gitlab_run() {
    let machine = Machine::new(|_| {});
    let base = machine.run("git rev-parse HEAD^1", &[]);
    let root = machine.site.root();
    let key = machine.programs.path().join("key");
    fs::write(&key, SECRET).expect("a key");
    let variables = [
        ("CANDOUR_SOURCE", "https://example.org/candour"),
        ("CANDOUR_REVISION", REVISION),
        ("CI_PROJECT_DIR", root.to_str().expect("UTF-8")),
        ("CI_MERGE_REQUEST_DIFF_BASE_SHA", base.trim()),
        ("CI_API_V4_URL", "https://gitlab.example.org/api/v4"),
        ("CI_PROJECT_ID", "5"),
        ("CI_MERGE_REQUEST_IID", "17"),
        ("REVIEW_TOKEN", SECRET),
        ("PUBLISH_TO", "site@www.example.org:/srv/www/"),
        ("PUBLISH_KEY", key.to_str().expect("UTF-8")),
        ("PUBLISH_KNOWN_HOSTS", "/dev/null"),
    ];
    let asked = machine.follow("gitlab.yml", &variables);
    let note = "body@review/diff.md\nhttps://gitlab.example.org/api/v4/projects/5/merge_requests/17/notes\n";
    assert!(asked.contains(note), "{asked}");
    assert!(asked.ends_with("public/\nsite@www.example.org:/srv/www/\n"), "{asked}");
    assert!(machine.difference().contains("Other words."), "{}", machine.difference());
}

#[test]
fn the_lines_for_azure_run() {
    let machine = Machine::new(|_| {});
    let place = machine.programs.path().join("agent");
    fs::create_dir(&place).expect("a folder");
    let place = place.to_str().expect("UTF-8");
    let variables = [
        ("CANDOUR_SOURCE", "https://example.org/candour"),
        ("CANDOUR_REVISION", REVISION),
        ("PIPELINE_WORKSPACE", place),
        ("AGENT_TEMPDIRECTORY", place),
        ("SYSTEM_COLLECTIONURI", "https://dev.example.org/council/"),
        ("SYSTEM_TEAMPROJECTID", "p"),
        ("BUILD_REPOSITORY_ID", "r"),
        ("SYSTEM_PULLREQUEST_PULLREQUESTID", "17"),
        ("TOKEN", SECRET),
    ];
    let asked = machine.follow("azure.yml", &variables);
    assert!(
        asked.ends_with(
            "https://dev.example.org/council/p/_apis/git/repositories/r/pullRequests/17/threads?api-version=7.1\n"
        ),
        "{asked}"
    );
    let thread = fs::read_to_string(Path::new(place).join("thread.json")).expect("a thread");
    let thread: serde_json::Value = serde_json::from_str(&thread).expect("JSON");
    assert_eq!(thread["comments"][0]["content"].as_str().map(str::to_owned), Some(machine.difference()));
    assert!(machine.difference().contains("Other words."), "{}", machine.difference());
}

#[test]
fn a_site_that_could_not_be_built_before_is_not_compared() {
    let machine = Machine::new(|site| site.write("content/index.md", "no page\n"));
    let temporary = machine.programs.path().join("runner");
    let variables = [("RUNNER_TEMP", temporary.to_str().expect("UTF-8"))];
    let scripts = scripts("github.yml");
    let compare = scripts.iter().find(|script| script.contains("candour diff")).expect("a comparison");
    machine.run("candour build --strict", &variables);
    machine.run(compare, &variables);
    assert!(machine.difference().contains("nothing is compared"), "{}", machine.difference());
}

#[test]
fn candour_is_taken_at_a_commit_and_nothing_looser() {
    let machine = Machine::new(|_| {});
    for (name, revision) in RECIPES.iter().flat_map(|name| ["main", "0123456", ""].map(|revision| (name, revision))) {
        let scripts = scripts(name);
        let install = scripts.iter().find(|script| script.contains("cargo install")).expect("an installation");
        let install = install.split("\ncommand -v").next().unwrap_or_default();
        let output = Command::new("bash")
            .args(["-e", "-c", install])
            .current_dir(machine.site.root())
            .env("CANDOUR_REVISION", revision)
            .envs([("CI_PROJECT_DIR", "/nowhere"), ("PIPELINE_WORKSPACE", "/nowhere")])
            .output()
            .expect("bash");
        assert_eq!(output.status.code(), Some(2), "{name}: `{revision}`");
    }
}

/// No container can be built in a test; what can be read of the file is.
#[test]
fn the_container_is_small_pinned_and_has_no_rights() {
    let text = text("Containerfile");
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    let of = |word: &str| lines.iter().filter_map(|line| line.strip_prefix(word)).collect::<Vec<_>>();
    let stages = of("FROM ");
    assert!(stages.len() == 2 && stages[0].ends_with(" AS build") && !stages[1].contains(" AS "), "{stages:?}");
    assert!(stages.iter().all(|stage| is_pinned(stage.split(' ').next().unwrap_or_default())), "{stages:?}");
    let second = lines.iter().rposition(|line| line.starts_with("FROM ")).expect("a second stage");
    assert!(lines[second..].iter().all(|line| !line.starts_with("RUN ")), "the program, and nothing else");
    let user = lines[second..].iter().find_map(|line| line.strip_prefix("USER ")).expect("a user");
    assert!(user.split(':').all(|id| id.parse::<u32>().is_ok_and(|id| id > 999)), "{user}");
    assert_eq!(of("ENTRYPOINT "), ["[\"/usr/local/bin/candour\"]"]);
    assert!(of("ADD ").is_empty());
    for copied in of("COPY ") {
        let sources: Vec<&str> = copied.split(' ').collect();
        let (sources, _) = sources.split_at(sources.len() - 1);
        match sources {
            ["--from=build", program] => assert_eq!(*program, "/candour/target/release/candour"),
            sources => {
                for source in sources {
                    assert!(package().join(source).exists() && !["data", "content", "."].contains(source), "{source}");
                }
            }
        }
    }
    for run in of("RUN ") {
        assert!(run.contains("cargo") && run.contains("--locked"), "{run}");
        assert_eq!(run.contains("cargo fetch"), !run.contains("--network=none"), "{run}");
    }
    let minimum = fs::read_to_string(package().join("Cargo.toml")).expect("a manifest");
    let minimum = minimum.lines().find_map(|line| line.strip_prefix("rust-version = ")).expect("a version");
    assert!(text.contains(&format!("rust:{}.", minimum.trim_matches('"'))), "the compiler that Cargo.toml asks for");
}
