//! The cases of a project, as `PROJECT.cases` lists them.
//!
//! - `# …` is a remark, and empty lines are only there to be read.
//! - `! COMMAND` is a line of the script that makes the project. It runs in an empty folder; `$EXAMPLES` is the folder
//!   of the examples.
//! - `NAME: COMMAND` is a case: a command line for the shell and the name of its snapshot.
//! - Everything else is a case too: the arguments of `formwork`, and the snapshot is named after them.

use std::collections::BTreeSet;

use crate::case::root;

/// A command and the name of its snapshot.
pub struct Case {
    pub name: String,
    /// What the shell runs.
    pub command: String,
    /// Whether style and script of a page stay, and the rules of a SARIF log.
    pub whole: bool,
}

/// What a file of cases says.
pub struct Cases {
    /// The script that makes the project.
    pub setup: String,
    pub cases: Vec<Case>,
}

impl Cases {
    /// Reads the cases of a project; those of `help` are joined by the help of each command there is.
    pub fn read(project: &str) -> Self {
        let path = root().join(format!("tests/suite/outputs/{project}.cases"));
        let text =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut read = Self { setup: String::new(), cases: Vec::new() };
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(step) = line.strip_prefix("! ") {
                read.setup += &format!("{step}\n");
            } else {
                read.cases.push(Case::parse(line));
            }
        }
        if project == "help" {
            let help = super::coverage::commands();
            read.cases.extend(help.iter().map(|words| Case::parse(format!("{words} --help").trim())));
        }
        let names: BTreeSet<&str> = read.cases.iter().map(|case| case.name.as_str()).collect();
        assert_eq!(names.len(), read.cases.len(), "{project}: two cases have one name");
        read
    }
}

impl Case {
    fn parse(line: &str) -> Self {
        let (whole, line) = line.strip_prefix("whole ").map_or((false, line), |rest| (true, rest));
        let named = line
            .split_once(": ")
            .filter(|(name, _)| name.bytes().all(|byte| byte == b'-' || byte.is_ascii_alphanumeric()));
        match named {
            Some((name, command)) => Self { name: name.to_owned(), command: command.to_owned(), whole },
            None => Self { name: slug(line), command: format!("formwork {line}"), whole },
        }
    }
}

/// Makes a file name of arguments: their letters and digits, with one dash for what lies between.
fn slug(arguments: &str) -> String {
    let words = arguments.split(|character: char| !character.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-").to_lowercase()
}

#[test]
fn names_are_made_of_arguments() {
    let case = Case::parse("list --role 'data scientist' --json");
    assert_eq!((case.name.as_str(), case.whole), ("list-role-data-scientist-json", false));
    let case = Case::parse("whole piped-answer: printf x | formwork answer privacy -");
    assert_eq!((case.name.as_str(), case.whole), ("piped-answer", true));
    assert_eq!(case.command, "printf x | formwork answer privacy -");
}
