//! `kb adopt`: Markdown that exists already becomes drafts, and nothing of it is lost.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

const DISK: &str = "# Service desk disk full\n\n## Meaning\n\nThe disk of a host has no room \
                    left.\n\n## Impact\n\nTickets wait.\n\n## Diagnosis\n\n1. See [the \
                    logs](logs.md#where-the-logs-are).\n\n## Mitigation\n\n![How](img/Room.PNG)\n";
const LOGS: &str = "# Where the logs are\n\nThey lie where they always lay.\n\n1. Go there.\n2. \
                    Look.\n3. Come back.\n";

/// A library beside a folder `../ops` with two pages, an image and what is no article.
fn beside() -> World {
    World::new()
        .file("kb/vocabulary.yaml", "topics: {service-desk: x, incident: x}\n")
        .file("../ops/runbooks/disk.md", DISK)
        .file("../ops/runbooks/logs.md", LOGS)
        .file("../ops/runbooks/img/Room.PNG", b"\x89PNG\r\n")
        .file("../ops/README.md", "# Ops\n\nWhat there is.\n")
        .file("../ops/tool.py", "print()\n")
        .file("../ops/old.md", b"# caf\xe9\n")
        .file("../ops/broken.md", "---\ntitle: a: b\n---\n\n# T\n")
        .commit(date(2026, 11, 20))
}

const OWN: &str = "--relation own --license CC-BY-4.0 --author \"Jo Bloggs\"";

