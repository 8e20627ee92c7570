//! What a finding is known by from one run to the next, while other lines of its file change.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::Finding;

impl Finding {
    /// 32 hex digits over rule, component, question, file and the text of its line: neither line numbers nor
    /// counts go into it, nor the words of the message.
    pub fn fingerprint(&self) -> String {
        let (file, excerpt) =
            self.location.as_ref().map_or(("", ""), |at| (at.file.as_str(), at.excerpt.trim()));
        let question = self.question.as_deref().unwrap_or_default();
        let mut hash = Sha256::new();
        for part in [self.rule.as_str(), &self.component, question, file, excerpt] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        hash.finalize().iter().take(16).fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

/// One fingerprint a finding, with `:N` behind it: findings that differ in nothing that lasts are told apart by
/// their order.
pub fn fingerprints<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let numbered = findings.into_iter().map(|finding| {
        let print = finding.fingerprint();
        let nth = *seen.entry(print.clone()).and_modify(|nth| *nth += 1).or_insert(0);
        format!("{print}:{nth}")
    });
    numbered.collect()
}
