//! Trees and their places: what is read from YAML that front matter may use.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::*;

/// One line a value: what it is, and between `⟦⟧` the bytes it is said to stand at.
fn show(node: &Node, file: &str, depth: usize, shown: &mut String) {
    let pad = "  ".repeat(depth);
    let bytes = file[node.span.range()].escape_debug();
    match &node.value {
        Value::Unread => writeln!(shown, "unread at {}⟦{bytes}⟧", node.span.start),
        Value::Null => writeln!(shown, "nothing at {}⟦{bytes}⟧", node.span.start),
        Value::Scalar { text, plain: true } => writeln!(shown, "{text:?} ⟦{bytes}⟧"),
        Value::Scalar { text, plain: false } => writeln!(shown, "quoted {text:?} ⟦{bytes}⟧"),
        Value::Sequence(_) => writeln!(shown, "list ⟦{bytes}⟧"),
        Value::Mapping(_) => writeln!(shown, "mapping ⟦{bytes}⟧"),
    }
    .expect("writing to a string cannot fail");
    for item in node.as_sequence().unwrap_or_default() {
        write!(shown, "{pad}  - ").expect("writing to a string cannot fail");
        show(item, file, depth + 1, shown);
    }
    for entry in node.as_mapping().unwrap_or_default() {
        let key = file[entry.key_span.range()].escape_debug();
        write!(shown, "{pad}  {}⟦{key}⟧: ", entry.key).expect("writing to a string cannot fail");
        show(&entry.value, file, depth + 1, shown);
    }
}

#[track_caller]
fn check(yaml: &str, expected: &Expect) {
    // Something of several bytes before it: all places are in the file.
    let file = format!("---é\n{yaml}");
    let (root, faults) = tree(yaml, file.len() - yaml.len());
    let mut shown = String::new();
    show(&root.expect("there is a tree"), &file, 0, &mut shown);
    expected.assert_eq(&shown);
    assert_eq!(faults, []);
}

