//! One document over all components of a workspace: what informs the items of a framework.

use super::Render;
use super::dated::Dated;
use crate::cli::Outcome;
use crate::cli::error::CliError;
use crate::cli::session::Session;
use crate::doc::{self, Part};
use crate::gate;
use crate::model::{Framework, Loaded};
use crate::query::View;
use crate::store::Project;

impl Render {
    pub(super) fn framework_of_all(
        &self,
        session: &mut Session<'_>,
        project: &Project,
        framework: &'static Framework,
        format: &doc::Format,
        dated: Option<&Dated>,
    ) -> Outcome {
        let mut components = all(session, project)?;
        // The digest is that of what the files say.
        let dated = dated.map(|dated| dated.of_several(&components));
        if self.no_names {
            for one in &mut components {
                one.component.forget_people();
            }
        }
        let Some(first) = components.first() else {
            return Err(
                CliError::new("this workspace has no components yet").hint("`formwork init DIR` makes one")
            );
        };
        // Frameworks know no stages and roles, which may differ between the components' forms.
        if !(self.stage.is_empty() && self.role.is_empty() && self.people.is_empty()) {
            return Err(CliError::new(
                "the document over all components is not restricted to stages or roles",
            )
            .hint("name one component with --component, or leave the restriction out"));
        }
        let options = self.options(first, &doc::FRAMEWORK)?;
        let views: Vec<View<'_>> = components.iter().map(|component| View::new(component, None)).collect();
        let mut prefixes: Vec<String> = Vec::new();
        for component in &components {
            prefixes.push(prefix(component.id.as_str(), &prefixes));
        }
        let part = |(view, prefix): (_, &String)| {
            let view: &View<'_> = view;
            let questions = view.component.form.questions.iter();
            Part {
                view,
                name: Some(view.component.name.as_str()),
                anchors: questions.map(|question| format!("{prefix}:{}", question.id)).collect(),
            }
        };
        let parts: Vec<Part<'_>> = views.iter().zip(&prefixes).map(part).collect();
        let settings = project.workspace.as_ref().map(|(_, settings)| settings);
        let title = settings.and_then(|settings| settings.name.as_ref());
        let title = title.map_or("Components", |name| &name.value);
        // Where the root is a component too, its own entries are among the components' already.
        let own = settings.filter(|settings| settings.form.is_none());
        let own = own.map_or(&[][..], |settings| &settings.frameworks);
        let mut document = doc::framework_of_all(title, &parts, (own, &project.outside), framework, &options);
        if let Some(dated) = dated {
            document.footer.push(dated);
        }
        let text = (format.render)(&document);
        drop(document);
        self.put(
            session,
            &text,
            &format!("{} items over {} components", framework.items.len(), components.len()),
        )
    }
}

/// All components, or what stands in the way of reading them.
fn all(session: &mut Session<'_>, project: &Project) -> Result<Vec<Loaded>, CliError> {
    let options = crate::check::Options::on(session.context.today);
    gate::all_readable(project, &options).or_else(|blocking| {
        session.show_blocking(blocking)?;
        Err(CliError::said())
    })
}

/// A component's path as the beginning of anchors: a folder may have any name, an anchor may not.
fn prefix(id: &str, taken: &[String]) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() || letter == '/' { letter } else { '-' };
    let mut prefix: String = if id == "." { "root".to_owned() } else { id.chars().map(plain).collect() };
    while taken.contains(&prefix) {
        prefix.push('-');
    }
    prefix
}
