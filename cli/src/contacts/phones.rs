//! Phone numbers as people and spreadsheets write them: what is read out of each, and what is told of it.

use super::country::Country;
use crate::words::Words;
use flashplan::phone::{Change, Phone};
use std::borrow::Cow;

/// How many numbers of a kind are listed, unless all are asked for.
const LISTED: usize = 20;

/// What was found out about a number that is not simply one of E.164.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Spaces, points, hyphens or brackets.
    Marks,
    /// `00` for `+`.
    DoubleZero,
    /// A WhatsApp id.
    Jid,
    /// A power of ten with all its digits: `2.290197000001E+12`.
    Power,
    /// The country code without `+`, by `--country`.
    CodeThere,
    /// No country code, completed by `--country`.
    Completed,
    /// A number as its country wrote it until a change of its number plan.
    Old,
    /// A power of ten that has lost digits: `2.29E+10`.
    Rounded,
    /// Digits alone, and nobody says of which country.
    NoCountry,
    /// Digits that are no number of the country.
    NotOfCountry,
    /// Something else.
    NoNumber,
}

impl Kind {
    const ALL: [Self; 11] = [
        Self::Marks,
        Self::DoubleZero,
        Self::Jid,
        Self::Power,
        Self::CodeThere,
        Self::Completed,
        Self::Old,
        Self::Rounded,
        Self::NoCountry,
        Self::NotOfCountry,
        Self::NoNumber,
    ];

    /// Whether nothing is sent to such a number.
    pub(crate) fn is_refused(self) -> bool {
        matches!(
            self,
            Self::Rounded | Self::NoCountry | Self::NotOfCountry | Self::NoNumber
        )
    }

    /// What was understood, and for what is refused, what to do.
    pub(crate) fn words(self) -> Words {
        match self {
            Self::Marks => Words {
                en: "written with spaces or marks: read without them",
                fr: "avec des espaces ou des signes : lu sans eux",
            },
            Self::DoubleZero => Words {
                en: "written with 00 in front: read as +",
                fr: "avec 00 devant : lu comme +",
            },
            Self::Jid => Words {
                en: "written as a WhatsApp id: its number is read",
                fr: "écrit comme identifiant WhatsApp : son numéro est lu",
            },
            Self::Power => Words {
                en: "written as a power of ten, with all its digits",
                fr: "en puissance de dix, avec tous les chiffres",
            },
            Self::CodeThere => Words {
                en: "written without +, with the code of --country",
                fr: "sans +, avec l'indicatif de --country",
            },
            Self::Completed => Words {
                en: "without a country code: completed by --country",
                fr: "sans indicatif : complété par --country",
            },
            Self::Old => Words {
                en: "of an older number plan: used as written",
                fr: "d'un ancien plan de numérotation : pris tel quel",
            },
            Self::Rounded => Words {
                en: "rounded by a spreadsheet: make the column text",
                fr: "arrondi par un tableur : mettez la colonne en texte",
            },
            Self::NoCountry => Words {
                en: "without a country code: --country says which",
                fr: "sans indicatif : --country dit lequel",
            },
            Self::NotOfCountry => Words {
                en: "no number of the country that --country says",
                fr: "pas un numéro du pays de --country",
            },
            Self::NoNumber => Words {
                en: "no phone number",
                fr: "pas un numéro de téléphone",
            },
        }
    }
}

/// Numbers of one kind.
#[derive(Clone, Debug, Default)]
pub(crate) struct Group {
    pub(crate) count: u64,
    /// The first of them.
    pub(crate) listed: Vec<Listed>,
}

/// A number with what is read out of it.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    /// The line of the file, or the row of the sheet.
    pub(crate) line: u64,
    pub(crate) written: String,
    /// The number that is used, or, of an old one, its new form; none if nothing is sent to it.
    pub(crate) number: Option<Phone>,
    /// The day of the change that made the number an old one.
    pub(crate) since: Option<&'static str>,
}

/// Reads numbers, and keeps what a person should know of them.
#[derive(Clone, Debug)]
pub(crate) struct Phones {
    country: Option<Country>,
    /// Later readings find what the first one found.
    is_noting: bool,
    /// How many numbers of a kind are listed.
    most: usize,
    groups: [Group; Kind::ALL.len()],
}

impl Phones {
    pub(super) fn new(country: Option<Country>) -> Self {
        Self {
            country,
            is_noting: true,
            most: LISTED,
            groups: Default::default(),
        }
    }

