//! The keys of the catalog's files: forms and sets, bundled or a team's own.

use super::{Kind, Spec, key};
use crate::model::{Choose, MaturityLevel};

/// A form or a set.
pub(crate) const SET: Spec = &[
    key("format", Kind::Integer, "The version of these files' format."),
    key("id", Kind::Text, "The name of the set, lower-case words joined by dashes."),
    key("version", Kind::Integer, "Its version, from 1."),
    key("title", Kind::Text, "Its title, for people."),
    key("source", Kind::Text, "Where it comes from."),
    key("about", Kind::Text, "What it is for, and when to use it."),
    key("based-on", Kind::Text, "The form that guidance is taken from where a question brings none."),
    key("front", Kind::Table(FRONT), "The form's front page."),
    key("stage", Kind::Tables(STAGE), "A stage that the set adds. Each stage is a file of answers."),
    key("role", Kind::Tables(ROLE), "A role that the set adds."),
    key("question", Kind::Tables(ASKED), "A question that the set adds."),
    key("change", Kind::Tables(CHANGE), "Other roles, examples or choices for a question of the form."),
    key("retire", Kind::Tables(RETIRE), "A question of the form that is not asked here."),
];

const FRONT: Spec = &[
    key("purpose", Kind::Text, "What the form is for."),
    key("order", Kind::Text, "In which order it is answered."),
    key("stages", Kind::Text, "The stages and how they feed each other."),
    key("column", Kind::Tables(COLUMN), "A column of the form."),
];

const COLUMN: Spec =
    &[key("title", Kind::Text, "Its title."), key("about", Kind::Text, "What stands in it.")];

const STAGE: Spec = &[
    key("id", Kind::Text, "Its id; it names the file."),
    key("title", Kind::Text, "For people."),
    key("about", Kind::Text, "What it is."),
];

const ROLE: Spec = &[
    key("id", Kind::Text, "Its id."),
    key("title", Kind::Text, "For people."),
    key("about", Kind::Text, "Who that is."),
];

const CHOOSE: Kind = Kind::Word(Choose::WORDS);
const CONDITION: Kind = Kind::Condition;

pub(crate) const ASKED: Spec = &[
    key("id", Kind::Text, "Its id: permanent, lower-case words joined by dashes."),
    key("stage", Kind::Text, "The stage that it belongs to."),
    key("text", Kind::Text, "The question."),
    key("roles", Kind::Texts, "Whom to ask, by role."),
    key("examples", Kind::Texts, "Answers that others might give."),
    key("examples-text", Kind::Text, "The examples as the form writes them, where that is not the list."),
    key("measure", Kind::Text, "Set where it asks how much, how often, how long or how fast."),
    key("choices", Kind::Texts, "What there is to choose from, lower-case words joined by dashes."),
    key("choose", CHOOSE, "How many of them."),
    key(
        "applies-when",
        Kind::Map("fact or question", &CONDITION),
        "All of these must hold for it to be asked.",
    ),
    key("why", Kind::Text, "Why it is asked."),
    key("unanswered", Kind::Text, "What goes wrong while it is unanswered."),
    key("stands-for", Kind::Texts, "Questions of other versions that this one stands for."),
    key("traces", Kind::Texts, "Problems and practices that it answers: P1 to P6, BP1 to BP4."),
    key("sections", Kind::Texts, "Sections of the sources."),
    key("depends-on", Kind::Tables(RESTS), "What its answer rests on."),
    key("required", Kind::Table(REQUIRED), "From when on it is required; without it, always."),
];

const RESTS: Spec = &[key("id", Kind::Text, "The question."), key("because", Kind::Text, "Why.")];

/// The words of a cell of the table of what is required when.
pub(crate) const NEEDS: &[&str] = &["yes", "again", "when", "optional", "not-yet"];

const NEED: Kind = Kind::Word(NEEDS);

const REQUIRED: Spec = &[
    key("from", Kind::Word(MaturityLevel::WORDS), "From this level on; below it is not asked yet."),
    key(MaturityLevel::WORDS[0], NEED, "At this level."),
    key(MaturityLevel::WORDS[1], NEED, "At this level."),
    key(MaturityLevel::WORDS[2], NEED, "At this level."),
    key(MaturityLevel::WORDS[3], NEED, "At this level."),
    key(MaturityLevel::WORDS[4], NEED, "At this level."),
    key("when", Kind::Texts, "Facts of which one must be yes where a level says `when`."),
    key("raised-by", Kind::Texts, "Facts of which a yes makes it required at every level."),
    key("because", Kind::Text, "Why."),
];

pub(crate) const CHANGE: Spec = &[
    key("question", Kind::Text, "The question, by its id."),
    key("roles", Kind::Texts, "Whom to ask instead."),
    key("examples", Kind::Texts, "Examples instead."),
    key("choices", Kind::Texts, "What there is to choose from."),
    key("choose", CHOOSE, "How many of them."),
    key("because", Kind::Text, "Why."),
];

pub(crate) const RETIRE: Spec = &[
    key("question", Kind::Text, "The question, by its id."),
    key("reason", Kind::Text, "Why it is not asked here."),
];
