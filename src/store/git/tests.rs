use std::process::Command;

use proptest::collection::vec;
use proptest::prelude::*;

use super::listing::entries;
use super::*;

#[expect(clippy::disallowed_methods, reason = "a test makes its repository")]
fn repository() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    git(&dir, &["init", "-q", "-b", "main"]);
    std::fs::create_dir(dir.path().join("a b")).unwrap();
    std::fs::write(dir.path().join("a b/ü\"x.toml"), "one = 1\n").unwrap();
    std::fs::write(dir.path().join("top.toml"), "").unwrap();
    git(&dir, &["add", "-A"]);
    git(&dir, &["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "one"]);
    std::fs::write(dir.path().join("top.toml"), "two = 2\n").unwrap();
    git(&dir, &["add", "-A"]);
    dir
}

fn git(dir: &tempfile::TempDir, args: &[&str]) {
    assert!(Command::new("git").arg("-C").arg(dir.path()).args(args).status().unwrap().success());
}

#[test]
fn files_and_blobs_of_a_commit_and_of_the_index() {
    let dir = repository();
    let git = Git::open(&dir.path().join("a b")).unwrap();
    let head = Revision::Commit(git.commit("HEAD").unwrap());
    let names = |revision: &Revision, below: &str| -> Vec<String> {
        git.files(revision, below).unwrap().into_iter().map(|entry| entry.path).collect()
    };
    assert_eq!(names(&head, ""), ["a b/ü\"x.toml", "top.toml"]);
    assert_eq!(names(&Revision::Index, "a b"), ["a b/ü\"x.toml"]);
    let mut batch = git.batch().unwrap();
    let mut text = |revision: &Revision, path: &str| {
        let entry = git.files(revision, path).unwrap().remove(0);
        batch.blob(&entry.blob).unwrap()
    };
    assert_eq!(text(&head, "top.toml"), Blob::Bytes(Vec::new()));
    assert_eq!(text(&Revision::Index, "top.toml"), Blob::Bytes(b"two = 2\n".to_vec()));
    assert_eq!(text(&head, "a b/ü\"x.toml"), Blob::Bytes(b"one = 1\n".to_vec()));
    assert_eq!(batch.blob(&"0".repeat(40)).unwrap(), Blob::Missing);
    assert_eq!(batch.blob("HEAD").unwrap(), Blob::Missing, "no revision is parsed");
}

#[test]
fn a_working_tree_that_differs_from_the_last_commit_is_dirty() {
    let dir = repository();
    let opened = Git::open(dir.path()).unwrap();
    assert!(opened.is_dirty().unwrap(), "something is staged");
    git(&dir, &["reset", "-q", "--hard"]);
    assert!(!opened.is_dirty().unwrap());
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test makes its repository")]
fn the_contents_of_a_file_are_those_of_all_its_commits_newest_first() {
    let dir = repository();
    let commit = |name: &str| {
        git(&dir, &["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qam", name]);
    };
    commit("two");
    std::fs::write(dir.path().join("top.toml"), "three = 3\n").unwrap();
    commit("three");
    let git = Git::open(dir.path()).unwrap();
    let mut batch = git.batch().unwrap();
    let mut texts = |path: &str| -> Vec<Blob> {
        git.contents(path).unwrap().iter().map(|blob| batch.blob(blob).unwrap()).collect()
    };
    let text = |text: &str| Blob::Bytes(text.as_bytes().to_vec());
    assert_eq!(texts("top.toml"), [text("three = 3\n"), text("two = 2\n"), text("")]);
    assert_eq!(texts("a b/ü\"x.toml"), [text("one = 1\n")]);
    assert!(texts("*").is_empty() && texts("--all").is_empty() && texts("nothing").is_empty());
}

#[test]
fn names_of_commits_that_are_none_are_said_and_do_nothing() {
    let dir = repository();
    let git = Git::open(dir.path()).unwrap();
    for name in ["--upload-pack=touch x", "-h", "", "nothing", "a\nb", "HEAD^9", ":top.toml", "main:top.toml"]
    {
        assert!(matches!(git.commit(name), Err(GitError::NoSuchCommit { .. })), "{name}");
    }
    assert!(git.commit("main").unwrap().as_str().len() >= 40);
}

#[test]
fn no_repository_and_a_bare_one_are_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(Git::open(dir.path()), Err(GitError::NotARepository(_))));
    git(&dir, &["init", "-q", "--bare", "."]);
    assert!(matches!(Git::open(dir.path()), Err(GitError::Bare(_))));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_git_writes_is_read_without_a_panic(bytes in vec(0_u8..=255, 0..200), line in "\\PC{0,40}") {
        entries(&bytes);
        contents::contents(&String::from_utf8_lossy(&bytes));
        changed::touched(&bytes);
        commits::steps(&line);
        let _ = batch::header_of(&line);
    }

    #[test]
    fn files_that_differ_are_read_back(files in vec((any::<bool>(), "[^\u{0}]{1,12}", "[^\u{0}]{1,12}"), 0..8)) {
        let written: String = files.iter().map(|(moved, path, from)| match moved {
            true => format!("R087\0{from}\0{path}\0"),
            false => format!("M\0{path}\0"),
        }).collect();
        let expected: Vec<_> = files.into_iter().map(|(moved, path, from)| Touched { path, from: moved.then_some(from) }).collect();
        prop_assert_eq!(changed::touched(written.as_bytes()), expected);
    }

    #[test]
    fn commits_are_read_back(commits in vec(("[0-9a-f]{40}", "[^\u{0}\n]{0,12}", "[^\u{0}\n]{0,12}", "[^\u{0}]{1,9}", "[0-9a-f]{40}"), 0..5)) {
        // As `log -z --raw` writes it: no NUL between a commit and what it changed, one behind each path.
        let written = commits.iter().fold(String::new(), |all, (id, author, subject, path, blob)| {
            all + &format!("\u{1}{id}\0{blob}\x002026-11-21\0{author}\0{subject}\0\n:100644 100644 {id} {blob} M\0{path}\0")
        });
        let read: Vec<_> = commits::steps(&written).into_iter().map(|step| (step.commit.as_str().to_owned(), step.author, step.subject, step.before, step.after)).collect();
        let expected: Vec<_> = commits.into_iter().map(|(id, author, subject, _, blob)| (id.clone(), author, subject, vec![id], blob)).collect();
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn what_is_not_committed_is_read_back(paths in proptest::collection::btree_set("[^\u{0}]{1,12}", 0..8)) {
        let written = paths.iter().fold(String::new(), |all, path| all + &format!("?? {path}\0"));
        let read: std::collections::BTreeSet<String> = history::uncommitted(written.as_bytes()).into_iter().collect();
        prop_assert_eq!(read, paths);
    }

    #[test]
    fn the_size_of_an_object_is_read_back(size in any::<u64>(), id in "[0-9a-f]{40}") {
        let (there, missing) = (format!("{id} blob {size}\n"), format!("{id} missing\n"));
        prop_assert_eq!(batch::header_of(&there).unwrap(), Some(("blob", size)));
        prop_assert_eq!(batch::header_of(&missing).unwrap(), None);
    }

    #[test]
    fn a_listing_is_read_back(paths in vec("[^\u{0}]{1,20}", 0..8)) {
        let id = "0123456789abcdef0123456789abcdef01234567";
        let written = paths.iter().fold(String::new(), |all, path| all + &format!("100644 blob {id}\t{path}\0"));
        let read: Vec<String> = entries(written.as_bytes()).into_iter().map(|entry| entry.path).collect();
        prop_assert_eq!(read, paths);
    }
}

#[test]
fn the_last_changes_of_files_are_told_apart_from_what_is_not_committed() {
    let dir = repository();
    let asked = Git::open(dir.path()).unwrap();
    let mut history = asked.history(&[]).unwrap().unwrap();
    assert!(matches!(history.last_change("a b/ü\"x.toml"), LastChange::At(time) if time > 1_500_000_000));
    assert_eq!(history.last_change("top.toml"), LastChange::Uncommitted, "it is staged");
    assert_eq!(history.last_change("nothing"), LastChange::Uncommitted);
    let blamed = asked.lines_changed("top.toml", &[(1, 1)]).unwrap();
    assert_eq!(blamed, [LastChange::Uncommitted]);
    assert!(asked.lines_changed("nothing", &[(1, 1)]).is_err());
    let of_path = asked.history(&["a b/ü\"x.toml".to_owned()]).unwrap().unwrap();
    drop(of_path); // without a word, while the process still writes
}

#[test]
fn several_commits_each_date_their_own_files() {
    let dir = repository();
    git(&dir, &["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "two"]);
    let mut history = Git::open(dir.path()).unwrap().history(&[]).unwrap().unwrap();
    let (LastChange::At(first), LastChange::At(second)) =
        (history.last_change("a b/ü\"x.toml"), history.last_change("top.toml"))
    else {
        panic!("both are committed")
    };
    assert!(second >= first);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_status_and_blame_write_is_read_without_a_panic(bytes in vec(0_u8..=255, 0..200), line in "[0-9a-f]{38,42}( [0-9]{0,3}){0,3}\n(committer-time [0-9x]{0,12}\n)?") {
        history::uncommitted(&bytes);
        history::blamed(&bytes);
        history::blamed(line.as_bytes());
    }
}
