//! Why the library refuses an option, in French: its errors say it in English.

use flashplan::datetime::DatetimeError;
use flashplan::issue::Language;
use flashplan::pace::{BatchesError, Caps, CapsError, QuietHoursError};
use std::fmt::Display;

/// A reason that shows itself in English.
pub(super) trait Reason: Display {
    /// The same in French.
    fn in_french(&self) -> String;
}

impl Reason for QuietHoursError {
    fn in_french(&self) -> String {
        let text = match self {
            Self::Form => {
                "les heures s'écrivent HH:MM-HH:MM, ou avec un jour devant : sun 00:00-24:00"
            }
            Self::Time => "une heure du jour se situe entre 00:00 et 24:00",
            Self::Empty => "début et fin sont les mêmes : écrivez 00:00-24:00 pour le jour entier",
            Self::Always => "aucune minute de la semaine ne reste : rien ne pourrait jamais partir",
        };
        text.to_owned()
    }
}

impl Reason for BatchesError {
    fn in_french(&self) -> String {
        let text = match self {
            Self::NoSize => "un lot de 0 ne laisse passer aucun message",
            Self::NoPause => "une pause de 0 seconde n'en est pas une",
        };
        text.to_owned()
    }
}

impl Reason for CapsError {
    fn in_french(&self) -> String {
        match self {
            Self::Zero(name) => {
                format!("`{name}` ne peut pas être 0 : aucun message ne passerait")
            }
            Self::TooLarge(name) => format!("`{name}` est au plus {}", Caps::MOST),
        }
    }
}

impl Reason for DatetimeError {
    fn in_french(&self) -> String {
        self.issue("").in_language(Language::French).message()
    }
}
