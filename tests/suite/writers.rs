//! Several writers at once, writers that are stopped, and where they do not write.

use std::os::unix::fs::symlink;
use std::process::Stdio;

use crate::support::Project;

fn ids(project: &Project) -> Vec<String> {
    project.run(["list", "--format", "ids"]).ok().out.lines().map(str::to_owned).collect()
}

#[test]
fn thirty_seven_processes_answer_thirty_seven_questions_at_once() {
    let project = Project::fresh();
    let ids = ids(&project);
    let children: Vec<_> = ids
        .iter()
        .map(|id| {
            project
                .command()
                .args(["answer", id, &format!("answer to {id}")])
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let all: String = ["scoping", "data", "modeling", "deployment"]
        .map(|stage| project.read(&format!("formwork/{stage}.toml")))
        .concat();
    for id in ids {
        assert!(all.contains(&format!("answer = \"answer to {id}\"")), "{id} is lost");
    }
    assert_eq!(all.matches('[').count(), Project::fresh_headers());
}

impl Project {
    /// Brackets in a fresh component's stage files: its headers and nothing else.
    fn fresh_headers() -> usize {
        let project = Self::fresh();
        ["scoping", "data", "modeling", "deployment"]
            .map(|stage| project.read(&format!("formwork/{stage}.toml")).matches('[').count())
            .iter()
            .sum()
    }
}

#[test]
fn of_forty_answers_to_one_question_one_is_there_whole() {
    let project = Project::fresh();
    let text = |at: usize| format!("answer {at}\n").repeat(at + 2);
    let children: Vec<_> = (0..40)
        .map(|at| {
            project
                .command()
                .args(["answer", "privacy", &text(at)])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let json = project.run(["show", "privacy", "--json"]).ok().json();
    let answer = json["questions"][0]["answer"].as_str().unwrap().to_owned();
    assert!((0..40).any(|at| answer == text(at).trim_end()), "{answer}");
}

#[test]
fn of_several_inits_at_once_one_wins_whole() {
    for _ in 0..10 {
        let project = Project::empty();
        let levels = ["critical", "non-critical", "cascading", "autonomous"];
        let children: Vec<_> = levels
            .iter()
            .map(|level| {
                project
                    .command()
                    .args(["init", "a/b", "--name", level, "--maturity", level])
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .spawn()
                    .unwrap()
            })
            .collect();
        let wins: Vec<bool> = children.into_iter().map(|mut child| child.wait().unwrap().success()).collect();
        assert_eq!(wins.iter().filter(|win| **win).count(), 1, "{wins:?}");
        let winner = levels[wins.iter().position(|win| *win).unwrap()];
        assert!(project.read("a/b/formwork.toml").contains(&format!("maturity = \"{winner}\"")));
        for stage in ["scoping", "data", "modeling", "deployment"] {
            assert!(project.path(&format!("a/b/formwork/{stage}.toml")).is_file());
        }
        assert!(project.path("a/b/formwork/schema").is_dir());
        assert_eq!(std::fs::read_dir(project.path("a/b")).unwrap().count(), 2, "no leftovers");
    }
}

#[test]
fn an_init_that_is_killed_does_not_stop_the_next_one() {
    for delay in 0..40 {
        let project = Project::empty();
        let mut child =
            project.command().arg("init").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_micros(delay * 250));
        let _ = child.kill();
        child.wait().unwrap();
        if project.path("formwork.toml").exists() {
            assert!(project.path("formwork/scoping.toml").is_file());
            continue;
        }
        project.run(["init"]).ok();
        project.run(["status"]).ok();
    }
}

#[test]
fn what_an_init_left_without_its_last_file_is_taken_as_it_is() {
    let project = Project::fresh();
    let before = project.snapshot();
    std::fs::remove_file(project.path("formwork.toml")).unwrap();
    project.run(["init", "--name", "Watch"]).ok();
    assert_eq!(project.snapshot(), before);
    // What somebody changed is not ours any more.
    std::fs::remove_file(project.path("formwork.toml")).unwrap();
    project.change("formwork/data.toml", "answer = \"\"", "answer = \"x\"");
    project.run(["init"]).exits(2).talks("formwork/data.toml exists already");
}

#[test]
fn leftovers_of_killed_writers_are_taken_away_by_the_next_one() {
    let project = Project::fresh();
    let leave = |name: &str, old: bool| {
        project.write(name, "half");
        if old {
            let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(3600);
            let file = std::fs::File::options().write(true).open(project.path(name)).unwrap();
            file.set_modified(long_ago).unwrap();
        }
    };
    leave("formwork/.formwork-aB3dEf.tmp", true);
    leave("formwork/.formwork-zzzzzz.tmp", false);
    leave("formwork/notes.tmp", true);
    project.run(["answer", "privacy", "short"]).ok();
    assert!(!project.path("formwork/.formwork-aB3dEf.tmp").exists());
    assert!(project.path("formwork/.formwork-zzzzzz.tmp").exists(), "it may still be written");
    assert!(project.path("formwork/notes.tmp").exists());
}

#[test]
fn documents_wait_in_the_output_folder_which_goes_again_when_they_fail() {
    let project = Project::fresh();
    let dir = project.path("out/deep");
    let one = formwork::store::prepare(&dir.join("a.html"), b"a").unwrap();
    let two = formwork::store::prepare(&dir.join("b.html"), b"b").unwrap();
    assert_eq!(std::fs::read_dir(&dir).unwrap().count(), 2);
    drop(one);
    drop(two);
    assert!(!project.path("out").exists(), "nothing is left behind");
    let one = formwork::store::prepare(&dir.join("a.html"), b"a").unwrap();
    let two = formwork::store::prepare(&dir.join("b.html"), b"b").unwrap();
    one.commit().unwrap();
    drop(two);
    assert_eq!(project.read("out/deep/a.html"), "a");
    assert_eq!(std::fs::read_dir(&dir).unwrap().count(), 1);
}

#[test]
fn a_link_out_of_the_repository_is_neither_read_nor_written() {
    let outside = Project::fresh();
    outside.write("formwork/data.toml", "[secret]\npassword = hunter2\n");
    let before = outside.snapshot();
    let relink = |project: &Project, name: &str, to: &std::path::Path| {
        let place = project.path(name);
        if place.is_dir() {
            std::fs::remove_dir_all(&place).unwrap();
        } else {
            std::fs::remove_file(&place).unwrap();
        }
        symlink(to, place).unwrap();
    };
    for (name, at) in [
        ("formwork/data.toml", "formwork/data.toml:1:1"),
        ("formwork", "formwork.toml:"),
        ("formwork.toml", "formwork.toml:1:1"),
    ] {
        let project = Project::fresh();
        relink(&project, name, &outside.path(name));
        let ran = project.run(["check", "--format", "short"]).exits(1).says(at);
        let ran = ran.says("error[outside-repository]");
        assert!(!ran.out.contains("hunter2") && !ran.out.contains("secret"), "{}", ran.out);
        let ran = project.run(["check"]).exits(1);
        assert!(!ran.out.contains("hunter2"), "{}", ran.out);
        project.run(["status"]).exits(2).talks("outside-repository");
        project.run(["render"]).exits(2).talks("outside-repository");
        project.run(["answer", "privacy", "x"]).exits(2);
        project.run(["answer", "privacy", "x", "--dry-run"]).exits(2);
    }
    let project = Project::empty();
    symlink(outside.path("formwork"), project.path("formwork")).unwrap();
    project.run(["init"]).exits(2);
    assert_eq!(outside.snapshot(), before);
}

#[test]
fn a_link_inside_the_repository_works() {
    let project = Project::fresh();
    std::fs::create_dir(project.path("shared")).unwrap();
    std::fs::rename(project.path("formwork"), project.path("shared/formwork")).unwrap();
    symlink("shared/formwork", project.path("formwork")).unwrap();
    std::fs::rename(project.path("shared/formwork/data.toml"), project.path("shared/data.toml")).unwrap();
    symlink("../data.toml", project.path("shared/formwork/data.toml")).unwrap();
    project.run(["answer", "privacy", "Faces are blurred."]).ok();
    assert!(project.read("shared/data.toml").contains("Faces are blurred."));
    let ran = project.run(["check", "--format", "short"]).exits(1);
    assert!(!ran.out.contains("outside-repository"), "{}", ran.out);
}
