//! Formal requirements below their answer.

use super::super::super::document::{Formal, Inline};
use super::Page;
use super::escape::Place;
use crate::model::Keys;

impl Page {
    pub(super) fn requirements(&mut self, requirements: &[Formal<'_>]) {
        self.out.push_str("**Formal requirements**\n\n");
        self.list(None, requirements, |page, Formal { requirement: one, judged }| {
            page.code(&one.id, Place::Line);
            page.out.push_str(": ");
            page.text(&one.text, Place::Line);
            page.out.push('\n');
            for (key, text) in one.remarks() {
                page.out.push_str("  - ");
                page.out.push_str(key.title().unwrap_or(key.name()));
                page.out.push_str(": ");
                page.text(text, Place::Line);
                page.out.push('\n');
            }
            if let Some(judged) = judged {
                page.out.push_str("  - Verdict: ");
                page.inline(&Inline::Judged(judged.verdict), Place::Line);
                page.text(&format!(": {}", judged.said.replace('`', "")), Place::Line);
                page.out.push('\n');
            }
        });
    }
}
