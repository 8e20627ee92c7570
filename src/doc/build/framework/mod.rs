//! A framework's items in its own order, and under each what informs it here.

mod item;
mod standing;

use self::standing::Standing;
use super::parts::{footer, narrowed, page};
use super::scope::Scope;
use super::words::pair;
use crate::doc::document::{Block, Document, Inline, Layout, Line, Section, line};
use crate::doc::{Kind, Options};
use crate::model::{Background, Framework, FrameworkItem, Item, ItemGroup, Outside, is_slug};
use crate::query::View;
use crate::source::{count, inflect};

/// A framework's items with what informs them.
pub static KIND: Kind = Kind {
    id: "framework",
    title: "Framework",
    about: "the items of --framework, with the answers that inform each and what nothing informs",
    build,
};

/// A component as one part of a document over several.
#[derive(Debug)]
pub struct Part<'a> {
    /// The component.
    pub view: &'a View<'a>,
    /// Its name, where there are several.
    pub name: Option<&'a str>,
    /// An anchor a question; empty where there is one component, whose ids serve.
    pub anchors: Vec<String>,
}

fn build<'v>(scope: &Scope<'v>, options: &Options) -> Document<'v> {
    let view = scope.view;
    let Some(framework) = options.framework else {
        let nothing = line("No framework was named, so there is nothing to show.");
        return page(scope, &KIND, vec![Block::Lead(nothing)], Layout::Text);
    };
    let mut sheet = Sheet::new(framework, view.outside, options);
    sheet.add(view, None, Vec::new(), options);
    Document { footer: footer(&view.component.form), ..sheet.document(&view.component.name) }
}

/// One document over all components of a workspace, with what its own file says of the items.
pub fn framework_of_all<'a>(
    title: &'a str,
    parts: &'a [Part<'a>],
    (own, outside): (&'a [FrameworkItem], &'a Outside),
    framework: &'static Framework,
    options: &Options,
) -> Document<'a> {
    let mut sheet = Sheet::new(framework, outside, options);
    sheet.own = own;
    for part in parts {
        sheet.add(part.view, part.name, part.anchors.iter().map(String::as_str).collect(), options);
    }
    sheet.document(title)
}

/// What the items are held against.
struct Sheet<'a> {
    framework: &'static Framework,
    background: Option<&'static Background>,
    sources: Vec<Source<'a>>,
    /// What a workspace's own file says.
    own: &'a [FrameworkItem],
    /// What the outside says of that file.
    outside: &'a Outside,
    /// Answers that were shown in full: source, question.
    shown: Vec<(usize, usize)>,
}

/// A component whose answers inform items.
struct Source<'a> {
    scope: Scope<'a>,
    name: Option<&'a str>,
    anchors: Vec<&'a str>,
}

impl<'a> Sheet<'a> {
    fn new(framework: &'static Framework, outside: &'a Outside, options: &Options) -> Self {
        let background = options.background.and_then(|look_up| look_up());
        Self { framework, background, sources: Vec::new(), own: &[], outside, shown: Vec::new() }
    }

    fn add(&mut self, view: &'a View<'a>, name: Option<&'a str>, anchors: Vec<&'a str>, options: &Options) {
        self.sources.push(Source { scope: Scope::new(view, options), name, anchors });
    }

