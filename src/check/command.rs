use crate::model::Component;
use crate::source::inert_line;

/// A command for this component, as typed from where this one runs: `formwork -C examples/x answer ID`.
pub(super) fn for_component(component: &Component, words: &str) -> String {
    let dir = component.dir.as_str();
    // Below the component, or in it, the search upwards finds it.
    if dir.split('/').all(|part| matches!(part, "" | "." | "..")) {
        return format!("formwork {words}");
    }
    format!("formwork -C {} {words}", quoted(dir))
}

fn quoted(dir: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '@' | '+' | ',');
    if !dir.starts_with('-') && dir.chars().all(plain) {
        return dir.to_owned();
    }
    format!("'{}'", inert_line(dir).replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_odd_characters_stays_one_word() {
        assert_eq!(quoted("services/räder_2"), "services/räder_2");
        assert_eq!(quoted("a b; rm"), "'a b; rm'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted("-x"), "'-x'");
    }
}
