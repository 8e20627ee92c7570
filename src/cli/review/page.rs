//! What a reviewer is shown of a question before a stamp is made.

use serde_json::{Value, json};

use crate::cli::error::CliError;
use crate::cli::list::described;
use crate::cli::reviews;
use crate::diff;
use crate::model::{Answer, AnswerKey, Component, KeyValue, Keys, Requirement};
use crate::query::{Became, Reviewed, Suspect, View};
use crate::report::word_diff;
use crate::source::inert_line;
use crate::store::Past;
use crate::term::{Paint, Role};

/// A question with the stamp that the present is held against, and the texts of then.
pub(super) struct Look<'l, 'v> {
    pub(super) view: &'l View<'v>,
    pub(super) at: usize,
    /// The stamp of the role in which is signed, else the newest of another one.
    pub(super) base: Option<&'l Reviewed>,
    pub(super) past: &'l Past,
}

/// The stamp that a review in this role is held against: its own, else the newest.
pub(super) fn base<'v>(view: &'v View<'_>, at: usize, role: usize) -> Option<&'v Reviewed> {
    let own = view.reviewed(at).find(|one| one.role == role);
    own.or_else(|| view.reviewed(at).max_by_key(|one| one.of(view.component).on))
}

impl<'l> Look<'l, '_> {
    fn component(&self) -> &'l Component {
        self.view.component
    }

    /// The answer as it was reviewed, where it said something else and the repository has it.
    fn before(&self) -> Option<&'l Answer> {
        let base = self.base?;
        self.past.answer(self.at, &base.of(self.component()).hash.value)
    }

    fn differs(&self) -> bool {
        let now = crate::query::meaning(self.component().answer(self.at));
        self.base.is_some_and(|base| base.of(self.component()).hash.value != now)
    }

    /// The page.
    pub(super) fn page(&self, paint: Paint) -> String {
        let form = &self.component().form;
        let question = &form.questions[self.at];
        let stage = paint.paint(Role::Faint, &form.stages[question.stage].title);
        let mut out = format!("{}  {stage}\n", paint.paint(Role::Id, question.id.as_str()));
        out += &format!("{}\n\n", paint.paint(Role::Heading, &question.text));
        let mut stamps = self.view.reviewed(self.at).peekable();
        if stamps.peek().is_none() {
            out += "  Not reviewed yet.\n";
        }
        for one in stamps {
            let note = one.of(self.component()).note.as_deref().map(inert_line);
            let note = note.map(|note| format!(" ({note})")).unwrap_or_default();
            out += &format!("  Reviewed {}{note}{}\n", one.who(self.component()), fate(one, paint));
        }
        out += &self.answer(paint);
        for moved in self.base.iter().flat_map(|base| &base.moved) {
            out += &self.moved(moved, paint);
        }
        out += &self.unchanged();
        out
    }

    fn answer(&self, paint: Paint) -> String {
        let now = self.component().answer(self.at);
        let state = self.view.states[self.at].title();
        match (self.differs(), self.before()) {
            (true, Some(before)) => {
                let keys = reviews::changed_keys(before, now);
                let keys: Vec<String> = keys.iter().map(|key| inert_line(key)).collect();
                let title = format!("Then and now, {state} (changed: {})", keys.join(", "));
                section(&title, &compared(Some(before), now, paint), paint)
            }
            (true, None) => {
                let fields = self.base.map_or(&[][..], |base| &base.fields);
                let changed = if fields.is_empty() {
                    String::new()
                } else {
                    format!("changed: {}; ", fields.join(", "))
                };
                let title = format!("Now, {state} ({changed}{})", self.unknown());
                section(&title, &compared(now, now, Paint::default()), paint)
            }
            (false, _) => {
                let title = if self.base.is_some() { "Then and now" } else { "Now" };
                section(&format!("{title}, {state}"), &compared(now, now, Paint::default()), paint)
            }
        }
    }

    fn unknown(&self) -> String {
        let why =
            self.past.missing.as_deref().map(|why| format!(": {}", inert_line(why))).unwrap_or_default();
        format!("the text as reviewed is not in this repository{why}")
    }

    /// An answer that it rests on and that changed since, then and now.
    fn moved(&self, moved: &Suspect, paint: Paint) -> String {
        let component = self.component();
        let id = component.form.questions[moved.on].id.as_str();
        let now = component.answer(moved.on);
        let before = self.past.answer(moved.on, &moved.recorded);
        let mut became = reviews::became(component, self.past, moved);
        if before.is_none() {
            became += &format!("; {}", self.unknown());
        }
        let mut title = format!("Rests on {id}, then and now ({became})");
        title += &format!("\n  because {}", inert_line(&moved.because));
        let text = compared(before.or(now), now, if before.is_some() { paint } else { Paint::default() });
        let text = if moved.became == Became::TakenBack && before.is_none() { String::new() } else { text };
        section(&title, &text, paint)
    }

    /// What else it rests on.
    fn unchanged(&self) -> String {
        let form = &self.component().form;
        let moved: Vec<usize> = self.base.iter().flat_map(|base| &base.moved).map(|one| one.on).collect();
        let rests = self.component().graph().depends_on[self.at].iter().map(|one| one.on);
        let (given, open): (Vec<usize>, Vec<usize>) =
            rests.filter(|on| !moved.contains(on)).partition(|&on| self.view.states[on].is_settled());
        let ids = |all: &[usize]| {
            all.iter().map(|&on| form.questions[on].id.to_string()).collect::<Vec<_>>().join(", ")
        };
        let mut out = String::new();
        let also = if moved.is_empty() { "" } else { "also " };
        if !given.is_empty() {
            let recorded = |on: &usize| {
                let id = form.questions[*on].id.as_str();
                let base = self.base.map(|base| base.of(self.component()));
                base.is_some_and(|base| base.depends_on.iter().any(|(known, _)| known.value == id))
            };
            let same = if given.iter().all(recorded) { ", unchanged since" } else { "" };
            out += &format!("\n  Rests {also}on {}{same}\n", ids(&given));
        }
        if !open.is_empty() {
            let blank = if out.is_empty() { "\n" } else { "" };
            out += &format!("{blank}  Rests on what has no answer that counts yet: {}\n", ids(&open));
        }
        out
    }

    /// The same for programs.
    pub(super) fn json(&self) -> Result<Value, CliError> {
        let component = self.component();
        let form = &component.form;
        let now = component.answer(self.at);
        let mut value = described(self.view, self.at, Some(self.past))?;
        value["then"] = self.before().filter(|_| self.differs()).map_or(Value::Null, said);
        value["now"] = now.map_or(Value::Null, said);
        let moved = self.base.iter().flat_map(|base| &base.moved).map(|moved| {
            json!({
                "id": form.questions[moved.on].id,
                "because": moved.because,
                "became": reviews::became_word(moved.became),
                "then": self.past.answer(moved.on, &moved.recorded).map(said),
                "now": component.answer(moved.on).map(said),
            })
        });
        value["changed-dependencies"] = moved.collect::<Vec<_>>().into();
        Ok(value)
    }
}