    /// Lists every number that it notes.
    pub(super) fn listing_all(self) -> Self {
        Self {
            most: usize::MAX,
            ..self
        }
    }

    /// Notes nothing, as for a line that is nobody's.
    pub(super) fn silent(&self) -> Self {
        Self {
            is_noting: false,
            ..Self::new(self.country)
        }
    }

    /// The kinds that occur.
    pub(crate) fn found(&self) -> impl Iterator<Item = (Kind, &Group)> {
        Kind::ALL
            .into_iter()
            .zip(&self.groups)
            .filter(|(_, group)| group.count > 0)
    }

    /// The text that stands for a written number in a plan: the number where reading it needs more than
    /// the text, else the text as it is.
    pub(super) fn read<'t>(&mut self, text: &'t str, line: u64) -> Cow<'t, str> {
        // what begins with `+` stands as it is, a power of ten apart
        if !self.is_noting && text.starts_with('+') && !text.contains(['E', 'e']) {
            return Cow::Borrowed(text);
        }
        let written = text.trim();
        if let Ok(phone) = Phone::parse(written) {
            self.note_old(phone, written, line);
            return Cow::Borrowed(text);
        }
        if written.is_empty() {
            return Cow::Borrowed(text);
        }
        let (kind, phone) = self.understood(written);
        self.note(kind, Listed::new(line, written, phone));
        if let Some(phone) = phone {
            self.note_old(phone, written, line);
        }
        match phone {
            Some(phone) if matches!(kind, Kind::Power | Kind::CodeThere | Kind::Completed) => {
                Cow::Owned(phone.to_string())
            }
            _ => Cow::Borrowed(text),
        }
    }

    /// The number as what tells a contact apart: in one form, however it is written.
    pub(super) fn as_id<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let written = text.trim();
        let phone = Phone::parse(written).ok();
        match phone.or_else(|| self.understood(written).1) {
            Some(phone) => Cow::Owned(phone.to_string()),
            None => Cow::Borrowed(text),
        }
    }

    fn understood(&self, written: &str) -> (Kind, Option<Phone>) {
        if let Some(power) = Power::read(written) {
            return match power {
                Power::Exact(digits) => match self.completed(&digits) {
                    Ok((_, phone)) => (Kind::Power, Some(phone)),
                    Err(kind) => (kind, None),
                },
                Power::Rounded => (Kind::Rounded, None),
            };
        }
        let digits = digits_alone(written);
        match (digits, Phone::normalise(written)) {
            (Some(digits), _) => match self.completed(&digits) {
                Ok((kind, phone)) => (kind, Some(phone)),
                Err(kind) => (kind, None),
            },
            (None, Ok(number)) => match number.change {
                Change::DoubleZero => (Kind::DoubleZero, Some(number.phone)),
                Change::Jid => (Kind::Jid, Some(number.phone)),
                Change::PlusAdded => (Kind::NoCountry, None),
                Change::None | Change::Marks => (Kind::Marks, Some(number.phone)),
            },
            (None, Err(_)) => (Kind::NoNumber, None),
        }
    }

    fn completed(&self, digits: &str) -> Result<(Kind, Phone), Kind> {
        let country = self.country.ok_or(Kind::NoCountry)?;
        match country.complete(digits) {
            Some(number) if number.had_code => Ok((Kind::CodeThere, number.phone)),
            Some(number) => Ok((Kind::Completed, number.phone)),
            None => Err(Kind::NotOfCountry),
        }
    }

    fn note_old(&mut self, phone: Phone, written: &str, line: u64) {
        if let Some((new, change)) = phone.renumbered() {
            let mut listed = Listed::new(line, written, Some(new));
            listed.since = Some(change.since);
            self.note(Kind::Old, listed);
        }
    }

    fn note(&mut self, kind: Kind, listed: Listed) {
        let group = self.groups.get_mut(kind as usize);
        if let Some(group) = group.filter(|_| self.is_noting) {
            group.count += 1;
            if group.listed.len() < self.most {
                group.listed.push(listed);
            }
        }
    }
}

impl Listed {
    fn new(line: u64, written: &str, number: Option<Phone>) -> Self {
        Self {
            line,
            written: written.chars().take(40).collect(),
            number,
            since: None,
        }
    }
}

