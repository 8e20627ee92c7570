use std::io::Write as _;
use std::path::Path;

use super::*;
use crate::store::{Needs, find_at};

fn put(dir: &Path, name: &str, text: &str) {
    let path = dir.join(name);
    std::fs::DirBuilder::new().recursive(true).create(path.parent().unwrap()).unwrap();
    let mut options = std::fs::File::options();
    let mut file = options.write(true).create(true).truncate(true).open(path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

/// `b` and `c` take in what `a` puts out, which takes in nothing.
fn workspace() -> (tempfile::TempDir, Project) {
    let dir = tempfile::tempdir().unwrap();
    let form = "form = \"mlops-requirements@3\"\n";
    put(dir.path(), ".git/HEAD", "");
    put(dir.path(), "formwork.toml", "format = 1\n[workspace]\nmembers = [\"*\"]\n");
    put(dir.path(), "a/formwork.toml", &format!("format = 1\n{form}"));
    for consumer in ["b", "c"] {
        let text = format!("format = 1\n{form}[[consumes]]\ncomponent = \"a\"\n");
        put(dir.path(), &format!("{consumer}/formwork.toml"), &text);
    }
    let found = find_at(dir.path(), dir.path()).unwrap();
    (dir, found)
}

fn names(providers: &[Provider]) -> Vec<&str> {
    providers
        .iter()
        .map(|provider| match provider {
            Provider::Known { name, .. } => name.as_str(),
            Provider::Unknown(_) | Provider::Alone => "",
        })
        .collect()
}

#[test]
fn whoever_consumes_nothing_makes_nobody_look_around() {
    let (_dir, found) = workspace();
    assert_eq!(found.load(&found.members[0], Needs::default()).unwrap().outside.providers, []);
    assert!(lock(&found.neighbours.known).is_empty());
    assert!(found.neighbours.consumers.get().is_none());
}

#[test]
fn a_provider_is_read_once_for_all_its_consumers() {
    let (dir, found) = workspace();
    assert_eq!(names(&found.load(&found.members[1], Needs::default()).unwrap().outside.providers), ["a"]);
    put(dir.path(), "a/formwork.toml", "format = 1\nname = \"Another\"\n");
    assert_eq!(names(&found.load(&found.members[2], Needs::default()).unwrap().outside.providers), ["a"]);
    assert_eq!(lock(&found.neighbours.known).len(), 1, "nobody else was looked at");
    let anew = find_at(dir.path(), dir.path()).unwrap();
    assert_eq!(names(&anew.load(&anew.members[2], Needs::default()).unwrap().outside.providers), ["Another"]);
}

#[test]
fn consumers_are_the_same_from_the_root_and_from_inside_a_member() {
    let (dir, found) = workspace();
    let inside = find_at(dir.path(), &dir.path().join("a")).unwrap();
    let ids = |found: &Project, of: &str| -> Vec<String> {
        consumers(found, &ComponentId::new(of)).iter().map(|one| one.id.to_string()).collect()
    };
    assert_eq!(ids(&found, "a"), ["b", "c"]);
    assert_eq!(ids(&inside, "a"), ["b", "c"]);
    assert_eq!(ids(&inside, "b"), [""; 0]);
}
