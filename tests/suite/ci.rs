//! `init --ci`, the action and the pre-commit hook: files that other systems read, and the commands in them.

use std::collections::BTreeSet;

use yaml_rust2::{Yaml, YamlLoader};

use crate::support::{Project, Ran, shell};

fn yaml(text: &str) -> Yaml {
    let mut documents = YamlLoader::load_from_str(text).unwrap_or_else(|error| panic!("{error} in\n{text}"));
    assert_eq!(documents.len(), 1);
    documents.remove(0)
}

/// All texts of a file that a shell gets.
fn scripts(value: &Yaml, found: &mut Vec<String>) {
    match value {
        Yaml::Hash(hash) => {
            for (key, value) in hash {
                match (key.as_str(), value) {
                    (Some("run" | "entry"), Yaml::String(text)) => found.push(text.clone()),
                    (Some("script"), Yaml::Array(lines)) => {
                        found.extend(lines.iter().filter_map(|line| line.as_str().map(str::to_owned)));
                    }
                    _ => scripts(value, found),
                }
            }
        }
        Yaml::Array(items) => items.iter().for_each(|item| scripts(item, found)),
        _ => {}
    }
}

/// Every command in the scripts is one of ours, with options that it has.
pub fn commands_exist(value: &Yaml) -> usize {
    let project = Project::empty();
    let mut all = Vec::new();
    scripts(value, &mut all);
    let joined = all.join("\n").replace("\\\n", " ");
    let mut seen = 0;
    let mut options: BTreeSet<(String, String)> = BTreeSet::new();
    for line in joined.lines().filter(|line| !line.trim_start().starts_with('#')) {
        let words: Vec<&str> = line.split_whitespace().collect();
        if let [tool, command, rest @ ..] = &words[..]
            && *tool == "formwork"
        {
            seen += 1;
            for word in rest.iter().filter(|word| word.starts_with("--")) {
                options.insert(((*command).to_owned(), (*word).to_owned()));
            }
            project.run([*command, "--help"]).ok();
        }
        // `options+=(--policy "$POLICY")` and `since=(--since "$BASE")` end in `check`.
        for word in line.split(['(', ')', ' ']).filter(|word| word.starts_with("--")) {
            if line.contains("=(") || line.contains("set --") {
                options.insert(("check".to_owned(), word.to_owned()));
            }
        }
    }
    for (command, option) in options.iter().filter(|(_, option)| option != "--") {
        let help = project.run([command.as_str(), "--help"]).ok().out;
        assert!(
            help.contains(&format!("{option} ")) || help.contains(&format!("{option}\n")),
            "{command} {option}"
        );
    }
    seen
}

#[test]
fn a_fresh_component_gets_a_workflow_that_holds_changes_against_their_base() {
    let project = Project::empty();
    project
        .run(["init", "--name", "Watch", "--ci", "github"])
        .ok()
        .says("wrote .github/workflows/formwork.yml");
    let text = project.read(".github/workflows/formwork.yml");
    let workflow = yaml(&text);
    assert_eq!(commands_exist(&workflow), 4);
    assert_eq!(workflow["permissions"]["contents"].as_str(), Some("read"));
    assert!(workflow["on"]["schedule"][0]["cron"].as_str().is_some());
    assert_eq!(workflow["env"]["FORMWORK_PULL_REQUESTS"].as_str(), Some("new"));
    let since = "if [ -n \"$BASE\" ] && [ \"$FORMWORK_PULL_REQUESTS\" = new ]; then since=(--since \"origin/$BASE...\"); fi\n";
    assert!(text.contains(since), "{text}");
    assert!(text.contains("formwork check . "), "{text}");
    for step in workflow["jobs"]["gate"]["steps"].as_vec().unwrap() {
        if let Some(uses) = step["uses"].as_str() {
            let (_, version) = uses.split_once("@v").unwrap();
            assert!(version.parse::<u32>().is_ok(), "{uses} is pinned by its major version");
        }
    }
    let settings = project.read("formwork.toml");
    let before = project.snapshot();
    project
        .run(["init", "--ci", "github"])
        .exits(2)
        .talks("formwork.yml exists already; nothing was written");
    assert_eq!(project.snapshot(), before);
    assert!(settings.contains("Watch"));
}

