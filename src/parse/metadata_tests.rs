//! What front matter is understood as.

use super::*;
use crate::parse::yaml;

#[track_caller]
fn check_status(settings: &Settings, written: &str, expected: Status) {
    let yaml = format!("status: {written}\nstate: {written}\n");
    let (front, _) = yaml::tree(&yaml, 0);
    let front = front.expect("it is YAML");
    assert_eq!(metadata(&front, settings).status, expected, "{written}");
}

#[test]
fn the_case_of_a_status_counts_only_where_the_field_is_ours() {
    let foreign = Settings::unconfigured("x");
    let own = Settings { has_own_fields: true, ..foreign.clone() };
    let fields = [("state".to_owned(), "status".to_owned())].into();
    let mapped = Settings { fields, ..foreign.clone() };
    for settings in [&foreign, &own, &mapped] {
        check_status(settings, "draft", Status::Draft);
        check_status(settings, "retired", Status::Retired);
        check_status(settings, "drafty", Status::Active);
    }
    check_status(&foreign, "Draft", Status::Draft);
    check_status(&foreign, "RETIRED", Status::Retired);
    for settings in [&own, &mapped] {
        check_status(settings, "Draft", Status::Active);
        check_status(settings, "RETIRED", Status::Active);
    }
}
