//! From where a command runs to the components it is about.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::Date;

use super::error::CliError;
use super::feeding;
use super::session::Session;
use crate::check;
use crate::diag::{Finding, Severity};
use crate::emit;
use crate::model::{Component, Loaded};
use crate::query::View;
use crate::store::{self, Load, MemberDir, Project};

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
            project = store::find_at(cwd, &project.root)?; // asked for from inside another member
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
    load(session, &project, &member)
}

/// A component that was found, loaded and fit to be read.
pub(super) fn load(
    session: &mut Session<'_>,
    project: &Project,
    member: &MemberDir,
) -> Result<Loaded, CliError> {
    fit_above(session, project)?;
    fit_to_read(session, store::load(project, member))
}

/// The same, with who takes in its output.
pub(super) fn with_consumers(
    session: &mut Session<'_>,
    project: &Project,
    member: &MemberDir,
) -> Result<Loaded, CliError> {
    fit_above(session, project)?;
    fit_to_read(session, feeding::with_consumers(project, store::load(project, member)))
}

/// What the gate looks at besides: how old the evidence is.
pub(super) fn dated(project: &Project, member: &MemberDir, mut loaded: Load, today: Date) -> Load {
    if let Ok(component) = &mut loaded {
        store::date_evidence(project, &member.dir, &mut component.component, today);
    }
    loaded
}

/// Gives up where a `formwork.toml` above cannot be read: the component's defaults may stand in it.
pub(super) fn fit_above(session: &mut Session<'_>, project: &Project) -> Result<(), CliError> {
    if project.workspace.is_some() || project.problems.is_empty() {
        return Ok(());
    }
    show_barriers(session, root_findings(project))?;
    Err(CliError::said())
}

/// What is wrong with the workspace's own file.
pub(super) fn root_findings(project: &Project) -> Vec<Finding> {
    let mut findings = check::check_root(&project.problems);
    if let Some((file, settings)) = project.workspace.as_ref().filter(|_| project.whole) {
        let defaults = settings.workspace.as_ref().map(|workspace| &workspace.defaults);
        let form = defaults.and_then(|defaults| Some((defaults, defaults.form.as_ref()?)));
        let form = form.and_then(|(defaults, form)| {
            Some(store::form_of(defaults, &form.value, project.around()).ok()?.0)
        });
        findings.extend(check::check_defaults(file, settings, form.as_deref()));
    }
    findings
}

/// What of it stands in the way of a reader of the whole workspace.
pub(super) fn root_barriers(project: &Project) -> Vec<Finding> {
    let mut barriers = root_findings(project);
    barriers.retain(|finding| finding.severity == Severity::Error);
    barriers
}

/// Shows what makes a component unreadable and gives up, or hands it on.
pub(super) fn fit_to_read(session: &mut Session<'_>, loaded: Load) -> Result<Loaded, CliError> {
    let options = check::Options::on(session.context.today);
    let barriers = barriers(&loaded, &options);
    match loaded {
        Ok(component) if barriers.is_empty() => Ok(component),
        _ => {
            show_barriers(session, barriers)?;
            Err(CliError::said())
        }
    }
}

/// A component fit to be written to: its own settings are clear; other stages may be broken.
pub(super) fn writable(
    session: &mut Session<'_>,
    project: &Project,
    member: &MemberDir,
) -> Result<Loaded, CliError> {
    match store::load(project, member) {
        Ok(component) => Ok(component),
        broken @ Err(_) => fit_to_read(session, broken),
    }
}

/// The findings that stand in the way of every reader: a file that cannot be understood would be
/// missing from what it prints.
pub(super) fn barriers(loaded: &Load, options: &check::Options) -> Vec<Finding> {
    let problems = match loaded {
        Ok(component) => &component.problems,
        Err(broken) => &broken.problems,
    };
    // What is fixed stands in the way, but for evidence outside, which is about a question and takes nothing away.
    let stands = |rule: &str| check::rule(rule).is_some_and(|rule| rule.fixed);
    if loaded.is_ok() && !problems.iter().any(|one| stands(one.problem.rule)) {
        return Vec::new();
    }
    let mut findings = check::check_component(loaded, options).findings;
    let evidence = |finding: &Finding| finding.rule == "outside-repository" && finding.question.is_some();
    findings.retain(|finding| loaded.is_err() || (stands(finding.rule) && !evidence(finding)));
    findings
}

pub(super) fn show_barriers(session: &mut Session<'_>, findings: Vec<Finding>) -> Result<(), CliError> {
    let run = emit::Run { findings, failed: false, quiet: session.quiet, ..emit::Run::default() };
    let (paint, width) = (session.context.err.paint, session.context.err.width);
    let text = (emit::text().write)(&run, paint, width);
    session.complain(&text)
}

/// A view as of today.
pub(super) fn view<'c>(session: &Session<'_>, component: &'c Loaded) -> View<'c> {
    View::new(component, Some(session.context.today))
}

/// A question's index, or the nearest one's name.
pub(super) fn question(component: &Component, id: &str) -> Result<usize, CliError> {
    component.form.find(id).ok_or_else(|| {
        let ids = component.form.questions.iter().map(|question| question.id.as_str());
        let hint = crate::source::nearest_help(id, ids)
            .unwrap_or_else(|| "`formwork list` shows them all".to_owned());
        let shown = crate::source::inert_line(id);
        CliError::new(format!("{} has no question `{shown}`", component.form.id)).hint(hint)
    })
}

/// Fewer components than this are done before a second thread has paid for itself: two of them on one core's
/// two halves take a third more processor time than one.
const WORTH_A_THREAD: usize = 256;

/// Runs `work` on every member, on all cores, and gives the results in the members' order. A
/// component is loaded, worked on and dropped before its thread takes the next, so that memory does
/// not grow with their number.
pub(super) fn each<T: Send>(project: &Project, work: impl Fn(&MemberDir, Load) -> T + Sync) -> Vec<T> {
    each_of(&project.members, 1, |member| work(member, store::load(project, member)))
}

/// The same for whatever stands for a member, where the work on each is as much as that of loading so many.
pub(super) fn each_of<I: Sync, T: Send>(
    members: &[I],
    weight: usize,
    work: impl Fn(&I) -> T + Sync,
) -> Vec<T> {
    let cores = std::thread::available_parallelism()
        .map_or(1, std::num::NonZero::get)
        .min((members.len() * weight).div_ceil(WORTH_A_THREAD));
    if cores <= 1 {
        return members.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done: Vec<(usize, T)> = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(member) = members.get(at) else { return done };
            done.push((at, work(member)));
        }
    };
    let mut all: Vec<(usize, T)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(take)).collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, result)| result).collect()
}

/// How to say from here which component is meant.
pub(super) fn at(session: &Session<'_>, project: &Project, member: &MemberDir) -> String {
    let shown = session.shown(&member.dir);
    if shown == "." && !project.whole {
        String::new()
    } else if shown == "." {
        format!(" --component {}", crate::source::shell_word(member.id.as_str()))
    } else {
        format!(" -C {}", crate::source::shell_word(&shown))
    }
}