fn fate(one: &Reviewed, paint: Paint) -> String {
    let word = match (one.changed, one.moved.len()) {
        (true, _) => "; the answer changed since",
        (false, 0) => "",
        (false, 1) => "; an answer that it rests on changed since",
        (false, _) => "; answers that it rests on changed since",
    };
    paint.paint(Role::Warning, word)
}

fn said(answer: &Answer) -> Value {
    let requirements = answer.requirements.iter().map(|one| {
        let mut value = json!({ "id": one.id, "text": one.text });
        for (key, text) in one.all_remarks() {
            value[key.name()] = text.into();
        }
        value
    });
    let mut value = json!({ "answer": answer.text() });
    for key in meaning() {
        value[key.name()] = json!(answer.value(key));
    }
    value["requirements"] = requirements.collect::<Vec<_>>().into();
    value
}

fn section(title: &str, text: &str, paint: Paint) -> String {
    let mut out = format!("\n  {}\n", paint.paint(Role::Strong, title));
    for line in text.lines() {
        out += format!("    {line}").trim_end();
        out.push('\n');
    }
    out
}

/// The keys beside the text and the requirements that belong to what an answer means.
fn meaning() -> impl Iterator<Item = AnswerKey> {
    let apart = [AnswerKey::Answer, AnswerKey::Requirement];
    AnswerKey::ALL.iter().copied().filter(move |key| key.is_meaning() && !apart.contains(key))
}

/// What an answer said and says, each key once, with what changed marked.
fn compared(before: Option<&Answer>, after: Option<&Answer>, paint: Paint) -> String {
    let text = |answer: Option<&Answer>| answer.map_or(String::new(), |answer| answer.text().to_owned());
    let pick = |answer: Option<&Answer>, key: AnswerKey| match answer.map(|answer| answer.value(key)) {
        Some(KeyValue::Texts(items)) => items.join(", "),
        value => value.map(|value| value.words().into_owned()).unwrap_or_default(),
    };
    let mut out = word_diff(&diff::words(&text(before), &text(after)), paint);
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    for key in meaning() {
        let line = word_diff(&diff::words(&pick(before, key), &pick(after, key)), paint);
        let name = if key == AnswerKey::Choice { "chosen" } else { key.name() };
        if !line.is_empty() {
            out += &format!("{name}: {line}\n");
        }
    }
    let changed = diff::requirements(before, after);
    for one in &changed {
        out += &requirement(one.before.as_ref(), one.after.as_ref(), paint);
    }
    let same = |one: &&Requirement| changed.iter().all(|known| known.id != one.id);
    for one in after.iter().flat_map(|answer| &answer.requirements).filter(same) {
        out += &requirement(Some(one), Some(one), paint);
    }
    out
}

/// A requirement as it was and is: its statement, and what else it says on lines of their own.
fn requirement(before: Option<&Requirement>, after: Option<&Requirement>, paint: Paint) -> String {
    let [was, is] = [before, after].map(|one| one.map(Requirement::terms).unwrap_or_default());
    let gone = was.iter().filter(|(name, _)| is.iter().all(|(other, _)| other != name));
    let mut out = String::new();
    for (name, _) in is.iter().chain(gone) {
        let of = |terms: &[(&str, String)]| {
            terms.iter().find(|(one, _)| one == name).map(|(_, text)| text.clone()).unwrap_or_default()
        };
        let text = word_diff(&diff::words(&of(&was), &of(&is)), paint);
        out += &match *name {
            "text" => {
                let id = after.or(before).map(|one| inert_line(&one.id)).unwrap_or_default();
                format!("requirement {id}: {text}\n")
            }
            _ => format!("  {name}: {text}\n"),
        };
    }
    out
}
