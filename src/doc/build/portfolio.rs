//! Many components of many repositories, from the reports that their runs left.

use super::super::document::{Block, Document, Inline, Layout, Line, Row, Table, line};
use crate::model::{Reported, eased_words, policy_words};
use crate::source::{count, inflect};

/// All components in the order given; what ends first is said above them.
pub fn portfolio(entries: &[Reported]) -> Document<'_> {
    let green = entries.iter().filter(|one| one.passes()).count();
    let open = entries.iter().map(|one| one.open).fold(0, u64::saturating_add);
    let eased = eased_words(entries);
    let lead = vec![
        Inline::Strong(format!("{green} of {}", count(entries.len(), "component")).into()),
        Inline::text(format!(
            " {} green{eased}; {} open.",
            inflect(entries.len(), "is", "are"),
            count(open, "required question")
        )),
    ];
    let mut sources: Vec<&str> = entries.iter().map(|one| one.source.as_str()).collect();
    sources.dedup();
    let reports = sources.len();
    let mut blocks = vec![Block::Lead(lead)];
    if let Some(words) = policy_words(entries) {
        let (first, rest) = words.split_at(words.chars().next().map_or(0, char::len_utf8));
        blocks.push(Block::Paragraph(line(format!("{}{rest}.", first.to_uppercase()))));
    }
    let expiring: Vec<Line<'_>> = expiring(entries);
    if !expiring.is_empty() {
        blocks.push(Block::Callout { title: "Next to expire", lines: expiring });
    }
    blocks.push(Block::Table(Table {
        widths: &[21, 15, 17, 13, 7, 10, 17],
        caption: "Components and how far they are".into(),
        head: ["Component", "Settled", "Gate", "Level", "Waivers", "Next expiry", "Report"]
            .map(Into::into)
            .to_vec(),
        rows: entries.iter().map(|one| row(one, entries)).collect(),
    }));
    Document {
        kind: "Portfolio",
        title: "Components".into(),
        subtitle: line(format!("from {}", count(reports, "report"))),
        facets: None,
        blocks,
        footer: line("Written by formwork from the reports that each component's own run left."),
        layout: Layout::Wide,
    }
}

/// The first few days on which something ends.
fn expiring(entries: &[Reported]) -> Vec<Line<'_>> {
    const FIRST: usize = 3;
    let mut dated: Vec<(jiff::civil::Date, &Reported)> =
        entries.iter().filter_map(|one| Some((one.next_expiry?, one))).collect();
    dated.sort_by_key(|(date, _)| *date);
    let one = |(date, one): &(jiff::civil::Date, &'_ Reported)| {
        vec![Inline::Date(*date), Inline::text(format!(": {}", one.name))]
    };
    dated.iter().take(FIRST).map(one).collect()
}

fn row<'a>(one: &'a Reported, all: &[Reported]) -> Row<'a> {
    let mut name = vec![Inline::text(&*one.name)];
    // Names are for people; where two say the same, the id tells them apart.
    let shared = all.iter().filter(|other| other.name == one.name).count() > 1;
    if shared && one.component != one.name && one.component != "." {
        name.push(Inline::text(" "));
        name.push(Inline::Code(one.component.as_str().into()));
    }
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let settled = if one.is_readable() {
        vec![Inline::Progress { done: number(one.done), of: number(one.required) }]
    } else {
        line("?")
    };
    let (verdict, eased) = one.gate();
    let verdict = if one.passes() { Inline::text(verdict) } else { Inline::Strong(verdict.into()) };
    let gate = vec![verdict, Inline::text(eased)];
    let mut report = vec![Inline::Code(one.source.as_str().into())];
    if let Some(revision) = &one.revision {
        let short: String = revision.chars().take(10).collect();
        let dirty = if one.dirty == Some(true) { " with changes" } else { "" };
        report.push(Inline::text(format!(" at {short}{dirty}")));
    }
    Row::of([
        name,
        settled,
        gate,
        line(one.level()),
        line(one.waivers.map_or_else(|| "?".to_owned(), |waivers| waivers.to_string())),
        one.next_expiry.map_or_else(
            || line(if one.is_readable() { "none" } else { "?" }),
            |date| vec![Inline::Date(date)],
        ),
        report,
    ])
}
