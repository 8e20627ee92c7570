//! Code says what a piece of text is; what that looks like is decided in this file.

use anstyle::{AnsiColor, Style};

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A heading.
    Heading,
    /// An id, a path, a command: what can be typed again.
    Id,
    /// An error's word.
    Error,
    /// A warning's word.
    Warning,
    /// A note's word.
    Note,
    /// Something that is as it should be.
    Good,
    /// The next step.
    Hint,
    /// Less important.
    Faint,
    /// Emphasised.
    Strong,
}

impl Role {
    fn style(self) -> Style {
        let color = |color: AnsiColor| Style::new().fg_color(Some(color.into()));
        match self {
            Self::Heading | Self::Strong => Style::new().bold(),
            Self::Id => color(AnsiColor::Cyan),
            Self::Error => color(AnsiColor::Red).bold(),
            Self::Warning => color(AnsiColor::Yellow).bold(),
            Self::Note => color(AnsiColor::Blue).bold(),
            Self::Good => color(AnsiColor::Green),
            Self::Hint => color(AnsiColor::Green).bold(),
            Self::Faint => Style::new().dimmed(),
        }
    }
}

/// Puts styles around text, or not: a pipe, a file and `NO_COLOR` get plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Paint {
    /// Whether styles are written.
    pub color: bool,
}

impl Paint {
    /// The text in the style of its role.
    pub fn paint(self, role: Role, text: impl AsRef<str>) -> String {
        let text = text.as_ref();
        if !self.color || text.is_empty() {
            return text.to_owned();
        }
        let style = role.style();
        format!("{}{text}{}", style.render(), style.render_reset())
    }
}
