use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::model::FileId;
use crate::query::View;

pub(super) const RULE: Rule = Rule {
    id: RuleId::UnstaffedRole,
    severity: Severity::Note,
    fixed: false,
    waivable: true,
    title: "A role is asked that nobody plays.",
    what: "A role that a required question asks and for which `[roles]` names nobody, once `[roles]` names somebody for any role.",
    why: "Lists and agendas for people leave the role's questions out, and they stay open because everybody thinks of somebody else.",
    fix: "Name who plays the role: one person may play several.",
    off: "Turn it off where `[roles]` names only some of the people on purpose.",
    bad: r#"[roles]
product-owner = ["@mia"]"#,
    good: r#"[roles]
product-owner = ["@mia"]
legal-team = ["@mia"]"#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    let form = &component.form;
    let Some(first) = component.settings.roles.iter().find(|staffing| !staffing.people.is_empty()) else {
        return;
    };
    for (at, role) in form.roles.iter().enumerate() {
        if !component.people(at).is_empty() {
            continue;
        }
        let asked = super::required(view).filter(|&one| form.questions[one].roles.contains(&at));
        let (open, settled): (Vec<usize>, Vec<usize>) = asked.partition(|&one| view.is_open(one));
        let id = |one: usize| form.questions[one].id.as_str();
        let count = match (&open[..], &settled[..]) {
            ([], []) => continue,
            ([], [one]) => format!("`{}` asks it", id(*one)),
            ([], [one, ..]) => format!("{} questions ask it, `{}` first", settled.len(), id(*one)),
            ([one], _) => format!("`{}` waits for it", id(*one)),
            ([one, ..], _) => format!("{} open questions wait for it, `{}` first", open.len(), id(*one)),
        };
        // An empty list in the file is the place; else the table's first entry.
        let own = component.settings.roles.iter().find(|staffing| staffing.role.value == role.id.as_str());
        let span = own.unwrap_or(first).role.span.clone();
        report
            .at(FileId::SETTINGS, span, format!("nobody plays the {}: {count}", role.spoken()))
            .help(format!("[roles] {} = [\"@name\"]", role.id));
    }
}
