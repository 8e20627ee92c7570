//! When files changed last: one `git log` that is read as far as somebody asks, and one `git status` for what is
//! not committed.

use std::collections::{HashMap, HashSet};
use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout, Stdio};

use super::run::{command, could_not};
use super::{Git, GitError};

/// When a file changed last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastChange {
    /// It is not in the repository, or differs from what is.
    Uncommitted,
    /// In a commit, by its committer's clock: seconds since 1970.
    At(i64),
}

/// The last changes of files, newest first.
#[derive(Debug)]
pub struct History {
    child: Child,
    output: BufReader<ChildStdout>,
    /// What was read so far.
    seen: HashMap<String, i64>,
    /// The commit that is being read, and whether its first file is still to come.
    commit: (i64, bool),
    ended: bool,
    uncommitted: HashSet<String>,
}

/// What begins a commit in the output; no path in a repository of anybody begins so.
const MARK: u8 = 1;

/// Later than every commit.
const NOT_COMMITTED: i64 = i64::MAX;

impl Git {
    /// The last changes of some files, by their paths from the top of the working tree; of all where none are
    /// named. In a clone whose history was cut off they cannot be told.
    pub fn history(&self, paths: &[String]) -> Result<Option<History>, GitError> {
        if self.shallow {
            return Ok(None);
        }
        let literal: Vec<String> = paths.iter().map(|path| format!(":(top,literal){path}")).collect();
        let with_paths = |args: &[&'static str]| -> Vec<String> {
            let args = args.iter().map(|arg| (*arg).to_owned()).chain(["--".to_owned()]);
            args.chain(literal.iter().cloned()).collect()
        };
        let status = with_paths(&[
            "status",
            "--porcelain=v1",
            "-z",
            "--no-renames",
            "--untracked-files=all",
            "--ignored=matching",
        ]);
        let status: Vec<&str> = status.iter().map(String::as_str).collect();
        let uncommitted = uncommitted(&self.ask(&status)?.expect("status")?.out);
        let log = with_paths(&["log", "-z", "--no-renames", "--name-only", "--format=tformat:%x01%ct"]);
        let log: Vec<&str> = log.iter().map(String::as_str).collect();
        let mut child = command(&self.root, &log)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| could_not(error, &log))?;
        let failed = || GitError::Failed { what: "log".to_owned(), message: "it gave no pipe".to_owned() };
        let output = BufReader::with_capacity(64 * 1024, child.stdout.take().ok_or_else(failed)?);
        Ok(Some(History {
            child,
            output,
            seen: HashMap::new(),
            commit: (0, false),
            ended: false,
            uncommitted,
        }))
    }

    /// Which of these paths it would leave out of the repository, there or not. One with quotes or control
    /// characters in it is never among them: git writes it in another way.
    pub fn ignored(&self, paths: &[String]) -> Result<HashSet<String>, GitError> {
        let mut args = vec!["check-ignore", "--"];
        args.extend(paths.iter().map(String::as_str));
        let said = self.ask(&args)?;
        // 1: none of them.
        let said = if said.code == Some(1) { said } else { said.expect("check-ignore")? };
        Ok(said.text().lines().map(str::to_owned).collect())
    }

    /// When lines of a file changed last, whitespace aside; each range holds its first and last line, from 1.
    pub fn lines_changed(&self, path: &str, ranges: &[(usize, usize)]) -> Result<Vec<LastChange>, GitError> {
        let mut args = vec!["blame".to_owned(), "--porcelain".to_owned(), "-w".to_owned()];
        args.extend(ranges.iter().map(|(first, last)| format!("-L{first},{last}")));
        args.extend(["--".to_owned(), path.to_owned()]);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let lines = blamed(&self.ask(&args)?.expect("blame")?.out);
        let latest = |&(first, last): &(usize, usize)| {
            let times = lines.iter().filter(|(line, _)| (first..=last).contains(line)).map(|(_, time)| *time);
            change(times.max())
        };
        Ok(ranges.iter().map(latest).collect())
    }
}

