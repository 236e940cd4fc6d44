//! Hostile text in every place that is printed: it steers no terminal and no runner of jobs.

use super::hostile::{neighbours, neighbours_are_well, sound};
use super::world::{Outcome, World};

/// What terminals, runners and readers of logs obey, by what it would do.
const ORDERS: [(&str, &str); 20] = [
    ("clear", "\u{1b}[2J"),
    ("ask for the cursor", "\u{1b}[6n"),
    ("reset", "\u{1b}c"),
    ("set the title", "\u{1b}]0;owned\u{7}"),
    ("write the clipboard", "\u{1b}]52;c;b3duZWQ=\u{1b}\\"),
    ("link elsewhere", "\u{1b}]8;;https://example.org/\u{1b}\\text\u{1b}]8;;\u{1b}\\"),
    ("never end", "\u{1b}]0;never"),
    ("device control", "\u{1b}P$q\"p\u{1b}\\"),
    ("application command", "\u{1b}_Gi=1\u{1b}\\"),
    ("short csi", "\u{9b}2J"),
    ("short osc", "\u{9d}0;owned\u{9c}"),
    ("bell", "a\u{7}b"),
    ("backspace", "safe\u{8}\u{8}\u{8}\u{8}evil"),
    ("delete", "a\u{7f}b"),
    ("override", "\u{202e}dm.exe"),
    ("isolate", "\u{2067}a\u{2069}"),
    ("mark", "a\u{200f}b"),
    ("command", "::error file=kb/zebra.md::owned"),
    ("escaped command", "%0A::set-env name=A::b"),
    ("old command", "##[add-path]/tmp"),
];

/// A sound article, but for `order` in its title, a key, a value, an anchor, a link, a rule.
fn article(order: &str) -> String {
    let quoted = format!("\"{}\"", order.replace('\\', "\\\\").replace('"', "\\\""));
    let body = format!("# {order}\n\n[{order}](<gone {order}.md>) and [x](<#no {order}>)\n\n");
    sound()
        .replace("title: About a thing", &format!("title: {quoted}\nstatus: {quoted}"))
        .replace("authors: [A. Author]", &format!("authors: [{quoted}]\n{quoted}: x"))
        .replace("The walrus.", &format!("The walrus {order}.\n\n<!-- kb: ignore[{order}] -->"))
        + &body
}

/// Nothing that a terminal obeys is in what was printed.
#[track_caller]
fn is_plain(what: &str, outcome: &Outcome) {
    let steers = |character: &char| {
        (character.is_control() && *character != '\n')
            || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
            || matches!(character, '\u{2066}'..='\u{2069}')
    };
    let found = outcome.out.chars().chain(outcome.err.chars()).find(steers);
    assert_eq!(found, None, "{what}: {}{}", outcome.out, outcome.err);
    assert!(outcome.code < 3, "{what}");
}

fn world(order: &str) -> World {
    neighbours().file("kb/hostile.md", article(order)).file(&name(order), article(order))
}

/// A file whose name has the order in it.
fn name(order: &str) -> String {
    format!("kb/x {}.md", order.replace('/', "_"))
}

#[test]
fn no_text_steers_a_terminal_however_wide_it_is() {
    for (what, order) in ORDERS {
        for width in [1, 20, 10_000] {
            let world = world(order).terminal(width);
            for command in ["check -v", "list", "show hostile", "search walrus", "stale"] {
                let outcome = world.run(&format!("{command} --color never"));
                is_plain(&format!("{what}, {command}, {width}"), &outcome);
            }
        }
        neighbours_are_well(&world(order));
    }
}

#[test]
fn no_text_gives_a_runner_of_jobs_a_command() {
    for (what, order) in ORDERS {
        let outcome = world(order).run("check --format github");
        is_plain(what, &outcome);
        for line in outcome.out.lines().map(str::trim_start) {
            let is_ours =
                line.starts_with("::error file=kb/") || line.starts_with("::warning file=kb/");
            assert!(is_ours || !line.starts_with("::"), "{what}: {line}");
            assert!(is_ours || !line.contains("##["), "{what}: {line}");
            assert!(!line.starts_with("::error file=kb/zebra.md"), "{what}: {line}");
        }
    }
}

#[test]
fn every_text_comes_back_from_json_as_it_was() {
    for (what, order) in ORDERS {
        let world = world(order);
        let outcome = world.run("check --format json");
        let findings = outcome.json()["findings"].clone();
        let paths: Vec<&str> = findings
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|it| it["path"].as_str())
            .collect();
        assert!(paths.contains(&name(order).as_str()), "{what}: {paths:?}");
        assert!(!outcome.out.contains('\u{1b}'), "{what}");
    }
}
