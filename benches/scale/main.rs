//! Commands on 1, 250 and 2,500 generated components beside their floor, in one run. `rows` says what is measured, a line a
//! row; `floors` what a command cannot do without; `generate` and `history` make the workspaces.
//!
//! Each figure is a process of its own (this program with an argument), so that peak memory is its own too; ours and the
//! floor take turns, and the ratio is that of the medians. CPU is user and system time of the process, with those that it
//! started and waited for (git).

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::cast_precision_loss,
    reason = "a benchmark makes its own files, prints its table and stops at the first surprise"
)]

mod floors;
mod generate;
mod history;
mod rows;

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use rows::{ROWS, Row, WORKSPACES, Workspace};

const SIZES: [usize; 3] = [1, 250, 2_500];
const ROUNDS: usize = 5;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let at = args.iter().position(|arg| arg == "--measure");
    if let Some(at) = at {
        return measure(&args[at + 1], &args[at + 2], Path::new(&args[at + 3]));
    }
    // `--make DIR SIZE` leaves a repository with a history behind, for a profiler.
    if let Some(at) = args.iter().position(|arg| arg == "--make") {
        return generate::generate(
            Path::new(&args[at + 1]),
            args[at + 2].parse().unwrap(),
            Workspace::History,
        );
    }
    let base = tempfile::tempdir().unwrap();
    println!(
        "| components | command | wall, ours / floor | ratio | CPU, ours / floor | ratio | peak memory |"
    );
    println!("|---:|---|---:|---:|---:|---:|---:|");
    for size in SIZES {
        for workspace in WORKSPACES {
            // A history is about many components.
            if workspace == Workspace::History && size == 1 {
                continue;
            }
            let dir = base.path().join("workspace");
            generate::generate(&dir, size, workspace);
            for row in ROWS.iter().filter(|row| row.workspace == workspace) {
                measured(size, row, &dir);
            }
            std::fs::remove_dir_all(&dir).unwrap();
        }
    }
}

/// One process's figures: wall and CPU milliseconds, peak memory in KiB.
#[derive(Clone, Copy)]
struct Figures {
    wall: f64,
    cpu: f64,
    peak: f64,
}

fn measured(size: usize, row: &Row, dir: &Path) {
    let dir = &dir.join(row.within);
    let what = row.name;
    let (mut ours, mut floors) = (Vec::new(), Vec::new());
    let _ = (child(what, "ours", dir), child(what, "floor", dir)); // a warm cache for both
    for _ in 0..ROUNDS {
        ours.push(child(what, "ours", dir));
        floors.push(child(what, "floor", dir)); // directly behind ours, whose documents it measures
    }
    let (ours, floor) = (median(&ours), median(&floors));
    println!(
        "| {size} | {what} | {:.1} / {:.1} ms | {:.2} | {:.1} / {:.1} ms | {:.2} | {:.0} MiB |",
        ours.wall,
        floor.wall,
        ours.wall / floor.wall,
        ours.cpu,
        floor.cpu,
        ours.cpu / floor.cpu,
        ours.peak / 1024.0
    );
}

fn median(all: &[Figures]) -> Figures {
    let of = |pick: fn(&Figures) -> f64| {
        let mut values: Vec<f64> = all.iter().map(pick).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    Figures { wall: of(|one| one.wall), cpu: of(|one| one.cpu), peak: of(|one| one.peak) }
}

fn child(what: &str, which: &str, dir: &Path) -> Figures {
    // Every run writes its documents anew: a file that is there already would be compared and left alone.
    for old in ["out", "floor"] {
        let (new, gone) = (dir.join(old), dir.join(format!("{old}-before")));
        let _ = std::fs::remove_dir_all(&gone);
        let _ = std::fs::rename(new, gone);
    }
    if (what, which) == ("review", "ours") {
        let _ = std::fs::remove_file(dir.join("formwork/reviews.toml"));
    }
    let mut command = Command::new(std::env::current_exe().unwrap());
    let output = command.args(["--measure", what, which]).arg(dir).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let numbers: Vec<f64> =
        text.lines().last().unwrap_or_default().split(' ').filter_map(|word| word.parse().ok()).collect();
    assert!(numbers.len() == 3, "{what}: {text}{}", String::from_utf8_lossy(&output.stderr));
    Figures { wall: numbers[0], cpu: numbers[1], peak: numbers[2] }
}

/// Runs one job in this process and prints its figures.
fn measure(what: &str, which: &str, dir: &Path) {
    let row = ROWS.iter().find(|row| row.name == what).unwrap();
    let begin = Instant::now();
    if which == "ours" {
        formwork(dir, row.args);
    } else {
        (row.floor)(dir);
    }
    let wall = begin.elapsed().as_secs_f64() * 1000.0;
    println!("{wall} {} {}", cpu(), peak());
}

/// CPU milliseconds of this process and of those that it waited for.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name in brackets, the 14th and 15th words are the children's ticks, of which there are 100 a second.
    let words = stat.rsplit_once(')').map_or("", |(_, words)| words).split_whitespace();
    let ticks: f64 = words.skip(13).take(2).filter_map(|word| word.parse::<f64>().ok()).sum();
    own_cpu() + ticks * 10.0
}

/// CPU milliseconds of this process alone.
#[cfg(unix)]
fn own_cpu() -> f64 {
    let own = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    own.tv_sec as f64 * 1000.0 + own.tv_nsec as f64 / 1e6
}

/// Windows has no such clock; the column shows zero.
#[cfg(not(unix))]
fn own_cpu() -> f64 {
    0.0
}

/// Peak resident memory in KiB, as the kernel accounts it.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).unwrap_or(0)
}

pub(crate) fn formwork(dir: &Path, args: &[&str]) {
    let mut context = formwork::term::Context::of_process().unwrap();
    context.cwd = dir.to_path_buf();
    context.out = formwork::term::Output::plain(std::io::sink());
    context.err = formwork::term::Output::plain(std::io::sink());
    context.today = jiff::civil::date(2026, 11, 21);
    let args = ["formwork"].iter().chain(args).map(std::ffi::OsString::from);
    assert_eq!(formwork::cli::run(args, &mut context), 0, "the generated components are green");
}
