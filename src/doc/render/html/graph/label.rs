//! Labels on lines: ids are broken after `-`, `/` and blanks, and shortened where that does not help.

/// Lines of a label, at most.
const LINES: usize = 3;
/// Characters of a line, at most, however long a word is.
const LONGEST: usize = 18;
/// Characters of a line, at least, so that boxes of short labels are no dots.
const SHORTEST: usize = 9;

/// So many characters are needed for every label to fit on two lines, within reason.
pub(super) fn width<'a>(labels: impl Iterator<Item = &'a str>) -> usize {
    let needed = |label: &str| {
        let fits = |width: &usize| broken(label, *width).is_some_and(|lines| lines.len() <= 2);
        (SHORTEST..LONGEST).find(fits).unwrap_or(LONGEST)
    };
    labels.map(needed).max().unwrap_or(SHORTEST)
}

/// A label's lines of at most so many characters.
pub(super) fn lines(label: &str, width: usize) -> Vec<String> {
    if let Some(lines) = broken(label, width).filter(|lines| lines.len() <= LINES) {
        return lines;
    }
    let all: Vec<char> = label.chars().collect();
    let mut lines: Vec<String> = all.chunks(width.max(2)).map(String::from_iter).collect();
    if lines.len() > LINES {
        lines.truncate(LINES);
        if let Some(last) = lines.last_mut() {
            last.pop();
            last.push('…');
        }
    }
    lines
}

/// Broken between its parts; nothing where a part is too long for a line.
fn broken(label: &str, width: usize) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    let mut room = 0;
    for part in label.split_inclusive(['-', '/', ' ']) {
        let length = part.trim_end().chars().count();
        if length > width {
            return None;
        }
        match lines.last_mut() {
            Some(line) if length <= room => line.push_str(part),
            _ => {
                lines.push(part.to_owned());
                room = width;
            }
        }
        room = room.saturating_sub(part.chars().count());
    }
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_broken_after_their_hyphens() {
        let labels = ["performance-requirements", "privacy", "input-serving"];
        let width = width(labels.into_iter());
        assert_eq!(width, 12);
        assert_eq!(lines(labels[0], width), ["performance-", "requirements"]);
        assert_eq!(lines(labels[1], width), ["privacy"]);
        assert_eq!(lines("a-b-c", width), ["a-b-c"]);
    }

    #[test]
    fn a_word_without_end_is_cut_and_says_so() {
        let long = "x".repeat(200);
        let width = width([long.as_str()].into_iter());
        let lines = lines(&long, width);
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().all(|line| line.chars().count() <= width));
        assert!(lines[2].ends_with('…'));
    }
}
