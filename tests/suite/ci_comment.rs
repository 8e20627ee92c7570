//! The example job in the workflows of `init --ci`, off by default: what changed as a comment on the merge request.

use yaml_rust2::{Yaml, YamlLoader};

use crate::ci::commands_exist;
use crate::support::Project;

/// The file with the comment marks of the job taken off, from its first line to the end.
fn switched_on(text: &str, first: &str) -> Yaml {
    let (before, job) = text.split_once(first).unwrap_or_else(|| panic!("no {first:?} in\n{text}"));
    let (indent, mark) = (first.split('#').next().unwrap(), "# ");
    let off = |line: &str| line.replacen(&format!("{indent}{mark}"), indent, 1);
    let job: Vec<String> = format!("{first}{job}").lines().map(off).collect();
    let text = format!("{before}{}\n", job.join("\n"));
    YamlLoader::load_from_str(&text).unwrap_or_else(|error| panic!("{error} in\n{text}")).remove(0)
}

#[test]
fn on_github_it_alone_may_write_and_to_pull_requests_only() {
    let project = Project::empty();
    project.run(["init", ".", "--ci", "github"]).ok();
    let text = project.read(".github/workflows/formwork.yml");
    let off = YamlLoader::load_from_str(&text).unwrap().remove(0);
    assert_eq!(off["jobs"].as_hash().unwrap().len(), 1, "off by default");
    assert!(
        !text.lines().any(|line| line.contains("write") && !line.trim_start().starts_with('#')),
        "{text}"
    );
    let on = switched_on(&text, "  # comment:\n");
    assert_eq!(commands_exist(&on), 5);
    let job = &on["jobs"]["comment"];
    let rights = job["permissions"].as_hash().unwrap();
    assert_eq!(rights.len(), 2);
    assert_eq!(job["permissions"]["contents"].as_str(), Some("read"));
    assert_eq!(job["permissions"]["pull-requests"].as_str(), Some("write"));
    assert_eq!(job["if"].as_str(), Some("github.event_name == 'pull_request'"));
    let script = job["steps"].as_vec().unwrap().last().unwrap()["run"].as_str().unwrap();
    assert!(!script.contains("${{"), "what others named reaches the shell as variables only: {script}");
}

#[test]
fn on_gitlab_it_runs_only_where_a_token_was_given() {
    let project = Project::empty();
    project.run(["init", ".", "--ci", "gitlab"]).ok();
    let text = project.read("formwork.gitlab-ci.yml");
    assert_eq!(YamlLoader::load_from_str(&text).unwrap()[0].as_hash().unwrap().len(), 1, "off by default");
    let on = switched_on(&text, "# formwork-comment:\n");
    assert_eq!(commands_exist(&on), 5);
    let job = &on["formwork-comment"];
    let rule = job["rules"][0]["if"].as_str().unwrap();
    assert!(rule.contains("merge_request_event") && rule.contains("&& $FORMWORK_COMMENT_TOKEN"), "{rule}");
    assert!(job["artifacts"].is_badvalue());
}

#[test]
fn what_the_job_posts_is_what_a_branch_changed() {
    let project = Project::example("elephant-enclosure-complete").versioned();
    project.commit("green");
    project.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    project.git(&["switch", "-q", "-c", "side"]);
    project.run(["answer", "data-format", "PNG"]).ok();
    project.commit("side");
    project
        .run(["diff", "-C", ".", "origin/main...HEAD", "--format", "markdown"])
        .ok()
        .says("**`data-format`** changed");
}
