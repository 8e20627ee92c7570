//! `review`: which questions, shown how (`page`, `words`), by whom (`person`), and the stamp that comes of it (`stamp`).

mod page;
mod person;
mod stamp;

use clap::Args;
use serde_json::json;

use self::page::{Look, base};
use self::stamp::Signing;
use crate::cli::args;
use crate::cli::error::CliError;
use crate::cli::format::Format;
use crate::cli::policy::PolicyArg;
use crate::cli::reviews;
use crate::cli::session::Session;
use crate::cli::{FAILED, OK, Outcome, project};
use crate::model::Policy;
use crate::query::{self, Filter, View};
use crate::source::{inert_line, inflect};
use crate::store::Needs;
use crate::term::Role;

/// Look at answers that changed, or rest on ones that changed, and stamp them as reviewed
///
/// Shows per question what the answer said when it was last reviewed beside what it says now, and the same for every
/// answer it rests on that changed since, with the texts of then from git, or else with the fields that changed. On a
/// terminal it asks before it stamps; elsewhere --yes does, and without it nothing is stamped and the exit code is 2.
/// Questions come before those that rest on them. A stamp in reviews.toml is a claim; the commit
/// that brings it is its proof.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(in crate::cli) struct Review {
    /// Question ids
    id: Vec<String>,
    /// Only questions asked of this role; repeatable; a prefix that only it has will do
    #[arg(long, value_name = "ROLE")]
    role: Vec<String>,
    /// Only questions of this stage; repeatable
    #[arg(long, value_name = "STAGE")]
    stage: Vec<String>,
    /// Questions that rest on an answer that changed since they were reviewed
    #[arg(long)]
    suspect: bool,
    /// Questions whose answer changed since it was reviewed
    #[arg(long)]
    changed: bool,
    /// Questions whose answer nobody has reviewed
    #[arg(long)]
    unreviewed: bool,
    /// Questions whose answer awaits the sign-off of this role, which stamps them; a policy's are among them
    #[arg(long, value_name = "ROLE", conflicts_with = "as_role")]
    awaiting: Option<String>,
    #[command(flatten)]
    policy: PolicyArg,
    /// The role in which you look; otherwise the one that you play and that the question asks, else the first it asks
    #[arg(long = "as", value_name = "ROLE")]
    as_role: Option<String>,
    /// Who looks; otherwise `FORMWORK_USER`, otherwise git's user name
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// A remark
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Stamp without asking; what is stamped is shown all the same
    #[arg(long)]
    yes: bool,
    /// The answer only says in other words what it said: those that rest on it keep their stamps
    #[arg(long)]
    wording: bool,
    /// Print the diff that stamping would make and write nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    format: Format,
}

