use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{GitError, environment};

/// What git said.
#[derive(Debug, Default)]
pub(super) struct Output {
    pub(super) success: bool,
    /// The exit code; none where a signal ended it.
    pub(super) code: Option<i32>,
    pub(super) out: Vec<u8>,
    pub(super) err: Vec<u8>,
}

/// A `git` that does not look at what would change its answers.
pub(super) fn command(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(dir)
        .args(["-c", "core.quotePath=false", "-c", "core.fsmonitor=false"])
        .args(["-c", "log.showSignature=false", "-c", "log.follow=false", "-c", "log.showRoot=true"])
        // Nothing is written, not even what git noticed about the files of its index.
        .args(["-c", "blame.ignoreRevsFile=", "-c", "diff.autoRefreshIndex=false", "--no-pager"])
        .args(args)
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .stdin(Stdio::null());
    environment::own(&mut command, dir);
    command
}

pub(super) fn run(dir: &Path, args: &[&str]) -> Result<Output, GitError> {
    match command(dir, args).output() {
        Ok(output) => Ok(Output {
            success: output.status.success(),
            code: output.status.code(),
            out: output.stdout,
            err: output.stderr,
        }),
        Err(error) => Err(could_not(error, args)),
    }
}

/// Asks two things side by side: each is a process of its own.
pub(in crate::store) fn at_once<A: Send, B>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), other)
    })
}

pub(super) fn could_not(error: std::io::Error, args: &[&str]) -> GitError {
    if error.kind() == std::io::ErrorKind::NotFound {
        return GitError::Missing;
    }
    let what = args.first().copied().unwrap_or_default().to_owned();
    GitError::Failed { what, message: crate::store::why(&error) }
}

impl Output {
    /// Standard output as text.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
    }

    /// Itself where git did what it was asked, else what it said about it.
    pub(super) fn expect(self, what: &str) -> Result<Self, GitError> {
        if self.success { Ok(self) } else { Err(self.failed(what)) }
    }

    /// What git said about what it could not do.
    pub(super) fn failed(&self, what: &str) -> GitError {
        let said = String::from_utf8_lossy(&self.err).into_owned();
        let lines = || said.lines().filter(|line| !line.trim().is_empty());
        // Hints, warnings and traces may stand before what went wrong.
        let wrong = lines().find(|line| line.starts_with("fatal: ") || line.starts_with("error: "));
        let line = wrong.or_else(|| lines().next()).unwrap_or("it failed");
        let line = line.trim_start_matches("fatal: ").trim_start_matches("error: ");
        GitError::Failed { what: what.to_owned(), message: crate::source::inert_line(line) }
    }
}

/// A path as git prints it: the bytes without the newline at the end.
pub(super) fn path_of(printed: &[u8]) -> PathBuf {
    let end = printed.iter().rposition(|&byte| byte != b'\n').map_or(0, |at| at + 1);
    bytes_path(printed.get(..end).unwrap_or_default())
}

#[cfg(unix)]
fn bytes_path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStringExt as _;
    OsString::from_vec(bytes.to_vec()).into()
}

#[cfg(not(unix))]
fn bytes_path(bytes: &[u8]) -> PathBuf {
    OsString::from(String::from_utf8_lossy(bytes).into_owned()).into()
}
