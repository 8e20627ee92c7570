use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

use super::args::Shape;
use super::error::CliError;
use super::world::World;
use super::{OK, Outcome};
use crate::model::{Form, MaturityLevel, Need};
use crate::term::{Align, Grid, Paint, Role};
use crate::{catalog, doc};

/// The forms that formwork brings along
#[derive(Debug, Args)]
pub(super) struct Catalog {
    #[command(subcommand)]
    command: CatalogCommand,
}

#[derive(Debug, Subcommand)]
enum CatalogCommand {
    /// All forms and their versions
    List {
        #[command(flatten)]
        shape: Shape,
    },
    /// A form: its front page, its questions, what is known about each
    Show {
        /// The form, as `mlops-requirements@3`; without a version the newest
        form: String,
        /// How it is written
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// The same as --format json
        #[arg(long, conflicts_with = "format")]
        json: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For the terminal
    Text,
    /// For reading and printing
    Markdown,
    /// For programs
    Json,
}

impl Catalog {
    pub(super) fn run(self, world: &mut World<'_>) -> Outcome {
        let text = match self.command {
            CatalogCommand::List { shape } => list(world, shape.is_json())?,
            CatalogCommand::Show { form, format, json } => {
                let form = find(&form)?;
                match if json { Format::Json } else { format } {
                    Format::Text => text(&form, world.context.out.paint, world.context.out.width),
                    Format::Json => format!("{:#}\n", described(&form)),
                    Format::Markdown => {
                        let markdown = doc::format("markdown")
                            .ok_or_else(|| CliError::new("there is no format `markdown`"))?;
                        (markdown.render)(&doc::catalog_form(&form))
                    }
                }
            }
        };
        world.data(&text)?;
        Ok(OK)
    }
}

fn find(word: &str) -> Result<std::sync::Arc<Form>, CliError> {
    let id = if word.contains('@') {
        word.to_owned()
    } else {
        catalog::newest_of(word).map_or_else(|| word.to_owned(), |id| id.to_string())
    };
    catalog::form(&id).map_err(|error| {
        let hint =
            catalog::nearest_form(&id).unwrap_or_else(|| "`formwork catalog list` shows them".to_owned());
        CliError::new(crate::source::inert_line(&error.to_string())).hint(hint)
    })
}

fn list(world: &World<'_>, as_json: bool) -> Result<String, CliError> {
    let forms = catalog::form_ids().map(find).collect::<Result<Vec<_>, _>>()?;
    if as_json {
        let forms: Vec<_> = forms
            .iter()
            .map(|form| json!({ "id": form.id.to_string(), "title": form.title, "questions": form.questions.len(), "source": form.source }))
            .collect();
        return Ok(format!("{:#}\n", json!({ "schema": "formwork/catalog/1", "forms": forms })));
    }
    let paint = world.context.out.paint;
    let mut grid = Grid::new(&[Align::Left, Align::Right, Align::Wrap], world.context.out.width);
    for form in forms {
        let questions = format!("{} questions", form.questions.len());
        grid.row([
            paint.paint(Role::Id, form.id.to_string()),
            questions,
            format!("{} ({})", form.title, form.source),
        ]);
    }
    Ok(grid.lines())
}

fn text(form: &Form, paint: Paint, width: Option<u16>) -> String {
    let mut out = format!(
        "{}  {}\n{}\n",
        paint.paint(Role::Heading, &form.title),
        form.id,
        paint.paint(Role::Faint, &form.source)
    );
    let lines = |text: &str| crate::term::wrap(text, width.map_or(100, usize::from).min(100)).join("\n");
    if let Some(front) = &form.front {
        for text in [&front.purpose, &front.order, &front.stages] {
            if !text.is_empty() {
                out += &format!("\n{}\n", lines(text));
            }
        }
    }
    for (at, stage) in form.stages.iter().enumerate() {
        out += &format!("\n{}\n", paint.paint(Role::Heading, &stage.title));
        let mut grid = Grid::new(&[Align::Left, Align::Wrap], width);
        for (_, question) in form.in_stage(at) {
            let roles = paint.paint(Role::Faint, format!("({})", question.ask(form).join(", ")));
            grid.row([paint.paint(Role::Id, question.id.as_str()), format!("{} {roles}", question.text)]);
        }
        out += &grid.lines();
    }
    out
}

fn described(form: &Form) -> serde_json::Value {
    let questions: Vec<_> = form
        .questions
        .iter()
        .enumerate()
        .map(|(at, question)| {
            let needs: serde_json::Map<_, _> = question
                .required
                .iter()
                .flat_map(|row| MaturityLevel::ALL.iter().map(|&level| (level.word().to_owned(), word(row.at(level)).into())))
                .collect();
            json!({
                "id": question.id,
                "stage": form.stages[question.stage].id,
                "text": question.text,
                "roles": question.roles.iter().map(|&role| form.roles[role].id.as_str()).collect::<Vec<_>>(),
                "examples": question.examples,
                "examples-text": question.examples_text,
                "measure": question.measure,
                "why": question.why,
                "unanswered": question.unanswered,
                "depends-on": form.graph.depends_on[at].iter().map(|one| json!({ "id": form.questions[one.on].id, "because": one.because })).collect::<Vec<_>>(),
                "traces": question.traces,
                "sections": question.sections,
                "required": needs,
                "required-because": question.required.as_ref().map(|row| row.because.as_str()),
                "when": question.required.iter().flat_map(|row| &row.when).collect::<Vec<_>>(),
                "raised-by": question.required.iter().flat_map(|row| &row.raised_by).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "schema": "formwork/form/1",
        "id": form.id.to_string(),
        "version": form.id.version,
        "title": form.title,
        "source": form.source,
        "stages": form.stages.iter().map(|stage| json!({ "id": stage.id, "title": stage.title, "about": stage.about })).collect::<Vec<_>>(),
        "roles": form.roles.iter().map(|role| json!({ "id": role.id, "title": role.title, "about": role.about })).collect::<Vec<_>>(),
        "questions": questions,
    })
}

fn word(need: Need) -> &'static str {
    match need {
        Need::Yes => "yes",
        Need::Again => "again",
        Need::When => "when",
        Need::Optional => "optional",
        Need::NotYet => "not-yet",
    }
}
