//! Components that take in each other's output in a ring.

use crate::consumes::{component, consume, found, level, workspace};
use crate::support::Project;

#[test]
fn a_component_that_takes_in_its_own_output_is_told_so_once() {
    let project = workspace();
    consume(&project, "services/replies", "services/replies", "");
    level(&project, "services/replies", "critical");
    let all = found(&project, ".", "unknown-component");
    assert_eq!(all, ["services/replies/formwork.toml:20:13 this component takes in its own output"]);
    for rule in ["consumption-cycle", "cascading-level"] {
        assert_eq!(found(&project, ".", rule), [""; 0], "{rule}");
    }
    project.run(["-C", "services/replies", "status"]).ok().says("services/replies (itself)\n\n");
}

#[test]
fn a_ring_of_three_is_shown_at_each_entry_that_leads_on_and_nowhere_else() {
    let project = workspace();
    consume(&project, "services/intent", "edge/camera", "");
    consume(&project, "edge/camera", "services/replies", "");
    project.run(["init", "services/alarm"]).ok();
    consume(&project, "services/alarm", "services/replies", "");
    let rings = found(&project, ".", "consumption-cycle");
    assert_eq!(rings.len(), 3, "{rings:#?}");
    assert!(rings[0].starts_with("edge/camera/formwork.toml:"), "{rings:#?}");
    assert!(
        rings[0].ends_with(": edge/camera → services/replies → services/intent → edge/camera"),
        "{rings:#?}"
    );
    assert_eq!(found(&project, "services/replies", "consumption-cycle").len(), 1, "from inside as well");
    assert_eq!(found(&project, "services/alarm", "consumption-cycle"), [""; 0]);
    let ran = project.run(["-C", "edge/camera", "status", "--json"]).ok();
    let ring = &component(&ran, "edge/camera")["consumes"][0]["ring"];
    assert_eq!(
        *ring,
        serde_json::json!(["edge/camera", "services/replies", "services/intent", "edge/camera"])
    );
}

/// `c/000`, `c/001`, …, each of which takes in what the one before puts out.
pub fn chain(many: usize) -> Project {
    let project = Project::empty();
    project.write(
        "formwork.toml",
        "format = 1\n[workspace]\nmembers = [\"c/*\"]\n[workspace.defaults]\nform = \"mlops-requirements@3\"\n",
    );
    for at in 0..many {
        let consumes = match at.checked_sub(1) {
            Some(before) => format!("[[consumes]]\ncomponent = \"c/{before:03}\"\n"),
            None => String::new(),
        };
        project.write(&format!("c/{at:03}/formwork.toml"), format!("format = 1\n{consumes}"));
    }
    project
}

#[test]
fn three_hundred_components_in_a_row_are_no_ring_until_the_first_takes_in_the_last() {
    let project = chain(300);
    assert_eq!(found(&project, ".", "consumption-cycle"), [""; 0]);
    assert_eq!(found(&project, "c/299", "consumption-cycle"), [""; 0]);
    consume(&project, "c/000", "c/299", "");
    let rings = found(&project, ".", "consumption-cycle");
    assert_eq!(rings.len(), 300);
    assert!(
        rings[0].ends_with(": c/000 → c/299 → c/298 → c/297 → … 295 more … → c/001 → c/000"),
        "{}",
        rings[0]
    );
}

#[test]
fn whoever_stands_behind_a_ring_is_in_none() {
    let project = chain(6);
    consume(&project, "c/000", "c/001", "");
    let rings = found(&project, ".", "consumption-cycle");
    assert_eq!(rings.len(), 2, "{rings:#?}");
    assert!(rings[1].ends_with(": c/001 → c/000 → c/001"), "{rings:#?}");
}
