//! Bounds and times as people write them.

use jiff::civil::date;

use super::*;

#[track_caller]
fn bound(written: &str) -> Option<(Measure, f64)> {
    parse(&[written.to_owned()]).ok().map(|bounds| bounds[0])
}

#[test]
fn a_bound_is_a_measure_and_a_number() {
    assert_eq!(bound("reviews=3"), Some((Measure::Reviews, 3.0)));
    assert_eq!(bound(" Days_To_Answer = 14 "), Some((Measure::DaysToAnswer, 14.0)));
    assert_eq!(bound("practitioner-share=50%"), Some((Measure::PractitionerShare, 0.5)));
    assert_eq!(bound("practitioner-share=1"), Some((Measure::PractitionerShare, 1.0)));
}

#[test]
fn what_it_cannot_be_is_refused() {
    let wrong = ["reviews", "reviews=", "reviews=-1", "reviews=50%", "reviews=NaN", "reviews=inf"];
    for wrong in wrong.into_iter().chain(["practitioner-share=1.1", "practitioner-share=101%"]) {
        assert_eq!(bound(wrong), None, "{wrong}");
    }
    assert_eq!(bound("reviews=1e99"), None);
    assert_eq!(bound("days-to-answer=1000000001"), None);
    assert_eq!(bound("reviews=1000000000"), Some((Measure::Reviews, 1e9)));
    let failure = parse(&["review=3".to_owned()]).expect_err("there is no such measure");
    assert_eq!(failure.hint.as_deref(), Some("did you mean `reviews`?"));
}

#[test]
fn a_stretch_is_told_by_a_day_or_a_time() {
    let today = date(2026, 11, 23);
    let stretch = |asked: Option<&'static str>, today| stretch(asked, today, |_| None);
    let from = |asked: &'static str| stretch(Some(asked), today).ok().map(|it| it.from);
    assert_eq!(stretch(None, today).expect("it is the usual one").days(), 90);
    assert_eq!(from("2026-11-01"), Some(date(2026, 11, 1)));
    assert_eq!(from("2026-11-23"), Some(today));
    assert_eq!(from("2026-11-24"), None);
    assert_eq!([from("7d"), from("2w")], [Some(date(2026, 11, 17)), Some(date(2026, 11, 10))]);
    assert_eq!(from("1 month"), Some(date(2026, 10, 24)));
    assert_eq!([from("soon"), from("never")], [None, None]);
    let first = stretch(Some("99999 months"), Date::MIN);
    assert!(first.is_err() || first.is_ok_and(|it| it.from == Date::MIN));
}

#[test]
fn a_name_of_git_comes_before_a_day_and_an_id_after_it() {
    let (today, committed) = (date(2026, 11, 23), date(2026, 10, 5));
    let from = |asked: &str, is_name: bool| {
        let stretch = stretch(Some(asked), today, |_| Some((committed, is_name)));
        stretch.expect("it is known").from
    };
    for asked in ["2026-11-01", "7d", "v2.0"] {
        assert_eq!(from(asked, true), committed, "{asked}");
    }
    assert_eq!([from("2026-11-01", false), from("4f494ce", false)], [date(2026, 11, 1), committed]);
    let later = stretch(Some("v2.0"), date(2026, 1, 1), |_| Some((committed, true)));
    assert_eq!(later.map(Stretch::days).ok(), Some(1));
}
