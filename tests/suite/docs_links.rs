//! Every relative link of a document that people write leads to a file, and every anchor to a heading.

use std::fs;
use std::path::{Path, PathBuf};

fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["", "docs", "docs/design", "examples"].map(|folder| root.join(folder));
    let entries = folders.iter().flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten());
    let mut all: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    all.retain(|path| path.extension().is_some_and(|end| end == "md"));
    assert!(all.len() > 8);
    all
}

/// The targets of `[text](target)` outside of blocks of code.
fn targets(text: &str) -> Vec<String> {
    let prose: String = text.split("\n```").step_by(2).collect();
    let links = prose.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    links.filter(|link| !link.contains("://")).map(str::to_owned).collect()
}

/// A heading as GitHub makes an anchor of it.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase().replace(' ', "-");
    kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
}

#[test]
fn every_relative_link_leads_somewhere() {
    let mut count = 0;
    for path in documents() {
        for target in targets(&fs::read_to_string(&path).unwrap()) {
            let (file, wanted) = target.split_once('#').unwrap_or((&target, ""));
            let to = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            assert!(to.exists(), "{}: {target}", path.display());
            if !wanted.is_empty() {
                let text = fs::read_to_string(&to).unwrap();
                let mut headings = text.lines().filter(|line| line.starts_with('#'));
                let found = headings.any(|line| anchor(line.trim_start_matches('#').trim()) == wanted);
                assert!(found, "{}: no heading for {target}", path.display());
            }
            count += 1;
        }
    }
    assert!(count > 20, "only {count} links were looked at");
}
