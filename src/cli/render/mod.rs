mod output;
mod workspace;

use std::path::PathBuf;

use clap::Args;

use crate::cli::error::CliError;
use crate::cli::world::World;
use crate::cli::{OK, Outcome, args, feeding, project};
use crate::doc;
use crate::model::Component;
use crate::query::{self, View};
use crate::source::inert_line;
use crate::store;

/// A document of the requirements, as Markdown or one HTML file
///
/// Without --output it goes to standard output. In a workspace --output is a folder: a file a component
/// at its path, and an index. The same files give the same bytes, whatever the day.
#[derive(Debug, Args)]
pub(super) struct Render {
    /// The component's or workspace's folder; otherwise the nearest above
    folder: Option<PathBuf>,
    /// Which document: requirements, form, agenda, gaps, summary, maturity
    #[arg(short, long, value_name = "DOCUMENT", default_value = "requirements")]
    document: String,
    /// Where to; its extension decides the format
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// markdown or html
    #[arg(short, long, value_name = "FORMAT")]
    format: Option<String>,
    /// Only this stage; repeatable
    #[arg(long, value_name = "STAGE")]
    stage: Vec<String>,
    /// Only questions asked of this role; repeatable
    #[arg(long, value_name = "ROLE")]
    role: Vec<String>,
    /// Only questions asked of the roles that this person plays; repeatable
    #[arg(long = "for", value_name = "@PERSON")]
    people: Vec<String>,
    /// The order of an agenda: as in the form, or what most others rest on first
    #[arg(long, value_enum, default_value_t = Order::Form, value_name = "ORDER")]
    order: Order,
    /// Write nothing; exit 1 where a file differs from what would be written
    #[arg(long, requires = "output")]
    check: bool,
    /// Print the diff and write nothing
    #[arg(long, requires = "output")]
    dry_run: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    /// The form's order
    Form,
    /// What most others rest on first
    Impact,
}

impl Render {
    pub(super) fn run(self, world: &mut World<'_>) -> Outcome {
        let found = project::find(world, self.folder.as_deref())?;
        let kind = doc::kind(&self.document).ok_or_else(|| {
            CliError::no_such("document", &self.document, doc::kinds().iter().map(|kind| kind.id))
        })?;
        let format = self.format()?;
        if found.whole {
            return self.workspace(world, &found, kind, format);
        }
        let member =
            found.members.first().cloned().ok_or_else(|| CliError::new("there is no component here"))?;
        project::fit_above(world, &found)?;
        let loaded = feeding::with_consumers(&found, store::load(&found, &member));
        let component = project::fit_to_read(world, loaded)?;
        args::known_people(&component, &args::people(&self.people)?)?;
        let text = self.text(&component, kind, format)?;
        let Some(output) = &self.output else {
            world.data(&text)?;
            return Ok(OK);
        };
        let path = world.path(output);
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml")) {
            return Err(CliError::new(format!(
                "{} is no place for a document: TOML files hold the answers",
                world.shown(&path)
            ))
            .hint("end the output in .md or .html"));
        }
        if path.is_dir() {
            return Err(CliError::new(format!("{} is a folder", world.shown(&path)))
                .hint("name a file: --output requirements.html"));
        }
        let made = self.make(world.shown(&path), &path, &text)?;
        self.finish(world, vec![made], &summary(&component))
    }

    fn text(
        &self,
        component: &Component,
        kind: &doc::Kind,
        format: &doc::Format,
    ) -> Result<String, CliError> {
        let options = doc::Options {
            stages: args::stages(&component.form, &self.stage)?,
            roles: args::roles(&component.form, &self.role)?,
            people: args::people(&self.people)?,
            by_impact: self.order == Order::Impact,
        };
        let view = View::new(component, None);
        Ok((format.render)(&(kind.build)(&view, &options)))
    }

    fn format(&self) -> Result<&'static doc::Format, CliError> {
        let known = || doc::formats().iter().map(|format| format.id);
        if let Some(wanted) = &self.format {
            return doc::format(wanted).ok_or_else(|| CliError::no_such("format", wanted, known()));
        }
        match &self.output {
            Some(output) if output.extension().is_some() => {
                let path = output.to_string_lossy();
                doc::format_of_path(&path).ok_or_else(|| {
                    let extension = output.extension().unwrap_or_default().to_string_lossy().into_owned();
                    CliError::new(format!("no format has the extension `.{}`", inert_line(&extension)))
                        .hint("end the output in .md or .html, or say --format")
                })
            }
            Some(_) => doc::format("html").ok_or_else(|| CliError::no_such("format", "html", known())),
            None => doc::format("markdown").ok_or_else(|| CliError::no_such("format", "markdown", known())),
        }
    }
}

/// What is answered and what is open, in a few lines.
fn summary(component: &Component) -> String {
    let view = View::new(component, None);
    let progress = query::progress(&view);
    let open: Vec<_> = view.open_required().map(|at| component.form.questions[at].id.to_string()).collect();
    let name = inert_line(&component.name);
    let counts =
        format!("{name}: {} of {} required questions are settled", progress.all.done, progress.all.required);
    if open.is_empty() { counts } else { format!("{counts}; open: {}", open.join(", ")) }
}
