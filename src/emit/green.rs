//! The shortest list of commands that makes a red gate green.

use crate::diag::Finding;
use crate::gate::Run;
use crate::source::inert_line;

/// More open questions than this are answered in one sheet.
const SINGLE: usize = 3;
/// A list longer than this is not read.
const LONGEST: usize = 12;

/// The way to a green gate.
pub(super) struct ToGreen {
    /// The commands.
    pub(super) commands: Vec<String>,
    /// What stands below them: how many more there are, and what no command mends.
    pub(super) besides: Vec<String>,
}

/// The way to a green gate. `None` where no command helps: each finding says for itself what does.
pub(super) fn to_green(run: &Run) -> Option<ToGreen> {
    let failing: Vec<&Finding> = run.findings.iter().filter(|finding| run.fails(finding)).collect();
    let (commands, more) = commands(&failing);
    let more = (more > 0).then(|| format!("and {more} more"));
    let besides = more.into_iter().chain(by_hand(&failing)).collect();
    (run.failed && !commands.is_empty()).then_some(ToGreen { commands, besides })
}

/// What no command mends, by rule: a measurement, a test, a file that cannot be read.
fn by_hand(failing: &[&Finding]) -> Option<String> {
    let without = failing.iter().filter(|finding| finding.command.is_none());
    let rules = super::summary::by_rule(without.copied());
    (!rules.is_empty()).then(|| format!("and by hand, as said at each: {rules}"))
}

/// The commands, and how many more there would be.
fn commands(failing: &[&Finding]) -> (Vec<String>, usize) {
    let mut commands: Vec<String> = Vec::new();
    let mut rest = failing;
    while let Some(first) = rest.first() {
        let end = rest.iter().position(|one| one.component != first.component).unwrap_or(rest.len());
        let (component, others) = rest.split_at(end);
        rest = others;
        let many = component.iter().filter(|finding| finding.open.is_some()).count() > SINGLE;
        for finding in component {
            let command = match (many, &finding.open) {
                (true, Some(_)) => together(finding),
                _ if are_many(component.iter().copied(), finding) => {
                    finding.together.as_deref().map(inert_line)
                }
                _ => finding.command.as_deref().map(inert_line),
            };
            commands.extend(command);
        }
    }
    let mut seen = std::collections::HashSet::new();
    commands.retain(|command| seen.insert(command.clone()));
    let more = commands.len().saturating_sub(LONGEST);
    commands.truncate(LONGEST);
    (commands, more)
}

/// Whether a component has so many findings like this that one command is for all of them.
pub(super) fn are_many<'f>(mut all: impl Iterator<Item = &'f Finding>, finding: &Finding) -> bool {
    let like = |one: &&Finding| one.rule == finding.rule && one.together == finding.together;
    finding.together.is_some() && all.by_ref().filter(like).count() > SINGLE
}

/// The command for all open questions of the component, from that for one of them.
pub(super) fn together(finding: &Finding) -> Option<String> {
    Some(format!("{} --open --required", inert_line(answer(finding)?)))
}

/// The command that lists them.
pub(super) fn listed(finding: &Finding) -> Option<String> {
    Some(format!(
        "{} list --open --required",
        inert_line(answer(finding)?.strip_suffix("answer")?.trim_end())
    ))
}

/// `formwork answer`, as it is called for the component of an open question.
fn answer(finding: &Finding) -> Option<&str> {
    Some(finding.command.as_deref()?.strip_suffix(finding.question.as_deref()?)?.trim_end())
}
