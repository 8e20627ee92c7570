//! A sheet held against the component: what to write, and what not to and why.

use super::text::{canonical, foreign_lines};
use super::{Section, Sheet, Stray, markdown};
use crate::model::{Answer, AnswerKey, Change, Choose, Form, Question, Status, Value, said_hash};
use crate::query::{Said, View, answer_change, said};
use crate::source::{inert_line, nearest};

/// What is written beside the text of each changed answer.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// Roles and `@people` who said what changed; empty leaves `by` as it is.
    pub by: Vec<String>,
    /// A status to set; `Some(None)` takes the written one away, `None` leaves it.
    pub status: Option<Option<Status>>,
}

/// What becomes of one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The file says so already, or the person left the text as it was sent.
    Unchanged,
    /// The section came back empty; the answer in the file stays.
    Emptied,
    /// The answer is replaced.
    Changed {
        /// What the file says now.
        before: String,
        /// What it will say.
        after: String,
    },
    /// The file's answer is no longer the one that was sent, so nothing is written.
    Conflict {
        /// The hash of the answer that was sent.
        sent_hash: String,
        /// What the file says now.
        now: String,
        /// What the sheet says.
        sheet: String,
    },
    /// The form has no such question; the text is among the strays.
    Unknown,
    /// More is marked than the question takes, or what it does not offer, so nothing is written; what was said is
    /// among the strays.
    Refused,
}

/// What an import would do. Nothing is written until someone applies `changes`.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// One entry a section, in the sheet's order: the id and what becomes of it.
    pub outcomes: Vec<(String, Outcome)>,
    /// What to write, one change a file.
    pub changes: Vec<Change>,
    /// Text that answers no question, in the sheet's order.
    pub strays: Vec<Stray>,
}

/// Hints beyond this many would only slow a hostile sheet down.
const HINTS: usize = 20;

/// Holds a sheet against a component as it is now.
pub fn import(view: &View<'_>, sheet: &Sheet, options: &ImportOptions) -> Imported {
    let form = &view.component.form;
    let mut found = Imported { strays: sheet.strays.clone(), ..Imported::default() };
    let mut hints = 0;
    for section in &sheet.sections {
        let outcome = match form.find(&section.id) {
            None => {
                hints += 1;
                found.strays.push(unknown(section, form, hints <= HINTS));
                Outcome::Unknown
            }
            Some(question) => {
                found.strays.extend(above_the_answer(section, form, question));
                let answer = view.component.answer(question);
                let asked = &form.questions[question];
                let boxes = ticked(section, asked, answer);
                let unusable = no_choice(section, asked, &boxes);
                if let Some(stray) = unusable.or_else(|| one_too_many(section, asked, &boxes)) {
                    found.strays.push(stray);
                    found.outcomes.push((section.id.clone(), Outcome::Refused));
                    continue;
                }
                let outcome = outcome(section, answer, &boxes);
                if let Outcome::Changed { after, .. } = &outcome {
                    take_in(&mut found.changes, change(view, question, after, &boxes, options));
                }
                outcome
            }
        };
        found.outcomes.push((section.id.clone(), outcome));
    }
    found.strays.sort_by_key(|stray| stray.line);
    found
}

/// The choices whose boxes are marked; without any box what the file says.
fn ticked(section: &Section, question: &Question, answer: Option<&Answer>) -> Vec<String> {
    let boxes = section.head.lines().filter_map(markdown::read_box);
    let boxes: Vec<(bool, &str)> =
        boxes.filter(|(_, choice)| question.choices.iter().any(|known| known == choice)).collect();
    if boxes.is_empty() {
        return answer.map(Answer::chosen).unwrap_or_default();
    }
    let mut ticked = Vec::new();
    for choice in &question.choices {
        if boxes.iter().any(|(marked, word)| *marked && word == choice) {
            ticked.push(choice.clone());
        }
    }
    ticked
}

/// Marks beside words that the question does not offer. Without boxes of its own they are what somebody wrote.
fn marked_unknown<'s>(section: &'s Section, question: &Question) -> Vec<&'s str> {
    if question.choices.is_empty() {
        return Vec::new();
    }
    let boxes = section.head.lines().filter_map(markdown::read_box);
    let unknown =
        boxes.filter(|(marked, word)| *marked && !question.choices.iter().any(|known| known == word));
    unknown.map(|(_, word)| word).collect()
}

