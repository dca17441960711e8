//! WhatsApp ids (JIDs): `user[_agent][:device]@server`.

use super::Phone;
use std::fmt;

/// A WhatsApp id without its agent and device.
///
/// ```
/// use flashplan::phone::{Jid, Phone};
/// let jid = Jid::parse("5511999999999:12@s.whatsapp.net").unwrap();
/// assert_eq!(jid.phone(), Some(Phone::parse("+5511999999999")?));
/// assert_eq!(Jid::parse("185031603552434@lid").unwrap().phone(), None);
/// # Ok::<(), flashplan::phone::PhoneError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Jid {
    user: String,
    server: JidServer,
}

/// What a JID is the id of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JidServer {
    /// `s.whatsapp.net`, and `c.us`, its older name: somebody with a phone number.
    User,
    /// `lid`: somebody whose number is hidden.
    Hidden,
    /// `g.us`: a WhatsApp group.
    Group,
    /// `broadcast`.
    Broadcast,
    /// `newsletter`: a channel.
    Newsletter,
    /// `call`.
    Call,
    /// `bot`.
    Bot,
    /// `hosted`.
    Hosted,
    /// `hosted.lid`.
    HostedHidden,
}

impl JidServer {
    const ALL: [Self; 9] = [
        Self::User,
        Self::Hidden,
        Self::Group,
        Self::Broadcast,
        Self::Newsletter,
        Self::Call,
        Self::Bot,
        Self::Hosted,
        Self::HostedHidden,
    ];

    /// The name behind the `@`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::User => "s.whatsapp.net",
            Self::Hidden => "lid",
            Self::Group => "g.us",
            Self::Broadcast => "broadcast",
            Self::Newsletter => "newsletter",
            Self::Call => "call",
            Self::Bot => "bot",
            Self::Hosted => "hosted",
            Self::HostedHidden => "hosted.lid",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        if name == "c.us" {
            return Some(Self::User);
        }
        Self::ALL.into_iter().find(|server| server.name() == name)
    }
}

impl Jid {
    /// Reads a JID; none for anything else, also for the `[email protected]` that a web page
    /// may show in its place.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (user, server) = text.trim().rsplit_once('@')?;
        let server = JidServer::from_name(server)?;
        let user = match server {
            // the agent and the device say from where somebody writes, not who it is
            JidServer::User | JidServer::Hidden => user.split([':', '_']).next()?,
            _ => user,
        };
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | ':');
        let fits = !user.is_empty() && user.chars().all(is_name);
        fits.then(|| Self {
            user: user.to_owned(),
            server,
        })
    }

    /// What it is the id of.
    #[must_use]
    pub fn server(&self) -> JidServer {
        self.server
    }

    /// The phone number; none for groups, hidden users and all others without one.
    #[must_use]
    pub fn phone(&self) -> Option<Phone> {
        match self.server {
            JidServer::User => Phone::from_digits(&self.user).ok(),
            _ => None,
        }
    }
}

impl fmt::Display for Jid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.user, self.server.name())
    }
}

/// A number does not belong into a log, in a JID as little as by itself.
impl fmt::Debug for Jid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = self.user.len().saturating_sub(2);
        let last = self.user.get(start..).unwrap_or_default();
        write!(f, "Jid(…{last}@{})", self.server.name())
    }
}
