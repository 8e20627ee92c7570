//! `upgrade`: what an upgrade does, and how it is said (`told`).

mod told;

use clap::Args;

use super::changes::{print_diffs, wrote, wrote_file};
use super::error::CliError;
use super::session::Session;
use super::{OK, Outcome, project};
use crate::model::{Change, Edit, FormId, Loaded, Value};
use crate::store::{self, FileDiff, MemberDir, Mode, Project, SETTINGS_NAME};
use crate::upgrade::{self, Planned};

/// Move a component to a newer version of its form and of its sets, question by question
///
/// No text is lost: an answer that no question asks for any more goes to retired.toml, one whose question was
/// split becomes a draft of its parts. Without a newer version, tables that are missing are added. In a
/// workspace's folder: the form of its defaults, and the components that take it from there.
#[derive(Debug, Args)]
pub(super) struct Upgrade {
    /// The form, as `mlops-requirements@3`, or its name; otherwise the newest version
    #[arg(long, value_name = "FORM")]
    to: Option<String>,
    /// Print what happens to each question and the diff, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Upgrade {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let project = project::find(session, None)?;
        if project.whole && (project.members.len() != 1 || upgrade::defaults_form(&project).is_some()) {
            return self.workspace(session, &project);
        }
        let member = project::only(&project)?;
        let component = project::writable(session, &project, member)?;
        let now = component.form.id.clone();
        let to = upgrade::target_form(&now, self.to.as_deref())?;
        if upgrade::is_form_inherited(&component) && to != now {
            let root = crate::source::shell_word(&session.shown(&project.root));
            return Err(CliError::new(format!(
                "the form of this component stands in [workspace.defaults] of {}",
                session.shown(&project.root.join(SETTINGS_NAME))
            ))
            .hint(format!(
                "`formwork -C {root} upgrade` moves the defaults and every component that takes its form from them; `--to {now}` adds what is missing here"
            )));
        }
        let begun = project.begin(member, &component, Mode::DryRun)?;
        let planned = upgrade::plan(&begun, &to)?;
        if self.dry_run {
            preview(session, member, &planned, &begun.preview(&planned.all())?)?;
        } else {
            write(session, &project, (member, &component), &to, &planned)?;
        }
        Ok(OK)
    }

    /// The members that take their form from the workspace, then the workspace's own file. All are planned before
    /// the first one is written.
    fn workspace(&self, session: &mut Session<'_>, project: &Project) -> Outcome {
        let Some(now) = upgrade::defaults_form(project) else {
            project::only(project)?; // says that it is a workspace of several components
            return Ok(OK);
        };
        let to = upgrade::target_form(&now, self.to.as_deref())?;
        let mut all: Vec<(&MemberDir, Loaded, FormId, Planned, Vec<FileDiff>)> = Vec::new();
        for member in &project.members {
            let component = project::writable(session, project, member)?;
            let own = component.form.id.clone();
            let inherited = upgrade::is_form_inherited(&component);
            if !inherited && own != to {
                let id = crate::source::inert_line(member.id.as_str());
                session.talk(&format!("{id} stays on {own}, which it names itself\n"))?;
            }
            // One that names its form itself stays on it; what its sets lack there is added all the same.
            let to = if inherited { to.clone() } else { own };
            let begun = project.begin(member, &component, Mode::DryRun)?;
            let planned = upgrade::plan(&begun, &to)?;
            let diffs = begun.commit(&planned.all())?.diffs;
            all.push((member, component, to, planned, diffs));
        }
        for (member, component, to, planned, diffs) in &all {
            let name = format!("{}:\n", crate::source::inert_line(member.id.as_str()));
            if self.dry_run {
                session.data(&name)?;
                preview(session, member, planned, diffs)?;
            } else {
                session.talk(&name)?;
                write(session, project, (member, component), to, planned)?;
            }
        }
        let table = vec!["workspace".to_owned(), "defaults".to_owned()];
        let edit = Edit::Set { table, key: "form".to_owned(), value: Value::Text(to.to_string()) };
        let change = Change { file: SETTINGS_NAME.to_owned(), edits: vec![edit], template: String::new() };
        let diff = store::write_root(&project.root, &change, Mode::of(self.dry_run))?;
        let diffs: Vec<FileDiff> = diff.into_iter().collect();
        if self.dry_run {
            let root = MemberDir { id: crate::model::ComponentId::new("."), dir: project.root.clone() };
            print_diffs(session, &root, &diffs)?;
        } else {
            let wrote = wrote(session, &project.root, &diffs);
            session.talk(&wrote)?;
        }
        let ids: Vec<&str> = all.iter().flat_map(|(.., planned, _)| planned.deleted()).collect();
        session.talk(&told::left(&upgrade::left_in_defaults(project, &now, &to, &ids)))?;
        Ok(OK)
    }
}

fn preview(
    session: &mut Session<'_>,
    member: &MemberDir,
    planned: &Planned,
    diffs: &[FileDiff],
) -> Result<(), CliError> {
    let out = &session.context.out;
    let table = told::table(planned, out.paint, out.width);
    session.talk(&told::clashes(planned))?;
    if diffs.is_empty() && planned.schemas.is_empty() {
        return session.talk(&format!("{}: up to date\n", crate::source::inert_line(&planned.to)));
    }
    session.data(&format!("{table}\n"))?;
    session.talk(&told::left(&planned.left))?;
    if !diffs.is_empty() {
        print_diffs(session, member, diffs)?;
    }
    for (path, _) in &planned.schemas {
        let path = session.shown(&member.dir.join(path));
        session.talk(&format!("would also make {path} anew, the schema that editors read\n"))?;
    }
    Ok(())
}

fn write(
    session: &mut Session<'_>,
    project: &Project,
    (member, component): (&MemberDir, &Loaded),
    to: &FormId,
    planned: &Planned,
) -> Result<(), CliError> {
    session.talk(&told::clashes(planned))?;
    let (done, written, after) = upgrade::apply(project, (member, component), to, planned)?;
    if written.is_empty() {
        return session.talk(&format!("{}: up to date\n", crate::source::inert_line(&done.to)));
    }
    // What the workspace's defaults still say is not what the component comes to.
    let after = after.ok().filter(|component| component.form.id == *to);
    let mut text = told::summary(session, &done, after.as_ref(), &session.component_options(project, member));
    for file in &written {
        text += &wrote_file(session, &member.dir.join(file));
    }
    session.talk(&text)
}
