//! `.gitattributes`: which files the merge driver is for, between two lines of ours.

use std::path::PathBuf;

use super::super::error::CliError;
use super::super::world::World;
use crate::store::{self, Disk, Git, Revision, SETTINGS_NAME};

const BEGIN: &str = "# formwork hook install: begin";
const END: &str = "# formwork hook install: end";

/// The file at the top of the working tree, and its text.
pub(super) fn read(git: &Git) -> Result<(PathBuf, String), CliError> {
    let path = git.root().join(".gitattributes");
    match Disk::read(&path) {
        Disk::Text(text) => Ok((path, text)),
        Disk::Missing => Ok((path, String::new())),
        Disk::Bad(bad) => Err(CliError::new(format!(".gitattributes: {}", bad.message)).hint(bad.help)),
    }
}

/// One line a pattern. Folders of answers with a name of their own are named one by one.
pub(super) fn patterns(world: &World<'_>, git: &Git) -> Result<Vec<String>, CliError> {
    let mut own: Vec<String> = Vec::new();
    let index = git.files(&Revision::Index, "")?;
    let is_settings = |path: &str| path.rsplit('/').next() == Some(SETTINGS_NAME);
    let mut files: Vec<String> =
        index.into_iter().map(|entry| entry.path).filter(|path| is_settings(path)).collect();
    // The component that this was asked in may be new.
    let here = store::find(&world.context.cwd, &world.start).ok();
    for member in here.iter().flat_map(|found| &found.members) {
        let below = member.dir.strip_prefix(git.root()).ok();
        files.extend(
            below.and_then(|dir| dir.join(SETTINGS_NAME).to_str().map(|path| path.replace('\\', "/"))),
        );
    }
    for path in files {
        let settings = store::read_settings(&git.root().join(&path), git.root()).settings;
        if let Some(folder) = settings.and_then(|settings| settings.folder) {
            let dir = path.strip_suffix(SETTINGS_NAME).unwrap_or_default();
            own.push(format!("{} merge=formwork", pattern(&format!("/{dir}{}/", folder.value))));
        }
    }
    own.sort();
    own.dedup();
    let everywhere = ["formwork.toml merge=formwork", "**/formwork/*.toml merge=formwork"];
    Ok(everywhere.into_iter().map(str::to_owned).chain(own).collect())
}

/// The answer files of a folder as a pattern that means nothing else: signs of patterns are escaped, and a name with
/// blanks or quotes stands between quotes.
fn pattern(folder: &str) -> String {
    let mut escaped = String::new();
    for sign in folder.chars() {
        if matches!(sign, '*' | '?' | '[' | '\\') {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    let pattern = format!("{escaped}*.toml");
    if !pattern.contains(|sign: char| sign.is_whitespace() || sign.is_control() || sign == '"') {
        return pattern;
    }
    let mut quoted = String::from("\"");
    for sign in pattern.chars() {
        match sign {
            '"' | '\\' => quoted.extend(['\\', sign]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            sign if sign.is_control() => quoted.push_str(&format!("\\{:03o}", u32::from(sign))),
            sign => quoted.push(sign),
        }
    }
    quoted + "\""
}

/// The text with the patterns at its end, or where they stood before.
pub(super) fn with(text: &str, patterns: &[String]) -> String {
    let eol = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines = [BEGIN].into_iter().chain(patterns.iter().map(String::as_str)).chain([END]);
    let block: String = lines.flat_map(|line| [line, eol]).collect();
    match place(text) {
        Some((start, end)) => format!("{}{block}{}", &text[..start], &text[end..]),
        None if text.is_empty() || text.ends_with('\n') => format!("{text}{block}"),
        None => format!("{text}{eol}{block}"),
    }
}

/// The text without them.
pub(super) fn without(text: &str) -> String {
    place(text).map_or_else(|| text.to_owned(), |(start, end)| format!("{}{}", &text[..start], &text[end..]))
}

/// From the line that begins our block to behind the one that ends it.
fn place(text: &str) -> Option<(usize, usize)> {
    let (mut at, mut start) = (0, None);
    for line in text.split_inclusive('\n') {
        let said = line.trim_end();
        if said == BEGIN {
            start = Some(at);
        }
        at += line.len();
        if let Some(start) = start.filter(|_| said == END) {
            return Some((start, at));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_block_comes_once_and_goes_without_a_trace() {
        let patterns = vec!["formwork.toml merge=formwork".to_owned()];
        for before in ["", "* text=auto\n", "* text=auto\r\n"] {
            let once = with(before, &patterns);
            assert_eq!(with(&once, &patterns), once);
            assert_eq!(without(&once), before);
            assert!(once.starts_with(before));
            assert!(!before.contains('\r') || once.matches('\n').count() == once.matches("\r\n").count());
            let later = format!("{once}*.png binary\n");
            assert_eq!(
                without(&with(&later, &["x merge=formwork".to_owned()])),
                format!("{before}*.png binary\n")
            );
        }
        let cut = format!("{BEGIN}\nmine\n");
        assert_eq!(without(&cut), cut, "a block without its end is left alone");
    }

    #[test]
    fn a_folder_with_blanks_quotes_and_stars_is_one_pattern() {
        assert_eq!(pattern("/services/a/reqs/"), "/services/a/reqs/*.toml");
        assert_eq!(pattern("/a b/x*\"/"), "\"/a b/x\\\\*\\\"/*.toml\"");
    }
}
