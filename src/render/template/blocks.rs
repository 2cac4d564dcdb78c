//! Blocks of templates that extend another: one that the other does not have would change nothing, and nobody would know.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostics, Place, Source, did_you_mean};

/// Reports every block that no template has to be overridden; says whether there is none.
pub(super) fn check(sources: &BTreeMap<String, Arc<Source>>, log: &mut Diagnostics) -> bool {
    let extends = |source: &Source| tags(&source.text).any(|(_, word, _)| word == "extends");
    let blocks = |source: &Arc<Source>| {
        let tags: Vec<(usize, String)> = tags(&source.text)
            .filter(|(_, word, _)| *word == "block")
            .map(|(at, _, name)| (at, name.to_owned()))
            .collect();
        tags
    };
    // What extends a template of the program is that template's business; every other one may have blocks of its own.
    let has_own = |name: &str, source: &Source| name.starts_with("default/") || !extends(source);
    let known: BTreeSet<String> = sources
        .iter()
        .filter(|(name, source)| has_own(name, source))
        .flat_map(|(_, source)| blocks(source))
        .map(|(_, name)| name)
        .collect();
    let mut sound = true;
    for source in sources.values().filter(|source| extends(source)) {
        for (at, name) in blocks(source).into_iter().filter(|(_, name)| !known.contains(name)) {
            let place = Place::Text(source.clone(), at..at + name.len());
            let hint = did_you_mean(&name, known.iter().map(String::as_str));
            log.error("template", place, format!("there is no block `{name}` that this could override"), hint);
            sound = false;
        }
    }
    sound
}

/// The tags of a template: where the word after the first one stands, and both words.
fn tags(text: &str) -> impl Iterator<Item = (usize, &str, &str)> {
    text.match_indices("{%").filter_map(|(at, _)| {
        let inner = text[at + 2..].split("%}").next()?.trim_start_matches(['-', '+']);
        let mut words = inner.split_whitespace();
        let (word, next) = (words.next()?, words.next().unwrap_or_default());
        Some((at + text[at..].find(next)?, word, next))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(theme: &str) -> usize {
        let sources = [
            ("default/base.html", "{% block masthead %}{% endblock %}{%- block footer -%}{% endblock %}"),
            ("default/page.html", "{% extends \"base.html\" %}{% block page_head %}{% endblock %}"),
            ("base.html", theme),
        ];
        let source = |text: &str| Arc::new(Source { name: "t".to_owned(), text: text.to_owned() });
        let sources = sources.map(|(name, text)| (name.to_owned(), source(text)));
        let mut log = Diagnostics::default();
        check(&sources.into(), &mut log);
        log.errors()
    }

    #[test]
    fn a_block_that_overrides_nothing_is_told() {
        assert_eq!(problems("{% extends 'default/base.html' %}{%- block footer %}{% endblock %}"), 0);
        assert_eq!(problems("{% extends 'default/base.html' %}{% block mast %}{% endblock %}"), 1);
        assert_eq!(problems("{% block own %}{% endblock %}"), 0, "a frame of one's own has blocks of its own");
    }
}
