//! The domain, free of I/O: forms and their questions, a component and its answers, and a change as data.

mod answer;
mod component;
mod edit;
mod form;
mod hash;
mod id;
mod maturity;
mod settings;

pub use answer::{Answer, By, Evidence, EvidenceFact, EvidenceTarget, Requirement, Status, Until};
pub use component::{Broken, Component, FileProblem, SETTINGS_FILE, StageState};
pub use edit::{Change, Edit, Value};
pub use form::{Dependency, FeedsInto, Form, Front, Graph, Need, Question, Raise, Role, Stage};
pub use hash::{answer_hash, digest, text_hash};
pub use id::{ComponentId, FormId, Person, QuestionId, RoleId, StageId, is_slug};
pub use maturity::{Fact, FactInfo, Facts, LevelInfo, MaturityLevel};
pub use settings::{QuestionPolicy, Settings, Staffing, Waiver, Workspace};
