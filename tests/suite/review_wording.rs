//! What `review` and `diff` say: one name a person, and wordings.

use crate::support::Project;

#[test]
fn a_person_has_one_name_however_it_is_typed() {
    let project = Project::empty().versioned();
    project.run(["init", "--name", "Watch"]).ok();
    let settings = project.read("formwork.toml");
    project.write("formwork.toml", settings + "\n[roles]\ndata-engineer = [\"@mia.berg\"]\n");
    project.run(["answer", "data-source", "Four cameras"]).ok();
    project.git(&["config", "user.name", "Mia.Berg"]);
    for by in [&["--by", "mia.berg"][..], &["--by", "@MIA.Berg"], &["--by", "@mia.berg"], &[]] {
        let args = ["review", "data-source", "--yes", "--dry-run"].into_iter().chain(by.iter().copied());
        project.run(args).ok().says("+by = \"@mia.berg\"").says("[data-source.data-engineer]");
    }
    for person in ["mia.berg", "@Mia.Berg"] {
        project.run(["list", "--for", person, "--format", "ids"]).ok().says("data-source\n");
    }
    // Who plays no role keeps the name that was given.
    project.run(["review", "data-source", "--yes", "--dry-run", "--by", "Jo"]).ok().says("+by = \"@Jo\"");
}
