//! Candour makes static websites of charts and tables from anonymised aggregate data, with small numbers suppressed for
//! the whole publication.
//!
//! A page never touches data. It asks, and the vault answers: every figure, table and chart becomes a question before any
//! number is read; [`protect`] looks at all questions of the site together, decides what may be said, and gives back
//! answers. [`pipeline`] reads as that one sentence.

pub mod ask;
pub mod cli;
mod clock;
mod command;
mod config;
pub mod diagnostic;
mod diff;
mod download;
mod draft;
pub mod emit;
mod keys;
mod language;
mod ledger;
pub mod load;
pub mod number;
pub mod pipeline;
pub mod progress;
mod prose;
pub mod protect;
#[cfg(test)]
mod reference;
pub mod render;
pub mod schema;
mod serve;
mod terminal;
pub mod verify;
mod words;
