//! The pre-commit hook.

use std::path::{Path, PathBuf};

use super::super::error::CliError;
use super::super::session::Session;
use super::steps::Step;
use crate::model::digest;
use crate::source::shell_word;
use crate::store::{Disk, Git, Hooks, can_run};

/// The hook's file.
const NAME: &str = "pre-commit";
/// Behind the name of the folder of hooks: where the one is kept that was there before. It lies beside that folder, so
/// that a hook that looks for its own name, for its neighbours or for the repository from where it is finds them.
const KEPT: &str = ".before-formwork";
/// What a hook of somebody else's runs.
const CALL: &str = "hook run";

const TOP: &str = "#!/bin/sh
# Written by `formwork hook install`; `formwork hook uninstall` takes it out and puts back the hook that was there.
# Refuses staged formwork files that cannot be read. Open questions pass.
";

/// The hook that was there runs as the program that it is, from a folder whose path has as many steps.
const REST: &str = r#"
hooks=$(dirname "$0")
case $hooks in . | .. | */. | */..) hooks=$(cd "$hooks" && pwd) ;; esac
before=$hooks.before-formwork/pre-commit
if [ -x "$before" ]; then
	"$before" "$@" || exit
fi
if ! command -v "$formwork" >/dev/null 2>&1; then
	echo "$formwork was not found: staged formwork files were not checked" >&2
	exit 0
fi
exec "$formwork" hook run
"#;

/// Before the sum of all lines above it, by which a script is known that nobody changed, whichever version wrote it.
const SUM: &str = "# as written: ";

/// The hook's text.
fn text(program: &str) -> String {
    let lines = format!("{TOP}formwork={}{REST}", shell_word(program));
    format!("{lines}{SUM}{}\n", sum(&lines))
}

fn sum(lines: &str) -> String {
    digest(std::iter::once(("hook", lines.to_owned())))
}

/// What stands in the hook's place.
#[derive(Debug, PartialEq, Eq)]
enum Script {
    None,
    /// As it was written.
    Ours(String),
    /// Written by us, and changed since.
    Changed,
    /// Somebody else's, which runs ours.
    Calls,
    /// Somebody else's.
    Foreign,
    /// No file that git could run, said in words.
    NoFile(&'static str),
}

impl Script {
    fn at(path: &Path) -> Self {
        if path.symlink_metadata().is_err() {
            return Self::None;
        }
        match path.metadata() {
            Err(_) => return Self::NoFile("a link to what is not there"),
            Ok(about) if about.is_dir() => return Self::NoFile("a folder"),
            Ok(_) => {}
        }
        match Disk::read(path) {
            Disk::Text(text) => Self::of(text),
            _ => Self::Foreign,
        }
    }

