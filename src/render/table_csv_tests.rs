//! What spreadsheets get.

use super::*;

#[track_caller]
fn check(cells: &[&str], expected: &str) {
    let row = cells.iter().map(|cell| (*cell).to_owned()).collect();
    let is_number = |text: &str| text.parse::<f64>().is_ok();
    assert_eq!(String::from_utf8(csv(&[row], is_number)).as_deref(), Ok(expected));
}

#[test]
fn cells_are_quoted_where_they_have_to_be() {
    check(&["a", "b c", "d,e", "f\"g", "h\ni"], "a,b c,\"d,e\",\"f\"\"g\",\"h\ni\"\r\n");
    check(&["", ""], ",\r\n");
    check(&["café 障害"], "café 障害\r\n");
}

#[test]
fn what_a_spreadsheet_would_run_is_text_and_numbers_are_numbers() {
    check(&["=1+1", "+SUM(A1)", "-x", "@x"], "'=1+1,'+SUM(A1),'-x,'@x\r\n");
    check(&["-5", "+3.2", "a=b", "5-4"], "-5,+3.2,a=b,5-4\r\n");
    check(&["=cmd|' /C calc'!A0", "-1+1"], "'=cmd|' /C calc'!A0,'-1+1\r\n");
    check(&["\tx", "'=x"], "'\tx,'=x\r\n");
}
