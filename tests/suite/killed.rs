//! Writers that are killed at any moment: each file is the old one or the new one, whole, and the next run comes to
//! the end that this one would have come to.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::time::Instant;

use crate::support::Project;

/// So often each writer is killed.
const KILLS: u32 = 34;

/// All files with their bytes, but for what is on its way to becoming one.
fn files(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let shown =
        |path: std::path::PathBuf| path.strip_prefix(project.root()).unwrap().to_str().unwrap().to_owned();
    let all = project.snapshot().into_iter().map(|(path, bytes)| (shown(path), bytes));
    all.filter(|(path, _)| !path.contains(".formwork-")).collect()
}

/// Lets a command run to its end, then again and again, from the same start, until it is killed on its way.
fn is_never_half_done(project: &Project, args: &[&str]) {
    let old = files(project);
    let start = Instant::now();
    project.run(args.iter().copied()).ok();
    let whole = start.elapsed();
    let new = files(project);
    assert_ne!(old, new, "it writes something");
    for kill in 0..KILLS {
        for path in new.keys().filter(|path| !old.contains_key(*path)) {
            let _ = std::fs::remove_file(project.path(path));
        }
        for (path, bytes) in old.iter().filter(|(path, bytes)| new.get(*path) != Some(bytes)) {
            project.write(path, bytes);
        }
        let mut command = project.command();
        command.args(args).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        // More of them towards the end, where it writes: every other one in the last third.
        let part = whole * (kill / 2 + 1) / (KILLS / 2);
        std::thread::sleep(if kill % 2 == 0 { part } else { whole * 2 / 3 + part / 3 });
        let _ = child.kill();
        child.wait().unwrap();
        let now = files(project);
        for path in old.keys().chain(new.keys()) {
            let is = now.get(path);
            let known = is == old.get(path) || is == new.get(path);
            assert!(known, "{args:?}: {path} is half written after {part:?} of {whole:?}");
        }
        let strange: Vec<_> =
            now.keys().filter(|path| !old.contains_key(*path) && !new.contains_key(*path)).collect();
        assert!(strange.is_empty(), "{args:?} left {strange:?}");
    }
    for (path, bytes) in &old {
        project.write(path, bytes);
    }
    // What killed ones left behind disturbs nobody.
    project.run(args.iter().copied()).ok();
    let now = files(project);
    assert!(new.iter().all(|(path, bytes)| now.get(path) == Some(bytes)), "{args:?}");
}

const LONG: &str = "a line of the answer, which is as long as many\n";

#[test]
fn an_answer() {
    let project = Project::fresh();
    project.write("long.md", LONG.repeat(6_000));
    is_never_half_done(&project, &["answer", "privacy", "--file", "long.md"]);
}

#[test]
fn a_stamp() {
    let project = Project::fresh();
    let stamp =
        |id: &'static str| ["review", id, "--by", "@mia", "--yes", "--note", "seen", "--as", "legal-team"];
    for id in ["privacy", "data-ownership"] {
        project.run(["answer", id, "The faces of guests are blurred."]).ok();
    }
    // The first makes the file, the second changes it.
    for id in ["privacy", "data-ownership"] {
        is_never_half_done(&project, &stamp(id));
    }
}

#[test]
fn a_requirement() {
    let project = Project::fresh();
    let text = LONG.trim().repeat(2_000);
    let args = ["requirement", "add", "privacy", "blurred", &text, "--verification", "test"];
    is_never_half_done(&project, &args);
}

#[test]
fn a_merge() {
    let project = Project::fresh();
    for id in ["data-source", "data-format"] {
        project.run(["answer", id, &LONG.repeat(300)]).ok();
    }
    let base = project.read("formwork/data.toml");
    project.write("base", &base);
    project.write("ours", base.replacen("a line", "our line", 1));
    let (before, last) = base.rsplit_once("a line").unwrap();
    project.write("theirs", format!("{before}their line{last}"));
    let args = ["merge-driver", "--", "base", "ours", "theirs", "7", "formwork/data.toml"];
    is_never_half_done(&project, &args);
    let merged = project.read("ours");
    assert!(merged.contains("our line") && merged.contains("their line"));
}

#[test]
fn a_sheet_that_comes_back() {
    let project = Project::fresh();
    project.run(["export", "--open", "--output", "sheet.md"]).ok();
    let sheet = project.read("sheet.md");
    let filled = sheet.replace("<!-- answer -->\n", &format!("<!-- answer -->\n{}", LONG.repeat(10)));
    assert_ne!(sheet, filled);
    project.write("sheet.md", filled);
    is_never_half_done(&project, &["import", "sheet.md"]);
}

#[test]
fn a_level_a_document_and_reports() {
    let project = Project::example("elephant-enclosure");
    is_never_half_done(&project, &["maturity", "set", "cascading"]);
    is_never_half_done(&project, &["render", "--output", "out.html"]);
    let reports = ["--report", "sarif=a.sarif", "--report", "junit=b.xml", "--report", "gitlab=c.json"];
    is_never_half_done(&project, &[&["check", "--exit-zero"][..], &reports].concat());
}
