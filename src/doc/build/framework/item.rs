//! One item: what it asks for, what informs it, what would.

use super::super::question::{alone, evidence};
use super::super::words::{ask, pair};
use super::standing::{Standing, is_there};
use super::{Sheet, Source, of_item};
use crate::doc::document::{Block, Card, Inline, Line, line};
use crate::model::{FrameworkItem, Item, Outside};
use crate::query::State;

/// Names and what they stand for.
type Pairs<'a> = Vec<(std::borrow::Cow<'a, str>, Line<'a>)>;

impl<'a> Source<'a> {
    pub(super) fn entry(&self, framework: &str, item: &Item) -> Option<&'a FrameworkItem> {
        of_item(&self.scope.view.component.settings.frameworks, framework, item)
    }

    /// What the outside says of the component.
    pub(super) fn outside(&self) -> &'a Outside {
        self.scope.view.outside
    }

    /// Whether the component says that an item does not apply to it.
    pub(super) fn denies(&self, framework: &str, item: &Item) -> bool {
        self.entry(framework, item).is_some_and(|entry| entry.not_applicable)
    }

    /// A question by its id, where it is asked here.
    fn asked(&self, id: &str) -> Option<usize> {
        let form = &self.scope.view.component.form;
        form.find(id).filter(|at| self.scope.questions.contains(at) && form.questions[*at].retired.is_none())
    }

    /// The questions that are linked to an item, in the item's order.
    pub(super) fn linked(&self, item: &Item) -> Vec<usize> {
        item.questions.iter().chain(&item.extras).filter_map(|id| self.asked(id)).collect()
    }

    pub(super) fn state(&self, at: usize) -> State {
        self.scope.view.states[at]
    }

    fn text(&self, at: usize) -> &'a str {
        &self.scope.view.component.form.questions[at].text
    }

    fn anchor(&self, at: usize) -> &'a str {
        let own = self.scope.view.component.form.questions[at].id.as_str();
        self.anchors.get(at).copied().unwrap_or(own)
    }

    /// A question with its id.
    fn titled(&self, at: usize) -> Line<'a> {
        let question = &self.scope.view.component.form.questions[at];
        vec![
            Inline::text(format!("{} ", question.text)),
            Inline::Code(question.id.as_str().into()),
            Inline::text(" "),
        ]
    }

    /// An open question, and who is asked.
    fn open(&self, at: usize) -> Line<'a> {
        let component = self.scope.view.component;
        let asked = ask(component, &component.form.questions[at].roles);
        let mut open = self.titled(at);
        open.push(Inline::State(self.state(at)));
        if !asked.is_empty() {
            open.push(Inline::text(format!(", ask {asked}")));
        }
        open
    }

    /// Why a question is said not to apply, with the component's name where there are several.
    fn because(&self, at: usize) -> String {
        let reason = self.scope.view.component.answer(at).and_then(|answer| answer.reason.as_ref());
        let reason = reason.map_or("no reason is given", |reason| reason.value.as_str());
        self.name.map_or_else(|| format!("({reason})"), |name| format!("({name}: {reason})"))
    }

    /// The component's name before what is said of it, where there are several.
    fn named(&self, mut said: Line<'a>) -> Line<'a> {
        if let Some(name) = self.name {
            said.insert(0, Inline::text(format!("{name}: ")));
        }
        said
    }
}

