use serde::Serialize;

/// How much a finding weighs. Ordered: a note weighs least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing; never blocks.
    Note,
    /// Should be looked at; blocks under `--fail-on warning`.
    Warning,
    /// Blocks.
    Error,
}

impl Severity {
    /// The word for it in files and output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a project sets a rule to: a severity, or not to be reported at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Report with this severity.
    Report(Severity),
    /// Do not report.
    Off,
}

impl Setting {
    /// The words that `[rules]` takes.
    pub const WORDS: &'static [&'static str] = &["error", "warning", "note", "off"];

    /// Reads one of [`Self::WORDS`].
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "error" => Self::Report(Severity::Error),
            "warning" => Self::Report(Severity::Warning),
            "note" => Self::Report(Severity::Note),
            "off" => Self::Off,
            _ => return None,
        })
    }
}
