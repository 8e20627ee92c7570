//! What happens to one question's table.

use std::collections::HashMap;
use std::sync::Arc;

use super::retire::{self, Retired, holds_nothing};
use super::{Happens, Plan, Way, stage_of};
use crate::model::{Answer, AnswerKey, Edit, Question, Stand, Status, Table, Value};
use crate::query::compare::{Compared, Difference};
use crate::query::{State, blank_keys, question_comments, state};

/// A plan on its way.
pub(super) struct Making<'u> {
    way: &'u Way<'u>,
    tables: Tables<'u>,
    /// The ids of a stage's questions in order, of the stages that were asked for.
    orders: HashMap<usize, Arc<[String]>>,
    /// The old questions that were split, by the new ones.
    split: HashMap<usize, Vec<&'u Question>>,
    pub(super) plan: Plan<'u>,
    pub(super) retired: Retired,
    pub(super) puts: Vec<(&'u str, Edit)>,
    pub(super) takes: Vec<(&'u str, Edit)>,
}

impl<'u> Making<'u> {
    pub(super) fn new(way: &'u Way<'u>) -> Self {
        let mut split: HashMap<usize, Vec<&Question>> = HashMap::new();
        for one in way.compared {
            for &heir in &one.heirs {
                split.entry(heir).or_default().extend(one.old.map(|at| &way.old.questions[at]));
            }
        }
        Self {
            way,
            tables: Tables::new(way.stand),
            orders: HashMap::new(),
            split,
            plan: Plan { settings: way.names.clone(), ..Plan::default() },
            retired: Retired::new(way.stand),
            puts: Vec::new(),
            takes: Vec::new(),
        }
    }

    fn order(&mut self, stage: usize) -> Arc<[String]> {
        let ids = || self.way.new.in_stage(stage).map(|(_, question)| question.id.to_string()).collect();
        Arc::clone(self.orders.entry(stage).or_insert_with(ids))
    }

    /// A question that the new version has.
    pub(super) fn there(&mut self, one: &Compared<'_>, at: usize) -> Vec<Happens> {
        let way = self.way;
        let question = &way.new.questions[at];
        let (id, stage) = (question.id.to_string(), way.new.stages[question.stage].id.as_str());
        // The old form has another question of this id: its table is not this one's.
        let other = way.old.find(&id).filter(|_| one.old.is_none());
        let comments = question_comments(way.new, at);
        let table = match other {
            None => self.tables.of(&id, stage),
            Some(other) => self.tables.all(&id).iter().copied().find(|table| {
                table.stage == stage
                    && retire::is_of_new(table, &question_comments(way.old, other), &comments)
            }),
        };
        let mut happens = Vec::new();
        let offer = self.offer(at);
        let Some(table) = table else {
            if question.retired.is_some() {
                return happens; // a set takes it out
            }
            happens.push(Happens::Inserted);
            let keys = match offer {
                Some(old) => {
                    happens[0] = Happens::Offered(old.id.clone());
                    draft(&old.answer, &Answer::default())
                }
                None => blank_keys(question),
            };
            let edit = Edit::InsertTable { id, comments, keys, order: self.order(question.stage) };
            // Where the other one stands, this one can only come in when that has left.
            let edits = if other.is_some() { &mut self.takes } else { &mut self.puts };
            edits.push((stage, edit));
            return happens;
        };
        let mut home = way.new.stage(&table.stage).map_or(stage, |at| way.new.stages[at].id.as_str());
        let before = one.old.map(|before| question_comments(way.old, before));
        if one.is(Difference::Stage) && table.stage != stage {
            happens.push(Happens::Moves(stage.to_owned()));
            let order = self.order(question.stage);
            self.puts.push((stage, Edit::PutTable { id: id.clone(), block: table.block.clone(), order }));
            home = stage;
        }
        if one.is(Difference::Stage) {
            // Also the one that an upgrade left which was stopped between the two files.
            let own: Vec<&[String]> = before.iter().chain([&comments]).map(Vec::as_slice).collect();
            for copy in self.tables.all(&id).iter().filter(|copy| copy.stage != stage) {
                if (retire::same_but_comments(&copy.block, &table.block, &own)
                    || own.iter().any(|own| holds_nothing(copy, own)))
                    && let Some(from) = stage_of(way, &copy.stage)
                {
                    self.takes.push((from, Edit::RemoveTable { id: id.clone() }));
                }
            }
        }
        if let Some(old) = before
            && retire::has_own_comment(&table.block, &old, &comments)
        {
            happens.push(Happens::Commented);
            self.puts.push((home, Edit::Comments { id: id.clone(), old, new: comments }));
        }
        let now = state(question, Some(&table.answer));
        if let Some(old) = offer.filter(|_| now == State::Open) {
            happens.push(Happens::Offered(old.id.clone()));
            let set = |(key, value)| (home, Edit::Set { table: vec![id.clone()], key, value });
            self.puts.extend(draft(&old.answer, &table.answer).into_iter().map(set));
        }
        if one.is(Difference::Meaning) && now != State::Open {
            happens.push(Happens::Again);
            let edit = Edit::Add { table: Vec::new(), key: "answer-again".to_owned(), item: id };
            self.plan.settings.push(edit);
        }
        happens
    }

    /// A question that only the old version has.
    pub(super) fn gone(&mut self, at: usize, id: &'u str) -> Vec<Happens> {
        let way = self.way;
        let comments = question_comments(way.old, at);
        // The new form has another question of this id, whose table may stand there already.
        let other = way.new.find(id).map(|at| {
            let stage = way.new.stages[way.new.questions[at].stage].id.as_str();
            (stage, question_comments(way.new, at))
        });
        let of_other = |table: &Table| {
            let other = other.as_ref();
            other
                .is_some_and(|(stage, new)| table.stage == *stage && retire::is_of_new(table, &comments, new))
        };
        let mut happens = Vec::new();
        for table in self.tables.all(id).iter().filter(|table| !of_other(table)) {
            if holds_nothing(table, &comments) {
                happens.push(Happens::Dropped);
            } else {
                let Some(name) = self.retired.take(table, way.renamed) else { continue };
                happens.push(Happens::Retires(name));
            }
            if let Some(stage) = stage_of(way, &table.stage) {
                self.takes.push((stage, Edit::RemoveTable { id: id.to_owned() }));
            }
        }
        happens
    }

    /// The table whose text a question of the new version is offered: of the first question split into it that
    /// has one.
    fn offer(&self, heir: usize) -> Option<&'u Table> {
        let old = self.split.get(&heir)?.iter();
        let tables = old.filter_map(|question| {
            self.tables.of(question.id.as_str(), self.way.old.stages[question.stage].id.as_str())
        });
        tables.into_iter().find(|table| table.answer.text.is_some())
    }

    /// Whether what stands in one stage's file goes into another's.
    pub(super) fn crosses(&self, one: &Compared<'_>, id: &str) -> bool {
        let new = self.way.new;
        let elsewhere = |at: usize| {
            let stage = new.stages[new.questions[at].stage].id.as_str();
            self.tables.all(id).iter().any(|table| table.stage != stage)
        };
        one.heirs.iter().any(|&heir| elsewhere(heir))
            || one.new.is_some_and(|at| one.is(Difference::Stage) && elsewhere(at))
    }
}

