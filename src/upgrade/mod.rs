//! The upgrade of a component to a newer version of its form: where to (`target`), what that would do (`plan`), what it
//! means for a workspace's defaults, and the writing of it. What happens to each question is `query`'s.

mod plan;
mod target;
mod workspace;

pub(crate) use plan::{Planned, Row, apply, plan};
pub(crate) use target::{is_form_inherited, target_form};
pub(crate) use workspace::{defaults_form, left_in_defaults};

use crate::model::FormId;
use crate::source::inert_line;
use crate::store::StoreError;

/// Why there is no upgrade.
#[derive(Debug, thiserror::Error)]
pub(crate) enum UpgradeError {
    /// The files could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The catalog has none of that name.
    #[error("the catalog has no form `{}`", inert_line(form))]
    NoSuchForm {
        /// The word that was given.
        form: String,
        /// The nearest form, or all of them.
        hint: String,
    },
    /// It would be another form.
    #[error("{to} is another form than {now}, and no newer version of it")]
    OtherForm {
        /// The component's.
        now: FormId,
        /// What was asked for.
        to: FormId,
    },
    /// It would go back.
    #[error("{to} is older than {now}: answers to the questions that came since would have no place")]
    Older {
        /// The component's.
        now: FormId,
        /// What was asked for.
        to: FormId,
    },
}
