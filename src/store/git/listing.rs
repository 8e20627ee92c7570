//! Which files there are in a revision.

use super::run::Output;
use super::{Git, GitError, Revision, is_object_name};

/// A file of a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path from the top of the working tree, with `/`.
    pub path: String,
    /// The name of its contents.
    pub blob: String,
    /// False for links and submodules, whose contents are no text.
    pub is_file: bool,
    /// Whether it is a link; its contents are where it leads.
    pub is_link: bool,
}

impl Git {
    /// The files of a revision below a folder (`""` for all), in git's order.
    pub fn files(&self, revision: &Revision, below: &str) -> Result<Vec<Entry>, GitError> {
        let literal = format!(":(top,literal){below}");
        let found: Output = match revision {
            Revision::Commit(commit) => {
                let mut args = vec!["ls-tree", "-r", "-z", "--full-tree", commit.as_str()];
                if !below.is_empty() {
                    args.extend(["--", &literal]);
                }
                self.ask(&args)?.expect("ls-tree")?
            }
            Revision::Index => {
                let mut args = vec!["ls-files", "-s", "-z", "--full-name"];
                if !below.is_empty() {
                    args.extend(["--", &literal]);
                }
                self.ask(&args)?.expect("ls-files")?
            }
        };
        Ok(entries(&found.out))
    }
}

/// Reads what `ls-tree -z` and `ls-files -s -z` write: `mode [kind] id [stage] TAB path NUL`. What does not look
/// like it, or whose path is no UTF-8, is left out: no file of ours has such a name.
pub(super) fn entries(bytes: &[u8]) -> Vec<Entry> {
    let mut found = Vec::new();
    for record in bytes.split(|&byte| byte == 0) {
        let Ok(record) = std::str::from_utf8(record) else { continue };
        let Some((about, path)) = record.split_once('\t') else { continue };
        let words: Vec<&str> = about.split(' ').filter(|word| !word.is_empty()).collect();
        let (Some(mode), Some(blob)) =
            (words.first(), words.iter().skip(1).find(|word| is_object_name(word)))
        else {
            continue;
        };
        // A file that is in the middle of a merge has stages 1 to 3 and no content that counts.
        let merging = words.len() == 3 && words.get(1) == Some(blob) && words.get(2) != Some(&"0");
        if merging {
            continue;
        }
        let (is_file, is_link) = (mode.starts_with("100"), *mode == "120000");
        found.push(Entry { path: path.to_owned(), blob: (*blob).to_owned(), is_file, is_link });
    }
    found
}
