//! Settings become planning options, or the issues that keep them from it, all at once.

mod reasons;
mod texts;
mod warm_up;

use crate::output::{Failure, read_bytes};
use crate::settings::Settings;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use flashplan::audience::{Match, Suppression};
use flashplan::campaign::Recipients;
use flashplan::datetime::{Moment, parse};
use flashplan::issue::{Code, Issue, Issues, Text, nearest};
use flashplan::pace::{Batches, Caps, Pace, QuietAction, QuietHours};
use flashplan::plan::{MissingVariables, PlanOptions, QuietZone, Quota, QuotaPolicy};
use flashplan::reading::Options;
use flashplan::schedule::{Fold, Gap, Missed, Zone};
use flashplan::template::Neutralise;
use reasons::Reason;
use std::path::Path;

pub(crate) use warm_up::warm_up_by_policy;

/// The options that `settings` mean. The outer error is a file that cannot be read.
pub(crate) fn plan_options(settings: &Settings) -> Result<Result<PlanOptions, Issues>, Failure> {
    let suppression = settings
        .suppress
        .as_deref()
        .map(read_suppression)
        .transpose()?
        .unwrap_or_default();
    let mut read = Reader::default();
    let options = PlanOptions {
        zone: read.zone(settings),
        count: settings.count,
        until: read.until(settings),
        gap: read.named("gap", settings.gap.as_deref(), &Gap::NAMES),
        fold: read.named("fold", settings.fold.as_deref(), &Fold::NAMES),
        exclude_dates: read.dates(settings),
        now: read.now(settings),
        missed: read.missed(settings),
        pace: read.pace(settings),
        quiet_zone: read.named(
            "quiet-zone",
            settings.quiet_zone.as_deref(),
            &QuietZone::NAMES,
        ),
        quota: read.quota(settings),
        matching: read.named("match", settings.matching.as_deref(), &Match::NAMES),
        exclude: read.exclude(settings),
        suppression,
        missing: read.named(
            "missing",
            settings.missing.as_deref(),
            &MissingVariables::NAMES,
        ),
        contacts: settings.stated_of_contacts(),
        locale: settings.locale.clone(),
        neutralise: read.neutralise(settings),
        ..PlanOptions::default()
    };
    Ok(if read.issues.has_errors() {
        Err(read.issues)
    } else {
        Ok(options)
    })
}

fn read_suppression(path: &Path) -> Result<Suppression, Failure> {
    let bytes = read_bytes(path)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| Failure::not_utf8(path))?;
    let mut suppression = Suppression::new();
    text.trim_start_matches('\u{feff}')
        .lines()
        .for_each(|entry| suppression.add(entry));
    Ok(suppression)
}

/// Reads every setting before the verdict.
#[derive(Default)]
struct Reader {
    issues: Issues,
}

impl Reader {
    fn report(&mut self, name: &str, text: &'static Text, got: &str, why: impl ToString) {
        self.issues.report(
            Issue::new(Code::OptionInvalid, format!("/{name}"), text)
                .with("name", name)
                .with("got", got)
                .with("why", why),
        );
    }

    /// Reports what the library refuses, with its reason.
    fn refuse(&mut self, name: &str, text: &'static Text, got: &str, why: &impl Reason) {
        self.issues.report(
            Issue::new(Code::OptionInvalid, format!("/{name}"), text)
                .with("name", name)
                .with("got", got)
                .with("why", why.to_string())
                .with("raison", why.in_french()),
        );
    }

    fn zone(&mut self, settings: &Settings) -> Option<Zone> {
        // a plan may state an offset, such as +01:00
        match settings.timezone.as_deref()?.parse::<Zone>() {
            Ok(zone) => Some(zone),
            Err(issue) => {
                self.issues.report(issue.below("/timezone"));
                None
            }
        }
    }

    fn until(&mut self, settings: &Settings) -> Option<DateTime<Utc>> {
        self.instant("until", settings.until.as_deref()?)
    }

    fn now(&mut self, settings: &Settings) -> Option<DateTime<Utc>> {
        self.instant("now", settings.now.as_deref()?)
    }

    fn instant(&mut self, name: &str, text: &str) -> Option<DateTime<Utc>> {
        match parse(text) {
            Ok(Moment::Instant(instant)) => return Some(instant.to_utc()),
            Ok(Moment::Local(_)) => self.report(name, &texts::NO_OFFSET, text, ""),
            Err(why) => self.refuse(name, &texts::NO_INSTANT, text, &why),
        }
        None
    }

    /// The policy for missed occurrences. How late one may run is a part of one policy alone, and each
    /// is of use with a time that the plan is made at.
    fn missed(&mut self, settings: &Settings) -> Missed {
        #[derive(Clone, Copy, Default, PartialEq, Eq)]
        enum Policy {
            #[default]
            Skip,
            Late,
            Once,
        }
        let names = [
            ("skip", Policy::Skip),
            ("late", Policy::Late),
            ("once", Policy::Once),
        ];
        let policy = self.named("missed", settings.missed.as_deref(), &names);
        let within = settings.late_within.as_deref();
        if settings.missed.is_some() && settings.now.is_none() {
            self.report("missed", &texts::NOT_ALONE_NOW, "now", "");
        }
        match (policy, within) {
            (Policy::Late, Some(_)) => {
                let seconds = self.seconds("late-within", within);
                Missed::RunLate(TimeDelta::seconds(seconds.into()))
            }
            (Policy::Late, None) => {
                self.report("missed", &texts::NOT_ALONE_LATE, "late-within", "");
                Missed::Skip
            }
            (_, Some(_)) => {
                self.report("late-within", &texts::NOT_ALONE_LATE, "missed = late", "");
                Missed::Skip
            }
            (Policy::Skip, None) => Missed::Skip,
            (Policy::Once, None) => Missed::RunOnceForAll,
        }
    }

