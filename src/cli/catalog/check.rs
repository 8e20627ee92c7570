use std::path::Path;

use crate::catalog::{self, SetSource};
use crate::cli::error::CliError;
use crate::cli::format::Format;
use crate::cli::session::Session;
use crate::cli::{OBJECTIONS, OK, Outcome};
use crate::model::Settings;
use crate::source::SourceFile;
use crate::store::{self, Disk, Needs};
use crate::{check, emit, gate};

pub(super) fn check(session: &mut Session<'_>, file: &Path, form: Option<&str>, format: Format) -> Outcome {
    let (source, path) = read(session, file)?;
    let (form, others) = surroundings(session, form, &path);
    let own = SetSource::Own { name: &source.path, text: &source.text };
    let sources: Vec<SetSource<'_>> = others.iter().map(|id| SetSource::Bundled(id)).chain([own]).collect();
    let with_sets =
        catalog::with_sets(&form, &sources).map_err(|error| super::show::unknown(&form, &error))?;
    let at = sources.len() - 1;
    let problems: Vec<_> = with_sets
        .problems
        .iter()
        .filter(|(set, _)| *set == at)
        .map(|(_, problem)| (source.clone(), problem.clone()))
        .collect();
    let run = gate::Run::with(check::check_root(&problems));
    let clean = run.findings.is_empty();
    let written = if format.is_json() { emit::json() } else { emit::text() };
    if !clean || format.is_json() {
        let format = written;
        let text = (format.write)(&run, session.context.out.paint, session.context.out.width);
        session.data(&text)?;
    }
    if clean {
        let questions = with_sets.form.questions.iter().filter(|question| question.set == Some(at)).count();
        let all = with_sets.form.named();
        let many = if questions == 1 {
            "1 question, which fits".to_owned()
        } else {
            format!("{questions} questions, all of them fit")
        };
        session.report(&format!("{}: {many} {all}\n", source.path))?;
    }
    Ok(if run.failed { OBJECTIONS } else { OK })
}

/// A set's file, with its real path.
pub(super) fn read(session: &Session<'_>, file: &Path) -> Result<(SourceFile, std::path::PathBuf), CliError> {
    let path = session.path(file);
    let shown = session.shown(&path);
    match Disk::read(&path) {
        Disk::Text(text) => Ok((SourceFile::new(shown, text), path)),
        Disk::Missing => Err(CliError::new(format!("{shown}: there is no such file"))
            .hint("`formwork catalog new FILE` writes one to start from")),
        Disk::Bad(bad) => Err(CliError::new(format!("{shown}: {}", bad.message)).hint(bad.help)),
    }
}

/// The form that a set adds to, and the bundled sets beside it: what the component here says.
pub(super) fn surroundings(session: &Session<'_>, form: Option<&str>, file: &Path) -> (String, Vec<String>) {
    let settings = settings_here(session, file);
    let written = form.map(str::to_owned).or_else(|| settings.form.clone().map(|form| form.value));
    let form = written.unwrap_or_else(|| catalog::newest().to_owned());
    let form =
        if form.contains('@') { form } else { catalog::newest_of(&form).map_or(form, |id| id.to_string()) };
    let names = settings.sets.into_iter().flatten().map(|set| set.written.value);
    let known = |name: &String| catalog::set_ids().any(|id| id == name);
    (form, names.filter(known).collect())
}

/// The component that the command runs in, else the one that the file lies below.
fn settings_here(session: &Session<'_>, file: &Path) -> Settings {
    let cwd = &session.context.cwd;
    let below = file.parent().and_then(|dir| store::find(cwd, dir).ok());
    let project = store::find(cwd, &session.start).ok().or(below);
    let Some(project) = project else { return Settings::default() };
    match &project.members[..] {
        [member] => {
            project.load(member, Needs::default()).map(|loaded| loaded.component.settings).unwrap_or_default()
        }
        _ => {
            project.workspace.and_then(|(_, root)| root.workspace).map(|one| one.defaults).unwrap_or_default()
        }
    }
}
