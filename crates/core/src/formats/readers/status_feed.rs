//! The feed of a status page, RSS or Atom: what most public pages offer beside the page itself. An entry is an incident with
//! all of its updates, or one update, which names the incident by its address and title.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::value::RawValue;

use super::google_cloud::said_times;
use super::page_record::{PageRecord, State, Touch, Unsaid, Update, component_level};
use crate::formats::context::{Context, record};
use crate::formats::document::zone_of;
use crate::formats::foreign::{Found, Rows, Tool, before_entries, is_feed, plain_text, text_in};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{ImpactLevel, When};
use crate::time::{Instant, Length, Offset, ParsedTime, read_loose_time, resolve_local};

/// The feed of a status page.
pub static STATUS_FEED: Tool = Tool {
    id: "status-feed",
    name: "Status page feed",
    recognised_by: "RSS or Atom that speaks of a status page, or whose entries name states such as Investigating",
    endings: &["rss", "atom", "xml"],
    lists: &["items"],
    fields: &[
        ("title", "the title, without a state before or after it"),
        ("link", "a link, and the id"),
        ("guid", "the id, where the link is that of the page; which entries are of one incident"),
        ("id", "the id, where the link is that of the page; which entries are of one incident"),
        ("pubDate", "the time of an entry, and the year of the times in its text"),
        ("updated", "the time of an entry, and the year of the times in its text"),
        ("published", "the time of an entry, where nothing says when it was changed"),
        ("date", "the time of an entry, where nothing else says it"),
        ("content", "events, each with its time and state: Monitoring is the milestone mitigated, Resolved resolved"),
        ("description", "events, where there is no content"),
        ("summary", "events, where there is neither"),
        ("category", "a service"),
    ],
    sniff,
    read,
};

/// How long after its end an entry of the same title is another incident.
const APART: Length = Length::from_ms(24 * 3_600_000);
/// How many characters of a text are looked at for the state it begins with.
const STATE: usize = 40;

fn sniff(head: &Head<'_>, _: &Outline) -> Confidence {
    if !is_feed(head.text) {
        return Confidence::None;
    }
    let page = before_entries(head.text).to_lowercase();
    let speaks_of_it = ["status", "incident", "outage", "service health"].iter().any(|word| page.contains(word));
    let states = ["investigating", "identified", "monitoring", "resolved", "scheduled", "completed"];
    let text = head.text.to_lowercase();
    let has_state = |state: &&str| {
        ["strong&gt;", "<strong>", "status: "].iter().any(|mark| text.contains(&format!("{mark}{state}")))
    };
    if speaks_of_it || states.iter().any(has_state) { Confidence::Certain } else { Confidence::None }
}

record! {
    /// An entry.
    Row { title, link, guid, id, updated, published, date, content, description, summary, category,
        #[serde(rename = "pubDate")]
        pub_date,
    }
}

/// What the title of an entry says beside the title itself.
#[derive(Default)]
struct Headline<'a> {
    title: &'a str,
    state: Option<State>,
    level: Option<ImpactLevel>,
    is_maintenance: bool,
}

fn read<'a>(json: &'a RawValue, rows: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let index = rows.current.get();
    let groups = rows.groups.get_or_init(|| groups_of(rows));
    let members = groups.get(&index)?;
    let of_page = |key| rows.member("page").and_then(|page| text_in(page, key));
    if let Some(title) = of_page("title") {
        rows.title.replace(title.into_owned());
    }
    let mut record = PageRecord { resolved_key: "pubDate", ..PageRecord::default() };
    let mut last: Option<When> = None;
    let mut stated = None;
    for member in members {
        let json = if *member == index { json } else { rows.records.get(*member)?.json };
        let row: Row<'_> = context.object(json)?;
        let entry = Entry::of(&row, context);
        let headline = headline_of(&entry.title);
        let mut updates = entry.updates(context);
        if let Some(first) = updates.first_mut() {
            first.state = first.state.or(headline.state);
        }
        if record.title.is_empty() {
            record.title = headline.title.to_owned().into();
            record.id.clone_from(&entry.id);
            record.link.clone_from(&entry.link);
            record.planned = planned_of(&entry, context);
        }
        record.level = record.level.or(headline.level);
        record.is_maintenance |= headline.is_maintenance || entry.link.contains("/maintenance");
        record.updates.append(&mut updates);
        for category in &entry.categories {
            if !record.components.iter().any(|(name, _)| name == category) {
                record.components.push((category.clone(), None));
            }
        }
        stated = stated.or_else(|| said_times(&plain_text(&entry.body).replace('\n', " "), context));
        last = last.into_iter().chain(entry.at).max_by_key(|at| at.at);
    }
    say_what_is_known(&mut record);
    if let Some(said) = &stated {
        // What the text of an update says is better than when it was posted.
        (record.started, record.resolved) = (said.start, said.end);
        record.unsaid = Unsaid::default();
        record.state = said.end.map(|_| State::Resolved);
    }
    Some(Found::incident(record.into_incident(context), "incidents").updated(last))
}

