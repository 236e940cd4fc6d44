//! Any text is a query, and any bytes are: there is an answer or none, and never a failure.

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};

use super::properties::for_all;
use super::world::World;

/// What means something to one query language or another.
const PIECES: &[&str] = &[
    "walrus",
    "narwhal",
    "\"",
    "'",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "*",
    "?",
    "~",
    "~9999",
    "^",
    "^1e9",
    "NOT ",
    "AND ",
    "OR ",
    "NOT",
    "-",
    "+",
    "!",
    "|",
    "||",
    "&&",
    "\\",
    "/",
    ":",
    "::",
    "..",
    ",",
    "type:",
    "type:guide",
    "status:",
    "state:overdue",
    "license:",
    "reviewed:..2026-01-01",
    "topic:",
    "nofield:",
    "title:",
    "2026-01-01",
    "[a TO ",
    "<",
    ">",
    "=",
    "@",
    "#",
    "%",
    "$",
    "`",
    " ",
    "\t",
    "\n",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "\u{301}",
    "ﬁ",
    "İ",
    "ß",
    "日本",
    "1e999",
    "-1",
    "--",
    "the",
];

fn library() -> World {
    World::new().article("walrus", "", "The walrus swims.").article("narwhal", "", "So does it.")
}

fn ask(world: &World, query: &str) -> super::world::Outcome {
    let args = ["search", "--format", "json", "--", query].map(str::to_owned);
    let found = world.run_in(&world.root(), &args);
    assert!(found.code < 2, "{query:?}: {}", found.err);
    found.json();
    found
}

#[test]
fn any_text_is_a_query() {
    let world = library();
    let piece = prop_oneof![
        8 => (0..PIECES.len()).prop_map(|at| PIECES[at].to_owned()),
        1 => any::<char>().prop_map(String::from),
        1 => Just(" ".to_owned()),
    ];
    let text = vec(piece, 0..12).prop_map(|pieces| pieces.concat());
    for_all(256, text, |query| drop(ask(&world, &query)));
}

#[test]
fn a_mark_repeated_ten_thousand_times_is_a_query() {
    let world = library();
    for piece in PIECES.iter().filter(|piece| !piece.trim().is_empty()) {
        ask(&world, &piece.repeat(10_000 / piece.len()));
    }
}

#[test]
fn what_means_nothing_does_not_hide_what_does() {
    let world = library();
    for query in
        ["\" walrus", "((((walrus", "walrus)", "walrus\\", "walrus ~9999", "walrus\0", "walrus ^2"]
    {
        let found = ask(&world, query);
        assert_eq!(found.json()["hits"][0]["path"], "kb/walrus.md", "{query:?}: {}", found.out);
    }
}

/// Arguments that are not UTF-8 only reach a real process.
#[cfg(unix)]
#[test]
fn any_bytes_are_a_query() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt as _;
    use std::process::{Command, Stdio};

    let world = library();
    let ask = |query: Vec<u8>| {
        let mut kb = Command::new(env!("CARGO_BIN_EXE_kb"));
        kb.env_clear().env("HOME", world.root()).current_dir(world.root()).stdin(Stdio::null());
        kb.args(["search", "--format", "json", "--"]).arg(OsString::from_vec(query.clone()));
        let found = kb.output().expect("kb can be started");
        assert!(found.status.code().is_some_and(|code| code < 2), "{query:?}: {found:?}");
        serde_json::from_slice::<serde_json::Value>(&found.stdout).expect("it is JSON")
    };
    assert_eq!(ask(b"walrus \xff\xfe".to_vec())["hits"][0]["path"], "kb/walrus.md");
    ask(b"caf\xe9".to_vec());
    ask(vec![0xff; 100_000]);
    for_all(24, vec(1..=255_u8, 0..64), |query| drop(ask(query)));
}
