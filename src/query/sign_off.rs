//! Which roles have to sign an answer, and whether they have.

use super::{Reviewed, View};
use crate::model::{Policy, hash_scheme};
use crate::source::Spanned;

/// A role that has to sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signer<'s> {
    /// Its id as it was written; the form may not have it.
    pub role: &'s Spanned<String>,
    /// The policy that asks for it, as people see its file, where the component does not.
    pub policy: Option<&'s str>,
}

/// Why a sign-off is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsigned<'r> {
    /// Nobody stamped it in this role.
    Never,
    /// The answer changed since.
    Changed(&'r Reviewed),
    /// Somebody stamped it whom `[roles]` does not name for this role, where it names others.
    Stranger(&'r Reviewed),
    /// The stamp's hash is none that can be read.
    Unreadable(&'r Reviewed),
}

/// Who has to sign a question: each role once, those that the component asks for first. Nobody, as long as it is
/// open or not required.
pub fn signers<'s>(view: &View<'s>, policy: Option<&'s Policy>, question: usize) -> Vec<Signer<'s>> {
    let mut found: Vec<Signer<'s>> = Vec::new();
    if !(view.required[question].required && view.judgeable[question] && view.states[question].is_settled()) {
        return found;
    }
    let component = view.component;
    let asked = &component.form.questions[question];
    let (id, stage) = (asked.id.as_str(), component.form.stages[asked.stage].id.as_str());
    let own = component.settings.questions.iter().filter(|own| own.question.value == id);
    let own = own.flat_map(|own| &own.sign_off).map(|role| Signer { role, policy: None });
    let of_policy = policy.into_iter().flat_map(|policy| {
        policy.signers(id, stage).map(|role| Signer { role, policy: Some(policy.file.as_str()) })
    });
    for signer in own.chain(of_policy) {
        if found.iter().all(|one| one.role.value != signer.role.value) {
            found.push(signer);
        }
    }
    found
}

/// How many of the sign-offs that the component itself asks for at a question are missing.
pub fn awaited_sign_offs(view: &View<'_>, question: usize) -> usize {
    let role = |signer: &Signer<'_>| view.component.form.role(&signer.role.value);
    let missing =
        |signer: &Signer<'_>| role(signer).is_none_or(|role| unsigned(view, question, role).is_some());
    signers(view, None, question).iter().filter(|signer| missing(signer)).count()
}

/// Why a role's sign-off of a question is missing; `None` where it stands.
pub fn unsigned<'v>(view: &'v View<'_>, question: usize, role: usize) -> Option<Unsigned<'v>> {
    let component = view.component;
    let Some(one) = view.reviewed(question).find(|one| one.role == role) else {
        return Some(Unsigned::Never);
    };
    let stamp = one.of(component);
    if one.changed || one.reworded {
        Some(Unsigned::Changed(one))
    } else if !component.may_sign(role, &stamp.by) {
        Some(Unsigned::Stranger(one))
    } else if hash_scheme(&stamp.hash.value) != Some(1) {
        Some(Unsigned::Unreadable(one))
    } else {
        None
    }
}
