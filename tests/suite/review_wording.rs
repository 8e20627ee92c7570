//! What `review` and `diff` say: one name a person, and wordings.

use crate::review::with_git;
use crate::support::{Project, Ran, path};

#[test]
fn a_person_has_one_name_however_it_is_typed() {
    let project = with_git();
    let settings = project.read("formwork.toml");
    project.write("formwork.toml", settings + "\n[roles]\ndata-engineer = [\"@mia.berg\"]\n");
    project.run(["answer", "data-source", "Four cameras"]).ok();
    project.git(&["config", "user.name", "Mia.Berg"]);
    for by in [&["--by", "mia.berg"][..], &["--by", "@MIA.Berg"], &["--by", "@mia.berg"], &[]] {
        let args = ["review", "data-source", "--yes", "--dry-run"].into_iter().chain(by.iter().copied());
        project.run(args).ok().says("+by = \"@mia.berg\"").says("[data-source.data-engineer]");
    }
    for person in ["mia.berg", "@Mia.Berg"] {
        project.run(["list", "--for", person, "--format", "ids"]).ok().says("data-source\n");
    }
    // Who plays no role keeps the name that was given.
    project.run(["review", "data-source", "--yes", "--dry-run", "--by", "Jo"]).ok().says("+by = \"@Jo\"");
}

#[test]
fn what_was_not_reworded_gets_no_stamp_for_a_wording() {
    let project = with_git();
    project.run(["answer", "data-source", "Four cameras"]).ok();
    let review = ["review", "data-source", "--by", "@mia", "--yes"];
    project.run(review).ok();
    let before = project.snapshot();
    project
        .run(review.into_iter().chain(["--wording"]))
        .exits(2)
        .talks("data-source: not stamped, it says what it said when it was reviewed");
    assert_eq!(project.snapshot(), before);
    project.run(["answer", "data-source", "4 cameras"]).ok();
    project.run(review.into_iter().chain(["--wording"])).ok().says("for the wording before as well");
}

#[test]
fn a_diff_from_where_a_branch_began_says_so_and_a_question_is_no_code() {
    let project = with_git();
    project.commit("first");
    let base = project.git(&["rev-parse", "HEAD"]);
    let base = &base[..10];
    project.git(&["switch", "-q", "-c", "side"]);
    project
        .run(["diff", "main...side"])
        .ok()
        .talks(&format!("no requirement changed in side since it left main ({base})"));
    project.run(["answer", "data-source", "Four cameras"]).ok();
    project.commit("second");
    let markdown = project.run(["diff", "main...side", "--format", "markdown"]).ok();
    assert!(
        markdown.out.starts_with(&format!("### Requirements: `side` since it left `main` (`{base}`)\n")),
        "{}",
        markdown.out
    );
    markdown.says("**`data-source`** answered (open → answered): Where does the data come from?\n");
    project
        .run(["diff", "main..side", "--format", "markdown"])
        .ok()
        .says("### Requirements: `main` → `side`\n");
    let json = project.run(["diff", "main...side", "--json"]).ok().json();
    assert_eq!((&json["from"]["name"], &json["from"]["merge-base"]), (&"main".into(), &true.into()));
    assert_eq!(json["components"][0]["questions"][0]["stage"], "data");
}

#[test]
fn an_excerpt_of_a_diff_has_no_blank_ends() {
    let project = with_git();
    project.commit("first");
    let text = "one\n\ntwo\n\n\n\nseven\neight\nnine\n\n\n";
    assert_eq!(project.pipe(["answer", "data-source", "-"], text.as_bytes()).code, 0);
    let ran = project.run(["diff"]).ok();
    ran.says("    answer:\n      | {+one+}\n      |\n      | {+two+}\n      | {+… 6 more lines+}\n");
    let markdown = project.run(["diff", "--format", "markdown"]).ok();
    markdown.says("```diff\n+ one\n+\n+ two\n+\n+\n+\n+ seven\n+ eight\n+ nine\n```\n");
}

#[test]
fn a_lone_component_goes_by_its_name_and_what_is_required_and_open_at_once_is_listed_once() {
    let project = Project::empty().versioned();
    project.run(["init", "--name", "Snake watch"]).ok();
    project.commit("first");
    project.run(["fact", "personal-data", "yes"]).ok().says("wrote formwork.toml\n");
    let text = project.run(["diff"]).ok();
    text.says("  newly required (2, open): end-users, metadata\n");
    let markdown = project.run(["diff", "--format", "markdown"]).ok();
    assert!(!markdown.out.contains("Newly open"), "{}", markdown.out);
    markdown
        .says("| `Snake watch` | 0 |")
        .says("<summary><code>Snake watch</code>: ")
        .says("Newly required (2, open): `end-users`, `metadata`\n");
    // Two lists that differ are two.
    project.run(["answer", "metadata", "camera, time"]).ok();
    project
        .run(["diff"])
        .ok()
        .says("  newly required (2): end-users, metadata\n  newly open (1): end-users\n");
}

#[cfg(unix)]
#[test]
fn nothing_is_stamped_where_the_page_goes_nowhere() {
    let project = Project::example("elephant-enclosure-complete");
    let stamps = || std::fs::read_to_string(project.path("formwork/reviews.toml")).unwrap_or_default();
    let before = stamps();
    for nowhere in [">&-", "> /dev/null"] {
        let line = format!("formwork review privacy --as product-owner --by @mia --yes {nowhere}");
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &line]).current_dir(project.root()).env("PATH", path());
        Ran::of(shell.output().unwrap()).exits(2).talks("standard output goes nowhere");
        assert_eq!(stamps(), before);
    }
}
