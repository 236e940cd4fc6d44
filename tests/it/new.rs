//! `kb new`: one file, ready to fill in, and never over another.

use expect_test::expect;

use super::world::World;

const TYPES: [&str; 8] =
    ["guide", "template", "case-study", "metric", "definition", "need", "runbook", "known-error"];

#[test]
fn a_new_article_names_its_file_and_the_next_two_commands() {
    let world = World::shipped();
    world.run("new guide \"Roll back a release: when?\" --topic change").exits(0).prints(expect![
        [r#"
            Wrote kb/change/roll-back-a-release-when.md. Fill it in, then:
              kb check roll-back-a-release-when
              git add -- kb/change/roll-back-a-release-when.md
              git commit -m 'guide: roll-back-a-release-when' -- kb/change/roll-back-a-release-when.md
        "#]
    ]);
    let text = world.read("kb/change/roll-back-a-release-when.md");
    let start: Vec<&str> = text.lines().take(8).collect();
    assert_eq!(
        start.join("\n"),
        "---\ntitle: \"Roll back a release: when?\"\ntype: guide\n\
         summary: \"TO-DO: the answer in at most 60 words.\"\nauthors: [A. Author]\n\
         license: CC-BY-4.0\ntopics: [change]\nstatus: draft"
            .replace("TO-DO", concat!("TO", "DO"))
    );
}

#[test]
fn every_type_starts_short_with_its_headings_and_without_declarations() {
    for kind in TYPES {
        for (world, whose) in [(World::shipped(), "own"), (World::new(), "no")] {
            world.run(&format!("new {kind} \"Over the river\" --id over-the-river")).exits(0);
            let folder = if kind == "need" { "kb/needs" } else { "kb" };
            let path = format!("{folder}/over-the-river.md");
            let text = world.read(&path);
            let front: Vec<&str> = text.lines().skip(1).take_while(|line| *line != "---").collect();
            assert!(front.len() <= 12, "{kind}, {whose} template: {front:?}");
            assert!(front.iter().any(|line| line.starts_with("# ")), "{kind}: no hints");
            for declared in ["disclosure", "evidence:", "review", "votes"] {
                let is_written = front.iter().any(|line| line.starts_with(declared));
                assert!(!is_written, "{kind}: {declared} is for the author to say");
            }
            assert!(text.contains("\n## "), "{kind}: no headings");
            let filled = text.replace("\n## ", "\nSome words of the article.\n\n## ");
            world.write(&path, filled);
            let outcome = world.run("check over-the-river --format json").exits(0);
            assert_eq!(outcome.json()["summary"]["errors"], 0, "{kind}, {whose}: {}", outcome.out);
        }
    }
}

#[test]
fn nothing_that_is_there_is_ever_overwritten() {
    let world = World::shipped();
    let before = world.read("kb/service-level/stop-the-clock.md");
    world
        .run("new guide \"Stop the clock\" --topic service-level")
        .exits(2)
        .says("`kb/service-level/stop-the-clock.md` has it");
    world.run("new guide \"Stop the clock\" --topic change").exits(2).says("cannot use the id");
    assert_eq!(world.read("kb/service-level/stop-the-clock.md"), before);

    let world = World::new().file("kb.toml", "ids = \"path\"\n").file("kb/x.md", "mine");
    world.run("new guide X").exits(2).says("it is there already");
    assert_eq!(world.read("kb/x.md"), "mine");
}

#[test]
fn an_id_that_another_article_answers_to_is_not_given_again() {
    let world = World::new().article("pause", "aliases: [stop-the-clock]\n", "Text.");
    world.run("new guide Stop --id stop-the-clock").exits(2).says("`kb/pause.md` answers to it");
    world.run("new guide Stop --id pause").exits(2).says("`kb/pause.md` has it");
}

#[test]
fn slips_are_told_with_what_was_meant() {
    let world = World::shipped();
    world.run("new guid X").exits(2).says("did you mean `guide`?");
    world.run("new guide X --topic chnage").exits(2).says("did you mean `change`?");
    world.run("new guide X --id Roll_Back").exits(2).says("did you mean `roll-back`?");
    world.run("new guide 障害").exits(2).says("name one with `--id");
    world.run("new guide \" \"").exits(2).says("cannot use this title");
    world.run("new guide \"a\u{202e}b\"").exits(2).says("a\\u{202e}b");
    World::foreign().run("new guide X").exits(2).says("run `kb init` first");
    World::new()
        .file("kb.toml", "articles.include = [\"docs/*.md\"]\n")
        .run("new guide X --topic change")
        .exits(2)
        .says("`articles` in `kb.toml` leaves that place out");
}

#[test]
fn the_author_is_whom_git_and_people_yaml_know() {
    let world = World::new().file("kb/people.yaml", "aauthor: {name: A. Author}\n");
    world.run("new guide One").exits(0);
    assert!(world.read("kb/one.md").contains("\nauthors: [aauthor]\n"));
    world.run("new guide Two --author \"O'Neill, B.\"").exits(0);
    assert!(world.read("kb/two.md").contains("\nauthors: [\"O'Neill, B.\"]\n"));
    World::folder()
        .file("kb.toml", "")
        .run("new guide One")
        .exits(2)
        .says("git knows no `user.name`");
}

#[test]
fn a_type_and_a_template_of_the_librarys_own_are_used() {
    let world = World::new()
        .file("kb/_types/memo.yaml", "{doc: A memo., review_every: never, folder: memos}")
        .file(
            "kb/_templates/memo.md",
            "---\ntitle: {{title}}\ntype: memo\n---\n\nDear {{author}}\n",
        );
    world.run("new memo \"To all: hello\"").exits(0);
    assert_eq!(
        world.read("kb/memos/to-all-hello.md"),
        "---\ntitle: \"To all: hello\"\ntype: memo\n---\n\nDear A. Author\n"
    );
}

#[test]
fn json_names_the_article_and_what_comes_next() {
    let outcome = World::new().run("new guide One --format json").exits(0);
    assert_eq!(outcome.json()["schema"], "kb.new.v1");
    assert_eq!(outcome.json()["path"], "kb/one.md");
    assert_eq!(outcome.json()["next"][0], "kb check one");
}

/// A need that says all that a draft can take from it.
const NEED: &str = "---\ntitle: Who fetches the tape?\ntype: need\nsummary: Nobody is named.\n\
    authors: [asmith, C. Reader, project]\nlicense: CC-BY-4.0\ntopics: [change, incident]\n\
    questions: [Who has the tape at night?]\nstate: open\n\
    contributors: [{role: told-by, name: D. Doe}]\n\
    evidence_links: [https://example.org/t/1]\n---\n\n## Situation\n\nIt is night.\n";

#[test]
fn a_draft_from_a_need_takes_what_that_knows_and_keeps_who_asked() {
    let world = World::new()
        .file("kb/needs/need-tape.md", NEED)
        .file("kb/people.yaml", "asmith: {name: A. Smith}\nproject: {kind: project, name: P}\n");
    let outcome = world.run("new guide --from need-tape").exits(0);
    outcome.has("Wrote kb/change/who-fetches-the-tape.md").has(
        "  git add -- kb/change/who-fetches-the-tape.md\n  \
         git commit -m 'guide: who-fetches-the-tape' -- kb/change/who-fetches-the-tape.md\n  \
         kb needs answer need-tape --with who-fetches-the-tape\n",
    );
    let text = world.read("kb/change/who-fetches-the-tape.md");
    let (front, _) = text.split_once("\n---\n").expect("it has front matter");
    for line in [
        "title: \"Who fetches the tape?\"",
        "topics: [change, incident]",
        "questions: [Who has the tape at night?]",
        "answers: [need-tape]",
        "  - {role: asked-by, person: asmith}",
        "  - {role: asked-by, name: C. Reader}",
        "  - {role: told-by, name: D. Doe}",
        "# asked at: https://example.org/t/1",
    ] {
        assert!(front.lines().any(|it| it == line), "no `{line}` in:\n{front}");
    }
    assert!(!front.contains("project"), "{front}");
    assert_eq!(world.read("kb/needs/need-tape.md"), NEED);
    world.run("new guide \"At night\" --from need-tape --topic release").exits(0);
    let text = world.read("kb/release/at-night.md");
    assert!(text.contains("questions: [Who fetches the tape?, Who has the tape at night?]"));
}

#[test]
fn what_was_wanted_is_wanted_no_more_once_it_is_written() {
    let title = |need: &str, id: &str| {
        let text = NEED.replace("Who fetches the tape?", &format!("\"{need}\""));
        let world = World::new().file("kb/needs/need-tape.md", text);
        world.run("new guide --from need-tape").exits(0);
        let text = world.read(&format!("kb/change/{id}.md"));
        assert!(text.contains("questions: [Who has the tape at night?]"), "{text}");
        text.lines().nth(1).expect("it has a title").to_owned()
    };
    let case = title("Wanted: a case of night tapes", "a-case-of-night-tapes");
    assert_eq!(case, "title: A case of night tapes");
    assert_eq!(title("WANTED: older tapes", "older-tapes"), "title: Older tapes");
    let kept = title("Tapes wanted at night", "tapes-wanted-at-night");
    assert_eq!(kept, "title: Tapes wanted at night");
}

#[test]
fn a_draft_is_made_from_a_need_and_nothing_else() {
    let world = World::new().file("kb/needs/need-tape.md", NEED).article("tape", "", "Fetch it.");
    world.run("new guide --from tape").exits(2).says("that is no need");
    world.run("new guide --from need-tap").exits(2).says("did you mean `need-tape`?");
    world.run("new guide").exits(2);
}