/// A feed may say of what is over only that it is, and of what it shows without a state nothing.
fn say_what_is_known(record: &mut PageRecord<'_>) {
    let is_over =
        |update: &Update<'_>| matches!(update.state, Some(State::Resolved | State::Reviewed | State::Completed));
    // What is fixed when it is told of for the first time began before that.
    let is_late = |update: &Update<'_>| is_over(update) || update.state == Some(State::Monitoring);
    record.unsaid.start = record.planned.is_none()
        && (record.updates.iter().all(is_late) || record.updates.iter().any(|update| update.at.is_none()));
    record.unsaid.end = record.updates.iter().all(|update| update.state.is_none());
}

/// Which entries are of one incident: by the place of the first of them, the places of all, the oldest first.
fn groups_of(rows: &Rows<'_>) -> HashMap<usize, Vec<usize>> {
    let page = rows.member("page").and_then(|page| text_in(page, "link")).unwrap_or_default();
    let page = page.trim_end_matches('/');
    let mut by_name: HashMap<String, Vec<(Option<Instant>, usize)>> = HashMap::new();
    for (index, record) in rows.records.iter().enumerate() {
        let text = |key| text_in(record.json, key).unwrap_or_default();
        let (title, link) = (text("title"), text("link"));
        let mut name = headline_of(&title).title.to_lowercase();
        if link.trim_end_matches('/') == page || link.is_empty() {
            // "…#ec2-us-east-1_1757251800": the service, and the moment of the update.
            let id = text("guid");
            name.push_str(id.rsplit_once('_').map_or("", |(service, _)| service));
        } else {
            name.push_str(&link);
        }
        let at = ["updated", "pubDate", "published", "date"].iter().find_map(|key| text_in(record.json, key));
        let at = at.and_then(|at| moment_of(&at));
        by_name.entry(name).or_default().push((at, index));
    }
    let mut groups: HashMap<usize, Vec<usize>> = HashMap::new();
    for mut entries in by_name.into_values() {
        entries.sort_unstable();
        let mut group: Vec<usize> = Vec::new();
        let mut ended: Option<Instant> = None;
        for (at, index) in entries {
            let is_another = ended.zip(at).is_some_and(|(ended, at)| at > ended.plus(APART));
            if is_another {
                add_group(&mut groups, std::mem::take(&mut group));
            }
            group.push(index);
            let title = rows.records.get(index).and_then(|record| text_in(record.json, "title")).unwrap_or_default();
            ended = at.filter(|_| headline_of(&title).state == Some(State::Resolved));
        }
        add_group(&mut groups, group);
    }
    groups
}

fn add_group(groups: &mut HashMap<usize, Vec<usize>>, group: Vec<usize>) {
    if let Some(first) = group.iter().min() {
        groups.insert(*first, group);
    }
}

/// A moment with its zone, `Wed, 04 Mar 2026 05:30:00 PST` too.
fn moment_of(text: &str) -> Option<Instant> {
    if let Ok(ParsedTime::Moment(at)) = read_loose_time(text, None) {
        return Some(at);
    }
    let (time, word) = text.trim().rsplit_once(' ')?;
    let offset = crate::time::FixedZone::parse(zone_of(word)?)?;
    let Ok(ParsedTime::Local(local)) = read_loose_time(time, None) else { return None };
    Some(resolve_local(local, &offset).at)
}

