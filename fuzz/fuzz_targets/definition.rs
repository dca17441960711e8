//! Any bytes as each kind of JSON body: a value and no error, or an error and no value. What is valid
//! has a canonical form that reads back to the same fingerprint.
#![no_main]

use flashplan::api_error::ApiError;
use flashplan::campaign::Campaign;
use flashplan::catalogue::{Billing, PreviewRequest, TemplateDefinition, read_templates};
use flashplan::instance::read_instances;
use flashplan::message::{Message, ScheduledMessage, StoredMessage};
use flashplan::reading::{Options, Reading};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &[u8]| {
    agrees(&read_templates(json));
    agrees(&TemplateDefinition::read(json));
    agrees(&read_instances(json));
    agrees(&Message::read(json));
    agrees(&ScheduledMessage::read(json));
    agrees(&StoredMessage::read(json, &Options::new()));
    agrees(&PreviewRequest::read(json));
    agrees(&Billing::read(json));
    let _ = ApiError::read(None, json);
    for render in [false, true] {
        let options = Options::new().render_direct(render);
        let reading = Campaign::read_with(json, &options);
        agrees(&reading);
        if let Ok(campaign) = reading.into_result() {
            let canonical = campaign.canonical_json();
            if let Some(again) = Campaign::read_with(canonical.as_bytes(), &options).value() {
                assert_eq!(again.fingerprint(), campaign.fingerprint());
            }
        }
    }
});

fn agrees<T>(reading: &Reading<T>) {
    let report = reading.report();
    assert_eq!(reading.value().is_some(), report.is_valid());
    assert_eq!(report.is_valid(), report.envelope().is_none());
    assert_eq!(report.is_valid(), !report.issues().has_errors());
}
