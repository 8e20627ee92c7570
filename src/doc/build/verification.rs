//! Formal requirements with how each is verified, by what, and what came of it.

use super::super::document::{Block, Document, Inline, Layout, Line, Row, Table, line};
use super::super::{Kind, Options};
use super::parts::{narrowed, page};
use super::scope::Scope;
use super::words::{joined, marked};
use crate::model::{Answer, EvidenceTarget, Requirement};
use crate::query::{Judged, Judgement, View, judge, requirements};
use crate::source::count;

/// Formal requirements with their verdicts.
pub(super) static KIND: Kind = Kind {
    id: "verification",
    title: "Verification",
    about: "formal requirements, how each is verified, by which report, and whether it is met",
    build,
};

/// A requirement with its question and what is known of it.
type Entry<'v> = (usize, &'v Requirement, Judged);

/// The requirements, with their verdicts.
fn entries<'v>(scope: &Scope<'v>) -> Vec<Entry<'v>> {
    requirements(scope.view.component)
        .filter(|(at, _)| scope.questions.contains(at))
        .map(|(at, one)| (at, one, judge(scope.view.outside, at, one)))
        .collect()
}

/// How many are met, in a line; nothing where there are none.
pub(super) fn in_short<'v>(scope: &Scope<'v>) -> Option<Line<'v>> {
    let all = entries(scope);
    (!all.is_empty()).then(|| counts(&all))
}

fn build<'v>(scope: &Scope<'v>, _options: &Options) -> Document<'v> {
    let view = scope.view;
    let all = entries(scope);
    let mut blocks: Vec<Block<'v>> = narrowed(scope).into_iter().collect();
    blocks.push(Block::Lead(counts(&all)));
    if !all.is_empty() {
        blocks.push(Block::Table(table(view, &all)));
    }
    blocks.push(Block::Paragraph(line(informal(scope, &all))));
    let has_age = |one: &Requirement| one.reports().next().is_some() || one.max_age.is_some();
    if all.iter().any(|(_, one, _)| !one.idle && has_age(one)) && view.outside.judged_on.is_none() {
        blocks.push(Block::Paragraph(age_is_not_said()));
    }
    page(scope, &KIND, blocks, Layout::Wide)
}

/// A document is the same on every day, unless it is asked to be of one.
fn age_is_not_said<'v>() -> Line<'v> {
    vec![
        Inline::text("Whether a report is too old depends on the day: "),
        Inline::Code("formwork check".into()),
        Inline::text(" says it, and this document where it is made with "),
        Inline::Code("--dated".into()),
        Inline::text("."),
    ]
}

/// How many are met, and what is the matter with the others.
fn counts<'v>(all: &[Entry<'v>]) -> Line<'v> {
    if all.is_empty() {
        return line("There are no formal requirements yet.");
    }
    let of = |wanted: Judgement| all.iter().filter(|(.., judged)| judged.verdict == wanted).count();
    let counting = all.len() - of(Judgement::NotCounted);
    let met = format!("{} of {}", of(Judgement::Met), count(counting, "formal requirement"));
    let mut said = vec![Inline::Strong(met.into()), Inline::text(" are met")];
    let others: Vec<String> = Judgement::ALL
        .into_iter()
        .filter(|verdict| *verdict != Judgement::Met && of(*verdict) > 0)
        .map(|verdict| format!("{} {}", of(verdict), verdict.title()))
        .collect();
    said.push(Inline::text(if others.is_empty() {
        ".".to_owned()
    } else {
        format!("; {}.", others.join(", "))
    }));
    said
}

fn table<'v>(view: &'v View<'v>, all: &[Entry<'v>]) -> Table<'v> {
    let form = &*view.component.form;
    let rows = all.iter().map(|(at, one, judged)| {
        let question = &form.questions[*at];
        Row::of([
            vec![Inline::Code(one.id.as_str().into()), Inline::text(format!(" {}", one.text))],
            vec![Inline::text(&*question.text), Inline::text(" "), Inline::Code(question.id.as_str().into())],
            method(one),
            evidence(one, view.component.answer(*at)),
            verdict(judged),
        ])
    });
    Table {
        widths: &[],
        caption: "Formal requirements and whether they are met".into(),
        head: vec!["Requirement".into(), "From".into(), "Method".into(), "Evidence".into(), "Verdict".into()],
        rows: rows.collect(),
    }
}

fn method(one: &Requirement) -> Line<'_> {
    let unsaid = if one.reports().next().is_some() { "by report" } else { "not said" };
    let mut said = line(one.verification.as_deref().unwrap_or(unsaid));
    if let Some(fit) = &one.fit_criterion {
        said.push(Inline::text(format!(": {fit}")));
    }
    said
}

/// The reports that it names; without one the answer's evidence, which is all that there is to look at.
fn evidence<'v>(one: &'v Requirement, answer: Option<&'v Answer>) -> Line<'v> {
    let mut parts: Vec<Inline<'v>> = Vec::new();
    if let Some(measured) = &one.measured {
        parts.extend([
            Inline::Code(measured.key.as_str().into()),
            Inline::text(" in "),
            Inline::Code(measured.file.value.as_str().into()),
        ]);
    }
    if let Some(tested) = &one.tested {
        if !parts.is_empty() {
            parts.push(Inline::text("; "));
        }
        parts.extend([
            Inline::Code(tested.case.as_str().into()),
            Inline::text(" in "),
            Inline::Code(tested.junit.value.as_str().into()),
        ]);
    }
    let age =
        one.max_age.as_ref().map(|most| Inline::text(format!(", at most {} old", count(most.value, "day"))));
    if !parts.is_empty() {
        parts.extend(age);
        return parts;
    }
    let all = answer.into_iter().flat_map(|answer| &answer.evidence).map(|evidence| match evidence.target {
        EvidenceTarget::Web => Inline::Web(&evidence.written),
        EvidenceTarget::Path(_) => Inline::Code(evidence.written.as_str().into()),
    });
    let mut all = joined(all, ", ");
    if all.is_empty() {
        return line("none");
    }
    all.extend(age);
    all
}

fn verdict<'v>(judged: &Judged) -> Line<'v> {
    let mut said = vec![Inline::Judged(judged.verdict), Inline::text(": ")];
    said.extend(marked(&judged.said));
    said
}

/// Answers that no formal requirement is derived from yet.
fn informal(scope: &Scope<'_>, all: &[Entry<'_>]) -> String {
    let answered: Vec<usize> =
        scope.questions.iter().copied().filter(|&at| scope.view.states[at].is_settled()).collect();
    let derived = answered.iter().filter(|&at| all.iter().any(|(of, one, _)| of == at && !one.idle)).count();
    format!(
        "Formal requirements are derived from {derived} of {}.",
        count(answered.len(), "settled question")
    )
}
