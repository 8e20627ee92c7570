use crate::model::{Component, Policy};
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

/// A file as it is named in a command for this component; `None` where that cannot be told.
pub(super) fn from_component(component: &Component, file: &str) -> Option<String> {
    let dir: Vec<&str> = component.dir.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    let is_here = file.starts_with('/') || dir.iter().all(|part| *part == "..");
    if !is_here && (dir.contains(&"..") || component.dir.starts_with('/')) {
        return None;
    }
    let up = if is_here { 0 } else { dir.len() };
    Some(shell_word(&format!("{}{file}", "../".repeat(up))))
}

/// The flag by which a command for this component is told of a policy, with a blank before it.
pub fn policy_flag(component: &Component, policy: &Policy) -> String {
    from_component(component, &policy.file).map_or_else(String::new, |file| format!(" --policy {file}"))
}
