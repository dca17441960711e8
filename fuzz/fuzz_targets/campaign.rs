//! Any bytes as a campaign: a value and no error, or an error and no value, whatever direct content is
//! taken for. The canonical form keeps the fingerprint; the order of keys says nothing (F7); the answer of a
//! server reads back (F15).
#![no_main]

use flashplan::campaign::Campaign;
use flashplan::reading::{Options, Report};
use flashplan_fuzz::fraction::one_in;
use flashplan_fuzz::reading::{agrees, envelope_reads_back, order_and_ignored_fields};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &[u8]| {
    let render = one_in(4, json);
    let options = Options::new().render_direct(render);
    let reading = Campaign::read_with(json, &options);
    agrees(&reading);
    let report = reading.report().clone();
    if one_in(8, json) {
        envelope_reads_back(&report);
        order_and_ignored_fields(json, &report, |json| -> Report {
            Campaign::read_with(json, &options).into_parts().1
        });
    }
    if let Ok(campaign) = reading.into_result() {
        let canonical = campaign.canonical_json();
        let again = Campaign::read_with(canonical.as_bytes(), &options);
        if let Some(again) = again.value() {
            assert_eq!(again.fingerprint(), campaign.fingerprint());
            assert_eq!(again.canonical_json(), canonical);
        }
    }
});
