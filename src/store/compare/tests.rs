use super::touched::has_below;
use super::*;

#[test]
fn a_folder_is_known_by_its_settings_and_else_by_any_file_that_moved_with_it() {
    let found = renamed(vec![
        ("s/z/formwork/data.toml", "s/b/formwork/data.toml"),
        ("s/y/formwork.toml", "s/c/formwork.toml"),
        ("s/y/formwork/data.toml", "s/d/formwork/data.toml"),
        ("s/x/readme.md", "s/x/read.me"),
    ]);
    assert_eq!((found.get("s/z"), found.get("s/y")), (Some(&"s/b"), Some(&"s/c")));
    // Two components with the same settings: git may cross them, and the answers tell.
    let crossed = renamed(vec![
        ("r/a/formwork.toml", "s/b/formwork.toml"),
        ("r/a/formwork/data.toml", "s/a/formwork/data.toml"),
        ("r/a/formwork/scoping.toml", "s/a/formwork/scoping.toml"),
    ]);
    assert_eq!(crossed.get("r/a"), Some(&"s/a"));
    assert!(!found.contains_key("s") && !found.contains_key("s/x"));
}

#[test]
fn a_component_differs_when_a_file_below_its_folder_does() {
    let touched = ["a-b/x", "a/formwork/data.toml", "b/x"];
    assert!(has_below(&touched, "a") && has_below(&touched, "") && has_below(&touched, "a-b"));
    assert!(!has_below(&touched, "c") && !has_below(&touched, "a/formwork/data") && !has_below(&[], ""));
    assert_eq!((folder_of("a/b/formwork.toml"), folder_of("formwork.toml")), (Some("a/b"), Some("")));
    assert_eq!(folder_of("a/xformwork.toml"), None);
}
