//! The pre-commit hook.

use std::path::Path;

use crate::source::shell_word;
use crate::store::Disk;

/// The hook's file.
pub(super) const NAME: &str = "pre-commit";
/// The hook that was there before.
pub(super) const KEPT: &str = "pre-commit.before-formwork";

const TOP: &str = "#!/bin/sh
# Written by `formwork hook install`; `formwork hook uninstall` takes it out and puts back the hook that was there.
# Refuses staged formwork files that cannot be read. Open questions pass.
";

const REST: &str = r#"
before="$(dirname "$0")/pre-commit.before-formwork"
if [ -x "$before" ]; then
	"$before" "$@" || exit
fi
if ! command -v "$formwork" >/dev/null 2>&1; then
	echo "$formwork was not found: staged formwork files were not checked" >&2
	exit 0
fi
exec "$formwork" hook run
"#;

/// The hook's text.
pub(super) fn text(program: &str) -> String {
    format!("{TOP}formwork={}{REST}", shell_word(program))
}

/// What stands in the hook's place.
#[derive(Debug)]
pub(super) enum Script {
    None,
    /// As it was written.
    Ours(String),
    /// Written by us, and changed since.
    Changed,
    /// Somebody else's.
    Foreign,
}

impl Script {
    pub(super) fn at(path: &Path) -> Self {
        if path.symlink_metadata().is_err() {
            return Self::None;
        }
        let Disk::Text(text) = Disk::read(path) else { return Self::Foreign };
        match text.strip_prefix(TOP) {
            Some(rest)
                if rest.split_once('\n').is_some_and(|(_, rest)| Some(rest) == REST.strip_prefix('\n')) =>
            {
                Self::Ours(text)
            }
            Some(_) => Self::Changed,
            None if text.contains("formwork hook install") => Self::Changed,
            None => Self::Foreign,
        }
    }
}
