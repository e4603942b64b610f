//! Charts over many incidents as data: where each bar, dot, line and label goes, the sentence that says the same, and the
//! table behind it.
//!
//! Pure functions from plain numbers and a size to pixels. Draws nothing and works out no figure: medians, curves and
//! counts are handed in. Degenerate numbers give a chart without marks, never one that is not a number.

mod days;
mod dots;
mod how_long;
mod marks;
mod moments;
mod months;
mod picture;
mod scale;
mod scene;
mod spark;
mod table;
#[cfg(test)]
mod tests;
mod week;

pub use days::{Day, days_table, lay_out_days};
pub use dots::{Dot, Dots, dot_label, dots_table, lay_out_dots};
pub use how_long::{HowLong, how_long_table, lay_out_how_long, lengths_of_bar};
pub use moments::TimeScale;
pub use months::{MonthOf, lay_out_medians, lay_out_time, months_table};
pub use picture::{legend_cell, legend_mark, picture, ring_picture, spark_picture};
pub use scale::Scale;
pub use scene::{Chart, Form, Plot, Point, Px, Role, Shape, Size, Stride, Target, Tick, Walk};
pub use table::{Cell, Table, csv};
pub use week::{lay_out_week, week_hour_name, week_table};
