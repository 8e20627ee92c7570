//! The frameworks of the catalog: all of them, and one with its items.

use serde::Serialize;

use super::{Report, Style};
use crate::model::{Framework, is_slug};
use crate::source::sentence_case;
use crate::term::{Align, Grid, Role, wrap};

/// All frameworks.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Frameworks<'r> {
    frameworks: Vec<Brief<'r>>,
    #[serde(skip)]
    verbose: bool,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
struct Brief<'r> {
    id: &'r str,
    title: &'r str,
    /// The number of items.
    items: usize,
    #[serde(flatten)]
    about: About<'r>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
struct About<'r> {
    status: &'r str,
    checked: &'r str,
    applies: &'r str,
    source: &'r str,
    address: Option<&'r str>,
}

impl<'r> About<'r> {
    fn new(framework: &'r Framework) -> Self {
        Self {
            status: &framework.status,
            checked: &framework.checked,
            applies: &framework.applies,
            source: &framework.source,
            address: framework.address.as_deref(),
        }
    }
}

impl<'r> Frameworks<'r> {
    /// Lists frameworks; `verbose` adds how far each was held against its source.
    pub fn new(frameworks: &[&'r Framework], verbose: bool) -> Self {
        let brief = |one: &&'r Framework| Brief {
            id: &one.id,
            title: &one.title,
            items: one.items.len(),
            about: About::new(one),
        };
        Self { frameworks: frameworks.iter().map(brief).collect(), verbose }
    }
}

impl Report for Frameworks<'_> {
    const SCHEMA: &'static str = "formwork/frameworks/1";

    fn text(&self, style: Style) -> String {
        let mut grid = Grid::new(&[Align::Left, Align::Right, Align::Wrap], style.width);
        for one in &self.frameworks {
            let About { status, checked, applies, .. } = one.about;
            let mut about = format!("{}. {applies} {}", one.title, sentence_case(status));
            if self.verbose {
                about += &format!(": {checked}");
            }
            grid.row([style.paint.paint(Role::Id, one.id), format!("{} items", one.items), about]);
        }
        let note = "\nAn answer informs an item and never proves that it is fulfilled. `formwork catalog show ID` shows the items.\n";
        grid.lines() + note
    }
}

/// One framework with its items.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct FrameworkPage<'r> {
    id: &'r str,
    title: &'r str,
    items: Vec<Item<'r>>,
    #[serde(flatten)]
    meta: About<'r>,
    about: &'r str,
    groups: Vec<Group<'r>>,
    #[serde(skip)]
    framework: &'r Framework,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
struct Item<'r> {
    id: &'r str,
    group: &'r str,
    title: &'r str,
    about: &'r str,
    /// The questions of the form whose answers inform it.
    questions: &'r [String],
    /// The same of bundled sets.
    extras: &'r [String],
    /// Whether every answer informs it.
    all: bool,
    /// Whom it is for, where that is not a single component: `organisation`, `portfolio` or `reporting`.
    level: Option<&'r str>,
    /// Whether it holds results, which exist only after training.
    result: bool,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
struct Group<'r> {
    id: &'r str,
    title: &'r str,
    questions: &'r [String],
    extras: &'r [String],
}

impl<'r> FrameworkPage<'r> {
    /// Describes a framework.
    pub fn new(framework: &'r Framework) -> Self {
        let items = framework.items.iter().map(|item| Item {
            id: &item.id,
            group: &item.group,
            title: &item.title,
            about: &item.about,
            questions: &item.questions,
            extras: &item.extras,
            all: item.all,
            level: item.level.as_deref(),
            result: item.result,
        });
        let groups = framework.groups.iter().map(|group| Group {
            id: &group.id,
            title: &group.title,
            questions: &group.questions,
            extras: &group.extras,
        });
        Self {
            id: &framework.id,
            title: &framework.title,
            items: items.collect(),
            meta: About::new(framework),
            about: &framework.about,
            groups: groups.collect(),
            framework,
        }
    }
}

impl Report for FrameworkPage<'_> {
    const SCHEMA: &'static str = "formwork/framework/1";

    fn text(&self, Style { paint, width }: Style) -> String {
        let framework = self.framework;
        let columns = width.map_or(100, usize::from).min(100);
        let lines = |text: &str| wrap(text, columns).join("\n");
        let mut out = format!("{}  {}\n", paint.paint(Role::Heading, &framework.title), framework.id);
        out += &format!("{}\n", paint.paint(Role::Faint, &framework.source));
        out += &format!("\n{}\n", lines(&framework.about));
        let status = format!(
            "Applies to: {} {}: {}",
            framework.applies,
            sentence_case(&framework.status),
            framework.checked
        );
        out += &format!("\n{}\n", lines(&status));
        for group in &framework.groups {
            let title = if is_slug(&group.id) {
                group.title.clone()
            } else {
                format!("{} {}", group.id, group.title)
            };
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
}
