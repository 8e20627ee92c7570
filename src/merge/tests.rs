use super::properties::decided;
use super::*;

mod layout;
mod lost;
mod renamed;
mod statements;
mod together;
mod waivers;

const BASE: &str = "\
#:schema schema/answers.json

# Data

# Where does the data come from?
# Ask: data engineer
[data-source]
answer = \"cameras\"
by = [\"data-engineer\"]
evidence = [\"docs/a.md\"]

[[data-source.requirement]]
id = \"rate\"
text = \"One image a second.\"

# How much?
[data-volume]
answer = \"\"

# Whose is it?
[data-ownership]
answer = '''
Ours.
All of it.
'''
";

fn merged(base: &str, ours: &str, theirs: &str) -> Merged {
    merge(base, ours, theirs, &Markers::default())
}

/// Both sides change the base by replacing text, and the merge is clean, by keys, and the same values either way.
#[track_caller]
fn clean(ours: &[(&str, &str)], theirs: &[(&str, &str)]) -> String {
    let (ours, theirs) = (changed(BASE, ours), changed(BASE, theirs));
    let found = merged(BASE, &ours, &theirs);
    assert_eq!((found.conflicts, found.by_lines), (0, None), "{}", found.text);
    let back = merged(BASE, &theirs, &ours);
    assert_eq!(values_of(&found.text), values_of(&back.text));
    found.text
}

fn values_of(text: &str) -> Flat {
    let document = parsed(text).unwrap_or_else(|| panic!("no TOML:\n{text}"));
    values::flat(&document.root, &values::alike(&[&document.root]))
}

#[track_caller]
fn changed(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "no {from:?}");
        text.replacen(from, to, 1)
    })
}

#[test]
fn neighbouring_new_tables_both_come_in_with_their_comments() {
    let at = "# How much?\n";
    let text = clean(
        &[(at, "# Mine?\n[mine]\nanswer = \"a\"\n\n# How much?\n")],
        &[(at, "# Theirs?\n[theirs]\nanswer = \"b\"\n\n# How much?\n")],
    );
    assert_eq!(
        text,
        changed(
            BASE,
            &[(
                at,
                "# Mine?\n[mine]\nanswer = \"a\"\n\n# Theirs?\n[theirs]\nanswer = \"b\"\n\n# How much?\n"
            )]
        )
    );
    let end = "All of it.\n'''\n";
    let text = clean(
        &[(end, "All of it.\n'''\n\n[mine]\nanswer = \"a\"\n")],
        &[(end, "All of it.\n'''\n\n# Theirs?\n[theirs]\nanswer = \"b\"\n")],
    );
    assert!(text.ends_with("\n[mine]\nanswer = \"a\"\n\n# Theirs?\n[theirs]\nanswer = \"b\"\n"), "{text}");
}

#[test]
fn two_requirements_on_one_question_both_come_in() {
    let at = "text = \"One image a second.\"\n";
    let new = |id: &str| format!("{at}\n[[data-source.requirement]]\nid = \"{id}\"\ntext = \"The {id}.\"\n");
    let (mine, theirs) = (new("mine"), new("theirs"));
    let text = clean(&[(at, mine.as_str())], &[(at, theirs.as_str())]);
    assert!(text.find("The mine.").unwrap() < text.find("The theirs.").unwrap(), "{text}");
    assert!(text.find("The theirs.").unwrap() < text.find("# How much?").unwrap(), "{text}");
}

#[test]
fn two_waivers_both_come_in_and_one_is_changed_beside_another_that_goes() {
    let base = "format = 1\n\n[[waiver]]\nrule = \"a\"\nuntil = 2027-01-01\n\n[[waiver]]\nrule = \"b\"\nquestion = \"q\"\n";
    let new =
        |rule: &str| format!("{base}\n[[waiver]]\nrule = \"missing-evidence\"\nquestion = \"{rule}\"\n");
    let found = merged(base, &new("x"), &new("y"));
    assert_eq!((found.conflicts, found.text.matches("[[waiver]]").count()), (0, 4), "{}", found.text);
    let gone = base.replace("[[waiver]]\nrule = \"a\"\nuntil = 2027-01-01\n\n", "");
    let later = base.replace("question = \"q\"\n", "question = \"q\"\nuntil = 2028-01-01\n");
    let found = merged(base, &gone, &later);
    assert_eq!(
        (found.conflicts, found.text.as_str()),
        (0, "format = 1\n\n[[waiver]]\nrule = \"b\"\nquestion = \"q\"\nuntil = 2028-01-01\n")
    );
}

