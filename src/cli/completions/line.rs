//! A command line without its end → the words that may stand there, where these depend on the project or the
//! catalog. What an argument is called in the help says what it takes, so a new command needs nothing here.

use std::path::Path;

use clap::{Arg, Command, CommandFactory as _};

use crate::catalog;
use crate::cli::Cli;
use crate::cli::session::Session;
use crate::diag::RuleId;
use crate::doc;
use crate::model::{Form, Loaded, MaturityLevel};
use crate::query::{self, Judgement, State};
use crate::store::{self, Needs, Project};

/// The words that may stand at the end of a line. None where it is not for us to say: an option, a file, free text.
pub(super) fn words(session: &Session<'_>, line: &[String]) -> Vec<String> {
    let Some((last, before)) = line.split_last() else { return Vec::new() };
    let mut root = Cli::command();
    root.build();
    let mut at =
        Cursor { command: &root, positional: 0, pending: None, dir: None, component: None, flags: true };
    for word in before {
        at.pass(word);
    }
    let argument = match at.pending {
        Some(argument) => Some(argument),
        None if at.flags && last.starts_with("--") => at.inline(last),
        None if at.flags && last.starts_with('-') => None,
        None => at.at_positional(),
    };
    let Some(kind) = argument.and_then(kind) else { return Vec::new() };
    kind(&Place::find(session, at.dir.as_deref(), at.component.as_deref()))
}

/// Whether an argument takes words that are known here.
pub(super) fn takes_words(argument: &Arg) -> bool {
    kind(argument).is_some()
}

/// Where one has got to in a line.
struct Cursor<'c> {
    command: &'c Command,
    positional: usize,
    /// An option that waits for its value.
    pending: Option<&'c Arg>,
    dir: Option<String>,
    component: Option<String>,
    /// False behind a `--`.
    flags: bool,
}

impl<'c> Cursor<'c> {
    fn pass(&mut self, word: &str) {
        if let Some(argument) = self.pending {
            if word == "=" {
                return; // bash takes `--role=x` for three words
            }
            self.note(argument, word);
            self.pending = None;
        } else if self.flags && word == "--" {
            self.flags = false;
        } else if self.flags && word.starts_with('-') && word.len() > 1 {
            let (name, value) =
                word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
            let Some(argument) = self.option(name) else { return };
            match value {
                Some(value) => self.note(argument, value),
                None if argument.get_action().takes_values() => self.pending = Some(argument),
                None => {}
            }
        } else if let Some(sub) = self.command.find_subcommand(word).filter(|_| self.positional == 0) {
            self.command = sub;
        } else {
            self.positional += 1;
        }
    }

    fn note(&mut self, argument: &Arg, value: &str) {
        match argument.get_id().as_str() {
            "dir" => self.dir = Some(value.to_owned()),
            "component" => self.component = Some(value.to_owned()),
            _ => {}
        }
    }

    fn option(&self, name: &str) -> Option<&'c Arg> {
        self.command.get_arguments().find(|argument| match name.strip_prefix("--") {
            Some(long) => argument.get_long() == Some(long),
            None => {
                argument.get_short().is_some_and(|short| name.strip_prefix('-') == Some(&short.to_string()))
            }
        })
    }

    fn inline(&self, word: &str) -> Option<&'c Arg> {
        self.option(word.split_once('=')?.0)
    }

    /// The positional that comes next; the last one may take many.
    fn at_positional(&self) -> Option<&'c Arg> {
        let all: Vec<&Arg> = self.command.get_positionals().collect();
        let many = |argument: &&&Arg| matches!(argument.get_action(), clap::ArgAction::Append);
        all.get(self.positional).or_else(|| all.last().filter(many)).copied()
    }
}

type Words = fn(&Place) -> Vec<String>;

