use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::attributes::Attributes;
use super::case::normal;
use super::counting::Counting;
use super::words::{Says, element, is_foreign};
use super::{Case, Suite, Tests};
use crate::source::inert_line;

/// Longer messages say nothing more within a sentence.
const MESSAGE: usize = 200;

/// The tests, or why there are none.
pub(in super::super) fn parse(text: &str) -> Result<Tests, String> {
    let mut reader = Reader::from_str(text);
    let mut walk = Walk::default();
    loop {
        let event = reader.read_event().map_err(|error| not_xml(&error.to_string()))?;
        if walk.is_over && walk.open.is_empty() && says_more(&event) {
            return Err("is not XML: more stands behind its end".to_owned());
        }
        match event {
            Event::DocType(_) => return Err("has a document type, which is not read".to_owned()),
            Event::Start(start) => walk.open(&start)?,
            Event::Empty(start) => {
                walk.open(&start)?;
                walk.close();
            }
            Event::End(_) => walk.close(),
            Event::Text(text) => walk.text(&text.xml10_content()),
            Event::CData(text) => walk.text(&text.xml10_content()),
            Event::GeneralRef(reference) => walk.text(&resolved(&reference)),
            Event::Eof => break,
            _ => {}
        }
    }
    if !walk.open.is_empty() {
        return Err("is not XML: it ends too soon".to_owned());
    }
    if walk.seen { Ok(walk.tests) } else { Err("is no JUnit report: it has no test suite".to_owned()) }
}

/// An element that is open.
enum Open {
    Suite(Counting),
    Case(usize),
    /// It says something of the test around it, and may say more in its text.
    Says(Option<Says>),
    /// Its content is no part of the report's own.
    Foreign,
    Other,
}

#[derive(Default)]
struct Walk {
    tests: Tests,
    open: Vec<Open>,
    /// How many elements are open whose content is not looked at.
    foreign: usize,
    /// Whether there was a suite at all.
    seen: bool,
    /// Whether the element around everything was closed.
    is_over: bool,
}

