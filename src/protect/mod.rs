//! The vault.

mod published;

pub use published::{Marker, Published, Shown};
