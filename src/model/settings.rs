use jiff::civil::Date;

use super::{Evidence, Fact, Facts, FormId, MaturityLevel, Person};
use crate::diag::Setting;
use crate::source::{Span, Spanned};

/// What a `formwork.toml` says, or its `[workspace.defaults]`. Every value remembers its place; one
/// that was taken from the defaults has none in this file, so its span is empty.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Name for people.
    pub name: Option<Spanned<String>>,
    /// The folder of the stage files, below the component.
    pub folder: Option<Spanned<String>>,
    /// `name@version`.
    pub form: Option<Spanned<String>>,
    /// Extra questions.
    pub sets: Option<Vec<SetName>>,
    /// How the component is used.
    pub maturity: Option<Spanned<MaturityLevel>>,
    /// Yes or no.
    pub facts: Facts,
    /// Facts with a value that is neither, which have their own finding.
    pub unusable_facts: Vec<Fact>,
    /// Who plays which role.
    pub roles: Vec<Staffing>,
    /// Policy for single questions.
    pub questions: Vec<QuestionPolicy>,
    /// Severity by rule.
    pub rules: Vec<(Spanned<String>, Setting)>,
    /// Findings let through.
    pub waivers: Vec<Waiver>,
    /// Questions to be answered or confirmed again.
    pub answer_again: Vec<Spanned<String>>,
    /// Items of frameworks that the component fills itself.
    pub frameworks: Vec<FrameworkItem>,
    /// Other components whose output this one takes in.
    pub consumes: Vec<Consumption>,
    /// The members, where this is a workspace's root.
    pub workspace: Option<Box<Workspace>>,
    /// Where `sets`, `facts`, `rules` and each stated fact stand in this file, by their words.
    pub keys: Vec<(&'static str, Span)>,
}

/// A set that a component adds to its form.
#[derive(Debug, Clone)]
pub struct SetName {
    /// Bundled `name@version`, or a path.
    pub written: Spanned<String>,
    /// True where it comes from the workspace's defaults: a path starts at the root then.
    pub inherited: bool,
}

impl SetName {
    /// Whether it is a path to a team's own file, and no name of the catalog.
    pub fn is_path(&self) -> bool {
        self.written.value.contains(['/', '.'])
    }

    /// Whether it is the set that is wanted, in that version or a newer one; a path is only itself.
    pub fn covers(&self, wanted: &str) -> bool {
        let taken = &self.written.value;
        match (FormId::parse(taken), FormId::parse(wanted)) {
            (Some(taken), Some(wanted)) => taken.name == wanted.name && taken.version >= wanted.version,
            _ => taken == wanted,
        }
    }
}

/// Another component whose output this one takes in.
#[derive(Debug, Clone)]
pub struct Consumption {
    /// Its path in the workspace.
    pub component: Spanned<String>,
    /// Those of its questions that this component depends on; empty means all.
    pub questions: Vec<Spanned<String>>,
}

/// An item of a framework, as far as the component fills it itself.
#[derive(Debug, Clone)]
pub struct FrameworkItem {
    /// The framework's id.
    pub framework: Spanned<String>,
    /// The item's id.
    pub item: Spanned<String>,
    /// What informs it.
    pub evidence: Vec<Evidence>,
    /// Whether it is said not to apply.
    pub not_applicable: bool,
    /// Why.
    pub reason: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// Who plays a role.
#[derive(Debug, Clone)]
pub struct Staffing {
    /// The role's id as written.
    pub role: Spanned<String>,
    /// The people.
    pub people: Vec<Person>,
    /// True where it comes from the workspace's defaults.
    pub inherited: bool,
}

/// A component's policy for one question.
#[derive(Debug, Clone)]
pub struct QuestionPolicy {
    /// The question's id as written.
    pub question: Spanned<String>,
    /// Whether it is required here.
    pub required: Option<bool>,
    /// Why.
    pub reason: Option<String>,
    /// True where `required` comes from the workspace's defaults.
    pub inherited: bool,
    /// Roles whose stamp is asked for.
    pub sign_off: Vec<Spanned<String>>,
    /// Questions that its answer rests on here as well.
    pub add: Vec<Spanned<String>>,
    /// Questions that its answer does not rest on here.
    pub drop: Vec<Spanned<String>>,
}

/// One finding let through.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// Its header.
    pub span: Span,
    /// The rule.
    pub rule: Spanned<String>,
    /// The question; without one it covers findings that name no question.
    pub question: Option<Spanned<String>>,
    /// Why.
    pub reason: Option<String>,
    /// Who let it through.
    pub by: Option<String>,
    /// Until when, inclusive.
    pub until: Option<Spanned<Date>>,
    /// `until` stands there with a value that is no date, which has its own finding.
    pub until_unusable: bool,
}

/// A folder of components.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    /// Globs or literal paths of members.
    pub members: Vec<Spanned<String>>,
    /// Globs of what is not one.
    pub exclude: Vec<Spanned<String>>,
    /// What members start from.
    pub defaults: Settings,
}

