//! Figures in texts.

use minijinja::{Value, context};

use super::href::{escape, value};
use super::page::View;
use super::{revisions, withheld};
use crate::ask::{Part, QuestionId, REVISED_ANCHOR, Segment, note_anchor};
use crate::diagnostic::Diagnostics;
use crate::language::Strings;
use crate::protect::{Marker, Protected, Published};

/// A figure in a sentence, as HTML.
pub(super) fn inline(view: &View<'_>, question: QuestionId, log: &mut Diagnostics) -> String {
    figure(view, question, true, log)
}

/// The same inside a link, where no other link can stand.
pub(super) fn unlinked(view: &View<'_>, question: QuestionId, log: &mut Diagnostics) -> String {
    figure(view, question, false, log)
}

fn figure(view: &View<'_>, question: QuestionId, linked: bool, log: &mut Diagnostics) -> String {
    let marker = match view.protected.answers.get(question) {
        Published::Shown(shown) if shown.is_revised() => {
            let href = linked.then(|| view.anchor(REVISED_ANCHOR));
            let word = view.strings.say("marker-revised", &[]);
            return format!("{} {}", escape(shown.text()), marked(view, &revisions::letters(), &word, href, log));
        }
        Published::Shown(shown) => return escape(shown.text()),
        Published::Marked(marker) => *marker,
    };
    if let Some(phrase) = phrase(view.protected, question, marker) {
        return escape(&phrase);
    }
    let href = (linked && marker == Marker::Confidential).then(|| withheld::href_of_text(view));
    self::marker(view, marker, href, log)
}

/// A marker in a text, with the way to what explains it.
pub(super) fn marker(view: &View<'_>, marker: Marker, href: Option<String>, log: &mut Diagnostics) -> String {
    marked(view, &format!("[{}]", marker.letters()), &said(marker, view.strings), href, log)
}

/// What a marker means, in words.
pub(super) fn said(marker: Marker, strings: &Strings) -> String {
    strings.say(&format!("marker-{}", marker.letters()), &[])
}

/// Letters for the eye, their word for the ear.
fn marked(view: &View<'_>, text: &str, word: &str, href: Option<String>, log: &mut Diagnostics) -> String {
    let figure = context! { text, word, href => href.map(|href| value(&href)) };
    let html = view.render("figure.html", context! { figure => figure }, log).unwrap_or_default();
    html.trim_end().to_owned()
}

/// What stands in a sentence where a figure cannot; nothing where the marker does.
fn phrase(protected: &Protected, question: QuestionId, marker: Marker) -> Option<String> {
    let (phrases, voice) = (&protected.site.phrases, protected.voice_of(question));
    let (own, key, without) = match protected.part(question) {
        Part::Number => return phrases.number.clone().filter(|_| marker == Marker::Confidential),
        Part::Verb => (&phrases.change, "withheld-change", "unavailable-change"),
        Part::Ends => (&phrases.ends, "withheld-ends", "unavailable-ends"),
        Part::Names => (&phrases.names, "withheld-names", "unavailable-words"),
        Part::Words => (&phrases.words, "withheld-words", "unavailable-words"),
    };
    if marker != Marker::Confidential {
        return Some(voice.say(without, &[]));
    }
    // The site's own phrases are in the language of its descriptions.
    let own = own.clone().filter(|_| voice.tag == protected.site.language);
    Some(own.unwrap_or_else(|| voice.say(key, &[])))
}

/// A reference to a note, as HTML. A browser makes one space of several, so one goes before it wherever it stands.
pub(super) fn note(view: &View<'_>, number: usize, log: &mut Diagnostics) -> String {
    let note = context! { number => number, href => value(&view.anchor(&note_anchor(number))) };
    let html = view.render("note.html", context! { note => note }, log).unwrap_or_default();
    format!(" {}", html.trim_end())
}

/// A text with figures, as HTML.
pub(super) fn rich(view: &View<'_>, segments: &[Segment], log: &mut Diagnostics) -> String {
    let html = segments.iter().map(|segment| match segment {
        Segment::Text(text) | Segment::Claim(text) => escape(text),
        Segment::Figure(question) => inline(view, *question, log),
        Segment::Note(number) => note(view, *number, log),
    });
    html.collect()
}

/// A text with figures, as HTML for a template.
pub(super) fn safe(view: &View<'_>, segments: &[Segment], log: &mut Diagnostics) -> Value {
    Value::from_safe_string(rich(view, segments, log))
}

/// A text with figures, as plain text: for a title, a description, a chart's name.
pub(super) fn plain(protected: &Protected, segments: &[Segment]) -> String {
    let texts = segments.iter().map(|segment| match segment {
        Segment::Text(text) | Segment::Claim(text) => text.clone(),
        Segment::Figure(question) => in_words(protected, *question),
        Segment::Note(_) => String::new(),
    });
    texts.collect()
}

/// One figure as plain text.
pub(super) fn in_words(protected: &Protected, question: QuestionId) -> String {
    match protected.answers.get(question) {
        Published::Shown(shown) => shown.text().to_owned(),
        Published::Marked(marker) => {
            phrase(protected, question, *marker).unwrap_or_else(|| format!("[{}]", marker.letters()))
        }
    }
}
