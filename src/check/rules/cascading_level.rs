use crate::check::text::shown;
use crate::check::{Report, Rule, command};
use crate::diag::{RuleId, Severity};
use crate::model::{FileId, MaturityLevel, Provider};
use crate::query::View;

pub(super) const RULE: Rule = Rule {
    id: RuleId::CascadingLevel,
    severity: Severity::Warning,
    fixed: false,
    waivable: true,
    title: "A component takes in another model's output and claims a lower level than that.",
    what: "A component in use (from `non-critical` on) that takes in the output of another one in use and claims a level below `cascading`. The component that takes in has the finding; the one that is taken in does not.",
    why: "Models that feed models are what the level `cascading` is about: a change or a fault in one reaches the others, and the questions about that are required only from there on.",
    fix: "Set the level with `formwork maturity set cascading`; `--dry-run` shows what it requires. Or take the entry out of `[[consumes]]`, where the output is not used.",
    off: "Waive it where the output that is taken in does not matter to this component, and say why.",
    bad: r#"maturity = "critical"

[[consumes]]
component = "services/intent-detector"    # critical as well"#,
    good: r#"maturity = "cascading"

[[consumes]]
component = "services/intent-detector""#,
    run: Some(run),
};

/// More providers than this are counted.
const NAMED: usize = 3;

/// One finding a component, at its level: however many it takes in, one change puts it right.
fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    let Some(own) = &component.settings.maturity else { return };
    let in_use = |level: MaturityLevel| level >= MaturityLevel::NonCritical;
    if !in_use(own.value) || own.value >= MaturityLevel::Cascading {
        return;
    }
    let consumed = component.settings.consumes.iter().zip(&view.outside.providers);
    let others = consumed.filter(|(one, _)| one.component.value != component.id.as_str());
    let fed_by = others.filter_map(|(one, provider)| match provider {
        Provider::Known { maturity: Some(level), .. } if in_use(*level) => Some((one, *level)),
        _ => None,
    });
    let fed_by: Vec<_> = fed_by.collect();
    let Some((first, _)) = fed_by.first() else { return };
    let mut names: Vec<String> = fed_by
        .iter()
        .take(NAMED)
        .map(|(one, level)| format!("`{}` ({level})", shown(&one.component.value)))
        .collect();
    if fed_by.len() > NAMED {
        names.push(format!("{} more", fed_by.len() - NAMED));
    }
    // A level that comes from the workspace's defaults has no place in this file.
    let span = if own.span.is_empty() { &first.component.span } else { &own.span };
    let message = format!("at level {} it takes in the output of {}", own.value, names.join(", "));
    let next =
        command::for_component(component, &format!("maturity set {} --dry-run", MaturityLevel::Cascading));
    let help = format!("models that feed models are at level {}: `{next}`", MaturityLevel::Cascading);
    report.at(FileId::SETTINGS, span.clone(), message).help(help);
}