impl Review {
    pub(in crate::cli) fn run(self, session: &mut Session<'_>) -> Outcome {
        if self.format.is_json() && (self.yes || self.dry_run || self.wording || self.note.is_some()) {
            return Err(CliError::new("as JSON it only shows; nothing was stamped")
                .hint("leave --json out to stamp, or --yes, --dry-run, --wording and --note to show"));
        }
        let (project, member) = project::one(session)?;
        let component = project::load(session, &project, &member, Needs::default())?;
        let view = project::view(session, &component);
        let policy = self.policy.read(session)?;
        let as_role = self.awaiting.as_ref().or(self.as_role.as_ref()).map(std::slice::from_ref);
        let as_role = as_role.map(|word| args::roles(&component.form, word)).transpose()?;
        let as_role = as_role.and_then(|roles| roles.first().copied());
        let awaits = |at: usize, role: usize| awaits(&view, policy.as_deref(), at, role);
        let mut chosen = self.chosen(&view)?;
        if let (Some(_), Some(role)) = (&self.awaiting, as_role) {
            chosen.retain(|&at| awaits(at, role));
        }
        let by = person::who(self.by.as_deref(), session.context, &member.dir)?;
        let by = by.map(|by| component.known_as(&by).map_or(by, |known| known.as_str().to_owned()));
        let (ready, not): (Vec<usize>, Vec<usize>) =
            chosen.into_iter().partition(|&at| view.states[at].is_settled() && view.judgeable[at]);
        let mut signs = Vec::new();
        for &at in &ready {
            let role = match as_role {
                Some(role) => role,
                None => person::role(&view, at, by.as_deref()).ok_or_else(|| {
                    let id = &component.form.questions[at].id;
                    CliError::new(format!("`{id}` asks no role")).hint("--as says in which you look")
                })?,
            };
            signs.push((at, role));
        }
        if self.id.is_empty() {
            // Whoever chooses by filters means what there is to look at.
            let holds = |at: usize, role| view.reviewed(at).any(|one| one.role == role && one.holds());
            signs.retain(|&(at, role)| !holds(at, role) || awaits(at, role));
        }
        let asked: Vec<usize> = signs.iter().map(|&(at, _)| at).collect();
        let past = reviews::past(&view, &member, &asked);
        let look =
            |at: usize, role: usize| Look { view: &view, at, base: base(&view, at, role), past: &past };
        if self.format.is_json() {
            let shown =
                signs.iter().map(|&(at, role)| look(at, role).json()).collect::<Result<Vec<_>, _>>()?;
            let text = crate::source::json(&json!({ "schema": "formwork/review/1", "questions": shown }));
            session.data(&text)?;
            return Ok(OK);
        }
        let signing = Signing {
            project: &project,
            member: &member,
            component: &component,
            view: &view,
            command: &self,
            by: by.as_deref(),
        };
        let (mut failed, mut unasked) = (false, false);
        if self.dry_run {
            for &sign in &signs {
                self.warn(session, &signing, sign, policy.as_deref())?;
            }
            signing.dry_run(session, &signs)?;
        } else if self.yes {
            if session.context.out.unseen {
                return Err(CliError::new(
                    "nothing was stamped: standard output goes nowhere, so nobody saw what to stamp",
                )
                .hint("let it go to a terminal or a file"));
            }
            for &(at, role) in &signs {
                show(session, &look(at, role), role)?;
                self.warn(session, &signing, (at, role), policy.as_deref())?;
            }
            failed = !signing.stamp(session, &signs)?;
        } else if session.context.input.terminal {
            for &(at, role) in &signs {
                show(session, &look(at, role), role)?;
                self.warn(session, &signing, (at, role), policy.as_deref())?;
                match stamp::ask(session)? {
                    stamp::Said::Yes => failed |= !signing.stamp(session, &[(at, role)])?,
                    stamp::Said::No => {}
                    stamp::Said::Quit => break,
                }
            }
        } else {
            for &(at, role) in &signs {
                show(session, &look(at, role), role)?;
                self.warn(session, &signing, (at, role), policy.as_deref())?;
            }
            unasked = !signs.is_empty();
        }
        failed |= self.left_out(session, &view, &not)?;
        if signs.is_empty() && (not.is_empty() || self.id.is_empty()) {
            session.talk("there is nothing to review\n")?;
        }
        if unasked {
            // Whoever goes on in a script would take it for reviewed.
            return Err(CliError::new("nothing was stamped: there is no terminal to ask on")
                .hint("--yes stamps what was shown; --json and --dry-run only look"));
        }
        Ok(if failed { FAILED } else { OK })
    }

