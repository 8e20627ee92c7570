use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::model::hash_scheme;
use crate::query::View;

pub(super) const RULE: Rule = Rule {
    id: RuleId::NewerHash,
    severity: Severity::Warning,
    fixed: false,
    waivable: true,
    title: "A stamp holds a hash that this version cannot read.",
    what: "A hash in `reviews.toml` whose number before the colon is of a later scheme than this version of formwork knows: the answer's own, one that it stands for, or one that it rested on.",
    why: "Whether the answer changed since, or is suspect, cannot be told: without a word the review would hold for ever.",
    fix: "Check with the version that wrote the stamp, or review the answer again with this one.",
    off: "Turn it off while some people still have an older version.",
    bad: r#"[data-source.product-owner]
by = "@mia"
on = 2026-11-01
hash = "9:5f3a9c1e2b7d""#,
    good: r#"[data-source.product-owner]
by = "@mia"
on = 2026-11-01
hash = "1:5f3a9c1e2b7d""#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    for stamp in &component.reviews {
        let question = component.form.find(&stamp.question.value);
        let own = std::iter::once((&stamp.hash.span, &stamp.hash.value));
        let older = stamp.stands_for.iter().map(|hash| (&stamp.span, hash));
        let recorded = stamp.depends_on.iter().map(|(id, hash)| (&id.span, hash));
        for (span, hash) in own.chain(older).chain(recorded) {
            if hash_scheme(hash).is_none_or(|scheme| scheme == 1) {
                continue;
            }
            let message =
                format!("`{}` is a hash of a later version: what changed since cannot be told", shown(hash));
            let adding = report
                .at(component.reviews_or_settings(), span.clone(), message)
                .help("check with the version of formwork that wrote it, or review the answer again");
            if let Some(question) = question {
                adding.question(question);
            }
        }
    }
}
