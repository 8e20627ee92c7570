//! Scheme 1: SHA-256, the first 12 hex digits, written `1:5f3a9c1e2b7d`, over `name NUL byte-length NUL value`
//! for answer, choice, status, reason, then each requirement by id. What is absent is not written.

use std::borrow::Cow;

use sha2::{Digest as _, Sha256};

use super::Answer;

/// The hash of an answer's meaning: reviewed content and nothing else, so line endings, comments,
/// order, evidence and notes do not move it.
pub fn answer_hash(answer: &Answer) -> String {
    let mut hash = Scheme1::default();
    hash.field("answer", answer.text());
    for choice in &answer.choice {
        hash.field("choice", &choice.value);
    }
    hash.field("status", answer.status.as_ref().map_or("", |status| status.value.word()));
    hash.field("reason", answer.reason.as_ref().map_or("", |reason| &reason.value));
    let mut requirements: Vec<_> = answer.requirements.iter().collect();
    requirements.sort_by(|a, b| a.id.cmp(&b.id));
    for requirement in requirements {
        // What a measured value has to be was agreed; where it is measured was not, and a report may move.
        hash.field("id", &requirement.id);
        hash.field("text", &requirement.text);
        hash.field("fit-criterion", requirement.fit_criterion.as_deref().unwrap_or_default());
        hash.field("verification", requirement.verification.as_deref().unwrap_or_default());
        let bound = requirement.measured.as_ref().map(|measured| measured.bound_in_words());
        hash.field("bound", bound.as_deref().unwrap_or_default());
    }
    hash.finish()
}

/// The parts of an answer's meaning by name, each with a short hash of its own: `answer:5f3a9c1e status:90ab12cd`. It
/// says what changed; whether something did, only the hash of the whole says.
pub fn field_hashes(answer: &Answer) -> String {
    let choice = answer.chosen().join("\n");
    let requirements =
        answer_hash(&Answer { requirements: answer.requirements.clone(), ..Answer::default() });
    let fields = [
        ("answer", answer.text()),
        ("choice", &choice),
        ("status", answer.status.as_ref().map_or("", |status| status.value.word())),
        ("reason", answer.reason.as_ref().map_or("", |reason| &reason.value)),
        ("requirements", if answer.requirements.is_empty() { "" } else { &requirements }),
    ];
    let mut out = String::new();
    for (name, value) in fields.into_iter().filter(|(_, value)| !normal(value).is_empty()) {
        let mut hash = Scheme1::default();
        hash.field(name, value);
        let blank = if out.is_empty() { "" } else { " " };
        out += &format!("{blank}{name}:{}", hash.finish().chars().skip(2).take(8).collect::<String>());
    }
    out
}

/// What [`field_hashes`] says of an answer that is a text and nothing else, from the hash of the whole.
pub fn text_field(hash: &str) -> String {
    let digits = hash.strip_prefix("1:").and_then(|digits| digits.get(..8));
    digits.map(|digits| format!("answer:{digits}")).unwrap_or_default()
}

/// The names of the parts in which an answer differs from what [`field_hashes`] said of it once.
pub fn changed_fields(then: &str, now: &Answer) -> Vec<&'static str> {
    if then.is_empty() {
        return Vec::new(); // nobody knows
    }
    let now = field_hashes(now);
    let of = |all: &str, name: &str| -> Option<String> {
        all.split(' ')
            .filter_map(|field| field.split_once(':'))
            .find(|(known, _)| *known == name)
            .map(|(_, hash)| hash.to_owned())
    };
    let names = ["answer", "choice", "status", "reason", "requirements"].into_iter();
    names.filter(|name| of(then, name) != of(&now, name)).collect()
}

/// The hash of an answer's text alone: what a sheet carries, so that a returned section tells
/// whether its text was changed by the person who had it.
pub fn text_hash(text: &str) -> String {
    let mut hash = Scheme1::default();
    hash.field("answer", text);
    hash.finish()
}

/// The hash of an answer's text with what was chosen; without a choice that of the text alone.
pub fn said_hash(text: &str, choice: &[String]) -> String {
    let mut hash = Scheme1::default();
    hash.field("answer", text);
    for choice in choice {
        hash.field("choice", choice);
    }
    hash.finish()
}

