//! What tables of figures say.

use super::*;

#[track_caller]
fn says(text: &str, header: &[&str], rows: &[(u64, &[&str])]) {
    let sheet = sheet(text).unwrap_or_else(|wrong| panic!("{text}: {wrong}"));
    assert_eq!(sheet.header, header);
    let found: Vec<(u64, Vec<&str>)> = sheet
        .rows
        .iter()
        .map(|(line, cells)| (*line, cells.iter().map(String::as_str).collect()))
        .collect();
    let rows: Vec<(u64, Vec<&str>)> =
        rows.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
    assert_eq!(found, rows);
}

#[test]
fn commas_and_semicolons_part_columns() {
    says("a,b\n1, 2\n", &["a", "b"], &[(2, &["1", "2"])]);
    says("\u{feff}a;b\r\n1;2,5\r\n", &["a", "b"], &[(2, &["1", "2,5"])]);
    says("a,\"b;c\"\n\"x\ny\",1\n2,3\n", &["a", "b;c"], &[(2, &["x\ny", "1"]), (4, &["2", "3"])]);
}

#[test]
fn short_rows_are_kept_and_empty_ones_are_not() {
    says("a,b\n1\n,\n\n2,3,4\n", &["a", "b"], &[(2, &["1"]), (5, &["2", "3", "4"])]);
    says("a\n", &["a"], &[]);
}

#[test]
fn a_table_has_a_header() {
    for text in ["", "\n", ",\n1,2\n"] {
        assert_eq!(sheet(text), Err("it has no header".to_owned()), "{text:?}");
    }
}
