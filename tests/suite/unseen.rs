//! What `diff`, `log` and `check --since` see although git, or the folder that a file lies in, does not tell.

use crate::diff::alone;
use crate::requirement::measured;
use crate::support::Project;

const DATA: &str = "formwork/data.toml";

#[test]
fn a_file_that_git_was_told_not_to_look_at_is_looked_at() {
    for (on, off) in
        [("--skip-worktree", "--no-skip-worktree"), ("--assume-unchanged", "--no-assume-unchanged")]
    {
        let project = alone();
        project.git(&["update-index", on, DATA]);
        project.run(["diff"]).ok().talks("no requirement changed");
        project.change(DATA, "Four", "Five");
        project.run(["diff"]).ok().says("[-Four-]{+Five+}");
        project.git(&["update-index", off, DATA]);
        project.run(["diff"]).ok().says("[-Four-]{+Five+}");
    }
    let project = alone();
    project.git(&["update-index", "--skip-worktree", DATA]);
    project.write(DATA, "");
    project.run(["check", "--since", "HEAD"]).exits(1).says("unanswered-question").says("data-source");
    std::fs::remove_file(project.path(DATA)).unwrap();
    project.run(["check", "--since", "HEAD"]).exits(1).says("missing-file");
    project.run(["diff"]).ok().says("data-source").says("reopened");
}

#[test]
fn a_set_in_a_neighbours_folder_concerns_who_names_it() {
    let set = "format = 1\nid = \"ours\"\nversion = 1\ntitle = \"Ours\"\n";
    for place in ["services/a/sets/ours.toml", "services/a/formwork/ours.toml", "shared/formwork/data.toml"] {
        let project =
            Project::empty().file("formwork.toml", "format = 1\n[workspace]\nmembers = [\"services/*\"]\n");
        project.run(["init", "services/a"]).ok();
        project.run(["init", "services/b"]).ok();
        let project = project.file(place, set).versioned();
        project.change(
            "services/b/formwork.toml",
            "format = 1\n",
            &format!("format = 1\nsets = [\"../../{place}\"]\n"),
        );
        project.commit("first");
        project.run(["diff"]).ok().talks("no requirement changed");
        let retired = format!("{set}\n[[retire]]\nquestion = \"privacy\"\nreason = \"nope\"\n");
        project.write(place, retired);
        let diff = project.run(["diff"]).ok();
        assert!(
            diff.out.contains("services/b") && !diff.out.contains("services/a\n"),
            "{place}\n{}",
            diff.out
        );
        project.run(["check", "--since", "HEAD", "--format", "short"]).ok().says("loosened-policy");
    }
}

#[test]
#[cfg(unix)]
fn links_are_followed_within_a_revision_as_they_are_on_the_disk() {
    for (file, link, to) in [
        ("shared/data.toml", DATA, "../shared/data.toml"),
        ("shared/formwork/data.toml", "formwork", "shared/formwork"),
    ] {
        let project = alone();
        std::fs::create_dir_all(project.path("shared")).unwrap();
        let real = if link == DATA { "shared/data.toml" } else { "shared/formwork" };
        project.git(&["mv", link, real]);
        std::os::unix::fs::symlink(to, project.path(link)).unwrap();
        project.commit("a link");
        project.run(["diff"]).ok().talks("no requirement changed");
        project.run(["diff", "HEAD~1..HEAD"]).ok().talks("no requirement changed");
        project.run(["check", "--since", "HEAD"]).ok().says("Nothing new since HEAD");
        project.change(file, "Four", "Five");
        let diff = project.run(["diff"]).ok().says("[-Four-]{+Five+}");
        assert!(!diff.out.contains("answered ("), "{}", diff.out);
        project.commit("a word");
        project.run(["diff", "HEAD~1..HEAD"]).ok().says("[-Four-]{+Five+}");
        let log = project.run(["log", "data-source"]).ok().says("[-Four-]{+Five+}");
        assert!(!log.out.contains("reopened"), "{}", log.out);
    }
    // A link out of the repository is not followed.
    let project = alone();
    std::fs::remove_file(project.path(DATA)).unwrap();
    std::os::unix::fs::symlink("../../../etc/passwd", project.path(DATA)).unwrap();
    project.commit("out");
    let diff = project.run(["diff", "HEAD~1..HEAD"]).ok();
    assert!(!diff.out.contains("root:"), "{}", diff.out);
}

#[test]
fn nothing_is_written_to_gits_folder() {
    let project = alone();
    // The file looks new to git, which would note down that it is not.
    let file = std::fs::File::options().append(true).open(project.path(DATA)).unwrap();
    file.set_modified(std::time::SystemTime::now() + std::time::Duration::from_secs(60)).unwrap();
    let before = project.snapshot();
    project.run(["check", "--since", "HEAD", "--exit-zero"]).ok();
    project.run(["diff"]).ok().talks("no requirement changed");
    project.run(["log", "data-source"]).ok();
    assert!(project.snapshot() == before, "a command that only looks has written");
}

#[test]
fn what_a_user_set_up_for_git_changes_no_verdict() {
    let stale =
        |project: &Project| project.run(["check", "--format", "short"]).out.contains("stale-evidence");
    let project = measured().versioned();
    project.commit_on("2024-02-01");
    project.change("formwork/scoping.toml", "\nmeasured = ", "\nmax-age = 90\nmeasured = ");
    assert!(stale(&project));
    project.git(&["config", "log.showRoot", "false"]);
    project.git(&["config", "blame.ignoreRevsFile", ".git-blame-ignore-revs"]);
    assert!(stale(&project));
    std::fs::write(project.path("broken"), "[user").unwrap();
    let mut command = project.command();
    let config = project.path("broken");
    command.arg("diff").env("GIT_CONFIG_GLOBAL", &config).env("HOME", project.root());
    crate::support::Ran::of(command.output().unwrap()).exits(2).talks("error: git version: bad config line");
}
