//! What counts as the same text on both sides of a sheet.

/// A text as a sheet can carry it: lines end in `\n`, and there are no blank lines at either end. Inside
/// it stays byte for byte; only carriage returns before a line feed go, because editors change them.
pub(super) fn canonical(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    let filled = |line: &str| !line.trim_matches([' ', '\t', '\r']).is_empty();
    let Some(first) = lines.iter().position(|line| filled(line)) else { return String::new() };
    let last = lines.iter().rposition(|line| filled(line)).unwrap_or(first);
    lines.get(first..=last).unwrap_or_default().join("\n")
}

/// The lines of `text` that are no part of `ours`, blank ones aside: what a person wrote between lines
/// that are not theirs. Mail programs wrap lines anew, so words are compared and not lines.
pub(super) fn foreign_lines(text: &str, ours: &str) -> String {
    let words = |text: &str| format!(" {} ", text.split_whitespace().collect::<Vec<_>>().join(" "));
    let ours = words(ours);
    if words(text) == ours {
        return String::new();
    }
    // So much more text than ours is not worth telling apart line by line.
    let apart = text.len() <= 16 * ours.len();
    let is_foreign = |line: &&str| !line.trim().is_empty() && (!apart || !ours.contains(&words(line)));
    text.split('\n').map(str::trim_end).filter(is_foreign).collect::<Vec<_>>().join("\n")
}
