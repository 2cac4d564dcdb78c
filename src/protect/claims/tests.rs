//! What a claim tells is enough to make it true: whatever numbers fit the inequalities, the words hold of them.

use super::constraint::{self, Told};
use super::subject::Subject;
use super::truth;
use crate::ask::{Asked, Claim, Question};
use crate::diagnostic::Diagnostics;
use crate::language::english;
use crate::number::Number;
use crate::protect::answer::Answering;
use crate::protect::sealed::{Cell, Sealed};
use crate::schema::Catalogue;
use crate::words::Scale;

/// A site of three figures at two times, with a page of claims about them.
#[expect(clippy::disallowed_methods, reason = "a test sets its site up")]
fn asked(claims: &str) -> Asked {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in [
        (
            "site.yaml",
            "title: T\norganisation: O\nwords:\n  scale:\n    - {from: 0, about-the-same: 20, sharply: 60}\n    - {from: 8, \
             about-the-same: 10, sharply: 30}\n",
        ),
        ("content/index.md", &format!("---\ntitle: T\n---\n{claims}\n")),
        (
            "data/d.yaml",
            "title: T\nsource: S\nperiod: {column: year, kind: year}\ndimensions:\n  g:\n    label: G\n    members: {a: A, b: B, \
             c: C}\n    totals: {}\nmeasures:\n  n: {label: N, kind: count}\n",
        ),
        ("data/d.csv", "year,g,n\n2023,a,1\n2023,b,1\n2023,c,1\n2024,a,1\n2024,b,1\n2024,c,1\n"),
    ] {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("written");
    }
    let mut log = Diagnostics::default();
    let loaded = crate::load::load(folder.path().into(), &mut log).expect("a site");
    let asked = crate::ask::ask(crate::schema::check(loaded, &mut log), &mut log);
    let told: Vec<String> = log.sorted().iter().map(|diagnostic| diagnostic.render()).collect();
    assert!(!log.has_errors(), "{told:?}");
    asked
}

fn put(catalogue: &mut Catalogue, values: &[i128]) {
    for (fact, value) in catalogue.facts.iter_mut().zip(values) {
        fact.cell = Cell::Number(Sealed::seal(Number::scaled(*value, 0)));
    }
}

fn holds(catalogue: &Catalogue, scale: &Scale, claim: &Claim) -> (bool, Option<Vec<Told>>) {
    let hidden = vec![false; catalogue.facts.len()];
    let answering = Answering { catalogue, scale: scale.clone(), hidden, voice: english() };
    let question = &claim.about[0];
    let subject = Subject::of(&answering, question, &|fact| answering.as_if_shown(fact));
    let holds = subject.is_ok_and(|subject| truth::of_all(claim, &subject, scale).is_empty());
    (holds, holds.then(|| constraint::of(&answering, claim, question)).flatten())
}

/// Goes through all numbers of the figures that a claim is about, and returns how many pairs of a true claim and other numbers
/// that fit what it tells there are.
fn check(claims: &str, figures: &[usize], most: i128) -> usize {
    let mut asked = asked(claims);
    let scale = asked.site.as_ref().expect("a site").words.clone();
    let count = figures.len();
    let all: Vec<Vec<i128>> = (0..(most + 1).pow(u32::try_from(count).expect("few")))
        .map(|number| {
            (0..count).map(|at| number / (most + 1).pow(u32::try_from(at).expect("few")) % (most + 1)).collect()
        })
        .collect();
    let spread = |values: &[i128]| {
        let mut whole = vec![3; 6];
        for (figure, value) in figures.iter().zip(values) {
            whole[*figure] = *value;
        }
        whole
    };
    let mut pairs = 0;
    for claim in &asked.claims {
        // By numbers, whether the claim is true of them.
        let mut truths = Vec::new();
        let mut tellings = Vec::new();
        for values in &all {
            put(&mut asked.catalogue, &spread(values));
            let (holds, told) = holds(&asked.catalogue, &scale, claim);
            truths.push(holds);
            tellings.extend(told);
        }
        assert!(truths.contains(&true) && truths.contains(&false), "{} is never, or always, true", claim.words);
        assert!(!tellings.is_empty(), "{} tells nothing", claim.words);
        for told in &tellings {
            for (values, holds) in all.iter().zip(&truths) {
                let whole = spread(values);
                // That a part is no more than its whole is known from elsewhere.
                let apart = match claim.about[0] {
                    Question::Share { part, whole: of } => whole[part.0] > whole[of.0],
                    _ => false,
                };
                if apart {
                    continue;
                }
                let fits = told.iter().all(|told| {
                    told.terms.iter().map(|(fact, factor)| factor * whole[fact.0]).sum::<i128>() >= told.least
                });
                assert!(*holds || !fits, "{}: {values:?} fits what it tells, and it is false of them", claim.words);
                pairs += usize::from(fits);
            }
        }
    }
    pairs
}

#[test]
fn changes_on_the_scale() {
    let change = "{{ d.n[\"a\"] | change(\"2023\", \"2024\") }}";
    let words = [
        "rose",
        "fell",
        "rose sharply",
        "fell sharply",
        "rose slightly",
        "fell slightly",
        "stayed about the same",
        "unchanged",
        "more",
        "fewer",
    ];
    let claims: Vec<String> = words.iter().map(|words| format!("It [{words}]{change}.")).collect();
    assert!(check(&claims.join("\n\n"), &[0, 3], 20) > 1_000);
}

#[test]
fn two_figures_side_by_side() {
    let claims: Vec<String> = ["more", "fewer", "as many as, the same,", "about the same"]
        .iter()
        .map(|words| format!("A has [{words}]{{{{ d.n[\"a\"][\"2024\"] | against(d.n[\"b\"][\"2024\"]) }}}}."))
        .chain(
            ["most", "fewer than half"]
                .iter()
                .map(|words| format!("Of B [{words}]{{{{ d.n[\"a\"][\"2024\"] | share(d.n[\"b\"][\"2024\"]) }}}}.")),
        )
        .collect();
    assert!(check(&claims.join("\n\n"), &[3, 4], 45) > 1_000);
}

#[test]
fn places_among_others() {
    let claims: Vec<String> = ["the highest", "the lowest", "second highest", "the same", "the most", "joint highest"]
        .iter()
        .map(|words| format!("A is [{words}]{{{{ d.n[\"a\"][\"2024\"] | rank(\"g\") }}}}."))
        .collect();
    assert!(check(&claims.join("\n\n"), &[3, 4, 5], 5) > 1_000);
}
