//! One view over the reports of many runs.

use crate::support::Project;

fn reports() -> Project {
    let project = Project::empty();
    for (name, example) in [("one", "elephant-enclosure"), ("two", "elephant-enclosure-complete")] {
        project.run(["init", name, "--from", example]).ok();
        let json = project.run(["status", name, "--json"]).ok().out;
        project.write(&format!("reports/{name}.json"), json);
    }
    project
}

#[test]
fn status_carries_what_a_portfolio_needs_and_is_the_same_on_every_run() {
    let project = Project::example("elephant-enclosure-complete");
    let settings = project.read("formwork.toml");
    let waiver = "\n[[waiver]]\nrule = \"unknown-file\"\nreason = \"r\"\nby = \"@mia\"\nuntil = 2027-01-31\n";
    project.write("formwork.toml", settings + waiver);
    let first = project.run(["status", "--json"]).ok();
    let one = &first.json()["components"][0];
    assert_eq!((&one["verdict"], &one["waivers"]), (&"pass".into(), &1.into()));
    assert_eq!(one["next-expiry"], "2027-01-31");
    for key in ["name", "form", "sets", "maturity", "facts", "errors", "warnings", "notes", "digest", "total"]
    {
        assert!(one.get(key).is_some(), "{key}");
    }
    assert!(first.json().get("revision").is_none(), "only --dated says that");
    assert_eq!(project.run(["status", "--json"]).ok().out, first.out);
}

#[test]
fn dated_names_the_day_and_the_commit_and_whether_the_files_differ_from_it() {
    let project = Project::empty().versioned();
    project.run(["init"]).ok();
    let revision =
        |project: &Project| project.run(["status", "--json", "--dated"]).ok().json()["revision"].clone();
    assert_eq!(revision(&project), serde_json::Value::Null, "there is no commit yet");
    project.commit("one");
    let clean = revision(&project);
    assert_eq!((clean["commit"].as_str().unwrap().len(), &clean["dirty"]), (40, &false.into()));
    project.write("new.txt", "x");
    assert_eq!(revision(&project)["dirty"], true);
    assert_eq!(project.run(["status", "--json", "--dated"]).ok().json()["on"], crate::support::TODAY);
    // As a document says `no commit` there.
    let outside = Project::fresh().run(["status", "--json", "--dated"]).ok();
    let json = outside.json();
    assert_eq!(
        (&json["revision"], &json["on"], &outside.err[..]),
        (&serde_json::Value::Null, &crate::support::TODAY.into(), "")
    );
}

#[test]
fn a_glob_and_paths_give_one_table_and_one_json() {
    let project = reports();
    let ran = project.run(["status", "--from", "reports/*.json"]).ok();
    let ran = ran.says("1 of 2 components green; 6 required questions open").says("reports/one.json");
    assert_eq!(ran.out.lines().count(), 5, "{}", ran.out);
    let args = ["status", "--from", "reports/two.json", "reports/*.json", "--json"];
    let json = project.run(args).ok().json();
    assert_eq!(json["schema"], "formwork/portfolio/1");
    let all = json["components"].as_array().unwrap();
    assert_eq!(all.len(), 2, "a file that is named twice is one");
    assert_eq!(
        (&all[1]["verdict"], &all[1]["open"], &all[1]["required"]),
        (&"fail".into(), &6.into(), &37.into())
    );
    project.run(["status", "--from", "**/*.json"]).exits(2).says("reports/two.json");
    project.run(["status", "--from", "nothing/*.json"]).exits(2).talks("no file fits");
}

#[test]
fn a_broken_or_foreign_file_is_said_after_the_rest_is_shown() {
    let project = reports().file("reports/x.json", "{").file("reports/y.json", "{\"schema\": \"other/1\"}");
    let ran = project.run(["status", "--from", "reports/*.json"]).exits(2).says("1 of 2 components green");
    let ran = ran
        .talks("reports/x.json: error: this is no JSON")
        .talks("reports/y.json: error: the schema is `other/1`");
    assert_eq!(ran.err.lines().count(), 2);
    let json = project.run(["status", "--from", "reports/*.json", "--json"]).exits(2).json();
    assert_eq!(json["unreadable"].as_array().unwrap().len(), 2);
    let args = ["render", "--document", "portfolio", "--from", "reports/*.json", "--output", "p.html"];
    project.run(args).exits(2).talks("reports/x.json");
    assert!(project.read("p.html").contains("37 of 37"));
}

#[test]
fn the_portfolio_is_a_document_in_both_formats_and_text_of_reports_does_not_act() {
    let project = reports();
    let hostile =
        project.read("reports/one.json").replace("Elephant enclosure watch", "<script>x</script>\\u001b[31m");
    project.write("reports/h.json", hostile);
    let args = ["render", "--document", "portfolio", "--from", "reports/*.json"];
    let markdown = project.run(args).ok().out;
    assert!(markdown.contains("**1 of 3 components**") && !markdown.contains("<script"), "{markdown}");
    let mut html = args.to_vec();
    html.extend(["--output", "p.html"]);
    project.run(html.clone()).ok();
    assert!(!project.read("p.html").contains("<script>x"));
    html.push("--check");
    project.run(html).ok();
    let out = project.run(["status", "--from", "reports/h.json"]).ok().out;
    assert!(out.chars().all(|c| c == '\n' || !c.is_control()), "{out:?}");
    project.run(["render", "--document", "portfolio"]).exits(2).talks("--from says which");
    project.run(["render", "--from", "reports/*.json"]).exits(2).talks("--document portfolio");
    project.run(args.into_iter().chain(["--dated"])).exits(2).talks("neither --framework");
}