/// What an argument takes, by its name in the help.
fn kind(argument: &Arg) -> Option<Words> {
    let name = argument.get_value_names().and_then(<[_]>::first).map(clap::builder::Str::as_str);
    let name = name.unwrap_or(argument.get_id().as_str());
    let kind: Words = match name {
        _ if argument.get_id() == "component" => Place::components,
        "ID" | "ID…" | "QUESTION" => {
            |place| place.of_form(|form| form.questions.iter().map(|one| one.id.to_string()).collect())
        }
        "ROLE" => |place| place.of_form(|form| form.roles.iter().map(|one| one.id.to_string()).collect()),
        "STAGE" => |place| place.of_form(|form| form.stages.iter().map(|one| one.id.to_string()).collect()),
        "@PERSON" => Place::people,
        "WHO" => |place| {
            let mut all: Vec<String> =
                place.of_form(|form| form.roles.iter().map(|one| one.id.to_string()).collect());
            all.extend(place.people());
            all
        },
        "LEVEL" => |_| MaturityLevel::WORDS.iter().map(|word| (*word).to_owned()).collect(),
        "STATUS" => |_| State::ALL.iter().map(|state| state.word().to_owned()).collect(),
        "REQUIREMENT" => Place::requirements,
        "VERDICT" => |_| Judgement::ALL.iter().map(|verdict| verdict.word().to_owned()).collect(),
        "RULE" => |_| RuleId::ALL.iter().map(ToString::to_string).collect(),
        "DOCUMENT" => |_| doc::kinds().iter().map(|kind| kind.id.to_owned()).collect(),
        "EXAMPLE" => |_| catalog::examples().iter().map(|example| example.name.to_owned()).collect(),
        "FORM" => |_| catalog::form_ids().map(str::to_owned).collect(),
        "FORM|SET|FRAMEWORK|FILE" => |_| {
            let all = catalog::form_ids().chain(catalog::set_ids()).chain(catalog::framework_ids());
            all.map(str::to_owned).collect()
        },
        "FORM|SET" => |_| catalog::form_ids().chain(catalog::set_ids()).map(str::to_owned).collect(),
        "FRAMEWORK" => |_| catalog::framework_ids().map(str::to_owned).collect(),
        "SET" => |_| catalog::set_ids().map(str::to_owned).collect(),
        _ => return None,
    };
    Some(kind)
}

/// What the line is about, as far as it can be read.
struct Place {
    project: Option<Project>,
    component: Option<Loaded>,
}

impl Place {
    fn find(session: &Session<'_>, dir: Option<&str>, wanted: Option<&str>) -> Self {
        let cwd = &session.context.cwd;
        let start = dir.map_or_else(|| session.start.clone(), |dir| session.start.join(Path::new(dir)));
        let project = store::find(cwd, &start).ok();
        let project = match (project, wanted) {
            (Some(project), Some(_)) if !project.whole => store::find_at(cwd, &project.root).ok(),
            (project, _) => project,
        };
        let component = project.as_ref().and_then(|project| {
            let named = project.members.iter().find(|member| Some(member.id.as_str()) == wanted);
            project.load(named.or(project.members.first())?, Needs::default()).ok()
        });
        Self { project, component }
    }

    /// Words of the component's form, else of the newest.
    fn of_form(&self, words: fn(&Form) -> Vec<String>) -> Vec<String> {
        match &self.component {
            Some(component) => words(&component.form),
            None => catalog::form(catalog::newest()).map(|form| words(&form)).unwrap_or_default(),
        }
    }

    fn people(&self) -> Vec<String> {
        let staffings = self.component.iter().flat_map(|component| &component.settings.roles);
        let mut all: Vec<String> = staffings
            .flat_map(|staffing| &staffing.people)
            .map(|person| person.as_str().to_owned())
            .collect();
        all.sort();
        all.dedup();
        all
    }

    fn requirements(&self) -> Vec<String> {
        let components = self.component.iter();
        components
            .flat_map(|one| query::requirements(one))
            .map(|(_, requirement)| requirement.id.clone())
            .collect()
    }

    fn components(&self) -> Vec<String> {
        let members = self.project.iter().flat_map(|project| &project.members);
        members.map(|member| member.id.to_string()).collect()
    }
}
