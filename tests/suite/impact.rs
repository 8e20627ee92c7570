use crate::support::Project;

#[test]
fn what_to_look_at_now_and_what_it_can_reach_are_kept_apart() {
    let project = Project::example("elephant-enclosure");
    let out = project.run(["impact", "prediction-location", "data-cycles"]).ok().out;
    let (now, reach) = out.split_once("\nCan reach").unwrap();
    let now = now.split_once("Look at again now\n").unwrap().1;
    // Directly, answered, with the reason and which of the two it is about.
    assert!(now.contains("deployment-process  answered  prediction-location: devices in the field"), "{now}");
    // Directly, but nothing is said there that could be looked at again.
    assert!(now.contains("still open: resources, input-metrics"), "{now}");
    assert!(!now.contains("labelers"), "{now}");
    assert!(reach.contains("labelers"), "{reach}");
    assert!(reach.contains("by stage: scoping 1, data "), "{reach}");
}

#[test]
fn every_question_stands_once_in_the_tree_at_its_nearest_place() {
    let project = Project::example("elephant-enclosure");
    let out = project.run(["impact", "business-problems"]).ok().out;
    let (head, tree) = out.split_once("\nCan reach").unwrap();
    assert!(head.contains("end-users"), "{head}");
    assert!(tree.starts_with("  36 of 36 other questions"), "{tree}");
    let mut ids: Vec<&str> =
        tree.lines().filter_map(|line| line.split_once("─ ")?.1.split(' ').next()).collect();
    assert_eq!(ids.len(), 36);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 36);
}

#[test]
fn json_says_the_same() {
    let project = Project::example("elephant-enclosure");
    let json = project.run(["impact", "data-source", "--json"]).ok().json();
    assert_eq!(json["schema"], "formwork/impact/1");
    let one = &json["components"][0];
    assert_eq!(one["component"], ".");
    assert_eq!(one["counts"], serde_json::json!({ "look-again": 10, "direct": 10, "reach": 27 }));
    assert_eq!(one["direct"][0]["id"], "ml-feasibility");
    assert_eq!(one["direct"][0]["because"][0]["on"], "data-source");
    assert!(one["direct"][0]["because"][0]["because"].as_str().unwrap().contains("data"));
    let reach = one["reach"].as_array().unwrap();
    let labelers = reach.iter().find(|one| one["id"] == "labelers").unwrap();
    assert_eq!((labelers["steps"].as_u64(), labelers["through"].as_str()), (Some(2), Some("privacy")));
    let stages: u64 = one["stages"].as_object().unwrap().values().filter_map(serde_json::Value::as_u64).sum();
    assert_eq!(stages, 27);
}

#[test]
fn graphs_show_the_asked_by_stage_direct_ones_plainly_and_further_ones_dashed() {
    let project = Project::example("elephant-enclosure");
    let mermaid = project.run(["impact", "output-metrics", "--format", "mermaid"]).ok().out;
    assert!(mermaid.starts_with("flowchart TB\n    subgraph s3[\"Deployment\"]\n"), "{mermaid}");
    assert!(mermaid.contains("[\"output-metrics\"]:::asked\n"), "{mermaid}");
    assert!(mermaid.contains("[\"retraining\"]:::open\n"), "{mermaid}");
    let dot = project.run(["impact", "data-cycles", "--format", "dot"]).ok().out;
    let node = |id: &str| {
        let line = dot.lines().find(|line| line.contains(&format!("label=\"{id}\""))).unwrap();
        line.trim_start().split(' ').next().unwrap()
    };
    let (cycles, minimum, volume) = (node("data-cycles"), node("minimum-data"), node("data-volume"));
    assert!(dot.contains(&format!("  {cycles} -> {minimum};\n")), "{dot}");
    assert!(dot.contains(&format!("  {minimum} -> {volume} [style=dashed];\n")), "{dot}");
    assert!(dot.contains("penwidth=3") && dot.contains("subgraph cluster_1"), "{dot}");
}

#[test]
fn a_components_own_graph_counts() {
    let project = Project::example("elephant-enclosure");
    let settings = project.read("formwork.toml");
    let own = "\n[questions.data-volume]\ndepends-on = { add = [\"retraining\"] }\n";
    project.run(["impact", "retraining"]).ok().says("No other question rests on it.");
    project.write("formwork.toml", format!("{settings}{own}"));
    project.run(["impact", "retraining"]).ok().says("data-volume  answered  this component says so");
}

#[test]
fn what_nothing_rests_on_is_said_and_a_wrong_word_names_the_nearest() {
    let project = Project::example("elephant-enclosure");
    project.run(["impact", "resources"]).ok().says("No other question rests on it.");
    project.run(["impact", "data-sorce"]).exits(2).talks("did you mean `data-source`?");
    let fresh = Project::fresh();
    fresh.run(["impact", "data-source"]).ok().says("nothing: no question that rests directly on it");
}

fn workspace() -> Project {
    let project =
        Project::empty().file("formwork.toml", "format = 1\n[workspace]\nmembers = [\"services/*\"]\n");
    project.run(["init", "services/a", "--name", "A"]).ok();
    project.run(["init", "services/b", "--name", "B", "--form", "mlops-requirements@1"]).ok();
    project.run(["answer", "data-format", "JPEG", "--component", "services/a"]).ok();
    project
}

#[test]
fn a_workspace_has_a_line_for_each_component_that_has_the_question() {
    let project = workspace();
    let out = project.run(["impact", "data-source"]).ok().out;
    let lines: Vec<Vec<&str>> = out.lines().skip(1).map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[0], ["services/a", "1", "10", "27"]);
    assert_eq!(lines[1][..2], ["services/b", "0"]);
    // Version 1 of the form does not ask for it.
    let json = project.run(["impact", "compute-budget", "--json"]).ok().json();
    let ids: Vec<_> = json["components"].as_array().unwrap().iter().map(|one| &one["component"]).collect();
    assert_eq!(ids, ["services/a"]);
    project.run(["impact", "data-sorce"]).exits(2).talks("did you mean `data-source`?");
    project.run(["impact", "data-source", "--format", "dot"]).exits(2).talks("--component");
    project.run(["impact", "data-source", "--component", "services/a"]).ok().says("Can reach");
}

#[test]
fn an_unreadable_member_is_told_and_the_others_are_shown() {
    let project = workspace();
    project.write("services/b/formwork/data.toml", "[data-source\n");
    project.run(["impact", "data-source"]).exits(2).says("services/a").talks("services/b/formwork/data.toml");
}

#[test]
fn open_questions_are_weighed_in_a_list_too() {
    let project = Project::example("elephant-enclosure");
    let out = project.run(["list", "--open"]).ok().out;
    assert!(out.contains("performance-requirements  deployment  open  4 rest on it"), "{out}");
    assert!(!project.run(["list"]).ok().out.contains("rest on it"));
}
