use crate::support::{Project, difference};

const BY: &str = "@mia";

/// A component in a real repository, with two answers of which one rests on the other, both reviewed.
fn reviewed() -> Project {
    let project = with_git();
    project.run(["answer", "business-problems", "Snakes get in"]).ok();
    project.run(["answer", "end-users", "Zoo keepers"]).ok();
    project.run(["answer", "user-interface", "A phone in the pocket"]).ok();
    project.commit("answers");
    project.run(["review", "end-users", "user-interface", "--by", BY, "--as", "product-owner", "--yes"]).ok();
    project.commit("reviews");
    project
}

fn with_git() -> Project {
    let project = Project::empty().versioned();
    project.run(["init", "--name", "Watch"]).ok();
    project
}

/// Rules of reviews that `check` reports, with the question.
#[track_caller]
fn found(project: &Project) -> Vec<String> {
    let ran = project.run(["check", "--json", "--fail-on", "error"]);
    let json = ran.json();
    let rules = ["changed-since-review", "suspect-answer", "missing-sign-off", "invalid-value"];
    json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| rules.contains(&one["rule"].as_str().unwrap()))
        .map(|one| format!("{} {}", one["rule"].as_str().unwrap(), one["question"].as_str().unwrap_or("-")))
        .collect()
}

const REVIEWS: &str = "formwork/reviews.toml";

