use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::model::{ComponentId, FileId, Provider};
use crate::query::View;

pub(super) const RULE: Rule = Rule {
    id: RuleId::ConsumptionCycle,
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "Components take in each other's output in a ring.",
    what: "A `[[consumes]]` along which a component takes in, in the end, its own output. Each component of the ring has the finding at the entry that leads on.",
    why: "A change to one of them reaches all the others and itself again, without end: nobody can say which is right first, and a mistake is trained into the next round.",
    fix: "The message shows the ring, each component before the one whose output it takes in. Take out the entry that is not so. Where the loop is real, cut it at one place, such as data that was stored and looked at by people, and write that place down as an answer about data.",
    off: "Turn it down where the loop is meant and somebody watches it; a waiver says who, and until when.",
    bad: r#"# services/ranking/formwork.toml
[[consumes]]
component = "services/clicks"

# services/clicks/formwork.toml
[[consumes]]
component = "services/ranking""#,
    good: r#"# services/ranking/formwork.toml
[[consumes]]
component = "services/clicks""#,
    run: Some(run),
};

/// A ring of more components than this is shown by its first and its last ones.
const SHOWN: usize = 6;

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    for (consumed, provider) in component.settings.consumes.iter().zip(&view.outside.providers) {
        let Provider::Known { ring: Some(ring), .. } = provider else { continue };
        report
            .at(
                FileId::SETTINGS,
                consumed.component.span.clone(),
                format!("what this component takes in rests on its own output: {}", drawn(ring)),
            )
            .help("take out the entry that is not so, in whichever of them it stands");
    }
}

fn drawn(ring: &[ComponentId]) -> String {
    let names = |part: &[ComponentId]| -> Vec<String> { part.iter().map(|id| shown(id.as_str())).collect() };
    if ring.len() <= SHOWN + 1 {
        return names(ring).join(" → ");
    }
    let (first, last) = (&ring[..SHOWN - 2], &ring[ring.len() - 2..]);
    let left_out = ring.len() - first.len() - last.len();
    format!("{} → … {left_out} more … → {}", names(first).join(" → "), names(last).join(" → "))
}