    /// Says before a stamp that it will not count as the sign-off which it looks like.
    fn warn(
        &self,
        session: &mut Session<'_>,
        signing: &Signing<'_, '_>,
        (at, role): (usize, usize),
        policy: Option<&Policy>,
    ) -> Result<(), CliError> {
        let (view, component) = (signing.view, signing.view.component);
        let (id, role_id) = (&component.form.questions[at].id, component.form.roles[role].id.as_str());
        let signs = || query::signers(view, policy, at).iter().any(|signer| signer.role.value == role_id);
        let Some(by) = signing.by.filter(|by| !component.may_sign(role, by)) else { return Ok(()) };
        if self.as_role.is_none() && !signs() {
            return Ok(());
        }
        let title = component.form.roles[role].spoken();
        let people: Vec<String> =
            component.people(role).iter().map(|person| inert_line(person.as_str())).collect();
        session.complain(&format!(
            "warning: {id}: `[roles]` names {} as {title}, so a stamp by {} is not that sign-off; \
             --by @name or FORMWORK_USER says who looks\n",
            people.join(", "),
            inert_line(by)
        ))
    }

    /// The questions that are meant, each before those that rest on it.
    fn chosen(&self, view: &View<'_>) -> Result<Vec<usize>, CliError> {
        let component = view.component;
        let by_state = self.suspect || self.changed || self.unreviewed;
        let filtered =
            by_state || self.awaiting.is_some() || !(self.role.is_empty() && self.stage.is_empty());
        let mut chosen = match (self.id.is_empty(), filtered) {
            (true, false) => {
                return Err(CliError::new("which question?").hint(
                    "formwork review ID, or a filter: --suspect, --changed, --unreviewed, --awaiting, --role, --stage",
                ));
            }
            (false, true) => {
                return Err(CliError::new("an id and filters do not go together")
                    .hint("leave out the one or the other; --as says in which role you look"));
            }
            (false, false) => {
                let chosen = self.id.iter().map(|id| args::question(component, id));
                chosen.collect::<Result<Vec<_>, _>>()?
            }
            (true, true) => {
                let filter = Filter {
                    roles: args::roles(&component.form, &self.role)?,
                    stages: args::stages(&component.form, &self.stage)?,
                    ..Filter::default()
                };
                let mut chosen = query::select(view, &filter);
                chosen.retain(|&at| {
                    !by_state
                        || (self.suspect && view.is_suspect(at))
                        || (self.changed && view.is_changed(at))
                        || (self.unreviewed && reviews::is_unreviewed(view, at))
                });
                chosen
            }
        };
        let depths = component.graph().depths();
        chosen.sort_by_key(|&at| (depths[at], at));
        chosen.dedup();
        Ok(chosen)
    }

    /// Says what cannot be stamped; true where that was asked for by its id.
    fn left_out(&self, session: &mut Session<'_>, view: &View<'_>, not: &[usize]) -> Result<bool, CliError> {
        if self.id.is_empty() {
            if !not.is_empty() {
                let many = not.len();
                let have = inflect(many, "has", "have");
                session.talk(&format!(
                    "{many} more {have} no answer that counts yet, so there is nothing to look at\n"
                ))?;
            }
            return Ok(false);
        }
        for &at in not {
            let question = &view.component.form.questions[at].id;
            let state = match view.states[at] {
                query::State::Draft => {
                    format!("a draft; where it holds: formwork {}", query::accept(question.as_str()))
                }
                other => other.title().to_owned(),
            };
            session.complain(&format!("{question}: not stamped, it is {state}\n"))?;
        }
        Ok(self.yes && !not.is_empty())
    }
}

/// Whether a role still has to sign a question's answer.
fn awaits(view: &View<'_>, policy: Option<&Policy>, at: usize, role: usize) -> bool {
    let id = view.component.form.roles[role].id.as_str();
    let signs = query::signers(view, policy, at).iter().any(|signer| signer.role.value == id);
    signs && query::unsigned(view, at, role).is_some()
}

/// Prints a page, whatever `-q` says: nothing is stamped unseen.
fn show(session: &mut Session<'_>, look: &Look<'_, '_>, role: usize) -> Result<(), CliError> {
    let paint = session.context.out.paint;
    let page = look.page(paint);
    let spoken = look.view.component.form.roles[role].spoken();
    let line = paint.paint(Role::Faint, format!("  To be stamped as {spoken}."));
    session.data(&format!("{page}\n{line}\n\n"))
}
