//! The person's own editor: git's choice, `VISUAL`, `EDITOR`, else `vi`; run through the shell as git
//! does, so that it may have arguments.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use super::Context;

/// Why there is no edited text.
#[derive(Debug, thiserror::Error)]
pub enum EditorError {
    /// Nobody is there to edit.
    #[error("there is no terminal to edit on")]
    NoTerminal,
    /// It could not be run, or said no.
    #[error("the editor `{0}` {1}")]
    Failed(String, String),
    /// What was saved is no text; the file stays.
    #[error("the editor saved text that is not UTF-8; it is kept in {0}")]
    NotUtf8(String),
    /// The file for it.
    #[error("a temporary file: {0}")]
    File(#[from] std::io::Error),
}

/// Opens `text` in the editor, started in `dir`, and gives back what was saved.
pub fn edit(context: &Context, dir: &Path, text: &str) -> Result<String, EditorError> {
    let chosen = ["GIT_EDITOR", "VISUAL", "EDITOR"]
        .iter()
        .find_map(|name| context.env.get(*name).filter(|value| !value.trim().is_empty()));
    let editor = match chosen {
        Some(editor) => editor.clone(),
        None if context.input.terminal => gits_choice().unwrap_or_else(|| "vi".to_owned()),
        None => return Err(EditorError::NoTerminal),
    };
    let mut file = tempfile::Builder::new().prefix("formwork-").suffix(".md").tempfile()?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    let failed = |why: String| EditorError::Failed(editor.clone(), why);
    let status = Command::new("sh")
        .arg("-c")
        .arg(format!("{editor} \"$@\""))
        .arg(&editor)
        .arg(file.path())
        .current_dir(dir)
        .status()
        .map_err(|error| failed(format!("could not be started: {error}")))?;
    if !status.success() {
        if std::fs::read(file.path())? == text.as_bytes() {
            return Err(failed("gave up; nothing was written".to_owned()));
        }
        // Whatever happened to it, something was typed.
        let (_, path) = file.keep().map_err(|error| error.error)?;
        return Err(failed(format!(
            "gave up; nothing was written, and what was typed is kept in {}",
            path.display()
        )));
    }
    if let Ok(text) = String::from_utf8(std::fs::read(file.path())?) {
        return Ok(text);
    }
    let (_, path) = file.keep().map_err(|error| error.error)?;
    Err(EditorError::NotUtf8(path.display().to_string()))
}

fn gits_choice() -> Option<String> {
    let output = Command::new("git").args(["var", "GIT_EDITOR"]).output().ok()?;
    let editor = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !editor.is_empty()).then_some(editor)
}
