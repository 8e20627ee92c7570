//! Whatever bytes are in a file that is read: findings with places, and every format can say them.

use std::cell::RefCell;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::TestRunner;

use formwork::check;
use formwork::emit::{self, Format};
use formwork::gate::Run;
use formwork::read::PolicyWords;
use formwork::store;
use formwork::term::Paint;

use crate::case::options;
use crate::support::Project;

const FILES: [&str; 8] = [
    "formwork.toml",
    "formwork/data.toml",
    "formwork/reviews.toml",
    "formwork/retired.toml",
    "sets/ours.toml",
    "reports/eval.json",
    "reports/eval.csv",
    "reports/tests.xml",
];

/// A component that every one of the files belongs to.
fn project() -> Project {
    let project = Project::fresh();
    project.run(["catalog", "new", "sets/ours.toml"]).ok();
    project.change("formwork.toml", "maturity = ", "sets = [\"sets/ours.toml\"]\nmaturity = ");
    project.run(["answer", "privacy", "Faces are blurred.", "--by", "@mia"]).ok();
    for (id, file) in [("a", "reports/eval.json:m.recall"), ("b", "reports/eval.csv:recall")] {
        let add = ["requirement", "add", "privacy", id, "It finds them.", "--verification", "test"];
        let bound = ["--measured", file, "--at-least", "0.5", "--tested", "reports/tests.xml:t"];
        project.run(add.into_iter().chain(bound)).ok();
    }
    project.run(["review", "privacy", "--as", "legal-team", "--by", "@mia", "--yes", "--note", "seen"]).ok();
    project.write("formwork/retired.toml", "[old-question]\nanswer = \"What was said.\"\n");
    project.write("reports/eval.json", "{\"m\": {\"recall\": 0.7, \"list\": [1, 2]}}\n");
    project.write("reports/eval.csv", "step,recall\n1,0.6\n2,\"0.7\"\n");
    project.write(
        "reports/tests.xml",
        "<testsuite><testcase name=\"t\"><failure message=\"no\"/></testcase></testsuite>\n",
    );
    project.run(["check", "--format", "short"]).exits(1).says("[failed-test]");
    project
}

/// What the gate makes of the files, in every format.
fn gate(project: &Project) -> Run {
    let dir = project.root().canonicalize().unwrap();
    let found = store::find_at(&dir, &dir).unwrap();
    let mut run = Run { findings: check::check_root(&found.problems), components: 1, ..Run::default() };
    for member in &found.members {
        let loaded = found.load(member, store::Needs::REPORTS);
        run.findings.extend(check::check_component(&loaded, &options()).findings);
    }
    for finding in &run.findings {
        let at = finding.location.as_ref().expect("every finding has a place");
        assert!(at.line >= 1 && at.column >= 1 && !at.file.is_empty(), "{finding:?}");
    }
    // The manual of every rule stands in each SARIF file, so that one is written for many.
    for format in emit::formats().iter().filter(|format| format.id != "sarif") {
        written(&run, format);
    }
    run
}

/// Writes a run in a format, and reads back what is written for machines.
fn written(run: &Run, format: &Format) {
    let text = (format.write)(run, Paint::default(), Some(80));
    let hidden = |c: char| c.is_control() && c != '\n';
    assert!(!text.contains(hidden), "{}: {text:?}", format.id);
    if matches!(format.id, "json" | "sarif" | "gitlab") {
        serde_json::from_str::<serde_json::Value>(&text).unwrap();
    }
    if format.id == "junit" {
        junit_parser::from_reader(text.as_bytes()).unwrap();
    }
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let pieces: &[&[u8]] = &[
        b"[",
        b"]",
        b"[[",
        b"]]",
        b"{",
        b"}",
        b"=",
        b"\"",
        b"'''",
        b"\n",
        b"\r\n",
        b"\r",
        b"\0",
        b"\xff",
        b"\xf0\x9f",
        b"\\u",
        b"\xef\xbb\xbf",
        b"#",
        b",",
        b".",
        b"a = ",
        b"1e999",
        b"-",
        b"<",
        b"&",
        b"<!--",
        b"]]>",
        b"\x1b[31m",
        b"<<<<<<< a\n",
        b"\xe2\x80\xae",
        b"answer = ",
        b"[privacy]\n",
        b"hash = \"2:x\"\n",
        b"2027-02-30",
        b"9999999999999999999",
    ];
    let piece = prop_oneof![
        4 => select(pieces).prop_map(<[u8]>::to_vec),
        1 => vec(any::<u8>(), 0..6),
    ];
    vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

#[test]
fn any_bytes_in_any_file_are_findings_and_nothing_else() {
    let project = project();
    for file in FILES {
        let whole = std::fs::read(project.path(file)).unwrap();
        let all = RefCell::new(Run { components: 1, ..Run::default() });
        let config = ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() };
        // Put in somewhere, in place of some of what is there; sometimes of all of it.
        let strategy = (any::<Index>(), 0..40_usize, bytes(), prop::bool::weighted(0.1));
        TestRunner::new(config)
            .run(&strategy, |(at, over, new, alone)| {
                let at = at.index(whole.len() + 1);
                let end = (at + over).min(whole.len());
                let text = if alone { new } else { [&whole[..at], &new, &whole[end..]].concat() };
                project.write(file, text);
                all.borrow_mut().findings.extend(gate(&project).findings);
                Ok(())
            })
            .unwrap_or_else(|error| panic!("{file}: {error}"));
        project.write(file, &whole);
        written(&all.into_inner(), emit::format("sarif").unwrap());
    }
}

#[test]
fn any_bytes_of_a_policy_are_problems_and_nothing_else() {
    let policy = include_bytes!("../cases/policy-violation/bad/policy.toml");
    let project = Project::empty();
    let path = project.path("policy.toml");
    let rules: Vec<&str> = check::rules().iter().map(|rule| rule.id.as_str()).collect();
    let config = ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() };
    TestRunner::new(config)
        .run(&(any::<Index>(), 0..20_usize, bytes()), |(at, over, new)| {
            let at = at.index(policy.len() + 1);
            let end = (at + over).min(policy.len());
            project.write("policy.toml", [&policy[..at], &new, &policy[end..]].concat());
            let sets = formwork::catalog::set_ids().collect();
            let words = PolicyWords { rules: rules.clone(), waivable: rules.clone(), sets };
            store::read_policy(&path, project.root(), &words);
            Ok(())
        })
        .unwrap();
}
