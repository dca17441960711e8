//! Any bytes as a TZif file: refused with a reason, or a zone whose offset spans tile the time line.
#![no_main]

use flashplan::schedule::Zone;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(zone) = Zone::from_tzif("Fuzz/Zone", bytes) else {
        return;
    };
    let mut at = -3_000_000_000;
    for _ in 0..64 {
        let span = zone.span_at(at);
        assert!(span.start <= at && at < span.end);
        if span.end > 20_000_000_000 {
            break;
        }
        at = span.end;
    }
});
