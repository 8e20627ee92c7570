//! Git as nobody has configured it, with this build on its `PATH`, so that hooks and drivers find it.

use std::path::Path;
use std::process::Command;

use crate::support::{Project, Ran, TODAY, path};

/// What git says to a command in a folder.
#[must_use = "say which exit code is right"]
pub fn git(dir: &Path, args: &[&str]) -> Ran {
    dated(dir, "2026-11-20", args)
}

/// The command itself, for a test that changes more than its words.
pub fn command(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .current_dir(dir)
        .env_clear()
        .envs([("PATH", path().as_str()), ("HOME", "/nonexistent"), ("FORMWORK_TODAY", TODAY)])
        .envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")]);
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "Mia").env(format!("GIT_{who}_EMAIL"), "mia@example.org");
    }
    command.args(["-c", "protocol.file.allow=always"]).args(args);
    command
}

/// What git says to a command whose commits are of a day.
#[must_use = "say which exit code is right"]
pub fn dated(dir: &Path, day: &str, args: &[&str]) -> Ran {
    let mut command = command(dir, args);
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_DATE"), format!("{day}T12:00:00Z"));
    }
    Ran::of(command.output().unwrap())
}

impl Project {
    /// A command of git that has to succeed; its output.
    #[track_caller]
    pub fn git(&self, args: &[&str]) -> String {
        git(self.root(), args).ok().out
    }

    /// Commits everything.
    #[track_caller]
    pub fn commit(&self, message: &str) -> Ran {
        self.try_commit(message).ok()
    }

    /// Commits everything on a day.
    #[track_caller]
    pub fn commit_on(&self, day: &str) -> Ran {
        self.git(&["add", "-A"]);
        dated(self.root(), day, &["commit", "-q", "-m", "changes"]).ok()
    }

    /// Commits everything where a hook may have a word.
    #[must_use = "say which exit code is right"]
    pub fn try_commit(&self, message: &str) -> Ran {
        self.git(&["add", "-A"]);
        git(self.root(), &["commit", "-q", "--allow-empty", "-m", message])
    }

    /// Makes the folder, which only looks like a repository, one.
    pub fn versioned(self) -> Self {
        std::fs::remove_dir(self.path(".git")).unwrap();
        self.git(&["init", "-q", "-b", "main"]);
        self
    }
}
