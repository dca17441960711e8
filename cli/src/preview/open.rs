//! Opens a file as a double click on it would.

use super::texts;
use crate::output::Failure;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// Opens a page in the browser.
pub(super) fn open(path: &Path) -> Result<(), Failure> {
    // some openers take an argument that begins with a hyphen for an option
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut command = opener();
    command
        .arg(whole)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let failed = |reason: io::Error| {
        Failure::Usage(texts::NOT_OPENED.with(&[("file", &path.display()), ("reason", &reason)]))
    };
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failed(io::Error::other(status.to_string()))),
        Err(reason) => Err(failed(reason)),
    }
}

#[cfg(target_os = "macos")]
fn opener() -> Command {
    Command::new("open")
}

#[cfg(windows)]
fn opener() -> Command {
    // a program of its own, so that no shell reads the name
    Command::new("explorer")
}

#[cfg(not(any(target_os = "macos", windows)))]
fn opener() -> Command {
    Command::new("xdg-open")
}
