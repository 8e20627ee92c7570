//! What lies outside of the repository is not read, by whatever way it is named.

use std::os::unix::fs::symlink;

use crate::support::Project;

#[test]
fn nothing_that_a_component_names_is_read_outside_of_the_repository() {
    let elsewhere = tempfile::tempdir().unwrap();
    let secret = |name: &str| elsewhere.path().join(name);
    std::fs::write(secret("set.toml"), "hunter2 = 1\n").unwrap();
    std::fs::write(secret("report.json"), "{\"hunter2\": 2}").unwrap();
    std::fs::write(secret("report.xml"), "<testsuite><testcase name=\"hunter2\"/></testsuite>").unwrap();
    let named = |kind: &str, path: &str| -> Project {
        let project = Project::fresh();
        let of_privacy = |text: &str| {
            let both = format!("[privacy]\nanswer = \"Faces are blurred.\"\n{text}");
            project.change("formwork/data.toml", "[privacy]\nanswer = \"\"\n", &both);
        };
        let requirement =
            "\n[[privacy.requirement]]\nid = \"r\"\ntext = \"It blurs faces.\"\nverification = \"test\"\n";
        match kind {
            "evidence" => of_privacy(&format!("evidence = [\"{path}\"]\n")),
            "measured" => of_privacy(&format!(
                "{requirement}measured = {{ file = \"{path}\", key = \"hunter2\", at-least = 9 }}\n"
            )),
            "tested" => {
                of_privacy(&format!("{requirement}tested = {{ junit = \"{path}\", case = \"hunter2\" }}\n"));
            }
            "set" => {
                project.change("formwork.toml", "maturity = ", &format!("sets = [\"{path}\"]\nmaturity = "));
            }
            _ => project.change(
                "formwork.toml",
                "format = 1\n",
                &format!("format = 1\n[workspace]\nmembers = [\"{path}\"]\n"),
            ),
        }
        project
    };
    for (kind, file) in [
        ("evidence", "report.json"),
        ("measured", "report.json"),
        ("tested", "report.xml"),
        ("set", "set.toml"),
    ] {
        let absolute = secret(file).display().to_string();
        for path in
            [&absolute, &format!("../../../../../../../..{absolute}"), "linked", &format!("folder/{file}")]
        {
            let ending = file.rsplit('.').next().unwrap();
            let path = if path == "linked" { format!("linked.{ending}") } else { (*path).to_owned() };
            let project = named(kind, &path);
            symlink(secret(file), project.path(&format!("linked.{ending}"))).unwrap();
            symlink(elsewhere.path(), project.path("folder")).unwrap();
            let ran = project.run(["check", "--format", "short"]).exits(1);
            assert!(ran.out.contains("error[outside-repository]"), "{kind} {path}:\n{}", ran.out);
            let all = project.run(["check"]).exits(1).out + &project.run(["render"]).out;
            assert!(!all.contains("hunter2\": 2") && !all.contains("hunter2 = 1"), "{kind} {path}:\n{all}");
        }
    }
    for path in ["../elsewhere", "/etc", "folder", "folder/*"] {
        let project = named("members", path);
        std::fs::write(secret("formwork.toml"), "hunter2 = [").unwrap();
        symlink(elsewhere.path(), project.path("folder")).unwrap();
        let ran = project.run(["check", "--format", "short"]).exits(1);
        let refused =
            ["error[outside-repository]", "error[missing-member]"].iter().any(|rule| ran.out.contains(rule));
        assert!(refused && !ran.out.contains("hunter2"), "{path}:\n{}", ran.out);
    }
}
