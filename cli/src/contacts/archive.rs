//! Whether the archive that a spreadsheet is can be handed to its reader.
//!
//! A file of some kilobytes may unpack to gigabytes, and the reader waits without an end for what a
//! document that is cut off does not say. So every part is unpacked once before, and held to be whole.

use super::texts;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufRead, BufReader, Cursor, Read};
use zip::ZipArchive;

/// Bytes of all parts, unpacked: a million contacts take some two hundred MiB.
pub(super) const UNPACKED_BYTES: u64 = 256 << 20;

/// Cells of a sheet, the empty ones between others with them.
pub(super) const CELLS: u64 = 20_000_000;

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
        let is_document = name.ends_with(".xml") || name.ends_with(".rels");
        let document = if is_document {
            whole(BufReader::new(&mut part))
        } else {
            Ok(())
        };
        std::io::copy(&mut part, &mut std::io::sink()).map_err(|error| error.to_string())?;
        left = match part.limit().checked_sub(1) {
            Some(left) => left,
            None => return Err(texts::UNPACKS.with(&[("most", &most)])),
        };
        document.map_err(|why| format!("{name}: {why}"))?;
    }
    Ok(())
}

/// Every element of a document is closed, in its order.
fn whole(part: impl BufRead) -> Result<(), String> {
    let mut reader = Reader::from_reader(part);
    let mut bytes = Vec::new();
    let mut depth = 0_usize;
    let mut extent = Extent::default();
    loop {
        bytes.clear();
        match reader
            .read_event_into(&mut bytes)
            .map_err(|error| error.to_string())?
        {
            Event::Start(element) => {
                depth += 1;
                extent.element(&element)?;
            }
            Event::Empty(element) => extent.element(&element)?,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(texts::CUT_OFF.text().to_owned()),
            _ => {}
        }
        if depth > DEPTH {
            return Err(texts::DEEP.with(&[("most", &DEPTH)]));
        }
    }
}

/// How far the cells of a sheet in an .ods reach: a few bytes may repeat a cell a million times, and its
/// reader makes all of them.
#[derive(Default)]
struct Extent {
    /// The rows and columns up to the place that is read.
    rows: u64,
    columns: u64,
    /// The columns up to the last cell with a value.
    width: u64,
}

impl Extent {
    fn element(&mut self, element: &BytesStart<'_>) -> Result<(), String> {
        match element.name().as_ref() {
            "table:table" => *self = Self::default(),
            "table:table-row" => {
                self.rows += repeated(element, "table:number-rows-repeated");
                self.columns = 0;
            }
            "table:table-cell" => {
                self.columns += repeated(element, "table:number-columns-repeated");
                if element
                    .try_get_attribute("office:value-type")
                    .is_ok_and(|value| value.is_some())
                {
                    self.width = self.width.max(self.columns);
                    if self.rows.saturating_mul(self.width) > CELLS {
                        return Err(texts::MANY_CELLS.with(&[("most", &CELLS)]));
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// How often an element stands for itself; no more often than a sheet has rows.
fn repeated(element: &BytesStart<'_>, name: &str) -> u64 {
    let value = element.try_get_attribute(name).ok().flatten();
    let count = value.and_then(|value| value.value.parse().ok());
    count.unwrap_or(1_u64).min(1 << 20)
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
        let sheet = |rows: u64, columns: u64| {
            let (row, cell) = ("table:table-row", "table:table-cell");
            let rows = format!("<{row} table:number-rows-repeated=\"{rows}\">");
            let cells = format!("<{cell} table:number-columns-repeated=\"{columns}\"");
            format!("{rows}{cells} office:value-type=\"float\"/>{cells}/></{row}>")
        };
        assert_eq!(whole(sheet(10_000, 2_000).as_bytes()), Ok(()));
        assert!(whole(sheet(10_000, 2_001).as_bytes()).is_err());
        let deep = |depth: usize| "<a>".repeat(depth) + &"</a>".repeat(depth);
        assert_eq!(whole(deep(super::DEPTH).as_bytes()), Ok(()));
        assert!(whole(deep(super::DEPTH + 1).as_bytes()).is_err());
    }
}
