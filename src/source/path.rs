//! Paths by their words alone, without a look at a disk.

use std::path::{Component, Path, PathBuf};

/// The path without `.` and `..`. `None` where `..` leads above the folder that the path starts from.
pub fn normalize(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop().then_some(())?),
            part => plain.push(part),
        }
    }
    Some(plain)
}

/// The path without `.` and `..`, written with `/`. `None` where it leads out of the folder that it starts from, or is
/// not Unicode.
pub fn path_below(path: impl AsRef<Path>) -> Option<String> {
    let plain = normalize(path.as_ref())?;
    let name = |part| match part {
        Component::Normal(name) => name.to_str(),
        _ => None,
    };
    Some(plain.components().map(name).collect::<Option<Vec<_>>>()?.join("/"))
}

/// Whether a path with `/` names each folder on its way, and none as `.` or `..`.
pub fn is_plain_path(path: &str) -> bool {
    !path.contains('\\') && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_resolved_and_nothing_leads_out() {
        assert_eq!(path_below("a/./b/../c.json").as_deref(), Some("a/c.json"));
        assert_eq!((path_below("").as_deref(), path_below("a//b/").as_deref()), (Some(""), Some("a/b")));
        assert_eq!((path_below("a/../../b"), path_below("..")), (None, None));
        assert_eq!((path_below("/a"), path_below("/a/../..")), (None, None));
        assert_eq!(normalize(Path::new("/w/a/../x")), Some(PathBuf::from("/w/x")));
    }

    #[test]
    fn a_plain_path_has_no_dots_and_no_gaps() {
        assert!(is_plain_path("services/a..b") && is_plain_path("x"));
        for odd in ["", ".", "/a", "a/", "a//b", "a/../b", "./a", "a\\b"] {
            assert!(!is_plain_path(odd), "{odd}");
        }
    }
}
