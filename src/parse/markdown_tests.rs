//! What an outline finds, and what it must not.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::*;
use crate::domain::text::{Lines, Position};

fn read(text: &str) -> Outline {
    outline(text, Span::new(0..text.len()))
}

/// Everything found in `text`, one thing a line, with what is written at its place.
#[track_caller]
fn check(text: &str, expected: &Expect) {
    let outline = read(text);
    let mut found = String::new();
    for (Heading { level, text: title, span }, slug) in
        outline.headings.iter().zip(outline.slugs.iter())
    {
        let (at, written) = place(text, *span);
        writeln!(found, "{at} h{level} {title:?} #{slug} {written:?}").unwrap();
    }
    for link in &outline.links {
        let (at, written) = place(text, link.span);
        let (kind, destination) = (link.kind, link.destination(text));
        writeln!(found, "{at} {kind:?} {destination:?} {written:?}").unwrap();
    }
    for Undefined { label, span } in &outline.undefined {
        let (at, written) = place(text, *span);
        writeln!(found, "{at} undefined {label:?} {written:?}").unwrap();
    }
    for Fence { info, span } in &outline.fences {
        writeln!(found, "code {info:?} {:?}", &text[span.range()]).unwrap();
    }
    for anchor in outline.anchors.iter() {
        writeln!(found, "anchor {anchor:?}").unwrap();
    }
    expected.assert_eq(&found);
}

fn place(text: &str, span: Span) -> (String, &str) {
    let Position { line, column } = Lines::new(text.as_bytes()).position(span.start);
    (format!("{line}:{column}"), &text[span.range()])
}

#[track_caller]
fn check_words(text: &str, words: u32) {
    assert_eq!(read(text).words, words, "{text:?}");
}

