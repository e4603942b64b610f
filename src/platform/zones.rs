//! Zones as the browser's own `Intl` knows them, so that the wasm carries no zone database.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use faultline_core::time::{Civil, Instant, Offset, Zone, ZoneSource};

/// The browser's zones.
#[derive(Clone, Copy, Debug)]
pub struct IntlZones;

thread_local! {
    static FORMATS: RefCell<HashMap<String, Intl::DateTimeFormat>> = RefCell::default();
    /// The zones asked for so far: the first costs a browser some twenty milliseconds.
    static ZONES: RefCell<HashMap<String, Arc<dyn Zone>>> = RefCell::default();
}

impl ZoneSource for IntlZones {
    fn iana(&self, name: &str) -> Option<Arc<dyn Zone>> {
        if let Some(zone) = ZONES.with_borrow(|zones| zones.get(name).cloned()) {
            return Some(zone);
        }
        let format = format_for(name)?;
        // `europe/berlin` is known as well, and shown as people write it. Another name for the same zone is kept.
        let known =
            Reflect::get(&format.resolved_options(), &"timeZone".into()).ok().and_then(|known| known.as_string());
        let shown = known.filter(|known| known.eq_ignore_ascii_case(name)).unwrap_or_else(|| name.to_owned());
        FORMATS.with_borrow_mut(|formats| formats.insert(shown.clone(), format));
        let zone: Arc<dyn Zone> = Arc::new(IntlZone { name: shown, years: Mutex::default() });
        ZONES.with_borrow_mut(|zones| zones.insert(name.to_owned(), Arc::clone(&zone)));
        Some(zone)
    }
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

/// A formatter that prints a moment's offset; `None` when the browser does not know the zone (it throws).
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

/// A zone that asks `Intl` for the changes of a year once, and remembers them: a question costs microseconds, and a
/// file has many moments.
#[derive(Debug)]
struct IntlZone {
    name: String,
    years: Mutex<HashMap<i32, Vec<(i64, Offset)>>>,
}

impl Zone for IntlZone {
    fn name(&self) -> &str {
        &self.name
    }

    fn offset(&self, at: Instant) -> Offset {
        let year = at.civil(Offset::UTC).year;
        let Ok(mut years) = self.years.lock() else { return Offset::UTC };
        let changes = years.entry(year).or_insert_with(|| changes_of_year(year, |ms| ask(&self.name, ms)));
        let next = changes.partition_point(|(from, _)| *from <= at.ms());
        next.checked_sub(1).and_then(|index| changes.get(index)).map_or(Offset::UTC, |(_, offset)| *offset)
    }
}

/// The offsets of a UTC year: each with the moment from which it holds, found by halving. Asked every ten days, since
/// some zones change twice within a month.
fn changes_of_year(year: i32, ask: impl Fn(i64) -> Offset) -> Vec<(i64, Offset)> {
    const STEP: i64 = 10 * 86_400_000;
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

/// Asks the browser: the text ends in `GMT`, `GMT+01:00` or, for old local times, `GMT+00:53:28`.
#[expect(clippy::cast_precision_loss, reason = "moments of years 1 to 9999 are exact in a double")]
fn ask(name: &str, ms: i64) -> Offset {
    let text = FORMATS.with_borrow(|formats| {
        let format = formats.get(name)?;
        let date = js_sys::Date::new(&JsValue::from_f64(ms as f64));
        format.format().call1(&JsValue::UNDEFINED, &date).ok()?.as_string()
    });
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
