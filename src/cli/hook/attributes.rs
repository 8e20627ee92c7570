//! `.gitattributes`: which files the merge driver is for, between two lines of ours.

use std::path::PathBuf;

use super::super::error::CliError;
use super::super::session::Session;
use super::steps::Step;
use crate::store::{self, Disk, Git, Revision, SETTINGS_NAME};

const NAME: &str = ".gitattributes";
const BEGIN: &str = "# formwork hook install: begin";
/// The same, where the line before had no end: it shall have none again.
const BEGIN_AFTER: &str = "# formwork hook install: begin, behind a line without an end";
const END: &str = "# formwork hook install: end";

/// Puts the patterns in.
pub(super) fn install(session: &Session<'_>, git: &Git, steps: &mut Vec<Step>) -> Result<(), CliError> {
    let (path, before) = read(git)?;
    if path.is_symlink() {
        return Err(CliError::new(format!("{NAME} is a link, which git does not follow"))
            .hint("put the file itself in its place, and try again"));
    }
    let after = with(&before, &patterns(session, git)?);
    steps.push(Step::Text { path, before, after });
    Ok(())
}

/// Takes them out again, where they are not committed: then they are not this clone's matter alone.
pub(super) fn uninstall(session: &mut Session<'_>, git: &Git, steps: &mut Vec<Step>) -> Result<(), CliError> {
    let (path, before) = read(git)?;
    let after = without(&before);
    if before == after {
        return Ok(());
    }
    if path.is_symlink() {
        let shown = session.shown(&path);
        return session.talk(&format!(
            "{shown} is a link and stays as it is; take the lines between `{BEGIN}` and `{END}` out of the file that it names yourself\n"
        ));
    }
    let tracked = git.staged_bytes(NAME)?;
    let shared = tracked.as_ref().is_some_and(|bytes| place(&String::from_utf8_lossy(bytes)).is_some());
    if shared {
        let shown = session.shown(&path);
        session.talk(&format!(
            "{shown} is shared with other clones and stays as it is: its lines do nothing where formwork is not installed; where nobody needs them, take those between `{BEGIN}` and `{END}` out\n"
        ))?;
    } else if after.is_empty() && tracked.is_none() {
        steps.push(Step::NoText { path, before });
    } else {
        steps.push(Step::Text { path, before, after });
    }
    Ok(())
}

/// The file at the top of the working tree, and its text.
fn read(git: &Git) -> Result<(PathBuf, String), CliError> {
    let path = git.root().join(NAME);
    match Disk::read(&path) {
        Disk::Text(text) => Ok((path, text)),
        Disk::Missing => Ok((path, String::new())),
        Disk::Bad(bad) => Err(CliError::new(format!("{NAME}: {}", bad.message)).hint(bad.help)),
    }
}

/// One line a pattern. Folders of answers with a name of their own are named one by one.
fn patterns(session: &Session<'_>, git: &Git) -> Result<Vec<String>, CliError> {
    let mut own: Vec<String> = Vec::new();
    let index = git.files(&Revision::Index, "")?;
    let is_settings = |path: &str| path.rsplit('/').next() == Some(SETTINGS_NAME);
    let mut files: Vec<String> =
        index.into_iter().map(|entry| entry.path).filter(|path| is_settings(path)).collect();
    // The component that this was asked in may be new.
    let here = store::find(&session.context.cwd, &session.start).ok();
    for member in here.iter().flat_map(|project| &project.members) {
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
fn with(text: &str, patterns: &[String]) -> String {
    let eol = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let block = |begin: &str| -> String {
        let lines = [begin].into_iter().chain(patterns.iter().map(String::as_str)).chain([END]);
        lines.flat_map(|line| [line, eol]).collect()
    };
    match place(text) {
        Some(Place { start, end, begin }) => format!("{}{}{}", &text[..start], block(begin), &text[end..]),
        None if text.is_empty() || text.ends_with('\n') => format!("{text}{}", block(BEGIN)),
        None => format!("{text}{eol}{}", block(BEGIN_AFTER)),
    }
}

/// The text without them.
fn without(text: &str) -> String {
    let Some(Place { start, end, begin }) = place(text) else { return text.to_owned() };
    let (mut before, after) = (&text[..start], &text[end..]);
    if begin == BEGIN_AFTER && after.is_empty() {
        before = before.strip_suffix('\n').unwrap_or(before);
        before = before.strip_suffix('\r').unwrap_or(before);
    }
    format!("{before}{after}")
}

/// Where our block is.
struct Place {
    start: usize,
    end: usize,
    begin: &'static str,
}

/// From the line that begins our block to behind the one that ends it. What was written behind its end on the same
/// line, as a shell's `>>` does where that line had no end, is not ours.
fn place(text: &str) -> Option<Place> {
    let (mut at, mut project) = (0, None);
    for line in text.split_inclusive('\n') {
        let said = line.trim_end();
        if let Some(begin) = [BEGIN, BEGIN_AFTER].into_iter().find(|begin| *begin == said) {
            project = Some((at, begin));
        }
        if let (Some((start, begin)), Some(rest)) = (project, line.strip_prefix(END)) {
            let end = if rest.trim().is_empty() { at + line.len() } else { at + END.len() };
            return Some(Place { start, end, begin });
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_block_comes_once_and_goes_without_a_trace() {
        let patterns = vec!["formwork.toml merge=formwork".to_owned()];
        for before in ["", "* text=auto\n", "* text=auto\r\n", "* text=auto", "*.c eol=lf\r\n* text=auto"] {
            let once = with(before, &patterns);
            assert_eq!(with(&once, &patterns), once);
            assert_eq!(without(&once), before);
            assert!(once.starts_with(before));
            assert!(!before.contains('\r') || once.matches('\n').count() == once.matches("\r\n").count());
            let later = format!("{once}*.png binary\n");
            let eol = if before.is_empty() || before.ends_with('\n') {
                ""
            } else {
                &once[before.len()..][..if before.contains('\r') { 2 } else { 1 }]
            };
            assert_eq!(
                without(&with(&later, &["x merge=formwork".to_owned()])),
                format!("{before}{eol}*.png binary\n")
            );
            let glued = format!("{}*.png binary\n", once.trim_end());
            assert_eq!(with(&glued, &patterns), later, "what was written behind our last line gets its own");
            assert_eq!(without(&glued), without(&later));
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
