//! The entries of tables: what each column holds, by its name and by its cells, and what each row tells.

use super::block::{Kind, plain};
use super::entries::{Entry, Form, after, entry};
use super::items::is_nothing;
use super::sections::Part;
use super::stamp::{Gap, Stamp, Stamped, all, leading};
use super::tokens::{tokens, year_in};
use super::words::{Term, exact_topic, fold, has_term, is_term, word_use};
use super::zones::{Hints, ZoneName, zone_in};

/// The most columns of a table that are looked at.
const COLUMNS: usize = 24;
/// How many rows tell what a column holds.
const SAMPLE: usize = 400;

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    /// Times, or a part of them.
    Time,
    /// The end of a range.
    End,
    /// Times in another zone than the column before.
    Other,
    /// Who.
    Actor,
    /// What happened.
    Text,
    /// A number, a weekday, a length.
    Skip,
}

/// A row of a table, without those of names.
struct Row<'a> {
    /// Where it stands among the parts.
    at: usize,
    cells: &'a [String],
}

impl<'a> Row<'a> {
    fn cell(&self, column: usize) -> &'a str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }

    fn has_clock(&self, columns: usize, hints: &Hints) -> bool {
        self.cells
            .iter()
            .take(columns)
            .any(|cell| stamp_of(cell, hints).is_some_and(|found| found.from.clock.is_some()))
    }
}

/// A cell that is a time, with little beside it.
fn stamp_of(cell: &str, hints: &Hints) -> Option<Stamped> {
    leading(cell, &tokens(cell), hints).filter(|stamped| {
        let rest = after(cell, stamped.end);
        rest.chars().count() <= 14 && stamped.from.offset.is_none_or(|_| cell.len() <= 20)
    })
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, Default)]
struct Cells {
    filled: usize,
    stamps: usize,
    clocks: usize,
}

impl Cells {
    /// `true` for a column of times: most of its cells are, or a third of them below such a name.
    const fn are_times(self, named: bool) -> bool {
        self.stamps > 0 && (self.stamps * 10 >= self.filled * 6 || named && self.stamps * 3 >= self.filled)
    }
}

/// A table that may be a timeline.
struct Table<'a> {
    parts: &'a [Part],
    hints: &'a Hints,
    /// `true` in a section that is a timeline.
    explicit: bool,
    /// Its number in the document.
    number: u32,
    width: usize,
    /// The names of its columns, as they are written; none where no row holds them.
    heads: Vec<String>,
    /// The same, folded.
    folded: Vec<String>,
    body: Vec<Row<'a>>,
}

/// The rows of a table that is a timeline. It reaches from one part to another, the last not included.
pub fn rows(parts: &[Part], from: usize, to: usize, explicit: bool, hints: &Hints) -> Vec<Entry> {
    Table::new(parts, from, to, explicit, hints)
        .and_then(|table| {
            let columns = table.columns()?;
            Some(Timeline::new(&table, columns).entries())
        })
        .unwrap_or_default()
}

