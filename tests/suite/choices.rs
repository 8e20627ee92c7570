//! `--choose`: the choices that a question offers.

use crate::support::Project;

#[test]
fn a_choice_is_known_by_a_prefix_that_only_it_has() {
    let project = Project::empty();
    project.run(["init", "--set", "thesis-extras@1"]).ok();
    project.run(["answer", "true-labels", "--choose", "Del"]).ok();
    assert!(project.read("formwork/deployment.toml").contains("[true-labels]\nchoice = [\"delayed\"]\n"));
    project
        .run(["answer", "true-labels", "--choose", "i"])
        .exits(2)
        .talks("it could be immediate, irregular");
    project
        .run(["answer", "true-labels", "--choose", "sometimes"])
        .exits(2)
        .talks("a choice is one of immediate, delayed, irregular, never");
    project.run(["answer", "--help"]).ok().says("`formwork show ID` names them");
}
