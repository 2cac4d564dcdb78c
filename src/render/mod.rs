//! Answers to HTML.

pub mod chart;
