//! What formulae mean, what they come to, and why some come to nothing.

use super::*;
use crate::domain::formula_read::{BYTES_MAX, DEPTH_MAX, Unread, read};

fn given() -> BTreeMap<String, Ratio> {
    let inputs = [("a", "7"), ("b", "2"), ("zero", "0"), ("resolved", "640"), ("all", "900")];
    let number = |text| Ratio::read(text).expect("it is a number");
    inputs.into_iter().map(|(name, value)| (name.to_owned(), number(value))).collect()
}

#[track_caller]
fn comes_to(formula: &str, expected: &str) {
    let read = read(formula).unwrap_or_else(|wrong| panic!("{formula}: {}", wrong.why));
    assert_eq!(read.compute(&given()).map(|it| it.to_string()).as_deref(), Ok(expected));
}

#[track_caller]
fn is_wrong(formula: &str, at: usize, expected: &str) {
    let Unread { at: found, why } = read(formula).expect_err(formula);
    assert!(why.contains(expected), "{formula}: {why}");
    assert_eq!(found, at, "{formula}: {why}");
}

#[test]
fn products_come_before_sums_and_equals_from_the_left() {
    comes_to("resolved / all * 100", "71.1111");
    comes_to("1 + 2 * 3", "7");
    comes_to("(1 + 2) * 3", "9");
    comes_to("a - b - 1", "4");
    comes_to("a / b / 2", "1.75");
    comes_to("a - (b - 1)", "6");
    comes_to("2 * -a", "-14");
    comes_to("--a", "7");
    comes_to("-(a + b) * 2", "-18");
    comes_to(" 0.1+0.2 ", "0.3");
}

#[test]
fn signs_of_print_mean_what_they_mean_on_paper() {
    comes_to("resolved ÷ all × 100", "71.1111");
    comes_to("a − b · 2", "3");
}

#[test]
fn the_smallest_and_the_largest_can_be_chosen() {
    comes_to("min(a, b, 5) + max(a, b)", "9");
    comes_to("max(zero - a, 0)", "0");
    comes_to("min(a)", "7");
}

#[test]
fn a_formula_says_which_inputs_it_wants_each_once_in_order() {
    let formula = read("(b + a) / (b - max(c, 2 * a))").expect("it can be read");
    assert_eq!(formula.inputs(), ["b", "a", "c"]);
    let missing = formula.compute(&BTreeMap::new());
    assert_eq!(missing, Err(NoResult::Missing(vec!["b".into(), "a".into(), "c".into()])));
}

#[test]
fn what_it_divides_by_is_named_when_that_is_zero() {
    for (formula, by) in [
        ("a / zero", "zero"),
        ("a / (b - 2)", "b - 2"),
        ("1 / (a * (b - 2) / max(1, b))", "a * (b - 2) / max(1, b)"),
        ("1 / -(b - 2)", "-(b - 2)"),
    ] {
        let read = read(formula).expect("it can be read");
        assert_eq!(read.compute(&given()), Err(NoResult::DividesByZero(by.to_owned())));
    }
    comes_to("zero / a", "0");
}

#[test]
fn numbers_that_grow_without_end_are_told() {
    let formula = format!("9{}", " * 999999999999999999999999".repeat(4));
    let read = read(&formula).expect("it can be read");
    assert_eq!(read.compute(&given()), Err(NoResult::TooLarge));
}

#[test]
fn what_is_shown_can_be_read_again_and_means_the_same() {
    for formula in [
        "a - (b - 1)",
        "a - b - 1",
        "(a + b) * (a - b) / 2",
        "a / (b * 3)",
        "a / b * 3",
        "-(a + b)",
        "-a * b",
        "min(a, b + 1) - max(2.50)",
        "a + b * 3",
        "a * -b",
    ] {
        let first = read(formula).expect("it can be read");
        assert_eq!(first.to_string(), formula);
        assert_eq!(read(&first.to_string()), Ok(first));
    }
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    is_wrong("", 0, "ends where a number or a name belongs");
    is_wrong("a +", 3, "ends where");
    is_wrong("a b", 2, "`b` stands where an operator belongs");
    is_wrong("a of b", 2, "`of` stands where an operator belongs");
    is_wrong("(a", 2, "a `)` is missing");
    is_wrong("a)", 1, "closes nothing");
    is_wrong("a ^ 2", 2, "`^`");
    is_wrong("a % b", 2, "`%`");
    is_wrong("* a", 0, "`*` stands where a number");
    is_wrong("3x", 0, "no number");
    is_wrong("1.2.3", 0, "no number");
    is_wrong("median(a, b)", 0, "no function `median`");
    is_wrong("system(\"x\")", 0, "no function `system`");
    is_wrong("a; b", 1, "`;`");
    is_wrong("min()", 4, "`)` stands where");
    is_wrong("a + \u{202e}", 4, "`\\u{202e}`");
}

#[test]
fn neither_length_nor_depth_is_without_bounds() {
    let deep = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(read(&deep(DEPTH_MAX - 1)).is_ok());
    is_wrong(&deep(DEPTH_MAX), DEPTH_MAX, "deep");
    is_wrong(&"-".repeat(900), DEPTH_MAX, "deep");
    let long = |terms: usize| format!("a{}", "+a".repeat(terms));
    assert_eq!(long(499).len(), BYTES_MAX - 1);
    assert!(read(&long(499)).expect("it fits").compute(&given()).is_ok());
    is_wrong(&long(500), 0, "longer than 1000 bytes");
    is_wrong(&"(".repeat(10_000), 0, "longer");
}
