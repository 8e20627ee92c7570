//! Keys of a `formwork.toml` whose values are paths: they stay below the folder that they start from.

use toml::de::DeValue;

use super::keys::{ConsumesKey, tables, text, texts, walk};
use crate::diag::{Problem, RuleId};
use crate::model::{Consumption, Workspace};
use crate::source::{Span, Spanned, inert_line};

const CONSUMES_HELP: &str = "component = \"services/intent-detector\"";

/// Whether a path leads out of the folder that it starts from: by `..`, or because it starts at the root of
/// a disk, in the spelling of any system.
fn leaves(path: &str) -> bool {
    let drive = matches!(path.as_bytes(), [letter, b':', b'/' | b'\\', ..] if letter.is_ascii_alphabetic());
    drive || path.starts_with(['/', '\\']) || path.split(['/', '\\']).any(|part| part == "..")
}

/// `[[consumes]]`.
pub(super) fn consumes(value: &DeValue<'_>, problems: &mut Vec<Problem>) -> Vec<Consumption> {
    let mut found: Vec<Consumption> = Vec::new();
    for (table, header) in tables(value) {
        let mut component = None;
        let mut questions = Vec::new();
        walk(table, problems, |key, _, value, span, problems| {
            match key {
                ConsumesKey::Questions => {
                    questions = texts(value);
                    return;
                }
                ConsumesKey::Component => {}
            }
            let path = text(value);
            if path.trim().is_empty() {
                problems.push(
                    Problem::new(RuleId::InvalidValue, span, "`component` is empty").help(CONSUMES_HELP),
                );
            } else if leaves(&path) {
                let message = format!("the component `{}` lies outside the workspace", inert_line(&path));
                problems.push(
                    Problem::new(RuleId::OutsideRepository, span, message)
                        .help(format!("name it by its path below the workspace's root: {CONSUMES_HELP}")),
                );
            } else {
                let path = path.trim_end_matches('/').trim_start_matches("./").to_owned();
                component = Some(Spanned::new(path, span));
            }
        });
        let Some(component) = component else {
            if !table.contains_key("component") {
                problems.push(
                    Problem::new(RuleId::InvalidValue, header, "`[[consumes]]` names a component")
                        .help(CONSUMES_HELP),
                );
            }
            continue;
        };
        let Some(first) = found.iter_mut().find(|one| one.component.value == component.value) else {
            found.push(Consumption { component, questions });
            continue;
        };
        problems.push(twice(&component));
        // What either says counts, and a list that is empty says all.
        if first.questions.is_empty() || questions.is_empty() {
            first.questions.clear();
        } else {
            first.questions.extend(questions);
        }
    }
    found
}

fn twice(component: &Spanned<String>) -> Problem {
    let message = format!("`{}` stands twice", inert_line(&component.value));
    Problem::new(RuleId::InvalidValue, component.span.clone(), message).help(
        "take one of the entries out; `questions` of the other can name all that this component depends on",
    )
}

/// Members and what is excluded lie below the workspace's root; a member that does not is not looked for.
pub(super) fn stay_below(found: &mut Workspace, problems: &mut Vec<Problem>) {
    for glob in found.members.iter().chain(&found.exclude) {
        if leaves(&glob.value) {
            problems.push(
                Problem::new(
                    RuleId::OutsideRepository,
                    glob.span.clone(),
                    "members lie below the workspace's root",
                )
                .help("name a folder below this file, with `/`"),
            );
        }
    }
    found.members.retain(|glob| !leaves(&glob.value));
}

/// `folder`: where the stage files are.
pub(super) fn folder(
    value: &DeValue<'_>,
    span: Span,
    problems: &mut Vec<Problem>,
) -> Option<Spanned<String>> {
    let folder = text(value);
    let inside = !folder.is_empty()
        && !folder.starts_with('/')
        && folder.split(['/', '\\']).all(|part| !matches!(part, "" | "." | ".."));
    if inside {
        return Some(Spanned::new(folder, span));
    }
    problems.push(
        Problem::new(RuleId::InvalidValue, span, "`folder` names a folder below this file")
            .help("folder = \"formwork\""),
    );
    None
}

#[cfg(test)]
mod tests {
    use crate::read::{Document, settings};

    fn found(text: &str) -> Vec<(&'static str, String)> {
        let mut problems = Vec::new();
        let document = Document::parse(text, &mut problems).unwrap();
        settings(&document.root, &mut problems);
        problems.into_iter().map(|problem| (problem.rule.as_str(), text[problem.span].to_owned())).collect()
    }

    #[test]
    fn a_consumed_component_has_a_path_below_the_root() {
        let of = |path: &str| found(&format!("format = 1\n[[consumes]]\ncomponent = {path}\n"));
        assert_eq!(of("'services/intent..v2'"), []);
        assert_eq!(of("''"), [("invalid-value", "''".to_owned())]);
        assert_eq!(of("5"), [("invalid-value", "5".to_owned())]);
        for out in ["'../x'", "'a/../../x'", "'/etc'", "'\\\\host\\x'", "'C:\\x'"] {
            assert_eq!(of(out), [("outside-repository", out.to_owned())]);
        }
    }

    #[test]
    fn a_component_is_consumed_once() {
        let entry = |path: &str, more: &str| format!("[[consumes]]\ncomponent = '{path}'\n{more}\n");
        let text = |second: &str| {
            let first = entry("a", "questions = ['x']");
            format!("format = 1\n{first}{}{}", entry("b", ""), entry("./a/", second))
        };
        assert_eq!(found(&text("")), [("invalid-value", "'./a/'".to_owned())]);
        for (second, all) in [("", &[][..]), ("questions = ['y']", &["x", "y"])] {
            let text = text(second);
            let document = Document::parse(&text, &mut Vec::new()).unwrap();
            let consumes = settings(&document.root, &mut Vec::new()).consumes;
            assert_eq!(consumes.len(), 2);
            let questions: Vec<_> = consumes[0].questions.iter().map(|one| one.value.as_str()).collect();
            assert_eq!(questions, all);
        }
    }

    #[test]
    fn one_mistake_is_one_finding() {
        assert_eq!(found("format = '1'\n"), [("invalid-value", "'1'".to_owned())]);
        assert_eq!(found("format = 1\nname = ' '\n"), [("invalid-value", "' '".to_owned())]);
        assert_eq!(found("name = 'x'\n"), [("unsupported-format", String::new())]);
    }

    #[test]
    fn a_name_is_one_line() {
        let document = Document::parse("format = 1\nname = 'a\u{20}\u{20}b'\n", &mut Vec::new()).unwrap();
        assert_eq!(settings(&document.root, &mut Vec::new()).name.unwrap().value, "a b");
        let document = Document::parse("format = 1\nname = \"a\\nb\"\n", &mut Vec::new()).unwrap();
        assert_eq!(settings(&document.root, &mut Vec::new()).name.unwrap().value, "a b");
    }
}
