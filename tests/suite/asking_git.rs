//! Where git cannot be asked, or is asked about odd names: a clear sentence, and what needs no git works as ever.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::git;
use crate::support::{Project, Ran};

/// What asks git, and so cannot do without.
const ASKING: [&[&str]; 5] =
    [&["diff"], &["diff", "HEAD"], &["log", "privacy"], &["check", "--since", "HEAD"], &["hook", "install"]];

/// Everything that asks git says this; everything else works.
fn does_without(project: &Project, folder: &Path, sentence: &str, hint: &str) {
    let run = |args: &[&str]| Ran::of(project.command().current_dir(folder).args(args).output().unwrap());
    for args in ASKING {
        let ran = run(args).exits(2).talks(sentence);
        assert_eq!(ran.out, "", "{args:?}");
        assert!(ran.err.lines().count() <= 2 && ran.err.contains("help: "), "{args:?}: {}", ran.err);
        assert!(ran.err.contains(hint), "{args:?}: {}", ran.err);
    }
    run(&["check", "--format", "short"]).exits(1).says("error[unanswered-question]");
    run(&["answer", "privacy", "Faces are blurred."]).ok();
    run(&["requirement", "add", "privacy", "blur", "Blurs faces.", "--verification", "test"]).ok();
    run(&["review", "privacy", "--as", "legal-team", "--by", "@mia", "--yes", "--note", "seen"]).ok();
    for args in [
        &["status"][..],
        &["list"],
        &["show", "privacy"],
        &["impact", "privacy"],
        &["render"],
        &["export", "--open"],
        &["maturity"],
        &["review", "--suspect"],
    ] {
        run(args).ok();
    }
    // What names the commit names none, and says why where a repository lets one expect it.
    let why = sentence.trim_start_matches("error: ");
    let expected = !why.starts_with(" is ");
    for (args, said) in [
        (&["status", "--dated", "--json"][..], "\"revision\": null"),
        (&["render", "--dated"], ": no commit, digest"),
    ] {
        let ran = run(args).ok().says(said);
        let told = ran.err.starts_with("no commit is named: ") && ran.err.contains(why);
        assert!(if expected { told } else { ran.err.is_empty() }, "{args:?}: {}", ran.err);
    }
}

const NO_GIT: &str = "help: this asks git; everything else works without it";

#[test]
fn git_is_missing() {
    let project = Project::fresh().versioned().env("PATH", "/nowhere");
    let sentence = "error: git is not installed, or not on the PATH";
    does_without(&project, project.root(), sentence, NO_GIT);
}

