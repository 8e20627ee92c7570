//! Who takes in whose output, by index: a whole workspace asks for each of its components how many others lie
//! further outwards, and a walk over ids and copies of consumers takes seconds where they stand in one long chain.

use std::collections::HashMap;

use crate::model::{ComponentId, Consumer};

/// The components that take in another one's output, or whose output is taken in.
#[derive(Debug, Default)]
pub(super) struct Outwards {
    index: HashMap<String, usize>,
    /// For each component, those that take in its output.
    consumers: Vec<Vec<usize>>,
}

impl Outwards {
    /// Follows from who takes in whose output.
    pub(super) fn new(all: &HashMap<String, Vec<Consumer>>) -> Self {
        let mut found = Self::default();
        for (provider, consumers) in all {
            let provider = found.at(provider);
            let consumers = consumers.iter().map(|one| found.at(one.id.as_str())).collect();
            found.consumers[provider] = consumers;
        }
        found
    }

    fn at(&mut self, id: &str) -> usize {
        if let Some(&at) = self.index.get(id) {
            return at;
        }
        let at = self.consumers.len();
        self.index.insert(id.to_owned(), at);
        self.consumers.push(Vec::new());
        at
    }

    /// How many lie outwards from these; they and `own` are not counted.
    pub(super) fn further<'i>(
        &self,
        own: &ComponentId,
        from: impl Iterator<Item = &'i ComponentId>,
    ) -> usize {
        let mut seen = vec![false; self.consumers.len()];
        if let Some(&own) = self.index.get(own.as_str()) {
            seen[own] = true;
        }
        let mut open: Vec<usize> = Vec::new();
        for &at in from.filter_map(|id| self.index.get(id.as_str())) {
            if !std::mem::replace(&mut seen[at], true) {
                open.push(at);
            }
        }
        let mut many = 0;
        while let Some(at) = open.pop() {
            for &next in &self.consumers[at] {
                if !seen[next] {
                    seen[next] = true;
                    many += 1;
                    open.push(next);
                }
            }
        }
        many
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each pair: a component and one that takes in its output.
    fn outwards(pairs: &[(&str, &str)]) -> Outwards {
        let mut all: HashMap<String, Vec<Consumer>> = HashMap::new();
        for (provider, consumer) in pairs {
            all.entry((*provider).to_owned()).or_default().push(Consumer {
                id: ComponentId::new(consumer),
                name: String::new(),
                maturity: None,
                questions: Vec::new(),
            });
        }
        Outwards::new(&all)
    }

    fn count(of: &Outwards, own: &str, from: &[&str]) -> usize {
        let from: Vec<ComponentId> = from.iter().map(|id| ComponentId::new(id)).collect();
        of.further(&ComponentId::new(own), from.iter())
    }

    #[test]
    fn everybody_further_outwards_counts_once() {
        let of = outwards(&[("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("d", "e")]);
        assert_eq!(count(&of, "a", &["b", "c"]), 2);
        assert_eq!(count(&of, "a", &["b"]), 2);
        assert_eq!(count(&of, "d", &["e"]), 0);
        assert_eq!(count(&of, "x", &["y"]), 0);
    }

    #[test]
    fn a_ring_ends_where_it_began() {
        let of = outwards(&[("a", "b"), ("b", "c"), ("c", "a"), ("c", "b")]);
        assert_eq!(count(&of, "a", &["b"]), 1);
        assert_eq!(count(&of, "a", &["b", "c"]), 0);
    }
}
