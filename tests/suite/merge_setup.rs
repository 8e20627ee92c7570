//! What `hook install` sets up for merges: the driver and the attributes.

use crate::hook::fresh;

#[test]
fn a_driver_of_ones_own_stays_and_so_do_settings_beside_ours() {
    let project = fresh();
    project.git(&["config", "merge.formwork.driver", "my-merge %O %A %B"]);
    project.git(&["config", "merge.formwork.name", "mine"]);
    let config = project.read(".git/config");
    project.run(["hook", "install"]).ok().talks("merge.formwork.driver").talks("stays as it is");
    assert_eq!(project.read(".git/config"), config);
    project.run(["hook", "uninstall"]).ok().talks("stays as it is").says("removed .git/hooks/pre-commit");
    assert_eq!(project.read(".git/config"), config);

    project.git(&["config", "--unset", "merge.formwork.driver"]);
    project.git(&["config", "merge.formwork.recursive", "binary"]);
    let config = project.read(".git/config");
    project.run(["hook", "install"]).ok().says("set merge.formwork.driver");
    assert_eq!(project.git(&["config", "merge.formwork.name"]), "mine\n");
    project.run(["hook", "uninstall"]).ok().says("took merge.formwork out");
    assert_eq!(project.read(".git/config"), config);
}

#[test]
fn attributes_that_are_committed_stay_and_others_go_without_a_trace() {
    let project = fresh();
    project.write(".gitattributes", "*.png binary");
    project.commit("start");
    project.run(["hook", "install"]).ok();
    let lines = project.read(".gitattributes");
    assert!(lines.starts_with("*.png binary\n# formwork hook install: begin"), "{lines}");
    assert_eq!(project.git(&["check-attr", "merge", "formwork.toml"]), "formwork.toml: merge: formwork\n");
    project.run(["hook", "uninstall"]).ok().says("wrote .gitattributes");
    assert_eq!(project.git(&["status", "--porcelain"]), "");

    project.run(["hook", "install"]).ok();
    project.commit("for all");
    project
        .run(["hook", "uninstall"])
        .ok()
        .talks(".gitattributes is shared with other clones and stays as it is");
    assert_eq!(
        (project.read(".gitattributes"), project.git(&["status", "--porcelain"])),
        (lines, String::new())
    );
}
