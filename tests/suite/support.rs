//! A hermetic project and the real binary: its own folder, an empty environment, a fixed day.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The day of all tests.
pub const TODAY: &str = "2026-11-21";

/// A folder of its own, gone afterwards.
pub struct Project {
    dir: tempfile::TempDir,
    env: Vec<(String, String)>,
}

/// What a command did.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Project {
    /// An empty folder that counts as a repository, so that nothing above it is looked at.
    pub fn empty() -> Self {
        let dir = tempfile::Builder::new().prefix("formwork-test-").tempdir().unwrap();
        std::fs::create_dir(dir.path().join(".git")).unwrap();
        Self { dir, env: Vec::new() }
    }

    /// A fresh component at level experimentation.
    pub fn fresh() -> Self {
        let project = Self::empty();
        project.run(["init", "--name", "Watch"]).ok();
        project
    }

    /// A bundled example.
    pub fn example(name: &str) -> Self {
        let project = Self::empty();
        project.run(["init", "--from", name]).ok();
        project
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With a folder of its own for temporary files, `tmp`, so that what a test makes stay there goes with it.
    pub fn own_temp(self) -> Self {
        std::fs::create_dir(self.path("tmp")).unwrap();
        let temp = self.path("tmp").to_str().unwrap().to_owned();
        self.env("TMPDIR", &temp)
    }

    /// The text of the one temporary file that stayed.
    pub fn kept_temp(&self) -> Vec<u8> {
        let mut kept = std::fs::read_dir(self.path("tmp")).unwrap();
        let (first, second) = (kept.next().expect("a file is kept").unwrap(), kept.next());
        assert!(second.is_none(), "one file is kept");
        std::fs::read(first.path()).unwrap()
    }

    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Replaces text in a file; the text must be there.
    pub fn change(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from:?}");
        self.write(path, text.replacen(from, to, 1));
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_formwork"));
        command
            .current_dir(self.dir.path())
            .env_clear()
            .env("FORMWORK_TODAY", TODAY)
            .env("PATH", "/usr/bin:/bin");
        command
            .stdin(Stdio::null())
            .envs(self.env.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        command
    }

    #[must_use = "say which exit code is right"]
    pub fn run<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Ran {
        Ran::of(self.command().args(args).output().unwrap())
    }

    /// Runs with text on standard input.
    #[must_use = "say which exit code is right"]
    pub fn pipe<'a>(&self, args: impl IntoIterator<Item = &'a str>, input: &[u8]) -> Ran {
        use std::io::Write as _;
        let mut child = self
            .command()
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Ran::of(child.wait_with_output().unwrap())
    }

    /// Every file below the folder with its bytes, to prove that nothing changed.
    pub fn snapshot(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        collect(self.dir.path(), &mut found);
        found.sort();
        found
    }

    pub fn root(&self) -> &Path {
        self.dir.path()
    }
}

fn collect(dir: &Path, found: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            collect(&path, found);
        } else {
            let bytes = std::fs::read(&path).unwrap_or_default();
            found.push((path, bytes));
        }
    }
}

impl Ran {
    pub fn of(output: std::process::Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    pub fn ok(self) -> Self {
        self.exits(0)
    }

    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "\n--- out\n{}\n--- err\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(self.out.contains(text), "no {text:?} in\n{}", self.out);
        self
    }

    #[track_caller]
    pub fn talks(self, text: &str) -> Self {
        assert!(self.err.contains(text), "no {text:?} in\n{}", self.err);
        self
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in\n{}", self.out))
    }
}

/// The lines by which two texts differ, `-` and `+` before them.
pub fn difference(before: &str, after: &str) -> Vec<String> {
    let diff = similar::TextDiff::from_lines(before, after);
    diff.iter_all_changes()
        .filter(|change| change.tag() != similar::ChangeTag::Equal)
        .map(|change| format!("{}{}", change.tag(), change.value().trim_end_matches('\n')))
        .collect()
}

/// The code blocks of a Markdown text in one language, each with its last line's end.
pub fn blocks(markdown: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}");
    let mut blocks = Vec::new();
    let mut open: Option<String> = None;
    for line in markdown.lines() {
        match (&mut open, line) {
            (None, line) if line == fence => open = Some(String::new()),
            (Some(_), "```") => blocks.extend(open.take()),
            (Some(block), line) => *block += &format!("{line}\n"),
            _ => {}
        }
    }
    blocks
}

/// Where the program is, and git.
pub fn path() -> String {
    let own = Path::new(env!("CARGO_BIN_EXE_formwork")).parent().unwrap();
    format!("{}:/usr/bin:/bin", own.display())
}

/// A shell that runs a document's commands in a folder: `formwork` is this build, and the machine's settings are not seen.
pub fn shell(dir: &Path, script: &str) -> Command {
    let mut command = Command::new("bash");
    command
        .args(["-c", script])
        .current_dir(dir)
        .stdin(Stdio::null())
        .env_clear()
        .env("PATH", path())
        .env("FORMWORK_TODAY", TODAY)
        .env("EDITOR", "true");
    command
}

/// A JSON Schema that values are held against.
pub struct Schema {
    all: boon::Schemas,
    index: boon::SchemaIndex,
}

impl Schema {
    pub fn new(schema: serde_json::Value) -> Self {
        let url = "https://schema.example/schema.json";
        let (mut all, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
        compiler.set_default_draft(boon::Draft::V7);
        compiler.add_resource(url, schema).unwrap();
        let index = compiler.compile(url, &mut all).unwrap_or_else(|error| panic!("{error:#}"));
        Self { all, index }
    }

    /// The published schema of SARIF 2.1.0.
    pub fn sarif() -> Self {
        let schema = include_str!("../fixtures/sarif/sarif-schema-2.1.0.json");
        // As published, the pattern of languages, which we do not write, is no valid regular expression.
        let schema = schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
        Self::new(serde_json::from_str(&schema).unwrap())
    }

    /// What in a value the schema does not allow.
    pub fn objection(&self, value: &serde_json::Value) -> Option<String> {
        self.all.validate(value, self.index).err().map(|error| format!("{error:#}"))
    }
}
