//! `requirement`: one file a sub-command, and what they share.

mod add;
mod list;
mod remove;
mod show;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::Outcome;
use super::error::CliError;
use super::session::Session;
use crate::model::{Bound, Component, Datum, Keys, Loaded, Measured, Number, Outside, Reading, Requirement};
use crate::query::{Judgement, bound, judge, shown};
use crate::source::inert_line;
use crate::term::Role;

/// Formal requirements: statements with a fit criterion, derived from answers and verified by reports
#[derive(Debug, Args)]
pub(super) struct RequirementCommand {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Add(Box<add::Add>),
    List(list::List),
    Show(show::Show),
    Remove(remove::Remove),
}

impl RequirementCommand {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        match self.command {
            Command::Add(add) => add.run(session),
            Command::List(list) => list.run(session),
            Command::Show(show) => show.run(session),
            Command::Remove(remove) => remove.run(session),
        }
    }
}

/// A requirement as all commands write it in JSON.
pub(super) fn described(
    component: &Component,
    outside: &Outside,
    question: usize,
    one: &Requirement,
) -> Value {
    let form = &component.form;
    let judged = judge(outside, question, one);
    let file = component.file_of(question);
    let measured = one.measured.as_ref().map(|measured| {
        json!({
            "file": measured.file.value,
            "key": measured.key,
            "bound": bound_json(&measured.bound),
            "unit": measured.unit,
            "value": match outside.measured(measured) { Reading::Says(found) => datum(found), _ => Value::Null },
        })
    });
    let tested =
        one.tested.as_ref().map(|tested| json!({ "junit": tested.junit.value, "case": tested.case }));
    let mut value = json!({
        "component": component.id,
        "question": form.questions[question].id,
        "stage": form.stages[form.questions[question].stage].id,
        "id": one.id,
        "text": one.text,
    });
    for (key, text) in one.all_remarks() {
        value[key.name()] = text.into();
    }
    let more = [
        ("measured", measured.into()),
        ("tested", tested.into()),
        ("max-age", one.max_age.as_ref().map(|days| days.value).into()),
        ("verdict", judged.verdict.word().into()),
        ("said", judged.said.into()),
        ("file", json!(file.path)),
        ("line", json!(file.place(one.span.start).line)),
    ];
    for (name, more) in more {
        value[name] = more;
    }
    value
}

fn bound_json(bound: &Bound) -> Value {
    match bound {
        Bound::AtLeast(least) => json!({ "at-least": least.get() }),
        Bound::AtMost(most) => json!({ "at-most": most.get() }),
        Bound::Equals(wanted) => json!({ "equals": datum(wanted) }),
        Bound::Between(low, high) => json!({ "between": [low.get(), high.get()] }),
    }
}

fn datum(datum: &Datum) -> Value {
    match datum {
        Datum::Number(number) => json!(number.get()),
        Datum::Text(text) => json!(text),
        Datum::Cell(text) => Number::parse(text).map_or_else(|| json!(text), |number| json!(number.get())),
    }
}

/// One component has an id more than once; the first of them stands here.
fn twice(id: &str, many: usize, component: &Loaded, question: usize, first: &Requirement) -> CliError {
    let file = component.file_of(question);
    let line = file.place(first.place.start).line;
    CliError::new(format!("{many} requirements have the id `{}`", inert_line(id)))
        .hint(format!("the first stands in {}:{line}; give the other another id", inert_line(&file.path)))
}

/// How a requirement is measured, in a line: "metrics.recall in reports/eval.json, at least 0.95 is required".
pub(super) fn measure(outside: &Outside, measured: &Measured) -> String {
    let (file, key) = (inert_line(&measured.file.value), inert_line(&measured.key));
    let value = match outside.measured(measured) {
        Reading::Says(found) => format!("{}; ", shown(found)),
        _ => String::new(),
    };
    format!("{key} in {file}: {value}{}", bound(measured))
}

/// The style of a verdict on a terminal.
pub(super) fn role(verdict: Judgement) -> Role {
    match verdict {
        Judgement::Met => Role::Good,
        Judgement::NotMet | Judgement::Failed | Judgement::NotShown => Role::Error,
        Judgement::Stale | Judgement::NoMeasurement => Role::Warning,
        Judgement::ToVerify | Judgement::NotCounted => Role::Faint,
    }
}

fn verdicts(words: &[String]) -> Result<Vec<Judgement>, CliError> {
    let known = || Judgement::ALL.iter().map(|verdict| verdict.word());
    let one = |word: &String| {
        let verdict = Judgement::ALL.iter().copied().find(|verdict| verdict.word() == word.to_lowercase());
        verdict.ok_or_else(|| CliError::no_such("verdict", word, known()))
    };
    words.iter().map(one).collect()
}