/// An entry as it is written.
#[derive(Default)]
struct Entry<'a> {
    title: Cow<'a, str>,
    id: Cow<'a, str>,
    link: Cow<'a, str>,
    /// When it was last changed, else when it was published.
    at: Option<When>,
    /// The offset that this is written with.
    offset: Option<Offset>,
    body: Cow<'a, str>,
    categories: Vec<Box<str>>,
}

impl<'a> Entry<'a> {
    fn of(row: &Row<'a>, context: &mut Context<'_>) -> Self {
        let link = context.take_text("link", row.link).unwrap_or_default();
        let guid = context.take_text("guid", row.guid).or_else(|| context.take_text("id", row.id)).unwrap_or_default();
        let written =
            [("updated", row.updated), ("pubDate", row.pub_date), ("published", row.published), ("date", row.date)];
        let mut at = None;
        let mut offset = None;
        for (key, field) in written {
            if at.is_none()
                && let Some(text) = context.take_text(key, field)
            {
                offset = offset_of(&text);
                let moment = moment_of(&text).map(|at| When { at, day_only: false });
                at = moment.or_else(|| context.at_key(key, |context| context.loose_time(&text)));
            }
        }
        let bodies = [("content", row.content), ("description", row.description), ("summary", row.summary)];
        let body = bodies.into_iter().find_map(|(key, field)| context.take_text(key, field)).unwrap_or_default();
        let mut categories = Vec::new();
        context.take_list("category", row.category, &mut |context, json| {
            categories.extend(context.text("a text", json).map(Box::from));
        });
        // The last part of an address such as https://status.example.com/incidents/bhbcjn4n3jzp.
        let last_of = |url: &str| {
            let (_, path) = url.split_once("://")?;
            let (_, last) = path.trim_end_matches('/').rsplit_once('/')?;
            Some(last.to_owned()).filter(|last| !last.is_empty() && !last.contains(['?', '#', '=']))
        };
        let id = last_of(&link).map_or(guid, Cow::Owned);
        let title = context.take_text("title", row.title).unwrap_or_default();
        Self { title: plain_text(&title).into_owned().into(), id, link, at, offset, body, categories }
    }

