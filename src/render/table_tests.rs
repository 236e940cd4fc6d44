//! Tables that fit, wrap or become lists.

use expect_test::{Expect, expect};

use super::*;

#[track_caller]
fn check(width: usize, rows: &[&[&str]], expected: &Expect) {
    let lines = |row: &&[&str]| row.iter().map(|cell| Line::from(*cell)).collect::<Vec<_>>();
    let rows: Vec<Vec<Line>> = rows.iter().map(lines).collect();
    let (header, rows) = rows.split_first().unwrap();
    let mut shown = String::new();
    for line in table(header, rows, width) {
        assert!(line.display_width() <= width, "{line}");
        shown.push_str(&line.to_string());
        shown.push('\n');
    }
    expected.assert_eq(&shown);
}

const PLAIN: &[&[&str]] = &[
    &["Priority", "Target", "Remark"],
    &["1", "4 h", "Only when the service is down for everybody"],
    &["日本", "", "—"],
];

#[test]
fn columns_are_as_wide_as_their_widest_cell() {
    check(
        80,
        PLAIN,
        &expect![[r#"
        Priority  Target  Remark
        ────────  ──────  ───────────────────────────────────────────
        1         4 h     Only when the service is down for everybody
        日本              —
    "#]],
    );
}

#[test]
fn cells_wrap_when_the_table_is_too_wide() {
    check(
        34,
        PLAIN,
        &expect![[r#"
        Priority  Target  Remark
        ────────  ──────  ────────────────
        1         4 h     Only when the
                          service is down
                          for everybody

        日本              —
    "#]],
    );
}

#[test]
fn a_column_of_twelve_is_squeezed_and_one_of_eleven_becomes_a_list() {
    check(
        30,
        PLAIN,
        &expect![[r#"
        Priority  Target  Remark
        ────────  ──────  ────────────
        1         4 h     Only when
                          the service
                          is down for
                          everybody

        日本              —
    "#]],
    );
    check(
        29,
        PLAIN,
        &expect![[r#"
        Priority: 1
        Target: 4 h
        Remark: Only when the service
          is down for everybody

        Priority: 日本
        Remark: —
    "#]],
    );
}

#[test]
fn rows_may_be_short_or_long_and_headers_empty() {
    check(
        40,
        &[&["", "b"], &["1"], &["2", "3", "lost"], &[]],
        &expect![[r#"
           b
        ─  ─
        1
        2  3

    "#]],
    );
    check(
        20,
        &[&["", "A header that is longer than its label may be"], &["1", "2"]],
        &expect![[r#"
           A header that is
           longer than its
           label may be
        ─  ─────────────────
        1  2
    "#]],
    );
    check(
        20,
        &[&["A header alone that", "is long"]],
        &expect![[r#"
        A header alone that
        is long
    "#]],
    );
}

#[test]
fn more_columns_than_fit_become_a_list() {
    let many: Vec<&str> = vec!["a"; 50];
    let row: Vec<&str> = [vec![""; 49], vec!["b"]].concat();
    check(
        20,
        &[&many, &row],
        &expect![[r#"
        a: b
    "#]],
    );
    check(20, &[&[]], &expect![""]);
}
