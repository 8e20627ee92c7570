//! Two versions of a form, or two sets, against each other.

use serde::Serialize;
use serde_json::Map;

use crate::model;
use crate::query::{Compared, Difference, Side};
use crate::report::{Report, Style, word_diff};
use crate::term::{Align, Grid, Paint, Role};

/// What changed from one form or set to another.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct CatalogDiff<'r> {
    from: String,
    to: String,
    questions: Vec<Changed<'r>>,
    unchanged: Vec<&'r str>,
    /// The number of questions of each kind of change.
    counts: Map<String, serde_json::Value>,
    #[serde(skip)]
    sides: (Side<'r>, Side<'r>),
    #[serde(skip)]
    compared: &'r [Compared<'r>],
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
struct Changed<'r> {
    id: &'r str,
    changes: Vec<&'static str>,
    old: Option<Wording<'r>>,
    new: Option<Wording<'r>>,
    lives_on_in: Vec<&'r str>,
    /// Who asked for it.
    origin: Vec<&'r str>,
    literature: Vec<&'r str>,
    recorded: Vec<Recorded<'r>>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
struct Wording<'r> {
    stage: &'r str,
    text: &'r str,
    roles: Vec<&'r str>,
    examples: &'r [String],
    examples_text: &'r str,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
struct Recorded<'r> {
    to: String,
    changes: &'r [String],
    table: Option<&'r str>,
    /// `changed` where an answer no longer fits, else `same`.
    meaning: &'static str,
    because: Option<&'r str>,
    note: Option<&'r str>,
}

impl<'r> CatalogDiff<'r> {
    /// Describes what a comparison found.
    pub fn new(old: &Side<'r>, new: &Side<'r>, compared: &'r [Compared<'r>]) -> Self {
        let differs = compared.iter().filter(|one| !one.differs.is_empty());
        let same = compared.iter().filter(|one| one.differs.is_empty());
        let count = |difference: Difference| compared.iter().filter(|one| one.is(difference)).count();
        let counts = Difference::ALL.iter().map(|&one| (one.word().to_owned(), count(one).into()));
        Self {
            from: old.id.to_string(),
            to: new.id.to_string(),
            questions: differs.map(|one| Changed::new(old, new, one)).collect(),
            unchanged: same.map(|one| question(old, new, one).0).collect(),
            counts: counts.collect(),
            sides: (old.clone(), new.clone()),
            compared,
        }
    }
}

impl<'r> Changed<'r> {
    fn new(old: &Side<'r>, new: &Side<'r>, one: &'r Compared<'r>) -> Self {
        Self {
            id: question(old, new, one).0,
            changes: one.differs.iter().map(|one| one.word()).collect(),
            old: one.old.map(|at| Wording::new(old, at)),
            new: one.new.map(|at| Wording::new(new, at)),
            lives_on_in: one.heirs.iter().map(|&at| new.question(at).id.as_str()).collect(),
            origin: one.origin(),
            literature: one.literature(),
            recorded: one.recorded.iter().map(|one| Recorded::new(one)).collect(),
        }
    }
}

impl<'r> Wording<'r> {
    fn new(side: &Side<'r>, at: usize) -> Self {
        let question = side.question(at);
        Self {
            stage: side.stage(at),
            text: &question.text,
            roles: side.roles(at),
            examples: &question.examples,
            examples_text: &question.examples_text,
        }
    }
}

impl<'r> Recorded<'r> {
    fn new(recorded: &'r model::Recorded) -> Self {
        Self {
            to: recorded.to.to_string(),
            changes: &recorded.changes,
            table: recorded.table.as_deref(),
            meaning: if recorded.meaning_changed { "changed" } else { "same" },
            because: recorded.because.as_deref(),
            note: recorded.note.as_deref(),
        }
    }
}

impl Report for CatalogDiff<'_> {
    const SCHEMA: &'static str = "formwork/catalog-diff/1";

    fn text(&self, Style { paint, width }: Style) -> String {
        let (old, new) = &self.sides;
        text(old, new, self.compared, paint, width)
    }
}

