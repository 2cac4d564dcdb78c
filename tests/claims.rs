//! Words of an author that the figures have to earn: true ones pass, false ones are told with what the figures say, and
//! whatever rests on a withheld figure is either counted in or refused, without a word more.

mod common;

use common::{Run, Site};

const READERS: &str = "visits.readers | change(\"2019\", \"2020\")";
const MILL: &str = "visits.readers[\"mill\"] | change(\"2019\", \"2020\")";
const VISITS: &str = "visits.visits | change(\"2019\", \"2020\")";
const ONLINE: &str = "loans.online | change(\"2016\", \"2020\")";
const SHARE: &str = "visits.readers[\"mill\"][\"2020\"] | share(visits.readers[\"2020\"])";
const AGAINST: &str = "visits.visits[\"mill\"][\"2020\"] | against(visits.visits[\"quay\"][\"2020\"])";
/// Park Street is withheld in both years, and more with it.
const PARK: &str = "visits.readers[\"park\"] | change(\"2019\", \"2020\")";

fn with(body: &str) -> Site {
    let site = Site::fixture("claims");
    let table = "```table\nid: branches\ncaption: Readers\ndata: visits\nrows: branch\ncolumns: period\nmeasures: \
                 [readers, visits]\n```\n";
    site.write("content/index.md", &format!("---\ntitle: Library visits\n---\n{body}\n\n{table}"));
    site
}

