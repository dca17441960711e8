//! How far a command is that takes its time: one line on a terminal, written over and taken away again.
//!
//! It is for a person who waits: nothing is shown in the first second, where standard error is no
//! terminal, or where the output itself scrolls by on one. It has no colour, and no control codes but
//! the return to the beginning of the line.

use crate::words::{Words, language};
use flashplan::issue::Language;
use std::cell::Cell;
use std::io::{self, IsTerminal as _, Read, Seek, SeekFrom, Write as _};
use std::rc::Rc;
use std::time::{Duration, Instant};

/// What takes less is over before a line about it is read.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long a line stands at least.
const REFRESH: Duration = Duration::from_millis(200);

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Rows of contacts: one that is read again for the next occurrence counts again.
    Rows,
    /// Bytes of files.
    Bytes,
}

/// A line of progress. It is told of batches, and never of a single send.
pub(crate) struct Progress {
    unit: Unit,
    /// None where there is nobody to see it.
    started: Option<Instant>,
    drawn: Option<Instant>,
    /// The characters that stand there, to write over.
    width: usize,
}

impl Progress {
    /// For a command whose lines go to standard output, unless they go to a file.
    pub(crate) fn of_output(unit: Unit, goes_to_file: bool) -> Self {
        Self::when(unit, goes_to_file || !io::stdout().is_terminal())
    }

    /// For a command that writes when it is done.
    pub(crate) fn of_answer(unit: Unit) -> Self {
        Self::when(unit, true)
    }

    /// For what is over at once.
    pub(crate) fn hidden() -> Self {
        Self::when(Unit::Rows, false)
    }

    fn when(unit: Unit, is_free: bool) -> Self {
        Self {
            unit,
            started: (is_free && io::stderr().is_terminal()).then(Instant::now),
            drawn: None,
            width: 0,
        }
    }

    /// Says that `done` are done, of `total` where that is known.
    pub(crate) fn at(&mut self, done: u64, total: Option<u64>) {
        let Some(started) = self.started else { return };
        let elapsed = started.elapsed();
        let is_fresh = self.drawn.is_some_and(|drawn| drawn.elapsed() < REFRESH);
        if elapsed < PATIENCE || is_fresh {
            return;
        }
        let text = line(self.unit, done, total, elapsed);
        self.draw(&text);
        self.drawn = Some(Instant::now());
    }

    /// Takes the line away.
    pub(crate) fn clear(&mut self) {
        if self.width > 0 {
            self.draw("");
        }
    }

    fn draw(&mut self, text: &str) {
        let width = self.width;
        // where standard error cannot be written to, nobody misses the line
        let _ = match text {
            "" => write!(io::stderr(), "\r{:width$}\r", ""),
            text => write!(io::stderr(), "\r{text:width$}"),
        };
        self.width = text.len();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

/// The line: what is done, how fast, and, where the whole is known, a bar and what is left.
fn line(unit: Unit, done: u64, total: Option<u64>, elapsed: Duration) -> String {
    let rate = done as f64 / elapsed.as_secs_f64();
    let counted = match unit {
        Unit::Rows => ROWS.with(&[("done", &grouped(done)), ("rate", &grouped(rate as u64))]),
        Unit::Bytes => {
            let megabytes = |bytes| grouped(bytes / 1_000_000);
            MEGABYTES.with(&[
                ("done", &megabytes(done)),
                ("rate", &megabytes(rate as u64)),
            ])
        }
    };
    match total.filter(|total| *total >= done && rate > 0.0) {
        None => counted,
        Some(total) => {
            let percent = (done as f64 * 100.0 / total.max(1) as f64) as u64;
            let left = ((total - done) as f64 / rate).ceil() as u64;
            LEFT.with(&[
                ("bar", &bar(done, total)),
                ("counted", &counted),
                ("percent", &percent),
                ("time", &time(left)),
            ])
        }
    }
}

const ROWS: Words = Words {
    en: "{done} rows, {rate} a second",
    fr: "{done} lignes, {rate} par seconde",
};

const MEGABYTES: Words = Words {
    en: "{done} MB, {rate} a second",
    fr: "{done} Mo, {rate} par seconde",
};

const LEFT: Words = Words {
    en: "{bar} {counted}, {percent} %, {time} left",
    fr: "{bar} {counted}, {percent} %, reste {time}",
};

/// Twenty places, of which as many are filled as are done.
fn bar(done: u64, total: u64) -> String {
    const PLACES: usize = 20;
    let filled = (done as f64 * PLACES as f64 / total.max(1) as f64) as usize;
    let filled = filled.min(PLACES);
    format!("[{}{}]", "#".repeat(filled), "-".repeat(PLACES - filled))
}

/// A number in groups of three digits: `1,230,000`, in French `1 230 000`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(match language() {
                Language::English => ',',
                Language::French => ' ',
            });
        }
        out.push(digit);
    }
    out
}

