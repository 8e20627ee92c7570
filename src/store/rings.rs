//! Components that feed each other in a ring: whether a component leads to one, and the way round it.

use std::collections::{HashMap, HashSet, VecDeque};

use super::discover::Project;
use super::neighbours::{Neighbour, known, lock};
use crate::model::{ComponentId, Settings};

impl Project {
    /// The way from `own` over its provider back to `own`, the shortest there is.
    pub(super) fn ring(&self, root: &Settings, own: &str, provider: &str) -> Option<Vec<ComponentId>> {
        if own == provider || !self.leads_to_ring(root, provider) {
            return None;
        }
        let mut from: HashMap<String, String> = HashMap::new();
        let mut next = VecDeque::from([provider.to_owned()]);
        while let Some(id) = next.pop_front() {
            let entry = self.neighbour(root, &id);
            for taken in known(&entry).into_iter().flat_map(Neighbour::takes_in) {
                if taken == own {
                    let mut ring = vec![ComponentId::new(own), ComponentId::new(&id)];
                    let mut at = id.as_str();
                    while let Some(before) = from.get(at) {
                        ring.push(ComponentId::new(before));
                        at = before;
                    }
                    ring.push(ComponentId::new(own));
                    ring.reverse();
                    return Some(ring);
                }
                if taken != provider && !from.contains_key(taken) {
                    from.insert(taken.to_owned(), id.clone());
                    next.push_back(taken.to_owned());
                }
            }
        }
        None
    }

    /// Whether the way upwards from a component ever comes back to where it was. Looked at once for each, so that
    /// a long chain is not walked from each of its components; without recursion, however long it is.
    fn leads_to_ring(&self, root: &Settings, start: &str) -> bool {
        struct Step {
            id: String,
            ahead: Vec<String>,
            ring: bool,
        }
        let step = |id: String| {
            let entry = self.neighbour(root, &id);
            let ahead = known(&entry).into_iter().flat_map(Neighbour::takes_in).map(str::to_owned).collect();
            Step { id, ahead, ring: false }
        };
        let mut decided = lock(&self.neighbours.leads_to_ring);
        if let Some(ring) = decided.get(start) {
            return *ring;
        }
        let mut on_way = HashSet::from([start.to_owned()]);
        let mut way = vec![step(start.to_owned())];
        while let Some(here) = way.last_mut() {
            if let Some(next) = here.ahead.pop() {
                match decided.get(&next) {
                    Some(ring) => here.ring |= *ring,
                    None if on_way.contains(&next) => here.ring = true,
                    None => {
                        on_way.insert(next.clone());
                        way.push(step(next));
                    }
                }
            } else if let Some(done) = way.pop() {
                on_way.remove(&done.id);
                if let Some(before) = way.last_mut() {
                    before.ring |= done.ring;
                }
                decided.insert(done.id, done.ring);
            }
        }
        decided.get(start).copied().unwrap_or(false)
    }
}
