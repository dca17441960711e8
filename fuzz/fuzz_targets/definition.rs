//! Any bytes as each kind of JSON body: a value and no error, or an error and no value. What is valid
//! has a canonical form that reads back to the same fingerprint.
#![no_main]

use flashplan::campaign::Campaign;
use flashplan::catalogue::{TemplateDefinition, read_templates};
use flashplan::instance::read_instances;
use flashplan::reading::Reading;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &[u8]| {
    agrees(&read_templates(json));
    agrees(&TemplateDefinition::read(json));
    agrees(&read_instances(json));
    let reading = Campaign::read(json);
    agrees(&reading);
    if let Ok(campaign) = reading.into_result() {
        let canonical = campaign.canonical_json();
        if let Some(again) = Campaign::read(canonical.as_bytes()).value() {
            assert_eq!(again.fingerprint(), campaign.fingerprint());
        }
    }
});

fn agrees<T>(reading: &Reading<T>) {
    let report = reading.report();
    assert_eq!(reading.value().is_some(), report.is_valid());
    assert_eq!(report.is_valid(), report.envelope().is_none());
    assert_eq!(report.is_valid(), !report.issues().has_errors());
}
