//! Components that take in each other's output.

use crate::support::{Project, Ran};

/// A workspace in which `services/replies` takes in what `services/intent` puts out.
fn workspace() -> Project {
    let project = Project::empty();
    project.write(
        "formwork.toml",
        "format = 1\nname = \"Zoo\"\n\n[workspace]\nmembers = [\"services/*\", \"edge/camera\"]\nexclude = [\"services/old\"]\n\n\
         [workspace.defaults]\nform = \"mlops-requirements@3\"\n",
    );
    for dir in ["services/intent", "services/replies", "services/old", "edge/camera"] {
        project.run(["init", dir]).ok();
    }
    consume(&project, "services/replies", "services/intent", "");
    project
}

/// Writes an entry of `[[consumes]]`; `more` is what else stands in it.
fn consume(project: &Project, who: &str, whose: &str, more: &str) {
    let file = format!("{who}/formwork.toml");
    let text = project.read(&file);
    project.write(&file, format!("{text}\n[[consumes]]\ncomponent = \"{whose}\"\n{more}"));
}

/// The same for an entry that is there already.
fn name_questions(project: &Project, who: &str, whose: &str, named: &str) {
    let entry = format!("component = \"{whose}\"\n");
    project.change(&format!("{who}/formwork.toml"), &entry, &format!("{entry}{named}"));
}

fn level(project: &Project, who: &str, level: &str) {
    project.run(["-C", who, "maturity", "set", level]).ok();
}

/// The findings of a rule, as `place message`.
fn found(project: &Project, folder: &str, rule: &str) -> Vec<String> {
    let ran = project.run(["check", folder, "--format", "short"]);
    let mark = format!("[{rule}] ");
    let lines = ran.out.lines().filter_map(|line| line.split_once(&mark));
    lines.map(|(place, message)| format!("{} {message}", place.split(": ").next().unwrap())).collect()
}

fn component(ran: &Ran, id: &str) -> serde_json::Value {
    let json = ran.json();
    json["components"].as_array().unwrap().iter().find(|one| one["component"] == id).unwrap().clone()
}

#[test]
fn both_sides_of_a_consumption_are_told_by_status_from_the_root_and_from_inside() {
    let project = workspace();
    level(&project, "services/intent", "critical");
    project
        .run(["-C", "services/replies", "status"])
        .ok()
        .says("\nTakes in the output of: services/intent (critical)\n");
    let intent = project
        .run(["-C", "services/intent", "status"])
        .ok()
        .says("\nFeeds: services/replies (experimentation)\n");
    assert!(!intent.out.contains("Takes in"), "{}", intent.out);
    project
        .run(["status"])
        .ok()
        .says("\n\nservices/replies takes in the output of services/intent (critical)\n");
    for ran in [
        project.run(["status", "--json"]).ok(),
        project.run(["-C", "services/replies", "status", "--json"]).ok(),
        project.run(["--component", "services/replies", "status", "--json"]).ok(),
    ] {
        let replies = component(&ran, "services/replies");
        assert_eq!(replies["consumes"][0]["component"], "services/intent");
        assert_eq!(replies["consumes"][0]["found"], "known");
        assert_eq!(replies["consumes"][0]["maturity"], "critical");
        assert_eq!(replies["consumers"], serde_json::json!([]));
    }
    let intent = component(&project.run(["status", "--json"]).ok(), "services/intent");
    assert_eq!(intent["consumers"][0]["component"], "services/replies");
    assert_eq!(intent["consumers"][0]["questions"], serde_json::json!([]));
}

#[test]
fn where_nobody_takes_in_anything_nothing_is_said_about_it() {
    let project = Project::fresh();
    let ran = project.run(["status"]).ok();
    assert!(!ran.out.contains("Takes in") && !ran.out.contains("Feeds"), "{}", ran.out);
    let ran = project.run(["show", "data-source"]).ok();
    assert!(!ran.out.contains("\nfeeds"), "{}", ran.out);
}

