//! The words of figures: how a number reads in a sentence, which word a change earns, and what an author's words say.
//! Nothing here knows data.

mod assertion;
mod lexicon;
mod phrase;
mod read;
mod say;
mod scale;

pub(crate) use assertion::{Assertion, Bound, Direction, Fraction, Role, Strength, Unit};
pub(crate) use lexicon::{direction_of, number_of, part_of, spelt, tokens, word_of};
pub(crate) use phrase::Phrase;
pub(crate) use read::{Unreadable, read};
pub(crate) use say::{fraction, ordinal, small};
pub(crate) use scale::{Move, Scale, Step};
