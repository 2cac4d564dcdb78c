//! Candour.

pub mod ask;
mod config;
pub mod diagnostic;
pub mod load;
pub mod number;
pub mod protect;
pub mod render;
pub mod schema;
