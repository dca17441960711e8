//! Output that is there when it is whole.

use crate::output::Failure;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Calls `write` with standard output, or with a file that appears at `path` when `write` is done:
/// beside it until then, so that nobody ever finds half of it there. What is no ordinary file, such as
/// a pipe or a device, is written to as it is. `write` is given the name for what it cannot write.
pub(crate) fn write_whole<T, E: From<Failure>>(
    path: Option<&Path>,
    write: impl FnOnce(&mut dyn Write, &str) -> Result<T, E>,
) -> Result<T, E> {
    let Some(path) = path else {
        return write_to(io::stdout().lock(), "standard output", write).map(|(done, _)| done);
    };
    let name = path.display().to_string();
    let failed = |reason| Failure::write(&name, reason);
    if fs::metadata(path).is_ok_and(|known| !known.is_file()) {
        let file = File::options().write(true).open(path).map_err(failed)?;
        return write_to(file, &name, write).map(|(done, _)| done);
    }
    // through a link the file that it leads to is replaced, and not the link
    let whole = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut part = whole.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let file = File::create(&part).map_err(failed)?;
    let result = write_to(file, &name, write).and_then(|(done, file)| {
        file.sync_all().map_err(failed)?;
        fs::rename(&part, &whole).map_err(failed)?;
        Ok(done)
    });
    if result.is_err() {
        // the part is worth nothing; that it cannot be removed either changes no answer
        let _ = fs::remove_file(&part);
    }
    result
}

fn write_to<W: Write, T, E: From<Failure>>(
    out: W,
    name: &str,
    write: impl FnOnce(&mut dyn Write, &str) -> Result<T, E>,
) -> Result<(T, W), E> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let done = write(&mut out, name)?;
    let out = out
        .into_inner()
        .map_err(|error| Failure::write(name, error.into_error()))?;
    Ok((done, out))
}
