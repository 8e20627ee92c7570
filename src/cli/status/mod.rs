//! `status`: of a component, of a workspace, or of the reports that other runs left; `page` is what people read.

pub(super) mod page;

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use crate::check;
use crate::cli::error::{CliError, no_commit};
use crate::cli::format::Format;
use crate::cli::policy::PolicyArg;
use crate::cli::session::Session;
use crate::cli::{FAILED, OK, Outcome, feeding, portfolio, project};
use crate::diag::{Finding, RuleId};
use crate::gate;
use crate::model::{Fact, gate_words};
use crate::query::{self, Count, Progress, View};
use crate::source::inert_line;
use crate::store::{self, Git, GitError, Load, Needs};
use crate::term::{Align, Grid, Paint, Role};

/// How complete it is, by stage and role, and what to answer next and why
///
/// In a workspace one line a component. With --from: one line a component of the reports that other runs left.
#[derive(Debug, Args, Default)]
pub(in crate::cli) struct Status {
    /// The component's or workspace's folder; otherwise the nearest above
    folder: Option<PathBuf>,
    #[command(flatten)]
    format: Format,
    #[command(flatten)]
    policy: PolicyArg,
    /// With --json: also the day, and the commit that the files are at, if there is one
    #[arg(long)]
    dated: bool,
    /// One view over what `status --json` wrote elsewhere: files, folders of them, or patterns like 'reports/*.json'
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with_all = ["folder", "policy", "dated"])]
    from: Vec<String>,
}

/// A component's state, made on its thread: the component itself is dropped there.
struct Entry {
    json: Value,
    page: String,
    row: Vec<String>,
    /// The line below the table, where it takes in the output of others.
    takes_in: Option<String>,
    blocking: Vec<Finding>,
}

impl Status {
    pub(in crate::cli) fn run(self, session: &mut Session<'_>) -> Outcome {
        if !self.from.is_empty() {
            return portfolio::status(session, &self.from, self.format.is_json());
        }
        let project = project::find(session, self.folder.as_deref())?;
        let today = session.context.today;
        let (paint, width) = (session.context.out.paint, session.context.out.width);
        let options = check::Options { policy: self.policy.read(session)?, ..check::Options::on(today) };
        let at = match &project.members[..] {
            [member] => session.component_options(&project, member),
            _ => String::new(),
        };
        let needs = Needs::gate(today).and_consumers();
        let entries = store::each(&project, needs, |_, loaded| entry(&loaded, &options, (paint, width), &at));
        let mut blocking = gate::blocking_root_findings(&project);
        blocking.extend(entries.iter().flat_map(|entry| entry.blocking.clone()));
        let failed = !blocking.is_empty();
        if failed {
            session.show_blocking(blocking)?;
        }
        let text = if self.format.is_json() {
            let components: Vec<_> = entries.iter().map(|entry| &entry.json).collect();
            let mut object = json!({ "schema": "formwork/status/1" });
            if self.dated {
                object["on"] = json!(today.to_string());
                object["revision"] = revision(session, &project.root)?;
            }
            let judged = options.policy.as_ref();
            object["policy"] = json!(
                judged.map(|policy| json!({ "file": self.policy.given(session), "digest": policy.digest }))
            );
            object["components"] = json!(components);
            crate::source::json(&object)
        } else if project.whole {
            table(&entries, paint, width)
        } else {
            entries.iter().map(|entry| entry.page.as_str()).collect()
        };
        session.data(&text)?;
        Ok(if failed { FAILED } else { OK })
    }
}

/// The commit that the files are at, and whether they differ from it; `null` where there is none.
fn revision(session: &mut Session<'_>, root: &Path) -> Result<Value, CliError> {
    let git = match Git::open(root) {
        Ok(git) => git,
        Err(error) => {
            session.talk(&no_commit(&error).unwrap_or_default())?;
            return Ok(Value::Null);
        }
    };
    match git.commit("HEAD") {
        Ok(commit) => Ok(json!({ "commit": commit.as_str(), "dirty": git.is_dirty()? })),
        Err(GitError::NoSuchCommit { .. }) => Ok(Value::Null),
        Err(error) => Err(error.into()),
    }
}

fn table(entries: &[Entry], paint: Paint, width: Option<u16>) -> String {
    let mut grid =
        Grid::new(&[Align::Left, Align::Left, Align::Left, Align::Right, Align::Left, Align::Wrap], width);
    grid.row(
        ["component", "level", "", "settled", "gate", "next"].map(|title| paint.paint(Role::Faint, title)),
    );
    for entry in entries {
        grid.row(&entry.row);
    }
    let mut text = grid.lines();
    let takes_in: Vec<&String> = entries.iter().filter_map(|entry| entry.takes_in.as_ref()).collect();
    if !takes_in.is_empty() {
        text.push('\n');
        text.extend(takes_in.into_iter().map(|line| format!("{line}\n")));
    }
    text
}

