//! What the workflows of `init --ci` do on a merge request: their scripts are run as they stand.

use yaml_rust2::{Yaml, YamlLoader};

use crate::support::{Project, Ran, shell};

/// A green component on a branch that turns a rule down, with its workflow.
fn branch(ci: &str) -> Project {
    let project = Project::example("elephant-enclosure-complete").versioned();
    project.run(["init", "--ci", ci]).ok();
    project.commit("green");
    project.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    project.git(&["switch", "-q", "-c", "side"]);
    let settings = project.read("formwork.toml");
    let rules = if settings.contains("\n[rules]\n") { "" } else { "\n[rules]\n" };
    project.write("formwork.toml", format!("{settings}{rules}missing-evidence = \"off\"\n"));
    project.commit("quieter");
    project
}

fn yaml(project: &Project, file: &str) -> Yaml {
    YamlLoader::load_from_str(&project.read(file)).unwrap().remove(0)
}

fn steps(workflow: &Yaml) -> Vec<(String, String, String)> {
    let text = |step: &Yaml, key: &str| step[key].as_str().unwrap_or_default().to_owned();
    let steps = workflow["jobs"]["gate"]["steps"].as_vec().unwrap();
    steps.iter().map(|step| (text(step, "name"), text(step, "if"), text(step, "run"))).collect()
}

const RUNNER: &str = "export GITHUB_STEP_SUMMARY=summary.md RUNNER_TEMP=. BASE=main";

#[test]
fn on_github_a_green_gate_is_followed_by_what_the_pull_request_loosens() {
    let project = branch("github");
    let workflow = yaml(&project, ".github/workflows/formwork.yml");
    assert_eq!(workflow["env"]["FORMWORK_PULL_REQUESTS"].as_str(), Some("every"));
    let steps = steps(&workflow);
    let run = |name: &str, more: &str| {
        let (_, _, script) = steps.iter().find(|(step, _, _)| step == name).unwrap();
        Ran::of(shell(project.root(), &format!("set -e; {RUNNER} {more}\n{script}")).output().unwrap())
    };
    let gate = run("Gate", "FORMWORK_PULL_REQUESTS=every").ok();
    assert!(!gate.out.contains("loosened-policy"), "the full check knows no base: {}", gate.out);
    run("Gate", "FORMWORK_PULL_REQUESTS=new").ok().says("loosened-policy");
    let (_, when, _) = steps.iter().find(|(name, _, _)| name.contains("loosens")).unwrap();
    assert_eq!(when, "always() && github.base_ref != '' && env.FORMWORK_PULL_REQUESTS != 'new'");
    run("What the pull request loosens", "").ok().says("::warning").says("loosened-policy");
    project.write("policy.toml", "format = 1\n");
    run("What the pull request loosens", "FORMWORK_POLICY=policy.toml").exits(1).says("::error");
    run("Status", "").ok();
    project.run(["status", "--from", "formwork-status.json"]).ok().says("1 of 1 component green");
}

#[test]
fn on_gitlab_a_green_gate_is_followed_by_what_the_merge_request_loosens() {
    let project = branch("gitlab");
    let file = yaml(&project, "formwork.gitlab-ci.yml");
    assert_eq!(file["formwork"]["variables"]["FORMWORK_MERGE_REQUESTS"].as_str(), Some("every"));
    let script = file["formwork"]["script"].as_vec().unwrap();
    let script: Vec<&str> = script.iter().filter_map(Yaml::as_str).skip(2).collect();
    let base = project.git(&["rev-parse", "origin/main"]);
    let run = |more: &str| {
        let base = format!("export CI_MERGE_REQUEST_DIFF_BASE_SHA={} {more}", base.trim());
        Ran::of(shell(project.root(), &format!("set -e; {base}\n{}", script.join("\n"))).output().unwrap())
    };
    for mode in ["every", "new"] {
        let ran = run(&format!("FORMWORK_MERGE_REQUESTS={mode}")).ok().says("loosened-policy");
        assert_eq!(ran.out.matches("What the merge request loosens:").count(), usize::from(mode == "every"));
    }
    project.write("policy.toml", "format = 1\n");
    run("FORMWORK_MERGE_REQUESTS=every FORMWORK_POLICY=policy.toml").exits(1).says("error[loosened-policy]");
    project.run(["status", "--from", "formwork-reports/status.json"]).ok().says("1 of 1 component green");
    // A document that cannot be made does not keep the gate's findings back.
    project.write("formwork/data.toml", "x = [\n");
    run("FORMWORK_MERGE_REQUESTS=new").exits(1).says("error[invalid-toml]");
    assert!(project.read("formwork-reports/junit.xml").contains("invalid-toml"));
}

#[test]
fn while_questions_are_open_only_what_is_new_counts_and_the_file_says_how_to_change_that() {
    for (ci, file, switch) in [
        ("github", ".github/workflows/formwork.yml", "FORMWORK_PULL_REQUESTS: new"),
        ("gitlab", "formwork.gitlab-ci.yml", "FORMWORK_MERGE_REQUESTS: new"),
    ] {
        let project = Project::empty();
        project.run(["init", "services/a b", "--ci", ci]).ok();
        let text = project.read(file);
        for said in
            [switch, "make it `every` once the gate is green", "# FORMWORK_POLICY:", "--git URL --tag TAG"]
        {
            assert!(text.contains(said), "{said}\n{text}");
        }
    }
}

#[test]
fn reports_of_another_job_come_by_taking_comment_marks_off() {
    let project = Project::empty();
    project.run(["init", "services/a b", "--ci", "github"]).ok();
    let text = project.read(".github/workflows/formwork.yml");
    let on = text.replace("# needs: evaluate", "needs: evaluate");
    let (before, rest) = on.split_once("      # - uses: actions/download-artifact").unwrap();
    let (block, after) = rest.split_once("\n\n").unwrap();
    let block = format!("      # - uses: actions/download-artifact{block}").replace("      # ", "      ");
    let on = YamlLoader::load_from_str(&format!("{before}{block}\n\n{after}")).unwrap().remove(0);
    let gate = &on["jobs"]["gate"];
    assert_eq!(gate["needs"].as_str(), Some("evaluate"));
    let download = gate["steps"].as_vec().unwrap().iter().find(|step| {
        step["uses"].as_str().is_some_and(|uses| uses.starts_with("actions/download-artifact@v"))
    });
    assert_eq!(download.unwrap()["with"]["path"].as_str(), Some("services/a b/reports"));
    project.run(["init", "services/c", "--ci", "gitlab"]).ok();
    let text = project.read("formwork.gitlab-ci.yml");
    let on: Vec<String> = text
        .lines()
        .map(|line| match line.trim_start_matches("  # ") {
            part if part.starts_with("needs:")
                || part.starts_with("  - job:")
                || part.starts_with("    ") && line.starts_with("  #     ") =>
            {
                format!("  {part}")
            }
            _ => line.to_owned(),
        })
        .collect();
    let on = YamlLoader::load_from_str(&on.join("\n")).unwrap().remove(0);
    assert_eq!(on["formwork"]["needs"][0]["job"].as_str(), Some("evaluate"));
}
