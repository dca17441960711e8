//! Phone numbers, as they are sent to and as people write them, and WhatsApp ids.

use flashplan::phone::{Change, Jid, JidServer, Phone, PhoneError};
use proptest::prelude::*;

#[test]
fn numbers_as_people_write_them() {
    for (text, wanted) in [
        ("+22912345678", Ok(("+22912345678", Change::None))),
        ("+229 12 34-56.78", Ok(("+22912345678", Change::Marks))),
        ("(+229) 12345678", Ok(("+22912345678", Change::Marks))),
        (
            "\u{feff}+229\u{a0}12345678\u{202c}",
            Ok(("+22912345678", Change::Marks)),
        ),
        ("+229/12345678", Ok(("+22912345678", Change::Marks))),
        ("+229\u{2011}12345678", Ok(("+22912345678", Change::Marks))),
        ("0022912345678", Ok(("+22912345678", Change::DoubleZero))),
        (
            "00 229 12 34 56 78",
            Ok(("+22912345678", Change::DoubleZero)),
        ),
        ("22912345678", Ok(("+22912345678", Change::PlusAdded))),
        (
            "22912345678@s.whatsapp.net",
            Ok(("+22912345678", Change::Jid)),
        ),
        (
            "22912345678:3@s.whatsapp.net",
            Ok(("+22912345678", Change::Jid)),
        ),
        ("", Err(PhoneError::Empty)),
        (" - ", Err(PhoneError::Empty)),
        ("01 02 03 04 05", Err(PhoneError::LeadingZero)),
        ("+01 02 03 04 05", Err(PhoneError::LeadingZero)),
        ("000229123456", Err(PhoneError::LeadingZero)),
        ("+229 12 34 5A 78", Err(PhoneError::NotADigit)),
        ("+229+12345678", Err(PhoneError::NotADigit)),
        ("+٢٢٩١٢٣٤٥٦٧٨", Err(PhoneError::NotADigit)),
        ("+229 123", Err(PhoneError::Length(6))),
        ("+1234567890123456", Err(PhoneError::Length(16))),
        ("185031603552434@lid", Err(PhoneError::Jid)),
        ("120363423366742688@g.us", Err(PhoneError::Jid)),
        ("awa@example.com", Err(PhoneError::Jid)),
    ] {
        let found = Phone::normalise(text);
        let found = found.map(|read| (read.phone.to_string(), read.change));
        let wanted = wanted.map(|(phone, change)| (phone.to_owned(), change));
        assert_eq!(found, wanted, "{text}");
    }
}

/// Nothing but `+` and digits: what is wrong with anything else is told, a WhatsApp id before all.
#[test]
fn numbers_as_they_are_sent_to() {
    for (text, wanted) in [
        ("+22912345678", Ok(22_912_345_678)),
        ("", Err(PhoneError::Empty)),
        ("22912345678", Err(PhoneError::NoPlus)),
        ("+229 12345678", Err(PhoneError::NotADigit)),
        ("+01234567", Err(PhoneError::LeadingZero)),
        ("+123456", Err(PhoneError::Length(6))),
        ("22912345678@s.whatsapp.net", Err(PhoneError::Jid)),
        ("+22912345678@s.whatsapp.net", Err(PhoneError::Jid)),
    ] {
        assert_eq!(Phone::parse(text).map(Phone::as_u64), wanted, "{text}");
    }
}

