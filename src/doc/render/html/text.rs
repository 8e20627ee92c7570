//! Plain text as HTML.

use pulldown_cmark_escape::{escape_href, escape_html};

use crate::source::inert;

/// Writes plain text; line feeds are line breaks. Also good within a quoted attribute, where a line feed is
/// never expected.
pub(super) fn push(out: &mut String, text: &str) {
    let text = inert(text);
    if !text.contains('\n') && !looks_like_command(&text) {
        plain(out, &text);
        return;
    }
    let mut first = true;
    for line in text.split('\n') {
        if !first {
            out.push_str("<br>");
        }
        first = false;
        guarded(out, line);
    }
}

/// Writes an address within a quoted attribute.
pub(super) fn push_address(out: &mut String, address: &str) {
    // Writing to a string cannot fail.
    let _ = escape_href(&mut *out, address);
}

/// Whether a build log could take a line of it for a command of its own: `::error …`, `##[error] …`.
pub(super) fn looks_like_command(text: &str) -> bool {
    text.contains("::") || text.contains("##[")
}

/// Writes text so that no build log takes it for a command; it reads the same.
pub(super) fn guarded(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find("::").into_iter().chain(rest.find("##[")).min() {
        let (before, command) = rest.split_at(at);
        plain(out, before);
        match command.strip_prefix("::") {
            Some(after) => {
                out.push_str("&#58;&#58;");
                rest = after;
            }
            None => {
                out.push_str("##&#91;");
                rest = command.strip_prefix("##[").unwrap_or_default();
            }
        }
    }
    plain(out, rest);
}

fn plain(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = escape_html(&mut *out, text);
}
