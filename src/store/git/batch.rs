//! `git cat-file --batch`: one process for all blobs of a command.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::run::{command, could_not};
use super::{GitError, is_object_name};

/// What stands at a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blob {
    /// A file's bytes.
    Bytes(Vec<u8>),
    /// Nothing, or something that is no file.
    Missing,
}

/// The process, which ends when this is dropped.
#[derive(Debug)]
pub struct Batch {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

/// Files larger than this are nobody's answers.
const LARGEST: u64 = 64 * 1024 * 1024;

impl Batch {
    pub(super) fn start(dir: &Path) -> Result<Self, GitError> {
        let args = ["cat-file", "--batch"];
        let mut child = command(dir, &args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| could_not(error, &args))?;
        let broken = || failed("it gave no pipe");
        let input = child.stdin.take().ok_or_else(broken)?;
        let output = BufReader::with_capacity(64 * 1024, child.stdout.take().ok_or_else(broken)?);
        Ok(Self { child, input: Some(input), output })
    }

    /// The blob of this object name: 40 or 64 hexadecimal digits, so that no path or revision is parsed.
    pub fn blob(&mut self, id: &str) -> Result<Blob, GitError> {
        if !is_object_name(id) {
            return Ok(Blob::Missing);
        }
        let asked = self.input.as_mut().ok_or_else(|| failed("it is closed"))?;
        asked
            .write_all(format!("{id}\n").as_bytes())
            .and_then(|()| asked.flush())
            .map_err(|error| failed(&crate::store::why(&error)))?;
        self.answer()
    }

    fn answer(&mut self) -> Result<Blob, GitError> {
        let mut header = Vec::new();
        let read = self.output.read_until(b'\n', &mut header);
        read.map_err(|error| failed(&crate::store::why(&error)))?;
        let header = String::from_utf8_lossy(&header).into_owned();
        let Some((kind, size)) = header_of(&header)? else { return Ok(Blob::Missing) };
        if size > LARGEST {
            // Read all the same, so that the next answer is the next one's.
            let mut rest = (&mut self.output).take(size.saturating_add(1));
            let read = std::io::copy(&mut rest, &mut std::io::sink());
            read.map_err(|error| failed(&crate::store::why(&error)))?;
            return Err(failed("a file is larger than 64 MiB"));
        }
        let mut bytes = vec![0; usize::try_from(size).unwrap_or(0)];
        let read = self.output.read_exact(&mut bytes).and_then(|()| self.output.read_exact(&mut [0]));
        read.map_err(|error| failed(&crate::store::why(&error)))?;
        Ok(if kind == "blob" { Blob::Bytes(bytes) } else { Blob::Missing })
    }
}

/// `<id> <kind> <size>`, or nothing for an object that is not there.
pub(super) fn header_of(line: &str) -> Result<Option<(&str, u64)>, GitError> {
    let line = line.trim_end_matches('\n');
    let mut words = line.rsplit(' ');
    let last = words.next().unwrap_or_default();
    if line.is_empty() {
        return Err(failed("it ended"));
    }
    if matches!(last, "missing" | "ambiguous") {
        return Ok(None);
    }
    match (last.parse(), words.next()) {
        (Ok(size), Some(kind)) => Ok(Some((kind, size))),
        _ => Err(failed("it said something else than an object")),
    }
}

fn failed(message: &str) -> GitError {
    GitError::Failed { what: "cat-file".to_owned(), message: message.to_owned() }
}

impl Drop for Batch {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
