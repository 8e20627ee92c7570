//! JUnit XML as pytest, nextest and many others write it. Entities of a document type are never resolved, and
//! nothing but names, outcomes and the first failure's message is kept.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::known;
use crate::model::Outcome;
use crate::source::inert_line;

/// One test as it ended.
#[derive(Debug, Default)]
pub(super) struct Case {
    suite: String,
    class: String,
    name: String,
    skipped: bool,
    /// What a failure or an error says.
    failed: Option<String>,
}

/// Longer messages say nothing more within a sentence.
const MESSAGE: usize = 200;

/// The tests, or why there are none.
pub(super) fn parse(text: &str) -> Result<Vec<Case>, String> {
    let mut reader = Reader::from_str(text);
    let mut suites: Vec<String> = Vec::new();
    let mut cases: Vec<Case> = Vec::new();
    // The elements that are open, and how many of them the innermost test has below it.
    let (mut depth, mut in_case) = (0_usize, None);
    let mut seen = false;
    loop {
        let event = reader.read_event().map_err(|error| not_xml(&error.to_string()))?;
        let (start, empty) = match &event {
            Event::Start(start) => (start, false),
            Event::Empty(start) => (start, true),
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                if end.name().as_ref() == "testsuite" {
                    suites.pop();
                }
                if in_case == Some(depth) {
                    in_case = None;
                }
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        seen |= matches!(start.name().as_ref(), "testsuites" | "testsuite");
        match start.name().as_ref() {
            "testsuite" if !empty => suites.push(attribute(start, "name")?),
            "testcase" => {
                let (name, class) = (attribute(start, "name")?, attribute(start, "classname")?);
                let suite = suites.last().cloned().unwrap_or_default();
                cases.push(Case { suite, class, name, ..Case::default() });
                in_case = if empty { None } else { Some(depth) };
            }
            kind @ ("failure" | "error" | "skipped") if in_case == depth.checked_sub(1) && depth > 0 => {
                let message = attribute(start, "message")?;
                if let Some(case) = cases.last_mut() {
                    match kind {
                        "skipped" => case.skipped = true,
                        _ => {
                            case.failed.get_or_insert(message.chars().take(MESSAGE).collect());
                        }
                    }
                }
            }
            _ => {}
        }
        depth += usize::from(!empty);
    }
    if depth > 0 {
        return Err("is not XML: it ends too soon".to_owned());
    }
    if seen { Ok(cases) } else { Err("is no JUnit report: it has no test suite".to_owned()) }
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

/// How the tests of a name ended; any failure among several fails.
pub(super) fn look_up(cases: &[Case], wanted: &str) -> Result<Outcome, String> {
    let plain = normal(wanted);
    let meant: Vec<&Case> = cases.iter().filter(|case| case.is(wanted, &plain)).collect();
    if meant.is_empty() {
        let near = known(wanted, cases.iter().map(|case| case.name.as_str()));
        return Err(format!("has no test `{}`{near}", inert_line(wanted)));
    }
    let mut failures = meant.iter().filter_map(|case| case.failed.as_deref());
    let passed = meant.iter().filter(|case| case.failed.is_none() && !case.skipped).count();
    match failures.next() {
        Some(message) => {
            let failed = 1 + failures.count();
            Ok(Outcome::Failed { failed, of: meant.len(), message: inert_line(message) })
        }
        None if passed == 0 => Ok(Outcome::Skipped),
        None => Ok(Outcome::Passed(passed)),
    }
}

impl Case {
    /// Whether a name means this test: its own, with class or suite before it, or a class or suite as a whole. The
    /// name of a test with parameters means it with each of them.
    fn is(&self, wanted: &str, plain: &str) -> bool {
        if self.name == wanted {
            return true;
        }
        let (suite, class) = (normal(&self.suite), normal(&self.class));
        let base = self.name.strip_suffix(']').and_then(|name| name.split_once('[')).map(|(base, _)| base);
        [Some(self.name.as_str()), base].into_iter().flatten().any(|name| {
            let name = normal(name);
            name == plain
                || [&class, &suite]
                    .into_iter()
                    .any(|before| !before.is_empty() && plain == format!("{before}.{name}"))
                || plain == format!("{suite}.{class}.{name}")
        }) || (!plain.is_empty() && (suite == plain || class == plain))
    }
}

/// Names as tools join them are one: `tests/test_model.py::test_recall`, `tests.test_model.test_recall`.
fn normal(name: &str) -> String {
    let (name, parameters) = name.find('[').map_or((name, ""), |at| name.split_at(at));
    name.replace("::", ".").replace('/', ".").replace(".py.", ".") + parameters
}