    fn document(mut self, title: &'a str) -> Document<'a> {
        let framework = self.framework;
        let standings: Vec<Standing> = framework.items.iter().map(|item| self.standing(item)).collect();
        let mut blocks: Vec<Block<'a>> = Vec::new();
        if let [only] = &self.sources[..] {
            blocks.extend(narrowed(&only.scope));
        }
        blocks.extend(self.head(&standings));
        for group in &framework.groups {
            blocks.push(self.group(group));
        }
        let several = count(self.sources.len(), "component");
        Document {
            kind: &framework.short,
            title: title.into(),
            subtitle: line(
                if framework.title == framework.short { &framework.source } else { &framework.title }
                    .as_str(),
            ),
            facets: None,
            blocks,
            footer: line(format!(
                "{several}. Written by formwork from the components' files, so change those and render again."
            )),
            layout: Layout::Text,
        }
    }

    /// How many items are informed, what that means, and which are not.
    fn head(&self, standings: &[Standing]) -> Vec<Block<'a>> {
        let framework = self.framework;
        let of = |wanted: Standing| standings.iter().filter(|one| **one == wanted).count();
        let whole = of(Standing::Whole);
        let strong = format!("{whole} of {}", count(standings.len(), "item"));
        let (verb, those) = (inflect(whole, "has", "have"), inflect(whole, "it", "them"));
        let mut said = format!(" {verb} answers to all questions asked about {those}.");
        for (many, one, more) in [
            (of(Standing::Part), "item has answers to some.", "items have answers to some."),
            (
                of(Standing::Entry),
                "item is informed only by an entry of its own in the files.",
                "items are informed only by entries of their own in the files.",
            ),
            (of(Standing::Waiting), "item waits for an answer.", "items wait for answers."),
            (of(Standing::Nothing), "item is informed by nothing.", "items are informed by nothing."),
            (of(Standing::NotApplicable), "item does not apply.", "items do not apply."),
            (
                framework.items.iter().filter(|item| item.result).count(),
                "item holds results, which stay empty until there is a model.",
                "items hold results, which stay empty until there is a model.",
            ),
        ] {
            if many > 0 {
                said = format!("{said} {many} {}", inflect(many, one, more));
            }
        }
        let lead = Block::Lead(vec![Inline::Strong(strong.into()), Inline::text(said)]);
        let meaning = Block::Callout {
            title: "Answers inform an item. They prove no conformity.",
            lines: vec![
                line(framework.about.as_str()),
                line("Which answer informs which item is a judgement."),
            ],
        };
        let mut source = line(framework.source.as_str());
        if let Some(address) = &framework.address {
            source.extend([Inline::text(", "), Inline::Web(address)]);
        }
        let mut pairs = vec![
            ("Source".into(), source),
            pair("Applies to", framework.applies.as_str()),
            pair("Verification", framework.status.as_str()),
            pair("Checked", framework.checked.as_str()),
        ];
        for (name, wanted) in [("Waiting", Standing::Waiting), ("Informed by nothing", Standing::Nothing)] {
            let items = framework.items.iter().zip(standings).filter(|(_, one)| **one == wanted);
            let links = items.map(|(item, _)| Inline::File {
                text: label(&item.id, &item.title).into(),
                to: format!("#{}", anchor("item", &item.id)).into(),
            });
            let links = super::words::joined(links, "; ");
            if !links.is_empty() {
                pairs.push((name.into(), links));
            }
        }
        vec![lead, meaning, Block::Pairs(pairs)]
    }

    fn group(&mut self, group: &'static ItemGroup) -> Block<'a> {
        let items: Vec<&'static Item> = self.framework.in_group(group).collect();
        // A group that is nothing but its one item has that item's heading.
        if let [only] = items[..]
            && (only.id == group.id || only.title == group.title)
        {
            return self.item_section(only);
        }
        let mut blocks: Vec<Block<'a>> = self.as_a_whole(group).into_iter().collect();
        blocks.extend(items.into_iter().map(|item| self.item_section(item)));
        Block::Section(Section {
            id: anchor("group", &group.id),
            title: label(&group.id, &group.title).into(),
            count: None,
            blocks,
        })
    }

    fn item_section(&mut self, item: &'static Item) -> Block<'a> {
        Block::Section(Section {
            id: anchor("item", &item.id),
            title: label(&item.id, &item.title).into(),
            count: None,
            blocks: self.item(item),
        })
    }

    /// What informs a group as a whole, where the framework's links say that.
    fn as_a_whole(&self, group: &'static ItemGroup) -> Option<Block<'a>> {
        let ids = group.questions.iter().chain(&group.extras);
        let [source] = &self.sources[..] else { return None };
        let view = source.scope.view;
        let mut all = Line::new();
        for at in ids.filter_map(|id| view.component.form.find(id)) {
            all.push(Inline::text(if all.is_empty() {
                "As a whole, questions that inform it: "
            } else {
                ", "
            }));
            let id = view.component.form.questions[at].id.as_str();
            all.extend([Inline::Code(id.into()), Inline::text(" "), Inline::State(view.states[at])]);
        }
        (!all.is_empty()).then_some(Block::Paragraph(all))
    }
}

fn of_item<'e>(entries: &'e [FrameworkItem], framework: &str, item: &Item) -> Option<&'e FrameworkItem> {
    entries.iter().find(|entry| entry.framework.value == framework && entry.item.value == item.id)
}

/// An id before its title; ids that are words say nothing beside it.
fn label(id: &str, title: &str) -> String {
    if is_slug(id) { title.to_owned() } else { format!("{id}: {title}") }
}

/// An anchor from an id such as `1(a)`: `item.1-a`.
fn anchor(kind: &str, id: &str) -> String {
    let mut anchor = format!("{kind}.");
    for letter in id.chars() {
        if letter.is_ascii_alphanumeric() || letter == '.' {
            anchor.push(letter.to_ascii_lowercase());
        } else if !anchor.ends_with(['-', '.']) {
            anchor.push('-');
        }
    }
    anchor.truncate(anchor.trim_end_matches('-').len());
    anchor
}
