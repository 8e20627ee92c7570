//! The page that `init` ends with.

use std::path::Path;

use super::files::Target;
use crate::cli::session::Session;
use crate::cli::{OK, Outcome, project};
use crate::model::MaturityLevel;
use crate::query::{self, View};
use crate::source::{count, inert_line, shell_word};
use crate::store::{self, Needs};
use crate::term::{Align, Grid, Role};

/// What was written, in a line: files, and how many in which folder.
pub(super) fn wrote(session: &Session<'_>, dir: &Path, targets: &[Target]) -> String {
    let mut folders: Vec<(&str, usize)> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for (path, _) in targets {
        match path.split_once('/') {
            None => names.push(session.shown(&dir.join(path))),
            Some((folder, _)) => match folders.iter_mut().find(|(known, _)| *known == folder) {
                Some((_, count)) => *count += 1,
                None => folders.push((folder, 1)),
            },
        }
    }
    names.extend(
        folders.into_iter().map(|(folder, files)| {
            format!("{} in {}", count(files, "file"), session.shown(&dir.join(folder)))
        }),
    );
    format!("wrote {}\n", names.join(", "))
}

/// A short page: how many questions, for whom, where to begin.
pub(super) fn welcome(session: &mut Session<'_>, dir: &Path, asks_for_ci: bool) -> Outcome {
    let cwd = session.context.cwd.clone();
    let project = store::find_at(&cwd, dir)?;
    let Some(member) =
        project.members.iter().find(|member| member.dir == project.root).or(project.members.first())
    else {
        return Ok(OK);
    };
    let component = project::fit_to_read(session, project.load(member, Needs::default()))?;
    let view = View::new(&component, None);
    let progress = query::progress(&view);
    let form = &component.form;
    let paint = session.context.out.paint;
    let shown = session.shown(&member.dir);
    let place = if shown == "." { String::new() } else { format!(" in {shown}") };
    let level = component.settings.maturity.as_ref().map(|level| level.value.word());
    let mut text = format!(
        "{}{place}: {} questions of {}, ",
        paint.paint(Role::Heading, inert_line(&component.name)),
        progress.all.questions,
        form.id
    );
    text += &match level {
        Some(level) => format!("{} of them required at level {level}.\n", progress.all.required),
        None => "all of them required.\n".to_owned(),
    };
    let mut asked: Vec<(usize, usize)> = query::role_counts(&progress)
        .filter(|(_, count)| count.required > 0)
        .map(|(role, count)| (role, count.required))
        .collect();
    asked.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let spoken: Vec<_> =
        asked.iter().map(|&(role, count)| format!("{} {count}", form.roles[role].spoken())).collect();
    text += &format!("\nWhom they ask: {}.\n", spoken.join(", "));
    let at = session.component_options(&project, member);
    let mut commands: Vec<(String, &str)> = Vec::new();
    if let Some(next) = query::next(&view) {
        let question = &form.questions[next.question];
        text += &format!(
            "\nBegin with {}: {}\n  {} other questions rest on it. Ask {}.\n",
            paint.paint(Role::Id, question.id.as_str()),
            question.text,
            next.weight,
            question.ask(form).join(", ")
        );
        commands.push((format!("answer {} \"…\"", question.id), "answer it"));
    }
    if let Some(&(role, _)) = asked.first() {
        let export = format!("export --role {} --output sheet.md", form.roles[role].id);
        commands.push((export, "a sheet for others, taken back by `import`"));
    }
    commands.push(("fact".to_owned(), "facts that decide what is required"));
    commands.push(("render --output requirements.html".to_owned(), "the document"));
    commands.push(("check".to_owned(), "the gate"));
    let mut grid = Grid::new(&[Align::Left, Align::Left], None);
    for (command, what) in commands {
        grid.row([format!("  formwork{at} {command}"), what.to_owned()]);
    }
    text += &format!("\n{}", grid.lines());
    let lowest = MaturityLevel::ALL.first().copied();
    if component.settings.maturity.as_ref().map(|level| level.value) == lowest {
        text += &format!("\nIs it more than an experiment? `formwork{at} maturity` shows the levels.\n");
    }
    if project.top().is_some() {
        let mut next = format!("Commit the files. `formwork{at} hook install` sets git up, once a clone");
        if asks_for_ci {
            let root = session.shown(&project.root);
            let root = if root == "." { String::new() } else { format!(" -C {}", shell_word(&root)) };
            next += &format!("; `formwork{root} init --ci github` (or gitlab) writes the gate for CI");
        }
        text += &format!("\n{next}.\n");
    }
    session.report(&text)?;
    Ok(OK)
}
