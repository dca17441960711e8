//! The end of a preview: what the plan asks of the API, how long its texts are, how risky it is.

use crate::words::{Words, language};
use crate::wrap::hung;
use flashplan::instance::Instance;
use flashplan::plan::{API_REQUESTS_PER_SECOND, Entry, Forecast, Plan, SafetyAssessment};
use std::fmt::Write as _;

const CALLS: Words = Words {
    en: "sent one by one: {calls} API calls, {seconds} s at {rate} a second",
    fr: "un par un : {calls} appels d'API, {seconds} s à {rate} par seconde",
};

const LENGTHS: Words = Words {
    en: "texts of {least} to {most} characters, half of them up to {median}",
    fr: "textes de {least} à {most} caractères, la moitié jusqu'à {median}",
};

const SAFETY: Words = Words {
    en: "Safety, by rules of our own; it holds nothing back",
    fr: "Sécurité, selon nos propres règles ; elle ne retient rien",
};

const SCORE: Words = Words {
    en: "{decision}: score {score} of 100, risk {risk}",
    fr: "{decision} : note {score} sur 100, risque {risk}",
};

const RULE: Words = Words {
    en: "{reason}: {mend}",
    fr: "{reason} : {mend}",
};

/// The words of an assessment, as the wire has them.
const VERDICTS: [Words; 5] = [
    Words {
        en: "allow",
        fr: "rien à redire",
    },
    Words {
        en: "warn",
        fr: "attention",
    },
    Words {
        en: "low",
        fr: "faible",
    },
    Words {
        en: "medium",
        fr: "moyen",
    },
    Words {
        en: "high",
        fr: "élevé",
    },
];

/// Looks at the plan while it streams by.
pub(crate) struct Outlook {
    forecast: Forecast<'static>,
    safety: SafetyAssessment,
}

impl Outlook {
    /// Nothing was seen of the plan yet; the instance is the one that it is sent from, where it is known.
    pub(crate) fn of(plan: &Plan, instance: Option<&Instance>) -> Self {
        Self {
            forecast: Forecast::of(plan),
            safety: SafetyAssessment::of(plan, instance),
        }
    }

    pub(crate) fn take(&mut self, entry: &Entry<'_>) {
        self.forecast.take(entry);
        self.safety.take(entry);
    }

    /// What the plan comes to, as far as it was seen.
    pub(crate) fn forecast(&self) -> &Forecast<'static> {
        &self.forecast
    }

    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        // writing to a String cannot fail
        let _ = self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        let calls = CALLS.with(&[
            ("calls", &self.forecast.api_calls()),
            ("seconds", &self.forecast.api_seconds()),
            ("rate", &API_REQUESTS_PER_SECOND),
        ]);
        writeln!(out, "{}", hung("  ", &calls, 4))?;
        let lengths = self.forecast.lengths();
        if let (Some(least), Some(median), Some(most)) =
            (lengths.least(), lengths.median(), lengths.most())
        {
            let lengths = LENGTHS.with(&[("least", &least), ("most", &most), ("median", &median)]);
            writeln!(out, "{}", hung("  ", &lengths, 4))?;
        }
        let safety = self.safety.finish(language());
        let (score, risk) = (
            safety.score.unwrap_or(0.0),
            safety.risk_level.unwrap_or_default(),
        );
        writeln!(out, "\n{}", SAFETY.text())?;
        let score = SCORE.with(&[
            ("decision", &said(safety.decision.name())),
            ("score", &score),
            ("risk", &said(&risk)),
        ]);
        writeln!(out, "  {score}")?;
        for (reason, mend) in safety.reasons.iter().zip(&safety.recommendations) {
            let rule = RULE.with(&[("reason", reason), ("mend", mend)]);
            writeln!(out, "{}", hung("  - ", &rule, 4))?;
        }
        Ok(())
    }
}

/// A word of an assessment in the settled language; one that is not known, as it is.
fn said(word: &str) -> &str {
    let known = VERDICTS.iter().find(|verdict| verdict.en == word);
    known.map_or(word, |verdict| verdict.text())
}
