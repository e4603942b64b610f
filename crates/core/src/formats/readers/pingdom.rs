//! Pingdom: the outages of a check, and the webhooks of its state.

use serde_json::value::RawValue;

use super::outage::{Outage, Told, of_told};
use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool};
use crate::formats::registry::{Confidence, Head, Outline};

/// Pingdom.
pub static PINGDOM: Tool = Tool {
    id: "pingdom",
    name: "Pingdom",
    recognised_by: "`check_id` with `current_state`; `summary.states` with `timefrom` and `timeto`",
    endings: &["json"],
    lists: &[],
    fields: &[
        ("summary.states.status", "whether the check was down"),
        ("summary.states.timefrom", "the milestone detected, and the start of the impact"),
        ("summary.states.timeto", "the milestone resolved, and the end of the impact, where another state follows"),
        ("check_id", "the id"),
        ("check_name", "a service"),
        ("current_state", "whether it was down, or up again"),
        ("state_changed_timestamp", "the milestone detected or resolved, and the start or end of the impact"),
        ("long_description", "the text of an event"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_told = record.has_all(&["check_id", "current_state", "state_changed_timestamp"]);
    let states = record.get("summary").and_then(|summary| summary.get("states")).and_then(Outline::first);
    let is_summary = states.is_some_and(|state| state.has_all(&["status", "timefrom", "timeto"]));
    if is_told || is_summary { Confidence::Certain } else { Confidence::None }
}

record! {
    /// The states of a check, or a change of one.
    Row { summary, check_id, check_name, current_state, state_changed_timestamp, long_description }
}
record! { Summary { states } }
record! { Stretch { status, timefrom, timeto } }

fn read<'a>(json: &'a RawValue, rows: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    if row.current_state.is_some() {
        return changes(rows, context);
    }
    let summary: Summary<'_> = context.take_object("summary", row.summary)?;
    let mut stretches = Vec::new();
    context.at_key("summary", |context| {
        context.take_list("states", summary.states, &mut |context, json| {
            let Some(stretch) = context.object::<Stretch<'_>>(json) else { return };
            let is_down = context.take_text("status", stretch.status).as_deref() == Some("down");
            let start = context.take_time("summary.states.timefrom", stretch.timefrom);
            stretches.push((is_down, start, context.take_time("summary.states.timeto", stretch.timeto)));
        });
    });
    let last = stretches.len();
    let downs = (1..).zip(stretches).filter(|(_, (is_down, start, _))| *is_down && start.is_some());
    let outages = downs.map(|(number, (_, start, end))| {
        // The last state goes on to the end of what was asked for.
        let is_over = number < last;
        let outage = Outage {
            id: format!("pingdom-{}", start.map_or(0, |start| start.at.ms())),
            title: "Down".to_owned(),
            start,
            end: end.filter(|_| is_over),
            is_over,
            ..Outage::default()
        };
        Found::incident(outage.into_incident(), "outages")
    });
    Found::several(outages.collect())
}

/// The outages that the webhooks of one check tell.
fn changes(rows: &Rows<'_>, context: &mut Context<'_>) -> Option<Found> {
    let mut about = Outage::default();
    let mut told: Vec<Told> = Vec::new();
    for json in rows.same("check_id") {
        let Some(row) = context.object::<Row<'_>>(json) else { continue };
        let name = context.take_text("check_name", row.check_name).unwrap_or_default();
        about.id = format!("pingdom-{}", context.take_word("check_id", row.check_id).unwrap_or_default());
        about.title = format!("{name} is down");
        about.service = name.into();
        let state = context.take_text("current_state", row.current_state).unwrap_or_default();
        let at = context.take_time("state_changed_timestamp", row.state_changed_timestamp);
        let details = context.take_text("long_description", row.long_description).map(Into::into);
        let is_up = matches!(&*state, "UP" | "SUCCESS");
        let is_told = is_up || matches!(&*state, "DOWN" | "FAILING" | "FAILURE");
        told.extend(at.filter(|_| is_told).map(|at| Told { at, is_up, down_for: None, details }));
    }
    let incidents = of_told(&about, told).into_iter();
    Found::several(incidents.map(|incident| Found::incident(incident, "outages")).collect())
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::facts;
    use crate::formats::readers::testing::{events, incident, seed};

    fn change(state: &str, at: u64) -> String {
        format!(
            r#"{{"check_id":803,"check_name":"Shop","check_type":"HTTP","current_state":"{state}","previous_state":"x","state_changed_timestamp":{at},"long_description":"Timeout","description":"t"}}"#
        )
    }

    #[test]
    fn webhooks_of_a_check_are_paired() {
        let (down, up) = (change("DOWN", 1_772_631_240), change("UP", 1_772_635_500));
        for (texts, expected) in [
            (vec![&down], "Shop is down · ongoing · full 13:34–… Shop"),
            (vec![&up], "Shop is down · resolved · full ?–14:45 Shop"),
            (vec![&down, &up], "Shop is down · resolved · full 13:34–14:45 Shop"),
            (vec![&up, &down, &down], "Shop is down · resolved · full 13:34–14:45 Shop"),
        ] {
            let text = texts.iter().map(|text| text.as_str()).collect::<Vec<_>>().join("\n");
            assert_eq!(facts(&text), expected, "{text}");
        }
        let both = incident(&format!("{down}\n{up}")).incident;
        assert_eq!(events(&both), ["13:34 detection Shop fails", "14:45 recovery Shop works again"]);
        assert_eq!(both.timeline[0].details.as_deref(), Some("Timeout"));
    }

    #[test]
    fn states_of_a_check_are_outages() {
        assert_eq!(seed(include_str!("../../../../../fuzz/seeds/pingdom-1")), ["Down · resolved · d 13:34 r 14:45 · "]);
        let last = r#"{"summary":{"states":[{"status":"up","timefrom":1772620000,"timeto":1772631240},{"status":"down","timefrom":1772631240,"timeto":1772635500}]}}"#;
        assert_eq!(facts(last), "Down · ongoing · full 13:34–… ");
    }
}
