use clap::{ArgGroup, Args};

use super::super::changes::{print_diffs, wrote};
use super::super::error::CliError;
use super::super::session::Session;
use super::super::{OK, Outcome, project};
use crate::cli::args;
use crate::model::{Bound, Component, Datum, Edit, Measured, Number, Requirement, Tested, is_slug};
use crate::query::{answer_change, judge, requirements};
use crate::read::{is_path, report_help};
use crate::source::{Spanned, inert_line, inert_path};
use crate::store::{self, MemberDir, Mode, Needs, Project};

/// Add a formal requirement to an answer
///
/// `--measured` names a report (.json, .csv, .toml; YAML is not read) and where in it the value stands:
/// reports/eval.json:metrics.recall; a key with dots stands between quotes, a list's entry has its number. In a
/// CSV file a column of the last row: metrics.csv:recall, or of the row where another one has a value:
/// runs.csv:epoch=best:recall.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("bound").args(["at_least", "at_most", "equals", "between"])))]
pub(super) struct Add {
    /// The question from whose answer it is derived
    question: String,
    /// Its id: lower-case words joined by dashes, unique in the component
    #[arg(value_name = "NEW-ID")]
    id: String,
    /// The statement: "The system shall …"
    text: String,
    /// How one knows that it is met
    #[arg(long, value_name = "TEXT")]
    fit_criterion: Option<String>,
    /// How it is verified
    #[arg(long, value_name = "METHOD", value_parser = Requirement::VERIFICATIONS.to_vec())]
    verification: Option<String>,
    /// A report and the key of a value in it
    #[arg(long, value_name = "FILE:KEY", requires = "bound")]
    measured: Option<String>,
    /// The value is this or more
    #[arg(long, value_name = "NUMBER", requires = "measured", allow_hyphen_values = true, value_parser = number)]
    at_least: Option<Number>,
    /// The value is this or less
    #[arg(long, value_name = "NUMBER", requires = "measured", allow_hyphen_values = true, value_parser = number)]
    at_most: Option<Number>,
    /// The value is this: a number, a text, true or false
    #[arg(long, value_name = "VALUE", requires = "measured", allow_hyphen_values = true)]
    equals: Option<String>,
    /// The value lies between these, both included
    #[arg(long, num_args = 2, value_names = ["LOW", "HIGH"], requires = "measured", allow_hyphen_values = true, value_parser = number)]
    between: Option<Vec<Number>>,
    /// The value's unit, for people
    #[arg(long, value_name = "UNIT", requires = "measured")]
    unit: Option<String>,
    /// A JUnit report and the test in it
    #[arg(long, value_name = "FILE:CASE")]
    tested: Option<String>,
    /// Days after which the report, or without one the answer's evidence, is too old
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..))]
    max_age: Option<u32>,
    /// Print the diff and write nothing
    #[arg(long)]
    dry_run: bool,
}

fn number(word: &str) -> Result<Number, String> {
    Number::parse(word).ok_or_else(|| "a number looks like 0.95".to_owned())
}

