//! For people: a head line a component, then question by question.

use super::prose;
use super::reviews;
use crate::diff::{Field, Kind, Piece, PolicyChange, QuestionChange, RequirementChange, shortened, words};
use crate::gate::{ComponentChange, Standing};
use crate::model::Requirement;
use crate::query;
use crate::report::word_diff;
use crate::source::inert_line;
use crate::term::{Paint, Role};

/// The whole page.
pub(super) fn page(entries: &[ComponentChange], several: bool, paint: Paint) -> String {
    let all: Vec<String> = entries.iter().map(|entry| component(entry, several, paint)).collect();
    all.join("\n")
}

fn component(entry: &ComponentChange, several: bool, paint: Paint) -> String {
    let (name, id) = (inert_line(&entry.name), inert_line(&entry.id));
    let title = if several || name.is_empty() { id } else { name };
    let mut out = paint.paint(Role::Heading, title);
    if let Some(was) = &entry.was {
        out += &format!(" (was {})", inert_line(was));
    }
    let painted = |state: Standing| match state {
        Standing::Checked(tally) if tally.counts.passes() => paint.paint(Role::Good, prose::standing(state)),
        Standing::Checked(_) | Standing::Unreadable => paint.paint(Role::Error, prose::standing(state)),
        Standing::Absent => prose::standing(state),
    };
    let gate = if entry.has_reports { "without reports, the gate" } else { "the gate" };
    out += &match (entry.before, entry.after) {
        (Standing::Absent, after) => format!(": new component, its gate {}\n", painted(after)),
        (_, Standing::Absent) => ": the component is gone\n".to_owned(),
        (before, after) if before == after => format!(": {gate} still {}\n", painted(after)),
        (before, after) => format!(": {gate} {} → {}\n", painted(before), painted(after)),
    };
    let changes = &entry.changes;
    for one in &changes.questions {
        out += &question(one, paint);
    }
    for one in &changes.reviews {
        out += &reviews::line(one, paint);
    }
    for one in entry.policy() {
        out += &policy(one, paint);
    }
    for (what, ids) in prose::lists(entry) {
        let ids: Vec<String> = ids.iter().map(|id| inert_line(id)).collect();
        out += &format!("  {what}: {}\n", ids.join(", "));
    }
    out
}

fn question(change: &QuestionChange, paint: Paint) -> String {
    let id = paint.paint(Role::Id, inert_line(&change.id));
    let mut out = format!("  {id}: {}{}\n", kind(change, paint), moved(change));
    out += &format!("    {}\n", paint.paint(Role::Faint, inert_line(&change.text)));
    out += &body(&change.fields, &change.requirements, paint);
    if !change.resting.is_empty() {
        let ids: Vec<String> = change.resting.iter().map(|id| inert_line(id)).collect();
        out += &format!("    {} {}\n", paint.paint(Role::Hint, "rests on it, look again:"), ids.join(", "));
    }
    out
}

pub(in crate::cli) fn kind(change: &QuestionChange, paint: Paint) -> String {
    let role = match change.kind {
        Kind::Answered | Kind::Added => Role::Good,
        Kind::Reopened | Kind::Removed => Role::Error,
        Kind::Changed => Role::Warning,
        Kind::Details => Role::Faint,
    };
    paint.paint(role, change.kind.word())
}

/// From which state to which, where that is not said by the kind.
pub(in crate::cli) fn moved(change: &QuestionChange) -> String {
    match (change.was, change.is) {
        (Some(was), Some(is)) if was != is => format!(" ({} → {})", was.title(), is.title()),
        (None, Some(is)) if is != query::State::Answered => format!(" ({})", is.title()),
        _ => String::new(),
    }
}

