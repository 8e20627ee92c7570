use std::sync::OnceLock;

use super::Dependency;

/// Who depends on whom, by index. Without a cycle: whoever adds an edge asks [`Graph::way`] first.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// For each question, what its answer rests on.
    pub depends_on: Vec<Vec<Dependency>>,
    /// For each question, those that rest on it directly.
    pub dependents: Vec<Vec<usize>>,
    /// What [`Graph::reach`] found; few ask for it.
    reach: OnceLock<Vec<usize>>,
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
        self.reach = OnceLock::new();
        self.implied = OnceLock::new();
        self.dependents = vec![Vec::new(); count];
        for (at, rests) in self.depends_on.iter().enumerate() {
            for dependency in rests {
                self.dependents[dependency.on].push(at);
            }
        }
    }

    /// Every question behind all that it rests on; `None` where somebody would rest on itself.
    pub fn order(&self) -> Option<Vec<usize>> {
        let mut open: Vec<usize> = self.depends_on.iter().map(Vec::len).collect();
        let mut order: Vec<usize> = (0..open.len()).filter(|&at| open[at] == 0).collect();
        let mut next = 0;
        while let Some(&at) = order.get(next) {
            next += 1;
            for &dependent in &self.dependents[at] {
                open[dependent] -= 1;
                if open[dependent] == 0 {
                    order.push(dependent);
                }
            }
        }
        (order.len() == open.len()).then_some(order)
    }

    /// For each question, how many rest on it directly or not.
    pub fn reach(&self) -> &[usize] {
        self.reach.get_or_init(|| self.counted().unwrap_or_else(|| self.walked()))
    }

    /// From the outermost questions inwards, 64 of those that are reached at a time, a bit each: a walk from every
    /// question would take seconds where a set has ten thousand.
    fn counted(&self) -> Option<Vec<usize>> {
        let order = self.order()?;
        let mut reach = vec![0; order.len()];
        let mut reached = vec![0_u64; order.len()];
        let bits = u64::BITS as usize;
        // Whoever comes early in the order is reached from nowhere behind it, so each turn ends where its last one is.
        for (turn, these) in order.chunks(bits).enumerate() {
            let behind = turn * bits + these.len();
            let mut own = vec![0_u64; order.len()];
            for (bit, &at) in these.iter().enumerate() {
                own[at] = 1 << bit;
            }
            for &at in order[..behind].iter().rev() {
                let all = self.dependents[at].iter().fold(0, |all, &next| all | reached[next] | own[next]);
                reached[at] = all;
                reach[at] += all.count_ones() as usize;
            }
        }
        Some(reach)
    }

    /// The same in a graph with a loop, which nobody should have made.
    fn walked(&self) -> Vec<usize> {
        (0..self.dependents.len()).map(|from| self.downstream(&[from]).len()).collect()
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
        let mut depths = vec![0; self.depends_on.len()];
        // In a loop, which nobody should have made, nothing is deeper than anything else.
        for at in self.order().unwrap_or_default() {
            depths[at] = self.depends_on[at].iter().map(|one| depths[one.on] + 1).max().unwrap_or(0);
        }
        depths
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
        assert_eq!(graph.reach(), [3, 2, 1, 0, 0]);
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

    #[test]
    fn reach_counts_every_way_once_however_many_questions_there_are() {
        // A chain of 200, and every tenth also rests on the first.
        let on = |on: usize| Dependency { on, because: String::new() };
        let rests = |at: usize| match at {
            199 => Vec::new(),
            _ if at.is_multiple_of(10) => vec![on(at + 1), on(199)],
            _ => vec![on(at + 1)],
        };
        let graph = Graph::new((0..200).map(rests).collect());
        assert_eq!(graph.reach(), (0..200).collect::<Vec<_>>());
        assert_eq!(graph.reach(), graph.walked());
        assert_eq!(graph.depths()[0], 199);
    }

    #[test]
    fn a_loop_has_no_order_and_ends_all_the_same() {
        let graph = graph(&[(1, 0), (2, 1), (0, 2), (3, 2)]);
        assert_eq!(graph.order(), None);
        assert_eq!(graph.reach(), [3, 3, 3, 0, 0]);
        assert_eq!(graph.depths(), [0; 5]);
    }
}
