//! A comment for a merge request: a short table, the details folded. All that other people wrote stands in code, where
//! nothing in it is a link, a name to be notified or HTML, or is set as it is; a question's text, which a set may bring, is escaped instead.

use std::fmt::Write as _;

use super::Range;
use super::{prose, reviews, text};
use crate::diff::{Kind, Piece, QuestionChange, lines};
use crate::gate::{ComponentChange, Standing};
use crate::model::{AnswerKey, Requirement};
use crate::source::sentence_case;
use crate::source::{count, inert, inert_line};
use crate::store::Against;

/// Comments of GitHub hold 65,536 characters; what comes after this is left out, and said.
const ROOM: usize = 58_000;
/// The table's part of it.
const ROOM_OF_TABLE: usize = 20_000;

pub(super) fn page(range: &Range, entries: &[ComponentChange]) -> String {
    let mut out = format!("### Requirements: {}\n\n", heading(range));
    if entries.is_empty() {
        return out + "No requirement changed.\n";
    }
    out += "| component | answered | changed | reopened | open | gate |\n|---|--:|--:|--:|--:|---|\n";
    let mut left_out = 0;
    for entry in entries {
        let row = row(entry);
        if out.len() + row.len() > ROOM_OF_TABLE {
            left_out += 1;
        } else {
            out += &row;
        }
    }
    if left_out > 0 {
        let _ = writeln!(out, "\nAnd {left_out} more components.");
    }
    let reviews = reviews::count(entries);
    if !reviews.is_empty() {
        let _ = writeln!(out, "\n{reviews}.");
    }
    let mut without = 0;
    for entry in entries {
        let details = details(entry);
        if out.len() + details.len() > ROOM {
            without += 1;
        } else {
            out += &details;
        }
    }
    if without > 0 {
        let _ = writeln!(
            out,
            "\nThere is no room here for the details of {without}; `formwork diff` shows them."
        );
    }
    out
}

fn heading(range: &Range) -> String {
    let (old, new) = (code(&range.names.0), &range.names.1);
    if range.from_base {
        return format!("{} since it left {old} ({})", code(new), code(range.before.short()));
    }
    // Words of ours need no guard.
    let new = if matches!(range.after, Against::Commit(_)) { code(new) } else { new.clone() };
    format!("{old} → {new}")
}

fn row(entry: &ComponentChange) -> String {
    let of = |kinds: &[Kind]| entry.changes.questions.iter().filter(|one| kinds.contains(&one.kind)).count();
    let open = |state: Standing| match state {
        Standing::Checked(tally) => tally.open.to_string(),
        Standing::Absent | Standing::Unreadable => "–".to_owned(),
    };
    let either = |before: String, after: String| {
        if before == after { after } else { format!("{before} → {after}") }
    };
    let was = entry.was.as_deref().map_or_else(String::new, |was| format!(" (was {})", cell(was)));
    format!(
        "| {}{was} | {} | {} | {} | {} | {} |\n",
        cell(entry.title()),
        of(&[Kind::Answered, Kind::Added]),
        of(&[Kind::Changed]),
        of(&[Kind::Reopened, Kind::Removed]),
        either(open(entry.before), open(entry.after)),
        either(verdict(entry.before), verdict(entry.after)),
    )
}

fn verdict(state: Standing) -> String {
    let mark = match state {
        Standing::Absent => return "not there".to_owned(),
        Standing::Checked(tally) if tally.counts.passes() => "✅",
        Standing::Checked(_) | Standing::Unreadable => "❌",
    };
    format!("{mark} {}", prose::standing(state))
}

fn details(entry: &ComponentChange) -> String {
    let changes = &entry.changes;
    let mut body = String::new();
    for one in &changes.questions {
        body += &question(one);
    }
    for one in &changes.reviews {
        body += &reviews::item(one, code);
    }
    let policy: Vec<_> = entry.policy().collect();
    for one in &policy {
        let or_none = |text: &str| if text.is_empty() { "none".to_owned() } else { code(text) };
        let mark = if one.loosens { "⚠️ asks for less than before: " } else { "" };
        let _ =
            writeln!(body, "- {mark}{} {} → {}", code(&one.key), or_none(&one.before), or_none(&one.after));
    }
    if !(changes.reviews.is_empty() && policy.is_empty()) {
        body.push('\n');
    }
    for (what, ids) in prose::lists(entry) {
        let _ = writeln!(body, "{}: {}\n", sentence_case(&what), ids_of(ids));
    }
    if body.is_empty() {
        return String::new();
    }
    let questions = count(changes.questions.len(), "question");
    let reviews = match reviews::count([entry]) {
        none if none.is_empty() => none,
        some => format!(", {some}"),
    };
    let policy = match policy.len() {
        0 => String::new(),
        number => format!(", {} of policy", count(number, "change")),
    };
    let id = html(entry.title());
    format!(
        "\n<details><summary><code>{id}</code>: {questions}{reviews}{policy}</summary>\n\n{body}</details>\n"
    )
}

