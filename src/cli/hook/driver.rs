//! The merge driver in this clone's git configuration. What people set there themselves stays.

use super::super::error::CliError;
use super::super::session::Session;
use super::steps::Step;
use crate::source::shell_word;
use crate::store::Git;

const SECTION: &str = "merge.formwork";
const NAME: &str = "merge.formwork.name";
const DRIVER: &str = "merge.formwork.driver";
const TITLE: &str = "formwork: by question and key";
/// What stands behind the program in every driver that was written here.
const COMMAND: &str = " merge-driver -- %O %A %B ";

/// Sets it up.
pub(super) fn install(
    session: &mut Session<'_>,
    git: &Git,
    program: &str,
    steps: &mut Vec<Step>,
) -> Result<(), CliError> {
    let (name, there) = (git.setting(NAME)?, git.setting(DRIVER)?);
    if there.as_deref().is_some_and(|there| !is_ours(there)) {
        return stays(session);
    }
    if there.is_none() && git.setting_anywhere(DRIVER)?.is_some_and(|there| !is_ours(&there)) {
        return session.talk(&format!(
            "{DRIVER} in your own git configuration, outside this clone, was not set by `formwork hook install`; it stays, and git merges with it here too; for formwork's take it out and try again\n"
        ));
    }
    if name.is_none() {
        steps.push(Step::Setting { name: NAME, value: TITLE.to_owned() });
    }
    let value = driver(program);
    if there.as_ref() != Some(&value) {
        steps.push(Step::Setting { name: DRIVER, value });
    }
    Ok(())
}

/// Takes out what was set here.
pub(super) fn uninstall(session: &mut Session<'_>, git: &Git, steps: &mut Vec<Step>) -> Result<(), CliError> {
    let mut names = Vec::new();
    if let Some(there) = git.setting(DRIVER)? {
        if !is_ours(&there) {
            return stays(session);
        }
        names.push(DRIVER);
    }
    if git.setting(NAME)?.as_deref() == Some(TITLE) {
        names.push(NAME);
    }
    if !names.is_empty() {
        steps.push(Step::NoSettings { section: SECTION, names });
    }
    Ok(())
}

fn stays(session: &mut Session<'_>) -> Result<(), CliError> {
    session.talk(&format!(
        "{DRIVER} in this clone's git configuration was not set by `formwork hook install`; it stays as it is\n"
    ))
}

/// Whether a driver was written here: one program, of whatever path, and what stands behind it.
fn is_ours(value: &str) -> bool {
    value.split_once(COMMAND).is_some_and(|(program, _)| {
        let quoted = program.starts_with('\'') && program.ends_with('\'');
        quoted || !program.contains(char::is_whitespace)
    })
}

/// What git runs for a file. Where formwork is gone or cannot do it, git's own merge of lines does: a driver that
/// just fails would leave their side out without a marker.
fn driver(program: &str) -> String {
    let program = shell_word(program).replace('%', "%%");
    format!(
        "{program}{COMMAND}%L %P %S %X %Y || {{ test $? -eq 1 && exit 1; git merge-file --marker-size=%L %A %O %B; }}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_driver_of_ours_is_known_wherever_the_program_was() {
        for program in ["formwork", "/opt/a b/formwork", "C:\\x\\formwork.exe", "/it's/100%/formwork"] {
            assert!(is_ours(&driver(program)), "{program}");
        }
        for own in ["true", "nice formwork merge-driver -- %O %A %B %L", "formwork merge-driver %O %A %B"] {
            assert!(!is_ours(own), "{own}");
        }
    }
}
