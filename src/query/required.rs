use super::applies::{self, NotAsked, not_asked};
use crate::model::{Component, Fact, Facts, Form, MaturityLevel, Need};
use crate::source::list_or;

/// Whether a question is required, and what decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Required {
    /// Whether it is.
    pub required: bool,
    /// Whether the level changes the meaning of an answer given before.
    pub again: bool,
    /// What decided.
    pub why: Why,
}

/// What decided whether a question is required, in the order in which it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// `[questions.ID] required = …`.
    Policy {
        /// The reason given there.
        reason: Option<String>,
        /// True where the workspace's defaults say so.
        inherited: bool,
    },
    /// A set takes it out.
    Retired {
        /// The set, as the component names it.
        set: String,
        /// The reason given there.
        reason: String,
    },
    /// A condition does not hold.
    NotAsked(NotAsked),
    /// The component names no level, so the whole form is.
    WholeForm,
    /// Its set asks for it at every level.
    Always,
    /// A yes to this fact makes it required at every level.
    Raised(Fact),
    /// A yes to this fact brings in the column of a higher level.
    RaisedColumn(Fact, MaturityLevel),
    /// The table's condition: the fact that holds, or the ones of which none does.
    Condition(MaturityLevel, Vec<Fact>),
    /// The table's cell.
    Level(MaturityLevel),
}

impl Why {
    /// A sentence for people, after "required" or "not required": "because …" without the "because".
    pub fn sentence(&self, required: bool) -> String {
        match self {
            Self::Policy { reason, inherited } => {
                let whose = if *inherited { "the workspace says so" } else { "this component says so" };
                reason.as_ref().map_or_else(|| whose.to_owned(), |reason| format!("{whose}: {reason}"))
            }
            Self::Retired { set, reason } => format!("{set} takes it out: {reason}"),
            Self::NotAsked(condition) => condition.sentence(),
            Self::Always => "its set asks for it at every level".to_owned(),
            Self::WholeForm => "without a maturity level the whole form is".to_owned(),
            Self::Raised(fact) => format!("`{fact}` is yes"),
            Self::RaisedColumn(fact, level) => {
                format!("`{fact}` is yes, which asks for what level {level} asks for")
            }
            Self::Condition(level, facts) => {
                let facts = list_or(facts.iter().map(|fact| format!("`{fact}`")));
                if required {
                    format!("level {level} asks for it while {facts} is yes")
                } else {
                    format!("level {level} asks for it only while {facts} is yes")
                }
            }
            Self::Level(level) if required => format!("level {level} asks for it"),
            Self::Level(level) => format!("level {level} does not ask for it"),
        }
    }
}

/// Whether a question is required in a component.
pub fn required(component: &Component, question: usize) -> Required {
    let level = component.settings.maturity.as_ref().map(|level| level.value);
    required_with(component, question, level, component.settings.facts)
}

/// Whether a component itself, or a set that it takes in, makes a question optional that its level requires.
pub fn is_made_optional(component: &Component, question: usize) -> bool {
    let own = required(component, question);
    if own.required || !matches!(own.why, Why::Policy { .. } | Why::Retired { .. }) {
        return false;
    }
    let level = component.settings.maturity.as_ref().map(|level| level.value);
    let facts = component.settings.facts;
    not_asked(component, question, facts).is_none()
        && required_at(&component.form, question, level, facts).required
}

/// Whether a question would be required in a component at this level, with these facts.
pub fn required_with(
    component: &Component,
    question: usize,
    level: Option<MaturityLevel>,
    facts: Facts,
) -> Required {
    let form = &component.form;
    let asked = &form.questions[question];
    let id = asked.id.as_str();
    let policy = component.settings.questions.iter().find(|policy| policy.question.value == id);
    if let Some((policy, required)) = policy.and_then(|policy| Some((policy, policy.required?))) {
        let why = Why::Policy { reason: policy.reason.clone(), inherited: policy.inherited };
        return Required { required, again: false, why };
    }
    let no = |why| Required { required: false, again: false, why };
    if let Some(retired) = &asked.retired {
        let set = form.sets.get(retired.set).map_or_else(String::new, |set| set.name.clone());
        return no(Why::Retired { set, reason: retired.reason.clone() });
    }
    if let Some(condition) = not_asked(component, question, facts) {
        return no(Why::NotAsked(condition));
    }
    required_at(form, question, level, facts)
}

