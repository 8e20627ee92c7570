//! `diff`: which two states are meant; `entry` is what became of one component, and each format has its file.

pub(in crate::cli) mod json;
mod markdown;
mod prose;
mod reviews;
pub(in crate::cli) mod text;

use std::sync::Arc;

use clap::Args;

use super::error::CliError;
use super::format::{Format, formats};
use super::session::Session;
use super::{FAILED, OK, Outcome, project};
use crate::check;
use crate::gate::{self, ComponentChange};
use crate::source::inert_line;
use crate::store::{self, Against, Commit, Git, Pair};

/// What changed between git revisions, question by question
///
/// Without REV: between the last commit and the files as they are. REV: between it and the files as they are. A..B:
/// between two revisions; A...B: between B and where it left A.
#[derive(Debug, Args)]
pub(super) struct Diff {
    /// REV, A..B or A...B
    #[arg(default_value = "HEAD", hide_default_value = true)]
    revision: String,
    /// Compare with what is staged
    #[arg(long, visible_alias = "staged")]
    cached: bool,
    #[command(flatten)]
    format: Format<DiffFormat>,
}

formats! {
    /// How `diff` writes what changed.
    DiffFormat,
    /// A comment for a merge request
    Markdown,
}

/// What is compared with what.
struct Range {
    before: Commit,
    after: Against,
    /// As people named them.
    names: (String, String),
    /// Whether `before` is not what was named but where the other left it.
    from_base: bool,
}

impl Range {
    /// The range as the end of a sentence: "between A and B", "in B since it left A".
    fn told(&self) -> String {
        let (old, new) = (inert_line(&self.names.0), inert_line(&self.names.1));
        if self.from_base {
            format!("in {new} since it left {old} ({})", self.before.short())
        } else {
            format!("between {old} and {new}")
        }
    }
}

impl Diff {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let project = project::find(session, None)?;
        let git = store::repository_of(&project)?;
        let range = self.range(&git)?;
        let whole = project.whole;
        let mut pairs = store::compare(&git, &Arc::new(project), &range.before, &range.after)?.pairs;
        pairs.retain(|pair| pair.touched);
        let options = check::Options::on(session.context.today);
        let mut entries = store::each_of(&pairs, 2, |pair: &Pair| gate::component_change(pair, &options));
        entries.retain(ComponentChange::is_noteworthy);
        let blocking: Vec<_> =
            entries.iter_mut().flat_map(|entry| std::mem::take(&mut entry.blocking)).collect();
        let failed = !blocking.is_empty();
        if failed {
            session.show_blocking(blocking)?;
        }
        let format = self.format.get();
        let out = match format {
            DiffFormat::Json => json::page(&range, &entries),
            DiffFormat::Markdown => markdown::page(&range, &entries),
            DiffFormat::Text => {
                if entries.is_empty() {
                    session.talk(&format!("no requirement changed {}\n", range.told()))?;
                }
                text::page(&entries, whole, session.context.out.paint)
            }
        };
        session.data(&out)?;
        Ok(if failed { FAILED } else { OK })
    }

    fn range(&self, git: &Git) -> Result<Range, CliError> {
        let or_head = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
        let (split, from_base) = match self.revision.split_once("...") {
            Some(split) => (Some(split), true),
            None => (self.revision.split_once(".."), false),
        };
        let Some((old, new)) = split else {
            let after = if self.cached { Against::Index } else { Against::WorkingTree };
            let name = if self.cached { "the index" } else { "the working tree" };
            let before = git.commit(&self.revision)?;
            let names = (self.revision.clone(), name.to_owned());
            return Ok(Range { before, after, names, from_base: false });
        };
        if self.cached {
            return Err(CliError::new("--cached compares one revision with what is staged")
                .hint("formwork diff REV --cached"));
        }
        let (old, new) = (or_head(old), or_head(new));
        let (mut before, after) = (git.commit(&old)?, git.commit(&new)?);
        if from_base {
            before = git.merge_base(&before, &after)?;
        }
        Ok(Range { before, after: Against::Commit(after), names: (old, new), from_base })
    }
}
