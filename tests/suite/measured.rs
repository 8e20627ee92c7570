//! Reports that requirements are measured by, as the gate takes them: values, hostile bytes, places outside.

use crate::requirement::{measured, rules};

#[test]
fn the_gate_turns_with_the_report() {
    let project = measured();
    assert!(rules(&project).is_empty());
    project.write("reports/eval.json", "{\"metrics\": {\"recall\": 0.91}}\n");
    assert_eq!(rules(&project), ["unmet-requirement"]);
    project
        .run(["check", "--format", "short"])
        .exits(1)
        .says("measured 0.91, at least 0.95 is required: 0.04 short");
    project.write("reports/eval.json", "{\"metrics\": {\"recall\": NaN}}\n");
    assert_eq!(rules(&project), ["unmet-requirement"], "no number is no measurement that is met");
    // A question that does not apply has no requirements to meet.
    project.run(["answer", "success-metrics", "--status", "not-applicable", "--reason", "no model yet"]).ok();
    assert!(rules(&project).is_empty());
}

#[test]
fn hostile_reports_are_a_finding_and_never_more() {
    let project = measured();
    for (bytes, why) in [
        (b"\xff\xfe\x00".to_vec(), "is not UTF-8"),
        ("[".repeat(500_000).into_bytes(), "is not JSON"),
        (b"{\"metrics\": {\"recall\": 1e999}}".to_vec(), "is not JSON"),
        (b"{\"metrics\": {\"recall\": \"\\u001b[31m\\u202e\"}}".to_vec(), "which is no number"),
        (b"{\"metrics\": {\"\\u001b[31m\\u202e\": 1}}".to_vec(), "has no `recall`"),
        (b"".to_vec(), "is not JSON"),
        (vec![b' '; 33 * 1024 * 1024], "is larger than 32 MiB"),
    ] {
        project.write("reports/eval.json", bytes);
        let ran = project.run(["check", "--format", "short"]);
        assert!(ran.out.contains(why), "{why}: {}", ran.out);
        assert!(!ran.out.contains('\u{1b}') && !ran.out.contains('\u{202e}'), "{}", ran.out);
        assert_eq!(rules(&project), ["unmet-requirement"], "{why}");
        for command in [
            &["requirement", "list"][..],
            &["requirement", "show", "recall-floor"],
            &["show", "success-metrics"],
        ] {
            let shown = project.run(command.iter().copied()).ok().out;
            assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'), "{shown}");
        }
    }
    std::fs::remove_file(project.path("reports/eval.json")).unwrap();
    std::fs::create_dir(project.path("reports/eval.json")).unwrap();
    project.run(["check", "--format", "short"]).says("`reports/eval.json` is a folder");
}

#[test]
#[cfg(unix)]
fn a_report_outside_of_the_repository_is_not_read() {
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::write(elsewhere.path().join("eval.json"), "{\"metrics\": {\"recall\": 0.1}}").unwrap();
    let project = measured();
    std::fs::remove_file(project.path("reports/eval.json")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path().join("eval.json"), project.path("reports/eval.json"))
        .unwrap();
    assert_eq!(rules(&project), ["outside-repository"]);
    std::fs::remove_file(project.path("reports/eval.json")).unwrap();
    std::fs::remove_dir(project.path("reports")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), project.path("reports")).unwrap();
    assert_eq!(rules(&project), ["outside-repository"]);
    for path in ["../../../../../../../../etc/passwd.json", "/etc/passwd.json"] {
        let text = project.read("formwork/scoping.toml");
        project.write("formwork/scoping.toml", text.replace("reports/eval.json", path));
        assert_eq!(rules(&project), ["outside-repository"], "{path}");
        project.run(["requirement", "list"]).ok().says("no measurement");
        project.write("formwork/scoping.toml", text);
    }
    let fifo = project.path("pipe.json");
    assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    project.change("formwork/scoping.toml", "reports/eval.json", "pipe.json");
    project.run(["check", "--format", "short"]).says("`pipe.json` is not a regular file");
}
