//! Who may use whom, and that nothing lies about unseen.

use std::path::{Path, PathBuf};

/// Layer and what it may use, itself apart.
const LAYERS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("term", &["source"]),
    ("diag", &["source"]),
    ("model", &["source", "diag"]),
    ("read", &["source", "diag", "model"]),
    ("merge", &["source", "diag", "model", "read"]),
    ("catalog", &["source", "diag", "model", "read"]),
    ("store", &["source", "diag", "model", "read", "catalog"]),
    ("query", &["source", "model"]),
    ("upgrade", &["source", "model", "read", "catalog", "store", "query"]),
    ("diff", &["source", "diag", "model", "query"]),
    ("check", &["source", "diag", "model", "query", "diff"]),
    ("gate", &["source", "diag", "model", "read", "catalog", "store", "query", "diff", "check"]),
    ("emit", &["source", "diag", "model", "query", "term", "check", "gate"]), // SARIF carries the rules' own descriptions
    ("doc", &["source", "diag", "model", "query"]),
    (
        "report",
        &[
            "source", "diag", "model", "catalog", "store", "query", "diff", "check", "gate", "emit", "doc",
            "term",
        ],
    ),
    ("interchange", &["source", "diag", "model", "query"]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap().flatten() {
        if entry.path().is_dir() {
            files(&entry.path(), found);
        } else {
            found.push(entry.path());
        }
    }
}

/// Whether a file holds tests only. Where the repository itself lies says nothing.
fn is_test(path: &Path) -> bool {
    let below = path.strip_prefix(root()).unwrap_or(Path::new(""));
    below.iter().any(|part| part == "tests" || part == "tests.rs")
}

/// The code of a file: without its unit tests, which may use what they like.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    text.split("#[cfg(test)]").next().unwrap().to_owned()
}

#[test]
fn layers_use_only_what_they_may() {
    for (layer, may) in LAYERS {
        let mut all = Vec::new();
        files(&root().join("src").join(layer), &mut all);
        let mut looked_at = 0;
        for path in
            all.iter().filter(|path| path.extension().is_some_and(|end| end == "rs") && !is_test(path))
        {
            looked_at += 1;
            for part in code(path).split("crate::").skip(1) {
                let used: Vec<String> = match part.strip_prefix('{') {
                    Some(group) => group
                        .split('}')
                        .next()
                        .unwrap()
                        .split(',')
                        .map(|one| one.trim().split("::").next().unwrap().to_owned())
                        .collect(),
                    None => vec![part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()],
                };
                for used in
                    used.iter().filter(|used| LAYERS.iter().any(|(name, _)| name == used) || *used == "cli")
                {
                    assert!(used == layer || may.contains(&used.as_str()), "{} uses {used}", path.display());
                }
            }
        }
        assert!(looked_at > 0, "nothing of {layer} was looked at");
    }
}

#[test]
fn the_table_in_the_library_s_first_lines_says_the_same() {
    let library = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let rows = library.lines().filter(|line| line.starts_with("//! | [`") && !line.contains("`cli`"));
    let shown: Vec<String> = rows
        .map(|row| {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            format!("{} may use {}", cells[1].trim_matches(['[', '`', ']']), cells[3])
        })
        .collect();
    let held = LAYERS.iter().map(|(layer, may)| {
        let may = if may.is_empty() { "-".to_owned() } else { may.join(", ") };
        format!("{layer} may use {may}")
    });
    assert_eq!(shown, held.collect::<Vec<_>>());
}

#[test]
fn only_what_lies_below_the_repository_makes_a_test() {
    assert!(is_test(&root().join("src/doc/tests/hostile.rs")) && is_test(&root().join("src/check/tests.rs")));
    assert!(!is_test(&root().join("src/doc/mod.rs")) && !is_test(Path::new("/home/tests/x/src/doc/mod.rs")));
}

#[test]
fn every_suite_is_included() {
    let main = std::fs::read_to_string(root().join("tests/integration.rs")).unwrap();
    for entry in std::fs::read_dir(root().join("tests/suite")).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        let file = if entry.path().is_dir() { format!("{name}/mod.rs") } else { name };
        assert!(main.contains(&format!("suite/{file}")), "{file} is not run");
    }
}

#[test]
fn no_question_is_named_in_code() {
    let form = formwork::catalog::form("mlops-requirements@3").unwrap();
    let mut all = Vec::new();
    files(&root().join("src"), &mut all);
    for path in all.iter().filter(|path| path.extension().is_some_and(|end| end == "rs")) {
        if is_test(path) || path.parent().is_some_and(|dir| dir.ends_with("check/rules")) {
            continue; // tests, and the examples in the rules' own explanations
        }
        for line in code(path).lines().filter(|line| !line.trim_start().starts_with("//")) {
            for question in &form.questions {
                let quoted = format!("== \"{}\"", question.id);
                assert!(!line.contains(&quoted), "{}: {line}", path.display());
            }
        }
    }
}