#[test]
fn whatsapp_ids() {
    for (text, wanted) in [
        (
            "5511999999999@s.whatsapp.net",
            Some((JidServer::User, Some("+5511999999999"))),
        ),
        (
            "5511999999999:12@s.whatsapp.net",
            Some((JidServer::User, Some("+5511999999999"))),
        ),
        (
            "5511999999999_1:12@s.whatsapp.net",
            Some((JidServer::User, Some("+5511999999999"))),
        ),
        (
            "5511999999999@c.us",
            Some((JidServer::User, Some("+5511999999999"))),
        ),
        ("185031603552434@lid", Some((JidServer::Hidden, None))),
        ("185031603552434:7@lid", Some((JidServer::Hidden, None))),
        ("120363423366742688@g.us", Some((JidServer::Group, None))),
        (
            "5511999999999-1577836800@g.us",
            Some((JidServer::Group, None)),
        ),
        ("status@broadcast", Some((JidServer::Broadcast, None))),
        (
            "120363000000000000@newsletter",
            Some((JidServer::Newsletter, None)),
        ),
        ("867051314767696@bot", Some((JidServer::Bot, None))),
        ("123@hosted.lid", Some((JidServer::HostedHidden, None))),
        ("123@hosted", Some((JidServer::Hosted, None))),
        ("x@call", Some((JidServer::Call, None))),
        ("[email protected]", None),
        ("[email\u{a0}protected]", None),
        ("awa@example.com", None),
        ("@s.whatsapp.net", None),
        ("5511 999@s.whatsapp.net", None),
        ("5511999999999", None),
        ("", None),
    ] {
        let found =
            Jid::parse(text).map(|jid| (jid.server(), jid.phone().map(|phone| phone.to_string())));
        let wanted = wanted.map(|(server, phone)| (server, phone.map(str::to_owned)));
        assert_eq!(found, wanted, "{text}");
    }
}

#[test]
fn numbers_that_whatsapp_may_hold_for_one() {
    for (a, b, same) in [
        ("+5547989211984", "+554789211984", true),
        ("+5581993552338", "+558193552338", true),
        // area codes up to 30 keep their 9
        ("+5511989211984", "+551189211984", false),
        ("+5521989211984", "+552189211984", false),
        ("+5530989211984", "+553089211984", false),
        ("+5531989211984", "+553189211984", true),
        // a number whose next digit is below 7 is no mobile number
        ("+5547939211984", "+554739211984", false),
        ("+5547969211984", "+554769211984", false),
        ("+5547979211984", "+554779211984", true),
        ("+5215512345678", "+525512345678", true),
        ("+5491123456789", "+541123456789", true),
        ("+22912345678", "+22912345679", false),
    ] {
        let key = |text| Phone::parse(text).unwrap().equivalence_key();
        assert_eq!(key(a) == key(b), same, "{a} {b}");
    }
}

proptest! {
    #[test]
    fn a_number_reads_back_however_it_is_spaced(digits in "[1-9][0-9]{6,14}", marks in proptest::collection::vec("[ .()-]|\u{a0}|", 16)) {
        let phone = Phone::from_digits(&digits).unwrap();
        prop_assert_eq!(Phone::parse(&phone.to_string()), Ok(phone));
        let spaced: String = digits.chars().zip(&marks).map(|(c, mark)| format!("{c}{mark}")).collect();
        prop_assert_eq!(Phone::normalise(&format!("+{spaced}")).unwrap().phone, phone);
        prop_assert_eq!(Phone::normalise(&format!("00{spaced}")).unwrap().phone, phone);
        prop_assert_eq!(Jid::parse(&format!("{digits}:1@s.whatsapp.net")).unwrap().phone(), Some(phone));
        prop_assert_eq!(phone.as_u64().to_string(), digits.as_str());
        let shown = format!("{phone:?} {:?}", Jid::parse(&format!("{digits}@s.whatsapp.net")));
        prop_assert!(!shown.contains(&digits), "a log shows no number");
        // the key is a number that is a key of itself
        let key = Phone::from_digits(&phone.equivalence_key().to_string());
        prop_assert_eq!(key.map(Phone::equivalence_key), Ok(phone.equivalence_key()));
    }
}

#[test]
fn renumbered_numbers_are_numbers_of_the_new_plan() {
    for (old, new) in [
        ("+22997000012", Some("+2290197000012")),
        ("+22900000000", Some("+2290100000000")),
        ("+2290197000012", None),
        ("+2299700001", None),
        ("+22897000012", None),
        ("+33612345678", None),
    ] {
        let number = Phone::parse(old).unwrap();
        let found = number.renumbered();
        assert_eq!(found.map(|(number, _)| number.to_string()).as_deref(), new);
        assert!(found.is_none_or(|(_, change)| change.country == "BJ"));
    }
}
