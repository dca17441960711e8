//! Questions to a person, one line each: answered by a flag, by a line of standard input, or by silence.

use super::texts;
use crate::output::{Failure, STANDARD_INPUT, tell};
use crate::words::Words;
use crate::wrap::hung;
use std::io::{self, BufRead};

/// Asks, or does not.
pub(super) struct Asking {
    is_asking: bool,
}

/// One question.
pub(super) struct Question<'a> {
    /// The flag that answers it: `--name`.
    pub(super) flag: &'a str,
    pub(super) words: &'a Words,
    /// What `{}` in the words stands for.
    pub(super) about: &'a str,
    /// What an empty answer means; a question without one must be answered.
    pub(super) default: Option<&'a str>,
}

impl Asking {
    pub(super) fn new(is_asking: bool) -> Self {
        Self { is_asking }
    }

    /// Tells a person, with `{}` filled in.
    pub(super) fn tell(&self, words: &Words, about: &str) -> Result<(), Failure> {
        tell(&words.text().replace("{}", about))
    }

    /// The answer to `question`, as `read` understands it. An answer that it refuses is asked for again,
    /// a flag that it refuses is wrong usage; the reason is told.
    pub(super) fn settle<T>(
        &mut self,
        question: &Question<'_>,
        given: Option<&str>,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, Failure> {
        let flag = question.flag;
        if let Some(given) = given {
            return read(given).map_err(|why| Failure::Usage(format!("{flag} `{given}`: {why}")));
        }
        while self.is_asking {
            let Some(line) = self.line(question)? else {
                self.is_asking = false;
                break;
            };
            let answer = if line.is_empty() {
                question.default
            } else {
                Some(line.as_str())
            };
            match answer.map(&read) {
                Some(Ok(value)) => return Ok(value),
                Some(Err(why)) => tell(&format!("  {why}\n"))?,
                None => {}
            }
        }
        let default = question
            .default
            .ok_or_else(|| Failure::Usage(texts::NO_ANSWER.with(&[("flag", &flag)])))?;
        read(default).map_err(|why| Failure::Usage(format!("{flag} `{default}`: {why}")))
    }

    /// Asks once; none where nobody answers any more.
    fn line(&self, question: &Question<'_>) -> Result<Option<String>, Failure> {
        let default = question
            .default
            .map(|default| format!(" [{default}]"))
            .unwrap_or_default();
        let words = question.words.text().replace("{}", question.about);
        let asked = format!("{words}{default}{}", texts::ANSWER.text());
        tell(&hung("", &asked, 2))?;
        let mut line = String::new();
        let read = io::stdin()
            .lock()
            .read_line(&mut line)
            .map_err(|reason| Failure::read(STANDARD_INPUT.text(), reason))?;
        if read == 0 {
            tell("\n")?;
            return Ok(None);
        }
        Ok(Some(line.trim().to_owned()))
    }
}
