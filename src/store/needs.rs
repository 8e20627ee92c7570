//! Loading a component for a purpose: what its files say, and what has to be known besides.

use jiff::civil::Date;

use super::dates::date_evidence;
use super::discover::{MemberDir, Project};
use super::files::Files;
use super::load::{Load, component_of};
use super::neighbours::consumers;
use super::settings::SettingsFile;
use super::{evidence, measure};
use crate::model::{Loaded, Outside};

/// What a command has to know of a component besides what its files say.
#[derive(Debug, Clone, Copy, Default)]
pub struct Needs {
    /// What the reports say that requirements name; of a revision, those reports that it holds.
    pub reports: bool,
    /// By git, when the evidence changed last, to be judged on a day.
    pub dates: Option<Date>,
    /// Who consumes the component's output.
    pub consumers: bool,
}

impl Needs {
    /// What reports say.
    pub const REPORTS: Self = Self { reports: true, dates: None, consumers: false };

    /// What the gate judges by: reports, and how old they are on a day.
    pub const fn gate(today: Date) -> Self {
        Self { reports: true, dates: Some(today), consumers: false }
    }

    /// The same, with who consumes the output.
    #[must_use]
    pub const fn and_consumers(self) -> Self {
        Self { consumers: true, ..self }
    }
}

impl Project {
    /// Loads a member, with what the outside says of it as far as that is needed.
    pub fn load(&self, member: &MemberDir, needs: Needs) -> Load {
        self.load_beside(member, needs, None)
    }

    /// The same where another state of the component is known: what both hold word for word is not read twice.
    pub fn load_beside(&self, member: &MemberDir, needs: Needs, beside: Option<&Loaded>) -> Load {
        let own = self.settings_in(&member.dir);
        self.load_from(member, (own, &self.files), needs, beside)
    }

    /// The same from files that may be other than the project's, whose `formwork.toml` was read already.
    pub(super) fn load_from(
        &self,
        member: &MemberDir,
        (own, files): (SettingsFile, &Files),
        needs: Needs,
        beside: Option<&Loaded>,
    ) -> Load {
        let component = component_of(self, member, (own, files), beside.map(|one| &one.component))?;
        self.note(&component);
        let mut outside = Outside {
            providers: self.providers(&member.id, &component.settings.consumes),
            paths: evidence::look_up(&component, &member.dir, &self.repository, &self.files),
            ..Outside::default()
        };
        if needs.reports {
            measure::look_up(&component, self, member, &mut outside);
        }
        if needs.consumers {
            outside.consumers = consumers(self, &member.id).to_vec();
        }
        let mut loaded = Loaded { component, outside };
        if let Some(today) = needs.dates {
            date_evidence(self, &member.dir, &mut loaded, today);
        }
        Ok(loaded)
    }
}
