//! `kb init`: a `kb.toml` by what pages say, and nothing else touched.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

fn site() -> World {
    let page = |title: &str, on: &str| {
        format!(
            "---\ntitle: {title}\nlast_reviewed_on: {on}\nreview_in: 6 months\nowner_slack: '#t'\n---\n\nText.\n"
        )
    };
    World::foreign()
        .file("source/a.html.md.erb", page("A", "2026-11-01"))
        .file("source/b.html.md.erb", page("B", "2026-01-01"))
        .file("source/c.html.md.erb", "---\ntitle: C\n---\n\nText.\n")
        .file("README.md", "About.\n")
        .commit(date(2026, 11, 1))
}

#[test]
fn fields_are_proposed_with_their_counts_and_what_follows() {
    let world = site();
    world.run("init").exits(0).prints(expect![[r#"
        Read 3 pages.
          last_reviewed_on  2 of 3 pages, read as review.on
          review_in         2 of 3 pages, read as review.every
          owner_slack       2 of 3 pages, read as owner
        Wrote kb.toml. Now:
          kb search WORDS  finds among 3 articles
          kb check         0 errors, 2 warnings
          kb stale         1 past their day (0 due, 1 overdue, 0 due for retirement), 1
                           never reviewed
    "#]]);
    world.run("stale --state overdue").exits(0).has("source/b");
    world.run("search text").exits(0).has("source/a.html.md.erb");
}

#[test]
fn nothing_but_kb_toml_is_written_and_never_over_another() {
    let world = site();
    world.run("init --dry-run").exits(0).has("kb.toml would be:");
    assert!(!world.root().join("kb.toml").exists());
    world.run("init").exits(0);
    let repository = git2::Repository::open(world.root()).expect("it is one");
    let changed = repository.statuses(None).expect("it can be looked at");
    let paths: Vec<_> = changed.iter().map(|it| it.path().map(str::to_owned)).collect();
    assert_eq!(paths.len(), 1, "{paths:?}");
    let before = world.read("kb.toml");
    world.run("init").exits(2).says("there is a `kb.toml` already");
    assert_eq!(world.read("kb.toml"), before);
}

#[test]
fn what_no_page_says_is_assumed_in_the_open_or_left_out() {
    let world = World::foreign()
        .file("docs/a.md", "---\nms.date: 03/21/2026\n---\nA\n")
        .file("docs/b.md", "---\nms.date: 12/31/2025\n---\nB\n")
        .commit(date(2026, 1, 1));
    world
        .run("init")
        .exits(0)
        .has("assumed: a review holds 12 months")
        .has("assumed: dates are written MM/DD/YYYY");
    world.run("check").exits(0);
    world.run("stale --today 2027-01-01").has("docs/b");

    let world = World::foreign().file("docs/a.md", "# A\n\n[x](b.md)\n").commit(date(2026, 1, 1));
    world.run("init").exits(0);
    world.run("check").exits(1).has("1 error, 0 warnings");
}

#[test]
fn an_empty_repository_becomes_a_library_of_our_kind() {
    let world = World::foreign();
    world.run("init").exits(0);
    world.run("new guide One --topic change").exits(0).has("kb/change/one.md");
    world.run("check").exits(0);
}

#[test]
fn names_of_folders_cannot_break_the_file() {
    let world = World::foreign()
        .file("do\"cs [1]/a.md", "---\nreviewed: 2026-01-01\n---\nA\n")
        .commit(date(2026, 1, 1));
    world.run("init").exits(0);
    world.run("list").exits(0).has("1 article");
}

#[test]
fn templates_are_no_articles_afterwards() {
    let page = || World::foreign().file("docs/a.md", "# A\n");
    let world = page().file("docs/x-template.md", "# X\n").commit(date(2026, 1, 1));
    world.run("init").exits(0).has("finds among 1 article");
    assert!(world.read("kb.toml").contains("\".github/**\", \"**/*template*.md\"]"));
    let without = page().commit(date(2026, 1, 1));
    without.run("init").exits(0);
    assert!(!without.read("kb.toml").contains("template"));
}
