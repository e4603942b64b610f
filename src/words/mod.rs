//! Every sentence a person reads or hears that is not a problem or a finding. Must never decide anything.

mod calendar;

pub use calendar::{clock, date, date_time, day_and_month, iso_local};
