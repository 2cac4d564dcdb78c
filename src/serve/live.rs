//! What is shown at the moment, and whoever waits for something else.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::problems::Problems;
use crate::pipeline::Preview;

/// What came of the last build, above the last site that could be built.
#[derive(Clone)]
pub(super) struct Shown {
    /// Another one for each thing that is shown, in every run of the program.
    pub(super) token: String,
    pub(super) site: Option<Arc<Preview>>,
    pub(super) problems: Arc<Problems>,
}

/// What is shown now; nothing until the first build is over.
#[derive(Default)]
pub(super) struct Live {
    shown: Mutex<Option<Shown>>,
    changed: Condvar,
}

impl Live {
    /// Shows what came of a build. Where that is the same as before, nobody is disturbed.
    pub(super) fn show(&self, site: Option<Preview>, problems: Problems) {
        let mut shown = self.lock();
        let before = shown.as_ref().and_then(|shown| shown.site.clone());
        let site = match (before, site) {
            (Some(before), Some(site)) if before.is_like(&site) => Some(before),
            (before, site) => site.map(Arc::new).or(before),
        };
        let same = |shown: &Shown| {
            *shown.problems == problems && shown.site.as_ref().map(Arc::as_ptr) == site.as_ref().map(Arc::as_ptr)
        };
        if shown.as_ref().is_some_and(same) {
            return;
        }
        let number = shown.as_ref().map_or(1, |shown| shown.number() + 1);
        let token = format!("{}-{number}", std::process::id());
        *shown = Some(Shown { token, site, problems: Arc::new(problems) });
        self.changed.notify_all();
    }

    /// What is shown, once there is something.
    pub(super) fn now(&self) -> Shown {
        let mut shown = self.lock();
        loop {
            match &*shown {
                Some(now) => return now.clone(),
                None => shown = self.changed.wait(shown).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// What is shown as soon as it is something else; nothing if that takes too long.
    pub(super) fn after(&self, token: &str, patience: Duration) -> Option<Shown> {
        let same = |shown: &mut Option<Shown>| shown.as_ref().is_none_or(|shown| shown.token == token);
        let (shown, waited) =
            self.changed.wait_timeout_while(self.lock(), patience, same).unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() { None } else { shown.clone() }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Shown>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shown {
    fn number(&self) -> u64 {
        self.token.rsplit('-').next().and_then(|number| number.parse().ok()).unwrap_or_default()
    }
}

impl Preview {
    fn is_like(&self, other: &Self) -> bool {
        self.files == other.files && self.drafts == other.drafts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, Place};

    fn site(home: &str) -> Option<Preview> {
        let files = [("index.html".to_owned(), home.as_bytes().to_vec())].into();
        Some(Preview { counts: Default::default(), files, drafts: Default::default(), draft_pages: 0 })
    }

    fn problem() -> Problems {
        let mut log = Diagnostics::default();
        log.error("link", Place::File("content/index.md".to_owned()), "this leads nowhere", "");
        Problems::of(&log)
    }

    #[test]
    fn only_what_is_new_is_told_and_the_last_good_site_stays() {
        let live = Live::default();
        live.show(site("one"), Problems::default());
        let first = live.now();
        live.show(site("one"), Problems::default());
        assert_eq!(live.now().token, first.token, "the same again");
        live.show(None, problem());
        let broken = live.now();
        assert_ne!(broken.token, first.token);
        assert_eq!(broken.site.unwrap().files, first.site.unwrap().files);
        live.show(None, problem());
        assert_eq!(live.now().token, broken.token, "the same problem again");
        live.show(site("one"), Problems::default());
        assert_ne!(live.now().token, broken.token, "the problem is gone");
    }

    #[test]
    fn whoever_waits_is_told() {
        let live = Arc::new(Live::default());
        live.show(site("one"), Problems::default());
        let token = live.now().token;
        assert!(live.after(&token, Duration::ZERO).is_none());
        let other = live.clone();
        let waiting = std::thread::spawn(move || other.after(&token, Duration::from_secs(60)).map(|shown| shown.token));
        live.show(site("two"), Problems::default());
        assert_eq!(waiting.join().unwrap(), Some(live.now().token));
    }
}
