//! A new stamp as a change to `reviews.toml`.

use jiff::civil::Date;

use super::{View, meaning, meant_by};
use crate::model::{Change, Component, Edit, Stamp, Value, field_hashes, text_field};

/// What the file of stamps begins with.
const HEAD: &str = "\
# Who looked at which answer, and when: a table a question and role, written by `formwork review`.
# A stamp is a claim; the commit that brings it is its proof.
";

/// A stamp to be made.
#[derive(Debug, Clone)]
pub struct NewStamp<'n> {
    /// The role in which somebody looked, by index.
    pub role: usize,
    /// Who.
    pub by: &'n str,
    /// When.
    pub on: Date,
    /// A remark.
    pub note: Option<&'n str>,
    /// The hash of the wording that the present one says the same as.
    pub says_the_same_as: Option<&'n str>,
}

/// What a stamp is about: the hash of the answer and, by id, of each given answer that it rests on. Equal before
/// and after, nothing changed in between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// The answer's own.
    pub hash: String,
    /// Those that it rests on, in the graph's order.
    pub depends_on: Vec<(String, String)>,
}

/// What a stamp made now would be about.
pub fn basis(view: &View<'_>, question: usize) -> Basis {
    let component = view.component;
    let rests = component.graph().depends_on[question].iter().map(|dependency| dependency.on);
    let given = rests.filter(|&on| view.states[on].is_settled());
    let hashed = |on: usize| (component.form.questions[on].id.to_string(), meaning(component.answer(on)));
    Basis { hash: meaning(component.answer(question)), depends_on: given.map(hashed).collect() }
}

/// The change that makes a stamp, or renews the one of this role in its place.
pub fn stamp_change(view: &View<'_>, question: usize, new: &NewStamp<'_>) -> Change {
    let component = view.component;
    let form = &component.form;
    let (id, role) = (form.questions[question].id.as_str(), form.roles[new.role].id.as_str());
    let mut all = component.reviews.iter();
    let old = all.find(|stamp| stamp.question.value == id && stamp.role.value == role);
    let basis = basis(view, question);
    let table = vec![id.to_owned(), role.to_owned()];
    let mut edits = Vec::new();
    let mut put = |key: &str, value: Option<Value>, is_there: bool| {
        let (table, key) = (table.clone(), key.to_owned());
        match value {
            Some(value) => edits.push(Edit::Set { table, key, value }),
            None if is_there => edits.push(Edit::Remove { table, key }),
            None => {}
        }
    };
    let text = |text: &str| Value::Text(text.to_owned());
    let maturity = component.settings.maturity.as_ref().map(|level| text(level.value.word()));
    let stands_for = stands_for(view, question, new, old, &basis.hash);
    put("by", Some(text(new.by)), true);
    put("on", Some(Value::Date(new.on)), true);
    put("form", Some(text(&form.id.to_string())), true);
    put("maturity", maturity, old.is_some_and(|old| old.maturity.is_some()));
    put("note", new.note.map(text), old.is_some_and(|old| old.note.is_some()));
    put("hash", Some(text(&basis.hash)), true);
    let had_older = old.is_some_and(|old| !old.stands_for.is_empty());
    put("stands-for", Some(stands_for).filter(|all| !all.is_empty()).map(Value::List), had_older);
    let table = vec![id.to_owned(), role.to_owned(), "depends-on".to_owned()];
    for (known, _) in old.iter().flat_map(|old| &old.depends_on) {
        if basis.depends_on.iter().all(|(id, _)| *id != known.value) {
            edits.push(Edit::Remove { table: table.clone(), key: known.value.clone() });
        }
    }
    let fields = fields(component, id, &basis);
    for (id, hash) in basis.depends_on {
        edits.push(Edit::Set { table: table.clone(), key: id, value: Value::Text(hash) });
    }
    let table = vec![id.to_owned(), role.to_owned(), "fields".to_owned()];
    for (known, _) in old.iter().flat_map(|old| &old.fields) {
        if fields.iter().all(|(id, _)| id != known) {
            edits.push(Edit::Remove { table: table.clone(), key: known.clone() });
        }
    }
    for (id, said) in fields {
        edits.push(Edit::Set { table: table.clone(), key: id, value: Value::Text(said) });
    }
    let folder = component.settings.answers_folder();
    Change { file: format!("{folder}/reviews.toml"), edits, template: HEAD.to_owned() }
}

/// The parts of the answers that a stamp is about, its own first: of those that are more than a text.
fn fields(component: &Component, id: &str, basis: &Basis) -> Vec<(String, String)> {
    let own = std::iter::once((id, &basis.hash));
    let all = own.chain(basis.depends_on.iter().map(|(id, hash)| (id.as_str(), hash)));
    all.filter_map(|(id, hash)| {
        let said = field_hashes(component.answer(component.form.find(id)?)?);
        (said != text_field(hash)).then(|| (id.to_owned(), said))
    })
    .collect()
}

/// The wordings that the new stamp stands for: those of the one that says the same, and those that this role's stamp
/// stood for already where it still stands for what is there now.
fn stands_for(
    view: &View<'_>,
    question: usize,
    new: &NewStamp<'_>,
    old: Option<&Stamp>,
    now: &str,
) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    if let Some(before) = new.says_the_same_as {
        all.extend(meant_by(view.component, question, before));
    }
    if let Some(old) = old {
        let own = || std::iter::once(&old.hash.value).chain(&old.stands_for);
        if own().any(|hash| hash == now) {
            all.extend(own().cloned());
        }
    }
    let mut seen: Vec<String> = Vec::new();
    for hash in all {
        if hash != now && !seen.contains(&hash) {
            seen.push(hash);
        }
    }
    seen
}