#[test]
fn green_says_which_rules_were_turned_down_and_how_many_questions_were_made_optional() {
    let project = reports();
    let settings = project.read("two/formwork.toml").replace("[rules]\n", "");
    let rules = "\n[questions.privacy]\nrequired = false\nreason = \"r\"\n\n[rules]\n\
                 missing-evidence = \"off\"\nunknown-file = \"note\"\nexpires-soon = \"error\"\n";
    project.write("two/formwork.toml", settings + rules);
    let told = "green, 2 rules turned down, 1 question made optional";
    project.run(["status", "two"]).ok().says(&format!("gate {told}"));
    let json = project.run(["status", "two", "--json"]).ok();
    let one = &json.json()["components"][0];
    assert_eq!(one["turned-down"], serde_json::json!(["unknown-file", "missing-evidence"]));
    assert_eq!(one["made-optional"], serde_json::json!(["privacy"]));
    project.write("reports/two.json", &json.out);
    let note = "1 of 2 components green, 1 of them with rules turned down or questions made optional";
    project.run(["status", "--from", "reports/*.json"]).ok().says(told).says(note);
    let all = project.run(["status", "--from", "reports/*.json", "--json"]).ok().json();
    assert_eq!(all["components"][1]["turned-down"], one["turned-down"]);
    let args = ["render", "--document", "portfolio", "--from", "reports/*.json"];
    project.run(args).ok().says("2 rules turned down").says("1 of them with rules turned down");
    // What a policy brings back is not turned down.
    project.write("policy.toml", "format = 1\nunwaivable = [\"missing-evidence\"]\n");
    let json = project.run(["status", "two", "--json", "--policy", "policy.toml"]).ok().json();
    assert_eq!(json["components"][0]["turned-down"], serde_json::json!(["unknown-file"]));
}

#[test]
fn a_folder_stands_for_the_json_files_in_it() {
    let project = reports().file("reports/notes.txt", "x").file("empty/notes.txt", "x");
    let by_pattern = project.run(["status", "--from", "reports/*.json"]).ok().out;
    assert_eq!(project.run(["status", "--from", "reports"]).ok().out, by_pattern);
    assert_eq!(project.run(["status", "--from", "reports/"]).ok().out, by_pattern);
    project.run(["status", "--from", "empty"]).exits(2).talks("`empty` has no *.json");
}

#[test]
fn a_component_that_could_not_be_read_is_known_by_its_report_and_nothing_else_is_said_of_it() {
    let project = reports();
    project.write("two/formwork.toml", "format = \n");
    let json = project.run(["status", "two", "--json"]).exits(2).out;
    project.write("reports/two.json", json);
    let out = project.run(["status", "--from", "reports"]).ok().out;
    let row = out.lines().find(|line| line.starts_with("reports/two.json")).unwrap();
    let cells: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(cells, ["reports/two.json", "two", "?", "unreadable", "?", "?", "?"]);
    let document = project.run(["render", "--document", "portfolio", "--from", "reports"]).ok().out;
    let row = document.lines().find(|line| line.contains("unreadable")).unwrap();
    assert!(!row.contains("whole form") && !row.contains("nothing required"), "{row}");
}

#[test]
fn a_report_says_under_which_policy_it_was_judged_and_one_view_where_they_differ() {
    let project = Project::example("elephant-enclosure-complete");
    project.write("base.toml", "format = 1\n");
    let report = |name: &str, args: &[&str]| {
        let all = ["status", "--json"].into_iter().chain(args.iter().copied());
        let ran = project.run(all).ok();
        let report = ran.json();
        let text = ran.out.replace("\"component\": \".\"", &format!("\"component\": \"{name}\""));
        project.write(&format!("reports/{name}.json"), text);
        report["policy"].clone()
    };
    assert!(report("a", &[]).is_null());
    project.run(["status", "--from", "reports"]).ok();
    let under = report("b", &["--policy", "./base.toml"]);
    assert_eq!(under["file"], "./base.toml");
    let digest = under["digest"].as_str().unwrap().to_owned();
    assert!(digest.starts_with("1:") && digest.len() == 14, "{digest}");
    report("c", &["--policy", "base.toml"]);
    let told =
        format!("ot all were judged under the same policy: 2 under ./base.toml ({digest}); 1 under none: a");
    project.run(["status", "--from", "reports"]).ok().says(&told);
    let page = project.run(["render", "--document", "portfolio", "--from", "reports"]).ok();
    assert!(page.out.contains("Not all were judged under the same policy"), "{}", page.out);
    let json = project.run(["status", "--from", "reports", "--json"]).json();
    assert!(json["components"][0]["policy"]["digest"].is_null());
    assert_eq!(json["components"][1]["policy"]["digest"], digest.as_str());
    std::fs::remove_file(project.path("reports/a.json")).unwrap();
    assert!(!project.run(["status", "--from", "reports"]).ok().out.contains("same policy"));
    // Another text is another policy, whatever the file's name.
    project.write("base.toml", "format = 1\nunwaivable = []\n");
    assert_ne!(report("c", &["--policy", "base.toml"])["digest"], digest.as_str());
    project.run(["status", "--from", "reports"]).ok().says("not all were judged under the same policy");
}