    fn dates(&mut self, settings: &Settings) -> Vec<NaiveDate> {
        let mut dates = Vec::new();
        for text in &settings.exclude_dates {
            match NaiveDate::parse_from_str(text, "%Y-%m-%d") {
                Ok(date) => dates.push(date),
                Err(why) => self.report("exclude-dates", &texts::NOT_A_DATE, text, why),
            }
        }
        dates
    }

    /// One of `names`; the default where nothing is said.
    fn named<T: Copy + Default>(
        &mut self,
        name: &str,
        got: Option<&str>,
        names: &[(&'static str, T)],
    ) -> T {
        let Some(got) = got else { return T::default() };
        if let Some((_, value)) = names.iter().find(|(known, _)| *known == got) {
            return *value;
        }
        let known: Vec<&str> = names.iter().map(|(known, _)| *known).collect();
        let meant = nearest(got, known.iter().copied());
        let meant = meant.map_or(String::new(), |meant| {
            texts::MEANT.with(&[("name", &meant)])
        });
        let why = format!("{}{meant}", known.join(", "));
        self.report(name, &texts::NOT_A_POLICY, got, why);
        T::default()
    }

    /// Quiet hours, and everything outside of the windows.
    fn quiet(&mut self, settings: &Settings) -> QuietHours {
        let mut quiet = QuietHours::default();
        for text in &settings.quiet_hours {
            match quiet.clone().and(text) {
                Ok(more) => quiet = more,
                Err(why) => self.refuse("quiet-hours", &texts::NO_HOURS, text, &why),
            }
        }
        let windows = settings.windows.iter().map(String::as_str);
        match quiet.clone().within(windows) {
            Ok(closed) => closed,
            Err(why) => {
                self.refuse(
                    "windows",
                    &texts::NO_HOURS,
                    &settings.windows.join(", "),
                    &why,
                );
                quiet
            }
        }
    }

    fn batches(&mut self, settings: &Settings) -> Option<Batches> {
        let pause = settings.batch_pause.as_deref();
        if settings.batch_size.is_none() && pause.is_none() {
            return None;
        }
        let (Some(size), Some(pause)) = (settings.batch_size, pause) else {
            let (given, lacking) = match pause {
                Some(_) => ("batch-pause", "batch-size"),
                None => ("batch-size", "batch-pause"),
            };
            self.report(given, &texts::NOT_ALONE, lacking, "");
            return None;
        };
        match Batches::new(size, self.seconds("batch-pause", Some(pause))) {
            Ok(batches) => Some(batches),
            Err(why) => {
                self.refuse(
                    "batch-size",
                    &texts::NO_BATCHES,
                    &format!("{size}, {pause}"),
                    &why,
                );
                None
            }
        }
    }

    fn caps(&mut self, settings: &Settings) -> Caps {
        let caps = Caps {
            per_minute: settings.per_minute,
            per_hour: settings.per_hour,
            per_day: settings.per_day,
            warm_up: self.warm_up(settings),
        };
        for error in caps.check().err().into_iter().flatten() {
            self.refuse(error.name(), &texts::NO_CAP, "", &error);
        }
        caps
    }

    fn pace(&mut self, settings: &Settings) -> Pace {
        let quiet = self.quiet(settings);
        let caps = self.caps(settings);
        Pace {
            min_gap: self.seconds("min-gap", settings.min_gap.as_deref()),
            jitter: self.seconds("jitter", settings.jitter.as_deref()),
            seed: settings.seed.unwrap_or(0),
            caps,
            quiet,
            batches: self.batches(settings),
            quiet_action: self.named(
                "quiet-action",
                settings.quiet_action.as_deref(),
                &QuietAction::NAMES,
            ),
        }
    }

    /// A time as `2s`, `5m` or `1h`, in seconds.
    fn seconds(&mut self, name: &str, text: Option<&str>) -> u32 {
        let Some(text) = text else { return 0 };
        let units = [("s", 1_u32), ("m", 60), ("h", 3_600)];
        let seconds = units.iter().find_map(|(unit, factor)| {
            let number = text.trim().strip_suffix(unit)?;
            let is_plain = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
            if is_plain {
                number.parse::<u32>().ok()?.checked_mul(*factor)
            } else {
                None
            }
        });
        if seconds.is_none() {
            self.report(name, &texts::NOT_A_TIME, text, "");
        }
        seconds.unwrap_or(0)
    }

    fn quota(&mut self, settings: &Settings) -> Option<Quota> {
        let policy = self.named(
            "quota-policy",
            settings.quota_policy.as_deref(),
            &QuotaPolicy::NAMES,
        );
        Some(Quota {
            monthly: settings.quota?,
            used: settings.quota_used.unwrap_or(0),
            policy,
        })
    }

    fn neutralise(&mut self, settings: &Settings) -> Option<Neutralise> {
        let longest = settings.longest_value;
        if longest == Some(0) {
            self.report("longest-value", &texts::NO_LENGTH, "0", "");
        }
        match longest {
            Some(longest) => Some(Neutralise::new().longest(longest as usize)),
            None => settings.neutralise.then(Neutralise::new),
        }
    }

    fn exclude(&mut self, settings: &Settings) -> Option<Recipients> {
        let json = settings.exclude.as_ref()?.to_string();
        let (recipients, report) = Recipients::read(json.as_bytes(), &Options::new()).into_parts();
        self.issues.extend(
            report
                .issues()
                .iter()
                .map(|issue| issue.clone().below("/exclude")),
        );
        recipients
    }
}
