use super::{Framework, Origins, Taxonomy};

/// What the catalog knows about questions beyond forms and sets: where they come from, what they mitigate, what
/// they inform.
#[derive(Debug)]
pub struct Background {
    /// Problems, practices, interviews.
    pub origins: &'static Origins,
    /// Challenges.
    pub taxonomy: &'static Taxonomy,
    /// Frameworks.
    pub frameworks: Vec<&'static Framework>,
    /// The questions of the bundled sets, whether a component has them or not.
    pub extras: Vec<SetQuestion>,
}

/// A question of a bundled set.
#[derive(Debug)]
pub struct SetQuestion {
    /// Its id.
    pub id: String,
    /// Its set: `thesis-extras@1`.
    pub set: &'static str,
    /// The question.
    pub text: String,
}

impl Background {
    /// A question of a bundled set.
    pub fn extra(&self, id: &str) -> Option<&SetQuestion> {
        self.extras.iter().find(|extra| extra.id == id)
    }
}
