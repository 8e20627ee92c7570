//! What readers of reports take no more of, and what they know findings by.

use super::{finding, location, run, written};
use crate::diag::{Finding, RuleId, Severity};
use crate::emit::Run;

/// GitHub's limits: 25,000 results and 1,000 locations each; 10 MB when packed; 255 characters of a rule's id and
/// 1,024 of its descriptions.
#[test]
fn sarif_stays_within_the_limits_of_code_scanning_and_says_what_it_leaves_out() {
    let notes = (0..24_990).map(|at| Finding {
        location: location("formwork/data.toml", at + 1, 1, &format!("note {at}"), 4),
        ..finding(RuleId::ExpiresSoon, Severity::Note, "it ends soon")
    });
    let errors = (0..20).map(|at| Finding {
        location: location("formwork/modeling.toml", at + 1, 1, &format!("error {at}"), 4),
        ..finding(RuleId::PlaceholderAnswer, Severity::Error, "`-` stands in place of an answer")
    });
    let run = Run { findings: notes.chain(errors).collect(), components: 1, ..Run::default() };
    let text = written("sarif", &run);
    let log: serde_json::Value = serde_json::from_str(&text).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 25_000);
    assert_eq!(results.iter().filter(|one| one["level"] == "error").count(), 20, "the weightiest stay");
    let note = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(note.as_str().unwrap().starts_with("25010 findings were made"), "{note}");
    assert!(text.len() < 30_000_000, "{} bytes, which pack to a tenth", text.len());
    assert!(results.iter().all(|one| one["locations"].as_array().unwrap().len() == 1));
    for rule in log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap() {
        let length = |key: &str| rule[key]["text"].as_str().unwrap().chars().count();
        assert!(rule["id"].as_str().unwrap().len() <= 255, "{rule}");
        assert!(length("shortDescription") <= 1024 && length("fullDescription") <= 1024, "{rule}");
    }
}

/// Words that pack to nothing less are cut before the file is too large for code scanning.
#[test]
fn sarif_of_long_messages_stays_below_what_code_scanning_unpacks() {
    let random = |seed: usize| -> String {
        let mut state = seed as u64 | 1;
        let next = |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            char::from_u32(0x4e00 + u32::try_from(state >> 50).unwrap()).unwrap_or('x')
        };
        (0..400).map(next).collect()
    };
    let notes = (0..20_000).map(|at| Finding {
        location: location("formwork/data.toml", at + 1, 1, "note", 4),
        ..finding(RuleId::ExpiresSoon, Severity::Note, &random(at))
    });
    let error = finding(RuleId::PlaceholderAnswer, Severity::Error, "`-` stands in place of an answer");
    let run = Run { findings: notes.chain([error]).collect(), components: 1, ..Run::default() };
    let text = written("sarif", &run);
    let log: serde_json::Value = serde_json::from_str(&text).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let words: usize = results.iter().map(|one| one["message"]["text"].as_str().unwrap().len()).sum();
    assert!(words < 8_000_000 && results.len() > 5_000, "{words} bytes in {} results", results.len());
    assert_eq!(results.iter().filter(|one| one["level"] == "error").count(), 1, "the weightiest stays");
    let note = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    let said = format!("20001 findings were made; the {} that weigh most", results.len());
    assert!(note.as_str().unwrap().starts_with(&said), "{note}");
    assert!(log["runs"][0]["invocations"].as_array().unwrap().len() == 1);
    let small: serde_json::Value = serde_json::from_str(&written("sarif", &super::run())).unwrap();
    assert!(small["runs"][0]["invocations"].is_null(), "nothing is left out");
}

#[test]
fn a_line_above_moves_no_fingerprint_and_equal_lines_have_their_own() {
    let prints = |run: &Run, format: &str| -> Vec<String> {
        let value: serde_json::Value = serde_json::from_str(&written(format, run)).unwrap();
        let of = |one: &serde_json::Value, key: &str| one[key].as_str().map(str::to_owned);
        match format {
            "gitlab" => value.as_array().unwrap().iter().filter_map(|one| of(one, "fingerprint")).collect(),
            _ => value["runs"][0]["results"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(|one| of(&one["partialFingerprints"], "formwork/v1"))
                .collect(),
        }
    };
    let placeholder = |line: usize| Finding {
        location: location("formwork/data.toml", line, 10, "answer = \"-\"", 3),
        ..finding(RuleId::PlaceholderAnswer, Severity::Error, "`-` stands in place of an answer")
    };
    for format in ["sarif", "gitlab"] {
        let mut before = run();
        before.findings.extend([placeholder(20), placeholder(30)]);
        let mut after = run();
        after.findings.extend([placeholder(27), placeholder(37)]);
        assert_eq!(prints(&before, format), prints(&after, format));
        let mut all = prints(&after, format);
        assert_eq!(all.len(), after.findings.len());
        all.sort();
        all.dedup();
        assert_eq!(all.len(), after.findings.len(), "{format}");
        // Another finding of another question takes nobody's.
        let other = Finding { question: Some("privacy".into()), ..placeholder(5) };
        let place = after.findings.len() - 2;
        after.findings.insert(place, other);
        let more = prints(&after, format);
        assert!(prints(&before, format).iter().all(|print| more.contains(print)), "{format}");
    }
}
