//! The document model: what a document says, free of any format. Text borrows from the component where it
//! can. Every string is plain text that a format escapes, except [`Block::Answer`] and [`Cell::Answer`], which are foreign
//! Markdown that a format renders or quotes without letting anything in it act.

mod graph;

use std::borrow::Cow;

use jiff::civil::Date;

pub use self::graph::{Edge, EdgeKind, Graph, Link, Node};

use crate::model::Requirement;
use crate::query::{Judged, Judgement, State, Verdict};

/// A document.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// What kind of document: "Requirements".
    pub kind: &'a str,
    /// What it is about: a component's name.
    pub title: Cow<'a, str>,
    /// A line below the title.
    pub subtitle: Line<'a>,
    /// By what its questions can be filtered, where they can.
    pub facets: Option<Facets<'a>>,
    /// The content.
    pub blocks: Vec<Block<'a>>,
    /// The last line.
    pub footer: Line<'a>,
    /// How it is laid out.
    pub layout: Layout,
}

/// How a document is laid out where a format lays out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A column of text with its contents beside it.
    Text,
    /// As wide as the screen: tables with long cells.
    Wide,
    /// One printed page.
    Page,
}

/// By what questions can be filtered.
#[derive(Debug, Clone, Default)]
pub struct Facets<'a> {
    /// Stages with their index.
    pub stages: Vec<(usize, &'a str)>,
    /// Roles with their index.
    pub roles: Vec<(usize, &'a str)>,
    /// States that occur.
    pub states: Vec<State>,
}

/// A run of text on one line.
pub type Line<'a> = Vec<Inline<'a>>;

/// A part of a line.
#[derive(Debug, Clone)]
pub enum Inline<'a> {
    /// Plain text.
    Text(Cow<'a, str>),
    /// Text that stands out.
    Strong(Cow<'a, str>),
    /// An id, a path, a word of files.
    Code(Cow<'a, str>),
    /// A day, never broken over two lines.
    Date(Date),
    /// An address, shown as itself; a link where it is http or https.
    Web(&'a str),
    /// A link to another file of the same output.
    File {
        /// What it says.
        text: Cow<'a, str>,
        /// Relative address, `/` between its parts.
        to: Cow<'a, str>,
    },
    /// A link to a question in this document.
    Question {
        /// Its id.
        id: &'a str,
        /// What the link says.
        text: Cow<'a, str>,
    },
    /// The state of a question, in words.
    State(State),
    /// How far a challenge is met, in words.
    Verdict(Verdict),
    /// Whether a requirement is met, in words.
    Judged(Judgement),
    /// So many required questions of so many, as a bar with its numbers; of none, in words.
    Progress {
        /// So many.
        done: usize,
        /// Of so many.
        of: usize,
    },
}

/// A part of a document.
#[derive(Debug, Clone)]
pub enum Block<'a> {
    /// A heading and what stands under it.
    Section(Section<'a>),
    /// A paragraph.
    Paragraph(Line<'a>),
    /// The one sentence to take away.
    Lead(Line<'a>),
    /// Something that needs a reader's eye: a title and what to know.
    Callout {
        /// In a word or two.
        title: &'a str,
        /// Paragraphs.
        lines: Vec<Line<'a>>,
    },
    /// Foreign Markdown.
    Answer(Cow<'a, str>),
    /// Points.
    List(Vec<Line<'a>>),
    /// Names and what they stand for.
    Pairs(Vec<(Cow<'a, str>, Line<'a>)>),
    /// Rows and columns.
    Table(Table<'a>),
    /// Stages and what flows between them.
    Flow(Flow<'a>),
    /// What rests on what.
    Graph(Graph<'a>),
    /// A question.
    Card(Card<'a>),
    /// Formal requirements.
    Requirements(Vec<Formal<'a>>),
    /// Room to write by hand.
    Room(&'a str),
}

/// A formal requirement, with its verdict where there is more to say than that somebody has to look.
#[derive(Debug, Clone)]
pub struct Formal<'a> {
    /// The requirement.
    pub requirement: &'a Requirement,
    /// Whether it is met.
    pub judged: Option<Judged>,
}

/// A heading and what stands under it.
#[derive(Debug, Clone)]
pub struct Section<'a> {
    /// Its anchor. It holds a `.`, which ids of questions never do.
    pub id: String,
    /// Its heading.
    pub title: Cow<'a, str>,
    /// How far its questions are, for the contents: required and done, required.
    pub count: Option<(usize, usize)>,
    /// The content.
    pub blocks: Vec<Block<'a>>,
}

/// What a question can be found by.
#[derive(Debug, Clone, Copy)]
pub struct Tags<'a> {
    /// Its stage, by index.
    pub stage: usize,
    /// Its roles, by index.
    pub roles: &'a [usize],
    /// Its state.
    pub state: State,
}

/// A question with what is said about it.
#[derive(Debug, Clone)]
pub struct Card<'a> {
    /// The question's id, its anchor.
    pub id: &'a str,
    /// The question.
    pub text: &'a str,
    /// What it can be found by; without, its state is not shown either.
    pub tags: Option<Tags<'a>>,
    /// Whether nobody waits for it: it stands back behind the others.
    pub quiet: bool,
    /// What stands beside its state: required or not, whom to ask.
    pub meta: Vec<Line<'a>>,
    /// The content.
    pub blocks: Vec<Block<'a>>,
}

/// Rows and columns.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    /// What it shows, for those who cannot see it.
    pub caption: Cow<'a, str>,
    /// Titles of the columns.
    pub head: Vec<Cow<'a, str>>,
    /// Widths of the columns in hundredths, so that tables below each other line up; empty where the text decides.
    pub widths: &'static [u8],
    /// Rows; the first cell names the row.
    pub rows: Vec<Row<'a>>,
}

/// A row.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// The question whose anchor it is, with what it can be found by.
    pub question: Option<(&'a str, Tags<'a>)>,
    /// As many as the table has columns.
    pub cells: Vec<Cell<'a>>,
}

/// A cell.
#[derive(Debug, Clone)]
pub enum Cell<'a> {
    /// A line.
    Line(Line<'a>),
    /// Foreign Markdown.
    Answer {
        /// What stands before it.
        before: Line<'a>,
        /// The Markdown.
        text: &'a str,
    },
}

/// Stages and what flows between them.
#[derive(Debug, Clone)]
pub struct Flow<'a> {
    /// The stages' titles, in order.
    pub stages: Vec<&'a str>,
    /// From, to (by index), and what flows.
    pub feeds: Vec<(usize, usize, &'a str)>,
}

impl<'a> Inline<'a> {
    /// Plain text.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }
}

/// A line of plain text.
pub fn line<'a>(text: impl Into<Cow<'a, str>>) -> Line<'a> {
    vec![Inline::text(text)]
}

impl<'a> Row<'a> {
    /// A row of lines that is nobody's anchor.
    pub fn of(cells: impl IntoIterator<Item = Line<'a>>) -> Self {
        Self { question: None, cells: cells.into_iter().map(Cell::Line).collect() }
    }
}
