//! Whether the archive that a spreadsheet is can be handed to its reader.
//!
//! A file of some kilobytes may unpack to gigabytes, and the reader waits without an end for what a
//! document that is cut off does not say. So every part is unpacked once before, and held to be whole.

use super::extent::{Extent, Merged};
use super::texts;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{BufRead, BufReader, Cursor, Read};
use zip::ZipArchive;

/// Bytes of all parts, unpacked: a million contacts take some two hundred MiB.
pub(super) const UNPACKED_BYTES: u64 = 256 << 20;

/// Cells of a sheet in an .xlsx, the empty ones in front of others in their row with them.
pub(super) const CELLS: u64 = 20_000_000;

/// Elements inside one another; a sheet has about ten.
const DEPTH: usize = 256;

/// Refuses an archive that unpacks to more than `most` bytes, or that has a part that is not whole. Gives the
/// merged cells of an .ods, which its reader does not tell.
pub(super) fn check(bytes: &[u8], most: u64) -> Result<Vec<Merged>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut left = most;
    let mut merged = Vec::new();
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
            Ok(Vec::new())
        };
        std::io::copy(&mut part, &mut std::io::sink()).map_err(|error| error.to_string())?;
        left = match part.limit().checked_sub(1) {
            Some(left) => left,
            None => return Err(texts::UNPACKS.with(&[("most", &most)])),
        };
        merged.extend(document.map_err(|why| format!("{name}: {why}"))?);
    }
    Ok(merged)
}

/// Every element of a document is closed, in its order. Gives the merged cells that it has.
fn whole(part: impl BufRead) -> Result<Vec<Merged>, String> {
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
            Event::Text(text) => extent.text(text.len())?,
            Event::Eof if depth == 0 => return Ok(extent.into_merged()),
            Event::Eof => return Err(texts::CUT_OFF.text().to_owned()),
            _ => {}
        }
        if depth > DEPTH {
            return Err(texts::DEEP.with(&[("most", &DEPTH)]));
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
        assert_eq!(check(bytes, size), Ok(Vec::new()));
        assert!(check(bytes, size - 1).is_err());
    }

    #[test]
    fn a_document_is_whole_when_every_element_is_closed() {
        for text in ["<a/>", "<a><b>x</b></a>", "<?xml version=\"1.0\"?><a></a>"] {
            assert!(whole(text.as_bytes()).is_ok(), "{text}");
        }
        for text in ["<a>", "<a><b></a>", "<a", "</a>", "<a></a ", "<a><b></b>"] {
            assert!(whole(text.as_bytes()).is_err(), "{text}");
        }
        let deep = |depth: usize| "<a>".repeat(depth) + &"</a>".repeat(depth);
        assert!(whole(deep(super::DEPTH).as_bytes()).is_ok());
        assert!(whole(deep(super::DEPTH + 1).as_bytes()).is_err());
    }

    /// A sheet with a header and one row that stands `rows` times, of a cell that stands `columns` times.
    fn sheet(rows: u64, columns: u64, text: &str) -> String {
        let (row, cell) = ("table:table-row", "table:table-cell");
        let value = format!("office:value-type=\"string\"><text:p>{text}</text:p></{cell}>");
        format!(
            "<table:table table:name=\"A\"><{row} table:number-rows-repeated=\"{rows}\">\
             <{cell} table:number-columns-repeated=\"{columns}\" {value}<{cell} \
             table:number-columns-repeated=\"1000\"/></{row}></table:table>"
        )
    }

    #[test]
    fn repeated_cells_are_counted_as_if_they_were_written() {
        let fits = |rows, columns, text: &str| whole(sheet(rows, columns, text).as_bytes()).is_ok();
        // 64 bytes a cell, and 128 and twice its text for each copy, in 256 MiB
        let most = ((256 << 20) + 128 + 2) / (2 * (64 + 128 + 2));
        assert!(fits(most, 2, "x"));
        assert!(!fits(most + 1, 2, "x"));
        assert!(fits(1_000, 1_000, "x"));
        assert!(!fits(2_000, 1_000, "x"));
        assert!(fits(1_000, 1, &"x".repeat(100_000)));
        assert!(!fits(2_000, 1, &"x".repeat(100_000)));
        // what is written out may be as long as the file
        assert!(fits(1, 1, &"x".repeat(1_000_000)));
    }

    #[test]
    fn rows_between_others_cost_what_their_cells_take() {
        let row = |repeats: u64, value: &str| {
            format!(
                "<table:table-row table:number-rows-repeated=\"{repeats}\"><table:table-cell \
                 table:number-columns-repeated=\"4\"{value}/></table:table-row>"
            )
        };
        let (empty, value) = ("", " office:value-type=\"float\"");
        let table = |rows: &str| whole(format!("<table:table>{rows}</table:table>").as_bytes());
        assert!(table(&(row(1 << 20, empty) + &row(1, value))).is_err());
        assert!(table(&(row(1_000_000, empty) + &row(1, value))).is_ok());
        assert!(table(&(row(1, value) + &row(1 << 20, empty))).is_ok());
    }

    #[test]
    fn merged_cells_of_an_ods_are_found() {
        let table = "<t><table:table table:name=\"Clients\">\
            <table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>\
            <table:table-row><table:table-cell table:number-columns-repeated=\"2\"/>\
            <table:table-cell table:number-rows-spanned=\"2\" table:number-columns-spanned=\"1\"/>\
            </table:table-row></table:table></t>";
        let merged = whole(table.as_bytes());
        let wanted = super::Merged {
            sheet: "Clients".to_owned(),
            from: (2, 2),
            to: (3, 2),
        };
        assert_eq!(merged, Ok(vec![wanted]));
    }
}