#[test]
fn where_there_is_a_component_the_workflow_alone_is_written_and_a_green_gate_counts_every_finding() {
    let project = Project::example("elephant-enclosure-complete");
    let before = project.snapshot();
    project.run(["init", "--ci", "gitlab", "--dry-run"]).ok().says("+formwork:");
    assert_eq!(project.snapshot(), before);
    project.run(["init", "--ci", "gitlab"]).ok().says("every finding counts").says("Include it");
    assert_eq!(project.snapshot().len(), before.len() + 1);
    let file = yaml(&project.read("formwork.gitlab-ci.yml"));
    assert_eq!(commands_exist(&file), 4);
    assert_eq!(file["formwork"]["variables"]["FORMWORK_MERGE_REQUESTS"].as_str(), Some("every"));
    assert_eq!(file["formwork"]["artifacts"]["access"].as_str(), Some("developer"));
    project.run(["check", "--report", "junit=formwork-reports/junit.xml"]).ok();
}

#[test]
fn a_workflow_alone_makes_no_component_that_nobody_asked_for() {
    let project = Project::empty();
    std::fs::create_dir_all(project.path("services/churn")).unwrap();
    let before = project.snapshot();
    for dry in [&["--dry-run"][..], &[]] {
        let args = ["init", "--ci", "github"].into_iter().chain(dry.iter().copied());
        project
            .run(args)
            .exits(2)
            .talks("error: there is no formwork.toml here to write a workflow for")
            .talks("formwork init DIR --ci github");
    }
    assert_eq!(project.snapshot(), before);
    project.write("formwork.toml", "format = 1\n[workspace]\nmembers = [\"services/*\"]\n");
    let before = project.snapshot();
    project.run(["-C", "services", "init", "--ci", "gitlab"]).exits(2).talks("formwork init . --ci gitlab");
    assert_eq!(project.snapshot(), before);
    project.run(["init", "--ci", "gitlab"]).ok();
    assert_eq!(project.snapshot().len(), before.len() + 1, "at the root of a workspace the workflow alone");
    project.run(["init", "services/churn", "--ci", "github"]).ok();
    assert!(project.path("services/churn/formwork.toml").exists() && project.path(".github").exists());
}

#[test]
fn an_old_component_with_other_options_is_still_refused() {
    let project = Project::fresh();
    let before = project.snapshot();
    project.run(["init", "--ci", "github", "--name", "Other"]).exits(2).talks("formwork.toml exists already");
    assert_eq!(project.snapshot(), before);
}

#[test]
fn the_workflow_lies_at_the_top_and_a_folder_with_odd_characters_stays_one_word() {
    let folder = "services/it's: # 1 $(touch x)";
    let project = Project::empty();
    project.run(["init", folder, "--ci", "github"]).ok();
    project.run(["init", "--ci", "gitlab", folder]).ok();
    for file in [".github/workflows/formwork.yml", "formwork.gitlab-ci.yml"] {
        let mut all = Vec::new();
        scripts(&yaml(&project.read(file)), &mut all);
        let mut lines = all.iter().flat_map(|script| script.lines());
        let render = lines.find(|line| line.starts_with("formwork render")).unwrap();
        // What a shell makes of the line's first argument.
        let script = format!("formwork() {{ printf '%s' \"$2\"; }}; {render}");
        let output = std::process::Command::new("bash").args(["-c", &script]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), folder, "{script}");
    }
    project
        .run(["init", "services/${{ x }}", "--ci", "gitlab"])
        .exits(2)
        .talks("cannot be written into a workflow");
    assert!(!project.path("services/${{ x }}").exists(), "nothing was written");
}

#[test]
fn a_folder_called_like_a_place_of_the_template_takes_in_no_name() {
    let project = Project::empty();
    project.run(["init", "x@NAME@", "--name", "a; touch pwned;", "--ci", "github"]).ok();
    let text = project.read(".github/workflows/formwork.yml");
    assert!(text.contains("formwork check x@NAME@ "), "{text}");
    assert!(!text.contains("check xa"), "{text}");
}

