use crate::check::command::from_component;
use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::model::Component;
use crate::query::{Signer, Unsigned, View, signers, unsigned};
use crate::source::nearest_help;

pub(in crate::check) const RULE: Rule = Rule {
    id: RuleId::MissingSignOff,
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "A role that has to sign an answer has not.",
    what: "A required question with an answer whose `[questions.ID] sign-off`, or the `[sign-off]` of a policy, names a role that has no stamp in `reviews.toml`, one of another answer, or one by somebody whom `[roles]` does not name for it where it names people. A question that is still open has its own finding.",
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
    let policy = report.policy.filter(|policy| !policy.sign_offs.is_empty());
    if policy.is_none() && view.component.settings.questions.iter().all(|own| own.sign_off.is_empty()) {
        return;
    }
    for at in 0..view.component.form.questions.len() {
        for signer in signers(view, policy, at) {
            one(view, at, signer, report);
        }
    }
}

fn one(view: &View<'_>, at: usize, signer: Signer<'_>, report: &mut Report<'_>) {
    let component = view.component;
    let form = &component.form;
    let id = &form.questions[at].id;
    let role = &signer.role.value;
    let by = signer.policy.map_or_else(String::new, |file| format!("asked for by {}; ", shown(file)));
    let Some(known) = form.role(role) else {
        let role = shown(role);
        let message = format!("`{id}` needs the sign-off of `{role}`, which is no role of the form");
        let near = nearest_help(&role, form.roles.iter().map(|one| one.id.as_str()));
        let help = near.unwrap_or_else(|| {
            let all: Vec<&str> = form.roles.iter().map(|one| one.id.as_str()).collect();
            format!("roles are {}", all.join(", "))
        });
        report.about(component, at, message).help(format!("{by}{help}"));
        return;
    };
    let Some(unsigned) = unsigned(view, at, known) else { return };
    let role = form.roles[known].id.as_str();
    let review = format!("review {id} --as {role}");
    let somebody = match unsigned {
        Unsigned::Stranger(_) => people(component, known),
        _ => "somebody in that role".to_owned(),
    };
    let adding = report
        .about(component, at, why(component, at, known, unsigned))
        .help(format!("{by}{somebody} looks at it: formwork {review}"))
        .command(component, &review);
    let awaiting = format!("review --awaiting {role}");
    match signer.policy.map(|file| from_component(component, file)) {
        None => adding.together(component, &awaiting),
        Some(Some(file)) => adding.together(component, &format!("{awaiting} --policy {file}")),
        Some(None) => adding,
    };
}

/// What is missing of a role's sign-off.
fn why(component: &Component, at: usize, role: usize, unsigned: Unsigned<'_>) -> String {
    let (id, title) = (&component.form.questions[at].id, component.form.roles[role].spoken());
    match unsigned {
        Unsigned::Never => format!("`{id}` needs the sign-off of the {title}"),
        Unsigned::Changed(one) => {
            format!("`{id}` changed since it was signed {}: it needs that sign-off again", one.who(component))
        }
        Unsigned::Stranger(one) => {
            let by = &one.of(component).by;
            let by = if by.is_empty() { "somebody without a name".to_owned() } else { shown(by) };
            let people = people(component, role);
            format!("`{id}` needs the sign-off of the {title}: {by} stamped it, and `[roles]` names {people}")
        }
        Unsigned::Unreadable(one) => format!(
            "whether the {title} signed what `{id}` says now cannot be told from the hash `{}`",
            shown(&one.of(component).hash.value)
        ),
    }
}

/// Whom `[roles]` names for a role.
fn people(component: &Component, role: usize) -> String {
    let people = component.people(role).iter().map(|person| shown(person.as_str()));
    people.collect::<Vec<_>>().join(", ")
}
