//! `kb config`: what holds, who decided it, and what is wrong with the machine.

use expect_test::expect;
use jiff::civil::date;
use serde_json::Value;

use super::world::World;

/// The value called `name` in `list`.
fn value<'v>(outcome: &'v Value, list: &str, name: &str) -> &'v Value {
    let values = outcome[list].as_array().expect("there is a list");
    values.iter().find(|it| it["name"] == name).unwrap_or_else(|| panic!("no {name}: {outcome}"))
}

fn troubles(world: &World, code: u8) -> Vec<(String, String)> {
    let outcome = world.run("config --format json").exits(code).json();
    let told = outcome["troubles"].as_array().expect("there is a list");
    let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    let root = world.root().display().to_string();
    let short = |it: &Value| text(it).replace(&root, "ROOT");
    told.iter().map(|it| (short(&it["what"]), short(&it["mend"]))).collect()
}

#[track_caller]
fn check(world: &World, code: u8, what: &str, mend: &str) {
    let told = troubles(world, code);
    assert_eq!(told, [(what.to_owned(), mend.to_owned())]);
    world.run("config").exits(code).has("1 trouble with this set-up").has("    mend: ");
}

#[test]
fn every_value_has_the_place_that_decided_it() {
    let config = "name = \"example\"\n\n[articles]\ninclude = [\"docs/*.md\"]\n\n[rules]\n\
                  links = \"off\"\n\n[review.every]\nguide = \"6 months\"\n\n[[ignore]]\n\
                  path = \"old/**\"\nrules = [\"links\"]\nreason = \"old\"\n";
    let world = World::new().file("kb.toml", config).commit(date(2026, 11, 20));
    let outcome = world.run("config --format json").exits(0).json();
    let of = |name: &str| {
        let it = value(&outcome, "values", name);
        let origin = &it["origin"];
        let line = origin["line"].as_u64().map_or_else(String::new, |line| format!(":{line}"));
        let path = origin["path"].as_str().or(origin["kind"].as_str()).unwrap_or_default();
        format!("{} {path}{line}", it["value"])
    };
    assert_eq!(of("name"), "\"example\" kb.toml:1");
    assert_eq!(of("ids"), "\"path\" default");
    assert_eq!(of("articles.include"), "[\"docs/*.md\"] kb.toml:4");
    assert_eq!(of("articles.data"), "\"kb\" default");
    assert_eq!(of("rules.links"), "\"off\" kb.toml:7");
    assert_eq!(of("review.every.guide"), "\"6 months\" kb.toml:10");
    assert_eq!(of("review.every.metric").split_once(' ').expect("a default").1, "months\" default");
    assert_eq!(of("ignore[0]"), "[\"path = old/**\",\"rule = links\",\"reason = old\"] kb.toml:12");
    assert_eq!(of("links.root"), "null default");
}

