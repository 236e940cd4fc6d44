//! What a change does to ids: renamed, removed, given again, brought back.

use jiff::civil::date;

use super::world::World;

fn page(title: &str, front: &str) -> String {
    format!("---\ntitle: {title}\n{front}---\n\nOne of {title}.\n\nTwo.\n\nThree.\n")
}

/// Three articles on the trunk, two of which name the first.
fn world() -> World {
    let world = World::new()
        .file("kb/a.md", page("A", ""))
        .file("kb/b.md", page("B", "status: active\n") + "\n[a](a.md)\n")
        .file("kb/index.md", page("All", "") + "\n- [A](a.md)\n- [B](b)\n")
        .commit(date(2026, 10, 1));
    world.branch("trunk");
    world
}

const RULES: &str = "--rule article-removed --rule alias-missing --rule id-reused \
                     --rule status-transition";

/// The messages of the rules on ids, for a change.
fn told(world: &World, flags: &str) -> Vec<String> {
    let out = world.run(&format!("check -v {RULES} --format json {flags}"));
    let out = out.json();
    let findings = out["findings"].as_array().expect("a list").iter();
    findings.map(|it| format!("{}: {}", it["rule"], it["message"])).collect()
}

const REMOVED: &str = "\"article-removed\": \"`a` was removed, and 2 links lead nowhere\"";

#[test]
fn an_article_that_is_removed_is_told_against_the_merge_base_and_in_every_way_to_look_at_a_change()
{
    let world = world();
    world.remove("kb/a.md");
    for flags in ["--changed-since trunk", "--changed-since trunk --changed-lines"] {
        assert_eq!(told(&world, flags), [REMOVED], "{flags}");
    }
    assert_eq!(told(&world, "--changed-lines"), [REMOVED]);
    assert!(told(&world, "--staged").is_empty() && told(&world, "").is_empty());
    world.stage("kb/a.md");
    assert_eq!(told(&world, "--staged"), [REMOVED]);
    world.add_commit(date(2026, 10, 2));
    assert_eq!(told(&world, "--changed-since trunk"), [REMOVED]);
    assert!(told(&world, "--changed-lines").is_empty());
    world
        .run("check --changed-since trunk --rule article-removed")
        .exits(1)
        .has("error[article-removed]: `a` was removed")
        .has("kb/index.md:11:7");
    for format in ["github", "sarif", "gitlab", "junit", "rdjson", "concise", "summary"] {
        world.run(&format!("check --changed-since trunk {RULES} --format {format}")).exits(1);
    }
}

#[test]
fn what_the_trunk_removed_meanwhile_is_no_change_of_this_branch() {
    let world = world();
    world.write("kb/c.md", page("C", ""));
    world.add_commit(date(2026, 10, 2));
    world.branch("mine");
    world.reset_to("trunk");
    world.remove("kb/a.md");
    world.add_commit(date(2026, 10, 3));
    world.branch("trunk-now");
    world.reset_to("mine");
    assert!(world.root().join("kb/a.md").exists());
    assert!(told(&world, "--changed-since trunk-now").is_empty());
}

#[test]
fn a_renamed_article_gets_its_old_id_by_fix_and_keeps_every_other_byte() {
    for edit in [false, true] {
        let world = world();
        let text = world.read("kb/a.md");
        let text = if edit { text.replace("Two.", "2.") } else { text };
        world.remove("kb/a.md");
        world.write("kb/x/new.md", &text);
        let expected = "\"alias-missing\": \"it was `a`, and does not answer to that any more\"";
        assert_eq!(told(&world, "--changed-since trunk"), [expected], "{edit}");
        world.run("check --fix --changed-since trunk --rule alias-missing").exits(0);
        assert_eq!(
            world.read("kb/x/new.md"),
            text.replace("\n---\n\nOne", "\naliases: [a]\n---\n\nOne")
        );
        assert!(told(&world, "--changed-since trunk").is_empty());
        world.run("show a").exits(0).has("kb/x/new.md");
    }
}

#[test]
fn a_directory_that_moves_and_a_copy_are_no_rename() {
    let world = world();
    let text = world.read("kb/a.md");
    world.write("kb/copy.md", &text);
    assert!(told(&world, "--changed-since trunk").is_empty());
    world.remove("kb/copy.md");
    for id in ["a", "b", "index"] {
        let text = world.read(&format!("kb/{id}.md"));
        world.remove(&format!("kb/{id}.md"));
        world.write(&format!("kb/deep/er/{id}.md"), text);
    }
    // The index of a folder goes by the name of the folder.
    let expected = "\"alias-missing\": \"it was `kb`, and does not answer to that any more\"";
    assert_eq!(told(&world, "--changed-since trunk"), [expected]);
}

