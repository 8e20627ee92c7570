use crate::model::{Answer, Requirement};

/// A key of an answer that changed, in words. Lists stand one item a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// Before; empty where it was not there.
    pub before: String,
    /// Now; empty where it is gone.
    pub after: String,
}

/// A requirement that came, went or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementChange {
    /// Its id.
    pub id: String,
    /// Before; `None` where it is new.
    pub before: Option<Requirement>,
    /// Now; `None` where it is gone.
    pub after: Option<Requirement>,
}

/// The keys in which two states of an answer differ, in the order in which they are written.
pub fn fields(before: Option<&Answer>, after: Option<&Answer>) -> Vec<Field> {
    let (before, after) = (keys(before), keys(after));
    before
        .into_iter()
        .zip(after)
        .filter(|((_, before), (_, after))| before != after)
        .map(|((name, before), (_, after))| Field { name, before, after })
        .collect()
}

fn keys(answer: Option<&Answer>) -> Vec<(&'static str, String)> {
    let text = |value: Option<&String>| value.cloned().unwrap_or_default();
    let lines = |items: Vec<&str>| items.join("\n");
    vec![
        ("answer", answer.map(|answer| tidy(answer.text())).unwrap_or_default()),
        ("choice", answer.map(|answer| answer.chosen().join("\n")).unwrap_or_default()),
        ("status", text(answer.and_then(|one| Some(one.status.as_ref()?.value.word().to_owned())).as_ref())),
        ("reason", text(answer.and_then(|one| Some(&one.reason.as_ref()?.value)))),
        ("until", text(answer.and_then(|one| Some(one.until.as_ref()?.value.to_string())).as_ref())),
        (
            "by",
            answer.map(|one| lines(one.by.iter().map(|by| by.value.as_str()).collect())).unwrap_or_default(),
        ),
        ("on", text(answer.and_then(|one| Some(one.on?.to_string())).as_ref())),
        (
            "evidence",
            answer
                .map(|one| lines(one.evidence.iter().map(|one| one.written.as_str()).collect()))
                .unwrap_or_default(),
        ),
        ("source", text(answer.and_then(|one| one.source.as_ref()))),
        ("note", text(answer.and_then(|one| one.note.as_ref()))),
    ]
}

/// A text as the hash of its meaning takes it: blanks at the ends of lines do not count.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_end().to_owned()
}

/// The requirements in which two states of an answer differ, by id.
pub fn requirements(before: Option<&Answer>, after: Option<&Answer>) -> Vec<RequirementChange> {
    let all = |answer: Option<&'_ Answer>| -> Vec<Requirement> {
        answer.into_iter().flat_map(|answer| &answer.requirements).cloned().collect()
    };
    let terms = |one: &Option<Requirement>| one.as_ref().map(Requirement::terms);
    let (before, after) = (all(before), all(after));
    let mut ids: Vec<&String> = after.iter().chain(&before).map(|one| &one.id).collect();
    ids.sort();
    ids.dedup();
    let find = |all: &[Requirement], id: &str| all.iter().find(|one| one.id == id).cloned();
    ids.into_iter()
        .map(|id| RequirementChange { id: id.clone(), before: find(&before, id), after: find(&after, id) })
        .filter(|change| terms(&change.before) != terms(&change.after))
        .collect()
}
