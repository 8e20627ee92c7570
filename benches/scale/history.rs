//! A hundred commits, made with `git fast-import`: the first brings all files, each of the others changes one answer in a
//! fiftieth of the components. Names, dates and texts are fixed, and so are the commits.

use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::generate::folder;

const COMMITS: usize = 100;
/// Each of so many commits in a row changes other components, and together all of them.
const TURN: usize = 50;

/// Where the names of the contents as of `HEAD~50` are kept for the floor.
pub(crate) const BEFORE: &str = ".git/bench-before";

pub(crate) fn make(dir: &Path, size: usize) {
    git(dir, &["init", "--quiet", "--initial-branch", "main"]);
    let mut import = Command::new("git")
        .args(["fast-import", "--quiet"])
        .current_dir(dir)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stream = BufWriter::new(import.stdin.take().unwrap());
    commit(&mut stream, 0);
    put(&mut stream, dir, "formwork.toml");
    for component in (0..size).map(folder) {
        put(&mut stream, dir, &format!("{component}/formwork.toml"));
        for below in ["formwork", "docs"] {
            let entries = std::fs::read_dir(dir.join(&component).join(below)).unwrap().flatten();
            let mut names: Vec<_> = entries.map(|entry| entry.file_name()).collect();
            names.sort();
            for name in names {
                put(&mut stream, dir, &format!("{component}/{below}/{}", name.display()));
            }
        }
    }
    for number in 1..COMMITS {
        commit(&mut stream, number);
        for at in (0..size).filter(|at| at % TURN == number % TURN) {
            let path = format!("{}/formwork/data.toml", folder(at));
            let text = std::fs::read_to_string(dir.join(&path)).unwrap();
            let old = format!("Component {at}. ");
            let new = format!("Component {at}, edition {number}. ");
            file(&mut stream, &path, text.replacen(&old, &new, 1).as_bytes());
        }
    }
    stream.flush().unwrap();
    drop(stream);
    assert!(import.wait().unwrap().success());
    git(dir, &["reset", "--quiet", "--hard", "main"]);
    // An index as old as the files makes git read each of them again, which no repository in use has for long.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    git(dir, &["read-tree", "main"]);
    git(dir, &["update-index", "--refresh"]);
    let tree = ["ls-tree", "-r", "HEAD~50", "--", "services"];
    let listing = Command::new("git").args(tree).current_dir(dir).output().unwrap().stdout;
    let listing = String::from_utf8(listing).unwrap();
    let names = listing.lines().filter(|line| Path::new(line).extension().is_some_and(|end| end == "toml"));
    let names = names.map(|line| line.split_whitespace().nth(2).unwrap().to_owned() + "\n");
    std::fs::write(dir.join(BEFORE), names.collect::<String>()).unwrap();
}

fn commit(stream: &mut impl Write, number: usize) {
    let seconds = 1_750_000_000 + number * 86_400;
    let message = format!("Commit {number}");
    writeln!(stream, "commit refs/heads/main\ncommitter Bench <bench@example.org> {seconds} +0000").unwrap();
    writeln!(stream, "data {}\n{message}", message.len()).unwrap();
}

fn put(stream: &mut impl Write, dir: &Path, path: &str) {
    file(stream, path, &std::fs::read(dir.join(path)).unwrap());
}

fn file(stream: &mut impl Write, path: &str, bytes: &[u8]) {
    writeln!(stream, "M 100644 inline {path}\ndata {}", bytes.len()).unwrap();
    stream.write_all(bytes).unwrap();
    writeln!(stream).unwrap();
}

fn git(dir: &Path, args: &[&str]) {
    assert!(Command::new("git").args(args).current_dir(dir).status().unwrap().success());
}
