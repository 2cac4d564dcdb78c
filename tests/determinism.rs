//! The same inputs make the same bytes, whatever the machine is like.

mod common;

use common::{Files, Run, Site, assert_same, candour, demonstration};

fn reference() -> Files {
    Site::demonstration().built()
}

fn built_with(settings: &[(&str, &str)]) -> Files {
    let site = Site::demonstration();
    let mut command = candour();
    command.arg("build").arg("--root").arg(site.root()).envs(settings.iter().copied());
    assert_eq!(Run::of(&mut command).code, 0);
    site.public()
}

#[test]
fn time_zone_and_locale() {
    let reference = reference();
    for settings in [
        [("TZ", "Pacific/Kiritimati"), ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8")],
        [("TZ", "America/St_Johns"), ("LANG", "C"), ("LC_ALL", "C")],
        [("TZ", ""), ("LANG", "de_DE.UTF-8"), ("LC_ALL", "")],
    ] {
        assert_same(&reference, &built_with(&settings), settings[0].1);
    }
}

#[test]
fn threads() {
    let reference = reference();
    for threads in ["1", "2", "4"] {
        assert_same(&reference, &built_with(&[("RAYON_NUM_THREADS", threads)]), threads);
    }
}

#[test]
fn folder_names_and_working_folder() {
    let reference = reference();
    for name in ["a", "Ünïcode and spaces", "deep/er/site"] {
        let site = Site::named(name, &demonstration());
        assert_same(&reference, &site.built(), name);
    }
    let site = Site::demonstration();
    assert_eq!(Run::of(candour().arg("build").current_dir(site.root())).code, 0);
    assert_same(&reference, &site.public(), "from within");
    let inside = site.root().join("content");
    assert_eq!(Run::of(candour().args(["build", "--root", ".."]).current_dir(inside)).code, 0);
    assert_same(&reference, &site.public(), "from a folder of its own");
}

/// The demonstration with each file of some kinds rewritten.
fn rewritten(endings: &[&str], how: impl Fn(&str) -> String) -> Files {
    let mut inputs = demonstration();
    for (path, bytes) in &mut inputs {
        if endings.iter().any(|ending| path.ends_with(ending)) {
            *bytes = how(&String::from_utf8_lossy(bytes)).into_bytes();
        }
    }
    Site::of(&inputs).built()
}

#[test]
fn the_order_of_rows() {
    let shuffled = rewritten(&[".csv"], |text| {
        let (header, rows) = text.split_once('\n').unwrap_or((text, ""));
        let mut rows: Vec<&str> = rows.lines().collect();
        // A fixed shuffle: by each row's letters backwards.
        rows.sort_by_key(|row| row.chars().rev().collect::<String>());
        format!("{header}\n{}\n", rows.join("\n"))
    });
    assert_same(&reference(), &shuffled, "rows in another order");
}

#[test]
fn line_ends_and_byte_order_marks() {
    let reference = reference();
    let kinds = [".csv", ".md", ".yaml", ".html", ".css"];
    let crlf = rewritten(&kinds, |text| text.replace("\r\n", "\n").replace('\n', "\r\n"));
    assert_same(&reference, &crlf, "CRLF");
    let marked = rewritten(&kinds, |text| format!("\u{feff}{text}"));
    assert_same(&reference, &marked, "byte order mark");
    let unended = rewritten(&[".csv"], |text| text.trim_end().to_owned());
    assert_same(&reference, &unended, "no line end after the last row");
}
