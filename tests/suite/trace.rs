//! Where questions come from, frameworks, and what a document leaves out or says of its making.

use crate::support::{Project, TODAY};

const COMPLETE: &str = "elephant-enclosure-complete";

#[test]
fn list_filters_by_where_questions_come_from() {
    let project = Project::example(COMPLETE);
    let ids = |args: &[&str]| {
        let args = ["list", "--format", "ids"].iter().chain(args).copied();
        project.run(args).ok().out.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(ids(&["--challenge", "l1-3"]), ["success-metrics", "model-baseline"]);
    assert_eq!(ids(&["--practice", "BP3"]), ["labeling-guidelines", "bias-risks"]);
    assert_eq!(ids(&["--practice", "P6", "--practice", "BP3", "--stage", "data"]), ["labeling-guidelines"]);
    assert_eq!(ids(&["--code", "data privacy"]), ["privacy"]);
    assert!(ids(&["--theme", "system"]).contains(&"retraining".to_owned()));
    assert_eq!(ids(&["--framework", "annex-iv"]).len(), 32);
    assert_eq!(ids(&["--framework", "annex-iv:1(g)"]), ["user-interface"]);
}

#[test]
fn a_challenge_without_a_question_here_names_the_set_that_asks_about_it() {
    let project = Project::example(COMPLETE);
    project.run(["list", "--challenge", "L4-1"]).ok().talks(
        "0 of 37 questions\ntaxonomy-extras@1, which is not switched on, asks about it too: upstream-models",
    );
    for (option, word, help) in [
        ("--challenge", "L4-11", "did you mean `L4-1`?"),
        ("--practice", "BP5", "did you mean `P5`?"),
        ("--framework", "anex-iv", "did you mean `annex-iv`?"),
        ("--framework", "annex-iv:10(a)", "did you mean `1(a)`?"),
    ] {
        project.run(["list", option, word]).exits(2).talks(help);
    }
}

#[test]
fn list_show_and_catalog_carry_the_origins() {
    let project = Project::example(COMPLETE);
    let listed = project.run(["list", "--json", "--code", "labeling"]).ok().json();
    let origins = &listed["questions"][0]["origins"];
    assert_eq!(origins["practices"][0], "BP3");
    assert_eq!(origins["frameworks"]["annex-iv"][0], "2(d)");
    let shown = project.run(["show", "privacy", "--json"]).ok().json();
    assert_eq!(shown["questions"][0]["origins"]["challenges"][0], "L2-3");
    project.run(["show", "success-metrics"]).ok().says("P3 “Inter-team communication”").says("L1-3: ");
    let form = project.run(["catalog", "show", "mlops-requirements@3", "--json"]).ok().json();
    assert!(form["questions"].as_array().unwrap().iter().all(|one| one["origins"]["codes"].is_array()));
}

#[test]
fn the_catalog_shows_frameworks_with_how_far_they_were_checked() {
    let project = Project::empty();
    let all = project.run(["catalog", "frameworks", "--json"]).ok().json();
    assert_eq!(all["schema"], "formwork/frameworks/1");
    assert_eq!(all["frameworks"].as_array().unwrap().len(), 7);
    let text = project.run(["catalog", "frameworks"]).ok().says("Verified (section prompts)");
    text.says("never proves that it is fulfilled");
    project.run(["catalog", "frameworks", "-v"]).ok().says("Only the Official Journal is authentic.");
    let one = project.run(["catalog", "show", "annex-iv", "--json"]).ok().json();
    assert_eq!((one["items"].as_array().unwrap().len(), &one["status"]), (23, &"verified".into()));
    project
        .run(["catalog", "show", "model-card"])
        .ok()
        .says("Results by factor")
        .says("the paper itself was not read");
    project.run(["catalog", "show", "anex-iv"]).exits(2).talks("did you mean `annex-iv`?");
}

#[test]
fn a_document_about_a_framework_needs_one_and_no_other_takes_one() {
    let project = Project::example(COMPLETE);
    project.run(["render", "-d", "framework"]).exits(2).talks("--framework takes one of annex-iv, ai-act");
    project.run(["render", "--framework", "deon"]).exits(2).talks("--document framework");
    project.run(["render", "-d", "framework", "--framework", "doen"]).exits(2).talks("did you mean `deon`?");
    project
        .run(["render", "-d", "framework", "--framework", "Model card"])
        .ok()
        .says("To be filled after training");
    project.run(["render", "-d", "traceability"]).ok().says("**13 of 33 challenges**");
}

#[test]
fn one_document_covers_a_workspace_and_its_file_may_fill_items() {
    let project = Project::empty()
        .file("formwork.toml", "format = 1\nname = \"Zoo\"\n[workspace]\nmembers = [\"*\"]\n[frameworks.annex-iv.\"8\"]\nnote = \"for the whole zoo\"\n");
    project.run(["init", "snakes", "--name", "Snakes"]).ok();
    project.run(["init", "birds", "--name", "Birds"]).ok();
    project.run(["-C", "snakes", "answer", "business-problems", "Snakes scare elephants."]).ok();
    let args = ["render", "-d", "framework", "--framework", "annex-iv"];
    let text = project.run(args).ok().says("# Zoo").says("**Note:** for the whole zoo").says("2 components.");
    let text = text.says("Snakes scare elephants.").says("`business-problems` Birds open");
    assert!(text.out.contains("<a id=\"snakes:business-problems\"></a>"));
    project.run(args.into_iter().chain(["-o", "zoo.html"])).ok().talks("23 items over 2 components");
    assert!(project.read("zoo.html").contains("id=\"snakes:business-problems\""));
    project.run(args.into_iter().chain(["-o", "zoo.html", "--check"])).ok();
    // What is wrong in the workspace's own entries is found, once.
    project.change(
        "formwork.toml",
        "note = \"for the whole zoo\"",
        "status = \"not-applicable\"\nevidence = [\"a.pdf\", \"/etc/x\"]",
    );
    project.change("formwork.toml", "annex-iv.\"8\"", "annex-iv.\"88\"");
    let json = project.run(["check", "--json"]).exits(1).json();
    let found: Vec<&str> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["file"] == "formwork.toml")
        .map(|one| one["rule"].as_str().unwrap())
        .collect();
    for rule in ["unknown-framework", "missing-reason", "missing-evidence", "outside-repository"] {
        assert_eq!(found.iter().filter(|one| **one == rule).count(), 1, "{rule} in {found:?}");
    }
}

