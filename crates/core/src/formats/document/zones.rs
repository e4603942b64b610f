//! The zones that documents name.

use std::sync::LazyLock;

use super::phrases::Phrases;
use super::words::Term;

/// A zone as a document names it: an IANA name or an offset, as [`ZoneSource::zone`](crate::time::ZoneSource) reads it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ZoneName(pub Box<str>);

/// An abbreviation, what it stands for, and whether it is also a word or another zone elsewhere.
static ABBREVIATIONS: &[(&str, &str)] = &[
    ("UTC", "UTC"),
    ("GMT", "UTC"),
    ("Z", "UTC"),
    ("WET", "UTC"),
    ("WEST", "+01:00"),
    ("BST", "+01:00"),
    ("CET", "+01:00"),
    ("CEST", "+02:00"),
    ("MEZ", "+01:00"),
    ("MESZ", "+02:00"),
    ("EET", "+02:00"),
    ("EEST", "+03:00"),
    ("MSK", "+03:00"),
    ("TRT", "+03:00"),
    ("IST", "+05:30"),
    ("PKT", "+05:00"),
    ("NPT", "+05:45"),
    ("ICT", "+07:00"),
    ("WIB", "+07:00"),
    ("SGT", "+08:00"),
    ("HKT", "+08:00"),
    ("AWST", "+08:00"),
    ("PHT", "+08:00"),
    ("JST", "+09:00"),
    ("KST", "+09:00"),
    ("ACST", "+09:30"),
    ("AEST", "+10:00"),
    ("ACDT", "+10:30"),
    ("AEDT", "+11:00"),
    ("NZST", "+12:00"),
    ("NZDT", "+13:00"),
    ("SAST", "+02:00"),
    ("WAT", "+01:00"),
    ("CAT", "+02:00"),
    ("EAT", "+03:00"),
    ("IDT", "+03:00"),
    ("GST", "+04:00"),
    ("BRT", "-03:00"),
    ("ART", "-03:00"),
    ("CLT", "-04:00"),
    ("NST", "-03:30"),
    ("NDT", "-02:30"),
    ("AST", "-04:00"),
    ("ADT", "-03:00"),
    ("EST", "-05:00"),
    ("EDT", "-04:00"),
    ("CST", "-06:00"),
    ("CDT", "-05:00"),
    ("MST", "-07:00"),
    ("MDT", "-06:00"),
    ("PST", "-08:00"),
    ("PDT", "-07:00"),
    ("AKST", "-09:00"),
    ("AKDT", "-08:00"),
    ("HST", "-10:00"),
    ("ET", "America/New_York"),
    ("CT", "America/Chicago"),
    ("MT", "America/Denver"),
    ("PT", "America/Los_Angeles"),
    ("AET", "Australia/Sydney"),
    ("NZT", "Pacific/Auckland"),
    ("UK", "Europe/London"),
];