#[test]
fn arrays_are_sets_of_items() {
    let text = clean(
        &[("[\"docs/a.md\"]", "[\"docs/a.md\", \"docs/mine.md\"]")],
        &[("[\"docs/a.md\"]", "[\"docs/a.md\", \"docs/theirs.md\"]")],
    );
    assert!(text.contains("evidence = [\"docs/a.md\", \"docs/mine.md\", \"docs/theirs.md\"]\n"), "{text}");
    let text = clean(
        &[("[\"docs/a.md\"]", "[\n  \"docs/a.md\", # old\n  \"docs/mine.md\", # new\n]")],
        &[("[\"docs/a.md\"]", "[\"docs/theirs.md\"]")],
    );
    assert!(
        text.contains("evidence = [\n  \"docs/mine.md\", # new\n  \"docs/theirs.md\",\n]\n"),
        "removed by one is removed, and the other's comments stay:\n{text}"
    );
    let text = clean(
        &[("answer = \"\"\n", "answer = \"\"\nevidence = [\"m\"]\n")],
        &[("answer = \"\"\n", "answer = \"\"\nevidence = ['t']\n")],
    );
    assert!(text.contains("evidence = [\"m\", \"t\"]\n"), "{text}");
}

#[test]
fn an_answer_beside_who_said_it() {
    let text = clean(&[("\"cameras\"", "\"four cameras\"")], &[("[\"data-engineer\"]", "[\"@jonas\"]")]);
    assert!(text.contains("answer = \"four cameras\"\nby = [\"@jonas\"]\n"), "{text}");
    let text = clean(
        &[("answer = \"\"\n", "answer = \"much\"\n")],
        &[("answer = \"\"\n", "answer = \"\"\nby = [\"@lea\"]\nnote = \"ask again\" # for now\n")],
    );
    assert!(text.contains("answer = \"much\"\nby = [\"@lea\"]\nnote = \"ask again\" # for now\n"), "{text}");
}

#[test]
fn an_upgrade_beside_an_answer() {
    let upgrade = [
        ("# Ask: data engineer\n", "# Ask: data engineer, legal team\n# Examples: owned data\n"),
        ("# How much?\n[data-volume]\nanswer = \"\"\n\n", ""),
        ("# Whose is it?\n", "# New?\n[brand-new]\nanswer = \"\"\n\n# Who owns it?\n"),
    ];
    let answer = [("answer = \"cameras\"", "answer = \"four cameras\" # agreed"), ("Ours.", "Theirs.")];
    let text = clean(&answer, &upgrade);
    assert_eq!(text, changed(&changed(BASE, &upgrade), &answer));
    assert_eq!(clean(&upgrade, &answer), text);
}

#[test]
fn comments_that_both_changed_are_both_kept() {
    let text = clean(
        &[("# Ask: data engineer\n", "# Ask: the data engineer\n# Mine\n")],
        &[("# Ask: data engineer\n", "# Ask: data engineer, legal\n"), ("\"cameras\"", "\"x\" # why")],
    );
    let comments = "# Where does the data come from?\n# Ask: the data engineer\n# Mine\n# Ask: data engineer, legal\n[data-source]\n";
    assert!(text.contains(comments) && text.contains("\"x\" # why\n"), "{text}");
    let text = clean(&[("\"cameras\"", "\"cameras\" # mine")], &[("\"cameras\"", "\"cameras\" # theirs")]);
    assert!(text.contains("# theirs\nanswer = \"cameras\" # mine\n"), "{text}");
}

