//! Dates that are nearly right.

use jiff::civil::date;

use super::*;

#[test]
fn only_zeros_are_added() {
    assert_eq!(padded("2026-1-5"), Some(date(2026, 1, 5)));
    assert_eq!(padded("26-1-5"), None);
    assert_eq!(padded("2026-13-1"), None);
    assert_eq!(padded("99999999999-1-1"), None);
}

#[test]
fn a_date_that_could_be_two_days_means_none() {
    assert_eq!(meant("03/04/2026"), None);
    assert_eq!(meant("13/04/2026"), Some(date(2026, 4, 13)));
    assert_eq!(meant("2026/04/13"), Some(date(2026, 4, 13)));
    assert_eq!(meant("2026-13-04"), Some(date(2026, 4, 13)));
}
