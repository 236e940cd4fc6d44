//! Counts, order and pages of what is found.

use jiff::civil::date;

use super::world::World;

/// Twelve guides and metrics on the walrus, `a` to `l`, each longer than the last.
fn library() -> World {
    let world = (b'a'..=b'l').fold(World::new(), |world, letter| {
        let name = char::from(letter);
        let place = usize::from(letter - b'a');
        let kind = if letter % 3 == 0 { "metric" } else { "guide" };
        let review = match place {
            0 => String::new(),
            _ => format!("review: {{on: 2026-{place:02}-01, every: 12 months}}\n"),
        };
        let title = char::from(b'z' - (letter - b'a'));
        let words = "word ".repeat(place);
        world.file(
            &format!("kb/{name}.md"),
            format!("---\ntitle: {title}\ntype: {kind}\n{review}---\nThe walrus. {words}\n"),
        )
    });
    world.commit(date(2026, 11, 1))
}

#[track_caller]
fn check(flags: &str, paths: &str, closing: &str) {
    let outcome = library().run(&format!("search walrus {flags}")).exits(0).has(closing);
    let places = outcome.out.lines().filter_map(|line| line.trim().strip_prefix("kb/"));
    let found: String = places.filter_map(|place| place.chars().next()).collect();
    assert_eq!(found, paths, "{}", outcome.out);
}

#[test]
fn pages_follow_one_another_and_say_where_they_are() {
    check("--sort path", "abcde", "1–5 of 12 matches in 12 articles · more with -n");
    check("--sort path --page 2", "fghij", "6–10 of 12 matches in 12 articles · more with --page");
    check("--sort path --page 3", "kl", "11–12 of 12 matches in 12 articles · open: kb show k");
    check("--sort path --page 4", "", "12 of 12 articles match, none so far down");
    check("--sort path --page 3 -n 1", "c", "3 of 12 matches in 12 articles");
    check("--sort path -n 0", "", "12 of 12 articles match\n");
    check("--sort path -n 99", "abcdefghijkl", "12 of 12 articles");
    check("--sort path --all", "abcdefghijkl", "12 of 12 articles");
}

#[test]
fn hits_are_numbered_through() {
    library().run("search walrus --sort path --page 3").has("\n12  o\n");
}

#[test]
fn what_comes_first_can_be_chosen_and_turned_round() {
    check("--sort path -r -n 3", "lkj", "1–3 of 12");
    check("--sort title -n 3", "lkj", "1–3 of 12");
    check("--sort reviewed -n 3", "lkj", "1–3 of 12");
    check("--sort due -n 3", "bcd", "1–3 of 12");
    check("--sort words -n 3", "abc", "1–3 of 12");
    check("--sort reviewed -r --all", "bcdefghijkla", "12 of 12");
    check("--sort due -r --all", "lkjihgfedcba", "12 of 12");
    check("type:metric", "cfil", "4 of 12 articles");
}

#[test]
fn values_are_counted_over_all_pages() {
    let world = library();
    world
        .run("search walrus --facets type,state,review.every -n 1")
        .has("\ntype: guide 8 · metric 4\n")
        .has("\nstate: current 11 · unreviewed 1\n")
        .has("\nreview.every: 12 months 11 · none 1\n");
    world.run("search walrus type:metric --facets type").has("type: metric 4\n");
    world.run("search zeppelin --facets type").exits(1).has_not("type:").has_not("\n\n");
    let command = "search walrus --facets type --sort words -r --page 2 -n 2 --format json";
    let json = world.run(command).json();
    assert_eq!(json["facets"][0]["values"][0]["value"], "guide");
    assert_eq!(json["facets"][0]["values"][0]["articles"], 8);
    let said = (&json["offset"], &json["sort"], &json["reversed"]);
    assert_eq!(said, (&2.into(), &"words".into(), &true.into()));
}

#[test]
fn what_cannot_be_counted_is_told() {
    let world = library();
    world.run("search walrus --facets typ").exits(2).says("did you mean `type`?");
    world.run("search walrus --facets due").exits(2).says("nearly every article has its own");
    world.run("search walrus --page 0").exits(2).says("pages count from 1");
    world.run("search walrus --all --page 2").exits(2).says("cannot be used with");
}

#[test]
fn json_says_how_the_query_was_understood() {
    let world = library();
    let json =
        world.run("search walrus NOT zeppelin type:guide words:..2 titel:x --format json").json();
    assert_eq!(json["filters"], serde_json::json!(["type:guide", "words:..2"]));
    assert_eq!(json["excluded"], serde_json::json!(["zeppelin"]));
    assert!(json["notes"][0].as_str().is_some_and(|note| note.contains("`title:`")));
    let json = world.run("search zeppelin type:guide --format json").exits(1).json();
    assert_eq!(json["left_out"], serde_json::json!([]));
    let json = world.run("search walrus type:need --format json").exits(1).json();
    let expected = serde_json::json!([{"filter": "type:need", "articles": 12}]);
    assert_eq!(json["left_out"], expected);
}
