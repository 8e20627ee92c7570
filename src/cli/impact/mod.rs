//! `impact`: what follows when answers change, as text, JSON or a graph (`picture`).

mod picture;
mod text;

use std::collections::HashSet;

use clap::Args;
use serde_json::{Value, json};

use super::error::CliError;
use super::format::{Format, formats};
use super::session::Session;
use super::{FAILED, OK, Outcome, project};
use crate::check::Options;
use crate::cli::args;
use crate::diag::Finding;
use crate::doc;
use crate::gate;
use crate::model::{ComponentId, Consumer};
use crate::query::{self, View};
use crate::store::{self, Load, Needs, Project};
use crate::term::Paint;

/// What follows when answers change: what to look at again now, and how far it can reach
///
/// At the root of a workspace: a line for each component that has the questions.
#[derive(Debug, Args)]
pub(super) struct Impact {
    /// Question ids; several are taken together
    #[arg(required = true)]
    id: Vec<String>,
    #[command(flatten)]
    format: Format<ImpactFormat>,
}

formats! {
    /// How `impact` writes what depends on an answer.
    ImpactFormat,
    /// A graph that GitHub, GitLab and editors draw
    Mermaid,
    /// A graph for Graphviz
    Dot,
}

/// What a component has to say, made where it was loaded.
struct Entry {
    /// Where that is what is written.
    json: Option<Value>,
    row: Vec<String>,
}

/// What became of a member: it has some of the questions, or none of them, or cannot be read.
enum Looked {
    At { entry: Option<Entry>, unknown: Vec<(String, CliError)> },
    Blocked(Vec<Finding>),
}

impl Impact {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let project = project::find(session, None)?;
        let needs = Needs::default().and_consumers();
        let format = self.format.get();
        if project.whole && project.members.len() > 1 {
            return self.across(session, &project, needs, format);
        }
        let component = project::load(session, &project, project::only(&project)?, needs)?;
        let view = project::view(session, &component);
        let chosen =
            self.id.iter().map(|id| args::question(&component, id)).collect::<Result<Vec<_>, _>>()?;
        let impact = query::impact(&view, &chosen);
        let further = further(&project, &view, &impact);
        let (paint, width) = (session.context.out.paint, session.context.out.width);
        let out = match format {
            ImpactFormat::Text => text::page(&view, &impact, &further, paint, width),
            ImpactFormat::Json => {
                let mut json = described(&view, &impact);
                if let Some(consumers) = json["consumers"].as_array_mut() {
                    consumers.extend(further.iter().map(Further::described));
                }
                json["further"] = further.len().into();
                whole(&[&json])
            }
            ImpactFormat::Mermaid => doc::mermaid(&picture::picture(&view, &impact)),
            ImpactFormat::Dot => doc::dot(&picture::picture(&view, &impact)),
        };
        session.data(&out)?;
        Ok(OK)
    }

    /// Every component that has one of the questions.
    fn across(
        &self,
        session: &mut Session<'_>,
        project: &Project,
        needs: Needs,
        format: ImpactFormat,
    ) -> Outcome {
        if matches!(format, ImpactFormat::Mermaid | ImpactFormat::Dot) {
            project::only(project)?; // says which components there are
        }
        let options = Options::on(session.context.today);
        let paint = session.context.out.paint;
        let looked =
            store::each(project, needs, |_, loaded| self.look(project, &loaded, &options, (format, paint)));
        let mut blocking = gate::blocking_root_findings(project);
        let mut entries = Vec::new();
        let mut unknown: Vec<Vec<(String, CliError)>> = Vec::new();
        for one in looked {
            match one {
                Looked::Blocked(findings) => blocking.extend(findings),
                Looked::At { entry, unknown: here } => {
                    entries.extend(entry);
                    unknown.push(here);
                }
            }
        }
        // A word that no component knows was mistyped.
        if let Some((first, others)) = unknown.split_first_mut() {
            let nowhere = |(id, _): &(String, CliError)| {
                others.iter().all(|here| here.iter().any(|(unknown, _)| unknown == id))
            };
            if let Some(at) = first.iter().position(nowhere) {
                return Err(first.swap_remove(at).1);
            }
        }
        let failed = !blocking.is_empty();
        if failed {
            session.show_blocking(blocking)?;
        }
        let out = if format == ImpactFormat::Json {
            whole(&entries.iter().filter_map(|entry| entry.json.as_ref()).collect::<Vec<_>>())
        } else {
            let rows = entries.into_iter().map(|entry| entry.row);
            text::table(rows, paint, session.context.out.width)
        };
        session.data(&out)?;
        Ok(if failed { FAILED } else { OK })
    }

    fn look(
        &self,
        project: &Project,
        loaded: &Load,
        options: &Options,
        (format, paint): (ImpactFormat, Paint),
    ) -> Looked {
        let component = match gate::readable(loaded, options) {
            Ok(component) => component,
            Err(blocking) => return Looked::Blocked(blocking),
        };
        let (mut chosen, mut unknown) = (Vec::new(), Vec::new());
        for id in &self.id {
            match args::question(component, id) {
                Ok(at) => chosen.push(at),
                Err(error) => unknown.push((id.clone(), error)),
            }
        }
        let view = View::new(component, Some(options.today));
        let impact = query::impact(&view, &chosen);
        let entry = (!chosen.is_empty()).then(|| {
            // Who they are is listed for one component alone: a long chain would be listed at each of its places.
            let further = store::further(project, &component.id, concerned(&view, &impact));
            let json = (format == ImpactFormat::Json).then(|| {
                let mut json = described(&view, &impact);
                json["further"] = further.into();
                json
            });
            Entry { json, row: text::row(&view, &impact, further, paint) }
        });
        Looked::At { entry, unknown }
    }
}