fn check(claim: &str, expression: &str) -> Run {
    with(&format!("The figures say [{claim}]{{{{ {expression} }}}}.")).run("check")
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn true_words_pass() {
    for (words, expression) in [
        ("rose", READERS),
        ("rose by 5%", READERS),
        ("an increase of 20", READERS),
        ("from 400 to 420", READERS),
        ("slightly more", READERS),
        ("higher", MILL),
        ("about the same", MILL),
        ("up by 1.9%", MILL),
        ("fell", VISITS),
        ("a reduction of 6.7%", VISITS),
        ("-6.7%", VISITS),
        ("fewer", VISITS),
        ("nearly 7% lower", VISITS),
        ("rose sharply, by 15 percentage points", ONLINE),
        ("from 41% to 56%", ONLINE),
        ("improved", READERS),
        ("most", SHARE),
        ("more than half", SHARE),
        ("about a half", SHARE),
        ("at least 50%", SHARE),
        ("51%", SHARE),
        ("214 of the 420", SHARE),
        ("more", AGAINST),
        ("more than twice as many", AGAINST),
        ("570 more", AGAINST),
        ("420", "visits.readers[\"2020\"]"),
        ("four hundred and twenty", "visits.readers[\"2020\"]"),
        ("over 400", "visits.readers[\"2020\"]"),
        ("\u{a3}3.25", "visits.spend[\"2020\"]"),
        ("more than half", "loans.online[\"2020\"]"),
        ("a steady rise", "loans.borrowers | trend(\"2016\", \"2020\")"),
        (
            "rose in both years' figures",
            "visits.readers | change(\"2019\", \"2020\"), loans.borrowers | change(\"2019\", \"2020\")",
        ),
    ] {
        let run = check(words, expression);
        assert_eq!(run.code, 0, "{words}: {}", run.stderr);
    }
}

#[test]
fn false_words_are_told_with_the_figures() {
    for (words, expression, told) in [
        ("fell", READERS, "the text says \"fell\", but the figures say 400 to 420: rose by 5.0%"),
        ("rose sharply", READERS, "write \"rose by 5.0%\""),
        ("rose by 6%", READERS, "400 to 420"),
        ("rose", MILL, "210 to 214: stayed about the same (+1.9%)"),
        ("unchanged", MILL, "210 to 214"),
        ("doubled", READERS, "400 to 420"),
        ("worse", READERS, "but the figures say"),
        ("fell by 1.5 percentage points", ONLINE, "41.0% to 56.0%: rose sharply by 15.0 percentage points"),
        ("a third", SHARE, "214 of 420, 51.0%, just over half"),
        ("all", SHARE, "214 of 420"),
        ("16%", SHARE, "214 of 420"),
        ("fewer", AGAINST, "770 against 200"),
        ("421", "visits.readers[\"2020\"]", "but the figures say 420"),
        ("none", "visits.readers[\"2020\"]", "but the figures say 420"),
        ("fell", "loans.borrowers | trend(\"2016\", \"2020\")", "\"rose in every period\""),
        ("Quay", "visits | members(\"branch\")", "Mill Lane, Hill Road, The Quay and Park Street"),
        (
            "both rose",
            "visits.readers | change(\"2019\", \"2020\"), visits.visits | change(\"2019\", \"2020\")",
            "1,500 to 1,400: fell by 6.7%",
        ),
    ] {
        let run = check(words, expression);
        assert_eq!(run.code, 1, "{words}: {}", run.stderr);
        let text = flat(&run.stderr);
        assert!(text.contains("error[false-claim]") && text.contains(told), "{words}: {text}");
        assert!(text.contains("content/index.md:4"), "{text}");
    }
}

#[test]
fn words_that_cannot_be_said_of_a_figure_are_told_so() {
    for (words, expression, told) in [
        ("rose", "visits.readers[\"2020\"]", "name two periods"),
        ("the highest", "visits.readers[\"mill\"][\"2020\"]", "say among which"),
        ("a third", "visits.readers[\"2020\"]", "name the whole"),
        ("continued to rise", READERS, "use `| trend("),
        ("rose by 5%", ONLINE, "percentage points"),
        ("420%", "visits.readers[\"2020\"]", "no percentage"),
        ("improved", "loans.online | change(\"2016\", \"2020\")", "add `better: higher`"),
        ("did not rise", READERS, "a denial leaves open what is true"),
        ("a challenge", READERS, "say nothing that figures could confirm"),
        ("840", "visits.readers[\"2020\"] | plus(visits.readers[\"2020\"])", "a figure stands twice in this sum"),
        ("rose", "visits.nobody | change(\"2019\", \"2020\")", "has no measure `nobody`"),
        (
            "rose",
            "visits.readers | trend(\"2019\", \"2020\")",
            "a trend needs at least five periods, and these are two",
        ),
        ("more", "visits.readers[\"2020\"] | against(loans.online[\"2020\"])", "a percentage and a number cannot"),
        ("rose", "visits.readers | change(\"2019\", \"2020\", per=\"week\")", "per=\"day\""),
        ("rose", "visits.readers | change(\"2019\", \"2020\", by=\"day\")", "has no argument of that name"),
    ] {
        let run = check(words, expression);
        assert_eq!(run.code, 1, "{words}: {}", run.stderr);
        assert!(flat(&run.stderr).contains(told), "{words}: {}", run.stderr);
    }
}

/// Whatever number or ratio is put to a withheld figure, true or false, the answer is one and the same.
#[test]
fn a_claim_that_puts_a_number_to_a_withheld_figure_is_refused_without_a_word_more() {
    let figure = "visits.readers[\"park\"][\"2020\"]";
    let mut said = std::collections::BTreeSet::new();
    for words in ["5", "4", "five", "none", "at least 2", "fewer than 10", "about 5", "more than 400"] {
        let run = check(words, figure);
        assert_eq!(run.code, 1, "{words}");
        assert!(run.stderr.contains("error[withheld-claim]"), "{words}: {}", run.stderr);
        said.insert(
            run.stderr
                .replace(&format!("[{words}]"), "[…]")
                .replace(&format!("\"{words}\""), "…")
                .replace(['^', ' '], ""),
        );
    }
    assert_eq!(said.len(), 1, "{said:?}");
    for (words, expression) in [
        ("rose by 25%", PARK),
        ("by 1", PARK),
        ("from 4 to 5", PARK),
        ("1.2%", "visits.readers[\"park\"][\"2020\"] | share(visits.readers[\"2020\"])"),
        ("5 per 100", "visits.readers[\"park\"][\"2020\"] | rate(visits.readers[\"2020\"], per=100)"),
        ("209 fewer", "visits.readers[\"park\"][\"2020\"] | against(visits.readers[\"mill\"][\"2020\"])"),
        ("Park Street", "visits.readers[\"2020\"] | lowest(\"branch\")"),
        ("The Quay", "visits.readers[\"2020\"] | lowest(\"branch\")"),
    ] {
        let run = check(words, expression);
        assert_eq!(run.code, 1, "{words}");
        assert!(run.stderr.contains("error[withheld-claim]"), "{words}: {}", run.stderr);
    }
}

#[test]
fn a_false_comparison_of_a_withheld_figure_says_no_more_than_that_it_cannot_be_published() {
    let more = check("more", "visits.readers[\"park\"][\"2020\"] | against(visits.readers[\"mill\"][\"2020\"])");
    assert_eq!(more.code, 1);
    assert!(more.stderr.contains("error[withheld-claim]"), "{}", more.stderr);
    assert!(!more.stderr.contains("214"), "{}", more.stderr);
    // The true one stands, and the audit counts it in.
    let fewer = check("fewer", "visits.readers[\"park\"][\"2020\"] | against(visits.readers[\"mill\"][\"2020\"])");
    assert_eq!(fewer.code, 0, "{}", fewer.stderr);
}

const FEWER: &str =
    "Hall One has [fewer]{{ rooms.children[\"one\"][\"2024\"] | against(rooms.children[\"six\"][\"2024\"]) }}.";

/// Three halls, of which the smallest is hidden, and `two` with it.
fn halls(claim: &str) -> Site {
    let site = Site::fixture("minimal");
    site.write(
        "data/rooms.yaml",
        "title: Rooms\nsource: Records\nperiod: {column: year, kind: year}\ndimensions:\n  hall:\n    label: Hall\n    \
         members: {all: All, one: One, two: Two, six: Six}\n    totals: {all: [one, two, six]}\nmeasures:\n  children: \
         {label: Children, kind: count}\nprefer-to-hide: [\"children['two']\"]\n",
    );
    site.write("data/rooms.csv", "year,hall,children\n2024,all,215\n2024,one,4\n2024,two,205\n2024,six,6\n");
    site.write(
        "content/index.md",
        &format!(
            "---\ntitle: Rooms\n---\n{claim}\n\n```table\ncaption: Rooms\ndata: rooms\nrows: hall\ncolumns: period\n```\n"
        ),
    );
    site
}

/// "Fewer than six" would say that it is at most five. So the six has to go, too.
#[test]
fn the_audit_reckons_with_what_a_claim_tells() {
    let shows_six = |site: &Site| {
        let public = site.built();
        let (_, csv) = public.iter().find(|(path, _)| path.ends_with(".csv")).expect("a table");
        String::from_utf8(csv.clone()).expect("UTF-8").contains("Six,6,")
    };
    assert!(shows_six(&halls("")), "without the claim it stays");
    assert!(!shows_six(&halls(FEWER)));
}

#[test]
fn what_cannot_be_protected_beside_a_claim_asks_to_drop_it() {
    // Six is public, so "fewer" makes the other a small number, whatever else is withheld.
    let site = halls(FEWER);
    let described = site.read("data/rooms.yaml") + "public: [\"children['six']\"]\n";
    site.write("data/rooms.yaml", &described);
    let run = site.run("check");
    assert_eq!(run.code, 3, "{}", run.stderr);
    assert!(flat(&run.stderr).contains("drop the claim \"fewer\" (content/index.md, line 4)"), "{}", run.stderr);
    site.edit("content/index.md", FEWER, "Hall One has few.");
    assert_eq!(site.run("check").code, 0, "{}", site.run("check").stderr);
}

#[test]
fn a_claim_in_front_matter_or_a_block_is_held_to_the_figures_too() {
    let site = Site::fixture("claims");
    site.edit("content/index.md", "'Library readers [rose]", "'Library readers [fell]");
    site.edit("content/index.md", "of whom [most]", "of whom [a third]");
    let run = site.run("check");
    assert_eq!(run.code, 1);
    assert_eq!(run.stderr.matches("error[false-claim]").count(), 2, "{}", run.stderr);
}

#[test]
fn nothing_is_recorded_as_an_edition_while_a_claim_is_false() {
    let site = with(&format!("Readers [fell]{{{{ {READERS} }}}}."));
    let run = Run::of(
        common::candour().args(["record", "--edition", "a", "--date", "2026-01-31", "--root"]).arg(site.root()),
    );
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(!site.root().join("published.csv").exists());
}

#[test]
fn whatever_is_a_number_is_read_or_refused() {
    for words in [
        "rose by 5k",
        "rose by 3x",
        "rose by \u{bd}",
        "rose, in fact by \u{ff13}",
        "a trio more",
        "up tenfold",
        "rose by 20 million",
    ] {
        let run = check(words, READERS);
        assert_eq!(run.code, 1, "{words}: {}", run.stderr);
    }
    // Beside a withheld figure above all.
    for words in
        ["fewer, in fact 3rd", "fewer, 3x", "fewer, a trio", "fewer, a handful", "fewer, \u{ff13}", "fewer (V)"]
    {
        let run = check(words, "visits.readers[\"park\"][\"2020\"] | against(visits.readers[\"mill\"][\"2020\"])");
        assert_eq!(run.code, if words == "fewer (V)" { 0 } else { 1 }, "{words}: {}", run.stderr);
    }
}

#[test]
fn denials_places_and_years_are_not_passed_over() {
    let rank = "loans.borrowers[\"2020\"] | rank(\"branch\")";
    for (words, expression) in [
        ("isn't higher", READERS),
        ("failed to rise", READERS),
        ("hardly rose", READERS),
        ("stopped rising", READERS),
        ("rose in 1999", READERS),
        ("minus 420", "visits.readers[\"2020\"]"),
        ("one in 500", SHARE),
        ("the seventh highest", "visits.spend[\"mill\"][\"2019\"] | rank(\"branch\")"),
        ("rose sharply", "loans.borrowers | trend(\"2016\", \"2020\")"),
        ("highest", rank),
    ] {
        let run = check(words, expression);
        assert_eq!(run.code, 1, "{words}: {}", run.stderr);
    }
    for (words, expression) in [
        ("rose in every period", "loans.borrowers | trend(\"2016\", \"2020\")"),
        ("rose in 2020", READERS),
        ("rose from 2019 to 2020", READERS),
        ("420, up from 400", READERS),
    ] {
        let run = check(words, expression);
        assert_eq!(run.code, 0, "{words}: {}", run.stderr);
    }
}

/// Words are held to rounded numbers there, and the audit to true ones.
#[test]
fn a_policy_that_rounds_allows_no_claim_about_what_is_withheld() {
    let site = halls(FEWER);
    let described = site.read("data/rooms.yaml") + "disclosure: {policy: rounded-to-five}\n";
    site.write("data/rooms.yaml", &described.replace("prefer-to-hide: [\"children['two']\"]\n", ""));
    let run = site.run("check");
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("error[withheld-claim]"), "{}", run.stderr);
}