#[test]
fn no_names_leaves_people_out_of_every_document() {
    let project = Project::example(COMPLETE);
    // The author's own words stay.
    for path in
        ["formwork/scoping.toml", "formwork/data.toml", "formwork/modeling.toml", "formwork/deployment.toml"]
    {
        let text = project.read(path);
        let lines = text
            .lines()
            .map(|line| if line.starts_with("by = ") { line.to_owned() } else { line.replace('@', "") });
        project.write(path, lines.collect::<Vec<_>>().join("\n") + "\n");
    }
    for kind in formwork::doc::kinds() {
        let args = ["render", "--document", kind.id, "--no-names"];
        let framework: &[&str] = if kind.id == "framework" { &["--framework", "annex-iv"] } else { &[] };
        let text = project.run(args.into_iter().chain(framework.iter().copied())).ok().out;
        let people = ["@mia", "@lea", "@jonas", "@ines"];
        assert!(people.iter().all(|person| !text.contains(person)), "{}", kind.id);
        assert!(!text.contains("nobody plays"), "{}", kind.id);
    }
    project.run(["render"]).ok().says("@mia");
    project.run(["render", "--no-names", "--for", "@mia"]).exits(2);
}

#[test]
fn dated_says_day_commit_digest_and_version_and_only_then() {
    let project = Project::example(COMPLETE);
    let plain = project.run(["render"]).ok().out;
    assert!(!plain.contains(TODAY) && !plain.contains("digest"));
    // The folder only looks like a repository.
    project.run(["render", "--dated"]).ok().says(&format!("As of {TODAY}: no commit, digest 1:"));
    let project = project.versioned();
    project.git(&["add", "-A"]);
    project.run(["render", "--dated"]).ok().says(&format!("As of {TODAY}: not committed yet, digest 1:"));
    project.git(&["commit", "-qm", "all"]);
    let commit = project.git(&["rev-parse", "HEAD"]).trim().to_owned();
    let dated = project.run(["render", "--dated"]).ok();
    dated
        .says(&format!("As of {TODAY}: commit {commit}, digest 1:"))
        .says(&format!("formwork {}.", env!("CARGO_PKG_VERSION")));
    // The document beside the answers is none of them; an answer is.
    project.run(["render", "--dated", "-o", "requirements.html"]).ok();
    project.run(["render", "--dated"]).ok().says(&format!("commit {commit}, digest"));
    project.change("formwork/data.toml", "[data-source]", "# a remark\n[data-source]");
    project
        .run(["render", "--dated"])
        .ok()
        .says(&format!("commit {commit} with uncommitted changes, digest"));
    // Git's environment leads nowhere else.
    let elsewhere = Project::empty();
    let mut command = project.command();
    command.args(["render", "--dated"]).env("GIT_DIR", elsewhere.path(".git"));
    let ran = crate::support::Ran::of(command.output().unwrap()).ok();
    ran.says(&format!("commit {commit} with"));
}

#[test]
fn dated_in_a_workspace_looks_at_each_component() {
    let project = Project::empty().file("formwork.toml", "format = 1\n[workspace]\nmembers = [\"*\"]\n");
    for dir in ["a", "b"] {
        project.run(["init", dir]).ok();
    }
    let project = project.versioned();
    project.git(&["add", "-A"]);
    project.git(&["commit", "-qm", "all"]);
    project.run(["-C", "b", "answer", "business-problems", "Birds."]).ok();
    project.run(["render", "--dated", "--output", "out", "--format", "markdown"]).ok();
    let dirty = |name: &str| project.read(&format!("out/{name}.md")).contains("with uncommitted changes");
    assert_eq!([dirty("a"), dirty("b"), dirty("index")], [false, true, true]);
}