#[test]
fn a_stamp_says_who_when_as_what_and_what_it_was_about() {
    let project = reviewed();
    insta::assert_snapshot!(project.read(REVIEWS), @r##"
    # Who looked at which answer, and when: a table a question and role, written by `formwork review`.
    # A stamp is a claim; the commit that brings it is its proof.

    [end-users.product-owner]
    by = "@mia"
    on = 2026-11-21
    form = "mlops-requirements@3"
    maturity = "experimentation"
    hash = "1:998756d0b23e"

    [end-users.product-owner.depends-on]
    business-problems = "1:1d38202dd660"

    [user-interface.product-owner]
    by = "@mia"
    on = 2026-11-21
    form = "mlops-requirements@3"
    maturity = "experimentation"
    hash = "1:c6d4fe2a6dd0"

    [user-interface.product-owner.depends-on]
    end-users = "1:998756d0b23e"
    "##);
    assert!(found(&project).is_empty());
}

#[test]
fn nothing_is_stamped_unseen() {
    let project = with_git();
    project.run(["answer", "end-users", "Zoo keepers"]).ok();
    let before = project.snapshot();
    let ran = project.run(["review", "end-users", "--by", BY]).ok();
    ran.says("Zoo keepers").says("Not reviewed yet").talks("nothing was stamped");
    project.run(["review", "end-users", "--by", BY, "--yes", "--dry-run"]).ok().says("+hash = ");
    project.run(["review", "end-users", "--json"]).ok();
    project.run(["review", "end-users", "--json", "--yes"]).exits(2).talks("as JSON it only shows");
    assert_eq!(project.snapshot(), before);
    // Quiet takes the talk away, never what is stamped.
    project.run(["review", "end-users", "--by", BY, "--yes", "-q"]).ok().says("Zoo keepers");
}

#[test]
fn an_open_question_and_a_draft_are_not_stamped() {
    let project = with_git();
    project.run(["answer", "end-users", "Zoo keepers", "--status", "draft"]).ok();
    let before = project.snapshot();
    let ran = project.run(["review", "end-users", "privacy", "--by", BY, "--yes"]).exits(2);
    ran.talks("end-users: not stamped, it is a draft").talks("privacy: not stamped, it is open");
    project.run(["review", "--unreviewed", "--by", BY, "--yes"]).ok().talks("nothing to review");
    assert_eq!(project.snapshot(), before);
}

#[test]
fn a_changed_answer_is_found_shown_with_its_text_of_then_and_makes_its_dependents_suspect() {
    let project = reviewed();
    project.run(["answer", "end-users", "Zoo visitors"]).ok();
    assert_eq!(found(&project), ["changed-since-review end-users", "suspect-answer user-interface"]);
    project
        .run(["review", "end-users", "--by", BY])
        .ok()
        .says("Then and now, answered (changed: answer)")
        .says("Zoo [-keepers-]{+visitors+}");
    project
        .run(["review", "user-interface", "--by", BY])
        .ok()
        .says("Rests on end-users, then and now (changed: answer)")
        .says("because the interface has to suit")
        .says("Zoo [-keepers-]{+visitors+}");
    project.run(["show", "user-interface"]).ok().says("suspect").says("← end-users (changed: answer)");
    project.run(["list", "--suspect", "--format", "ids"]).ok().says("user-interface\n");
    project.run(["list"]).ok().says("answered, suspect").says("answered, changed");
    project.run(["status"]).ok().says("Suspect: user-interface").says("formwork review --suspect");
    project.run(["render", "--format", "markdown"]).ok().says("changed since review").says("suspect");
    let json = project.run(["show", "user-interface", "--json"]).ok().json();
    assert_eq!(json["questions"][0]["reviews"][0]["suspects"][0]["fields"][0], "answer");
    project.run(["review", "--changed", "--suspect", "--by", BY, "--as", "product-owner", "--yes"]).ok();
    assert!(found(&project).is_empty());
}

#[test]
fn questions_come_before_those_that_rest_on_them() {
    let project = reviewed();
    let out = project.run(["review", "user-interface", "end-users"]).ok().out;
    assert!(out.find("Who is the end user").unwrap() < out.find("How will the users interact").unwrap());
}

#[test]
fn without_the_text_of_then_it_says_so_and_shows_what_is_there() {
    let project = reviewed();
    project.run(["answer", "end-users", "Zoo visitors"]).ok();
    std::fs::rename(project.path(".git"), project.path("gone")).unwrap();
    std::fs::create_dir(project.path(".git")).unwrap();
    let ran = project.run(["review", "user-interface", "--by", BY]).ok();
    ran.says("its answer changed; the text as reviewed is not in this repository").says("Zoo visitors");
    assert_eq!(found(&project), ["changed-since-review end-users", "suspect-answer user-interface"]);
}

#[test]
fn what_changes_no_meaning_makes_nothing_suspect() {
    let project = reviewed();
    let file = "formwork/scoping.toml";
    project
        .run(["answer", "end-users", "--evidence", "https://zoo.example", "--note", "n", "--by", "legal"])
        .ok();
    project.run(["answer", "end-users", "--source", "workshop", "--on", "2026-11-20"]).ok();
    assert!(found(&project).is_empty(), "evidence, note, by, source, on");
    project.change(file, "answer = \"Zoo keepers\"", "answer = '''\nZoo keepers  \n\n''' # sure");
    assert!(found(&project).is_empty(), "formatting and comments");
    project.write(file, project.read(file).replace('\n', "\r\n"));
    project.write(REVIEWS, project.read(REVIEWS).replace('\n', "\r\n"));
    assert!(found(&project).is_empty(), "line endings");
    let text = project.read(file).replace("\r\n", "\n");
    let (head, tail) = text.split_once("# Who is the end user?").unwrap();
    project.write(file, format!("# Who is the end user?{tail}\n{head}"));
    assert!(found(&project).is_empty(), "order");
}

#[test]
fn what_was_open_then_makes_nothing_suspect_and_what_is_taken_back_does() {
    let project = with_git();
    project.run(["answer", "user-interface", "A phone"]).ok();
    project
        .run(["review", "user-interface", "--by", BY, "--yes"])
        .ok()
        .says("no answer that counts yet: end-users");
    assert!(!project.read(REVIEWS).contains("depends-on"));
    project.run(["answer", "end-users", "Keepers"]).ok();
    assert!(found(&project).is_empty(), "{:?}", found(&project));
    project.run(["review", "user-interface", "--by", BY, "--yes"]).ok();
    project.run(["answer", "end-users", ""]).ok();
    assert_eq!(found(&project), ["suspect-answer user-interface"]);
    project.run(["show", "user-interface"]).ok().says("its answer was taken back");
    // Renewed, the stamp no longer names it.
    project.run(["review", "user-interface", "--by", BY, "--yes"]).ok();
    assert!(found(&project).is_empty() && !project.read(REVIEWS).contains("end-users ="));
}

#[test]
fn a_dependency_that_came_or_went_makes_nothing_suspect() {
    let project = reviewed();
    let head = project.read("formwork.toml");
    project.run(["answer", "data-format", "JPEG"]).ok();
    let policy = "\n[questions.user-interface]\ndepends-on = { add = [\"data-format\"] }\n";
    project.write("formwork.toml", format!("{head}{policy}"));
    assert!(found(&project).is_empty(), "one that came is not in the stamp");
    project.run(["answer", "end-users", "Zoo visitors"]).ok();
    let policy = "\n[questions.user-interface]\ndepends-on = { drop = [\"end-users\"] }\n";
    project.write("formwork.toml", format!("{head}{policy}"));
    assert_eq!(found(&project), ["changed-since-review end-users"]);
    // Only what it rests on directly counts.
    project.write("formwork.toml", head);
    project.run(["answer", "end-users", "Zoo keepers"]).ok();
    project.run(["answer", "business-problems", "Elephants get out"]).ok();
    assert_eq!(found(&project), ["suspect-answer end-users"]);
}

#[test]
fn a_rewording_stands_for_the_text_before_for_every_role_and_dependent() {
    let project = reviewed();
    project.run(["review", "end-users", "--by", "@lea", "--as", "data-scientist", "--yes"]).ok();
    project.run(["answer", "end-users", "The zoo's keepers"]).ok();
    assert_eq!(found(&project).len(), 2);
    let ran =
        project.run(["review", "end-users", "--by", BY, "--as", "product-owner", "--wording", "--yes"]).ok();
    ran.says("for the wording before as well");
    assert!(project.read(REVIEWS).contains("stands-for = [\"1:998756d0b23e\"]"));
    assert!(found(&project).is_empty());
    // Again in other words, and back: all say the same.
    project.run(["answer", "end-users", "Keepers of the zoo"]).ok();
    project.run(["review", "end-users", "--by", BY, "--as", "product-owner", "--wording", "--yes"]).ok();
    assert!(found(&project).is_empty());
    project.run(["answer", "end-users", "Zoo keepers"]).ok();
    assert!(found(&project).is_empty());
    // A look at the same text again keeps it; another meaning ends it.
    project.run(["review", "end-users", "--by", BY, "--as", "product-owner", "--yes"]).ok();
    assert!(found(&project).is_empty());
    project.run(["answer", "end-users", "Visitors"]).ok();
    project.run(["review", "end-users", "--by", BY, "--as", "product-owner", "--yes"]).ok();
    assert!(!project.read(REVIEWS).contains("stands-for"));
    assert_eq!(found(&project), ["changed-since-review end-users", "suspect-answer user-interface"]);
    // Nothing stands for a text that nobody reviewed.
    let ran = project.run(["review", "business-problems", "--by", BY, "--wording", "--yes"]).exits(2);
    ran.talks("nobody has reviewed it");
}

#[test]
fn a_sign_off_is_asked_of_its_role_for_the_present_answer() {
    let project = with_git();
    let head = project.read("formwork.toml");
    project.write(
        "formwork.toml",
        format!(
            "{head}\n[questions.end-users]\nrequired = true\nreason = \"r\"\nsign-off = [\"product-owner\"]\n"
        ),
    );
    assert!(found(&project).is_empty(), "an open question has its own finding");
    project.run(["answer", "end-users", "Zoo keepers"]).ok();
    assert_eq!(found(&project), ["missing-sign-off end-users"]);
    project.run(["review", "end-users", "--by", BY, "--as", "data-scientist", "--yes"]).ok();
    assert_eq!(found(&project), ["missing-sign-off end-users"]);
    let ran = project.run(["check"]).exits(1);
    ran.says("formwork review end-users --as product-owner");
    project.run(["review", "end-users", "--by", BY, "--as", "product-owner", "--yes"]).ok();
    assert!(found(&project).is_empty());
    project.run(["answer", "end-users", "Visitors"]).ok();
    assert_eq!(found(&project), ["changed-since-review end-users", "missing-sign-off end-users"]);
    // Another role may say that it means the same, and signs for itself alone.
    project.run(["review", "end-users", "--by", "@lea", "--as", "data-scientist", "--wording", "--yes"]).ok();
    assert_eq!(found(&project), ["missing-sign-off end-users"]);
    // Without `--as`, whoever plays no role looks in the one that is missing.
    project.run(["review", "end-users", "--by", BY, "--yes"]).ok().says("stamped by @mia as product owner");
    assert_eq!(found(&project), [""; 0]);
    project.change("formwork.toml", "sign-off = [\"product-owner\"]", "sign-off = [\"product-ownr\"]");
    assert!(found(&project).contains(&"missing-sign-off end-users".to_owned()), "a typo asks nobody");
}

#[test]
fn the_name_comes_from_the_flag_the_environment_or_git_and_the_role_from_who_plays_it() {
    let project = reviewed();
    let ran = project.run(["review", "end-users", "--yes"]).exits(2);
    ran.talks("who reviews?").talks("FORMWORK_USER");
    project.git(&["config", "user.name", "Mia Berg"]);
    project.run(["review", "end-users", "--yes"]).ok().says("stamped by Mia Berg as business stakeholder");
    let head = project.read("formwork.toml");
    project.write("formwork.toml", format!("{head}\n[roles]\nproduct-owner = [\"@lea\"]\n"));
    let project = project.env("FORMWORK_USER", "lea");
    project.run(["answer", "privacy", "No persons"]).ok();
    project.run(["review", "privacy", "--yes"]).ok().says("stamped by @lea as product owner");
    // Whose word is asked for comes first.
    let roles = "domain-expert = [\"@lea\"]\n\n[questions.privacy]\nsign-off = [\"domain-expert\"]\n";
    project.write("formwork.toml", format!("{}{roles}", project.read("formwork.toml")));
    project.run(["review", "privacy", "--yes"]).ok().says("stamped by @lea as domain expert");
    project.run(["review", "end-users", "--yes", "--by", "Jo"]).ok().says("stamped by @Jo as business");
    project.run(["review", "end-users", "--yes", "--by", " "]).exits(2).talks("the name is empty");
    project.run(["review", "end-users", "--yes", "--as", "nobody"]).exits(2).talks("there is no role");
}

#[test]
fn a_renewed_stamp_touches_only_its_own_lines() {
    let project = reviewed();
    let own = "# Mia looked twice.\n[end-users.product-owner] # in the workshop\n";
    project.change(REVIEWS, "[end-users.product-owner]\n", own);
    project.run(["answer", "end-users", "Visitors"]).ok();
    let before = project.read(REVIEWS);
    project
        .run(["review", "end-users", "--by", "@lea", "--as", "product-owner", "--note", "ok", "--yes"])
        .ok();
    let lines = difference(&before, &project.read(REVIEWS));
    assert_eq!(lines.len(), 5, "{lines:?}");
    assert!(lines.contains(&"+by = \"@lea\"".to_owned()) && lines.contains(&"+note = \"ok\"".to_owned()));
    // Without a note the old one goes, which was about another look.
    project.run(["review", "end-users", "--by", "@lea", "--as", "product-owner", "--yes"]).ok();
    assert!(!project.read(REVIEWS).contains("note"));
}

#[test]
fn stamps_name_nobody_where_no_names_are_wanted() {
    let project = reviewed();
    project.run(["render", "--format", "markdown"]).ok().says("by @mia on 2026-11-21 as product owner");
    let out = project.run(["render", "--format", "markdown", "--no-names"]).ok();
    assert!(!out.out.contains("mia"));
    out.says("on 2026-11-21 as product owner");
}

#[test]
fn broken_stamps_are_found_and_a_broken_file_is_not_written_to() {
    let project = reviewed();
    project.change(REVIEWS, "1:c6d4fe2a6dd0", "c6d4fe2a6dd0");
    project.change(REVIEWS, "by = \"@mia\"", "by = \"\"");
    assert_eq!(found(&project), ["invalid-value end-users", "invalid-value user-interface"]);
    // A review puts them right.
    project.run(["review", "end-users", "user-interface", "--by", BY, "--as", "product-owner", "--yes"]).ok();
    assert!(found(&project).is_empty());
    project.write(REVIEWS, "[end-users\n");
    let before = project.snapshot();
    project.run(["review", "end-users", "--by", BY, "--yes"]).exits(2).talks("reviews.toml");
    assert_eq!(project.snapshot(), before);
}

#[test]
fn an_upgrade_takes_the_stamps_of_questions_that_are_gone_and_keeps_the_others() {
    let project = Project::empty();
    project.run(["init", "--form", "mlops-requirements@1"]).ok();
    for id in ["business-problems-and-ai", "data-source"] {
        project.run(["answer", id, "Four cameras"]).ok();
        project.run(["review", id, "--by", BY, "--yes"]).ok();
    }
    project.run(["upgrade"]).ok();
    let stamps = project.read(REVIEWS);
    assert!(!stamps.contains("business-problems-and-ai.") && stamps.contains("[data-source."), "{stamps}");
    assert!(!project.run(["check", "--format", "short"]).out.contains("reviews.toml"));
}

/// Runs a command in this process, as if on a terminal where somebody types `typed`.
fn at_a_terminal(
    project: &Project,
    typed: impl std::io::Read + 'static,
    args: &[&str],
) -> (u8, String, String) {
    use formwork::term::{Context, Input, Output};
    let (out, err) = (Shared::default(), Shared::default());
    let mut context = Context {
        cwd: project.root().canonicalize().unwrap(),
        out: Output::plain(out.clone()),
        err: Output::plain(err.clone()),
        input: Input { source: Box::new(typed), terminal: true },
        env: std::collections::BTreeMap::new(),
        today: jiff::civil::date(2026, 11, 21),
    };
    let args = std::iter::once("formwork").chain(args.iter().copied()).map(std::ffi::OsString::from);
    let code = formwork::cli::run(args, &mut context);
    (code, out.text(), err.text())
}

#[derive(Clone, Default)]
struct Shared(std::rc::Rc<std::cell::RefCell<Vec<u8>>>);

impl Shared {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

impl std::io::Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

const THREE: [&str; 5] = ["review", "--unreviewed", "--by", "@mia", "-q"];

fn three() -> Project {
    let project = Project::fresh();
    for (id, text) in
        [("business-problems", "Snakes"), ("end-users", "Keepers"), ("user-interface", "A phone")]
    {
        project.run(["answer", id, text]).ok();
    }
    project
}

#[test]
fn on_a_terminal_it_asks_for_each_and_only_a_yes_stamps() {
    let project = three();
    let (code, out, err) = at_a_terminal(&project, &b"n\nYes\nq\n"[..], &THREE);
    assert_eq!((code, err.matches("Stamp it? [y/N/q]").count()), (0, 3), "{err}");
    assert!(out.contains("Snakes") && out.contains("Keepers") && out.contains("A phone"));
    let stamps = project.read(REVIEWS);
    assert_eq!(stamps.matches("hash = ").count(), 1, "{stamps}");
    assert!(stamps.contains("[end-users."));
    // A quit asks no more, and the end of the input is a quit.
    let (_, out, _) = at_a_terminal(&project, &b"q\n"[..], &THREE);
    assert!(out.contains("Snakes") && !out.contains("A phone"));
    at_a_terminal(&project, &b""[..], &THREE);
    assert_eq!(project.read(REVIEWS), stamps);
}

/// Types a "y", and changes an answer just before.
struct Overtaking {
    change: Option<Box<dyn FnOnce()>>,
    typed: &'static [u8],
}

impl std::io::Read for Overtaking {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if let Some(change) = self.change.take() {
            change();
        }
        self.typed.read(buffer)
    }
}

#[test]
fn an_answer_that_changes_while_it_is_looked_at_gets_no_stamp() {
    for (changed, stamped) in [("end-users", 0), ("business-problems", 0), ("data-source", 1)] {
        let project = three();
        let mut command = project.command();
        command.args(["answer", changed, "by another"]);
        let change = move || assert!(command.output().unwrap().status.success());
        let typed = Overtaking { change: Some(Box::new(change)), typed: b"y\n" };
        let (code, _, err) = at_a_terminal(&project, typed, &["review", "end-users", "--by", BY]);
        assert_eq!(
            err.contains("end-users: not stamped, it changed while it was looked at"),
            stamped == 0,
            "{err}"
        );
        assert_eq!(code, if stamped == 0 { 2 } else { 0 });
        let stamps = std::fs::read_to_string(project.path(REVIEWS)).unwrap_or_default();
        assert_eq!(stamps.matches("hash = ").count(), stamped, "{changed}");
    }
}

#[test]
fn a_history_that_was_cut_off_and_a_folder_within_a_repository_are_no_hindrance() {
    let project = Project::empty();
    std::fs::remove_dir(project.path(".git")).unwrap();
    project.git(&["init", "-q", "-b", "main"]);
    project.run(["init", "ml ops/\"watch\""]).ok();
    let at = ["-C", "ml ops/\"watch\""];
    let run = |args: &[&'static str]| project.run(at.iter().copied().chain(args.iter().copied()));
    run(&["answer", "end-users", "Zoo keepers"]).ok();
    run(&["review", "end-users", "--by", BY, "--yes"]).ok();
    project.commit("one");
    run(&["answer", "end-users", "Zoo visitors"]).ok();
    project.commit("two");
    run(&["review", "end-users", "--by", BY]).ok().says("Zoo [-keepers-]{+visitors+}");
    let clone = Project::empty();
    let from = format!("file://{}", project.root().display());
    clone.git(&["clone", "-q", "--depth", "1", &from, "clone"]);
    let ran = clone.run(["-C", "clone/ml ops/\"watch\"", "review", "end-users", "--by", BY]).ok();
    ran.says("the text as reviewed is not in this repository").says("Zoo visitors");
}
