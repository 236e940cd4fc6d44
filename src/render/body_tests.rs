//! Bodies at several widths, and nothing that steers a terminal.

use expect_test::{Expect, expect};

use super::*;
use crate::render::screen::Colour;

fn shown(blocks: &[Block], colour: Colour, width: usize) -> String {
    let mut out = Vec::new();
    body(&mut Screen::new(&mut out, colour, width), blocks).unwrap();
    String::from_utf8(out).unwrap()
}

#[track_caller]
fn check(width: usize, blocks: &[Block], expected: &Expect) {
    let shown = shown(blocks, Colour::Off, width);
    assert!(shown.lines().all(|line| !line.ends_with(' ')), "{shown}");
    expected.assert_eq(&shown);
}

fn text(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(text(words))
}

fn item(task: Option<bool>, blocks: Vec<Block>) -> ListItem {
    ListItem { task, blocks }
}

fn article() -> Vec<Block> {
    vec![
        Block::Heading(2, text("When is it OK to stop the clock?")),
        Block::Paragraph(vec![
            Inline::Text("Only while you ".to_owned()),
            Inline::Strong(text("wait")),
            Inline::Text(" for the customer: see ".to_owned()),
            Inline::Link(text("the policy"), "policy.md#clock".to_owned()),
            Inline::Text(" and ".to_owned()),
            Inline::Code("kb show".to_owned()),
            Inline::Text(". ".to_owned()),
            Inline::Strikethrough(text("Never on Sunday.")),
            Inline::Break,
            Inline::Image("A clock".to_owned(), "clock.png".to_owned()),
        ]),
        Block::List(
            Some(9),
            vec![
                item(None, vec![paragraph("Write down the reason in words that others read")]),
                item(Some(true), vec![paragraph("Tell the customer")]),
            ],
        ),
        Block::Quote(vec![
            paragraph("The clock is a promise, not a measurement."),
            Block::Quote(vec![paragraph("Quoted again")]),
        ]),
        Block::Code("sh".to_owned(), "kb search clock --format json | jq .\n\n\tdone\n".to_owned()),
        Block::Table(
            vec![text("State"), text("Clock")],
            vec![
                vec![text("waiting for customer"), text("stopped")],
                vec![text("in progress"), text("runs on as it did before")],
            ],
        ),
        Block::Rule,
        paragraph("The end."),
    ]
}