impl<'a> Table<'a> {
    /// `None` for a table without rows, or one that is surely something else.
    fn new(parts: &'a [Part], from: usize, to: usize, explicit: bool, hints: &'a Hints) -> Option<Self> {
        let rows: Vec<(Row<'a>, bool)> = parts
            .iter()
            .enumerate()
            .take(to)
            .skip(from)
            .filter_map(|(at, part)| match &part.block.kind {
                Kind::Row { cells, header, .. } => Some((Row { at, cells }, *header)),
                _ => None,
            })
            .collect();
        let number =
            parts.get(from).map_or(0, |part| if let Kind::Row { table, .. } = part.block.kind { table } else { 0 });
        let width = rows.iter().map(|(row, _)| row.cells.len()).max().unwrap_or(0).min(COLUMNS);
        // The row of names: marked as one, or the first if nothing in it is a time.
        let named = rows.first().is_some_and(|(row, header)| {
            let says_time = |cell: &String| {
                let folded = fold(&plain(cell));
                folded.len() < 40 && has_term(&folded, Term::TimeHead)
            };
            (*header || row.cells.iter().any(says_time) && rows.len() > 1) && !row.has_clock(usize::MAX, hints)
        });
        let heads: Vec<String> = rows
            .first()
            .filter(|_| named)
            .map_or(Vec::new(), |(row, _)| row.cells.iter().map(|cell| plain(cell)).collect());
        let folded: Vec<String> = heads.iter().map(|head| fold(head)).collect();
        let body: Vec<Row<'a>> =
            rows.into_iter().skip(usize::from(named)).filter(|(_, header)| !header).map(|(row, _)| row).collect();
        let is_other = !explicit && folded.iter().any(|head| has_term(head, Term::OtherHead));
        (!body.is_empty() && width >= 2 && !is_other).then_some(Self {
            parts,
            hints,
            explicit,
            number,
            width,
            heads,
            folded,
            body,
        })
    }

    /// The name of a column, folded.
    fn head(&self, column: usize) -> &str {
        self.folded.get(column).map_or("", String::as_str)
    }

    /// What each column holds. `None` for a table that is no timeline.
    fn columns(&self) -> Option<Vec<Column>> {
        let mut columns = vec![Column::Text; self.width];
        let mut any_time = false;
        for (column, kind) in columns.iter_mut().enumerate() {
            *kind = self.column(column, any_time);
            any_time |= matches!(kind, Column::Time | Column::End | Column::Other);
        }
        // A column that is named so in a timeline holds times, though none of them can be read.
        if !any_time
            && self.explicit
            && let Some(column) = (0..self.width).find(|column| has_term(self.head(*column), Term::TimeHead))
            && let Some(kind) = columns.get_mut(column)
        {
            *kind = Column::Time;
            any_time = true;
        }
        // Cells that are weekdays name no event.
        for (column, kind) in columns.iter_mut().enumerate() {
            if *kind == Column::Text && self.holds_weekdays(column) {
                *kind = Column::Skip;
            }
        }
        let is_timeline = any_time && columns.contains(&Column::Text) && (self.explicit || self.tells_times(&columns));
        is_timeline.then_some(columns)
    }

    /// What a column holds. `after_time`: behind one that holds times.
    fn column(&self, column: usize, after_time: bool) -> Column {
        let name = self.head(column);
        let cells = self.cells(column);
        let is_time = cells.are_times(has_term(name, Term::TimeHead));
        if has_term(name, Term::LengthHead) && (after_time || !is_time) {
            Column::Skip
        } else if is_time && after_time && has_term(name, Term::EndHead) {
            Column::End
        } else if is_time && after_time && cells.clocks > 0 && self.has_clock_before(column) {
            Column::Other
        } else if is_time {
            Column::Time
        } else if has_term(name, Term::ActorHead) && !has_term(name, Term::TextHead) {
            Column::Actor
        } else if is_term(name, Term::NumberHead) || is_term(name, Term::WeekdayHead) {
            Column::Skip
        } else {
            Column::Text
        }
    }

    fn cells(&self, column: usize) -> Cells {
        let mut cells = Cells::default();
        for row in self.body.iter().take(SAMPLE) {
            let cell = row.cell(column);
            if cell.is_empty() || cell == "-" || cell == "–" {
                continue;
            }
            cells.filled += 1;
            if let Some(stamped) = stamp_of(cell, self.hints) {
                cells.stamps += 1;
                cells.clocks += usize::from(stamped.from.clock.is_some());
            }
        }
        cells
    }

    /// `true` when a column before holds clocks already.
    fn has_clock_before(&self, column: usize) -> bool {
        self.body.iter().take(20).any(|row| row.has_clock(column, self.hints))
    }

    fn holds_weekdays(&self, column: usize) -> bool {
        self.body.iter().take(50).all(|row| {
            let cell = row.cell(column);
            cell.chars().count() <= 10
                && word_use(&fold(cell.trim_end_matches('.'))).is_some_and(|word| word.weekday.is_some())
        })
    }

    /// `true` for a table outside of a timeline that is one all the same: its times come first or are named so, and there
    /// are several clocks.
    fn tells_times(&self, columns: &[Column]) -> bool {
        let first = columns.iter().position(|kind| *kind == Column::Time).unwrap_or(self.width);
        let says = self.folded.iter().any(|head| has_term(head, Term::TimeHead));
        let clocks = self.body.iter().filter(|row| row.has_clock(usize::MAX, self.hints)).count();
        // Names of fields beside their times are no events.
        let is_field = |row: &&Row| row.cells.first().is_some_and(|cell| exact_topic(&plain(cell)).is_some());
        let fields = self.body.iter().filter(is_field).count();
        (says || first == 0) && clocks >= 2 && fields * 2 <= self.body.len()
    }

    /// The column with what happened: one that is named so, and of several the one with the most text.
    fn main_column(&self, columns: &[Column]) -> usize {
        let texts = columns.iter().enumerate().filter(|(_, kind)| **kind == Column::Text);
        let rank = |column: usize| {
            let size = |row: &Row| row.cells.get(column).map_or(0, |cell| cell.chars().count());
            (has_term(self.head(column), Term::TextHead), self.body.iter().take(50).map(size).sum::<usize>())
        };
        texts.max_by_key(|(column, _)| rank(*column)).map_or(0, |(column, _)| column)
    }
}

/// What the names of the columns of times say of all their cells.
#[derive(Default)]
struct Said {
    zone: Option<ZoneName>,
    day: Option<Stamped>,
    year: Option<i32>,
}

/// What a row says beside its time.
struct Told {
    text: String,
    more: Vec<String>,
    actor: Option<String>,
}

/// A table that is a timeline, while its rows are read.
struct Timeline<'a> {
    table: &'a Table<'a>,
    columns: Vec<Column>,
    /// The column with what happened.
    main: usize,
    /// Those whose cells make a time together.
    times: Vec<usize>,
    said: Said,
    /// The date that rows without one follow.
    date_above: Option<String>,
}