/// A component that takes in the output of one that is concerned, and so on outwards.
struct Further<'f> {
    consumer: &'f Consumer,
    /// How many components lie on the way, itself included; those that take in the output asked about are 1.
    steps: usize,
    /// The component whose output it takes in on that way.
    through: &'f ComponentId,
}

impl Further<'_> {
    fn described(&self) -> Value {
        let Consumer { id, name, questions, .. } = self.consumer;
        json!({ "component": id, "name": name, "direct": false, "questions": questions, "steps": self.steps, "through": self.through })
    }
}

/// The components that are concerned at once or by an answer that can be reached.
fn concerned<'c>(view: &View<'c>, impact: &query::Impact<'_>) -> impl Iterator<Item = &'c ComponentId> {
    let all = &view.outside.consumers;
    let consumers = impact.consumers.iter().filter_map(|one| all.get(one.consumer));
    consumers.map(|one| &one.id)
}

/// Outwards from the components that are concerned, step by step. Which of their answers change is not known, so
/// each of their consumers can be reached.
fn further<'f>(project: &'f Project, view: &View<'f>, impact: &query::Impact<'_>) -> Vec<Further<'f>> {
    let mut outermost: Vec<&ComponentId> = concerned(view, impact).collect();
    let mut seen: HashSet<&ComponentId> = outermost.iter().copied().chain([&view.component.id]).collect();
    let mut all = Vec::new();
    for steps in 2.. {
        let mut next = Vec::new();
        for through in outermost {
            for consumer in store::consumers(project, through) {
                if seen.insert(&consumer.id) {
                    next.push(&consumer.id);
                    all.push(Further { consumer, steps, through });
                }
            }
        }
        if next.is_empty() {
            break;
        }
        outermost = next;
    }
    all
}

fn whole(components: &[&Value]) -> String {
    crate::source::json(&json!({ "schema": "formwork/impact/1", "components": components }))
}

fn described(view: &View<'_>, impact: &query::Impact<'_>) -> Value {
    let component = view.component;
    let form = &component.form;
    let id = |at: usize| form.questions[at].id.as_str();
    let stage = |at: usize| form.stages[form.questions[at].stage].id.as_str();
    let direct: Vec<_> = impact
        .direct
        .iter()
        .map(|one| {
            let because: Vec<_> =
                one.because.iter().map(|&(on, why)| json!({ "on": id(on), "because": why })).collect();
            json!({
                "id": id(one.question), "stage": stage(one.question), "status": view.states[one.question].word(),
                "look-again": one.again, "because": because,
            })
        })
        .collect();
    let reach: Vec<_> = impact
        .reach
        .iter()
        .map(|one| {
            json!({
                "id": id(one.question), "stage": stage(one.question), "status": view.states[one.question].word(),
                "steps": one.steps, "through": id(one.through),
            })
        })
        .collect();
    let consumers: Vec<_> = impact
        .consumers
        .iter()
        .map(|one| {
            let consumer = &view.outside.consumers[one.consumer];
            json!({ "component": consumer.id, "name": consumer.name, "direct": one.direct, "questions": consumer.questions, "steps": 1 })
        })
        .collect();
    let stages: serde_json::Map<_, _> = text::by_stage(view, impact)
        .map(|(stage, many)| (form.stages[stage].id.to_string(), many.into()))
        .collect();
    json!({
        "component": component.id,
        "name": component.name,
        "questions": impact.asked.iter().map(|&at| id(at)).collect::<Vec<_>>(),
        "direct": direct,
        "reach": reach,
        "counts": {
            "look-again": impact.direct.iter().filter(|one| one.again).count(),
            "direct": impact.direct.len(),
            "reach": impact.reach.len(),
        },
        "stages": stages,
        "decides": impact.asked.iter().flat_map(|&at| query::decides(form, at)).map(id).collect::<Vec<_>>(),
        "consumers": consumers,
    })
}