/// The keys of an answer that changed, and its requirements.
pub(in crate::cli) fn body(fields: &[Field], requirements: &[RequirementChange], paint: Paint) -> String {
    let mut out = String::new();
    for field in fields {
        let name = field.key.name();
        out += &if field.key.is_prose() {
            text(name, &field.before, &field.after, paint)
        } else if field.key.is_list() {
            items(field, paint)
        } else {
            let or_none = |text: &str| if text.is_empty() { "none".to_owned() } else { inert_line(text) };
            format!("    {name}: {} → {}\n", or_none(&field.before), or_none(&field.after))
        };
    }
    for change in requirements {
        let name = format!("requirement {}", inert_line(&change.id));
        let words = |one: &Option<Requirement>| one.as_ref().map(requirement).unwrap_or_default();
        out += &text(&name, &words(&change.before), &words(&change.after), paint);
    }
    out
}

/// A requirement in words.
pub(super) fn requirement(one: &Requirement) -> String {
    let word = |(name, text): (&str, String)| match name {
        "text" => text,
        _ => format!("{name}: {text}"),
    };
    one.terms().into_iter().map(word).collect::<Vec<_>>().join("\n")
}

fn items(field: &Field, paint: Paint) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (field.before.lines().collect(), field.after.lines().collect());
    let gone = before
        .iter()
        .filter(|item| !after.contains(item))
        .map(|item| word_diff(&[Piece::Gone(inert_line(item))], paint));
    let new = after
        .iter()
        .filter(|item| !before.contains(item))
        .map(|item| word_diff(&[Piece::New(inert_line(item))], paint));
    let mut all: Vec<String> = gone.chain(new).collect();
    if all.is_empty() {
        all.push("in another order".to_owned());
    }
    format!("    {}: {}\n", field.key.name(), all.join(" "))
}

/// As many lines of a text that was added or removed are shown.
const LINES: usize = 6;

fn text(name: &str, before: &str, after: &str, paint: Paint) -> String {
    let body = if before.is_empty() {
        word_diff(&[Piece::New(cut(after))], paint)
    } else if after.is_empty() {
        word_diff(&[Piece::Gone(cut(before))], paint)
    } else {
        changed(before, after, paint)
    };
    if !body.contains('\n') {
        return format!("    {name}: {body}\n");
    }
    // No line begins with what other people wrote: a log may act on it.
    let lines: Vec<String> =
        body.lines().map(|line| format!("{}\n", format!("      | {line}").trim_end())).collect();
    format!("    {name}:\n{}", lines.concat())
}

/// A change in few words.
pub(in crate::cli) fn changed(before: &str, after: &str, paint: Paint) -> String {
    word_diff(&shortened(words(before, after)), paint).trim_end().to_owned()
}

fn cut(text: &str) -> String {
    let text = text.trim_end();
    let lines: Vec<&str> = text.lines().collect();
    if lines.len() <= LINES + 1 {
        return text.to_owned();
    }
    let head = lines[..LINES].join("\n");
    let head = head.trim_end();
    format!("{head}\n… {} more lines", lines.len() - head.lines().count())
}

fn policy(change: &PolicyChange, paint: Paint) -> String {
    let or_none = |text: &str| if text.is_empty() { "none".to_owned() } else { inert_line(text) };
    let mark = if change.loosens {
        format!("  {}", paint.paint(Role::Warning, "asks for less than before"))
    } else {
        String::new()
    };
    format!(
        "  policy {}: {} → {}{mark}\n",
        paint.paint(Role::Id, inert_line(&change.key)),
        or_none(&change.before),
        or_none(&change.after)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stayed_is_cut_between_words() {
        let long = "word ".repeat(40);
        let before = format!("{long}old {long}");
        let shown = changed(&before, &before.replace("old", "new"), Paint::default());
        assert!(shown.starts_with("… word word ") && shown.ends_with(" word word …"), "{shown}");
        assert!(shown.contains("word [-old-]{+new+} word"), "{shown}");
        assert_eq!(changed("a b", "a c", Paint::default()), "a [-b-]{+c+}");
    }

    #[test]
    fn no_line_begins_with_what_other_people_wrote() {
        let shown = text("answer", "::error::a\nb\u{1b}[31m", "::error::a\nc", Paint::default());
        assert!(shown.lines().all(|line| !line.trim_start().starts_with("::")), "{shown}");
        assert!(!shown.contains('\u{1b}'), "{shown}");
    }
}
