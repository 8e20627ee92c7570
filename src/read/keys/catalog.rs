//! The keys of the catalog's files: forms and sets, bundled or a team's own.

use crate::model::{Choose, Kind, MaturityLevel, key, key_table};

key_table! {
    /// A key of a form or a set.
    pub(crate) SetKey {
        Format = key("format", Kind::Integer, "The version of these files' format."),
        Id = key("id", Kind::Text, "The name of the set, lower-case words joined by dashes."),
        Version = key("version", Kind::Integer, "Its version, from 1."),
        Title = key("title", Kind::Text, "Its title, for people."),
        Source = key("source", Kind::Text, "Where it comes from."),
        About = key("about", Kind::Text, "What it is for, and when to use it."),
        BasedOn = key(
            "based-on",
            Kind::Text,
            "The form that guidance is taken from where a question brings none.",
        ),
        Front = key("front", Kind::Table(FrontKey::SPEC), "The form's front page."),
        Stage = key(
            "stage",
            Kind::Tables(StageKey::SPEC),
            "A stage that the set adds. Each stage is a file of answers.",
        ),
        Role = key("role", Kind::Tables(RoleKey::SPEC), "A role that the set adds."),
        Question = key("question", Kind::Tables(AskedKey::SPEC), "A question that the set adds."),
        Change = key(
            "change",
            Kind::Tables(ChangeKey::SPEC),
            "Other roles, examples or choices for a question of the form.",
        ),
        Retire = key(
            "retire",
            Kind::Tables(RetireKey::SPEC),
            "A question of the form that is not asked here.",
        ),
    }
}

key_table! {
    /// A key of the form's front page.
    pub(crate) FrontKey {
        Purpose = key("purpose", Kind::Text, "What the form is for."),
        Order = key("order", Kind::Text, "In which order it is answered."),
        Stages = key("stages", Kind::Text, "The stages and how they feed each other."),
        Column = key("column", Kind::Tables(ColumnKey::SPEC), "A column of the form."),
    }
}

key_table! {
    /// A key of a column of the form.
    pub(crate) ColumnKey {
        Title = key("title", Kind::Text, "Its title."),
        About = key("about", Kind::Text, "What stands in it."),
    }
}

key_table! {
    /// A key of a stage that a set adds.
    pub(crate) StageKey {
        Id = key("id", Kind::Text, "Its id; it names the file."),
        Title = key("title", Kind::Text, "For people."),
        About = key("about", Kind::Text, "What it is."),
    }
}

key_table! {
    /// A key of a role that a set adds.
    pub(crate) RoleKey {
        Id = key("id", Kind::Text, "Its id."),
        Title = key("title", Kind::Text, "For people."),
        About = key("about", Kind::Text, "Who that is."),
    }
}

/// A role has the same keys as a stage.
impl From<RoleKey> for StageKey {
    fn from(key: RoleKey) -> Self {
        match key {
            RoleKey::Id => Self::Id,
            RoleKey::Title => Self::Title,
            RoleKey::About => Self::About,
        }
    }
}

const CHOOSE: Kind = Kind::Word(Choose::WORDS);
const CONDITION: Kind = Kind::Condition;

key_table! {
    /// A key of a question that a set adds.
    pub(crate) AskedKey {
        Id = key("id", Kind::Text, "Its id: permanent, lower-case words joined by dashes."),
        Stage = key("stage", Kind::Text, "The stage that it belongs to."),
        Text = key("text", Kind::Text, "The question."),
        Roles = key("roles", Kind::Texts, "Whom to ask, by role."),
        Examples = key("examples", Kind::Texts, "Answers that others might give."),
        ExamplesText = key(
            "examples-text",
            Kind::Text,
            "The examples as the form writes them, where that is not the list.",
        ),
        Measure = key("measure", Kind::Text, "Set where it asks how much, how often, how long or how fast."),
        Choices = key(
            "choices",
            Kind::Texts,
            "What there is to choose from, lower-case words joined by dashes.",
        ),
        Choose = key("choose", CHOOSE, "How many of them."),
        AppliesWhen = key(
            "applies-when",
            Kind::Map("fact or question", &CONDITION),
            "All of these must hold for it to be asked.",
        ),
        Why = key("why", Kind::Text, "Why it is asked."),
        Unanswered = key("unanswered", Kind::Text, "What goes wrong while it is unanswered."),
        StandsFor = key("stands-for", Kind::Texts, "Questions of other versions that this one stands for."),
        Traces = key("traces", Kind::Texts, "Problems and practices that it answers: P1 to P6, BP1 to BP4."),
        Sections = key("sections", Kind::Texts, "Sections of the sources."),
        DependsOn = key("depends-on", Kind::Tables(DependencyKey::SPEC), "What its answer rests on."),
        Required = key(
            "required",
            Kind::Table(RequiredKey::SPEC),
            "From when on it is required; without it, always.",
        ),
    }
}

key_table! {
    /// A key of what the answer to a question depends on.
    pub(crate) DependencyKey {
        Id = key("id", Kind::Text, "The question."),
        Because = key("because", Kind::Text, "Why."),
    }
}

/// The words of a cell of the table of what is required when.
pub(crate) const NEEDS: &[&str] = &["yes", "again", "when", "optional", "not-yet"];

const NEED: Kind = Kind::Word(NEEDS);

key_table! {
    /// A key of when a question is required.
    pub(crate) RequiredKey {
        From = key(
            "from",
            Kind::Word(MaturityLevel::WORDS),
            "From this level on; below it is not asked yet.",
        ),
        Experimentation = key(MaturityLevel::WORDS[0], NEED, "At this level."),
        NonCritical = key(MaturityLevel::WORDS[1], NEED, "At this level."),
        Critical = key(MaturityLevel::WORDS[2], NEED, "At this level."),
        Cascading = key(MaturityLevel::WORDS[3], NEED, "At this level."),
        Autonomous = key(MaturityLevel::WORDS[4], NEED, "At this level."),
        When = key("when", Kind::Texts, "Facts of which one must be yes where a level says `when`."),
        RaisedBy = key("raised-by", Kind::Texts, "Facts of which a yes makes it required at every level."),
        Because = key("because", Kind::Text, "Why."),
    }
}

key_table! {
    /// A key of a change to a question of the form.
    pub(crate) ChangeKey {
        Question = key("question", Kind::Text, "The question, by its id."),
        Roles = key("roles", Kind::Texts, "Whom to ask instead."),
        Examples = key("examples", Kind::Texts, "Examples instead."),
        Choices = key("choices", Kind::Texts, "What there is to choose from."),
        Choose = key("choose", CHOOSE, "How many of them."),
        Because = key("because", Kind::Text, "Why."),
    }
}

key_table! {
    /// A key of a question that is not asked.
    pub(crate) RetireKey {
        Question = key("question", Kind::Text, "The question, by its id."),
        Reason = key("reason", Kind::Text, "Why it is not asked here."),
    }
}
