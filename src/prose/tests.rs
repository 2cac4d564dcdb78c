//! Sentences, and what is found in them.

use super::*;
use crate::ask::{Run, RunKind};

fn passage(page: &str, block: &str, runs: &[(&str, RunKind)]) -> Passage {
    let run = |(text, kind): &(&str, RunKind)| Run {
        text: (*text).to_owned(),
        place: Place::File("content/index.md".to_owned()),
        kind: *kind,
    };
    Passage {
        page: page.to_owned(),
        block: block.to_owned(),
        runs: runs.iter().map(run).collect(),
        ..Passage::default()
    }
}

fn vocabulary() -> Vocabulary {
    Vocabulary::for_test(
        &["children", "episodes", "interviews"],
        &[
            "2 to 4 episodes",
            "20 or more episodes",
            "1 episode",
            "Within 72 hours",
            "January to June 2017",
            "Route 66 Trust",
        ],
        &["west", "north", "east"],
    )
}

fn found_in(passages: &[Passage]) -> Vec<String> {
    let (findings, _) = examine(passages, &[], &vocabulary());
    findings.into_iter().map(|finding| finding.words).collect()
}

fn found(text: &str) -> Vec<String> {
    found_in(&[passage("index.md", "the text", &[(text, RunKind::Plain)])])
}

