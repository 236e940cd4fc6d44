//! `kb retire`: a tombstone, a forwarding address, and what leads to the article.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

const OLD: &str = "---\ntitle: Pause it\ntype: guide\nstatus: active # for now\n---\n\n\
                   ## Steps\n\nSee [below](#steps) and [new](new.md).\n";
const NEW: &str = "---\ntitle: Stop the clock\n---\n\nIt took the place of [it](x/old.md).\n\n\
                   ## Steps\n\nOne.\n";

/// An article that is to go, one that takes its place, and those that lead to it.
fn world() -> World {
    World::new()
        .file("kb/x/old.md", OLD)
        .file("kb/new.md", NEW)
        .file(
            "kb/a.md",
            "---\ntitle: A\nsources: [{relation: adapted, article: old#steps}]\nanswers: [old]\n\
             ---\n[s](x/old.md#steps) ![i](x/old.md#gone \"t\")\n\n\
             `[c](x/old.md)` [r][r] [again][r]\n\n```\n[c](x/old.md)\n```\n\n[r]: <x/old.md>\n",
        )
        .file(
            "kb/older.md",
            "---\ntitle: Older\nstatus: retired\nsuperseded_by: old\n---\n[it](x/old.md)\n",
        )
        .file("kb/index.md", "---\ntitle: All\n---\n\n- [Pause it](x/old)\n- [new](new.md)\n")
}

const RETIRE: &str = "retire old --reason superseded --by new";

