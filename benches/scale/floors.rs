//! What a command cannot do without, done plainly and on one thread.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use toml::de::{DeTable, DeValue};

use crate::history::BEFORE;

const FILES: [&str; 5] = [
    "formwork.toml",
    "formwork/scoping.toml",
    "formwork/data.toml",
    "formwork/modeling.toml",
    "formwork/deployment.toml",
];

/// Reads all files and parses them.
pub(crate) fn check(dir: &Path) {
    read_and_parse(dir, &mut |_| {});
}

/// The same, with the stamps and the measured values.
pub(crate) fn verified(dir: &Path) {
    for component in read_and_parse(dir, &mut |_| {}) {
        parse(&component.join("formwork/reviews.toml"), &mut |_| {});
        let text = std::fs::read(component.join("reports/metrics.json")).unwrap();
        std::hint::black_box(serde_json::from_slice::<serde_json::Value>(&text).unwrap());
    }
}

/// Reads all files and parses them, takes the same files as of fifty commits before out of one `git cat-file --batch`,
/// and parses those. Every component differs, so none of them can be left out. What git needs to find out which differ
/// (`git diff`, `git ls-tree`, `git ls-files`) is not in it.
pub(crate) fn history(dir: &Path) {
    check(dir);
    let mut git = Command::new("git")
        .args(["cat-file", "--batch"])
        .current_dir(dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut wanted = git.stdin.take().unwrap();
    let names = std::fs::read(dir.join(BEFORE)).unwrap();
    let asking = std::thread::spawn(move || wanted.write_all(&names).unwrap());
    let mut out = BufReader::new(git.stdout.take().unwrap());
    let mut head = String::new();
    let mut bytes = Vec::new();
    while out.read_line(&mut head).unwrap() > 0 {
        let size: usize = head.trim_end().rsplit(' ').next().unwrap().parse().unwrap();
        bytes.resize(size + 1, 0); // a line break follows
        out.read_exact(&mut bytes).unwrap();
        std::hint::black_box(DeTable::parse(std::str::from_utf8(&bytes).unwrap()).unwrap());
        head.clear();
    }
    asking.join().unwrap();
    assert!(git.wait().unwrap().success());
}

/// Reads and parses one component and writes a file as long as its stamps.
pub(crate) fn review(dir: &Path) {
    for file in FILES {
        parse(&dir.join(file), &mut |_| {});
    }
    let length = std::fs::metadata(dir.join("formwork/reviews.toml")).unwrap().len();
    std::fs::write(dir.join("floor"), vec![b'x'; usize::try_from(length).unwrap()]).unwrap();
}

/// Runs pulldown-cmark over every answer and writes a file a component as long as our document.
pub(crate) fn render(dir: &Path) {
    let mut html = String::new();
    let mut render = |table: &DeTable<'_>| {
        for (_, value) in table {
            let answer = value.get_ref().as_table().and_then(|table| table.get("answer"));
            if let Some(DeValue::String(text)) = answer.map(toml::Spanned::get_ref) {
                html.clear();
                pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(text));
                std::hint::black_box(&html);
            }
        }
    };
    let dirs = read_and_parse(dir, &mut render);
    let out = dir.join("floor");
    std::fs::create_dir_all(&out).unwrap();
    for component in dirs {
        let name = component.file_name().unwrap().to_string_lossy().into_owned();
        let ours = dir.join(format!("out-before/services/{name}.html"));
        let length = std::fs::metadata(&ours).map_or(100_000, |meta| meta.len());
        std::fs::write(out.join(name), vec![b'x'; usize::try_from(length).unwrap()]).unwrap();
    }
}

fn read_and_parse(dir: &Path, each: &mut dyn FnMut(&DeTable<'_>)) -> Vec<PathBuf> {
    let mut dirs: Vec<PathBuf> =
        std::fs::read_dir(dir.join("services")).unwrap().flatten().map(|entry| entry.path()).collect();
    dirs.sort();
    for component in &dirs {
        for file in FILES {
            parse(&component.join(file), each);
        }
    }
    dirs
}

fn parse(file: &Path, each: &mut dyn FnMut(&DeTable<'_>)) {
    let text = std::fs::read_to_string(file).unwrap();
    each(DeTable::parse(&text).unwrap().get_ref());
}
