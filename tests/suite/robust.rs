//! Whatever is in a file's place: a message with the place, the right exit code, every file as it was.

use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::{Command, Stdio};

use crate::support::{Project, Ran};

/// `check` says so with exit 1; readers and writers refuse with exit 2; nothing changes.
fn refuses(project: &Project, place: &str) {
    let before = project.snapshot();
    project.run(["check", "--format", "short"]).exits(1).says(place);
    project.run(["status"]).exits(2).talks(place.split(':').next().unwrap());
    project.run(["render"]).exits(2);
    project.run(["answer", "privacy", "x"]).exits(2);
    assert_eq!(project.snapshot(), before);
}

#[test]
fn broken_toml() {
    refuses(&Project::fresh().file("formwork/data.toml", "[a]\nb = \n"), "formwork/data.toml:2:");
}

#[test]
fn not_utf_8() {
    refuses(
        &Project::fresh().file("formwork/data.toml", b"# ok\na = \"\xff\"\n"),
        "formwork/data.toml:2:6: error[invalid-toml] not UTF-8",
    );
}

#[test]
fn nul_bytes() {
    refuses(&Project::fresh().file("formwork/data.toml", b"# ok\na = \"\0\"\n"), "formwork/data.toml:2:");
}

#[test]
fn a_hundred_thousand_brackets() {
    refuses(
        &Project::fresh().file("formwork/data.toml", format!("a = {}", "[".repeat(100_000))),
        "formwork/data.toml:1:",
    );
    refuses(
        &Project::fresh()
            .file("formwork/data.toml", format!("{}a{}", "[".repeat(100_000), "]".repeat(100_000))),
        "formwork/data.toml:1:",
    );
}

#[test]
fn conflict_markers_inside_an_answer() {
    let text = "[privacy]\nanswer = '''\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n'''\n";
    refuses(
        &Project::fresh().file("formwork/data.toml", text),
        "formwork/data.toml:3:1: error[conflict-marker]",
    );
}

#[test]
fn a_folder_in_a_files_place() {
    let project = Project::fresh();
    std::fs::remove_file(project.path("formwork/data.toml")).unwrap();
    std::fs::create_dir(project.path("formwork/data.toml")).unwrap();
    refuses(&project, "formwork/data.toml:1:1: error[invalid-toml] it is a folder");
}

#[test]
fn a_link_that_leads_to_itself() {
    let project = Project::fresh();
    std::fs::remove_file(project.path("formwork/data.toml")).unwrap();
    symlink("data.toml", project.path("formwork/data.toml")).unwrap();
    refuses(&project, "formwork/data.toml:1:1: error[invalid-toml]");
}

#[test]
fn a_pipe_in_a_files_place_does_not_hang() {
    let project = Project::fresh();
    std::fs::remove_file(project.path("formwork/data.toml")).unwrap();
    assert!(Command::new("mkfifo").arg(project.path("formwork/data.toml")).status().unwrap().success());
    project.run(["check", "--format", "short"]).exits(1).says("not a regular file");
}

#[test]
fn the_settings_file_itself_broken() {
    let project = Project::fresh().file("formwork.toml", "format = 1\nform = \"mlops-requirements@3\n");
    refuses(&project, "formwork.toml:2:");
    let project = Project::fresh().file("formwork.toml", "format = 9\nform = \"mlops-requirements@3\"\n");
    project
        .run(["check", "--format", "short"])
        .exits(1)
        .says("formwork.toml:1:10: error[unsupported-format]");
    project.run(["render"]).exits(2).talks("unsupported-format");
}

#[test]
fn a_fifty_megabyte_answer_is_just_long() {
    let project = Project::fresh();
    let long = "0123456789abcdef\n".repeat(50 * 65_536);
    project.write("long.md", &long);
    project.run(["answer", "privacy", "--file", "long.md"]).ok();
    assert!(project.read("formwork/data.toml").contains(&long[..100_000]));
    let ran = project.run(["check", "--format", "short"]).exits(1);
    assert!(ran.out.len() < 20_000, "an excerpt is not 50 MB");
}

