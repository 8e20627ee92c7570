use std::path::Path;
use std::process::Command;

use crate::store::{self, Against, Files, Git};

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/verification");

/// A file, and what becomes of its text.
type Edit<'e> = (&'e Path, fn(&str) -> String);

#[expect(clippy::disallowed_methods, reason = "a test makes its repository")]
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A commit is read beside the files as they are after each of these edits: what comes out is what reading it alone gives.
#[test]
#[expect(clippy::disallowed_methods, reason = "a test makes its repository")]
fn a_state_read_beside_another_is_what_it_is_alone() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().canonicalize().unwrap();
    copy(Path::new(EXAMPLE), &root);
    let git = |args: &[&str]| {
        let name = ["-c", "user.name=x", "-c", "user.email=x@example.org"];
        let status = Command::new("git").arg("-C").arg(&root).args(name).args(args).status();
        assert!(status.unwrap().success());
    };
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "-A"]);
    git(&["commit", "-qm", "one"]);
    let (data, settings) = (root.join("formwork/data.toml"), root.join("formwork.toml"));
    let edits: [Edit<'_>; 6] = [
        (&data, str::to_owned),
        (&data, |text| text.replace("answer = ", "answer  = ") + "\n[labels]\nanswer = \"By hand\"\n"),
        (&data, |text| text.replace('\n', "\r\n")),
        (&data, |text| text.to_owned() + "\n[business-problems]\nanswer = \"Answered here too\"\n"),
        (&data, |_| "no [toml".to_owned()),
        (&settings, |text| text.replace("@3", "@1")),
    ];
    let asked = Git::open(&root).unwrap();
    let commit = asked.commit("HEAD").unwrap();
    for (at, (file, edit)) in edits.into_iter().enumerate() {
        git(&["checkout", "-q", "."]);
        let text = std::fs::read_to_string(file).unwrap();
        std::fs::write(file, edit(&text)).unwrap();
        let now = store::find(&root, &root).unwrap();
        let now = now.load(&now.members[0], store::Needs::REPORTS);
        let (files, touched) = Files::beside(&asked, &commit, &Against::WorkingTree).unwrap();
        // A file that was only written again may count, one that differs does, though attributes call it the same.
        assert!(at == 0 || touched.len() == 1, "edit {at}: {touched:?}");
        let then = store::find_in(&files, &root, &root).unwrap().unwrap();
        let alone = then.load(&then.members[0], store::Needs::default()).unwrap();
        let beside = then.load_beside(&then.members[0], store::Needs::default(), now.as_ref().ok()).unwrap();
        assert!(alone.answers.iter().flatten().any(|answer| !answer.requirements.is_empty()));
        assert_eq!(format!("{beside:?}"), format!("{alone:?}"), "edit {at}");
    }
}
