//! From where a command runs to the components it is about.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::Date;

use super::error::CliError;
use super::feeding;
use super::world::World;
use crate::check;
use crate::diag::{Finding, Severity};
use crate::emit;
use crate::model::Component;
use crate::query::View;
use crate::store::{self, Found, Load, MemberDir};

/// Finds the project, with `--component` taken in.
pub(super) fn find(world: &World<'_>, folder: Option<&Path>) -> Result<Found, CliError> {
    let cwd = &world.context.cwd;
    let mut found = match folder {
        Some(folder) => store::find_at(cwd, &world.start.join(folder)).map_err(|error| match error {
            store::StoreError::NotFound(dir) => {
                CliError::new(format!("no formwork.toml in {}", world.shown(&dir)))
                    .hint("name the folder that holds it, or leave the folder out to look upwards")
            }
            other => other.into(),
        })?,
        None => store::find(cwd, &world.start)?,
    };
    if let Some(wanted) = &world.component {
        let wanted = wanted.trim_end_matches('/').trim_start_matches("./");
        if !found.whole
            && found.workspace.is_some()
            && found.members.iter().all(|member| member.id.as_str() != wanted)
        {
            found = store::find_at(cwd, &found.root)?; // asked for from inside another member
        }
        let known: Vec<String> = found.members.iter().map(|member| member.id.to_string()).collect();
        found.members.retain(|member| member.id.as_str() == wanted);
        found.whole = false;
        if found.members.is_empty() {
            let last = |id: &&String| id.rsplit('/').next() == Some(wanted);
            let same_name = known.iter().find(last).map(|id| format!("did you mean `{id}`?"));
            let hint = same_name
                .or_else(|| crate::source::nearest_help(wanted, known.iter().map(String::as_str)))
                .unwrap_or_else(|| format!("components here: {}", known.join(", ")));
            let wanted = crate::source::inert_line(wanted);
            return Err(CliError::new(format!("there is no component `{wanted}`")).hint(hint));
        }
    }
    Ok(found)
}

/// Whether there is a project at all, readable or not.
pub(super) fn is_present(world: &World<'_>, folder: Option<&Path>) -> bool {
    let cwd = &world.context.cwd;
    let found = match folder {
        Some(folder) => store::find_at(cwd, &world.start.join(folder)),
        None => store::find(cwd, &world.start),
    };
    !matches!(found, Err(store::StoreError::NotFound(_)))
}

/// The one component that a command is about.
pub(super) fn one(world: &World<'_>) -> Result<(Found, MemberDir), CliError> {
    let found = find(world, None)?;
    let member = only(&found)?.clone();
    Ok((found, member))
}

/// The only component of those that were found.
pub(super) fn only(found: &Found) -> Result<&MemberDir, CliError> {
    match &found.members[..] {
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
pub(super) fn readable(world: &mut World<'_>) -> Result<Component, CliError> {
    let (found, member) = one(world)?;
    load(world, &found, &member)
}

/// A component that was found, loaded and fit to be read.
pub(super) fn load(world: &mut World<'_>, found: &Found, member: &MemberDir) -> Result<Component, CliError> {
    fit_above(world, found)?;
    fit_to_read(world, store::load(found, member))
}

/// The same, with who takes in its output.
pub(super) fn with_consumers(
    world: &mut World<'_>,
    found: &Found,
    member: &MemberDir,
) -> Result<Component, CliError> {
    fit_above(world, found)?;
    fit_to_read(world, feeding::with_consumers(found, store::load(found, member)))
}

/// What the gate looks at besides: how old the evidence is.
pub(super) fn dated(found: &Found, member: &MemberDir, mut loaded: Load, today: Date) -> Load {
    if let Ok(component) = &mut loaded {
        store::date_evidence(found, &member.dir, component, today);
    }
    loaded
}

/// Gives up where a `formwork.toml` above cannot be read: the component's defaults may stand in it.
pub(super) fn fit_above(world: &mut World<'_>, found: &Found) -> Result<(), CliError> {
    if found.workspace.is_some() || found.problems.is_empty() {
        return Ok(());
    }
    show_barriers(world, root_findings(found))?;
    Err(CliError::said())
}

/// What is wrong with the workspace's own file.
pub(super) fn root_findings(found: &Found) -> Vec<Finding> {
    let mut findings = check::check_root(&found.problems);
    if let Some((file, settings)) = found.workspace.as_ref().filter(|_| found.whole) {
        let defaults = settings.workspace.as_ref().map(|workspace| &workspace.defaults);
        let form = defaults.and_then(|defaults| Some((defaults, defaults.form.as_ref()?)));
        let form = form
            .and_then(|(defaults, form)| Some(store::form_of(defaults, &form.value, found.around()).ok()?.0));
        findings.extend(check::check_defaults(file, settings, form.as_deref()));
    }
    findings
}

/// What of it stands in the way of a reader of the whole workspace.
pub(super) fn root_barriers(found: &Found) -> Vec<Finding> {
    let mut barriers = root_findings(found);
    barriers.retain(|finding| finding.severity == Severity::Error);
    barriers
}

/// Shows what makes a component unreadable and gives up, or hands it on.
pub(super) fn fit_to_read(world: &mut World<'_>, loaded: Load) -> Result<Component, CliError> {
    let options = check::Options::on(world.context.today);
    let barriers = barriers(&loaded, &options);
    match loaded {
        Ok(component) if barriers.is_empty() => Ok(component),
        _ => {
            show_barriers(world, barriers)?;
            Err(CliError::said())
        }
    }
}

/// A component fit to be written to: its own settings are clear; other stages may be broken.
pub(super) fn writable(
    world: &mut World<'_>,
    found: &Found,
    member: &MemberDir,
) -> Result<Component, CliError> {
    match store::load(found, member) {
        Ok(component) => Ok(component),
        broken @ Err(_) => fit_to_read(world, broken),
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

pub(super) fn show_barriers(world: &mut World<'_>, findings: Vec<Finding>) -> Result<(), CliError> {
    let run = emit::Run { findings, failed: false, quiet: world.quiet, ..emit::Run::default() };
    let (paint, width) = (world.context.err.paint, world.context.err.width);
    let text = emit::format("human").map(|format| (format.write)(&run, paint, width)).unwrap_or_default();
    world.complain(&text)
}

/// A view as of today.
pub(super) fn view<'c>(world: &World<'_>, component: &'c Component) -> View<'c> {
    View::new(component, Some(world.context.today))
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
pub(super) fn each<T: Send>(found: &Found, work: impl Fn(&MemberDir, Load) -> T + Sync) -> Vec<T> {
    each_of(&found.members, 1, |member| work(member, store::load(found, member)))
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
pub(super) fn at(world: &World<'_>, found: &Found, member: &MemberDir) -> String {
    let shown = world.shown(&member.dir);
    if shown == "." && !found.whole {
        String::new()
    } else if shown == "." {
        format!(" --component {}", crate::source::shell_word(member.id.as_str()))
    } else {
        format!(" -C {}", crate::source::shell_word(&shown))
    }
}
