//! What a merge comes to, before it is text: stretches that are decided, and places where a person decides.

use super::Markers;

/// One of the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Ours,
    Theirs,
}

#[derive(Debug)]
enum Piece {
    Text(String),
    Conflict {
        ours: String,
        theirs: String,
        /// Every value at or below one of these paths is decided by the side that is taken.
        about: Vec<Vec<String>>,
    },
}

/// Pieces in order. All are whole lines.
#[derive(Debug)]
pub(super) struct Pieces {
    list: Vec<Piece>,
    eol: &'static str,
}

impl Pieces {
    /// None yet; new lines end as those of this text do.
    pub(super) fn like(text: &str) -> Self {
        let crlf = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
        Self { list: Vec::new(), eol: if crlf { "\r\n" } else { "\n" } }
    }

    /// Our lines, byte for byte.
    pub(super) fn ours(&mut self, lines: &str) {
        let lines = self.from(Side::Ours, lines);
        self.raw(&lines);
    }

    /// Their lines, which end as ours do.
    pub(super) fn theirs(&mut self, lines: &str) {
        let lines = self.from(Side::Theirs, lines);
        self.raw(&lines);
    }

    /// A place to decide, which is about the values at or below some paths.
    pub(super) fn conflict(&mut self, ours: &str, theirs: &str, about: Vec<Vec<String>>) {
        let (ours, theirs) = (self.from(Side::Ours, ours), self.from(Side::Theirs, theirs));
        self.list.push(Piece::Conflict { ours, theirs, about });
    }

    /// A blank line, unless there is one or nothing at all.
    pub(super) fn blank(&mut self) {
        let there = match self.list.last() {
            None => true,
            Some(Piece::Text(text)) => text.ends_with("\n\n") || text.ends_with("\n\r\n"),
            Some(Piece::Conflict { .. }) => false,
        };
        if !there {
            self.raw(self.eol);
        }
    }

    pub(super) fn raw(&mut self, lines: &str) {
        match self.list.last_mut() {
            _ if lines.is_empty() => {}
            Some(Piece::Text(last)) => last.push_str(lines),
            _ => self.list.push(Piece::Text(lines.to_owned())),
        }
    }

    pub(super) fn raw_conflict(&mut self, ours: &str, theirs: &str) {
        let (ours, theirs) = (ours.to_owned(), theirs.to_owned());
        self.list.push(Piece::Conflict { ours, theirs, about: Vec::new() });
    }

    fn from(&self, side: Side, lines: &str) -> String {
        let mut lines = match side {
            Side::Ours => lines.to_owned(),
            Side::Theirs => super::normal(lines).replace('\n', self.eol),
        };
        if !lines.is_empty() && !lines.ends_with('\n') {
            lines.push_str(self.eol);
        }
        lines
    }

    /// Makes one place of neighbouring tables that one side deleted together.
    pub(super) fn join(&mut self) {
        let mut joined: Vec<Piece> = Vec::new();
        for piece in self.list.drain(..) {
            joined.push(piece);
            while let [
                ..,
                Piece::Conflict { ours: a, theirs: b, about },
                Piece::Text(gap),
                Piece::Conflict { ours: c, theirs: d, about: next },
            ] = joined.as_mut_slice()
            {
                if about.is_empty() || about != next || !gap.trim().is_empty() {
                    break;
                }
                match (a.is_empty() && c.is_empty(), b.is_empty() && d.is_empty()) {
                    (true, _) => b.extend([gap.as_str(), d.as_str()]),
                    (_, true) => a.extend([gap.as_str(), c.as_str()]),
                    _ => break,
                }
                joined.truncate(joined.len() - 2);
            }
        }
        self.list = joined;
    }

    /// How many places there are where a person decides.
    pub(super) fn conflicts(&self) -> usize {
        self.list.iter().filter(|piece| matches!(piece, Piece::Conflict { .. })).count()
    }

    /// What the conflicts are about.
    pub(super) fn paths(&self) -> Vec<Vec<String>> {
        let about = self.list.iter().map(|piece| match piece {
            Piece::Conflict { about, .. } => about.as_slice(),
            Piece::Text(_) => &[],
        });
        about.flatten().cloned().collect()
    }

    /// The text with every conflict decided for one side.
    pub(super) fn resolved(&self, side: Side) -> String {
        let parts = self.list.iter().map(|piece| match (piece, side) {
            (Piece::Text(text), _) => text.as_str(),
            (Piece::Conflict { ours, .. }, Side::Ours) => ours,
            (Piece::Conflict { theirs, .. }, Side::Theirs) => theirs,
        });
        parts.collect()
    }

    /// The text with markers, beginning and ending as our text does.
    pub(super) fn marked(&self, ours: &str, markers: &Markers) -> String {
        let mut text = self.marked_raw(markers);
        if ours.starts_with('\u{feff}') {
            text.insert(0, '\u{feff}');
        }
        let ends_decided = matches!(self.list.last(), Some(Piece::Text(_)));
        if ends_decided && !ours.is_empty() && !ours.ends_with('\n') && text.ends_with('\n') {
            text.truncate(text.len() - self.eol.len());
        }
        text
    }

    /// The text with markers.
    pub(super) fn marked_raw(&self, markers: &Markers) -> String {
        let marker = |sign: &str, label: &str| {
            let blank = if label.is_empty() { "" } else { " " };
            format!("{}{blank}{label}{}", sign.repeat(markers.size), self.eol)
        };
        let mut text = String::new();
        let mut lines = |lines: &str| {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push_str(self.eol);
            }
            text.push_str(lines);
        };
        for piece in &self.list {
            match piece {
                Piece::Text(decided) => lines(decided),
                Piece::Conflict { ours, theirs, .. } => {
                    lines(&marker("<", &markers.ours));
                    lines(ours);
                    lines(&marker("=", ""));
                    lines(theirs);
                    lines(&marker(">", &markers.theirs));
                }
            }
        }
        text
    }
}
