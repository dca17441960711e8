//! Reads a schedule of several lines: `DTSTART`, `RRULE`, `EXDATE` and `RDATE` of RFC 5545.

use super::texts;
use super::value::{compact_date, compact_moment, parse_moment};
use crate::datetime::{DatetimeError, Moment};
use crate::issue::{Code, Issue, Issues, Span, Text};
use crate::limits::Limits;
use crate::schedule::rule::Rule;
use crate::schedule::zone::Zone;
use crate::schedule::{Schedule, ScheduleBuilder};
use chrono::NaiveDate;

impl Schedule {
    /// The schedule of a text of RFC 5545, to be built: policies are not a part of such a text.
    ///
    /// A line each, in any order: `DTSTART` with `TZID`, with a `Z`, or with neither, for which the
    /// builder needs a zone; at most one `RRULE`, without which it happens once; `EXDATE` and `RDATE`
    /// with their values separated by commas, each in the zone of `DTSTART`. An `EXDATE;VALUE=DATE`
    /// leaves out a whole day.
    ///
    /// ```
    /// use flashplan::schedule::Schedule;
    /// let text = "DTSTART;TZID=Europe/Paris:20301025T090000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;TZID=Europe/Paris:20301026T090000";
    /// let schedule = Schedule::parse(text)?.build()?;
    /// assert_eq!(schedule.to_string(), text);
    /// assert_eq!(schedule.instants().count(), 2);
    /// # Ok::<(), flashplan::issue::Issues>(())
    /// ```
    ///
    /// # Errors
    /// All problems at once, each with its place: a text without `DTSTART`, two of them, `EXRULE`, a
    /// line of no known name, an `EXDATE` of another zone than `DTSTART`; an unknown zone; what
    /// [`Rule::parse`] refuses; `INPUT_TOO_LARGE` for a text with more than 20 bytes for each of
    /// [`Limits::schedule_dates`].
    pub fn parse(text: &str) -> Result<ScheduleBuilder, Issues> {
        let most = 20 * Limits::new().schedule_dates;
        if text.len() > most {
            let issue = Issue::new(Code::InputTooLarge, "", &texts::RULE_TOO_LARGE);
            return Err(Issues::from_iter([issue.with("max", most)]));
        }
        let mut lines = Lines::new(text);
        let mut start = 0;
        for line in text.split('\n') {
            lines.line(line.trim_end_matches('\r'), start);
            start += line.len() + 1;
        }
        lines.builder()
    }
}

