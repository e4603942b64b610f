//! Zones as the browser's own `Intl` knows them, so that the module carries no zone database.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use faultline_core::time::{Civil, DAY_MS, Instant, Offset, Zone, ZoneSource};

/// A zone that was asked for; `None` for what the browser does not know.
type KnownZone = Option<Arc<dyn Zone>>;

/// The browser's zones. Those asked for are remembered, and clones share them: the first zone costs a browser some twenty
/// milliseconds, and a collection may name its zone ten thousand times.
#[derive(Clone, Debug, Default)]
pub struct IntlZones {
    /// By name.
    known: Arc<Mutex<HashMap<Box<str>, KnownZone>>>,
}

impl ZoneSource for IntlZones {
    fn iana(&self, name: &str) -> Option<Arc<dyn Zone>> {
        let mut known = self.known.lock().ok()?;
        known.entry(name.into()).or_insert_with(|| IntlZone::named(name).map(|zone| Arc::new(zone) as _)).clone()
    }
}

/// The IANA name of the reader's own zone.
#[must_use]
pub fn reader_zone_name() -> Option<String> {
    let format = Intl::DateTimeFormat::default();
    Reflect::get(&format.resolved_options(), &"timeZone".into()).ok()?.as_string()
}

/// The name of every zone the browser knows; empty where it does not tell.
#[must_use]
pub fn zone_names() -> Vec<String> {
    let names = || {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let values: js_sys::Function = Reflect::get(&intl, &"supportedValuesOf".into()).ok()?.dyn_into().ok()?;
        values.call1(&intl, &"timeZone".into()).ok()?.dyn_into::<Array>().ok()
    };
    names().into_iter().flatten().filter_map(|name| name.as_string()).collect()
}

/// What formats a moment with its offset; `None` when the browser does not know the zone (it throws).
fn format_for(name: &str) -> Option<Intl::DateTimeFormat> {
    let options = Object::new();
    Reflect::set(&options, &"timeZone".into(), &name.into()).ok()?;
    Reflect::set(&options, &"timeZoneName".into(), &"longOffset".into()).ok()?;
    // Through Reflect, since the typed constructor cannot report that it threw.
    let constructor = Reflect::get(&js_sys::global(), &"Intl".into())
        .and_then(|intl| Reflect::get(&intl, &"DateTimeFormat".into()))
        .ok()?;
    let arguments = Array::of2(&"en-US".into(), &options);
    Reflect::construct(&constructor.into(), &arguments).ok().map(Into::into)
}

/// A zone that asks `Intl` for the changes of a year once, and remembers them: an incident has many moments.
#[derive(Debug)]
struct IntlZone {
    name: String,
    years: Mutex<HashMap<i32, Vec<(i64, Offset)>>>,
}

impl IntlZone {
    /// The zone of a name; `None` when the browser does not know it.
    fn named(name: &str) -> Option<Self> {
        let format = format_for(name)?;
        // `europe/berlin` is known as well, and shown as people write it. Another name for the same zone is kept.
        let known = Reflect::get(&format.resolved_options(), &"timeZone".into()).ok();
        let known = known.and_then(|known| known.as_string()).filter(|known| known.eq_ignore_ascii_case(name));
        Some(Self { name: known.unwrap_or_else(|| name.to_owned()), years: Mutex::default() })
    }

    fn changes_of_year(&self, year: i32) -> Vec<(i64, Offset)> {
        format_for(&self.name).map(|format| changes_of_year(year, |ms| offset_at(&format, ms))).unwrap_or_default()
    }
}

impl Zone for IntlZone {
    fn name(&self) -> &str {
        &self.name
    }

    fn offset(&self, at: Instant) -> Offset {
        let year = at.civil(Offset::UTC).year;
        let Ok(mut years) = self.years.lock() else { return Offset::UTC };
        let changes = years.entry(year).or_insert_with(|| self.changes_of_year(year));
        let next = changes.partition_point(|(from, _)| *from <= at.ms());
        next.checked_sub(1).and_then(|index| changes.get(index)).map_or(Offset::UTC, |(_, offset)| *offset)
    }
}

/// The offsets of a UTC year: each with the moment from which it holds, found by halving. Asked every ten days, since
/// some zones change twice within a month.
fn changes_of_year(year: i32, ask: impl Fn(i64) -> Offset) -> Vec<(i64, Offset)> {
    const STEP: i64 = 10 * DAY_MS;
    let start_of = |year| Instant::from_civil(Civil::midnight(year, 1, 1), Offset::UTC);
    let first = start_of(year).unwrap_or(Instant::FIRST).ms();
    let last = start_of(year + 1).unwrap_or(Instant::LAST).ms();
    let mut changes = vec![(first, ask(first))];
    let (mut before, mut offset) = (first, ask(first));
    while before < last {
        let after = (before + STEP).min(last);
        let offset_after = ask(after);
        if offset_after != offset {
            let (mut low, mut high) = (before, after);
            while high - low > 1000 {
                let middle = i64::midpoint(low, high);
                if ask(middle) == offset { low = middle } else { high = middle }
            }
            // Changes fall on whole seconds.
            changes.push((high - high.rem_euclid(1000), offset_after));
            offset = offset_after;
        }
        before = after;
    }
    changes
}

/// The offset at a moment: what is formatted ends in `GMT`, `GMT+01:00` or, for old local times, `GMT+00:53:28`.
#[expect(clippy::cast_precision_loss, reason = "moments of years 1 to 9999 are exact in a double")]
fn offset_at(format: &Intl::DateTimeFormat, ms: i64) -> Offset {
    let date = js_sys::Date::new(&JsValue::from_f64(ms as f64));
    let text = format.format().call1(&JsValue::UNDEFINED, &date).ok().and_then(|text| text.as_string());
    text.as_deref()
        .and_then(|text| text.rsplit_once("GMT"))
        .and_then(|(_, offset)| parse_offset(offset))
        .unwrap_or(Offset::UTC)
}

fn parse_offset(text: &str) -> Option<Offset> {
    let (sign, digits) = match text.chars().next() {
        None => return Some(Offset::UTC),
        Some('+') => (1, text.get(1..)?),
        Some('-' | '\u{2212}') => (-1, text.trim_start_matches(['-', '\u{2212}'])),
        Some(_) => return None,
    };
    let mut seconds = 0;
    for (part, unit) in digits.split(':').zip([3600, 60, 1]) {
        seconds += part.parse::<i32>().ok()? * unit;
    }
    Some(Offset::from_seconds(sign * seconds))
}