#[test]
fn scalars_stand_exactly_where_their_text_does() {
    check(
        "title: Stop the clock  # why\nsub: \"a \\\" b\"  # c\nown: 'it''s' \nlong: x\n  y # c\n",
        &expect![[r#"
            mapping ⟦title: Stop the clock  # why\nsub: \"a \\\" b\"  # c\nown: \'it\'\'s\' \nlong: x\n  y⟧
              title⟦title⟧: "Stop the clock" ⟦Stop the clock⟧
              sub⟦sub⟧: quoted "a \" b" ⟦\"a \\\" b\"⟧
              own⟦own⟧: quoted "it's" ⟦\'it\'\'s\'⟧
              long⟦long⟧: "x y" ⟦x\n  y⟧
        "#]],
    );
}

#[test]
fn characters_of_several_bytes_do_not_move_what_follows() {
    check(
        "título: café 👩‍💻 # ñ\r\nnach: [é, \"ü\"]  # ö\r\n# œ\r\nx: é\r\n",
        &expect![[r#"
        mapping ⟦título: café 👩\u{200d}💻 # ñ\r\nnach: [é, \"ü\"]  # ö\r\n# œ\r\nx: é⟧
          título⟦título⟧: "café 👩\u{200d}💻" ⟦café 👩\u{200d}💻⟧
          nach⟦nach⟧: list ⟦[é, \"ü\"]⟧
            - "é" ⟦é⟧
            - quoted "ü" ⟦\"ü\"⟧
          x⟦x⟧: "é" ⟦é⟧
    "#]],
    );
}

#[test]
fn an_absent_value_stands_right_after_its_colon() {
    check(
        "a:\nb: # comment\nc: ~\nd: null # x\nowner: #team\nf: [{g: , h}]\nz:",
        &expect![[r#"
        mapping ⟦a:\nb: # comment\nc: ~\nd: null # x\nowner: #team\nf: [{g: , h}]\nz:⟧
          a⟦a⟧: nothing at 8⟦⟧
          b⟦b⟧: nothing at 11⟦⟧
          c⟦c⟧: nothing at 25⟦~⟧
          d⟦d⟧: nothing at 30⟦null⟧
          owner⟦owner⟧: nothing at 45⟦⟧
          f⟦f⟧: list ⟦[{g: , h}]⟧
            - mapping ⟦{g: , h}⟧
              g⟦g⟧: nothing at 59⟦⟧
              h⟦h⟧: nothing at 63⟦⟧
          z⟦z⟧: nothing at 68⟦⟧
    "#]],
    );
}

#[test]
fn an_absent_item_stands_right_after_its_dash() {
    check(
        "a:\n-\n- b\n-  # c\n",
        &expect![[r#"
        mapping ⟦a:\n-\n- b\n-⟧
          a⟦a⟧: list ⟦-\n- b\n-⟧
            - nothing at 10⟦⟧
            - "b" ⟦b⟧
            - nothing at 16⟦⟧
    "#]],
    );
}

#[test]
fn block_texts_stand_from_their_indicator_to_their_last_letter() {
    check(
        "a: |  # c\n  é\n\n  more\n\n# no\nb: >-\n  x # yes\n  y\nc: |+\n  k\n\n\nd: |\ne: |2\n    in\n",
        &expect![[r#"
            mapping ⟦a: |  # c\n  é\n\n  more\n\n# no\nb: >-\n  x # yes\n  y\nc: |+\n  k\n\n\nd: |\ne: |2\n    in⟧
              a⟦a⟧: quoted "é\n\nmore\n" ⟦|  # c\n  é\n\n  more⟧
              b⟦b⟧: quoted "x # yes y" ⟦>-\n  x # yes\n  y⟧
              c⟦c⟧: quoted "k\n\n\n" ⟦|+\n  k⟧
              d⟦d⟧: quoted "" ⟦|⟧
              e⟦e⟧: quoted "  in\n" ⟦|2\n    in⟧
        "#]],
    );
}

#[test]
fn lists_and_mappings_stand_from_their_first_to_their_last_byte() {
    check(
        "flow: [a, {b: c} , ]  # c\nunindented:\n- [x]\n- - y\n  - z\nmap:\n  k: # c\n    l: m\n\nmany: [\n  n,\n  o: p\n]\nlast:\n  - q: r\n    s: [t]  # end\n",
        &expect![[r#"
            mapping ⟦flow: [a, {b: c} , ]  # c\nunindented:\n- [x]\n- - y\n  - z\nmap:\n  k: # c\n    l: m\n\nmany: [\n  n,\n  o: p\n]\nlast:\n  - q: r\n    s: [t]⟧
              flow⟦flow⟧: list ⟦[a, {b: c} , ]⟧
                - "a" ⟦a⟧
                - mapping ⟦{b: c}⟧
                  b⟦b⟧: "c" ⟦c⟧
              unindented⟦unindented⟧: list ⟦- [x]\n- - y\n  - z⟧
                - list ⟦[x]⟧
                  - "x" ⟦x⟧
                - list ⟦- y\n  - z⟧
                  - "y" ⟦y⟧
                  - "z" ⟦z⟧
              map⟦map⟧: mapping ⟦k: # c\n    l: m⟧
                k⟦k⟧: mapping ⟦l: m⟧
                  l⟦l⟧: "m" ⟦m⟧
              many⟦many⟧: list ⟦[\n  n,\n  o: p\n]⟧
                - "n" ⟦n⟧
                - mapping ⟦o: p⟧
                  o⟦o⟧: "p" ⟦p⟧
              last⟦last⟧: list ⟦- q: r\n    s: [t]⟧
                - mapping ⟦q: r\n    s: [t]⟧
                  q⟦q⟧: "r" ⟦r⟧
                  s⟦s⟧: list ⟦[t]⟧
                    - "t" ⟦t⟧
        "#]],
    );
}

#[test]
fn a_comma_before_the_last_bracket_does_not_shorten_what_it_closes() {
    check(
        "r: {\n  a: b, # c\n}\nl: [d, ]\nm: {e: f,}\n",
        &expect![[r#"
        mapping ⟦r: {\n  a: b, # c\n}\nl: [d, ]\nm: {e: f,}⟧
          r⟦r⟧: mapping ⟦{\n  a: b, # c\n}⟧
            a⟦a⟧: "b" ⟦b⟧
          l⟦l⟧: list ⟦[d, ]⟧
            - "d" ⟦d⟧
          m⟦m⟧: mapping ⟦{e: f,}⟧
            e⟦e⟧: "f" ⟦f⟧
    "#]],
    );
}

#[test]
fn what_looks_like_a_number_a_date_or_a_boolean_stays_text() {
    check(
        "a: no\nb: 1.10\nc: 0755\nd: 12:30\ne: .nan\nf: 2026-02-30\ng: 99999999999999999999\nh: 100%\ni: http://x.org/#y\n1: j\n",
        &expect![[r#"
            mapping ⟦a: no\nb: 1.10\nc: 0755\nd: 12:30\ne: .nan\nf: 2026-02-30\ng: 99999999999999999999\nh: 100%\ni: http://x.org/#y\n1: j⟧
              a⟦a⟧: "no" ⟦no⟧
              b⟦b⟧: "1.10" ⟦1.10⟧
              c⟦c⟧: "0755" ⟦0755⟧
              d⟦d⟧: "12:30" ⟦12:30⟧
              e⟦e⟧: ".nan" ⟦.nan⟧
              f⟦f⟧: "2026-02-30" ⟦2026-02-30⟧
              g⟦g⟧: "99999999999999999999" ⟦99999999999999999999⟧
              h⟦h⟧: "100%" ⟦100%⟧
              i⟦i⟧: "http://x.org/#y" ⟦http://x.org/#y⟧
              1⟦1⟧: "j" ⟦j⟧
        "#]],
    );
}

#[test]
fn every_kind_of_line_end_is_read() {
    check(
        "a: 1\rb: 2\r\nc:\r\n  - d\ne: |\r  f\r  g\rh: 3",
        &expect![[r#"
        mapping ⟦a: 1\rb: 2\r\nc:\r\n  - d\ne: |\r  f\r  g\rh: 3⟧
          a⟦a⟧: "1" ⟦1⟧
          b⟦b⟧: "2" ⟦2⟧
          c⟦c⟧: list ⟦- d⟧
            - "d" ⟦d⟧
          e⟦e⟧: quoted "f\ng\n" ⟦|\r  f\r  g⟧
          h⟦h⟧: "3" ⟦3⟧
    "#]],
    );
}

#[test]
fn no_field_at_all_is_an_empty_mapping() {
    for yaml in ["", "\n", "  \r\n", "# only a comment\n", "{}"] {
        let (root, faults) = tree(yaml, 4);
        assert_eq!(root.expect("there is a tree").as_mapping(), Some(&[][..]), "{yaml:?}");
        assert_eq!(faults, [], "{yaml:?}");
    }
}

#[test]
fn sixteen_levels_are_read_and_seventeen_are_not() {
    let nested = |levels: usize| format!("a: {}{}", "[".repeat(levels - 1), "]".repeat(levels - 1));
    assert_eq!(tree(&nested(16), 0).1, []);
    let (_, faults) = tree(&nested(17), 0);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(faults[0].message, "lists and mappings are nested more than 16 deep");
    assert_eq!(faults[0].span, Span::at(3 + 15));
}

#[test]
fn four_thousand_and_ninety_six_nodes_are_read_and_one_more_is_not() {
    // The mapping, 2,047 keys with their values, and one key with a list.
    let with = |items: &str| {
        format!(
            "{}last: {items}",
            (0..2046).fold(String::new(), |yaml, n| yaml + &format!("k{n}: v\n"))
        )
    };
    assert_eq!(tree(&with("[]"), 0).1, []);
    let (root, faults) = tree(&with("[a, b]"), 0);
    assert_eq!(root, None);
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].message, "the front matter has more than 4096 keys and values");
}

/// A small generator of numbers, the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % sides
    }
}

fn check_places(node: &Node, yaml: &str) {
    assert!(yaml.get(node.span.range()).is_some(), "{:?} in {yaml:?}", node.span);
    if let Value::Scalar { text, plain: true } = &node.value
        && !yaml[node.span.range()].contains(['\n', '\r'])
    {
        assert_eq!(text, &yaml[node.span.range()], "{yaml:?}");
    }
    for item in node.as_sequence().unwrap_or_default() {
        assert!(node.span.start <= item.span.start && item.span.end <= node.span.end, "{yaml:?}");
        check_places(item, yaml);
    }
    for entry in node.as_mapping().unwrap_or_default() {
        assert!(
            yaml.get(entry.key_span.range()).is_some_and(|key| key.contains(&entry.key)
                || key.starts_with(['"', '\'', '|', '>'])
                || key.contains(['\n', '\r'])),
            "{yaml:?}"
        );
        assert!(entry.key_span.end <= entry.value.span.start, "{yaml:?}");
        assert!(entry.value.span.end <= node.span.end, "{yaml:?}");
        check_places(&entry.value, yaml);
    }
}

/// What random front matter is put together from.
const PIECES: &[&str] = &[
    "title: ",
    "a",
    "b: ",
    "- ",
    "é",
    "\n",
    "\n",
    "\n  ",
    "\r\n",
    "\r",
    " ",
    ":",
    ": ",
    "#",
    " # c",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "\"",
    "'",
    "|\n  x",
    ">-\n  y\n",
    "&x ",
    "*x",
    "!t ",
    "<<: ",
    "~",
    "%",
    "@",
    "\t",
    "\u{a0}",
    "👩‍💻",
    "? ",
    "---\n",
    "\\",
    "null",
    "key: value\n",
    "list:\n  - é\n",
];

#[test]
fn places_stay_true_and_other_parsers_agree_whatever_is_written() {
    let mut dice = Dice(11);
    for _ in 0..6000 {
        let pieces = 1 + dice.below(14);
        let yaml: String = (0..pieces).map(|_| PIECES[dice.below(PIECES.len())]).collect();
        let (root, faults) = tree(&yaml, 0);
        for fault in &faults {
            assert!(yaml.get(fault.span.range()).is_some(), "{:?} in {yaml:?}", fault.span);
        }
        let Some(root) = root else {
            assert!(!faults.is_empty(), "{yaml:?}");
            continue;
        };
        check_places(&root, &yaml);
        // That family of parsers takes no tab on a blank line either; YAML does.
        if faults.is_empty() && !yaml.contains('\t') {
            let read = serde_yaml::from_str::<serde_yaml::Value>(&yaml);
            assert!(read.is_ok(), "{yaml:?}: {read:?}");
        }
    }
}
