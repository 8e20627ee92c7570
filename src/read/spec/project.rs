//! The keys of a project's files: `formwork.toml` and the stage files.

use super::{Key, Kind, Spec, key};
use crate::model::{Fact, MaturityLevel, Requirement, Status};

pub(crate) const ANSWER: Spec = &[
    key("answer", Kind::Text, "The answer, in Markdown. Empty while the question is open."),
    key("choice", Kind::Texts, "What was chosen, for a question that offers choices."),
    key("status", Kind::Word(Status::WORDS), "Open and answered follow from the text and are not written."),
    key("reason", Kind::Text, "Why it is deferred or not applicable."),
    key(
        "until",
        Kind::DateOrLevel,
        "A date, inclusive, or a maturity level: before the component gets there.",
    ),
    key("by", Kind::Texts, "Who said it: roles and @people."),
    key("on", Kind::Date, "When it was said."),
    key(
        "evidence",
        Kind::Texts,
        "Paths below the repository, relative to the component, or https addresses.",
    ),
    key("source", Kind::Text, "A citation in words."),
    key("note", Kind::Text, "A remark; not part of the reviewed content."),
    key("requirement", Kind::Tables(REQUIREMENT), "Formal requirements derived from the answer."),
];

pub(crate) const REQUIREMENT: Spec = &[
    key("id", Kind::Text, "Unique in the component."),
    key("text", Kind::Text, "The statement: The system shall …"),
    key("fit-criterion", Kind::Text, "How one knows that it is met."),
    key("verification", Kind::Word(Requirement::VERIFICATIONS), "How it is verified."),
    key("measured", Kind::Table(MEASURED), "A value in a report, and what it has to be."),
    key("tested", Kind::Table(TESTED), "A test that has to pass."),
    key(
        "max-age",
        Kind::Integer,
        "Days after which the report, or without one the answer's evidence, is too old; counted from its last commit.",
    ),
];

/// One of the four bounds, and only one.
pub(crate) const MEASURED: Spec = &[
    key("file", Kind::Text, "The report, relative to the component: .json, .csv or .toml."),
    key(
        "key",
        Kind::Text,
        "Where in it: metrics.recall, runs.0.\"val.acc\"; in CSV a column (of the last row), or run=abc:column.",
    ),
    key("at-least", Kind::Number, "The value is this or more."),
    key("at-most", Kind::Number, "The value is this or less."),
    key("equals", Kind::Scalar, "The value is this."),
    key("between", Kind::Range, "The value lies between these two, both included."),
    key("unit", Kind::Text, "The value's unit, for people."),
];

pub(crate) const TESTED: Spec = &[
    key("junit", Kind::Text, "A JUnit XML report, relative to the component."),
    key("case", Kind::Text, "The test, with or without its class or suite before it; or a suite as a whole."),
];

pub(crate) const QUESTION: Spec = &[
    key("required", Kind::Bool, "Whether it is required here."),
    key("reason", Kind::Text, "Why."),
    key("sign-off", Kind::Texts, "Roles whose stamp in reviews.toml is asked for."),
    key("depends-on", Kind::Table(DEPENDS_ON), "What its answer rests on here, other than in the catalog."),
];

pub(crate) const DEPENDS_ON: Spec = &[
    key("add", Kind::Texts, "Questions that its answer rests on here as well."),
    key("drop", Kind::Texts, "Questions that its answer does not rest on here."),
];

const HASH: Kind = Kind::Text;
const FIELDS: Kind = Kind::Text;

/// One stamp of `reviews.toml`.
pub(crate) const STAMP: Spec = &[
    key("by", Kind::Text, "Who looked at it."),
    key("on", Kind::Date, "When."),
    key("form", Kind::Text, "The form at that time."),
    key("maturity", Kind::Word(MaturityLevel::WORDS), "The level at that time."),
    key("note", Kind::Text, "A remark."),
    key("hash", Kind::Text, "The hash of what the answer said."),
    key("stands-for", Kind::Texts, "Hashes of older wordings that say the same."),
    key("depends-on", Kind::Map("question", &HASH), "The answers that it rested on, with their hashes."),
    key(
        "fields",
        Kind::Map("question", &FIELDS),
        "The parts of these answers, each with a hash: they tell what changed.",
    ),
];

const PEOPLE: Kind = Kind::Texts;
const SEVERITY: Kind = Kind::Word(crate::diag::Setting::WORDS);
const POLICY: Kind = Kind::Table(QUESTION);

