//! Zone files that nobody ships: of older compilers, with a footer alone, with changes by hand.

use chrono::{DateTime, Utc};
use flashplan::schedule::Zone;

/// A block of a TZif file: the times and types of its transitions, its types, its leap seconds.
pub(crate) struct Block<'a> {
    transitions: &'a [(i64, u8)],
    offsets: &'a [i32],
    leap_seconds: u32,
}

impl Block<'_> {
    fn bytes(&self, time: usize) -> Vec<u8> {
        let counts = [
            0,
            0,
            self.leap_seconds,
            self.transitions.len() as u32,
            self.offsets.len() as u32,
            4,
        ];
        let mut bytes = b"TZif2".to_vec();
        bytes.extend([0; 15]);
        bytes.extend(counts.iter().flat_map(|count| count.to_be_bytes()));
        let seconds = |at: &i64| at.to_be_bytes()[8 - time..].to_vec();
        bytes.extend(self.transitions.iter().flat_map(|(at, _)| seconds(at)));
        bytes.extend(self.transitions.iter().map(|(_, kind)| *kind));
        for offset in self.offsets {
            bytes.extend(offset.to_be_bytes());
            bytes.extend([0, 0]);
        }
        bytes.extend(b"XYZ\0");
        bytes.extend((0..self.leap_seconds).flat_map(|_| vec![0; time + 4]));
        bytes
    }

    /// A file with this block twice, as those of older compilers are, and this footer.
    fn file(&self, footer: &str) -> Vec<u8> {
        let mut bytes = self.bytes(4);
        bytes.extend(self.bytes(8));
        bytes.extend(format!("\n{footer}\n").bytes());
        bytes
    }

    pub(crate) fn zone(&self, footer: &str) -> Result<Zone, String> {
        Zone::from_tzif("own", &self.file(footer)).map_err(|issue| issue.message())
    }
}

pub(crate) const PLAIN: Block<'_> = Block {
    transitions: &[],
    offsets: &[0],
    leap_seconds: 0,
};

/// A zone without a file's changes, for whose clock the footer alone speaks.
pub(crate) fn with_footer(footer: &str) -> Zone {
    PLAIN.zone(footer).expect("a zone")
}

/// A zone whose clock is so many seconds ahead of UTC at first, and then, from some seconds on, so many.
pub(crate) fn jumping(first: i32, jumps: &[(i64, i32)]) -> Zone {
    let offsets: Vec<i32> = std::iter::once(first)
        .chain(jumps.iter().map(|(_, offset)| *offset))
        .collect();
    let each = |(kind, (at, _)): (u8, &(i64, i32))| (*at, kind);
    let transitions: Vec<(i64, u8)> = (1..).zip(jumps).map(each).collect();
    let block = Block {
        transitions: &transitions,
        offsets: &offsets,
        leap_seconds: 0,
    };
    block.zone("").expect("a zone")
}

fn offset(zone: &Zone, at: &str) -> i32 {
    let at: DateTime<Utc> = at.parse().expect("an instant");
    zone.span_at(at.timestamp()).offset
}

/// Days of a year as the footer of a file may count them: with the 29th of February, and without.
#[test]
fn days_of_a_year_are_counted_with_and_without_the_leap_day() {
    for (footer, starts) in [
        ("AAA0BBB,J59/0,J300/0", ["2027-02-28", "2028-02-28"]),
        ("AAA0BBB,J60/0,J300/0", ["2027-03-01", "2028-03-01"]),
        ("AAA0BBB,J1/0,J300/0", ["2027-01-01", "2028-01-01"]),
        ("AAA0BBB,58/0,299/0", ["2027-02-28", "2028-02-28"]),
        ("AAA0BBB,59/0,299/0", ["2027-03-01", "2028-02-29"]),
        ("AAA0BBB,M2.5.0/0,M10.5.0/0", ["2027-02-28", "2028-02-27"]),
    ] {
        let zone = PLAIN.zone(footer).expect("a zone");
        for start in starts {
            let start: DateTime<Utc> = format!("{start}T00:00:00Z").parse().expect("an instant");
            let at = start.timestamp();
            let around = [at - 1, at].map(|at| zone.span_at(at).offset);
            assert_eq!(around, [0, 3_600], "{footer} {start}");
        }
        assert_eq!(offset(&zone, "2027-12-31T00:00:00Z"), 0, "{footer}");
    }
    // the day 300 of any year is the 27th of October, an hour earlier by the clock of the summer
    let zone = PLAIN.zone("AAA0BBB,J60/0,J300/0").expect("a zone");
    for year in [2027, 2028] {
        assert_eq!(offset(&zone, &format!("{year}-10-26T22:59:59Z")), 3_600);
        assert_eq!(offset(&zone, &format!("{year}-10-26T23:00:00Z")), 0);
    }
}

