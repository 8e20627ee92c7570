//! From challenges to questions, with what no question asks about.

use super::super::words::level_title;
use super::{Asks, Matrix, missing, section};
use crate::doc::document::{Block, Inline, Row, Table, line};
use crate::model::{Challenge, MaturityLevel, Reach};
use crate::source::{count, inflect};

impl<'v> Matrix<'_, 'v> {
    pub(super) fn challenges_in_short(&self) -> Vec<Block<'v>> {
        let all = &self.background.taxonomy.challenges;
        let unasked: Vec<(&Challenge, Asks)> = all
            .iter()
            .map(|one| (one, self.asks(&one.questions, &one.extras)))
            .filter(|(_, asks)| asks.here.is_empty())
            .collect();
        let many = format!("{} of {}", unasked.len(), count(all.len(), "challenge"));
        let ids = |only: &dyn Fn(&Asks) -> bool| {
            let ids = unasked.iter().filter(|(_, asks)| only(asks)).map(|(one, _)| one.id.as_str());
            ids.collect::<Vec<_>>().join(", ")
        };
        let verb = inflect(unasked.len(), "has", "have");
        let mut lead = vec![
            Inline::Strong(many.into()),
            Inline::text(format!(" of the taxonomy {verb} no question here")),
        ];
        lead.push(Inline::text(if unasked.is_empty() {
            ".".to_owned()
        } else {
            format!(": {}.", ids(&|_| true))
        }));
        let mut blocks = vec![Block::Lead(lead)];
        let mut sets: Vec<&str> =
            unasked.iter().flat_map(|(_, asks)| &asks.off).map(|extra| extra.set).collect();
        sets.sort_unstable();
        sets.dedup();
        let left = ids(&|asks: &Asks| asks.off.is_empty());
        if !sets.is_empty() {
            let left = if left.is_empty() { "none".to_owned() } else { left.clone() };
            let sets = sets.join(", ");
            blocks.push(Block::Paragraph(line(format!("With {sets} switched on, what is left is: {left}."))));
        }
        for (one, asks) in &unasked {
            if let (Some(instead), true) = (&one.instead, asks.off.is_empty()) {
                let about = format!("{} {instead}", one.text);
                blocks.push(Block::Paragraph(vec![
                    Inline::Strong(format!("{}:", one.id).into()),
                    Inline::text(format!(" {about}")),
                ]));
            }
        }
        blocks
    }

    pub(super) fn challenges(&self) -> Block<'v> {
        let component = self.scope.view.component;
        let own = component.settings.maturity.as_ref().map(|level| level.value);
        let mut blocks = vec![Block::Paragraph(line(format!(
            "From {}. How far the form covers a challenge, and by which questions, is a judgement.",
            self.background.taxonomy.source
        )))];
        for &level in MaturityLevel::ALL {
            let challenges = self.background.taxonomy.challenges.iter().filter(|one| one.level == level);
            let table = Table {
                widths: &[],
                caption: format!("Challenges of the level {level}").into(),
                head: ["Challenge", "Form", "Not asked here", "Questions here"].map(Into::into).to_vec(),
                rows: challenges.map(|one| self.challenge(one)).collect(),
            };
            let mut title = level_title(&component.form, level).to_owned();
            if own == Some(level) {
                title += ", where this component is";
            }
            blocks.push(section(format!("level.{level}"), title, vec![Block::Table(table)]));
        }
        section("part.challenges".to_owned(), "Challenges", blocks)
    }

    fn challenge(&self, one: &'static Challenge) -> Row<'v> {
        let asks = self.asks(&one.questions, &one.extras);
        let covered = match one.reach {
            Reach::Full => "covers it",
            Reach::Partial => "covers part of it",
            Reach::None => "does not cover it",
        };
        let mut off = missing(&asks);
        if let Some(instead) = &one.instead {
            off.push(Inline::text(instead.as_str()));
        }
        let about = vec![Inline::Strong(one.id.as_str().into()), Inline::text(format!(" {}", one.text))];
        Row::of([about, line(covered), off, self.linked(&asks.here)])
    }
}
