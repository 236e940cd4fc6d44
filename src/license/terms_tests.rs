//! What is the same and what is not.

use super::*;

#[track_caller]
fn check(a: &str, b: &str, is_same: bool) {
    let (a, b) = (parse(a).expect("is sound"), parse(b).expect("is sound"));
    assert_eq!(a.is_same(&b), is_same);
    assert_eq!(b.is_same(&a), is_same);
}

#[test]
fn case_order_and_brackets_make_no_difference() {
    check("MIT", "mit", true);
    check("MIT OR Apache-2.0", "(apache-2.0 or MIT)", true);
    check("MIT AND (0BSD AND CC0-1.0)", "CC0-1.0 AND MIT AND 0BSD AND MIT", true);
    check("(MIT OR 0BSD) AND ISC", "(MIT AND ISC) OR (ISC AND 0BSD)", true);
}

#[test]
fn a_choice_that_changes_nothing_makes_no_difference() {
    check("MIT AND (MIT OR 0BSD)", "MIT", true);
    check("MIT OR (MIT AND 0BSD)", "MIT", true);
    check("MIT AND (ISC OR 0BSD)", "MIT", false);
}

#[test]
fn what_grants_or_demands_more_is_not_the_same() {
    check("MIT", "MIT OR 0BSD", false);
    check("MIT AND 0BSD", "MIT OR 0BSD", false);
    check("GPL-2.0-only", "GPL-2.0-or-later", false);
    check("GPL-2.0-only", "GPL-2.0-only WITH Classpath-exception-2.0", false);
    check("LicenseRef-a", "LicenseRef-b", false);
}

#[test]
fn ids_are_those_of_licences_and_exceptions() {
    let text = "GPL-2.0-or-later WITH Classpath-exception-2.0 OR (LicenseRef-x AND mit)";
    let expression = parse(text).expect("is sound");
    let expected = ["Classpath-exception-2.0", "GPL-2.0-or-later", "LicenseRef-x", "MIT"];
    assert_eq!(expression.ids().into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn what_leaves_a_way_round_is_no_copyleft() {
    let is_copyleft = |text| parse(text).expect("is sound").is_copyleft();
    for text in ["AGPL-3.0-only", "CC-BY-SA-4.0", "CC-BY-NC-SA-4.0", "MIT AND GPL-2.0-only"] {
        assert!(is_copyleft(text), "{text}");
    }
    for text in ["MIT", "MIT OR GPL-2.0-only", "CC-BY-NC-4.0", "LicenseRef-x"] {
        assert!(!is_copyleft(text), "{text}");
    }
}

#[test]
fn what_people_write_may_mean_several_licences() {
    let told =
        |text: &str| -> Vec<String> { meanings(text).iter().flat_map(Expression::ids).collect() };
    assert_eq!(told("AGPL-3.0"), ["AGPL-3.0-only", "AGPL-3.0-or-later"]);
    assert_eq!(told("CC BY 4.0"), ["CC-BY-4.0"]);
    assert_eq!(told("something"), [""; 0]);
}

#[test]
fn together_is_all_of_them_and_nothing_if_one_is_none() {
    let both = together(["MIT OR 0BSD", "ISC"].into_iter()).expect("both are sound");
    assert!(both.is_same(&parse("ISC AND (0BSD OR MIT)").expect("is sound")));
    assert!(together(["MIT", "x y"].into_iter()).is_none());
    assert!(together([].into_iter()).is_none());
}

#[test]
fn very_long_expressions_are_compared_in_time() {
    let long = vec!["MIT AND (0BSD OR ISC)"; 3_000].join(" OR ");
    let other = vec!["(ISC OR 0BSD) AND MIT"; 2_999].join(" OR ");
    check(&long, &other, true);
    let deep = format!("{}MIT{}", "(MIT OR (ISC AND ".repeat(500), "))".repeat(500));
    check(&deep, &deep, true);
}
