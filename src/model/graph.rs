use std::sync::OnceLock;

use super::Dependency;

/// Who depends on whom, by index. Without a cycle: whoever adds an edge asks [`Graph::way`] first.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// For each question, what its answer rests on.
    pub depends_on: Vec<Vec<Dependency>>,
    /// For each question, those that rest on it directly.
    pub dependents: Vec<Vec<usize>>,
    /// For each question, how many rest on it directly or not.
    pub reach: Vec<usize>,
    /// What [`Graph::implied`] found; few ask for it.
    implied: OnceLock<Vec<Vec<bool>>>,
}

impl Graph {
    /// Follows from what each question rests on.
    pub fn new(depends_on: Vec<Vec<Dependency>>) -> Self {
        let mut graph = Self { depends_on, ..Self::default() };
        graph.settle();
        graph
    }

    /// Lets the rest follow from `depends_on` after that was changed.
    pub fn settle(&mut self) {
        let count = self.depends_on.len();
        self.implied = OnceLock::new();
        self.dependents = vec![Vec::new(); count];
        for (at, rests) in self.depends_on.iter().enumerate() {
            for dependency in rests {
                self.dependents[dependency.on].push(at);
            }
        }
        self.reach = (0..count).map(|from| self.downstream(&[from]).len()).collect();
    }

    /// All questions that rest on one of these, directly or not, in order; the ones asked about are not among them.
    pub fn downstream(&self, from: &[usize]) -> Vec<usize> {
        let mut seen = vec![false; self.dependents.len()];
        let mut open = from.to_vec();
        while let Some(at) = open.pop() {
            for &next in &self.dependents[at] {
                if !seen[next] {
                    seen[next] = true;
                    open.push(next);
                }
            }
        }
        (0..seen.len()).filter(|at| seen[*at] && !from.contains(at)).collect()
    }

    /// The questions that rest directly on one of these, in order, without the ones asked about.
    pub fn direct(&self, from: &[usize]) -> Vec<usize> {
        let mut found: Vec<usize> = from.iter().flat_map(|&at| self.dependents[at].iter().copied()).collect();
        found.sort_unstable();
        found.dedup();
        found.retain(|at| !from.contains(at));
        found
    }

    /// For each entry of `depends_on`, whether it also follows from the others: its question rests on one that
    /// rests, directly or not, on the same. What is left are the edges of the transitive reduction.
    pub fn implied(&self) -> &[Vec<bool>] {
        self.implied.get_or_init(|| {
            let count = self.depends_on.len();
            let resting: Vec<Vec<usize>> = (0..count).map(|from| self.downstream(&[from])).collect();
            let follows = |rests: &[Dependency], on: usize| {
                rests.iter().any(|other| resting[on].binary_search(&other.on).is_ok())
            };
            self.depends_on
                .iter()
                .map(|rests| rests.iter().map(|dependency| follows(rests, dependency.on)).collect())
                .collect()
        })
    }

    /// The shortest way along which `from` rests on `to`, both ends included.
    pub fn way(&self, from: usize, to: usize) -> Option<Vec<usize>> {
        let mut came: Vec<Option<usize>> = vec![None; self.depends_on.len()];
        let mut line = std::collections::VecDeque::from([from]);
        while let Some(at) = line.pop_front() {
            if at == to {
                let mut way = vec![at];
                let mut here = at;
                while here != from {
                    here = came[here]?;
                    way.push(here);
                }
                way.reverse();
                return Some(way);
            }
            for dependency in &self.depends_on[at] {
                if came[dependency.on].is_none() && dependency.on != from {
                    came[dependency.on] = Some(at);
                    line.push_back(dependency.on);
                }
            }
        }
        None
    }

    /// For each question, how many steps lie between it and one that rests on nothing, at most.
    pub fn depths(&self) -> Vec<usize> {
        let mut depths: Vec<Option<usize>> = vec![None; self.depends_on.len()];
        for at in 0..depths.len() {
            self.depth(at, &mut depths);
        }
        depths.into_iter().map(Option::unwrap_or_default).collect()
    }

    fn depth(&self, at: usize, depths: &mut [Option<usize>]) -> usize {
        if let Some(known) = depths[at] {
            return known;
        }
        // A loop would be walked for ever; with this it ends.
        depths[at] = Some(0);
        let below = self.depends_on[at].iter().map(|one| self.depth(one.on, depths) + 1).max().unwrap_or(0);
        depths[at] = Some(below);
        below
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[(usize, usize)]) -> Graph {
        let mut depends_on = vec![Vec::new(); 5];
        for &(at, on) in edges {
            depends_on[at].push(Dependency { on, because: String::new() });
        }
        Graph::new(depends_on)
    }

    #[test]
    fn direct_and_downstream_are_kept_apart() {
        let graph = graph(&[(1, 0), (2, 1), (3, 2), (3, 0)]);
        assert_eq!(graph.direct(&[0]), [1, 3]);
        assert_eq!(graph.downstream(&[0]), [1, 2, 3]);
        assert_eq!(graph.downstream(&[0, 2]), [1, 3]);
        assert_eq!(graph.reach, [3, 2, 1, 0, 0]);
        assert_eq!(graph.depths(), [0, 1, 2, 3, 0]);
    }

    #[test]
    fn what_follows_from_others_is_implied_until_the_graph_changes() {
        let mut graph = graph(&[(1, 0), (2, 1), (2, 0), (3, 2), (3, 0), (4, 0)]);
        assert_eq!(graph.implied(), [vec![], vec![false], vec![false, true], vec![false, true], vec![false]]);
        graph.depends_on[2].remove(0);
        graph.settle();
        assert_eq!(graph.implied()[2], [false]);
    }

    #[test]
    fn the_shortest_way_is_found_and_none_where_there_is_none() {
        let graph = graph(&[(1, 0), (2, 1), (3, 2), (3, 1)]);
        assert_eq!(graph.way(3, 0), Some(vec![3, 1, 0]));
        assert_eq!(graph.way(0, 3), None);
        assert_eq!(graph.way(4, 4), Some(vec![4]));
    }
}