/// Names of zones in words, folded, and what they stand for. The longest first where one begins another.
static NAMES: &[(&str, &str)] = &[
    ("coordinated universal time", "UTC"),
    ("universal time", "UTC"),
    ("greenwich mean time", "UTC"),
    ("us pacific", "America/Los_Angeles"),
    ("us/pacific", "America/Los_Angeles"),
    ("us eastern", "America/New_York"),
    ("us/eastern", "America/New_York"),
    ("us/central", "America/Chicago"),
    ("us central", "America/Chicago"),
    ("pacific standard time", "-08:00"),
    ("pacific daylight time", "-07:00"),
    ("eastern standard time", "-05:00"),
    ("eastern daylight time", "-04:00"),
    ("central standard time", "-06:00"),
    ("central daylight time", "-05:00"),
    ("pacific time", "America/Los_Angeles"),
    ("eastern time", "America/New_York"),
    ("mountain time", "America/Denver"),
    ("central time", "America/Chicago"),
    ("pacific", "America/Los_Angeles"),
    ("eastern", "America/New_York"),
    ("central european summer time", "+02:00"),
    ("central european time", "Europe/Berlin"),
    ("british summer time", "+01:00"),
    ("uk time", "Europe/London"),
    ("london time", "Europe/London"),
    ("british time", "Europe/London"),
    ("west central africa", "+01:00"),
    ("west africa standard time", "+01:00"),
    ("west africa time", "+01:00"),
    ("central africa time", "+02:00"),
    ("south africa standard time", "+02:00"),
    ("east africa time", "+03:00"),
    ("east african time", "+03:00"),
    ("eastern african time", "+03:00"),
    ("lagos time", "+01:00"),
    ("nairobi time", "+03:00"),
    ("indian standard time", "+05:30"),
    ("india standard time", "+05:30"),
    ("india time", "+05:30"),
    ("israel time", "Asia/Jerusalem"),
    ("irish time", "Europe/Dublin"),
    ("dublin time", "Europe/Dublin"),
    ("japan standard time", "+09:00"),
    ("japan time", "+09:00"),
    ("tokyo time", "+09:00"),
    ("korea standard time", "+09:00"),
    ("china standard time", "+08:00"),
    ("beijing time", "+08:00"),
    ("singapore time", "+08:00"),
    ("hong kong time", "+08:00"),
    ("sydney time", "Australia/Sydney"),
    ("melbourne time", "Australia/Melbourne"),
    ("berlin time", "Europe/Berlin"),
    ("paris time", "Europe/Paris"),
    ("heure de paris", "Europe/Paris"),
    ("heures de paris", "Europe/Paris"),
    ("heure francaise", "Europe/Paris"),
    ("heure de bruxelles", "Europe/Brussels"),
    ("heure de montreal", "America/Toronto"),
    ("zurich time", "Europe/Zurich"),
    ("swiss time", "Europe/Zurich"),
    ("german time", "Europe/Berlin"),
    ("amsterdam time", "Europe/Amsterdam"),
    ("dutch time", "Europe/Amsterdam"),
    ("copenhagen time", "Europe/Copenhagen"),
    ("danish time", "Europe/Copenhagen"),
    ("stockholm time", "Europe/Stockholm"),
    ("svensk tid", "Europe/Stockholm"),
    ("norsk tid", "Europe/Oslo"),
    ("dansk tid", "Europe/Copenhagen"),
    ("suomen aikaa", "Europe/Helsinki"),
    ("nederlandse tijd", "Europe/Amsterdam"),
    ("czasu polskiego", "Europe/Warsaw"),
    ("czasie polskim", "Europe/Warsaw"),
    ("czas polski", "Europe/Warsaw"),
    ("за київським часом", "Europe/Kiev"),
    ("київський час", "Europe/Kiev"),
    ("new york time", "America/New_York"),
    ("toronto time", "America/Toronto"),
    ("san francisco time", "America/Los_Angeles"),
    ("california time", "America/Los_Angeles"),
    ("mitteleuropaische sommerzeit", "+02:00"),
    ("mitteleuropaischer sommerzeit", "+02:00"),
    ("mitteleuropaische zeit", "+01:00"),
    ("mitteleuropaischer zeit", "+01:00"),
    ("deutsche zeit", "Europe/Berlin"),
    ("deutscher zeit", "Europe/Berlin"),
    ("berliner zeit", "Europe/Berlin"),
    ("schweizer zeit", "Europe/Zurich"),
    ("hora de madrid", "Europe/Madrid"),
    ("hora peninsular", "Europe/Madrid"),
    ("hora espanola", "Europe/Madrid"),
    ("hora de mexico", "America/Mexico_City"),
    ("hora de ciudad de mexico", "America/Mexico_City"),
    ("hora del centro", "America/Mexico_City"),
    ("hora ar", "America/Argentina/Buenos_Aires"),
    ("hora argentina", "America/Argentina/Buenos_Aires"),
    ("hora chilena", "America/Santiago"),
    ("hora colombiana", "America/Bogota"),
    ("heure belge", "Europe/Brussels"),
    ("heure suisse", "Europe/Zurich"),
    ("turkiye saati", "Europe/Istanbul"),
    ("hora de argentina", "America/Argentina/Buenos_Aires"),
    ("hora de buenos aires", "America/Argentina/Buenos_Aires"),
    ("hora de colombia", "America/Bogota"),
    ("hora de bogota", "America/Bogota"),
    ("hora de chile", "America/Santiago"),
    ("horario de brasilia", "America/Sao_Paulo"),
    ("horario de sao paulo", "America/Sao_Paulo"),
    ("hora de brasilia", "America/Sao_Paulo"),
    ("hora de lisboa", "Europe/Lisbon"),
    ("horario de lisboa", "Europe/Lisbon"),
    ("ora italiana", "Europe/Rome"),
    ("ora di roma", "Europe/Rome"),
    ("по москве", "Europe/Moscow"),
    ("московское", "Europe/Moscow"),
    ("московскому времени", "Europe/Moscow"),
    ("мск", "Europe/Moscow"),
    ("日本時間", "+09:00"),
    ("日本标准时间", "+09:00"),
    ("北京时间", "+08:00"),
    ("北京時間", "+08:00"),
    ("中国标准时间", "+08:00"),
    ("台北時間", "+08:00"),
    ("台灣時間", "+08:00"),
    ("한국 시간", "+09:00"),
    ("한국시간", "+09:00"),
    ("協定世界時", "UTC"),
    ("世界标准时间", "UTC"),
];