/// The digits of a number that is written without `+` and without `00`; none for any other text.
fn digits_alone(written: &str) -> Option<String> {
    let is_strange = |c: char| c.is_alphanumeric() && !c.is_ascii_digit();
    if written.contains(['+', '@', ',', ';', ':']) || written.contains(is_strange) {
        return None;
    }
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    (!digits.is_empty() && !digits.starts_with("00")).then_some(digits)
}

/// A number that a spreadsheet shows as a power of ten.
#[derive(Debug, PartialEq, Eq)]
enum Power {
    /// As many digits behind the point as the power says: nothing is lost.
    Exact(String),
    Rounded,
}

impl Power {
    /// `2.29E+10`, also with a comma; none for a text of another form.
    fn read(text: &str) -> Option<Self> {
        let (mantissa, power) = text.trim_start_matches('+').split_once(['E', 'e'])?;
        let power = power.trim_start_matches('+');
        let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
        let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let is_one = whole.len() == 1 && is_number(whole) && is_number(fraction);
        if !is_one || power.is_empty() || !is_number(power) {
            return None;
        }
        Some(match power.parse::<usize>() {
            Ok(power) if power == fraction.len() => Self::Exact(format!("{whole}{fraction}")),
            _ => Self::Rounded,
        })
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::{Country, Kind, Phones};

    /// The kinds that are noted of a text, and what stands for it.
    fn read(country: Option<&str>, text: &str) -> (Vec<Kind>, String) {
        let country = country.map(|name| Country::named(name).expect("a country"));
        let mut phones = Phones::new(country);
        let read = phones.read(text, 1).into_owned();
        let again = phones.silent().read(text, 1).into_owned();
        assert_eq!(again, read, "a reading that notes nothing is the same");
        (phones.found().map(|(kind, _)| kind).collect(), read)
    }

    #[test]
    fn numbers_as_people_and_spreadsheets_write_them() {
        use Kind::*;
        let bj = Some("BJ");
        let cases: [(Option<&str>, &str, &[Kind], &str); 27] = [
            (None, "+2290197000001", &[], "+2290197000001"),
            (None, "", &[], ""),
            (None, "  ", &[], "  "),
            (None, "+229 01 97 00 00 01", &[Marks], "+229 01 97 00 00 01"),
            (
                None,
                "00229 01 97 00 00 01",
                &[DoubleZero],
                "00229 01 97 00 00 01",
            ),
            (
                None,
                "22997000012@s.whatsapp.net",
                &[Jid, Old],
                "22997000012@s.whatsapp.net",
            ),
            (None, "+22997000012", &[Old], "+22997000012"),
            (bj, "+22997000012", &[Old], "+22997000012"),
            (None, "97 00 00 01", &[NoCountry], "97 00 00 01"),
            (bj, "97 00 00 01", &[Completed, Old], "+22997000001"),
            (bj, "01 97 00 00 01", &[Completed], "+2290197000001"),
            (bj, "2290197000001", &[CodeThere], "+2290197000001"),
            (None, "2290197000001", &[NoCountry], "2290197000001"),
            (bj, "197000001", &[NotOfCountry], "197000001"),
            (None, "2.29E+10", &[Rounded], "2.29E+10"),
            (bj, "2.29E+10", &[Rounded], "2.29E+10"),
            (bj, "2,29019E+12", &[Rounded], "2,29019E+12"),
            (bj, "2.290197000001E+12", &[Power], "+2290197000001"),
            (bj, "2,290197000001e12", &[Power], "+2290197000001"),
            (bj, "+2.290197000001E+12", &[Power], "+2290197000001"),
            (bj, "+2.290197000001e12", &[Power], "+2290197000001"),
            (bj, "+2.29E+10", &[Rounded], "+2.29E+10"),
            (
                None,
                "2.290197000001E+12",
                &[NoCountry],
                "2.290197000001E+12",
            ),
            (bj, "tel: 0197000037", &[NoNumber], "tel: 0197000037"),
            (
                bj,
                "97 00 00 01 / 97 00 00 02",
                &[NotOfCountry],
                "97 00 00 01 / 97 00 00 02",
            ),
            (bj, "97 AB 00 01", &[NoNumber], "97 AB 00 01"),
            (bj, "٩٧٠٠٠٠٠١", &[NoNumber], "٩٧٠٠٠٠٠١"),
        ];
        for (country, text, kinds, wanted) in cases {
            let (found, number) = read(country, text);
            assert_eq!(
                (found.as_slice(), number.as_str()),
                (kinds, wanted),
                "{text:?}"
            );
        }
    }
}
