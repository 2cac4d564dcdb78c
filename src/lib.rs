//! Candour.

pub mod emit;
pub mod number;
pub mod protect;
pub mod render;
pub mod verify;
