//! A file a component at its path, and an index.

use super::{Page, Render, put};
use crate::cli::error::CliError;
use crate::cli::world::World;
use crate::cli::{OK, Outcome, project};
use crate::doc;
use crate::model::Component;
use crate::query::{self, View};
use crate::store::{Found, MemberDir};

impl Render {
    pub(super) fn workspace(
        &self,
        world: &mut World<'_>,
        found: &Found,
        kind: &doc::Kind,
        format: &doc::Format,
    ) -> Outcome {
        let Some(output) = &self.output else {
            return Err(CliError::new("this is a workspace: --output names a folder for its documents")
                .hint("--output target/requirements, or one component with --component"));
        };
        let dir = world.path(output);
        if dir.is_file() {
            return Err(CliError::new(format!(
                "{} is a file; a workspace needs a folder",
                world.shown(&dir)
            )));
        }
        let extension = format.extensions.first().copied().unwrap_or("txt");
        let options =
            crate::check::Options { today: world.context.today, stages: Vec::new(), roles: Vec::new() };
        let write = !self.check && !self.dry_run;
        // Documents are written where they are made, so that memory does not grow with their number.
        let results = project::each(found, |member, loaded| {
            let barriers = project::barriers(&loaded, &options);
            let href = href(member, extension);
            match loaded {
                Ok(component) if barriers.is_empty() => {
                    let entry = entry(&component, href.clone());
                    let page =
                        self.text(&component, kind, format).map(|text| Page { path: dir.join(&href), text });
                    let page = match page {
                        Ok(page) if write => put(&page).map(|changed| (changed, None)),
                        Ok(page) => Ok((false, Some(page))),
                        Err(error) => Err(error),
                    };
                    (page, entry, barriers)
                }
                _ => (Ok((false, None)), broken(member, href), barriers),
            }
        });
        let mut entries = Vec::new();
        let mut pages = Vec::new();
        let mut barriers = crate::check::check_root(&found.problems);
        let mut written = 0;
        for (page, entry, mut stands) in results {
            let (changed, page) = page?;
            written += usize::from(changed);
            pages.extend(page);
            entries.push(entry);
            barriers.append(&mut stands);
        }
        let title = found
            .workspace
            .as_ref()
            .and_then(|(_, settings)| settings.name.as_ref())
            .map_or("Components", |name| &name.value);
        let index = Page {
            path: dir.join(format!("index.{extension}")),
            text: (format.render)(&doc::index(title, &entries)),
        };
        let done: usize = entries
            .iter()
            .map(|entry| usize::from(entry.required == entry.done && entry.note.is_none()))
            .sum();
        let summary = format!("{done} of {} components have every required question done", entries.len());
        if !barriers.is_empty() {
            project::show_barriers(world, barriers)?;
        }
        let failed = entries.iter().any(|entry| entry.note.is_some());
        let code = if write {
            written += usize::from(put(&index)?);
            world.talk(&format!(
                "{summary}\nwrote {written} of {} files below {}\n",
                entries.len() + 1,
                world.shown(&dir)
            ))?;
            OK
        } else {
            pages.push(index);
            self.finish(world, pages, &summary)?
        };
        if failed { Err(CliError::said()) } else { Ok(code) }
    }
}

fn href(member: &MemberDir, extension: &str) -> String {
    match member.id.as_str() {
        "." => format!("root.{extension}"),
        id => format!("{id}.{extension}"),
    }
}

fn entry(component: &Component, href: String) -> doc::IndexEntry {
    let progress = query::progress(&View::new(component, None));
    doc::IndexEntry {
        id: component.id.to_string(),
        name: component.name.clone(),
        href,
        form: component.form.id.to_string(),
        maturity: component.settings.maturity.as_ref().map(|level| level.value.word().to_owned()),
        required: progress.all.required,
        done: progress.all.done,
        note: None,
    }
}

fn broken(member: &MemberDir, href: String) -> doc::IndexEntry {
    doc::IndexEntry {
        id: member.id.to_string(),
        name: member.id.to_string(),
        href,
        form: String::new(),
        maturity: None,
        required: 0,
        done: 0,
        note: Some("cannot be read".to_owned()),
    }
}
