//! Choices of a question as boxes that a person marks.

use crate::model::Question;
use crate::query;

/// A box for each choice, with a mark in those that are chosen.
pub(super) fn boxes(question: &Question, chosen: &[String]) -> String {
    let Some(how) = query::choices(question) else { return String::new() };
    let how = how.split(':').next().unwrap_or_default();
    let mut out = format!("\n**{how}:** {BOX_HINT}\n\n");
    for choice in &question.choices {
        let mark = if chosen.contains(choice) { 'x' } else { ' ' };
        out += &format!("- [{mark}] {choice}\n");
    }
    out
}

/// How a choice is made in a sheet.
const BOX_HINT: &str = "put an x between the brackets.";

/// The line above a question's boxes, which nobody wrote.
pub(in crate::interchange) fn is_box_heading(line: &str) -> bool {
    line.starts_with("**Choose one") && line.ends_with(BOX_HINT)
}

/// The choice of a box's line, and whether it is marked.
pub(in crate::interchange) fn read_box(line: &str) -> Option<(bool, &str)> {
    let rest = line.trim().strip_prefix(['-', '*', '+'])?.trim_start();
    let (mark, choice) = rest.strip_prefix('[')?.split_once(']')?;
    let marked = match mark.trim() {
        "" => false,
        "x" | "X" | "✓" | "✔" | "✗" | "×" => true,
        _ => return None,
    };
    Some((marked, choice.trim()))
}
