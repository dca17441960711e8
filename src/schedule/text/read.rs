//! Reads `FREQ=WEEKLY;BYDAY=MO,FR;COUNT=10`: RFC 5545 section 3.3.10.
//!
//! Letter case does not matter and the parts may come in any order. Every problem is reported with
//! the bytes of the part that has it.

use super::piece::{Part, Piece};
use super::texts;
use crate::issue::{Code, Issue, Issues, Span, Text, nearest};
use crate::limits::Limits;
use crate::schedule::rule::{By, End, Frequency, Rule, Until};
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
        Self::parse_with(text, &Limits::new())
    }

    /// As [`Rule::parse`], within other bounds.
    ///
    /// ```
    /// use flashplan::limits::Limits;
    /// use flashplan::schedule::Rule;
    /// let limits = Limits::new().rule_bytes(10);
    /// assert!(Rule::parse_with("FREQ=DAILY", &limits).is_ok());
    /// assert!(Rule::parse_with("FREQ=WEEKLY", &limits).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Rule::parse`].
    pub fn parse_with(text: &str, limits: &Limits) -> Result<Self, Issues> {
        let most = limits.rule_bytes;
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
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) issues: Issues,
    /// Where each of [`PARTS`] lies.
    places: [Option<Span>; PARTS.len()],
    pub(super) frequency: Option<Frequency>,
    pub(super) interval: NonZeroU32,
    pub(super) by: By,
    pub(super) week_start: Weekday,
    pub(super) count: Option<u64>,
    pub(super) until: Option<Until>,
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

    pub(super) fn report(
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
        for piece in rest.split(b';') {
            self.part(piece);
        }
    }

    fn part(&mut self, piece: Piece<'a>) {
        let span = piece.span();
        let Some((name, value)) = piece.split_once(b'=') else {
            let text = if piece.text.is_empty() {
                &texts::PART_EMPTY
            } else {
                &texts::PART_WITHOUT_VALUE
            };
            return self.report(Code::RuleSyntax, text, span, &[("part", piece.text)]);
        };
        let name = name.text;
        let known = PARTS
            .iter()
            .zip(&mut self.places)
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        let Some((known, place)) = known else {
            return self.not_a_part(name, span);
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

    /// A part that is not taken, or that nobody knows.
    fn not_a_part(&mut self, name: &str, span: Span) {
        if NOT_TAKEN
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name))
        {
            let words = [("part", name)];
            return self.report(Code::RuleNotSupported, &texts::PART_NOT_TAKEN, span, &words);
        }
        let start = span.start as usize;
        let span = Span::new(start, start + name.len());
        self.unknown(span, &texts::PART_UNKNOWN, name, &PARTS);
    }

    pub(super) fn unknown(
        &mut self,
        span: Span,
        text: &'static Text,
        name: &str,
        known: &[&'static str],
    ) {
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

    fn rule(&mut self) -> Result<Rule, Issues> {
        if self.frequency.is_none() && self.place_of("FREQ").is_none() {
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
                    ..Rule::of(frequency, std::mem::take(&mut self.by))
                });
            }
        }
        Err(std::mem::take(&mut self.issues))
    }

    /// Parts that do not go together.
    fn conflicts(&mut self, frequency: Frequency) {
        // a frequency alone is what nearly every rule is
        if self.places.iter().flatten().nth(1).is_none() {
            return;
        }
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
