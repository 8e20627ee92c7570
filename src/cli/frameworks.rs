//! Frameworks on the terminal: all of them, and one with its items.

use serde_json::{Value, json};

use super::args::unknown;
use super::error::CliError;
use super::session::Session;
use crate::catalog;
use crate::model::{Framework, is_slug};
use crate::query::resolve_framework;
use crate::term::{Align, Grid, Role, wrap};

/// A framework as people type it.
pub(super) fn find(word: &str) -> Result<&'static Framework, CliError> {
    resolve_framework(&all()?, word).map_err(|error| unknown(&error))
}

fn all() -> Result<Vec<&'static Framework>, CliError> {
    Ok(catalog::framework_ids().map(catalog::framework).collect::<Result<_, _>>()?)
}

/// All frameworks.
pub(super) fn list(session: &Session<'_>, as_json: bool) -> Result<String, CliError> {
    let frameworks = all()?;
    if as_json {
        let frameworks: Vec<_> = frameworks.into_iter().map(brief).collect();
        return Ok(crate::source::json(
            &json!({ "schema": "formwork/frameworks/1", "frameworks": frameworks }),
        ));
    }
    let (paint, width) = (session.context.out.paint, session.context.out.width);
    let mut grid = Grid::new(&[Align::Left, Align::Right, Align::Wrap], width);
    for one in frameworks {
        let mut about = format!("{}. {} {}", one.title, one.applies, sentence(&one.status));
        if session.verbose {
            about += &format!(": {}", one.checked);
        }
        grid.row([paint.paint(Role::Id, &one.id), format!("{} items", one.items.len()), about]);
    }
    let note = "\nAn answer informs an item and never proves that it is fulfilled. `formwork catalog show ID` shows the items.\n";
    Ok(grid.lines() + note)
}

/// Words as a sentence of their own.
pub(super) fn sentence(status: &str) -> String {
    let mut letters = status.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn brief(framework: &Framework) -> Value {
    json!({
        "id": framework.id,
        "title": framework.title,
        "items": framework.items.len(),
        "status": framework.status,
        "checked": framework.checked,
        "applies": framework.applies,
        "source": framework.source,
        "address": framework.address,
    })
}

/// One framework with its items.
pub(super) fn described(framework: &Framework) -> Value {
    let items = framework.items.iter().map(|item| {
        json!({
            "id": item.id,
            "group": item.group,
            "title": item.title,
            "about": item.about,
            "questions": item.questions,
            "extras": item.extras,
            "all": item.all,
            "level": item.level,
            "result": item.result,
        })
    });
    let groups = framework.groups.iter().map(|group| {
        json!({ "id": group.id, "title": group.title, "questions": group.questions, "extras": group.extras })
    });
    let mut value = brief(framework);
    value["schema"] = "formwork/framework/1".into();
    value["about"] = framework.about.clone().into();
    value["groups"] = groups.collect();
    value["items"] = items.collect();
    value
}

/// One framework for the terminal.
pub(super) fn text(framework: &Framework, session: &Session<'_>) -> String {
    let (paint, width) = (session.context.out.paint, session.context.out.width);
    let columns = width.map_or(100, usize::from).min(100);
    let lines = |text: &str| wrap(text, columns).join("\n");
    let mut out = format!("{}  {}\n", paint.paint(Role::Heading, &framework.title), framework.id);
    out += &format!("{}\n", paint.paint(Role::Faint, &framework.source));
    out += &format!("\n{}\n", lines(&framework.about));
    let status =
        format!("Applies to: {} {}: {}", framework.applies, sentence(&framework.status), framework.checked);
    out += &format!("\n{}\n", lines(&status));
    for group in &framework.groups {
        let title =
            if is_slug(&group.id) { group.title.clone() } else { format!("{} {}", group.id, group.title) };
        out += &format!("\n{}\n", paint.paint(Role::Heading, title));
        let mut grid = Grid::new(&[Align::Left, Align::Wrap], width);
        for item in framework.in_group(group) {
            let mut informed: Vec<&str> =
                item.questions.iter().chain(&item.extras).map(String::as_str).collect();
            if item.all {
                informed.push("every question");
            }
            if let Some(level) = &item.level {
                informed.push(level);
            }
            let by = paint.paint(Role::Faint, format!("({})", informed.join(", ")));
            let by = if informed.is_empty() { paint.paint(Role::Faint, "(nothing)") } else { by };
            grid.row([paint.paint(Role::Id, &item.id), format!("{} {by}", item.title)]);
        }
        out += &grid.lines();
    }
    out
}
