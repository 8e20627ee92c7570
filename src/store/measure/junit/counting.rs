use super::attributes::Attributes;
use super::words::Says;
use crate::source::{count, inert_line};

/// A suite while it is read.
#[derive(Debug, Default)]
pub(super) struct Counting {
    /// Its number; the element around all of them has none.
    pub(super) suite: Option<usize>,
    /// Its name within a sentence.
    name: String,
    /// The first test in it.
    pub(super) first: usize,
    /// Failures and errors.
    pub(super) failed: Tally,
    /// Tests that did not run.
    pub(super) not_run: Tally,
    /// What it says of itself that leaves its tests open.
    doubt: Option<String>,
}

/// What a suite counts of one kind, and what was met of it.
#[derive(Debug, Default)]
pub(super) struct Tally {
    counted: usize,
    /// What it says in a word: at least one of them.
    word: Option<String>,
    /// Those that were met in it, and those that suites in it counted without one.
    pub(super) met: usize,
}

impl Counting {
    /// Of a suite with this name, or of none.
    pub(super) fn new(suite: Option<usize>, name: &str, first: usize, attributes: &Attributes) -> Self {
        let name = if name.is_empty() {
            "its suite".to_owned()
        } else {
            format!("the suite `{}`", inert_line(name))
        };
        let mut new = Self { suite, name, first, ..Self::default() };
        for (says, count, shown) in attributes.counts() {
            match (count, new.tally(says)) {
                (Some(count), Some(tally)) => tally.counted = tally.counted.saturating_add(count),
                _ => new.leave_open(format!("of {}, {shown}, which is no count", new.name)),
            }
        }
        for (says, shown) in attributes.said() {
            match says {
                Says::Ran | Says::Flaky => {}
                // Its tests may tell which of them it was.
                Says::Failed => new.failed.word = Some(shown),
                Says::NotRun => new.leave_open(format!("of {}, {shown}", new.name)),
            }
        }
        new
    }

    /// What an element in it, and in none of its tests, says.
    pub(super) fn says(&mut self, says: Says, message: &str) {
        let how = match says {
            Says::Ran | Says::Flaky => return,
            Says::Failed => "failed outside of its tests",
            Says::NotRun => "did not run",
        };
        let message = if message.is_empty() { String::new() } else { format!(": {}", inert_line(message)) };
        self.leave_open(format!("{} {how}{message}", self.name));
    }

    fn leave_open(&mut self, doubt: String) {
        self.doubt.get_or_insert(doubt);
    }

    fn tally(&mut self, says: Says) -> Option<&mut Tally> {
        match says {
            Says::Failed => Some(&mut self.failed),
            Says::NotRun => Some(&mut self.not_run),
            Says::Ran | Says::Flaky => None,
        }
    }

    /// Why it is open how its tests ended: one that counts more than they tell of leaves open which of them it was.
    pub(super) fn doubt(&self) -> Option<String> {
        if self.doubt.is_some() {
            return self.doubt.clone();
        }
        let name = &self.name;
        let Tally { counted, word, met } = &self.failed;
        if counted > met {
            let count = count(*counted, "failure");
            return Some(format!("{name} counts {count}, and its tests tell of {met}"));
        }
        if let (Some(word), 0) = (word, met) {
            return Some(format!("of {name}, {word}, and its tests tell of no failure"));
        }
        let Tally { counted, met, .. } = &self.not_run;
        (counted > met).then(|| {
            let count = count(*counted, "test");
            format!("{name} counts {count} that did not run, and its tests tell of {met}")
        })
    }

    /// Takes in what was met in a suite within it.
    pub(super) fn add(&mut self, within: &Self) {
        for (all, part) in [(&mut self.failed, &within.failed), (&mut self.not_run, &within.not_run)] {
            all.met = all.met.saturating_add(part.met.max(part.counted));
        }
    }
}
