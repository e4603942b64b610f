//! Foreign formats, one file each.
//!
//! A reader is a [`Tool`](super::foreign::Tool): what it is called, what it is recognised by, under which keys its records
//! stand, what each of their fields becomes, and a function that reads one record. The records come out of their wrapping
//! (an answer of an API, pages of one, a bare list, a record a line, a table of comma-separated values) by themselves.
//!
//! ```text
//! record! { Row { id, title, created_at } }
//!
//! fn read<'a>(json: &'a RawValue, rows: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
//!     let row: Row<'_> = context.object(json)?;
//!     let title = context.take_text("title", row.title);
//!     let created = context.take_time("created_at", row.created_at);
//!     …
//!     Some(Found::incident(incident, "incidents"))
//! }
//! ```
//!
//! The [`Context`](super::context::Context) knows the place of a problem, the zone and the order of dates, and counts the
//! fields that hold something: those that the table of the tool does not name are said to be left unread. What a record says
//! of an incident that has its own record elsewhere is a [`Found::part`](super::foreign::Found::part), and joined by the id
//! of the incident. Ids that are empty are made from positions, and events are put in order afterwards.
//!
//! It is listed in [`READERS`](super::READERS).

pub mod alertmanager;
pub mod aws_health;
pub mod aws_incident_manager;
pub mod azure;
pub mod better_stack;
pub mod cachet;
pub mod cloudwatch;
pub mod datadog;
pub mod document;
pub mod dynatrace;
pub mod firehydrant;
pub mod gatus;
pub mod gitlab;
pub mod google_cloud;
pub mod google_monitoring;
pub mod grafana_irm;
pub mod grafana_oncall;
pub mod ilert;
pub mod incident_io;
pub mod incident_io_page;
pub mod instatus;
pub mod jira;
pub mod kubernetes;
pub mod new_relic;
pub mod oneuptime;
pub mod openshift;
pub mod openstatus;
pub mod opsgenie;
mod outage;
mod page_record;
#[cfg(test)]
mod page_testing;
pub mod pagerduty;
pub mod pingdom;
pub mod rootly;
pub mod sentry;
pub mod servicenow;
pub mod slack;
pub mod slack_status;
pub mod splunk_on_call;
pub mod squadcast;
pub mod status_feed;
pub mod status_io;
pub mod status_updates;
pub mod statuspage;
#[cfg(test)]
mod testing;
pub mod upptime;
pub mod uptime_kuma;
pub mod uptime_robot;
pub mod zabbix;
pub mod zenduty;
