//! What formulae come out in, and what does not go together.

use super::*;
use crate::domain::formula_read::read;

const INPUTS: [(&str, &str); 9] = [
    ("resolved", "contacts"),
    ("all", "contacts"),
    ("minutes", "minutes"),
    ("hours", "hours"),
    ("tickets", "tickets"),
    ("users", "users"),
    ("cost", "GBP per month"),
    ("queries", "queries"),
    ("share", "ratio"),
];

fn unit(formula: &str) -> Result<Unit, NoUnit> {
    let units = INPUTS
        .into_iter()
        .map(|(name, unit)| (name.to_owned(), Unit::read(unit).expect("it is a unit")));
    unit_of(&read(formula).expect("it can be read"), &units.collect())
}

#[track_caller]
fn comes_out_in(formula: &str, declared: &str) {
    let unit = unit(formula).unwrap_or_else(|no| panic!("{formula}: {no:?}"));
    assert!(unit.is_called(declared), "{formula} is {unit}, not {declared}");
}

#[track_caller]
fn is_not(formula: &str, declared: &str, shown: &str) {
    let unit = unit(formula).unwrap_or_else(|no| panic!("{formula}: {no:?}"));
    assert!(!unit.is_called(declared), "{formula} is {unit}");
    assert_eq!(unit.to_string(), shown);
}

#[test]
fn a_share_times_a_hundred_is_percent() {
    for declared in ["percent", "%", "per cent", "Percentage", " percent "] {
        comes_out_in("resolved / all * 100", declared);
    }
    comes_out_in("100 * resolved / all", "percent");
    comes_out_in("(1 - resolved / all) * 100", "percent");
    comes_out_in("(all - resolved) / all * 100", "percent");
    comes_out_in("share * 100", "percent");
    comes_out_in("resolved / all * 1000", "per mille");
    comes_out_in("resolved / all", "ratio");
    comes_out_in("1 - resolved / all", "share");
    is_not("resolved / all", "percent", "a ratio");
    is_not("resolved / all * 100", "ratio", "percent");
    is_not("resolved / tickets * 100", "percent", "contact per ticket, times 100");
}

#[test]
fn one_thing_per_another_is_written_in_one_way_or_the_other() {
    comes_out_in("minutes / tickets", "minutes per ticket");
    comes_out_in("minutes / tickets", "minutes/ticket");
    comes_out_in("minutes / queries", "minutes per query");
    comes_out_in("hours * 60 / tickets", "minutes per ticket");
    comes_out_in("minutes / 60", "hours");
    comes_out_in("cost / tickets", "GBP per month per ticket");
    comes_out_in("cost * 12", "gbp per year");
    comes_out_in("tickets / users * 1000", "tickets per 1,000 users");
    comes_out_in("tickets", "count");
    comes_out_in("tickets - 1", "tickets");
    comes_out_in("max(tickets, 0) + min(tickets, tickets)", "tickets");
    is_not("minutes / tickets", "hours per ticket", "minute per ticket");
    is_not("minutes / tickets", "count", "minute per ticket");
    is_not("tickets / users", "tickets per 1,000 users", "ticket per user");
    is_not("1 / tickets", "tickets", "1 per ticket");
}

#[test]
fn a_number_that_leads_to_no_other_unit_makes_more_or_less_of_the_same() {
    comes_out_in("(minutes + minutes) / 2", "minutes");
    comes_out_in("tickets * 3 / tickets", "ratio");
    comes_out_in("minutes / 60 / 2", "hours");
    comes_out_in("tickets / users * 12", "tickets per user");
    is_not("minutes / 1440", "hours", "day");
    is_not("cost * 3", "GBP per month", "gbp per quarter");
}

#[test]
fn what_is_added_is_counted_in_the_same() {
    let apart = |formula: &str| match unit(formula) {
        Err(NoUnit::Apart(one, two)) => format!("{one} and {two}"),
        other => panic!("{formula}: {other:?}"),
    };
    assert_eq!(apart("minutes + hours"), "minute and hour");
    assert_eq!(apart("tickets - users"), "ticket and user");
    assert_eq!(apart("max(minutes, tickets)"), "minute and ticket");
    comes_out_in("minutes + hours * 60", "minutes");
}

#[test]
fn what_nobody_says_is_not_guessed() {
    assert_eq!(unit("tickets / elsewhere"), Err(NoUnit::Unknown));
    assert_eq!(unit("tickets / 0"), Err(NoUnit::Unknown));
    assert_eq!(unit("tickets / (1 - 1)"), Err(NoUnit::Unknown));
    for written in ["", " ", "per ticket", "0 users", "99999999999999999999999999 users"] {
        assert_eq!(Unit::read(written), None, "{written}");
    }
}

#[test]
fn powers_and_scales_have_bounds() {
    let product = format!("tickets{}", " * tickets".repeat(20));
    assert_eq!(unit(&product), Err(NoUnit::Unknown));
    comes_out_in("tickets * tickets / tickets", "tickets");
    is_not("tickets * tickets", "tickets", "ticket^2");
    assert!(Unit::read(&"a per ".repeat(10_000)).is_none());
    assert!(Unit::read(&"/".repeat(10_000)).is_none());
}
