//! Tables of comma-separated values, read as a list of records.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::formats::ReadError;

/// A table as a JSON list: a record for each line after the first, which names the columns. Cells without text are left
/// out. The cells of columns of one name are a list.
///
/// # Errors
/// [`ReadError::Empty`] when there is no line, and [`ReadError::NoRecords`] when there is only one.
pub fn to_json(text: &str) -> Result<String, ReadError> {
    let mut json = String::from("[");
    let mut names: Vec<String> = Vec::new();
    each_line(text, &mut |cells| {
        if names.is_empty() {
            names = cells.iter().map(|cell| cell.trim().to_owned()).collect();
            return;
        }
        if json.len() > 1 {
            json.push(',');
        }
        json.push('{');
        let mut is_first = true;
        for (column, name) in names.iter().enumerate() {
            let is_repeated = names.get(..column).is_some_and(|before| before.contains(name));
            let is_alone = names.iter().filter(|other| *other == name).count() == 1;
            let same =
                names.iter().zip(cells).skip(column).filter(|(other, cell)| *other == name && !cell.trim().is_empty());
            let values: Vec<String> = same.map(|(_, cell)| quoted(cell)).collect();
            if is_repeated || values.is_empty() || name.is_empty() {
                continue;
            }
            let comma = if is_first { "" } else { "," };
            is_first = false;
            let value = if is_alone { values.concat() } else { format!("[{}]", values.join(",")) };
            json.push_str(&[comma, &quoted(name), ":", &value].concat());
        }
        json.push('}');
    });
    json.push(']');
    if names.is_empty() { Err(ReadError::Empty) } else { Ok(json) }
}

/// The names of the columns of a table, of which the text is the beginning.
pub fn header(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let (rest, _) = without_hint(text);
    let first = rest.trim_start().lines().next().unwrap_or("");
    // With the line that names the mark.
    let hint = text.get(..text.len() - rest.len()).unwrap_or("");
    each_line(&[hint, first].concat(), &mut |cells| {
        if names.is_empty() {
            names = cells.iter().map(|cell| cell.trim().to_owned()).collect();
        }
    });
    names
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// A table without the line `sep=;` that Excel reads and some tools write before it, and the mark that this names.
fn without_hint(text: &str) -> (&str, Option<u8>) {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\r', '\n']);
    let (first, rest) = start.split_once('\n').unwrap_or((start, ""));
    match first.trim_end_matches('\r').trim_matches('"').strip_prefix("sep=").map(str::as_bytes) {
        Some(&[mark @ (b'\t' | b' '..=b'~')]) if mark != b'"' => (rest, Some(mark)),
        _ => (text, None),
    }
}

/// Calls `line` with the cells of each line that has any.
fn each_line(text: &str, line: &mut dyn FnMut(&[&str])) {
    let (text, named) = without_hint(text);
    let head = text.lines().next().unwrap_or("");
    let count = |mark: u8| head.bytes().filter(|byte| *byte == mark).count();
    // Of the marks that separate cells, the one that the first line has most of.
    let most = || [b',', b';', b'\t'].into_iter().max_by_key(|mark| (count(*mark), *mark == b',')).unwrap_or(b',');
    let mark = named.unwrap_or_else(most);
    let mut reader: Reader = ReaderBuilder::new().delimiter(mark).build();
    let (mut output, mut ends) = (vec![0; 1024], vec![0; 64]);
    let (mut written, mut ended) = (0, 0);
    let mut input = text.as_bytes();
    loop {
        let (output_left, ends_left) = (output.get_mut(written..), ends.get_mut(ended..));
        let (Some(output_left), Some(ends_left)) = (output_left, ends_left) else { return };
        let (result, taken, out, end) = reader.read_record(input, output_left, ends_left);
        input = input.get(taken..).unwrap_or_default();
        (written, ended) = (written + out, ended + end);
        match result {
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::OutputFull => output.resize(output.len() * 2, 0),
            ReadRecordResult::OutputEndsFull => ends.resize(ends.len() * 2, 0),
            ReadRecordResult::Record => {
                let mut start = 0;
                let cell = |end: &usize| {
                    let cell = output.get(start..*end).unwrap_or_default();
                    start = *end;
                    std::str::from_utf8(cell).unwrap_or("")
                };
                let cells: Vec<&str> = ends.get(..ended).unwrap_or_default().iter().map(cell).collect();
                line(&cells);
                (written, ended) = (0, 0);
            }
            ReadRecordResult::End => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_a_list_of_records() {
        let table = "Key,Labels,Labels,Text\r\nA,x,y,\"two\nlines, \"\"quoted\"\"\"\r\nB,,z,\nC\n";
        let json = r#"[{"Key":"A","Labels":["x","y"],"Text":"two\nlines, \"quoted\""},{"Key":"B","Labels":["z"]},{"Key":"C"}]"#;
        assert_eq!(to_json(table).unwrap(), json);
        assert_eq!(to_json("a;b\n1,5;2").unwrap(), r#"[{"a":"1,5","b":"2"}]"#);
        assert_eq!(to_json("a\tb\n1\t2").unwrap(), r#"[{"a":"1","b":"2"}]"#);
        assert_eq!(header("\"a\",b c,\n1"), ["a", "b c", ""]);
        assert_eq!(to_json("\u{feff}sep=;\r\na;b,c\r\n1;2").unwrap(), r#"[{"a":"1","b,c":"2"}]"#);
        assert_eq!(header("sep=,\na,b\n1,2"), ["a", "b"]);
        assert_eq!(to_json(""), Err(ReadError::Empty));
        let long = "x".repeat(5000);
        assert_eq!(to_json(&format!("a\n{long}")).unwrap(), format!("[{{\"a\":\"{long}\"}}]"));
    }
}
