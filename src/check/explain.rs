use super::Rule;

/// A rule's page, as Markdown.
pub fn explain(rule: &Rule) -> String {
    let mut blocks = vec![
        format!("# {}", rule.id),
        rule.title.to_owned(),
        severity(rule),
        heading("What it finds"),
        rule.what.to_owned(),
        heading("Why it matters"),
        rule.why.to_owned(),
        heading("How to fix it"),
        rule.fix.to_owned(),
        "Instead of".to_owned(),
        toml(rule.bad),
        "write".to_owned(),
        toml(rule.good),
        heading("How to turn it off"),
        rule.off.to_owned(),
    ];
    if !rule.fixed {
        blocks.push("For the whole component, in `formwork.toml`:".to_owned());
        blocks.push(toml(&format!("[rules]\n{} = \"off\" # or \"note\", \"warning\", \"error\"", rule.id)));
    }
    if rule.waivable {
        blocks.push(
            "For one finding, until a day; without `question` where the finding names none:".to_owned(),
        );
        blocks.push(toml(&waiver(rule)));
    }
    blocks.join("\n\n") + "\n"
}

fn severity(rule: &Rule) -> String {
    let says_otherwise = match (rule.fixed, rule.waivable) {
        (true, _) => "always",
        (false, true) => "unless the project says otherwise",
        (false, false) => "unless the project says otherwise; it cannot be waived",
    };
    format!("Severity: {}, {says_otherwise}.", rule.severity.word())
}

fn heading(text: &str) -> String {
    format!("## {text}")
}

fn toml(text: &str) -> String {
    format!("```toml\n{text}\n```")
}

fn waiver(rule: &Rule) -> String {
    let lines = [
        "[[waiver]]",
        &format!("rule = \"{}\"", rule.id),
        "question = \"data-source\"",
        "reason = \"why it is let through\"",
        "by = \"@mia\"",
        "until = 2027-02-01",
    ];
    lines.join("\n")
}
