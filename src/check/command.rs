use crate::model::Component;
use crate::source::shell_word;

/// A command for this component, as typed from where this one runs: `formwork -C examples/x answer ID`.
pub(super) fn for_component(component: &Component, words: &str) -> String {
    let dir = component.dir.as_str();
    // Below the component, or in it, the search upwards finds it.
    if dir.split('/').all(|part| matches!(part, "" | "." | "..")) {
        return format!("formwork {words}");
    }
    format!("formwork -C {} {words}", shell_word(dir))
}
