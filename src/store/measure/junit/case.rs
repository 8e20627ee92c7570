use super::super::known;
use super::{Case, Suite, Tests};
use crate::model::Outcome;
use crate::source::{inert_line, nearest};

/// Suites in suites are looked at no further out than this.
const DEEPEST: usize = 16;

/// How the tests of a name ended: any failure among several fails, and all of them have to have run.
pub(in super::super) fn look_up(tests: &Tests, wanted: &str) -> Result<Outcome, String> {
    let plain = normal(wanted);
    let meant: Vec<&Case> =
        tests.cases.iter().filter(|case| case.is(wanted, &plain, &tests.suites)).collect();
    if meant.is_empty() {
        return Err(format!("has no test `{}`{}", inert_line(wanted), near(&tests.cases, wanted, &plain)));
    }
    let mut failures = meant.iter().filter_map(|case| case.failed.as_deref());
    if let Some(message) = failures.next() {
        let failed = 1 + failures.count();
        return Ok(Outcome::Failed { failed, of: meant.len(), message: inert_line(message) });
    }
    let mut not_run = meant.iter().filter_map(|case| case.not_run.as_deref());
    if let Some(message) = not_run.next() {
        let not_run = 1 + not_run.count();
        return Ok(Outcome::NotRun { not_run, of: meant.len(), message: inert_line(message) });
    }
    if let Some(doubt) = meant.iter().find_map(|case| case.doubt.as_deref()) {
        return Err(format!("does not say that `{}` passed: {doubt}", inert_line(wanted)));
    }
    Ok(Outcome::Passed(meant.len()))
}

/// The test that is nearest to what was wanted, else the first few, each as it can be asked for.
fn near(cases: &[Case], wanted: &str, plain: &str) -> String {
    let whole: Vec<String> = cases.iter().map(Case::whole).collect();
    let plainly: Vec<String> = whole.iter().map(|name| normal(name)).collect();
    let position = |names: &[&str], word: &str| {
        let near = nearest(word, names.iter().copied())?;
        names.iter().position(|name| *name == near)
    };
    let names: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    let plainly: Vec<&str> = plainly.iter().map(String::as_str).collect();
    match position(&names, wanted).or_else(|| position(&plainly, plain)) {
        Some(at) => {
            // A name that several tests have means them all.
            let several = names.iter().filter(|name| **name == names[at]).count() > 1;
            let near = if several && !wanted.contains([':', '/']) { names[at] } else { &whole[at] };
            format!("; did you mean `{}`?", inert_line(near))
        }
        None => known("", whole.iter().map(String::as_str)),
    }
}

impl Case {
    /// Its name with its class before it, which is enough to mean it.
    fn whole(&self) -> String {
        if self.class.is_empty() || self.class == normal(&self.name) {
            return self.name.clone();
        }
        format!("{}::{}", self.class, self.name)
    }

    /// Whether a name means this test: its own, with class or suites before it, or a class or suites as a whole. The
    /// name of a test with parameters or with tests in it means it with each of them.
    fn is(&self, wanted: &str, plain: &str, suites: &[Suite]) -> bool {
        if self.name == wanted {
            return true;
        }
        if plain.is_empty() {
            return false;
        }
        let around: Vec<&str> = self.around(suites);
        // From the outermost suite to the innermost, any of them, by themselves.
        let runs = (0..around.len()).flat_map(|from| (from + 1..=around.len()).map(move |to| (from, to)));
        if self.class == plain || runs.into_iter().any(|(from, to)| is_path(plain, &around[from..to])) {
            return true;
        }
        self.names().any(|name| {
            let name = normal(name);
            let Some(before) = plain.strip_suffix(name.as_str()) else { return false };
            let Some(before) = before.strip_suffix('.') else { return before.is_empty() };
            let class = self.class.as_str();
            let suites = |before: &str| (0..around.len()).any(|from| is_path(before, &around[from..]));
            before == class
                || suites(before)
                || before
                    .strip_suffix(class)
                    .and_then(|before| before.strip_suffix('.'))
                    .is_some_and(|before| !class.is_empty() && suites(before))
        })
    }

    /// The suites around it, from the outermost to the innermost; those without a name are none.
    fn around<'s>(&self, suites: &'s [Suite]) -> Vec<&'s str> {
        let chain = std::iter::successors(self.suite.and_then(|at| suites.get(at)), |suite| {
            suites.get(suite.within?)
        });
        let mut names: Vec<&str> =
            chain.map(|suite| suite.name.as_str()).filter(|name| !name.is_empty()).take(DEEPEST).collect();
        names.reverse();
        names
    }

    /// Its name, the same without parameters, and those of the tests that it is one of (`TestLoad/empty` of Go).
    fn names(&self) -> impl Iterator<Item = &str> {
        let base = self.name.strip_suffix(']').and_then(|name| name.split_once('[')).map(|(base, _)| base);
        let above = self.name.match_indices('/').map(|(at, _)| &self.name[..at]);
        [Some(self.name.as_str()), base].into_iter().flatten().chain(above).filter(|name| !name.is_empty())
    }
}

/// Whether a text is these names, joined.
fn is_path(text: &str, names: &[&str]) -> bool {
    let mut rest = text;
    for (at, name) in names.iter().enumerate() {
        let Some(after) = rest.strip_prefix(name) else { return false };
        rest = if at + 1 == names.len() {
            after
        } else {
            let Some(after) = after.strip_prefix('.') else { return false };
            after
        };
    }
    rest.is_empty()
}

/// Names as tools join them are one: `tests/test_model.py::test_recall`, `tests.test_model.test_recall`.
pub(super) fn normal(name: &str) -> String {
    let (name, parameters) = name.find('[').map_or((name, ""), |at| name.split_at(at));
    name.replace("::", ".").replace('/', ".").replace(".py.", ".") + parameters
}
