use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::model::{FileId, Provider};
use crate::query::View;

pub(super) const RULE: Rule = Rule {
    id: RuleId::UnknownComponent,
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "A component takes in the output of one that is not there.",
    what: "A `[[consumes]]` whose `component` is no member of the workspace, or is the component itself. A component without a workspace has nobody to look up, so there only the second is found.",
    why: "What nobody can find nobody can ask: a change over there would reach this component without a word.",
    fix: "Write the component's path below the workspace's root, as `formwork status` shows it there, or make it a member. What comes from outside of the repository is no component: answer for it under the questions about data.",
    off: "Turn it down to a note while the other component is being moved here.",
    bad: r#"[[consumes]]
component = "intent-detector"    # its folder is services/intent-detector"#,
    good: r#"[[consumes]]
component = "services/intent-detector""#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    for (consumed, provider) in component.settings.consumes.iter().zip(&view.outside.providers) {
        let written = &consumed.component;
        let id = shown(&written.value);
        let (message, help) = match provider {
            _ if written.value == component.id.as_str() => (
                "this component takes in its own output".to_owned(),
                "name another one; what it learns from its own past belongs under the questions about retraining"
                    .to_owned(),
            ),
            Provider::Unknown(near) => (
                format!("the workspace has no component `{id}`"),
                match near {
                    Some(near) => format!("did you mean `{}`?", shown(near)),
                    None => "name it by its path below the workspace's root, as `formwork status` shows it there"
                        .to_owned(),
                },
            ),
            Provider::Known { .. } | Provider::Alone => continue,
        };
        report.at(FileId::SETTINGS, written.span.clone(), message).help(help);
    }
}