/// Cities that a sentence about the times of a document may name, folded: "local time (Amsterdam)".
static CITIES: &[(&str, &str)] = &[
    ("london", "Europe/London"),
    ("dublin", "Europe/Dublin"),
    ("lisbon", "Europe/Lisbon"),
    ("lisboa", "Europe/Lisbon"),
    ("madrid", "Europe/Madrid"),
    ("paris", "Europe/Paris"),
    ("brussels", "Europe/Brussels"),
    ("bruxelles", "Europe/Brussels"),
    ("amsterdam", "Europe/Amsterdam"),
    ("berlin", "Europe/Berlin"),
    ("zurich", "Europe/Zurich"),
    ("vienna", "Europe/Vienna"),
    ("wien", "Europe/Vienna"),
    ("rome", "Europe/Rome"),
    ("roma", "Europe/Rome"),
    ("copenhagen", "Europe/Copenhagen"),
    ("oslo", "Europe/Oslo"),
    ("stockholm", "Europe/Stockholm"),
    ("helsinki", "Europe/Helsinki"),
    ("warsaw", "Europe/Warsaw"),
    ("warszawa", "Europe/Warsaw"),
    ("prague", "Europe/Prague"),
    ("praha", "Europe/Prague"),
    ("istanbul", "Europe/Istanbul"),
    ("москва", "Europe/Moscow"),
    ("bangalore", "Asia/Kolkata"),
    ("mumbai", "Asia/Kolkata"),
    ("singapore", "Asia/Singapore"),
    ("hong kong", "Asia/Hong_Kong"),
    ("shanghai", "Asia/Shanghai"),
    ("taipei", "Asia/Taipei"),
    ("tokyo", "Asia/Tokyo"),
    ("seoul", "Asia/Seoul"),
    ("sydney", "Australia/Sydney"),
    ("melbourne", "Australia/Melbourne"),
    ("auckland", "Pacific/Auckland"),
    ("new york", "America/New_York"),
    ("toronto", "America/Toronto"),
    ("chicago", "America/Chicago"),
    ("san francisco", "America/Los_Angeles"),
    ("seattle", "America/Los_Angeles"),
    ("los angeles", "America/Los_Angeles"),
    ("denver", "America/Denver"),
    ("austin", "America/Chicago"),
    ("boston", "America/New_York"),
    ("montreal", "America/Toronto"),
    ("vancouver", "America/Vancouver"),
    ("hamburg", "Europe/Berlin"),
    ("munich", "Europe/Berlin"),
    ("munchen", "Europe/Berlin"),
    ("barcelona", "Europe/Madrid"),
    ("milan", "Europe/Rome"),
    ("milano", "Europe/Rome"),
    ("budapest", "Europe/Budapest"),
    ("bucharest", "Europe/Bucharest"),
    ("athens", "Europe/Athens"),
    ("kyiv", "Europe/Kiev"),
    ("tel aviv", "Asia/Jerusalem"),
    ("bengaluru", "Asia/Kolkata"),
    ("delhi", "Asia/Kolkata"),
    ("bangkok", "Asia/Bangkok"),
    ("jakarta", "Asia/Jakarta"),
    ("beijing", "Asia/Shanghai"),
    ("москвы", "Europe/Moscow"),
    ("sao paulo", "America/Sao_Paulo"),
    ("buenos aires", "America/Argentina/Buenos_Aires"),
    ("bogota", "America/Bogota"),
    ("santiago", "America/Santiago"),
    ("ciudad de mexico", "America/Mexico_City"),
];

