//! Bodies as they are shown, hostile ones too.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::*;

#[track_caller]
fn check(text: &str, expected: &Expect) {
    let mut found = String::new();
    for block in blocks(text) {
        writeln!(found, "{}", textwrap::fill(&format!("{block:?}"), 80)).unwrap();
    }
    expected.assert_eq(&found);
}

/// How deep the deepest block lies, an item counted as a level, and the deepest text in a line.
fn depths(blocks: &[Block]) -> (usize, usize) {
    let mut deepest = (0, 0);
    for block in blocks {
        let (blocks, texts) = match block {
            Block::Quote(inside) => depths(inside),
            Block::List(_, items) => {
                let of_items = items.iter().map(|item| depths(&item.blocks));
                of_items.fold((0, 0), |(a, b), (c, d)| (a.max(c + 1), b.max(d)))
            }
            Block::Heading(_, line) | Block::Paragraph(line) => (0, depth(line)),
            _ => (0, 0),
        };
        deepest = (deepest.0.max(blocks + 1), deepest.1.max(texts));
    }
    deepest
}

fn depth(line: &[Inline]) -> usize {
    let inside = line.iter().map(|inline| match inline {
        Inline::Emphasis(inside)
        | Inline::Strong(inside)
        | Inline::Strikethrough(inside)
        | Inline::Link(inside, _) => depth(inside) + 1,
        _ => 1,
    });
    inside.max().unwrap_or(0)
}

