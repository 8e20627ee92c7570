use std::io::Read as _;
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::args::{self, Filters};
use super::error::CliError;
use super::world::World;
use super::{FAILED, OK, Outcome, import, project};
use crate::model::{Change, Component, Edit, Status, Until, Value, text_hash};
use crate::query::{self, View, resolve_level, resolve_role};
use crate::source::inert_line;
use crate::store::{self, FileDiff, Found, MemberDir};
use crate::term::{self, Role};
use crate::{check, interchange};

/// Answer a question: from the argument, --file, standard input (`-`) or your editor
///
/// Without an id, the questions that --role, --stage, --open, --required and --for choose are opened in
/// the editor as one sheet. A text replaces the one before; `unknown`, `deferred` and `not-applicable` are
/// taken off by it.
#[derive(Debug, Args)]
pub(super) struct Answer {
    /// The question
    id: Option<String>,
    /// The answer, in Markdown; `-` reads standard input
    #[arg(requires = "id", allow_hyphen_values = true)]
    text: Option<String>,
    /// Read the answer from this file
    #[arg(long, value_name = "FILE", requires = "id", conflicts_with = "text")]
    file: Option<PathBuf>,
    #[command(flatten)]
    filters: Filters,
    /// draft, assumed, unknown, deferred, not-applicable; `answered` takes the written status off
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    /// Why it is deferred or not applicable
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// A date, inclusive, or a maturity level
    #[arg(long, value_name = "DATE|LEVEL")]
    until: Option<String>,
    /// Who said it: a role or a @person; repeatable
    #[arg(long, value_name = "WHO")]
    by: Vec<String>,
    /// When it was said
    #[arg(long, value_name = "DATE", value_parser = args::date)]
    on: Option<Date>,
    /// A path relative to the component, or an https address; repeatable
    #[arg(long, value_name = "PATH|URL")]
    evidence: Vec<String>,
    /// A citation in words
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// A remark
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Print the diff and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Answer {
    pub(super) fn run(self, world: &mut World<'_>) -> Outcome {
        let Some(id) = self.id.clone() else { return self.many(world) };
        if self.filters.any() {
            return Err(
                CliError::new("an id and filters do not go together").hint("leave out the one or the other")
            );
        }
        let (found, member) = project::one(world, None)?;
        let component = writable(world, &found, &member)?;
        let at = project::question(&component, &id)?;
        let text = self.text(world)?;
        if text.is_none() && !self.flags() {
            return edit(
                world,
                &found,
                &member,
                &component,
                &[at],
                &import::Given { dry_run: self.dry_run, ..import::Given::default() },
            );
        }
        let keys = Keys::of(&self, &component, at, text)?;
        let plan = |component: &Component| keys.change(component, at);
        if self.dry_run {
            let diffs = store::preview(&member.dir, &[plan(&component)])?;
            print_diffs(world, &member, &diffs)?;
            return Ok(OK);
        }
        let diffs = store::apply(&member.dir, &mut || {
            let now = store::load(&found, &member).map_err(|_| unreadable(&component))?;
            Ok(vec![plan(&now)])
        })?;
        report(world, &found, &member, &component, &[at], &diffs)
    }

    /// Whether anything but the text is to be set.
    fn flags(&self) -> bool {
        self.status.is_some()
            || self.reason.is_some()
            || self.until.is_some()
            || self.on.is_some()
            || self.source.is_some()
            || self.note.is_some()
            || !(self.by.is_empty() && self.evidence.is_empty())
    }

    fn text(&self, world: &mut World<'_>) -> Result<Option<String>, CliError> {
        if let Some(file) = &self.file {
            let path = world.path(file);
            return match store::Disk::read(&path) {
                store::Disk::Text(text) => Ok(Some(text.trim_start_matches('\u{feff}').to_owned())),
                store::Disk::Missing => {
                    Err(CliError::new(format!("{}: there is no such file", world.shown(&path))))
                }
                store::Disk::Bad(bad) => {
                    Err(CliError::new(format!("{}: {}", world.shown(&path), bad.message)).hint(bad.help))
                }
            };
        }
        match self.text.as_deref() {
            Some("-") => {
                let mut bytes = Vec::new();
                let read = world.context.input.source.read_to_end(&mut bytes);
                read.map_err(|error| CliError::new(format!("standard input: {error}")))?;
                let text = String::from_utf8(bytes)
                    .map_err(|_| CliError::new("standard input is not UTF-8").hint("nothing was written"))?;
                Ok(Some(text))
            }
            text => Ok(text.map(str::to_owned)),
        }
    }

    fn many(self, world: &mut World<'_>) -> Outcome {
        if !self.filters.any() {
            return Err(CliError::new("which question?")
                .hint("formwork answer ID TEXT, or a filter: formwork answer --open --required"));
        }
        let (found, member) = project::one(world, None)?;
        let component = project::fit_to_read(world, store::load(&found, &member))?;
        let chosen =
            query::select(&project::view(world, &component), &self.filters.resolve(&component.form)?);
        if chosen.is_empty() {
            world.talk("no question fits\n")?;
            return Ok(OK);
        }
        let status = self.status.as_deref().map(status).transpose()?;
        let by = self.by.iter().map(|word| by(&component, word)).collect::<Result<_, _>>()?;
        edit(
            world,
            &found,
            &member,
            &component,
            &chosen,
            &import::Given { by, status, dry_run: self.dry_run },
        )
    }
}

/// A component fit to be written to: its own settings are clear; other stages may be broken.
fn writable(world: &mut World<'_>, found: &Found, member: &MemberDir) -> Result<Component, CliError> {
    match store::load(found, member) {
        Ok(component) => Ok(component),
        broken @ Err(_) => project::fit_to_read(world, broken),
    }
}

fn unreadable(component: &Component) -> store::StoreError {
    store::StoreError::Unreadable {
        file: component.files[crate::model::SETTINGS_FILE].path.clone(),
        message: "it changed and cannot be read".into(),
    }
}

/// Opens questions in the editor as a sheet and takes it back.
fn edit(
    world: &mut World<'_>,
    found: &Found,
    member: &MemberDir,
    component: &Component,
    chosen: &[usize],
    given: &import::Given,
) -> Outcome {
    let format = interchange::format("markdown").ok_or_else(|| CliError::new("there is no sheet format"))?;
    let sent =
        (format.write)(&project::view(world, component), chosen, &interchange::SheetOptions::default());
    let edited = term::edit(world.context, &sent).map_err(|error| {
        CliError::new(error.to_string()).hint("give the text as an argument, with --file, or on standard input with `-`; or use `formwork export`")
    })?;
    if edited == sent {
        world.talk("nothing was changed\n")?;
        return Ok(OK);
    }
    import::take(world, found, member, &(format.read)(&edited), given, Some(&edited))
}

/// The keys that one call sets.
struct Keys {
    keys: Vec<(&'static str, Option<Value>)>,
    lists: Vec<(&'static str, String)>,
}

impl Keys {
    fn of(answer: &Answer, component: &Component, at: usize, text: Option<String>) -> Result<Self, CliError> {
        let mut keys: Vec<(&'static str, Option<Value>)> = Vec::new();
        let before = component.answer(at);
        let now = before.and_then(|answer| answer.status.as_ref()).map(|status| status.value);
        let wanted = answer.status.as_deref().map(status).transpose()?;
        let given = text.as_ref().is_some_and(|text| !text.trim().is_empty());
        if let Some(text) = text {
            keys.push(("answer", Some(Value::Text(text))));
        }
        // A text contradicts "nobody knows", "later" and "does not apply".
        let contradicted =
            given && matches!(now, Some(Status::Unknown | Status::Deferred | Status::NotApplicable));
        let status = match wanted {
            Some(wanted) => wanted,
            None if contradicted => None,
            None => now,
        };
        if status != now {
            keys.push(("status", status.map(|status| Value::Text(status.word().to_owned()))));
        }
        if status.is_none() && now.is_some() {
            keys.push(("reason", None));
            keys.push(("until", None));
        }
        if let Some(reason) = &answer.reason {
            keys.push(("reason", Some(Value::Text(reason.clone()))));
        }
        if let Some(word) = &answer.until {
            keys.push(("until", Some(until(word)?)));
        }
        let has = |key: &str, there: bool| {
            keys.iter().rev().find(|(name, _)| *name == key).map_or(there, |(_, value)| value.is_some())
        };
        if let Some(status) = status.filter(|_| wanted.is_some()) {
            let word = status.word();
            if status.needs_reason() && !has("reason", before.is_some_and(|answer| answer.reason.is_some())) {
                return Err(CliError::new(format!("`{word}` needs a reason")).hint("--reason \"…\""));
            }
            if status.needs_until() && !has("until", before.is_some_and(|answer| answer.until.is_some())) {
                return Err(CliError::new(format!("`{word}` needs an until"))
                    .hint("--until 2027-02-01, or --until critical"));
            }
        }
        if let Some(on) = answer.on {
            keys.push(("on", Some(Value::Date(on))));
        }
        for (name, text) in [("source", &answer.source), ("note", &answer.note)] {
            if let Some(text) = text {
                keys.push((name, Some(Value::Text(text.clone()))));
            }
        }
        let mut lists = Vec::new();
        for word in &answer.by {
            lists.push(("by", by(component, word)?));
        }
        for word in &answer.evidence {
            lists.push(("evidence", word.clone()));
        }
        Ok(Self { keys, lists })
    }

    fn change(&self, component: &Component, at: usize) -> Change {
        let mut change = query::answer_change(component, at, &self.keys);
        let table = vec![component.form.questions[at].id.to_string()];
        let adds = self.lists.iter().map(|(key, item)| Edit::Add {
            table: table.clone(),
            key: (*key).to_owned(),
            item: item.clone(),
        });
        change.edits.extend(adds);
        change
    }
}

/// A written status, or `None` for "answered", which is not written.
pub(super) fn status(word: &str) -> Result<Option<Status>, CliError> {
    let word = word.to_lowercase();
    if matches!(word.as_str(), "answered" | "open") {
        return Ok(None);
    }
    Status::parse(&word).map(Some).ok_or_else(|| {
        let known = Status::WORDS.iter().copied().chain(["answered"]);
        let hint = crate::source::nearest_help(&word, known.clone())
            .unwrap_or_else(|| format!("a status is one of {}", known.collect::<Vec<_>>().join(", ")));
        CliError::new(format!("there is no status `{}`", inert_line(&word))).hint(hint)
    })
}

fn until(word: &str) -> Result<Value, CliError> {
    if let Ok(date) = word.parse::<Date>() {
        return Ok(Value::Date(date));
    }
    if word.starts_with(|first: char| first.is_ascii_digit()) {
        return Err(
            CliError::new(format!("`{}` is no date", inert_line(word))).hint("a date looks like 2027-02-01")
        );
    }
    let level = resolve_level(word).map_err(|error| {
        args::unknown(&error).hint("--until takes a date such as 2027-02-01, or a maturity level")
    })?;
    Ok(Value::Text(Until::Level(level).to_string()))
}

/// A role's id or a @person.
pub(super) fn by(component: &Component, word: &str) -> Result<String, CliError> {
    if crate::model::Person::fits(word) {
        return Ok(word.to_owned());
    }
    let role = resolve_role(&component.form, word).map_err(|error| args::unknown(&error))?;
    Ok(component.form.roles[role].id.to_string())
}

/// Says what changed and which answered questions rest on it.
pub(super) fn report(
    world: &mut World<'_>,
    found: &Found,
    member: &MemberDir,
    before: &Component,
    chosen: &[usize],
    diffs: &[FileDiff],
) -> Outcome {
    if diffs.is_empty() {
        world.talk("that is what the file says already; nothing was written\n")?;
        return Ok(OK);
    }
    let after = match store::load(found, member) {
        Ok(after) => after,
        broken => return project::fit_to_read(world, broken).map(|_| OK),
    };
    let (was, is) = (project::view(world, before), project::view(world, &after));
    let mut text = String::new();
    for &at in chosen {
        text += &changed(world, &was, &is, at);
    }
    for diff in diffs {
        text += &format!("wrote {}\n", world.shown(&member.dir.join(&diff.file)));
    }
    world.data(&text)?;
    let options = check::Options { today: world.context.today, stages: Vec::new(), roles: Vec::new() };
    let mut findings = check::check_component(&Ok(after), &options).findings;
    let ids: Vec<_> = chosen.iter().map(|&at| before.form.questions[at].id.as_str()).collect();
    findings.retain(|finding| {
        finding.open.is_none() && finding.question.as_deref().is_some_and(|id| ids.contains(&id))
    });
    if !findings.is_empty() {
        project::show_barriers(world, findings)?;
    }
    Ok(OK)
}

fn changed(world: &World<'_>, was: &View<'_>, is: &View<'_>, at: usize) -> String {
    let paint = world.context.out.paint;
    let form = &is.component.form;
    let id = paint.paint(Role::Id, form.questions[at].id.as_str());
    let text =
        |view: &View<'_>| view.component.answer(at).map_or(String::new(), |answer| text_hash(answer.text()));
    let (before, after) = (was.states[at].title(), is.states[at].title());
    let mut line = match (before == after, text(was) == text(is)) {
        (true, true) => format!("{id}: details changed, still {after}\n"),
        (true, false) => format!("{id}: text changed, still {after}\n"),
        (false, _) => format!("{id}: {after} (was {before})\n"),
    };
    let again = query::dependents_answered(is, at);
    if !again.is_empty() && text(was) != text(is) && was.states[at].is_settled() {
        let ids: Vec<_> = again.iter().map(|&one| form.questions[one].id.to_string()).collect();
        line += &format!("  look again at what rests on it: {}\n", ids.join(", "));
    } else if !again.is_empty() && text(was) != text(is) {
        let ids: Vec<_> = again.iter().map(|&one| form.questions[one].id.to_string()).collect();
        line += &format!("  answered before it and resting on it: {}\n", ids.join(", "));
    }
    line
}

/// Prints diffs of files below a member.
pub(super) fn print_diffs(
    world: &mut World<'_>,
    member: &MemberDir,
    diffs: &[FileDiff],
) -> Result<(), CliError> {
    if diffs.is_empty() {
        return world.talk("nothing would change\n");
    }
    for diff in diffs {
        let name = world.shown(&member.dir.join(&diff.file));
        world.data(&unified(&name, &diff.before, &diff.after))?;
    }
    Ok(())
}

/// A unified diff that `git apply` takes.
pub(super) fn unified(name: &str, before: &str, after: &str) -> String {
    let diff = similar::TextDiff::from_lines(before, after);
    let old = if before.is_empty() { "/dev/null".to_owned() } else { format!("a/{name}") };
    diff.unified_diff().context_radius(3).header(&old, &format!("b/{name}")).to_string()
}

/// Exit code for work that was done in part.
pub(super) const IN_PART: u8 = FAILED;
