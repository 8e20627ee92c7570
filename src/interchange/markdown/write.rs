//! Questions → a Markdown sheet.

use super::super::SheetOptions;
use super::super::text::canonical;
use super::boxes::boxes;
use super::marker;
use crate::model::{Answer, Form, Question, said_hash};
use crate::query::{self, State, View};
use crate::source::inert_line;

/// How a sheet explains itself, a paragraph an entry. Reading knows these words again, so that only what
/// a person adds to them counts as written.
pub(super) const INTRO: &[&str] = &[
    "These questions are about a piece of software that learns from data, and you are asked because you know \
     something that its team needs to know. You can fill this file in with any editor, or in your mail program.",
    "Write each answer below the line that reads `<!-- answer -->`, in your own words and as long as it needs \
     to be. Leave a question empty if you cannot answer it. Leave the lines that begin with `<!--` as they are: \
     they tell which answer belongs to which question. Then send the file back to whoever sent it to you.",
    ANSWERED,
];

const ANSWERED: &str = "Where an answer stands already, it is the present one: correct it if it is wrong, and leave it alone \
                        if it is right. Deleting it changes nothing.";

/// What the lines with the names start with.
pub(super) const NAMES: [&str; 2] = ["Component: ", "Form: "];

pub(super) fn write(view: &View<'_>, questions: &[usize], options: &SheetOptions) -> String {
    let component = view.component;
    let form = &component.form;
    let name = plain(&component.name);
    let title = options.title.as_deref().map_or_else(|| format!("Questions about {name}"), plain);
    let [of_component, of_form] = NAMES;
    let form_title = plain(&form.title);
    let mut out = format!("# {title}\n\n{of_component}{name}\n\n{of_form}{form_title} ({})\n\n", form.id);
    for paragraph in INTRO.iter().filter(|text| options.intro && (options.answered_too || **text != ANSWERED))
    {
        out.push_str(paragraph);
        out.push_str("\n\n");
    }
    for &question in questions {
        let Some(asked) = form.questions.get(question) else { continue };
        let answer = component.answer(question);
        let text = canonical(answer.map_or("", Answer::text));
        let chosen = answer.map(Answer::chosen).unwrap_or_default();
        let state = state(asked, answer);
        let start = marker::section(asked.id.as_str(), &said_hash(&text, &chosen));
        let boxes = boxes(asked, &chosen);
        let parts = [
            &start,
            "\n",
            &head(form, question),
            &state,
            &boxes,
            "\n",
            marker::ANSWER,
            "\n\n",
            &marker::escape(&text),
            "\n\n",
        ];
        out.extend(parts);
    }
    // In an editor people type at the end of the file, below the last answer.
    if options.intro {
        out.extend([marker::END, "\n"]);
    } else {
        out.pop();
    }
    out
}

/// How the line begins that says in which state a question is beyond open and answered.
pub(in crate::interchange) const STATE: &str = "**Present state:**";

fn state(question: &Question, answer: Option<&Answer>) -> String {
    let state = query::state(question, answer);
    let Some(answer) = answer.filter(|_| !matches!(state, State::Open | State::Answered)) else {
        return String::new();
    };
    let until = answer.until.as_ref().map(|until| format!(" until {}", until.value)).unwrap_or_default();
    let reason =
        answer.reason.as_ref().map(|reason| format!(" ({})", inert_line(&reason.value))).unwrap_or_default();
    format!("\n{STATE} {}{until}{reason}\n", state.title())
}

/// What stands between a section's first line and its answer.
pub(in crate::interchange) fn head(form: &Form, question: usize) -> String {
    let when = form.questions.get(question).and_then(|_| query::applies_when(form, question));
    let Some(question) = form.questions.get(question) else { return String::new() };
    let mut head = format!("## {}\n", inert_line(&question.text));
    let ask = question.ask(form).join(", ");
    let lines = [
        ("Ask", ask.as_str()),
        ("Applies when", when.as_deref().unwrap_or_default()),
        ("Examples", &question.examples_text),
        ("Why it is asked", &question.why),
        ("What goes wrong without an answer", &question.unanswered),
    ];
    for (label, text) in lines.into_iter().filter(|(_, text)| !text.trim().is_empty()) {
        head.extend(["\n**", label, ":** ", &inert_line(text), "\n"]);
    }
    head
}

/// A name on one line that brings no markup of its own.
fn plain(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for character in inert_line(name).chars() {
        if matches!(character, '\\' | '<' | '&' | '[' | '`') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