#[test]
fn the_same_key_conflicts_on_that_value_alone() {
    let ours = changed(BASE, &[("\"cameras\"", "\"ours\" # o"), ("\"\"", "\"much\"")]);
    let theirs = changed(BASE, &[("\"cameras\"", "'theirs' # t"), ("[\"data-engineer\"]", "[\"@lea\"]")]);
    let found = merged(BASE, &ours, &theirs);
    let wanted = "<<<<<<< ours\nanswer = \"ours\" # o\nby = [\"data-engineer\"]\n=======\nanswer = 'theirs' # t\nby = [\"@lea\"]\n>>>>>>> theirs\n";
    assert_eq!(
        (found.conflicts, found.by_lines, found.text),
        (
            1,
            None,
            changed(
                BASE,
                &[("answer = \"cameras\"\nby = [\"data-engineer\"]\n", wanted), ("\"\"", "\"much\"")]
            )
        )
    );
    let markers = Markers { size: 9, ours: "HEAD".into(), theirs: String::new() };
    let text = merge(BASE, &ours, &theirs, &markers).text;
    assert!(text.contains("<<<<<<<<< HEAD\n") && text.contains("\n>>>>>>>>>\n"), "{text}");
    let rules: Vec<_> =
        Document::parse(&text, &mut Vec::new()).unwrap_err().iter().map(|one| one.rule.as_str()).collect();
    assert_eq!(rules[0], "conflict-marker");
}

#[test]
fn an_answer_of_several_lines_is_one_value() {
    let found = merged(
        BASE,
        &changed(BASE, &[("Ours.\n", "Ours!\n")]),
        &changed(BASE, &[("All of it.", "Most of it.")]),
    );
    let wanted = "[data-ownership]\n<<<<<<< ours\nanswer = '''\nOurs!\nAll of it.\n'''\n=======\nanswer = '''\nOurs.\nMost of it.\n'''\n>>>>>>> theirs\n";
    assert!(found.conflicts == 1 && found.text.ends_with(wanted), "{}", found.text);
}

#[test]
fn a_table_that_one_side_deleted_and_the_other_left_is_gone_and_one_it_changed_is_a_conflict() {
    let table = "# How much?\n[data-volume]\nanswer = \"\"\n\n";
    assert_eq!(
        clean(&[(table, "")], &[("\"cameras\"", "\"x\"")]),
        changed(BASE, &[(table, ""), ("\"cameras\"", "\"x\"")])
    );
    let deleted = changed(BASE, &[(table, "")]);
    let answered = changed(BASE, &[("\"\"", "\"much\"")]);
    let marked = "<<<<<<< ours\n# How much?\n[data-volume]\nanswer = \"much\"\n=======\n>>>>>>> theirs\n\n";
    let found = merged(BASE, &answered, &deleted);
    assert_eq!((found.conflicts, found.text), (1, changed(BASE, &[(table, marked)])));
    let found = merged(BASE, &deleted, &answered);
    let marked = "<<<<<<< ours\n=======\n# How much?\n[data-volume]\nanswer = \"much\"\n>>>>>>> theirs\n\n";
    assert_eq!((found.conflicts, found.text), (1, changed(BASE, &[(table, marked)])));
}

#[test]
fn a_question_deleted_with_its_requirements_is_one_decision() {
    let start = BASE.find("# Where does").unwrap();
    let end = BASE.find("# How much?").unwrap();
    let deleted = format!("{}{}", &BASE[..start], &BASE[end..]);
    let found = merged(BASE, &changed(BASE, &[("One image", "Two images")]), &deleted);
    assert_eq!((found.conflicts, found.by_lines), (1, None), "{}", found.text);
    assert!(found.text.contains("<<<<<<< ours\n# Where does the data come from?\n"), "{}", found.text);
    assert!(
        found.text.contains("text = \"Two images a second.\"\n=======\n>>>>>>> theirs\n\n# How much?"),
        "{}",
        found.text
    );
}

#[test]
fn what_is_new_on_both_sides_merges_by_key_and_an_open_question_is_no_answer() {
    let new = |keys: &str| format!("{BASE}\n# New?\n[brand-new]\n{keys}");
    let found = merged(BASE, &new("answer = \"\"\n"), &new("answer = \"yes\"\nby = [\"@lea\"]\n"));
    assert_eq!((found.conflicts, found.text), (0, new("answer = \"yes\"\nby = [\"@lea\"]\n")));
    let found = merged("", &new("answer = \"no\"\n"), &new("answer = \"yes\"\n"));
    assert_eq!((found.conflicts, found.by_lines), (1, None), "{}", found.text);
}
