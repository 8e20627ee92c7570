//! A stage file → answers.

use toml::de::{DeTable, DeValue};

use super::keys::{date, tables, text, texts, walk};
use super::requirement::requirement;
use crate::diag::{Problem, RuleId};
use crate::model::{
    Answer, AnswerKey, By, Evidence, EvidenceTarget, Form, MaturityLevel, Person, RoleId, Slot, Status,
    Until, is_slug,
};
use crate::source::nearest_help;
use crate::source::{Span, Spanned, inert_line};

/// An answer and the index of its question.
#[derive(Debug)]
pub struct Located {
    /// Index into the form's questions.
    pub question: usize,
    /// The answer.
    pub answer: Answer,
}

/// Binds the top table of a stage's file. What is wrong goes to `problems`; the rest is still read.
pub fn answers(root: &DeTable<'_>, form: &Form, stage: usize, problems: &mut Vec<Problem>) -> Vec<Located> {
    let mut found = Vec::with_capacity(root.len());
    for (name, value) in root {
        let id: &str = name.get_ref();
        let span = name.span();
        let Some(question) = form.find(id) else {
            problems.push(unknown(id, value.get_ref(), span, form));
            continue;
        };
        let Some(table) = value.get_ref().as_table() else {
            problems.push(
                Problem::new(
                    RuleId::InvalidValue,
                    value.span(),
                    format!("`{id}` is a question: its answer is a table"),
                )
                .help(format!("[{id}] and below it answer = \"…\""))
                .question(id),
            );
            continue;
        };
        let home = form.questions[question].stage;
        if home != stage {
            let (here, there) = (&form.stages[stage].id, &form.stages[home].id);
            problems.push(
                Problem::new(
                    RuleId::MisplacedQuestion,
                    span.clone(),
                    format!("`{id}` belongs to {there}.toml, not to {here}.toml"),
                )
                .help(format!("move the table with its comments to {there}.toml"))
                .question(id),
            );
        }
        let before = problems.len();
        let answer = answer(table, span, problems);
        for problem in &mut problems[before..] {
            problem.question = Some(id.to_owned());
        }
        found.push(Located { question, answer });
    }
    found
}

fn unknown(id: &str, value: &DeValue<'_>, span: Span, form: &Form) -> Problem {
    let shown = inert_line(id);
    let near = nearest_help(&shown, form.questions.iter().map(|question| question.id.as_str()));
    if value.is_table() || value.is_array() {
        let help = near.unwrap_or_else(|| format!("`formwork list` shows the questions of {}", form.id));
        return Problem::new(RuleId::UnknownQuestion, span, format!("{} has no question `{shown}`", form.id))
            .help(help);
    }
    let help =
        near.unwrap_or_else(|| "keys stand below the header of their question: [data-source]".to_owned());
    Problem::new(RuleId::UnknownKey, span, format!("unknown key `{shown}`")).help(help)
}

fn answer(table: &DeTable<'_>, header: Span, problems: &mut Vec<Problem>) -> Answer {
    let mut found = Answer { header, ..Answer::default() };
    found.unusable =
        walk(table, problems, |key: AnswerKey, _, value, span, problems| match found.slot(key) {
            Slot::Text(slot) => *slot = filled(value).map(|text| Spanned::new(text, span)),
            Slot::Remark(slot) => *slot = filled(value),
            Slot::Texts(slot) => *slot = texts(value),
            Slot::Status(slot) => {
                *slot = value.as_str().and_then(Status::parse).map(|status| Spanned::new(status, span));
            }
            Slot::Until(slot) => *slot = until(value).map(|until| Spanned::new(until, span)),
            Slot::Date(slot) => *slot = date(value),
            Slot::By(slot) => {
                *slot = strings(value).filter_map(|(word, span)| by(word, span, problems)).collect();
            }
            Slot::Evidence(slot) => *slot = evidences(value, problems),
            Slot::Requirements(slot) => {
                slot.extend(tables(value).map(|(table, header)| requirement(table, header, problems)));
            }
        });
    let applies = found.status.as_ref().is_none_or(|status| status.value != Status::NotApplicable);
    found.requirements.iter_mut().for_each(|one| one.idle = !applies);
    found
}

/// A text that says something.
pub(super) fn filled(value: &DeValue<'_>) -> Option<String> {
    Some(text(value)).filter(|text| !text.trim().is_empty())
}

fn until(value: &DeValue<'_>) -> Option<Until> {
    date(value).map(Until::Date).or_else(|| value.as_str().and_then(MaturityLevel::parse).map(Until::Level))
}

/// The strings of an array as they stand in the file.
fn strings<'v>(value: &'v DeValue<'_>) -> impl Iterator<Item = (&'v str, Span)> {
    let items = value.as_array().into_iter().flatten();
    items.filter_map(|item| Some((item.get_ref().as_str()?, item.span())))
}

fn by(word: &str, span: Span, problems: &mut Vec<Problem>) -> Option<Spanned<By>> {
    let by = if Person::fits(word) {
        By::Person(Person::new(word))
    } else if is_slug(word) {
        By::Role(RoleId::new(word))
    } else {
        let message = format!("`{}` is neither a role nor a @person", inert_line(word));
        problems.push(
            Problem::new(RuleId::InvalidValue, span, message).help("by = [\"data-engineer\", \"@jonas\"]"),
        );
        return None;
    };
    Some(Spanned::new(by, span))
}

/// Whether a word can stand in `evidence`: a relative path with `/`, or an https address.
pub fn is_evidence(word: &str) -> bool {
    let path = word.split('#').next().unwrap_or_default();
    word.starts_with("https://") || (is_path(word) && !path.is_empty())
}

/// Whether a word can be a path within the repository, as far as that can be said without a disk.
pub fn is_path(word: &str) -> bool {
    !(word.trim().is_empty() || word.contains("://") || word.contains(['\\', '\0', '\n']))
}

pub(super) fn evidences(value: &DeValue<'_>, problems: &mut Vec<Problem>) -> Vec<Evidence> {
    texts(value).into_iter().filter_map(|word| evidence(word, problems)).collect()
}

fn evidence(word: Spanned<String>, problems: &mut Vec<Problem>) -> Option<Evidence> {
    let written = word.value;
    let path = written.split('#').next().unwrap_or_default();
    let target =
        if written.starts_with("https://") {
            EvidenceTarget::Web
        } else if !is_evidence(&written) {
            let message = format!("`{}` is neither a path nor an https address", inert_line(&written));
            problems.push(Problem::new(RuleId::InvalidValue, word.span, message).help(
                "a path relative to the component with `/`, such as docs/cameras.md#layout, or https://…",
            ));
            return None;
        } else {
            EvidenceTarget::Path(path.to_owned())
        };
    Some(Evidence { written, span: word.span, target })
}
