use std::sync::Arc;

use jiff::civil::Date;

use super::places::Places;
use super::raised::Raised;
use super::rules::{ALL as RULES, OF_ROOT, OF_SETTINGS};
use super::text::sentence;
use super::weight::severity;
use super::{Report, Rule, rule, waivers};
use crate::diag::{Finding, Location, Problem, RuleId, Severity};
use crate::model::{Broken, Component, FileId, FileProblem, Form, Loaded, Outside, Policy, Settings};
use crate::query::View;
use crate::source::SourceFile;

/// What a run of the gate is told.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day against which `until` is held.
    pub today: Date,
    /// Stages by id; empty means all.
    pub stages: Vec<String>,
    /// Roles by id; empty means all.
    pub roles: Vec<String>,
    /// Whether to list the questions, for formats that show those without a finding.
    pub list: bool,
    /// The floor under this component, where there is one.
    pub policy: Option<Arc<Policy>>,
}

impl Options {
    /// Everything, as of a day.
    pub fn on(today: Date) -> Self {
        Self { today, stages: Vec::new(), roles: Vec::new(), list: false, policy: None }
    }
}

/// What the gate says of one component. The counts are of the questions that the options select.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The component's id.
    pub component: String,
    /// In the order of files, lines and columns.
    pub findings: Vec<Finding>,
    /// Questions of the form.
    pub questions: usize,
    /// Those that are required.
    pub required: usize,
    /// Required ones that still need something.
    pub open: usize,
    /// Findings that a waiver let through.
    pub waived: usize,
    /// The questions that the options select, where these ask for them.
    pub listed: Vec<Listed>,
}

/// A question that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub question: String,
    /// Its stage's id.
    pub stage: String,
    /// Whether it is required.
    pub required: bool,
}

/// Runs every rule over a component as it was loaded.
pub fn check_component(loaded: &Result<Loaded, Broken>, options: &Options) -> Checked {
    match loaded {
        Ok(loaded) => whole(loaded, options),
        Err(broken) => {
            let none = Settings::default();
            let found = read(&broken.problems, &none, options.policy.as_deref(), |_| None).collect();
            let id = broken.id.as_str();
            let findings = located(found, |file| broken.files.get(file), id, |_| None);
            Checked {
                component: id.to_owned(),
                findings,
                questions: 0,
                required: 0,
                open: 0,
                waived: 0,
                listed: Vec::new(),
            }
        }
    }
}

/// The findings of a workspace's own file, under the component id `.`.
pub fn check_root(problems: &[(SourceFile, Problem)]) -> Vec<Finding> {
    let none = Settings::default();
    let found = problems.iter().filter_map(|(file, problem)| {
        let rule = rule(problem.rule);
        let mut finding =
            finding(raise(rule, severity(rule, &none, None)?, FileId::SETTINGS, problem, None), ".", None);
        finding.location = Some(Places::new(file).of(&problem.span));
        finding.question.clone_from(&problem.question);
        Some(finding)
    });
    let mut findings: Vec<Finding> = found.collect();
    findings.sort_by(|a, b| by_place(a).cmp(&by_place(b)));
    findings
}

/// The findings of a workspace's own file that only the rules can make, once for all members: of its defaults,
/// and of the file itself where that is no component. `form` is the one
/// that the defaults name; without it ids of questions and roles are held against nothing.
pub fn check_defaults(
    file: &SourceFile,
    (settings, outside): (&Settings, &Outside),
    form: Option<&Form>,
) -> Vec<Finding> {
    let Some(workspace) = &settings.workspace else { return Vec::new() };
    let severities = settings.clone().or(&workspace.defaults);
    let mut found = Vec::new();
    for &(rule, run) in OF_SETTINGS {
        if let Some(severity) = severity(rule, &severities, None) {
            run(&workspace.defaults, form, &mut Report { rule, severity, policy: None, found: &mut found });
        }
    }
    for &(rule, run) in OF_ROOT.iter().filter(|_| settings.form.is_none()) {
        if let Some(severity) = severity(rule, &severities, None) {
            run(settings, outside, &mut Report { rule, severity, policy: None, found: &mut found });
        }
    }
    located(found, |_| Some(file), ".", |question| Some(form?.questions.get(question)?.id.to_string()))
}

fn by_place(finding: &Finding) -> (&str, usize, usize, &str) {
    let (file, line, column) =
        finding.location.as_ref().map_or(("", 0, 0), |at| (at.file.as_str(), at.line, at.column));
    (file, line, column, finding.rule.as_str())
}