pub(crate) const WAIVER: Spec = &[
    key("rule", Kind::Text, "The rule."),
    key("question", Kind::Text, "The question; without it, findings that name none."),
    key("reason", Kind::Text, "Why it is let through."),
    key("by", Kind::Text, "Who let it through: a role or a @person."),
    key("until", Kind::Date, "Until when, inclusive."),
];

pub(crate) const CONSUMES: Spec = &[
    key("component", Kind::Text, "The component, by its path in the workspace."),
    key("questions", Kind::Texts, "Those of its questions that this one depends on; without it, all."),
];

/// One item of a framework, as far as the component fills it itself.
pub(crate) const FRAMEWORK_ITEM: Spec = &[
    key("evidence", Kind::Texts, "What informs the item: paths below the repository, or https addresses."),
    key("status", Kind::Word(&[Status::NotApplicable.word()]), "The item does not apply."),
    key("reason", Kind::Text, "Why it does not apply."),
    key("note", Kind::Text, "A remark."),
];

const ITEM: Kind = Kind::Table(FRAMEWORK_ITEM);
const ITEMS: Kind = Kind::Map("item", &ITEM);

const FACTS: Spec = &[
    key(Fact::WORDS[0], Kind::Bool, "Data arrives as a stream. Counts as yes while unstated."),
    key(Fact::WORDS[1], Kind::Bool, "The model learns from labels. Counts as yes while unstated."),
    key(Fact::WORDS[2], Kind::Bool, "Compute is paid for. Counts as yes while unstated."),
    key(Fact::WORDS[3], Kind::Bool, "Data about persons is involved."),
    key(Fact::WORDS[4], Kind::Bool, "Regulated or high-risk use."),
    key(Fact::WORDS[5], Kind::Bool, "People can come to harm."),
];

const FORM_KEY: Key = key("form", Kind::Text, "The form and its version: mlops-requirements@3.");
const SETS_KEY: Key =
    key("sets", Kind::Texts, "Extra questions: a bundled id@version, or a path to your own file.");
const MATURITY_KEY: Key = key(
    "maturity",
    Kind::Word(MaturityLevel::WORDS),
    "Decides what is required; without it the whole form is.",
);
const FACTS_KEY: Key = key("facts", Kind::Table(FACTS), "Yes or no, which conditions hang on.");
const ROLES_KEY: Key = key("roles", Kind::Map("role", &PEOPLE), "Who plays a role here.");
const QUESTIONS_KEY: Key = key("questions", Kind::Map("question", &POLICY), "Policy for single questions.");
const RULES_KEY: Key = key("rules", Kind::Map("rule", &SEVERITY), "Severity by rule.");

const DEFAULTS: Spec = &[FORM_KEY, SETS_KEY, MATURITY_KEY, FACTS_KEY, ROLES_KEY, QUESTIONS_KEY, RULES_KEY];

pub(crate) const WORKSPACE: Spec = &[
    key("members", Kind::Texts, "Folders of components: globs, or literal paths that must be one."),
    key("exclude", Kind::Texts, "Folders that are not."),
    key("defaults", Kind::Table(DEFAULTS), "What members start from; a member's own value wins, key by key."),
];

pub(crate) const COMPONENT: Spec = &[
    key("format", Kind::Integer, "The version of these files' format."),
    key("required-version", Kind::Text, "The versions of the tool that may read these files: >=0.1."),
    key("name", Kind::Text, "The component's name for people."),
    key("folder", Kind::Text, "The folder of the stage files; `formwork` unless said otherwise."),
    FORM_KEY,
    SETS_KEY,
    MATURITY_KEY,
    FACTS_KEY,
    ROLES_KEY,
    QUESTIONS_KEY,
    RULES_KEY,
    key(
        "answer-again",
        Kind::Texts,
        "Questions to be answered or confirmed again, because the maturity level or the form changed their meaning.",
    ),
    key(
        "frameworks",
        Kind::Map("framework", &ITEMS),
        "Items of a framework that the component fills itself.",
    ),
    key("waiver", Kind::Tables(WAIVER), "One finding let through, with a reason, a name and a date."),
    key("consumes", Kind::Tables(CONSUMES), "Outputs of other ML components that this one takes in."),
    key("workspace", Kind::Table(WORKSPACE), "A folder of components."),
];
