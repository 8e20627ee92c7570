//! The scripts for completion in the shells themselves, where they are installed.

use std::io::Write as _;
use std::process::Command;

use crate::support::{Project, Ran, path};

/// What a shell prints that runs a script in a project; `None` where there is no such shell, which is said past
/// the capture of the tests' output, so that nobody takes it for tried.
fn said_by(shell: &str, args: &[&str], script: &str, project: &Project) -> Option<Vec<String>> {
    let mut command = Command::new(shell);
    command.args(args).args(["-c", script]).current_dir(project.root()).env_clear();
    command
        .env("PATH", path())
        .env("HOME", project.root())
        .env("ZDOTDIR", project.root())
        .env("TERM", "dumb");
    match command.output() {
        Ok(output) => {
            let ran = Ran::of(output).ok();
            assert_eq!(ran.err, "", "{shell}");
            Some(ran.out.lines().map(str::to_owned).collect())
        }
        Err(error) => {
            let line = format!("{shell} is not there, its completions were not tried: {error}\n");
            std::io::stderr().write_all(line.as_bytes()).unwrap();
            None
        }
    }
}

#[test]
fn bash() {
    let project = Project::example("elephant-enclosure");
    let script = r#"
source <(formwork completions bash)
try() {
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
    _formwork_words formwork "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
    echo "${COMPREPLY[*]}"
}
try formwork answer data-s
try formwork list --role prod
try formwork list --role = prod
try formwork list --stage mod
try formwork expl
"#;
    let Some(lines) = said_by("bash", &[], script, &project) else { return };
    assert_eq!(lines, ["data-source", "product-owner", "product-owner", "modeling", "explain"]);
}

/// A person at a terminal: each line is typed, then the tab key, then one that keeps what stands there.
#[test]
fn zsh() {
    let project = Project::example("elephant-enclosure");
    project.write(
        ".zshrc",
        r#"
PS1='ready> '
autoload -Uz compinit
compinit -u -D
source <(formwork completions zsh)
keep() { print -r -- "$BUFFER" >> typed; BUFFER=; }
zle -N keep
bindkey '^T' keep
"#,
    );
    let script = r#"
zmodload zsh/zpty
zpty terminal zsh -d -i
zpty -r terminal shown '*ready> *'
for line in 'answer data-s' 'list --role prod' 'list --role=prod' 'list --stage mod' 'requirement add data-s' \
    'maturity set crit' 'catalog show annex' 'expl' 'check --exit-z'
do
    zpty -w -n terminal "formwork $line"$'\t\x14'
done
zpty -w terminal exit
while zpty -r terminal shown; do :; done
cat typed
"#;
    let Some(lines) = said_by("zsh", &["-f"], script, &project) else { return };
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    assert_eq!(
        lines,
        [
            "formwork answer data-source",
            "formwork list --role product-owner",
            "formwork list --role=product-owner",
            "formwork list --stage modeling",
            "formwork requirement add data-source",
            "formwork maturity set critical",
            "formwork catalog show annex-iv",
            "formwork explain",
            "formwork check --exit-zero",
        ]
    );
}

#[test]
fn fish() {
    let project = Project::example("elephant-enclosure");
    let script = "formwork completions fish | source
for line in 'answer data-s' 'list --role prod' 'check --stage mod' 'requirement add data-s' 'maturity set crit' 'catalog show annex'
    complete -C \"formwork $line\"
end";
    let Some(lines) = said_by("fish", &["--no-config"], script, &project) else { return };
    assert_eq!(lines, ["data-source", "product-owner", "modeling", "data-source", "critical", "annex-iv"]);
}