fn text(
    old: &Side<'_>,
    new: &Side<'_>,
    compared: &[Compared<'_>],
    paint: Paint,
    width: Option<u16>,
) -> String {
    let mut out = format!("{}\n", paint.paint(Role::Heading, format!("{} → {}", old.id, new.id)));
    let differs: Vec<&Compared<'_>> = compared.iter().filter(|one| !one.differs.is_empty()).collect();
    let mut stages: Vec<&str> = Vec::new();
    for one in &differs {
        let stage = stage(old, new, one);
        if !stages.contains(&stage.0) {
            stages.push(stage.0);
        }
    }
    for id in stages {
        let here = || differs.iter().filter(|one| stage(old, new, one).0 == id);
        let title = here().next().map_or("", |one| stage(old, new, one).1);
        out += &format!("\n{}\n", paint.paint(Role::Heading, title));
        let mut grid = Grid::new(&[Align::Left, Align::Left, Align::Left, Align::Wrap], width);
        for one in here() {
            let change: Vec<&str> = one.differs.iter().map(|difference| difference.title()).collect();
            let mut details = details(old, new, one, paint).into_iter();
            let first = details.next().unwrap_or_default();
            let id = paint.paint(Role::Id, question(old, new, one).0);
            grid.row([id, change.join(", "), paint.paint(Role::Faint, asked(one)), first]);
            for more in details {
                grid.row([String::new(), String::new(), String::new(), more]);
            }
        }
        out += &grid.lines();
    }
    out + &format!("\n{}\n", counts(compared))
}

/// The id of a question, and its text in the newest version that has it.
fn question<'f>(old: &Side<'f>, new: &Side<'f>, one: &Compared<'_>) -> (&'f str, &'f str) {
    let question = match (one.new, one.old) {
        (Some(at), _) => new.question(at),
        (None, at) => old.question(at.unwrap_or_default()),
    };
    (question.id.as_str(), &question.text)
}

/// The id and the title of a question's stage.
fn stage<'f>(old: &Side<'f>, new: &Side<'f>, one: &Compared<'_>) -> (&'f str, &'f str) {
    let (side, at) = match (one.new, one.old) {
        (Some(at), _) => (new, at),
        (None, at) => (old, at.unwrap_or_default()),
    };
    let stage = &side.form.stages[side.question(at).stage];
    (stage.id.as_str(), &stage.title)
}

/// Who asked for it, where that is on record at all.
fn asked(one: &Compared<'_>) -> String {
    let origin = one.asked_by();
    if origin.is_empty() && !one.recorded.is_empty() { "not recorded".to_owned() } else { origin }
}

/// What differs, a line each: wording, roles, examples, stage, and what there is to know about it.
fn details(old: &Side<'_>, new: &Side<'_>, one: &Compared<'_>, paint: Paint) -> Vec<String> {
    let mut lines = Vec::new();
    if let (Some(was), Some(is)) = (one.old, one.new) {
        let (was_asked, is_asked) = (old.question(was), new.question(is));
        if one.is(Difference::Reworded) {
            lines.push(words(&was_asked.text, &is_asked.text, paint));
        } else {
            lines.push(is_asked.text.clone());
        }
        if one.is(Difference::Roles) {
            lines.push(format!("ask: {}", roles(old, was, new, is, paint)));
        }
        if one.is(Difference::Examples) {
            lines.push(format!(
                "examples: {}",
                words(&was_asked.examples_text, &is_asked.examples_text, paint)
            ));
        }
        if one.is(Difference::Stage) {
            lines.push(format!("from {} to {}", old.stage(was), new.stage(is)));
        }
    } else {
        lines.push(question(old, new, one).1.to_owned());
    }
    if !one.heirs.is_empty() {
        let heirs: Vec<&str> = one.heirs.iter().map(|&at| new.question(at).id.as_str()).collect();
        lines.push(format!("lives on in {}", heirs.join(", ")));
    }
    for recorded in &one.recorded {
        let meaning = match &recorded.because {
            Some(because) if recorded.meaning_changed => Some(format!("an answer no longer fits: {because}")),
            Some(because) => Some(format!("an answer still fits: {because}")),
            None => None,
        };
        let notes = meaning.iter().chain(&recorded.note);
        lines.extend(notes.map(|note| paint.paint(Role::Faint, format!("note: {note}"))));
    }
    lines
}

/// Roles that stayed, came (`+`) and went (`-`), in the newer form's order.
fn roles(old: &Side<'_>, was: usize, new: &Side<'_>, is: usize, paint: Paint) -> String {
    let spoken = |side: &Side<'_>, at: usize| side.question(at).ask(side.form);
    let (before, after) = (spoken(old, was), spoken(new, is));
    let stayed = after.iter().filter(|role| before.contains(role)).cloned();
    let came = after.iter().filter(|role| !before.contains(role));
    let went = before.iter().filter(|role| !after.contains(role));
    let came = came.map(|role| paint.paint(Role::Good, format!("+{role}")));
    let went = went.map(|role| paint.paint(Role::Error, format!("-{role}")));
    stayed.chain(came).chain(went).collect::<Vec<_>>().join(", ")
}

/// Two wordings in one, word by word.
fn words(old: &str, new: &str, paint: Paint) -> String {
    word_diff(&crate::diff::words(old, new), paint)
}

fn counts(compared: &[Compared<'_>]) -> String {
    let count = |difference: Difference| compared.iter().filter(|one| one.is(difference)).count();
    let told = Difference::ALL.iter().map(|&one| (count(one), one.title())).filter(|(count, _)| *count > 0);
    let mut parts: Vec<String> = told.map(|(count, title)| format!("{count} {title}")).collect();
    let same = compared.iter().filter(|one| one.differs.is_empty()).count();
    parts.push(format!("{same} unchanged"));
    parts.join(", ")
}
