use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::Severity;
use crate::model::hash_scheme;
use crate::query::View;
use crate::source::{Spanned, nearest_help};

pub(in crate::check) const RULE: Rule = Rule {
    id: "missing-sign-off",
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "A role that has to sign an answer has not.",
    what: "A required question with an answer whose `[questions.ID] sign-off`, or the `[sign-off]` of a policy, names a role that has no stamp in `reviews.toml`, or one of another answer. A question that is still open has its own finding.",
    why: "The component, or the policy over it, says that this answer counts only with this role's word for it.",
    fix: "Let somebody in that role look: `formwork review ID --as ROLE` shows the answer and stamps it. The stamp is a claim; the commit that brings it is its proof.",
    off: "Take the role out of `sign-off`, or waive one question for a time. What a policy asks for stays an error, and cannot be waived where the policy holds `missing-sign-off` to be `unwaivable`.",
    bad: r#"# formwork.toml
[questions.privacy]
sign-off = ["legal-team"]"#,
    good: r#"# formwork.toml
[questions.privacy]
sign-off = ["legal-team"]

# formwork/reviews.toml
[privacy.legal-team]
by = "@lea"
on = 2026-11-01
hash = "1:38a62a7cc69a""#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let own = &view.component.settings.questions;
    match report.policy.filter(|policy| !policy.sign_offs.is_empty()) {
        None => {
            for own in own.iter().filter(|own| !own.sign_off.is_empty()) {
                if let Some(at) = view.component.form.find(&own.question.value) {
                    question(view, at, own.sign_off.iter().map(|role| (role, None)), report);
                }
            }
        }
        Some(policy) => {
            let form = &view.component.form;
            for (at, asked) in form.questions.iter().enumerate() {
                let (id, stage) = (asked.id.as_str(), form.stages[asked.stage].id.as_str());
                let own = own.iter().filter(|own| own.question.value == id).flat_map(|own| &own.sign_off);
                let signers = policy.signers(id, stage).map(|role| (role, Some(policy.file.as_str())));
                question(view, at, own.map(|role| (role, None)).chain(signers), report);
            }
        }
    }
}

/// A role by its name, and the policy that asks for it where the component does not.
type Signer<'s> = (&'s Spanned<String>, Option<&'s str>);

fn question<'s>(
    view: &View<'_>,
    at: usize,
    roles: impl Iterator<Item = Signer<'s>>,
    report: &mut Report<'_>,
) {
    if !(view.required[at].required && view.judgeable[at] && view.states[at].is_settled()) {
        return;
    }
    let component = view.component;
    let form = &component.form;
    let id = &form.questions[at].id;
    let mut asked: Vec<&str> = Vec::new();
    for (role, policy) in roles {
        if asked.contains(&role.value.as_str()) {
            continue;
        }
        asked.push(&role.value);
        let by = policy.map_or_else(String::new, |file| format!("asked for by {}; ", shown(file)));
        let Some(known) = form.role(&role.value) else {
            let role = shown(&role.value);
            let message = format!("`{id}` needs the sign-off of `{role}`, which is no role of the form");
            let near = nearest_help(&role, form.roles.iter().map(|one| one.id.as_str()));
            let help = near.unwrap_or_else(|| {
                let all: Vec<&str> = form.roles.iter().map(|one| one.id.as_str()).collect();
                format!("roles are {}", all.join(", "))
            });
            report.about(component, at, message).help(format!("{by}{help}"));
            continue;
        };
        if let Some(why) = why(view, at, known) {
            let review = format!("review {id} --as {}", form.roles[known].id);
            report
                .about(component, at, why)
                .help(format!("{by}somebody in that role looks at it: formwork {review}"))
                .command(component, &review);
        }
    }
}

/// What is missing of a role's sign-off; `None` where it stands.
fn why(view: &View<'_>, at: usize, role: usize) -> Option<String> {
    let component = view.component;
    let (id, title) = (&component.form.questions[at].id, component.form.roles[role].spoken());
    match view.reviewed(at).find(|one| one.role == role) {
        None => Some(format!("`{id}` needs the sign-off of the {title}")),
        Some(one) if one.changed || one.reworded => Some(format!(
            "`{id}` changed since it was signed {}: it needs that sign-off again",
            one.who(component)
        )),
        Some(one) => match &one.of(component).hash.value {
            known if hash_scheme(known) == Some(1) => None,
            other => Some(format!(
                "whether the {title} signed what `{id}` says now cannot be told from the hash `{}`",
                shown(other)
            )),
        },
    }
}
