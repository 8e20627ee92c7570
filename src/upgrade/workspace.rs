//! An upgrade of what a workspace's defaults name.

use crate::catalog;
use crate::model::FormId;
use crate::query;
use crate::store::Project;

/// The form that a workspace's defaults name.
pub(crate) fn defaults_form(project: &Project) -> Option<FormId> {
    let (_, settings) = project.workspace.as_ref()?;
    FormId::parse(&settings.workspace.as_ref()?.defaults.form.as_ref()?.value)
}

/// What the workspace's defaults still say of questions that are gone: these, and those of the form.
pub(crate) fn left_in_defaults(project: &Project, now: &FormId, to: &FormId, ids: &[&str]) -> Vec<String> {
    let workspace = project.workspace.as_ref().and_then(|(_, settings)| settings.workspace.as_ref());
    let form = |id: &FormId| catalog::form(&id.to_string()).ok();
    let (Some(workspace), Some(old), Some(new)) = (workspace, form(now), form(to)) else { return Vec::new() };
    let gone = old.questions.iter().map(|question| question.id.as_str()).filter(|id| new.find(id).is_none());
    let mut all: Vec<&str> = gone.chain(ids.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    let left = all.into_iter().flat_map(|id| query::left(&workspace.defaults, id));
    left.map(|what| what.replacen("[questions.", "[workspace.defaults.questions.", 1)).collect()
}