/// One hash over many parts, for a component as a whole.
pub fn digest<'a>(parts: impl Iterator<Item = (&'a str, String)>) -> String {
    let mut hash = Scheme1::default();
    for (name, value) in parts {
        hash.field(name, &value);
    }
    hash.finish()
}

/// The scheme of a written hash, from 1; `None` where it is none. What a later scheme writes behind its number is
/// that scheme's business.
pub fn hash_scheme(word: &str) -> Option<u32> {
    let (scheme, digits) = word.split_once(':')?;
    let hex = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f');
    match scheme.parse().ok().filter(|_| !scheme.starts_with(['0', '+']))? {
        1 => (digits.len() == 12 && digits.bytes().all(hex)).then_some(1),
        later => {
            (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(later)
        }
    }
}

#[derive(Default)]
struct Scheme1(Sha256);

impl Scheme1 {
    fn field(&mut self, name: &str, value: &str) {
        let value = normal(value);
        if value.is_empty() {
            return;
        }
        for part in [name, "\0", &value.len().to_string(), "\0", &value] {
            self.0.update(part.as_bytes());
        }
    }

    fn finish(self) -> String {
        let digest = self.0.finalize();
        digest.iter().take(6).fold(String::from("1:"), |hex, byte| hex + &format!("{byte:02x}"))
    }
}

/// A text as the hash takes it: `\r\n` is `\n`; blanks at line ends and newlines at the end are gone.
pub fn normal(value: &str) -> Cow<'_, str> {
    let blank = ['\r', ' ', '\t'];
    if !value.split('\n').any(|line| line.ends_with(blank)) {
        return value.trim_end_matches('\n').into();
    }
    let lines: Vec<&str> = value.split('\n').map(|line| line.trim_end_matches(blank)).collect();
    lines.join("\n").trim_end_matches('\n').to_owned().into()
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::{Index, select};

    use super::*;
    use crate::model::{Requirement, Status};
    use crate::source::Spanned;

    fn answered(text: &str) -> Answer {
        Answer { text: Some(Spanned::new(text.to_owned(), 0..0)), ..Answer::default() }
    }

    #[test]
    fn scheme_1_is_golden() {
        assert_eq!(answer_hash(&Answer::default()), "1:e3b0c44298fc");
        assert_eq!(answer_hash(&answered("Four cameras.")), text_hash("Four cameras."));
        assert_eq!(text_hash("Four cameras."), golden("answer\x0013\0Four cameras."));
    }

    /// Stamps in people's repositories hold these: they never change.
    #[test]
    fn stamps_of_scheme_1_hold_for_ever() {
        let spanned = |text: &str| Spanned::new(text.to_owned(), 0..0);
        assert_eq!(answer_hash(&answered("Four cameras.")), "1:8b7f6ac6bacc");
        assert_eq!(answer_hash(&answered("Zoo-Wärter  \r\n\r\n- früh\n\n")), "1:7b001ebdb477");
        let chosen = Answer { choice: vec![spanned("one"), spanned("two")], ..answered("x") };
        assert_eq!(answer_hash(&chosen), "1:90d01c1768ed");
        let deferred = Answer {
            status: Some(Spanned::new(Status::Deferred, 0..0)),
            reason: Some(spanned("law pending")),
            ..Answer::default()
        };
        assert_eq!(answer_hash(&deferred), "1:fa91e8454d50");
        let one = Requirement {
            id: "a".into(),
            text: "x".into(),
            fit_criterion: Some("< 5 s".into()),
            verification: Some("test".into()),
            span: 3..9,
            ..Requirement::default()
        };
        let two = Requirement { id: "b".into(), text: "y".into(), ..Requirement::default() };
        assert_eq!(answer_hash(&Answer { requirements: vec![two, one], ..answered("t") }), "1:d5dfae013a9a");
    }

    /// Lines as people write them, with and without blanks around.
    fn lines() -> impl Strategy<Value = Vec<String>> {
        vec("[ \t]{0,2}(\\PC{0,8})?", 1..6)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_nobody_sees_does_not_move_a_hash(
            lines in lines(), ends in vec(select(&["\n", "\r\n", " \n", "\t\r\n"][..]), 6), tail in "[\r\n \t]{0,4}",
        ) {
            let plain = lines.iter().map(|line| line.trim_end_matches(['\r', ' ', '\t'])).collect::<Vec<_>>().join("\n");
            let written = lines.iter().zip(&ends).fold(String::new(), |all, (line, end)| all + line + end) + &tail;
            prop_assert_eq!(text_hash(&written), text_hash(&plain));
            let normed = normal(&written);
            prop_assert_eq!(normal(&normed), &*normed);
            prop_assert_eq!(hash_scheme(&text_hash(&written)), Some(1));
        }

        #[test]
        fn what_somebody_sees_moves_it(text in "\\PC{0,20}(\n\\PC{0,20}){0,3}", at in any::<Index>(), new in "[^ \t\r\n]") {
            let mut chars: Vec<char> = text.chars().collect();
            chars.splice(at.index(chars.len() + 1).., new.chars().chain("x".chars()));
            let other: String = chars.into_iter().collect();
            prop_assert_eq!(text_hash(&text) == text_hash(&other), normal(&text) == normal(&other));
            prop_assert_ne!(text_hash(&text), text_hash(&format!("{new}{text}")));
        }

        #[test]
        fn no_part_of_an_answer_stands_for_another(
            parts in vec("[a-z\u{0}0-9 ]{0,6}", 4), order in any::<bool>(),
        ) {
            let requirement = |id: &str, text: &str| Requirement { id: id.into(), text: text.into(), ..Requirement::default() };
            let mut requirements = vec![requirement("a", &parts[2]), requirement("b", &parts[3])];
            if order {
                requirements.reverse();
            }
            let choice = vec![Spanned::new(parts[1].clone(), 0..0)];
            let whole = Answer { choice, requirements, ..answered(&parts[0]) };
            let mut seen: Vec<String> = parts.clone();
            for at in 0..4 {
                seen.swap(at, (at + 1) % 4);
                let requirements = vec![requirement("a", &seen[2]), requirement("b", &seen[3])];
                let other = Answer { choice: vec![Spanned::new(seen[1].clone(), 0..0)], requirements, ..answered(&seen[0]) };
                let same = seen.iter().map(|part| normal(part)).eq(parts.iter().map(|part| normal(part)));
                prop_assert_eq!(answer_hash(&whole) == answer_hash(&other), same, "{:?} and {:?}", parts, seen);
            }
        }
    }

    fn golden(bytes: &str) -> String {
        Sha256::digest(bytes.as_bytes())
            .iter()
            .take(6)
            .fold("1:".to_owned(), |hex, b| hex + &format!("{b:02x}"))
    }

    #[test]
    fn a_written_hash_has_a_scheme_and_a_later_one_is_its_own_business() {
        assert_eq!(hash_scheme("1:5f3a9c1e2b7d"), Some(1));
        assert_eq!(hash_scheme("2:AbC"), Some(2));
        for bad in [
            "",
            "1:",
            "1:5f3a9c1e2b7",
            "1:5F3A9C1E2B7D",
            "5f3a9c1e2b7d",
            "0:5f3a9c1e2b7d",
            "+1:5f3a9c1e2b7d",
            "2:",
            "x:1",
            "2:a b",
        ] {
            assert_eq!(hash_scheme(bad), None, "{bad}");
        }
    }

    #[test]
    fn line_endings_trailing_blanks_and_final_newlines_do_not_move_it() {
        assert_eq!(text_hash("a\nb"), text_hash("a \r\nb\t\r\n\n"));
        assert_ne!(text_hash("a\nb"), text_hash("a\n\nb"));
    }

    #[test]
    fn notes_and_evidence_do_not_move_it_and_requirements_do_in_any_order() {
        let one = Requirement { id: "a".into(), text: "x".into(), ..Requirement::default() };
        let two = Requirement { id: "b".into(), text: "y".into(), ..Requirement::default() };
        let mut first = answered("t");
        first.requirements = vec![one.clone(), two.clone()];
        let mut second = answered("t");
        second.requirements = vec![two, one];
        second.note = Some("n".into());
        assert_eq!(answer_hash(&first), answer_hash(&second));
        assert_ne!(answer_hash(&first), answer_hash(&answered("t")));
        second.status = Some(Spanned::new(Status::Draft, 0..0));
        assert_ne!(answer_hash(&first), answer_hash(&second));
    }
}
