//! The keys of `formwork.toml` and `reviews.toml`.

use crate::model::{Fact, Key, Keys, Kind, MaturityLevel, Spec, Status, key, key_table};

key_table! {
    /// A key of the policy for a question.
    pub(crate) QuestionPolicyKey {
        Required = key("required", Kind::Bool, "Whether it is required here."),
        Reason = key("reason", Kind::Text, "Why."),
        SignOff = key("sign-off", Kind::Texts, "Roles whose stamp in reviews.toml is asked for."),
        DependsOn = key(
            "depends-on",
            Kind::Table(DependsOnKey::SPEC),
            "What its answer rests on here, other than in the catalog.",
        ),
    }
}

key_table! {
    /// A key of what is changed in the dependencies of a question.
    pub(crate) DependsOnKey {
        Add = key("add", Kind::Texts, "Questions that its answer rests on here as well."),
        Drop = key("drop", Kind::Texts, "Questions that its answer does not rest on here."),
    }
}

const HASH: Kind = Kind::Text;
const FIELDS: Kind = Kind::Text;

key_table! {
    /// A key of a stamp of `reviews.toml`.
    pub(crate) StampKey {
        By = key("by", Kind::Text, "Who looked at it."),
        On = key("on", Kind::Date, "When."),
        Form = key("form", Kind::Text, "The form at that time."),
        Maturity = key("maturity", Kind::Word(MaturityLevel::WORDS), "The level at that time."),
        Note = key("note", Kind::Text, "A remark."),
        Hash = key("hash", Kind::Text, "The hash of what the answer said."),
        StandsFor = key("stands-for", Kind::Texts, "Hashes of older wordings that say the same."),
        DependsOn = key(
            "depends-on",
            Kind::Map("question", &HASH),
            "The answers that it rested on, with their hashes.",
        ),
        Fields = key(
            "fields",
            Kind::Map("question", &FIELDS),
            "The parts of these answers, each with a hash: they tell what changed.",
        ),
    }
}

const PEOPLE: Kind = Kind::Texts;
const SEVERITY: Kind = Kind::Word(crate::diag::Setting::WORDS);
const POLICY: Kind = Kind::Table(QuestionPolicyKey::SPEC);

key_table! {
    /// A key of a waiver.
    pub(crate) WaiverKey {
        Rule = key("rule", Kind::Text, "The rule."),
        Question = key("question", Kind::Text, "The question; without it, findings that name none."),
        Reason = key("reason", Kind::Text, "Why it is let through."),
        By = key("by", Kind::Text, "Who let it through: a role or a @person."),
        Until = key("until", Kind::Date, "Until when, inclusive."),
    }
}

key_table! {
    /// A key of another component that this one consumes.
    pub(crate) ConsumesKey {
        Component = key("component", Kind::Text, "The component, by its path in the workspace."),
        Questions = key(
            "questions",
            Kind::Texts,
            "Those of its questions that this one depends on; without it, all.",
        ),
    }
}

key_table! {
    /// A key of an item of a framework, as far as the component fills it itself.
    pub(crate) FrameworkItemKey {
        Evidence = key(
            "evidence",
            Kind::Texts,
            "What informs the item: paths below the repository, or https addresses.",
        ),
        Status = key("status", Kind::Word(&[Status::NotApplicable.word()]), "The item does not apply."),
        Reason = key("reason", Kind::Text, "Why it does not apply."),
        Note = key("note", Kind::Text, "A remark."),
    }
}

const ITEM: Kind = Kind::Table(FrameworkItemKey::SPEC);
const ITEMS: Kind = Kind::Map("item", &ITEM);

const FACTS: Spec = &[
    key(Fact::WORDS[0], Kind::Bool, "Data arrives as a stream. Counts as yes while unstated."),
    key(Fact::WORDS[1], Kind::Bool, "The model learns from labels. Counts as yes while unstated."),
    key(Fact::WORDS[2], Kind::Bool, "Compute is paid for. Counts as yes while unstated."),
    key(Fact::WORDS[3], Kind::Bool, "Data about persons is involved."),
    key(Fact::WORDS[4], Kind::Bool, "Regulated or high-risk use."),
    key(Fact::WORDS[5], Kind::Bool, "People can come to harm."),
];

impl Keys for Fact {
    const ALL: &'static [Self] = Self::ALL;
    const SPEC: Spec = FACTS;

    fn key(self) -> &'static Key {
        &FACTS[self as usize]
    }
}

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

key_table! {
    /// A key that a component and the defaults of its workspace share.
    pub(crate) SharedKey {
        Form = FORM_KEY,
        Sets = SETS_KEY,
        Maturity = MATURITY_KEY,
        Facts = FACTS_KEY,
        Roles = ROLES_KEY,
        Questions = QUESTIONS_KEY,
        Rules = RULES_KEY,
    }
}

key_table! {
    /// A key of a workspace.
    pub(crate) WorkspaceKey {
        Members = key(
            "members",
            Kind::Texts,
            "Folders of components: globs, or literal paths that must be one.",
        ),
        Exclude = key("exclude", Kind::Texts, "Folders that are not."),
        Defaults = key(
            "defaults",
            Kind::Table(SharedKey::SPEC),
            "What members start from; a member's own value wins, key by key.",
        ),
    }
}

key_table! {
    /// A key of `formwork.toml`.
    pub(crate) ComponentKey {
        Format = key("format", Kind::Integer, "The version of these files' format."),
        RequiredVersion = key(
            "required-version",
            Kind::Text,
            "The versions of the tool that may read these files: >=0.1.",
        ),
        Name = key("name", Kind::Text, "The component's name for people."),
        Folder = key(
            "folder",
            Kind::Text,
            "The folder of the stage files; `formwork` unless said otherwise.",
        ),
        Form = FORM_KEY,
        Sets = SETS_KEY,
        Maturity = MATURITY_KEY,
        Facts = FACTS_KEY,
        Roles = ROLES_KEY,
        Questions = QUESTIONS_KEY,
        Rules = RULES_KEY,
        AnswerAgain = key(
            "answer-again",
            Kind::Texts,
            "Questions to be answered or confirmed again, because the maturity level or the form changed their meaning.",
        ),
        Frameworks = key(
            "frameworks",
            Kind::Map("framework", &ITEMS),
            "Items of a framework that the component fills itself.",
        ),
        Waiver = key(
            "waiver",
            Kind::Tables(WaiverKey::SPEC),
            "One finding let through, with a reason, a name and a date.",
        ),
        Consumes = key(
            "consumes",
            Kind::Tables(ConsumesKey::SPEC),
            "Outputs of other ML components that this one takes in.",
        ),
        Workspace = key("workspace", Kind::Table(WorkspaceKey::SPEC), "A folder of components."),
    }
}