#[test]
fn git_is_too_old() {
    let project = Project::fresh().versioned();
    project.write("bin/git", "#!/bin/sh\necho git version 2.17.1\n");
    std::fs::set_permissions(project.path("bin/git"), std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", project.path("bin").display());
    let project = project.env("PATH", &path);
    let sentence = "error: git 2.17.1 is too old: at least 2.24 is needed";
    does_without(
        &project,
        project.root(),
        sentence,
        "help: upgrade git; what does not ask it works as it is",
    );
}

#[test]
fn there_is_no_repository() {
    let project = Project::fresh();
    does_without(&project, project.root(), " is not in a git repository", NO_GIT);
}

#[test]
fn the_repository_is_bare() {
    let project = Project::fresh();
    std::fs::remove_dir(project.path(".git")).unwrap();
    project.git(&["init", "-q", "--bare", "."]);
    let sentence = " is a bare repository: it has no files to compare with";
    does_without(&project, project.root(), sentence, "help: run it in a clone that has a working tree; ");
}

#[test]
fn the_repository_belongs_to_another_user() {
    let project = Project::fresh().versioned().env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    let sentence = ": the repository belongs to another user";
    let hint = "help: where you trust it: git config --global --add safe.directory /";
    does_without(&project, project.root(), sentence, hint);
}

#[test]
fn the_repository_is_of_a_kind_that_this_git_does_not_know() {
    let project = Project::fresh().versioned();
    project.git(&["config", "core.repositoryFormatVersion", "99"]);
    let ran = project.run(["diff"]).exits(2);
    assert!(ran.err.contains("99") && !ran.err.contains("is not in a git repository"), "{}", ran.err);
}

#[test]
fn a_folder_whose_name_is_no_text() {
    let project = Project::empty().versioned();
    let folder = project.root().join(OsStr::from_bytes(b"f\xffo"));
    std::fs::create_dir(&folder).unwrap();
    let init = project.command().current_dir(&folder).args(["init", "--name", "Watch"]).output().unwrap();
    Ran::of(init).ok();
    project.commit("first");
    let run = |args: &[&str]| Ran::of(project.command().current_dir(&folder).args(args).output().unwrap());
    run(&["answer", "privacy", "Faces are blurred."]).ok();
    for args in
        [&["diff"][..], &["diff", "--format", "json"], &["log", "privacy"], &["check", "--since", "HEAD"]]
    {
        let ran =
            run(args).exits(2).talks("error: the path f\u{fffd}o is not UTF-8").talks("rename the folder");
        assert_eq!(ran.out, "", "{args:?}");
    }
    run(&["check", "--format", "short"]).exits(1);
    for args in [&["status"][..], &["list"], &["render"], &["review", "--suspect"]] {
        run(args).ok();
    }
    // Beside it, all is as ever.
    project.run(["init", "other"]).ok();
    project.commit("second");
    project.run(["-C", "other", "answer", "privacy", "Faces are blurred."]).ok();
    project.run(["-C", "other", "diff"]).ok().says("Faces are blurred.");
    project.run(["-C", "other", "check", "--since", "HEAD"]).ok();
}

#[test]
fn folders_with_spaces_quotes_and_line_breaks_are_compared_like_any() {
    for name in
        ["a b", "it's \"quoted\"", "line\nbreak", "-n", "--output=x", "ü", "a\tb", ":(top)x", "*", "a\\b"]
    {
        let project = Project::empty().versioned();
        let run = |args: &[&str]| {
            let mut command = project.command();
            Ran::of(command.current_dir(project.path(name)).args(args).output().unwrap())
        };
        std::fs::create_dir(project.path(name)).unwrap();
        run(&["init", "--name", "Watch"]).ok();
        run(&["answer", "privacy", "Faces are shown."]).ok();
        project.commit("first");
        run(&["answer", "privacy", "Faces are blurred."]).ok();
        let diff = run(&["diff"]).ok().says("[-shown.-]{+blurred.+}");
        assert!(!diff.out.contains("\nbreak"), "{name:?}\n{}", diff.out);
        run(&["diff", "--json"]).ok();
        run(&["check", "--since", "HEAD"]).ok().says("Nothing new since HEAD");
        project.commit("second");
        let log = run(&["log", "privacy"]).ok().says("second").says("first").says("[-shown.-]{+blurred.+}");
        assert!(!log.out.contains("not committed yet"), "{name:?}\n{}", log.out);
        run(&["diff", "HEAD~1", "--format", "markdown"]).ok();
        let annotations = run(&["check", "--format", "github"]).exits(1).out;
        assert!(annotations.lines().all(|line| line.starts_with("::")), "{name:?}\n{annotations}");
        let log = run(&["check", "--format", "sarif"]).exits(1).json();
        let place =
            &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        let uri = place.as_str().unwrap();
        assert!(
            uri.ends_with("/formwork/scoping.toml") && !uri.contains([' ', '\n', ':', '"', '*']),
            "{uri}"
        );
    }
}

#[test]
fn a_name_of_a_revision_is_nothing_but_a_name() {
    let project = Project::fresh().versioned();
    project.commit("first");
    project.run(["answer", "privacy", "Faces are blurred."]).ok();
    let before = project.snapshot();
    for name in [
        "--upload-pack=touch owned",
        "--output=owned",
        "-oowned",
        "--help",
        "--",
        "HEAD; touch owned",
        "$(touch owned)",
        "`touch owned`",
        "HEAD\ntouch owned",
        "HEAD:formwork.toml",
        "HEAD^{tree}",
        ":/",
        "../../etc/passwd",
        "\u{1b}[31mred",
    ] {
        let range = format!("{name}..HEAD");
        let wide = format!("HEAD...{name}");
        let since = format!("--since={name}");
        for args in
            [&["diff", "--", name][..], &["diff", "--", &range], &["diff", "--", &wide], &["check", &since]]
        {
            let ran = project.run(args.iter().copied()).exits(2).talks("error: there is no commit `");
            assert!(!ran.err.contains('\u{1b}') && ran.out.is_empty(), "{args:?}: {}", ran.err);
        }
    }
    assert_eq!(project.snapshot(), before, "nothing was run or written");
}

/// Inside of a hook, git names its own repository in variables; a command about another one is not led astray.
#[test]
fn what_the_environment_says_of_another_repository_is_not_asked() {
    let other = Project::empty().versioned();
    other.write("x", "x");
    other.commit("theirs");
    let project = Project::fresh().versioned();
    project.commit("first");
    project.run(["answer", "privacy", "Faces are blurred."]).ok();
    project.git(&["add", "-A"]);
    let expected = project.run(["diff", "--staged"]).ok().says("Faces are blurred.").out;
    let folder = other.path(".git").display().to_string();
    for (name, value) in [
        ("GIT_DIR", folder.clone()),
        ("GIT_WORK_TREE", other.root().display().to_string()),
        ("GIT_COMMON_DIR", folder.clone()),
        ("GIT_OBJECT_DIRECTORY", format!("{folder}/objects")),
        ("GIT_INDEX_FILE", format!("{folder}/index")),
        ("GIT_NAMESPACE", "theirs".to_owned()),
        ("GIT_LITERAL_PATHSPECS", "1".to_owned()),
        ("GIT_ICASE_PATHSPECS", "1".to_owned()),
        ("GIT_PREFIX", "nowhere/".to_owned()),
        ("GIT_TRACE", "1".to_owned()),
        ("GIT_EXTERNAL_DIFF", "/bin/false".to_owned()),
    ] {
        let run = |args: &[&str]| {
            let mut command = project.command();
            Ran::of(command.env(name, &value).args(args).output().unwrap())
        };
        assert_eq!(run(&["diff", "--staged"]).ok().out, expected, "{name}");
        run(&["log", "privacy"]).ok().says("not committed yet");
        run(&["check", "--since", "HEAD"]).ok().says("Nothing new since HEAD");
        run(&["diff", "nothing"]).exits(2).talks("there is no commit `nothing`");
    }
}

/// `git commit FILE` lays out what it commits in an index of its own, and says so to its hooks.
#[test]
fn the_index_that_a_commit_is_made_of_is_the_one_that_counts() {
    let project = Project::fresh().versioned();
    project.commit("first");
    let own = project.path(".git/next-index-7.lock");
    std::fs::copy(project.path(".git/index"), &own).unwrap();
    project.run(["answer", "privacy", "Faces are blurred."]).ok();
    let mut add = git::command(project.root(), &["add", "-A"]);
    Ran::of(add.env("GIT_INDEX_FILE", &own).output().unwrap()).ok();
    project.run(["diff", "--staged"]).ok().talks("no requirement changed");
    for index in [own.to_str().unwrap(), ".git/next-index-7.lock"] {
        let mut command = project.command();
        command.env("GIT_INDEX_FILE", index).args(["diff", "--staged"]);
        Ran::of(command.output().unwrap()).ok().says("Faces are blurred.");
    }
}
