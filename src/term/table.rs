//! Tables without borders: columns padded, one column wrapped to what the terminal leaves it. Cells may
//! be painted, which the table crates only measure rightly together with a terminal backend of their own.

use unicode_width::UnicodeWidthStr as _;

/// Which side a column's text keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
    /// Text that is wrapped where the line gets too long.
    Wrap,
}

/// Rows of plain or painted text.
#[derive(Debug)]
pub struct Grid {
    columns: Vec<Align>,
    rows: Vec<Vec<String>>,
    width: Option<usize>,
}

const GAP: usize = 2;
/// A wrapped column does not get narrower than this; the line is longer than the terminal then.
const NARROWEST: usize = 24;

impl Grid {
    /// A grid with one alignment a column. `width` is the terminal's; without it nothing is wrapped.
    pub fn new(columns: &[Align], width: Option<u16>) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new(), width: width.map(usize::from) }
    }

    /// Adds a row.
    pub fn row<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) -> &mut Self {
        self.rows.push(cells.into_iter().map(|cell| cell.as_ref().to_owned()).collect());
        self
    }

    /// The lines, without blanks at their ends, each with a newline.
    pub fn lines(&self) -> String {
        let mut widths: Vec<usize> = (0..self.columns.len())
            .map(|at| {
                self.rows
                    .iter()
                    .filter_map(|row| row.get(at))
                    .map(|cell| shown_width(cell))
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        if let (Some(limit), Some(wrap)) =
            (self.width, self.columns.iter().position(|align| *align == Align::Wrap))
        {
            let others: usize =
                widths.iter().enumerate().filter(|(at, _)| *at != wrap).map(|(_, width)| width + GAP).sum();
            widths[wrap] = widths[wrap].min(limit.saturating_sub(others).max(NARROWEST));
        }
        let mut out = String::new();
        for row in &self.rows {
            let cells: Vec<Vec<String>> = row
                .iter()
                .enumerate()
                .map(|(at, cell)| {
                    if self.columns.get(at) == Some(&Align::Wrap) {
                        wrap(cell, widths[at])
                    } else {
                        vec![cell.clone()]
                    }
                })
                .collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or(1);
            for line in 0..height {
                let mut text = String::new();
                for (at, cell) in cells.iter().enumerate() {
                    let part = cell.get(line).map_or("", String::as_str);
                    let room = " ".repeat(widths[at].saturating_sub(shown_width(part)));
                    let right = self.columns.get(at) == Some(&Align::Right);
                    text += &if right { format!("{room}{part}") } else { format!("{part}{room}") };
                    text += &" ".repeat(GAP);
                }
                out += text.trim_end();
                out.push('\n');
            }
        }
        out
    }
}

/// Columns that a text takes on a terminal, styles not counted.
fn shown_width(text: &str) -> usize {
    anstream::adapter::strip_str(text).to_string().width()
}

/// Words on lines of at most `width` columns; a longer word has a line of its own.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        // Kept beside the line: measuring it anew for every word takes seconds where it is as long as a file.
        let mut taken = 0;
        for word in paragraph.split(' ') {
            let more = shown_width(word);
            if !line.is_empty() && taken + 1 + more > width {
                lines.push(std::mem::take(&mut line));
                taken = 0;
            }
            if !line.is_empty() {
                line.push(' ');
                taken += 1;
            }
            line += word;
            taken += more;
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_column_wraps_and_the_others_keep_their_width() {
        let mut grid = Grid::new(&[Align::Left, Align::Right, Align::Wrap], Some(40));
        grid.row(["id", "7", "one two three four five six seven"]).row(["longer-id", "10", "x"]);
        assert_eq!(
            grid.lines(),
            "id          7  one two three four five\n               six seven\nlonger-id  10  x\n"
        );
    }

    #[test]
    fn without_a_terminal_a_row_is_a_line_and_styles_take_no_room() {
        let mut grid = Grid::new(&[Align::Left, Align::Wrap], None);
        grid.row(["\u{1b}[1ma\u{1b}[0m", "b c"]).row(["aaa", "d"]);
        assert_eq!(grid.lines(), "\u{1b}[1ma\u{1b}[0m    b c\naaa  d\n");
    }
}
