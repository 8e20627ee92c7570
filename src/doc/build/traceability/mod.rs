//! Where every question comes from, and back: what each problem, practice, code and challenge is asked by.

mod challenges;

use super::parts::{narrowed, page};
use super::scope::Scope;
use super::words::pair;
use crate::doc::document::{Block, Cell, Document, Inline, Layout, Line, Row, Section, Table, line};
use crate::doc::{Kind, Options};
use crate::model::{Background, Origins, Practice, SetQuestion};
use crate::query::{Origin, origin};

/// The matrix both ways.
pub(super) static KIND: Kind = Kind {
    id: "traceability",
    title: "Traceability",
    about: "where every question comes from, and which challenges no question asks about",
    build,
};

fn build<'v>(scope: &Scope<'v>, options: &Options) -> Document<'v> {
    let mut blocks: Vec<Block<'v>> = narrowed(scope).into_iter().collect();
    match options.background.and_then(|look_up| look_up()) {
        Some(background) => {
            let matrix = Matrix { scope, background };
            blocks.extend(matrix.challenges_in_short());
            blocks.push(Block::Paragraph(line(format!(
                "Sections are those of {}; with an L before them, of {}.",
                background.origins.source, background.taxonomy.source
            ))));
            blocks.extend(scope.stages().map(|stage| matrix.stage(stage)));
            blocks.push(matrix.practices());
            blocks.push(matrix.interviews());
            blocks.push(matrix.challenges());
        }
        None => blocks.push(Block::Lead(line("Where the questions come from is not known here."))),
    }
    Document { facets: Some(scope.facets(|_| true)), ..page(scope, &KIND, blocks, Layout::Wide) }
}

struct Matrix<'s, 'v> {
    scope: &'s Scope<'v>,
    background: &'static Background,
}

/// What asks about something: questions of the form by index, and questions of sets that are off.
struct Asks {
    here: Vec<usize>,
    off: Vec<&'static SetQuestion>,
    /// Questions of the newest form that this one does not have.
    elsewhere: Vec<&'static str>,
}

