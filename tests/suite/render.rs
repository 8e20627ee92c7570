use crate::support::Project;

const DOCUMENTS: [&str; 5] = ["requirements", "form", "agenda", "gaps", "summary"];

#[test]
fn the_same_input_gives_the_same_bytes_on_any_day() {
    let project = Project::example("elephant-enclosure-complete");
    for document in DOCUMENTS {
        for format in ["html", "markdown"] {
            let args = ["render", "--document", document, "--format", format];
            let one = project.run(args).ok().out;
            let other = project.run(args.into_iter().chain(["--today", "2199-01-01"])).ok().out;
            assert!(
                one == other && one.ends_with('\n') && !one.contains("2026-11-21"),
                "{document} {format}"
            );
        }
    }
}

#[test]
fn the_extension_decides_the_format() {
    let project = Project::example("elephant-enclosure");
    project
        .run(["render", "--output", "target/a.html"])
        .ok()
        .talks("31 of 37 required questions are settled; open: resources, prediction-location");
    assert!(project.read("target/a.html").starts_with("<!doctype html>"));
    project.run(["render", "--output", "a.md"]).ok();
    assert!(project.read("a.md").starts_with("# "));
    project.run(["render", "--output", "a.docx"]).exits(2).talks(".docx");
    project
        .run(["render", "--document", "requirement"])
        .exits(2)
        .talks("a similar value exists: 'requirements'");
}

#[test]
fn check_compares_and_writes_nothing() {
    let project = Project::example("elephant-enclosure");
    project.run(["render", "--output", "a.md", "--check"]).exits(1).talks("a.md is missing");
    project.run(["render", "--output", "a.md"]).ok();
    project.run(["render", "--output", "a.md", "--check"]).ok();
    project.run(["answer", "resources", "two people"]).ok();
    let before = project.snapshot();
    project.run(["render", "--output", "a.md", "--check"]).exits(1).talks("a.md is out of date");
    project.run(["render", "--output", "a.md", "--dry-run"]).ok().says("+> two people");
    assert_eq!(project.snapshot(), before);
}

#[test]
fn line_endings_that_git_turned_are_no_difference_and_answers_are_no_place_for_a_document() {
    let project = Project::example("elephant-enclosure");
    project.run(["render", "--output", "a.md"]).ok();
    project.write("a.md", project.read("a.md").replace('\n', "\r\n"));
    project.run(["render", "--output", "a.md", "--check"]).ok();
    let before = project.snapshot();
    project
        .run(["render", "--format", "html", "--output", "formwork/data.toml"])
        .exits(2)
        .talks("hold the answers");
    assert_eq!(project.snapshot(), before);
}

#[test]
fn a_device_or_a_pipe_is_no_place_for_a_document() {
    let project = Project::example("elephant-enclosure");
    assert!(std::process::Command::new("mkfifo").arg(project.path("ff.md")).status().unwrap().success());
    project.run(["render", "--output", "ff.md"]).exits(2).talks("ff.md is no regular file");
    project.run(["render", "--output", "."]).exits(2).talks(". is a folder");
}

#[test]
fn open_questions_stand_in_their_place_with_their_consequence() {
    let project = Project::example("elephant-enclosure");
    let form = formwork::catalog::form("mlops-requirements@3").unwrap();
    let resources = &form.questions[form.find("resources").unwrap()];
    for format in ["html", "markdown"] {
        let text = project.run(["render", "--format", format]).ok().out;
        let words: Vec<_> = resources.unanswered.split(' ').take(6).collect();
        assert!(text.contains(&words.join(" ")), "{format}");
        for question in &form.questions {
            assert!(text.contains(&format!("id=\"{}\"", question.id)), "{format}: {}", question.id);
        }
    }
}

#[test]
fn an_agenda_takes_roles_and_people_and_orders_by_impact() {
    let project = Project::fresh();
    project.run(["maturity", "set", "critical"]).ok();
    let settings = project.read("formwork.toml");
    project.write("formwork.toml", format!("{settings}\n[roles]\nlegal-team = [\"@lea\"]\n"));
    let legal = project.run(["render", "--document", "agenda", "--role", "legal"]).ok().out;
    assert!(legal.contains("privacy concerns") && !legal.contains("What data format"), "{legal}");
    let lea = project.run(["render", "--document", "agenda", "--for", "@lea"]).ok().out;
    assert!(lea.contains("privacy concerns") && !lea.contains("What data format"));
    let place = |text: &str, words: &str| text.find(words).unwrap_or_else(|| panic!("{words} in\n{text}"));
    let engineer = ["render", "--document", "agenda", "--role", "data-engineer"];
    let form = project.run(engineer).ok().out;
    let impact = project.run(engineer.into_iter().chain(["--order", "impact"])).ok().out;
    assert!(place(&form, "What data format") < place(&form, "How will the data be acquired?"));
    assert!(place(&impact, "How will the data be acquired?") < place(&impact, "What data format"));
}

#[test]
fn html_loads_nothing_and_is_one_file() {
    let project = Project::example("elephant-enclosure-complete");
    let html = project.run(["render", "--format", "html"]).ok().out;
    for bad in [
        "src=",
        "url(",
        "@import",
        "<link rel=\"stylesheet",
        "<iframe",
        "<object",
        "<embed",
        "fetch(",
        "XMLHttpRequest",
    ] {
        assert!(!html.contains(bad), "{bad}");
    }
    assert!(html.contains("Content-Security-Policy") && html.contains("<html lang=\"en\""));
    let between = |from: &str, to: &str| {
        html.split(from).nth(1).and_then(|rest| rest.split(to).next()).map_or(0, str::len)
    };
    assert!(between("<style>", "</style>") + between("<script>", "</script>") <= 25 * 1024);
}
