//! In which order groups stand.

use super::*;

#[test]
fn what_has_no_name_comes_last_and_case_orders_nothing() {
    let group = |name: &str| Group::of(Some(Untrusted::from(name)));
    assert!(group("alpha") < group("Beta"));
    assert!(group("Zeta") < Group::of(None));
}
