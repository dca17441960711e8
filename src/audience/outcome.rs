//! What becomes of a candidate.

use crate::issue::Language;
use crate::phone::Phone;
use serde::{Deserialize, Serialize};

/// What becomes of one contact, before its text is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The selector does not take the contact: it appears nowhere in the plan.
    NotSelected,
    /// The contact is written to, at this number.
    Planned(Phone),
    /// The contact is a candidate and gets no message.
    Skipped {
        /// Why.
        reason: Reason,
        /// The id of the contact that is written to instead, among equal numbers or ids.
        of: Option<String>,
    },
}

/// Why a candidate gets no message. The order is the one in which reasons are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Reason {
    /// The contact's line could not be read, or it has no id.
    Unreadable,
    /// An explicit selector names an id that no contact has.
    ContactNotFound,
    /// The contact was deleted.
    Deleted,
    /// A contact with the same id comes before it.
    DuplicateId,
    /// The exclude selector takes the contact.
    Excluded,
    /// The suppression list has the contact's id or its number, or the number of a contact whose id
    /// it has: who must not be written to must not be written to through a second record either.
    Suppressed,
    /// The contact has no phone number.
    MissingPhone,
    /// The contact's phone number is not one of E.164.
    InvalidPhone,
    /// The number is the sending instance's own.
    #[serde(rename = "SELF")]
    OwnNumber,
    /// A contact with the same phone number comes before it.
    DuplicatePhone,
    /// The template needs variables that the contact does not have.
    MissingVariables,
    /// The template needs a value that cannot print: an object, or one that a formatter refuses.
    InvalidValue,
    /// The rendered text is empty or only white space.
    RenderedBlank,
    /// The rendered text is longer than WhatsApp takes.
    RenderedTooLong,
    /// The send would fall into quiet hours, and the policy is to skip it.
    QuietHours,
    /// The month's quota is used up, and the policy is to leave out the rest.
    OverQuota,
}

impl Reason {
    /// Every reason, in the order in which they are looked for.
    pub const ALL: [Self; 16] = [
        Self::Unreadable,
        Self::ContactNotFound,
        Self::Deleted,
        Self::DuplicateId,
        Self::Excluded,
        Self::Suppressed,
        Self::MissingPhone,
        Self::InvalidPhone,
        Self::OwnNumber,
        Self::DuplicatePhone,
        Self::MissingVariables,
        Self::InvalidValue,
        Self::RenderedBlank,
        Self::RenderedTooLong,
        Self::QuietHours,
        Self::OverQuota,
    ];

    /// The stable name: `DUPLICATE_PHONE`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "UNREADABLE",
            Self::ContactNotFound => "CONTACT_NOT_FOUND",
            Self::Deleted => "DELETED",
            Self::DuplicateId => "DUPLICATE_ID",
            Self::Excluded => "EXCLUDED",
            Self::Suppressed => "SUPPRESSED",
            Self::MissingPhone => "MISSING_PHONE",
            Self::InvalidPhone => "INVALID_PHONE",
            Self::OwnNumber => "SELF",
            Self::DuplicatePhone => "DUPLICATE_PHONE",
            Self::MissingVariables => "MISSING_VARIABLES",
            Self::InvalidValue => "INVALID_VALUE",
            Self::RenderedBlank => "RENDERED_BLANK",
            Self::RenderedTooLong => "RENDERED_TOO_LONG",
            Self::QuietHours => "QUIET_HOURS",
            Self::OverQuota => "OVER_QUOTA",
        }
    }

    /// Whether it is the text that keeps the contact from being written to.
    pub(crate) fn is_of_text(self) -> bool {
        matches!(
            self,
            Self::MissingVariables
                | Self::InvalidValue
                | Self::RenderedBlank
                | Self::RenderedTooLong
        )
    }

    /// What a person is told, in a few words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Unreadable => "the line could not be read",
            Self::ContactNotFound => "the campaign names an id that no contact has",
            Self::Deleted => "the contact was deleted",
            Self::DuplicateId => "a contact with the same id comes first",
            Self::Excluded => "excluded by the exclude selector",
            Self::Suppressed => "on the suppression list",
            Self::MissingPhone => "no phone number",
            Self::InvalidPhone => "not an international phone number",
            Self::OwnNumber => "the number that the campaign is sent from",
            Self::DuplicatePhone => "a contact with the same number comes first",
            Self::MissingVariables => "the template needs a value that the contact lacks",
            Self::InvalidValue => "the template needs a value that cannot be printed",
            Self::RenderedBlank => "the message would be blank",
            Self::RenderedTooLong => "the message would be too long",
            Self::QuietHours => "the send would fall into quiet hours",
            Self::OverQuota => "the month's quota is used up",
        }
    }

    /// What a person is told, in a few words of their language.
    #[must_use]
    pub fn words_in(self, language: Language) -> &'static str {
        match language {
            Language::English => self.words(),
            Language::French => self.french(),
        }
    }

    fn french(self) -> &'static str {
        match self {
            Self::Unreadable => "la ligne est illisible",
            Self::ContactNotFound => "désigné par la campagne, mais absent des contacts",
            Self::Deleted => "le contact a été supprimé",
            Self::DuplicateId => "un contact de même identifiant vient avant",
            Self::Excluded => "écarté par le sélecteur d'exclusion",
            Self::Suppressed => "sur la liste d'opposition",
            Self::MissingPhone => "pas de numéro de téléphone",
            Self::InvalidPhone => "ce n'est pas un numéro international",
            Self::OwnNumber => "le numéro qui envoie la campagne",
            Self::DuplicatePhone => "un contact de même numéro vient avant",
            Self::MissingVariables => "il manque une valeur du texte",
            Self::InvalidValue => "une valeur ne peut pas être écrite",
            Self::RenderedBlank => "le message serait vide",
            Self::RenderedTooLong => "le message serait trop long",
            Self::QuietHours => "l'envoi tomberait dans les heures calmes",
            Self::OverQuota => "le quota du mois est épuisé",
        }
    }
}