fn question(change: &QuestionChange) -> String {
    let mut out = format!(
        "**{}** {}{}: {}\n\n",
        code(&change.id),
        change.kind.word(),
        text::moved(change),
        crate::emit::plain(&change.text)
    );
    let mut block = String::new();
    let mut add = |name: &str, before: &str, after: &str, is_prose: bool| match is_prose
        .then(|| prose::changed(name, before, after))
        .flatten()
    {
        Some(changed) => {
            out += &fenced(&std::mem::take(&mut block));
            out += &changed;
        }
        None => block += &marked(name, before, after),
    };
    for field in &change.fields {
        let own = field.key == AnswerKey::Answer;
        let name = if own { String::new() } else { format!("{}: ", field.key.name()) };
        add(&name, &field.before, &field.after, field.key.is_prose());
    }
    for one in &change.requirements {
        let words = |state: &Option<Requirement>| state.as_ref().map(text::requirement).unwrap_or_default();
        add(&format!("{}: ", one.id), &words(&one.before), &words(&one.after), true);
    }
    out += &fenced(&block);
    if !change.resting.is_empty() {
        let _ = writeln!(out, "Rests on it, look again: {}\n", ids_of(&change.resting));
    }
    out
}

fn fenced(block: &str) -> String {
    if block.is_empty() {
        return String::new();
    }
    let fence = "`".repeat(longest_run(block).max(2) + 1);
    format!("{fence}diff\n{block}{fence}\n\n")
}

/// The lines that went and came; those that stayed are left out.
fn marked(name: &str, before: &str, after: &str) -> String {
    let mut out = String::new();
    for piece in lines(&ended(before), &ended(after)) {
        let (mark, text) = match piece {
            Piece::Same(_) => continue,
            Piece::Gone(text) => ('-', text),
            Piece::New(text) => ('+', text),
        };
        for line in text.lines() {
            let _ = writeln!(out, "{}", format!("{mark} {}{}", inert(name), inert(line)).trim_end());
        }
    }
    out
}

fn ended(text: &str) -> String {
    let text = text.trim_end();
    if text.is_empty() { String::new() } else { format!("{text}\n") }
}

fn ids_of(ids: &[String]) -> String {
    ids.iter().map(|id| code(id)).collect::<Vec<_>>().join(", ")
}

/// Text on one line as code.
fn code(text: &str) -> String {
    let text = inert_line(text);
    let fence = "`".repeat(longest_run(&text) + 1);
    let blank = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{blank}{text}{blank}{fence}")
}

/// The same within a table, whose cells end at a pipe even in code.
fn cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

fn html(text: &str) -> String {
    inert_line(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_stays_in_its_code() {
        assert_eq!(code("a @mia <b>"), "`a @mia <b>`");
        assert_eq!(code("a `` b`"), "``` a `` b` ```");
        assert_eq!(cell("a|b"), "`a\\|b`");
        assert_eq!(html("<img src=\"x\">&"), "&lt;img src=&quot;x&quot;&gt;&amp;");
        assert_eq!(marked("", "one\ntwo", "one\n::error::"), "- two\n+ ::error::\n");
    }

    #[test]
    fn sentences_show_the_words_that_changed_and_lists_their_items() {
        let field = |key, before: &str, after: &str| crate::diff::Field {
            key,
            before: before.to_owned(),
            after: after.to_owned(),
        };
        let fields = vec![
            field(AnswerKey::Answer, "Four old cameras", "Four new cameras"),
            field(AnswerKey::By, "@mia", "@mia\n@jonas"),
            field(AnswerKey::Reason, "", "the gate"),
        ];
        let change = QuestionChange {
            id: "data-source".to_owned(),
            text: "Where from?".to_owned(),
            stage: String::new(),
            kind: Kind::Changed,
            was: None,
            is: None,
            fields,
            requirements: Vec::new(),
            silenced: Vec::new(),
            resting: Vec::new(),
        };
        let expected = "**`data-source`** changed: Where from?\n\n\
                        <pre>Four <del>old</del><ins>new</ins> cameras</pre>\n\n\
                        ```diff\n+ by: @jonas\n+ reason: the gate\n```\n\n";
        assert_eq!(question(&change), expected);
    }
}
