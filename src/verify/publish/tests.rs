use super::*;
use crate::emit::staging::{Artefact, Emitted};

struct Place {
    parent: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { parent: tempfile::tempdir().unwrap() }
    }

    fn target(&self) -> PathBuf {
        self.parent.path().join("public")
    }

    /// A site of these files, as if verified.
    fn verified(&self, files: &[(&str, &str)]) -> Verified {
        let mut emitted = Emitted::new();
        for (path, text) in files {
            emitted.add(Artefact { path: (*path).to_owned(), bytes: text.as_bytes().to_vec() }).unwrap();
        }
        Verified { staged: Workspace::claim(&self.target()).unwrap().stage(emitted).unwrap() }
    }

    fn files(&self) -> Vec<String> {
        let entries = tree::walk(&self.target()).unwrap();
        entries.into_iter().filter(|entry| entry.kind == tree::Kind::File).map(|entry| entry.path).collect()
    }

    /// Names beside the target.
    fn beside(&self) -> Vec<String> {
        let names = fs::read_dir(self.parent.path()).unwrap().map(|entry| entry.unwrap().file_name());
        names.map(|name| name.to_string_lossy().into_owned()).filter(|name| name != "public").collect()
    }
}

const OLD: [(&str, &str); 2] = [("index.html", "old"), ("stale/page.html", "old")];
const NEW: [(&str, &str); 2] = [("index.html", "new"), ("fresh.html", "new")];

#[test]
fn publishes_into_an_absent_folder() {
    let place = Place::new();
    let published = publish(place.verified(&OLD)).unwrap();
    assert_eq!((published.files, published.leftover), (2, None));
    assert_eq!(place.files(), ["index.html", "manifest.json", "stale/page.html"]);
    assert!(place.beside().is_empty());
}

#[test]
fn replaces_its_own_output_and_leaves_no_stale_page() {
    for way in [Way::AtOnce, Way::InTurn] {
        let place = Place::new();
        publish(place.verified(&OLD)).unwrap();
        publish_by(place.verified(&NEW), way).unwrap();
        assert_eq!(place.files(), ["fresh.html", "index.html", "manifest.json"]);
        assert!(!place.target().join("stale").exists() && place.beside().is_empty());
    }
}

#[test]
fn keeps_gitkeep() {
    for way in [Way::AtOnce, Way::InTurn] {
        let place = Place::new();
        fs::create_dir(place.target()).unwrap();
        fs::write(place.target().join(GITKEEP), "kept").unwrap();
        publish_by(place.verified(&OLD), way).unwrap();
        publish_by(place.verified(&NEW), way).unwrap();
        assert_eq!(fs::read(place.target().join(GITKEEP)).unwrap(), b"kept");
        assert!(place.beside().is_empty());
    }
}

#[test]
fn refuses_to_take_a_file_of_the_users_along() {
    let place = Place::new();
    publish(place.verified(&OLD)).unwrap();
    let verified = place.verified(&NEW);
    fs::write(place.target().join("mine.txt"), "").unwrap();
    let error = publish(verified).unwrap_err().to_string();
    assert!(error.contains("`mine.txt`"), "{error}");
    assert_eq!(place.files(), ["index.html", "manifest.json", "mine.txt", "stale/page.html"]);
    assert!(place.beside().is_empty());
}

#[test]
fn is_whole_whenever_the_build_is_killed() {
    // At each moment of a swap in turn, what the disk looks like; then the next build comes.
    for moment in 0..4 {
        let place = Place::new();
        publish(place.verified(&OLD)).unwrap();
        let verified = place.verified(&NEW);
        let (site, old) = (verified.staged.site(), verified.staged.workspace().old());
        let whole = |page: &str| fs::read_to_string(place.target().join("index.html")).unwrap() == page;
        match moment {
            0 => assert!(whole("old")),
            1 => assert!(exchange(&site, &place.target()).unwrap_or(false) && whole("new")),
            _ => fs::rename(place.target(), &old).unwrap(),
        }
        if moment == 3 {
            fs::rename(&site, place.target()).unwrap();
        }
        // Dropping tidies as the next build would after a kill.
        drop(verified);
        drop(Workspace::claim(&place.target()).unwrap());
        assert!(whole(if moment == 1 || moment == 3 { "new" } else { "old" }), "{moment}");
        assert!(place.beside().is_empty(), "{moment}");
    }
}

#[cfg(unix)]
#[test]
fn writes_files_that_a_web_server_may_read() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    publish(place.verified(&OLD)).unwrap();
    let reference = place.parent.path().join("reference");
    fs::write(&reference, "").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&place.target().join("index.html")), mode(&reference));
}
