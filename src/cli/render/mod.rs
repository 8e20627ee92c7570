//! `render`: one document of a component here; `workspace`, `framework` and `portfolio` are over several. `output` puts
//! them into files, `dated` says from which day they are.

mod dated;
mod framework;
mod output;
mod portfolio;
mod workspace;

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;

use self::dated::Dated;
use crate::cli::error::CliError;
use crate::cli::format::DocumentFormat;
use crate::cli::session::Session;
use crate::cli::{OK, Outcome, args, frameworks, project};
use crate::doc;
use crate::model::{Framework, Loaded};
use crate::query::{self, View};
use crate::source::inert_line;
use crate::store::Needs;

use self::portfolio::PORTFOLIO;

/// A document of the requirements, as Markdown or one HTML file
///
/// Without --output it goes to standard output. In a workspace --output is a folder: a file a component
/// at its path, and an index. The same files give the same bytes, whatever the day.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct Render {
    /// The component's or workspace's folder; otherwise the nearest above
    folder: Option<PathBuf>,
    /// Which document
    #[arg(short, long, value_name = "DOCUMENT", default_value = doc::kinds()[0].id, value_parser = documents())]
    document: String,
    /// What `status --json` wrote, for a portfolio: files, folders of them, or patterns like 'reports/*.json'
    #[arg(long, value_name = "FILE", num_args = 1..)]
    from: Vec<String>,
    /// Where to; its extension decides the format
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How the document is written; otherwise the extension of --output decides, otherwise Markdown
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    format: Option<DocumentFormat>,
    /// Only this stage; repeatable
    #[arg(long, value_name = "STAGE")]
    stage: Vec<String>,
    /// Only questions asked of this role; repeatable
    #[arg(long, value_name = "ROLE")]
    role: Vec<String>,
    /// Only questions asked of the roles that this person plays; repeatable
    #[arg(long = "for", value_name = "@PERSON")]
    people: Vec<String>,
    /// The framework that --document framework is about, as `formwork catalog frameworks` names it
    #[arg(long, value_name = "FRAMEWORK")]
    framework: Option<String>,
    /// Leave people out: whoever the files name as @person is `@…` everywhere
    #[arg(long, conflicts_with = "people")]
    no_names: bool,
    /// Say the day, the commit, whether something differs from it, the answers' digest and the tool's version
    #[arg(long)]
    dated: bool,
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

/// Returns the words for documents, with what each is for.
fn documents() -> impl TypedValueParser<Value = String> {
    let kinds = doc::kinds().iter().map(|kind| PossibleValue::new(kind.id).help(kind.about));
    let portfolio =
        PossibleValue::new(PORTFOLIO).help("What many `status --json` reports say together; needs --from");
    PossibleValuesParser::new(kinds.chain([portfolio]))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    /// The form's order
    Form,
    /// What most others rest on first
    Impact,
}