#[test]
fn without_a_workspace_nothing_is_looked_up_and_status_says_so() {
    let project = Project::fresh();
    consume(&project, ".", "services/intent", "questions = [\"no-such-question\"]\n");
    level(&project, ".", "critical");
    for rule in ["unknown-component", "unknown-question", "consumption-cycle", "cascading-level"] {
        assert_eq!(found(&project, ".", rule), [""; 0], "{rule}");
    }
    project.run(["status"]).ok().says("services/intent (not looked up: there is no workspace here)");
    project.run(["render"]).ok().says("- **Takes in:** `services/intent`\n");
}

#[test]
fn what_is_no_member_is_unknown_from_the_root_and_from_inside() {
    let project = workspace();
    for other in [
        "services/intnt",
        "camera",
        "services/old",
        "services//intent",
        "target/x",
        "services/replies/formwork",
    ] {
        consume(&project, "services/replies", other, "");
    }
    let path = "services/replies/formwork.toml";
    for folder in [".", "services/replies"] {
        let unknown = found(&project, folder, "unknown-component");
        assert_eq!(unknown.len(), 6, "{unknown:#?}");
        assert!(
            unknown[0].starts_with(path) && unknown[0].ends_with("no component `services/intnt`"),
            "{unknown:#?}"
        );
    }
    let check = project.run(["check", "services/replies"]).exits(1);
    check.says("did you mean `services/intent`?").says("did you mean `edge/camera`?");
}

#[test]
fn a_root_that_is_a_component_can_be_named_and_one_that_is_not_cannot() {
    let project = workspace();
    consume(&project, "services/replies", ".", "");
    assert_eq!(found(&project, ".", "unknown-component").len(), 1);
    project.change("formwork.toml", "name =", "form = \"mlops-requirements@3\"\nname =");
    assert_eq!(found(&project, ".", "unknown-component"), [""; 0]);
    project.run(["-C", "services/replies", "status"]).ok().says(", . (no level)");
}

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
fn links_are_followed_to_no_provider_and_out_of_no_repository() {
    let project = workspace();
    let outside = Project::empty();
    outside.write("x/formwork.toml", "format = 1\nname = \"secret\"\n");
    let link = |to: &std::path::Path, name: &str| {
        std::os::unix::fs::symlink(to, project.path(name)).unwrap();
    };
    link(&project.path("services/intent"), "services/link");
    link(&outside.path("x"), "services/out");
    std::fs::create_dir(project.path("services/file")).unwrap();
    link(&outside.path("x/formwork.toml"), "services/file/formwork.toml");
    for other in ["services/link", "services/out", "services/file"] {
        consume(&project, "services/replies", other, "");
    }
    let unknown = found(&project, "services/replies", "unknown-component");
    assert_eq!(unknown.len(), 2, "{unknown:#?}");
    let ran = project.run(["-C", "services/replies", "status", "--json"]).ok();
    assert!(!ran.out.contains("secret"), "{}", ran.out);
    assert_eq!(component(&ran, "services/replies")["consumes"][3]["found"], "unreadable");
}

