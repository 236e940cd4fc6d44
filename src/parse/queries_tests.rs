//! Lines that are judged queries, and lines that are none.

use super::*;

fn read(text: &str) -> Vec<(u32, String, Expected)> {
    let (queries, faults) = queries(text.as_bytes());
    assert_eq!(faults, []);
    queries.into_iter().map(|it| (it.line, it.text.raw().to_owned(), it.expected)).collect()
}

fn relevant(id: &str, heading: Option<&str>, grade: u8) -> Relevant {
    Relevant { id: id.into(), heading: heading.map(Untrusted::from), grade }
}

#[track_caller]
fn check_fault(text: &str, line: u32, why: &str) {
    let (_, faults) = queries(text.as_bytes());
    assert_eq!(faults, [LineFault { line, why: why.to_owned() }]);
}

#[test]
fn ids_headings_and_grades_are_read_with_their_line() {
    let text = "\u{feff}# a comment\r\n\r\nstop the clock\ta, b#do-this = 2 ,c=1\r\n";
    let expected = Expected::Articles(vec![
        relevant("a", None, 3),
        relevant("b", Some("do-this"), 2),
        relevant("c", None, 1),
    ]);
    assert_eq!(read(text), [(3, "stop the clock".to_owned(), expected)]);
}

#[test]
fn nothing_is_a_hyphen_or_an_empty_column_and_may_name_a_need() {
    let nothing = |need: Option<&str>| Expected::Nothing { need: need.map(Untrusted::from) };
    let read = read("a\t-\nb\t\nc\t - need-x \nd\t-\t\ne\t-id\n");
    let found: Vec<Expected> = read.into_iter().map(|(_, _, expected)| expected).collect();
    let odd = Expected::Articles(vec![relevant("-id", None, 3)]);
    assert_eq!(found, [nothing(None), nothing(None), nothing(Some("need-x")), nothing(None), odd]);
}

#[test]
fn what_is_no_judged_query_is_told_with_its_line() {
    check_fault("a b\n", 1, "`a b` has no tab: write the query, a tab, and ids or `-` for none");
    check_fault("# x\n\tid\n", 2, "has no query before its tab");
    check_fault("a\tb\tc\n", 1, "has more than two columns");
    check_fault("a\tb=4\n", 1, "has the grade `4`, not 1 to 3");
    check_fault("a\tb=0\n", 1, "has the grade `0`, not 1 to 3");
    check_fault("a\tb=\n", 1, "has the grade ``, not 1 to 3");
    check_fault("a\tb,,c\n", 1, "names an article or a heading without a name");
    check_fault("a\tb#\n", 1, "names an article or a heading without a name");
    check_fault("a\tb, b#c\n", 1, "names `b` twice");
    check_fault("a\t- b, c\n", 1, "`b, c` is not the id of one need");
    check_fault("Is it?\tb\nis IT\t-\n", 2, "is asked in line 1 already");
}

#[test]
fn every_fault_of_a_file_is_told_and_the_rest_is_read() {
    let (queries, faults) = queries(b"one\ntwo\tid\nthree\n");
    let lines: Vec<u32> = faults.iter().map(|fault| fault.line).collect();
    assert_eq!((lines, queries.len()), (vec![1, 3], 1));
}

#[test]
fn a_query_is_as_long_as_anybody_types() {
    let of = |length| format!("{}\t-\n", "é".repeat(length));
    assert_eq!(read(&of(500)).len(), 1);
    check_fault(&of(501), 1, "has a query of more than 500 characters");
}

#[test]
fn a_line_names_at_most_a_hundred_articles() {
    let of = |count: usize| {
        let ids: Vec<String> = (0..count).map(|number| format!("id-{number}")).collect();
        format!("q\t{}\n", ids.join(","))
    };
    assert_eq!(read(&of(100)).len(), 1);
    check_fault(&of(101), 1, "names more than 100 articles");
    check_fault(&of(100_000), 1, "names more than 100 articles");
}

#[test]
fn hostile_bytes_are_faults_that_steer_no_terminal() {
    let (_, faults) = queries(b"\x1b[2J\xff\n");
    assert!(faults[0].why.starts_with("`\\u{1b}[2J\u{fffd}` has no tab"), "{faults:?}");
}