/// Seconds as a clock shows them: `0:07`, `12:30`, `1:02:03`.
fn time(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

/// Progress through contacts, which are read once or several times.
pub(crate) struct Passes {
    progress: Progress,
    /// How often they will be read.
    expected: u64,
    /// How often they were.
    done: u64,
    /// Rows of this reading.
    rows: u64,
    /// Rows of a whole one.
    all_rows: Option<u64>,
    bytes: Option<Shared>,
}

impl Passes {
    /// For contacts that will be read `expected` times.
    pub(crate) fn new(progress: Progress, expected: u64) -> Self {
        Self {
            progress,
            expected,
            done: 0,
            rows: 0,
            all_rows: None,
            bytes: None,
        }
    }

    /// Takes the rows of the first reading from how far into its file it is.
    pub(crate) fn through(mut self, bytes: Option<Shared>) -> Self {
        self.bytes = bytes;
        self
    }

    /// A batch was done.
    pub(crate) fn batch(&mut self, rows: u64) {
        self.rows += rows;
        let all_rows = self.all_rows.or_else(|| self.guessed());
        let done = self.done * self.all_rows.unwrap_or(0) + self.rows;
        let total = all_rows.map(|rows| rows.saturating_mul(self.expected));
        self.progress.at(done, total);
    }

    /// A reading has ended, well or not.
    pub(crate) fn end(&mut self) {
        self.progress.clear();
        self.all_rows.get_or_insert(self.rows);
        self.rows = 0;
        self.done += 1;
    }

    fn guessed(&self) -> Option<u64> {
        self.bytes.as_ref()?.get().whole_of(self.rows)
    }
}

/// How far into a file its reader is.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Position {
    read: u64,
    size: u64,
}

impl Position {
    /// What the whole file has, if its beginning has so many; none at its beginning.
    pub(crate) fn whole_of(self, so_far: u64) -> Option<u64> {
        let whole = u128::from(so_far) * u128::from(self.size);
        u64::try_from(whole.checked_div(self.read.into())?).ok()
    }

    /// What was read of several files, and of how much: none where one says no size, as a pipe.
    pub(crate) fn of_all(files: &[Shared]) -> (u64, Option<u64>) {
        let read = files.iter().map(|file| file.get().read).sum();
        let sizes = files.iter().map(|file| file.get().size);
        let sizes = sizes.map(|size| (size > 0).then_some(size));
        (read, sizes.sum())
    }
}

/// A position that the reader moves and somebody else looks at.
pub(crate) type Shared = Rc<Cell<Position>>;

/// A file whose position is known to others.
pub(crate) struct Watched<R> {
    file: R,
    position: Shared,
}

impl<R> Watched<R> {
    /// Watches a file of `size` bytes from its beginning.
    pub(crate) fn new(file: R, size: u64) -> Self {
        let position = Position { read: 0, size };
        Self {
            file,
            position: Rc::new(Cell::new(position)),
        }
    }

    pub(crate) fn position(&self) -> Shared {
        Rc::clone(&self.position)
    }

    fn moved_to(&self, read: u64) {
        let size = self.position.get().size;
        self.position.set(Position { read, size });
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.moved_to(self.position.get().read + read as u64);
        Ok(read)
    }
}

impl<R: Seek> Seek for Watched<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = self.file.seek(to)?;
        self.moved_to(place);
        Ok(place)
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, Passes, Progress, Unit, Watched, line};
    use std::io::{Cursor, Read as _, Seek as _};

    #[test]
    fn a_line_tells_what_is_done_how_fast_and_what_is_left() {
        let cases = [
            (
                Unit::Rows,
                1_230_000,
                Some(3_000_000),
                3_000,
                "[########------------] 1,230,000 rows, 410,000 a second, 41 %, 0:05 left",
            ),
            (Unit::Rows, 999, None, 2_000, "999 rows, 499 a second"),
            (
                Unit::Bytes,
                2_500_000_000,
                Some(500_000_000_000),
                10_000,
                "[--------------------] 2,500 MB, 250 a second, 0 %, 33:10 left",
            ),
            (
                Unit::Rows,
                1_000,
                Some(10_000_000),
                1_000,
                "[--------------------] 1,000 rows, 1,000 a second, 0 %, 2:46:39 left",
            ),
            (
                Unit::Rows,
                7,
                Some(7),
                1_000,
                "[####################] 7 rows, 7 a second, 100 %, 0:00 left",
            ),
            // nothing to divide by, and a guess that was too low
            (Unit::Rows, 0, Some(7), 1_000, "0 rows, 0 a second"),
            (Unit::Rows, 8, Some(7), 1_000, "8 rows, 8 a second"),
        ];
        for (unit, done, total, millis, text) in cases {
            let elapsed = Duration::from_millis(millis);
            assert_eq!(line(unit, done, total, elapsed), text);
            assert!(text.len() < 80, "{text}");
        }
    }

    #[test]
    fn the_rows_of_a_file_are_guessed_from_how_far_its_reader_is() {
        let mut file = Watched::new(Cursor::new([0; 100]), 100);
        let mut passes = Passes::new(Progress::hidden(), 2).through(Some(file.position()));
        assert_eq!(passes.guessed(), None);
        assert!(file.read_exact(&mut [0; 25]).is_ok());
        passes.batch(10);
        assert_eq!(passes.guessed(), Some(40));
        assert!(file.rewind().is_ok());
        assert_eq!(passes.guessed(), None);
        passes.end();
        assert_eq!(
            (passes.all_rows, passes.done, passes.rows),
            (Some(10), 1, 0)
        );
    }
}
