use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::query::{self, Became, Suspect, View};
use crate::source::list_and;

pub(super) const RULE: Rule = Rule {
    id: RuleId::SuspectAnswer,
    severity: Severity::Warning,
    fixed: false,
    waivable: true,
    title: "An answer that a reviewed one rests on changed since.",
    what: "An answer with a stamp in `reviews.toml`, one of whose direct dependencies, as the stamp records them, says something else now or is open again. One that was open when the stamp was made and is answered now, or that a newer catalog or the component brought in later, makes nothing suspect; one that was dropped does not either.",
    why: "The reviewed answer was right for what it rested on then. Whether it still is, nothing but a second look tells.",
    fix: "`formwork review ID` shows the changed answer beside what it said then, and stamps the one that rests on it. Where the change is a mere rewording, `formwork review CHANGED --wording` says so once for all that rest on it.",
    off: "Waive it with a date where the second look is planned; `[questions.ID] depends-on = { drop = [...] }` where the one does not rest on the other here.",
    bad: r#"# formwork/scoping.toml
[end-users]
answer = "Zoo visitors"

# formwork/reviews.toml
[user-interface.product-owner]
by = "@mia"
on = 2026-11-01
hash = "1:aef772ba11db"
depends-on = { end-users = "1:998756d0b23e" } # of "Zoo keepers""#,
    good: r#"# formwork/scoping.toml
[end-users]
answer = "Zoo keepers"

# formwork/reviews.toml
[user-interface.product-owner]
by = "@mia"
on = 2026-11-01
hash = "1:aef772ba11db"
depends-on = { end-users = "1:998756d0b23e" }"#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    for at in super::reviewed(view) {
        let mut done: Vec<usize> = Vec::new();
        for suspect in view.reviewed(at).flat_map(query::Reviewed::suspects) {
            if !done.contains(&suspect.on) {
                done.push(suspect.on);
                one(view, at, suspect, report);
            }
        }
    }
}

/// The way on which the change came: the answer, the one that it rests on, and further up what that one rested on when
/// it was reviewed itself, and that changed as well.
fn path(view: &View<'_>, at: usize, suspect: &Suspect) -> String {
    let form = &view.component.form;
    let mut way = vec![at, suspect.on];
    while let Some(next) = way.last().and_then(|&last| view.reviewed(last).find_map(|one| one.moved.first()))
    {
        if way.contains(&next.on) {
            break;
        }
        way.push(next.on);
    }
    way.iter().map(|&step| form.questions[step].id.as_str()).collect::<Vec<_>>().join(" ← ")
}

/// One changed answer, with everybody who looked before it changed.
fn one(view: &View<'_>, at: usize, suspect: &Suspect, report: &mut Report<'_>) {
    let component = view.component;
    let rests_on_it =
        view.reviewed(at).filter(|one| one.suspects().iter().any(|other| other.on == suspect.on));
    let who: Vec<String> = rests_on_it.map(|one| one.who(component)).collect();
    let form = &component.form;
    let (id, on) = (&form.questions[at].id, &form.questions[suspect.on].id);
    let became = match (suspect.became, &suspect.fields[..]) {
        (Became::TakenBack, _) => "whose answer was taken back".to_owned(),
        (Became::Changed, []) => "which changed".to_owned(),
        (Became::Changed, fields) => format!("whose {} changed", list_and(fields)),
    };
    let message =
        format!("`{id}` is suspect: it rests on `{on}`, {became} since the review {}", list_and(who));
    let because = suspect.because.trim_end_matches('.');
    report
        .about(component, at, message)
        .help(format!("{}: {because}; look again: `formwork review {id}`", path(view, at, suspect)))
        .command(component, &format!("review {id}"));
}
