use serde_json::json;

use crate::catalog;
use crate::cli::error::CliError;
use crate::cli::session::Session;
use crate::model::Form;
use crate::term::{Align, Grid, Role};

/// All forms, then all sets.
pub(super) fn list(session: &Session<'_>, as_json: bool) -> Result<String, CliError> {
    let forms = catalog::form_ids().map(catalog::form).collect::<Result<Vec<_>, _>>()?;
    let sets = catalog::set_ids().map(super::show::bundled_set).collect::<Result<Vec<_>, _>>()?;
    let own = |form: &Form| form.questions.iter().filter(|question| question.set.is_some()).count();
    if as_json {
        let forms: Vec<_> = forms
            .iter()
            .map(|form| json!({ "id": form.id.to_string(), "title": form.title, "questions": form.questions.len(), "source": form.source }))
            .collect();
        let sets: Vec<_> = sets
            .iter()
            .flat_map(|form| form.sets.iter().map(|set| (own(form), set)))
            .map(|(questions, set)| json!({ "id": set.id.to_string(), "title": set.title, "questions": questions, "about": set.about }))
            .collect();
        return Ok(crate::source::json(
            &json!({ "schema": "formwork/catalog/1", "forms": forms, "sets": sets }),
        ));
    }
    let paint = session.context.out.paint;
    let mut grid = Grid::new(&[Align::Left, Align::Right, Align::Wrap], session.context.out.width);
    for form in forms {
        let about = format!("{} ({})", form.title, form.source);
        let id = paint.paint(Role::Id, form.id.to_string());
        grid.row([id, format!("{} questions", form.questions.len()), about]);
    }
    for form in sets {
        for set in &form.sets {
            let id = paint.paint(Role::Id, &set.name);
            grid.row([id, format!("{} questions", own(&form)), format!("{}. {}", set.title, set.about)]);
        }
    }
    Ok(grid.lines())
}