#[test]
fn no_project_and_wrong_flags_are_exit_2() {
    let project = Project::empty();
    for command in ["check", "status", "list", "render", "maturity"] {
        project.run([command]).exits(2).talks("no formwork.toml in").talks("formwork init");
    }
    project.run(["check", "--fail-on", "maybe"]).exits(2);
    project.run(["check", "nowhere"]).exits(2).talks("nowhere");
    project.run(["-C", "nowhere", "check"]).exits(2).talks("no such folder");
    project.run(["check", "--today", "yesterday"]).exits(2).talks("2027-02-01");
}

#[test]
fn a_full_disk_and_a_closed_pipe_are_failing_output() {
    let project = Project::example("elephant-enclosure");
    for args in [&["render"][..], &["check"], &["status", "--json"], &["list"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let ran = Ran::of(project.command().args(args).stdout(full).stderr(Stdio::piped()).output().unwrap());
        ran.exits(2).talks("standard output: no room left");
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let ran =
            Ran::of(project.command().args(args).stdout(writer).stderr(Stdio::piped()).output().unwrap());
        // Whoever reads through `head` has what was wanted, so nothing is said.
        assert_eq!(ran.exits(2).err.lines().filter(|line| line.starts_with("error")).count(), 0);
    }
}

/// With files of at most eight KiB.
fn limited(project: &Project, args: &str) -> Ran {
    let script = format!("ulimit -f 8; '{}' {args}", env!("CARGO_BIN_EXE_formwork"));
    Ran::of(Command::new("bash").arg("-c").arg(&script).current_dir(project.root()).output().unwrap())
}

#[test]
fn a_file_that_may_not_grow_stays_as_it_was() {
    let project = Project::fresh();
    project.write("long.md", "a line\n".repeat(100_000));
    let before = project.snapshot();
    limited(&project, "answer privacy --file long.md")
        .exits(2)
        .talks("formwork/data.toml: no room left to write; nothing was changed");
    assert_eq!(project.snapshot(), before, "no temporary file is left either");
}

#[test]
fn init_without_room_leaves_nothing() {
    let project = Project::empty();
    limited(&project, "init a/b").exits(2).talks("no room left to write; nothing was changed");
    assert!(!project.path("a").exists());
    assert_eq!(std::fs::read_dir(project.root()).unwrap().count(), 1, "only .git");
    // Beside foreign files, one by one.
    let project = Project::empty().file("formwork/README.md", "ours");
    let before = project.snapshot();
    limited(&project, "init").exits(2).talks("no room left");
    assert_eq!(project.snapshot(), before);
    assert!(!project.path("formwork/schema").exists());
}

/// Runs as another user where the tests run as root, whom no permission stops.
fn unprivileged(project: &Project, args: &str) -> Option<Ran> {
    let bin = env!("CARGO_BIN_EXE_formwork");
    let root = rustix_uid_is_root();
    let mut command = if root {
        let mut command = Command::new("setpriv");
        command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups", "sh", "-c"]);
        command
    } else {
        let mut command = Command::new("sh");
        command.arg("-c");
        command
    };
    if root {
        // The other user must be able to reach the binary and the project.
        let copy = project.path("formwork-bin");
        std::fs::copy(bin, &copy).ok()?;
        std::fs::set_permissions(&copy, std::fs::Permissions::from_mode(0o755)).ok()?;
        std::fs::set_permissions(project.root(), std::fs::Permissions::from_mode(0o755)).ok()?;
        command.arg(format!("./formwork-bin {args}"));
    } else {
        command.arg(format!("'{bin}' {args}"));
    }
    let output = command.current_dir(project.root()).output();
    match output {
        Ok(output) => Some(Ran::of(output)),
        Err(error) => {
            eprintln!("not run: no other user to drop to ({error})");
            None
        }
    }
}

fn rustix_uid_is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[test]
fn an_unreadable_file_is_a_finding_and_a_read_only_folder_refuses() {
    let project = Project::fresh();
    let locked = project.path("formwork/data.toml");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).unwrap();
    if let Some(ran) = unprivileged(&project, "check --format short") {
        ran.exits(1).says("formwork/data.toml:1:1: error[invalid-toml] permission denied");
    }
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o644)).unwrap();
    let folder = project.path("formwork");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o555)).unwrap();
    let before = project.snapshot();
    if let Some(ran) = unprivileged(&project, "answer privacy x") {
        ran.exits(2).talks("formwork/data.toml: permission denied");
    }
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    let after: Vec<_> =
        project.snapshot().into_iter().filter(|(path, _)| !path.ends_with("formwork-bin")).collect();
    let before: Vec<_> = before.into_iter().filter(|(path, _)| !path.ends_with("formwork-bin")).collect();
    assert_eq!(after, before);
}

