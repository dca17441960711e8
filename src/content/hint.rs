//! What a host knows of a medium that nobody but it has seen: its MIME type, its size, its codec.

use super::{ContentKind, texts};
use crate::issue::{Code, Issue, Issues};

/// What is known of a file behind a `mediaUrl`. The library never fetches one.
///
/// ```
/// use flashplan::content::{ContentKind, MediaHint};
/// let hint = MediaHint::new().mime("image/png").bytes(6 << 20);
/// let issues = hint.check(ContentKind::Image, "/mediaUrl");
/// assert_eq!(issues.iter().next().unwrap().code().name(), "MEDIA_TOO_LARGE");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MediaHint {
    mime: Option<String>,
    bytes: Option<u64>,
    codec: Option<String>,
}

/// What WhatsApp's own pages take for a kind.
struct Accepted {
    mimes: &'static [&'static str],
    bytes: u64,
}

const MIB: u64 = 1 << 20;

fn accepted(kind: ContentKind) -> Option<Accepted> {
    let (mimes, mib): (&[&str], _) = match kind {
        ContentKind::Image => (&["image/jpeg", "image/png"], 5),
        ContentKind::Video => (&["video/mp4", "video/3gpp"], 16),
        ContentKind::Audio => (
            &[
                "audio/aac",
                "audio/mp4",
                "audio/mpeg",
                "audio/amr",
                "audio/ogg",
            ],
            16,
        ),
        ContentKind::VoiceNote => (&["audio/ogg"], 16),
        // any type that is one
        ContentKind::Document => (&[], 100),
        ContentKind::Text | ContentKind::Buttons | ContentKind::Location | ContentKind::Contact => {
            return None;
        }
    };
    let bytes = mib * MIB;
    Some(Accepted { mimes, bytes })
}

/// A voice note above this plays, and looks like a file.
const VOICE_NOTE_BYTES: u64 = 512 << 10;

impl MediaHint {
    /// Nothing known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The MIME type, with or without parameters: `audio/ogg; codecs=opus`.
    #[must_use]
    pub fn mime(mut self, mime: impl Into<String>) -> Self {
        self.mime = Some(mime.into());
        self
    }

    /// The size in bytes.
    #[must_use]
    pub fn bytes(mut self, bytes: u64) -> Self {
        self.bytes = Some(bytes);
        self
    }

    /// The codec, where the MIME type does not say it: `opus`.
    #[must_use]
    pub fn codec(mut self, codec: impl Into<String>) -> Self {
        self.codec = Some(codec.into());
        self
    }

    /// What WhatsApp may refuse of it: warnings at `path`, because MsgFlash's provider takes more
    /// than the pages say.
    #[must_use]
    pub fn check(&self, kind: ContentKind, path: &str) -> Issues {
        let Some(accepted) = accepted(kind) else {
            return Issues::new();
        };
        let found = [
            self.wrong_mime(kind, &accepted, path),
            self.wrong_codec(kind, path),
            self.too_large(kind, &accepted, path),
        ];
        found.into_iter().flatten().collect()
    }

    /// The type alone, in lower case.
    fn essence(&self) -> Option<String> {
        let mime = self.mime.as_deref()?.split(';').next()?;
        Some(mime.trim().to_ascii_lowercase())
    }

    fn wrong_mime(&self, kind: ContentKind, accepted: &Accepted, path: &str) -> Option<Issue> {
        let mime = self.essence()?;
        if accepted.mimes.is_empty() || accepted.mimes.contains(&mime.as_str()) {
            return None;
        }
        let issue = Issue::new(Code::MediaExtensionMismatch, path, &texts::MEDIA_MIME);
        Some(
            issue
                .with("mime", mime)
                .with("type", kind.name())
                .with("fits", accepted.mimes.join(", ")),
        )
    }

    /// OGG is a box for many codecs, of which WhatsApp plays Opus alone.
    fn wrong_codec(&self, kind: ContentKind, path: &str) -> Option<Issue> {
        let sound = matches!(kind, ContentKind::Audio | ContentKind::VoiceNote);
        if !sound || self.essence()? != "audio/ogg" {
            return None;
        }
        let told = self
            .mime
            .as_deref()
            .and_then(|mime| mime.split_once("codecs="));
        let codec = self.codec.as_deref().or(told.map(|(_, codec)| codec))?;
        let opus = codec.trim_matches(['"', ' ']).eq_ignore_ascii_case("opus");
        (!opus).then(|| Issue::new(Code::MediaExtensionMismatch, path, &texts::MEDIA_CODEC))
    }

    fn too_large(&self, kind: ContentKind, accepted: &Accepted, path: &str) -> Option<Issue> {
        let bytes = self.bytes?;
        let (max, text) = if bytes > accepted.bytes {
            (accepted.bytes, &texts::MEDIA_TOO_LARGE)
        } else if kind == ContentKind::VoiceNote && bytes > VOICE_NOTE_BYTES {
            (VOICE_NOTE_BYTES, &texts::VOICE_NOTE_LARGE)
        } else {
            return None;
        };
        let issue = Issue::new(Code::MediaTooLarge, path, text);
        Some(issue.with("got", bytes).with("max", max))
    }
}
