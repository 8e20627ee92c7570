//! From where a command runs to the components it is about.

use std::path::Path;

use super::error::CliError;
use super::session::Session;
use crate::check;
use crate::gate;
use crate::model::Loaded;
use crate::query::View;
use crate::store::{self, Load, MemberDir, Needs, Project};

/// Finds the project, with `--component` taken in.
pub(super) fn find(session: &Session<'_>, folder: Option<&Path>) -> Result<Project, CliError> {
    let cwd = &session.context.cwd;
    let mut project = match folder {
        Some(folder) => store::find_at(cwd, &session.start.join(folder)).map_err(|error| match error {
            store::StoreError::NotFound(dir) => {
                CliError::new(format!("no formwork.toml in {}", session.shown(&dir)))
                    .hint("name the folder that holds it, or leave the folder out to look upwards")
            }
            other => other.into(),
        })?,
        None => store::find(cwd, &session.start)?,
    };
    if let Some(wanted) = &session.component {
        let wanted = wanted.trim_end_matches('/').trim_start_matches("./");
        if !project.whole
            && project.workspace.is_some()
            && project.members.iter().all(|member| member.id.as_str() != wanted)
        {
            project = store::find_whole(project); // asked for from inside another member
        }
        let known: Vec<String> = project.members.iter().map(|member| member.id.to_string()).collect();
        project.members.retain(|member| member.id.as_str() == wanted);
        project.whole = false;
        if project.members.is_empty() {
            let last = |id: &&String| id.rsplit('/').next() == Some(wanted);
            let same_name = known.iter().find(last).map(|id| format!("did you mean `{id}`?"));
            let hint = same_name
                .or_else(|| crate::source::nearest_help(wanted, known.iter().map(String::as_str)))
                .unwrap_or_else(|| format!("components here: {}", known.join(", ")));
            let wanted = crate::source::inert_line(wanted);
            return Err(CliError::new(format!("there is no component `{wanted}`")).hint(hint));
        }
    }
    Ok(project)
}

/// Whether there is a project at all, readable or not.
pub(super) fn is_present(session: &Session<'_>, folder: Option<&Path>) -> bool {
    let cwd = &session.context.cwd;
    let project = match folder {
        Some(folder) => store::find_at(cwd, &session.start.join(folder)),
        None => store::find(cwd, &session.start),
    };
    !matches!(project, Err(store::StoreError::NotFound(_)))
}

/// The one component that a command is about.
pub(super) fn one(session: &Session<'_>) -> Result<(Project, MemberDir), CliError> {
    let project = find(session, None)?;
    let member = only(&project)?.clone();
    Ok((project, member))
}

/// The only component of those that were found.
pub(super) fn only(project: &Project) -> Result<&MemberDir, CliError> {
    match &project.members[..] {
        [member] => Ok(member),
        [] => {
            Err(CliError::new("this workspace has no components yet").hint("`formwork init DIR` makes one"))
        }
        several => {
            let ids: Vec<_> = several.iter().take(6).map(|member| member.id.to_string()).collect();
            Err(CliError::new("this is a workspace of several components").hint(format!(
                "say which with --component: {}{}",
                ids.join(", "),
                if several.len() > 6 { ", …" } else { "" }
            )))
        }
    }
}

/// The one component, loaded and fit to be read.
pub(super) fn readable(session: &mut Session<'_>) -> Result<Loaded, CliError> {
    let (project, member) = one(session)?;
    load(session, &project, &member, Needs::default())
}

/// A component that was found, loaded and fit to be read.
pub(super) fn load(
    session: &mut Session<'_>,
    project: &Project,
    member: &MemberDir,
    needs: Needs,
) -> Result<Loaded, CliError> {
    fit_above(session, project)?;
    fit_to_read(session, project.load(member, needs))
}

/// Gives up where a `formwork.toml` above cannot be read: the component's defaults may stand in it.
pub(super) fn fit_above(session: &mut Session<'_>, project: &Project) -> Result<(), CliError> {
    if project.workspace.is_some() || project.problems.is_empty() {
        return Ok(());
    }
    session.show_blocking(gate::root_findings(project))?;
    Err(CliError::said())
}

/// Shows what makes a component unreadable and gives up, or hands it on.
pub(super) fn fit_to_read(session: &mut Session<'_>, loaded: Load) -> Result<Loaded, CliError> {
    let options = check::Options::on(session.context.today);
    gate::into_readable(loaded, &options).or_else(|blocking| {
        session.show_blocking(blocking)?;
        Err(CliError::said())
    })
}

/// A component fit to be written to: its own settings are clear; other stages may be broken.
pub(super) fn writable(
    session: &mut Session<'_>,
    project: &Project,
    member: &MemberDir,
) -> Result<Loaded, CliError> {
    match project.load(member, Needs::default()) {
        Ok(component) => Ok(component),
        broken @ Err(_) => fit_to_read(session, broken),
    }
}

/// A view as of today.
pub(super) fn view<'c>(session: &Session<'_>, component: &'c Loaded) -> View<'c> {
    View::new(component, Some(session.context.today))
}
