//! Member globs: `*` and `?` within a folder's name, `**` for any number of folders.

use std::path::{Path, PathBuf};

/// Whether a `/`-separated path fits a pattern.
pub(crate) fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (steps(pattern).collect(), steps(path).collect());
    parts(&pattern, &path)
}

/// The names on a `/`-separated path or pattern.
pub(super) fn steps(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|part| !matches!(*part, "" | "."))
}

/// Whether a pattern is a plain path.
pub(crate) fn is_literal(pattern: &str) -> bool {
    !pattern.contains(['*', '?'])
}

fn parts(pattern: &[&str], path: &[&str]) -> bool {
    match (pattern.split_first(), path.split_first()) {
        (None, None) => true,
        (Some((&"**", rest)), _) => {
            parts(rest, path) || path.split_first().is_some_and(|(_, below)| parts(pattern, below))
        }
        (Some((first, rest)), Some((name, below))) => {
            name_fits(first.as_bytes(), name.as_bytes()) && parts(rest, below)
        }
        _ => false,
    }
}

/// Whether a path below this one may fit a pattern.
pub(crate) fn leads(pattern: &str, path: &str) -> bool {
    let mut path = steps(path);
    for part in steps(pattern) {
        match path.next() {
            _ if part == "**" => return true,
            Some(name) if name_fits(part.as_bytes(), name.as_bytes()) => {}
            Some(_) => return false,
            None => return true,
        }
    }
    false
}

/// The files that a pattern means, in order: a plain path means itself, whether it is there or not. Links to folders
/// are not entered below `**`.
pub fn files(base: &Path, pattern: &str) -> Vec<PathBuf> {
    if is_literal(pattern) {
        return vec![base.join(pattern)];
    }
    let start = if pattern.starts_with('/') { PathBuf::from("/") } else { base.to_path_buf() };
    let parts: Vec<&str> = steps(pattern).collect();
    let mut found = Vec::new();
    below(&start, &parts, &mut found);
    found.sort();
    found.dedup();
    found
}

fn below(dir: &Path, parts: &[&str], found: &mut Vec<PathBuf>) {
    let Some((first, rest)) = parts.split_first() else { return };
    if is_literal(first) {
        let path = dir.join(first);
        if rest.is_empty() {
            found.extend(path.is_file().then_some(path));
        } else {
            below(&path, rest, found);
        }
        return;
    }
    if *first == "**" {
        below(dir, rest, found);
    }
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if *first == "**" {
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                below(&path, parts, found);
            } else if rest.is_empty() && path.is_file() {
                found.push(path);
            }
        } else if name_fits(first.as_bytes(), name.as_encoded_bytes()) {
            if rest.is_empty() {
                found.extend(path.is_file().then_some(path));
            } else if path.is_dir() {
                below(&path, rest, found);
            }
        }
    }
}

/// Greedy with one remembered star: linear in practice, never exponential.
fn name_fits(pattern: &[u8], name: &[u8]) -> bool {
    let (mut p, mut n, mut star) = (0, 0, None);
    while n < name.len() {
        if p < pattern.len() && (pattern[p] == b'?' || pattern[p] == name[n]) && pattern[p] != b'*' {
            p += 1;
            n += 1;
        } else if p < pattern.len() && pattern[p] == b'*' {
            star = Some((p, n));
            p += 1;
        } else if let Some((at, from)) = star {
            p = at + 1;
            n = from + 1;
            star = Some((at, from + 1));
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(|&byte| byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stay_in_their_folder_and_double_stars_do_not() {
        assert!(fits("services/*", "services/a"));
        assert!(!fits("services/*", "services/a/b"));
        assert!(fits("services/**", "services/a/b"));
        assert!(fits("**/ml-*", "a/b/ml-x"));
        assert!(fits("ml-?", "ml-x") && !fits("ml-?", "ml-xy"));
        assert!(leads("a/*/c", "a/b") && leads("**/c", "x/y") && leads("a/**", "a"));
        assert!(!leads("a/*", "a/b") && !leads("a/*", "b") && !leads("a/b*/c", "a/x"));
        assert!(!fits("a", "b") && is_literal("a/b") && !is_literal("a/*"));
    }
}
