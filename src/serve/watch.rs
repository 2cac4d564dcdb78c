//! Whether a file changed from which the site is built.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::pipeline::INPUTS;

/// Editors write a file in several steps, and often several files; nothing may have happened for so long.
const QUIET: Duration = Duration::from_millis(40);
/// However much happens, nobody waits for longer than this many times that.
const MOST_TIMES: usize = 25;
/// How often files are looked at where the system tells nothing of them.
const LOOK: Duration = Duration::from_millis(500);

/// Folders inside the site that are watched with all that is in them; beside them the site's folder itself.
const FOLDERS: [&str; 3] = ["content", "data", "themes"];

/// Watches the files of a site.
pub(super) struct Watch {
    watcher: Box<dyn Watcher>,
    root: PathBuf,
    changes: Receiver<()>,
}

impl Watch {
    /// Begins to watch: as the system tells, or by looking again and again where it does not, or where `poll` says so.
    pub(super) fn start(root: &Path, poll: bool) -> notify::Result<Self> {
        if !poll
            && let Ok(watch) = Self::with(root, |tell| Ok(Box::new(RecommendedWatcher::new(tell, Config::default())?)))
        {
            return Ok(watch);
        }
        let config = Config::default().with_poll_interval(LOOK).with_compare_contents(true);
        Self::with(root, |tell| Ok(Box::new(PollWatcher::new(tell, config)?)))
    }

    fn with(root: &Path, watcher: impl FnOnce(Tell) -> notify::Result<Box<dyn Watcher>>) -> notify::Result<Self> {
        let (sender, changes) = channel();
        let watcher = watcher(Tell { root: root.to_owned(), sender })?;
        let mut watch = Self { watcher, root: root.to_owned(), changes };
        watch.watcher.watch(root, RecursiveMode::NonRecursive)?;
        watch.watch_folders()?;
        Ok(watch)
    }

    /// Folders may come after the start, or be replaced by others.
    fn watch_folders(&mut self) -> notify::Result<()> {
        for folder in FOLDERS.map(|folder| self.root.join(folder)).iter().filter(|folder| folder.is_dir()) {
            self.watcher.watch(folder, RecursiveMode::Recursive)?;
        }
        Ok(())
    }

    /// Returns when something has changed since the last time and the changes have come to rest. What changes while a build
    /// runs is kept for the next time.
    pub(super) fn wait(&mut self) {
        // The watcher holds the other end as long as this lives.
        let _ = self.changes.recv();
        for _ in 0..MOST_TIMES {
            if self.changes.recv_timeout(QUIET).is_err() {
                break;
            }
            self.changes.try_iter().for_each(drop);
        }
        // A folder that is gone again is told by the build.
        let _ = self.watch_folders();
    }
}

/// Tells of events that can change the site.
struct Tell {
    root: PathBuf,
    sender: Sender<()>,
}

impl notify::EventHandler for Tell {
    fn handle_event(&mut self, event: notify::Result<Event>) {
        // An error may be all that is heard of a change.
        let matters = event.as_ref().map_or(true, |event| matters(&self.root, event));
        if matters {
            let _ = self.sender.send(());
        }
    }
}

/// Whether an event is about an input, and more than that somebody, such as a build, has read it.
fn matters(root: &Path, event: &Event) -> bool {
    let is_reading = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        kind => kind.is_access(),
    };
    !is_reading
        && (event.paths.is_empty() || event.need_rescan() || event.paths.iter().any(|path| is_input(root, path)))
}

fn is_input(root: &Path, path: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(root) else { return true };
    let mut names = inside.components().map(|name| name.as_os_str().to_string_lossy());
    names.next().is_some_and(|first| INPUTS.contains(&first.as_ref())) && !names.any(|name| name.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, ModifyKind, RemoveKind};

    use super::*;

    #[test]
    fn only_changes_of_inputs_matter() {
        let root = Path::new("/site");
        let event = |kind, path: &str| matters(root, &Event::new(kind).add_path(root.join(path)));
        let changed = EventKind::Modify(ModifyKind::Any);
        for path in ["site.yaml", "content", "content/a/b.md", "data/x.csv", "themes/own/values.yaml", "published.csv"]
        {
            assert!(event(changed, path), "{path}");
        }
        for path in ["public", "public/index.html", "private/x", ".git/index", "content/.index.md.swp", "notes.txt", ""]
        {
            assert!(!event(changed, path), "{path}");
        }
        assert!(event(EventKind::Create(CreateKind::Any), "content/new.md"));
        assert!(event(EventKind::Remove(RemoveKind::Any), "content/old.md"));
        assert!(event(EventKind::Access(AccessKind::Close(AccessMode::Write)), "content/index.md"));
        assert!(!event(EventKind::Access(AccessKind::Open(AccessMode::Any)), "content/index.md"), "a build reads");
        assert!(!event(EventKind::Access(AccessKind::Close(AccessMode::Read)), "content/index.md"), "a build reads");
    }
}
