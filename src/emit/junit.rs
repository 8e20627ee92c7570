//! JUnit XML, as CI systems read it: a test case per required question, in a suite per component and stage. What
//! names no question is a test case per rule and file in a suite of its own. A question that fails only by what an
//! earlier revision had already is skipped.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::{Format, place};
use crate::diag::{Finding, RuleId, Severity};
use crate::gate::{Run, Since};
use crate::source::inert_line;
use crate::term::Paint;

pub(super) const FORMAT: Format = Format {
    id: "junit",
    aliases: &[],
    about: "JUnit XML: a test case per required question",
    write,
    is_one: |text| text.contains("<testsuites name=\"formwork\""),
    asks: true,
    from_top: false,
};

/// A test case with the findings about it.
struct Case<'r> {
    /// Component and stage.
    class: String,
    name: String,
    required: bool,
    found: Vec<&'r Finding>,
    /// Whether an earlier revision had already what would fail it.
    was_there: bool,
}

impl Case<'_> {
    fn fails(&self, least: Severity) -> bool {
        self.found.iter().any(|finding| finding.severity >= least)
    }

    fn is_skipped(&self, least: Severity) -> bool {
        self.was_there && !self.fails(least)
    }
}

fn write(run: &Run, _: Paint, _: Option<u16>) -> String {
    let least = run.fails_from();
    let suites = suites(run);
    let failing = |cases: &[Case<'_>]| cases.iter().filter(|case| case.fails(least)).count();
    let tests: usize = suites.iter().map(Vec::len).sum();
    let failures: usize = suites.iter().map(|cases| failing(cases)).sum();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        out,
        "<testsuites name=\"formwork\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" time=\"0\">"
    );
    for cases in &suites {
        let class = name(cases.first().map_or("", |case| &case.class));
        let (tests, failures) = (cases.len(), failing(cases));
        let skipped = cases.iter().filter(|case| case.is_skipped(least)).count();
        let _ = writeln!(
            out,
            "  <testsuite name=\"{class}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\" time=\"0\">"
        );
        for case in cases {
            out += &written(case, least, run.since.as_ref());
        }
        out += "  </testsuite>\n";
    }
    out + "</testsuites>\n"
}

/// A suite per class, in the order of their first cases.
fn suites(run: &Run) -> Vec<Vec<Case<'_>>> {
    let mut suites: Vec<Vec<Case<'_>>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for case in cases(run) {
        let at = *known.entry(case.class.clone()).or_insert(suites.len());
        match suites.get_mut(at) {
            Some(suite) => suite.push(case),
            None => suites.push(vec![case]),
        }
    }
    suites
}

/// The required questions, the others that something was found about, and what names no question.
fn cases(run: &Run) -> Vec<Case<'_>> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    let mut questions: HashMap<(&str, &str), usize> = HashMap::new();
    for asked in &run.asked {
        questions.insert((&asked.component, &asked.question), cases.len());
        cases.push(Case {
            class: class(&asked.component, &asked.stage),
            name: asked.question.clone(),
            required: asked.required,
            found: Vec::new(),
            was_there: false,
        });
    }
    let mut others: HashMap<(&str, RuleId, &str), usize> = HashMap::new();
    for finding in &run.findings {
        let question = finding.question.as_deref().unwrap_or_default();
        let file = finding.location.as_ref().map_or("", |at| at.file.as_str());
        let new = cases.len();
        let at = questions
            .get(&(finding.component.as_str(), question))
            .copied()
            .unwrap_or_else(|| *others.entry((&finding.component, finding.rule, file)).or_insert(new));
        if at == new {
            let name = format!("{} {file}", finding.rule);
            let class = class(&finding.component, "files");
            cases.push(Case {
                class,
                name: name.trim_end().to_owned(),
                required: false,
                found: Vec::new(),
                was_there: false,
            });
        }
        if let Some(case) = cases.get_mut(at) {
            case.found.push(finding);
        }
    }
    let least = run.fails_from();
    for finding in run.since.iter().flat_map(|since| &since.findings).filter(|one| one.severity >= least) {
        let question = finding.question.as_deref().unwrap_or_default();
        let at = questions.get(&(finding.component.as_str(), question));
        if let Some(case) = at.and_then(|&at| cases.get_mut(at)) {
            case.was_there = true;
        }
    }
    cases.retain(|case| case.required || !case.found.is_empty());
    cases
}

fn class(component: &str, part: &str) -> String {
    if component == "." { format!("formwork.{part}") } else { format!("{component}.{part}") }
}

/// A failure holds what fails; what weighs less stands beside it as output.
fn written(case: &Case<'_>, least: Severity, since: Option<&Since>) -> String {
    let start =
        format!("    <testcase classname=\"{}\" name=\"{}\" time=\"0\"", name(&case.class), name(&case.name));
    let (failing, other): (Vec<&Finding>, Vec<&Finding>) =
        case.found.iter().copied().partition(|finding| finding.severity >= least);
    let mut inside = String::new();
    if let Some(first) = failing.first() {
        let _ = writeln!(
            inside,
            "      <failure type=\"{}\" message=\"{}\">{}</failure>",
            xml(first.rule.as_str()),
            xml(&inert_line(&first.message)),
            xml(&lines(&failing))
        );
    }
    if let Some(since) = since.filter(|_| case.is_skipped(least)) {
        let _ = writeln!(inside, "      <skipped message=\"was there before {}\"/>", name(&since.revision));
    }
    if !other.is_empty() {
        let _ = writeln!(inside, "      <system-out>{}</system-out>", xml(&lines(&other)));
    }
    if inside.is_empty() { format!("{start}/>\n") } else { format!("{start}>\n{inside}    </testcase>\n") }
}

fn lines(findings: &[&Finding]) -> String {
    let one = |finding: &&Finding| {
        let (place, severity) = (place(finding), finding.severity.word());
        let mut text = format!("{place}: {severity}[{}] {}", finding.rule, inert_line(&finding.message));
        if let Some(help) = &finding.help {
            let _ = write!(text, "\n  {}", inert_line(help));
        }
        text
    };
    findings.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// A name, which stands on one line.
fn name(text: &str) -> String {
    xml(&inert_line(text))
}

/// Text between tags or quotes. Characters that XML 1.0 has no way to write are left out.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&apos;",
            '\n' => out.push('\n'),
            '\t' => out += "&#9;",
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
    out
}
