//! Reads `FREQ=WEEKLY;BYDAY=MO,FR;COUNT=10`: RFC 5545 section 3.3.10.
//!
//! Letter case does not matter and the parts may come in any order. Every problem is reported with
//! the bytes of the part that has it.

use super::value::{compact_date, compact_moment, number};
use crate::issue::{Code, Issue, Issues, Span, Text, nearest};
use crate::limits::Limits;
use crate::schedule::rule::{By, End, Frequency, NthWeekday, Rule, Until};
use crate::schedule::texts;
use chrono::Weekday;
use std::num::NonZeroU32;

/// The parts that are taken, and what `nearest` compares an unknown one with.
const PARTS: [&str; 9] = [
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYDAY",
    "BYMONTHDAY",
    "BYMONTH",
    "BYSETPOS",
    "WKST",
];
/// The parts of RFC 5545, RFC 7529 and dateutil that are not taken: they choose times of day, weeks of
/// a year, or another calendar.
const NOT_TAKEN: [&str; 8] = [
    "BYHOUR",
    "BYMINUTE",
    "BYSECOND",
    "BYWEEKNO",
    "BYYEARDAY",
    "BYEASTER",
    "RSCALE",
    "SKIP",
];
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Mon),
    ("TU", Weekday::Tue),
    ("WE", Weekday::Wed),
    ("TH", Weekday::Thu),
    ("FR", Weekday::Fri),
    ("SA", Weekday::Sat),
    ("SU", Weekday::Sun),
];

impl Rule {
    /// The rule of a text like `FREQ=MONTHLY;BYDAY=-1FR`, with or without `RRULE:` before it.
    ///
    /// Taken are `FREQ` of `DAILY`, `WEEKLY`, `MONTHLY` and `YEARLY`, `INTERVAL`, `COUNT` or `UNTIL`,
    /// `BYDAY`, `BYMONTHDAY`, `BYMONTH`, `BYSETPOS` and `WKST`.
    ///
    /// ```
    /// use flashplan::schedule::Rule;
    /// let issues = Rule::parse("FREQ=DALY;COUNT=0").unwrap_err();
    /// let told: Vec<String> = issues.iter().map(|issue| issue.to_string()).collect();
    /// assert_eq!(told, [
    ///     "RULE_SYNTAX (line 1, column 6): DALY is no frequency; did you mean DAILY?",
    ///     "NUMBER_RANGE (line 1, column 17): COUNT cannot be 0; write a number in the range 1 to 4294967295",
    /// ]);
    /// ```
    ///
    /// # Errors
    /// All problems at once. `RULE_SYNTAX`: the empty text, `COUNT=3`, `FREQ=DAILY;;COUNT=3`, `FREQ=DAILY;FOO=1`,
    /// `FREQ=WEEKLY;BYDAY=XX`. `NUMBER_RANGE`: `INTERVAL=0`, `COUNT=99999999999999999999`,
    /// `BYMONTHDAY=32`. `RULE_CONFLICT`: `COUNT` beside `UNTIL`, a part twice, `FREQ=WEEKLY;BYDAY=2MO`.
    /// `RULE_NOT_SUPPORTED`: `FREQ=HOURLY`, `BYHOUR=9`. `DATETIME_INVALID`: `UNTIL=20300230`.
    /// `INPUT_TOO_LARGE`: a text over [`Limits::rule_bytes`].
    pub fn parse(text: &str) -> Result<Self, Issues> {
        let most = Limits::new().rule_bytes;
        if text.len() > most {
            let issue = Issue::new(Code::InputTooLarge, "", &texts::RULE_TOO_LARGE);
            return Err(Issues::from_iter([issue.with("max", most)]));
        }
        let has_name = text
            .get(..6)
            .is_some_and(|name| name.eq_ignore_ascii_case("RRULE:"));
        let mut reader = Reader::new(text);
        reader.parts(if has_name { 6 } else { 0 });
        reader.rule()
    }
}

impl std::str::FromStr for Rule {
    type Err = Issues;

