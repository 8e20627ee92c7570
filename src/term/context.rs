//! The outside world as one small value: directory, streams, environment, day, width. Tests make their own.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use jiff::civil::Date;

use super::Paint;

/// Where text goes.
pub struct Output {
    sink: Box<dyn Write>,
    /// Styles for this stream.
    pub paint: Paint,
    /// The terminal's width; `None` where it is no terminal.
    pub width: Option<u16>,
    /// Whether nobody can see what is written: the stream was closed, or thrown away.
    pub unseen: bool,
}

/// Where text comes from.
pub struct Input {
    /// The stream.
    pub source: Box<dyn Read>,
    /// Whether a person can be asked.
    pub terminal: bool,
}

/// What a command needs of the world.
pub struct Context {
    /// Where it runs.
    pub cwd: PathBuf,
    /// Data: what was asked for.
    pub out: Output,
    /// Talk: what happened.
    pub err: Output,
    /// Standard input.
    pub input: Input,
    /// Environment variables that the program looks at.
    pub env: BTreeMap<String, String>,
    /// The day against which `until` is held.
    pub today: Date,
}

impl Output {
    /// A stream without styles and width.
    pub fn plain(sink: impl Write + 'static) -> Self {
        Self { sink: Box::new(sink), paint: Paint::default(), width: None, unseen: false }
    }

    /// Writes and flushes. A closed pipe or a full disk is the caller's to report.
    pub fn write(&mut self, text: &str) -> io::Result<()> {
        self.sink.write_all(text.as_bytes())?;
        self.sink.flush()
    }

    /// A line.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        self.write(&format!("{text}\n"))
    }
}

impl Context {
    /// The program's own world.
    #[expect(clippy::disallowed_methods, reason = "the one place that takes hold of the process's streams")]
    pub fn of_process() -> io::Result<Self> {
        use std::io::IsTerminal as _;
        let env: BTreeMap<String, String> = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        let columns = env
            .get("COLUMNS")
            .and_then(|columns| columns.parse().ok())
            .filter(|&columns: &u16| columns >= 20);
        let (out, err) = (io::stdout(), io::stderr());
        let width = |terminal: bool| {
            columns
                .or_else(|| terminal.then(|| terminal_size::terminal_size().map_or(80, |(width, _)| width.0)))
        };
        let color = |choice| choice != anstream::ColorChoice::Never;
        Ok(Self {
            cwd: std::env::current_dir()?,
            out: Output {
                paint: Paint { color: color(anstream::AutoStream::choice(&out)) },
                width: width(out.is_terminal()),
                unseen: is_thrown_away(&out),
                sink: Box::new(out),
            },
            err: Output {
                paint: Paint { color: color(anstream::AutoStream::choice(&err)) },
                width: width(err.is_terminal()),
                unseen: false,
                sink: Box::new(err),
            },
            input: Input { terminal: io::stdin().is_terminal(), source: Box::new(io::stdin()) },
            env,
            today: jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date(),
        })
    }
}

/// Whether a stream leads to `/dev/null`, which is also what the standard library puts in the place of a closed one.
#[cfg(unix)]
fn is_thrown_away(stream: &impl std::os::fd::AsFd) -> bool {
    use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _};
    let Ok(own) = stream.as_fd().try_clone_to_owned() else { return true };
    let device = |meta: io::Result<std::fs::Metadata>| {
        meta.ok().filter(|one| one.file_type().is_char_device()).map(|one| one.rdev())
    };
    let own = device(std::fs::File::from(own).metadata());
    own.is_some() && own == device(std::fs::metadata("/dev/null"))
}

#[cfg(not(unix))]
fn is_thrown_away(_: &io::Stdout) -> bool {
    false
}
