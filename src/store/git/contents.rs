//! Which texts a file had.

use std::path::Path;

use super::{Git, GitError, is_object_name};

/// So many commits of a file are looked at; an answer that was reviewed before has been changed very often since.
const COMMITS: &str = "200";

impl Git {
    /// The contents that a file had in commits, newest first, each once, by the names of their blobs. The path starts
    /// at the top of the working tree. A clone whose history was cut off has those that it has.
    pub fn contents(&self, path: &str) -> Result<Vec<String>, GitError> {
        let literal = format!(":(top,literal){path}");
        // Merges are compared with each parent: what was decided in one stands in no other commit.
        let args = ["log", "--full-history", "-m", "--raw", "--no-abbrev", "--no-renames", "--format=", "-n"];
        let mut args = args.to_vec();
        args.extend([COMMITS, "--", &literal]);
        let said = self.ask(&args)?;
        // Before the first commit there is no history, which git calls a failure.
        if !said.success {
            return Ok(Vec::new());
        }
        Ok(contents(&said.text()))
    }

    /// Refuses a folder that git's output cannot tell from others.
    pub fn can_tell(&self, dir: &Path) -> Result<(), GitError> {
        let below = dir.strip_prefix(self.root()).unwrap_or(dir);
        below.to_str().map(drop).ok_or_else(|| GitError::NotUtf8(below.to_path_buf()))
    }

    /// A path of the file system as git names it; `None` outside of the working tree, or where it is no text.
    pub fn name_of(&self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(self.root()).ok()?;
        let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
        Some(parts?.join("/"))
    }
}

/// Reads `:mode mode old new letter TAB path`. Both sides count: what was taken away was there before.
pub(super) fn contents(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in text.lines().filter_map(|line| line.strip_prefix(':')) {
        let mut words = line.split([' ', '\t']).skip(2);
        let (old, new) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        for blob in [new, old] {
            if is_object_name(blob)
                && blob.bytes().any(|byte| byte != b'0')
                && !found.iter().any(|known| known == blob)
            {
                found.push(blob.to_owned());
            }
        }
    }
    found
}
