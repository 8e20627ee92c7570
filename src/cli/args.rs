//! Arguments that several commands share.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::error::CliError;
use crate::diag::Severity;
use crate::model::{Component, Form, Person};
use crate::query::{Filter, SelectError, State, resolve_role, resolve_stage};

/// Accepted by every command.
#[derive(Debug, Args)]
pub(super) struct Common {
    /// Run as if started in this folder
    #[arg(short = 'C', value_name = "DIR", global = true, help_heading = "Common options")]
    pub(super) dir: Option<PathBuf>,
    /// The component of the workspace, by its path
    #[arg(long, value_name = "ID", global = true, help_heading = "Common options")]
    pub(super) component: Option<String>,
    /// When to use colour
    #[arg(long, value_enum, default_value_t = Color::Auto, global = true, help_heading = "Common options", hide_possible_values = false)]
    pub(super) color: Color,
    /// Say less: no talk beside the data, and no notes in what `check` prints for people
    #[arg(short, long, action = clap::ArgAction::Count, global = true, help_heading = "Common options")]
    pub(super) quiet: u8,
    /// Say more: what was read
    #[arg(short, long, action = clap::ArgAction::Count, global = true, help_heading = "Common options")]
    pub(super) verbose: u8,
    /// The day against which `until` is held; otherwise `FORMWORK_TODAY`, otherwise the UTC date
    #[arg(long, value_name = "DATE", global = true, help_heading = "Common options", value_parser = date)]
    pub(super) today: Option<Date>,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` says otherwise
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The lowest severity that fails.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum FailOn {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// Any finding
    Note,
}

impl FailOn {
    pub(super) fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Note => Severity::Note,
        }
    }
}

pub(super) fn date(word: &str) -> Result<Date, String> {
    let date = word.parse::<Date>().ok().filter(|date| date.to_string() == word);
    date.ok_or_else(|| "a date looks like 2027-02-01".to_owned())
}

/// Which questions are meant. Different filters combine with "and".
#[derive(Debug, Args, Default, Clone)]
pub(super) struct Filters {
    /// Only questions asked of this role; repeatable; a prefix that only it has will do
    #[arg(long, value_name = "ROLE")]
    pub(super) role: Vec<String>,
    /// Only questions of this stage; repeatable
    #[arg(long, value_name = "STAGE")]
    pub(super) stage: Vec<String>,
    /// Only questions that still need something
    #[arg(long)]
    pub(super) open: bool,
    /// Only required questions
    #[arg(long)]
    pub(super) required: bool,
    /// Only questions to be answered or confirmed again, because their meaning changed
    #[arg(long)]
    pub(super) again: bool,
    /// Only questions asked of the roles that this person plays; repeatable
    #[arg(long = "for", value_name = "@PERSON")]
    pub(super) people: Vec<String>,
}

impl Filters {
    /// Whether any filter was given.
    pub(super) fn any(&self) -> bool {
        self.open
            || self.required
            || self.again
            || !(self.role.is_empty() && self.stage.is_empty() && self.people.is_empty())
    }

    /// The filter for one component, in which everybody named plays a role.
    pub(super) fn of(&self, component: &Component) -> Result<Filter, CliError> {
        let filter = self.resolve(&component.form)?;
        known_people(component, &filter.people)?;
        Ok(filter)
    }

    pub(super) fn resolve(&self, form: &Form) -> Result<Filter, CliError> {
        Ok(Filter {
            roles: roles(form, &self.role)?,
            stages: stages(form, &self.stage)?,
            open: self.open,
            required: self.required,
            again: self.again,
            people: people(&self.people)?,
            ..Filter::default()
        })
    }
}

/// People as they are written, with or without the `@`.
pub(super) fn people(words: &[String]) -> Result<Vec<String>, CliError> {
    words
        .iter()
        .map(|word| {
            let person = if word.starts_with('@') { word.clone() } else { format!("@{word}") };
            if Person::fits(&person) {
                Ok(person)
            } else {
                Err(CliError::new(format!("`{}` is not a person", crate::source::inert_line(word)))
                    .hint("a person looks like @mia"))
            }
        })
        .collect()
}

/// Somebody who plays no role here was mistyped, or forgotten in `[roles]`: an empty result would read as
/// good news.
pub(super) fn known_people(component: &Component, people: &[String]) -> Result<(), CliError> {
    let Some(unknown) = people.iter().find(|person| component.roles_of(person).is_empty()) else {
        return Ok(());
    };
    let known: Vec<&str> =
        component.settings.roles.iter().flat_map(|staffing| &staffing.people).map(Person::as_str).collect();
    let role = component.form.roles.first().map_or("role", |role| role.id.as_str());
    let hint = crate::source::nearest_help(unknown, known)
        .unwrap_or_else(|| format!("[roles] in formwork.toml says who plays what: {role} = [\"{unknown}\"]"));
    Err(CliError::new(format!("{unknown} plays no role in this component")).hint(hint))
}

pub(super) fn roles(form: &Form, words: &[String]) -> Result<Vec<usize>, CliError> {
    words.iter().map(|word| resolve_role(form, word).map_err(|error| unknown(&error))).collect()
}

pub(super) fn stages(form: &Form, words: &[String]) -> Result<Vec<usize>, CliError> {
    words.iter().map(|word| resolve_stage(form, word).map_err(|error| unknown(&error))).collect()
}

pub(super) fn states(words: &[String]) -> Result<Vec<State>, CliError> {
    let one = |word: &String| {
        let state = State::parse(&word.to_lowercase());
        state.ok_or_else(|| CliError::no_such("status", word, State::ALL.iter().map(|state| state.word())))
    };
    words.iter().map(one).collect()
}

pub(super) fn unknown(error: &SelectError) -> CliError {
    if error.several {
        let word = crate::source::inert_line(&error.word);
        return CliError::new(format!("`{word}` fits more than one {}", error.kind))
            .hint(format!("it could be {}", error.known.join(", ")));
    }
    CliError::no_such(error.kind, &error.word, error.known.iter().map(String::as_str))
}

/// A question's index, or the nearest one's name.
pub(super) fn question(component: &Component, id: &str) -> Result<usize, CliError> {
    component.form.find(id).ok_or_else(|| {
        let ids = component.form.questions.iter().map(|question| question.id.as_str());
        let hint = crate::source::nearest_help(id, ids)
            .unwrap_or_else(|| "`formwork list` shows them all".to_owned());
        let shown = crate::source::inert_line(id);
        CliError::new(format!("{} has no question `{shown}`", component.form.id)).hint(hint)
    })
}
