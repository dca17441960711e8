//! Any bytes as a message to one number: now, later, or as the API stores it. The first byte chooses which.
#![no_main]

use flashplan::message::{Message, ScheduledMessage, StoredMessage};
use flashplan::reading::{Options, Reading, Report};
use flashplan_fuzz::fraction::one_in;
use flashplan_fuzz::reading::{agrees, envelope_reads_back, order_and_ignored_fields};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, json)) = bytes.split_first() else {
        return;
    };
    match kind % 3 {
        0 => laws(json, Message::read),
        1 => laws(json, ScheduledMessage::read),
        _ => laws(json, |json| StoredMessage::read(json, &Options::new())),
    }
});

fn laws<T>(json: &[u8], read: impl Fn(&[u8]) -> Reading<T>) {
    let reading = read(json);
    agrees(&reading);
    if one_in(8, json) {
        let check = |json: &[u8]| -> Report { read(json).into_parts().1 };
        envelope_reads_back(reading.report());
        order_and_ignored_fields(json, reading.report(), check);
    }
}
