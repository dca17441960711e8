//! What a host knows of a file, against what WhatsApp takes.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use flashplan::campaign::Campaign;
use flashplan::content::{ContentKind, MediaHint};
use serde_json::json;

/// What is said of an image at this address.
fn said(url: &str) -> String {
    let json = json!({
        "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126", "name": "Promo",
        "schedule": "2030-05-01T09:00:00Z", "recipients": {"type": "all"},
        "type": "image", "mediaUrl": url,
    });
    let reading = Campaign::read(json.to_string().as_bytes());
    let codes = reading.report().issues().iter();
    let codes: Vec<_> = codes.map(|issue| issue.code().name()).collect();
    codes.join(" ")
}

#[test]
fn servers_that_everybody_reaches_and_others() {
    let public = [
        "cdn.example.com",
        "cdn.example.com.",
        "cdn.example.com:",
        "cdn.example.com:0",
        "cdn.example.com:65535",
        "images_2.a-b.example",
        "boutique.localhost.example",
        "élan.bj",
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "99.64.0.1",
        "100.63.255.255",
        "100.128.0.0",
        "101.64.0.1",
        "126.0.0.1",
        "128.0.0.1",
        "169.253.0.1",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.0.1",
        "223.255.255.255",
        "[2a00:1450:4007::1]",
        "[2a00:1450:4007::1]:8080",
        "[::ffff:1.1.1.1]",
    ];
    for server in public {
        assert_eq!(said(&format!("https://{server}/a.jpg")), "", "{server}");
    }
    let private = [
        "localhost",
        "boutique",
        "boutique.localhost",
        "a.local",
        "a.LOCAL.",
        "a.internal",
        "a.lan",
        "a.home",
        "a.home.arpa",
        "a.test",
        "a.invalid",
        "a.corp",
        // a name whose last part is a number is none, and no address either
        "1.2.3.4.5",
        "example.1",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.1",
        "169.254.1.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.2.1",
        "192.168.1.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.0",
        "254.1.1.1",
        "255.255.255.255",
        "[::]",
        "[::1]",
        "[fc00::1]",
        "[fd12::1]",
        "[fe80::1]",
        "[ff02::1]",
        "[::ffff:10.0.0.1]",
        "awa:secret@cdn.example.com",
        "@cdn.example.com",
    ];
    for server in private {
        let said = said(&format!("https://{server}/a.jpg"));
        assert_eq!(said, "MEDIA_URL_NOT_PUBLIC", "{server}");
    }
    let broken = [
        "",
        ".",
        ":80",
        "a..example",
        ".example.com",
        "a!b.example",
        "a,b.example",
        "cdn.example.com:65536",
        "cdn.example.com:8o",
        "cdn.example.com:+8",
        "cdn.example.com:8:8",
        "[2a00:1450::1",
        "[2a00:1450::1]80",
        "[2a00:1450::1]:8o",
        "[1.1.1.1]",
        "[cdn.example.com]",
        "2a00:1450:4007::1",
    ];
    for server in broken {
        let said = said(&format!("https://{server}/a.jpg"));
        assert_eq!(said, "MEDIA_URL_INVALID", "{server}");
    }
}

#[test]
fn a_name_is_as_long_as_names_are() {
    let name = |len: usize| {
        let labels = "a23456789.".repeat(30);
        format!(
            "https://{}.example/a.jpg",
            &labels[..len - ".example".len()]
        )
    };
    // 253 bytes: the most that a name server answers
    assert_eq!(said(&name(253)), "");
    assert_eq!(said(&name(254)), "MEDIA_URL_INVALID");
}

#[test]
fn what_an_address_ends_with_is_no_server_and_no_file() {
    for url in [
        "HTTP://cdn.example.com",
        "https://cdn.example.com?a.pdf",
        "https://cdn.example.com#a.pdf",
        "https://cdn.example.com/a.jpg?b=/c.pdf",
        "https://cdn.example.com/a.jpg#/c.pdf",
        "https://cdn.example.com/?u=http://a@localhost/",
        "https://cdn.example.com/a.pdf/b",
        "https://cdn.example.com/.jpg",
        "https://cdn.example.com/a.jpg.unknown",
    ] {
        assert_eq!(said(url), "", "{url}");
    }
    for url in [
        "https://cdn.example.com/a.pdf",
        "https://cdn.example.com/a.jpg.PDF?x.jpg",
        "https://cdn.example.com/b.jpg/a.mp4#x",
    ] {
        assert_eq!(said(url), "MEDIA_EXTENSION_MISMATCH", "{url}");
    }
    for url in [
        "https//cdn.example.com",
        "https:/cdn.example.com",
        "http",
        "é",
    ] {
        assert_eq!(said(url), "MEDIA_URL_INVALID", "{url}");
    }
    for character in ['\u{7f}', '\u{85}', '\u{a0}', '\t', '\u{0}'] {
        let url = format!("https://cdn.example.com/a{character}.jpg");
        assert_eq!(said(&url), "MEDIA_URL_INVALID", "{character:?}");
    }
}

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
        ("audio", hint().mime("audio/mpeg").codec("mp3"), ""),
        ("audio", hint().codec("vorbis"), ""),
        (
            "video",
            hint().mime("audio/ogg").codec("vorbis"),
            "MEDIA_EXTENSION_MISMATCH",
        ),
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
