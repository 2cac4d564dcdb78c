//! Answers to artefacts, and the folder in which they wait to be verified.

pub(crate) mod staging;
