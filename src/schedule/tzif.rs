//! Reads TZif files: RFC 9636, version 2 and later.

use super::posix::Tail;
use super::texts;
use crate::issue::Text;

/// What a file says, reduced to what moves a clock: changes that alter only a name are left out.
#[derive(Debug)]
pub(super) struct Tzif {
    /// Seconds east of UTC before the first change.
    pub(super) first: i32,
    /// In the order of time.
    pub(super) changes: Vec<Change>,
    /// When the last transition is, also one that moves no clock: from then on the tail holds.
    pub(super) last: Option<i64>,
    /// What holds after the last change, where it is not the last offset for ever.
    pub(super) tail: Option<Tail>,
}

/// From `at` on, in UTC seconds, local time is `offset` seconds ahead of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) at: i64,
    pub(super) offset: i32,
}

/// Why bytes are not a TZif file that can be planned with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TzifError {
    /// The first four bytes are not `TZif`.
    Magic,
    /// Version 1: 32-bit times, which end in 2038.
    Version,
    /// The file ends before what its header announces.
    CutOff,
    /// Leap seconds are counted (the `right/` files): no civil clock shows such times.
    LeapSeconds,
    /// Transitions that do not ascend, or point to no type.
    Transitions,
    /// No type, or an offset of a day or more.
    Types,
    /// The footer is not a POSIX `TZ` text.
    Footer,
}

impl TzifError {
    pub(super) fn text(self) -> &'static Text {
        match self {
            Self::Magic => &texts::TZIF_MAGIC,
            Self::Version => &texts::TZIF_VERSION,
            Self::CutOff => &texts::TZIF_CUT_OFF,
            Self::LeapSeconds => &texts::TZIF_LEAP_SECONDS,
            Self::Transitions => &texts::TZIF_TRANSITIONS,
            Self::Types => &texts::TZIF_TYPES,
            Self::Footer => &texts::TZIF_FOOTER,
        }
    }
}

impl Tzif {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, TzifError> {
        let mut reader = Reader { rest: bytes };
        let old = reader.header()?;
        if old.version == 0 {
            return Err(TzifError::Version);
        }
        // the block of 32-bit times is for readers of 1985
        reader.take(old.block_bytes(4)?)?;
        let header = reader.header()?;
        if header.leap_seconds != 0 {
            return Err(TzifError::LeapSeconds);
        }
        let times = reader.take(header.transitions * 8)?;
        let indices = reader.take(header.transitions)?;
        let types = offsets(reader.take(header.types * 6)?)?;
        reader.take(header.abbreviations + header.standard_flags + header.utc_flags)?;
        let first = *types.first().ok_or(TzifError::Types)?;
        let changes = changes(first, times, indices, &types).ok_or(TzifError::Transitions)?;
        let last = times.last_chunk().map(|time| i64::from_be_bytes(*time));
        let tail = reader.footer()?;
        Ok(Self {
            first,
            changes,
            last,
            tail,
        })
    }
}

fn offsets(types: &[u8]) -> Result<Vec<i32>, TzifError> {
    types
        .chunks_exact(6)
        .map(|entry| offset(entry).ok_or(TzifError::Types))
        .collect()
}

fn offset(entry: &[u8]) -> Option<i32> {
    let offset = i32::from_be_bytes(*entry.first_chunk()?);
    (offset.unsigned_abs() < 86_400).then_some(offset)
}

fn changes(first: i32, times: &[u8], indices: &[u8], types: &[i32]) -> Option<Vec<Change>> {
    let mut changes: Vec<Change> = Vec::with_capacity(indices.len());
    let (mut before, mut current) = (i64::MIN, first);
    for (time, index) in times.chunks_exact(8).zip(indices) {
        let at = i64::from_be_bytes(*time.first_chunk()?);
        let offset = *types.get(usize::from(*index))?;
        if at <= before {
            return None;
        }
        if offset != current {
            changes.push(Change { at, offset });
        }
        (before, current) = (at, offset);
    }
    Some(changes)
}

/// How many of each kind a block has.
struct Header {
    version: u8,
    utc_flags: usize,
    standard_flags: usize,
    leap_seconds: usize,
    transitions: usize,
    types: usize,
    abbreviations: usize,
}

impl Header {
    /// Bytes of the block's data where a time has `time` bytes.
    fn block_bytes(&self, time: usize) -> Result<usize, TzifError> {
        let parts = [
            (self.transitions, time + 1),
            (self.types, 6),
            (self.abbreviations, 1),
            (self.leap_seconds, time + 4),
            (self.standard_flags, 1),
            (self.utc_flags, 1),
        ];
        let sum = |total: usize, (count, bytes)| total.checked_add(bytes * count);
        parts.into_iter().try_fold(0, sum).ok_or(TzifError::CutOff)
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn header(&mut self) -> Result<Header, TzifError> {
        if self.take(4)? != b"TZif" {
            return Err(TzifError::Magic);
        }
        let version = self.take(16)?.first().copied().unwrap_or(0);
        Ok(Header {
            version,
            utc_flags: self.count()?,
            standard_flags: self.count()?,
            leap_seconds: self.count()?,
            transitions: self.count()?,
            types: self.count()?,
            abbreviations: self.count()?,
        })
    }

    /// A count of things that take a byte or more each: more than the file has bytes is cut off.
    fn count(&mut self) -> Result<usize, TzifError> {
        let bytes = self.take(4)?.first_chunk().ok_or(TzifError::CutOff)?;
        let count = usize::try_from(u32::from_be_bytes(*bytes)).map_err(|_| TzifError::CutOff)?;
        if count > self.rest.len() {
            Err(TzifError::CutOff)
        } else {
            Ok(count)
        }
    }

    fn footer(&mut self) -> Result<Option<Tail>, TzifError> {
        let text = self.rest.strip_prefix(b"\n").ok_or(TzifError::CutOff)?;
        let end = text
            .iter()
            .position(|byte| *byte == b'\n')
            .ok_or(TzifError::CutOff)?;
        let text = str::from_utf8(&text[..end]).map_err(|_| TzifError::Footer)?;
        match text {
            "" => Ok(None),
            text => Tail::parse(text).map(Some).ok_or(TzifError::Footer),
        }
    }

    fn take(&mut self, len: usize) -> Result<&'a [u8], TzifError> {
        let (taken, rest) = self.rest.split_at_checked(len).ok_or(TzifError::CutOff)?;
        self.rest = rest;
        Ok(taken)
    }
}
