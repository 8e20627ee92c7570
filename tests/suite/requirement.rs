//! Formal requirements: written, listed, shown with what verifies them.

use crate::support::Project;

/// A component with one answer and one requirement that a report verifies.
pub fn measured() -> Project {
    let project = Project::fresh();
    project.write("reports/eval.json", "{\"metrics\": {\"recall\": 0.96}}\n");
    project.run(["answer", "success-metrics", "19 of 20 snakes are found"]).ok();
    let add = [
        "requirement",
        "add",
        "success-metrics",
        "recall-floor",
        "The system shall find 95 % of the snakes.",
    ];
    let how = ["--measured", "reports/eval.json:metrics.recall", "--at-least", "0.95"];
    project
        .run(add.into_iter().chain(how))
        .ok()
        .says("recall-floor: met (measured 0.96, at least 0.95 is required)");
    project
}

pub fn rules(project: &Project) -> Vec<String> {
    let found = project.run(["check", "--json"]).json();
    let all = found["findings"].as_array().unwrap().iter();
    let ours = all.filter(|one| one["question"] == "success-metrics");
    ours.map(|one| one["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn add_writes_what_it_shows_and_touches_nothing_else() {
    let project = measured();
    let before = project.read("formwork/scoping.toml");
    let args = [
        "requirement",
        "add",
        "success-metrics",
        "fast",
        "The system shall answer fast.",
        "--fit-criterion",
        "p95 of a day",
        "--verification",
        "test",
        "--measured",
        "runs.csv:epoch=best:p95",
        "--between",
        "-0.5",
        "200",
        "--unit",
        "ms",
        "--tested",
        "target/junit.xml:latency::p95",
        "--max-age",
        "30",
    ];
    let diff = project.run(args.into_iter().chain(["--dry-run"])).ok().out;
    assert_eq!(project.read("formwork/scoping.toml"), before);
    project
        .run(args)
        .ok()
        .says("fast: no measurement (`runs.csv` is not there; `target/junit.xml` is not there)");
    let after = project.read("formwork/scoping.toml");
    let block = "\n[[success-metrics.requirement]]\nid = \"fast\"\ntext = \"The system shall answer fast.\"\n\
        fit-criterion = \"p95 of a day\"\nverification = \"test\"\n\
        measured = { file = \"runs.csv\", key = \"epoch=best:p95\", between = [-0.5, 200], unit = \"ms\" }\n\
        tested = { junit = \"target/junit.xml\", case = \"latency::p95\" }\nmax-age = 30\n";
    assert_eq!(after.replacen(block, "", 1), before);
    for line in block.lines().filter(|line| !line.is_empty()) {
        assert!(diff.contains(&format!("+{line}")), "{diff}");
    }
    let shown = project.run(["requirement", "show", "fast", "--json"]).ok().json();
    assert_eq!(shown["requirement"]["measured"]["bound"]["between"], serde_json::json!([-0.5, 200.0]));
    assert_eq!(shown["requirement"]["max-age"], 30);
}

#[test]
fn add_refuses_what_check_would_object_to_and_writes_nothing() {
    let project = measured();
    let before = project.snapshot();
    let add = |more: &[&'static str]| {
        project.run(["requirement", "add"].into_iter().chain(more.iter().copied())).exits(2)
    };
    add(&["success-metrics", "recall-floor", "x"]).talks("already, in formwork/scoping.toml:");
    add(&["privacy", "recall-floor", "x"]).talks("ids are unique in a component");
    add(&["privcy", "a", "x"]).talks("did you mean `privacy`?");
    add(&["privacy", "A b", "x"]).talks("lower-case words");
    add(&["privacy", "a", " "]).talks("needs a text");
    add(&["privacy", "a", "x", "--measured", "a.yaml:b", "--at-least", "1"]).talks("YAML is not read");
    add(&["privacy", "a", "x", "--measured", "a.json", "--at-least", "1"])
        .talks("--measured reports/eval.json:metrics.recall");
    add(&["privacy", "a", "x", "--measured", "a.json:b"]).talks("--at-least");
    add(&["privacy", "a", "x", "--measured", "a.json:b", "--at-least", "nan"])
        .talks("a number looks like 0.95");
    add(&["privacy", "a", "x", "--measured", "a.json:b", "--between", "2", "1"]).talks("the smaller first");
    add(&["privacy", "a", "x", "--verification", "hope"]).talks("inspection");
    assert_eq!(project.snapshot(), before);
}

#[test]
fn every_key_is_held_against_what_it_takes() {
    let project = measured();
    let text = project.read("formwork/scoping.toml");
    for (measured, why) in [
        ("{ file = \"a.json\", key = \"k\" }", "says not what the value has to be"),
        (
            "{ file = \"a.json\", key = \"k\", at-least = 1, at-most = 2 }",
            "says not what the value has to be",
        ),
        ("{ file = \"a.json\", key = \"k\", at-least = \"1\" }", "`at-least` takes a number"),
        ("{ file = \"a.json\", key = \"k\", at-least = nan }", "`at-least` takes a number"),
        ("{ file = \"a.json\", key = \"k\", between = [2, 1] }", "two numbers, the smaller first"),
        ("{ file = \"a.json\", key = \"k\", between = [1] }", "two numbers, the smaller first"),
        ("{ file = \"a.yaml\", key = \"k\", at-least = 1 }", "`a.yaml` is no report"),
        ("{ file = \"https://x.example/a.json\", key = \"k\", at-least = 1 }", "is no report"),
        ("{ key = \"k\", at-least = 1 }", "`measured` needs `file`"),
        ("{ file = \"a.json\", at-least = 1 }", "`measured` needs `key`"),
        ("{ file = \"a.json\", kye = \"k\", at-least = 1 }", "did you mean `key`?"),
        ("\"a.json\"", "`measured` takes a table"),
    ] {
        let from = "{ file = \"reports/eval.json\", key = \"metrics.recall\", at-least = 0.95 }";
        project.write("formwork/scoping.toml", text.replacen(from, measured, 1));
        let ran = project.run(["check"]).exits(1);
        assert!(ran.out.contains(why), "{measured}\n{}", ran.out);
    }
    for (key, why) in [
        ("max-age = 0", "a number of days, 1 or more"),
        ("max-age = \"30d\"", "`max-age` takes a whole number"),
        ("tested = { junit = \"\", case = \"x\" }", "is no path"),
        ("tested = { junit = \"a.xml\" }", "`tested` needs `case`"),
        ("tested = { case = \"x\" }", "`tested` needs `junit`"),
    ] {
        project.write(
            "formwork/scoping.toml",
            text.replacen("measured = {", &format!("{key}\nmeasured = {{"), 1),
        );
        let ran = project.run(["check"]).exits(1);
        assert!(ran.out.contains(why), "{key}\n{}", ran.out);
    }
}

#[test]
fn what_a_value_has_to_be_was_agreed_and_where_it_is_measured_was_not() {
    let project = measured();
    let hash =
        || project.run(["show", "success-metrics", "--json"]).ok().json()["questions"][0]["hash"].clone();
    let before = hash();
    project.change("formwork/scoping.toml", "reports/eval.json", "reports/other.json");
    assert_eq!(hash(), before);
    project.change("formwork/scoping.toml", "at-least = 0.95", "at-least = 0.9");
    assert_ne!(hash(), before);
    project.change("formwork/scoping.toml", "at-least = 0.9", "at-least = 0.95");
    assert_eq!(hash(), before);
    project.change("formwork/scoping.toml", "shall find 95 %", "shall find 96 %");
    assert_ne!(hash(), before);
}

#[test]
fn in_a_workspace_requirements_are_named_with_their_component() {
    let project = Project::empty();
    project.write("formwork.toml", "format = 1\n\n[workspace]\nmembers = [\"services/*\"]\n");
    for name in ["a", "b"] {
        project.run(["init", &format!("services/{name}")]).ok();
        let dir = format!("services/{name}");
        project
            .run([
                "-C",
                &dir,
                "requirement",
                "add",
                "privacy",
                "blurred",
                "Faces are blurred.",
                "--verification",
                "inspection",
            ])
            .ok();
    }
    project
        .run(["-C", "services/b", "requirement", "add", "privacy", "only-b", "b", "--verification", "test"])
        .ok();
    project
        .run(["requirement", "list"])
        .ok()
        .says("services/b  only-b")
        .talks("3 requirements: 3 to be verified");
    project.run(["requirement", "list", "--verification", "test", "--json"]).ok();
    project.run(["requirement", "show", "only-b"]).ok().says("services/b/formwork/data.toml:");
    project.run(["requirement", "show", "blurred"]).exits(2).talks("say which: services/a:blurred");
    project.run(["requirement", "show", "services/b:blurred"]).ok().says("services/b/formwork/data.toml:");
    project.run(["-C", "services/a", "requirement", "show", "services/b:only-b"]).ok();
    project
        .run(["requirement", "show", "services/c:blurred"])
        .exits(2)
        .talks("there is no component `services/c`");
    let listed = |args: &[&str]| {
        let args = ["requirement", "list", "--json"].iter().chain(args).copied();
        project.run(args).ok().json()["requirements"].as_array().unwrap().len()
    };
    assert_eq!(listed(&["--verification", "test"]), 1);
    assert_eq!(listed(&["--verdict", "to-verify", "--stage", "data", "--question", "privacy"]), 3);
    assert_eq!(listed(&["--verdict", "met"]), 0);
    assert_eq!(listed(&["--role", "legal"]), 3);
    project.run(["requirement", "list", "--verdict", "mett"]).exits(2).talks("did you mean `met`?");
    project.run(["requirement", "list", "--question", "privcy"]).exits(2).talks("did you mean `privacy`?");
}

#[test]
fn the_document_says_the_same_as_the_gate() {
    let project = measured();
    project.write("reports/eval.json", "{\"metrics\": {\"recall\": 0.91}}\n");
    let sentence = "measured 0.91, at least 0.95 is required: 0.04 short";
    for format in ["markdown", "html"] {
        project
            .run(["render", "--document", "verification", "--format", format])
            .ok()
            .says(sentence)
            .says("0 of 1 formal requirement");
        project.run(["render", "--format", format]).ok().says(sentence);
    }
    project
        .run(["render", "--document", "verification", "--format", "html"])
        .ok()
        .says("state not-met\">not met");
    let empty = Project::fresh().run(["render", "--document", "verification"]).ok();
    empty.says("There are no formal requirements yet.");
}