#[test]
fn people_see_values_with_their_origin_and_that_nothing_is_wrong() {
    let world = World::new().commit(date(2026, 11, 20));
    let printed = world.run("config").exits(0);
    let out = printed.out.replace(&world.root().display().to_string(), "ROOT");
    let index = out.find("  index").expect("there is an index");
    expect![[r#"
        Library ROOT
          name                      example · kb.toml:1
          url                       none · default
          issues.url                none · default
          ids                       stem · default
          articles.include          kb/**/*.md · default
          articles.exclude          **/_templates/** · default
          articles.data             kb · default
          dates.format              YYYY-MM-DD · default
          links.root                none · default
          check.history             false · default
          review.independent        false · default
          review.solo               false · default
          license.allow             none · default
          license.allow_code        none · default
          license.allow_with        none · default
          license.history           false · default
          license.consent_words     15 · default
          license.sign_off_since    none · default
          review.every.case-study   never · default
          review.every.definition   24 months · default
          review.every.guide        12 months · default
          review.every.known-error  6 months · default
          review.every.metric       12 months · default
          review.every.need         6 months · default
          review.every.runbook      6 months · default
          review.every.template     12 months · default
        This run
          folder                    none · default
          config                    none · default
          today                     2026-11-23 · default
          color                     off · default
          links                     off · default
          width                     80 · default
          locale                    none · default
          pager                     less · default
    "#]]
    .assert_eq(&out[..index]);
    assert!(out.ends_with("Nothing is wrong with this set-up.\n"), "{out}");
}

#[test]
fn the_command_line_comes_before_the_environment_and_that_before_the_default() {
    let origin = |world: World, flags: &str, name: &str| {
        let outcome = world.run(&format!("config --format json {flags}")).json();
        let origin = &value(&outcome, "run", name)["origin"];
        origin["name"].as_str().or(origin["kind"].as_str()).unwrap_or_default().to_owned()
    };
    assert_eq!(origin(World::new(), "", "color"), "default");
    assert_eq!(origin(World::new().variable("NO_COLOR", "1"), "", "color"), "NO_COLOR");
    let both = || World::new().variable("NO_COLOR", "1").variable("FORCE_COLOR", "1");
    assert_eq!(origin(both(), "", "color"), "NO_COLOR");
    assert_eq!(origin(both(), "--color always", "color"), "--color");
    assert_eq!(origin(World::new().variable("CLICOLOR_FORCE", "1"), "", "color"), "CLICOLOR_FORCE");
    assert_eq!(origin(World::new().variable("TERM", "dumb"), "", "color"), "TERM");
    assert_eq!(origin(World::new(), "", "today"), "default");
    assert_eq!(origin(World::new(), "--today 2026-01-01", "today"), "--today");
    assert_eq!(origin(World::new().variable("PAGER", "more"), "", "pager"), "PAGER");
    assert_eq!(origin(World::new().variable("PAGER", "more"), "--no-pager", "pager"), "--no-pager");
    assert_eq!(origin(World::new(), "", "index"), "default");
    assert_eq!(origin(World::folder().file("a.md", "A.\n"), "", "index"), "KB_CACHE_DIR");
    assert_eq!(origin(World::new(), "-C .", "folder"), "-C");
}

#[test]
fn what_is_in_the_way_of_the_index_is_told_with_the_line_that_mends_it() {
    let ready = || World::new().commit(date(2026, 11, 20));
    assert!(troubles(&ready(), 0).is_empty());
    let world = ready().file(".git/kb", "in the way");
    check(
        &world,
        1,
        "no index can be kept: `ROOT/.git/kb` is in the way",
        "mv ROOT/.git/kb ROOT/.git/kb.old",
    );
    let world = ready().link(".git/kb", "nowhere");
    check(&world, 1, "no index can be kept: `ROOT/.git/kb` is a symbolic link", "rm ROOT/.git/kb");
    let world = World::folder().file("a.md", "A.\n").variable("KB_CACHE_DIR", "/dev/null/kb");
    let mend = "export KB_CACHE_DIR=\"$(mktemp -d)\"";
    check(&world, 1, "no index can be kept: `/dev/null` is in the way", mend);
    let world = World::folder().file("a.md", "A.\n").variable("KB_CACHE_DIR", "");
    check(&world, 1, "no index can be kept: no variable names a folder for caches", mend);
}

#[test]
fn odd_variables_and_terminals_are_told() {
    let ready = || World::new().commit(date(2026, 11, 20));
    let wide = || ready().terminal(80).variable("NO_COLOR", "1");
    check(
        &ready().variable("COLUMNS", "many"),
        1,
        "`COLUMNS` is `many`, which is no number of columns",
        "unset COLUMNS",
    );
    check(
        &ready().variable("KB_CACHE_DIR", "cache"),
        1,
        "`KB_CACHE_DIR` is `cache`, which is no absolute path",
        "export KB_CACHE_DIR=\"$HOME/.cache/kb\"",
    );
    check(
        &wide().variable("LANG", "de_DE.ISO-8859-1"),
        1,
        "`LANG` is `de_DE.ISO-8859-1`, and `kb` prints UTF-8",
        "export LANG=C.UTF-8",
    );
    check(
        &wide().variable("TERM", "dumb"),
        1,
        "`TERM` is `dumb`, so there is no colour and no pager",
        "export TERM=xterm-256color",
    );
    let utf8 = wide().variable("LANG", "C").variable("LC_ALL", "de_DE.utf8");
    assert!(troubles(&utf8, 0).is_empty());
    assert!(troubles(&ready().variable("LANG", "C"), 0).is_empty(), "nobody is watching");
    assert!(troubles(&wide().terminal(40), 0).is_empty());
    assert_eq!(troubles(&wide().terminal(39), 1).len(), 1);
}

#[test]
fn what_stops_every_command_is_told_and_exits_2() {
    let world = World::new().file("kb.toml", "nmae = \"x\"\n");
    world.run("check").exits(2);
    let told = troubles(&world, 2);
    assert!(told[0].0.contains("unknown field `nmae`"), "{told:?}");
    assert_eq!(told[0].1, "did you mean `name`?");
    let world = World::new().file("kb.toml", "[rules]\nbroken-lnk = \"off\"\n");
    assert_eq!(troubles(&world, 2)[0].1, "did you mean `broken-link`?");
    let world = World::new().file("kb/vocabulary.yaml", "topics: [\n");
    assert!(troubles(&world, 2)[0].0.contains("kb/vocabulary.yaml"));
    world.run("config -C nowhere").exits(2).has("cannot work in");
}

#[test]
fn what_a_library_says_of_itself_cannot_steer_a_terminal() {
    let world = World::new()
        .file("kb.toml", "name = \"a\\u001b]0;x\\u0007\"\n[fields]\n\"\\u001b[2J\" = \"owner\"\n");
    for format in ["human", "json"] {
        let printed = world.run(&format!("config --format {format}")).out;
        assert!(!printed.contains(['\u{1b}', '\u{7}']), "{printed:?}");
    }
}
