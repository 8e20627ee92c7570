//! `check`, `render`, `impact` and `maturity` of 1, 250 and 2,500 generated components beside their floor, in one run.
//! `fed-check`, `impact` and `maturity` run with components that take in each other's output.
//!
//! Floor of check, impact and maturity: read all files and `DeTable::parse` them, on one thread. Floor of render: additionally run
//! pulldown-cmark over every answer and write a file a component as long as our document. Each figure is
//! a process of its own (this program with an argument), so that peak memory is its own too; ours and
//! the floor take turns, and the ratio is that of the medians. CPU is user and system time of the process.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::cast_precision_loss,
    reason = "a benchmark makes its own files, prints its table and stops at the first surprise"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use toml::de::{DeTable, DeValue};

const SIZES: [usize; 3] = [1, 250, 2_500];
const ROUNDS: usize = 5;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let at = args.iter().position(|arg| arg == "--measure");
    if let Some(at) = at {
        return measure(&args[at + 1], Path::new(&args[at + 2]));
    }
    let base = tempfile::tempdir().unwrap();
    println!(
        "| components | command | wall, ours / floor | ratio | CPU, ours / floor | ratio | peak memory |"
    );
    println!("|---:|---|---:|---:|---:|---:|---:|");
    for size in SIZES {
        let dir = base.path().join(size.to_string());
        generate(&dir, size);
        for what in ["check", "render"] {
            row(size, what, &dir);
        }
        // The same components, nine of ten of them taking in the output of the one before.
        feed(&dir, size);
        for what in ["fed-check", "impact", "maturity"] {
            row(size, what, &dir);
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

fn row(size: usize, what: &str, dir: &Path) {
    let floor = if what == "render" { "render-floor" } else { "check-floor" }.to_owned();
    let (mut ours, mut floors) = (Vec::new(), Vec::new());
    let _ = (child(what, dir), child(&floor, dir)); // a warm cache for both
    for _ in 0..ROUNDS {
        ours.push(child(what, dir));
        floors.push(child(&floor, dir)); // directly behind ours, whose documents it measures
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

fn child(what: &str, dir: &Path) -> Figures {
    // Every run writes its documents anew: a file that is there already would be compared and left alone.
    for old in ["out", "floor"] {
        let (new, gone) = (dir.join(old), dir.join(format!("{old}-before")));
        let _ = std::fs::remove_dir_all(&gone);
        let _ = std::fs::rename(new, gone);
    }
    let output =
        Command::new(std::env::current_exe().unwrap()).arg("--measure").arg(what).arg(dir).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let numbers: Vec<f64> =
        text.lines().last().unwrap_or_default().split(' ').filter_map(|word| word.parse().ok()).collect();
    assert!(numbers.len() == 3, "{what}: {text}{}", String::from_utf8_lossy(&output.stderr));
    Figures { wall: numbers[0], cpu: numbers[1], peak: numbers[2] }
}

/// Runs one job in this process and prints its figures.
fn measure(what: &str, dir: &Path) {
    let begin = Instant::now();
    match what {
        "check" | "fed-check" => formwork(dir, &["check", "--format", "json"]),
        "render" => formwork(dir, &["render", "--output", "out", "--format", "html"]),
        "impact" => formwork(dir, &["impact", "data-source"]),
        "maturity" => formwork(dir, &["maturity"]),
        "check-floor" => drop(read_and_parse(dir, &mut |_| {})),
        _ => render_floor(dir),
    }
    let wall = begin.elapsed().as_secs_f64() * 1000.0;
    let cpu = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    let cpu = cpu.tv_sec as f64 * 1000.0 + cpu.tv_nsec as f64 / 1e6;
    println!("{wall} {cpu} {}", peak());
}

/// Peak resident memory in KiB, as the kernel accounts it.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).unwrap_or(0)
}

fn formwork(dir: &Path, args: &[&str]) {
    let mut context = formwork::term::Context::of_process().unwrap();
    context.cwd = dir.to_path_buf();
    context.out = formwork::term::Output::plain(std::io::sink());
    context.err = formwork::term::Output::plain(std::io::sink());
    context.today = jiff::civil::date(2026, 11, 21);
    let args = ["formwork"].iter().chain(args).map(std::ffi::OsString::from);
    assert_eq!(formwork::cli::run(args, &mut context), 0, "the generated components are green");
}

fn read_and_parse(dir: &Path, each: &mut dyn FnMut(&DeTable<'_>)) -> Vec<PathBuf> {
    let mut dirs: Vec<PathBuf> =
        std::fs::read_dir(dir.join("services")).unwrap().flatten().map(|entry| entry.path()).collect();
    dirs.sort();
    let files = [
        "formwork.toml",
        "formwork/scoping.toml",
        "formwork/data.toml",
        "formwork/modeling.toml",
        "formwork/deployment.toml",
    ];
    for component in &dirs {
        for file in files {
            let text = std::fs::read_to_string(component.join(file)).unwrap();
            let table = DeTable::parse(&text).unwrap();
            each(table.get_ref());
        }
    }
    dirs
}

fn render_floor(dir: &Path) {
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

/// A workspace of `size` components, all 37 questions answered, made from the complete example with
/// the component's number worked in.
fn generate(dir: &Path, size: usize) {
    let example = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/elephant-enclosure-complete");
    std::fs::create_dir_all(dir.join(".git")).unwrap();
    std::fs::write(dir.join("formwork.toml"), "format = 1\n[workspace]\nmembers = [\"services/*\"]\n")
        .unwrap();
    let stages = ["scoping", "data", "modeling", "deployment"];
    let texts =
        stages.map(|stage| std::fs::read_to_string(example.join(format!("formwork/{stage}.toml"))).unwrap());
    let settings = std::fs::read_to_string(example.join("formwork.toml")).unwrap();
    for at in 0..size {
        let component = dir.join(format!("services/c{at:04}"));
        std::fs::create_dir_all(component.join("formwork")).unwrap();
        std::fs::create_dir_all(component.join("docs")).unwrap();
        for name in ["case.md", "cameras.md", "labelling-guide.md"] {
            std::fs::write(component.join("docs").join(name), "x").unwrap();
        }
        let mut own = settings.replace("Elephant enclosure watch", "Watch");
        let _ = writeln!(own, "# component {at}");
        std::fs::write(component.join("formwork.toml"), own).unwrap();
        for (stage, text) in stages.iter().zip(&texts) {
            let own = text.replace("answer = '''\n", &format!("answer = '''\nComponent {at}. "));
            std::fs::write(component.join(format!("formwork/{stage}.toml")), own).unwrap();
        }
    }
}

/// Lets components take in each other's output, in chains of ten.
fn feed(dir: &Path, size: usize) {
    for at in (0..size).filter(|at| at % 10 != 0) {
        let file = dir.join(format!("services/c{at:04}/formwork.toml"));
        let mut text = std::fs::read_to_string(&file).unwrap();
        let _ = write!(text, "\n[[consumes]]\ncomponent = \"services/c{:04}\"\n", at - 1);
        std::fs::write(file, text).unwrap();
    }
}