/// The zone of a city that a sentence about the times of a document names.
pub fn zone_of_city(sentence: &str) -> Option<ZoneName> {
    let folded = super::words::fold(sentence);
    let (_, zone) = CITIES.iter().find(|(city, _)| super::words::contains_words(&folded, city, false))?;
    Some(ZoneName((*zone).into()))
}

/// The zone of a city that a text begins with, and how many bytes of it name it.
pub fn city_at(text: &str) -> Option<(ZoneName, usize)> {
    let start: String = text.chars().take(24).collect();
    let folded = super::words::fold(&start);
    let (city, zone) = CITIES.iter().find(|(city, _)| {
        folded.strip_prefix(city).is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
    })?;
    let length = text.char_indices().nth(city.chars().count()).map_or(text.len(), |(at, _)| at);
    Some((ZoneName((*zone).into()), length))
}

/// The continents of IANA names.
const REGIONS: [&str; 10] =
    ["Europe", "America", "Asia", "Africa", "Australia", "Pacific", "Atlantic", "Indian", "Etc", "Antarctica"];

/// What a document says that tells one meaning of an abbreviation from another.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// The text of the document, folded: places in it speak for a zone. Only its beginning.
    pub text: Box<str>,
    /// The zone that whoever reads it gave.
    pub given: Option<Box<str>>,
    /// `true` for a document whose lines begin with clocks of four digits: 0914.
    pub four_digits: bool,
    /// `true` for a document in Japanese, where the night goes on after 24:00: 25:30.
    pub past_midnight: bool,
}

impl Hints {
    /// What a document says whose beginning is that text.
    pub fn new(text: &str, given: Option<Box<str>>) -> Self {
        let past_midnight = text.chars().filter(|c| matches!(c, '\u{3041}'..='\u{30ff}')).take(8).count() == 8;
        Self { text: super::words::fold(text).into(), given, four_digits: begin_with_four_digits(text), past_midnight }
    }

    /// The zone of an abbreviation that has several.
    fn choose(&self, abbreviation: &str) -> Option<&'static str> {
        let says = |words: &[&str]| words.iter().any(|word| self.text.contains(word));
        let given = self.given.as_deref().unwrap_or("");
        Some(match abbreviation {
            "IST" if given == "Europe/Dublin" || says(&["dublin", "ireland", "irish"]) => "+01:00",
            "IST" if given == "Asia/Jerusalem" || says(&["israel", "tel aviv", "jerusalem"]) => "+02:00",
            "CST"
                if given == "Asia/Shanghai"
                    || says(&[
                        "china", "beijing", "shanghai", "shenzhen", "hangzhou", "北京", "上海", "中国", "时间",
                    ]) =>
            {
                "+08:00"
            }
            "EST" if given.starts_with("Australia/") || says(&["sydney", "melbourne", "brisbane"]) => "+10:00",
            "AST" if says(&["riyadh", "saudi", "kuwait"]) => "+03:00",
            "BST" if says(&["bangladesh", "dhaka"]) => "+06:00",
            _ => return None,
        })
    }
}

/// `true` for a text of which three lines or more begin with four digits that are clocks, in order, and no years.
fn begin_with_four_digits(text: &str) -> bool {
    let clock = |line: &str| -> Option<u32> {
        let line = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '•' | '|' | '['));
        let digits = line.get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        let ends = line.get(4..)?.starts_with([' ', '\t', ':', '*', '|', ']']);
        let value = digits.parse::<u32>().ok()?;
        (ends && value / 100 < 24 && value % 100 < 60).then_some(value)
    };
    let clocks: Vec<u32> = text.lines().filter_map(clock).collect();
    let years = clocks.iter().filter(|value| (1990..=2059).contains(*value)).count();
    clocks.len() >= 3 && clocks.is_sorted() && years < 2
}

/// The zone of an abbreviation in capitals, `PST`, or of `UTC`, as the name of a zone or an offset.
pub fn zone_of(word: &str) -> Option<&'static str> {
    ABBREVIATIONS.iter().find(|(abbreviation, _)| *abbreviation == word).map(|(_, zone)| *zone)
}