#[test]
fn an_article_reads_well_in_80_columns() {
    check(
        80,
        &article(),
        &expect![[r#"
        ## When is it OK to stop the clock?

        Only while you wait for the customer: see the policy (policy.md#clock) and `kb
        show`. ~~Never on Sunday.~~
        [image: A clock]

         9. Write down the reason in words that others read
        10. [x] Tell the customer

        │ The clock is a promise, not a measurement.
        │
        │ │ Quoted again

            kb search clock --format json | jq .

                done

        State                 Clock
        ────────────────────  ────────────────────────
        waiting for customer  stopped
        in progress           runs on as it did before

        ────────────────────────────────────────────────────────────────────────────────

        The end.
    "#]],
    );
}

#[test]
fn an_article_reads_well_in_40_columns() {
    check(
        40,
        &article(),
        &expect![[r#"
        ## When is it OK to stop the clock?

        Only while you wait for the customer:
        see the policy (policy.md#clock) and `kb
        show`. ~~Never on Sunday.~~
        [image: A clock]

         9. Write down the reason in words that
            others read
        10. [x] Tell the customer

        │ The clock is a promise, not a
        │ measurement.
        │
        │ │ Quoted again

            kb search clock --format json | jq .

                done

        State                Clock
        ───────────────────  ───────────────────
        waiting for          stopped
        customer

        in progress          runs on as it did
                             before

        ────────────────────────────────────────

        The end.
    "#]],
    );
}

#[test]
fn an_article_can_be_read_in_20_columns() {
    check(
        20,
        &article(),
        &expect![[r#"
        ## When is it OK to
           stop the clock?

        Only while you wait
        for the customer:
        see the policy
        (policy.md#clock)
        and `kb show`.
        ~~Never on Sunday.~~
        [image: A clock]

         9. Write down the
            reason in words
            that others read
        10. [x] Tell the
                customer

        │ The clock is a
        │ promise, not a
        │ measurement.
        │
        │ │ Quoted again

            kb search clock --format json | jq .

                done

        State: waiting for
          customer
        Clock: stopped

        State: in progress
        Clock: runs on as it
          did before

        ────────────────────

        The end.
    "#]],
    );
}

#[test]
fn lines_of_a_very_wide_screen_stay_readable() {
    let shown = shown(&[paragraph(&"word ".repeat(100))], Colour::Off, 10_000);
    let longest = shown.lines().map(str::len).max().unwrap();
    assert_eq!(longest, 99);
}

#[test]
fn lists_are_tight_unless_an_item_has_more_than_a_paragraph_and_lists() {
    let nested = Block::List(None, vec![item(Some(false), vec![paragraph("c")])]);
    let tight = Block::List(
        None,
        vec![
            item(None, vec![paragraph("a"), nested.clone()]),
            item(None, vec![]),
            item(None, vec![nested]),
        ],
    );
    let loose = Block::List(
        Some(u64::MAX),
        vec![
            item(None, vec![paragraph("a"), paragraph("b")]),
            item(None, vec![Block::Code(String::new(), "x\ny\n".to_owned()), Block::Rule]),
        ],
    );
    check(
        40,
        &[tight, loose],
        &expect![[r#"
            • a
              • [ ] c
            •
            • • [ ] c

            18446744… a

            b

            18446744…     x
                y

            ────────────────────────────────────────
        "#]],
    );
}

#[test]
fn deep_nesting_leaves_half_of_the_width_to_the_text() {
    let words = || paragraph("some words that need room");
    let (mut quote, mut list) = (words(), words());
    for _ in 0..30 {
        quote = Block::Quote(vec![quote]);
        list = Block::List(Some(999_999_999), vec![item(None, vec![list])]);
    }
    check(
        20,
        &[quote, list],
        &expect![[r#"
            │ │ │ │ │ some words
            │ │ │ │ │ that need
            │ │ │ │ │ room

            999… some words that
            need room
        "#]],
    );
}

#[test]
fn half_of_the_width_may_be_margin_and_no_more() {
    let quotes = |levels: usize| {
        let words = paragraph("a b c d e f g h i j k");
        (0..levels).fold(words, |block, _| Block::Quote(vec![block]))
    };
    check(
        20,
        &[quotes(5)],
        &expect![[r#"
        │ │ │ │ │ a b c d e
        │ │ │ │ │ f g h i j
        │ │ │ │ │ k
    "#]],
    );
    check(
        20,
        &[quotes(6)],
        &expect![[r#"
            │ │ │ │ │ a b c d e
            │ │ │ │ │ f g h i j
            │ │ │ │ │ k
        "#]],
    );
}

#[test]
fn links_show_where_they_lead_unless_they_say_it_themselves() {
    let link =
        |text: &str, to: &str| Inline::Link(vec![Inline::Text(text.to_owned())], to.to_owned());
    let blank = || Inline::Text("; ".to_owned());
    let written = vec![
        link("https://a.example", "https://a.example"),
        blank(),
        link("jo@b.example", "mailto:jo@b.example"),
        blank(),
        link("here", "mailto:jo@b.example"),
        blank(),
        link("", "c.md"),
        blank(),
        Inline::Link(vec![Inline::Image(String::new(), "d.png".to_owned())], "e.md".to_owned()),
    ];
    check(
        80,
        &[Block::Paragraph(written)],
        &expect![[r#"
            https://a.example; jo@b.example; here (mailto:jo@b.example); (c.md); [image:
            d.png] (e.md)
        "#]],
    );
}

#[test]
fn nothing_is_written_for_nothing() {
    check(80, &[], &expect![""]);
}

#[test]
fn colour_adds_styles_and_changes_no_text() {
    let styled = shown(&article(), Colour::On, 40);
    assert!(styled.contains("\u{1b}[1mwait\u{1b}[0m"), "{styled:?}");
    assert!(styled.contains("\u{1b}[2m## \u{1b}[0m\u{1b}[1;4mWhen"), "{styled:?}");
    let mut plain = String::new();
    for part in styled.split('\u{1b}') {
        plain
            .push_str(part.split_once('m').filter(|_| part.starts_with('[')).map_or(part, |p| p.1));
    }
    assert_eq!(plain, shown(&article(), Colour::Off, 40));
}

#[test]
fn nothing_hostile_reaches_the_screen_from_any_kind_of_block() {
    let hostile = "\u{1b}]52;c;QQ==\u{7}\u{9b}2J\u{90}\u{202e}\u{2066}\u{e0041}\r\u{8}\u{7f}";
    let inlines = vec![
        Inline::Text(hostile.to_owned()),
        Inline::Code(hostile.to_owned()),
        Inline::Emphasis(text(hostile)),
        Inline::Strong(text(hostile)),
        Inline::Strikethrough(text(hostile)),
        Inline::Link(text(hostile), format!("x{hostile}")),
        Inline::Image(hostile.to_owned(), hostile.to_owned()),
        Inline::Image(String::new(), hostile.to_owned()),
    ];
    let blocks = [
        Block::Heading(1, inlines.clone()),
        Block::Paragraph(inlines.clone()),
        Block::List(Some(1), vec![item(Some(true), vec![Block::Paragraph(inlines.clone())])]),
        Block::Quote(vec![Block::Paragraph(inlines.clone())]),
        Block::Code(hostile.to_owned(), hostile.to_owned()),
        Block::Table(vec![inlines.clone(), inlines.clone()], vec![vec![inlines.clone(), inlines]]),
    ];
    for width in [20, 40, 80, 10_000] {
        let shown = shown(&blocks, Colour::Off, width);
        let steering = |c: &char| *c != '\n' && crate::domain::untrusted::steers_terminal(*c);
        assert_eq!(shown.chars().find(steering), None, "{shown:?}");
    }
}
