//! The commits that changed a file.

use super::{Commit, Git, GitError, is_object_name};

/// A commit that changed a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The commit.
    pub commit: Commit,
    /// Whether nothing of this clone comes before it.
    pub is_first: bool,
    /// The day of its author, `2026-11-21`.
    pub date: String,
    /// Who wrote it.
    pub author: String,
    /// Its first line.
    pub subject: String,
    /// The file's contents before it, one for each parent of a merge; all zeros where it was not there.
    pub before: Vec<String>,
    /// The file's contents after it; all zeros where it is gone.
    pub after: String,
}

/// What begins a commit in git's output, before its name and a NUL. A first line may hold it too.
const MARK: char = '\u{1}';

impl Git {
    /// The commits up to this one that changed a file, the newest first, also under the names that it had before.
    /// A merge is among them only where it made of the file what none of its parents had.
    pub fn commits_of(&self, upto: &Commit, path: &str) -> Result<Vec<Step>, GitError> {
        let literal = format!(":(top,literal){path}");
        let args = [
            "log",
            "--follow",
            "--raw",
            "--no-abbrev",
            "-M",
            "-z",
            "--no-color",
            "--no-notes",
            "--no-show-signature",
            "-c",
            "--encoding=UTF-8",
            "--date=short",
            "--format=tformat:%x01%H%x00%P%x00%ad%x00%an%x00%s",
            upto.as_str(),
            "--",
            &literal,
        ];
        Ok(steps(&self.ask(&args)?.expect("log")?.text()))
    }
}

/// Reads what `log --raw -z` writes in the form above. What does not look like it is left out.
pub(super) fn steps(text: &str) -> Vec<Step> {
    let begins = |at: usize| {
        let (commit, _) = text.get(at + 1..)?.split_once('\0')?;
        is_object_name(commit).then_some(at)
    };
    let starts: Vec<usize> = text.match_indices(MARK).filter_map(|(at, _)| begins(at)).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).filter_map(|(&start, end)| step(text.get(start + 1..end)?)).collect()
}

fn step(text: &str) -> Option<Step> {
    let mut words = text.split('\0');
    let mut word = || words.next().map(|word| word.trim_matches('\n').to_owned());
    let (commit, parents) = (word()?, word()?);
    let (date, author, subject) = (word()?, word()?, word()?);
    if !is_object_name(&commit) {
        return None;
    }
    let raw = words.map(|word| word.trim_start_matches('\n')).find(|word| word.starts_with(':'))?;
    let mut before: Vec<String> =
        raw.split(' ').filter(|word| is_object_name(word)).map(str::to_owned).collect();
    let after = before.pop().filter(|_| !before.is_empty())?;
    let is_first = parents.is_empty();
    Some(Step { commit: Commit(commit), is_first, date, author, subject, before, after })
}
