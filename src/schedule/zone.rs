//! Time zones: a fixed offset, or a zone of the IANA database with all its changes of clocks.

use super::policy::{Fold, Gap, Policy};
use super::spans::{Clear, OffsetSpan, Spans};
use super::texts;
use super::tzif::Tzif;
use crate::datetime::parse_offset;
use crate::issue::{Code, Issue, nearest_few};
use crate::limits::Limits;
use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset as _, Utc};
use std::sync::{Arc, OnceLock};

/// The release of the IANA time zone database that [`Zone::named`] reads: `2026f`.
#[must_use]
pub fn tzdb_version() -> &'static str {
    flashplan_tzdb::VERSION
}

/// Every name that [`Zone::named`] knows, aliases among them, sorted without regard to letter case.
pub fn zone_names() -> impl ExactSizeIterator<Item = &'static str> {
    flashplan_tzdb::names()
}

/// A time zone. Cheap to clone: its table of offsets is built once and shared.
#[derive(Clone, Debug)]
pub struct Zone {
    inner: Arc<Inner>,
}

#[derive(Debug, PartialEq, Eq)]
struct Inner {
    name: String,
    data_version: Option<String>,
    spans: Spans,
}

impl Zone {
    /// The zone that never changes its clock: what an offset in a definition means.
    ///
    /// Its name is the offset, `+01:00`, and it needs no data.
    #[must_use]
    pub fn fixed(offset: FixedOffset) -> Self {
        Self::of(
            offset.to_string(),
            None,
            Spans::fixed(offset.local_minus_utc()),
        )
    }

    /// UTC.
    #[must_use]
    pub fn utc() -> Self {
        Self::fixed(Utc.fix())
    }

    /// The zone of an IANA name, aliases among them; letter case does not matter.
    ///
    /// ```
    /// use flashplan::schedule::Zone;
    /// assert_eq!(Zone::named("europe/paris")?.name(), "Europe/Paris");
    /// let issue = Zone::named("Europe/Pari").unwrap_err();
    /// assert_eq!(issue.hint(), "the nearest known ones: Europe/Paris");
    /// # Ok::<(), flashplan::issue::Issue>(())
    /// ```
    ///
    /// # Errors
    /// `ZONE_UNKNOWN` for `Europe/Pari`, `CET+1`, `Paris` and the empty text.
    pub fn named(name: &str) -> Result<Self, Issue> {
        Self::find(name).ok_or_else(|| unknown(name))
    }

    /// As [`Zone::named`], without a word on why not: for names that come by the thousand.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        static BUILT: [OnceLock<Zone>; flashplan_tzdb::COUNT] =
            [const { OnceLock::new() }; flashplan_tzdb::COUNT];
        let place = flashplan_tzdb::find(name)?;
        let cell = BUILT.get(place)?;
        if let Some(zone) = cell.get() {
            return Some(zone.clone());
        }
        let zone = Self::carried(place)?;
        Some(cell.get_or_init(|| zone).clone())
    }

    fn carried(place: usize) -> Option<Self> {
        let (name, file) = (flashplan_tzdb::name(place)?, flashplan_tzdb::tzif(place)?);
        let zone = Self::from_tzif(name, file).ok()?;
        Some(zone.with_data_version(tzdb_version()))
    }

    /// A zone of TZif bytes (RFC 9636, version 2 or later), where a host has newer data than this
    /// library, or rules of its own.
    ///
    /// # Errors
    /// `ZONE_DATA_INVALID` for a file that is cut off, of version 1, with leap seconds or an offset
    /// of a day; `INPUT_TOO_LARGE` over [`Limits::zone_bytes`].
    pub fn from_tzif(name: impl Into<String>, bytes: &[u8]) -> Result<Self, Issue> {
        Self::from_tzif_with(name, bytes, &Limits::new())
    }

    /// As [`Zone::from_tzif`], within other bounds.
    ///
    /// # Errors
    ///
    /// As [`Zone::from_tzif`].
    pub fn from_tzif_with(
        name: impl Into<String>,
        bytes: &[u8],
        limits: &Limits,
    ) -> Result<Self, Issue> {
        let most = limits.zone_bytes;
        if bytes.len() > most {
            let issue = Issue::new(Code::InputTooLarge, "", &texts::TZIF_TOO_LARGE);
            return Err(issue.with("max", most));
        }
        let tzif = Tzif::read(bytes)
            .map_err(|error| Issue::new(Code::ZoneDataInvalid, "", error.text()))?;
        Ok(Self::of(name.into(), None, Spans::of(tzif)))
    }

    /// The same zone with the release that its data is of: what a plan names.
    #[must_use]
    pub fn with_data_version(self, version: impl Into<String>) -> Self {
        let data_version = Some(version.into());
        let inner = match Arc::try_unwrap(self.inner) {
            Ok(inner) => Inner {
                data_version,
                ..inner
            },
            Err(shared) => Inner {
                name: shared.name.clone(),
                data_version,
                spans: shared.spans.clone(),
            },
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    fn of(name: String, data_version: Option<String>, spans: Spans) -> Self {
        Self {
            inner: Arc::new(Inner {
                name,
                data_version,
                spans,
            }),
        }
    }

    /// The name as IANA writes it, or the offset.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.inner.name
    }

    /// The release of the zone's data; none for a fixed offset, and for bytes without a stated one.
    #[must_use]
    pub fn data_version(&self) -> Option<&str> {
        self.inner.data_version.as_deref()
    }

    /// Whether the clock never changes.
    #[must_use]
    pub fn is_fixed(&self) -> bool {
        self.inner.spans.is_fixed()
    }

    /// Seconds east of UTC at an instant.
    #[must_use]
    pub fn offset_at(&self, instant: DateTime<Utc>) -> i32 {
        self.span_at(instant.timestamp()).offset
    }

    /// The local time of an instant, with its offset.
    #[must_use]
    pub fn to_local(&self, instant: DateTime<Utc>) -> DateTime<FixedOffset> {
        instant.with_timezone(&offset_of(self.offset_at(instant)))
    }

    /// The instant of a wall time. None where the clock skips it and `gap` is `Skip` or `Reject`, or
    /// repeats it and `fold` is `Reject`. A fraction of a second is kept.
    #[must_use]
    pub fn to_instant(&self, local: NaiveDateTime, gap: Gap, fold: Fold) -> Option<DateTime<Utc>> {
        let wall = local.and_utc();
        let (kind, _) = self.spans().wall(wall.timestamp(), Clear::NONE);
        let policy = Policy { gap, fold };
        if policy.rejects(kind) {
            return None;
        }
        let seconds = policy.resolve(wall.timestamp(), kind).at?;
        DateTime::from_timestamp(seconds, wall.timestamp_subsec_nanos())
    }

    /// The span of constant offset around an instant in UTC seconds.
    ///
    /// Whoever converts many instants, or many wall times, walks from span to span: within one, local
    /// time is UTC plus a constant, and spans are days to centuries long.
    ///
    /// ```
    /// use flashplan::schedule::Zone;
    /// let span = Zone::named("Europe/Paris")?.span_at(1_900_000_000);
    /// assert_eq!((span.start, span.end, span.offset), (1_887_843_600, 1_901_149_200, 3_600));
    /// # Ok::<(), flashplan::issue::Issue>(())
    /// ```
    #[must_use]
    pub fn span_at(&self, utc_seconds: i64) -> OffsetSpan {
        self.spans().at(utc_seconds)
    }

    pub(super) fn spans(&self) -> &Spans {
        &self.inner.spans
    }
}