#[test]
fn headings_of_both_kinds_tell_level_text_and_place() {
    check(
        "# One\n\nTwo\n===\n\nThree *of*\nthree\n---\n\n   ### Four ###   \n\n####### no\n#no\n",
        &expect![[r####"
            1:1 h1 "One" #one "# One"
            3:1 h1 "Two" #two "Two\n==="
            6:1 h2 "Three of three" #three-ofthree "Three *of*\nthree\n---"
            10:4 h3 "Four" #four "### Four ###"
        "####]],
    );
}

#[test]
fn text_and_code_make_a_heading_and_inline_html_does_not() {
    check(
        "# `a  b` <b>**c**</b> &amp; \\*d\\*\n",
        &expect![[r##"
            1:1 h1 "a  b c & *d*" #a--b-c--d "# `a  b` <b>**c**</b> &amp; \\*d\\*"
        "##]],
    );
}

#[test]
fn a_named_anchor_leaves_the_space_after_it_in_the_heading() {
    check(
        "## <a name=\"remarks\"></a> Remarks\n",
        &expect![[r###"
        1:1 h2 " Remarks" #-remarks "## <a name=\"remarks\"></a> Remarks"
        anchor "remarks"
    "###]],
    );
}

#[test]
fn headings_in_quotes_and_lists_count_and_in_code_they_do_not() {
    check(
        "> # Quoted\n\n- ## Listed\n\n```text\n# no\n```\n\n    # no\n\n<!--\n# no\n-->\n",
        &expect![[r###"
            1:3 h1 "Quoted" #quoted "# Quoted"
            3:3 h2 "Listed" #listed "## Listed"
            code "text" "```text\n# no\n```"
            code "" "# no"
        "###]],
    );
}

#[test]
fn repeated_headings_get_numbered_anchors() {
    check(
        "# A\n# A\n# a-1\n# A\n#\n#\n",
        &expect![[r##"
        1:1 h1 "A" #a "# A"
        2:1 h1 "A" #a-1 "# A"
        3:1 h1 "a-1" #a-1-1 "# a-1"
        4:1 h1 "A" #a-2 "# A"
        5:1 h1 "" # "#"
        6:1 h1 "" #-1 "#"
    "##]],
    );
}

#[test]
fn alternative_text_and_line_ends_are_read_but_make_no_anchor() {
    check(
        "# ![Logo](l.png) Name\n\ntwo\nlines\n===\n",
        &expect![[r##"
        1:1 h1 "Logo Name" #-name "# ![Logo](l.png) Name"
        3:1 h1 "two lines" #twolines "two\nlines\n==="
        1:11 Image "l.png" "l.png"
    "##]],
    );
}

#[test]
fn an_anchor_in_braces_is_the_headings_own_and_leaves_its_text() {
    check(
        concat!(
            "# Steps {#how}\n## GET /users/{id}\n### `{#code}`\n#### Both {.x #b} ####\n\n",
            "Set {#s_e_t}\n---\n# {}\n# {#}\n",
        ),
        &expect![[r#####"
            1:1 h1 "Steps" #steps "# Steps {#how}"
            2:1 h2 "GET /users/{id}" #get-usersid "## GET /users/{id}"
            3:1 h3 "{#code}" #code "### `{#code}`"
            4:1 h4 "Both" #both "#### Both {.x #b} ####"
            6:1 h2 "Set" #set "Set {#s_e_t}\n---"
            8:1 h1 "{}" # "# {}"
            9:1 h1 "{#}" #-1 "# {#}"
            anchor "how"
            anchor "b"
            anchor "s_e_t"
        "#####]],
    );
}

#[test]
fn inline_links_tell_where_the_destination_is_written() {
    check(
        concat!(
            "[a](one.md) [b](two.md \"A title\") [c]( <three four.md> 'x') [d](five_(x).md)\n",
            "[e](six\\_\\).md) [f](<a\\>b>) [g](caf%C3%A9?a&amp;b) []() [h](<>) [i\\]](seven)\n",
            "[**j**](eight) [`k](`](nine) [a [b] c](ten) [l](#eleven) [m\nn](\ntwelve)\n",
        ),
        &expect![[r##"
            1:5 Link "one.md" "one.md"
            1:17 Link "two.md" "two.md"
            1:41 Link "three four.md" "three four.md"
            1:65 Link "five_(x).md" "five_(x).md"
            2:5 Link "six_).md" "six\\_\\).md"
            2:22 Link "a>b" "a\\>b"
            2:33 Link "caf%C3%A9?a&b" "caf%C3%A9?a&amp;b"
            2:55 Link "" ""
            2:62 Link "" ""
            2:71 Link "seven" "seven"
            3:9 Link "eight" "eight"
            3:24 Link "nine" "nine"
            3:40 Link "ten" "ten"
            3:49 Link "#eleven" "#eleven"
            5:1 Link "twelve" "twelve"
        "##]],
    );
}

#[test]
fn what_is_no_link_is_none() {
    check(
        "[a] (x) [b](x y) \\[c](x) `[d](x)` [e][gone] [ ] [x]\n",
        &expect![[r#"
        1:35 undefined "gone" "[e][gone]"
    "#]],
    );
}

#[test]
fn images_are_links_too_and_may_be_nested_in_a_link() {
    check(
        "![alt](a.png) [![b](b.png)](c.md) [![d](d.png \"t\") e ![f](f.png)](g.md)\n",
        &expect![[r#"
            1:8 Image "a.png" "a.png"
            1:29 Link "c.md" "c.md"
            1:21 Image "b.png" "b.png"
            1:67 Link "g.md" "g.md"
            1:41 Image "d.png" "d.png"
            1:59 Image "f.png" "f.png"
        "#]],
    );
}

#[test]
fn references_point_at_the_definition() {
    check(
        concat!(
            "[one][r] [R][] [r] ![pic][r] [two][s\\]t] [three][u] [four][v]\n\n",
            "[r]: <./a b.md> \"Title\"\n",
            "[s\\]t]: b.md\n\n",
            "> [u]:\n> c.md\n\n",
            "- [v]: /d\\_e\n",
        ),
        &expect![[r#"
            3:7 Link "./a b.md" "./a b.md"
            3:7 Link "./a b.md" "./a b.md"
            3:7 Link "./a b.md" "./a b.md"
            3:7 Image "./a b.md" "./a b.md"
            4:9 Link "b.md" "b.md"
            7:3 Link "c.md" "c.md"
            9:8 Link "/d_e" "/d\\_e"
        "#]],
    );
}

#[test]
fn autolinks_lead_where_they_say() {
    check(
        "<https://example.org/a?b&c> <jo@example.org> <no> https://bare.example\n",
        &expect![[r#"
            1:2 Link "https://example.org/a?b&c" "https://example.org/a?b&c"
            1:30 Link "mailto:jo@example.org" "jo@example.org"
        "#]],
    );
}

#[test]
fn footnotes_are_no_links_but_their_text_is_read() {
    check(
        "See[^1] and [^gone].\n\n[^1]: Note with [a](b.md).\n",
        &expect![[r#"
        3:21 Link "b.md" "b.md"
    "#]],
    );
    check_words("See[^1].\n\n[^1]: A note.\n", 3);
}

#[test]
fn columns_count_characters_and_crlf_is_a_line_end() {
    check(
        "é\r\nwürde 日本 [x](日.md)\r\n## Über\r\n\r\n> ü [y](z)\r\n",
        &expect![[r###"
        3:1 h2 "Über" #über "## Über"
        2:14 Link "日.md" "日.md"
        5:9 Link "z" "z"
    "###]],
    );
}

#[test]
fn a_lone_carriage_return_ends_a_line_too() {
    check(
        "# One\r\r[x](y)\r## Two\r",
        &expect![[r###"
        1:1 h1 "One" #one "# One"
        4:1 h2 "Two" #two "## Two"
        3:5 Link "y" "y"
    "###]],
    );
}

#[test]
fn tables_hold_links_with_escaped_bars() {
    check(
        "| a | b |\n|---|---|\n| [x](a\\|b) | [y](c) |\n",
        &expect![[r#"
        3:7 Link "a|b" "a\\|b"
        3:19 Link "c" "c"
    "#]],
    );
}

#[test]
fn blocks_of_code_tell_info_and_span() {
    check(
        concat!(
            "```rust ignore\nfn x() {}\n```\n\n~~~\n```\n~~~\n\n    indented\n\n",
            "- ```sh\n  x\n  ```\n\n```open\n[a](b)\n",
        ),
        &expect![[r#"
            code "rust ignore" "```rust ignore\nfn x() {}\n```"
            code "" "~~~\n```\n~~~"
            code "" "indented"
            code "sh" "```sh\n  x\n  ```"
            code "open" "```open\n[a](b)"
        "#]],
    );
}

#[test]
fn html_sets_anchors_in_blocks_and_in_lines() {
    check(
        concat!(
            "<div\n  id=\"block\">\n<a name='old'></a>\n</div>\n\n",
            "text <span id=s>x</span> <!-- <a id=\"no\"> -->\n\n```\n<a id=\"no\">\n```\n",
        ),
        &expect![[r#"
            code "" "```\n<a id=\"no\">\n```"
            anchor "block"
            anchor "old"
            anchor "s"
        "#]],
    );
}

#[test]
fn words_are_separated_by_blanks_and_blocks_not_by_markup() {
    check_words("", 0);
    check_words("one", 1);
    check_words("# one two\n\nthree **fo**ur `five six` [se](x)ven\neight", 8);
    check_words("one\\\ntwo  \nthree", 3);
    check_words("- one\n- two\n\n| three | four |\n|---|---|\n| five | |\n", 5);
    check_words("one\n\n```\nno no\n```\n\n<p>no no</p>\n\n<!-- no -->\n\ntwo <b>three</b>", 3);
}

#[test]
fn places_are_places_in_the_whole_text() {
    let text = "---\ntitle: é\n---\n# One\n\n[x](y)\n";
    let body = Span::new(18..text.len());
    let outline = outline(text, body);
    assert_eq!(place(text, outline.headings[0].span), ("4:1".to_owned(), "# One"));
    assert_eq!(place(text, outline.links[0].span), ("6:5".to_owned(), "y"));
}

#[test]
fn a_body_that_is_no_part_of_the_text_is_empty() {
    assert_eq!(outline("é", Span::new(1..2)), Outline::default());
    assert_eq!(outline("a", Span::new(0..9)), Outline::default());
}

#[test]
fn code_html_and_definitions_are_no_prose() {
    let text = "A `b` <b>c</b> <code>d</code> [e].\n\n<!-- f -->\n\n[e]: g\n[unused]: h\n";
    let outline = read(text);
    let literal: Vec<&str> = outline.literal.iter().map(|span| &text[span.range()]).collect();
    let expected = [
        "`b`",
        "<b>",
        "</b>",
        "<code>",
        "<code>d</code>",
        "</code>",
        "<!-- f -->\n",
        "[e]: g",
        "[unused]: h",
    ];
    assert_eq!(literal, expected);
}

#[test]
fn headings_and_links_are_taken_down_up_to_a_limit() {
    let outline = read(&"# A\n".repeat(HEADINGS_MAX));
    assert_eq!((outline.headings.len(), outline.cut_at), (HEADINGS_MAX, None));
    let outline = read(&"# A\n".repeat(HEADINGS_MAX + 2));
    assert_eq!(outline.headings.len(), HEADINGS_MAX);
    assert_eq!(outline.cut_at.map(|span| span.start), Some(4 * HEADINGS_MAX));
    let outline = read(&"[a](b)\n".repeat(LINKS_MAX));
    assert_eq!((outline.links.len(), outline.cut_at), (LINKS_MAX, None));
    let text = "[![a](b)](c)\n".repeat(LINKS_MAX);
    let outline = read(&text);
    assert_eq!(outline.links.len(), LINKS_MAX);
    assert_eq!(outline.links[LINKS_MAX - 1].destination(&text), "b");
    assert!(outline.cut_at.is_some());
}

#[track_caller]
fn check_texts(text: &str, expected: &[&str]) {
    let outline = read(text);
    let texts: Vec<&str> = outline.links.iter().map(|link| &text[link.text.range()]).collect();
    assert_eq!(texts, expected, "{text:?}");
}

#[test]
fn the_text_of_a_link_is_what_is_shown_with_its_markup() {
    check_texts("[one *two* `3`](a.md) and [](b.md)", &["one *two* `3`", ""]);
    check_texts("![alt](i.png) ![](j.png) ![ ](k.png)", &["alt", "", " "]);
    check_texts("<https://example.org> [x][y]\n\n[y]: z.md", &["https://example.org", "x"]);
    check_texts("[![alt](i.png)](a.md \"title\")", &["![alt](i.png)", "alt"]);
    check_texts("> [one\n> two](a.md)", &["one\n> two"]);
}

#[test]
fn references_to_no_definition_are_told_unless_they_may_be_plain_brackets() {
    check(
        "[text][gone] and [Gone][] and [plain] and [ok][yes]\n- [ ] task\n\n[^1] `[a][b]`\n\n[yes]: x.md",
        &expect![[r#"
            6:8 Link "x.md" "x.md"
            1:1 undefined "gone" "[text][gone]"
            1:18 undefined "Gone" "[Gone]"
        "#]],
    );
}
