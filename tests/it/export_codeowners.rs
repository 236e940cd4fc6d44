//! `kb export codeowners`: who is asked about which articles, as forges read it.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

const PEOPLE: &str = "ada: {name: Ada Example, handle: '@ada'}\n\
                      desk: {name: The desk, kind: team, handle: '@example/desk'}\n\
                      bob: {name: Bob Doe}\n";

fn article(owner: &str) -> String {
    let owner = if owner.is_empty() { String::new() } else { format!("owner: {owner}\n") };
    format!("---\ntitle: One\n{owner}---\n\nText.\n")
}

fn library() -> World {
    World::new()
        .file("kb/people.yaml", PEOPLE)
        .file("kb/desk/one.md", article("desk"))
        .file("kb/desk/two.md", article("The desk"))
        .file("kb/change/rollback.md", article("ada"))
        .file("kb/change/re store.md", article("'@example/change'"))
        .file("kb/change/lost.md", article("bob"))
        .commit(date(2026, 10, 1))
}

#[test]
fn folders_that_agree_are_one_line_and_owners_without_a_handle_are_told() {
    let world = library();
    world.run("export codeowners").exits(0).prints(expect![[r#"
        wrote .github/CODEOWNERS
        + /kb/desk/ @example/desk
        + /kb/change/re\ store.md @example/change
        + /kb/change/rollback.md @ada
        3 lines for 5 articles.
        open: no handle is known of `bob`, who looks after 1 article
        help: name one under `handle` in `people.yaml`, as in `handle: "@org/team"`
    "#]]);
    expect![[r#"
        # begin kb: written by `kb export codeowners`, and written anew by it
        /kb/desk/ @example/desk
        /kb/change/re\ store.md @example/change
        /kb/change/rollback.md @ada
        # end kb
    "#]]
    .assert_eq(&world.read(".github/CODEOWNERS"));
    world.run("export codeowners").exits(0).has("kept .github/CODEOWNERS as it is\n").has_not("+ ");
    world.run("export codeowners --check").exits(0);
}

#[test]
fn a_check_tells_what_differs_and_writes_nothing() {
    let world = library();
    world.run("export codeowners --check").exits(1).has("would write .github/CODEOWNERS\n");
    world.run("export codeowners --dry-run").exits(0).has("+ /kb/desk/ @example/desk\n");
    assert!(!world.root().join(".github").exists());
    world.run("export codeowners").exits(0);
    world.write("kb/desk/two.md", article("ada"));
    let before = world.bytes(".github/CODEOWNERS");
    world.run("export codeowners --check").exits(1).prints(expect![[r#"
        would change .github/CODEOWNERS
        - /kb/desk/ @example/desk
        + /kb/desk/one.md @example/desk
        + /kb/desk/two.md @ada
        4 lines for 5 articles.
        open: no handle is known of `bob`, who looks after 1 article
        help: name one under `handle` in `people.yaml`, as in `handle: "@org/team"`
    "#]]);
    assert_eq!(world.bytes(".github/CODEOWNERS"), before);
}

#[test]
fn what_others_wrote_stays_with_its_line_ends_and_where_our_lines_stand() {
    let text =
        "* @example/all\r\n# begin kb\r\n/old/ @x\r\n# end kb\r\n/kb/change/ @example/last\r\n";
    let world = library().file("CODEOWNERS", text).file("docs/CODEOWNERS", "# not read\n");
    world.run("export codeowners").exits(0).has("changed CODEOWNERS\n- /old/ @x\n");
    let written = world.read("CODEOWNERS");
    assert!(written.starts_with("* @example/all\r\n# begin kb: written by"), "{written}");
    assert!(written.ends_with("\r\n# end kb\r\n/kb/change/ @example/last\r\n"), "{written}");
    assert_eq!(written.matches('\n').count(), written.matches("\r\n").count());
    assert_eq!(world.read("docs/CODEOWNERS"), "# not read\n");
}

#[test]
fn our_lines_come_last_in_a_file_that_has_none() {
    let world = library().file(".github/CODEOWNERS", "* @example/all\n\n\n");
    world.run("export codeowners").exits(0);
    let written = world.read(".github/CODEOWNERS");
    assert!(written.starts_with("* @example/all\n\n# begin kb: "), "{written}");
}

#[test]
fn a_torn_file_one_in_conflict_and_one_that_is_no_text_are_left_alone() {
    for (text, why) in [
        (&b"# begin kb\n"[..], "do not stand there once each"),
        (b"<<<<<<< HEAD\n* @a\n=======\n* @b\n>>>>>>> b\n", "a merge was not finished in it"),
        (b"* @\xff\n", "it is no text in UTF-8"),
    ] {
        let world = library().file("CODEOWNERS", text);
        world.run("export codeowners").exits(2).says("cannot extend `CODEOWNERS`").says(why);
        assert_eq!(world.bytes("CODEOWNERS"), text);
    }
}

#[test]
fn defaults_by_path_are_general_lines_and_exceptions_follow() {
    let toml = "name = \"x\"\n[[defaults]]\npath = \"kb/**\"\nowner = \"desk\"\n\
                [[defaults]]\npath = \"kb/change/**\"\nowner = \"ada\"\n";
    let world = World::new()
        .file("kb.toml", toml)
        .file("kb/people.yaml", PEOPLE)
        .file("kb/change/one.md", article(""))
        .file("kb/two.md", article(""))
        .file("kb/three.md", article("'@three'"))
        .file("kb/four.md", article("bob"))
        .commit(date(2026, 10, 1));
    world.run("export codeowners").exits(0).has("4 lines for 4 articles.");
    expect![[r#"
        # begin kb: written by `kb export codeowners`, and written anew by it
        /kb/ @example/desk
        /kb/change/ @ada
        /kb/four.md
        /kb/three.md @three
        # end kb
    "#]]
    .assert_eq(&world.read(".github/CODEOWNERS"));
}

#[test]
fn a_library_in_a_folder_of_its_repository_names_paths_from_the_root_of_that() {
    let world = World::foreign()
        .file("docs/kb.toml", "name = \"x\"\n")
        .file("docs/kb/one.md", article("'@one'"))
        .file("docs/kb/two.md", article("'@one'"))
        .commit(date(2026, 10, 1));
    world.run("-C docs export codeowners").exits(0);
    assert!(world.read(".github/CODEOWNERS").contains("\n/docs/kb/ @one\n"));
}

#[test]
fn nothing_in_a_name_or_an_owner_is_a_line_or_a_comment_of_its_own() {
    let world = World::new()
        .file("kb/a/#one [x]!.md", article("'@one'"))
        .file("kb/a/two.md", article("\"@two\\n* @evil\""))
        .file("kb/a/three.md", article("'@three # @evil'"))
        .commit(date(2026, 10, 1));
    world.run("export codeowners").exits(0).has("no handle is known of `@two\\n* @evil`");
    let written = world.read(".github/CODEOWNERS");
    assert!(written.contains("\n/kb/a/?one\\ ?x??.md @one\n# end kb\n"), "{written}");
    assert!(!written.contains("evil"), "{written}");
}

#[test]
fn a_library_without_owners_writes_no_file() {
    let world = World::foreign().file("a.md", "# A page\n").commit(date(2026, 10, 1));
    world.run("export codeowners").exits(0).has("no .github/CODEOWNERS: no line to write");
    world.run("export codeowners --check").exits(0);
    assert!(!world.root().join(".github").exists());
}

#[test]
fn options_of_other_targets_are_refused() {
    let world = library();
    world.run("export codeowners --type guide").exits(2).says("cannot use `--type` here");
    world.run("export codeowners --output x").exits(2).says("cannot use `--output` here");
    world.run("export reuse --check").exits(2).says("cannot use `--check` here");
    world.run("export codeowners --check --dry-run").exits(2);
    let json = world.run("export codeowners --dry-run --format json").exits(0).json();
    assert_eq!(json["schema"], "kb.export-codeowners.v1");
    assert_eq!((&json["different"], &json["written"]), (&true.into(), &false.into()));
    assert_eq!(json["without_handle"][0]["owner"], "bob");
}

#[test]
fn a_handle_that_is_none_is_refused_in_people() {
    World::new()
        .file("kb/people.yaml", "ada: {handle: ada}\n")
        .file("kb/one.md", article(""))
        .run("export codeowners")
        .exits(2)
        .says("`ada` has the handle `ada`, which is not like `@org/team`");
}
