//! What is drawn, as frames.

use expect_test::{Expect, expect};
use jiff::civil::date;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::*;
use crate::domain::found::Hit;
use crate::domain::id::{ArticleId, IdScheme};
use crate::domain::key::Key;
use crate::domain::outcome::{SearchedLibrary, ShownLicense, Snippet, Trust};
use crate::domain::path::ArticlePath;
use crate::domain::picker::Room;
use crate::domain::review::Freshness;
use crate::domain::untrusted::Untrusted;
use crate::render::snippet::mark;

fn hit(path: &str, title: &str, freshness: Freshness) -> Hit {
    let path = ArticlePath::new(path);
    Hit {
        id: ArticleId::of_path(&"test".into(), IdScheme::Stem, &path),
        title: Untrusted::from(title),
        origin: 0,
        path,
        line: 12,
        heading: vec![Untrusted::from("Answer")],
        also: Vec::new(),
        score: 1.0,
        snippet: Some(Snippet { text: String::new(), matches: Vec::new() }),
        trust: Trust {
            kind: Some(Untrusted::from("guide")),
            status: crate::domain::article::Status::Active,
            freshness,
            reviewed: Some(date(2026, 1, 2)),
            is_changed: false,
            due: Some(date(2026, 7, 2)),
            evidence: None,
            license: Some(ShownLicense { expression: "CC-BY-4.0".into(), is_from_config: false }),
            disclosure: None,
            tally: crate::domain::experience::Tally::default(),
            words: 300,
            superseded_by: None,
            successor: None,
            fit: None,
        },
    }
}

fn outcome(hits: Vec<Hit>) -> SearchOutcome {
    SearchOutcome {
        unknown: Vec::new(),
        query: Untrusted::from("stop clock"),
        typed: Vec::new(),
        filters: Vec::new(),
        excluded: Vec::new(),
        order: crate::domain::filter::Order::Score,
        is_reversed: false,
        offset: 0,
        facets: Vec::new(),
        left_out: Vec::new(),
        expansions: Vec::new(),
        at: None,
        at_day: None,
        corrections: Vec::new(),
        is_answered: true,
        is_list: false,
        prefers_like: false,
        way_on: None,
        total: hits.len(),
        retired_hidden: 0,
        hits,
        libraries: vec![SearchedLibrary::default()],
        notes: Vec::new(),
    }
}

fn clocks() -> SearchOutcome {
    outcome(vec![
        hit("kb/service-level/stop-the-clock.md", "Stop the clock", Freshness::Current),
        hit("kb/incident/clock.md", "時計を止める clock 👩‍💻", Freshness::Overdue),
        hit("kb/\u{1b}[2J\u{202e}.md", "Evil \u{1b}]52;c;QQ==\u{7}", Freshness::Retired),
    ])
}

/// One frame of `size`, after `keys` were pressed.
fn frame(size: (u16, u16), outcome: Option<&SearchOutcome>, keys: &[Key]) -> String {
    let mut picker = Picker::new("stop clock");
    let panes = panes(size);
    let body = ["Stop the clock when you wait for the customer.", "", "## Pitfalls", "A clock."];
    let chosen = outcome.and_then(|outcome| outcome.hits.first());
    let head = chosen.map(|hit| head(hit, panes.preview_width())).unwrap_or_default();
    let preview = Preview { head, body: body.iter().map(|line| Line::from(*line)).collect() };
    picker.fit(panes.room(preview.head.len()));
    picker.found(outcome.map_or(0, |outcome| outcome.total));
    picker.preview(body.len(), 0);
    for key in keys {
        picker.press(key);
    }
    let marked = |line: &Line| {
        let text = line.to_string();
        let found = text.match_indices("clock").map(|(at, word)| (at, at + word.len()));
        mark(line, &found.collect::<Vec<_>>())
    };
    let view = View {
        picker: &picker,
        outcome,
        offset: 0,
        completed: None,
        failure: None,
        articles: 12,
        preview: &preview,
        mark: Box::new(marked),
        message: None,
        has_colour: false,
    };
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).expect("memory is there");
    terminal.draw(|frame| draw(frame, &view)).expect("memory takes everything");
    let buffer = terminal.backend().buffer();
    let rows = buffer.content().chunks(usize::from(size.0));
    let text = |row: &[ratatui::buffer::Cell]| -> String {
        let (mut text, mut covered) = (String::new(), 0_usize);
        for cell in row {
            // A wide character covers the cell behind it.
            if covered == 0 {
                text.push_str(cell.symbol());
                covered = columns(cell.symbol());
            }
            covered = covered.saturating_sub(1);
        }
        text.trim_end().to_owned()
    };
    rows.map(text).collect::<Vec<_>>().join("\n") + "\n"
}

#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "an expectation is written where it is used")]
fn check(size: (u16, u16), outcome: Option<&SearchOutcome>, keys: &[Key], expected: Expect) {
    expected.assert_eq(&frame(size, outcome, keys));
}

