use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::case::normal;
use super::words::{Says, element, is_foreign, status};
use super::{Case, Suite, Tests};
use crate::source::inert_line;

/// Longer messages say nothing more within a sentence.
const MESSAGE: usize = 200;

/// The tests, or why there are none.
pub(in super::super) fn parse(text: &str) -> Result<Tests, String> {
    let mut reader = Reader::from_str(text);
    let mut walk = Walk::default();
    loop {
        match reader.read_event().map_err(|error| not_xml(&error.to_string()))? {
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

/// A suite while it is read.
struct Counting {
    /// Its number; the element around all of them has none.
    suite: Option<usize>,
    /// The first test in it.
    first: usize,
    /// Failures and errors by its own count.
    counted: usize,
    /// Those that were met in it, and those that suites in it counted without one.
    met: usize,
    /// What failed outside of any test.
    failed: Option<String>,
}

#[derive(Default)]
struct Walk {
    tests: Tests,
    open: Vec<Open>,
    /// How many elements are open whose content is not looked at.
    foreign: usize,
    /// Whether there was a suite at all.
    seen: bool,
}

impl Walk {
    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), String> {
        let name = start.local_name();
        let name = name.as_ref();
        let here = if self.foreign > 0 || is_foreign(name) {
            self.foreign += 1;
            Open::Foreign
        } else if matches!(name, "testsuites" | "testsuite") {
            self.seen = true;
            Open::Suite(self.suite(start, name == "testsuite")?)
        } else if name == "testcase" {
            Open::Case(self.case(start)?)
        } else if let Some(says) = element(name) {
            let message = attribute(start, "message")?;
            self.says(says, &message);
            Open::Says(message.trim().is_empty().then_some(says))
        } else {
            Open::Other
        };
        self.open.push(here);
        Ok(())
    }

    fn suite(&mut self, start: &BytesStart<'_>, is_named: bool) -> Result<Counting, String> {
        let count = |name: &str| -> Result<usize, String> {
            Ok(attribute(start, name)?.trim().parse().unwrap_or_default())
        };
        let counted = count("failures")?.saturating_add(count("errors")?);
        let within = self.around();
        let suite = if is_named {
            self.tests.suites.push(Suite { name: normal(&attribute(start, "name")?), within });
            Some(self.tests.suites.len() - 1)
        } else {
            within
        };
        Ok(Counting { suite, first: self.tests.cases.len(), counted, met: 0, failed: None })
    }

    fn case(&mut self, start: &BytesStart<'_>) -> Result<usize, String> {
        let mut case = Case {
            suite: self.around(),
            class: normal(&attribute(start, "classname")?),
            name: attribute(start, "name")?,
            ..Case::default()
        };
        for name in ["status", "result"] {
            let word = attribute(start, name)?;
            let shown = || format!("`{name}` is `{}`", inert_line(&word));
            match status(&word) {
                _ if word.is_empty() => {}
                Says::Ran | Says::Flaky => {}
                Says::Failed => {
                    case.failed.get_or_insert_with(shown);
                }
                Says::NotRun => {
                    case.not_run.get_or_insert_with(shown);
                }
            }
        }
        self.tests.cases.push(case);
        Ok(self.tests.cases.len() - 1)
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
                    if matches!(says, Says::Failed | Says::Flaky) {
                        suite.met += 1;
                    }
                    if !in_case && says == Says::Failed {
                        suite.failed.get_or_insert(message);
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
            Some(Open::Suite(suite)) => self.close_suite(suite),
            Some(Open::Case(at)) => {
                if let Some(case) = self.tests.cases.get_mut(at) {
                    for said in [&mut case.failed, &mut case.not_run].into_iter().flatten() {
                        *said = said.lines().next().unwrap_or_default().trim_end().to_owned();
                    }
                    // A word in an attribute is a failure of the suite's count too.
                    let failed = case.failed.as_ref().is_some_and(|said| said.starts_with('`'));
                    if let (true, Some(Open::Suite(suite))) = (failed, self.open.last_mut()) {
                        suite.met += 1;
                    }
                }
            }
            _ => {}
        }
    }

    /// A suite that counts more failures than its tests tell of leaves open which of them they are.
    fn close_suite(&mut self, suite: Counting) {
        let Counting { suite: at, first, counted, met, failed } = suite;
        let name = at.and_then(|at| self.tests.suites.get(at)).map(|suite| inert_line(&suite.name));
        let name = name
            .filter(|name| !name.is_empty())
            .map_or("its suite".to_owned(), |name| format!("the suite `{name}`"));
        let doubt = match failed {
            Some(message) if message.is_empty() => Some(format!("{name} failed outside of its tests")),
            Some(message) => Some(format!("{name} failed outside of its tests: {}", inert_line(&message))),
            None if counted > met => {
                let count = if counted == 1 { "1 failure".to_owned() } else { format!("{counted} failures") };
                Some(format!("{name} counts {count}, and its tests tell of {met}"))
            }
            None => None,
        };
        if let Some(doubt) = doubt {
            for case in self.tests.cases.iter_mut().skip(first) {
                case.doubt.get_or_insert_with(|| doubt.clone());
            }
        }
        if let Some(Open::Suite(around)) =
            self.open.iter_mut().rev().find(|open| matches!(open, Open::Suite(_)))
        {
            around.met += met.max(counted);
        }
    }
}

fn not_xml(why: &str) -> String {
    format!("is not XML: {}", inert_line(why))
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Result<String, String> {
    let Some(attribute) = start.try_get_attribute(name).map_err(|error| not_xml(&error.to_string()))? else {
        return Ok(String::new());
    };
    // What only the predefined entities resolve stays as it is written: no name of ours needs another.
    let raw = attribute.value.to_string();
    Ok(quick_xml::escape::unescape(&raw).map(std::borrow::Cow::into_owned).unwrap_or(raw))
}

/// A reference in a text: a character, one of the predefined entities, else as it is written.
fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    let name = reference.xml10_content();
    quick_xml::escape::resolve_predefined_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned)
}
