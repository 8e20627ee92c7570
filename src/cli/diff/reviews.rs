//! Stamps that came, were renewed or went, in words.

use crate::diff::{ReviewChange, Settled, Stamped};
use crate::gate::ComponentChange;
use crate::source::inert_line;
use crate::term::{Paint, Role};

/// For people.
pub(super) fn line(change: &ReviewChange, paint: Paint) -> String {
    let id = paint.paint(Role::Id, inert_line(&change.question));
    let mut out = format!("  review of {id} as {}: {}", inert_line(&change.role), told(change, inert_line));
    if change.loosens {
        out += &format!("  {}", paint.paint(Role::Warning, "asks for less than before"));
    }
    out.push('\n');
    if !change.settles.is_empty() {
        let all = settled(&change.settles, inert_line);
        out += &format!("    {} {all}\n", paint.paint(Role::Good, "settled by it:"));
    }
    out
}

/// What became of a stamp, who made it and what they said; `foreign` makes other people's text harmless.
fn told(change: &ReviewChange, foreign: fn(&str) -> String) -> String {
    let who = |stamp: &Stamped| {
        let on = stamp.on.map_or_else(String::new, |on| format!(" on {on}"));
        if stamp.by.is_empty() {
            on.trim_start().to_owned()
        } else {
            format!("by {}{on}", foreign(&stamp.by))
        }
    };
    let [before, after] = [&change.before, &change.after].map(|stamp| stamp.as_ref().map(who));
    let who = match (before, after) {
        (Some(before), Some(after)) if before != after => format!("{before} → {after}"),
        (before, after) => after.or(before).unwrap_or_default(),
    };
    let note = change.after.as_ref().and_then(|stamp| stamp.note.as_deref()).filter(|note| !note.is_empty());
    let note = note.map_or_else(String::new, |note| format!(": {}", foreign(note)));
    format!("{}, {who}{note}", change.word())
}

/// What a stamp put right, in one line.
fn settled(all: &[Settled], foreign: fn(&str) -> String) -> String {
    let one = |one: &Settled| match one {
        Settled::Changed(question) => format!("{} changed since its review", foreign(question)),
        Settled::Suspect { question, on } => {
            format!("{} was suspect, resting on {}", foreign(question), foreign(on))
        }
    };
    all.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// An item of a list in a comment, where other people's text stands in code.
pub(super) fn item(change: &ReviewChange, code: fn(&str) -> String) -> String {
    let mark = if change.loosens { "⚠️ asks for less than before: " } else { "" };
    let settled = match &change.settles[..] {
        [] => String::new(),
        all => format!("; settled by it: {}", settled(all, code)),
    };
    let (question, role) = (code(&change.question), code(&change.role));
    format!("- {mark}review of {question} as {role}: {}{settled}\n", told(change, code))
}

/// How many there are of each kind, and what they put right: "2 reviews new, 1 gone, 1 finding settled".
pub(super) fn count<'e>(entries: impl IntoIterator<Item = &'e ComponentChange>) -> String {
    let all: Vec<&ReviewChange> = entries.into_iter().flat_map(|entry| &entry.changes.reviews).collect();
    let mut parts: Vec<String> = Vec::new();
    for word in ["new", "renewed", "gone"] {
        let number = all.iter().filter(|one| one.word() == word).count();
        if number > 0 {
            let reviews = match (parts.is_empty(), number) {
                (false, _) => "",
                (true, 1) => " review",
                (true, _) => " reviews",
            };
            parts.push(format!("{number}{reviews} {word}"));
        }
    }
    let settled: usize = all.iter().map(|one| one.settles.len()).sum();
    if settled > 0 {
        parts.push(format!("{} settled by them", crate::source::count(settled, "finding")));
    }
    parts.join(", ")
}
