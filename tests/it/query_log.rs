//! The log of questions that were not answered: off, local, bounded, and never in the way.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

const LOG: &str = ".git/kb/queries.jsonl";

fn library() -> World {
    World::new().article("rollback", "", "Undo the release.").commit(date(2026, 10, 1))
}

fn log(world: &World) -> String {
    std::fs::read_to_string(world.root().join(LOG)).unwrap_or_default()
}

#[test]
fn nothing_is_logged_unless_somebody_asks_for_it() {
    let world = library();
    world.run("search zeppelin").exits(1);
    assert!(!world.root().join(LOG).exists());
}

#[test]
fn what_was_not_answered_is_logged_with_why_and_what_was_nearest() {
    let world = library().variable("KB_LOG_QUERIES", "1");
    world.run("search zeppelin").exits(1);
    world.run("search releese zeppelin festival harbour").exits(1);
    world.run("search undo release").exits(0);
    world.run("search zeppelin --type definition").exits(1);
    expect![[r#"
        {"day":"2026-11-23","query":"zeppelin","informative":1,"matched":0,"told_percent":0,"best":null,"why":"none"}
        {"day":"2026-11-23","query":"releese zeppelin festival harbour","corrections":[["releese","release"]],"informative":4,"matched":1,"told_percent":13,"best":"rollback","why":"weak"}
        {"day":"2026-11-23","query":"zeppelin","informative":1,"matched":0,"told_percent":0,"best":null,"why":"none","filtered":true}
    "#]]
    .assert_eq(&log(&world));
}

#[test]
fn what_is_answered_for_want_of_a_terminal_is_logged_like_any_other_search() {
    let world = library().variable("KB_LOG_QUERIES", "1");
    world.run("search -i zeppelin").exits(1).says("there is no terminal for `-i`");
    assert!(log(&world).contains("\"query\":\"zeppelin\""), "{}", log(&world));
}

#[test]
fn the_need_that_asks_it_is_logged_too() {
    let need = "---\ntitle: A smaller board\ntype: need\nsummary: Asked.\nauthors: [A. Author]\n\
                license: CC-BY-4.0\nstate: open\n---\n\n## Situation\n\nIt is so.\n";
    let world = library().file("kb/needs/need-board.md", need).variable("KB_LOG_QUERIES", "1");
    let world = world.commit(date(2026, 10, 2));
    world.run("search smaller board").exits(1);
    assert!(
        log(&world).contains("\"best\":\"need-board\",\"why\":\"weak\",\"need\":\"need-board\"")
    );
}

#[test]
fn git_can_turn_it_on_and_the_variable_has_the_last_word() {
    let logs = |world: World| {
        world.run("search zeppelin").exits(1);
        !log(&world).is_empty()
    };
    let on = || {
        let world = library();
        world.configure("kb.logQueries", "true");
        world
    };
    assert!(logs(on()));
    assert!(!logs(on().variable("KB_LOG_QUERIES", "0")));
    assert!(logs(on().variable("KB_LOG_QUERIES", "")));
    assert!(!logs(on().variable("KB_LOG_QUERIES", "perhaps")));
    let odd = library();
    odd.configure("kb.logQueries", "perhaps");
    assert!(!logs(odd));
}

#[test]
fn searches_of_a_revision_and_judged_queries_are_not_logged() {
    let world = library().file("kb/queries.tsv", "zeppelin\t-\n").variable("KB_LOG_QUERIES", "1");
    world.run("search zeppelin --at HEAD").exits(1);
    world.run("eval").exits(0);
    assert_eq!(log(&world), "");
}

#[test]
fn what_is_typed_is_cut_and_steers_no_terminal_that_shows_the_log() {
    let world = library().variable("KB_LOG_QUERIES", "1");
    let long = format!("{} end", "zeppelin ".repeat(100));
    world.run(&format!("search {long}")).exits(1);
    world.run("search zeppelin\u{1b}[2J\u{202e}").exits(1);
    let logged = log(&world);
    assert!(!logged.contains("end") && !logged.contains(['\u{1b}', '\u{202e}']), "{logged}");
    let lines: Vec<serde_json::Value> =
        logged.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect();
    let query = |line: &serde_json::Value| line["query"].as_str().map(str::to_owned);
    assert_eq!(query(&lines[0]).expect("it is text").chars().count(), 500);
    assert_eq!(query(&lines[1]).expect("it is text"), "zeppelin\u{1b}[2J\u{202e}");
}

#[test]
fn a_log_that_cannot_be_written_is_nobodys_trouble() {
    let answer = library().run("search zeppelin").exits(1).out;
    for (path, content) in [(".git/kb", "in the way"), (".git/kb/queries.jsonl/x", "a folder")] {
        let world = library().file(path, content).variable("KB_LOG_QUERIES", "1");
        assert_eq!(world.run("search zeppelin").exits(1).out, answer);
    }
    let world = library().link(LOG, "../../stolen").variable("KB_LOG_QUERIES", "1");
    assert_eq!(world.run("search zeppelin").exits(1).out, answer);
    assert!(!world.root().join("stolen").exists());
}

#[test]
fn a_full_log_is_put_aside() {
    let world = library().variable("KB_LOG_QUERIES", "1");
    world.write(LOG, "x".repeat(512 * 1024));
    world.run("search zeppelin").exits(1);
    assert_eq!(log(&world).lines().count(), 1);
    assert_eq!(world.read(".git/kb/queries.jsonl.1").len(), 512 * 1024);
}

#[test]
fn linked_work_trees_share_one_log_and_a_plain_folder_has_one_in_the_cache() {
    let folder = World::folder().file("a.md", "# Tape\n\nFetch it.\n");
    let folder = folder.variable("KB_LOG_QUERIES", "on");
    folder.run("search zeppelin").exits(1);
    let cache = folder.root().parent().expect("it has one").join("cache");
    let names = std::fs::read_dir(cache).expect("it was made").flatten();
    let mut names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    assert!(names.any(|name| name.starts_with("queries-") && name.ends_with(".jsonl")));
    assert_eq!(folder.run("config").out.matches("queries-").count(), 1);
}

#[test]
fn config_says_whether_it_is_on_where_it_lies_and_who_decided() {
    let shown = |world: &World| {
        let out = world.run("config").exits(0).out;
        let root = world.root().display().to_string();
        let lines = out.lines().filter(|line| line.contains("log"));
        lines.map(|line| line.trim().replace(&root, "ROOT")).collect::<Vec<_>>().join("\n")
    };
    let world = library();
    assert!(shown(&world).starts_with("log-queries               off · default\nquery-log "));
    assert!(shown(&world).contains(" ROOT/.git/kb/queries.jsonl"), "{}", shown(&world));
    world.configure("kb.logQueries", "yes");
    assert!(shown(&world).starts_with("log-queries               on · git config --local\n"));
    let world = world.variable("KB_LOG_QUERIES", "0");
    assert!(shown(&world).contains("off · environment KB_LOG_QUERIES"));
    let json = world.run("config --format json").json();
    assert!(json["run"].as_array().expect("a list").iter().any(|it| it["name"] == "query-log"));
    let odd = library().variable("KB_LOG_QUERIES", "perhaps");
    odd.run("config").exits(1).has("`KB_LOG_QUERIES` is `perhaps`, which is neither on nor off");
}
