//! `--dated`: from which day, commit and answers a document was made, and by which version.

use jiff::civil::Date;

use crate::cli::error::{CliError, no_commit};
use crate::cli::session::Session;
use crate::doc::document::Inline;
use crate::model::{Component, Loaded};
use crate::source::path_below;
use crate::store::{self, Git, GitState, Project};

/// What is the same for all documents of a run.
#[derive(Debug)]
pub(super) struct Dated {
    today: Date,
    git: Option<GitState>,
}

impl Dated {
    pub(super) fn look(session: &mut Session<'_>, project: &Project) -> Result<Self, CliError> {
        let git = match Git::open(&project.root) {
            Ok(_) => store::git_state(&project.root),
            Err(error) => {
                session.talk(&no_commit(&error).unwrap_or_default())?;
                None
            }
        };
        Ok(Self { today: session.context.today, git })
    }

    /// What stands behind the last line of a component's document.
    pub(super) fn of(&self, component: &Component) -> Inline<'static> {
        self.line(&files(component), &format!("digest {}, ", component.digest()))
    }

    /// The same for a document over several components.
    pub(super) fn of_several(&self, components: &[Loaded]) -> Inline<'static> {
        let paths: Vec<String> = components.iter().flat_map(|one| files(one)).collect();
        let digests = components.iter().map(|component| (component.id.as_str(), component.digest()));
        self.line(&paths, &format!("digest {}, ", crate::model::digest(digests)))
    }

    /// The same for a workspace's index, whose components are gone already.
    pub(super) fn of_all(&self, project: &Project) -> Inline<'static> {
        let members = project.members.iter().filter_map(|member| path_below(member.id.as_str()));
        let paths: Vec<String> = members.chain([store::SETTINGS_NAME.to_owned()]).collect();
        self.line(&paths, "")
    }

    fn line(&self, paths: &[String], digest: &str) -> Inline<'static> {
        let commit = match &self.git {
            None => "no commit".to_owned(),
            Some(git) => match &git.commit {
                None => "not committed yet".to_owned(),
                Some(commit) if git.differs(paths) => format!("commit {commit} with uncommitted changes"),
                Some(commit) => format!("commit {commit}"),
            },
        };
        Inline::text(format!(
            " As of {}: {commit}, {digest}formwork {}.",
            self.today,
            env!("CARGO_PKG_VERSION")
        ))
    }
}

/// The files that a component is made of, seen from the root: settings, answers, own sets, the root's defaults.
/// A document that lies beside them is not one of them.
fn files(component: &Component) -> Vec<String> {
    let id = component.id.as_str();
    let folder = component.settings.answers_folder();
    let below = |id: &str, path: &str| path_below(format!("{id}/{path}"));
    let mut files = vec![store::SETTINGS_NAME.to_owned()];
    files.extend(below(id, store::SETTINGS_NAME));
    files.extend(below(id, folder));
    for set in component.settings.sets.iter().flatten().filter(|set| set.is_path()) {
        files.extend(below(if set.inherited { "." } else { id }, &set.written.value));
    }
    files
}
