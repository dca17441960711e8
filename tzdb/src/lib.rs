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
    names::NAMES
        .binary_search_by(|(known, _)| in_lower_case(known).cmp(in_lower_case(name)))
        .ok()
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

fn in_lower_case(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().map(|byte| byte.to_ascii_lowercase())
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
