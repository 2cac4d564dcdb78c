//! The engine against attackers who share no code with it.

pub(super) mod tables;
