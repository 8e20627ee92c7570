//! What is taken out of an output before it is held: what differs from run to run, and what is the same in many outputs
//! and held in one.

/// Puts a word for everything between two marks, the marks themselves apart.
pub fn between(text: &str, start: &str, end: &str, word: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(start) {
        let (before, from) = rest.split_at(at + start.len());
        let Some(length) = from.find(end) else { break };
        masked += before;
        masked += word;
        rest = &from[length..];
    }
    masked + rest
}

/// Takes out of pages and SARIF logs what is the same in all of them.
pub fn repeated(text: &str) -> String {
    let text = between(text, "<style>", "</style>", "…");
    let text = between(&text, "<script>", "</script>", "…");
    let text = between(&text, "'sha256-", "'", "…");
    let text = between(&text, "\n          \"rules\": [", "\n          ]", " …");
    between(&text, "\n+          \"rules\": [", "\n+          ]", " …")
}

#[test]
fn what_lies_between_is_masked_and_the_rest_stays() {
    assert_eq!(between("a <b>c</b> d <b>e</b> <b>f", "<b>", "</b>", "…"), "a <b>…</b> d <b>…</b> <b>f");
}
