//! Foreign formats, and what is offered instead.

use crate::domain::settings::DateFormat;
use crate::rules::testing::Library;

#[track_caller]
fn check(written: &str, help: Option<&str>) {
    let text = format!("---\nretire_on: {written}\n---\n");
    let findings = Library::own().article("kb/a.md", &text).findings("invalid-date");
    let helps = findings.first().and_then(|it| it.help.as_deref());
    assert_eq!(helps, help);
}

#[test]
fn what_can_only_be_one_day_is_offered() {
    check("2026-11-23", None);
    check("2026-11-23T10:00", Some("did you mean `2026-11-23`?"));
    check("23/11/2026", Some("did you mean `2026-11-23`?"));
    check("03/04/2026", Some("write a day of the calendar as YYYY-MM-DD"));
    check("soon", Some("write a day of the calendar as YYYY-MM-DD"));
}

#[test]
fn a_foreign_tree_writes_dates_its_own_way() {
    let mut library = Library::foreign(&[("ms.date", "review.on")])
        .article("a.md", "---\nms.date: 11/23/2026\n---\n")
        .article("b.md", "---\nms.date: 23/11/2026\n---\n");
    library.settings.date_format = DateFormat::MonthDayYear;
    library.says(
        "invalid-date",
        "\
b.md:2:10: error[invalid-date]: `23/11/2026` of `ms.date` is not a day of the calendar
  help: write a day of the calendar as MM/DD/YYYY",
    );
}
