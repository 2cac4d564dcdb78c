//! A hostile reader with the public files, the declarations and a solver of their own learns no small count of random
//! sites; and whatever the data is, a build ends, and says nothing of it.

#![expect(clippy::disallowed_methods, clippy::expect_used, clippy::panic, reason = "tests set sites up")]

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
    for seed in extent(80) {
        let world = World::new(&mut Random::new(seed));
        let (public, said) = build(&folder.path().join("site"), &world.files);
        let Some(public) = public else {
            assert!(said.contains("[unprotectable]"), "site {seed}: {said}");
            refused.push(seed);
            continue;
        };
        let reader = Reader::of(&world, &public);
        assert_eq!(reader.unreadable, 0, "site {seed}: every figure is found");
        assert!(reader.is_fair(&world), "site {seed}: the truth fits what is published");
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
