//! The comment lines above a table that are a form's own wording → those of another version.

use super::File;
use super::tables::is_of;
use crate::read::quote;

/// Lines are paired by their place in the two lists: a line of the old list becomes the one of the new list at
/// the same place, wherever people moved it. One that is in both lists stays. What the new list has more goes
/// below the last line that is a form's own; where there is none, people wrote the comment and it stays.
pub(super) fn renew(file: &File<'_>, id: &str, old: &[String], new: &[String]) -> String {
    let Some(table) = file.items.iter().find(|item| is_of(item, id)) else { return file.text.to_owned() };
    let (start, end) = (file.comments_above(table.span.start), file.line_start(table.span.start));
    let [old, new] = [old, new].map(|lines| lines.iter().map(|line| quote::comment_line(line)));
    let (old, new): (Vec<String>, Vec<String>) = (old.collect(), new.collect());
    let stands = |lines: &[String], line: &str| lines.iter().position(|one| one.trim_end() == line);
    let mut out: Vec<String> = Vec::new();
    let mut last_own = None;
    for line in file.slice(&(start..end)).split_inclusive('\n') {
        let written = line.trim();
        let paired = stands(&old, written).filter(|_| stands(&new, written).is_none());
        let line = match paired.map(|at| new.get(at)) {
            None => line.to_owned(),
            Some(None) => continue,
            Some(Some(now)) => line.replacen(written, now, 1),
        };
        if paired.is_some() || stands(&new, written).is_some() {
            last_own = Some(out.len());
        }
        out.push(line);
    }
    if let Some(last) = last_own {
        let there = |wanted: &String| out.iter().any(|line| line.trim() == wanted.trim_end());
        let more = new.iter().skip(old.len()).filter(|line| !there(line));
        let indent = file.indent(table.span.start);
        let more: Vec<String> = more.map(|line| file.endings(end, &format!("{indent}{line}\n"))).collect();
        let rest = out.split_off(last + 1);
        out.extend(more);
        out.extend(rest);
    }
    file.replaced(start..end, &out.concat())
}
