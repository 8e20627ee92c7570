use clap::Args;
use serde_json::{Value, json};

use super::args::{self, Filters};
use super::error::CliError;
use super::format::{Format, formats};
use super::origins::{self, OriginFilters};
use super::session::Session;
use super::state::{painted_state, shown_state};
use super::{OK, Outcome, project, reviews};
use crate::model::{Answer, AnswerKey, Loaded, State};
use crate::query::{self, View};
use crate::report::Origins;
use crate::source::{inert_line, inflect};
use crate::store::{self, Needs, Past};
use crate::term::{Align, Grid, Role};

/// Questions, filtered by role, stage, status, person or words
///
/// Filters combine: different ones with "and", repeated ones with "or". Roles and stages match without
/// case and by unique prefix.
#[derive(Debug, Args)]
pub(super) struct List {
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    origins: OriginFilters,
    /// Only questions that rest on an answer that changed since they were reviewed
    #[arg(long)]
    suspect: bool,
    #[arg(long, value_name = "STATUS", help = format!("Only questions of this status: {}", State::words()))]
    status: Vec<String>,
    /// Only questions with these words in id, text, examples or answer
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,
    /// Say what decides whether each one is required
    #[arg(long)]
    why: bool,
    #[command(flatten)]
    format: Format<ListFormat>,
}

formats! {
    /// How `list` writes questions.
    ListFormat (alias "table"),
    /// Comma-separated values, for a spreadsheet
    Csv,
    /// A Markdown table
    Markdown,
    /// One id per line
    Ids,
}

impl List {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let project = project::find(session, None)?;
        project::fit_above(session, &project)?;
        let format = self.format.get();
        let mut rows: Vec<(Loaded, Vec<usize>)> = Vec::new();
        let (mut off, mut about) = (Vec::new(), Vec::new());
        let mut failed = false;
        for loaded in store::each(&project, Needs::default(), |_, loaded| loaded) {
            match project::fit_to_read(session, loaded) {
                Ok(component) => {
                    let mut filter = if project.whole {
                        self.filters.resolve(&component.form)?
                    } else {
                        self.filters.of(&component)?
                    };
                    filter.states = args::states(&self.status)?;
                    filter.search.clone_from(&self.search);
                    filter.among = self.origins.choose(&component.form, &mut off, &mut about)?;
                    let view = project::view(session, &component);
                    let mut chosen = query::select(&view, &filter);
                    chosen.retain(|&at| !self.suspect || view.is_suspect(at));
                    rows.push((component, chosen));
                }
                Err(_) => failed = true,
            }
        }
        if failed {
            return Err(CliError::said());
        }
        if format == ListFormat::Text {
            for line in &about {
                session.talk(&format!("{line}\n"))?;
            }
        }
        let table = Table { rows: &rows, why: self.why, weighed: self.filters.open, several: project.whole };
        let text = match format {
            ListFormat::Text => table.human(session),
            ListFormat::Json => table.json(session)?,
            ListFormat::Csv => table.csv(session)?,
            ListFormat::Markdown => table.markdown(session),
            ListFormat::Ids => table.ids(),
        };
        session.data(&text)?;
        if format == ListFormat::Text {
            let chosen: usize = rows.iter().map(|(_, chosen)| chosen.len()).sum();
            let all: usize = rows.iter().map(|(component, _)| component.form.questions.len()).sum();
            let nobody =
                if chosen == 0 && !about.is_empty() { origins::nobody_asks(&off) } else { String::new() };
            session.talk(&format!("{chosen} of {all} questions\n{nobody}{}", origins::elsewhere(&off)))?;
        }
        Ok(OK)
    }
}

struct Table<'r> {
    rows: &'r [(Loaded, Vec<usize>)],
    why: bool,
    /// Whether each says how many rest on it: among open ones that is what they are weighed by.
    weighed: bool,
    several: bool,
}

/// The columns of CSV and Markdown.
const COLUMNS: [&str; 8] = ["component", "id", "stage", "question", "ask", "status", "required", "answer"];

