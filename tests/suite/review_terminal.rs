//! `review` as somebody at a terminal meets it.

use crate::review::{BY, REVIEWS};
use crate::support::Project;

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
