use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::Severity;
use crate::model::hash_scheme;
use crate::query::View;
use crate::source::nearest_help;

pub(super) const RULE: Rule = Rule {
    id: "missing-sign-off",
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "A role that has to sign an answer has not.",
    what: "A required question with an answer whose `[questions.ID] sign-off` names a role that has no stamp in `reviews.toml`, or one of another answer. A question that is still open has its own finding.",
    why: "The component says itself that this answer counts only with this role's word for it.",
    fix: "Let somebody in that role look: `formwork review ID --as ROLE` shows the answer and stamps it. The stamp is a claim; the commit that brings it is its proof.",
    off: "Take the role out of `sign-off`, or waive one question for a time.",
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
    let component = view.component;
    let form = &component.form;
    for policy in component.settings.questions.iter().filter(|policy| !policy.sign_off.is_empty()) {
        let Some(at) = form.find(&policy.question.value) else { continue };
        if !(view.required[at].required && view.judgeable[at] && view.states[at].is_settled()) {
            continue;
        }
        for role in policy.sign_off.iter().filter(|role| form.role(&role.value).is_none()) {
            let (file, span) = component.place_of(at);
            let (id, role) = (&form.questions[at].id, shown(&role.value));
            report
                .at(
                    file,
                    span,
                    format!("`{id}` needs the sign-off of `{role}`, which is no role of the form"),
                )
                .help(nearest_help(&role, form.roles.iter().map(|one| one.id.as_str())).unwrap_or_else(
                    || {
                        let all: Vec<&str> = form.roles.iter().map(|one| one.id.as_str()).collect();
                        format!("roles are {}", all.join(", "))
                    },
                ))
                .question(at);
        }
        let mut asked: Vec<usize> = Vec::new();
        for role in policy.sign_off.iter().filter_map(|role| form.role(&role.value)) {
            if asked.contains(&role) {
                continue;
            }
            asked.push(role);
            let (id, title) = (&form.questions[at].id, form.roles[role].spoken());
            let why = match view.reviewed(at).find(|one| one.role == role) {
                None => format!("`{id}` needs the sign-off of the {title}"),
                Some(one) if one.changed || one.reworded => {
                    format!(
                        "`{id}` changed since it was signed {}: it needs that sign-off again",
                        one.who(component)
                    )
                }
                Some(one) => match &one.of(component).hash.value {
                    known if hash_scheme(known) == Some(1) => continue,
                    other => format!(
                        "whether the {title} signed what `{id}` says now cannot be told from the hash `{}`",
                        shown(other)
                    ),
                },
            };
            let (file, span) = component.place_of(at);
            let review = format!("review {id} --as {}", form.roles[role].id);
            report
                .at(file, span, why)
                .help(format!("somebody in that role looks at it: formwork {review}"))
                .question(at)
                .command(component, &review);
        }
    }
}
