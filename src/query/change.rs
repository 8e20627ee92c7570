use crate::model::{Answer, AnswerKey, Change, Component, Edit, Form, Question, Status, Value};

/// The lines above a question's table: the question, whom to ask, the examples.
pub fn question_comments(form: &Form, question: usize) -> Vec<String> {
    let asked = &form.questions[question];
    let mut lines = vec![asked.text.clone(), format!("Ask: {}", asked.ask(form).join(", "))];
    if !asked.examples_text.is_empty() {
        lines.push(format!("Examples: {}", asked.examples_text));
    }
    lines.extend(super::choices(asked));
    lines.extend(super::conditions(form, question));
    lines
}

/// What stands in a question's table while nobody has answered it.
pub fn blank_keys(question: &Question) -> Vec<(String, Value)> {
    let choice = (!question.choices.is_empty())
        .then(|| (AnswerKey::Choice.name().to_owned(), Value::List(Vec::new())));
    choice.into_iter().chain([(AnswerKey::Answer.name().to_owned(), Value::Text(String::new()))]).collect()
}

/// A stage's file before any question stands in it.
pub fn stage_template(form: &Form, stage: usize) -> String {
    let title = crate::source::inert_line(&form.stages[stage].title);
    format!("#:schema schema/answers.json\n\n# {title}\n")
}

/// A key to set (`Some`) or to remove.
pub type KeyChange = (AnswerKey, Option<Value>);

/// What somebody says to a question: a text, a choice, or both.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said<'s> {
    /// The text; `None` leaves it.
    pub text: Option<&'s str>,
    /// The choice; `None` leaves it.
    pub choice: Option<&'s [String]>,
}

/// The keys by which an answer gets what is said, a status, or both; `status` is `Some(None)` to take the written
/// one off. A text contradicts "nobody knows", "later" and "does not apply" and takes them off; what a
/// new status does not need goes with the old one.
pub fn said(answer: Option<&Answer>, said: Said<'_>, status: Option<Option<Status>>) -> Vec<KeyChange> {
    let mut keys: Vec<KeyChange> = Vec::new();
    let now = answer.and_then(|answer| answer.status.as_ref()).map(|status| status.value);
    if let Some(choice) = said.choice {
        keys.push((AnswerKey::Choice, (!choice.is_empty()).then(|| Value::List(choice.to_vec()))));
    }
    if let Some(text) = said.text {
        keys.push((AnswerKey::Answer, Some(Value::Text(text.to_owned()))));
    }
    let given = said.text.is_some_and(|text| !text.trim().is_empty())
        || said.choice.is_some_and(|choice| !choice.is_empty());
    let contradicted = given && now.is_some_and(|status| !status.takes_text());
    let wanted = status.unwrap_or(if contradicted { None } else { now });
    if wanted != now {
        keys.push((AnswerKey::Status, wanted.map(|status| Value::Text(status.word().to_owned()))));
        if answer.is_some_and(|answer| answer.reason.is_some()) && !wanted.is_some_and(Status::needs_reason) {
            keys.push((AnswerKey::Reason, None));
        }
        if answer.is_some_and(|answer| answer.until.is_some()) && !wanted.is_some_and(Status::needs_until) {
            keys.push((AnswerKey::Until, None));
        }
    }
    keys
}

/// The keys by which an answer is taken back: its text and choice, its status, and who said it when and where. None
/// where the question is open and nothing of that stands there.
pub fn taken_back(answer: Option<&Answer>) -> Vec<KeyChange> {
    let Some(answer) = answer else { return Vec::new() };
    let text = answer.text.is_some().then(|| (AnswerKey::Answer, Some(Value::Text(String::new()))));
    let others =
        AnswerKey::ALL.iter().copied().filter(|key| *key != AnswerKey::Answer && key.is_of_statement());
    let there = others.filter(|&key| !answer.value(key).is_absent());
    text.into_iter().chain(there.map(|key| (key, None))).collect()
}

/// What follows `formwork` in the command that accepts a draft.
pub fn accept(id: &str) -> String {
    format!("answer {id} --status answered")
}

/// Keys of a question's table to set (`Some`) or remove (`None`), as a change to its stage's file. A
/// table that is missing is put in its place first, with its comments.
pub fn answer_change(component: &Component, question: usize, keys: &[KeyChange]) -> Change {
    let form = &component.form;
    let asked = &form.questions[question];
    let id = asked.id.to_string();
    let folder = component.settings.answers_folder();
    // A table that stands in another stage's file is answered where it stands.
    let file = match component.answer(question) {
        Some(_) => component.file_of(question).path.rsplit('/').next().unwrap_or_default().to_owned(),
        None => format!("{}.toml", form.stages[asked.stage].id),
    };
    let mut edits = Vec::new();
    if component.answer(question).is_none() {
        edits.push(Edit::InsertTable {
            id: id.clone(),
            comments: question_comments(form, question),
            keys: blank_keys(asked),
            order: form.in_stage(asked.stage).map(|(_, question)| question.id.to_string()).collect(),
        });
    }
    let table = vec![id];
    edits.extend(keys.iter().map(|(key, value)| match value {
        Some(value) => Edit::Set { table: table.clone(), key: key.name().to_owned(), value: value.clone() },
        None => Edit::Remove { table: table.clone(), key: key.name().to_owned() },
    }));
    Change { file: format!("{folder}/{file}"), edits, template: stage_template(form, asked.stage) }
}
