//! The end of a preview: what the plan asks of the API, how long its texts are, how risky it is.

use flashplan::issue::Language;
use flashplan::plan::{API_REQUESTS_PER_SECOND, Entry, Forecast, Plan, SafetyAssessment};
use std::fmt::Write as _;

/// Looks at the plan while it streams by.
pub(crate) struct Outlook {
    forecast: Forecast<'static>,
    safety: SafetyAssessment,
}

impl Outlook {
    pub(crate) fn of(plan: &Plan) -> Self {
        Self {
            forecast: Forecast::of(plan),
            safety: SafetyAssessment::of(plan, None),
        }
    }

    pub(crate) fn take(&mut self, entry: &Entry<'_>) {
        self.forecast.take(entry);
        self.safety.take(entry);
    }

    pub(crate) fn text(&self, language: Language) -> String {
        let mut out = String::new();
        // writing to a String cannot fail
        let _ = self.write(&mut out, language);
        out
    }

    fn write(&self, out: &mut String, language: Language) -> std::fmt::Result {
        writeln!(
            out,
            "  sent one by one: {} API calls, {} s at {API_REQUESTS_PER_SECOND} a second",
            self.forecast.api_calls(),
            self.forecast.api_seconds()
        )?;
        let lengths = self.forecast.lengths();
        if let (Some(least), Some(median), Some(most)) =
            (lengths.least(), lengths.median(), lengths.most())
        {
            writeln!(
                out,
                "  texts of {least} to {most} characters, half of them up to {median}"
            )?;
        }
        let safety = self.safety.finish(language);
        let (score, risk) = (
            safety.score.unwrap_or(0.0),
            safety.risk_level.unwrap_or_default(),
        );
        writeln!(out, "\nSafety, by rules of our own; it holds nothing back")?;
        writeln!(
            out,
            "  {}: score {score} of 100, risk {risk}",
            safety.decision.name()
        )?;
        for (reason, mend) in safety.reasons.iter().zip(&safety.recommendations) {
            writeln!(out, "  - {reason}: {mend}")?;
        }
        Ok(())
    }
}
