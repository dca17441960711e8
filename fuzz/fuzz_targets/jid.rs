//! Any text as a WhatsApp id: what is read prints back, and has a number only where a person has one.
#![no_main]

use flashplan::phone::{Jid, JidServer};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Some(jid) = Jid::parse(text) else {
        return;
    };
    let printed = jid.to_string();
    assert_eq!(Jid::parse(&printed).as_ref(), Some(&jid));
    assert_eq!(Jid::parse(&format!(" {text}\n")).as_ref(), Some(&jid));
    let (user, server) = printed.split_once('@').expect("two parts");
    assert!(!user.is_empty() && server == jid.server().name());
    if let Some(phone) = jid.phone() {
        assert_eq!(jid.server(), JidServer::User);
        assert_eq!(phone.to_string(), format!("+{user}"));
        let shown = format!("{jid:?}");
        assert!(!shown.contains(user), "a number does not belong into a log");
    }
});
