//! The scripts: what clap writes for options and commands, and around it a question back to `formwork` for words
//! that depend on the project.

use clap::{Command, CommandFactory as _};
use clap_complete::Shell;

use super::line;
use crate::cli::Cli;

/// The script for a shell.
pub(super) fn script(shell: Shell) -> String {
    let mut written = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "formwork", &mut written);
    let script = String::from_utf8_lossy(&written).into_owned();
    match shell {
        Shell::Bash => script + BASH,
        Shell::Zsh => zsh(&script),
        Shell::Fish => script + &fish(),
        _ => script,
    }
}

/// The words behind `formwork`, up to the cursor. A word of the project is one that it prints.
const BASH: &str = r#"
_formwork_words() {
    local cur="${COMP_WORDS[COMP_CWORD]}" words
    words="$(command formwork completions --words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)"
    if [[ -z "$words" ]]; then
        _formwork "$@"
        return
    fi
    [[ "$cur" == "=" ]] && cur=""
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "$words" -- "$cur") )
}

complete -F _formwork_words -o bashdefault -o default formwork
"#;

/// clap's function gets another name, and one with the old name stands before it.
fn zsh(script: &str) -> String {
    let (start, _) = script.rsplit_once("\nif [ \"$funcstack[1]\"").unwrap_or((script, ""));
    start.replacen("\n_formwork() {", "\n_formwork_options() {", 1) + ZSH
}

const ZSH: &str = r#"
_formwork() {
    local -a found
    found=(${(f)"$(command formwork completions --words -- "${(@)words[2,CURRENT]}" 2>/dev/null)"})
    if (( ${#found} )); then
        [[ "$PREFIX" == --*=* ]] && compset -P '*='
        compadd -a found
    else
        _formwork_options "$@"
    fi
}

if [ "$funcstack[1]" = "_formwork" ]; then
    _formwork "$@"
else
    compdef _formwork formwork
fi
"#;

/// fish completes option by option, so each one that takes a word of the project is named.
fn fish() -> String {
    let mut script = String::from(FISH);
    let mut command = Cli::command();
    command.build();
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let when = format!("complete -c formwork -n \"__fish_formwork_using_subcommand {}\"", sub.get_name());
        let arguments = sub.get_arguments().chain(sub.get_subcommands().flat_map(Command::get_arguments));
        let mut lines: Vec<String> = Vec::new();
        for argument in arguments.filter(|argument| line::takes_words(argument)) {
            let line = match argument.get_long() {
                Some(long) => format!("{when} -l {long} -x -a \"(__formwork_words)\"\n"),
                None => format!("{when} -f -a \"(__formwork_words)\"\n"),
            };
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        script.extend(lines);
    }
    script
}

const FISH: &str = r"
function __formwork_words
    set -l line (commandline -opc) (commandline -ct)
    command formwork completions --words -- $line[2..-1] 2>/dev/null
end

";