impl<'v> Matrix<'_, 'v> {
    fn asks(&self, questions: &'static [String], extras: &'static [String]) -> Asks {
        let form = &self.scope.view.component.form;
        let mut asks = Asks { here: Vec::new(), off: Vec::new(), elsewhere: Vec::new() };
        for id in questions.iter().chain(extras) {
            match (form.find(id), self.background.extra(id)) {
                (Some(at), _) if form.questions[at].retired.is_none() => asks.here.push(at),
                (Some(_), _) => {}
                (None, Some(extra)) => asks.off.push(extra),
                (None, None) => asks.elsewhere.push(id),
            }
        }
        asks
    }

    /// The questions with their states, linked where the document has them.
    fn linked(&self, questions: &[usize]) -> Line<'v> {
        let view = self.scope.view;
        let mut all = Line::new();
        for &at in questions {
            let id = view.component.form.questions[at].id.as_str();
            if !all.is_empty() {
                all.push(Inline::text(", "));
            }
            if self.scope.questions.contains(&at) {
                all.push(Inline::Question { id, text: id.into() });
            } else {
                all.push(Inline::Code(id.into()));
            }
            all.extend([Inline::text(" "), Inline::State(view.states[at])]);
        }
        if all.is_empty() { line("none") } else { all }
    }

    fn stage(&self, stage: usize) -> Block<'v> {
        let form = &*self.scope.view.component.form;
        let info = &form.stages[stage];
        let head = ["Question", "State", "Mitigates", "Heard in interviews", "Sections"];
        let table = Table {
            widths: &[],
            caption: format!("Where the questions of the stage {} come from", info.title).into(),
            head: head.map(Into::into).to_vec(),
            rows: self.scope.in_stage(stage).map(|at| self.question(at)).collect(),
        };
        section(format!("stage.{}", info.id), &*info.title, vec![Block::Table(table)])
    }

    fn question(&self, at: usize) -> Row<'v> {
        let view = self.scope.view;
        let question = &view.component.form.questions[at];
        let origin = origin(self.background, question);
        let mut state = vec![Inline::State(view.states[at])];
        if !view.required[at].required {
            state.push(Inline::text(" optional"));
        }
        let practices = origin.practices.iter().map(|one| format!("{} {}", one.id, one.title));
        let challenges = origin.challenges.iter().map(|one| one.id.clone());
        let cells = [
            vec![
                Inline::Question { id: question.id.as_str(), text: question.text.as_str().into() },
                Inline::text(" "),
                Inline::Code(question.id.as_str().into()),
            ],
            state,
            line(practices.chain(challenges).collect::<Vec<_>>().join(", ")),
            line(heard(&origin)),
            line(question.sections.join(", ")),
        ];
        Row {
            question: Some((question.id.as_str(), self.scope.tags(at))),
            cells: cells.into_iter().map(Cell::Line).collect(),
        }
    }

    fn practices(&self) -> Block<'v> {
        let origins = self.background.origins;
        let head = ["Problem or practice", "What it is", "Literature", "Questions"];
        let table = Table {
            widths: &[],
            caption: "Which questions mitigate a problem or serve a practice".into(),
            head: head.map(Into::into).to_vec(),
            rows: origins.practices.iter().map(|one| self.practice(one)).collect(),
        };
        let works = origins.literature.iter().map(|work| pair(work.id.as_str(), work.cite.as_str()));
        let blocks = vec![Block::Table(table), Block::Pairs(works.collect())];
        section("part.practices".to_owned(), "Problems and practices", blocks)
    }

    fn practice(&self, one: &'static Practice) -> Row<'v> {
        let form = &self.scope.view.component.form;
        let mut asks = self.asks(&one.questions, &one.extras);
        let own = form.questions.iter().enumerate().filter(|(_, question)| question.traces.contains(&one.id));
        let own: Vec<usize> = own.map(|(at, _)| at).filter(|at| !asks.here.contains(at)).collect();
        asks.here.extend(own);
        let mut about = line(one.about.as_str());
        if let Some(note) = &one.note {
            about.push(Inline::text(format!(" {note}")));
        }
        let sources = format!("{}; sections {}", one.literature.join(", "), one.sections.join(", "));
        Row::of([
            vec![Inline::Strong(one.id.as_str().into()), Inline::text(format!(" {}", one.title))],
            about,
            line(sources),
            self.all(&asks),
        ])
    }

    /// What asks about it here, then what would.
    fn all(&self, asks: &Asks) -> Line<'v> {
        let mut all = self.linked(&asks.here);
        let off = missing(asks);
        if !off.is_empty() {
            all.push(Inline::text("; not asked here: "));
            all.extend(off);
        }
        all
    }

    fn interviews(&self) -> Block<'v> {
        let origins: &'static Origins = self.background.origins;
        let theme = |id: &String| origins.themes.iter().find(|theme| theme.id == *id);
        let codes = origins.codes.iter().map(|code| {
            let themes: Vec<&str> =
                code.themes.iter().filter_map(theme).map(|theme| theme.title.as_str()).collect();
            let mut themes = themes.join(", ");
            if !code.named && !themes.is_empty() {
                themes += " (a judgement)";
            }
            let asks = self.asks(&code.questions, &code.extras);
            Row::of([line(code.title.as_str()), line(themes), line(code.about.as_str()), self.all(&asks)])
        });
        let codes = Table {
            widths: &[],
            caption: "Which questions come from a code of the interviews".into(),
            head: ["Code", "Theme", "What it is", "Questions"].map(Into::into).to_vec(),
            rows: codes.collect(),
        };
        let people = origins.interviewees.iter().map(|one| {
            let asks = self.asks(&one.questions, &one.extras);
            let sections = one.sections.join(", ");
            Row::of([line(one.id.as_str()), line(one.about.as_str()), line(sections), self.all(&asks)])
        });
        let people = Table {
            widths: &[],
            caption: "Which questions come from whom".into(),
            head: ["Interviewee", "Who", "Sections", "Questions"].map(Into::into).to_vec(),
            rows: people.collect(),
        };
        let about = format!(
            "From {}. Which questions belong to a code is a judgement, and so is what is not asked here.",
            origins.source
        );
        let themes = origins.themes.iter().map(|one| pair(one.title.as_str(), one.about.as_str())).collect();
        let blocks = vec![
            Block::Paragraph(line(about)),
            Block::Pairs(themes),
            Block::Table(codes),
            Block::Table(people),
        ];
        section("part.interviews".to_owned(), "Interviews", blocks)
    }
}

/// What is not asked here, with the set that would.
fn missing<'a>(asks: &Asks) -> Line<'a> {
    let mut parts: Vec<Line<'a>> = Vec::new();
    for extra in &asks.off {
        parts.push(vec![Inline::Code(extra.id.as_str().into()), Inline::text(format!(" ({})", extra.set))]);
    }
    for &id in &asks.elsewhere {
        parts.push(vec![Inline::Code(id.into()), Inline::text(" (a newer form)")]);
    }
    let mut all = Line::new();
    for part in parts {
        if !all.is_empty() {
            all.push(Inline::text(", "));
        }
        all.extend(part);
    }
    all
}

/// "Data: Data quality, Labeling; Infrastructure: Versioning; from ID3": codes under their themes, and who spoke.
fn heard(origin: &Origin<'_>) -> String {
    let of = |theme: Option<&str>| {
        let codes = origin.codes.iter().filter(|code| match theme {
            Some(id) => code.themes.iter().any(|one| one == id),
            None => code.themes.is_empty(),
        });
        codes.map(|code| code.title.as_str()).collect::<Vec<_>>().join(", ")
    };
    let mut parts: Vec<String> =
        origin.themes.iter().map(|theme| format!("{}: {}", theme.title, of(Some(&theme.id)))).collect();
    let without = of(None);
    if !without.is_empty() {
        parts.push(format!("no theme: {without}"));
    }
    if !origin.interviewees.is_empty() {
        let people: Vec<&str> = origin.interviewees.iter().map(|one| one.id.as_str()).collect();
        parts.push(format!("from {}", people.join(", ")));
    }
    parts.join("; ")
}

fn section<'v>(id: String, title: impl Into<std::borrow::Cow<'v, str>>, blocks: Vec<Block<'v>>) -> Block<'v> {
    Block::Section(Section { id, title: title.into(), count: None, blocks })
}
