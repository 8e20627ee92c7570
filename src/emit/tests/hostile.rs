//! Whatever a finding holds: inert, and never a panic.

use super::{finding, location, open, written};
use crate::diag::{Finding, OpenQuestion, RuleId, Severity};
use crate::emit::{Run, formats};
use crate::term::Paint;

const HOSTILE: &str = "a\u{1b}[31mb\u{202e}c\n::error title=x::boo\r\n100%0A, \u{9b}0m";

#[test]
fn hostile_text_is_inert_in_every_format() {
    let hostile = Finding {
        help: Some(HOSTILE.into()),
        component: HOSTILE.into(),
        question: Some(HOSTILE.into()),
        location: location(HOSTILE, 1, 3, HOSTILE, 4),
        command: Some(HOSTILE.into()),
        ..finding(RuleId::InvalidValue, Severity::Error, HOSTILE)
    };
    let mut hostile_open = open("x", "scoping", 1);
    hostile_open.question = Some(HOSTILE.into());
    hostile_open.component = HOSTILE.into();
    hostile_open.command = Some(HOSTILE.into());
    hostile_open.location = location(HOSTILE, 1, 1, HOSTILE, 2);
    hostile_open.open = Some(OpenQuestion {
        stage: HOSTILE.into(),
        text: HOSTILE.into(),
        ask: vec![HOSTILE.into()],
        dependents: 1,
        consequence: HOSTILE.into(),
    });
    let mut away = hostile.clone();
    away.location = None;
    let run = Run {
        findings: vec![hostile.clone(), hostile, hostile_open, away],
        components: 3,
        fail_on: None,
        failed: true,
        ..Run::default()
    };
    for format in formats() {
        let text = (format.write)(&run, Paint::default(), Some(60));
        let ours = if format.id == "github" { 4 } else { 0 };
        assert_eq!(
            text.lines().filter(|line| line.trim_start().starts_with("::")).count(),
            ours,
            "{}: {text}",
            format.id
        );
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{}: {text:?}", format.id);
        assert!(!text.contains('\u{202e}'), "{}", format.id);
        assert!(format.id != "github" || !text.contains("100%0A"), "{text}");
    }
    let json: serde_json::Value = serde_json::from_str(&written("json", &run)).unwrap();
    assert_eq!(json["findings"][0]["file"], HOSTILE, "data stays as it is");
}

#[test]
fn no_place_makes_an_excerpt_panic() {
    let mut run = Run { components: 1, ..Run::default() };
    for excerpt in ["", " ", "a", "日本語 = 'ü'", "e\u{301}\u{200d}👩‍👩‍👧", "\u{feff}x", "a\tb\r\n c"]
    {
        for column in [0, 1, 2, 3, 7, 8, 9, 200, usize::MAX] {
            for width in [0, 1, 3, 300, usize::MAX] {
                run.findings.push(Finding {
                    location: location("a.toml", column.max(1), column, excerpt, width),
                    ..finding(RuleId::InvalidValue, Severity::Note, "")
                });
            }
        }
    }
    for (color, columns) in [(false, None), (true, Some(1)), (false, Some(20)), (true, Some(u16::MAX))] {
        for format in formats() {
            assert!(!(format.write)(&run, Paint { color }, columns).is_empty());
        }
    }
}

#[test]
fn a_caret_stands_under_its_character_in_wide_scripts() {
    let wide = Finding {
        location: location("a.toml", 7, 6, "日本 = '語ü'", 4),
        ..finding(RuleId::InvalidValue, Severity::Error, "no")
    };
    let text = written("text", &Run { findings: vec![wide], components: 1, ..Run::default() });
    assert!(text.contains(" --> a.toml:7:6\n"), "{text}");
    assert!(text.contains("7 | 日本 = '語ü'\n  |        ^^^^^\n"), "{text}");
}
