//! What the pre-commit hook runs: can the staged files be read? It looks at what is staged, not at what lies in the
//! working tree, and never at what is open.

use std::collections::{BTreeMap, BTreeSet};

use super::super::error::CliError;

use super::super::session::Session;
use super::super::{OBJECTIONS, OK, Outcome};
use crate::check;
use crate::diag::{Finding, RuleId, Severity};
use crate::gate;
use crate::model::Settings;
use crate::read::{self, Document};
use crate::source::path_below;
use crate::store::{self, Batch, Blob, Entry, Git, Needs, Revision, SETTINGS_NAME, Scratch};

/// Rules that no setting turns off are about files, and so are these. Whether other members are there is not.
const OF_FILES: &[RuleId] =
    &[RuleId::UnknownKey, RuleId::UnknownQuestion, RuleId::MisplacedQuestion, RuleId::DuplicateQuestion];
const NOT_HERE: &[RuleId] = &[RuleId::MissingMember];

/// Refuses what cannot be read.
pub(super) fn run(session: &mut Session<'_>, git: &Git) -> Outcome {
    let mut staged: Vec<String> = git.staged()?.into_iter().filter(|path| is_toml(path)).collect();
    if staged.is_empty() {
        return Ok(OK);
    }
    let entries = git.files(&Revision::Index, "")?;
    let index: BTreeMap<&str, &Entry> = entries
        .iter()
        .filter(|entry| entry.is_file && is_toml(&entry.path))
        .map(|entry| (entry.path.as_str(), entry))
        .collect();
    let components: BTreeSet<&str> = staged.iter().filter_map(|path| component(path, &index)).collect();
    if components.is_empty() {
        return Ok(OK);
    }
    let scratch = Scratch::new()?;
    let mut copy = Copy {
        index: &index,
        batch: git.batch()?,
        scratch: &scratch,
        done: BTreeSet::new(),
        sets: Vec::new(),
    };
    for dir in &components {
        copy.component(dir)?;
    }
    // A file that names a set which goes cannot be read any more, though nobody touched it.
    let sets = std::mem::take(&mut copy.sets);
    let gone: Vec<String> = sets
        .into_iter()
        .filter(|(_, set)| staged.contains(set) && !index.contains_key(set.as_str()))
        .map(|(settings, _)| settings)
        .collect();
    let mut findings = Vec::new();
    for dir in &components {
        findings.extend(check(session, &scratch, dir)?);
    }
    drop(components);
    staged.extend(gone);
    findings.retain(|finding| stops(finding, &staged));
    findings.dedup();
    if findings.is_empty() {
        return Ok(OK);
    }
    session.show_blocking(findings)?;
    session.complain("the commit was stopped: staged formwork files cannot be read as they are\n")?;
    Ok(OBJECTIONS)
}

fn is_toml(path: &str) -> bool {
    std::path::Path::new(path).extension().is_some_and(|end| end == "toml")
}

/// The folders that a path is in, innermost first; the top is empty.
fn above(path: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(path);
    std::iter::from_fn(move || {
        let dir = match rest?.rsplit_once('/') {
            Some((dir, _)) => dir,
            None if rest == Some("") => return None,
            None => "",
        };
        rest = Some(dir);
        Some(dir)
    })
}

fn joined(dir: &str, name: &str) -> String {
    if dir.is_empty() { name.to_owned() } else { format!("{dir}/{name}") }
}

/// The folder of the component that a file may belong to.
fn component<'p>(path: &'p str, index: &BTreeMap<&str, &Entry>) -> Option<&'p str> {
    above(path).find(|dir| index.contains_key(joined(dir, SETTINGS_NAME).as_str()))
}

/// Copies what is staged, as far as a component is made of it.
struct Copy<'i> {
    index: &'i BTreeMap<&'i str, &'i Entry>,
    batch: Batch,
    scratch: &'i Scratch,
    done: BTreeSet<String>,
    /// The sets that are named, each with the file that names it.
    sets: Vec<(String, String)>,
}

impl Copy<'_> {
    fn component(&mut self, dir: &str) -> Result<(), CliError> {
        let inside = joined(dir, SETTINGS_NAME);
        for above in above(&inside) {
            let Some(settings) = self.settings(&joined(above, SETTINGS_NAME))? else { continue };
            let defaults = settings.workspace.as_ref().map(|workspace| &workspace.defaults);
            let named = [Some(&settings), defaults].into_iter().flatten();
            let sets = named.flat_map(|settings| settings.sets.iter().flatten());
            for set in sets.filter_map(|set| path_below(joined(above, &set.written.value))) {
                self.file(&set)?;
                self.sets.push((joined(above, SETTINGS_NAME), set));
            }
            if above == dir {
                let folder = settings.answers_folder();
                self.folder(&format!("{}/", joined(dir, folder)))?;
            }
        }
        Ok(())
    }

    fn settings(&mut self, path: &str) -> Result<Option<Settings>, CliError> {
        let Some(bytes) = self.file(path)? else { return Ok(None) };
        let text = String::from_utf8_lossy(&bytes);
        let document = Document::parse(&text, &mut Vec::new()).ok();
        Ok(document.map(|document| read::settings(&document.root, &mut Vec::new())))
    }

    fn folder(&mut self, below: &str) -> Result<(), CliError> {
        let index = self.index;
        let names = index.range(below..).map(|(path, _)| *path).take_while(|path| path.starts_with(below));
        for path in names {
            self.file(path)?;
        }
        Ok(())
    }

    fn file(&mut self, path: &str) -> Result<Option<Vec<u8>>, CliError> {
        let Some(entry) = self.index.get(path) else { return Ok(None) };
        let Blob::Bytes(bytes) = self.batch.blob(&entry.blob)? else { return Ok(None) };
        if self.done.insert(path.to_owned()) {
            self.scratch.put(path, &bytes)?;
        }
        Ok(Some(bytes))
    }
}

/// All that is found in one component.
fn check(session: &Session<'_>, scratch: &Scratch, dir: &str) -> Result<Vec<Finding>, CliError> {
    let top = scratch.path();
    let project = store::find_at(top, &top.join(dir))?;
    let mut findings = gate::root_findings(&project);
    let own = project.members.iter().filter(|member| member.dir == project.root || !project.whole);
    let options = check::Options::on(session.context.today);
    for member in own {
        findings.extend(check::check_component(&project.load(member, Needs::REPORTS), &options).findings);
    }
    Ok(findings)
}

/// Whether a finding is about a staged file as such.
fn stops(finding: &Finding, staged: &[String]) -> bool {
    let fixed = check::rule(finding.rule).fixed;
    let of_files = finding.severity == Severity::Error && OF_FILES.contains(&finding.rule);
    let here = finding.location.as_ref().is_some_and(|location| staged.contains(&location.file));
    here && (fixed || of_files) && !NOT_HERE.contains(&finding.rule)
}
