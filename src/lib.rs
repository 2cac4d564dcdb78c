//! Candour.

pub mod number;
pub mod protect;
pub mod render;
