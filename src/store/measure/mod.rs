//! What reports say: measured values and tests, looked up once at load, so that rules stay free of I/O.
//! One file per format. Only components whose requirements name a report are looked at; a report is read
//! once, whoever names it, and never one outside of the repository.

mod csv;
mod json;
mod junit;
mod moved;
mod path;
mod toml;
mod tree;

pub use moved::mark_moved;

use std::collections::HashMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::discover::{MemberDir, Project};
use super::disk::Disk;
use super::evidence::fact;
use super::files::Files;
use crate::model::{
    Component, Datum, EvidenceFact, Measured, Outcome, Outside, Reading, Requirement, Tested,
};
use crate::source::{inert_line, inert_path};

/// Reports larger than this are not read: they hold predictions or logs, where a number was meant.
const LARGEST: u64 = 32 * 1024 * 1024;

/// A report as it was read.
enum Report {
    /// JSON or TOML.
    Tree(tree::Tree),
    Table(csv::Table),
    Tests(junit::Tests),
    /// Why it cannot be read, behind its name.
    Unread(String),
    Absent,
    Outside,
    /// A revision does not hold it, which says nothing.
    Unknown,
}

/// Looks up what the reports say that requirements name. Of a revision, those that it holds itself: the others,
/// which every run makes anew and nobody commits, stay unread.
pub(super) fn look_up(component: &Component, found: &Project, member: &MemberDir, outside: &mut Outside) {
    let mut reports = Reports::of(&member.dir, &found.repository, &found.files);
    for requirement in component.answers.iter().flatten().flat_map(|answer| &answer.requirements) {
        reports.look_up(requirement, outside);
    }
}

struct Reports<'d> {
    files: &'d Files,
    dir: &'d Path,
    repository: &'d Path,
    parents: HashMap<PathBuf, Option<PathBuf>>,
    known: HashMap<(String, &'static str), Report>,
}

impl<'d> Reports<'d> {
    fn of(dir: &'d Path, repository: &'d Path, files: &'d Files) -> Self {
        Self { files, dir, repository, parents: HashMap::new(), known: HashMap::new() }
    }

    fn look_up(&mut self, requirement: &Requirement, outside: &mut Outside) {
        if let Some(Measured { file, key, .. }) = requirement.measured.as_deref() {
            let file = &file.value;
            let reading = value(self.report(file, Measured::format(file).unwrap_or_default()), file, key);
            outside.values.entry(file.clone()).or_default().insert(key.clone(), reading);
        }
        if let Some(Tested { junit, case, .. }) = requirement.tested.as_deref() {
            let file = &junit.value;
            let reading = outcome(self.report(file, "junit"), file, case);
            outside.tests.entry(file.clone()).or_default().insert(case.clone(), reading);
        }
    }

    fn report(&mut self, path: &str, format: &'static str) -> &Report {
        let (files, dir, repository, parents) = (self.files, self.dir, self.repository, &mut self.parents);
        self.known.entry((path.to_owned(), format)).or_insert_with(|| {
            match fact(path, dir, repository, files, parents) {
                EvidenceFact::Outside => return Report::Outside,
                EvidenceFact::Missing if files.is_disk() => return Report::Absent,
                EvidenceFact::Missing => return Report::Unknown,
                EvidenceFact::Exists | EvidenceFact::Unchecked => {}
            }
            let path = dir.join(path);
            let text = if files.is_disk() {
                read(&path)
            } else {
                match files.read_in(&path, repository) {
                    Disk::Text(text) if text.len() as u64 <= LARGEST => Ok(text),
                    _ => return Report::Unknown,
                }
            };
            text.and_then(|text| parse(without_mark(&text), format)).unwrap_or_else(Report::Unread)
        })
    }
}

fn parse(text: &str, format: &str) -> Result<Report, String> {
    match format {
        "json" => json::parse(text).map(Report::Tree),
        "toml" => toml::parse(text).map(Report::Tree),
        "csv" => csv::parse(text).map(Report::Table),
        _ => junit::parse(text).map(Report::Tests),
    }
}

/// A report's text, or why there is none.
fn read(path: &Path) -> Result<String, String> {
    let why = |error: std::io::Error| format!("cannot be read: {}", super::why(&error));
    // Only regular files are opened: a pipe would wait for ever.
    let meta = std::fs::metadata(path).map_err(why)?;
    if meta.is_dir() {
        return Err("is a folder".to_owned());
    }
    if !meta.is_file() {
        return Err("is not a regular file".to_owned());
    }
    let mut bytes =
        Vec::with_capacity(usize::try_from(meta.len().min(LARGEST)).unwrap_or(0).saturating_add(1));
    std::fs::File::open(path).map_err(why)?.take(LARGEST + 1).read_to_end(&mut bytes).map_err(why)?;
    if bytes.len() as u64 > LARGEST {
        return Err(format!("is larger than {} MiB and was not read", LARGEST / 1024 / 1024));
    }
    String::from_utf8(bytes).map_err(|_| "is not UTF-8".to_owned())
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

fn value(report: &Report, file: &str, key: &str) -> Reading<Datum> {
    let found = match report {
        Report::Outside => return Reading::Outside,
        Report::Absent => return Reading::Absent(None),
        Report::Unknown => return Reading::Unread,
        Report::Unread(why) => Err(why.clone()),
        Report::Tree(tree) => path::look_up(tree, key),
        Report::Table(table) => csv::look_up(table, key),
        Report::Tests(_) => Err("is no report of values".to_owned()),
    };
    found.map_or_else(|why| Reading::Mute(format!("`{}` {why}", inert_path(file))), Reading::Says)
}

fn outcome(report: &Report, file: &str, case: &str) -> Reading<Outcome> {
    let found = match report {
        Report::Outside => return Reading::Outside,
        Report::Absent => return Reading::Absent(None),
        Report::Unknown => return Reading::Unread,
        Report::Unread(why) => Err(why.clone()),
        Report::Tests(tests) => junit::look_up(tests, case),
        Report::Tree(_) | Report::Table(_) => Err("is no report of tests".to_owned()),
    };
    found.map_or_else(|why| Reading::Mute(format!("`{}` {why}", inert_path(file))), Reading::Says)
}

/// Names within a sentence: the nearest one, else the first few.
fn known<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> String {
    const SHOWN: usize = 6;
    let names: Vec<&str> = names.collect();
    if !word.is_empty()
        && let Some(near) = crate::source::nearest(word, names.iter().copied())
    {
        return format!("; did you mean `{}`?", inert_line(near));
    }
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| inert_line(name)).collect();
    match (shown.is_empty(), names.len() > SHOWN) {
        (true, _) => String::new(),
        (false, more) => format!("; it has {}{}", shown.join(", "), if more { ", …" } else { "" }),
    }
}

#[cfg(test)]
mod tests;
