//! `kb list --changed-since`: what became of articles since a commit or a day.

use expect_test::expect;
use jiff::civil::date;
use serde_json::Value;

use super::world::World;

/// A library in which one of each happened after the commit `old` of 1 October.
fn library() -> World {
    let line = |id: &str, at: usize| format!("Of {id} this is line {at} among a few others.\n");
    let text = |id: &str| (1..20).map(|at| line(id, at)).collect::<String>() + id + " line two\n";
    let article = |world: World, id: &str| world.article(id, "topics: [change]\n", &text(id));
    let ids = ["stays", "edited", "tagged", "carried", "reworked", "leaves", "goes"];
    let world = ids.into_iter().fold(World::new(), article).commit(date(2026, 10, 1));
    world.branch("old");
    let with = |id: &str, from: &str, to: &str| {
        let text = world.read(&format!("kb/{id}.md"));
        assert!(text.contains(from), "{text}");
        text.replace(from, to)
    };
    world.write("kb/edited.md", with("edited", "line two", "line 2"));
    world.write("kb/tagged.md", with("tagged", "license:", "owner: team\nlicense:"));
    world.write("kb/sub/carried.md", world.read("kb/carried.md"));
    world.remove("kb/carried.md");
    world.write("kb/sub/renamed.md", with("reworked", "line two", "line 2"));
    world.remove("kb/reworked.md");
    let retired = "status: retired\nsuperseded_by: edited\nlicense:";
    world.write("kb/leaves.md", with("leaves", "license:", retired));
    world.remove("kb/goes.md");
    let heir = with("edited", "license:", "aliases: [goes]\nlicense:").replace("line", "row");
    world.write("kb/new.md", heir.replace("edited", "new"));
    world.write("notes.txt", "no article");
    world.add_commit(date(2026, 11, 1));
    world
}

#[test]
fn a_day_that_no_calendar_has_is_told_as_such() {
    let outcome = library().run("list --changed-since 2026-13-01").exits(2);
    outcome.says("no calendar has such a day").says("as in 2026-01-31");
}

#[test]
fn what_was_added_changed_moved_retired_and_deleted_is_told_with_what_follows() {
    let outcome = library().run("list --changed-since old").exits(0);
    let told: Vec<&str> = outcome.out.lines().collect();
    let (last, rest) = told.split_last().expect("there are lines");
    expect![[r#"
        added    new      About new
        changed  edited   About edited
        changed  tagged   About tagged
                 front matter alone
        moved    carried  About carried
                 was kb/carried.md
        moved    renamed  About reworked
                 was kb/reworked.md
        retired  leaves   About leaves
                 front matter alone, see edited
        deleted  goes     About goes
                 see new
        7 articles changed since old: 1 added, 2 changed, 2 moved, 1 retired, 1 deleted"#]]
    .assert_eq(&rest.join("\n"));
    assert!(last.contains("compared with commit"), "{last}");
}

fn fates(json: &Value) -> Vec<(String, String)> {
    let of = |it: &Value, key: &str| it[key].as_str().unwrap_or_default().to_owned();
    let articles = json["articles"].as_array().expect("a list");
    articles.iter().map(|it| (of(it, "change"), of(it, "id"))).collect()
}

#[test]
fn a_day_counts_from_its_beginning_and_a_commit_from_itself() {
    let world = library();
    let count = |since: &str| {
        let run = format!("list --changed-since {since} --format json");
        fates(&world.run(&run).exits(0).json()).len()
    };
    assert_eq!(count("old"), 7);
    assert_eq!(count("2026-10-02"), 7);
    assert_eq!(count("2026-11-01"), 7);
    assert_eq!(count("2026-11-02"), 0);
    assert_eq!(count("HEAD"), 0);
    // Nothing is as old as the day before the first commit.
    let json = world.run("list --changed-since 2026-10-01 --format json").exits(0).json();
    assert_eq!(json["commit"], Value::Null);
    assert!(fates(&json).iter().all(|(fate, _)| fate == "added"), "{json}");
    world.run("list --changed-since 0001-01-01").exits(0).has("nothing is as old");
    world.run("list --changed-since 9999-12-31").exits(0).has("0 articles changed since");
}

#[test]
fn what_is_not_committed_counts_too() {
    let world = library();
    world.write("kb/stays.md", world.read("kb/stays.md").replace("line two", "line 2"));
    world.write("kb/fresh.md", "---\ntitle: Fresh\n---\n\nText.\n");
    let json = world.run("list --changed-since HEAD --format json").exits(0).json();
    let expected = [("added", "fresh"), ("changed", "stays")];
    assert_eq!(fates(&json), expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert_eq!(json["articles"][1]["body_changed"], true);
}

#[test]
fn filters_hold_for_what_has_gone_too() {
    let world = library();
    world.run("list --changed-since old --topic change").exits(0).has("goes").has("7 articles");
    world.run("list --changed-since old --status retired").exits(0).has("leaves").has("1 article ");
    world.run("list --changed-since old --owner team").exits(0).has("tagged").has("1 article ");
    world.run("list --changed-since old --topic chnage").exits(2).says("did you mean `change`?");
}

#[test]
fn another_commit_can_be_compared() {
    let world = library();
    let json = world.run("list --at old --changed-since 2026-09-01 --format json").exits(0).json();
    assert_eq!(fates(&json).len(), 7);
    world.run("list --changed-since nowhere").exits(2).says("nowhere");
    world.run("list --changed-since old --group-by license").exits(2).says("cannot be used with");
    World::folder().run("list --changed-since 2026-01-01").exits(2).says("not in a git repository");
}

#[test]
fn a_whole_library_that_moves_is_told_in_time() {
    let mut world = World::new();
    for at in 0..1_500 {
        world = world.file(&format!("kb/a{at}.md"), format!("# Article {at}\n\nWord {at}.\n"));
    }
    world.add_commit(date(2026, 10, 1));
    for at in 0..1_500 {
        let text = world.read(&format!("kb/a{at}.md"));
        world.write(&format!("kb/sub/a{at}.md"), text);
        world.remove(&format!("kb/a{at}.md"));
    }
    let json = world.run("list --changed-since HEAD --format json").exits(0).json();
    assert!(fates(&json).iter().all(|(fate, _)| fate == "moved"));
    assert_eq!(fates(&json).len(), 1_500);
}

#[test]
fn of_files_that_share_a_name_only_so_many_are_compared() {
    let mut world = World::new();
    let text = |at: usize, word: &str| format!("# Article {at}\n\n{word} {at} and more.\n");
    for at in 0..400 {
        world = world.file(&format!("kb/a{at}/index.md"), text(at, "Word"));
    }
    world.add_commit(date(2026, 10, 1));
    for at in 0..400 {
        world.write(&format!("kb/b{at}/index.md"), text(at + 1_000, "Other"));
        world.remove(&format!("kb/a{at}/index.md"));
    }
    world.run("list --changed-since HEAD").exits(0).has("400 added").has("400 deleted");
}
