//! Several writers at once, and writers that are stopped.

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
fn a_writer_that_is_killed_leaves_the_old_file_or_the_new_one_whole() {
    let project = Project::fresh();
    let old = project.read("formwork/data.toml");
    let long = "a line of the answer\n".repeat(20_000);
    project.write("long.md", &long);
    let new = old.replacen("[privacy]\nanswer = \"\"", &format!("[privacy]\nanswer = '''\n{long}'''"), 1);
    for delay in 0..60 {
        let mut child = project
            .command()
            .args(["answer", "privacy", "--file", "long.md"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_micros(delay * 250));
        let _ = child.kill();
        child.wait().unwrap();
        let now = project.read("formwork/data.toml");
        assert!(now == old || now == new, "half written after {delay}");
        project.write("formwork/data.toml", &old);
    }
    // What a killed writer left behind does not disturb the next one, nor the gate.
    project.run(["answer", "privacy", "short"]).ok();
    project.run(["check", "--format", "short"]).exits(1);
}