impl<'a> Timeline<'a> {
    fn new(table: &'a Table<'a>, columns: Vec<Column>) -> Self {
        let times: Vec<usize> =
            columns.iter().enumerate().filter(|(_, kind)| **kind == Column::Time).map(|(column, _)| column).collect();
        let mut said = Said::default();
        for column in &times {
            let name = table.heads.get(*column).map_or("", String::as_str);
            let dates = || all(name, &tokens(name), table.hints).into_iter().find(|found| found.from.date.is_some());
            said.zone = said.zone.or_else(|| zone_in(name, table.hints));
            said.day = said.day.or_else(dates);
            said.year = said.year.or_else(|| year_in(name));
        }
        Self { table, main: table.main_column(&columns), columns, times, said, date_above: None }
    }

    fn entries(mut self) -> Vec<Entry> {
        let table = self.table;
        let mut entries: Vec<Entry> = Vec::new();
        for row in &table.body {
            let Some(part) = table.parts.get(row.at) else { continue };
            let written = self.written(row);
            let mut told = self.told(row);
            let found = self.stamp(row, &written).or_else(|| self.left_open(&written, &mut told));
            let Some(stamped) = found else {
                if let Some(last) = entries.last_mut()
                    && written.is_empty()
                    && !told.text.is_empty()
                {
                    last.more.push(told.text);
                    last.last = part.block.last_line();
                }
                continue;
            };
            let only_date = stamped.from.date.is_some() && stamped.from.clock.is_none();
            if only_date && told.text.is_empty() && told.more.is_empty() {
                self.date_above = Some(written);
                continue;
            }
            let stamped = self.completed(stamped, row, &written);
            let rest = after(&written, stamped.end);
            if rest.chars().any(char::is_alphanumeric)
                && self.times.len() == 1
                && !told.text.is_empty()
                && rest.len() > 3
            {
                told.more.insert(0, rest);
            }
            entries.push(Entry {
                text: told.text,
                more: told.more,
                actor: told.actor,
                column_zone: self.said.zone.clone(),
                column_day: self.said.day.clone(),
                column_year: self.said.year,
                ..entry(row.at, part.block.line(), stamped, "", Form::Row(table.number))
            });
        }
        entries
    }