/// A zone at the beginning of a text, and how many bytes of it name it: `UTC`, `UTC+2`, `+02:00`, `PST`, `Europe/Berlin`,
/// `Pacific Time`.
pub fn zone_at(text: &str, hints: &Hints) -> Option<(ZoneName, usize)> {
    if let Some((offset, length)) = offset_at(text) {
        return Some((offset, length));
    }
    let length = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    if length == 0 {
        return name_at(text);
    }
    let word = text.get(..length)?;
    let after = text.get(length..)?;
    if let Some(rest) = after.strip_prefix('/')
        && REGIONS.contains(&word)
    {
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '/' | '-' | '+'))
            .unwrap_or(rest.len());
        let length = length + 1 + rest.get(..end)?.trim_end_matches(['/', '-']).len();
        return Some((ZoneName(text.get(..length)?.into()), length));
    }
    // "JSTです"
    if after.chars().next().is_some_and(|c| c.is_alphanumeric() && !super::words::is_wide(c)) {
        return name_at(text);
    }
    if matches!(word, "UTC" | "GMT" | "utc" | "gmt" | "Utc") {
        let blank = after.len() - after.trim_start().len();
        let rest = after.get(blank..).unwrap_or("").replace(['−', '–'], "-");
        // "UTC - 20 servers" is no offset.
        if let Some((offset, taken)) = offset_at(&rest)
            && (blank == 0 || rest.get(1..2) != Some(" "))
        {
            return Some((
                offset,
                length + blank + taken + after.get(blank..).map_or(0, |a| a.starts_with(['−', '–']).into()) * 2,
            ));
        }
        // "CET/CEST" below; "UTC/GMT" is UTC.
        return Some((ZoneName("UTC".into()), length));
    }
    if let Some((_, zone)) = ABBREVIATIONS.iter().find(|(abbreviation, _)| *abbreviation == word) {
        let zone = hints.choose(word).unwrap_or(zone);
        // Winter and summer time of one place, together.
        if let Some(other) = after.strip_prefix('/') {
            let end = other.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(other.len());
            let both = match (word, other.get(..end)?) {
                ("CET", "CEST") | ("CEST", "CET") | ("MEZ", "MESZ") | ("MESZ", "MEZ") => Some("Europe/Berlin"),
                ("PST", "PDT") | ("PDT", "PST") => Some("America/Los_Angeles"),
                ("EST", "EDT") | ("EDT", "EST") => Some("America/New_York"),
                ("CST", "CDT") | ("CDT", "CST") => Some("America/Chicago"),
                ("MST", "MDT") | ("MDT", "MST") => Some("America/Denver"),
                ("GMT", "BST") | ("BST", "GMT") => Some("Europe/London"),
                ("EET", "EEST") | ("EEST", "EET") => Some("Europe/Helsinki"),
                ("AEST", "AEDT") | ("AEDT", "AEST") => Some("Australia/Sydney"),
                _ => None,
            };
            if let Some(both) = both {
                return Some((ZoneName(both.into()), length + 1 + end));
            }
        }
        return Some((ZoneName((*zone).into()), length));
    }
    // "pst" after a clock, in small letters: only those of three letters that are no word.
    let upper = word.to_ascii_uppercase();
    if matches!(upper.as_str(), "PST" | "PDT" | "EDT" | "CET" | "CEST" | "JST" | "BST" | "IST" | "UTC" | "GMT") {
        let (_, zone) = ABBREVIATIONS.iter().find(|(abbreviation, _)| *abbreviation == upper)?;
        return Some((ZoneName(hints.choose(&upper).unwrap_or(zone).into()), length));
    }
    name_at(text)
}

/// A zone named in words at the beginning of a text.
fn name_at(text: &str) -> Option<(ZoneName, usize)> {
    let start: String = text.chars().take(40).collect();
    let folded = super::words::fold(&start);
    let (name, zone) = NAMES.iter().find(|(name, _)| {
        folded.strip_prefix(name).is_some_and(|rest| {
            super::words::is_wide(name.chars().next().unwrap_or(' '))
                || rest.chars().next().is_none_or(|c| !c.is_alphanumeric())
        })
    })?;
    // Folding keeps one character for one in these names.
    let length = text.char_indices().nth(name.chars().count()).map_or(text.len(), |(at, _)| at);
    Some((ZoneName((*zone).into()), length))
}