    /// The updates that the text tells of.
    fn updates(&self, context: &mut Context<'_>) -> Vec<Update<'a>> {
        let timed = self.timed_updates(context);
        if !timed.is_empty() {
            return timed;
        }
        // Blocks without a time: `<p><strong>Resolved</strong> - …</p>`, the newest first.
        let starts: Vec<usize> = self.body.match_indices("<strong>").map(|(at, _)| at).collect();
        let is_state = |at: &usize| {
            let word = self.body.get(at + "<strong>".len()..).and_then(|after| after.split_once("</strong>"));
            word.is_some_and(|(word, _)| is_state_word(word))
        };
        let starts: Vec<usize> = starts.into_iter().filter(is_state).collect();
        let ends = starts.iter().skip(1).copied().chain([self.body.len()]);
        let mut blocks: Vec<&str> = starts.iter().zip(ends).filter_map(|(at, end)| self.body.get(*at..end)).collect();
        if blocks.is_empty() {
            blocks.push(&self.body);
        }
        let mut updates: Vec<Update<'a>> = blocks.into_iter().map(|block| update_of(block, None)).collect();
        if let Some(first) = updates.first_mut() {
            first.at = self.at;
        }
        updates
    }

    /// Updates that each begin with a time in small print: `<small>Mar 4, 13:30 UTC</small><br><strong>Resolved</strong> - …`.
    fn timed_updates(&self, context: &mut Context<'_>) -> Vec<Update<'a>> {
        let mut pieces = self.body.split("<small>");
        pieces.next();
        let mut updates = Vec::new();
        let mut before: Option<When> = None;
        for piece in pieces {
            let Some((time, text)) = piece.split_once("</small>") else { continue };
            let Some(at) = self.time_of(&plain_text(time), before, context) else { continue };
            before = Some(at);
            updates.push(update_of(text, Some(at)));
        }
        updates
    }

    /// The moment of a time in the text, which may lack its year, or its day: then it is the next such after the one before
    /// it, the first on the day of the entry.
    fn time_of(&self, text: &str, before: Option<When>, context: &mut Context<'_>) -> Option<When> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = text.replace(" - ", ", ");
        let (time, zone) = match text.rsplit_once(' ') {
            Some((time, word)) if zone_of(word).is_some() => (time, zone_of(word)),
            Some((time, word)) if word.len() >= 3 && word.chars().all(|c| c.is_ascii_uppercase()) => (time, None),
            _ => (&*text, None),
        };
        let entry = self.at.map_or(Instant::from_ms(0), |at| at.at);
        let moment = |local: Instant| {
            let zone = zone.as_ref().and_then(|zone| context.zones().zone(zone));
            match (zone, self.offset) {
                (Some(zone), _) => resolve_local(local, &*zone).at,
                (None, Some(offset)) => Instant::from_ms(local.ms() - offset.ms()),
                (None, None) => local,
            }
        };
        let day = entry.civil(self.offset.unwrap_or(Offset::UTC));
        let with_day = [0, -1, 1].map(|years| format!("{time}, {}", day.year + years));
        let clock = format!("{}-{:02}-{:02} {time}", day.year, day.month, day.day);
        let found = match read_loose_time(time, None) {
            Ok(ParsedTime::Moment(at)) => at,
            Ok(ParsedTime::Local(local) | ParsedTime::Day(local)) => moment(local),
            Err(_) if self.at.is_none() => return None,
            Err(_) => {
                let locals = with_day.iter().filter_map(|text| match read_loose_time(text, None) {
                    Ok(ParsedTime::Local(local)) => Some(moment(local)),
                    _ => None,
                });
                if let Some(at) = locals.min_by_key(|at| at.ms().abs_diff(entry.ms())) {
                    at
                } else {
                    let Ok(ParsedTime::Local(local)) = read_loose_time(&clock, None) else { return None };
                    let at = moment(local);
                    let late = before.map_or(0, |before| before.at.since(at).ms().max(0));
                    let days = (late + APART.ms() - 1).div_euclid(APART.ms());
                    Instant::from_ms(at.ms() + days * APART.ms())
                }
            }
        };
        (Instant::FIRST..=Instant::LAST).contains(&found).then_some(When { at: found, day_only: false })
    }
}

/// The planned start of a maintenance: "THIS IS A SCHEDULED EVENT Apr 7, 13:00 - 18:00 UTC".
fn planned_of(entry: &Entry<'_>, context: &mut Context<'_>) -> Option<When> {
    const MARK: &str = "THIS IS A SCHEDULED EVENT";
    let text = plain_text(&entry.body);
    let plan = text.split_once(MARK)?.1.lines().next()?.trim();
    let (start, end) = plan.split_once(" - ").unwrap_or((plan, ""));
    let zone = end.rsplit_once(' ').map_or("", |(_, zone)| zone);
    entry.time_of(&format!("{start} {zone}"), None, context)
}

/// An update of a piece of HTML that may begin with its state.
fn update_of<'a>(html: &str, at: Option<When>) -> Update<'a> {
    let text = plain_text(html);
    let text = text.trim().trim_start_matches(['-', '–', ' ']);
    let (state, body) = split_state(text);
    let mut update = Update { state, at, ..Update::default() };
    // What stands behind the text: the components, as they are when the feed is made.
    let mut lines: Vec<&str> = Vec::new();
    let mut is_list = false;
    for line in body.lines() {
        let plain = line.trim();
        if plain.trim_end_matches(':').eq_ignore_ascii_case("affected components") {
            is_list = true;
        } else if let Some(names) = plain.strip_prefix("Affected products: ") {
            update.touches.extend(names.split(", ").map(|name| touch(name, None)));
        } else if is_list && let Some(item) = plain.strip_prefix("- ") {
            let (name, level) = item.rsplit_once(" (").unwrap_or((item, ""));
            update.touches.push(touch(name, component_level(level.trim_end_matches(')'))));
        } else {
            is_list = is_list && plain.is_empty();
            lines.push(line);
        }
    }
    update.body = lines.join("\n").trim().to_owned().into();
    update
}

fn touch(name: &str, now: Option<ImpactLevel>) -> Touch {
    Touch { name: name.trim().into(), before: None, now: now.filter(|level| *level != ImpactLevel::None) }
}

/// The state that a text begins with, and what follows it: "Resolved - It is over.", "[Resolved] It is over.", "Status:
/// Resolved". "Update" is no state.
fn split_state(text: &str) -> (Option<State>, &str) {
    let start = text.get(..text.floor_char_boundary(STATE)).unwrap_or(text);
    let text_after =
        |length: usize| text.get(length..).unwrap_or("").trim_start_matches([' ', '-', '–', ':', '\n', ']']);
    if let Some(after) = start.strip_prefix("Status: ") {
        let word = after.split(['\n', '.', ',']).next().unwrap_or(after);
        let state = state_of(word.trim());
        return (state, if state.is_some() { text_after("Status: ".len() + word.len()) } else { text });
    }
    if let Some(end) = start.strip_prefix('[').and_then(|start| start.find(']')) {
        let state = start.get(1..=end).and_then(state_of);
        return (state, if state.is_some() { text_after(end + 2) } else { text });
    }
    for mark in [" - ", " – ", ": ", "\n"] {
        if let Some((word, _)) = start.split_once(mark)
            && is_state_word(word)
        {
            return (state_of(word), text_after(word.len() + mark.len()));
        }
    }
    if is_state_word(text) { (state_of(text), "") } else { (None, text) }
}

/// A state as feeds name it: one word, or two.
fn state_of(word: &str) -> Option<State> {
    match &*word.trim().to_ascii_lowercase() {
        "mitigated" => Some(State::Monitoring),
        "maintenance" => Some(State::Scheduled),
        "active" | "reported" | "update" => None,
        word => State::of(word),
    }
}

fn is_state_word(word: &str) -> bool {
    let word = word.trim();
    word.eq_ignore_ascii_case("update") || (word.len() <= 20 && state_of(word).is_some())
}

/// What a title says: "Service is operating normally: [RESOLVED] Increased error rates", "RESOLVED: Global: …", "Outage: …",
/// "… - West Europe - Mitigated".
fn headline_of(title: &str) -> Headline<'_> {
    let mut headline = Headline { title: title.trim(), ..Headline::default() };
    for _ in 0..3 {
        let title = headline.title;
        if let Some((word, rest)) = title.strip_prefix('[').and_then(|title| title.split_once(']')) {
            let Some(state) = state_of(word) else { break };
            headline.state = Some(state);
            headline.title = rest.trim_start();
            continue;
        }
        let Some((word, rest)) = title.split_once(": ") else { break };
        match &*word.to_ascii_lowercase() {
            "service is operating normally" => headline.state = Some(State::Resolved),
            "service disruption" | "outage" => headline.level = Some(ImpactLevel::Full),
            "performance issues" | "service degradation" => headline.level = Some(ImpactLevel::Degraded),
            "informational message" | "incident" | "notice" | "update" => {}
            "maintenance" | "scheduled maintenance" => headline.is_maintenance = true,
            word => match state_of(word) {
                Some(state) => headline.state = Some(state),
                None => break,
            },
        }
        headline.title = rest.trim_start();
    }
    if let Some((rest, word)) = headline.title.rsplit_once(" - ")
        && let Some(state) = state_of(word)
    {
        headline.state = headline.state.or(Some(state));
        headline.title = rest.trim_end();
    }
    headline
}

/// The offset at the end of a time: `-0800`, `+02:00`, `PST`.
fn offset_of(text: &str) -> Option<Offset> {
    let text = text.trim();
    let sign = text.rfind(['+', '-']).filter(|at| text.len() - at <= 6 && *at > 10)?;
    let digits: String = text.get(sign + 1..)?.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = digits.split_at_checked(2)?;
    let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().unwrap_or(0) * 60;
    let is_west = text.get(sign..)?.starts_with('-');
    (seconds <= 18 * 3600).then(|| Offset::from_seconds(if is_west { -seconds } else { seconds }))
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::{entries, facts};
    use crate::formats::readers::testing::{catalog, incident, milestones, problems, seed};

    fn rss(items: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Example Status</title><link>https://status.example.com</link>{items}</channel></rss>"
        )
    }