impl Walk {
    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), String> {
        let attributes = Attributes::of(start)?;
        let name = start.local_name().as_ref().to_ascii_lowercase();
        let name = name.as_str();
        let here = if self.foreign > 0 || is_foreign(name) {
            self.foreign += 1;
            Open::Foreign
        } else if let Some(says) = element(name) {
            let message = attributes.get("message");
            self.says(says, message);
            Open::Says(message.trim().is_empty().then_some(says))
        } else {
            self.is_unknown(name);
            if matches!(name, "testsuites" | "testsuite") {
                self.seen = true;
                Open::Suite(self.suite(&attributes, name == "testsuite"))
            } else if name == "testcase" {
                Open::Case(self.case(&attributes))
            } else {
                Open::Other
            }
        };
        self.open.push(here);
        Ok(())
    }

    fn suite(&mut self, attributes: &Attributes, is_named: bool) -> Counting {
        let within = self.around();
        let suite = if is_named {
            self.tests.suites.push(Suite { name: normal(attributes.get("name")), within });
            Some(self.tests.suites.len() - 1)
        } else {
            within
        };
        let name = suite.and_then(|at| self.tests.suites.get(at)).map_or("", |suite| suite.name.as_str());
        Counting::new(suite, name, self.tests.cases.len(), attributes)
    }

    fn case(&mut self, attributes: &Attributes) -> usize {
        let mut case = Case {
            suite: self.around(),
            class: normal(attributes.get("classname")),
            name: attributes.get("name").to_owned(),
            ..Case::default()
        };
        let counts = attributes.counts().filter(|(_, count, _)| *count != Some(0));
        for (says, shown) in attributes.said().chain(counts.map(|(says, _, shown)| (says, shown))) {
            let said = match says {
                Says::Ran | Says::Flaky => continue,
                Says::Failed => &mut case.failed,
                Says::NotRun => &mut case.not_run,
            };
            said.get_or_insert(shown);
        }
        self.tests.cases.push(case);
        self.tests.cases.len() - 1
    }

    /// An element right in a test may say anything of how that ended, where nobody knows what it means.
    fn is_unknown(&mut self, name: &str) {
        if let Some(Open::Case(at)) = self.open.last()
            && let Some(case) = self.tests.cases.get_mut(*at)
        {
            case.doubt.get_or_insert_with(|| {
                format!("it holds a `{}`, and what that means is not known", inert_line(name))
            });
        }
    }

    /// The innermost suite.
    fn around(&self) -> Option<usize> {
        self.open.iter().rev().find_map(|open| match open {
            Open::Suite(suite) => Some(suite.suite),
            _ => None,
        })?
    }

    /// Takes in what an element says of the tests that it stands in, or else of its suite.
    fn says(&mut self, says: Says, message: &str) {
        let message: String = message.trim().chars().take(MESSAGE).collect();
        // What stands in a failure tells more of it and is none of its own.
        let mut in_case = false;
        for open in self.open.iter_mut().rev() {
            match open {
                Open::Says(_) => return,
                Open::Case(at) => {
                    in_case = true;
                    let Some(case) = self.tests.cases.get_mut(*at) else { continue };
                    match says {
                        // An element says why; the word in an attribute only that.
                        Says::Failed if case.failed.as_ref().is_none_or(|said| said.starts_with('`')) => {
                            case.failed = Some(message.clone());
                        }
                        Says::NotRun if case.not_run.as_ref().is_none_or(|said| said.starts_with('`')) => {
                            case.not_run = Some(message.clone());
                        }
                        _ => {}
                    }
                }
                Open::Suite(suite) => {
                    match says {
                        Says::Failed | Says::Flaky => suite.failed.met += 1,
                        Says::NotRun if in_case => suite.not_run.met += 1,
                        Says::NotRun | Says::Ran => {}
                    }
                    if !in_case {
                        suite.says(says, &message);
                    }
                    return;
                }
                Open::Foreign | Open::Other => {}
            }
        }
    }

    /// A failure without a message says what it has to say in its text.
    fn text(&mut self, text: &str) {
        let Some(Open::Says(Some(says @ (Says::Failed | Says::NotRun)))) = self.open.last() else { return };
        let Some(Open::Case(at)) = self.open.iter().rev().nth(1) else { return };
        let Some(case) = self.tests.cases.get_mut(*at) else { return };
        let said = if *says == Says::Failed { &mut case.failed } else { &mut case.not_run };
        let Some(said) = said.as_mut().filter(|said| !said.contains('\n')) else { return };
        let text = if said.is_empty() { text.trim_start() } else { text };
        let room = MESSAGE.saturating_sub(said.chars().count());
        said.extend(text.chars().take(room));
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::Foreign) => self.foreign = self.foreign.saturating_sub(1),
            Some(Open::Suite(suite)) => self.close_suite(&suite),
            Some(Open::Case(at)) => self.close_case(at),
            _ => {}
        }
        self.is_over = self.open.is_empty();
    }

    fn close_case(&mut self, at: usize) {
        let Some(case) = self.tests.cases.get_mut(at) else { return };
        for said in [&mut case.failed, &mut case.not_run].into_iter().flatten() {
            *said = said.lines().next().unwrap_or_default().trim_end().to_owned();
        }
        // A word in an attribute is one of those that the suite counts too.
        let by_word = |said: &Option<String>| said.as_ref().is_some_and(|said| said.starts_with('`'));
        if let Some(Open::Suite(suite)) = self.open.last_mut() {
            suite.failed.met += usize::from(by_word(&case.failed));
            suite.not_run.met += usize::from(by_word(&case.not_run));
        }
    }

    fn close_suite(&mut self, suite: &Counting) {
        if let Some(doubt) = suite.doubt() {
            for case in self.tests.cases.iter_mut().skip(suite.first) {
                case.doubt.get_or_insert_with(|| doubt.clone());
            }
        }
        let around = self.open.iter_mut().rev().find_map(|open| match open {
            Open::Suite(around) => Some(around),
            _ => None,
        });
        if let Some(around) = around {
            around.add(suite);
        }
    }
}

/// Whether an event is more than blanks and remarks.
fn says_more(event: &Event<'_>) -> bool {
    match event {
        Event::Text(text) => !text.xml10_content().trim().is_empty(),
        Event::Comment(_) | Event::PI(_) | Event::Eof => false,
        _ => true,
    }
}

pub(super) fn not_xml(why: &str) -> String {
    format!("is not XML: {}", inert_line(why))
}

/// A reference in a text: a character, one of the predefined entities, else as it is written.
fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    let name = reference.xml10_content();
    quick_xml::escape::resolve_predefined_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned)
}
