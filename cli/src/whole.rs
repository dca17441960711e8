//! Output that is there when it is whole.

use crate::output::Failure;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Calls `write` with standard output, or with a file that appears at `path` when `write` is done:
/// beside it until then, so that nobody ever finds half of it there. `write` is given the name for
/// what it cannot write.
pub(crate) fn write_whole<T, E: From<Failure>>(
    path: Option<&Path>,
    write: impl FnOnce(&mut dyn Write, &str) -> Result<T, E>,
) -> Result<T, E> {
    let Some(path) = path else {
        let name = "standard output";
        let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        let done = write(&mut out, name)?;
        out.flush().map_err(|reason| Failure::write(name, reason))?;
        return Ok(done);
    };
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let result = write_file(path, &part, write);
    if result.is_err() {
        // the part is worth nothing; that it cannot be removed either changes no answer
        let _ = fs::remove_file(&part);
    }
    result
}

fn write_file<T, E: From<Failure>>(
    path: &Path,
    part: &Path,
    write: impl FnOnce(&mut dyn Write, &str) -> Result<T, E>,
) -> Result<T, E> {
    let name = path.display().to_string();
    let failed = |reason| Failure::write(&name, reason);
    let mut out = BufWriter::with_capacity(1 << 16, File::create(part).map_err(failed)?);
    let done = write(&mut out, &name)?;
    let file = out
        .into_inner()
        .map_err(|error| failed(error.into_error()))?;
    file.sync_all().map_err(failed)?;
    fs::rename(part, path).map_err(failed)?;
    Ok(done)
}
