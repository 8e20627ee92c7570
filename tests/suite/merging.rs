//! Real branches in real repositories.

use crate::git::{self, git};
use crate::support::{Project, Ran, path};

const SCOPING: &str = "formwork/scoping.toml";
const DATA: &str = "formwork/data.toml";

/// A fresh component in a repository, committed, with everything set up.
fn repository() -> Project {
    let project = Project::fresh().env("PATH", &path());
    project.git(&["init", "-q", "-b", "main"]);
    project.run(["hook", "install"]).ok();
    project.commit("start");
    project
}

/// Two branches, each with its changes; the first is merged into the second, which is checked out.
fn branches(project: &Project, theirs: impl Fn(&Project), ours: impl Fn(&Project)) {
    project.git(&["checkout", "-qb", "theirs"]);
    theirs(project);
    project.commit("theirs");
    project.git(&["checkout", "-qb", "ours", "main"]);
    ours(project);
    project.commit("ours");
}

fn answer<'a>(project: &Project, args: impl IntoIterator<Item = &'a str>) {
    project.run(std::iter::once("answer").chain(args)).ok();
}

#[test]
fn what_two_branches_said_to_one_question_comes_together() {
    let project = repository();
    project.change("formwork.toml", "[facts]", "[[waiver]]\nrule = \"missing-evidence\"\nquestion = \"privacy\"\nreason = \"r\"\nby = \"@mia\"\nuntil = 2027-01-01\n\n[facts]");
    answer(
        &project,
        ["data-source", "cameras", "--by", "data-engineer", "--evidence", "https://example.org/a"],
    );
    project.commit("more");
    branches(
        &project,
        |project| {
            answer(project, ["data-source", "--by", "@jonas", "--evidence", "https://example.org/b"]);
            project.write("formwork.toml", project.read("formwork.toml") + "\n[[waiver]]\nrule = \"missing-evidence\"\nquestion = \"data-source\"\nreason = \"t\"\nby = \"@lea\"\nuntil = 2027-01-01\n");
            project.write(
                DATA,
                project.read(DATA)
                    + "\n[[data-source.requirement]]\nid = \"theirs\"\ntext = \"The system shall a.\"\n",
            );
        },
        |project| {
            answer(project, ["data-source", "four cameras"]);
            project.change(
                DATA,
                "[\"https://example.org/a\"]",
                "[\"https://example.org/a\", \"https://example.org/c\"]",
            );
            project.write("formwork.toml", project.read("formwork.toml") + "\n[[waiver]]\nrule = \"missing-evidence\"\nquestion = \"data-format\"\nreason = \"o\"\nby = \"@mia\"\nuntil = 2027-01-01\n");
            project.write(
                DATA,
                project.read(DATA)
                    + "\n[[data-source.requirement]]\nid = \"ours\"\ntext = \"The system shall b.\"\n",
            );
        },
    );
    project.git(&["merge", "-q", "--no-edit", "theirs"]);
    let data = project.read(DATA);
    assert!(data.contains("answer = \"four cameras\"\nby = [\"data-engineer\", \"@jonas\"]\n"), "{data}");
    for word in ["example.org/b", "example.org/c", "id = \"theirs\"", "id = \"ours\""] {
        assert!(data.contains(word), "{word}\n{data}");
    }
    assert_eq!(project.read("formwork.toml").matches("[[waiver]]").count(), 3);
    let findings = project.run(["check", "--json"]).json()["findings"].as_array().unwrap().clone();
    assert!(findings.iter().all(|one| one["rule"] != "invalid-toml" && one["rule"] != "conflict-marker"));
}

#[test]
fn two_answers_to_one_question_are_one_conflict_that_check_names() {
    let project = repository();
    branches(
        &project,
        |project| answer(project, ["end-users", "the vets", "--by", "@lea"]),
        |project| answer(project, ["end-users", "the keepers"]),
    );
    let ran = git(project.root(), &["merge", "-q", "--no-edit", "theirs"]).exits(1);
    assert!(
        format!("{}{}", ran.out, ran.err).contains("formwork/scoping.toml: 1 place to decide"),
        "{ran:?}"
    );
    // A git before 2.44 does not say what the sides are called.
    let text = project.read(SCOPING).replace("<<<<<<< ours", "<<<<<<< HEAD");
    let wanted = "<<<<<<< HEAD\nanswer = \"the keepers\"\n=======\nanswer = \"the vets\"\nby = [\"@lea\"]\n>>>>>>> theirs\n";
    assert!(text.contains(wanted), "{text}");
    project.run(["check", "--format", "short"]).exits(1).says("conflict-marker");
    git(project.root(), &["commit", "-qam", "unfinished"]).exits(1).talks("a merge stopped here");
    project.write(SCOPING, text.replace(wanted, "answer = \"both\"\nby = [\"@lea\"]\n"));
    project.git(&["commit", "-qam", "decided"]);
}

