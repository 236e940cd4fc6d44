//! Words that no article has, and words that have two spellings.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

fn library() -> World {
    World::new()
        .article("freeze", "aliases: [blackout]\n", "The organisation stops changes in December.")
        .commit(date(2026, 11, 1))
}

#[test]
fn a_correction_is_said_with_the_way_back() {
    let world = library();
    world.run("search chnages december").exits(0).prints(expect![[r#"
        No article has `chnages`; searched for changes instead.
        Search instead for what you typed: kb search chnages december --as-typed
        1  About freeze › In practice
           kb/freeze.md:12
           The organisation stops changes in December.
           definition · unreviewed · interests not declared · CC-BY-4.0 · 1 min

        1 of 1 article · open: kb show freeze
    "#]]);
    world.run("search --as-typed chnages").exits(1).prints(expect![[r#"
        No article answers this.
        Nobody asks it here yet:
          kb ask chnages
        0 of 1 article
    "#]]);
    world
        .run("search --format json --as-typed chnages stopped december")
        .exits(0)
        .has("\"corrections\":[]");
}

#[test]
fn the_way_back_is_safe_to_paste() {
    let world = library();
    let args = ["search", "--", "-chnages; it's"].map(str::to_owned);
    let expected = "kb search --as-typed -- '-chnages; it'\\''s'\n";
    world.run_in(&world.root(), &args).has(expected);
}

#[test]
fn names_and_aliases_are_words_of_the_library() {
    library().run("search blackuot").exits(0).has("searched for blackout instead");
}

#[test]
fn the_other_spelling_is_no_mistake() {
    for query in ["search organization", "search organisation", "search organizations"] {
        library().run(query).exits(0).has_not("No article has");
    }
    let json = library().run("search organization --format json").json();
    let matches = json["hits"][0]["snippet_matches"].as_array().expect("a list");
    assert_eq!(matches.len(), 1, "the word is marked as it is written");
}
