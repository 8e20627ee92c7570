//! Other components of the workspace, as far as somebody who takes in their output has to know them: their
//! `formwork.toml` and nothing else. A component that takes in nothing costs nothing here.
//!
//! What one consumer asks (who are my providers) reads only the files on its way. Who consumes (the other direction)
//! is known only after a look at all members; that look is taken once, for those who show it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::discover::{MemberDir, Project};
use super::load::{fallback_name, form};
use super::members;
use super::outwards::Outwards;
use super::sets::{Around, Sets};
use super::settings::{Ahead, settings_text};
use crate::model::{Component, ComponentId, Consumer, Consumption, Form, Provider, Settings};
use crate::source::nearest;

/// What was read of other components, each once for all who ask.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    known: Mutex<HashMap<String, Arc<OnceLock<Option<Neighbour>>>>>,
    /// The same of components that were loaded: their names and what concerns others of their settings.
    loaded: Mutex<HashMap<String, (String, Settings)>>,
    /// Whether a ring can be reached from here.
    pub(super) leads_to_ring: Mutex<HashMap<String, bool>>,
    members: OnceLock<Vec<MemberDir>>,
    consumers: OnceLock<HashMap<String, Vec<Consumer>>>,
    outwards: OnceLock<Outwards>,
}

/// A member's `formwork.toml`, as far as others are concerned. Nothing else of it is kept.
#[derive(Debug)]
pub(super) struct Neighbour {
    member: MemberDir,
    name: String,
    /// Its form and sets, its level, what it consumes; `None` where it cannot be read.
    settings: Option<Settings>,
    form: OnceLock<Option<Arc<Form>>>,
}

impl Neighbour {
    /// The ids of those whose output it takes in, itself apart, which no ring is made of.
    pub(super) fn takes_in(&self) -> impl Iterator<Item = &str> {
        let consumes = self.settings.iter().flat_map(|settings| &settings.consumes);
        consumes.map(|one| one.component.value.as_str()).filter(|id| *id != self.member.id.as_str())
    }
}

/// The members whose output takes in what `id` puts out, in the workspace's order. The first call reads the
/// `formwork.toml` of all members, however many ask.
pub fn consumers<'f>(found: &'f Project, id: &ComponentId) -> &'f [Consumer] {
    if found.workspace.is_none() {
        return &[];
    }
    found.consumers().get(id.as_str()).map_or(&[], Vec::as_slice)
}

/// How many components take in, in the end, the output of one of `from`: those, whose output they take in, and
/// `own` are not among them.
pub fn further<'i>(found: &Project, own: &ComponentId, from: impl Iterator<Item = &'i ComponentId>) -> usize {
    let mut from = from.peekable();
    if found.workspace.is_none() || from.peek().is_none() {
        return 0;
    }
    found.neighbours.outwards.get_or_init(|| Outwards::new(found.consumers())).further(own, from)
}

impl Project {
    fn consumers(&self) -> &HashMap<String, Vec<Consumer>> {
        self.neighbours.consumers.get_or_init(|| self.all_consumers())
    }

    /// Keeps of a component that was loaded what concerns others, so that its `formwork.toml` is not read again.
    pub(super) fn note(&self, component: &Component) {
        if self.workspace.is_some() {
            let kept = (component.name.clone(), concerning_others(&component.settings));
            lock(&self.neighbours.loaded).insert(component.id.to_string(), kept);
        }
    }

    /// Whether a member that was looked at consumes anything; `None` where it was not looked at.
    fn consumes(&self, id: &str) -> Option<bool> {
        if let Some((_, settings)) = lock(&self.neighbours.loaded).get(id) {
            return Some(!settings.consumes.is_empty());
        }
        let entry = lock(&self.neighbours.known).get(id).cloned()?;
        known(&entry).map(|one| one.settings.as_ref().is_some_and(|settings| !settings.consumes.is_empty()))
    }

    /// What the workspace says of each component that `own` consumes.
    pub(super) fn providers(&self, own: &ComponentId, consumes: &[Consumption]) -> Vec<Provider> {
        consumes
            .iter()
            .map(|one| match &self.workspace {
                None => Provider::Alone,
                Some((_, root)) => self.provider(root, own, one),
            })
            .collect()
    }

    fn provider(&self, root: &Settings, own: &ComponentId, consumption: &Consumption) -> Provider {
        let id = consumption.component.value.as_str();
        let entry = self.neighbour(root, id);
        let Some(neighbour) = known(&entry) else {
            return Provider::Unknown(self.near(root, own, id));
        };
        Provider::Known {
            name: neighbour.name.clone(),
            maturity: level(neighbour),
            readable: neighbour.settings.is_some(),
            unknown: self.unknown_questions(neighbour, consumption),
            ring: self.ring(root, own.as_str(), id),
        }
    }

    /// Reads a component once, also when several threads ask for it at the same time.
    pub(super) fn neighbour(&self, root: &Settings, id: &str) -> Arc<OnceLock<Option<Neighbour>>> {
        let entry = {
            let mut known = lock(&self.neighbours.known);
            // Looked up first: most ask for what is there, and need no id of their own.
            known.get(id).cloned().unwrap_or_else(|| Arc::clone(known.entry(id.to_owned()).or_default()))
        };
        entry.get_or_init(|| {
            let member = members::member(&self.root, &self.repository, root, id, &self.files)?;
            let loaded = lock(&self.neighbours.loaded).remove(id);
            let (name, settings) = match loaded {
                Some((name, settings)) => (name, Some(settings)),
                None => self.read_neighbour(&member),
            };
            Some(Neighbour { name, settings, member, form: OnceLock::new() })
        });
        entry
    }

