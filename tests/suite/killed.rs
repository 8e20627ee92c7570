//! Writers that are killed at any moment: each file is the old one or the new one, whole, and the next run comes to
//! the end that this one would have come to.
//!
//! A kill counts where the writer died of it. Some come at random, from the start to the end; others wait for the
//! write to begin, and count where the temporary file is still there afterwards: that one was hit within the write.

use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, RandomState};
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::support::Project;

/// So often each of the nine writers dies at random.
const AT_RANDOM: u32 = 24;
/// So often each dies within the write of a file of the project, which waits for the disk, …
const WITHIN: u32 = 12;
/// … and within that of a document, which does not wait and so is soon over.
const WITHIN_DOCUMENT: u32 = 3;
/// So many tries one death may take: at random, some writers are done before they are hit, but not most; the
/// write is short, and this machine may look away just then.
const TRIES: u32 = 3;
const TRIES_WITHIN: u32 = 100;

type Files = BTreeMap<String, Vec<u8>>;

/// All files with their bytes, but for what is on its way to becoming one.
fn files(project: &Project) -> Files {
    let shown = |path: PathBuf| path.strip_prefix(project.root()).unwrap().to_str().unwrap().to_owned();
    let all = project.snapshot().into_iter().map(|(path, bytes)| (shown(path), bytes));
    all.filter(|(path, _)| !path.contains(TEMPORARY)).collect()
}

const TEMPORARY: &str = ".formwork-";

/// Numbers from a seed, which a failed test prints; `FORMWORK_SEED` gives the same again.
struct Random(u64);

impl Random {
    fn new() -> Self {
        let given = std::env::var("FORMWORK_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = given.unwrap_or_else(|| RandomState::new().hash_one(0)).max(1);
        println!("FORMWORK_SEED={seed}");
        Self(seed)
    }

    /// At least nothing, and less than all of it.
    fn part(&mut self, of: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        of * u32::try_from(self.0 % 10_000).unwrap() / 10_000
    }
}

/// A command with the files before it and after it.
struct Writer<'w> {
    project: &'w Project,
    args: &'w [&'w str],
    old: Files,
    new: Files,
    /// What it writes.
    targets: Vec<String>,
    folders: Vec<PathBuf>,
}

