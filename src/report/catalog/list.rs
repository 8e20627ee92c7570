use serde::Serialize;

use crate::model::Form;
use crate::report::{Report, Style};
use crate::term::{Align, Grid, Role};

/// The forms and sets of the catalog.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct CatalogList<'r> {
    forms: Vec<FormEntry<'r>>,
    sets: Vec<SetEntry<'r>>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
struct FormEntry<'r> {
    id: String,
    title: &'r str,
    questions: usize,
    source: &'r str,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
struct SetEntry<'r> {
    id: String,
    title: &'r str,
    /// The number of questions that it adds.
    questions: usize,
    about: &'r str,
    #[serde(skip)]
    name: &'r str,
}

impl<'r> CatalogList<'r> {
    /// Lists forms, and the sets that are joined to `joined`.
    pub fn new(forms: impl Iterator<Item = &'r Form>, joined: impl Iterator<Item = &'r Form>) -> Self {
        let forms = forms.map(|form| FormEntry {
            id: form.id.to_string(),
            title: &form.title,
            questions: form.questions.len(),
            source: &form.source,
        });
        let own = |form: &Form| form.questions.iter().filter(|question| question.set.is_some()).count();
        let sets = joined.flat_map(|form| form.sets.iter().map(move |set| (own(form), set)));
        let sets = sets.map(|(questions, set)| SetEntry {
            id: set.id.to_string(),
            title: &set.title,
            questions,
            about: &set.about,
            name: &set.name,
        });
        Self { forms: forms.collect(), sets: sets.collect() }
    }
}

impl Report for CatalogList<'_> {
    const SCHEMA: &'static str = "formwork/catalog/1";

    fn text(&self, Style { paint, width }: Style) -> String {
        let mut grid = Grid::new(&[Align::Left, Align::Right, Align::Wrap], width);
        for form in &self.forms {
            let about = format!("{} ({})", form.title, form.source);
            grid.row([paint.paint(Role::Id, &form.id), format!("{} questions", form.questions), about]);
        }
        for set in &self.sets {
            let about = format!("{}. {}", set.title, set.about);
            grid.row([paint.paint(Role::Id, set.name), format!("{} questions", set.questions), about]);
        }
        grid.lines()
    }
}
