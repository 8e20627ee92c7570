//! Who reviews, and in which role.

use std::path::Path;

use crate::cli::error::CliError;
use crate::model::Person;
use crate::query::{View, unsigned};
use crate::source::inert_line;
use crate::store::Git;
use crate::term::Context;

/// Where the name is looked for, after `--by`.
const VARIABLE: &str = "FORMWORK_USER";

/// The name as it is written into a stamp: a person's `@name` where it can be one, else as it is.
pub(super) fn who(given: Option<&str>, context: &Context, dir: &Path) -> Result<Option<String>, CliError> {
    if let Some(given) = given {
        let name = written(given);
        return name.map(Some).ok_or_else(|| CliError::new("--by: the name is empty").hint("--by @mia"));
    }
    if let Some(name) = context.env.get(VARIABLE).and_then(|name| written(name)) {
        return Ok(Some(name));
    }
    Ok(Git::open(dir).ok().and_then(|git| git.user()).and_then(|name| written(&name)))
}

fn written(name: &str) -> Option<String> {
    let name = inert_line(name);
    if name.is_empty() {
        return None;
    }
    let person = format!("@{name}");
    Some(if Person::fits(&person) { person } else { name })
}

/// The role in which somebody looks at a question: the one that they play and whose sign-off is asked for, or that the
/// question asks; else the first whose sign-off is still missing, else the first that the question asks.
pub(super) fn role(view: &View<'_>, question: usize, by: Option<&str>) -> Option<usize> {
    let component = view.component;
    let form = &component.form;
    let asked = &form.questions[question].roles;
    let id = form.questions[question].id.as_str();
    let policy = component.settings.questions.iter().find(|policy| policy.question.value == id);
    let signs = policy.iter().flat_map(|policy| &policy.sign_off).filter_map(|role| form.role(&role.value));
    let signs: Vec<usize> = signs.collect();
    let plays = by.map(|by| component.roles_of(by)).unwrap_or_default();
    let one_of = |wanted: &[usize]| {
        let mut both = plays.iter().copied().filter(|role| wanted.contains(role));
        both.next().filter(|_| both.next().is_none())
    };
    let signed = |role: usize| {
        unsigned(view, question, role).is_none()
            && view.reviewed(question).any(|one| one.role == role && one.holds())
    };
    let missing = || signs.iter().copied().find(|&role| !signed(role));
    one_of(&signs).or_else(|| one_of(asked)).or_else(missing).or_else(|| asked.first().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_person_where_it_can_be_one() {
        assert_eq!(written("mia").as_deref(), Some("@mia"));
        assert_eq!(written("@mia").as_deref(), Some("@mia"));
        assert_eq!(written(" Mia\n Berg ").as_deref(), Some("Mia Berg"));
        assert_eq!(written(" \n"), None);
    }
}