/// A mark beside a misspelt choice: left out, it would look like an answer that was taken in.
fn no_choice(section: &Section, question: &Question, ticked: &[String]) -> Option<Stray> {
    let unknown = marked_unknown(section, question);
    let first: String = inert_line(unknown.first()?).chars().take(64).collect();
    let marked: Vec<String> =
        ticked.iter().cloned().chain(unknown.iter().map(|word| (*word).to_owned())).collect();
    Some(Stray {
        section: true,
        id: Some(section.id.clone()),
        text: said_in_words(&marked, &section.text),
        line: section.line,
        why: format!(
            "there is no choice `{first}`, only {}; nothing was written for it",
            question.choices.join(", ")
        ),
    })
}

/// More marks than the question takes: nobody knows which of them is meant.
fn one_too_many(section: &Section, question: &Question, ticked: &[String]) -> Option<Stray> {
    (question.choose == Choose::One && ticked.len() > 1).then(|| Stray {
        section: true,
        id: Some(section.id.clone()),
        text: said_in_words(ticked, &section.text),
        line: section.line,
        why: "the question takes one choice; nothing was written for it".to_owned(),
    })
}

fn outcome(section: &Section, answer: Option<&Answer>, choice: &[String]) -> Outcome {
    let now = canonical(answer.map_or("", Answer::text));
    let chosen = answer.map(Answer::chosen).unwrap_or_default();
    let (now_hash, sheet_hash) = (said_hash(&now, &chosen), said_hash(&section.text, choice));
    if sheet_hash == now_hash || sheet_hash == section.hash {
        Outcome::Unchanged
    } else if section.text.trim().is_empty() && choice.is_empty() {
        Outcome::Emptied
    } else if now_hash == section.hash {
        Outcome::Changed { before: now, after: section.text.clone() }
    } else {
        let [now, sheet] =
            [(&chosen[..], &now), (choice, &section.text)].map(|(choice, text)| said_in_words(choice, text));
        Outcome::Conflict { sent_hash: section.hash.clone(), now, sheet }
    }
}

/// A choice and a text as people see them one below the other.
fn said_in_words(choice: &[String], text: &str) -> String {
    if choice.is_empty() { text.to_owned() } else { format!("chosen: {}\n{text}", choice.join(", ")) }
}

fn change(
    view: &View<'_>,
    question: usize,
    text: &str,
    choice: &[String],
    options: &ImportOptions,
) -> Change {
    let answer = view.component.answer(question);
    let chosen = answer.map(Answer::chosen).unwrap_or_default();
    let what = Said {
        text: Some(text).filter(|text| *text != canonical(answer.map_or("", Answer::text))),
        choice: Some(choice).filter(|choice| *choice != chosen),
    };
    let mut keys = said(answer, what, options.status);
    if !options.by.is_empty() {
        // Who said the text before did not say this one.
        keys.push((AnswerKey::By, Some(Value::List(options.by.clone()))));
    }
    answer_change(view.component, question, &keys)
}

/// One change a file, its edits in order.
fn take_in(changes: &mut Vec<Change>, change: Change) {
    match changes.iter_mut().find(|known| known.file == change.file) {
        Some(known) => known.edits.extend(change.edits),
        None => changes.push(change),
    }
}

/// What someone wrote between the question's own lines, where nothing would take it in.
fn above_the_answer(section: &Section, form: &Form, question: usize) -> Option<Stray> {
    let asked = &form.questions[question];
    let unknown = marked_unknown(section, asked); // said on their own
    let a_box = |line: &str| {
        markdown::is_box_heading(line)
            || markdown::read_box(line).is_some_and(|(_, word)| {
                asked.choices.iter().any(|known| known == word) || unknown.contains(&word)
            })
    };
    let ours = |line: &&str| !line.starts_with(markdown::STATE) && !a_box(line);
    let head = section.head.lines().filter(ours).collect::<Vec<_>>().join("\n");
    let text = foreign_lines(&head, &markdown::head(form, question));
    (!text.is_empty()).then(|| Stray {
        section: false,
        id: Some(section.id.clone()),
        text,
        line: section.line,
        why: "it stands above the place for the answer".to_owned(),
    })
}

fn unknown(section: &Section, form: &Form, hint: bool) -> Stray {
    let shown: String = inert_line(&section.id).chars().take(64).collect();
    let ids = form.questions.iter().map(|question| question.id.as_str());
    let near = if hint { nearest(&shown, ids) } else { None };
    let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    Stray {
        section: true,
        id: Some(section.id.clone()),
        text: section.text.clone(),
        line: section.line,
        why: format!("{} has no question `{shown}`{hint}", form.named()),
    }
}
