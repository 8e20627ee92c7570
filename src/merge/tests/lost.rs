//! Comments within a value are nobody's to lose.

use super::*;

#[track_caller]
fn wanted(base: &str, ours: &str, theirs: &str, wanted: &str) {
    let of = |value: &str| format!("[q]\nby = {value}\n");
    let found = merged(&of(base), &of(ours), &of(theirs));
    assert_eq!((found.conflicts, found.by_lines), (0, None), "{}", found.text);
    assert_eq!(found.text, wanted);
}

#[test]
fn a_comment_within_an_array_comes_along_with_its_item() {
    wanted(
        "[\n  \"a\",\n]",
        "[\n  \"a\",\n  \"o\", # mine\n]",
        "[\n  # first\n  \"a\", # why\n  \"t\" # theirs\n]",
        "[q]\nby = [\n  # first\n  \"a\", # why\n  \"o\", # mine\n  \"t\", # theirs\n]\n",
    );
    wanted(
        "[\"a\"]",
        "[\"a\", \"o\"]",
        "[\"a\", # why\n  \"t\"] # rest",
        "[q]\n# why\nby = [\"a\", \"o\", \"t\"] # rest\n",
    );
}

#[test]
fn a_comment_stays_where_only_the_other_side_changed_the_value() {
    let (base, said, more) = ("[\n  \"a\",\n]", "[\n  \"a\", # why\n]", "[\n  \"a\",\n  \"b\",\n]");
    let both = "[q]\nby = [\n  \"a\", # why\n  \"b\",\n]\n";
    wanted(base, said, more, both);
    wanted(base, more, said, both);
    wanted(base, said, "[\"a\"]", "[q]\nby = [\n  \"a\", # why\n]\n");
    wanted(base, "[\"a\"]", said, "[q]\n# why\nby = [\"a\"]\n");
}

#[test]
fn a_comment_of_an_item_that_the_other_side_took_out_stands_above() {
    wanted(
        "[\n  \"a\",\n  \"b\",\n]",
        "[\n  \"a\", # keep\n  \"b\",\n]",
        "[\n  \"b\",\n]",
        "[q]\n# keep\nby = [\n  \"b\",\n]\n",
    );
    // What was there before goes with its item.
    wanted(
        "[\n  \"a\", # old\n  \"b\",\n]",
        "[\n  \"b\",\n]",
        "[\n  \"a\", # old\n  \"b\",\n  \"c\",\n]",
        "[q]\nby = [\n  \"b\",\n  \"c\",\n]\n",
    );
}

#[test]
fn comments_within_a_table_on_one_line_and_with_other_line_endings_stay_too() {
    let of = |value: &str| format!("[q]\r\ndepends-on = {{ add = {value} }}\r\n");
    let found =
        merged(&of("[\"a\"]"), &of("[\"a\", \"o\"]"), &of("[\n\"a\", # why\n\"t\"]").replace("\r\n", "\n"));
    assert_eq!((found.conflicts, found.by_lines), (0, None), "{}", found.text);
    assert_eq!(found.text, format!("[q]\r\n# why\r\n{}", &of("[\"a\", \"o\", \"t\"]")[5..]));
}