#[test]
fn check_never_writes() {
    let project = Project::example("elephant-enclosure");
    let before = project.snapshot();
    for format in ["text", "short", "json", "sarif", "github"] {
        project.run(["check", "--format", format]).exits(1);
    }
    assert_eq!(project.snapshot(), before);
}

#[test]
fn a_folder_that_cannot_be_read_hides_no_member() {
    let project = Project::empty();
    project.write(
        "formwork.toml",
        "format = 1\n[workspace]\nmembers = [\n\"services/*\",\n\"deep/**\",\n\"edge/camera\"\n]\n",
    );
    for dir in ["services/birds", "services/snakes", "deep/a", "deep/b/c", "edge/camera", "edge/other"] {
        project.run(["init", dir]).ok();
    }
    let locked = ["services/snakes", "deep/b", "edge"].map(|dir| project.path(dir));
    for dir in &locked {
        std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o000)).unwrap();
    }
    let ran = unprivileged(&project, "check --format short");
    for dir in &locked {
        std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    if let Some(ran) = ran {
        let rule = "error[missing-member] the folder";
        ran.exits(1)
            .says(&format!("formwork.toml:4:1: {rule} `services/snakes` cannot be read: permission denied"))
            .says(&format!("formwork.toml:5:1: {rule} `deep/b` cannot be read: permission denied"))
            .says(&format!("formwork.toml:6:1: {rule} `edge/camera` cannot be read: permission denied"))
            .says("services/birds/formwork/scoping.toml:");
    }
}

#[test]
fn nothing_is_written_into_a_newer_format() {
    let project = Project::fresh();
    project.change("formwork.toml", "format = 1", "format = 2");
    let before = project.snapshot();
    project.run(["answer", "privacy", "x"]).exits(2).talks("format");
    project.run(["answer", "privacy", "x", "--dry-run"]).exits(2).talks("format");
    assert_eq!(project.snapshot(), before);
}

#[test]
fn other_files_of_the_folder_are_looked_at() {
    let project = Project::fresh()
        .file("formwork/reviews.toml", "[a\n")
        .file("formwork/data.toml.bak", "")
        .file("formwork/data.toml.orig", "")
        .file("formwork/data.tml", "")
        .file("formwork/Notes/x.md", "")
        .file("formwork/README.md", "ours")
        .file("formwork/.hidden.toml", "");
    let ran = project.run(["check", "--format", "short"]).exits(1);
    let ran = ran
        .says("formwork/reviews.toml:1:")
        .says("error[invalid-toml]")
        .says("formwork/data.toml.bak:1:1: warning[unknown-file]")
        .says("formwork/data.toml.orig:1:1: warning[unknown-file]")
        .says("formwork/data.tml:1:1: warning[unknown-file]")
        .says("formwork/Notes:1:1: warning[unknown-file] nothing reads the folder `Notes`");
    assert_eq!(ran.out.matches("[unknown-file]").count(), 4, "{}", ran.out);
    project.write("formwork/reviews.toml", "");
    let ran = project.run(["check", "--format", "short"]).exits(1);
    assert!(!ran.out.contains("reviews.toml"), "{}", ran.out);
}
