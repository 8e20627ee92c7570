//! A component without its people, for documents that go to others.

use std::collections::BTreeSet;

use super::{AnswerKey, By, Component, Keys, Person, RequirementKey, RequirementSlot, Slot};

/// What stands where a person was named in a text.
const SOMEBODY: &str = "@…";

impl Component {
    /// Takes every person out whom its files name as one: who plays a role, who said an answer, who let a finding
    /// through. Where texts name one of them, `@…` stands instead.
    pub fn forget_people(&mut self) {
        let people = self.named_people();
        let hide = |text: &mut String| {
            if let Some(hidden) = hidden(text, &people) {
                *text = hidden;
            }
        };
        let settings = &mut self.settings;
        for staffing in &mut settings.roles {
            staffing.people.clear();
        }
        for waiver in &mut settings.waivers {
            waiver.by = waiver.by.take().filter(|by| !by.starts_with('@'));
            waiver.reason.iter_mut().for_each(hide);
        }
        settings.questions.iter_mut().filter_map(|policy| policy.reason.as_mut()).for_each(hide);
        for item in &mut settings.frameworks {
            item.reason.iter_mut().chain(&mut item.note).for_each(hide);
            item.evidence.iter_mut().for_each(|one| hide(&mut one.written));
        }
        for stamp in &mut self.reviews {
            stamp.by.clear();
            stamp.note.iter_mut().for_each(hide);
        }
        for answer in self.answers.iter_mut().flatten() {
            for &key in AnswerKey::ALL {
                match answer.slot(key) {
                    Slot::Text(text) => text.iter_mut().for_each(|text| hide(&mut text.value)),
                    Slot::Remark(text) => text.iter_mut().for_each(hide),
                    Slot::By(by) => by.retain(|by| !matches!(by.value, By::Person(_))),
                    Slot::Evidence(all) => all.iter_mut().for_each(|one| hide(&mut one.written)),
                    Slot::Requirements(all) => all.iter_mut().for_each(|one| {
                        hide(&mut one.text);
                        for &key in RequirementKey::ALL {
                            if let RequirementSlot::Remark(text) = one.slot(key) {
                                text.iter_mut().for_each(hide);
                            }
                        }
                    }),
                    Slot::Texts(_) | Slot::Status(_) | Slot::Until(_) | Slot::Date(_) => {}
                }
            }
        }
    }

    fn named_people(&self) -> BTreeSet<String> {
        let staffed = self.settings.roles.iter().flat_map(|staffing| &staffing.people);
        let said = self.answers.iter().flatten().flat_map(|answer| &answer.by);
        let said = said.filter_map(|by| match &by.value {
            By::Person(person) => Some(person),
            By::Role(_) => None,
        });
        let waived = self.settings.waivers.iter().filter_map(|waiver| waiver.by.clone());
        let stamped = self.reviews.iter().map(|stamp| stamp.by.clone());
        let named = staffed.chain(said).map(|person| person.as_str().to_owned());
        named.chain(waived.chain(stamped).filter(|by| Person::fits(by))).collect()
    }
}

/// The text without these people; `None` where it names none of them. A name ends where a longer one would not go
/// on, so `@mia` is not taken out of `@miami`, nor out of an address of mail.
fn hidden(text: &str, people: &BTreeSet<String>) -> Option<String> {
    if !text.contains('@') || people.is_empty() {
        return None;
    }
    let of_a_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut changed = false;
    while let Some(at) = rest.find('@') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = 1 + from[1..].find(|c: char| !of_a_name(c)).unwrap_or(from.len() - 1);
        // A full stop at the end ends the sentence and not the name.
        let name = from[..end].trim_end_matches(['.', '-', '_']);
        let starts = !out.ends_with(of_a_name);
        if starts && people.contains(name) {
            out.push_str(SOMEBODY);
            changed = true;
        } else {
            out.push_str(name);
        }
        rest = &from[name.len()..];
    }
    out.push_str(rest);
    changed.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_go_out_of_texts_and_what_only_looks_like_one_stays() {
        let people = ["@mia", "@jo.nas"].map(str::to_owned).into();
        let without = |text: &str| hidden(text, &people);
        assert_eq!(without("Ask @mia. Or @jo.nas, (@mia)").as_deref(), Some("Ask @…. Or @…, (@…)"));
        for kept in ["@miami", "x@mia", "mail a@b.c", "@", "@ mia", "mia", "@jo", "@jo.na"] {
            assert_eq!(without(kept), None, "{kept}");
        }
        assert_eq!(without("@mia@mia x@mia").as_deref(), Some("@…@… x@mia"));
    }
}
