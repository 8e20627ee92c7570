use crate::check::{Report, Rule, command};
use crate::diag::{RuleId, Severity};
use crate::model::FileId;
use crate::query::{self, View};

pub(super) const RULE: Rule = Rule {
    id: RuleId::UnstatedFact,
    severity: Severity::Warning,
    fixed: false,
    waivable: true,
    title: "A fact that decides what is required is not stated.",
    what: "A fact that the catalog asks for at the component's maturity level and that `[facts]` does not state. It counts as no until then.",
    why: "A yes makes further questions required. While nobody has said yes or no, the gate may be asking too little.",
    fix: "State it either way: `formwork fact NAME yes` or `formwork fact NAME no`.",
    off: "Stating the fact takes no longer than turning the rule off.",
    bad: r#"maturity = "critical""#,
    good: r#"maturity = "critical"

[facts]
personal-data = false
high-risk = false
harm = false"#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    let Some(level) = &component.settings.maturity else { return };
    for info in query::unstated(component, level.value) {
        let fact = info.fact;
        report
            .at(FileId::SETTINGS, level.span.clone(), format!("`{fact}` is not stated"))
            .help(format!(
                "{} {}, or no",
                info.text,
                command::for_component(component, &format!("fact {fact} yes"))
            ))
            .command(component, &format!("fact {fact} <yes|no>"));
    }
}
