//! Positions before those of other partitions are known, and where drafts come together.
//!
//! A contact's place is the chunk that it lies in, and its row there. Chunks are numbered in the order of
//! the plan, so that places stand in for positions until all chunks are counted: the lowest wins.

use flashplan::plan::Draft;

/// Bits of a place that tell the row in its chunk.
const ROW: u32 = 20;

/// The place of a row.
pub(super) fn of(chunk: i64, row: u64) -> u64 {
    chunk.cast_unsigned() << ROW | row
}

/// The chunk of a place, and the row in it.
pub(super) fn parts(place: u64) -> (i64, u64) {
    ((place >> ROW).cast_signed(), place & ((1 << ROW) - 1))
}

/// Where all drafts with the id of this one come together, of `bins`.
pub(super) fn bin_of_id(draft: &Draft, bins: u64) -> i64 {
    let hash = draft.id_key().map(|key| hash(key.as_bytes()));
    bin(hash.unwrap_or_else(|| draft.position()), bins)
}

/// Where all drafts with the number of this one come together, of `bins`.
pub(super) fn bin_of_phone(draft: &Draft, bins: u64) -> i64 {
    bin(draft.phone_key().unwrap_or_else(|| draft.position()), bins)
}

/// Spreads numbers that follow one another: a product's high bits depend on all bits of its factor.
fn bin(hash: u64, bins: u64) -> i64 {
    let spread = u128::from(hash.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    // OK because a bin is less than `bins`, of which there are few
    ((spread * u128::from(bins)) >> 64) as i64
}

/// FNV-1a: the same on every worker, whatever its build.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
