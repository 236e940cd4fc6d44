//! How many articles at once are many, and what bears them out.

use jiff::civil::date;

use crate::domain::claim::Statement;

use super::*;

#[track_caller]
fn check(redated_together: u32, dated: usize, expected: bool) {
    let claim = Claim::new(date(2026, 5, 4), Statement::default());
    assert_eq!(is_mass(&Claim { redated_together, ..claim.clone() }, dated), expected);
    assert!(!is_mass(&Claim { redated_together, has_evidence: true, ..claim }, dated));
}

#[test]
fn ten_articles_are_many_whatever_the_library() {
    check(9, 1_000, false);
    check(10, 1_000, true);
    check(u32::MAX, usize::MAX / SHARE_PERCENT, true);
}

#[test]
fn a_quarter_of_the_library_is_many_from_three_articles_on() {
    check(3, 12, true);
    check(3, 13, false);
    check(2, 2, false);
    check(9, 36, true);
    check(9, 37, false);
    check(0, 0, false);
}