    fn item(title: &str, link: &str, at: &str, text: &str) -> String {
        format!(
            "<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>{at}</pubDate><description><![CDATA[{text}]]></description></item>"
        )
    }

    fn update(time: &str, state: &str) -> String {
        format!("<p><small>{time}</small><br><strong>{state}</strong> - Text.</p>")
    }

    const ENDED: &str = "Wed, 04 Mar 2026 14:45:00 +0000";

    #[test]
    fn an_entry_is_an_incident_with_its_updates() {
        let one = "https://status.example.com/incidents/a1";
        let whole = [
            update("Mar <var data-var='date'> 4</var>, <var data-var='time'>14:45</var> UTC", "Resolved"),
            update("Mar  4, 14:10 UTC", "Monitoring"),
            update("Mar  4, 13:41 UTC", "Update"),
            update("Mar  4, 13:30 UTC", "Investigating"),
        ]
        .concat();
        for (at, text, expected, moments) in [
            (ENDED, whole.clone(), "E · resolved · — 13:30–14:45 ", "s 13:30 m 14:10 r 14:45"),
            (
                "Wed, 04 Mar 2026 06:45:00 -0800",
                [update("Mar 4, 06:45 PST", "Resolved"), update("Mar 4, 05:30 PST", "Investigating")].concat(),
                "E · resolved · — 13:30–14:45 ",
                "s 13:30 r 14:45",
            ),
            // An abbreviation that is not known is that of the entry's own time.
            (
                "Wed, 04 Mar 2026 11:45:00 -0300",
                [update("Mar 4, 11:45 XYZ", "Resolved"), update("Mar 4, 10:30 XYZ", "Investigating")].concat(),
                "E · resolved · — 13:30–14:45 ",
                "s 13:30 r 14:45",
            ),
            // The year is the nearest one.
            (
                "Thu, 01 Jan 2026 00:10:00 +0000",
                [update("Jan 1, 00:10 UTC", "Resolved"), update("Dec 31, 23:30 UTC", "Investigating")].concat(),
                "E · resolved · — 2025-12-31T23:30–2026-01-01T00:10 ",
                "s 2025-12-31T23:30 r 2026-01-01T00:10",
            ),
            (
                "Fri, 13 Mar 2026 06:50:38 GMT",
                [update("Mar 4, 2026, 14:45 UTC", "Completed"), update("Mar 4, 2026 - 13:30 UTC", "In progress")].concat(),
                "E · resolved · none 13:30–14:45 ",
                "s 13:30 r 14:45",
            ),
            (ENDED, update("Mar 4, 13:30 UTC", "Investigating"), "E · ongoing · — 13:30–… ", "s 13:30"),
            // Nothing says when it began.
            (ENDED, "<b>Status: Resolved</b><br/><br/>Over.<br/><br/><b>Affected components</b><ul><li>API (Operational)</li></ul>".into(), "E · resolved · — ?–14:45 API", "r 14:45"),
            (
                ENDED,
                "<b>Status: Investigating</b><br/>We look.<br/><b>Affected components</b><ul><li>API (Partial outage)</li></ul>".into(),
                "E · ongoing · partial 14:45–… API",
                "s 14:45",
            ),
            // Blocks without a time, the newest first.
            (
                ENDED,
                "<p><strong>Resolved</strong> - Over.</p><p><strong>Investigating</strong> - We look.</p>".into(),
                "E · resolved · — ?–14:45 ",
                "r 14:45",
            ),
            // Nothing says whether it is over.
            (ENDED, "Some words about it.".into(), "E · — · — 14:45–? ", "s 14:45"),
            (
                ENDED,
                "<p>Incident began at <strong>2026-03-04 05:30</strong> and ended at <strong>2026-03-04 06:45</strong> <span>(all times are <strong>US/Pacific</strong>).</span></p><p>Over.</p><hr><p>Affected products: SQL, VPN</p>".into(),
                "E · resolved · — 13:30–14:45 SQL, VPN",
                "s 13:30 r 14:45",
            ),
            (
                "Wed, 04 Mar 2026 09:00:00 +0000",
                format!("<p><strong>THIS IS A SCHEDULED EVENT Mar <var data-var='date'>4</var>, <var data-var='time'>13:30</var> - <var data-var='time'>15:00</var> UTC</strong></p>{}", update("Mar 4, 09:00 UTC", "Scheduled")),
                "E · — · none 13:30–… ",
                "s 13:30",
            ),
        ] {
            let text = rss(&item("E", one, at, &text));
            assert_eq!(facts(&text), expected, "{text}");
            let reading = incident(&text);
            assert_eq!((milestones(&reading.incident).as_str(), &*reading.incident.id), (moments, "a1"), "{text}");
            assert_eq!(problems(&reading), [""; 0], "{text}");
        }
        let text = rss(&item("E", one, ENDED, &whole));
        assert_eq!(
            entries(&text),
            [
                "13:30 communication Text. (—: )",
                "13:41 communication Text. (—: )",
                "14:10 mitigation Text. (—: )",
                "14:45 recovery Text. (—: )"
            ]
        );
    }

