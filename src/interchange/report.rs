//! What a `status --json` run left → the components in it. The file may come from anywhere: what is not in it is
//! absent, what is too long is cut, and anything else than such a report is refused as a whole.

use jiff::civil::Date;
use serde_json::Value;

use crate::model::{Reported, Under};

/// The schema that is read; later versions of it only add.
const SCHEMA: &str = "formwork/status/1";
/// Longer words are no names.
const LONGEST: usize = 200;

/// The components of a report, or why it is none: a lower-case fragment.
pub fn report(source: &str, bytes: &[u8]) -> Result<Vec<Reported>, String> {
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| format!("this is no JSON (line {}, column {})", error.line(), error.column()))?;
    match value.get("schema").and_then(Value::as_str) {
        Some(SCHEMA) => {}
        Some(other) => {
            let other = crate::source::inert_line(other);
            return Err(format!("the schema is `{}`, not `{SCHEMA}`", cut(&other)));
        }
        None => return Err(format!("it has no schema, so it is no report; `{SCHEMA}` is one")),
    }
    let components = value.get("components").and_then(Value::as_array);
    let components = components.ok_or_else(|| "it has no list of components".to_owned())?;
    let run = Run {
        on: date(&value, "on"),
        revision: value.pointer("/revision/commit").and_then(Value::as_str).map(cut),
        dirty: value.pointer("/revision/dirty").and_then(Value::as_bool),
        policy: value.get("policy").map(|policy| {
            let text = |key: &str| policy.get(key).and_then(Value::as_str).map(cut);
            Under { file: text("file"), digest: text("digest") }
        }),
    };
    components.iter().map(|component| one(source, component, &run)).collect()
}

/// What a report says of all its components.
struct Run {
    on: Option<Date>,
    revision: Option<String>,
    dirty: Option<bool>,
    policy: Option<Under>,
}

fn one(source: &str, value: &Value, run: &Run) -> Result<Reported, String> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(cut);
    let number = |key: &str| value.get(key).and_then(Value::as_u64);
    let total = |key: &str| value.pointer(&format!("/total/{key}")).and_then(Value::as_u64);
    let component = text("component").ok_or_else(|| "a component in it has no id".to_owned())?;
    let verdict = text("verdict").ok_or_else(|| "a component in it has no verdict".to_owned())?;
    if !["pass", "fail", "unreadable"].contains(&verdict.as_str()) {
        return Err("a component in it has a verdict other than pass, fail or unreadable".to_owned());
    }
    let list = |key: &str| -> Option<Vec<String>> {
        Some(value.get(key)?.as_array()?.iter().filter_map(Value::as_str).map(cut).collect())
    };
    Ok(Reported {
        source: source.to_owned(),
        name: text("name").unwrap_or_else(|| if component == "." { stem(source) } else { component.clone() }),
        component,
        form: text("form"),
        sets: list("sets").unwrap_or_default(),
        maturity: text("maturity"),
        verdict,
        errors: number("errors").unwrap_or_default(),
        warnings: number("warnings"),
        required: total("required").unwrap_or_default(),
        done: total("done").unwrap_or_default(),
        open: total("open").unwrap_or_default(),
        waivers: number("waivers"),
        turned_down: list("turned-down"),
        made_optional: list("made-optional"),
        next_expiry: date(value, "next-expiry"),
        digest: text("digest"),
        on: run.on,
        revision: run.revision.clone(),
        dirty: run.dirty,
        policy: run.policy.clone(),
    })
}

fn date(value: &Value, key: &str) -> Option<Date> {
    value.get(key)?.as_str()?.parse().ok()
}

/// A component that is alone and could not be read is known by its report.
fn stem(source: &str) -> String {
    let name = source.rsplit('/').next().unwrap_or(source);
    cut(name.strip_suffix(".json").unwrap_or(name))
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_status_report_is_one() {
        for (bytes, why) in [
            ("", "this is no JSON (line 1, column 0)"),
            ("[1]", "it has no schema"),
            (r#"{"schema": "formwork/check/1", "findings": []}"#, "the schema is `formwork/check/1`"),
            (r#"{"schema": "formwork/status/1"}"#, "no list of components"),
            (r#"{"schema": "formwork/status/1", "components": [{}]}"#, "no id"),
            (
                r#"{"schema": "formwork/status/1", "components": [{"component": ".", "verdict": "?"}]}"#,
                "verdict",
            ),
        ] {
            let error = report("a.json", bytes.as_bytes()).unwrap_err();
            assert!(error.contains(why), "{bytes}: {error}");
        }
    }

    #[test]
    fn what_an_older_report_does_not_say_is_absent() {
        let text = r#"{"schema": "formwork/status/1", "components":
            [{"component": "x", "verdict": "fail", "errors": 2, "total": {"required": 5, "done": 3, "open": 2}}]}"#;
        let [one] = &report("a.json", text.as_bytes()).unwrap()[..] else { panic!() };
        assert_eq!((one.name.as_str(), one.errors, one.open, one.waivers), ("x", 2, 2, None));
        let text = text.replace("\"x\"", "\".\"");
        let [alone] = &report("reports/watch.json", text.as_bytes()).unwrap()[..] else { panic!() };
        assert_eq!((alone.name.as_str(), &alone.turned_down, &alone.made_optional), ("watch", &None, &None));
    }
}