#[test]
fn numbers_are_found() {
    for (text, expected) in [
        ("In the west 4 children were missing.", &["4"][..]),
        ("Reports fell from 1,721 to 603.", &["fell", "1,721", "603"]),
        ("The rate is 16.4% of all.", &["16.4%"]),
        ("That is 16.4 per cent of all.", &["16.4 per cent"]),
        ("That is sixteen per cent of all.", &["sixteen per cent"]),
        ("It cost \u{a3}1,200.", &["\u{a3}1,200"]),
        ("A change of \u{2212}3 points.", &["\u{2212}3"]),
        ("There were four children.", &["four"]),
        ("Four young missing children were seen.", &["Four"]),
        ("Two hundred and fifty children were seen.", &["Two hundred and fifty"]),
        ("Twenty-one episodes were recorded.", &["Twenty-one"]),
        ("A third of the children were seen.", &["A third"]),
        ("Two thirds of them were seen.", &["Two thirds"]),
        ("Half of the children were seen.", &["Half"]),
        ("Half the children were seen.", &["Half"]),
        ("One in five children was seen.", &["One in five"]),
        ("Nine out of ten interviews were late.", &["Nine out of ten"]),
        ("A single child was seen.", &["single"]),
        ("No child was seen there.", &["No"]),
        ("None of the children was seen.", &["None"]),
        ("Both of the girls were seen.", &["Both"]),
        ("A couple of children were seen.", &["couple"]),
        ("Only a handful of children were seen.", &["handful"]),
        ("A few children were seen.", &["few"]),
        ("In the west there were four.", &["four"]),
        ("They fell by three.", &["three"]),
        ("The children came back, and four of them were seen.", &["four"]),
        ("In 2017 and 2018, 2017 children were seen.", &["2017"]),
        ("On 4 May 12 children were seen.", &["12"]),
        ("In March 4 children were seen.", &["4"]),
        ("There were 3 children aged 13 to 17.", &["3"]),
        ("Within 3 days 5 children came back.", &["5"]),
        ("There were under 5 children.", &["5"]),
        ("There was 1 episode in the west.", &["1"]),
        ("The west, with 1 episode, is quiet.", &["1"]),
        ("There were \u{ff13} children and \u{bd} a report.", &["\u{ff13}", "\u{bd}"]),
        ("f\u{200b}our children were seen", &["four"]),
        ("There were 4children and 3k episodes.", &["4children", "3k"]),
        ("3. children in the west", &["3"]),
        ("3. Children in the west", &["3"]),
        ("TRUST 4", &["4"]),
        ("There were 4.children and 5_children and 007 children and 4kids.", &["4", "5", "007", "4kids"]),
        ("In the group 4 children were seen.", &["4"]),
        ("0 children were seen.", &["0"]),
        ("The share was 0% of interviews.", &["0%"]),
        ("14 UASC were seen", &["14"]),
        ("Up to 1 in 5 children", &["1 in 5"]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_figure_stays_quiet() {
    for text in [
        "On 31 May 2017 the panel met.",
        "From January to June 2017 it met in 2016-17 and in 2016/17.",
        "It covers 1 to 7 May and October/November 2017, and the 3rd of June.",
        "See Q1 2024, 2017-H1 and 2017-10-12 or 12/10/2017.",
        "Since 2015 children have been counted.",
        "Meetings begin at 10:30, at 5 pm or at 9am, 24/7.",
        "Children aged 13 to 17 and aged 13-15 were seen.",
        "A 17-year-old and 16 and 17 year olds were seen.",
        "Girls under 16 and children over 5.",
        "Over-18s and under-5s, and 13-15 years of age.",
        "Interviews are recorded within 72 hours, and reviewed every six months.",
        "A 10-year plan, 2 to 3 weeks, within 3 working days.",
        "Under section 22 and Tables 3, 4 and 5, see note 1, paragraph 4 and Part 2.",
        "The regulations (No. 2) of 2018 and the Children Act 1989.",
        "22. As noted in the table, there is a pattern.",
        "1. Introduction",
        "Write to SN1 2JH, use form H05 under the OGL 3.0, and meet WCAG 2.2 in version 2.2.",
        "Call 101 or 01865 328087, or write to a1@example.org.",
        "See https://example.org/2017/3 and data/table-3.csv.",
        "Children with 2 to 4 episodes and with 20 or more episodes are listed.",
        "The number of children with 1 episode, and of children with one episode.",
        "The number with two to four episodes or twenty or more episodes.",
        "The Route 66 Trust helps.",
        "The county has three areas that follow district boundaries.",
        "One area, one way, one of its parts, and one another.",
        "One child can have many of them.",
        "Each time a child is reported missing is one episode.",
        "So that no child can be identified.",
        "The first half of the year, two half-years, a quarter.",
        "The third report was late.",
        "It shows 0 where nothing is counted.",
        "Both the county and the city are shown.",
        "Both children and their parents are asked.",
        "No longer, no doubt, no one.",
        "Say which one has the children.",
        "A dimension that only one of them has.",
        "The number of children \u{fffc}.",
        "The county has two half-years, two sites and three areas.",
        "In minute 12 the panel of Ward 4 met Year 6 pupils and years 3 to 6.",
        "Attainment 8 and Progress 8 are means.",
        "Covid-19 and COVID-19 and the M25 and the A40.",
        "Section 17(10) and Article 6(1)(e) and Regulation 44 visits.",
        "Schools with 20% or more, or with 30 or fewer.",
        "The shares add up to 100% and are per 10,000 children.",
        "It is 5 miles or 8 km away.",
        "Call 999 or 101.",
        "Between one report and the next there are days.",
        "Nobody under 18 and no child is identified.",
        "A child who is missing for more than 24 hours is seen.",
        "The higher the number of children, the more is done.",
        "A 4-week-long plan, a four-day week, a two week placement, and May 31, 2017.",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn words_of_direction_are_found_beside_what_is_counted() {
    for (text, expected) in [
        ("The number of children rose.", &["rose"][..]),
        ("Children were reported more often than before, and episodes doubled.", &["doubled"]),
        ("More children were reported in the west.", &["More"]),
        ("The west has the fewest children.", &["fewest"]),
        ("Most children were reported once.", &["Most"]),
        ("The majority of children came home.", &["majority"]),
        ("There is a downward trend in episodes.", &["downward", "trend"]),
        ("The number of children remained the same.", &["same"]),
        ("The number of children stayed at a comparable level.", &["comparable", "level"]),
        ("The reduction in episodes is welcome.", &["reduction"]),
        ("Children's needs grew.", &[]),
        ("The number of children is higher than before.", &["higher"]),
        ("Parents of these children show greater curiosity.", &[]),
        ("Numbers have halved.", &["halved"]),
        ("Numbers crept up and dipped.", &["crept", "dipped"]),
        ("Nearly all households were seen.", &["all"]),
        ("The bulk of the children were seen.", &["bulk"]),
        ("A record number of children were seen.", &["record"]),
        ("Numbers fell by a fifth.", &["fell", "a fifth"]),
        ("Nobody was excluded and none were placed.", &["Nobody", "none"]),
        ("The number fell.", &["fell"]),
        ("The rate rose.", &["rose"]),
        ("The number of meetings fell.", &[]),
        ("The budget rose.", &[]),
        ("The panel grows out of the work with children.", &[]),
        ("The budget rose, and children gained from it.", &["gained"]),
        ("The number of children did not rise.", &[]),
        ("More reports do not always mean that more children were missing.", &[]),
        ("If the number of children rises, the panel meets.", &[]),
        ("The panel wants to reduce the number of children.", &[]),
        ("A child can be reported more than once.", &[]),
        ("Some children were reported more than once.", &[]),
        ("On the same date children were counted.", &[]),
        ("The most vulnerable children are seen first.", &[]),
        ("At least the children are safe.", &[]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn runs_are_read_as_one_text() {
    use RunKind::{Cited, Claim, Code, Marker, Note, Plain};
    let one = |runs: &[(&str, RunKind)]| found_in(&[passage("index.md", "the text", runs)]);
    assert_eq!(one(&[("There were ", Plain), ("1", Plain), ("2 children", Plain)]), ["12"]);
    assert_eq!(one(&[("There were f", Plain), ("our", Plain), (" children", Plain)]), ["four"]);
    assert_eq!(one(&[("There were ", Plain), ("4", Code), (" children", Plain)]), ["4"]);
    assert_eq!(one(&[("Here ", Plain), ("n = 4", Code)]), ["4"]);
    assert_eq!(one(&[("Here ", Plain), ("4 children", Code)]), ["4"]);
    assert_eq!(one(&[("Run ", Plain), ("head -n 4", Code), (" for children", Plain)]), Vec::<String>::new());
    assert_eq!(one(&[("The number of children ", Plain), ("rose sharply", Claim(None))]), Vec::<String>::new());
    assert_eq!(one(&[("3. ", Marker), ("Children in the west", Plain)]), ["3"]);
    assert_eq!(one(&[("3. ", Marker), ("What comes then", Plain)]), Vec::<String>::new());
    let cited = |runs: &[(&str, RunKind)]| {
        let (findings, _) = examine(&[passage("index.md", "the text", runs)], &[], &vocabulary());
        findings.into_iter().map(|finding| (finding.words, finding.cited)).collect::<Vec<_>>()
    };
    let pair = |words: &str, cited: bool| (words.to_owned(), cited);
    let link = [("In all ", Plain), ("40% of homes", Cited), (" are new, and 12 old.", Plain)];
    assert_eq!(cited(&link), [pair("40%", true), pair("12", false)]);
    let note = [("There are 40 homes.", Plain), ("ofsted", Note), (" Then 12 more came.", Plain)];
    assert_eq!(cited(&note), [pair("40", true), pair("12", false)]);
    let written = [("There are 40 homes[^of-sted]. Then 12 more came. [^of-sted] And 13.", Plain)];
    assert_eq!(cited(&written), [pair("40", true), pair("12", true), pair("13", false)]);
    assert_eq!(cited(&[("[^ofsted]: Table of 2017, 40 homes. And 12.", Plain)]), [pair("40", true), pair("12", true)]);
}

#[test]
fn a_heading_may_begin_with_its_number() {
    let heading = |text: &str| found_in(&[passage("index.md", crate::ask::HEADING, &[(text, RunKind::Plain)])]);
    assert_eq!(heading("3. Referrals: what comes then"), Vec::<String>::new());
    assert_eq!(heading("3. Children in the west"), ["3"]);
}

fn stories(text: &str) -> Vec<Vec<&'static str>> {
    let (findings, _) = examine(&[passage("index.md", "the text", &[(text, RunKind::Plain)])], &[], &vocabulary());
    let kinds = findings.into_iter().filter_map(|finding| match finding.kind {
        Kind::SinglePerson(kinds) => Some(kinds),
        _ => None,
    });
    kinds.collect()
}

#[test]
fn the_story_of_one_person_is_found() {
    for (text, expected) in [
        (
            "A 15-year-old girl from Norway was abducted in Harbourton.",
            vec![vec!["an exact age", "an origin", "a place", "an event"]],
        ),
        (
            "A boy was arrested in Harbourton. He was remanded in May 2023.",
            vec![vec!["a place", "an event", "an outcome", "a date"]],
        ),
        ("A young girl was attacked in the Harbourton area in March.", vec![vec!["a place", "an event", "a date"]]),
        ("A boy was found in Harbourton.", vec![]),
        ("A child who is missing is offered an interview within 72 hours.", vec![]),
        ("Each child in Harbourton who was in hospital in May was seen.", vec![]),
        ("A number of Child Abduction Notices led to a trial in Harbourton in May.", vec![]),
        ("Girls under 16 were attacked in Harbourton in May.", vec![]),
        ("The director met the board in Harbourton in May about trafficking.", vec![]),
    ] {
        assert_eq!(stories(text), expected, "{text}");
    }
}

#[test]
fn a_decision_covers_the_words_that_it_quotes() {
    let text = passage(
        "index.md",
        "the text",
        &[("Twelve children\u{2019}s homes. It has 12 rooms and\n 13 beds.", RunKind::Plain)],
    );
    let decision = |words: &str| Decision {
        text: words.to_owned(),
        person: "Head".to_owned(),
        reason: "Public".to_owned(),
        date: "2026-01-31".to_owned(),
        place: Place::File("content/index.md".to_owned()),
    };
    for (words, covered, unused) in [
        ("It has 12 rooms and 13 beds.", vec![true, true], 0),
        ("12 rooms", vec![true, false], 0),
        ("homes. It has 12", vec![true, false], 0),
        ("children's homes. It has 12 rooms", vec![true, false], 0),
        ("14 rooms", vec![false, false], 1),
        ("rooms and", vec![false, false], 1),
        ("It has 1", vec![false, false], 1),
    ] {
        let decisions = [decision(words)];
        let (findings, places) = examine(std::slice::from_ref(&text), &[("index.md", &decisions)], &vocabulary());
        assert_eq!(findings.iter().map(|finding| finding.decided).collect::<Vec<_>>(), covered, "{words}");
        assert_eq!(places.len(), unused, "{words}");
        let (findings, _) = examine(std::slice::from_ref(&text), &[("other.md", &decisions)], &vocabulary());
        assert!(findings.iter().all(|finding| !finding.decided), "{words}");
    }
}
