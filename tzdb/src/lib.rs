//! The IANA time zone database: each zone's TZif file (RFC 9636) by its name, and the version.
//!
//! It is a package of its own so that new data is one commit that touches no code: `refresh.py`
//! writes `zones.dat` and `names.rs` from the newest Python `tzdata` package, which follows IANA's
//! releases within days. The data is in the public domain.

mod names;

static ZONES: &[u8] = include_bytes!("zones.dat");

/// The release of the database: `2026f`.
pub const VERSION: &str = names::VERSION;

/// How many names there are.
pub const COUNT: usize = names::NAMES.len();

/// The place of a zone in the sorted list of names; letter case does not matter.
///
/// ```
/// let place = flashplan_tzdb::find("europe/paris").ok_or("no such zone")?;
/// assert_eq!(flashplan_tzdb::name(place), Some("Europe/Paris"));
/// assert!(flashplan_tzdb::tzif(place).is_some_and(|file| file.starts_with(b"TZif")));
/// assert_eq!(flashplan_tzdb::find("Europe/Pariss"), None);
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn find(name: &str) -> Option<usize> {
    if name.len() > LONGEST {
        return None;
    }
    let mut slot = slot_of(name);
    loop {
        let place = usize::from(*SLOTS.get(slot)?);
        let (known, _) = names::NAMES.get(place)?;
        // nearly everybody writes a name as IANA does
        if *known == name || known.eq_ignore_ascii_case(name) {
            return Some(place);
        }
        slot = (slot + 1) % SLOTS.len();
    }
}

/// The name at a place, as IANA writes it.
#[must_use]
pub fn name(place: usize) -> Option<&'static str> {
    names::NAMES.get(place).map(|(name, _)| *name)
}

/// The TZif file of the zone at a place.
#[must_use]
pub fn tzif(place: usize) -> Option<&'static [u8]> {
    let (_, bytes) = names::NAMES.get(place)?;
    ZONES.get(bytes.clone())
}

/// Every name, aliases among them, sorted without regard to letter case.
pub fn names() -> impl ExactSizeIterator<Item = &'static str> {
    names::NAMES.iter().map(|(name, _)| *name)
}

/// The places of the names, each in its slot or in the next free one: a hash table that the compiler
/// fills. Three in four slots are free, so that a look seldom takes a second step.
static SLOTS: [u16; 2_048] = slots();

/// A slot without a name, and a place beyond all names.
const FREE: u16 = u16::MAX;

/// The bytes of the longest name.
const LONGEST: usize = longest();

#[expect(
    clippy::indexing_slicing,
    reason = "const code has no other way; the compiler runs it"
)]
#[expect(
    clippy::cast_possible_truncation,
    reason = "there are some hundred names"
)]
// places fit: there are some hundred names
const fn slots() -> [u16; 2_048] {
    let mut slots = [FREE; 2_048];
    let mut place = 0;
    while place < COUNT {
        let mut slot = slot_of(names::NAMES[place].0);
        while slots[slot] != FREE {
            slot = (slot + 1) % slots.len();
        }
        slots[slot] = place as u16;
        place += 1;
    }
    slots
}

const fn longest() -> usize {
    let (mut longest, mut place) = (0, 0);
    while place < COUNT {
        let len = names::NAMES[place].0.len();
        longest = if len > longest { len } else { longest };
        place += 1;
    }
    longest
}

/// The slot to look at first: FNV-1a of the name without the bit that letter case is.
const fn slot_of(name: &str) -> usize {
    let bytes = name.as_bytes();
    let (mut hash, mut i) = (0x811c_9dc5_u32, 0);
    while i < bytes.len() {
        hash = (hash ^ (bytes[i] | 0x20) as u32).wrapping_mul(0x0100_0193);
        i += 1;
    }
    // the high bits are the better mixed ones
    (hash >> 21) as usize
}

#[cfg(test)]
mod tests {
    use super::{ZONES, find, names, tzif};

    #[test]
    fn every_name_finds_its_file_in_any_letter_case() {
        assert!(names().len() > 590);
        for (place, name) in names().enumerate() {
            assert_eq!(find(&name.to_uppercase()), Some(place), "{name}");
            assert!(
                tzif(place).is_some_and(|file| file.starts_with(b"TZif")),
                "{name}"
            );
        }
    }

    #[test]
    fn the_files_lie_back_to_back() {
        let mut places: Vec<_> = super::names::NAMES
            .iter()
            .map(|(_, place)| place.clone())
            .collect();
        places.sort_by_key(|place| place.start);
        places.dedup();
        let end = places
            .iter()
            .try_fold(0, |at, place| (place.start == at).then_some(place.end));
        assert_eq!(end, Some(ZONES.len()));
    }
}
