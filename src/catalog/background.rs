//! All that is known about questions beyond forms and sets, put together when first asked for: the gate
//! does without it.

use std::sync::OnceLock;

use super::taxonomy::taxonomy;
use super::{CatalogError, SETS, bundled, frameworks, origins};
use crate::model::{Background, SetQuestion};

/// Origins, taxonomy, frameworks and the bundled sets' questions. Put together once in a process.
pub fn background() -> Result<&'static Background, CatalogError> {
    static READ: OnceLock<Result<Background, CatalogError>> = OnceLock::new();
    READ.get_or_init(read).as_ref().map_err(Clone::clone)
}

fn read() -> Result<Background, CatalogError> {
    let mut extras = Vec::new();
    for &(set, _) in SETS {
        let questions = bundled(set)?.questions.into_iter();
        extras.extend(questions.map(|asked| SetQuestion { id: asked.id.value, set, text: asked.text }));
    }
    Ok(Background {
        origins: origins::origins()?,
        taxonomy: taxonomy(),
        frameworks: frameworks::frameworks()?,
        extras,
    })
}