/// Two zones are equal when they have the same name, the same data version and the same offsets.
impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner) || self.inner == other.inner
    }
}

impl Eq for Zone {}

impl From<FixedOffset> for Zone {
    fn from(offset: FixedOffset) -> Self {
        Self::fixed(offset)
    }
}

/// The zone of an offset like `+01:00` or `Z`, or of an IANA name.
impl std::str::FromStr for Zone {
    type Err = Issue;

    fn from_str(text: &str) -> Result<Self, Issue> {
        match parse_offset(text) {
            Some(offset) => Ok(Self::fixed(offset)),
            None => Self::named(text),
        }
    }
}

/// The zone of the same name in the data of this library: `chrono_tz` only names it, because the
/// data that it ships is older.
///
/// # Errors
/// `ZONE_UNKNOWN` for a name that the IANA database has dropped since.
impl TryFrom<chrono_tz::Tz> for Zone {
    type Error = Issue;

    fn try_from(zone: chrono_tz::Tz) -> Result<Self, Issue> {
        Self::named(zone.name())
    }
}

/// The offset as chrono's type.
pub(super) fn offset_of(seconds: i32) -> FixedOffset {
    // the reader of TZif files refuses an offset of a day or more
    FixedOffset::east_opt(seconds).unwrap_or_else(|| Utc.fix())
}

fn unknown(name: &str) -> Issue {
    let shown: String = name.chars().take(64).flat_map(char::escape_debug).collect();
    let issue = |text| Issue::new(Code::ZoneUnknown, "", text).with("name", shown);
    let near = nearest_zones(name);
    if near.is_empty() {
        issue(&texts::ZONE_UNKNOWN)
    } else {
        issue(&texts::ZONE_UNKNOWN_NEAR).with("near", near.join(", "))
    }
}

/// How many zones an unknown name is answered with.
const NEAREST: usize = 3;

/// The zones that an unknown name may mean: those that have it for their city or their region, then
/// those that are written alike.
fn nearest_zones(name: &str) -> Vec<&'static str> {
    let wanted = name.trim().replace(' ', "_");
    let is_part = |zone: &&str| {
        let city = zone
            .rsplit_once('/')
            .is_some_and(|(_, city)| city.eq_ignore_ascii_case(&wanted));
        let region = zone
            .get(..wanted.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(&wanted));
        city || region && zone[wanted.len()..].starts_with('/')
    };
    let mut zones: Vec<&str> = zone_names().filter(is_part).collect();
    zones.extend(nearest_few(name, zone_names(), NEAREST));
    let mut kept = Vec::new();
    for zone in zones {
        if kept.len() < NEAREST && !kept.contains(&zone) {
            kept.push(zone);
        }
    }
    kept
}
