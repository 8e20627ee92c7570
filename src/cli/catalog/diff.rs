//! Two versions of a form, or two sets, against each other.

use std::sync::Arc;

use serde_json::{Value, json};
use similar::{ChangeTag, TextDiff};

use super::show::form;
use crate::catalog::{self, SetSource};
use crate::cli::error::CliError;
use crate::cli::session::Session;
use crate::model::Form;
use crate::query::{self, Compared, Difference, Side};
use crate::term::{Align, Grid, Paint, Role};

pub(super) fn diff(session: &Session<'_>, from: &str, to: &str, as_json: bool) -> Result<String, CliError> {
    let (old, new) = (load(from)?, load(to)?);
    if old.set != new.set {
        return Err(CliError::new("a form and a set are compared with nothing but their own kind").hint(
            "two forms, or two sets: `formwork catalog diff mlops-requirements@2 mlops-requirements@3`",
        ));
    }
    let (old, new) = (old.side(), new.side());
    let recorded = catalog::changes()?;
    let compared = query::compare(&old, &new, &recorded);
    if as_json {
        return Ok(crate::source::json(&described(&old, &new, &compared)));
    }
    Ok(text(&old, &new, &compared, session.context.out.paint, session.context.out.width))
}

/// A form, or a set joined to the newest one.
struct Loaded {
    form: Arc<Form>,
    set: bool,
}

impl Loaded {
    fn side(&self) -> Side<'_> {
        if self.set { Side::set(&self.form, 0) } else { Side::whole(&self.form) }
    }
}

fn load(word: &str) -> Result<Loaded, CliError> {
    let newest = catalog::newest_of(word).map(|id| id.to_string());
    let id = newest.as_deref().unwrap_or(word);
    if catalog::set_ids().any(|set| set == id) {
        let form = catalog::with_sets(catalog::newest(), &[SetSource::Bundled(id)])?;
        return Ok(Loaded { form: Arc::clone(&form.form), set: true });
    }
    if let (false, Some(hint)) = (catalog::form_ids().any(|form| form == id), catalog::nearest_set(id)) {
        let id = crate::source::inert_line(id);
        return Err(CliError::new(format!("the catalog has no form or set `{id}`")).hint(hint));
    }
    Ok(Loaded { form: form(id)?, set: false })
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
    let diff = TextDiff::from_words(old, new);
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match runs.last_mut() {
            Some((tag, run)) if *tag == change.tag() => *run += change.value(),
            _ => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    let shown = runs.into_iter().map(|(tag, run)| match tag {
        ChangeTag::Equal => run,
        ChangeTag::Delete => paint.paint(Role::Error, format!("[-{run}-]")),
        ChangeTag::Insert => paint.paint(Role::Good, format!("{{+{run}+}}")),
    });
    shown.collect()
}

fn counts(compared: &[Compared<'_>]) -> String {
    let count = |difference: Difference| compared.iter().filter(|one| one.is(difference)).count();
    let told = Difference::ALL.iter().map(|&one| (count(one), one.title())).filter(|(count, _)| *count > 0);
    let mut parts: Vec<String> = told.map(|(count, title)| format!("{count} {title}")).collect();
    let same = compared.iter().filter(|one| one.differs.is_empty()).count();
    parts.push(format!("{same} unchanged"));
    parts.join(", ")
}

fn described(old: &Side<'_>, new: &Side<'_>, compared: &[Compared<'_>]) -> Value {
    let side = |side: &Side<'_>, at: Option<usize>| {
        at.map(|at| {
            let question = side.question(at);
            json!({ "stage": side.stage(at), "text": question.text, "roles": side.roles(at), "examples": question.examples, "examples-text": question.examples_text })
        })
    };
    let questions: Vec<Value> = compared
        .iter()
        .filter(|one| !one.differs.is_empty())
        .map(|one| {
            json!({
                "id": question(old, new, one).0,
                "changes": one.differs.iter().map(|one| one.word()).collect::<Vec<_>>(),
                "old": side(old, one.old),
                "new": side(new, one.new),
                "lives-on-in": one.heirs.iter().map(|&at| new.question(at).id.as_str()).collect::<Vec<_>>(),
                "origin": one.origin(),
                "literature": one.literature(),
                "recorded": one.recorded.iter().map(|one| json!({
                    "to": one.to.to_string(),
                    "changes": one.changes,
                    "table": one.table,
                    "meaning": if one.meaning_changed { "changed" } else { "same" },
                    "because": one.because,
                    "note": one.note,
                })).collect::<Vec<_>>(),
            })
        })
        .collect();
    let same = compared.iter().filter(|one| one.differs.is_empty());
    let count = |difference: Difference| compared.iter().filter(|one| one.is(difference)).count();
    let counts: serde_json::Map<String, Value> =
        Difference::ALL.iter().map(|&one| (one.word().to_owned(), count(one).into())).collect();
    json!({
        "schema": "formwork/catalog-diff/1",
        "from": old.id.to_string(),
        "to": new.id.to_string(),
        "questions": questions,
        "unchanged": same.map(|one| question(old, new, one).0).collect::<Vec<_>>(),
        "counts": counts,
    })
}