impl Add {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let requirement = self.requirement()?;
        let (project, member) = project::one(session)?;
        inside(&requirement, &project, &member)?;
        let component = project::writable(session, &project, &member)?;
        let at = args::question(&component, &self.question)?;
        free(&component, &requirement.id)?;
        let begun = project.begin(&member, &component, Mode::of(self.dry_run))?;
        free(begun.now(), &requirement.id)?;
        let mut change = answer_change(begun.now(), at, &[]);
        let question = begun.now().form.questions[at].id.to_string();
        change.edits.push(Edit::AddRequirement { question, requirement: requirement.clone() });
        let written = begun.commit(&[change])?;
        if self.dry_run {
            print_diffs(session, &member, &written.diffs)?;
            return Ok(OK);
        }
        // Something else may be wrong in the project; this was written all the same.
        let after = match written.after(Needs::REPORTS) {
            Ok(after) => after,
            broken @ Err(_) => project::fit_to_read(session, broken)?,
        };
        let mut text = String::new();
        if let Some((at, one)) = requirements(&after).find(|(_, one)| one.id == requirement.id) {
            let judged = judge(&after.outside, at, one);
            text += &format!("{}: {} ({})\n", one.id, judged.verdict.title(), judged.said);
        }
        text += &wrote(session, &member.dir, &written.diffs);
        session.report(&text)?;
        Ok(OK)
    }

    fn requirement(&self) -> Result<Requirement, CliError> {
        if !is_slug(&self.id) {
            return Err(CliError::new(format!("`{}` is no id", inert_line(&self.id)))
                .hint("an id is lower-case words joined by dashes: recall-floor"));
        }
        if self.text.trim().is_empty() {
            return Err(CliError::new("a requirement needs a text").hint("\"The system shall …\""));
        }
        let measured = self.measured.as_deref().map(|written| self.measured(written)).transpose()?;
        let tested = self.tested.as_deref().map(tested).transpose()?;
        Ok(Requirement {
            id: self.id.clone(),
            text: self.text.clone(),
            fit_criterion: self.fit_criterion.clone(),
            verification: self.verification.clone(),
            measured: measured.map(Box::new),
            tested: tested.map(Box::new),
            max_age: self.max_age.map(|days| Spanned::new(days, 0..0)),
            ..Requirement::default()
        })
    }

    fn measured(&self, written: &str) -> Result<Measured, CliError> {
        let (file, key) = split(written, "--measured", "reports/eval.json:metrics.recall")?;
        if let Some(help) = report_help(file) {
            return Err(CliError::new(format!("`{}` is no report", inert_line(file))).hint(help));
        }
        let bound = match (self.at_least, self.at_most, &self.equals, self.between.as_deref()) {
            (Some(least), ..) => Bound::AtLeast(least),
            (_, Some(most), ..) => Bound::AtMost(most),
            (_, _, Some(word), _) => {
                Bound::Equals(Number::parse(word).map_or_else(|| Datum::Text(word.clone()), Datum::Number))
            }
            (.., Some(&[low, high])) if low.compare(high).is_le() => Bound::Between(low, high),
            _ => {
                return Err(
                    CliError::new("--between takes two numbers").hint("the smaller first: --between 0.4 0.6")
                );
            }
        };
        Ok(Measured {
            span: 0..0,
            file: Spanned::new(file.to_owned(), 0..0),
            key: key.to_owned(),
            bound,
            unit: self.unit.clone(),
        })
    }
}

fn tested(written: &str) -> Result<Tested, CliError> {
    let (junit, case) = split(written, "--tested", "target/junit.xml:latency::p95")?;
    if !is_path(junit) {
        return Err(CliError::new(format!("`{}` is no path", inert_line(junit)))
            .hint("a path relative to the component with `/`, such as target/junit.xml"));
    }
    let junit = Spanned::new(junit.to_owned(), 0..0);
    Ok(Tested { span: 0..0, junit, case: case.to_owned() })
}

/// A file and what is meant in it, around the first colon.
fn split<'w>(written: &'w str, flag: &str, example: &str) -> Result<(&'w str, &'w str), CliError> {
    let parts = written.split_once(':').filter(|(file, what)| !file.is_empty() && !what.trim().is_empty());
    parts.ok_or_else(|| {
        CliError::new(format!("{flag} names no place within `{}`", inert_line(written)))
            .hint(format!("{flag} {example}"))
    })
}

/// Refuses a report that lies outside of the repository, where it is never read.
fn inside(requirement: &Requirement, project: &Project, member: &MemberDir) -> Result<(), CliError> {
    let mut paths = requirement.reports().map(|path| path.value.as_str());
    match paths.find(|path| store::is_outside(path, &member.dir, &project.repository)) {
        None => Ok(()),
        Some(path) => Err(CliError::new(format!("`{}` lies outside the repository", inert_path(path)))
            .hint("name a report in it, relative to the component; nothing was written")),
    }
}

/// Refuses an id that a requirement has already.
fn free(component: &Component, id: &str) -> Result<(), CliError> {
    let Some((at, one)) = requirements(component).find(|(_, one)| one.id == id) else { return Ok(()) };
    let file = component.file_of(at);
    let place = format!("{}:{}", inert_line(&file.path), file.place(one.place.start).line);
    Err(CliError::new(format!("there is a requirement `{id}` already, in {place}"))
        .hint(format!(
            "ids are unique in a component; to correct it, edit it there, or take it out with `formwork requirement remove {id}` and add \
             it anew"
        )))
}