    fn of(text: String) -> Self {
        let said = text.replace("\r\n", "\n");
        let ours = said.lines().nth(1).is_some_and(|line| TOP.lines().nth(1) == Some(line));
        if ours {
            let written =
                said.rsplit_once(SUM).is_some_and(|(lines, last)| last == format!("{}\n", sum(lines)));
            return if written { Self::Ours(text) } else { Self::Changed };
        }
        let calls = |line: &str| {
            let line = line.trim_start();
            !line.starts_with('#') && line.contains("formwork") && line.contains(CALL)
        };
        if said.lines().any(calls) { Self::Calls } else { Self::Foreign }
    }
}

/// Where the hook is kept that was there before.
fn kept_in(hooks: &Path) -> PathBuf {
    let mut folder = hooks.as_os_str().to_owned();
    folder.push(KEPT);
    PathBuf::from(folder).join(NAME)
}

/// Where formwork kept it once.
fn kept_once(hooks: &Path) -> PathBuf {
    hooks.join(format!("{NAME}{KEPT}"))
}

/// The hook that was kept, where there is one.
fn kept(hooks: &Path) -> Option<PathBuf> {
    [kept_in(hooks), kept_once(hooks)].into_iter().find(|kept| kept.symlink_metadata().is_ok())
}

/// Puts the hook there, and keeps the one that is there.
pub(super) fn install(
    session: &mut Session<'_>,
    git: &Git,
    program: &str,
    steps: &mut Vec<Step>,
) -> Result<(), CliError> {
    let (hooks, whose) = git.hooks()?;
    let own = hooks.join(NAME);
    let line = format!("{} {CALL}", shell_word(program));
    if whose == Hooks::Outside {
        let shown = session.shown(&hooks);
        return session.talk(&format!(
            "git looks for hooks in {shown}, outside this repository: no hook was put there; let yours run `{line}`\n"
        ));
    }
    let (text, there) = (text(program), Script::at(&own));
    if matches!(there, Script::Ours(_)) && kept(&hooks) == Some(kept_once(&hooks)) {
        steps.push(Step::Keep { from: kept_once(&hooks), to: kept_in(&hooks), beside: hooks.clone() });
    }
    match there {
        Script::Ours(there) if there == text && can_run(&own) => {}
        Script::None | Script::Ours(_) => steps.push(Step::Script { path: own, text }),
        Script::NoFile(what) => {
            let shown = session.shown(&own);
            return Err(CliError::new(format!("{shown} is {what}: git can run no hook there"))
                .hint("take it away, or put the hook in its place, and try again"));
        }
        Script::Changed => {
            let shown = session.shown(&own);
            session
                .talk(&format!("{shown} was changed by hand since formwork wrote it; it stays as it is\n"))?;
        }
        Script::Calls => {}
        Script::Foreign if whose == Hooks::Shared => {
            let theirs = by_people(&hooks);
            if Script::at(&theirs) != Script::Calls {
                let (own, theirs) = (session.shown(&own), session.shown(&theirs));
                session.talk(&format!(
                    "{own} is a hook of the working tree, which others share or another tool writes: it stays as it is; add the line `{line}` to {theirs}\n"
                ))?;
            }
        }
        Script::Foreign => {
            if let Some(kept) = kept(&hooks) {
                return Err(CliError::new(format!(
                    "there is a hook {} and one that was kept before, {}",
                    session.shown(&own),
                    session.shown(&kept)
                ))
                .hint("make one of the two, as pre-commit, and try again"));
            }
            steps.push(Step::Keep { from: own.clone(), to: kept_in(&hooks), beside: hooks });
            steps.push(Step::Script { path: own, text });
        }
    }
    Ok(())
}

/// The hook that people write. Husky makes those in `.husky/_` itself, each for one of the same name above it.
fn by_people(hooks: &Path) -> PathBuf {
    match hooks.parent() {
        Some(above) if hooks.ends_with("_") => above.join(NAME),
        _ => hooks.join(NAME),
    }
}

/// Takes the hook out, and puts back the one that was there. Git may have looked in its own folder when it was written,
/// and in another one now.
pub(super) fn uninstall(session: &mut Session<'_>, git: &Git, steps: &mut Vec<Step>) -> Result<(), CliError> {
    let ((hooks, whose), own) = (git.hooks()?, git.own_hooks()?);
    let written = matches!(Script::at(&own.join(NAME)), Script::Ours(_) | Script::Changed);
    if hooks != own && written {
        take_out(session, git, (&own, Hooks::Own), steps)?;
    }
    take_out(session, git, (&hooks, whose), steps)
}

fn take_out(
    session: &mut Session<'_>,
    git: &Git,
    (hooks, whose): (&Path, Hooks),
    steps: &mut Vec<Step>,
) -> Result<(), CliError> {
    if whose == Hooks::Outside {
        return Ok(());
    }
    let (own, kept) = (hooks.join(NAME), kept(hooks));
    let back = |kept: PathBuf| Step::PutBack { from: kept, to: hooks.join(NAME) };
    let tracked = match git.name_of(&own) {
        Some(name) if whose == Hooks::Shared => git.staged_bytes(&name)?.is_some(),
        _ => false,
    };
    match Script::at(&own) {
        Script::Ours(_) if tracked => {
            let shown = session.shown(&own);
            session.talk(&format!("{shown} is shared with other clones and stays as it is\n"))?;
        }
        Script::Ours(_) => {
            steps.push(Step::Remove(own));
            steps.extend(kept.map(back));
        }
        Script::Changed => {
            let shown = session.shown(&own);
            session.talk(&format!(
                "{shown} was changed by hand since formwork wrote it; take formwork's lines out yourself\n"
            ))?;
        }
        Script::None if kept.is_some() => steps.extend(kept.map(back)),
        Script::None | Script::Foreign | Script::Calls | Script::NoFile(_) => {
            let theirs = [own, by_people(hooks)].into_iter().find(|path| Script::at(path) == Script::Calls);
            if let Some(theirs) = theirs {
                let shown = session.shown(&theirs);
                session.talk(&format!("{shown} runs `formwork {CALL}`; take that line out yourself\n"))?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_of_ours_is_known_by_what_it_says_and_so_is_one_that_was_changed() {
        for program in ["formwork", "/opt/it's a b/formwork"] {
            let own = text(program);
            assert_eq!(Script::of(own.clone()), Script::Ours(own.clone()));
            let ends = own.replace('\n', "\r\n");
            assert_eq!(Script::of(ends.clone()), Script::Ours(ends));
            for changed in [format!("{own}echo mine\n"), own.replace("exit 0", "exit 1")] {
                assert_eq!(Script::of(changed), Script::Changed);
            }
        }
        let other = |lines: &str| {
            let lines = format!("{TOP}{lines}");
            format!("{lines}{SUM}{}\n", sum(&lines))
        };
        let newer = other("another version's lines\n");
        assert_eq!(Script::of(newer.clone()), Script::Ours(newer));
        let said = "#!/bin/sh\n# see also: formwork hook install, formwork hook run\n";
        assert_eq!(Script::of(said.to_owned()), Script::Foreign);
        assert_eq!(Script::of(format!("{said}npx formwork hook run\n")), Script::Calls);
    }
}
