use std::process::Command;

use super::*;

#[expect(clippy::disallowed_methods, reason = "a test makes its repository")]
fn repository(files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().canonicalize().unwrap();
    let git = |args: &[&str]| {
        assert!(Command::new("git").arg("-C").arg(&root).args(args).status().unwrap().success());
    };
    git(&["init", "-q", "-b", "main"]);
    for (path, text) in files {
        std::fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        std::fs::write(root.join(path), text).unwrap();
    }
    git(&["add", "-A"]);
    (dir, root)
}

#[test]
fn a_revision_is_read_as_the_disk_is() {
    let (_dir, root) = repository(&[
        ("a/formwork.toml", "format = 1\n"),
        ("a/formwork/data.toml", "x"),
        ("a/formwork-old/x", ""),
        ("a0", ""),
        ("docs/x y.md", "seen"),
    ]);
    let files = Files::of(&Git::open(&root).unwrap(), &Revision::Index).unwrap();
    for files in [&files, Files::disk()] {
        let text = |path: &str| match files.read_in(&root.join(path), &root) {
            Disk::Text(text) => text,
            Disk::Missing => "missing".to_owned(),
            Disk::Bad(_) => "bad".to_owned(),
        };
        assert_eq!(text("a/formwork.toml"), "format = 1\n");
        assert_eq!([text("a/../docs/x y.md"), text("a"), text("b")], ["seen", "bad", "missing"]);
        let names = |dir: &str| {
            let mut names: Vec<_> = files.entries(&root.join(dir)).unwrap();
            names.retain(|(name, _)| name != ".git");
            names.sort();
            names.into_iter().map(|(name, dir)| (name.into_string().unwrap(), dir)).collect::<Vec<_>>()
        };
        let own = |name: &str, dir| (name.to_owned(), dir);
        assert_eq!(names(""), [own("a", true), own("a0", false), own("docs", true)]);
        assert_eq!(
            names("a"),
            [own("formwork", true), own("formwork-old", true), own("formwork.toml", false)]
        );
        assert!(files.has(&root.join("a/formwork")).unwrap() && !files.has(&root.join("a/form")).unwrap());
    }
    assert!(!files.has(&root.join("../a0")).unwrap());
}
