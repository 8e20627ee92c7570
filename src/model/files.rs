//! The files of a component, each with its id.

use std::ops::Index;

use crate::source::SourceFile;

/// A file of a component, as one of its [`SourceFiles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(usize);

impl FileId {
    /// `formwork.toml`, which comes first.
    pub const SETTINGS: Self = Self(0);

    /// Returns the file of a stage: they follow `formwork.toml` in the order of the form.
    pub const fn of_stage(stage: usize) -> Self {
        Self(stage + 1)
    }

    /// Returns the stage whose file it is, of a form with so many stages.
    pub fn stage(self, stages: usize) -> Option<usize> {
        self.0.checked_sub(1).filter(|&stage| stage < stages)
    }
}

/// The files of a component in the order in which they were read: `formwork.toml`, one a stage (empty where it could
/// not be read), then the others in which something was found.
#[derive(Debug, Clone)]
pub struct SourceFiles(Vec<SourceFile>);

impl SourceFiles {
    /// Starts with `formwork.toml`.
    pub fn new(settings: SourceFile) -> Self {
        Self(vec![settings])
    }

    /// Adds a file.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.0.push(file);
        FileId(self.0.len() - 1)
    }

    /// Returns a file; `None` where it is one of another component.
    pub fn get(&self, file: FileId) -> Option<&SourceFile> {
        self.0.get(file.0)
    }

    /// Returns `formwork.toml`.
    pub fn settings(&self) -> &SourceFile {
        &self[FileId::SETTINGS]
    }
}

impl Index<FileId> for SourceFiles {
    type Output = SourceFile;

    fn index(&self, file: FileId) -> &SourceFile {
        &self.0[file.0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_id_under_which_it_was_added() {
        let mut files = SourceFiles::new(SourceFile::new("formwork.toml", ""));
        assert_eq!(files.settings().path, "formwork.toml");
        let added = ["a", "b"].map(|path| files.add(SourceFile::new(path, "")));
        assert_eq!(added, [FileId::of_stage(0), FileId::of_stage(1)]);
        assert_eq!(added.map(|file| files[file].path.as_str()), ["a", "b"]);
        assert_eq!([FileId::SETTINGS, added[0], added[1]].map(|file| file.stage(1)), [None, Some(0), None]);
        assert!(files.get(FileId::of_stage(2)).is_none());
    }
}
