//! Where questions come from: problems and practices of the literature, and what was heard in interviews.

use serde::Deserialize;

/// All that the catalog knows about where questions come from. Ids of questions are those of the newest form
/// and of the bundled sets; which ones belong together is a judgement where a source does not say it.
#[derive(Debug)]
pub struct Origins {
    /// The source of it all.
    pub source: String,
    /// Problems, then practices.
    pub practices: Vec<Practice>,
    /// What problems and practices cite.
    pub literature: Vec<Literature>,
    /// Who was interviewed.
    pub interviewees: Vec<Interviewee>,
    /// Themes of the interviews.
    pub themes: Vec<Theme>,
    /// Codes of the interviews.
    pub codes: Vec<Code>,
}

/// A problem that a question mitigates, or a practice that it serves.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Practice {
    /// `P3`, `BP1`.
    pub id: String,
    /// For people.
    pub title: String,
    /// What it is.
    pub about: String,
    /// Ids of [`Literature`].
    pub literature: Vec<String>,
    /// Sections of the source.
    pub sections: Vec<String>,
    /// Questions of the form.
    pub questions: Vec<String>,
    /// Questions of sets.
    #[serde(default)]
    pub extras: Vec<String>,
    /// What is odd in the source.
    pub note: Option<String>,
}

/// A publication.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Literature {
    /// As the source numbers it: `[4]`.
    pub id: String,
    /// Authors, year, title.
    pub cite: String,
}

/// Somebody who was interviewed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interviewee {
    /// `ID1.1`.
    pub id: String,
    /// Work and experience.
    pub about: String,
    /// Sections of the source in which they are heard.
    pub sections: Vec<String>,
    /// Questions of the form.
    pub questions: Vec<String>,
    /// Questions of sets.
    #[serde(default)]
    pub extras: Vec<String>,
}

/// A theme of the interviews.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Its id.
    pub id: String,
    /// For people.
    pub title: String,
    /// The section of the source.
    pub section: String,
    /// What it is about.
    pub about: String,
}

/// A code of the interviews.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// Its id.
    pub id: String,
    /// As the source spells it.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// Ids of [`Theme`].
    pub themes: Vec<String>,
    /// Whether the source itself names its theme; otherwise that is a judgement.
    pub named: bool,
    /// Questions of the form.
    pub questions: Vec<String>,
    /// Questions of sets.
    #[serde(default)]
    pub extras: Vec<String>,
}
