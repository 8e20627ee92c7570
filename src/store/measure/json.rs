//! JSON as DVC, MLflow and evaluation scripts write it.

use super::tree::Tree;

/// The tree, or why there is none.
pub(super) fn parse(text: &str) -> Result<Tree, String> {
    let first = serde_json::from_str(text);
    // Python writes `NaN` and `Infinity`, which are no JSON; one failed metric must not hide the others.
    let tree = match first {
        Err(_) if text.contains("NaN") || text.contains("Infinity") => {
            serde_json::from_str(&without_non_numbers(text))
        }
        other => other,
    };
    tree.map_err(|error| {
        let what = error.to_string();
        let what = what.split(" at line").next().unwrap_or_default();
        format!("is not JSON: {what} at line {} column {}", error.line(), error.column())
    })
}

/// The text with `null` in place of numbers that are none.
fn without_non_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut quoted = false;
    while let Some(first) = rest.chars().next() {
        if quoted && first == '\\' {
            let end = rest.char_indices().nth(2).map_or(rest.len(), |(at, _)| at);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        quoted ^= first == '"';
        let word =
            ["NaN", "-Infinity", "Infinity"].into_iter().find(|word| !quoted && rest.starts_with(word));
        if let Some(word) = word {
            out.push_str("null");
            rest = &rest[word.len()..];
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}
