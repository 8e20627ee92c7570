//! Public frameworks and which questions inform which of their items.

use serde::Deserialize;

/// A framework. That an answer informs an item is a judgement, and never says that the item is fulfilled.
#[derive(Debug)]
pub struct Framework {
    /// Its id: `annex-iv`.
    pub id: String,
    /// For people.
    pub title: String,
    /// The title in few words.
    pub short: String,
    /// Where it was published.
    pub source: String,
    /// Its official page.
    pub address: Option<String>,
    /// How far its items here were held against the source, in a word or two.
    pub status: String,
    /// What was read and what was not.
    pub checked: String,
    /// To what it applies.
    pub applies: String,
    /// What it is, and what the document made from it is good for.
    pub about: String,
    /// In its own order.
    pub groups: Vec<ItemGroup>,
    /// In its own order.
    pub items: Vec<Item>,
}

/// Items that belong together.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemGroup {
    /// Its id.
    pub id: String,
    /// For people.
    pub title: String,
    /// Questions of the form that inform it as a whole.
    #[serde(default)]
    pub questions: Vec<String>,
    /// Questions of sets that do.
    #[serde(default)]
    pub extras: Vec<String>,
}

/// An item of a framework.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The framework's own id: `1(a)`.
    pub id: String,
    /// The id of its group.
    pub group: String,
    /// For people.
    pub title: String,
    /// What it asks for.
    pub about: String,
    /// Questions of the form that inform it.
    pub questions: Vec<String>,
    /// Questions of sets that do.
    #[serde(default)]
    pub extras: Vec<String>,
    /// Whether every question informs it.
    #[serde(default)]
    pub all: bool,
    /// Who it is for, where that is not a single component: organisation, portfolio, reporting.
    pub level: Option<String>,
    /// Whether it holds results, which exist only after training.
    #[serde(default)]
    pub result: bool,
}

impl Framework {
    /// The items of a group, in order.
    pub fn in_group<'f>(&'f self, group: &'f ItemGroup) -> impl Iterator<Item = &'f Item> {
        self.items.iter().filter(move |item| item.group == group.id)
    }

    /// An item by its id.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }
}

impl Item {
    /// Whether an answer to this question informs it.
    pub fn is_informed_by(&self, question: &str) -> bool {
        self.all || self.questions.iter().chain(&self.extras).any(|id| id == question)
    }
}
