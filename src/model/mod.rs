//! The domain, free of I/O: forms and their questions, a component with its answers, requirements and reviews, the
//! taxonomy and frameworks that they trace to, policies, and a change as data.

mod answer;
mod background;
mod component;
mod edit;
mod files;
mod form;
mod framework;
mod graph;
mod hash;
mod id;
mod keys;
mod maturity;
mod names;
mod number;
mod origins;
mod outside;
mod policy;
mod portfolio;
mod question;
mod recorded;
mod requirement;
mod review;
mod settings;
mod stand;
mod state;
mod taxonomy;

pub(crate) use answer::Slot;
pub use answer::{Answer, By, Evidence, EvidenceTarget, KeyValue, Until};
pub use background::{Background, SetQuestion};
pub use component::{Broken, Component, FileProblem, StageState};
pub use edit::{Change, Edit, Value};
pub use files::{FileId, SourceFiles};
pub use form::{FeedsInto, Form, Front, Parts, Role, SetInfo, Stage};
pub use framework::{Framework, Item, ItemGroup};
pub use graph::Graph;
pub use hash::{
    answer_hash, changed_fields, digest, field_hashes, hash_scheme, normal, said_hash, text_field, text_hash,
};
pub use id::{ComponentId, FormId, Person, QuestionId, RoleId, StageId, is_slug};
pub use keys::AnswerKey;
pub(crate) use keys::{
    DETAILS, Key, Keys, Kind, MeasuredKey, RequirementKey, STATEMENT, Spec, TestedKey, WHOSE, key, key_table,
};
pub use maturity::{Fact, FactInfo, Facts, LevelInfo, MaturityLevel};
pub use number::Number;
pub use origins::{Code, Interviewee, Literature, Origins, Practice, Theme};
pub use outside::{
    AnswerChange, Consumer, Dated, EvidenceFact, Loaded, Outcome, Outside, Provider, Reading, Removed,
};
pub(crate) use policy::floor as severity_floor;
pub use policy::{Policy, SignOff};
pub use portfolio::{Reported, Under, eased_words, gate_words, policy_words};
pub use question::{Choose, Condition, Dependency, Need, Question, Raise, Retired};
pub use recorded::Recorded;
pub(crate) use requirement::RequirementSlot;
pub use requirement::{Bound, Datum, Measured, Requirement, Tested};
pub use review::Stamp;
pub use settings::{
    Consumption, FrameworkItem, QuestionPolicy, SetName, Settings, Staffing, Waiver, Workspace,
};
pub use stand::{RETIRED_NAME, Stand, Table};
pub use state::{State, Status, Tone};
pub use taxonomy::{Activity, Challenge, ChallengeKind, Extra, Reach, Taxonomy};
