//! Workspaces of `size` components, all 37 questions answered, made from the complete example. The same each time.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::history;
use crate::rows::Workspace;

const STAGES: [&str; 4] = ["scoping", "data", "modeling", "deployment"];

pub(crate) fn generate(dir: &Path, size: usize, workspace: Workspace) {
    plain(dir, size, workspace == Workspace::Verified);
    match workspace {
        Workspace::Plain => {}
        Workspace::Fed => feed(dir, size),
        Workspace::Verified => verify(dir, size),
        Workspace::History => history::make(dir, size),
    }
}

/// The folder of a component, from the workspace's root.
pub(crate) fn folder(at: usize) -> String {
    format!("services/c{at:04}")
}

/// The component's number is worked into its answers; where they are `alike`, into its name alone.
fn plain(dir: &Path, size: usize, alike: bool) {
    let example = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/elephant-enclosure-complete");
    std::fs::create_dir_all(dir.join(".git")).unwrap();
    std::fs::write(dir.join("formwork.toml"), "format = 1\n[workspace]\nmembers = [\"services/*\"]\n")
        .unwrap();
    let texts =
        STAGES.map(|stage| std::fs::read_to_string(example.join(format!("formwork/{stage}.toml"))).unwrap());
    let settings = std::fs::read_to_string(example.join("formwork.toml")).unwrap();
    for at in 0..size {
        let component = dir.join(folder(at));
        std::fs::create_dir_all(component.join("formwork")).unwrap();
        std::fs::create_dir_all(component.join("docs")).unwrap();
        for name in ["case.md", "cameras.md", "labelling-guide.md"] {
            std::fs::write(component.join("docs").join(name), "x").unwrap();
        }
        let mut own = settings.replace("Elephant enclosure watch", "Watch");
        let _ = writeln!(own, "# component {at}");
        std::fs::write(component.join("formwork.toml"), own).unwrap();
        for (stage, text) in STAGES.iter().zip(&texts) {
            let own = if alike {
                format!("{text}\n# component {at}\n")
            } else {
                text.replace("answer = '''\n", &format!("answer = '''\nComponent {at}. "))
            };
            std::fs::write(component.join(format!("formwork/{stage}.toml")), own).unwrap();
        }
    }
}

/// Lets components take in each other's output, in chains of ten.
fn feed(dir: &Path, size: usize) {
    for at in (0..size).filter(|at| at % 10 != 0) {
        let file = dir.join(folder(at)).join("formwork.toml");
        let mut text = std::fs::read_to_string(&file).unwrap();
        let _ = write!(text, "\n[[consumes]]\ncomponent = \"{}\"\n", folder(at - 1));
        std::fs::write(file, text).unwrap();
    }
}

/// Has every requirement that a test verifies measured, and every answer stamped: one component by `review`, the
/// others, whose answers are the same, with its stamps.
fn verify(dir: &Path, size: usize) {
    let measured = "verification = \"test\"\n\
                    measured = { file = \"reports/metrics.json\", key = \"test.recall\", at-least = 0.9 }\n";
    for at in 0..size {
        let component = dir.join(folder(at));
        std::fs::create_dir_all(component.join("reports")).unwrap();
        std::fs::write(component.join("reports/metrics.json"), "{\"test\": {\"recall\": 0.95}}\n").unwrap();
        for stage in STAGES {
            let file = component.join(format!("formwork/{stage}.toml"));
            let text = std::fs::read_to_string(&file).unwrap();
            std::fs::write(file, text.replace("verification = \"test\"\n", measured)).unwrap();
        }
    }
    let stamped = dir.join(folder(0));
    let mut args = vec!["review", "--by", "@lea", "--yes"];
    args.extend(STAGES.iter().flat_map(|stage| ["--stage", stage]));
    crate::formwork(&stamped, &args);
    for at in 1..size {
        let file = "formwork/reviews.toml";
        std::fs::copy(stamped.join(file), dir.join(folder(at)).join(file)).unwrap();
    }
}
