//! How values are written: one line as a basic string, several as `'''` with the closing quotes on a
//! line of their own, falling back to `"""`.

use toml_writer::{ToTomlKey as _, ToTomlValue as _, TomlKeyBuilder, TomlStringBuilder};

use crate::model::Value;

/// A value in TOML. `inline` keeps it on one line, as inside an inline table. Newlines are `\n`; the
/// caller turns them into the file's own.
pub(crate) fn value(value: &Value, inline: bool) -> String {
    match value {
        Value::Text(text) => string(text, inline),
        Value::Date(date) => date.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(|item| one_line(item)).collect();
            format!("[{}]", items.join(", "))
        }
    }
}

/// A basic string on one line.
pub fn one_line(text: &str) -> String {
    TomlStringBuilder::new(text).as_basic().to_toml_value()
}

/// A key, quoted where it must be.
pub(crate) fn key(name: &str) -> String {
    TomlKeyBuilder::new(name).as_default().to_toml_key()
}

/// Text as a comment line: nothing in it can end the comment or hide in it.
pub fn comment_line(text: &str) -> String {
    format!("# {}", crate::source::inert_line(text))
}

/// A text as it will read back: carriage returns before a line feed cannot be told from the file's own
/// line endings, and newlines at the end are not part of it.
pub(crate) fn normal(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    let text = lines.join("\n");
    text.trim_end_matches(['\n', '\r']).to_owned()
}

fn string(text: &str, inline: bool) -> String {
    let text = normal(text);
    if inline || !text.contains('\n') {
        return one_line(&text);
    }
    let block = format!("{text}\n");
    let builder = TomlStringBuilder::new(&block);
    builder.as_ml_literal().unwrap_or_else(|| builder.as_ml_basic()).to_toml_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &str) -> String {
        super::value(&Value::Text(value.to_owned()), false)
    }

    #[test]
    fn one_line_is_a_basic_string() {
        assert_eq!(text("four cameras"), "\"four cameras\"");
        assert_eq!(text("a \"b\" \\ c\n"), r#""a \"b\" \\ c""#);
    }

    #[test]
    fn several_lines_stand_between_three_quotes_with_the_last_on_its_own_line() {
        assert_eq!(text("a\nb"), "'''\na\nb\n'''");
        assert!(text("a\n'''b").starts_with("\"\"\"\na\n"));
    }

    #[test]
    fn whatever_is_written_reads_back() {
        for written in
            ["", "\u{1b}[31m", "a\n\u{0}b", "'''\n\"\"\"", "a\rb\nc", "\u{feff}x", "\\\n\\", "x \n y\t\n"]
        {
            let doc = format!("a = {}\n", text(written));
            let root = toml::de::DeTable::parse(&doc).unwrap().into_inner();
            let back = super::super::keys::text(root.values().next().unwrap().get_ref());
            assert_eq!(back.trim_end_matches('\n'), written.trim_end_matches('\n'), "{doc}");
        }
    }
}