#[test]
fn brackets_that_hold_no_words_are_told() {
    for body in ["The figures say 5]{{ visits.readers[\"2020\"] }}.", "Say []{{ visits.readers[\"2020\"] }}."] {
        let run = with(body).run("check");
        assert_eq!(run.code, 1, "{body}");
        assert!(run.stderr.contains("error[claim-words]"), "{}", run.stderr);
    }
    // Nested brackets belong together, and an escaped one is only a bracket.
    let nested = with("Readers [rose [in all]]{{ visits.readers | change(\"2019\", \"2020\") }}.").run("check");
    assert_eq!(nested.code, 0, "{}", nested.stderr);
    let escaped = with("Readers [in all\\]{{ visits.readers[\"2020\"] }}.").run("check");
    assert_eq!(escaped.code, 0, "{}", escaped.stderr);
}

#[test]
fn a_sentence_that_names_a_member_has_a_figure_of_it() {
    for body in [
        "In Mill Lane there were {{ visits.visits[\"quay\"][\"2020\"] }} visits.",
        "[Mill Lane rose]{{ visits.readers | change(\"2019\", \"2020\") }}.",
        "[Mill Lane had fewer readers]{{ visits.readers[\"park\"][\"2020\"] | against(visits.readers[\"all\"][\"2020\"]) }}.",
    ] {
        let run = with(body).run("check");
        assert!(
            run.stderr.contains("warning[other-member]: the sentence names \"Mill Lane\""),
            "{body}: {}",
            run.stderr
        );
    }
    for body in [
        "In Mill Lane there were {{ visits.visits[\"mill\"][\"2020\"] }} visits. The Quay is another branch.",
        "Mill Lane had {{ visits.visits[\"mill\"][\"2020\"] | against(visits.visits[\"quay\"][\"2020\"]) }} visits than The Quay.",
        "Mill Lane is open again.",
    ] {
        let run = with(body).run("check");
        assert!(!run.stderr.contains("other-member"), "{body}: {}", run.stderr);
    }
}

