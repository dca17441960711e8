//! Buttons: at most two, of five kinds, each with the fields that its kind needs.

mod read;
mod texts;

pub(crate) use read::BUTTON_FIELDS;
pub(super) use read::read_buttons;

/// The most buttons that one message has (create-campaign page).
pub const MAX_BUTTONS: usize = 2;

/// A message with buttons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buttons {
    /// The line in bold above.
    pub title: String,
    /// The text.
    pub description: String,
    /// The small line beneath.
    pub footer: Option<String>,
    /// One or two.
    pub buttons: Vec<Button>,
}

/// One button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Button {
    /// Sends `id` back to the sender.
    Reply {
        /// The text on the button.
        display_text: String,
        /// What comes back.
        id: String,
    },
    /// Copies a code.
    Copy {
        /// The text on the button.
        display_text: String,
        /// The code.
        copy_code: String,
    },
    /// Opens an address.
    Url {
        /// The text on the button.
        display_text: String,
        /// The address.
        url: String,
    },
    /// Calls a number.
    Call {
        /// The text on the button.
        display_text: String,
        /// The number as given.
        phone_number: String,
    },
    /// Pays by Pix, in Brazil.
    Pix {
        /// The currency: `BRL`.
        currency: String,
        /// The name of who is paid.
        name: String,
        /// What the key is.
        key_type: PixKeyType,
        /// The key.
        key: String,
    },
}

/// What a key of Pix is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PixKeyType {
    /// `phone`.
    Phone,
    /// `email`.
    Email,
    /// `cpf`, a person's tax number.
    Cpf,
    /// `cnpj`, a company's tax number.
    Cnpj,
    /// `random`.
    Random,
}

impl PixKeyType {
    const ALL: [Self; 5] = [
        Self::Phone,
        Self::Email,
        Self::Cpf,
        Self::Cnpj,
        Self::Random,
    ];

    /// The published name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Cpf => "cpf",
            Self::Cnpj => "cnpj",
            Self::Random => "random",
        }
    }
}

impl Buttons {
    /// The message as plain text, for numbers that no buttons reach: the texts, then the buttons
    /// numbered, each with what it leads to.
    ///
    /// ```
    /// use flashplan::content::{Button, Buttons};
    /// let buttons = Buttons {
    ///     title: "Rendez-vous".into(),
    ///     description: "Demain à 9 h.".into(),
    ///     footer: None,
    ///     buttons: vec![
    ///         Button::Reply { display_text: "Confirmer".into(), id: "yes".into() },
    ///         Button::Reply { display_text: "Annuler".into(), id: "no".into() },
    ///     ],
    /// };
    /// assert_eq!(buttons.fallback(), "*Rendez-vous*\n\nDemain à 9 h.\n\n1. Confirmer\n2. Annuler");
    /// ```
    #[must_use]
    pub fn fallback(&self) -> String {
        let choices = self.choices();
        let mut text = format!("*{}*\n\n{}\n{choices}", self.title, self.description);
        if let Some(footer) = &self.footer {
            text.push_str(&format!("\n\n_{footer}_"));
        }
        text
    }

    /// The buttons as plain text, each on a line with its number.
    pub(crate) fn choices(&self) -> String {
        let numbered = (1..).zip(&self.buttons);
        numbered
            .map(|(number, button)| format!("\n{number}. {}", button.fallback()))
            .collect()
    }
}

impl Button {
    /// The kinds by their published names, with the fields that each needs.
    pub(crate) const KINDS: [(&'static str, &'static [&'static str]); 5] = [
        ("reply", &["displayText", "id"]),
        ("copy", &["displayText", "copyCode"]),
        ("url", &["displayText", "url"]),
        ("call", &["displayText", "phoneNumber"]),
        ("pix", &["currency", "name", "keyType", "key"]),
    ];

    /// The published name of its kind.
    #[must_use]
    pub fn kind_name(&self) -> &'static str {
        match self {
            Self::Reply { .. } => "reply",
            Self::Copy { .. } => "copy",
            Self::Url { .. } => "url",
            Self::Call { .. } => "call",
            Self::Pix { .. } => "pix",
        }
    }

    /// Its fields beside the kind, by their published names.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::Reply { display_text, id } => vec![("displayText", display_text), ("id", id)],
            Self::Copy {
                display_text,
                copy_code,
            } => vec![("displayText", display_text), ("copyCode", copy_code)],
            Self::Url { display_text, url } => vec![("displayText", display_text), ("url", url)],
            Self::Call {
                display_text,
                phone_number,
            } => vec![("displayText", display_text), ("phoneNumber", phone_number)],
            Self::Pix {
                currency,
                name,
                key_type,
                key,
            } => vec![
                ("currency", currency),
                ("name", name),
                ("keyType", key_type.name()),
                ("key", key),
            ],
        }
    }

    fn fallback(&self) -> String {
        match self {
            Self::Reply { display_text, .. } => display_text.clone(),
            Self::Copy {
                display_text,
                copy_code: detail,
            }
            | Self::Url {
                display_text,
                url: detail,
            }
            | Self::Call {
                display_text,
                phone_number: detail,
            } => format!("{display_text}: {detail}"),
            Self::Pix { name, key, .. } => format!("{name}: {key}"),
        }
    }
}