/// Whether the catalog requires a question at a level with these facts.
pub fn required_at(form: &Form, question: usize, level: Option<MaturityLevel>, facts: Facts) -> Required {
    let yes = |why| Required { required: true, again: false, why };
    let Some(level) = level else { return yes(Why::WholeForm) };
    let Some(row) = &form.questions[question].required else { return yes(Why::Always) };
    let holds = |fact: Fact| applies::holds(form, facts, fact);
    let cell = |at: MaturityLevel| match row.at(at) {
        Need::Yes | Need::Again => true,
        Need::When => row.when.iter().any(|&fact| holds(fact)),
        Need::Optional | Need::NotYet => false,
    };
    if !cell(level) {
        if let Some(&fact) = row.raised_by.iter().find(|&&fact| holds(fact)) {
            return yes(Why::Raised(fact));
        }
        for info in form.facts.iter().filter(|info| holds(info.fact)) {
            if let Some((from, to)) = info.raises.filter(|&(from, to)| level >= from && cell(to)) {
                debug_assert!(from <= to);
                return yes(Why::RaisedColumn(info.fact, to));
            }
        }
    }
    let again = row.at(level) == Need::Again;
    let required = cell(level);
    let why = match row.at(level) {
        Need::When if required => {
            Why::Condition(level, row.when.iter().copied().filter(|&fact| holds(fact)).collect())
        }
        Need::When => Why::Condition(level, row.when.clone()),
        _ => Why::Level(level),
    };
    Required { required, again, why }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;

    fn count(level: MaturityLevel, facts: &[(Fact, bool)]) -> usize {
        let form = catalog::form("mlops-requirements@3").unwrap();
        let mut stated = Facts::default();
        for fact in Fact::ALL {
            stated.state(*fact, false);
        }
        for &(fact, yes) in facts {
            stated.state(fact, yes);
        }
        (0..form.questions.len()).filter(|&q| required_at(&form, q, Some(level), stated).required).count()
    }

    #[test]
    fn levels_require_11_27_34_34_34_where_the_facts_rule_the_conditions_out() {
        let counts: Vec<_> = MaturityLevel::ALL.iter().map(|&level| count(level, &[])).collect();
        assert_eq!(counts, [11, 27, 34, 34, 34]);
    }

    #[test]
    fn a_yes_to_a_risk_raises_its_questions_at_once_and_the_critical_column_from_non_critical_on() {
        // metadata and end-users; privacy and data-ownership are required anyway.
        assert_eq!(count(MaturityLevel::Experimentation, &[(Fact::PersonalData, true)]), 13);
        // bias-risks, model-audit and end-users.
        assert_eq!(count(MaturityLevel::Experimentation, &[(Fact::Harm, true)]), 14);
        assert_eq!(count(MaturityLevel::NonCritical, &[(Fact::HighRisk, true)]), 34);
        assert_eq!(count(MaturityLevel::NonCritical, &[(Fact::Streaming, true)]), 28);
    }

    #[test]
    fn conditions_count_as_yes_and_risks_as_no_while_unstated() {
        let form = catalog::form("mlops-requirements@3").unwrap();
        let at = |id: &str, level| required_at(&form, form.find(id).unwrap(), Some(level), Facts::default());
        assert!(at("streaming-frequency", MaturityLevel::NonCritical).required);
        assert!(at("compute-budget", MaturityLevel::Experimentation).required);
        assert!(!at("model-audit", MaturityLevel::NonCritical).required);
        assert!(required_at(&form, 0, None, Facts::default()).required);
    }
}
