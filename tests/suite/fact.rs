//! `fact`: what is said of a component in yes or no.

use crate::support::Project;

#[test]
fn without_a_name_it_lists_the_facts_with_what_is_said_of_them() {
    let project = Project::fresh();
    let listed = |project: &Project| {
        let ran = project.run(["fact"]).ok().talks("`formwork fact NAME yes|no` states one");
        ran.out.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let before = project.snapshot();
    let lines = listed(&project);
    assert_eq!(lines.len(), 6, "{lines:?}");
    let of = |lines: &[String], fact: &str| {
        lines.iter().find(|line| line.trim_start().starts_with(fact)).unwrap().clone()
    };
    assert!(of(&lines, "harm").contains("unstated, counts as no"), "{lines:?}");
    assert!(of(&lines, "streaming").contains("unstated, counts as yes"), "{lines:?}");
    assert_eq!(project.snapshot(), before);
    project.run(["fact", "harm", "yes"]).ok();
    let lines = listed(&project);
    let harm = of(&lines, "harm");
    assert!(harm.contains("  yes  ") && harm.contains("come to harm"), "{lines:?}");
    project.run(["fact", "harm"]).exits(2).talks("<VALUE>");
    project.run(["fact", "--dry-run"]).exits(2);
}