#[test]
fn a_merge_in_a_linked_worktree_and_of_a_folder_with_a_name_of_its_own() {
    let project = Project::empty().env("PATH", &path());
    project.git(&["init", "-q", "-b", "main"]);
    project.run(["init", "it's a b/watch"]).ok();
    project.change("it's a b/watch/formwork.toml", "format = 1\n", "format = 1\nfolder = \"our reqs\"\n");
    std::fs::rename(project.path("it's a b/watch/formwork"), project.path("it's a b/watch/our reqs"))
        .unwrap();
    project
        .run(["-C", "it's a b/watch", "hook", "install"])
        .ok()
        .says("wrote .gitattributes")
        .says("wrote .git/hooks/pre-commit");
    assert!(project.read(".gitattributes").contains("\"/it's a b/watch/our reqs/*.toml\" merge=formwork\n"));
    project.commit("start");
    let answer = |project: &Project, what: &[&str]| {
        project
            .run(["-C", "it's a b/watch", "answer", "end-users"].into_iter().chain(what.iter().copied()))
            .ok();
    };
    branches(
        &project,
        |project| answer(project, &["--by", "@lea"]),
        |project| answer(project, &["the keepers"]),
    );
    git(project.root(), &["worktree", "add", "-q", "linked", "ours"]).exits(128); // checked out here
    project.git(&["worktree", "add", "-q", "--detach", "linked", "ours"]);
    let linked = |args: &[&str]| git(&project.path("linked"), args);
    linked(&["merge", "-q", "--no-edit", "theirs"]).ok();
    let text = project.read("linked/it's a b/watch/our reqs/scoping.toml");
    assert!(text.contains("answer = \"the keepers\"\nby = [\"@lea\"]\n"), "{text}");
    project.run(["-C", "linked", "hook", "install"]).ok().talks("it is so already");
    project.write("linked/it's a b/watch/our reqs/data.toml", "[privacy\n");
    linked(&["commit", "-qam", "broken"]).exits(1).talks("it's a b/watch/our reqs/data.toml:1:");
}

#[test]
fn files_that_are_not_ours_and_a_formwork_that_is_gone_are_merged_line_by_line() {
    let project = repository();
    project.write(".gitattributes", project.read(".gitattributes") + "*.txt merge=formwork\n");
    project.write("a.txt", "1\n2\n3\n4\n5\n");
    project.commit("text");
    branches(
        &project,
        |project| {
            project.write("a.txt", "1\n2\n3\n4\nfive\n");
            answer(project, ["end-users", "the vets"]);
        },
        |project| {
            project.write("a.txt", "one\n2\n3\n4\n5\n");
            answer(project, ["resources", "two people"]);
        },
    );
    git(project.root(), &["merge", "-q", "--no-edit", "theirs"]).ok().talks("a.txt: merged line by line");
    assert_eq!(project.read("a.txt"), "one\n2\n3\n4\nfive\n");
    project.git(&["reset", "-q", "--hard", "HEAD~1"]);
    let bare = git::command(project.root(), &["merge", "-q", "--no-edit", "theirs"])
        .env("PATH", "/usr/bin:/bin")
        .output();
    let bare = Ran::of(bare.unwrap());
    bare.ok();
    assert_eq!(project.read("a.txt"), "one\n2\n3\n4\nfive\n");
    let text = project.read(SCOPING);
    assert!(text.contains("two people") && text.contains("the vets"));
}

#[test]
fn the_driver_alone_needs_no_project_and_leaves_ours_where_it_cannot_work() {
    let project = Project::empty().file("b", "x = 1\n").file("o", "x = 1\ny = 2\n").file("t", "x = 3\n");
    project.run(["merge-driver", "b", "o", "t"]).ok();
    assert_eq!(project.read("o"), "x = 3\ny = 2\n");
    project
        .run(["merge-driver", "b", "o", "gone", "7", "some/path"])
        .exits(2)
        .talks("gone: there is no such file");
    project.write("t", "x = 4\n");
    let ran = project.run(["merge-driver", "--", "b", "o", "t", "9", "-p.toml", "%S", "%X", "%Y"]).exits(1);
    ran.talks("-p.toml: 1 place to decide");
    assert_eq!(project.read("o"), "<<<<<<<<< ours\nx = 3\n=========\nx = 4\n>>>>>>>>> theirs\ny = 2\n");
    project.run(["check", "--exit-zero"]).exits(2);
    project.write("o", [0xff, b'\n', b'a', b'\n']);
    project.write("b", [0xff, b'\n', b'b', b'\n']);
    project.write("t", [0xff, b'\n', b'b', b'\n', b'c', b'\n']);
    project.run(["merge-driver", "b", "o", "t"]).exits(1).talks("line by line");
}

#[test]
fn a_rebase_and_a_commit_of_some_files_go_the_same_way() {
    let project = repository();
    branches(
        &project,
        |project| answer(project, ["end-users", "--by", "@lea"]),
        |project| answer(project, ["end-users", "the keepers"]),
    );
    project.git(&["rebase", "-q", "theirs"]);
    assert!(project.read(SCOPING).contains("answer = \"the keepers\"\nby = [\"@lea\"]\n"));
    project.write(DATA, "[x\n");
    project.write("notes.md", "x");
    project.git(&["add", "notes.md"]);
    project.git(&["commit", "-qm", "notes", "notes.md"]);
    git(project.root(), &["commit", "-qm", "data", DATA]).exits(1).talks("formwork/data.toml:1:");
}
