use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::model::FileId;
use crate::query::View;

pub(super) const RULE: Rule = Rule {
    id: RuleId::OutdatedForm,
    severity: Severity::Note,
    fixed: false,
    waivable: true,
    title: "There is a newer version of the form.",
    what: "A component whose form has a newer version in the catalog of this formwork.",
    why: "A newer version asks what was found missing in the older one. Nothing forces a component to move on: its version is kept for good.",
    fix: "`formwork upgrade --dry-run` shows what happens to each question; `formwork upgrade` does it, and no answer is lost. `formwork catalog diff` tells who asked for the changes.",
    off: "Turn it off where a component stays on its version on purpose.",
    bad: r#"form = "mlops-requirements@2""#,
    good: r#"form = "mlops-requirements@3""#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    let own = &component.form.id;
    let Some(newest) = component.newest_form.as_ref().filter(|newest| newest.name == own.name) else {
        return;
    };
    if newest.version > own.version {
        let span = component.settings.form.as_ref().map_or(0..0, |form| form.span.clone());
        report
            .at(FileId::SETTINGS, span, format!("there is a newer version of this form: {newest}"))
            .help("`formwork upgrade --dry-run` shows what happens to each question");
    }
}