fn whole(loaded: &Loaded, options: &Options) -> Checked {
    let mut view = View::new(loaded, Some(options.today));
    let component = view.component;
    judge_missing(&mut view, options);
    let form = &component.form;
    let policy = options.policy.as_deref();
    let mut found: Vec<Raised> =
        read(&component.problems, &component.settings, policy, |id| form.find(id)).collect();
    for &rule in RULES {
        if let (Some(run), Some(severity)) = (rule.run, severity(rule, &component.settings, policy)) {
            run(&view, &mut Report { rule, severity, policy, found: &mut found });
        }
    }
    let waived = waivers::apply(&view, options, &mut found);
    let all = options.stages.is_empty() && options.roles.is_empty();
    if !all {
        found.retain(|raised| is_selected(component, options, raised));
    }
    let counted = |question: &usize| all || selects(component, options, *question);
    let questions = (0..form.questions.len()).filter(counted);
    let listed = questions.clone().filter(|_| options.list).map(|question| Listed {
        question: form.questions[question].id.to_string(),
        stage: form.stages[form.questions[question].stage].id.to_string(),
        required: view.required[question].required,
    });
    let listed = listed.collect();
    let required = questions.clone().filter(|&question| view.required[question].required);
    let open = view.open_required().filter(counted).count();
    let id = component.id.as_str();
    Checked {
        component: id.to_owned(),
        questions: questions.count(),
        required: required.count(),
        open,
        waived,
        listed,
        findings: located(
            found,
            |file| component.files.get(file),
            id,
            |question| form.questions.get(question).map(|question| question.id.to_string()),
        ),
    }
}

/// Where a missing file's own finding is no error, its questions are judged: nothing that a project may say
/// makes the gate green while they are open.
fn judge_missing(view: &mut View<'_>, options: &Options) {
    let component = view.component;
    let missing_file = rule(RuleId::MissingFile);
    for missing in component.problems.iter().filter(|one| one.problem.rule == RuleId::MissingFile) {
        let severity = severity(missing_file, &component.settings, options.policy.as_deref());
        if severity == Some(Severity::Error) && !waivers::is_waived(component, options, missing_file, None) {
            continue;
        }
        for (judgeable, question) in view.judgeable.iter_mut().zip(&component.form.questions) {
            *judgeable |= missing.file == FileId::of_stage(question.stage);
        }
    }
}

/// What reading met, as findings.
fn read<'p>(
    problems: &'p [FileProblem],
    settings: &'p Settings,
    policy: Option<&'p Policy>,
    find: impl Fn(&str) -> Option<usize> + 'p,
) -> impl Iterator<Item = Raised> + 'p {
    problems.iter().filter_map(move |FileProblem { file, problem }| {
        let rule = rule(problem.rule);
        let question = problem.question.as_deref().and_then(&find);
        Some(raise(rule, severity(rule, settings, policy)?, *file, problem, question))
    })
}

fn raise(
    rule: &'static Rule,
    severity: Severity,
    file: FileId,
    problem: &Problem,
    question: Option<usize>,
) -> Raised {
    Raised {
        rule,
        severity,
        file,
        span: problem.span.clone(),
        message: sentence(&problem.message),
        help: problem.help.as_deref().map(sentence),
        question,
        open: None,
        command: None,
        together: None,
        waivable: rule.waivable,
    }
}

/// Whether a question is among the selected ones.
fn selects(component: &Component, options: &Options, question: usize) -> bool {
    let form = &component.form;
    let question = &form.questions[question];
    let stage = form.stages[question.stage].id.as_str();
    let in_roles = |&role: &usize| options.roles.iter().any(|wanted| wanted == form.roles[role].id.as_str());
    (options.stages.is_empty() || options.stages.iter().any(|wanted| wanted == stage))
        && (options.roles.is_empty() || question.roles.iter().any(in_roles))
}

/// Findings that name no question stay, unless they lie in a stage's file that is not meant.
pub(super) fn is_selected(component: &Component, options: &Options, raised: &Raised) -> bool {
    if let Some(question) = raised.question {
        return selects(component, options, question);
    }
    let stage = component.stage_of(raised.file).map(|stage| component.form.stages[stage].id.as_str());
    let elsewhere = stage.is_some_and(|stage| options.stages.iter().all(|wanted| wanted != stage));
    options.stages.is_empty() || !elsewhere
}

/// Sorts by place and gives each its line.
pub(super) fn located<'f>(
    mut found: Vec<Raised>,
    files: impl Fn(FileId) -> Option<&'f SourceFile>,
    component: &str,
    question: impl Fn(usize) -> Option<String>,
) -> Vec<Finding> {
    found.sort_by(|a, b| {
        let place =
            |raised: &Raised| (raised.file, raised.span.start, raised.rule.id.as_str(), raised.question);
        place(a).cmp(&place(b))
    });
    let mut places: Option<(FileId, Places<'_>)> = None;
    let mut findings = Vec::with_capacity(found.len());
    for raised in found {
        let location = files(raised.file).map(|file| {
            let here = match places.take() {
                Some((at, here)) if at == raised.file => here,
                _ => Places::new(file),
            };
            places.insert((raised.file, here)).1.of(&raised.span)
        });
        let name = raised.question.and_then(&question);
        findings.push(Finding { question: name, ..finding(raised, component, location) });
    }
    findings
}

fn finding(raised: Raised, component: &str, location: Option<Location>) -> Finding {
    Finding {
        rule: raised.rule.id,
        severity: raised.severity,
        message: raised.message,
        help: raised.help,
        component: component.to_owned(),
        question: None,
        location,
        open: raised.open,
        command: raised.command,
        together: raised.together,
    }
}