#[test]
fn a_provider_that_cannot_be_read_has_the_finding_and_its_consumer_none() {
    let project = workspace();
    name_questions(&project, "services/replies", "services/intent", "questions = [\"no-such-question\"]\n");
    project.write("services/intent/formwork.toml", "form = [");
    level(&project, "services/replies", "critical");
    for rule in
        ["unknown-component", "unknown-question", "consumption-cycle", "cascading-level", "invalid-toml"]
    {
        assert_eq!(found(&project, "services/replies", rule), [""; 0], "{rule}");
    }
    assert_eq!(found(&project, ".", "invalid-toml").len(), 1);
    project
        .run(["-C", "services/replies", "status"])
        .ok()
        .says("services/intent (its formwork.toml cannot be read)");
    // The other way round: whoever cannot be read takes in nothing.
    project.write("services/replies/formwork.toml", "consumes = [");
    project.write("services/intent/formwork.toml", "format = 1\n");
    let ran = project.run(["-C", "services/intent", "show", "data-source"]);
    assert!(!ran.out.contains("feeds"), "{}", ran.out);
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
fn chain(many: usize) -> Project {
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

#[test]
fn many_consumers_of_one_provider_are_counted_where_people_read() {
    let project = chain(12);
    for at in 1..12 {
        let text = "format = 1\n[[consumes]]\ncomponent = \"c/000\"\n";
        project.write(&format!("c/{at:03}/formwork.toml"), text);
        project.write(&format!("c/{at:03}/formwork/scoping.toml"), "");
    }
    for stage in ["scoping", "data", "modeling", "deployment"] {
        project.write(&format!("c/000/formwork/{stage}.toml"), "");
    }
    let ran =
        project.run(["-C", "c/000", "status"]).ok().says("Feeds: c/001 (no level), ").says(", 3 more\n");
    assert!(!ran.out.contains("c/009"), "{}", ran.out);
    let ran = project.run(["-C", "c/000", "status", "--json"]).ok();
    assert_eq!(component(&ran, "c/000")["consumers"].as_array().unwrap().len(), 11);
}

#[test]
fn a_named_question_is_held_against_the_providers_own_form_and_sets() {
    let project = workspace();
    project.change(
        "services/intent/formwork.toml",
        "format = 1\n",
        "format = 1\nsets = [\"taxonomy-extras@1\"]\n",
    );
    let named = "questions = [\"data-sorce\", \"consumers\", \"privacy\", \"zzzzzzzzzz\"]\n";
    name_questions(&project, "services/replies", "services/intent", named);
    let unknown = found(&project, ".", "unknown-question");
    assert_eq!(unknown.len(), 2, "{unknown:#?}");
    assert!(unknown[0].ends_with("`services/intent` has no question `data-sorce`"), "{unknown:#?}");
    project
        .run(["check", "services/replies"])
        .exits(1)
        .says("did you mean `data-source`?")
        .says("`formwork --component services/intent list` shows its questions");
    // The command that is named works from where one stands.
    project
        .run(["-C", "services/replies", "--component", "services/intent", "list"])
        .ok()
        .says("data-source");
}

#[test]
fn the_level_of_a_consumer_is_held_against_its_providers_with_the_defaults_taken_in() {
    let project = workspace();
    let levels = [
        ("critical", "critical", 1),
        ("non-critical", "autonomous", 1),
        ("critical", "experimentation", 0),
        ("experimentation", "critical", 0),
        ("cascading", "critical", 0),
        ("autonomous", "non-critical", 0),
    ];
    for (own, theirs, warnings) in levels {
        level(&project, "services/replies", own);
        level(&project, "services/intent", theirs);
        assert_eq!(found(&project, ".", "cascading-level").len(), warnings, "{own} takes in {theirs}");
    }
    level(&project, "services/replies", "critical");
    let without = project.read("services/intent/formwork.toml").replace("maturity = \"non-critical\"\n", "");
    project.write("services/intent/formwork.toml", without);
    assert_eq!(found(&project, ".", "cascading-level"), [""; 0], "nothing is known of its level");
    project.change(
        "formwork.toml",
        "[workspace.defaults]\n",
        "[workspace.defaults]\nmaturity = \"critical\"\n",
    );
    let warnings = found(&project, ".", "cascading-level");
    assert_eq!(warnings.len(), 1, "{warnings:#?}");
    assert!(
        warnings[0].starts_with("services/replies/formwork.toml:5:12 at level critical it takes in"),
        "{warnings:#?}"
    );
}

#[test]
fn show_names_who_rests_on_a_question() {
    let project = workspace();
    project.run(["init", "services/alarm"]).ok();
    consume(&project, "services/alarm", "services/intent", "questions = [\"data-format\"]\n");
    let show = |id: &str| project.run(["--component", "services/intent", "show", id]).ok();
    let general = "feeds        services/replies (experimentation) takes in this component's output\n";
    let ran = show("data-source").says(general);
    assert!(!ran.out.contains("services/alarm"), "{}", ran.out);
    let ran = show("data-format").says("feeds        services/alarm (experimentation) names this question\n");
    ran.says(&general.replace("feeds", "     "));
    let json = project.run(["-C", "services/intent", "show", "data-format", "--json"]).ok().json();
    let ids: Vec<_> = json["questions"][0]["consumers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["component"].clone())
        .collect();
    assert_eq!(ids, ["services/alarm", "services/replies"]);
}

#[test]
fn one_that_is_named_twice_is_said_and_one_consumer_with_what_either_entry_says() {
    let project = workspace();
    let names = |project: &Project| {
        let ran = project.run(["-C", "edge/camera", "status", "--json"]).ok();
        component(&ran, "edge/camera")["consumers"].clone()
    };
    consume(&project, "services/replies", "edge/camera", "questions = [\"data-format\"]\n");
    consume(&project, "services/replies", "edge/camera", "questions = [\"privacy\"]\n");
    let found = project.run(["check", "services/replies", "--format", "short"]).exits(1).out;
    assert_eq!(found.matches("error[invalid-value] `edge/camera` stands twice").count(), 1, "{found}");
    let all = names(&project);
    assert_eq!(all.as_array().unwrap().len(), 1);
    assert_eq!(all[0]["questions"], serde_json::json!(["data-format", "privacy"]));
    consume(&project, "services/replies", "edge/camera", "");
    consume(&project, "services/replies", "edge/camera", "questions = [\"labelers\"]\n");
    assert_eq!(names(&project)[0]["questions"], serde_json::json!([]));
}

#[test]
fn another_answer_names_the_components_that_rest_on_it() {
    let project = workspace();
    consume(&project, "services/intent", "edge/camera", "questions = [\"data-format\"]\n");
    let answer = |who: &str, id: &str, text: &str| project.run(["-C", who, "answer", id, text]).ok();
    let said = "  look again also in what takes in this component's output: ";
    assert!(
        !answer("services/intent", "privacy", "none kept").out.contains(said),
        "nobody rested on an open question"
    );
    answer("services/intent", "privacy", "faces are blurred")
        .says(&format!("{said}services/replies (experimentation)\n"));
    assert!(!answer("services/intent", "privacy", "faces are blurred").out.contains(said), "it is the same");
    for id in ["privacy", "data-format"] {
        answer("edge/camera", id, "one");
    }
    assert!(!answer("edge/camera", "privacy", "two").out.contains(said), "that is not what it names");
    answer("edge/camera", "data-format", "two").says(&format!("{said}services/intent (experimentation)\n"));
}

#[test]
fn documents_say_who_feeds_whom() {
    let project = workspace();
    consume(&project, "services/replies", "services/replies", "");
    consume(&project, "services/replies", "services/gone", "");
    consume(&project, "edge/camera", "services/replies", "");
    project.change(
        "services/replies/formwork.toml",
        "name = \"replies\"",
        "name = \"\\\"]; end #quot; <b>Re|plies\"",
    );
    project.run(["render", "--output", "md", "--format", "markdown"]).ok();
    let index = project.read("md/index.md");
    let (_, part) = index.split_once("## Who feeds whom").unwrap();
    for word in
        ["```mermaid\nflowchart", "experimentation", "edge/camera", "services/intent", "services/replies"]
    {
        assert!(part.contains(word), "{word}: {part}");
    }
    assert_eq!(part.matches(" --> ").count(), 2, "{part}");
    assert!(
        part.contains("| [intent](<services/intent.md>) `services/intent` | experimentation | ["),
        "{part}"
    );
    assert!(!part.contains("services/gone"), "{part}");
    assert!(
        project
            .read("md/services/intent.md")
            .contains("\n- **Feeds:** \"\\]; end #quot; &lt;b>Re|plies `services/replies`\n")
    );
    let replies = project.read("md/services/replies.md");
    assert!(replies.contains("\n- **Takes in:** intent `services/intent`, "), "{replies}");
    assert!(
        replies.contains("`services/gone` (no such component)\n- **Feeds:** camera `edge/camera`\n"),
        "{replies}"
    );
    // One component alone says what it says among all.
    project
        .run(["-C", "services/replies", "render", "--output", "md/services/replies.md", "--check"])
        .exits(1);
    project
        .run(["-C", "services/replies", "render", "--output", "../../md/services/replies.md", "--check"])
        .ok();
    project.run(["render", "--output", "html"]).ok();
    let index = project.read("html/index.html");
    let (_, part) = index.split_once("<h2 id=\"part.feeds\">Who feeds whom</h2>").unwrap();
    assert!(part.contains("<a href=\"services/intent.html\">intent</a>") && !part.contains("<b>"), "{part}");
    assert!(part.contains("<svg") && part.contains("href=\"services/replies.html\""), "{part}");
    assert!(project.read("html/edge/camera.html").contains("<dt>Takes in</dt><dd>"));
}

#[test]
fn an_index_of_components_that_feed_nobody_has_no_drawing() {
    let project = workspace();
    project.write("services/replies/formwork.toml", "format = 1\nmaturity = \"experimentation\"\n");
    project.run(["render", "--output", "md", "--format", "markdown"]).ok();
    assert!(!project.read("md/index.md").contains("feeds"));
}

#[test]
fn impact_follows_the_output_from_component_to_component() {
    let project = workspace();
    let entry = "component = \"services/intent\"\n";
    project.change(
        "services/replies/formwork.toml",
        entry,
        &format!("{entry}questions = [\"data-format\"]\n"),
    );
    consume(&project, "edge/camera", "services/replies", "");
    let of = |id: &str| project.run(["impact", id, "--component", "services/intent"]).ok().out;
    let direct = of("data-format");
    assert!(
        direct.contains("services/replies takes in this component's output and depends on data-format"),
        "{direct}"
    );
    assert!(direct.contains("edge/camera takes in the output of services/replies"), "{direct}");
    // What it names lies further down, so it is reached and not concerned at once.
    let reached = of("data-source");
    let (now, reach) = reached.split_once("Can reach").unwrap();
    assert!(!now.contains("services/replies") && reach.contains("services/replies"), "{reached}");
    assert!(!of("software-metrics").contains("services/replies"), "nothing that it names rests on that");
    let table = project.run(["impact", "data-format"]).ok().out;
    assert!(table.contains("other components"), "{table}");
    let json = project.run(["impact", "data-format", "--component", "services/intent", "--json"]).ok().json();
    let consumers = json["components"][0]["consumers"].as_array().unwrap();
    let steps: Vec<_> = consumers
        .iter()
        .map(|one| (one["component"].as_str().unwrap(), one["steps"].as_u64().unwrap()))
        .collect();
    assert_eq!(steps, [("services/replies", 1), ("edge/camera", 2)]);
    assert_eq!(json["components"][0]["further"], 1);
    // From the root only their number is said: a long chain would be listed at each of its places.
    let json = project.run(["impact", "data-format", "--json"]).ok().json();
    let all = json["components"].as_array().unwrap();
    let intent = all.iter().find(|one| one["component"] == "services/intent").unwrap();
    assert_eq!((intent["consumers"].as_array().unwrap().len(), &intent["further"]), (1, &1.into()));
    let replies = all.iter().find(|one| one["component"] == "services/replies").unwrap();
    assert_eq!((replies["consumers"].as_array().unwrap().len(), &replies["further"]), (1, &0.into()));
}