#[test]
fn headings_and_paragraphs_keep_their_markup() {
    check(
        "# One `two` {#x}\n\nsoft\nbreak, *a **b*** ~~c~~\\\nhard &amp; <b>bold</b><br/>x\n\n---\n",
        &expect![[r#"
            Heading(1, [Text("One "), Code("two")])
            Paragraph([Text("soft break, "), Emphasis([Text("a "), Strong([Text("b")])]),
            Text(" "), Strikethrough([Text("c")]), Break, Text("hard & bold"), Break,
            Text("x")])
            Rule
        "#]],
    );
}

#[test]
fn a_heading_loses_its_anchor_and_nothing_else() {
    check(
        "# One {#x}\n# GET /{id}\n# *b*{#x}\n# `{#x}`\n",
        &expect![[r#"
        Heading(1, [Text("One")])
        Heading(1, [Text("GET /{id}")])
        Heading(1, [Emphasis([Text("b")])])
        Heading(1, [Code("{#x}")])
    "#]],
    );
}

#[test]
fn lists_are_tight_or_loose_numbered_or_not_and_have_tasks() {
    check(
        "- a\n  b\n- c\n  - d\n\n7. e\n\n   f\n8. g\n\n- [ ] h\n- [x] i\n-\n",
        &expect![[r#"
            List(None, [ListItem { task: None, blocks: [Paragraph([Text("a b")])] },
            ListItem { task: None, blocks: [Paragraph([Text("c")]), List(None, [ListItem {
            task: None, blocks: [Paragraph([Text("d")])] }])] }])
            List(Some(7), [ListItem { task: None, blocks: [Paragraph([Text("e")]),
            Paragraph([Text("f")])] }, ListItem { task: None, blocks:
            [Paragraph([Text("g")])] }])
            List(None, [ListItem { task: Some(false), blocks: [Paragraph([Text("h")])] },
            ListItem { task: Some(true), blocks: [Paragraph([Text("i")])] }, ListItem {
            task: None, blocks: [] }])
        "#]],
    );
}

#[test]
fn quotes_nest_and_say_what_they_warn_of() {
    check(
        "> a\n> > b\n\n> [!WARNING]\n> c\n",
        &expect![[r#"
        Quote([Paragraph([Text("a")]), Quote([Paragraph([Text("b")])])])
        Quote([Paragraph([Strong([Text("Warning")])]), Paragraph([Text("c")])])
    "#]],
    );
}

#[test]
fn code_keeps_its_text_and_info() {
    check(
        "```rust x\nfn a() {}\n\n  b\n```\n\n    indented\n",
        &expect![[r#"
        Code("rust x", "fn a() {}\n\n  b\n")
        Code("", "indented\n")
    "#]],
    );
}

#[test]
fn tables_have_a_header_and_rows_of_the_same_length() {
    check(
        "| a | *b* |\n|---|:-:|\n| c\\|d |\n| `e` | f<br>g | h |\n",
        &expect![[r#"
            Table([[Text("a")], [Emphasis([Text("b")])]], [[[Text("c|d")], []],
            [[Code("e")], [Text("f"), Break, Text("g")]]])
        "#]],
    );
}

#[test]
fn links_and_images_tell_where_they_lead() {
    check(
        "[*a* b](c \"t\") ![d *e* `f`](g) [![h](i)](j) <k@l.example> [r]\n\n[r]: s\n",
        &expect![[r#"
            Paragraph([Link([Emphasis([Text("a")]), Text(" b")], "c"), Text(" "), Image("d e
            f", "g"), Text(" "), Link([Image("h", "i")], "j"), Text(" "),
            Link([Text("k@l.example")], "mailto:k@l.example"), Text(" "), Link([Text("r")],
            "s")])
        "#]],
    );
}

#[test]
fn html_and_comments_are_dropped() {
    check(
        "<div>\n\na <!-- b --> <i>c</i>\n\n</div>\n<!--\nd\n-->\n\n<a id=\"x\"></a>\n",
        &expect![[r#"
            Paragraph([Text("a  c")])
        "#]],
    );
}

#[test]
fn footnotes_become_text() {
    check(
        "a[^1] b[^2]\n\n[^1]: One.\n\n    Two.\n[^2]: - c\n",
        &expect![[r#"
        Paragraph([Text("a[^1] b[^2]")])
        Paragraph([Text("[^1]: "), Text("One.")])
        Paragraph([Text("Two.")])
        Paragraph([Text("[^2]: ")])
        List(None, [ListItem { task: None, blocks: [Paragraph([Text("c")])] }])
    "#]],
    );
}

#[test]
fn nesting_stays_up_to_the_limit_and_is_flattened_beyond() {
    let quotes = |levels: usize| depths(&blocks(&format!("{}a", "> ".repeat(levels))));
    assert_eq!(quotes(NESTING_MAX - 1), (NESTING_MAX, 1));
    assert_eq!(quotes(NESTING_MAX), (NESTING_MAX + 1, 1));
    assert_eq!(quotes(NESTING_MAX + 1), (NESTING_MAX + 1, 1));
    assert_eq!(quotes(5_000), (NESTING_MAX + 1, 1));

    let lists = |levels: usize| depths(&blocks(&format!("{}a", "- ".repeat(levels))));
    assert_eq!(lists(NESTING_MAX / 2 - 1), (NESTING_MAX - 1, 1));
    assert_eq!(lists(NESTING_MAX / 2), (NESTING_MAX + 1, 1));
    assert_eq!(lists(5_000), (NESTING_MAX + 1, 1));

    let emphasis = |levels: usize| {
        depths(&blocks(&format!("{}a{}", "*a ".repeat(levels), "b*".repeat(levels))))
    };
    assert_eq!(emphasis(NESTING_MAX), (1, NESTING_MAX + 1));
    assert_eq!(emphasis(1_000), (1, NESTING_MAX + 1));
}

#[test]
fn what_is_flattened_keeps_its_text() {
    let deep = format!("{}- [x] a\n{}- b\n", "> ".repeat(40), "> ".repeat(40));
    let shown = format!("{:?}", blocks(&deep));
    assert!(shown.contains("[Paragraph([Text(\"[x] a\")]), Paragraph([Text(\"b\")])]"), "{shown}");
}

#[test]
fn what_nobody_scrolls_through_is_left_out_and_said() {
    assert_eq!(blocks(&"# A\n".repeat(BLOCKS_MAX - 1)).len(), BLOCKS_MAX - 1);
    let cut = blocks(&"# A\n".repeat(BLOCKS_MAX + 9));
    assert_eq!(cut.len(), BLOCKS_MAX + 1);
    let Some(Block::Paragraph(last)) = cut.last() else { panic!("it ends with a remark") };
    assert!(Inline::plain(last).contains("the rest is in the file"));
}

#[test]
fn a_reference_of_a_part_leads_where_its_page_says() {
    let page = "## A\n\nSee [the guide][] and [that][x].\n\n## B\n\n[The guide]: a.md\n";
    let part = &page[..page.find("## B").expect("it is there")];
    let shown = format!("{:?}", blocks_of(part, page));
    assert!(shown.contains("Link([Text(\"the guide\")], \"a.md\")"), "{shown}");
    assert!(shown.contains("[that][x]"), "what no page defines stays as it is: {shown}");
    assert!(format!("{:?}", blocks(part)).contains("[the guide][]"));
}
