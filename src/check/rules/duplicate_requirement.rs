use std::collections::HashMap;

use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::query::{View, requirements};

pub(super) const RULE: Rule = Rule {
    id: RuleId::DuplicateRequirement,
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "Two requirements of a component have the same id.",
    what: "A requirement whose id another one in the same component has already; in another question as well.",
    why: "A requirement is named by its id in tests, commits and contracts; with two of a name nobody knows which was met.",
    fix: "Give one of the two another id; the message says where the first one stands.",
    off: "Turning it off lets ids name several requirements at once.",
    bad: r#"[[data-source.requirement]]
id = "image-rate"
text = "The system shall take in one image a second."

[[data-format.requirement]]
id = "image-rate"
text = "The system shall refuse images of other formats.""#,
    good: r#"[[data-source.requirement]]
id = "image-rate"
text = "The system shall take in one image a second."

[[data-format.requirement]]
id = "image-formats"
text = "The system shall refuse images of other formats.""#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    let mut first = HashMap::new();
    for (at, requirement) in requirements(component).filter(|(_, one)| !one.id.is_empty()) {
        let here = (component.answer_files[at], requirement.place.clone());
        let Some((file, place)) = first.get(requirement.id.as_str()) else {
            first.insert(requirement.id.as_str(), here);
            continue;
        };
        let file: &crate::source::SourceFile = &component.files[*file];
        let place: &crate::source::Span = place;
        let message = format!(
            "another requirement has the id `{}`: {}:{}",
            shown(&requirement.id),
            crate::source::inert_line(&file.path),
            file.place(place.start).line
        );
        report.at(here.0, here.1, message).help("give one of the two another id").question(at);
    }
}
