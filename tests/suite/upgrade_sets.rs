//! Upgrades beside a team's own sets.

use crate::support::Project;

/// A component on the second version with an own set, whose one question has the id of one of the third.
fn with_own_set(stage: &str) -> Project {
    let project = Project::empty();
    project.run(["init", "--form", "mlops-requirements@2", "--name", "Watch", "--maturity", "critical"]).ok();
    project.write("o.toml", format!("format = 1\nid = \"o\"\nversion = 1\ntitle = \"Own\"\n[[question]]\nid = \"compute-budget\"\nstage = \"{stage}\"\ntext = \"How much CO2?\"\nroles = [\"legal-team\"]\nexamples = [\"x\"]\n"));
    project.change("formwork.toml", "name = ", "sets = [\"o.toml\"]\nname = ");
    project.run(["upgrade", "--to", "mlops-requirements@2"]).ok().talks("tables that were missing (1)");
    project.run(["answer", "compute-budget", "3 tonnes of CO2", "--by", "@mia"]).ok();
    project
}

#[test]
fn an_answer_of_an_own_set_is_retired_where_the_form_takes_its_question_s_id() {
    for stage in ["scoping", "data"] {
        let project = with_own_set(stage);
        let clash = "the set o.toml has a question `compute-budget` of its own, and mlops-requirements@3 has another one of that name now: give the set's another id";
        let dry = project.run(["upgrade", "--dry-run"]).ok().talks(clash);
        dry.says("moves to retired.toml as [compute-budget]");
        let ran =
            project.run(["upgrade"]).ok().talks(clash).talks("moved to retired.toml (1): compute-budget\n");
        ran.talks("`compute-budget` in retired.toml answers the question that was o.toml's own\n");
        assert!(project.read("formwork/retired.toml").contains("# How much CO2?\n"));
        assert!(project.read("formwork/retired.toml").contains("\nanswer = \"3 tonnes of CO2\"\n"));
        assert!(project.read("formwork/scoping.toml").contains("[compute-budget]\nanswer = \"\"\n"));
        let findings = project.run(["check", "--format", "short"]).exits(1).out;
        assert!(findings.contains("invalid-set") && !findings.contains("duplicate-question"), "{findings}");
        project.change("o.toml", "\"compute-budget\"", "\"co2-budget\"");
        let show = project.run(["show", "compute-budget", "--json"]).ok().json();
        assert_eq!(show["questions"][0]["status"], "open", "{show}");
        project.run(["upgrade"]).ok().talks("tables that were missing (1): co2-budget");
        let done = project.snapshot();
        project.run(["upgrade"]).ok().talks("up to date");
        assert_eq!(project.snapshot(), done);
    }
}

#[test]
fn a_set_of_a_thousand_questions_gets_its_tables_in_one_go() {
    let project = Project::fresh();
    let mut set = String::from("format = 1\nid = \"big\"\nversion = 1\ntitle = \"Big\"\n");
    for at in 0..1000 {
        set += &format!(
            "[[question]]\nid = \"big-{at}\"\nstage = \"data\"\ntext = \"What of {at}?\"\nroles = [\"legal-team\"]\nexamples = [\"x\"]\n"
        );
    }
    project.write("big.toml", set);
    project.change("formwork.toml", "name = ", "sets = [\"big.toml\"]\nname = ");
    let begin = std::time::Instant::now();
    project.run(["upgrade"]).ok().talks("tables that were missing (1000)");
    // Each table for itself takes minutes.
    assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
    project.run(["upgrade"]).ok().talks("up to date");
}
