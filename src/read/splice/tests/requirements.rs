//! Taking a requirement out leaves everything else as it was, byte for byte.

use super::super::SpliceError;
use super::super::requirement_properties::{only_its_own_lines_go, without};

const TEXT: &str = "# Q\n[q]\nanswer = \"x\" # of mia\n\n# agreed with ops\n[[q.requirement]]\nid = \"a\"\ntext = \"A\"\n\n\
    [q.requirement.measured]\nfile = \"a.json\"\nkey = \"k\"\nat-least = 1\n\n[[q.requirement]]\nid = 'b'\ntext = '''\n[[q.requirement]]\n'''\n\n\
    [[q.requirement]]\nid = \"c\"\ntext = \"C\"\n# R\n[r]\nanswer = \"\"\n";

#[test]
fn a_requirement_goes_with_its_comments_and_the_tables_in_it() {
    let gone = |from: &str, to: &str| {
        let (start, end) = (TEXT.find(from).unwrap(), TEXT.find(to).unwrap());
        format!("{}{}", &TEXT[..start], &TEXT[end..])
    };
    assert_eq!(without(TEXT, "a").unwrap(), gone("# agreed", "[[q.requirement]]\nid = 'b'"));
    assert_eq!(
        without(TEXT, "b").unwrap(),
        gone("[[q.requirement]]\nid = 'b'", "[[q.requirement]]\nid = \"c\"")
    );
    let last = without(TEXT, "c").unwrap();
    assert!(last.ends_with("'''\n\n# R\n[r]\nanswer = \"\"\n"), "{last}");
    assert_eq!(without(TEXT, "d").unwrap(), TEXT);
    let all = ["a", "b", "c"].iter().fold(TEXT.to_owned(), |text, id| without(&text, id).unwrap());
    assert_eq!(all, "# Q\n[q]\nanswer = \"x\" # of mia\n\n# R\n[r]\nanswer = \"\"\n");
    let windows = TEXT.replace('\n', "\r\n");
    assert_eq!(without(&windows, "b").unwrap(), without(TEXT, "b").unwrap().replace('\n', "\r\n"));
}

#[test]
fn one_within_its_answers_line_is_left_to_an_editor() {
    for text in
        ["[q]\nrequirement = [{ id = \"a\" }, { id = \"b\" }]\n", "q = { requirement = [{ id = \"a\" }] }\n"]
    {
        assert!(matches!(without(text, "a"), Err(SpliceError::Layout { .. })), "{text}");
    }
}

#[test]
fn comments_below_one_stay_where_the_text_ends_without_a_newline() {
    only_its_own_lines_go(&[(0, 0, false), (0, 1, false)], 1, false, false).unwrap();
}
