use std::fmt::Write as _;

use super::{Format, excerpt, green, open, summary};
use crate::diag::{Finding, Severity};
use crate::gate::Run;
use crate::source::inert_line;
use crate::term::{Paint, Role};

pub(super) const FORMAT: Format = Format {
    id: "text",
    aliases: &["human"],
    about: "for reading: lines with carets, open questions as a table",
    write,
    is_one: |text| text.contains(" settled") && text.contains("required question"),
    asks: false,
    from_top: false,
};

/// Without components it is an excerpt of a run: the findings alone, no summary.
fn write(run: &Run, paint: Paint, width: Option<u16>) -> String {
    let mut out = String::new();
    let several = run.components > 1;
    let loud = loud(run);
    let mut rest = loud.as_slice();
    while let Some(first) = rest.first() {
        let end = rest.iter().position(|one| one.component != first.component).unwrap_or(rest.len());
        let (component, others) = rest.split_at(end);
        rest = others;
        if several {
            out += &paint.paint(Role::Heading, format!("Component {}", inert_line(&first.component)));
            out += "\n\n";
        }
        out += &of_component(component, paint, width);
    }
    if run.components > 0 {
        out += &summary_line(run, paint);
    }
    if let Some(before) = summary::before(run) {
        out += &paint.paint(Role::Faint, before);
        out.push('\n');
    }
    out + &to_green(run, paint)
}

/// The findings that people are shown: where less is to be said, no notes, unless they fail the gate.
pub(super) fn loud(run: &Run) -> Vec<&Finding> {
    let least = if run.quiet { Severity::Warning.min(run.fails_from()) } else { Severity::Note };
    run.findings.iter().filter(|finding| finding.severity >= least).collect()
}

/// Errors, then warnings, then notes; those of a severity by place, with the open questions last.
fn of_component(findings: &[&Finding], paint: Paint, width: Option<u16>) -> String {
    let mut out = String::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let these = findings.iter().copied().filter(|finding| finding.severity == severity);
        let (open, single): (Vec<&Finding>, Vec<&Finding>) = these.partition(|one| one.open.is_some());
        let (mut many, single): (Vec<&Finding>, Vec<&Finding>) =
            single.into_iter().partition(|one| green::are_many(findings.iter().copied(), one));
        for group in single.chunk_by(|one, other| excerpt::together(one, other)) {
            out += &match group {
                [one] => excerpt::write(one, paint, width),
                several => excerpt::write_group(several, paint, width),
            };
            out.push('\n');
        }
        while let Some(first) = many.first().copied() {
            let alike = |one: &&Finding| one.rule == first.rule && one.together == first.together;
            let (alike, others): (Vec<&Finding>, Vec<&Finding>) = many.into_iter().partition(alike);
            many = others;
            out += &open::write_alike(&alike, paint, width);
            out.push('\n');
        }
        if !open.is_empty() {
            out += &open::write(&open, paint, width);
            out.push('\n');
        }
    }
    out
}

fn summary_line(run: &Run, paint: Paint) -> String {
    let role = if run.failed {
        Role::Error
    } else if run.findings.is_empty() {
        Role::Good
    } else {
        Role::Strong
    };
    paint.paint(role, summary::line(run)) + "\n"
}

fn to_green(run: &Run, paint: Paint) -> String {
    let Some(way) = green::to_green(run) else { return String::new() };
    let mut out = format!("\n{}\n", paint.paint(Role::Hint, "To make it green:"));
    for command in way.commands {
        let _ = writeln!(out, "  {}", paint.paint(Role::Id, command));
    }
    for line in way.besides {
        let _ = writeln!(out, "  {line}");
    }
    out
}
