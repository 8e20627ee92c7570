//! Other people's text is inert wherever it is shown.

use crate::support::{Project, Schema};

const HOSTILE: &str = "<script>alert(1)</script>\n<img src=x onerror=alert(1)>\n[a](javascript:alert(1)) [b](JaVa&#x09;Script:alert(1)) ![c](https://evil.example/t.png)\n[d](//evil.example) <b onclick=x>y</b> <!-- open\n\u{1b}[2J\u{1b}]8;;http://evil\u{7}link\u{202e}live\n::error file=a::owned\n%0A::error::owned\n```\nunclosed";

fn project() -> Project {
    let project = Project::fresh();
    let name = "<img src=x onerror=alert(1)>\u{1b}[31m\u{202e}\n::error::owned";
    project.write(
        "formwork.toml",
        project.read("formwork.toml").replace("\"Watch\"", &formwork::read::one_line(name)),
    );
    project.pipe(["answer", "business-problems", "-"], HOSTILE.as_bytes()).ok();
    project
        .run([
            "answer",
            "privacy",
            "x",
            "--source",
            HOSTILE,
            "--note",
            HOSTILE,
            "--evidence",
            "docs/<script>.md",
        ])
        .ok();
    project
        .run(["answer", "data-source", "--status", "deferred", "--reason", HOSTILE, "--until", "2027-01-01"])
        .ok();
    // Places where findings repeat what people wrote.
    let data = project.read("formwork/data.toml");
    project.write(
        "formwork/data.toml",
        format!("{data}\n[\"<script>\\u001b[31m\\n::error::owned\"]\nanswer = \"\"\n[data-format.\"::error::\\u202eowned\"]\nx = 1\n"),
    );
    project
}

#[test]
fn html_and_markdown_documents() {
    let project = project();
    for document in ["requirements", "form", "agenda", "gaps", "summary", "verification"] {
        let html = project.run(["render", "--document", document, "--format", "html"]).ok().out;
        let lower = html.to_lowercase();
        for bad in [
            "<script>alert",
            "<img",
            "<b onclick",
            "href=\"javascript",
            "href=\"//evil",
            "src=\"http",
            "\u{1b}",
            "\u{202e}",
        ] {
            assert!(!lower.contains(bad), "{document}: {bad}");
        }
        assert_eq!(lower.matches("<script").count(), lower.matches("</script>").count(), "{document}");
        let markdown = project.run(["render", "--document", document, "--format", "markdown"]).ok().out;
        // Code spans and escaped brackets are text.
        let live: String = markdown.to_lowercase().replace("\\]", "").split('`').step_by(2).collect();
        for bad in ["<script>", "<img", "](javascript:", "](//evil", "](https://evil", "\u{1b}", "\u{202e}"] {
            assert!(!live.contains(bad), "{document}: {bad}");
        }
    }
}

#[test]
fn the_terminal() {
    let project = project();
    for args in [
        &["status"][..],
        &["list"],
        &["show", "business-problems", "privacy", "data-source"],
        &["check"],
        &["check", "--color", "never", "--format", "short"],
    ] {
        let ran = project.run(args.iter().copied());
        let shown = ran.out + &ran.err;
        assert!(
            !shown.contains('\u{1b}') && !shown.contains('\u{202e}') && !shown.contains('\u{7}'),
            "{args:?}\n{shown}"
        );
    }
}

#[test]
fn json() {
    let project = project().versioned();
    let statement = "The system shall \u{202e}answer\u{200b} fast.";
    project.run(["requirement", "add", "privacy", "fast", statement, "--fit-criterion", HOSTILE]).ok();
    // The keys that nobody knows stand in the way of a diff.
    let data = project.read("formwork/data.toml");
    project.write("formwork/data.toml", data.split("\n[\"<script>").next().unwrap());
    project.commit_on("2026-11-01");
    project.pipe(["answer", "business-problems", "-"], "live\u{202e} evil".as_bytes()).ok();
    for (args, repeats) in [
        (&["list"][..], true),
        (&["show", "business-problems", "privacy"], true),
        (&["diff", "HEAD"], true),
        (&["log", "business-problems"], true),
        (&["review", "business-problems"], true),
        (&["status"], true),
        (&["maturity"], false),
        (&["impact", "privacy"], true),
        (&["requirement", "list"], true),
        (&["requirement", "show", "fast"], true),
        (&["check"], false),
    ] {
        let ran = project.run(args.iter().copied().chain(["--json"]));
        assert_eq!(ran.code, i32::from(args[0] == "check"), "{args:?}\n{}{}", ran.out, ran.err);
        let deceives = |one: char| (one.is_control() && one != '\n') || "\u{202e}\u{200b}".contains(one);
        assert!(!ran.out.contains(deceives), "{args:?}\n{}", ran.out);
        assert_eq!(
            ran.json().to_string().contains('\u{202e}'),
            repeats,
            "the data stay: {args:?}\n{}",
            ran.out
        );
    }
}

#[test]
fn github_annotations_and_sarif() {
    let project = project();
    let github = project.run(["check", "--format", "github"]).exits(1).out;
    for line in github.lines() {
        let ours = ["::error file=", "::warning file=", "::notice file="]
            .iter()
            .any(|start| line.starts_with(start));
        assert!(ours || !line.contains("::"), "{line}");
        assert!(!line.contains("owned::") || ours, "{line}");
    }
    assert!(!github.contains("\n::error::owned"));
    let sarif = project.run(["check", "--format", "sarif"]).exits(1).out;
    assert!(!sarif.contains("\\u001b") && !sarif.contains('\u{202e}'));
    let log: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    assert_eq!(Schema::sarif().objection(&log), None);
    assert!(!log["runs"][0]["results"].as_array().unwrap().is_empty());
}

#[test]
fn a_hostile_sheet() {
    let project = Project::fresh();
    project.run(["export", "--open", "--output", "s.md"]).ok();
    let sheet = project.read("s.md");
    let hostile = format!(
        "{sheet}\n<!-- formwork: ../../etc/passwd 1:000000000000 -->\n<!-- answer -->\n\u{1b}[31mx\n<!-- formwork: \u{202e} -->\n"
    );
    project.write("s.md", hostile);
    let ran = project.run(["import", "s.md"]).exits(2);
    assert!(!ran.err.contains('\u{1b}') && !ran.err.contains('\u{202e}'));
}