#[test]
fn a_report_never_takes_the_place_of_a_file_of_the_project() {
    let project = Project::fresh();
    std::os::unix::fs::symlink(project.path("formwork.toml"), project.path("report.json")).unwrap();
    let before = project.snapshot();
    for file in ["formwork.toml", "formwork/data.toml", ".git/config", "report.json"] {
        project
            .run(["check", "--report", &format!("json={file}")])
            .exits(2)
            .talks("is no place for a report");
    }
    project
        .run(["check", "--report", "json=x.json", "--report", "sarif=./formwork/../x.json"])
        .exits(2)
        .talks("two reports go to");
    assert_eq!(project.snapshot(), before);
}

#[test]
fn a_workspace_s_documents_are_a_folder() {
    let project = Project::empty().file("formwork.toml", "format = 1\n[workspace]\nmembers = [\"a\"]\n");
    project.run(["init", "a"]).ok();
    project.run(["init", "--ci", "github"]).ok();
    let text = project.read(".github/workflows/formwork.yml");
    assert!(
        text.contains("formwork render . --output \"$RUNNER_TEMP/requirements\" --format html"),
        "{text}"
    );
    project.run(["render", ".", "--output", "out/requirements", "--format", "html"]).ok();
    assert!(project.path("out/requirements/index.html").exists());
}

/// The last step of the action, as GitHub's runner would run it on a project.
fn action(project: &Project) -> Ran {
    let file = yaml(include_str!("../../action.yml"));
    let step = file["runs"]["steps"].as_vec().unwrap().last().unwrap();
    assert_eq!(step["shell"].as_str(), Some("bash"));
    let mut shell = shell(project.root(), &format!("set -eo pipefail\n{}", step["run"].as_str().unwrap()));
    for (name, value) in step["env"].as_hash().unwrap() {
        let input = value.as_str().unwrap().trim_start_matches("${{ inputs.").trim_end_matches(" }}");
        let default = file["inputs"][input]["default"].as_str().unwrap();
        let value = if input == "document" { "requirements.html" } else { default };
        shell.env(name.as_str().unwrap(), value);
    }
    shell.env("GITHUB_STEP_SUMMARY", project.path("summary.md"));
    Ran::of(shell.output().unwrap())
}

#[test]
fn the_action_asks_the_gate_first_and_ends_with_its_code() {
    let project = Project::example("elephant-enclosure-complete");
    action(&project).ok();
    assert!(project.path("requirements.html").exists());
    // A red gate keeps nobody from the document, and where there can be none its findings say why.
    let project = Project::fresh();
    action(&project).exits(1).says("title=unanswered-question");
    assert!(project.path("requirements.html").exists());
    project.write("formwork/data.toml", "[data-source\n");
    action(&project).exits(1).says("title=invalid-toml");
    assert!(project.read("summary.md").contains("invalid-toml"));
    // A document that cannot be written is no success.
    let project = Project::example("elephant-enclosure-complete");
    std::fs::create_dir(project.path("requirements.html")).unwrap();
    action(&project).exits(2);
}

#[test]
fn the_action_and_the_pre_commit_hook_name_commands_and_options_that_there_are() {
    let root = env!("CARGO_MANIFEST_DIR");
    let action = yaml(&std::fs::read_to_string(format!("{root}/action.yml")).unwrap());
    assert_eq!(commands_exist(&action), 2);
    assert_eq!(action["runs"]["using"].as_str(), Some("composite"));
    let mut all = Vec::new();
    scripts(&action, &mut all);
    assert!(all.iter().all(|script| !script.contains("${{")), "inputs reach the shell as variables only");
    let used = std::fs::read_to_string(format!("{root}/action.yml")).unwrap();
    for (input, _) in action["inputs"].as_hash().unwrap() {
        assert!(used.contains(&format!("inputs.{}", input.as_str().unwrap())), "{input:?}");
    }
    let hooks = yaml(&std::fs::read_to_string(format!("{root}/.pre-commit-hooks.yaml")).unwrap());
    assert_eq!(commands_exist(&hooks), 1);
    for key in ["id", "name", "entry", "language", "files"] {
        assert!(hooks[0][key].as_str().is_some(), "{key}");
    }
}