/// What stands in the files, by question.
struct Tables<'u>(HashMap<&'u str, Vec<&'u Table>>);

impl<'u> Tables<'u> {
    fn new(stand: &'u Stand) -> Self {
        let mut all: HashMap<&str, Vec<&Table>> = HashMap::new();
        for table in &stand.tables {
            all.entry(&table.id).or_default().push(table);
        }
        Self(all)
    }

    fn all(&self, id: &str) -> &[&'u Table] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }

    /// The one in its stage's file, else the first.
    fn of(&self, id: &str, stage: &str) -> Option<&'u Table> {
        let all = self.all(id);
        all.iter().find(|table| table.stage == stage).or_else(|| all.first()).copied()
    }
}

/// The keys by which a question gets another one's answer as a draft. What it says already stays.
fn draft(old: &Answer, own: &Answer) -> Vec<(String, Value)> {
    let text = |text: &str| Value::Text(text.to_owned());
    let draft = [(AnswerKey::Answer, text(old.text())), (AnswerKey::Status, text(Status::Draft.word()))];
    let carried =
        AnswerKey::ALL.iter().copied().filter(|&key| key.is_carried() && own.value(key).is_absent());
    let carried = carried.filter_map(|key| Some((key, old.value(key).written()?)));
    draft.into_iter().chain(carried).map(|(key, value)| (key.name().to_owned(), value)).collect()
}
