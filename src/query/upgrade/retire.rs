//! Tables that no form asks for any more: where they go, and which of them are worth keeping.

use super::Way;
use crate::model::{Change, Edit, RETIRED_NAME, Stand, Table};

const TEMPLATE: &str =
    "# Answers to questions that the form no longer asks, as they stood. `formwork upgrade` put them here.\n";

/// What is in `retired.toml`, and what comes into it.
pub(super) struct Retired {
    known: Vec<(String, String)>,
    edits: Vec<Edit>,
}

impl Retired {
    pub(super) fn new(stand: &Stand) -> Self {
        Self { known: stand.retired.clone(), edits: Vec::new() }
    }

    /// Takes a table in, under its own name or the next free one, and gives that. One that is there already,
    /// byte for byte, is not put in twice. `None` where it cannot be given another name.
    pub(super) fn take(
        &mut self,
        table: &Table,
        renamed: fn(&str, &str, &str) -> Option<String>,
    ) -> Option<String> {
        for number in 1.. {
            let (name, block) = if number == 1 {
                (table.id.clone(), table.block.clone())
            } else {
                let name = format!("{}-{number}", table.id);
                let block = renamed(&table.block, &table.id, &name)?;
                (name, block)
            };
            match self.known.iter().find(|(known, _)| *known == name) {
                Some((_, there)) if same(there, &block) => return Some(name),
                Some(_) => {}
                None => {
                    self.known.push((name.clone(), block.clone()));
                    self.edits.push(Edit::PutTable { id: name.clone(), block, order: [].into() });
                    return Some(name);
                }
            }
        }
        None
    }

    pub(super) fn change(self, way: &Way<'_>) -> Option<Change> {
        let file = format!("{}/{RETIRED_NAME}", way.stand.folder);
        let crlf = self.known.iter().any(|(_, block)| block.contains("\r\n"));
        let template = if crlf { TEMPLATE.replace('\n', "\r\n") } else { TEMPLATE.to_owned() };
        let change = Change { file, edits: self.edits, template };
        (!change.edits.is_empty()).then_some(change)
    }
}

/// Whether two blocks are the same, but for the form's own comment lines above them, which an upgrade renews where a
/// table has arrived.
pub(super) fn same_but_comments(one: &str, other: &str, comments: &[&[String]]) -> bool {
    let own = |line: &str| {
        line.trim().strip_prefix('#').map(str::trim).is_some_and(|line| {
            comments.iter().copied().flatten().any(|own| crate::source::inert_line(own) == line)
        })
    };
    let above = |line: &&str| line.trim_start().starts_with('#');
    let without = |block: &str| -> String {
        let lines = || block.split_inclusive('\n');
        let kept = lines().take_while(above).filter(|line| !own(line));
        kept.chain(lines().skip_while(above)).collect()
    };
    same(&without(one), &without(other))
}

/// Whether the table that stands in the new question's file is that question's, though the old form had another one
/// of its id: it was put there by an upgrade that was stopped.
pub(super) fn is_of_new(table: &Table, old: &[String], new: &[String]) -> bool {
    let text = |comments: &[String]| comments.first().cloned().into_iter().collect::<Vec<_>>();
    holds_nothing(table, new) || has_own_comment(&table.block, &text(new), &text(old))
}

/// Whether two blocks are the same, but for the end of their last line, which depends on what follows.
pub(super) fn same(one: &str, other: &str) -> bool {
    let lines = |text: &str| text.trim_end_matches(['\n', '\r']).len();
    one.get(..lines(one)) == other.get(..lines(other))
}

/// Whether a line above a table is the old form's and not the new one's.
pub(super) fn has_own_comment(block: &str, old: &[String], new: &[String]) -> bool {
    let mut above = block.lines().map(str::trim).map_while(|line| line.strip_prefix('#').map(str::trim));
    let has =
        |comments: &[String], line: &str| comments.iter().any(|own| crate::source::inert_line(own) == line);
    above.any(|line| has(old, line) && !has(new, line))
}

/// Whether a table is as the form made it: its own comments, and no answer.
pub(super) fn holds_nothing(table: &Table, comments: &[String]) -> bool {
    let header = format!("[{}]", table.id);
    table.block.lines().map(str::trim).filter(|line| !line.is_empty()).all(|line| {
        let comment = line.strip_prefix('#').map(str::trim);
        line == header
            || line == "answer = \"\""
            || line == "choice = []"
            || comment.is_some_and(|line| comments.iter().any(|own| crate::source::inert_line(own) == line))
    })
}