#[test]
fn text_stands_beside_the_hits_where_there_is_room() {
    check(
        (100, 12),
        Some(&clocks()),
        &[Key::Down],
        expect![[r#"
            > stop clock
            2/3 of 12 articles
              Stop the clock › Answer               │ Stop the clock › Answer
              …level/stop-the-clock.md:12  reviewed │ guide · reviewed 2026-01-02 · interests not declared ·
            > 時計を止める clock 👩‍💻 › Answer        │   CC-BY-4.0 · 2 min
              kb/incident/clock.md:12  overdue      │
              Evil \u{1b}]52;c;QQ==\u{7} › Answer   │ Stop the clock when you wait for the customer.
              kb/\u{1b}[2J\u{202e}.md:12  retired   │
                                                    │ ## Pitfalls
                                                    │ A clock.
                                                    │
            Enter print place · ^O edit · Tab copy place · Alt-C copy credit · F1 keys · Esc leave
        "#]],
    );
}

#[test]
fn text_stands_below_the_hits_where_there_is_less() {
    check(
        (60, 16),
        Some(&clocks()),
        &[],
        expect![[r#"
            > stop clock
            1/3 of 12 articles
            > Stop the clock › Answer
              kb/service-level/stop-the-clock.md:12  reviewed
              時計を止める clock 👩‍💻 › Answer
              kb/incident/clock.md:12  overdue
            ────────────────────────────────────────────────────────────
            Stop the clock › Answer
            guide · reviewed 2026-01-02 · interests not declared ·
              CC-BY-4.0 · 2 min

            Stop the clock when you wait for the customer.

            ## Pitfalls
            A clock.
            Enter print place · ^O edit · Tab copy place · Alt-C copy c…
        "#]],
    );
}

#[test]
fn nothing_is_too_small_to_be_drawn_on() {
    for width in [1, 2, 3, 5, 20, 99, 101] {
        for height in 1..14 {
            for outcome in [None, Some(&clocks())] {
                let text = frame((width, height), outcome, &[Key::End, Key::Char('é')]);
                assert_eq!(text.lines().count(), usize::from(height));
                frame((width, height), outcome, &[Key::Help]);
            }
        }
    }
    check(
        (9, 2),
        Some(&clocks()),
        &[],
        expect![[r#"
        >  clock
        1/3 of 1…
    "#]],
    );
}

#[test]
fn nothing_of_an_article_steers_the_terminal() {
    let text = frame((140, 20), Some(&clocks()), &[Key::End]);
    assert!(text.contains("Evil \\u{1b}]52"), "{text}");
    let steers = crate::domain::untrusted::steers_terminal;
    assert!(!text.replace('\n', "").chars().any(steers), "{text}");
}

#[test]
fn what_came_of_the_query_is_said_first() {
    let second = |outcome: Option<&SearchOutcome>| {
        frame((100, 8), outcome, &[]).lines().nth(1).expect("there are eight").to_owned()
    };
    expect!["12 articles: type what you look for, ? for keys"].assert_eq(&second(None));
    let none = SearchOutcome { is_answered: false, ..outcome(Vec::new()) };
    expect!["No article answers this. 0/0 of 12 articles"].assert_eq(&second(Some(&none)));
    let corrected = SearchOutcome {
        is_answered: false,
        corrections: vec![("clok".into(), "clock".into())],
        retired_hidden: 2,
        ..clocks()
    };
    let expected = expect![
        "No article has `clok`; searched for clock · No article answers this. Nearest: 1/3 of 12 articles · …"
    ];
    expected.assert_eq(&second(Some(&corrected)));
}

#[test]
fn keys_are_explained_over_everything() {
    check(
        (60, 18),
        Some(&clocks()),
        &[Key::Help],
        expect![[r#"
            type                 search; the last word as it begins
            Up Down ^P ^N        choose another hit
            PgUp PgDn Home End   further
            Shift-Up Shift-Down  scroll the text by a line
            ^B ^F                scroll the text by a page
            Enter                leave, and print the place of the hit
            ^O                   open it in your editor, at its line
            Tab ^Y               copy the place of the hit
            Alt-C                copy the credit that goes with its text
            Left Right ^A ^E     move in what you type
            ^W ^U                take away a word, or all
            ^L                   draw everything anew
            ^Z                   stop; fg goes on
            Esc                  leave without a choice
            ^C                   end



        "#]],
    );
}

#[test]
fn a_long_query_is_scrolled_to_its_cursor() {
    let typed = [Key::Paste(" and then 時計".to_owned())];
    let first = |keys: &[Key]| frame((16, 3), None, keys).lines().next().map(str::to_owned);
    assert_eq!(first(&typed).as_deref(), Some("> and then 時計"));
    let back = [typed[0].clone(), Key::Ctrl('a')];
    assert_eq!(first(&back).as_deref(), Some("> stop clock an…"));
}

#[test]
fn colour_and_matches_show_in_the_cells() {
    let look = |has_colour| look(Style::Match, has_colour);
    assert_eq!(look(true).fg, Some(ratatui::style::Color::Magenta));
    assert_eq!((look(false).fg, look(false).bg), (None, None));
    assert!(look(false).add_modifier.contains(Modifier::UNDERLINED));
    assert_eq!(Room::default().hits, 0);
}