    /// The cells of the time, one after the other.
    fn written(&self, row: &Row<'_>) -> String {
        let cells: Vec<&str> =
            self.times.iter().map(|column| row.cell(*column)).filter(|cell| !cell.is_empty()).collect();
        cells.join(" ")
    }

    /// A time under the date of a row above.
    fn under(&self, above: &str, written: &str) -> Option<Stamped> {
        let whole = format!("{above} {written}");
        leading(&whole, &tokens(&whole), self.table.hints)
    }

    /// The time of a row. A date by itself in the first column holds for the rows below that leave it empty.
    fn stamp(&mut self, row: &Row<'_>, written: &str) -> Option<Stamped> {
        let hints = self.table.hints;
        let found = leading(written, &tokens(written), hints).filter(|_| !written.is_empty());
        let (Some(first), true) = (self.times.first().map(|column| row.cell(*column)), self.times.len() > 1) else {
            return found;
        };
        if !first.is_empty() {
            let is_date = |found: Stamped| found.from.date.is_some() && found.from.clock.is_none();
            if stamp_of(first, hints).is_some_and(is_date) {
                self.date_above = Some(first.to_owned());
            }
        } else if let (Some(above), Some(stamped)) = (&self.date_above, &found)
            && stamped.from.date.is_none()
        {
            return self.under(above, written).or(found);
        }
        found
    }

    /// A time that stays open: one that is said to be unknown, and in a timeline whatever stands there, "Morning", "Days
    /// before".
    fn left_open(&self, written: &str, told: &mut Told) -> Option<Stamped> {
        if !is_term(fold(written).trim(), Term::Unknown) {
            if !self.table.explicit || told.text.is_empty() || !written.chars().any(char::is_alphanumeric) {
                return None;
            }
            told.more.insert(0, written.to_owned());
        }
        let from = Stamp { gap: Gap::Date, ..Stamp::default() };
        Some(Stamped { from, end: written.len(), ..Stamped::default() })
    }

    /// A time with the date of a row above and the end of another column.
    fn completed(&self, stamped: Stamped, row: &Row<'_>, written: &str) -> Stamped {
        let is_clock = stamped.from.date.is_none() && stamped.from.clock.is_some();
        let above = self.date_above.as_deref().filter(|_| is_clock && self.times.len() == 1);
        let mut stamped = above.and_then(|above| self.under(above, written)).unwrap_or(stamped);
        if stamped.to.is_none()
            && let Some(column) = self.columns.iter().position(|kind| *kind == Column::End)
            && let Some(end) = stamp_of(row.cell(column), self.table.hints)
        {
            stamped.to = Some(end.from);
        }
        stamped
    }

    /// What a row says in its other columns.
    fn told(&self, row: &Row<'_>) -> Told {
        let mut told = Told { text: row.cell(self.main).to_owned(), more: Vec::new(), actor: None };
        for (column, kind) in self.columns.iter().enumerate() {
            let cell = row.cell(column);
            if cell.is_empty() || column == self.main {
                continue;
            }
            match kind {
                Column::Actor => told.actor = Some(plain(cell)).filter(|actor| !is_nothing(actor)),
                Column::Text if told.text.is_empty() => cell.clone_into(&mut told.text),
                Column::Text => told.more.push(match self.table.heads.get(column) {
                    Some(name) if !name.is_empty() => format!("{}: {cell}", name.trim()),
                    _ => cell.to_owned(),
                }),
                _ => {}
            }
        }
        told
    }
}
