//! The frame: head, contents, tools, main, footer.

use std::fmt::Write;

use super::super::super::document::{Block, Document, Facets, Layout, Section};
use super::body::Body;
use super::policy::policy;
use super::{SCRIPT, STYLE, text};

/// Writes a document.
pub(in crate::doc::render) fn render(document: &Document<'_>) -> String {
    let mut out = String::with_capacity(STYLE.len() + SCRIPT.len() + 64 * 1024);
    out.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    out.push_str(policy());
    out.push_str("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    text::push_with(&mut out, &document.title, " ");
    out.push_str(": ");
    text::push(&mut out, document.kind);
    out.push_str("</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>");
    out.push_str(STYLE);
    out.push_str("</style>\n</head>\n<body class=\"");
    let has_side = document.facets.is_some() || has_contents(&document.blocks);
    out.push_str(match document.layout {
        Layout::Text if has_side => "text",
        Layout::Text => "alone",
        Layout::Wide => "wide",
        Layout::Page => "page",
    });
    out.push_str(
        "\">\n<a class=\"skip\" href=\"#page.main\">Skip to the content</a>\n<header>\n<p class=\"kind\">",
    );
    text::push(&mut out, document.kind);
    out.push_str("</p>\n<h1>");
    text::push(&mut out, &document.title);
    out.push_str("</h1>\n");
    let mut body = Body { out };
    if !document.subtitle.is_empty() {
        body.out.push_str("<p class=\"sub\">");
        body.line(&document.subtitle);
        body.out.push_str("</p>\n");
    }
    body.out.push_str("</header>\n");
    if document.layout != Layout::Page && has_side {
        body.out.push_str("<div class=\"side\">\n");
        contents(&mut body.out, &document.blocks);
        if let Some(facets) = &document.facets {
            tools(&mut body.out, facets);
        }
        body.out.push_str("</div>\n");
    }
    body.out.push_str("<main id=\"page.main\" tabindex=\"-1\">\n");
    body.blocks(&document.blocks, 2);
    body.out.push_str("</main>\n<footer>\n<p>");
    body.line(&document.footer);
    body.out.push_str("</p>\n</footer>\n");
    let mut out = body.out;
    if document.facets.is_some() {
        out.push_str("<script>");
        out.push_str(SCRIPT);
        out.push_str("</script>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn sections<'d, 'a>(blocks: &'d [Block<'a>]) -> impl Iterator<Item = &'d Section<'a>> {
    blocks.iter().filter_map(|block| if let Block::Section(section) = block { Some(section) } else { None })
}

/// One section needs no list of sections.
fn has_contents(blocks: &[Block<'_>]) -> bool {
    sections(blocks).nth(1).is_some()
}

fn contents(out: &mut String, blocks: &[Block<'_>]) {
    if !has_contents(blocks) {
        return;
    }
    out.push_str("<nav aria-label=\"Contents\">\n<ul>\n");
    for section in sections(blocks) {
        out.push_str("<li><a href=\"#");
        text::push(out, &section.id);
        out.push_str("\">");
        text::push(out, &section.title);
        out.push_str("</a>");
        match section.count {
            None => {}
            Some((_, 0)) => out.push_str(" <span class=\"of\">nothing required</span>"),
            Some((done, of)) => {
                let _ = write!(
                    out,
                    " <span class=\"of\">{done}<span class=\"sr\"> settled</span> of {of}</span>"
                );
            }
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n</nav>\n");
}

/// A search box and filters. They need the script, which shows them.
fn tools(out: &mut String, facets: &Facets<'_>) {
    out.push_str("<div id=\"page.tools\" class=\"tools\" role=\"search\" aria-label=\"Questions\" hidden>\n");
    out.push_str("<label>Search <input id=\"page.search\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\"></label>\n");
    let stages = facets.stages.iter().map(|(at, title)| (at.to_string(), *title));
    select(out, "stage", "Stage", stages);
    select(out, "roles", "Role", facets.roles.iter().map(|(at, title)| (at.to_string(), *title)));
    select(
        out,
        "state",
        "Status",
        facets.states.iter().map(|state| (state.word().to_owned(), state.title())),
    );
    out.push_str("<button id=\"page.clear\" type=\"button\">Show all</button>\n");
    out.push_str("<p id=\"page.count\" aria-live=\"polite\"></p>\n</div>\n");
}

fn select<'a>(out: &mut String, name: &str, label: &str, options: impl Iterator<Item = (String, &'a str)>) {
    let _ = write!(out, "<label>{label} <select data-by=\"{name}\"><option value=\"\">All</option>");
    for (value, title) in options {
        let _ = write!(out, "<option value=\"{value}\">");
        text::push(out, title);
        out.push_str("</option>");
    }
    out.push_str("</select></label>\n");
}