#[test]
fn a_retired_article_keeps_its_text_and_says_why_and_where_to_go() {
    let world = world();
    world.run(RETIRE).exits(0).prints(expect![[r#"
        Retired old, since 2026-11-23: superseded
          Readers are sent on to Stop the clock (new)

        9 links and references lead to it:
          kb/a.md:3:40 sources: old#steps · left to you: it says what the article rests
              on or answers
          kb/a.md:4:11 answers: old · left to you: it says what the article rests on or
              answers
          kb/a.md:6:5 x/old.md#steps → new.md#steps
          kb/a.md:6:26 x/old.md#gone → new.md (it has no such heading, so to the page)
          kb/a.md:14:7 x/old.md → new.md
          kb/index.md:5:14 x/old → new.md
          kb/new.md:5:27 x/old.md · stays: the successor may name what it took the place
              of
          kb/older.md:4:16 superseded_by: old → new
          kb/older.md:6:6 x/old.md · stays: it stands in a retired article

        Wrote kb/new.md, kb/x/old.md
        Add --write to lead 5 of them on to the successor.
    "#]]);
    let expected = OLD.replace(
        "status: active # for now\n",
        "status: retired # for now\nsuperseded_by: new\nretired_on: 2026-11-23\n\
         retired_reason: superseded\n",
    );
    assert_eq!(world.read("kb/x/old.md"), expected);
    assert_eq!(
        world.read("kb/new.md"),
        NEW.replace("\n---\n\nIt", "\nsupersedes: [old]\n---\n\nIt")
    );
}

#[test]
fn with_write_the_links_lead_on_and_every_other_byte_stays() {
    let world = world();
    let before = world.read("kb/a.md");
    world.run(&format!("{RETIRE} --write")).exits(0);
    let expected = before
        .replace("[s](x/old.md#steps)", "[s](new.md#steps)")
        .replace("x/old.md#gone", "new.md")
        .replace("[r]: <x/old.md>", "[r]: <new.md>");
    assert_eq!(world.read("kb/a.md"), expected);
    assert!(world.read("kb/index.md").contains("[Pause it](new.md)"));
    let older = world.read("kb/older.md");
    assert!(older.contains("superseded_by: new\n") && older.contains("[it](x/old.md)"), "{older}");
    world.run("check --rule links-to-retired").exits(0).has("0 errors, 0 warnings");
    let out = world.run("check --rule successor-broken --rule supersedes-not-reciprocal").out;
    // Nobody ever said of the older one what took its place, and no command knows.
    assert!(out.contains("1 warning") && out.contains("kb/older.md:4:16"), "{out}");
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let world = world();
    let files = ["kb/x/old.md", "kb/new.md", "kb/a.md", "kb/older.md", "kb/index.md"];
    let before = files.map(|file| world.read(file));
    let command = format!("{RETIRE} --write --format json");
    let told = world.run(&format!("{command} --dry-run")).exits(0).json();
    assert_eq!(files.map(|file| world.read(file)), before);
    let mut done = world.run(&command).exits(0).json();
    assert_eq!((told["dry_run"].as_bool(), done["dry_run"].as_bool()), (Some(true), Some(false)));
    done["dry_run"] = true.into();
    assert_eq!(told, done);
    let files: Vec<&str> =
        done["files"].as_array().expect("a list").iter().filter_map(|it| it.as_str()).collect();
    assert_eq!(files, ["kb/new.md", "kb/a.md", "kb/index.md", "kb/older.md", "kb/x/old.md"]);
}

#[test]
fn the_same_command_again_does_what_is_left_and_no_more() {
    let world = world();
    world.run(RETIRE).exits(0);
    let tombstone = world.read("kb/x/old.md");
    let later = World::on(world, date(2026, 12, 24));
    later
        .run(&format!("{RETIRE} --write"))
        .exits(0)
        .has("Retired already: old, since 2026-11-23: superseded")
        .has("Wrote kb/a.md, kb/index.md, kb/older.md");
    assert_eq!(later.read("kb/x/old.md"), tombstone);
    later.run(&format!("{RETIRE} --write")).exits(0).has("Nothing is left to write.");
}

#[test]
fn a_tombstone_that_somebody_began_by_hand_is_completed() {
    let text = "---\ntitle: Fax\nstatus: retired\nretired_on: 2026-05-01\n---\nBody.\n";
    let world = World::new().file("kb/fax.md", text);
    world
        .run("retire fax --reason obsolete --note \"It went: \u{2018}for good\u{2019}.\"")
        .exits(0);
    assert_eq!(
        world.read("kb/fax.md"),
        "---\ntitle: Fax\nstatus: retired\nsuperseded_by: none\nretired_on: 2026-05-01\n\
         retired_reason: obsolete\nretired_note: 'It went: \u{2018}for good\u{2019}.'\n---\nBody.\n"
    );
}

#[test]
fn a_note_of_several_lines_is_written_on_one() {
    let world = world();
    world.run("retire old --reason wrong --note \" It was \n\t never so. \"").exits(0);
    assert!(world.read("kb/x/old.md").contains("\nretired_note: It was never so.\n"));
}

#[test]
fn a_successor_that_is_retired_leads_to_the_one_in_use() {
    let world = world().file("kb/newest.md", "---\ntitle: Newest\n---\n## Steps\n");
    world.run("retire new --reason superseded --by newest").exits(0);
    world
        .run(&format!("{RETIRE} --write"))
        .exits(0)
        .has("Readers are sent on to Newest (newest)\n  new is retired itself and leads there");
    assert!(world.read("kb/x/old.md").contains("\nsuperseded_by: newest\n"));
    assert!(world.read("kb/newest.md").contains("\nsupersedes: [new, old]\n"));
    assert!(world.read("kb/a.md").contains("[s](newest.md#steps)"));
}

#[test]
fn byte_order_mark_line_ends_and_permissions_stay() {
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let world = World::new()
        .file("kb/old.md", windows("---\ntitle: Old\n---\nNo end"))
        .file("kb/new.md", windows("---\ntitle: New\nsupersedes:\n  - first # of all\n---\n"))
        .file("kb/a.md", windows("---\ntitle: A\n---\n[x](old.md)\n\n[y](old.md)"));
    #[cfg(unix)]
    let mode = {
        use std::os::unix::fs::PermissionsExt as _;
        let place = world.root().join("kb/a.md");
        let set = std::fs::Permissions::from_mode(0o640);
        std::fs::set_permissions(&place, set).expect("it is ours");
        move || std::fs::metadata(&place).expect("it is there").permissions().mode() & 0o777
    };
    world.run(&format!("{RETIRE} --write --on 2026-11-01")).exits(0);
    assert_eq!(
        world.read("kb/old.md"),
        windows(
            "---\ntitle: Old\nstatus: retired\nsuperseded_by: new\nretired_on: 2026-11-01\n\
             retired_reason: superseded\n---\nNo end"
        )
    );
    assert_eq!(
        world.read("kb/new.md"),
        windows("---\ntitle: New\nsupersedes:\n  - first # of all\n  - old\n---\n")
    );
    assert_eq!(world.read("kb/a.md"), windows("---\ntitle: A\n---\n[x](new.md)\n\n[y](new.md)"));
    #[cfg(unix)]
    assert_eq!(mode(), 0o640);
}

#[test]
fn a_foreign_tree_gets_its_own_names_dates_and_links() {
    let config = "[articles]\ninclude = [\"source/**/*.md\"]\n[dates]\nformat = \"DD/MM/YYYY\"\n\
                  [fields]\nstate = \"status\"\nreplaced_by = \"superseded_by\"\n\
                  withdrawn = \"retired_on\"\nwhy = \"retired_reason\"\n";
    let world = World::foreign()
        .file("kb.toml", config)
        .file("source/old.html.md", "---\ntitle: Old\nstate: live\n---\n# Old\n")
        .file("source/x/new.html.md", "---\ntitle: New\n---\n# New\n")
        .file("source/a.html.md", "---\ntitle: A\n---\n[a](old.html) [b](old/) [c](old.html.md)\n")
        .commit(date(2026, 11, 1));
    world.run("retire source/old --reason duplicate --by source/x/new --write").exits(0);
    assert_eq!(
        world.read("source/old.html.md"),
        "---\ntitle: Old\nstate: retired\nreplaced_by: source/x/new\nwithdrawn: 23/11/2026\n\
         why: duplicate\n---\n# Old\n"
    );
    let links = world.read("source/a.html.md");
    assert!(links.contains("[a](x/new.html)") && links.contains("(x/new.html.md)"), "{links}");
    assert_eq!(world.read("source/x/new.html.md"), "---\ntitle: New\n---\n# New\n");
    world.run("show source/old").exits(0).has("Read instead: New · kb show source/x/new");
}

#[test]
fn ids_and_titles_of_strangers_are_written_and_shown_without_harm() {
    let world = World::new()
        .file("kb/it's: #1.md", "---\ntitle: \"Old\\e[31m\"\n---\n")
        .file("kb/none.md", "---\ntitle: \"N\\e[2J\"\n---\n")
        .file("kb/a (b).md", "---\ntitle: A\n---\n[x](<it's: #1.md>) [y](it's:%20%231.md)\n");
    let outcome = world.run("retire \"it's: #1\" --reason wrong --by none --write").exits(0);
    assert!(!outcome.out.contains('\u{1b}'), "{}", outcome.out);
    // `none` says that there is no successor, so the one that is called so goes by its path.
    assert!(world.read("kb/it's: #1.md").contains("\nsuperseded_by: kb/none.md\n"));
    assert!(world.read("kb/none.md").contains("\nsupersedes: ['it''s: #1']\n"));
    assert!(world.read("kb/a (b).md").contains("[y](none.md)"), "{}", world.read("kb/a (b).md"));
    assert_eq!(world.run("check --rule successor-broken --rule successor-cycle").code, 0);
}

#[test]
fn a_retired_article_answers_first_with_day_reason_and_successor() {
    let world = world();
    world.run("retire new --reason wrong --note \"It was a bad idea.\"").exits(0);
    world.run("show new").exits(0).prints(expect![[r#"
        Retired since 2026-11-23: wrong
        No article takes its place
        It was a bad idea.

        Stop the clock
        kb/new.md:1
        1 min

        It took the place of it (x/old.md).

        ## Steps

        One.
    "#]]);
    let newest = "---\ntitle: \"Newest\\e[31m\"\naliases: [pause]\n---\n";
    let world = self::world().file("kb/newest.md", newest);
    world.run("retire new --reason superseded --by newest").exits(0);
    world.run(RETIRE).exits(0);
    // The way is followed to its end, whoever wrote the first step of it.
    world.write("kb/old-too.md", "---\nstatus: retired\nsuperseded_by: new\n---\n");
    for id in ["old", "old-too"] {
        let out = world.run(&format!("show {id}")).exits(0).out;
        assert!(out.contains("Read instead: Newest\\u{1b}[31m · kb show newest\n"), "{out}");
    }
    world.run("show pause").exits(0).has("Newest");
    let json = world.run("show old --format json").json();
    assert_eq!(json["retired_on"], "2026-11-23");
    assert_eq!(json["retired_reason"], "superseded");
    assert_eq!(json["successor"]["id"], "newest");
    assert_eq!(json["superseded_by"], "newest");
    let json = world.run("show newest --format json").json();
    assert!(json["successor"].is_null() && json["retired_reason"].is_null());
}

#[test]
fn a_retired_article_whose_successor_is_elsewhere_says_where() {
    let text = "---\ntitle: Old\nstatus: retired\nsuperseded_by: https://example.org/new\n---\n";
    let world = World::new().file("kb/old.md", text);
    world.run("show old").exits(0).has("Retired\nRead instead: https://example.org/new\n");
}

#[test]
fn one_side_alone_is_told_and_the_other_is_written_on_request() {
    let world = world().file("kb/b.md", "---\ntitle: B\nsupersedes: [older]\n---\n");
    world.run(RETIRE).exits(0);
    world.write("kb/new.md", NEW);
    let check = "check --rule supersedes-not-reciprocal";
    world
        .run(check)
        .exits(0)
        .has("`new` does not say that it took the place")
        .has("`older` sends its readers to `old`")
        .has("`old` does not say that it took the place")
        .has("0 errors, 3 warnings");
    world.run(&format!("{check} --unsafe-fixes")).exits(0).has("0 errors, 1 warning");
    assert_eq!(
        world.read("kb/new.md"),
        NEW.replace("\n---\n\nIt", "\nsupersedes: [old]\n---\n\nIt")
    );
    assert!(world.read("kb/x/old.md").contains("\nsupersedes: [older]\n---\n"));
    let input = world.read("kb/b.md");
    let world = world.input(input);
    let told = world.run(&format!("{check} --stdin-filename kb/b.md"));
    told.exits(0).has("0 errors, 1 warning");
}

#[test]
fn a_search_counts_what_is_retired_and_names_its_successor_on_request() {
    let world = World::new()
        .article("old", "", "The walrus.")
        .article("new", "", "The narwhal.")
        .commit(date(2026, 11, 1));
    world.run(RETIRE).exits(0);
    let hint = "1 retired article matches: add --status retired";
    world.run("search walrus narwhal").has("kb/new.md").has(hint).has_not("kb/old.md");
    world.run("search walrus --status retired").exits(0).has("kb/old.md").has("retired, see new");
}
