//! What the outside says of a component: a value of its own, beside what the component's files say.

use std::ops::Deref;

use super::{Component, ComponentId, MaturityLevel};

/// A component as its files have it, and what the outside says of it. Nobody changes a component after it was read.
#[derive(Debug)]
pub struct Loaded {
    /// What its files say.
    pub component: Component,
    /// What the outside says.
    pub outside: Outside,
}

/// What is in no file of a component: what is known of other components.
#[derive(Debug, Default)]
pub struct Outside {
    /// What the workspace says of each entry of [`super::Settings::consumes`], in that order.
    pub providers: Vec<Provider>,
    /// The components that consume this one's output; looked up only for those who show them.
    pub consumers: Vec<Consumer>,
}

/// Most readers ask what the files say.
impl Deref for Loaded {
    type Target = Component;

    fn deref(&self) -> &Component {
        &self.component
    }
}

/// Tests make components by hand.
#[cfg(any(test, fuzzing))]
impl std::ops::DerefMut for Loaded {
    fn deref_mut(&mut self) -> &mut Component {
        &mut self.component
    }
}

/// What the workspace says of a component whose output another one takes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Provider {
    /// It is one of the workspace's.
    Known {
        /// Its name for people.
        name: String,
        /// How it is used, with the workspace's defaults taken in.
        maturity: Option<MaturityLevel>,
        /// Whether its `formwork.toml` can be read; where not, its own check says why and nothing is known of it.
        readable: bool,
        /// Named questions that its form does not have, as indices into [`super::Consumption::questions`], each
        /// with the nearest that the form has.
        unknown: Vec<(usize, Option<String>)>,
        /// The way on which it takes in, in the end, the output of this component, from here to here.
        ring: Option<Vec<ComponentId>>,
    },
    /// There is no such component; the nearest id.
    Unknown(Option<String>),
    /// There is no workspace, so nothing can be looked up.
    Alone,
}

/// A component that takes in another one's output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consumer {
    /// Its path in the workspace.
    pub id: ComponentId,
    /// Its name for people.
    pub name: String,
    /// How it is used.
    pub maturity: Option<MaturityLevel>,
    /// The questions of the provider that it depends on; empty means all.
    pub questions: Vec<String>,
}
