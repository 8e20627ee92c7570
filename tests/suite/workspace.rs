use crate::support::Project;

fn workspace() -> Project {
    let project = Project::empty();
    project.write("formwork.toml", "format = 1\nname = \"Zoo\"\n\n[workspace]\nmembers = [\"services/*\", \"edge/camera\"]\nexclude = [\"services/old\"]\n\n[workspace.defaults]\nform = \"mlops-requirements@3\"\n\n[workspace.defaults.rules]\nunmeasurable-answer = \"error\"\n");
    for dir in ["services/snakes", "services/birds", "services/old", "edge/camera"] {
        project.run(["init", dir]).ok();
    }
    project
}

#[test]
fn members_are_found_by_glob_and_by_name_and_defaults_fill_in() {
    let project = workspace();
    let json = project.run(["status", "--json"]).ok().json();
    let ids: Vec<_> = json["components"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["component"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, ["edge/camera", "services/birds", "services/snakes"]);
    project.run(["status"]).ok().says("services/birds").says("experimentation");
    project.run(["check", "--format", "short"]).exits(1).says("services/birds/formwork/scoping.toml:");
}

#[test]
fn a_member_alone_knows_its_workspace() {
    let project = workspace();
    let ran = project.run(["-C", "services/birds", "list", "--json", "--open"]).ok();
    assert_eq!(ran.json()["questions"][0]["component"], "services/birds");
    project
        .run(["-C", "services/birds", "answer", "data-volume", "a lot", "--status", "answered"])
        .ok()
        .talks("unmeasurable-answer");
    project.run(["-C", "services/birds", "maturity", "set", "critical"]).ok();
    project.run(["check", "services/birds"]).exits(1).says("error").says("unmeasurable-answer");
}

#[test]
fn commands_for_one_component_ask_which() {
    let project = workspace();
    project.run(["answer", "privacy", "x"]).exits(2).talks("--component").talks("services/birds");
    project
        .run(["--component", "services/bird", "answer", "privacy", "x"])
        .exits(2)
        .talks("did you mean `services/birds`?");
    project.run(["--component", "services/birds", "answer", "privacy", "x"]).ok();
    assert!(project.read("services/birds/formwork/data.toml").contains("answer = \"x\""));
}

#[test]
fn a_literal_member_that_is_missing_is_a_finding_at_its_place() {
    let project = workspace();
    project.change("formwork.toml", "\"edge/camera\"", "\"edge/lost\"");
    project.run(["check", "--format", "short"]).exits(1).says("formwork.toml:5:26: error[missing-member]");
    project.change("formwork.toml", "\"edge/lost\"", "\"../outside\"");
    project.run(["check", "--format", "short"]).exits(1).says("error[outside-repository]");
}

#[test]
fn a_broken_member_is_a_finding_and_the_rest_is_still_checked() {
    let project = workspace();
    project.write("services/snakes/formwork.toml", "form = [");
    let ran = project.run(["check", "--format", "short"]).exits(1).says("services/snakes/formwork.toml:1:");
    ran.says("services/birds/formwork/scoping.toml");
    project.run(["status"]).exits(2).says("unreadable").says("services/birds");
    project.run(["render", "--output", "out"]).exits(2).talks("services/snakes/formwork.toml");
    assert!(!project.path("out").exists(), "a reader that cannot read all writes nothing");
}

#[test]
fn render_writes_a_file_a_component_at_its_path_and_an_index() {
    let project = workspace();
    project.run(["render"]).exits(2).talks("--output names a folder");
    project
        .run(["render", "--output", "out", "--check"])
        .exits(1)
        .talks("out/services/birds.html is missing");
    assert!(!project.path("out").exists());
    project.run(["render", "--output", "out"]).ok().talks("wrote 4 of 4 files");
    assert!(project.read("out/index.html").contains("services/birds.html"));
    project.run(["render", "--output", "out"]).ok().talks("wrote 0 of 4 files");
    project.run(["render", "--output", "out", "--check"]).ok();
    project.run(["render", "--output", "md", "--format", "markdown"]).ok();
    assert!(project.read("md/edge/camera.md").contains("What are the business problems?"));
    project.run(["render", "--output", "out", "--document", "summary"]).ok().talks("wrote 4 of 4 files");
    assert!(project.read("out/index.summary.html").contains("services/birds.summary.html"));
    project.run(["render", "--output", "out", "--check"]).ok();
}

#[test]
fn every_component_gets_a_file_of_its_own_whatever_its_name() {
    let project = workspace();
    project.run(["init", "services/tmp"]).ok();
    project.change("formwork.toml", "\"edge/camera\"", "\"edge/camera\", \"index\"");
    project.run(["init", "index"]).ok();
    project.run(["render", "--output", "out"]).ok().talks("wrote 6 of 6 files");
    project.run(["render", "--output", "out", "--check"]).ok();
    assert!(project.path("out/index-component.html").exists());
}

#[test]
fn a_broken_root_stops_every_reader_in_a_member_and_the_root_itself_is_named_by_a_dot() {
    let project = workspace();
    let settings = project.read("formwork.toml");
    project.write("formwork.toml", format!("{settings}\nbad = ["));
    for command in ["list", "status", "maturity"] {
        project.run(["-C", "services/birds", command]).exits(2).talks("formwork.toml");
    }
    project.write("formwork.toml", settings.replace("\"edge/camera\"", "\"edge/camera\", \".\""));
    let json = project.run(["status", "--json"]);
    assert_eq!(json.json()["components"][0]["component"], ".");
    project.run(["--component", "./services/birds/", "show", "privacy"]).ok();
}

#[test]
fn another_member_can_be_named_from_inside_one() {
    let project = workspace();
    project
        .run(["-C", "services/snakes", "--component", "services/birds", "answer", "privacy", "none kept"])
        .ok();
    assert!(project.read("services/birds/formwork/data.toml").contains("none kept"));
    project
        .run(["check", "services/birds/formwork"])
        .exits(2)
        .talks("no formwork.toml in services/birds/formwork\n");
}

#[test]
fn a_root_may_be_a_component_too() {
    let project = workspace();
    let settings = project.read("formwork.toml");
    project.run(["init", "tmp"]).ok();
    std::fs::rename(project.path("tmp/formwork"), project.path("formwork")).unwrap();
    project.write("formwork.toml", settings.replacen("name =", "form = \"mlops-requirements@2\"\nname =", 1));
    let json = project.run(["status", "--json"]).ok().json();
    assert_eq!(json["components"][0]["component"], ".");
    assert_eq!(json["components"][0]["form"], "mlops-requirements@2");
}

#[test]
fn linked_folders_and_build_folders_are_not_entered() {
    let project = workspace();
    project.change("formwork.toml", "\"services/*\"", "\"**\"");
    project.run(["init", "target/copy"]).ok();
    project.run(["init", "node_modules/copy"]).ok();
    std::os::unix::fs::symlink(project.path("services"), project.path("link")).unwrap();
    std::os::unix::fs::symlink(project.path("."), project.path("services/loop")).unwrap();
    let json = project.run(["status", "--json"]).ok().json();
    assert_eq!(json["components"].as_array().unwrap().len(), 3);
}

#[test]
fn nothing_above_the_repository_decides() {
    let project = Project::empty();
    std::fs::remove_dir(project.path(".git")).unwrap();
    project.write("formwork.toml", "format = 1\n[workspace]\nmembers = [\"repo\"]\n[workspace.defaults]\nmaturity = \"critical\"\n[workspace.defaults.rules]\nunstated-fact = \"off\"\n");
    std::fs::create_dir_all(project.path("repo/.git")).unwrap();
    project.run(["init", "repo"]).ok();
    assert!(project.read("repo/formwork.toml").contains("maturity = \"experimentation\""), "no default");
    let json = project.run(["status", "repo", "--json"]).ok().json();
    assert_eq!(json["components"][0]["component"], ".");
    // One folder further down the repository's own root still counts.
    std::fs::create_dir(project.path(".git")).unwrap();
    std::fs::remove_dir(project.path("repo/.git")).unwrap();
    let json = project.run(["status", "repo", "--json"]).ok().json();
    assert_eq!(json["components"][0]["component"], "repo");
}

#[test]
fn a_broken_root_is_said_from_inside_a_member_too() {
    let project = workspace();
    let broken = project.read("formwork.toml").replacen("name = \"Zoo\"", "name = \"Zoo", 1);
    project.write("formwork.toml", broken);
    // The form stands in the root: only that is said.
    let ran = project.run(["check", "services/birds", "--format", "short"]).exits(1);
    let ran = ran.says("formwork.toml:2:").says("error[invalid-toml]");
    assert!(!ran.out.contains("`form` is missing"), "{}", ran.out);
    assert_eq!(ran.out.matches("error[").count(), 1, "{}", ran.out);
    project.run(["-C", "services/birds", "status"]).exits(2);
    // With a form of its own the component is still checked, but no reader passes over it.
    project.change(
        "services/birds/formwork.toml",
        "format = 1\n",
        "format = 1\nform = \"mlops-requirements@3\"\n",
    );
    let ran = project.run(["-C", "services/birds", "check", "--format", "short"]).exits(1);
    ran.says("formwork.toml:2:12: error[invalid-toml]")
        .says("services/birds/formwork/scoping.toml:")
        .says("unanswered-question");
    for reader in ["status", "show privacy", "render", "export"] {
        let args = ["-C", "services/birds"].into_iter().chain(reader.split(' '));
        project.run(args).exits(2).talks("formwork.toml:2:12");
    }
}

#[test]
fn a_glob_that_fits_nothing_is_a_finding() {
    let project = workspace();
    project.change("formwork.toml", "\"services/*\"", "\"servcies/*\"");
    let ran = project.run(["check", "--format", "short"]).exits(1);
    ran.says("formwork.toml:5:12: error[missing-member] no folder with a formwork.toml fits `servcies/*`");
    // What is there and excluded has been found.
    project.change("formwork.toml", "\"servcies/*\"", "\"services/o*\"");
    let ran = project.run(["check", "--format", "short"]).exits(1);
    assert!(!ran.out.contains("missing-member"), "{}", ran.out);
}

#[test]
fn members_behind_links_and_in_build_folders_are_said() {
    let project = workspace();
    let outside = Project::empty();
    outside.run(["init", "real"]).ok();
    outside.write("real/formwork.toml", "secret = [");
    let link = |to: &std::path::Path, name: &str| {
        std::os::unix::fs::symlink(to, project.path(name)).unwrap();
    };
    link(outside.root(), "outl");
    link(&outside.path("real"), "out");
    link(&project.path("services/birds"), "ln2");
    link(&project.path("services"), "inl");
    project.run(["init", "target/copy"]).ok();
    project.change(
        "formwork.toml",
        "\"services/*\"",
        "\"services/*\",\n\"outl/*\",\n\"out\",\n\"ln2\",\n\"inl/*\",\n\"target/copy\",\n\"target/*\"",
    );
    let ran = project.run(["check", "--format", "short"]).exits(1);
    let ran = ran
        .says("formwork.toml:6:1: error[outside-repository] `outl` is a link that leads out")
        .says("formwork.toml:7:1: error[outside-repository] `out` is a link that leads out")
        .says("formwork.toml:8:1: error[missing-member] `ln2` is a link")
        .says("formwork.toml:9:1: error[missing-member] `inl` is a link")
        .says("formwork.toml:10:1: error[missing-member] `target/copy` lies in a folder that is not entered")
        .says("formwork.toml:11:1: error[missing-member] `target/*` lies in a folder that is not entered");
    assert!(!ran.out.contains("secret"), "{}", ran.out);
    assert!(!ran.out.contains("outl/real/") && !ran.out.contains("ln2/"), "{}", ran.out);
}

#[test]
fn what_is_left_of_a_stopped_init_is_no_member() {
    let project = workspace();
    project.change("formwork.toml", "\"services/*\"", "\"**\"");
    std::fs::rename(project.path("services/old"), project.path("services/.formwork-aB3dEf.tmp")).unwrap();
    let json = project.run(["status", "--json"]).ok().json();
    assert_eq!(json["components"].as_array().unwrap().len(), 3);
}
