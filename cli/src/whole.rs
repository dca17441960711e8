//! Output that is there when it is whole.

mod unnamed;

use crate::output::Failure;
use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Seek, Write};
use std::path::{Path, PathBuf};

/// Calls `write` with standard output, or with a file that appears at `path` when `write` is done, so
/// that nobody ever finds half of it there. What is no ordinary file, such as a pipe or a device, is
/// written to as it is. `write` is given the name for what it cannot write.
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
    let part = Part::of(&whole).map_err(failed)?;
    let (done, _) = write_to(&part.file, &name, write)?;
    part.finish(&whole).map_err(failed)?;
    Ok(done)
}

/// A file that is being written. Each run has its own, so that two runs never write into one.
struct Part {
    file: File,
    name: Option<Named>,
}

/// The name of a part; the file goes with it, unless it got another one.
struct Named(PathBuf);

impl Drop for Named {
    fn drop(&mut self) {
        // a part is worth nothing; that it cannot be removed changes no answer
        let _ = fs::remove_file(&self.0);
    }
}

impl Part {
    /// A file without a name, which vanishes with a run that is killed; where there is no such thing, one
    /// of another name beside `whole`, which stays then.
    fn of(whole: &Path) -> io::Result<Self> {
        let folder = whole.parent().filter(|folder| *folder != Path::new(""));
        if let Some(file) = unnamed::create(folder.unwrap_or(Path::new("."))) {
            return Ok(Self { file, name: None });
        }
        Self::named(whole)
    }

    fn named(whole: &Path) -> io::Result<Self> {
        let mut new = File::options();
        new.read(true).write(true).create_new(true);
        let (file, name) = beside(whole, |name| new.open(name))?;
        let name = Some(name);
        Ok(Self { file, name })
    }

    /// Gives the file its name: it is whole.
    fn finish(self, whole: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        let name = match self.name {
            Some(name) => name,
            None => match unnamed::link(&self.file, whole) {
                Ok(()) => return Ok(()),
                Err(_) => Self::linked(self.file, whole)?,
            },
        };
        fs::rename(&name.0, whole)
    }

    /// A name for a file without one whose own name another file has.
    fn linked(mut file: File, whole: &Path) -> io::Result<Named> {
        if let Ok(((), name)) = beside(whole, |name| unnamed::link(&file, name)) {
            return Ok(name);
        }
        // where no name can be given after all, another file takes what was written
        let mut copy = Self::named(whole)?;
        file.rewind()?;
        io::copy(&mut file, &mut copy.file)?;
        copy.file.sync_all()?;
        copy.name.ok_or_else(|| ErrorKind::Other.into())
    }
}

/// Makes something of a name beside `whole` that nothing has: what a run left that was killed stays as it is,
/// for it could be that of one that lives.
fn beside<T>(whole: &Path, make: impl Fn(&Path) -> io::Result<T>) -> io::Result<(T, Named)> {
    let run = std::process::id();
    let mut number = 0;
    loop {
        let mut name = whole.as_os_str().to_owned();
        name.push(format!(".{run}-{number}.part"));
        let name = PathBuf::from(name);
        match make(&name) {
            Ok(made) => return Ok((made, Named(name))),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < MOST => number += 1,
            Err(error) => return Err(error),
        }
    }
}

/// Names that are tried.
const MOST: u32 = 1_000;

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

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::{Part, beside};
    use std::fs::{self, File};
    use std::io::{Read as _, Write as _};
    use std::path::PathBuf;

    /// An old file in a folder of its own.
    fn old_file(name: &str) -> PathBuf {
        let folder = format!("flashplan-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("plan.ndjson");
        fs::write(&path, "old").expect("a file");
        path
    }

    fn written(mut part: Part) -> Part {
        part.file.write_all(b"new").expect("room");
        part
    }

    /// What the file holds, and how many files lie beside it. The folder is taken away.
    fn left(path: &PathBuf) -> (String, usize) {
        let folder = path.parent().expect("a folder");
        let files = fs::read_dir(folder).expect("a folder").count();
        let mut text = String::new();
        let mut file = File::open(path).expect("a file");
        file.read_to_string(&mut text).expect("a text");
        fs::remove_dir_all(folder).expect("a folder");
        (text, files)
    }

    #[test]
    fn a_part_of_either_kind_takes_the_place_of_the_old_file() {
        let path = old_file("unnamed");
        let part = written(Part::of(&path).expect("a part"));
        part.finish(&path).expect("a name");
        assert_eq!(left(&path), ("new".to_owned(), 1));

        let path = old_file("named");
        let part = written(Part::named(&path).expect("a part"));
        part.finish(&path).expect("a name");
        assert_eq!(left(&path), ("new".to_owned(), 1));
    }

    #[test]
    fn a_part_that_is_given_up_is_gone_and_others_stay() {
        let path = old_file("given-up");
        let stale = beside(&path, |name| fs::write(name, "stale"));
        let (_, stale) = stale.expect("a file");
        let part = written(Part::named(&path).expect("a part"));
        drop(part);
        assert_eq!(fs::read_to_string(&stale.0).expect("a file"), "stale");
        std::mem::forget(stale);
        assert_eq!(left(&path), ("old".to_owned(), 2));
    }

    #[test]
    fn a_file_that_gets_no_name_is_copied() {
        let path = old_file("copied");
        // no name can be given to a file that lost its own
        let mut part = written(Part::named(&path).expect("a part"));
        part.name = None;
        part.finish(&path).expect("a name");
        assert_eq!(left(&path), ("new".to_owned(), 1));
    }
}
