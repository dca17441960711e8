//! How a command ends, and what it reads and writes its lines with.

use crate::words::Words;
use crate::wrap::hung;
use anstyle::{AnsiColor, Style};
use std::fs;
use std::io::{self, BufRead, Read, Write};
use std::path::Path;
use std::process::ExitCode;

/// How a command that could do its work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Done and valid: exit status 0.
    Valid,
    /// The input is invalid and its issues are printed: exit status 1.
    Invalid,
}

/// Why a command could not do its work: exit status 2.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A file that cannot be read or written: its name and the reason.
    File {
        /// The name as it was given.
        name: String,
        action: Action,
        /// The system's reason.
        reason: io::Error,
    },
    /// Wrong usage that the arguments' own rules do not catch.
    Usage(String),
}

impl Failure {
    pub(crate) fn read(name: impl Into<String>, reason: io::Error) -> Self {
        Self::File {
            name: name.into(),
            action: Action::Read,
            reason,
        }
    }

    /// A file that should be text.
    pub(crate) fn not_utf8(path: &Path) -> Self {
        Self::Usage(NOT_UTF8.with(&[("file", &path.display())]))
    }

    pub(crate) fn write(name: impl Into<String>, reason: io::Error) -> Self {
        Self::File {
            name: name.into(),
            action: Action::Write,
            reason,
        }
    }
}

/// What was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    Read,
    Write,
}

impl Action {
    fn words(self) -> Words {
        match self {
            Self::Read => UNREAD,
            Self::Write => UNWRITTEN,
        }
    }
}

const UNREAD: Words = Words {
    en: "cannot read {name}: {reason}",
    fr: "impossible de lire {name} : {reason}",
};

const UNWRITTEN: Words = Words {
    en: "cannot write {name}: {reason}",
    fr: "impossible d'écrire {name} : {reason}",
};

const NOT_UTF8: Words = Words {
    en: "{file} is not UTF-8",
    fr: "{file} n'est pas en UTF-8",
};

const LABEL: Words = Words {
    en: "error: ",
    fr: "erreur : ",
};

pub(crate) const STANDARD_INPUT: Words = Words {
    en: "standard input",
    fr: "entrée standard",
};

const STANDARD_OUTPUT: Words = Words {
    en: "standard output",
    fr: "sortie standard",
};

const STANDARD_ERROR: Words = Words {
    en: "standard error",
    fr: "sortie d'erreur",
};

/// Why nothing could be done. A line of a file in it, with its marks, stays as it is.
fn shown(text: &str) -> String {
    let label = LABEL.text();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = hung(label, first, 2).split_off(label.len());
    let mut out = format!("{ERROR}{label}{ERROR:#}{first}\n");
    for line in rest.lines() {
        let is_source = line.contains(" |");
        out.push_str(&if is_source {
            line.to_owned()
        } else {
            hung("", line, 2)
        });
        out.push('\n');
    }
    out
}

const ERROR: Style = AnsiColor::BrightRed.on_default().bold();

/// The exit status of a command; a failure is told on standard error.
pub(crate) fn exit_code(result: Result<Outcome, Failure>) -> ExitCode {
    match result {
        Ok(Outcome::Valid) => ExitCode::SUCCESS,
        Ok(Outcome::Invalid) => ExitCode::from(1),
        // the reader of our output has gone, as `head` does: nobody is left to tell
        Err(Failure::File {
            action: Action::Write,
            reason,
            ..
        }) if reason.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(2),
        Err(failure) => {
            let text = match failure {
                Failure::File {
                    name,
                    action,
                    reason,
                } => action.words().with(&[("name", &name), ("reason", &reason)]),
                Failure::Usage(text) => text,
            };
            // standard error may be closed; there is nowhere else to tell
            let _ = tell(&shown(&text));
            ExitCode::from(2)
        }
    }
}

/// The bytes of a file, or of standard input for `-`.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(|reason| Failure::read(STANDARD_INPUT.text(), reason))?;
        return Ok(bytes);
    }
    fs::read(path).map_err(|reason| Failure::read(path.display().to_string(), reason))
}

/// Writes to standard output.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    io::stdout()
        .lock()
        .write_all(text.as_bytes())
        .map_err(|reason| Failure::write(STANDARD_OUTPUT.text(), reason))
}

/// Writes to standard output what a person reads, in colours where they are wanted.
pub(crate) fn print_painted(text: &str) -> Result<(), Failure> {
    anstream::stdout()
        .write_all(text.as_bytes())
        .map_err(|reason| Failure::write(STANDARD_OUTPUT.text(), reason))
}

/// Writes to standard error: what a person reads, in colours where they are wanted.
pub(crate) fn tell(text: &str) -> Result<(), Failure> {
    anstream::stderr()
        .write_all(text.as_bytes())
        .map_err(|reason| Failure::write(STANDARD_ERROR.text(), reason))
}

/// Bytes of one line of a batch. Every reader's own limit is lower, so that a longer line is answered by
/// what is wrong with its beginning.
const LINE_BYTES: u64 = 16 << 20;

/// Answers each line of standard input with one line, to the last: `answer` gets the line's bytes
/// without its end and adds its answer to the text. A blank line is answered like any other.
///
/// Answers are on their way before the next line is waited for, so that a program can ask and listen
/// in turn.
pub(crate) fn batch(mut answer: impl FnMut(&[u8], &mut String)) -> Result<Outcome, Failure> {
    let unread = |reason| Failure::read(STANDARD_INPUT.text(), reason);
    let unwritten = |reason| Failure::write(STANDARD_OUTPUT.text(), reason);
    let mut input = io::BufReader::with_capacity(1 << 16, io::stdin().lock());
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let (mut line, mut text) = (Vec::new(), String::new());
    loop {
        if !input.buffer().contains(&b'\n') {
            out.flush().map_err(unwritten)?;
        }
        line.clear();
        let read = input
            .by_ref()
            .take(LINE_BYTES)
            .read_until(b'\n', &mut line)
            .map_err(unread)?;
        if read == 0 {
            return Ok(Outcome::Valid);
        }
        if read as u64 == LINE_BYTES && line.last() != Some(&b'\n') {
            input.skip_until(b'\n').map_err(unread)?;
        }
        while line.last().is_some_and(|&b| b == b'\n' || b == b'\r') {
            line.pop();
        }
        text.clear();
        answer(&line, &mut text);
        text.push('\n');
        out.write_all(text.as_bytes()).map_err(unwritten)?;
    }
}
