//! `[[waiver]]` → what is let through, by whom, why and until when.

use toml::de::DeValue;

use super::answers::filled;
use super::keys::{WaiverKey, date, tables, text, walk};
use crate::diag::{Problem, RuleId};
use crate::model::{Person, Waiver};
use crate::source::Spanned;

pub(super) fn waivers(value: &DeValue<'_>, problems: &mut Vec<Problem>) -> Vec<Waiver> {
    let mut found = Vec::new();
    for (table, header) in tables(value) {
        let mut waiver = Waiver {
            span: header.clone(),
            rule: Spanned::new(String::new(), header.clone()),
            question: None,
            reason: None,
            by: None,
            until: None,
            until_unusable: false,
        };
        walk(table, problems, |key, _, value, span, problems| match key {
            WaiverKey::Rule => waiver.rule = Spanned::new(text(value), span),
            WaiverKey::Question => waiver.question = Some(Spanned::new(text(value), span)),
            WaiverKey::Reason => waiver.reason = filled(value),
            WaiverKey::By => {
                let by = text(value);
                if !Person::fits(&by) && !crate::model::is_slug(&by) {
                    problems.push(
                        Problem::new(RuleId::InvalidValue, span, "`by` takes a @person or a role")
                            .help("by = \"@mia\""),
                    );
                }
                waiver.by = Some(by);
            }
            WaiverKey::Until => waiver.until = date(value).map(|date| Spanned::new(date, span)),
        });
        waiver.until_unusable = waiver.until.is_none() && table.contains_key("until");
        if waiver.rule.value.is_empty() {
            problems.push(
                Problem::new(RuleId::InvalidValue, header, "a waiver names its rule")
                    .help("rule = \"missing-evidence\""),
            );
        } else if waiver.by.is_none() {
            problems.push(
                Problem::new(RuleId::InvalidValue, header, "a waiver names who let it through")
                    .help("by = \"@mia\""),
            );
        } else {
            found.push(waiver);
        }
    }
    found
}
