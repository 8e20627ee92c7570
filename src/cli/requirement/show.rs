use clap::Args;
use serde_json::json;

use super::super::error::CliError;
use super::super::format::Format;
use super::super::session::Session;
use super::super::{OK, Outcome, project};
use super::{described, measure, role, twice};
use crate::model::{Keys, Loaded, Requirement};
use crate::query::{judge, requirements};
use crate::source::inert_line;
use crate::store::{self, Needs};
use crate::term::{Paint, Role, wrap};

/// One formal requirement whole: its statement, its answer's question, how it is verified, its verdict
#[derive(Debug, Args)]
pub(super) struct Show {
    /// The requirement; in a workspace `component:id`
    #[arg(value_name = "REQUIREMENT")]
    id: String,
    #[command(flatten)]
    format: Format,
}

impl Show {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let mut id = self.id.as_str();
        if let Some((component, rest)) = id.rsplit_once(':') {
            session.component = Some(component.to_owned());
            id = rest;
        }
        let found = project::find(session, None)?;
        project::fit_above(session, &found)?;
        let mut components = Vec::new();
        let today = session.context.today;
        for loaded in store::each(&found, Needs::gate(today), |_, loaded| loaded) {
            components.push(project::fit_to_read(session, loaded)?);
        }
        let all: Vec<(&Loaded, usize, &Requirement)> = components
            .iter()
            .flat_map(|component| requirements(component).map(move |(at, one)| (component, at, one)))
            .collect();
        let meant: Vec<_> = all.iter().filter(|(.., one)| one.id == id).collect();
        let [(component, at, one)] = meant[..] else {
            if let (Some((first, at, one)), true) = (meant.first(), meant.len() > 1) {
                let several = meant.iter().any(|(component, ..)| component.id != first.id);
                return Err(if several {
                    let shown = inert_line(id);
                    CliError::new(format!("{} requirements have the id `{shown}`", meant.len()))
                        .hint(format!("say which: {}:{shown}", inert_line(first.id.as_str())))
                } else {
                    twice(id, meant.len(), first, *at, one)
                });
            }
            return Err(unknown(id, &all));
        };
        let text = if self.format.is_json() {
            let requirement = described(component, &component.outside, *at, one);
            crate::source::json(&json!({ "schema": "formwork/requirement/1", "requirement": requirement }))
        } else {
            page(component, *at, one, session.context.out.paint, session.context.out.width)
        };
        session.data(&text)?;
        Ok(OK)
    }
}

pub(super) fn unknown(id: &str, all: &[(&Loaded, usize, &Requirement)]) -> CliError {
    let shown = inert_line(id);
    let near = crate::source::nearest_help(id, all.iter().map(|(.., one)| one.id.as_str()));
    let hint = if all.is_empty() {
        format!("there is none yet; formwork requirement add QUESTION {shown} TEXT")
    } else {
        near.unwrap_or_else(|| "`formwork requirement list` shows them all".to_owned())
    };
    CliError::new(format!("there is no requirement `{shown}`")).hint(hint)
}

/// What stands before the texts of a page takes so many columns.
const LABEL: usize = 15;

fn page(component: &Loaded, at: usize, one: &Requirement, paint: Paint, width: Option<u16>) -> String {
    let judged = judge(&component.outside, at, one);
    let question = &component.form.questions[at];
    let file = component.file_of(at);
    let place = format!("{}:{}", inert_line(&file.path), file.place(one.span.start).line);
    let mut out =
        format!("{}  {}\n", paint.paint(Role::Id, inert_line(&one.id)), paint.paint(Role::Faint, place));
    let room =
        |taken: usize| width.map_or(usize::MAX, |width| usize::from(width).saturating_sub(taken).max(24));
    for line in wrap(&inert_line(&one.text), room(0)) {
        out += &format!("{}\n", paint.paint(Role::Heading, line));
    }
    out.push('\n');
    let verdict = paint.paint(role(judged.verdict), judged.verdict.title());
    let mut field = |name: &str, text: &str| {
        let mut before =
            format!("{}{}", paint.paint(Role::Faint, name), " ".repeat(LABEL.saturating_sub(name.len())));
        for line in wrap(text, room(LABEL)) {
            out += &format!("{before}{line}\n");
            before = " ".repeat(LABEL);
        }
    };
    field("verdict", &format!("{verdict}: {}", judged.said));
    field("derived from", &format!("{}: {}", paint.paint(Role::Id, question.id.as_str()), question.text));
    for (key, text) in one.remarks() {
        field(&key.name().replace('-', " "), &inert_line(text));
    }
    if let Some(measured) = &one.measured {
        field("measured", &measure(&component.outside, measured));
    }
    if let Some(tested) = &one.tested {
        field("tested", &format!("{} in {}", inert_line(&tested.case), inert_line(&tested.junit.value)));
    }
    if let Some(days) = &one.max_age {
        field("evidence", &format!("not older than {} days", days.value));
    }
    out
}
