//! What was drawn and painted before in the same run: a preview draws again only what has changed.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Drawings as the chart engine made them, and paintings.
#[derive(Debug, Default)]
pub struct Sketchbook {
    /// By what the engine was given.
    pub(super) drawn: Kept<String>,
    /// By the drawing that was painted.
    pub(super) painted: Kept<Vec<u8>>,
}

impl Sketchbook {
    /// Forgets what the last site had no use for.
    pub(crate) fn turn(&mut self) {
        self.drawn.turn();
        self.painted.turn();
    }
}

/// What was made of a text, under that whole text: it is what would be made of it now.
#[derive(Debug)]
pub(super) struct Kept<V> {
    before: BTreeMap<String, V>,
    now: Mutex<BTreeMap<String, V>>,
}

impl<V> Default for Kept<V> {
    fn default() -> Self {
        Self { before: BTreeMap::new(), now: Mutex::default() }
    }
}

impl<V: Clone> Kept<V> {
    /// What was made of a text, or is made of it now.
    pub(super) fn of<E>(&self, text: &str, make: impl FnOnce() -> Result<V, E>) -> Result<V, E> {
        let known = self.before.get(text).cloned();
        let made = match known.or_else(|| self.now.lock().unwrap_or_else(PoisonError::into_inner).get(text).cloned()) {
            Some(known) => known,
            None => make()?,
        };
        self.now.lock().unwrap_or_else(PoisonError::into_inner).insert(text.to_owned(), made.clone());
        Ok(made)
    }

    fn turn(&mut self) {
        self.before = std::mem::take(self.now.get_mut().unwrap_or_else(PoisonError::into_inner));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_once_is_made_again_only_when_it_was_not_needed() {
        let mut kept = Kept::default();
        let made = Mutex::new(0);
        let make = || -> Result<usize, ()> {
            *made.lock().unwrap() += 1;
            Ok(*made.lock().unwrap())
        };
        assert_eq!((kept.of("a", make), kept.of("a", make), kept.of("b", make)), (Ok(1), Ok(1), Ok(2)));
        kept.turn();
        assert_eq!(kept.of("a", make), Ok(1));
        kept.turn();
        assert_eq!((kept.of("a", make), kept.of("b", make)), (Ok(1), Ok(3)));
        assert_eq!(kept.of("c", || Err("no")), Err("no"));
    }
}
