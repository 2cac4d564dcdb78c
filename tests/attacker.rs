//! A hostile reader with the public files, the declarations and a solver of their own learns no small count of random
//! sites; and whatever the data is, a build ends, and says nothing of it.

#![expect(clippy::disallowed_methods, reason = "a longer look is asked for by the environment")]

mod common;
#[path = "attacker/mod.rs"]
mod hostile;

use std::path::Path;

use candour::diagnostic::Diagnostics;
use candour::pipeline;
use common::{Files, files};
use hostile::random::Random;
use hostile::read::Reader;
use hostile::world::World;

/// Builds files in a folder: what is public, if anything, and what was said.
fn build(folder: &Path, inputs: &Files) -> (Option<Files>, String) {
    common::replace(folder, inputs);
    let mut log = Diagnostics::default();
    let built = pipeline::build(folder, &folder.join("public"), &folder.join("private"), &mut log);
    let said: Vec<String> = log.sorted().iter().map(|diagnostic| diagnostic.render()).collect();
    let said = said.join("\n") + &built.as_ref().err().map(ToString::to_string).unwrap_or_default();
    (built.is_ok().then(|| files(&folder.join("public"))), said)
}

/// How many sites, from which seed: `ATTACKS=500 ATTACK_SEED=7` for a longer look.
fn extent(sites: u64) -> std::ops::Range<u64> {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let first: u64 = number("ATTACK_SEED").unwrap_or(1);
    first..first + number("ATTACKS").unwrap_or(sites)
}

#[test]
fn nobody_learns_a_small_count() {
    let (mut leaks, mut attacked, mut undecided, mut refused) = (Vec::new(), 0, 0, Vec::new());
    let folder = tempfile::tempdir().expect("a folder");
    for seed in extent(60) {
        let world = World::new(&mut Random::new(seed));
        if extent(0).end == seed + 1 && extent(0).start == seed {
            world.files.iter().for_each(|(path, bytes)| println!("{path}\n{}", String::from_utf8_lossy(bytes)));
        }
        let (public, said) = build(&folder.path().join("site"), &world.files);
        let Some(public) = public else {
            assert!(said.contains("[unprotectable]"), "site {seed}: {said}");
            if extent(0).end == seed + 1 {
                println!("{said}");
            }
            refused.push(seed);
            continue;
        };
        let reader = Reader::of(&world, &public);
        assert_eq!(reader.unreadable, 0, "site {seed}: every figure is found");
        leaks.extend(reader.mistakes(&world).into_iter().map(|mistake| format!("site {seed}: {mistake}")));
        let withheld = world.at_source.iter().map(|variable| (*variable, true));
        for (variable, at_source) in world.sensitive.iter().map(|variable| (*variable, false)).chain(withheld) {
            attacked += 1;
            match reader.learns(&world, variable, at_source) {
                Some(None) => {}
                Some(Some(how)) => leaks.push(format!("site {seed}: {} is {how}", world.names[variable])),
                None => undecided += 1,
            }
        }
    }
    println!("{attacked} attacked, {undecided} undecided, refused: {refused:?}");
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}

/// Data as it should not be: rows that are missing, figures that are wrong, huge, or all the same.
fn spoiled(random: &mut Random, csv: &str) -> String {
    let how = random.below(7);
    let mut lines = csv.lines().map(str::to_owned).collect::<Vec<_>>();
    let figures = |line: &str, put: &mut dyn FnMut(&str) -> String| -> String {
        let plain = |field: &&str| field.parse::<f64>().is_ok() && !["2023", "2024"].contains(field);
        line.split(',')
            .map(|field| if plain(&field) { put(field) } else { field.to_owned() })
            .collect::<Vec<_>>()
            .join(",")
    };
    for line in lines.iter_mut().skip(1) {
        let mut put = |field: &str| match how {
            0 => "0".to_owned(),
            1 => format!("{}", 900_000_000_000_000 + random.below(99_000_000_000_000)),
            2 if random.chance(15) => format!("{}", 7_000 + random.below(2_000)),
            3 if random.chance(30) => random.pick(&["0", "100", "0.0", "100.0"]).to_owned(),
            4 if random.chance(30) => random.pick(&["c", "x", "z", "low", "u"]).to_owned(),
            5 if random.chance(10) => random.pick(&["-7654", "7654.321", "", "7,654", "<7654", "1e99"]).to_owned(),
            _ => field.to_owned(),
        };
        *line = figures(line, &mut put);
    }
    if how == 6 {
        lines.retain(|line| line.starts_with("year") || !random.chance(20));
        if random.chance(20) {
            lines.truncate(2);
        }
    }
    lines.join("\n") + "\n"
}

#[test]
fn strange_data_ends_in_words_without_a_value() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut ends = [0, 0];
    for seed in extent(60) {
        let random = &mut Random::new(seed + 77_777);
        let mut files = World::new(random).files;
        let csv = String::from_utf8(files["data/d.csv"].clone()).expect("UTF-8");
        let csv = spoiled(random, &csv);
        files.insert("data/d.csv".to_owned(), csv.clone().into_bytes());
        let (public, said) = build(&folder.path().join("site"), &files);
        ends[usize::from(public.is_some())] += 1;
        assert!(public.is_some() || !said.is_empty(), "site {seed} fails without a word");
        for value in csv.split([',', '\n']).filter(|value| value.len() > 3 && !["2023", "2024"].contains(value)) {
            let is_figure = value.bytes().any(|byte| byte.is_ascii_digit());
            assert!(!is_figure || !said.contains(value), "site {seed} tells a value: {said}");
        }
    }
    println!("refused and built: {ends:?}");
}