impl<'w> Writer<'w> {
    /// Lets it run to its end, and says how long that took.
    fn watch(project: &'w Project, args: &'w [&'w str]) -> (Self, Duration) {
        let old = files(project);
        let start = Instant::now();
        project.run(args.iter().copied()).ok();
        let whole = start.elapsed();
        let new = files(project);
        let targets: Vec<String> =
            new.keys().filter(|path| old.get(*path) != new.get(*path)).cloned().collect();
        assert!(!targets.is_empty(), "it writes something");
        let folder = |path: &String| project.path(path).parent().map(Path::to_path_buf);
        let mut folders: Vec<PathBuf> = targets.iter().filter_map(folder).collect();
        folders.dedup();
        (Self { project, args, old, new, targets, folders }, whole)
    }

    /// Everything as it was, and nothing of those that were killed.
    fn restore(&self) {
        for path in self.new.keys().filter(|path| !self.old.contains_key(*path)) {
            let _ = std::fs::remove_file(self.project.path(path));
        }
        for (path, bytes) in self.old.iter().filter(|(path, bytes)| self.new.get(*path) != Some(bytes)) {
            self.project.write(path, bytes);
        }
        for path in self.temporary() {
            let _ = std::fs::remove_dir_all(&path);
            let _ = std::fs::remove_file(&path);
        }
    }

    fn start(&self) -> Child {
        let mut command = self.project.command();
        // A file, for what nobody sees is not stamped.
        command.args(self.args).stdout(tempfile::tempfile().unwrap()).stderr(Stdio::null());
        command.spawn().unwrap()
    }

    fn temporary(&self) -> Vec<PathBuf> {
        let all = self.folders.iter().flat_map(std::fs::read_dir).flatten().flatten();
        all.map(|entry| entry.path()).filter(|path| path.to_string_lossy().contains(TEMPORARY)).collect()
    }

    /// Whether it writes now: there is a temporary file, or a file is about to grow where it lies.
    fn has_begun(&self) -> bool {
        let half = |path: &String| {
            let length = std::fs::metadata(self.project.path(path)).ok().map(|meta| meta.len());
            let whole = |files: &Files| files.get(path).map(|bytes| bytes.len() as u64);
            length != whole(&self.old) && length != whole(&self.new)
        };
        !self.temporary().is_empty() || self.targets.iter().any(half)
    }

    /// Kills it, and looks at every file. Whether it died of that.
    fn kill(&self, mut child: Child) -> bool {
        let _ = child.kill();
        let died = child.wait().unwrap().signal() == Some(9);
        let now = files(self.project);
        for path in self.old.keys().chain(self.new.keys()) {
            let is = now.get(path);
            let known = is == self.old.get(path) || is == self.new.get(path);
            assert!(known, "{}: {path} is half written", self.args[0]);
        }
        let known = |path: &&String| self.old.contains_key(*path) || self.new.contains_key(*path);
        let strange: Vec<_> = now.keys().filter(|path| !known(path)).collect();
        assert!(strange.is_empty(), "{} left {strange:?}", self.args[0]);
        died
    }
}

fn is_never_half_done(project: &Project, args: &[&str]) {
    killed(project, args, WITHIN);
}

/// Lets a command run to its end, then again and again, from the same start, until it is killed on its way.
fn killed(project: &Project, args: &[&str], within: u32) {
    let mut random = Random::new();
    let (writer, mut whole) = Writer::watch(project, args);
    let (mut died, mut tries) = (0, 0);
    while died < AT_RANDOM {
        assert!(tries < AT_RANDOM * TRIES, "{}: only {died} of {tries} were still running", args[0]);
        tries += 1;
        writer.restore();
        let start = Instant::now();
        let mut child = writer.start();
        let until = random.part(whole);
        while start.elapsed() < until && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_micros(50).min(until));
        }
        let ran = start.elapsed();
        if writer.kill(child) {
            died += 1;
        } else {
            whole = ran; // it is done sooner than the first one was
        }
    }
    let (mut hit, mut tries_within) = (0, 0);
    while hit < within {
        let most = within * TRIES_WITHIN;
        assert!(tries_within < most, "{}: only {hit} of {tries_within} were hit within the write", args[0]);
        tries_within += 1;
        writer.restore();
        let mut child = writer.start();
        while !writer.has_begun() && child.try_wait().unwrap().is_none() {}
        // Every other one at once, the others a little later in the write.
        let later = random.part(Duration::from_micros(u64::from(tries_within % 2) * 100));
        let begun = Instant::now();
        while begun.elapsed() < later {}
        hit += u32::from(writer.kill(child) && !writer.temporary().is_empty());
    }
    println!("{}: {died} of {tries} died at random, {hit} of {tries_within} within the write", args[0]);
    // What the last one left behind disturbs nobody.
    for (path, bytes) in &writer.old {
        project.write(path, bytes);
    }
    project.run(args.iter().copied()).ok();
    let now = files(project);
    assert!(writer.new.iter().all(|(path, bytes)| now.get(path) == Some(bytes)), "{args:?}");
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
fn a_level() {
    let project = Project::example("elephant-enclosure");
    is_never_half_done(&project, &["maturity", "set", "cascading"]);
}

#[test]
fn a_document_and_reports() {
    let project = Project::example("elephant-enclosure");
    killed(&project, &["render", "--output", "out.html"], WITHIN_DOCUMENT);
    let reports = ["--report", "sarif=a.sarif", "--report", "junit=b.xml", "--report", "gitlab=c.json"];
    killed(&project, &[&["check", "--exit-zero"][..], &reports].concat(), WITHIN_DOCUMENT);
}
