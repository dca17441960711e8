//! `mediaUrl`: its form, whether WhatsApp's servers can reach it, and whether its extension fits.

use super::{ContentKind, texts};
use crate::issue::{Code, Issue};
use crate::reading::{Field, Sink};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The absolute http or https address of a medium.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MediaUrl(String);

/// Bytes of an address: what browsers and servers are known to take.
const MAX_BYTES: usize = 2048;

impl MediaUrl {
    /// The address as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for MediaUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads the `mediaUrl` that a medium needs.
pub(crate) fn read_media_url(
    field: &Field<'_, '_>,
    kind: ContentKind,
    sink: &mut Sink,
) -> Option<MediaUrl> {
    let url = field.text_or(Code::MediaRequired, &texts::MEDIA_REQUIRED, sink)?;
    if url.contains("{{") {
        field.report(
            Code::PlaceholderInDirectContent,
            &texts::PLACEHOLDER_IN_URL,
            sink,
        );
    }
    if url.len() > MAX_BYTES {
        let issue = field.issue(Code::MediaUrlInvalid, &texts::MEDIA_URL_TOO_LONG);
        sink.report(issue.with("got", url.len()).with("max", MAX_BYTES));
        return None;
    }
    let Some(parts) = UrlParts::of(url) else {
        field.report(Code::MediaUrlInvalid, &texts::MEDIA_URL_INVALID, sink);
        return None;
    };
    if parts.has_credentials || !is_public(parts.host) {
        field.report(Code::MediaUrlNotPublic, &texts::MEDIA_URL_NOT_PUBLIC, sink);
    }
    if let Some(issue) = extension_mismatch(field, parts.path, kind) {
        sink.report(issue);
    }
    Some(MediaUrl(url.to_owned()))
}

/// Whether `url` is an absolute http or https address.
pub(super) fn is_web_address(url: &str) -> bool {
    UrlParts::of(url).is_some()
}

/// What an address says about its server and its file.
struct UrlParts<'a> {
    has_credentials: bool,
    host: &'a str,
    path: &'a str,
}

impl<'a> UrlParts<'a> {
    /// The parts of an absolute http or https address (RFC 3986); none for anything else.
    fn of(url: &'a str) -> Option<Self> {
        if url.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return None;
        }
        let rest = strip_scheme(url, "https://").or_else(|| strip_scheme(url, "http://"))?;
        let (authority, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let path = &rest[..rest.find(['?', '#']).unwrap_or(rest.len())];
        let (has_credentials, server) = match authority.rsplit_once('@') {
            Some((_, server)) => (true, server),
            None => (false, authority),
        };
        let host = host_of(server)?;
        Some(Self {
            has_credentials,
            host,
            path,
        })
    }
}

fn strip_scheme<'a>(url: &'a str, scheme: &str) -> Option<&'a str> {
    let (start, rest) = url.split_at_checked(scheme.len())?;
    start.eq_ignore_ascii_case(scheme).then_some(rest)
}

/// The host without its port: a name, an IPv4 address, or an IPv6 address without its brackets.
fn host_of(server: &str) -> Option<&str> {
    if let Some(rest) = server.strip_prefix('[') {
        let (address, port) = rest.split_once(']')?;
        let fits = address.parse::<Ipv6Addr>().is_ok() && is_port(port);
        return fits.then_some(address);
    }
    let (host, port) = server.split_at(server.find(':').unwrap_or(server.len()));
    (is_host(host) && is_port(port)).then_some(host)
}

fn is_port(port: &str) -> bool {
    match port.strip_prefix(':') {
        Some("") => true,
        Some(digits) => digits.bytes().all(|b| b.is_ascii_digit()) && digits.parse::<u16>().is_ok(),
        None => port.is_empty(),
    }
}

/// A name of labels; letters beyond ASCII are allowed, as people write them.
fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        !label.is_empty() && label.chars().all(fits)
    };
    host.len() <= 253 && host.trim_end_matches('.').split('.').all(label)
}

/// Whether a server elsewhere can reach `host`: neither this machine, nor a private network, nor
/// a name without a top-level domain.
fn is_public(host: &str) -> bool {
    match host.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => is_public_v4(address),
        Ok(IpAddr::V6(address)) => is_public_v6(address),
        Err(_) => is_public_name(host),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, ..] = address.octets();
    let carrier_grade_nat = a == 100 && (64..128).contains(&b);
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_broadcast()
        || address.is_multicast()
        || a == 0
        || a >= 240
        || carrier_grade_nat)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.to_ipv4_mapped() {
        Some(v4) => is_public_v4(v4),
        None => {
            !(address.is_loopback()
                || address.is_unspecified()
                || address.is_multicast()
                || address.is_unique_local()
                || address.is_unicast_link_local())
        }
    }
}

fn is_public_name(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let Some((_, last)) = host.rsplit_once('.') else {
        return false;
    };
    // names that no public server answers to (RFC 6761, RFC 6762, RFC 8375) and those of home routers
    let private = [
        "localhost",
        "local",
        "internal",
        "lan",
        "home",
        "test",
        "invalid",
        "corp",
    ];
    let numeric = last.bytes().all(|b| b.is_ascii_digit());
    !(private.contains(&last) || numeric || host.ends_with(".home.arpa"))
}

/// The extensions that WhatsApp is known to take for each kind, and those that prove another one.
const IMAGES: &[&str] = &[
    "jpg", "jpeg", "png", "webp", "gif", "bmp", "heic", "heif", "svg", "tiff",
];
const VIDEOS: &[&str] = &["mp4", "3gp", "mov", "avi", "mkv", "webm", "m4v"];
const SOUNDS: &[&str] = &[
    "mp3", "m4a", "aac", "amr", "ogg", "oga", "opus", "wav", "flac",
];
const DOCUMENTS: &[&str] = &[
    "pdf", "txt", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "csv", "odt", "ods", "zip",
];

/// An extension that is known and contradicts the kind. Any file can be sent as a document.
fn extension_mismatch(field: &Field<'_, '_>, path: &str, kind: ContentKind) -> Option<Issue> {
    let (_, file) = path.rsplit_once('/')?;
    let (_, extension) = file.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    let fits: &[&str] = match kind {
        ContentKind::Image => &["jpg", "jpeg", "png"],
        ContentKind::Video => &["mp4", "3gp"],
        ContentKind::Audio => &["aac", "m4a", "mp3", "amr", "ogg", "opus"],
        ContentKind::VoiceNote => &["ogg", "opus"],
        _ => return None,
    };
    let known = [IMAGES, VIDEOS, SOUNDS, DOCUMENTS];
    let is_known = known
        .iter()
        .any(|group| group.contains(&extension.as_str()));
    if !is_known || fits.contains(&extension.as_str()) {
        return None;
    }
    let issue = field.issue(Code::MediaExtensionMismatch, &texts::MEDIA_EXTENSION);
    Some(
        issue
            .with("extension", extension)
            .with("type", kind.name())
            .with("fits", fits.join(", ")),
    )
}
