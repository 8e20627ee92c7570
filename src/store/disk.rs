//! Reading files as people hand them over: whatever is in a file's place becomes a sentence.

use std::fs::File;
use std::io::{Read as _, Seek as _};
use std::path::Path;

use crate::diag::RuleId;

/// A file's text, or why there is none.
#[derive(Debug)]
pub enum Disk {
    /// The text.
    Text(String),
    /// Nothing there.
    Missing,
    /// Something there that cannot be read.
    Bad(ReadProblem),
}

/// Why a file cannot be read.
#[derive(Debug, Clone)]
pub struct ReadProblem {
    /// The rule that says so.
    pub rule: RuleId,
    /// What is wrong, a lower-case fragment.
    pub message: String,
    /// The next step.
    pub help: String,
    /// The text up to the first byte that is not UTF-8, to point at it.
    pub before: String,
}

impl Disk {
    /// Reads a file that should hold text.
    pub fn read(path: &Path) -> Self {
        Self::of(path, None)
    }

    /// Reads a file that should hold text, unless it is a link that leads out of the repository. The
    /// folder that it is in is known to be inside.
    pub(super) fn read_in(path: &Path, repository: &Path) -> Self {
        Self::of(path, Some(repository))
    }

    /// Reads a file that is open, from its beginning.
    pub(super) fn read_open(file: &File) -> Self {
        let mut file = file;
        let mut bytes = Vec::new();
        match file.rewind().and_then(|()| file.read_to_end(&mut bytes)) {
            Ok(_) => Self::of_bytes(bytes),
            Err(error) => Self::bad(&super::why(&error), "formwork needs to read this file"),
        }
    }

    fn of(path: &Path, repository: Option<&Path>) -> Self {
        match open(path, repository) {
            Ok(None) => Self::Bad(ReadProblem {
                rule: RuleId::OutsideRepository,
                message: "the file is a link that leads out of the repository; it was not read".to_owned(),
                help: "put a copy of the file in its place".to_owned(),
                before: String::new(),
            }),
            Ok(Some(bytes)) => Self::of_bytes(bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                // A link to nowhere is there, and is no file.
                if path.symlink_metadata().is_ok() {
                    return Self::bad("the link leads nowhere", "put the file in its place");
                }
                Self::Missing
            }
            Err(error) => Self::bad(&super::why(&error), "formwork needs to read this file"),
        }
    }

    /// A file's bytes as text.
    pub(super) fn of_bytes(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::Text(text),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let mut bytes = error.into_bytes();
                let byte = bytes.get(valid).copied().unwrap_or_default();
                bytes.truncate(valid);
                let before = String::from_utf8(bytes).unwrap_or_default();
                let message = format!("not UTF-8: the byte 0x{byte:02x}");
                Self::bad_at(before, message, "save the file as UTF-8")
            }
        }
    }

    pub(super) fn bad(message: &str, help: &str) -> Self {
        Self::bad_at(String::new(), message.to_owned(), help)
    }

    fn bad_at(before: String, message: String, help: &str) -> Self {
        Self::Bad(ReadProblem { rule: RuleId::InvalidToml, message, help: help.to_owned(), before })
    }
}

/// `None` where the file lies outside.
fn open(path: &Path, repository: Option<&Path>) -> std::io::Result<Option<Vec<u8>>> {
    // Devices and pipes would block or never end, so only regular files are opened.
    let mut meta = std::fs::symlink_metadata(path)?;
    if meta.is_symlink() {
        if let Some(repository) = repository
            && !path.canonicalize()?.starts_with(repository)
        {
            return Ok(None);
        }
        meta = std::fs::metadata(path)?;
    }
    if meta.is_dir() {
        return Err(std::io::Error::new(std::io::ErrorKind::IsADirectory, "a folder"));
    }
    if !meta.is_file() {
        return Err(std::io::Error::other("not a regular file"));
    }
    // The length is known: `take` keeps `read_to_end` from asking for it again, twice.
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0).saturating_add(1));
    File::open(path)?.take(u64::MAX).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}
