//! Who feeds whom, where people read it: `show`, `answer`, `impact` and documents.

use crate::consumes::{component, consume, workspace};
use crate::consumption_rings::chain;

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
