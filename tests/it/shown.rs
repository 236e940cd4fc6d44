//! Bodies from strangers, from text to screen: nothing steers, nothing overflows.

use kb::domain::markdown::Outline;
use kb::domain::text::Span;
use kb::domain::untrusted::steers_terminal;
use kb::parse::blocks::blocks;
use kb::parse::markdown::outline;
use kb::render::body::body;
use kb::render::screen::{Colour, Screen};

fn read(text: &str) -> Outline {
    outline(text, Span::new(0..text.len()))
}

fn shown(text: &str, width: usize) -> String {
    let mut out = Vec::new();
    let mut screen = Screen::new(&mut out, Colour::Off, width);
    body(&mut screen, &blocks(text)).expect("a vector takes every byte");
    String::from_utf8(out).expect("text in, text out")
}

const REPEATED: [(&str, &str); 30] = [
    ("open links", "[a]("),
    ("open brackets", "["),
    ("open images", "![["),
    ("open angles", "[a](<b"),
    ("emphasis", "*a_ "),
    ("strong", "**a *b __c _d "),
    ("tildes", "~~a ~b "),
    ("quotes", ">"),
    ("quotes apart", "> "),
    ("bullets", "+ "),
    ("numbers", "1. "),
    ("mixed", "> - 1. "),
    ("backticks", "a`b``c```"),
    ("tags", "<a id='"),
    ("comments", "<!-- a <!"),
    ("entities", "&amp;&#1;&notin"),
    ("backslashes", "\\"),
    ("escaped", "\\[a\\](b)\\"),
    ("bars", "|"),
    ("carriage returns", "# a\r\r"),
    ("fences", "```\n~~~\n"),
    ("one long word", "x"),
    ("one long line of links", "é [a](b.md) ![c](<d>) <https://e.example> "),
    ("marks", "\u{301}"),
    ("emoji", "👩‍💻"),
    ("wide", "日本"),
    ("escapes", "\u{1b}]52;c;QQ==\u{7}"),
    ("overrides", "\u{202e}a\u{2066}"),
    ("nul", "a\0"),
    ("footnotes", "[^1]\n\n[^1]: "),
];

/// Patterns that made other readers of Markdown hang, overflow or abort.
fn hostile(bytes: usize) -> Vec<(&'static str, String)> {
    let repeated = REPEATED.map(|(name, unit)| (name, unit.repeat(bytes / unit.len())));
    let numbered = |name: &'static str, line: &dyn Fn(usize) -> String| {
        let mut text = String::with_capacity(bytes);
        for index in 0.. {
            if text.len() >= bytes {
                break;
            }
            text.push_str(&line(index));
        }
        (name, text)
    };
    let nested = |name: &'static str, open: &str, inside: &str, close: &str| {
        let levels = bytes / (open.len() + close.len());
        (name, open.repeat(levels) + inside + &close.repeat(levels))
    };
    let others = [
        nested("nested images", "![", "a", "](b)"),
        nested("nested links", "[", "a", "](b)"),
        nested("nested emphasis", "*a ", "b", "*"),
        nested("parentheses", "[a](", "b", ")"),
        numbered("headings", &|index| format!("# A\n## A-{index}\n")),
        numbered("anchors", &|index| format!("# a {{#x{index}}}\n")),
        numbered("references", &|index| format!("[a{index}]: b{index}\n")),
        numbered("backticks apart", &|index| format!("{} ", "`".repeat(index))),
        numbered("list staircase", &|index| format!("{}- a\n", "  ".repeat(index))),
        numbered("quote staircase", &|index| format!("{} a\n\n", ">".repeat(index))),
        numbered("table", &|index| match index {
            0 => "a|".repeat(200) + "\n" + &"-|".repeat(200) + "\n",
            _ => "|\n".to_owned(),
        }),
        numbered("table of long headers", &|index| match index {
            0 => format!("{}|b\n-|-\n", "a ".repeat(bytes / 8)),
            _ => "c|d\n".to_owned(),
        }),
    ];
    repeated.into_iter().chain(others).collect()
}

#[test]
fn hostile_bodies_are_read_and_shown_without_a_panic() {
    for (name, text) in hostile(20_000).into_iter().chain(hostile(100_000)) {
        let outline = read(&text);
        for heading in &outline.headings {
            assert!(text.get(heading.span.range()).is_some(), "{name}");
        }
        for link in &outline.links {
            assert!(text.get(link.span.range()).is_some(), "{name}");
        }
        let wide = shown(&text, 80);
        let steering = |c: &char| *c != '\n' && steers_terminal(*c);
        assert_eq!(wide.chars().find(steering), None, "{name}");
    }
}

#[test]
fn hostile_bodies_are_shown_on_the_narrowest_screen() {
    for (name, text) in hostile(20_000) {
        let narrow = shown(&text, 0);
        assert!(!narrow.contains('\u{1b}'), "{name}");
    }
}

#[test]
fn a_reference_cannot_blow_up_what_is_read_or_shown() {
    let definition = format!("[a]: {}\n\n", "b".repeat(10_000));
    let text = definition + &"[a]\n".repeat(2_500);
    assert!(shown(&text, 80).len() < 20 * text.len());
    let read: usize = read(&text).links.iter().map(|link| link.destination(&text).len()).sum();
    assert!(read < 20 * text.len());
}

#[test]
fn what_is_hostile_in_an_article_is_spelled_out_wherever_it_stands() {
    let hostile = "\u{1b}]52;c;QQ==\u{7}\u{9b}2J\u{202e}";
    let text = format!(
        "# a{hostile}\n\n[b{hostile}](<c{hostile}> \"d{hostile}\") ![e{hostile}](f)\n\n\
         ```{hostile}\n{hostile}\n```\n\n| g{hostile} | h |\n|---|---|\n| `{hostile}` | i |\n\n\
         - [ ] {hostile}\n\n[^{hostile}] {hostile}\n\n[^{hostile}]: j\n"
    );
    for width in [20, 40, 80] {
        let shown = shown(&text, width);
        let steering = |c: &char| *c != '\n' && steers_terminal(*c);
        assert_eq!(shown.chars().find(steering), None, "{shown:?}");
        assert!(shown.contains("\\u{1b}]52"), "{shown}");
    }
}
