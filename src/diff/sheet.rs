//! A difference as one page to read, print and sign.

use minijinja::{Value, context};

use super::told::{Block, PageWords, Told, size, told};
use super::words::{Part, WordChange};
use super::{About, Difference, text};
use crate::emit::private_page;

const TEMPLATE: &str = include_str!("sheet.html");

/// The page.
///
/// # Errors
/// What is wrong with the template, which would be a fault of ours.
pub(super) fn write(difference: &Difference) -> Result<String, minijinja::Error> {
    let Told { summary, heed, figures, words, pages, exhibits, files } = told(difference);
    let lists = [("Pages", pages), ("Tables and charts", exhibits), ("Files", files)];
    let html = private_page(
        TEMPLATE,
        context! {
            old => about(&difference.old),
            new => about(&difference.new),
            nothing => (!difference.changed).then_some(text::NOTHING),
            summary,
            heed,
            figures => figures.iter().map(block).collect::<Value>(),
            words => words.iter().map(page_words).collect::<Value>(),
            lists => lists.into_iter().map(|(title, lines)| context! { title, lines }).collect::<Value>(),
        },
    )?;
    Ok(html + "\n")
}

fn about(about: &About) -> Value {
    context! { title => about.title.clone(), pages => about.pages, size => about.bytes.map(size) }
}

fn block(block: &Block) -> Value {
    let row = |row: &super::told::Row| {
        context! { name => row.name.clone(), old => row.old.clone(), new => row.new.clone(), why => row.why.clone() }
    };
    context! {
        place => block.place.clone(),
        rows => block.rows.iter().map(row).collect::<Value>(),
        counted => block.counted.clone(),
    }
}

fn page_words(page: &PageWords<'_>) -> Value {
    let following = (page.following > 0).then(|| text::following(page.following));
    context! { place => page.place.clone(), changes => page.changes.iter().map(|one| change(one)).collect::<Value>(), following }
}

fn change(change: &WordChange) -> Value {
    let part = |part: &Part| {
        let (is, text) = match part {
            Part::Same(text) => ("same", text),
            Part::Removed(text) => ("removed", text),
            Part::Added(text) => ("added", text),
        };
        context! { is, text => text.clone() }
    };
    context! {
        section => change.section.clone(),
        word => change.change.word(),
        parts => change.parts.iter().map(part).collect::<Value>(),
    }
}