    /// The name and what concerns others in the settings of a component that was not loaded; it still may be.
    fn read_neighbour(&self, member: &MemberDir) -> (String, Option<Settings>) {
        let own = self.settings_in(&member.dir);
        let settings = own.settings.as_ref().map(|settings| self.with_defaults(settings.clone()));
        if self.whole {
            self.read_ahead.put(&member.dir, Ahead::Parsed(Box::new(own)));
        }
        let name = settings.as_ref().and_then(|settings| settings.name.as_ref());
        let name = name.map_or_else(|| fallback_name(&member.id), |name| name.value.clone());
        (name, settings.as_ref().map(concerning_others))
    }

    /// The questions that a consumer names and the provider's form does not have. Without a usable form, which the
    /// provider's own check says, they are held against nothing.
    fn unknown_questions(
        &self,
        provider: &Neighbour,
        consumption: &Consumption,
    ) -> Vec<(usize, Option<String>)> {
        let (false, Some(settings)) = (consumption.questions.is_empty(), &provider.settings) else {
            return Vec::new();
        };
        let form = provider.form.get_or_init(|| {
            let sets =
                Sets::read(settings, Around::member(self, &provider.member, &self.files), &mut Vec::new());
            form(settings, &sets).ok().map(|with_sets| Arc::clone(&with_sets.form))
        });
        let Some(form) = form else { return Vec::new() };
        let ids = || form.questions.iter().map(|question| question.id.as_str());
        let named = consumption.questions.iter().map(|question| question.value.as_str()).enumerate();
        let unknown = named.filter(|(_, id)| form.find(id).is_none());
        unknown.map(|(at, id)| (at, nearest(id, ids()).map(str::to_owned))).collect()
    }

    /// The member that is meant: one whose folder has the right name, else the one with the nearest id.
    fn near(&self, root: &Settings, own: &ComponentId, wanted: &str) -> Option<String> {
        let last = |id: &str| id.rsplit('/').next().map(str::to_owned);
        let others =
            || self.all_members(root).iter().map(|one| one.id.as_str()).filter(|id| *id != own.as_str());
        let same_name = others().find(|id| last(id) == last(wanted));
        same_name.or_else(|| nearest(wanted, others())).map(str::to_owned)
    }

    /// All members, also where the command is about one of them.
    fn all_members(&self, root: &Settings) -> &[MemberDir] {
        if self.whole {
            return &self.members;
        }
        self.neighbours.members.get_or_init(|| {
            let file = self.workspace.as_ref().map(|(file, _)| file);
            file.map(|file| members::members(&self.root, &self.repository, root, file, &self.files).0)
                .unwrap_or_default()
        })
    }

    /// Whether the `formwork.toml` of a member may say that it consumes something. Few have the word, and only those are
    /// worth reading as TOML.
    fn may_consume(&self, member: &MemberDir) -> bool {
        let Some(text) = settings_text(self, member) else { return false };
        let has_word = memchr::memmem::find(text.as_bytes(), b"consumes").is_some();
        if has_word || self.whole {
            self.read_ahead.put_text(&member.dir, text);
        }
        has_word
    }

    /// Who takes in whose output, from a look at every member.
    fn all_consumers(&self) -> HashMap<String, Vec<Consumer>> {
        let mut all: HashMap<String, Vec<Consumer>> = HashMap::new();
        let Some((_, root)) = &self.workspace else { return all };
        for member in self.all_members(root) {
            // Few files have the word, and only those are worth reading as TOML.
            if !self.consumes(member.id.as_str()).unwrap_or_else(|| self.may_consume(member)) {
                continue;
            }
            let entry = self.neighbour(root, member.id.as_str());
            let Some(consumer) = known(&entry) else { continue };
            for one in consumer.settings.iter().flat_map(|settings| &settings.consumes) {
                let provider = &one.component.value;
                if provider == member.id.as_str() {
                    continue;
                }
                all.entry(provider.clone()).or_default().push(Consumer {
                    id: member.id.clone(),
                    name: consumer.name.clone(),
                    maturity: level(consumer),
                    questions: one.questions.iter().map(|question| question.value.clone()).collect(),
                });
            }
        }
        all
    }
}

/// What others have to know of a component's settings.
fn concerning_others(settings: &Settings) -> Settings {
    Settings {
        form: settings.form.clone(),
        sets: settings.sets.clone(),
        maturity: settings.maturity.clone(),
        consumes: settings.consumes.clone(),
        ..Settings::default()
    }
}

pub(super) fn known(entry: &OnceLock<Option<Neighbour>>) -> Option<&Neighbour> {
    entry.get().and_then(Option::as_ref)
}

fn level(neighbour: &Neighbour) -> Option<crate::model::MaturityLevel> {
    Some(neighbour.settings.as_ref()?.maturity.as_ref()?.value)
}

pub(super) fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