#[test]
fn a_folder_is_brought_in_and_every_file_of_it_is_accounted_for() {
    let world = beside();
    world.run(&format!("adopt ../ops {OWN}")).exits(0).prints(expect![[r#"
        From ops
        Adopted 2 pages as drafts: 2 runbook
          1 page without a topic that is sure
          2 links made to fit
          1 image copied

        Left out:
          has front matter that cannot be read, line 2: the value has a `: ` inside:
            broken.md
          is about its folder: README.md
          is not UTF-8: old.md
          is no Markdown: tool.py

        Now:
          kb check
          git add kb
    "#]]);
    let text = world.read("kb/service-desk/service-desk-disk-full.md");
    expect![[r#"
        ---
        title: Service desk disk full
        type: runbook
        summary: The disk of a host has no room left.
        topics: [service-desk]
        authors: [{name: Jo Bloggs}]
        license: CC-BY-4.0
        status: draft
        adopted: {from: ops/runbooks/disk.md, body: n1-sha256:335f729837f1aae136b7eea541fffd6766da383cd3818d7c37892ed81bfa3b20}
        ---

        # Service desk disk full

        ## Meaning

        The disk of a host has no room left.

        ## Impact

        Tickets wait.

        ## Diagnosis

        1. See [the logs](../where-the-logs-are.md#where-the-logs-are).

        ## Mitigation

        ![How](../images/room.png)
    "#]].assert_eq(&text);
    assert_eq!(world.bytes("kb/images/room.png"), b"\x89PNG\r\n");
    let outcome = world.run("check --format json").exits(0);
    assert_eq!(outcome.json()["summary"]["errors"], 0, "{}", outcome.out);
}

#[test]
fn a_second_run_changes_nothing_and_says_so() {
    let world = beside();
    world.run(&format!("adopt ../ops {OWN}")).exits(0);
    let before = world.read("kb/service-desk/service-desk-disk-full.md");
    world.run("adopt ../ops").exits(0).has("Adopted already: 2 pages, left as they are");
    world.write("../ops/runbooks/disk.md", DISK.replace("no room", "little room"));
    world.run("adopt ../ops").exits(0).has("1 changed there since: runbooks/disk.md");
    assert_eq!(world.read("kb/service-desk/service-desk-disk-full.md"), before);
    // Moved over there, it is known by its words.
    world.write("../ops/runbooks/disk.md", "");
    world.write("../ops/else.md", DISK);
    world.run("adopt ../ops/else.md").exits(0).has("Adopted already: 1 page");
}

#[test]
fn a_licence_that_the_library_does_not_take_is_told_and_one_that_it_takes_is_not() {
    let policy = "[license]\nallow = [\"CC-BY-4.0\"]\n";
    let adopt = |license: &str, policy: &str| {
        let world = beside().file("kb.toml", policy);
        let terms = "--relation own --author \"Jo Bloggs\" --dry-run";
        world.run(&format!("adopt ../ops {terms} --license {license}")).exits(0).err
    };
    let told = adopt("MIT", policy);
    assert!(told.contains("`MIT` is not in `allow` of `kb.toml`, which has `CC-BY-4.0`"), "{told}");
    let exception = "path = \"kb/**\"\nallow = [\"MIT\"]\nreason = \"theirs\"\n";
    let by_path = format!("{policy}\n[[license.exception]]\n{exception}");
    for told in [adopt("CC-BY-4.0", policy), adopt("MIT", ""), adopt("MIT", &by_path)] {
        assert!(!told.contains("allow"), "{told}");
    }
}

#[test]
fn a_run_that_was_cut_short_goes_on() {
    let world = beside();
    world.run(&format!("adopt ../ops {OWN}")).exits(0);
    let all = [
        world.read("kb/service-desk/service-desk-disk-full.md"),
        world.read("kb/where-the-logs-are.md"),
    ];
    world.remove("kb/where-the-logs-are.md");
    world.run(&format!("adopt ../ops {OWN}")).exits(0).has("Adopted 1 page");
    let now = [
        world.read("kb/service-desk/service-desk-disk-full.md"),
        world.read("kb/where-the-logs-are.md"),
    ];
    assert_eq!(now, all);
}

#[test]
fn a_look_writes_nothing_and_shows_what_would_be() {
    let world = beside();
    world.run("adopt ../ops/runbooks --dry-run").exits(0).prints(expect![[r#"
        From runbooks

        type     private  id
        ───────  ───────  ──────────────────────
        runbook           service-desk-disk-full
        guide             where-the-logs-are

        disk.md → kb/service-desk/service-desk-disk-full.md · runbook because it has 4
          of the 4 headings of one
        …
        +---
        +title: Service desk disk full
        +type: runbook
        +summary: The disk of a host has no room left.
        +topics: [service-desk]
        +status: draft
        +adopted: {from: runbooks/disk.md, body: 
          n1-sha256:335f729837f1aae136b7eea541fffd6766da383cd3818d7c37892ed81bfa3b20}
        +---
        +

        logs.md → kb/where-the-logs-are.md · guide because it has 3 numbered steps
        …
        +---
        +title: Where the logs are
        +type: guide
        +summary: They lie where they always lay.
        +status: draft
        +adopted: {from: runbooks/logs.md, body: 
          n1-sha256:87fb1d36e910d897b26e3c62dc53d9e100572946674dbc4527e5b36a75092049}
        +---
        +

        Would adopt 2 pages as drafts: 1 guide, 1 runbook
          1 page without a topic that is sure
          2 pages without an author that history knows: --author names one
          2 links made to fit
          1 image copied

        Nothing was written. To do it:
          kb adopt ../ops/runbooks
    "#]]);
    world.run("list").has("0 articles");
}

#[test]
fn terms_are_asked_for_once_and_never_where_nobody_answers() {
    let world = beside();
    world
        .run("adopt ../ops")
        .exits(2)
        .says("cannot tell on which terms this text may be used")
        .says("--relation own --license CC-BY-4.0");
    let world = world.types(&["other", "adapted", "cc by 4.0", "Jo Bloggs agreed on 3 May 2026"]);
    world.run("adopt ../ops --author \"Jo Bloggs\"").exits(0);
    let text = world.read("kb/service-desk/service-desk-disk-full.md");
    assert!(text.contains("\nlicense: CC-BY-4.0\n"), "{text}");
    assert!(text.contains("permission: permissions/ops.txt"), "{text}");
    let record = world.read("permissions/ops.txt");
    assert_eq!(record, "Permission to use text of ops:\n\nJo Bloggs agreed on 3 May 2026\n");
    world.run("check --format json").exits(0).has_not("records no permission");
}

#[test]
fn a_permission_may_be_a_file_that_is_there() {
    let world = beside().file("permissions/letter.txt", "Yes.\n");
    let terms = "--relation adapted --license NOASSERTION --permission permissions/letter.txt";
    world.run(&format!("adopt ../ops {terms}")).exits(0).has("permissions/letter.txt");
    let text = world.read("kb/service-desk/service-desk-disk-full.md");
    assert!(text.contains("permission: permissions/letter.txt"), "{text}");
    assert!(
        !text.contains("\nlicense:"),
        "what grants nothing is no licence of an article: {text}"
    );
    world.run("adopt ../ops/runbooks/logs.md --relation own --license NONE").has("Adopted already");
}

#[test]
fn text_of_ones_own_needs_a_licence_that_grants_something() {
    beside().run("adopt ../ops --relation own --license NONE").exits(2).says("without a licence");
    beside()
        .run("adopt ../ops --relation own --license XYZ-9")
        .exits(2)
        .says("cannot use the licence");
}

#[test]
fn what_is_not_there_is_a_failure_and_an_empty_folder_finds_nothing() {
    let world = beside().file("../void/x.txt", "x");
    world.run("adopt ../nowhere").exits(2).says("no such file or folder");
    world.run("adopt ../void").exits(1).has("Nothing to adopt.");
    World::foreign().file("a.md", "# A\n").run("adopt a.md").exits(2).says("run `kb init` first");
}

#[test]
fn pages_of_the_library_get_what_they_lack_where_they_are() {
    let world = World::new()
        .file("kb/a.md", "# Reset a password\r\n\r\nAsk the desk, who will do it.\r\n")
        .file("kb/b.md", "---\ntitle: B # why\nweight: 3\n---\nWords.\n")
        .file("kb/_templates/guide.md", "# {{title}}\n");
    world.commit_as(date(2026, 3, 4), "Jo Bloggs <jo@example.org>", "pages");
    world.run("adopt kb --license CC-BY-4.0").exits(0).has("Adopted 2 pages as drafts: 2 guide");
    let expected = "---\r\ntitle: Reset a password\r\ntype: guide\r\nsummary: Ask the desk, who \
                    will do it.\r\nauthors: [{name: Jo Bloggs}]\r\nlicense: CC-BY-4.0\r\nstatus: \
                    draft\r\n---\r\n\r\n# Reset a password\r\n\r\nAsk the desk, who will do it.\r\n";
    assert_eq!(world.read("kb/a.md"), expected);
    let b = world.read("kb/b.md");
    assert!(b.starts_with("---\ntitle: B # why\ntype: guide\nsummary: "), "{b}");
    assert!(b.ends_with("\nweight: 3\n---\nWords.\n"), "{b}");
    assert_eq!(world.read("kb/_templates/guide.md"), "# {{title}}\n");
    world.run("adopt kb").exits(0).has("Nothing new to adopt.").has("Adopted already: 2 pages");
    assert_eq!(world.read("kb/b.md"), b);
}

#[test]
fn an_author_can_be_named_afterwards() {
    let world = beside();
    let says = "2 pages without an author that history knows: --author names one";
    world.run("adopt ../ops --relation own --license MIT").exits(0).has(says);
    world.run("adopt kb --author \"Jo Bloggs\"").exits(0).has("Adopted 2 pages");
    let text = world.read("kb/where-the-logs-are.md");
    assert!(text.contains("\nauthors: [{name: Jo Bloggs}]\nlicense: MIT\n"), "{text}");
    world.run("check").exits(0);
}

#[test]
fn pages_beside_the_articles_are_copied_and_stay() {
    let world = World::new().file("docs/how.md", "# How to wait\n\nWait for a while, then go.\n");
    world.run("adopt docs --relation own --license CC-BY-4.0").exits(0);
    assert!(world.read("kb/how-to-wait.md").contains("from: library/docs/how.md"));
    assert_eq!(world.read("docs/how.md"), "# How to wait\n\nWait for a while, then go.\n");
}

#[test]
fn ids_that_are_taken_get_a_number_and_a_note() {
    let world = World::new()
        .article("how-to-wait", "", "Text.")
        .file("../x/a.md", "# How to wait\n\nOne way to do it is this.\n")
        .file("../x/b.md", "# How to wait\n\nAnother way to do it is that.\n")
        .file("../x/\u{44f}.md", "# \u{44f}\n\nThis has no letter that an id may have.\n");
    world.run(&format!("adopt ../x {OWN}")).exits(0).says("2 ids were taken");
    assert!(world.read("kb/how-to-wait-2.md").contains("One way"));
    assert!(world.read("kb/how-to-wait-3.md").contains("Another way"));
    assert!(world.read("kb/article.md").contains("no letter"));
}

#[test]
fn what_is_told_fits_its_schema() {
    let world = beside();
    let outcome = world.run(&format!("adopt ../ops {OWN} --format json")).exits(0);
    let json = outcome.json();
    assert_eq!(json["schema"], "kb.adopt.v1");
    assert_eq!(json["adopted"][0]["type"], "runbook");
    assert_eq!(json["adopted"].as_array().map(Vec::len), Some(2));
    assert_eq!(json["left_out"].as_array().map(Vec::len), Some(4));
    assert_eq!(json["written"], true);
}
