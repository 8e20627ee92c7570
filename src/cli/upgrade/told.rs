//! What an upgrade says: the table of a dry run, and the summary of one that was done.

use crate::cli::session::Session;
use crate::model::Loaded;
use crate::query::{self, Difference, Happens, accept};
use crate::source::count;
use crate::term::{Align, Grid, Paint, Role};
use crate::upgrade::{Planned, Row};

/// The table: question, change, what happens, who asked for it.
pub(super) fn table(planned: &Planned, paint: Paint, width: Option<u16>) -> String {
    let mut text = head(planned, paint);
    let mut grid = Grid::new(&[Align::Left, Align::Left, Align::Wrap, Align::Left], width);
    let told = |row: &&Row| !(row.differs.is_empty() && row.happens.is_empty());
    for row in planned.rows.iter().filter(told) {
        let change: Vec<&str> = row.differs.iter().map(|one| one.title()).collect();
        let change = match change.as_slice() {
            [] if row.happens.iter().any(|one| matches!(one, Happens::Inserted | Happens::Offered(_))) => {
                "missing".to_owned()
            }
            [] => "the same".to_owned(),
            all => all.join(", "),
        };
        let happens: Vec<String> = row.happens.iter().map(Happens::sentence).collect();
        let happens = if happens.is_empty() { "stays as it is".to_owned() } else { happens.join(", ") };
        grid.row([paint.paint(Role::Id, &row.id), change, happens, paint.paint(Role::Faint, &row.origin)]);
    }
    text += &grid.lines();
    let same = planned.rows.iter().filter(|row| !told(row)).count();
    if same > 0 {
        text += &format!("unchanged: {}\n", count(same, "question"));
    }
    text
}

fn head(planned: &Planned, paint: Paint) -> String {
    let (from, to) = (&planned.from, &planned.to);
    let way = if from == to { from.clone() } else { format!("{from} → {to}") };
    format!("{}\n", paint.paint(Role::Heading, crate::source::inert_line(&way)))
}

/// What was done, and what is left to do. `after` is the component as it is now.
pub(super) fn summary(session: &Session<'_>, planned: &Planned, after: Option<&Loaded>, at: &str) -> String {
    let paint = session.context.err.paint;
    let mut text = head(planned, paint);
    let ids = |fits: &dyn Fn(&Row) -> bool| -> Vec<&str> {
        planned.rows.iter().filter(|row| fits(row)).map(|row| row.id.as_str()).collect()
    };
    let did = |row: &Row, wanted: fn(&Happens) -> bool| row.happens.iter().any(wanted);
    let retired = planned.rows.iter().flat_map(|row| &row.happens).filter_map(|happens| match happens {
        Happens::Retires(name) => Some(name.as_str()),
        _ => None,
    });
    let drafts = ids(&|row| did(row, |one| matches!(one, Happens::Offered(_))));
    let added = ids(&|row| row.differs.contains(&Difference::Added));
    let missing = ids(&|row| row.differs.is_empty() && did(row, |one| *one == Happens::Inserted));
    let again = ids(&|row| did(row, |one| *one == Happens::Again));
    let commented = ids(&|row| did(row, |one| *one == Happens::Commented));
    let mut line = |what: &str, ids: &[&str]| {
        if !ids.is_empty() {
            text += &format!("{what} ({}): {}\n", ids.len(), ids.join(", "));
        }
    };
    line("new questions", &added);
    line("tables that were missing", &missing);
    line("moved to retired.toml", &retired.collect::<Vec<_>>());
    line("drafts to look at, from the answer that was split", &drafts);
    line("to be answered again, because the meaning changed", &again);
    if !commented.is_empty() {
        text += &format!("comments that became the new form's: {}\n", commented.len());
    }
    let open: Vec<&str> =
        after.into_iter().flat_map(|component| required_open(component, &added, &missing)).collect();
    if !open.is_empty() {
        text += &format!("required now and open ({}): {}\n", open.len(), open.join(", "));
    }
    if let Some(first) = drafts.first() {
        text += &format!("next: formwork{at} {}   (once the draft is right)\n", accept(first));
    } else if let Some(first) = open.first() {
        text += &format!("next: formwork{at} answer {first}\n");
    }
    for clash in &planned.clashes {
        let retired = |row: &Row| row.id == clash.id && did(row, |one| matches!(one, Happens::Retires(_)));
        if planned.rows.iter().any(retired) {
            text += &format!(
                "`{}` in retired.toml answers the question that was {}'s own\n",
                crate::source::inert_line(&clash.id),
                crate::source::inert_line(&clash.old)
            );
        }
    }
    text + &left(&planned.left)
}

/// What settings still say.
pub(super) fn left(left: &[String]) -> String {
    let said = "formwork.toml still says something of a question that is gone";
    let lines = left.iter().map(|what| format!("{said}: {}\n", crate::source::inert_line(what)));
    lines.collect()
}

/// Questions of sets whose id is another question's now; said before anything is written.
pub(super) fn clashes(planned: &Planned) -> String {
    let told = planned.clashes.iter().filter(|clash| clash.own).map(|clash| {
        let (old, new) = (crate::source::inert_line(&clash.old), crate::source::inert_line(&clash.new));
        format!(
            "the set {old} has a question `{0}` of its own, and {new} has another one of that name now: give the set's another id, else it is not asked (invalid-set)\n",
            crate::source::inert_line(&clash.id)
        )
    });
    told.collect()
}

/// The questions among these that are required and open.
fn required_open<'c>(component: &'c Loaded, added: &[&str], missing: &[&str]) -> Vec<&'c str> {
    let view = query::View::new(component, None);
    let ids = view.open_required().map(|at| component.form.questions[at].id.as_str());
    ids.filter(|id| added.contains(id) || missing.contains(id)).collect()
}
