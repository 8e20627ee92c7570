//! `log`: one question's history.

use crate::diff::alone;

#[test]
fn the_log_of_a_question_tells_who_changed_it_when_and_how() {
    let project = alone();
    project.change("formwork/data.toml", "Four old", "Five new");
    project.commit("more cameras");
    project.change("formwork/data.toml", "JPEG", "PNG");
    project.commit("of another question");
    project.change("formwork/data.toml", "\n[data-source]", "\n# only a comment\n[data-source]");
    project.commit("a comment");
    project.run(["answer", "data-source", "--status", "draft", "Six"]).ok();
    let ran = project.run(["log", "data-source"]).ok();
    let heads: Vec<&str> = ran.out.lines().filter(|line| !line.starts_with(' ')).collect();
    assert_eq!(heads.len(), 3, "{}", ran.out);
    assert_eq!(heads[0], "not committed yet");
    assert!(heads[1].ends_with("2026-11-20 Mia: more cameras") && heads[2].ends_with("first"), "{}", ran.out);
    let ran = ran.says("[-Four old-]{+Five new+}");
    assert!(ran.out.contains("  reopened (answered → draft)\n"), "{}", ran.out);
    let json = project.run(["log", "data-source", "--json", "-n", "2"]).ok().json();
    let changes = json["changes"].as_array().unwrap();
    assert_eq!(
        (changes.len(), &changes[1]["author"], &changes[1]["change"]),
        (2, &"Mia".into(), &"changed".into())
    );
    project.run(["log", "privacy"]).ok().talks("no commit of this clone changed privacy");
    project.run(["log", "privcy"]).exits(2).talks("privacy");
}

#[test]
fn a_merge_is_in_the_log_only_where_it_changed_something_itself() {
    let project = alone();
    project.git(&["checkout", "-q", "-b", "side"]);
    project.change("formwork/data.toml", "Four old", "Five old");
    project.commit("on the side");
    project.git(&["checkout", "-q", "main"]);
    project.change("formwork/data.toml", "JPEG", "PNG");
    project.commit("on main");
    project.git(&["merge", "-q", "--no-commit", "side"]);
    project.git(&["commit", "-q", "-m", "a plain merge"]);
    let log = project.run(["log", "data-source"]).ok().out;
    assert!(log.contains("on the side") && !log.contains("merge") && !log.contains("not committed"), "{log}");
    project.git(&["checkout", "-q", "-b", "other"]);
    project.change("formwork/data.toml", "PNG", "TIFF");
    project.commit("elsewhere");
    project.git(&["checkout", "-q", "main"]);
    project.git(&["merge", "-q", "--no-ff", "--no-commit", "other"]);
    project.change("formwork/data.toml", "Five old", "Six");
    project.commit("a merge that decides");
    let log = project.run(["log", "data-source"]).ok().out;
    assert!(log.contains("a merge that decides") && log.contains("[-Five old-]{+Six+}"), "{log}");
    assert!(!log.contains("not committed"), "{log}");
}
