use crate::source::normalize;
use std::path::{Component, Path, PathBuf};

/// A path as people see it: relative to where the command runs where it lies below or beside, with `/`.
pub fn shown(path: &Path, cwd: &Path) -> String {
    let relative = path.strip_prefix(cwd).map_or_else(|_| beside(path, cwd), Path::to_path_buf);
    let parts: Vec<_> = relative
        .components()
        .map(|part| match part {
            Component::RootDir => String::new(),
            other => other.as_os_str().to_string_lossy().into_owned(),
        })
        .collect();
    let joined = parts.join("/");
    match joined.as_str() {
        "" if relative.has_root() => "/".to_owned(),
        "" => ".".to_owned(),
        _ => joined,
    }
}

/// A path that is [`shown`] from one folder, as it is shown from another. Both are whole and without links.
pub fn shown_from(path: &str, cwd: &Path, other: &Path) -> String {
    let whole = cwd.join(path);
    shown(&normalize(&whole).unwrap_or(whole), other)
}

fn beside(path: &Path, cwd: &Path) -> PathBuf {
    let mut base = cwd;
    let mut up = PathBuf::new();
    while let Some(parent) = base.parent() {
        up.push("..");
        base = parent;
        if parent.parent().is_none() {
            break; // nothing in common but the root: absolute says it better
        }
        if let Ok(rest) = path.strip_prefix(base) {
            return up.join(rest);
        }
    }
    path.to_path_buf()
}

/// Where a path leads, links followed: two ways to one file are one file.
pub(crate) fn real(path: PathBuf) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
    folder.zip(path.file_name()).map(|(folder, name)| folder.join(name)).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_where_the_command_runs() {
        let cwd = Path::new("/w/a");
        assert_eq!(shown(Path::new("/w/a/b/c.toml"), cwd), "b/c.toml");
        assert_eq!(shown(Path::new("/w/x.toml"), cwd), "../x.toml");
        assert_eq!(shown(Path::new("/other/x.toml"), cwd), "/other/x.toml");
        assert_eq!((shown(cwd, cwd).as_str(), shown(Path::new("/"), cwd).as_str()), (".", "/"));
    }

    #[test]
    fn a_path_from_one_folder_is_one_from_another() {
        let from = |path: &str, cwd: &str| shown_from(path, Path::new(cwd), Path::new("/w/repo"));
        assert_eq!(from("formwork/data.toml", "/w/repo/a/b"), "a/b/formwork/data.toml");
        assert_eq!(from("../formwork.toml", "/w/repo/a/b"), "a/formwork.toml");
        assert_eq!(from("repo/a b/x.toml", "/w"), "a b/x.toml");
        assert_eq!(from("../repo/x.toml", "/w/elsewhere"), "x.toml");
        assert_eq!(from("/w/repo/x.toml", "/tmp"), "x.toml");
        assert_eq!(
            (from("../../y.toml", "/w/repo/a").as_str(), from(".", "/w/repo").as_str()),
            ("../y.toml", ".")
        );
    }
}
