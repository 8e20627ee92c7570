use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::query::View;
use crate::source::list_and;

pub(super) const RULE: Rule = Rule {
    id: RuleId::ChangedSinceReview,
    severity: Severity::Warning,
    fixed: false,
    waivable: true,
    title: "An answer says something else than when it was reviewed.",
    what: "An answer whose stamp in `reviews.toml` is of another text, choice, status, reason or requirement. Line endings, comments, formatting, evidence and notes are no change, and neither is a wording that `formwork review --wording` let stand for the one before.",
    why: "Whoever reviewed the answer agreed to something else, and nobody told them.",
    fix: "Ask them to look again: `formwork review ID` shows both texts and stamps the new one; `--wording` where it only says the same in other words.",
    off: "Waive it with a date where the second look is planned; turn it up to an error where nothing may change unreviewed.",
    bad: r#"# formwork/data.toml
[data-source]
answer = "Five cameras"

# formwork/reviews.toml
[data-source.product-owner]
by = "@mia"
on = 2026-11-01
hash = "1:5e7ec8b21ea5" # of "Four cameras""#,
    good: r#"# formwork/data.toml
[data-source]
answer = "Four cameras"

# formwork/reviews.toml
[data-source.product-owner]
by = "@mia"
on = 2026-11-01
hash = "1:5e7ec8b21ea5""#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    for at in super::reviewed(view) {
        // An answer that is missing or does not count yet has its own finding.
        if view.required[at].required && !view.states[at].is_settled() {
            continue;
        }
        let changed = || view.reviewed(at).filter(|one| one.changed);
        let who: Vec<String> = changed().map(|one| one.who(component)).collect();
        if who.is_empty() {
            continue;
        }
        let id = &component.form.questions[at].id;
        // The fields of the first stamp that tells them; with several stamps the oldest says the most.
        let what = match changed().find(|one| !one.fields.is_empty()) {
            Some(one) => format!("the {} of `{id}` changed", list_and(&one.fields)),
            None => format!("`{id}` changed"),
        };
        report
            .about(component, at, format!("{what} since it was reviewed {}", list_and(who)))
            .help(format!("`formwork review {id}` shows what it said then, and stamps what it says now"))
            .command(component, &format!("review {id}"));
    }
}
