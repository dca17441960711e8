//! A place on the map.

use super::texts;
use crate::content::ContentKind;
use crate::issue::{Code, Text};
use crate::json::{Kind, Value};
use crate::reading::{Field, Sink};
use serde_json::Map;

/// A place on the map, in degrees of WGS 84.
#[derive(Clone, Debug, PartialEq)]
pub struct Location {
    /// -90 to 90.
    pub latitude: f64,
    /// -180 to 180.
    pub longitude: f64,
    /// What the place is called.
    pub name: Option<String>,
    /// Where it is, in words.
    pub address: Option<String>,
}

/// The fields of a location.
#[derive(Debug)]
pub(super) struct LocationFields<'d, 'p> {
    pub(super) latitude: Field<'d, 'p>,
    pub(super) longitude: Field<'d, 'p>,
    pub(super) name: Field<'d, 'p>,
    pub(super) address: Field<'d, 'p>,
}

impl LocationFields<'_, '_> {
    pub(super) fn ignored(&self, sink: &mut Sink) {
        self.latitude.ignored(Kind::Number, sink);
        self.longitude.ignored(Kind::Number, sink);
        self.name.ignored(Kind::Text, sink);
        self.address.ignored(Kind::Text, sink);
    }

    pub(super) fn check_types(&self, sink: &mut Sink) {
        self.latitude.of_kind(Kind::Number, sink);
        self.longitude.of_kind(Kind::Number, sink);
        self.name.text(sink);
        self.address.text(sink);
    }

    pub(super) fn read(&self, sink: &mut Sink) -> Option<Location> {
        let missing = (Code::LatitudeRequired, &texts::LATITUDE_REQUIRED);
        let latitude = degrees(&self.latitude, 90.0, missing, sink);
        let missing = (Code::LongitudeRequired, &texts::LONGITUDE_REQUIRED);
        let longitude = degrees(&self.longitude, 180.0, missing, sink);
        if (latitude, longitude) == (Some(0.0), Some(0.0)) {
            let code = Code::LocationNullIsland;
            self.latitude.report(code, &texts::NULL_ISLAND, sink);
        }
        let name = words(&self.name, sink);
        let address = words(&self.address, sink);
        Some(Location {
            latitude: latitude?,
            longitude: longitude?,
            name,
            address,
        })
    }
}

fn degrees(
    field: &Field<'_, '_>,
    max: f64,
    (code, text): (Code, &'static Text),
    sink: &mut Sink,
) -> Option<f64> {
    if !field.is_given() {
        field.report(code, text, sink);
    }
    let degrees = field.of_kind(Kind::Number, sink).and_then(Value::number)?;
    if degrees.abs() > max {
        let issue = field.issue(Code::NumberRange, &texts::DEGREES);
        sink.report(issue.with("max", max));
        return None;
    }
    Some(degrees)
}

/// The page calls name and address optional; the provider behind it wants both.
fn words(field: &Field<'_, '_>, sink: &mut Sink) -> Option<String> {
    let words = field.text(sink).filter(|text| !text.trim().is_empty());
    let wrong = field.value.is_some_and(|value| value.kind() != Kind::Text);
    if words.is_none() && !wrong {
        sink.report(field.named(Code::LocationNameMissing, &texts::NAME_MISSING));
    }
    words.map(str::to_owned)
}

impl Location {
    pub(super) fn members(&self) -> Map<String, serde_json::Value> {
        let mut members = Map::new();
        let mut add = |name: &str, value: serde_json::Value| members.insert(name.to_owned(), value);
        add("type", ContentKind::Location.name().into());
        add("latitude", self.latitude.into());
        add("longitude", self.longitude.into());
        if let Some(name) = &self.name {
            add("locationName", name.as_str().into());
        }
        if let Some(address) = &self.address {
            add("locationAddress", address.as_str().into());
        }
        members
    }
}
