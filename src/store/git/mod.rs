//! The `git` program, asked in one way: fixed arguments, no configuration that changes its output, revisions
//! behind `--end-of-options`. Everything that needs no git works without it.

mod batch;
mod changed;
mod commits;
mod contents;
mod environment;
mod history;
mod listing;
mod run;
mod setup;
mod state;

pub use batch::{Batch, Blob};
pub use changed::{Against, Touched};
pub use commits::Step;
pub use history::{History, LastChange};
pub use listing::Entry;
pub(super) use run::at_once;
pub use setup::{Hooks, LineMerge, merge_file};
pub use state::{GitState, git_state};

use std::path::{Path, PathBuf};

use self::run::{Output, path_of, run};
use crate::source::{inert_line, shell_word};

/// The oldest git whose `cat-file --batch` and `--end-of-options` do what is needed here (2.24, 2019).
const OLDEST: (u32, u32) = (2, 24);

/// Why git cannot be asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GitError {
    /// There is no such program.
    #[error("git is not installed, or not on the PATH")]
    Missing,
    /// It is too old.
    #[error("git {0} is too old: at least {major}.{minor} is needed", major = OLDEST.0, minor = OLDEST.1)]
    TooOld(String),
    /// Nothing here is under its control.
    #[error("{} is not in a git repository", .0.display())]
    NotARepository(PathBuf),
    /// One that it does not look into, as it belongs to somebody else.
    #[error("git does not look into {}: the repository belongs to another user", .0.display())]
    Untrusted(PathBuf),
    /// A folder whose path is no text, which is read from git's output as text.
    #[error("the path {} is not UTF-8, so what git has of it cannot be told", .0.display())]
    NotUtf8(PathBuf),
    /// A repository without a working tree.
    #[error("{} is a bare repository: it has no files to compare with", .0.display())]
    Bare(PathBuf),
    /// No commit of that name.
    #[error("there is no commit `{name}`")]
    NoSuchCommit {
        /// The name.
        name: String,
        /// Whether history was cut off, so that it may be missing through no fault of whoever asks.
        shallow: bool,
    },
    /// Two commits that have nothing in common, or whose common history was not fetched.
    #[error("{one} and {other} have no common ancestor in this clone")]
    NoMergeBase {
        /// The one.
        one: String,
        /// The other.
        other: String,
        /// Whether history was cut off.
        shallow: bool,
    },
    /// Anything else that it says.
    #[error("git {what}: {message}")]
    Failed {
        /// What it was asked.
        what: String,
        /// What it said.
        message: String,
    },
}

/// A repository with a working tree.
#[derive(Debug, Clone)]
pub struct Git {
    /// The top of the working tree.
    root: PathBuf,
    /// Whether its history was cut off when it was cloned.
    shallow: bool,
}

/// A commit's full name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Commit(String);

impl Commit {
    /// All digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Enough digits for people.
    pub fn short(&self) -> &str {
        self.0.get(..10).unwrap_or(&self.0)
    }
}

/// A state of the files that can be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Revision {
    /// A commit.
    Commit(Commit),
    /// What is staged.
    Index,
}

impl Git {
    /// The repository that a folder lies in.
    pub fn open(dir: &Path) -> Result<Self, GitError> {
        let asked = ["rev-parse", "--is-bare-repository", "--is-inside-work-tree", "--is-shallow-repository"];
        // Where there is no working tree it has no top, which git calls a failure behind the other answers.
        let asked = [&asked[..], &["--show-toplevel"]].concat();
        let (version, about) = at_once(|| run(dir, &["version"]), || run(dir, &asked));
        let version = version?.expect("version")?.text();
        let words: Vec<u32> = version
            .trim()
            .trim_start_matches("git version ")
            .split(['.', ' '])
            .map_while(|part| part.parse().ok())
            .collect();
        let known = (words.first().copied().unwrap_or(0), words.get(1).copied().unwrap_or(0));
        if known < OLDEST {
            return Err(GitError::TooOld(version.trim().trim_start_matches("git version ").to_owned()));
        }
        let about = about?;
        if about.out.is_empty() {
            return Err(refused(dir, &about));
        }
        let mut lines = about.out.splitn(4, |&byte| byte == b'\n');
        let mut is_so = || lines.next() == Some(b"true");
        let (bare, inside, shallow) = (is_so(), is_so(), is_so());
        let top = lines.next().filter(|_| inside && !bare);
        let root = top.map(path_of).ok_or_else(|| GitError::Bare(dir.to_path_buf()))?;
        Ok(Self { root: root.canonicalize().unwrap_or(root), shallow })
    }

    /// The top of the working tree.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A commit by any name that git knows. A name that looks like an option is a name.
    pub fn commit(&self, name: &str) -> Result<Commit, GitError> {
        let shown = || GitError::NoSuchCommit { name: inert_line(name), shallow: self.shallow };
        if name.is_empty() || name.contains(['\0', '\n']) {
            return Err(shown());
        }
        let wanted = format!("{name}^{{commit}}");
        let found = self.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
        let text = found.text();
        let id = text.trim();
        if found.success && is_object_name(id) {
            return Ok(Commit(id.to_owned()));
        }
        Err(shown())
    }

    /// The last commit that two have in common.
    pub fn merge_base(&self, a: &Commit, b: &Commit) -> Result<Commit, GitError> {
        let found = self.ask(&["merge-base", "--end-of-options", a.as_str(), b.as_str()])?;
        let text = found.text();
        match text.lines().next().filter(|_| found.success) {
            Some(id) => Ok(Commit(id.trim().to_owned())),
            None => Err(GitError::NoMergeBase {
                one: a.short().to_owned(),
                other: b.short().to_owned(),
                shallow: self.shallow,
            }),
        }
    }

    /// Whether history was cut off: older commits may be missing through no fault of whoever asks.
    pub fn is_shallow(&self) -> bool {
        self.shallow
    }

    /// A process that hands out blobs, one after the other.
    pub fn batch(&self) -> Result<Batch, GitError> {
        Batch::start(&self.root)
    }

    /// The name that commits carry here.
    pub fn user(&self) -> Option<String> {
        let said = self.ask(&["config", "--get", "user.name"]).ok()?;
        let name = said.text().trim().to_owned();
        (said.success && !name.is_empty()).then_some(name)
    }

    /// Whether something in the working tree or the index is not in the last commit, new files included.
    pub fn is_dirty(&self) -> Result<bool, GitError> {
        let said =
            self.ask(&["status", "--porcelain", "-z", "--ignore-submodules=none"])?.expect("status")?;
        Ok(!said.out.is_empty())
    }

    fn ask(&self, args: &[&str]) -> Result<Output, GitError> {
        run(&self.root, args)
    }
}

/// How somebody says that a repository of somebody else is to be looked into.
pub fn trust(top: &Path) -> String {
    let top = shell_word(&inert_line(&top.to_string_lossy()));
    format!("where you trust it: git config --global --add safe.directory {top}")
}

/// Why git says nothing about a folder.
fn refused(dir: &Path, about: &Output) -> GitError {
    let said = String::from_utf8_lossy(&about.err);
    if said.contains("dubious ownership") {
        let top = dir.ancestors().find(|above| above.join(".git").exists());
        GitError::Untrusted(top.unwrap_or(dir).to_path_buf())
    } else if said.contains("not a git repository") {
        GitError::NotARepository(dir.to_path_buf())
    } else {
        about.failed("rev-parse")
    }
}

/// Whether a word is the full name of an object, in the older or the newer length.
fn is_object_name(word: &str) -> bool {
    matches!(word.len(), 40 | 64) && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests;
