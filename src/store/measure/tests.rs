use super::{parse, path, value};
use crate::model::{Datum, Reading};

/// What a report of this text says at a key: a value, or why there is none.
fn says(format: &str, text: &str, key: &str) -> String {
    let report = parse(text, format).unwrap_or_else(super::Report::Unread);
    match value(&report, "r", key) {
        Reading::Says(Datum::Number(number)) => number.to_string(),
        Reading::Says(Datum::Text(text)) => format!("{text:?}"),
        Reading::Says(Datum::Cell(text)) => text,
        Reading::Mute(why) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn dotted_paths_quotes_and_indices_lead_through_trees() {
    let json = r#"{"a": {"b.c": [1, {"d": 0.5}]}, "t": "x", "yes": true, "": {"e": -1e3}}"#;
    for (key, value) in [
        ("a.\"b.c\".0", "1"),
        ("a.\"b.c\".-1.d", "0.5"),
        ("t", "\"x\""),
        ("yes", "\"true\""),
        ("\"\".e", "-1000"),
        (".e", "-1000"),
    ] {
        assert_eq!(says("json", json, key), value, "{key}");
    }
    for (key, why) in [
        ("a.b", "`r` has no `b` in `a`"),
        ("a.\"b.c\".2", "the list has 2"),
        ("a.\"b.c\".-3", "the list has 2"),
        ("a.\"b.c\".x", "has no entry x"),
        ("a.\"b.c\"", "has a list"),
        ("a", "has a table"),
        ("t.u", "which is a single value"),
        ("a.\"b", "a quote is not closed"),
        ("", ""),
    ] {
        assert!(says("json", json, key).contains(why), "{key}: {}", says("json", json, key));
    }
    assert!(says("json", r#"{"recall": 1}"#, "recal").ends_with("did you mean `recall`?"));
    assert_eq!(says("toml", "a.b = 1_000\nc = nan\nd = 2027-01-01", "a.b"), "1000");
    assert!(says("toml", "c = nan", "c").contains("NaN"));
}

#[test]
fn numbers_that_are_none_hide_no_others() {
    let json = r#"{"a": NaN, "b": [-Infinity, Infinity], "c": "NaN \" Infinity", "d": 0.5}"#;
    assert_eq!(says("json", json, "d"), "0.5");
    assert_eq!(says("json", json, "c"), "\"NaN \\\" Infinity\"");
    assert!(says("json", json, "a").contains("null, NaN or infinite"));
    assert!(says("json", json, "b.1").contains("null, NaN or infinite"));
}

#[test]
fn a_csv_cell_is_of_the_last_row_or_of_a_named_one() {
    let csv = "run, epoch,metrics.recall,a=b:c\nx,1,0.5,7\ny,best,0.9,8\nz,2,nan,9\n";
    assert_eq!(says("csv", csv, "epoch"), "2");
    assert_eq!(says("csv", csv, "run=x:metrics.recall"), "0.5");
    assert_eq!(says("csv", csv, "epoch=best:metrics.recall"), "0.9");
    assert_eq!(says("csv", csv, "a=b:c"), "9", "a column of that very name");
    assert_eq!(says("csv", csv, "run"), "z");
    assert!(says("csv", csv, "metrics.recall").contains("NaN"));
    assert!(says("csv", csv, "recall").contains("has no column `recall`"));
    assert!(says("csv", csv, "run=q:epoch").contains("has no row with `q`"));
    assert!(says("csv", "a,b\n", "a").contains("has no rows"));
    assert!(says("csv", "a,b\n1\n", "a").contains("is not CSV"));
}

#[test]
fn what_stands_there_twice_is_picked_by_nobody() {
    let csv = "run,recall,recall\na,0.1,0.9\n";
    assert_eq!(says("csv", csv, "run"), "a");
    assert_eq!(says("csv", csv, "recall"), "`r` has 2 columns `recall`: nobody can tell which is meant");
    assert!(says("csv", csv, "recall=0.1:run").contains("has 2 columns `recall`"));
    let json = r#"{"m": {"recall": 0.1, "loss": 1, "re\u0063all": 0.9}, "n": [{"a": 1, "a": 2}]}"#;
    assert_eq!(says("json", json, "m.loss"), "1");
    assert_eq!(
        says("json", json, "m.recall"),
        "`r` has `recall` in `m` twice: nobody can tell which is meant"
    );
    assert!(says("json", json, "n.0.a").contains("has `a` in `n.0` twice"));
    assert!(says("toml", "a = 1\na = 2", "a").contains("is not TOML"));
}

#[test]
fn numbers_are_read_whatever_their_size_and_texts_stay_texts() {
    let json =
        r#"{"a": -0, "b": -0.0, "c": 123456789012345678901234567890, "d": 1e-400, "e": "0.97", "f": true}"#;
    for (key, value) in [
        ("a", "0"),
        ("b", "0"),
        ("c", "1.2345678901234568e29"),
        ("d", "0"),
        ("e", "\"0.97\""),
        ("f", "\"true\""),
    ] {
        assert_eq!(says("json", json, key), value, "{key}");
    }
    assert!(says("json", r#"{"a": 1e400}"#, "a").contains("is not JSON: number out of range"));
    assert!(says("toml", "a = 1e400", "a").contains("is not TOML"));
    assert_eq!(says("toml", "d = 2027-01-01", "d"), "\"2027-01-01\"");
    assert_eq!(says("toml", "d = -0.0\ne = 9_007_199_254_740_993", "d"), "0");
}

#[test]
fn deep_trees_are_an_error_and_no_crash() {
    for (format, text) in [("json", "[".repeat(200_000)), ("toml", format!("a = {}", "[".repeat(200_000)))] {
        assert!(says(format, &text, "a").contains("is not"), "{format}");
    }
    let key = "a.".repeat(50_000);
    assert!(path::look_up(&super::tree::Tree::List(Vec::new()), &key).is_err());
}

proptest::proptest! {
    #[test]
    fn whatever_stands_in_a_report_is_read_without_a_panic(
        text in "[ -~\\n\u{e9}]{0,80}", key in "[a-z0-9.\"=:\\[\\]-]{0,12}", format in 0_usize..4
    ) {
        let format = ["json", "csv", "toml", "junit"][format];
        if let Ok(report) = parse(&text, format) {
            value(&report, "r", &key);
            super::outcome(&report, "r", &key);
        }
    }
}
