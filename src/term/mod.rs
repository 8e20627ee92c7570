//! The only code that knows a terminal: streams, styles by role, width. Colours live here and nowhere else.

mod context;
mod editor;
mod style;
mod table;

pub use context::{Context, Input, Output};
pub use editor::{EditorError, edit};
pub use style::{Paint, Role};
pub(crate) use table::wrap;
pub use table::{Align, Grid};
