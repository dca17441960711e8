//! Short texts of every other kind: instants, phone numbers, quiet hours, shards, ids.
#![no_main]

use flashplan::datetime;
use flashplan::id::ContactId;
use flashplan::issue::nearest;
use flashplan::pace::QuietHours;
use flashplan::phone::{Jid, Phone};
use flashplan::plan::Shard;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = datetime::parse(text);
    let _ = Jid::parse(text);
    let _ = ContactId::parse(text);
    let _ = text.parse::<QuietHours>();
    let _ = nearest(text, ["contact", "user", "instance", "custom"]);
    if let Ok(phone) = Phone::parse(text) {
        assert_eq!(phone.to_string(), text);
    }
    if let Ok(number) = Phone::normalise(text) {
        assert_eq!(Phone::parse(&number.phone.to_string()), Ok(number.phone));
    }
    if let Ok(shard) = text.parse::<Shard>() {
        assert_eq!(shard.to_string().parse::<Shard>(), Ok(shard));
    }
});
