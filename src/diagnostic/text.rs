//! Diagnostics as text for people: the words say everything, the picture of the line only helps to find it.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Place, Severity};

/// How text looks.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Dress {
    /// With colours, for a terminal that has them.
    pub(crate) colours: bool,
    /// Without a picture of the line, one thing a line, for a screen reader.
    pub(crate) words_only: bool,
}

impl Dress {
    const fn renderer(self) -> Renderer {
        let renderer = if self.colours { Renderer::styled() } else { Renderer::plain() };
        renderer.no_graphics(self.words_only)
    }
}

/// One diagnostic, without a line end.
pub(super) fn block(diagnostic: &Diagnostic, dress: Dress) -> String {
    let Diagnostic { severity, code, place, message, hint } = diagnostic;
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(message).id(*code);
    let group = match place {
        Place::Command => Group::with_title(title),
        Place::File(file) | Place::Path(file) => Group::with_title(title).element(Origin::path(file)),
        Place::Text(source, span) => title.element(
            Snippet::source(&source.text)
                .path(&source.name)
                .annotation(AnnotationKind::Primary.span(clip(&source.text, span))),
        ),
        Place::Data { file, line, column } => {
            let path = match column {
                Some(column) => format!("{file}, line {line}, column `{column}`"),
                None => format!("{file}, line {line}"),
            };
            Group::with_title(title).element(Origin::path(path))
        }
    };
    let group = match hint {
        Some(hint) => group.element(Level::HELP.message(hint)),
        None => group,
    };
    dress.renderer().render(&[group])
}

/// A line of help by itself.
pub(super) fn help(text: &str, dress: Dress) -> String {
    dress.renderer().render(&[Group::with_title(Level::HELP.primary_title(text))])
}

/// The line at the end that says how it went.
pub(super) fn verdict(text: &str, dress: Dress) -> String {
    dress.renderer().render(&[Group::with_title(Level::ERROR.primary_title(text))])
}

/// A span that lies on character boundaries and inside the text, whatever it was asked for.
pub(super) fn clip(text: &str, span: &Range<usize>) -> Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(span.start);
    start..floor(span.end).max(start)
}