impl Table<'_> {
    fn human(&self, session: &Session<'_>) -> String {
        let paint = session.context.out.paint;
        let mut columns = vec![Align::Left, Align::Left, Align::Left, Align::Wrap];
        if self.several {
            columns.insert(0, Align::Left);
        }
        if self.weighed {
            columns.insert(columns.len() - 1, Align::Left);
        }
        if self.why {
            columns.push(Align::Left);
        }
        let mut grid = Grid::new(&columns, session.context.out.width);
        for (component, chosen) in self.rows {
            let view = project::view(session, component);
            for &at in chosen {
                let question = &component.form.questions[at];
                let mut cells = vec![
                    paint.paint(Role::Id, question.id.as_str()),
                    component.form.stages[question.stage].id.to_string(),
                    painted_state(&view, at, paint),
                    question.text.clone(),
                ];
                if self.weighed {
                    let weight = match view.weight(at) {
                        0 => String::new(),
                        many => format!("{many} {} on it", inflect(many, "rests", "rest")),
                    };
                    cells.insert(cells.len() - 1, paint.paint(Role::Faint, weight));
                }
                if self.several {
                    cells.insert(0, inert_line(component.id.as_str()));
                }
                if self.why {
                    cells.push(paint.paint(Role::Faint, why(&view, at)));
                }
                grid.row(cells);
            }
        }
        grid.lines()
    }

    fn records(&self, session: &Session<'_>) -> Vec<[String; 8]> {
        let mut records = Vec::new();
        for (component, chosen) in self.rows {
            let view = project::view(session, component);
            for &at in chosen {
                let question = &component.form.questions[at];
                records.push([
                    component.id.to_string(),
                    question.id.to_string(),
                    component.form.stages[question.stage].id.to_string(),
                    question.text.clone(),
                    question.ask(&component.form).join(", "),
                    shown_state(&view, at).to_owned(),
                    if self.why {
                        why(&view, at)
                    } else {
                        if view.required[at].required { "yes" } else { "no" }.to_owned()
                    },
                    component.answer(at).map_or("", |answer| answer.text()).to_owned(),
                ]);
            }
        }
        records
    }

    fn csv(&self, session: &Session<'_>) -> Result<String, CliError> {
        let failed = |error: &dyn std::fmt::Display| CliError::new(format!("the list as CSV: {error}"));
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(COLUMNS).map_err(|error| failed(&error))?;
        for record in self.records(session) {
            writer
                .write_record(record.iter().map(|cell| no_formula(cell)))
                .map_err(|error| failed(&error))?;
        }
        let bytes = writer.into_inner().map_err(|error| failed(&error))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn markdown(&self, session: &Session<'_>) -> String {
        let cell = |text: &String| {
            let text = crate::source::inert(text).replace('&', "&amp;").replace('<', "&lt;");
            text.replace('\\', "\\\\").replace('|', "\\|").replace("](", "]\\(").replace('\n', "<br>")
        };
        let mut out = format!("| {} |\n|{}\n", COLUMNS.join(" | "), " --- |".repeat(COLUMNS.len()));
        for record in self.records(session) {
            out += &format!("| {} |\n", record.iter().map(cell).collect::<Vec<_>>().join(" | "));
        }
        out
    }

    fn json(&self, session: &Session<'_>) -> Result<String, CliError> {
        let mut questions = Vec::new();
        for (component, chosen) in self.rows {
            let view = project::view(session, component);
            for &at in chosen {
                questions.push(described(&view, at, None)?);
            }
        }
        Ok(crate::source::json(&json!({ "schema": "formwork/list/1", "questions": questions })))
    }

    fn ids(&self) -> String {
        let line = |component: &Loaded, at: usize| {
            let id = component.form.questions[at].id.as_str();
            if self.several {
                format!("{}:{id}\n", inert_line(component.id.as_str()))
            } else {
                format!("{id}\n")
            }
        };
        self.rows
            .iter()
            .flat_map(|(component, chosen)| chosen.iter().map(move |&at| line(component, at)))
            .collect()
    }
}

/// A spreadsheet would run what starts like a formula.
fn no_formula(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

/// A question as `list`, `show` and `review` write it in JSON, the latter with the texts of then.
pub(super) fn described(view: &View<'_>, at: usize, past: Option<&Past>) -> Result<Value, CliError> {
    let component = view.component;
    let form = &component.form;
    let question = &form.questions[at];
    let answer = component.answer(at);
    let mut value = json!({
        "component": component.id,
        "id": question.id,
        "stage": form.stages[question.stage].id,
        "text": question.text,
        "roles": question.roles.iter().map(|&role| form.roles[role].id.as_str()).collect::<Vec<_>>(),
        "examples": question.examples,
        "status": view.states[at].word(),
        "expired": view.expired[at],
        "required": view.required[at].required,
        "answer-again": view.is_again(at),
        "changed-since-review": view.is_changed(at),
        "suspect": view.is_suspect(at),
        "reviews": reviews::described(view, at, past),
        "why": why(view, at),
        "dependents": view.weight(at),
        "set": form.set_of(at).map(|set| set.name.as_str()),
        "choices": question.choices,
    });
    let none = Answer::default();
    let first = [AnswerKey::Choice, AnswerKey::Answer];
    // The state is above, and requirements have objects of their own.
    let others = AnswerKey::ALL
        .iter()
        .filter(|key| !first.contains(key) && !matches!(key, AnswerKey::Status | AnswerKey::Requirement));
    for key in first.iter().chain(others) {
        value[key.name()] = json!(answer.unwrap_or(&none).value(*key));
    }
    value["hash"] = answer.map_or(Value::Null, |answer| crate::model::answer_hash(answer).into());
    value["origins"] = json!(Origins::new(origins::background()?, question));
    Ok(value)
}

/// What decides whether a question is required, in words.
pub(super) fn why(view: &View<'_>, at: usize) -> String {
    let required = &view.required[at];
    let word = if required.required { "required" } else { "not required" };
    format!("{word}: {}", inert_line(&required.why.sentence(required.required)))
}
