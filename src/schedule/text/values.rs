//! Reads the values of a rule's parts.

use super::piece::{Part, Piece};
use super::read::Reader;
use super::texts;
use super::value::{compact_date, compact_moment, number};
use crate::issue::Code;
use crate::schedule::rule::{Frequency, NthWeekday, Until};
use crate::schedule::texts::OUT_OF_RANGE;
use chrono::Weekday;
use std::num::NonZeroU32;

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Mon),
    ("TU", Weekday::Tue),
    ("WE", Weekday::Wed),
    ("TH", Weekday::Thu),
    ("FR", Weekday::Fri),
    ("SA", Weekday::Sat),
    ("SU", Weekday::Sun),
];

impl<'a> Reader<'a> {
    pub(super) fn value(&mut self, part: Part<'a>) {
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
        match found {
            Some((_, frequency)) => self.frequency = Some(*frequency),
            None => self.not_a_frequency(value, &known.map(|(name, _)| name)),
        }
    }

    /// A frequency that is not taken, or that nobody knows.
    #[cold]
    fn not_a_frequency(&mut self, value: Piece<'a>, known: &[&'static str]) {
        let too_often = ["SECONDLY", "MINUTELY", "HOURLY"]
            .into_iter()
            .find(|name| name.eq_ignore_ascii_case(value.text));
        let Some(name) = too_often else {
            return self.unknown(value.span(), &texts::FREQUENCY_UNKNOWN, value.text, known);
        };
        let words = [("name", name)];
        self.report(
            Code::RuleNotSupported,
            &texts::FREQUENCY_NOT_TAKEN,
            value.span(),
            &words,
        );
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
            .split(b',')
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
        part.value.split(b',').filter_map(each).collect()
    }

    fn signed_list<T: TryFrom<i64>>(&mut self, part: Part<'a>, most: i64) -> Vec<T> {
        let each = |piece| {
            self.signed(part, piece, most)
                .and_then(|n| T::try_from(n).ok())
        };
        part.value.split(b',').filter_map(each).collect()
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
            true => (Code::NumberRange, &OUT_OF_RANGE),
            false => (Code::RuleSyntax, &texts::NOT_A_NUMBER),
        };
        self.report(
            code,
            text,
            piece.span(),
            &[("part", part.name), ("got", piece.text), ("range", range)],
        );
    }
}