    #[test]
    fn entries_that_are_updates_are_of_one_incident() {
        let page = "https://status.example.com/";
        let aws = |title: &str, number: &str, at: &str| {
            item(title, page, at, "Text.")
                .replace(&format!("<guid>{page}</guid>"), &format!("<guid>{page}#ec2-us-east-1_{number}</guid>"))
        };
        let gone = aws("Service is operating normally: [RESOLVED] Errors", "2", "Wed, 04 Mar 2026 06:45:00 PST");
        let begun = aws("Service disruption: Errors", "1", "Wed, 04 Mar 2026 05:30:00 PST");
        let before = aws("Service is operating normally: [RESOLVED] Errors", "0", "Mon, 02 Feb 2026 06:45:00 PST");
        assert_eq!(
            facts(&rss(&[gone.clone(), begun, before].concat())),
            "Errors · resolved · full 13:30–14:45 \nErrors · resolved · — ?–2026-02-02T14:45 "
        );
        let other = gone.replace("ec2-us-east-1", "ec2-us-west-1");
        assert_eq!(catalog(&rss(&[gone, other].concat())).entries.len(), 2);
        let google = |title: &str, at: &str| item(title, "https://status.cloud.google.com/incidents/B1", at, "Text.");
        let text = [
            google("RESOLVED: Global: Errors", ENDED),
            google("UPDATE: Global: Errors", "Wed, 04 Mar 2026 13:30:00 +0000"),
        ];
        assert_eq!(facts(&rss(&text.concat())), "Global: Errors · resolved · — 13:30–14:45 ");
    }

    #[test]
    fn seeds_are_read() {
        for (text, expected) in [
            (
                include_str!("../../../../../fuzz/seeds/status-feed-1"),
                "Checkout errors · resolved · s 13:41 m 14:10 r 14:45 · ",
            ),
            (
                include_str!("../../../../../fuzz/seeds/status-feed-2"),
                "Checkout errors · resolved · r 14:45:00.567 · API",
            ),
            (
                include_str!("../../../../../fuzz/seeds/status-feed-3"),
                "Increased error rates · resolved · s 13:30 r 14:45 · ",
            ),
        ] {
            assert_eq!(seed(text), [expected]);
        }
    }

    #[test]
    fn other_feeds_are_none() {
        let blog = rss(&item("A post", "https://example.com/a", ENDED, "Words."))
            .replace("Example Status", "A blog")
            .replace("status.", "www.");
        assert_eq!(facts(&blog), "");
        assert_eq!(facts(&rss("")), "");
    }
}