#[test]
fn an_id_that_is_given_to_another_text_is_told() {
    let world = world();
    world.remove("kb/a.md");
    let other = "---\ntitle: Other\n---\n\nNothing of it is the same.\n";
    world.write("kb/x/a.md", other);
    let expected = "\"id-reused\": \"the id `a` was that of `A`, which is removed\"";
    assert_eq!(told(&world, "--changed-since trunk"), [expected]);
}

#[test]
fn an_article_that_is_retired_in_place_may_be_and_comes_back_with_a_review() {
    let world = world();
    world.run("retire a --reason superseded --by b --write --on 2026-10-02").exits(0);
    assert!(told(&world, "--changed-since trunk").is_empty());
    world.add_commit(date(2026, 10, 2));
    let back = page("A", "review: {on: 2026-10-01}\n");
    world.write("kb/a.md", &back);
    let expected = "\"status-transition\": \"back in use without a review since it was retired\"";
    assert_eq!(told(&world, "--changed-since HEAD"), [expected]);
    // Against the trunk, where it never was retired, nothing has changed.
    assert!(told(&world, "--changed-since trunk").is_empty());
    world.write("kb/a.md", back.replace("2026-10-01", "2026-10-03"));
    assert!(told(&world, "--changed-since HEAD").is_empty());
}

#[test]
fn a_change_of_kb_toml_looks_at_all_articles_and_at_the_change() {
    let world = world();
    world.remove("kb/a.md");
    world.write("kb.toml", "name = \"example\"\n[rules]\nlicense = \"off\"\n");
    assert_eq!(told(&world, "--changed-since trunk"), [REMOVED]);
}

#[test]
fn where_ids_are_paths_moves_and_removals_are_told_on_request_only() {
    let config = "[articles]\ninclude = [\"docs/**/*.md\"]\n";
    let world = World::foreign()
        .file("kb.toml", config)
        .file("docs/a.md", page("A", ""))
        .file("docs/b.md", page("B", ""))
        .commit(date(2026, 10, 1));
    world.branch("trunk");
    world.write("docs/x/a.md", world.read("docs/a.md"));
    world.remove("docs/a.md");
    world.remove("docs/b.md");
    let out = world.run("check --changed-since trunk").out;
    assert!(!out.contains("removed") && !out.contains("alias-missing"), "{out}");
    world.write("kb.toml", format!("{config}[rules]\narticle-removed = \"warning\"\n"));
    world
        .run("check --changed-since trunk")
        .has("warning[article-removed]: `docs/b` was removed")
        .has_not("alias-missing");
}

#[test]
fn names_of_any_bytes_and_texts_of_any_kind_are_held_against_each_other() {
    let world = world();
    world.write("kb/it's: #1.md", page("It", ""));
    world.write("kb/evil\u{202e}.md", b"---\ntitle: \xff\n---\n\0");
    world.add_commit(date(2026, 10, 2));
    world.remove("kb/it's: #1.md");
    world.write("kb/that.md", page("It", ""));
    world.remove("kb/evil\u{202e}.md");
    let out = world.run(&format!("check -v {RULES} --changed-since HEAD")).exits(1).out;
    assert!(
        out.contains("it was `it's: #1`") && out.contains("`evil\\u{202e}` was removed"),
        "{out}"
    );
    // A name that needs quotes is no safe fix.
    world.run("check --fix --changed-since HEAD --rule alias-missing");
    assert_eq!(world.read("kb/that.md"), page("It", ""));
}

#[test]
fn history_knows_ids_of_long_ago_and_what_only_came_back() {
    let world = world();
    let text = world.read("kb/a.md");
    world.remove("kb/a.md");
    world.add_commit(date(2026, 10, 2));
    world.write("kb/x/a.md", "---\ntitle: Other\n---\n\nNothing of it is the same.\n");
    assert!(told(&world, "--changed-since HEAD").is_empty());
    let expected = "\"id-reused\": \"the id `a` was that of `kb/a.md`, which was removed on \
                    2026-10-02\"";
    assert_eq!(told(&world, "--changed-since HEAD --history"), [expected]);
    world.write("kb/x/a.md", text.replace("Two.", "2."));
    assert!(told(&world, "--changed-since HEAD --history").is_empty());
    world.remove("kb/x/a.md");
    world.write("kb/x/y.md", text);
    assert!(told(&world, "--changed-since HEAD --history").is_empty());
}
