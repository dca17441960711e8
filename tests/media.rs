//! What a host knows of a file, against what WhatsApp takes.

use flashplan::content::{ContentKind, MediaHint};

#[test]
fn hints_at_the_limits_and_over_them() {
    let hint = MediaHint::new;
    let mib = |n: u64| n << 20;
    for (kind, hint, wanted) in [
        ("image", hint(), ""),
        ("image", hint().mime("image/png").bytes(mib(5)), ""),
        ("image", hint().bytes(mib(5) + 1), "MEDIA_TOO_LARGE"),
        ("image", hint().mime("IMAGE/JPEG; q=1"), ""),
        (
            "image",
            hint().mime("image/webp"),
            "MEDIA_EXTENSION_MISMATCH",
        ),
        (
            "image",
            hint().mime("application/pdf").bytes(mib(6)),
            "MEDIA_EXTENSION_MISMATCH MEDIA_TOO_LARGE",
        ),
        ("video", hint().mime("video/mp4").bytes(mib(16)), ""),
        ("video", hint().bytes(mib(16) + 1), "MEDIA_TOO_LARGE"),
        ("audio", hint().mime("audio/mpeg"), ""),
        ("audio", hint().mime("audio/ogg; codecs=opus"), ""),
        (
            "audio",
            hint().mime("audio/ogg; codecs=\"vorbis\""),
            "MEDIA_EXTENSION_MISMATCH",
        ),
        ("audio", hint().mime("audio/ogg").codec("Opus"), ""),
        (
            "voice_note",
            hint().mime("audio/mpeg"),
            "MEDIA_EXTENSION_MISMATCH",
        ),
        (
            "voice_note",
            hint().mime("audio/ogg").codec("vorbis"),
            "MEDIA_EXTENSION_MISMATCH",
        ),
        ("voice_note", hint().bytes(512 << 10), ""),
        (
            "voice_note",
            hint().bytes((512 << 10) + 1),
            "MEDIA_TOO_LARGE",
        ),
        ("document", hint().mime("x/y").bytes(mib(100)), ""),
        ("document", hint().bytes(mib(100) + 1), "MEDIA_TOO_LARGE"),
        ("text", hint().mime("x/y").bytes(u64::MAX), ""),
    ] {
        let kind = ContentKind::from_name(kind).unwrap_or(ContentKind::Contact);
        let issues = hint.check(kind, "/mediaUrl");
        assert!(!issues.has_errors());
        let codes: Vec<_> = issues.iter().map(|issue| issue.code().name()).collect();
        assert_eq!(codes.join(" "), wanted, "{kind:?} {hint:?}");
    }
}
