//! Other components of the workspace, as far as somebody who takes in their output has to know them: their
//! `formwork.toml` and nothing else. A component that takes in nothing costs nothing here.
//!
//! What one consumer asks (who are my providers) reads only the files on its way. Who consumes (the other direction)
//! is known only after a look at all members; that look is taken once, for those who show it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::discover::{MemberDir, Project, SETTINGS_NAME};
use super::disk::Disk;
use super::load::{fallback_name, form};
use super::members;
use super::outwards::Outwards;
use super::sets::{Around, Sets};
use super::settings::read_settings_in;
use crate::model::{ComponentId, Consumer, Consumption, Form, Provider, Settings};
use crate::source::nearest;

/// What was read of other components, each once for all who ask.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    known: Mutex<HashMap<String, Arc<OnceLock<Option<Neighbour>>>>>,
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
            let path = member.dir.join(SETTINGS_NAME);
            let settings = read_settings_in(&path, &self.cwd, &self.repository, &self.files).settings;
            let settings = settings.map(|settings| self.with_defaults(settings));
            let name = settings.as_ref().and_then(|settings| settings.name.as_ref());
            Some(Neighbour {
                name: name.map_or_else(|| fallback_name(&member.id), |name| name.value.clone()),
                settings: settings.map(|settings| Settings {
                    form: settings.form,
                    sets: settings.sets,
                    maturity: settings.maturity,
                    consumes: settings.consumes,
                    ..Settings::default()
                }),
                member,
                form: OnceLock::new(),
            })
        });
        entry
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
            let sets = Sets::read(settings, Around::member(self, &provider.member), &mut Vec::new());
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

    /// Who takes in whose output, from a look at every member.
    fn all_consumers(&self) -> HashMap<String, Vec<Consumer>> {
        let mut all: HashMap<String, Vec<Consumer>> = HashMap::new();
        let Some((_, root)) = &self.workspace else { return all };
        for member in self.all_members(root) {
            // Few files have the word, and only those are worth reading as TOML.
            match self.files.read_in(&member.dir.join(SETTINGS_NAME), &self.repository) {
                Disk::Text(text) if memchr::memmem::find(text.as_bytes(), b"consumes").is_some() => {}
                _ => continue,
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
mod tests {
    use std::io::Write as _;
    use std::path::Path;

    use super::*;
    use crate::store::{Needs, find_at};

    fn put(dir: &Path, name: &str, text: &str) {
        let path = dir.join(name);
        std::fs::DirBuilder::new().recursive(true).create(path.parent().unwrap()).unwrap();
        let mut options = std::fs::File::options();
        let mut file = options.write(true).create(true).truncate(true).open(path).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }

    /// `b` and `c` take in what `a` puts out, which takes in nothing.
    fn workspace() -> (tempfile::TempDir, Project) {
        let dir = tempfile::tempdir().unwrap();
        let form = "form = \"mlops-requirements@3\"\n";
        put(dir.path(), ".git/HEAD", "");
        put(dir.path(), "formwork.toml", "format = 1\n[workspace]\nmembers = [\"*\"]\n");
        put(dir.path(), "a/formwork.toml", &format!("format = 1\n{form}"));
        for consumer in ["b", "c"] {
            let text = format!("format = 1\n{form}[[consumes]]\ncomponent = \"a\"\n");
            put(dir.path(), &format!("{consumer}/formwork.toml"), &text);
        }
        let found = find_at(dir.path(), dir.path()).unwrap();
        (dir, found)
    }

    fn names(providers: &[Provider]) -> Vec<&str> {
        providers
            .iter()
            .map(|provider| match provider {
                Provider::Known { name, .. } => name.as_str(),
                Provider::Unknown(_) | Provider::Alone => "",
            })
            .collect()
    }

    #[test]
    fn whoever_consumes_nothing_makes_nobody_look_around() {
        let (_dir, found) = workspace();
        assert_eq!(found.load(&found.members[0], Needs::default()).unwrap().outside.providers, []);
        assert!(lock(&found.neighbours.known).is_empty());
        assert!(found.neighbours.consumers.get().is_none());
    }

    #[test]
    fn a_provider_is_read_once_for_all_its_consumers() {
        let (dir, found) = workspace();
        assert_eq!(names(&found.load(&found.members[1], Needs::default()).unwrap().outside.providers), ["a"]);
        put(dir.path(), "a/formwork.toml", "format = 1\nname = \"Another\"\n");
        assert_eq!(names(&found.load(&found.members[2], Needs::default()).unwrap().outside.providers), ["a"]);
        assert_eq!(lock(&found.neighbours.known).len(), 1, "nobody else was looked at");
        let anew = find_at(dir.path(), dir.path()).unwrap();
        assert_eq!(
            names(&anew.load(&anew.members[2], Needs::default()).unwrap().outside.providers),
            ["Another"]
        );
    }

    #[test]
    fn consumers_are_the_same_from_the_root_and_from_inside_a_member() {
        let (dir, found) = workspace();
        let inside = find_at(dir.path(), &dir.path().join("a")).unwrap();
        let ids = |found: &Project, of: &str| -> Vec<String> {
            consumers(found, &ComponentId::new(of)).iter().map(|one| one.id.to_string()).collect()
        };
        assert_eq!(ids(&found, "a"), ["b", "c"]);
        assert_eq!(ids(&inside, "a"), ["b", "c"]);
        assert_eq!(ids(&inside, "b"), [""; 0]);
    }
}