/// What has been read.
struct Lines<'a> {
    text: &'a str,
    issues: Issues,
    start: Option<Moment>,
    has_start: bool,
    zone_name: Option<&'a str>,
    zone: Option<Zone>,
    rule: Option<Rule>,
    has_rule: bool,
    excluded: Vec<Moment>,
    excluded_dates: Vec<NaiveDate>,
    extra: Vec<Moment>,
    /// The zone that each list names, and where.
    list_zones: Vec<(Option<&'a str>, Span)>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            issues: Issues::new(),
            start: None,
            has_start: false,
            zone_name: None,
            zone: None,
            rule: None,
            has_rule: false,
            excluded: Vec::new(),
            excluded_dates: Vec::new(),
            extra: Vec::new(),
            list_zones: Vec::new(),
        }
    }

    fn report(&mut self, code: Code, text: &'static Text, span: Span) {
        let issue = Issue::new(code, "", text).at(span.place(self.text));
        self.issues.report(issue);
    }

    fn line(&mut self, line: &'a str, start: usize) {
        if line.is_empty() {
            return;
        }
        let span = Span::new(start, start + line.len());
        let Some((head, value)) = split_value(line) else {
            return self.report(Code::RuleSyntax, &texts::LINE_WITHOUT_VALUE, span);
        };
        let value_at = start + head.len() + 1;
        let mut parameters = head.split(';');
        let name = parameters.next().unwrap_or("").to_ascii_uppercase();
        let parameters = Parameters::read(parameters);
        match name.as_str() {
            "DTSTART" => self.dtstart(parameters, value, value_at, span),
            "RRULE" => self.rrule(value, value_at, span),
            "EXDATE" | "RDATE" => self.list(&name, parameters, value, value_at, span),
            "EXRULE" => self.report(Code::RuleNotSupported, &texts::EXRULE_NOT_TAKEN, span),
            _ => self.report(Code::RuleSyntax, &texts::LINE_UNKNOWN, span),
        }
    }

    fn dtstart(&mut self, parameters: Parameters<'a>, value: &str, value_at: usize, span: Span) {
        if std::mem::replace(&mut self.has_start, true) {
            return self.report(Code::RuleConflict, &texts::LINE_TWICE, span);
        }
        self.start = self.moment(value, value_at, parse_moment);
        self.zone_name = parameters.zone;
        if let Some(name) = parameters.zone {
            match name.parse() {
                Ok(zone) => self.zone = Some(zone),
                Err(issue) => self.issues.report(Issue::at(issue, span.place(self.text))),
            }
        } else if let Some(Moment::Instant(at)) = self.start {
            self.zone = Some(Zone::fixed(*at.offset()));
        }
    }

    fn rrule(&mut self, value: &str, value_at: usize, span: Span) {
        if std::mem::replace(&mut self.has_rule, true) {
            return self.report(Code::RuleConflict, &texts::LINE_TWICE, span);
        }
        match Rule::parse(value) {
            Ok(rule) => self.rule = Some(rule),
            Err(issues) => {
                let text = self.text;
                let in_text = |issue: Issue| match issue.place().map(|place| place.span.range()) {
                    Some(range) => {
                        let span = Span::new(value_at + range.start, value_at + range.end);
                        issue.at(span.place(text))
                    }
                    None => issue,
                };
                self.issues.extend(issues.into_iter().map(in_text));
            }
        }
    }

    fn list(
        &mut self,
        name: &str,
        parameters: Parameters<'a>,
        value: &str,
        value_at: usize,
        span: Span,
    ) {
        self.list_zones.push((parameters.zone, span));
        let mut at = value_at;
        for item in value.split(',') {
            if parameters.is_date && name == "EXDATE" {
                let date = self.moment(item, at, compact_date);
                self.excluded_dates.extend(date);
            } else {
                let moment = self.moment(item, at, compact_moment);
                match name {
                    "EXDATE" => self.excluded.extend(moment),
                    _ => self.extra.extend(moment),
                }
            }
            at += item.len() + 1;
        }
    }

    fn moment<T>(
        &mut self,
        text: &str,
        at: usize,
        read: impl Fn(&str) -> Result<T, DatetimeError>,
    ) -> Option<T> {
        let span = Span::new(at, at + text.len());
        read(text)
            .map_err(|error| {
                self.issues
                    .report(error.issue("").at(span.place(self.text)))
            })
            .ok()
    }

    fn builder(mut self) -> Result<ScheduleBuilder, Issues> {
        if !self.has_start {
            self.report(Code::Required, &texts::START_MISSING, Span::new(0, 0));
        }
        for (zone, span) in std::mem::take(&mut self.list_zones) {
            if zone.is_some_and(|zone| {
                self.zone_name
                    .is_none_or(|own| !own.eq_ignore_ascii_case(zone))
            }) {
                self.report(Code::RuleNotSupported, &texts::OTHER_ZONE, span);
            }
        }
        let (Some(start), false) = (self.start, self.issues.has_errors()) else {
            return Err(self.issues);
        };
        let builder = Schedule::starting(start, self.rule.unwrap_or_else(Rule::once))
            .exclude(self.excluded)
            .exclude_dates(self.excluded_dates)
            .extra(self.extra);
        Ok(match self.zone {
            Some(zone) => builder.zone(zone),
            None => builder,
        })
    }
}

/// The parameters of a line that matter here.
struct Parameters<'a> {
    zone: Option<&'a str>,
    is_date: bool,
}

impl<'a> Parameters<'a> {
    fn read(parameters: impl Iterator<Item = &'a str>) -> Self {
        let mut read = Self {
            zone: None,
            is_date: false,
        };
        for (name, value) in parameters.filter_map(|parameter| parameter.split_once('=')) {
            if name.eq_ignore_ascii_case("TZID") {
                read.zone = Some(value.trim_matches('"'));
            } else if name.eq_ignore_ascii_case("VALUE") {
                read.is_date = value.eq_ignore_ascii_case("DATE");
            }
        }
        read
    }
}

/// The line before and after its colon; one between quotation marks does not count.
fn split_value(line: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    let colon = line.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b':' && !quoted
    })?;
    Some((line.get(..colon)?, line.get(colon + 1..)?))
}
