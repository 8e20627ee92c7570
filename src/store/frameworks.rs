//! `[frameworks.ID."ITEM"]` against the catalog, once at load.

use crate::catalog;
use crate::diag::{Problem, RuleId};
use crate::model::Settings;
use crate::source::{inert_line, nearest_help};

/// Frameworks and items that the catalog does not have.
pub(super) fn unknown(settings: &Settings) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    for entry in &settings.frameworks {
        let Ok(framework) = catalog::framework(&entry.framework.value) else {
            // One finding a framework, however many items stand below it.
            if problems.iter().all(|known| known.span != entry.framework.span) {
                let name = inert_line(&entry.framework.value);
                let help = nearest_help(&entry.framework.value, catalog::framework_ids())
                    .unwrap_or_else(|| "`formwork catalog frameworks` shows them".to_owned());
                let message = format!("the catalog has no framework `{name}`");
                problems.push(
                    Problem::new(RuleId::UnknownFramework, entry.framework.span.clone(), message).help(help),
                );
            }
            continue;
        };
        if framework.item(&entry.item.value).is_none() {
            let near = nearest_help(&entry.item.value, framework.items.iter().map(|item| item.id.as_str()));
            let help = near.unwrap_or_else(|| format!("`formwork catalog show {}` shows them", framework.id));
            let message = format!("{} has no item `{}`", framework.id, inert_line(&entry.item.value));
            problems
                .push(Problem::new(RuleId::UnknownFramework, entry.item.span.clone(), message).help(help));
        }
    }
    problems
}