impl Render {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        if self.document == PORTFOLIO || !self.from.is_empty() {
            return self.portfolio(session);
        }
        let project = project::find(session, self.folder.as_deref())?;
        let kind = doc::kind(&self.document).ok_or_else(|| {
            let known = doc::kinds().iter().map(|kind| kind.id).chain([PORTFOLIO]);
            CliError::no_such("document", &self.document, known)
        })?;
        let format = self.format()?;
        let framework = self.framework(kind)?;
        let dated = if self.dated { Some(Dated::look(session, &project)?) } else { None };
        if let (true, Some(framework)) = (project.whole, framework) {
            return self.framework_of_all(session, &project, framework, format, dated.as_ref());
        }
        if project.whole {
            self.is_a_folder(session)?;
            return self.workspace(session, &project, kind, format, dated.as_ref());
        }
        let member =
            project.members.first().cloned().ok_or_else(|| CliError::new("there is no component here"))?;
        let needs = self.needs(session.context.today);
        let mut component = project::load(session, &project, &member, needs)?;
        args::known_people(&component, &args::people(&self.people)?)?;
        let text = self.text(&mut component, kind, format, dated.as_ref())?;
        self.put(session, &text, &summary(&component))
    }

    /// What a document says; how old evidence is only where it is to be one of a day.
    fn needs(&self, today: Date) -> Needs {
        let needs = if self.dated { Needs::gate(today) } else { Needs::REPORTS };
        needs.and_consumers()
    }

    /// In a workspace the output is a folder; a name that ends like a document's was meant for one file.
    fn is_a_folder(&self, session: &Session<'_>) -> Result<(), CliError> {
        let Some(output) = &self.output else { return Ok(()) };
        let path = session.path(output);
        if path.is_dir() || doc::format_of_path(&output.to_string_lossy()).is_none() {
            return Ok(());
        }
        Err(CliError::new(format!(
            "this is a workspace, where --output is a folder, and {} is named like a file",
            session.shown(&path)
        ))
        .hint("--output FOLDER, or one component with --component"))
    }

    /// One document to its file, or to standard output.
    fn put(&self, session: &mut Session<'_>, text: &str, summary: &str) -> Outcome {
        let Some(output) = &self.output else {
            session.data(text)?;
            return Ok(OK);
        };
        let path = session.path(output);
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml")) {
            return Err(CliError::new(format!(
                "{} is no place for a document: TOML files hold the answers",
                session.shown(&path)
            ))
            .hint("end the output in .md or .html"));
        }
        if path.is_dir() {
            return Err(CliError::new(format!("{} is a folder", session.shown(&path)))
                .hint("name a file: --output requirements.html"));
        }
        let made = self.make(session.shown(&path), &path, text)?;
        self.finish(session, vec![made], summary)
    }

    /// A document of one component. People who are to be left out are gone from it afterwards.
    fn text(
        &self,
        component: &mut Loaded,
        kind: &doc::Kind,
        format: &doc::Format,
        dated: Option<&Dated>,
    ) -> Result<String, CliError> {
        // The digest is that of what the files say.
        let dated = dated.map(|dated| dated.of(component));
        if self.no_names {
            component.component.forget_people();
        }
        let options = self.options(component, kind)?;
        let view = View::new(component, None);
        let mut document = kind.document(&view, &options);
        if let Some(dated) = dated {
            document.footer.push(dated);
        }
        Ok((format.render)(&document))
    }

    fn options(&self, component: &Loaded, kind: &doc::Kind) -> Result<doc::Options, CliError> {
        Ok(doc::Options {
            stages: args::stages(&component.form, &self.stage)?,
            roles: args::roles(&component.form, &self.role)?,
            people: args::people(&self.people)?,
            framework: self.framework(kind)?,
            background: Some(|| crate::catalog::background().ok()),
            by_impact: self.order == Order::Impact,
        })
    }

    /// The framework that the document is about, where it is about one.
    fn framework(&self, kind: &doc::Kind) -> Result<Option<&'static Framework>, CliError> {
        match (&self.framework, kind.id == doc::FRAMEWORK.id) {
            (Some(word), true) => frameworks::find(word).map(Some),
            (None, false) => Ok(None),
            (None, true) => {
                let known: Vec<&str> = crate::catalog::framework_ids().collect();
                Err(CliError::new("which framework? --document framework needs --framework")
                    .hint(format!("--framework takes one of {}", known.join(", "))))
            }
            (Some(_), false) => {
                Err(CliError::new(format!("the document `{}` is about no framework", kind.id))
                    .hint(format!("say --document {} as well", doc::FRAMEWORK.id)))
            }
        }
    }

    fn format(&self) -> Result<&'static doc::Format, CliError> {
        if let Some(format) = self.format {
            return Ok(format);
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
            Some(_) => Ok(doc::html()),
            None => Ok(doc::markdown()),
        }
    }
}

/// What is answered and what is open, in a few lines.
fn summary(component: &Loaded) -> String {
    let view = View::new(component, None);
    let progress = query::progress(&view);
    let open: Vec<_> = view.open_required().map(|at| component.form.questions[at].id.to_string()).collect();
    let name = inert_line(&component.name);
    let counts =
        format!("{name}: {} of {} required questions are settled", progress.all.done, progress.all.required);
    if open.is_empty() { counts } else { format!("{counts}; open: {}", open.join(", ")) }
}
