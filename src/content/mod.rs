//! What is sent without a template: a text, a medium with its caption, or buttons.
//!
//! The rules are those of the create-campaign and send-message pages, which share them: `body` of a
//! campaign is `text` of a message.

mod button;
mod canonical;
mod direct;
mod hint;
mod kind;
mod length;
mod media;
mod texts;
mod variables;

pub use button::{Button, Buttons, MAX_BUTTONS, PixKeyType};
pub use direct::Direct;
pub use hint::MediaHint;
pub use kind::ContentKind;
pub use length::{LengthUnit, utf16_len};

pub(crate) use length::{MAX_CAPTION, MAX_FOOTER, MAX_TEXT, MAX_TITLE, check_length};
pub use media::MediaUrl;
pub use variables::Variables;

pub(crate) use button::BUTTON_FIELDS;
pub(crate) use canonical::{direct_members, variables_value};
pub(crate) use direct::{DirectFields, no_caption, read_direct};
pub(crate) use kind::{enum_issue, read_kind};
pub(crate) use media::read_media_url;
pub(crate) use variables::read_variables;
