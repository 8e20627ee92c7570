use clap::Args;
use serde_json::{Value, json};

use super::super::args;
use super::super::error::CliError;
use super::super::format::Format;
use super::super::session::Session;
use super::super::{OK, Outcome, project};
use super::{described, role, verdicts};
use crate::model::{Loaded, Requirement};
use crate::query::{self, Filter, Judgement, judge, requirements};
use crate::source::{count, inert_line};
use crate::store::{self, Needs};
use crate::term::{Align, Grid, Role};

/// All formal requirements with their verdicts
///
/// Filters combine: different ones with "and", repeated ones with "or".
#[derive(Debug, Args)]
pub(super) struct List {
    /// Only those of this question; repeatable
    #[arg(long, value_name = "ID")]
    question: Vec<String>,
    /// Only those of questions of this stage; repeatable
    #[arg(long, value_name = "STAGE")]
    stage: Vec<String>,
    /// Only those of questions asked of this role; repeatable
    #[arg(long, value_name = "ROLE")]
    role: Vec<String>,
    /// Only those of questions asked of the roles that this person plays; repeatable
    #[arg(long = "for", value_name = "@PERSON")]
    people: Vec<String>,
    /// Only those verified so: test, analysis, inspection, demonstration; repeatable
    #[arg(long, value_name = "METHOD", value_parser = Requirement::VERIFICATIONS.to_vec())]
    verification: Vec<String>,
    /// Only those of this verdict: met, stale, not-met, failed, not-shown, no-measurement, to-verify,
    /// not-counted; repeatable
    #[arg(long, value_name = "VERDICT")]
    verdict: Vec<String>,
    #[command(flatten)]
    format: Format,
}

impl List {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let found = project::find(session, None)?;
        project::fit_above(session, &found)?;
        let wanted = verdicts(&self.verdict)?;
        let mut components = Vec::new();
        let today = session.context.today;
        for loaded in store::each(&found, Needs::gate(today), |_, loaded| loaded) {
            components.push(project::fit_to_read(session, loaded));
        }
        // Every component says what is wrong with it before the command gives up.
        let components = components.into_iter().collect::<Result<Vec<Loaded>, _>>()?;
        self.known_questions(&components)?;
        let mut rows: Vec<(&Loaded, usize, &Requirement)> = Vec::new();
        for component in &components {
            let filter = self.filter(component, found.whole)?;
            let chosen = query::select(&project::view(session, component), &filter);
            rows.extend(
                requirements(component)
                    .filter(|(at, one)| chosen.contains(at) && self.fits(component, *at, one, &wanted))
                    .map(|(at, one)| (component, at, one)),
            );
        }
        if self.format.is_json() {
            let all: Vec<Value> = rows
                .iter()
                .map(|(component, at, one)| described(component, &component.outside, *at, one))
                .collect();
            session.data(&crate::source::json(
                &json!({ "schema": "formwork/requirement-list/1", "requirements": all }),
            ))?;
            return Ok(OK);
        }
        let text = table(session, &rows, found.whole);
        session.data(&text)?;
        let verdicts: Vec<Judgement> =
            rows.iter().map(|(component, at, one)| judge(&component.outside, *at, one).verdict).collect();
        session.talk(&format!("{}\n", counted(&verdicts)))?;
        Ok(OK)
    }

    fn filter(&self, component: &Loaded, whole: bool) -> Result<Filter, CliError> {
        let people = args::people(&self.people)?;
        if !whole {
            args::known_people(component, &people)?;
        }
        Ok(Filter {
            roles: args::roles(&component.form, &self.role)?,
            stages: args::stages(&component.form, &self.stage)?,
            people,
            ..Filter::default()
        })
    }

    fn fits(&self, component: &Loaded, at: usize, one: &Requirement, wanted: &[Judgement]) -> bool {
        let id = component.form.questions[at].id.as_str();
        let method = one.verification.as_deref();
        (self.question.is_empty() || self.question.iter().any(|question| question == id))
            && (self.verification.is_empty()
                || self.verification.iter().any(|word| Some(word.as_str()) == method))
            && (wanted.is_empty() || wanted.contains(&judge(&component.outside, at, one).verdict))
    }

    /// A question that no component has was mistyped.
    fn known_questions(&self, components: &[Loaded]) -> Result<(), CliError> {
        for id in &self.question {
            let known = components.iter().any(|component| component.form.find(id).is_some());
            if let (false, Some(component)) = (known, components.first()) {
                args::question(component, id)?;
            }
        }
        Ok(())
    }
}

fn table(session: &Session<'_>, rows: &[(&Loaded, usize, &Requirement)], several: bool) -> String {
    let paint = session.context.out.paint;
    let mut columns = vec![Align::Left, Align::Left, Align::Wrap, Align::Left];
    if several {
        columns.insert(0, Align::Left);
    }
    let mut grid = Grid::new(&columns, session.context.out.width);
    for (component, at, one) in rows {
        let judged = judge(&component.outside, *at, one);
        let mut cells = vec![
            paint.paint(Role::Id, inert_line(&one.id)),
            component.form.questions[*at].id.to_string(),
            inert_line(&one.text),
            paint.paint(role(judged.verdict), judged.verdict.title()),
        ];
        if several {
            cells.insert(0, inert_line(component.id.as_str()));
        }
        grid.row(cells);
    }
    grid.lines()
}

/// "4 requirements: 2 met, 1 not met, 1 to be verified".
fn counted(verdicts: &[Judgement]) -> String {
    let of = |verdict: Judgement| verdicts.iter().filter(|one| **one == verdict).count();
    let parts: Vec<String> = Judgement::ALL
        .iter()
        .filter(|verdict| of(**verdict) > 0)
        .map(|verdict| format!("{} {}", of(*verdict), verdict.title()))
        .collect();
    match verdicts.len() {
        0 => "no formal requirements; `formwork requirement add` writes one".to_owned(),
        many => format!("{}: {}", count(many, "requirement"), parts.join(", ")),
    }
}
