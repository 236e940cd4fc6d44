//! One owner is one, whatever articles call them and whoever asks.

use jiff::civil::date;

use super::world::World;

const PEOPLE: &str = "asmith: {name: A. Smith, aliases: [annie]}\n\
                      bdoe: {name: B. Doe, handle: '@bdoe'}\n\
                      desk: {name: The desk, kind: team}\n";

/// Three articles of one person, each with another name for her, one of another person and one
/// of a channel.
fn library() -> World {
    let owners =
        [("a", "annie"), ("b", "A. Smith"), ("c", "asmith"), ("d", "bdoe"), ("e", "'#web'")];
    let world = World::new().file("kb/people.yaml", PEOPLE);
    let article = |world: World, (name, owner): (&str, &str)| {
        let front = format!("owner: {owner}\nreview: {{on: 2025-01-01, every: 12 months}}\n");
        let text = format!("---\ntitle: About {name}\n{front}---\n\nText.\n");
        world.file(&format!("kb/{name}.md"), text)
    };
    owners.into_iter().fold(world, article).commit(date(2026, 1, 20))
}

#[test]
fn an_owner_is_asked_for_by_id_name_and_alias() {
    let world = library();
    for asked in ["asmith", "ASMITH", "annie", "A. Smith"] {
        let run = |command: &str| {
            world.run_in(&world.root(), &[command, "--owner", asked].map(str::to_owned)).exits(0)
        };
        run("report").has("3 articles, none");
        run("stale").has("3 articles judged");
    }
    for command in ["report", "stale"] {
        world.run(&format!("{command} --owner #web")).exits(0).has("1 article");
        world.run(&format!("{command} --owner desk")).exits(0).has("0 articles");
        world.run(&format!("{command} --owner anie")).exits(2).says("the owner `anie`");
    }
}

#[test]
fn what_one_owner_has_stands_together() {
    let world = library();
    world.run("stale --by owner").exits(0).has("asmith (3)").has_not("annie");
    let digests = world.run("stale --format issue").exits(0).out;
    let marks: Vec<&str> = digests.lines().filter(|line| line.starts_with("<!--")).collect();
    let expected = ["%23web", "asmith", "bdoe"].map(|owner| format!("<!-- kb-stale: {owner} -->"));
    assert_eq!(marks, expected);
    let best = world.run("stale --budget 3 --format json").exits(0).json();
    let best = best["articles"].as_array().expect("there are articles");
    let mut owners: Vec<&str> = best.iter().filter_map(|it| it["owner"].as_str()).collect();
    owners.sort_unstable();
    assert_eq!(owners, ["#web", "asmith", "bdoe"]);
    let asked = world.run("export codeowners --format json --dry-run").exits(0).json();
    let unknown = asked["without_handle"].as_array().expect("it is a list");
    let unknown: Vec<String> =
        unknown.iter().map(|it| format!("{} {}", it["owner"], it["articles"])).collect();
    assert_eq!(unknown, [r##""#web" 1"##, r#""asmith" 3"#]);
}

#[test]
fn a_channel_is_nobody_who_left() {
    let world = library();
    let out = world.run("report").exits(0).has_not("Not in `people.yaml`").out;
    let row = "not a person of people.yaml: a channel or the like";
    assert!(out.replace('`', "").contains(row), "{out}");
    world.run("stale").exits(0).has_not("does not know its owner");
}
