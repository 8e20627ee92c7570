use std::fmt::Write as _;

use super::{Format, place};
use crate::gate::Run;
use crate::source::inert_line;
use crate::term::Paint;

pub(super) const FORMAT: Format = Format {
    id: "short",
    aliases: &[],
    about: "one line a finding: file:line:column: severity[rule] message",
    write,
    is_one: |text| text.lines().all(|line| line.contains(']') && line.contains(": ")),
    asks: false,
    from_top: false,
};

fn write(run: &Run, _: Paint, _: Option<u16>) -> String {
    let mut out = String::new();
    for finding in super::text::loud(run) {
        let message = inert_line(&finding.message);
        let _ = writeln!(out, "{}: {}[{}] {message}", place(finding), finding.severity.word(), finding.rule);
    }
    out
}
