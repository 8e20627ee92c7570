//! A file a component at its path, and an index.

use std::collections::{HashMap, HashSet};

use super::Render;
use super::dated::Dated;
use crate::cli::Outcome;
use crate::cli::error::CliError;
use crate::cli::session::Session;
use crate::doc;
use crate::gate;
use crate::model::Loaded;
use crate::query::{self, View};
use crate::source::inflect;
use crate::store::{self, Project};

impl Render {
    pub(super) fn workspace(
        &self,
        session: &mut Session<'_>,
        project: &Project,
        kind: &doc::Kind,
        format: &doc::Format,
        dated: Option<&Dated>,
    ) -> Outcome {
        let Some(output) = &self.output else {
            return Err(CliError::new("this is a workspace: --output names a folder for its documents")
                .hint("--output target/requirements, or one component with --component"));
        };
        let dir = session.path(output);
        if dir.is_file() {
            return Err(CliError::new(format!(
                "{} is a file; a workspace needs a folder",
                session.shown(&dir)
            )));
        }
        let extension = format.extensions.first().copied().unwrap_or("txt");
        // Several documents live side by side in one folder: all but the first kind say which they are.
        let first = doc::kinds().first().is_some_and(|first| first.id == kind.id);
        let suffix = if first { extension.to_owned() } else { format!("{}.{extension}", kind.id) };
        let options = crate::check::Options::on(session.context.today);
        let needs = self.needs(options.today);
        let names = names(project, &suffix);
        // Made and dropped on the threads; what is to be written waits beside its place until all are made.
        let shown_dir = session.shown(&dir);
        let results = store::each_of(&project.members, 2, |member| {
            let mut component = gate::into_readable(project.load(member, needs), &options)?;
            let href = names.get(member.id.as_str()).cloned().unwrap_or_default();
            let made = self
                .text(&mut component, kind, format, dated)
                .and_then(|text| self.make(format!("{shown_dir}/{href}"), &dir.join(&href), &text));
            Ok((made, entry(&component, href)))
        });
        let mut entries = Vec::new();
        let mut made = Vec::new();
        let mut blocking = gate::blocking_root_findings(project);
        for result in results {
            match result {
                Ok((one, entry)) => {
                    made.push(one?);
                    entries.push(entry);
                }
                Err(mut stands) => blocking.append(&mut stands),
            }
        }
        if !blocking.is_empty() {
            session.show_blocking(blocking)?;
            return Err(CliError::said());
        }
        let settings = project.workspace.as_ref().map(|(_, settings)| settings);
        let title =
            settings.and_then(|settings| settings.name.as_ref()).map_or("Components", |name| &name.value);
        let name = format!("index.{suffix}");
        let mut index = doc::index(title, &entries);
        if let Some(dated) = dated {
            index.footer.push(dated.of_all(project));
        }
        let index = (format.render)(&index);
        made.push(self.make(format!("{shown_dir}/{name}"), &dir.join(&name), &index)?);
        let done = entries.iter().filter(|entry| entry.required == entry.done).count();
        let have = inflect(done, "has", "have");
        let summary =
            format!("{done} of {} components {have} every required question settled", entries.len());
        self.finish(session, made, &summary)
    }
}

/// A file name for each component: its path, the root's is `root`. Where a component would take the
/// index's place or another's, it gets `-component` behind its name.
fn names(project: &Project, suffix: &str) -> HashMap<String, String> {
    let mut taken = HashSet::from(["index".to_owned()]);
    let mut names = HashMap::new();
    for member in &project.members {
        let mut name = if member.id.as_str() == "." { "root".to_owned() } else { member.id.to_string() };
        while !taken.insert(name.clone()) {
            name += "-component";
        }
        names.insert(member.id.to_string(), format!("{name}.{suffix}"));
    }
    names
}

fn entry(component: &Loaded, href: String) -> doc::IndexEntry {
    let progress = query::progress(&View::new(component, None));
    doc::IndexEntry {
        id: component.id.to_string(),
        name: component.name.clone(),
        href,
        form: component.form.id.to_string(),
        consumes: component.settings.consumes.iter().map(|one| one.component.value.clone()).collect(),
        maturity: component.settings.maturity.as_ref().map(|level| level.value.word().to_owned()),
        required: progress.all.required,
        done: progress.all.done,
    }
}
