//! Whether the archive that a spreadsheet is can be handed to its reader.
//!
//! A file of some kilobytes may unpack to gigabytes, and the reader waits without an end for what a
//! document that is cut off does not say. So every part is unpacked once before, and held to be whole.

use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{BufRead, BufReader, Cursor, Read};
use zip::ZipArchive;

/// Bytes of all parts, unpacked: a million contacts take some two hundred MiB.
pub(super) const UNPACKED_BYTES: u64 = 256 << 20;

/// Elements inside one another; a sheet has about ten.
const DEPTH: usize = 256;

/// Refuses an archive that unpacks to more than `most` bytes, or that has a part that is not whole.
pub(super) fn check(bytes: &[u8], most: u64) -> Result<(), String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut left = most;
    for number in 0..archive.len() {
        let file = archive
            .by_index(number)
            .map_err(|error| error.to_string())?;
        let name = file.name().map_err(|error| error.to_string())?.into_owned();
        let mut part = file.take(left + 1);
        if name.ends_with(".xml") || name.ends_with(".rels") {
            whole(BufReader::new(&mut part)).map_err(|why| format!("{name}: {why}"))?;
        }
        std::io::copy(&mut part, &mut std::io::sink()).map_err(|error| error.to_string())?;
        left = match part.limit().checked_sub(1) {
            Some(left) => left,
            None => return Err(format!("it unpacks to more than {most} bytes")),
        };
    }
    Ok(())
}

/// Every element of a document is closed, in its order.
fn whole(part: impl BufRead) -> Result<(), String> {
    let mut reader = Reader::from_reader(part);
    let mut bytes = Vec::new();
    let mut depth = 0_usize;
    loop {
        bytes.clear();
        match reader
            .read_event_into(&mut bytes)
            .map_err(|error| error.to_string())?
        {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err("the document is cut off".to_owned()),
            _ => {}
        }
        if depth > DEPTH {
            return Err(format!("more than {DEPTH} elements inside one another"));
        }
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::{check, whole};

    #[test]
    fn an_archive_may_unpack_to_the_limit_and_no_further() {
        let bytes = include_bytes!("../../tests/cmd/contacts.in/clients.xlsx");
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
        let sizes = (0..archive.len()).map(|i| archive.by_index(i).expect("a part").size());
        let size: u64 = sizes.sum();
        assert_eq!(check(bytes, size), Ok(()));
        assert!(check(bytes, size - 1).is_err());
    }

    #[test]
    fn a_document_is_whole_when_every_element_is_closed() {
        for text in ["<a/>", "<a><b>x</b></a>", "<?xml version=\"1.0\"?><a></a>"] {
            assert_eq!(whole(text.as_bytes()), Ok(()), "{text}");
        }
        for text in ["<a>", "<a><b></a>", "<a", "</a>", "<a></a ", "<a><b></b>"] {
            assert!(whole(text.as_bytes()).is_err(), "{text}");
        }
        let deep = |depth: usize| "<a>".repeat(depth) + &"</a>".repeat(depth);
        assert_eq!(whole(deep(super::DEPTH).as_bytes()), Ok(()));
        assert!(whole(deep(super::DEPTH + 1).as_bytes()).is_err());
    }
}
