//! A translated page says the same figures as the page that it translates, and says them in its own language.

mod common;

use std::collections::BTreeSet;

use common::Site;

fn welsh() -> Site {
    Site::fixture("welsh")
}

/// What a check says of the site after a change.
fn told(site: &Site) -> String {
    site.run("check").printed()
}

#[test]
fn a_translation_that_lacks_a_figure_is_told() {
    let site = welsh();
    site.edit("content/index.cy.md", "{{ carers.children[\"2023-H2\"] }} o ofalwyr", "llawer o ofalwyr");
    let told = told(&site);
    assert!(told.contains("the translation lacks figures of `content/index.md`"), "{told}");
    assert!(told.contains("{{ carers.children[\"2023-H2\"] }}"), "{told}");
}

#[test]
fn a_translation_that_says_more_is_told() {
    let site = welsh();
    site.edit("content/index.cy.md", "Mae’r [dull]", "{{ carers.visits[\"2023-H2\"] }}. Mae’r [dull]");
    let told = told(&site);
    assert!(told.contains("has figures that are not in `content/index.md`"), "{told}");
    assert!(told.contains("carers.visits"), "{told}");
}

#[test]
fn a_number_that_is_typed_differently_is_told() {
    let site = welsh();
    site.edit("content/index.cy.md", "hanner olaf 2023", "hanner olaf 2022");
    let told = told(&site);
    assert!(told.contains("lacks numbers of `content/index.md`: `2023`"), "{told}");
    assert!(told.contains("has numbers that are not in `content/index.md`: `2022`"), "{told}");
}

#[test]
fn words_of_a_figure_are_checked_in_english_only() {
    let site = welsh();
    let before = "{{ carers.children[\"east\"][\"2023-H2\"]";
    site.edit("content/index.cy.md", before, "[uchaf]{{ carers.children[\"east\"][\"2023-H2\"]");
    assert!(told(&site).contains("error[claim-language]"), "{}", told(&site));
}

#[test]
fn a_label_without_a_translation_is_told() {
    let site = welsh();
    site.edit("data/labels.cy.yaml", "West: Gorllewin\n", "");
    let told = told(&site);
    assert!(told.contains("warning[untranslated]") && told.contains("\"West\""), "{told}");
}

#[test]
fn a_label_keeps_its_numbers_and_exists() {
    let site = welsh();
    site.edit("data/labels.cy.yaml", "Visits: Ymweliadau", "Visits: 2 ymweliad\nVists: Ymweliadau");
    let told = told(&site);
    assert!(told.contains("the translation has other numbers than the label"), "{told}");
    assert!(told.contains("error[no-label]") && told.contains("`Visits`"), "{told}");
}

#[test]
fn a_language_without_texts_is_told() {
    let site = welsh();
    site.edit("site.yaml", "languages: [cy]", "languages: [cy, gd]");
    assert!(told(&site).contains("the theme has no texts in the language `gd`"), "{}", told(&site));
}

#[test]
fn texts_of_a_theme_have_the_keys_and_the_gaps_of_the_english_ones() {
    let site = welsh();
    site.edit("site.yaml", "languages: [cy]", "languages: [cy]\ntheme: {name: own}");
    site.write(
        "themes/own/languages/cy.yaml",
        "contnts: Cynnwys\npublished: \"Cyhoeddwyd {day}\"\ntable-number: Tabl\n",
    );
    let told = told(&site);
    assert!(told.contains("there is no text `contnts`") && told.contains("`contents`"), "{told}");
    assert!(told.contains("the text `published` does not hold what is filled in"), "{told}");
    assert!(told.contains("the text `table-number` does not hold what is filled in"), "{told}");
}

#[test]
fn a_theme_says_some_texts_in_its_own_words() {
    let site = welsh();
    site.edit("site.yaml", "languages: [cy]", "languages: [cy]\ntheme: {name: own}");
    site.write("themes/own/languages/cy.yaml", "published: Dyddiad cyhoeddi\n");
    let page = String::from_utf8(site.built().remove("index.cy.html").unwrap_or_default()).unwrap_or_default();
    assert!(page.contains("Dyddiad cyhoeddi <time"), "{page}");
    assert!(page.contains("Tabl 1"), "{page}");
}

#[test]
fn every_text_is_there_in_welsh() {
    let keys = |name: &str| {
        let path = common::package().join("themes/default/languages").join(name);
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let keys = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'));
        keys.map(|(key, _)| key.to_owned()).filter(|key| key != "unreviewed").collect::<BTreeSet<String>>()
    };
    let (english, welsh) = (keys("en.yaml"), keys("cy.yaml"));
    assert!(english.len() > 200);
    assert_eq!(english.difference(&welsh).collect::<Vec<_>>(), [""; 0], "missing in Welsh");
}
