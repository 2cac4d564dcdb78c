//! The hostile reader: random sites, what their readers know, and a solver that reckons with it.

pub(crate) mod random;
pub(crate) mod read;
pub(crate) mod solve;
pub(crate) mod world;