    fn from_str(text: &str) -> Result<Self, Issues> {
        Self::parse(text)
    }
}

/// What has been read of a rule.
struct Reader<'a> {
    text: &'a str,
    issues: Issues,
    /// Where each of [`PARTS`] lies.
    places: [Option<Span>; PARTS.len()],
    frequency: Option<Frequency>,
    interval: NonZeroU32,
    by: By,
    week_start: Weekday,
    count: Option<u64>,
    until: Option<Until>,
}

/// `NAME=VALUE`.
#[derive(Clone, Copy)]
struct Part<'a> {
    name: &'static str,
    value: Piece<'a>,
}

/// A stretch of the text.
#[derive(Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    start: usize,
}

impl<'a> Piece<'a> {
    fn span(self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// The stretches between separators.
    fn split(self, separator: char) -> impl Iterator<Item = Self> {
        let mut start = self.start;
        self.text.split(separator).map(move |text| {
            let piece = Piece { text, start };
            start += text.len() + 1;
            piece
        })
    }
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            issues: Issues::new(),
            places: [None; PARTS.len()],
            frequency: None,
            interval: NonZeroU32::MIN,
            by: By::default(),
            week_start: Weekday::Mon,
            count: None,
            until: None,
        }
    }

    fn report(
        &mut self,
        code: Code,
        text: &'static Text,
        span: Span,
        words: &[(&'static str, &str)],
    ) {
        let issue = Issue::new(code, "", text).at(span.place(self.text));
        let shown = |word: &str| {
            word.chars()
                .take(40)
                .flat_map(char::escape_debug)
                .collect::<String>()
        };
        self.issues.report(
            words
                .iter()
                .fold(issue, |issue, (name, word)| issue.with(name, shown(word))),
        );
    }

    fn parts(&mut self, start: usize) {
        let rest = Piece {
            text: self.text.get(start..).unwrap_or(""),
            start,
        };
        // calendars in the wild end their rules with a semicolon
        let rest = Piece {
            text: rest.text.strip_suffix(';').unwrap_or(rest.text),
            ..rest
        };
        for piece in rest.split(';') {
            self.part(piece);
        }
    }

    fn part(&mut self, piece: Piece<'a>) {
        let span = piece.span();
        let Some((name, value)) = piece.text.split_once('=') else {
            let text = if piece.text.is_empty() {
                &texts::PART_EMPTY
            } else {
                &texts::PART_WITHOUT_VALUE
            };
            return self.report(Code::RuleSyntax, text, span, &[("part", piece.text)]);
        };
        let value = Piece {
            text: value,
            start: piece.start + name.len() + 1,
        };
        if NOT_TAKEN
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name))
        {
            return self.report(
                Code::RuleNotSupported,
                &texts::PART_NOT_TAKEN,
                span,
                &[("part", name)],
            );
        }
        let known = PARTS
            .iter()
            .zip(&mut self.places)
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        let Some((known, place)) = known else {
            return self.unknown(
                Span::new(piece.start, piece.start + name.len()),
                &texts::PART_UNKNOWN,
                name,
                &PARTS,
            );
        };
        if place.is_some() {
            return self.report(
                Code::RuleConflict,
                &texts::PART_TWICE,
                span,
                &[("part", known)],
            );
        }
        *place = Some(span);
        let part = Part { name: known, value };
        self.value(part);
    }

    fn unknown(&mut self, span: Span, text: &'static Text, name: &str, known: &[&'static str]) {
        match nearest(name.trim(), known.iter().copied()) {
            Some(near) => self.report(
                Code::RuleSyntax,
                text,
                span,
                &[("name", name), ("near", near)],
            ),
            None => self.report(
                Code::RuleSyntax,
                text,
                span,
                &[("name", name), ("near", "FREQ")],
            ),
        }
    }

    fn value(&mut self, part: Part<'a>) {
        match part.name {
            "FREQ" => self.frequency(part.value),
            "INTERVAL" => {
                let interval = self.in_range(part, part.value, 1, u32::MAX.into());
                self.interval = interval
                    .and_then(|n| NonZeroU32::new(u32::try_from(n).ok()?))
                    .unwrap_or(NonZeroU32::MIN);
            }
            "COUNT" => {
                let count = self.in_range(part, part.value, 1, u32::MAX.into());
                self.count = count.and_then(|count| u64::try_from(count).ok());
            }
            "UNTIL" => self.until(part),
            "WKST" => self.week_start = self.weekday(part.value).unwrap_or(Weekday::Mon),
            "BYDAY" => self.weekdays(part),
            "BYMONTH" => self.by.months = self.list(part, 1, 12),
            "BYMONTHDAY" => self.by.month_days = self.signed_list(part, 31),
            _ => self.by.positions = self.signed_list(part, 366),
        }
    }

    fn frequency(&mut self, value: Piece<'a>) {
        let known = [
            ("DAILY", Frequency::Daily),
            ("WEEKLY", Frequency::Weekly),
            ("MONTHLY", Frequency::Monthly),
            ("YEARLY", Frequency::Yearly),
        ];
        let found = known
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(value.text));
        let too_often = ["SECONDLY", "MINUTELY", "HOURLY"]
            .into_iter()
            .find(|name| name.eq_ignore_ascii_case(value.text));
        match (found, too_often) {
            (Some((_, frequency)), _) => self.frequency = Some(*frequency),
            (None, Some(name)) => {
                self.report(
                    Code::RuleNotSupported,
                    &texts::FREQUENCY_NOT_TAKEN,
                    value.span(),
                    &[("name", name)],
                );
            }
            (None, None) => {
                self.unknown(
                    value.span(),
                    &texts::FREQUENCY_UNKNOWN,
                    value.text,
                    &known.map(|(name, _)| name),
                );
            }
        }
    }

    fn until(&mut self, part: Part<'a>) {
        let text = part.value.text;
        let until = match text.len() {
            8 => compact_date(text).map(Until::Date),
            _ => compact_moment(text).map(Until::from),
        };
        match until {
            Ok(until) => self.until = Some(until),
            Err(error) => {
                let issue = error.issue("").at(part.value.span().place(self.text));
                self.issues.report(issue);
            }
        }
    }

    fn weekdays(&mut self, part: Part<'a>) {
        let weekdays = part
            .value
            .split(',')
            .filter_map(|piece| self.nth_weekday(part, piece))
            .collect();
        self.by.weekdays = weekdays;
    }

    fn nth_weekday(&mut self, part: Part<'a>, piece: Piece<'a>) -> Option<NthWeekday> {
        let name_at = piece
            .text
            .find(|c: char| c.is_ascii_alphabetic())
            .unwrap_or(piece.text.len());
        let (nth, name) = piece.text.split_at(name_at);
        let weekday = self.weekday(Piece {
            text: name,
            start: piece.start + name_at,
        })?;
        if nth.is_empty() {
            return Some(NthWeekday { nth: 0, weekday });
        }
        let nth = self.signed(
            part,
            Piece {
                text: nth,
                start: piece.start,
            },
            53,
        )?;
        Some(NthWeekday {
            nth: i8::try_from(nth).ok()?,
            weekday,
        })
    }

    fn weekday(&mut self, piece: Piece<'a>) -> Option<Weekday> {
        let found = WEEKDAYS
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(piece.text));
        if found.is_none() {
            self.report(
                Code::RuleSyntax,
                &texts::WEEKDAY_UNKNOWN,
                piece.span(),
                &[("name", piece.text)],
            );
        }
        found.map(|(_, weekday)| *weekday)
    }

    fn list<T: TryFrom<i64>>(&mut self, part: Part<'a>, least: i64, most: i64) -> Vec<T> {
        let each = |piece| {
            self.in_range(part, piece, least, most)
                .and_then(|n| T::try_from(n).ok())
        };
        part.value.split(',').filter_map(each).collect()
    }

    fn signed_list<T: TryFrom<i64>>(&mut self, part: Part<'a>, most: i64) -> Vec<T> {
        let each = |piece| {
            self.signed(part, piece, most)
                .and_then(|n| T::try_from(n).ok())
        };
        part.value.split(',').filter_map(each).collect()
    }

    /// A number from 1 to `most`, or from `-most` to -1.
    fn signed(&mut self, part: Part<'a>, piece: Piece<'a>, most: i64) -> Option<i64> {
        let digits = piece.text.strip_prefix(['+', '-']).unwrap_or(piece.text);
        let magnitude = number(digits);
        if magnitude.is_some_and(|n| (1..=most).contains(&n)) {
            return magnitude.map(|n| if piece.text.starts_with('-') { -n } else { n });
        }
        self.wrong_number(
            part,
            piece,
            digits,
            &format!("1 to {most}, or -{most} to -1"),
        );
        None
    }

    fn in_range(&mut self, part: Part<'a>, piece: Piece<'a>, least: i64, most: i64) -> Option<i64> {
        let found = number(piece.text).filter(|n| (least..=most).contains(n));
        if found.is_none() {
            self.wrong_number(part, piece, piece.text, &format!("{least} to {most}"));
        }
        found
    }

    fn wrong_number(&mut self, part: Part<'a>, piece: Piece<'a>, digits: &str, range: &str) {
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let (code, text) = match is_number {
            true => (Code::NumberRange, &texts::OUT_OF_RANGE),
            false => (Code::RuleSyntax, &texts::NOT_A_NUMBER),
        };
        self.report(
            code,
            text,
            piece.span(),
            &[("part", part.name), ("got", piece.text), ("range", range)],
        );
    }

    fn rule(mut self) -> Result<Rule, Issues> {
        if self.place_of("FREQ").is_none() {
            let everything = Span::new(0, self.text.len());
            self.report(Code::RuleSyntax, &texts::FREQUENCY_MISSING, everything, &[]);
        }
        if let Some(frequency) = self.frequency {
            self.conflicts(frequency);
            if !self.issues.has_errors() {
                return Ok(Rule {
                    interval: self.interval,
                    week_start: self.week_start,
                    end: match (self.count, self.until) {
                        (Some(count), _) => End::Count(count),
                        (None, Some(until)) => End::Until(until),
                        (None, None) => End::Never,
                    },
                    ..Rule::of(frequency, self.by)
                });
            }
        }
        Err(self.issues)
    }

    /// Parts that do not go together.
    fn conflicts(&mut self, frequency: Frequency) {
        let often = matches!(frequency, Frequency::Daily | Frequency::Weekly);
        let nth = self.by.weekdays.iter().any(|day| day.nth != 0);
        let by = [
            &self.by.months.is_empty(),
            &self.by.month_days.is_empty(),
            &self.by.weekdays.is_empty(),
        ];
        let position_alone = by.into_iter().all(|empty| *empty);
        let checks = [
            (
                "UNTIL",
                self.place_of("COUNT").is_some(),
                Code::RuleConflict,
                &texts::COUNT_AND_UNTIL,
            ),
            (
                "BYDAY",
                often && nth,
                Code::RuleConflict,
                &texts::NTH_WITHOUT_MONTH,
            ),
            (
                "BYMONTHDAY",
                frequency == Frequency::Weekly,
                Code::RuleConflict,
                &texts::MONTH_DAY_WEEKLY,
            ),
            (
                "BYSETPOS",
                frequency == Frequency::Daily,
                Code::RuleNotSupported,
                &texts::POSITION_DAILY,
            ),
            (
                "BYSETPOS",
                position_alone,
                Code::RuleConflict,
                &texts::POSITION_ALONE,
            ),
        ];
        for (name, wrong, code, text) in checks {
            if wrong && let Some(span) = self.place_of(name) {
                self.report(code, text, span, &[]);
            }
        }
    }

    fn place_of(&self, name: &str) -> Option<Span> {
        let mut parts = PARTS.iter().zip(&self.places);
        parts
            .find(|(known, _)| **known == name)
            .and_then(|(_, place)| *place)
    }
}