/// Files with the times of 32 bits too, which nobody reads, and with what no file may have.
#[test]
fn files_of_older_compilers_are_read() {
    let two = [(0, 1), (86_400, 0)];
    let fat = Block {
        transitions: &two,
        offsets: &[0, 3_600],
        ..PLAIN
    };
    let zone = fat.zone("AAA0").expect("a zone");
    let spans = [-1, 0, 86_399, 86_400].map(|at| zone.span_at(at).offset);
    assert_eq!(spans, [0, 3_600, 3_600, 0]);
    let refused = |block: Block<'_>| block.zone("AAA0").expect_err("no zone");
    let leap_seconds = 2;
    assert_eq!(
        refused(Block {
            leap_seconds,
            ..fat
        }),
        "the zone's data counts leap seconds"
    );
    let together = [(5, 1), (5, 0)];
    let transitions = &together;
    assert_eq!(
        refused(Block { transitions, ..fat }),
        "the zone's changes are out of order, or of no known type"
    );
    for (offset, fits) in [
        (86_399, true),
        (86_400, false),
        (-86_399, true),
        (-86_400, false),
    ] {
        let offsets = &[offset];
        let zone = Block { offsets, ..PLAIN }.zone("");
        assert_eq!(zone.is_ok(), fits, "{offset}");
    }
}

#[test]
fn a_clock_that_never_changes_is_known() {
    let is_fixed = |name: &str| Zone::named(name).expect("a zone").is_fixed();
    assert!(Zone::utc().is_fixed() && is_fixed("Etc/GMT+5"));
    // a change a hundred years ago is one too
    assert!(!is_fixed("Europe/Paris") && !is_fixed("Africa/Porto-Novo"));
    assert!(PLAIN.zone("AAA0").expect("a zone").is_fixed());
    assert!(!PLAIN.zone("AAA0BBB,J60,J300").expect("a zone").is_fixed());
    let moved = Block {
        transitions: &[(0, 1)],
        offsets: &[0, 3_600],
        ..PLAIN
    };
    assert!(!moved.zone("AAA-1").expect("a zone").is_fixed());
}

/// What a file's footer says holds behind its last change, for ever.
#[test]
fn the_footer_of_a_file_goes_on_where_its_changes_end() {
    // a clock that changes at the beginning of each year, in UTC
    let zone = with_footer("AAA0BBB,J1/0,J300/0");
    for year in [
        1900, 1901, 1902, 1903, 2030, 2302, 2303, 2702, 2703, 5000, 9999,
    ] {
        let at = |text: &str| {
            format!("{year}{text}")
                .parse::<DateTime<Utc>>()
                .expect("an instant")
        };
        let first = at("-01-01T00:00:00Z").timestamp();
        let span = zone.span_at(first);
        let end = at("-10-26T23:00:00Z").timestamp();
        assert_eq!(
            (span.start, span.end, span.offset),
            (first, end, 3_600),
            "{year}"
        );
        let before = zone.span_at(first - 1);
        assert_eq!((before.end, before.offset), (first, 0), "{year}");
        assert_eq!(zone.span_at(end).start, end, "{year}");
    }
    // the file's own word counts at its last change
    let last = 1_893_456_000;
    let block = Block {
        transitions: &[(last, 1)],
        offsets: &[0, 1_800],
        ..PLAIN
    };
    let zone = block.zone("AAA0BBB,J1/0,J300/0").expect("a zone");
    let around = [last - 1, last, last + 86_400 * 200].map(|at| zone.span_at(at).offset);
    assert_eq!(around, [0, 1_800, 1_800], "2030-01-01 is the last change");
    assert_eq!(offset(&zone, "2030-10-26T23:00:00Z"), 0);
    assert_eq!(offset(&zone, "2031-01-01T00:00:00Z"), 3_600);
}

#[test]
fn an_offset_of_a_footer_has_a_sign_and_seconds() {
    for (footer, seconds) in [
        ("AAA5", -18_000),
        ("AAA+5", -18_000),
        ("AAA-5:45", 20_700),
        ("AAA0:44:30", -2_670),
        ("<-0044>+0:44:30", -2_670),
    ] {
        let zone = with_footer(&format!("{footer}BBB,J60/0:00:30,J300/0"));
        let winter = offset(&zone, "2030-01-01T00:00:00Z");
        assert_eq!(winter, seconds, "{footer}");
        let span = zone.span_at(1_893_456_000);
        assert_eq!((span.end + i64::from(seconds)) % 86_400, 30, "{footer}");
    }
}

#[test]
fn a_summer_that_changes_no_clock_is_none() {
    // no hour is saved, or for no time
    for footer in ["AAA0BBB0,J60/0,J300/0", "AAA0BBB,J60/0,J60/1"] {
        let zone = with_footer(footer);
        assert!(zone.is_fixed(), "{footer}");
        let span = zone.span_at(250_000_000_000);
        assert_eq!(
            (span.start, span.end, span.offset),
            (i64::MIN, i64::MAX, 0),
            "{footer}"
        );
    }
}
