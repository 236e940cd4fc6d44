//! Articles for people like the one who asks: a profile that no repository can write.

use jiff::civil::date;

use super::world::World;

const PUBLIC: &str = "context: {size: [51-250], sector: [public], maturity: [starting]}\n";
const RETAIL: &str = "context: {size: [5001+], sector: [retail], regulated: false}\n";
const VOCABULARY: &str = "size: {51-250: Some., 5001+: Many.}\nsector: {public: P., retail: R.}\n";

/// Two articles that answer equally well, and one that answers less.
fn world() -> World {
    let text = "Freeze changes before the holidays.";
    World::new()
        .article("a-retail", RETAIL, text)
        .article("b-public", PUBLIC, text)
        .article("c-silent", "", text)
        .commit(date(2026, 11, 1))
}

/// A profile in a folder beside the library, to which `XDG_CONFIG_HOME` leads then.
fn with(world: World, profile: &str) -> World {
    world.write("../config/kb/profile.toml", profile);
    let folder = world.root().parent().expect("it has one").join("config");
    wide(world).variable("XDG_CONFIG_HOME", &folder.display().to_string())
}

/// With room for a trust line on one line.
fn wide(world: World) -> World {
    world.terminal(160).variable("NO_COLOR", "1")
}

#[test]
fn the_trust_line_says_what_of_the_context_fits_and_what_differs() {
    let world = with(world(), "size = '51-250'\nsector = 'public'\nregulated = true\n");
    let outcome = world.run("search freeze changes").exits(0);
    outcome
        .has("· context fits: size, sector · ")
        .has("context differs: size (5001+), sector (retail), regulated (no) ·");
    world.run("show b-public").exits(0).has("· context fits: size, sector · ");
    let json = world.run("search freeze changes --format json").exits(0).json();
    let contexts = |json: &serde_json::Value| {
        let hits = json["hits"].as_array().expect("a list").clone();
        hits.into_iter().map(|hit| hit["context"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(contexts(&json)[1], serde_json::json!({"fits": ["size", "sector"], "differs": {}}));
    assert_eq!(contexts(&json)[2], serde_json::Value::Null);
    let json = world.run("show a-retail --format json").exits(0).json();
    assert_eq!(json["context"]["differs"]["sector"], serde_json::json!(["retail"]));
}

#[test]
fn without_a_profile_nothing_is_said_of_the_context() {
    world().run("search freeze changes").exits(0).has_not("context");
    with(world(), "").run("search freeze changes").exits(0).has_not("context");
}

fn order(world: &World, options: &str) -> Vec<String> {
    let json = world.run(&format!("search freeze changes --format json {options}")).exits(0).json();
    let hits = json["hits"].as_array().expect("a list").iter();
    hits.map(|hit| hit["id"].as_str().expect("text").to_owned()).collect()
}

#[test]
fn of_equals_those_that_fit_come_first_when_asked_for_and_that_is_told() {
    let world = with(world(), "sector = 'public'\n");
    assert_eq!(order(&world, ""), ["a-retail", "b-public", "c-silent"]);
    assert_eq!(order(&world, "--like-me"), ["b-public", "a-retail", "c-silent"]);
    assert_eq!(order(&world, "--like-me -n 1"), ["b-public"]);
    let outcome = world.run("search freeze changes --like-me").exits(0);
    outcome.has("of equals, those that fit you first");
    world.run("search freeze changes").has_not("fit you first");
}

#[test]
fn a_better_answer_stays_above_a_worse_one_that_fits() {
    let better = "Freeze changes. A freeze of changes: freeze changes, changes freeze.";
    let worse = "Many other words stand here, and of a freeze or of changes only one is said.";
    let world = World::new()
        .article("worse", PUBLIC, worse)
        .article("freeze-changes", "", better)
        .commit(date(2026, 11, 1));
    let world = with(world, "size = '51-250'\nsector = 'public'\nmaturity = 'starting'\n");
    assert_eq!(order(&world, "--like-me"), ["freeze-changes", "worse"]);
}

#[test]
fn every_page_shows_what_no_other_does_and_another_order_stays() {
    let world = with(world(), "sector = 'public'\n");
    let page = |page: u32| order(&world, &format!("--like-me -n 1 --page {page}")).concat();
    let pages: Vec<String> = (1..=3).map(page).collect();
    assert_eq!(pages, order(&world, "--like-me"));
    assert_eq!(order(&world, "--like-me --sort path"), order(&world, "--sort path"));
    assert_ne!(order(&world, "--like-me"), order(&world, "--sort path"));
}

#[test]
fn what_answers_stays_before_a_need_that_has_more_of_the_words() {
    let need = "---\ntitle: Freeze changes, freeze changes\ntype: need\nstate: answered\n---\n\
                Freeze changes, freeze changes!\n";
    let world = with(world().file("kb/needs/need-freeze.md", need), "sector = 'public'\n");
    let first = |options: &str| order(&world, options).swap_remove(0);
    assert_eq!(first("--like-me"), "b-public");
}

#[test]
fn without_a_profile_preferring_fails_and_says_how_to_write_one() {
    let outcome = world().run("search freeze --like-me").exits(2);
    outcome.says("cannot prefer what fits you").says("export KB_PROFILE=");
    let folder = world().root().display().to_string();
    let outcome = world().variable("HOME", &folder).run("search freeze --like-me").exits(2);
    let outcome = outcome.says("you have no profile: there is no").says(".config/kb/profile.toml`");
    outcome.says("hint: write one, as with `mkdir -p ");
    with(world(), "# nothing yet\n").run("search freeze --like-me").exits(2).says("says nothing");
}

#[cfg(unix)]
#[test]
fn the_line_that_is_offered_writes_a_profile_that_works() {
    let world = world();
    let home = world.root().parent().expect("it has one").join("it's home");
    std::fs::create_dir(&home).expect("it is new");
    let world = world.variable("HOME", &home.display().to_string());
    let failure = world.run("search freeze --like-me").exits(2).err;
    let hint = failure.split("as with `").nth(1).expect("a line").split("`; ").next();
    let status = std::process::Command::new("sh").args(["-c", hint.expect("its end")]).status();
    assert!(status.expect("a shell").success());
    assert_eq!(order(&world, "--like-me")[0], "b-public");
}

#[test]
fn a_profile_that_is_partly_wrong_counts_as_far_as_it_is_understood() {
    let world = with(world(), "sise = 'big'\nsector = 'PUBLIC'\nsize = 3\n");
    let outcome = world.run("search freeze changes").exits(0).has("context fits: sector");
    let outcome = outcome.says("line 1: `sise` is no key of a profile; did you mean `size`?");
    outcome.says("line 3: `size` is a text or a list of texts");
    world.run("show b-public").says("did you mean `size`?");
    world.run("search freeze -q").exits(0);
    let named = world.variable("KB_PROFILE", "nowhere.toml");
    named
        .run("search freeze changes")
        .exits(0)
        .says("nowhere.toml`: there is no file of this name")
        .has_not("context");
}

#[test]
fn no_file_of_the_repository_is_a_profile_unless_the_user_names_it() {
    let world = wide(world())
        .file(".config/kb/profile.toml", "sector = 'public'\n")
        .file("kb/profile.toml", "sector = 'public'\n")
        .file("profile.toml", "sector = 'public'\n");
    world.run("search freeze changes").exits(0).has_not("context");
    let world = world.variable("XDG_CONFIG_HOME", ".config");
    world.run("search freeze changes").exits(0).has_not("context");
    let world = world.variable("KB_PROFILE", "profile.toml");
    world.run("search freeze changes").exits(0).has("context fits: sector");
    let world = world.variable("KB_PROFILE", "");
    world.run("search freeze changes").exits(0).has_not("context");
}

#[test]
fn config_shows_the_profile_with_its_places_and_what_no_vocabulary_has() {
    let world = with(world().file("kb/vocabulary.yaml", VOCABULARY), "\nsector = ['publik']\n");
    let outcome = world.run("config").exits(1);
    let outcome = outcome.has("profile.toml").has("profile.sector").has("profile.toml:2");
    outcome.has("no `sector` is called `publik`").has("write `public` in");
    let json = world.run("config --format json").json();
    let run = json["run"].as_array().expect("a list");
    let value = run.iter().find(|it| it["name"] == "profile.sector").expect("it is there");
    assert_eq!(value["origin"]["line"], 2);
    let outcome = with(World::new(), "size = '").run("config").exits(1);
    outcome.has("it is no TOML");
}

#[test]
fn what_is_kept_of_the_context_is_that_of_the_article_as_it_is_now() {
    let world = with(world(), "sector = 'public'\n");
    assert_eq!(order(&world, "--like-me")[0], "b-public");
    let text = world.read("kb/c-silent.md").replace("type:", &format!("{PUBLIC}type:"));
    world.write("kb/c-silent.md", text.as_bytes());
    world.write("kb/b-public.md", world.read("kb/b-public.md").replace("[public]", "[retail]"));
    assert_eq!(order(&world, "--like-me")[0], "c-silent");
}