#[test]
fn words_that_say_more_than_a_figure_can_are_refused() {
    for words in [
        "rose faster than ever",
        "rose for the first time",
        "a record rise",
        "the highest ever",
        "rose at an unprecedented rate",
    ] {
        let run = check(words, READERS);
        assert_eq!(run.code, 1, "{words}: {}", run.stderr);
        assert!(run.stderr.contains("more than these figures can confirm"), "{words}: {}", run.stderr);
    }
    for (words, holds) in
        [("surged", false), ("soared", false), ("crept up", true), ("edged up", true), ("a slight increase", true)]
    {
        assert_eq!(check(words, READERS).code == 0, holds, "{words}");
    }
    // A third more is no slight change, and no sharp one either on this scale.
    assert_eq!(check("slightly more", "loans.borrowers | change(\"2016\", \"2020\")").code, 1);
    assert_eq!(check("up by a fifth", "loans.borrowers | change(\"2016\", \"2020\")").code, 0);
    assert_eq!(check("3.9 times as many", AGAINST).code, 0, "a multiple is rounded as it is written");
    assert_eq!(check("3.8 times as many", AGAINST).code, 1);
}

/// The data may be more exact than what is shown.
#[test]
fn neither_a_claim_nor_its_message_is_more_exact_than_what_is_shown() {
    let site = with("A visit cost [from £3.104 to £3.251]{{ visits.spend | change(\"2019\", \"2020\") }}.");
    site.edit("data/visits.csv", "2019,all,400,1500,3.10", "2019,all,400,1500,3.104");
    site.edit("data/visits.csv", "2020,all,420,1400,3.25", "2020,all,420,1400,3.251");
    let run = site.run("check");
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(flat(&run.stderr).contains("the figures say 3.10 to 3.25"), "{}", run.stderr);
    site.edit("content/index.md", "from £3.104 to £3.251", "from £3.10 to £3.25, by £0.15");
    assert_eq!(site.run("check").code, 0, "{}", site.run("check").stderr);
    site.edit("content/index.md", "by £0.15", "by £0.147");
    assert_eq!(site.run("check").code, 1);
}