impl<'a> Sheet<'a> {
    pub(super) fn item(&mut self, item: &'static Item) -> Vec<Block<'a>> {
        let standing = self.standing(item);
        let mut blocks = vec![Block::Paragraph(line(item.about.as_str()))];
        if let Some(level) = &item.level {
            let about = format!("This is about the {level}, not about a single component.");
            blocks.push(Block::Paragraph(vec![Inline::Strong(about.into())]));
        }
        let answered = self.answered(item);
        if !item.all && standing != Standing::NotApplicable && answered.asked > 0 {
            let about = if self.sources.len() == 1 { " about it" } else { " about it, over all components," };
            blocks.push(Block::Paragraph(line(format!("{}.", answered.sentence(about)))));
        }
        match standing {
            Standing::Nothing => blocks.push(self.nothing(item)),
            Standing::Waiting => blocks.push(Block::Callout {
                title: "No answer informs this item yet",
                lines: vec![line("The questions that would are still open.")],
            }),
            Standing::NotApplicable | Standing::Whole | Standing::Part | Standing::Entry => {}
        }
        let mut pairs = self.entries(item);
        let mut cards = Vec::new();
        for id in item.questions.iter().chain(&item.extras) {
            self.question(id, item, &mut pairs, &mut cards);
        }
        let off = self.off(item);
        if !off.is_empty() {
            pairs.push(("Not asked here".into(), off));
        }
        if !pairs.is_empty() {
            blocks.push(Block::Pairs(pairs));
        }
        blocks.extend(cards);
        if item.result {
            blocks.push(Block::Room("To be filled after training"));
        }
        blocks
    }

    /// What the files say of an item themselves, and how many answers inform one that every answer informs.
    fn entries(&self, item: &'static Item) -> Pairs<'a> {
        let mut pairs = Pairs::new();
        if let Some(entry) = of_item(self.own, &self.framework.id, item) {
            said((entry, self.outside), &|line| line, &mut pairs);
        }
        for source in &self.sources {
            if let Some(entry) = source.entry(&self.framework.id, item) {
                said((entry, source.outside()), &|line| source.named(line), &mut pairs);
            }
            if item.all && !source.denies(&self.framework.id, item) {
                let every = format!("every answer ({})", source.answered(item).sentence(""));
                pairs.push(("Informed by".into(), source.named(line(every))));
            }
        }
        pairs
    }

    /// What the components have for a question: what they answer in full the first time, and what is open.
    fn question(&mut self, id: &str, item: &'static Item, pairs: &mut Pairs<'a>, cards: &mut Vec<Block<'a>>) {
        let mut shown = Line::new();
        let mut open = Line::new();
        let mut denied = Line::new();
        for (index, source) in self.sources.iter().enumerate() {
            let Some(at) = source.asked(id).filter(|_| !source.denies(&self.framework.id, item)) else {
                continue;
            };
            let state = Inline::State(source.state(at));
            if source.state(at) == State::NotApplicable {
                if denied.is_empty() {
                    denied = source.titled(at);
                } else {
                    denied.push(Inline::text(", "));
                }
                denied.push(Inline::text(source.because(at)));
            } else if !source.state(at).is_answer() {
                match source.name {
                    None => open = source.open(at),
                    Some(name) => {
                        let before = if open.is_empty() { source.titled(at) } else { line(", ") };
                        open.extend(before);
                        open.extend([Inline::text(format!("{name} ")), state]);
                    }
                }
            } else if self.shown.contains(&(index, at)) {
                if !shown.is_empty() {
                    shown.push(Inline::text(", "));
                } else if source.name.is_some() {
                    shown.push(Inline::text(format!("{} ", source.text(at))));
                }
                let text = source.name.unwrap_or(source.text(at)).into();
                shown.extend([Inline::Question { id: source.anchor(at), text }, Inline::text(" "), state]);
            } else {
                self.shown.push((index, at));
                let whole = alone(&source.scope, at);
                let name = source.name.map(|name| vec![Inline::Strong(name.into())]);
                let meta = name.into_iter().chain(whole.meta).collect();
                cards.push(Block::Card(Card { id: source.anchor(at), meta, ..whole }));
            }
        }
        let found = [("Open", open), ("Said not to apply", denied), ("Shown already", shown)].into_iter();
        pairs.extend(found.filter(|(_, line)| !line.is_empty()).map(|(name, line)| (name.into(), line)));
    }

    /// Questions of bundled sets that would inform the item and that no component is asked.
    fn off(&self, item: &'static Item) -> Line<'a> {
        let asked =
            |id: &str| self.sources.iter().any(|one| one.scope.view.component.form.find(id).is_some());
        let mut all = Line::new();
        for id in item.extras.iter().filter(|id| !asked(id)) {
            let Some(extra) = self.background.and_then(|background| background.extra(id)) else { continue };
            if !all.is_empty() {
                all.push(Inline::text("; "));
            }
            all.extend([Inline::text(format!("{} ", extra.text)), Inline::Code(extra.id.as_str().into())]);
            all.push(Inline::text(format!(" ({})", extra.set)));
        }
        all
    }

    fn nothing(&self, item: &'static Item) -> Block<'a> {
        let key = format!("[frameworks.{}.\"{}\"]", self.framework.id, item.id);
        let next = vec![
            Inline::Code(key.into()),
            Inline::text(" in formwork.toml can name evidence, or say why the item does not apply."),
        ];
        Block::Callout { title: "Nothing here informs this item", lines: vec![next] }
    }
}

/// What a file says of an item itself.
fn said<'a>(
    (entry, outside): (&'a FrameworkItem, &Outside),
    named: &dyn Fn(Line<'a>) -> Line<'a>,
    pairs: &mut Pairs<'a>,
) {
    if entry.not_applicable {
        let reason = entry.reason.as_deref().unwrap_or("no reason is given");
        pairs.push(("Does not apply".into(), named(line(reason))));
    }
    if !entry.evidence.is_empty() {
        pairs.push(("Evidence".into(), named(evidence(&entry.evidence))));
        let gone =
            entry.evidence.iter().filter(|one| !is_there(outside, one)).map(|one| one.written.as_str());
        let gone: Vec<&str> = gone.collect();
        if !gone.is_empty() {
            pairs.push(("Not found".into(), named(line(gone.join(", ")))));
        }
    }
    if let Some(note) = &entry.note {
        let (name, text) = pair("Note", &**note);
        pairs.push((name, named(text)));
    }
}
