//! Foreign formats, one file each.
//!
//! A reader derives `Deserialize` for the objects of its format, with a [`Lenient`](super::lenient::Lenient) for each field,
//! and maps them to incidents with a [`Context`](super::context::Context), which knows the place of a problem. It is
//! listed in [`READERS`](super::READERS).

pub mod alertmanager;
pub mod aws_health;
pub mod aws_incident_manager;
pub mod azure;
pub mod better_stack;
pub mod cachet;
pub mod gatus;
pub mod google_cloud;
pub mod instatus;
pub mod kubernetes;
pub mod openshift;
pub mod openstatus;
mod outage;
mod page_record;
pub mod slack;
pub mod statuspage;
pub mod upptime;
pub mod uptime_kuma;