impl Settings {
    /// The folder of the stage files, where nothing else is said.
    pub const ANSWERS: &'static str = "formwork";

    /// The folder of the stage files, from that of the component.
    pub fn answers_folder(&self) -> &str {
        self.folder.as_ref().map_or(Self::ANSWERS, |folder| folder.value.as_str())
    }

    /// Where one of [`Self::keys`] stands; empty where this file does not have it.
    pub fn place(&self, key: &str) -> Span {
        self.keys.iter().find(|(name, _)| *name == key).map_or(0..0, |(_, span)| span.clone())
    }

    /// Takes, key by key, what `defaults` says where this one is silent.
    #[must_use]
    pub fn or(mut self, defaults: &Self) -> Self {
        self.form = self.form.or_else(|| defaults.form.clone().map(elsewhere));
        self.sets = self.sets.or_else(|| {
            let sets = defaults.sets.as_ref()?.iter();
            let taken = |set: &SetName| SetName { written: elsewhere(set.written.clone()), inherited: true };
            Some(sets.map(taken).collect())
        });
        self.maturity = self.maturity.or_else(|| defaults.maturity.clone().map(elsewhere));
        self.facts = self.facts.or(defaults.facts);
        for (rule, setting) in &defaults.rules {
            if !self.rules.iter().any(|(own, _)| own.value == rule.value) {
                self.rules.push((elsewhere(rule.clone()), *setting));
            }
        }
        for staffing in &defaults.roles {
            if !self.roles.iter().any(|own| own.role.value == staffing.role.value) {
                let role = elsewhere(staffing.role.clone());
                self.roles.push(Staffing { role, inherited: true, ..staffing.clone() });
            }
        }
        for policy in &defaults.questions {
            if let Some(own) =
                self.questions.iter_mut().find(|own| own.question.value == policy.question.value)
            {
                own.or(policy);
            } else {
                let question = elsewhere(policy.question.clone());
                let [sign_off, add, drop] =
                    [&policy.sign_off, &policy.add, &policy.drop].map(|list| all_elsewhere(list));
                self.questions.push(QuestionPolicy {
                    question,
                    sign_off,
                    add,
                    drop,
                    inherited: true,
                    ..policy.clone()
                });
            }
        }
        self
    }
}

impl QuestionPolicy {
    /// A policy that says nothing yet.
    pub fn new(question: Spanned<String>) -> Self {
        Self {
            question,
            required: None,
            reason: None,
            inherited: false,
            sign_off: Vec::new(),
            add: Vec::new(),
            drop: Vec::new(),
        }
    }

    /// Takes what the defaults say of the question where this one is silent. A reason belongs to its decision,
    /// so one that was given for the opposite is not taken.
    fn or(&mut self, defaults: &Self) {
        if self.reason.is_none() && self.required.is_none_or(|own| defaults.required == Some(own)) {
            self.reason.clone_from(&defaults.reason);
        }
        if self.required.is_none() && defaults.required.is_some() {
            self.required = defaults.required;
            self.inherited = true;
        }
        // Key by key: a list of its own stands for the whole of the defaults' one.
        let lists = [
            (&mut self.sign_off, &defaults.sign_off),
            (&mut self.add, &defaults.add),
            (&mut self.drop, &defaults.drop),
        ];
        for (own, default) in lists {
            if own.is_empty() {
                *own = all_elsewhere(default);
            }
        }
    }
}

/// A value whose place is in another file than the one that it is held for.
fn elsewhere<T>(value: Spanned<T>) -> Spanned<T> {
    Spanned { span: 0..0, ..value }
}

fn all_elsewhere(list: &[Spanned<String>]) -> Vec<Spanned<String>> {
    list.iter().cloned().map(elsewhere).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(required: Option<bool>, reason: Option<&str>) -> Settings {
        let question = Spanned::new("a-question".to_owned(), 3..9);
        let reason = reason.map(str::to_owned);
        let questions = vec![QuestionPolicy { required, reason, ..QuestionPolicy::new(question) }];
        Settings { questions, ..Settings::default() }
    }

    #[test]
    fn a_policy_takes_from_the_defaults_what_it_does_not_say_itself() {
        let merged = |own: Settings, defaults: &Settings| {
            let one = own.or(defaults).questions.remove(0);
            (one.required, one.reason, one.inherited)
        };
        let defaults = policy(Some(false), Some("audited"));
        let own = |text: &str| Some(text.to_owned());
        assert_eq!(merged(policy(None, Some("ours")), &defaults), (Some(false), own("ours"), true));
        assert_eq!(merged(policy(Some(false), None), &defaults), (Some(false), own("audited"), false));
        // The defaults' reason is one for leaving it out.
        assert_eq!(merged(policy(Some(true), None), &defaults), (Some(true), None, false));
        assert_eq!(merged(Settings::default(), &defaults), (Some(false), own("audited"), true));
    }
}