/// An offset at the beginning of a text: `+02:00`, `+0200`, `-5`, `+5:30`.
fn offset_at(text: &str) -> Option<(ZoneName, usize)> {
    let bytes = text.as_bytes();
    let sign = match bytes.first()? {
        b'+' => '+',
        b'-' => '-',
        _ => return None,
    };
    let digits = bytes.iter().skip(1).take_while(|b| b.is_ascii_digit()).count();
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let (hours, minutes, end) = match digits {
        1 | 2
            if bytes.get(1 + digits) == Some(&b':')
                && bytes.iter().skip(2 + digits).take_while(|b| b.is_ascii_digit()).count() == 2 =>
        {
            (number(1, 1 + digits)?, number(2 + digits, 4 + digits)?, 4 + digits)
        }
        1 | 2 => (number(1, 1 + digits)?, 0, 1 + digits),
        4 => (number(1, 3)?, number(3, 5)?, 5),
        _ => return None,
    };
    // "01:21:31-01:21:33" is a range: offsets are told by quarters of an hour, and have no seconds.
    let goes_on = bytes.get(end) == Some(&b':') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
    (hours <= 14 && minutes < 60 && minutes % 15 == 0 && !goes_on).then(|| {
        let name = if hours + minutes == 0 { "UTC".to_owned() } else { format!("{sign}{hours:02}:{minutes:02}") };
        (ZoneName(name.into()), end)
    })
}

/// The zone that a sentence, a heading or a header cell names: `All times in UTC`, `Time (PT)`, `Uhrzeit in MEZ`. The
/// first one that stands in it as a word of its own.
pub fn zone_in(text: &str, hints: &Hints) -> Option<ZoneName> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let begins = !before.is_alphanumeric() && c.is_alphabetic()
            || super::words::is_wide(c)
            || super::words::is_wide(before) && c.is_alphabetic();
        before = c;
        if !begins {
            continue;
        }
        let rest = text.get(at..).unwrap_or("");
        if let Some((zone, length)) = zone_at(rest, hints) {
            let word = rest.get(..length).unwrap_or("");
            // One letter and the ends of other words are no statement.
            if word.len() > 1
                && !matches!(
                    word,
                    "Pacific" | "Eastern" | "pacific" | "eastern" | "UK" | "MT" | "CT" | "ART" | "CAT" | "EAT" | "WAT"
                )
            {
                // "CET (UTC+1)" and "UTC+2": the offset beside a summer-time pair says no more.
                return Some(zone);
            }
        }
    }
    None
}

/// Words of sentences that may speak about times.
static TIMES: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of_term(Term::SpeaksOfTimes));

/// `true` when a sentence speaks about the zone of the times: "all times are in UTC".
pub fn speaks_of_times(text: &str) -> bool {
    TIMES.stands_in(&super::words::fold(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_named_in_many_ways() {
        let hints = Hints::default();
        for (text, zone) in [
            ("All times in UTC.", Some("UTC")),
            ("Timeline (all Times in CET/CEST)", Some("Europe/Berlin")),
            ("All times are documented in [UTC](https://en.wikipedia.org/) time.", Some("UTC")),
            ("Time (PT)", Some("America/Los_Angeles")),
            ("Date and Time in CET", Some("+01:00")),
            ("All times in CEST (UTC+2)", Some("+02:00")),
            ("times are UTC+5:30", Some("+05:30")),
            ("all times are US/Pacific", Some("America/Los_Angeles")),
            ("Alle Zeiten in MESZ", Some("+02:00")),
            ("(heure de Paris)", Some("Europe/Paris")),
            ("時刻 (JST)", Some("+09:00")),
            ("所有时间均为北京时间", Some("+08:00")),
            ("Times in Europe/Prague", Some("Europe/Prague")),
            ("Event", None),
            ("It is a best effort", None),
        ] {
            assert_eq!(zone_in(text, &hints).map(|zone| zone.0).as_deref(), zone, "{text}");
        }
    }
}
