//! How the versions are written: line endings, layouts, texts that are no TOML.

use super::*;

#[test]
fn line_endings_byte_order_mark_and_the_missing_last_newline_are_ours() {
    let crlf = |text: &str| format!("\u{feff}{}", text.trim_end().replace('\n', "\r\n"));
    let ours = crlf(&changed(BASE, &[("\"\"", "\"much\"")]));
    let theirs = changed(
        BASE,
        &[("\"cameras\"", "'''\na\nb\n'''"), ("# Whose", "# New?\n[brand-new]\nanswer = \"\"\n\n# Whose")],
    );
    let found = merged(BASE, &ours, &theirs);
    assert_eq!((found.conflicts, found.text), (0, crlf(&changed(&theirs, &[("\"\"", "\"much\"")]))));
    let found = merged(BASE, &ours, &changed(BASE, &[("\"\"", "\"little\"")]));
    assert!(found.text.contains(
        "<<<<<<< ours\r\nanswer = \"much\"\r\n=======\r\nanswer = \"little\"\r\n>>>>>>> theirs\r\n"
    ));
    let last = |text: &str| changed(BASE.trim_end(), &[("All of it.", text)]);
    let found = merged(BASE, &last("a"), &last("b"));
    assert!(found.text.ends_with(">>>>>>> theirs\n"), "{}", found.text);
}

#[test]
fn a_version_that_cannot_be_read_is_merged_line_by_line() {
    let ours = changed(BASE, &[("\"cameras\"", "cameras")]);
    let theirs = changed(BASE, &[("Ours.", "Theirs.")]);
    let found = merged(BASE, &ours, &theirs);
    assert_eq!((found.conflicts, found.by_lines), (0, Some(ByLines::Unreadable)));
    assert_eq!(found.text, changed(&ours, &[("Ours.", "Theirs.")]));
    let found = merged("a\nb\nc\n", "a\nx\nc\n", "a\ny\nc\n");
    assert_eq!(found.text, "a\n<<<<<<< ours\nx\n=======\ny\n>>>>>>> theirs\nc\n");
}

#[test]
fn a_table_that_changed_its_layout_is_merged_line_by_line_and_never_half() {
    let base = "[facts]\nharm = true\nstreaming = true\n";
    let found = merged(
        base,
        "facts = { harm = true, streaming = true }\n",
        "[facts]\nharm = true\nstreaming = false\n",
    );
    assert_eq!(found.by_lines, Some(ByLines::Layout), "{}", found.text);
    assert!(found.conflicts > 0 && found.text.contains("streaming = false"));
}

#[test]
fn a_table_on_one_line_merges_by_key_too() {
    let of = |table: &str| format!("[questions.privacy]\ndepends-on = {table} # why\n");
    let base = of("{ add = [\"a\"], drop = [\"b\"] }");
    for (ours, theirs, wanted) in [
        (
            "{ add = [\"a\", \"o\"], drop = [\"b\"] }",
            "{ add = [\"a\"], drop = [] }",
            "{ add = [\"a\", \"o\"], drop = [] }",
        ),
        (
            "{ add = [\"a\", \"o\"], drop = [\"b\"] }",
            "{ add = [\"t\"], drop = [\"b\"] }",
            "{ add = [\"o\", \"t\"], drop = [\"b\"] }",
        ),
        ("{ add = [\"o\"], drop = [\"b\"] }", "{ add = [\"a\"] }", "{ add = [\"o\"] }"),
        (
            "{ drop = [\"b\"] }",
            "{ add = [\"a\"], drop = [\"b\"], new = 'x' }",
            "{ drop = [\"b\"], new = 'x' }",
        ),
    ] {
        let found = merged(&base, &of(ours), &of(theirs));
        assert_eq!((found.conflicts, found.by_lines, found.text), (0, None, of(wanted)));
    }
    let found = merged(
        &base,
        &of("{ add = [\"a\"], note = 'o' }"),
        &of("{ add = [\"a\"], drop = [\"b\"], note = 't' }"),
    );
    assert_eq!((found.conflicts, found.by_lines), (1, None), "{}", found.text);
    assert!(
        found.text.starts_with("[questions.privacy]\n<<<<<<< ours\ndepends-on = { add"),
        "{}",
        found.text
    );
}