fn entry(loaded: &Load, options: &check::Options, (paint, width): (Paint, Option<u16>), at: &str) -> Entry {
    match gate::judge(loaded, options) {
        Ok(judged) => {
            let component = judged.component;
            let view = View::new(component, Some(options.today));
            let progress = query::progress(&view);
            let errors = judged.counts.errors;
            let red = page::Red::of(component, judged.failing(), options.policy.as_deref());
            let eased = Eased::of(&view, options);
            let gate = gate_words(errors as u64, eased.turned_down.len(), eased.made_optional.len());
            Entry {
                json: described(&view, &progress, judged.counts, &eased),
                page: page::page(&view, &progress, (gate.clone(), red), (paint, width), at),
                row: row(&view, &progress, gate, paint),
                takes_in: feeding::takes_in(&view, paint),
                blocking: Vec::new(),
            }
        }
        Err(blocking) => {
            let id = match loaded {
                Ok(component) => &component.id,
                Err(broken) => &broken.id,
            };
            let shown = inert_line(id.as_str());
            Entry {
                json: json!({ "component": id, "verdict": "unreadable" }),
                page: String::new(),
                row: vec![
                    shown,
                    String::new(),
                    String::new(),
                    String::new(),
                    paint.paint(Role::Error, "unreadable"),
                    "formwork check".to_owned(),
                ],
                takes_in: None,
                blocking,
            }
        }
    }
}

/// What the gate was told to pass over, but for waivers.
struct Eased<'e> {
    turned_down: Vec<RuleId>,
    made_optional: Vec<&'e str>,
}

impl<'e> Eased<'e> {
    fn of(view: &View<'e>, options: &check::Options) -> Self {
        let component = view.component;
        let rules = check::turned_down(&component.settings, options.policy.as_deref());
        Self {
            turned_down: rules.into_iter().map(|rule| rule.id).collect(),
            made_optional: chosen(view, |at| query::is_made_optional(component, at)),
        }
    }
}

fn described(view: &View<'_>, progress: &Progress, counts: gate::Counts, eased: &Eased<'_>) -> Value {
    let component = view.component;
    let form = &component.form;
    let counted = |count: &Count| json!({ "questions": count.questions, "required": count.required, "done": count.done, "open": count.open() });
    let stages: serde_json::Map<_, _> = form
        .stages
        .iter()
        .zip(&progress.stages)
        .map(|(stage, count)| (stage.id.to_string(), counted(count)))
        .collect();
    let roles: serde_json::Map<_, _> = query::role_counts(progress)
        .map(|(role, count)| (form.roles[role].id.to_string(), counted(count)))
        .collect();
    let statuses: serde_json::Map<_, _> =
        progress.states.iter().map(|(state, count)| (state.word().to_owned(), (*count).into())).collect();
    let facts: serde_json::Map<_, _> = Fact::ALL
        .iter()
        .map(|&fact| (fact.word().to_owned(), json!(component.settings.facts.stated(fact))))
        .collect();
    json!({
        "component": component.id,
        "name": component.name,
        "form": form.id.to_string(),
        "sets": component.settings.sets.iter().flatten().map(|set| set.written.value.as_str()).collect::<Vec<_>>(),
        "maturity": component.settings.maturity.as_ref().map(|level| level.value.word()),
        "facts": facts,
        "verdict": counts.verdict(),
        "errors": counts.errors,
        "warnings": counts.warnings,
        "notes": counts.notes,
        "waivers": component.settings.waivers.len(),
        "turned-down": eased.turned_down,
        "made-optional": eased.made_optional,
        "next-expiry": query::next_expiry(view).map(|date| date.to_string()),
        "digest": component.digest(),
        "total": counted(&progress.all),
        "stages": stages,
        "roles": roles,
        "statuses": statuses,
        "consumes": feeding::consumes_json(view),
        "consumers": feeding::consumers_json(view.outside.consumers.iter()),
        "answer-again": again(view),
        "reviews": reviewed(view),
        "next": query::next(view).map(|next| form.questions[next.question].id.as_str()),
    })
}

/// The questions to be answered or confirmed again.
fn again<'v>(view: &View<'v>) -> Vec<&'v str> {
    chosen(view, |at| view.is_again(at))
}

/// How many answers were reviewed, and which need a second look.
fn reviewed(view: &View<'_>) -> Value {
    json!({
        "reviewed": chosen(view, |at| view.reviewed(at).next().is_some()).len(),
        "changed": chosen(view, |at| view.is_changed(at)),
        "suspect": chosen(view, |at| view.is_suspect(at)),
    })
}

/// The ids of the questions for which something holds.
fn chosen<'v>(view: &View<'v>, holds: impl Fn(usize) -> bool) -> Vec<&'v str> {
    let questions = view.component.form.questions.iter().enumerate();
    questions.filter(|(at, _)| holds(*at)).map(|(_, question)| question.id.as_str()).collect()
}

fn row(view: &View<'_>, progress: &Progress, gate: (String, String), paint: Paint) -> Vec<String> {
    let next = query::next(view).map(|next| view.component.form.questions[next.question].id.to_string());
    vec![
        paint.paint(Role::Id, inert_line(view.component.id.as_str())),
        view.component.settings.maturity.as_ref().map_or("whole form", |level| level.value.word()).to_owned(),
        page::bar(&progress.all, 12, paint),
        format!("{}/{}", progress.all.done, progress.all.required),
        page::verdict(gate, paint),
        next.unwrap_or_default(),
    ]
}
