//! What a person sees of every command on a small library.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

fn library() -> World {
    World::new()
        .article("rollback", "", "Roll back within ten minutes if the release fails.")
        .article(
            "restore",
            "review: {on: 2025-09-01, by: [B. Reader], every: 12 months}\nsupersedes: [tape]\n",
            "Restore the data from last night.",
        )
        .article(
            "tape",
            "status: retired\nretired_on: 2026-01-01\nsuperseded_by: restore\n",
            "Fetch the tape and restore the data.",
        )
        .commit(date(2026, 10, 1))
}

#[test]
fn search_leads_to_the_section_that_answers() {
    library().run("search release fails roll back").exits(0).prints(expect![[r#"
        1  About rollback › In practice
           kb/rollback.md:11
           Roll back within ten minutes if the release fails.
           definition · unreviewed · interests not declared · CC-BY-4.0 · 1 min

        1 of 3 articles · open: kb show rollback
    "#]]);
}

#[test]
fn search_says_when_nothing_answers() {
    library()
        .run("search release zeppelin harbour festival")
        .exits(1)
        .has("No article answers this. Nearest:");
    library().run("search zeppelin").exits(1).has("No article answers this.\n");
}

#[test]
fn half_of_the_words_is_an_answer_where_the_article_says_it_is_about_them() {
    library().run("search rollback zeppelin").exits(0);
    library().run("search rollback zeppelin festival").exits(1);
}

#[test]
fn words_that_only_the_text_has_must_be_more_of_the_question() {
    library().run("search release fails zeppelin").exits(0);
    library().run("search release zeppelin").exits(1);
}

#[test]
fn retired_articles_are_counted_and_shown_when_asked_for() {
    let world = library();
    world.run("search fetch tape").has("1 retired article matches");
    world.run("search tape --status retired").exits(0).has("retired, see restore");
}

#[test]
fn a_change_is_found_at_once_and_a_removed_article_is_not() {
    let world = library();
    world.run("search rollback").exits(0);
    let text = world.read("kb/rollback.md").replace("ten minutes", "ninety heartbeats");
    world.write("kb/rollback.md", text);
    world.run("search heartbeats").exits(0).has("kb/rollback.md");
    world.run("search heartbeats --at HEAD").exits(1);
    world.remove("kb/rollback.md");
    world.run("search heartbeats").exits(1).has_not("kb/rollback.md");
}

#[test]
fn a_damaged_index_is_built_again() {
    let world = library();
    let before = world.run("search release").exits(0).out;
    let cache = world.root().join(".git/kb");
    let folder = std::fs::read_dir(&cache).expect("it was made").flatten().next();
    let folder = folder.expect("one index").path();
    for entry in std::fs::read_dir(folder).expect("it is a folder").flatten() {
        std::fs::write(entry.path(), "garbage").expect("it can be written");
        assert_eq!(world.run("search release").exits(0).out, before, "{:?}", entry.path());
    }
}

#[test]
fn where_no_index_can_be_kept_the_answer_is_given_all_the_same() {
    let world = library().file(".git/kb", "in the way");
    let outcome = world.run("search release").exits(0);
    assert!(outcome.err.contains("no index can be kept here"), "{}", outcome.err);
}

#[test]
fn stale_says_what_needs_somebody_and_exits_0() {
    let world = library();
    world.run("stale").exits(0).prints(expect![[r#"
        Due for retirement (0) none
        Overdue (1)
          restore · due since 2026-09-01, 83 days · reviewed 2025-09-01 for 12 months
              kb review restore
        Due (0) none
        Never reviewed, or rewritten since (1)
          rollback · here since 2026-10-01 · kb review rollback
        Current, and soon due or changed (0) none
        3 articles judged as of 2026-11-23
    "#]]);
    world.run("stale --fail-on overdue").exits(1);
    world.run("stale --fail-on retirement").exits(0);
}

#[test]
fn check_rolls_missing_reviews_up_and_exits_1_on_errors_only() {
    let world = library();
    world.run("check").exits(0).prints(expect![[r#"
        warning[review-overdue]: review is 83 days overdue
         --> kb/restore.md:9:14
          |
        9 | review: {on: 2025-09-01, by: [B. Reader], every: 12 months}
          |              ^^^^^^^^^^
          |
          = help: look at the article, and record it with `kb review restore`

        1 article awaits a first review: kb stale --state unreviewed
        3 articles: 0 errors, 2 warnings · why: kb explain review-overdue
    "#]]);
    world.write("kb/rollback.md", "no front matter\n");
    world.run("check").exits(1).has("error[missing-front-matter]");
    world.run("check --rule KB999").exits(2);
}

#[test]
fn show_prints_one_section_and_offers_the_nearest_name() {
    let world = library();
    world.run("show rollback#in-practice").exits(0).has("ten minutes").has_not("An example.");
    let outcome = world.run("show rolback").exits(2);
    assert!(outcome.err.contains("did you mean `rollback`?"), "{}", outcome.err);
}

#[test]
fn content_never_steers_the_terminal() {
    let world = World::new().article(
        "evil",
        "owner: \"a\\u001b]0;x\\u0007\"\n",
        "Text \u{1b}]52;c;QQ==\u{7} \u{202e}end.",
    );
    for command in ["search text", "show evil", "check", "stale", "list"] {
        let outcome = world.run(command);
        let printed = outcome.out + &outcome.err;
        assert!(!printed.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{command}: {printed:?}");
    }
}

#[test]
fn the_shipped_library_has_no_error_today_next_month_and_in_three_years() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for day in ["2026-11-23", "2026-12-24", "2029-11-23"] {
        for command in ["check", "stale"] {
            let args = [command.to_owned(), "--today".to_owned(), day.to_owned()];
            World::new().run_in(root, &args).exits(0);
        }
    }
}

#[test]
fn failures_in_json_are_json() {
    let outcome = World::new().run("show nothing --format json").exits(2);
    assert_eq!(outcome.json()["schema"], "kb.failure.v1");
    let outcome = World::new().run("check --rule nonsense --format json").exits(2);
    assert_eq!(outcome.json()["schema"], "kb.failure.v1");
}

#[test]
fn without_a_kb_toml_files_are_searched_and_links_checked() {
    let world = World::foreign()
        .file("docs/a.md", "# Alpha\n\nThe walrus. [gone](b.md)\n")
        .file("README.md", "The walrus too.\n")
        .commit(date(2026, 1, 1));
    world.run("search walrus").exits(0).has("docs/a.md").has_not("README");
    world.run("check").exits(1).has("error[broken-link]");
}

#[test]
fn an_article_is_due_on_the_day_itself() {
    let world = library().on(date(2026, 8, 31));
    assert_eq!(world.run("stale --state due --format json").json()["summary"]["due"], 0);
    let world = world.on(date(2026, 9, 1));
    assert_eq!(world.run("stale --state due --format json").json()["summary"]["due"], 1);
}

#[test]
fn rules_are_listed_for_machines_with_their_pages() {
    let outcome = World::folder().run("explain --format json").exits(0);
    assert_eq!(outcome.json()["schema"], "kb.explain.v1");
    assert_eq!(outcome.json()["spdx_list"], kb::license::list::version());
    let rules = outcome.json()["rules"].as_array().expect("a list").clone();
    assert_eq!(rules.len(), kb::rules::RULES.len());
    let one = World::folder().run("explain KB401 --format json").exits(0).json();
    assert_eq!(one["rules"][0]["name"], "broken-link");
    assert!(one["rules"][0]["doc"].as_str().is_some_and(|doc| doc.contains("## Why")));
}

#[test]
fn rules_are_listed_for_people_with_all_that_they_find() {
    let world = World::folder();
    let all = world.run("explain").exits(0).out;
    for rule in kb::rules::RULES {
        let words: Vec<&str> = all.split_whitespace().collect();
        let summary: Vec<&str> = rule.meta.summary.split_whitespace().collect();
        assert!(words.windows(summary.len()).any(|window| window == summary), "{}", rule.meta.name);
    }
    assert!(all.lines().all(|line| line.chars().count() <= 80), "{all}");
    let list = format!("licences by SPDX list {}", kb::license::list::version());
    assert_eq!(all.lines().last(), Some(&*list));
    let narrow = world.terminal(44).run("explain --color never --no-pager").exits(0);
    assert!(narrow.out.lines().all(|line| line.chars().count() <= 44), "{}", narrow.out);
    narrow.has("KB301  review-missing").has("warning\n    No person has reviewed the article");
}

#[test]
fn fixes_that_make_room_for_others_are_applied_in_one_run() {
    let text = "\u{feff}---\r\ntitle: A\nlicence: CC BY 4.0\n---\n";
    let world = World::new().file("kb/a.md", text);
    world.run("check --fix");
    let fixed = world.read("kb/a.md");
    assert_eq!(fixed, "---\ntitle: A\nlicense: CC-BY-4.0\n---\n");
    world.run("check --fix");
    assert_eq!(world.read("kb/a.md"), fixed);
}