/// A line that is not committed has no time and is the newest.
fn change(newest: Option<i64>) -> LastChange {
    newest.filter(|time| *time != NOT_COMMITTED).map_or(LastChange::Uncommitted, LastChange::At)
}

impl History {
    /// When a file changed last.
    pub fn last_change(&mut self, path: &str) -> LastChange {
        let below = |folder: &&str| self.uncommitted.contains(&format!("{folder}/"));
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        if self.uncommitted.contains(path) || folders.into_iter().any(|folder| below(&folder)) {
            return LastChange::Uncommitted;
        }
        self.committed(path).map_or(LastChange::Uncommitted, LastChange::At)
    }

    /// When a file was removed that is not there; `None` where it never was in the repository.
    pub fn removed(&mut self, path: &str) -> Option<LastChange> {
        if self.uncommitted.contains(path) {
            return Some(LastChange::Uncommitted);
        }
        self.committed(path).map(LastChange::At)
    }

    /// The time of the last commit that changed a file.
    fn committed(&mut self, path: &str) -> Option<i64> {
        loop {
            if let Some(time) = self.seen.get(path) {
                return Some(*time);
            }
            if self.ended {
                return None;
            }
            self.read_on();
        }
    }

    fn read_on(&mut self) {
        let mut token = Vec::new();
        match self.output.read_until(0, &mut token) {
            Ok(0) | Err(_) => self.ended = true,
            Ok(_) => {
                token.pop();
                if let Some(time) = commit_time(&token) {
                    self.commit = (time, true);
                    return;
                }
                // A line break stands before the first file of a commit.
                let path = if self.commit.1 { token.strip_prefix(b"\n").unwrap_or(&token) } else { &token };
                if let Ok(path) = std::str::from_utf8(path) {
                    self.seen.entry(path.to_owned()).or_insert(self.commit.0);
                }
                self.commit.1 = false;
            }
        }
    }
}

impl Drop for History {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn commit_time(token: &[u8]) -> Option<i64> {
    let (first, rest) = token.split_first()?;
    std::str::from_utf8(rest).ok().filter(|_| *first == MARK)?.parse().ok()
}

/// The paths that `status --porcelain -z` names; folders end in `/`.
pub(super) fn uncommitted(bytes: &[u8]) -> HashSet<String> {
    let records = bytes.split(|&byte| byte == 0);
    records.filter_map(|record| Some(std::str::from_utf8(record.get(3..)?).ok()?.to_owned())).collect()
}

/// Lines with their commits' times, [`NOT_COMMITTED`] for what is not committed, of `blame --porcelain`.
pub(super) fn blamed(bytes: &[u8]) -> Vec<(usize, i64)> {
    let mut times: HashMap<String, i64> = HashMap::new();
    let mut lines: Vec<(usize, String)> = Vec::new();
    for line in String::from_utf8_lossy(bytes).split('\n').filter(|line| !line.starts_with('\t')) {
        let mut words = line.split(' ');
        let (Some(first), second, third) = (words.next(), words.next(), words.next()) else { continue };
        let is_commit = first.len() >= 40 && first.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_commit {
            if let Some(at) = third.and_then(|word| word.parse().ok()) {
                lines.push((at, first.to_owned()));
            }
        } else if first == "committer-time"
            && let (Some(time), Some((_, commit))) = (second.and_then(|word| word.parse().ok()), lines.last())
        {
            times.insert(commit.clone(), time);
        }
    }
    let time = |commit: &str| {
        let committed = commit.bytes().any(|byte| byte != b'0');
        if committed { times.get(commit).copied() } else { Some(NOT_COMMITTED) }
    };
    lines.into_iter().filter_map(|(at, commit)| Some((at, time(&commit)?))).collect()
}
