//! `kb adopt`: who wrote a text and when, where it was, and what its own fields become.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

const PAGE: &str = "# Wait for the desk\n\nWait until somebody at the desk is free.\n";
const ADAPTED: &str = "--relation adapted --license MIT";

/// A library in a repository, and another repository beside it whose history two people wrote.
fn with_history() -> (World, World) {
    let there = World::foreign()
        .file("guides/wait.md", PAGE)
        .file("LICENSE", "MIT License\n\nCopyright (c) 2021 Example Services\n")
        .file(".mailmap", "Jo Bloggs <jo@example.org> <old@example.org>\n");
    there.configure("remote.origin.url", "https://jo:hunter2@forge.example/ops/pages.git");
    there.commit_as(date(2021, 3, 4), "Jo <old@example.org>", "come");
    there.write("guides/wait.md", format!("{PAGE}\nAnd wait again.\n"));
    there.commit_as(date(2024, 5, 6), "Sam Roe <sam@example.org>", "more");
    there.write("guides/wait.md", format!("{PAGE}\nAnd wait again.\n\n"));
    there.commit_as(date(2025, 7, 8), "bot[bot] <bot@example.org>", "blanks");
    (World::new(), there)
}

fn adopt(here: &World, there: &World, terms: &str) -> String {
    let from = there.root().display().to_string();
    here.run(&format!("adopt \"{from}\" {terms}")).exits(0);
    here.read("kb/wait-for-the-desk.md")
}

#[test]
fn people_and_days_come_from_history_and_addresses_do_not() {
    let (here, there) = with_history();
    let text = adopt(&here, &there, ADAPTED);
    let commit = there.commit_as(date(2025, 7, 9), "Sam Roe <sam@example.org>", "nothing");
    assert!(!text.contains("example.org") && !text.contains("hunter2"), "{text}");
    let text = text.replace(&text[text.find("blob/").expect("it is there")..][5..45], "COMMIT");
    expect![[r#"
        ---
        title: Wait for the desk
        type: guide
        summary: Wait until somebody at the desk is free.
        authors: [{name: Sam Roe}, {name: Jo Bloggs}]
        license: MIT
        status: draft
        sources: [{relation: adapted, title: Wait for the desk, authors: [{name: Sam Roe}, {name: Jo Bloggs}], year: 2024, url: https://forge.example/ops/pages/blob/COMMIT/guides/wait.md, license: MIT, copyright: Copyright (c) 2021 Example Services, changes: front matter added}]
        adopted: {from: forge.example/ops/pages/guides/wait.md, created: 2021-03-04, updated: 2024-05-06, body: n1-sha256:1bb769267c2fd0c26e2b00bfe38489224e260e40a22fb17d64c75adca6e74e2f}
        ---

        # Wait for the desk

        Wait until somebody at the desk is free.

        And wait again.

    "#]].assert_eq(&text);
    assert_eq!(commit.len(), 40);
    assert!(!there.root().join(".git/kb").exists(), "nothing is written over there");
}

#[test]
fn people_whom_the_library_knows_are_named_by_their_ids() {
    let (here, there) = with_history();
    let here = here.file("kb/people.yaml", "jbloggs: {name: Jo Bloggs}\n");
    let text = adopt(&here, &there, "--relation own --license CC-BY-4.0");
    assert!(text.contains("authors: [{name: Sam Roe}, jbloggs]"), "{text}");
    assert!(!text.contains("sources:"), "{text}");
}

#[test]
fn a_text_that_stays_as_it_is_is_an_excerpt_under_its_own_licence() {
    let (here, there) = with_history();
    let text = adopt(&here, &there, "--relation copied --license MIT");
    assert!(text.contains("{relation: excerpt, title: Wait for the desk"), "{text}");
    assert!(text.contains("part: '#wait-for-the-desk'"), "{text}");
    here.run("check").exits(0);
}

#[test]
fn who_brings_the_words_of_others_does_not_become_their_author() {
    let there = World::foreign().file("wait.md", PAGE);
    for terms in ["--relation copied --license MIT", "--relation adapted --license MIT"] {
        let here = World::new();
        let text = adopt(&here, &there, terms);
        assert!(!text.contains("authors"), "nobody is known: {text}");
        here.commit_as(date(2026, 11, 20), "Pat Lee <pat@example.org>", "bring");
        here.run("adopt kb").exits(0).has("left as they are");
        assert_eq!(here.read("kb/wait-for-the-desk.md"), text);
        // The same without the trace of the move.
        let lines = text.split_inclusive('\n').filter(|line| !line.starts_with("adopted:"));
        here.write("kb/wait-for-the-desk.md", lines.collect::<String>());
        here.run("adopt kb").exits(0).has("left as they are");
        here.run("adopt kb --author \"Jo Bloggs\"").exits(0);
        assert!(here.read("kb/wait-for-the-desk.md").contains("authors: [{name: Jo Bloggs}]"));
    }
}

#[test]
fn who_wrote_an_article_is_its_author_also_where_a_part_of_it_is_others() {
    let part = "sources: [{relation: excerpt, title: T, license: MIT, part: '#more'}]";
    let page = format!("---\ntitle: Wait\n{part}\n---\n\n{PAGE}\n## More\n\nAnd more.\n");
    let here = World::new().file("kb/wait.md", page);
    here.commit_as(date(2026, 11, 20), "Pat Lee <pat@example.org>", "write");
    here.run("adopt kb --license CC-BY-4.0").exits(0);
    let text = here.read("kb/wait.md");
    assert!(text.contains("authors: [{name: Pat Lee}]"), "{text}");
}

#[test]
fn names_are_masked_in_a_second_step_too() {
    let page = "# Wait\n\nAsk Maria Lopez, Sam Rowan or Jo Bloggs, not Ann Other.\n";
    let masked = "Ask [name], [name] or [name], not Ann Other.\n";
    let front = "title: Wait\nauthors: [{name: Maria Lopez}, sam]\n\
                 sources: [{relation: adapted, title: T, authors: [{name: Jo Bloggs}]}]\n";
    let here = World::new()
        .file("kb/people.yaml", "sam: {name: Sam Rowan}\n")
        .file("kb/wait.md", format!("---\n{front}---\n\n{page}"));
    let told = here.run("adopt kb/wait.md --dry-run --license CC-BY-4.0").exits(0);
    told.has("3 names in 1 page").has_not("Ask Maria");
    here.run("adopt kb/wait.md --mask --license CC-BY-4.0").exits(0);
    let text = here.read("kb/wait.md");
    assert!(text.ends_with(masked), "{text}");
    assert!(text.contains("authors: [{name: Maria Lopez}, sam]\n"), "{text}");
}

#[test]
fn fields_that_no_article_has_are_kept_for_tools_of_ones_own() {
    let front = "title: Wait\nweight: 10 # on the left\nx-own: 1\n'two words': [a]\n";
    let page = format!("---\n{front}---\n\n{PAGE}");
    let there = World::foreign().file("wait.md", page.as_str());
    let here = World::new().file("kb/here.md", page);
    let from = there.root().display().to_string();
    here.run(&format!("adopt \"{from}\" --relation own --license MIT --author A")).exits(0);
    let text = here.read("kb/wait.md");
    assert!(text.contains("\nx-weight: 10 # on the left\nx-own: 1\n"), "{text}");
    assert!(text.contains("x-two words"), "{text}");
    here.run("check kb/wait.md").exits(0).has_not("unknown-field");
    here.run("adopt kb/here.md --license MIT --author A").exits(0);
    assert!(here.read("kb/here.md").contains("\nweight: 10 # on the left\n"));
}

#[test]
fn an_assistant_is_no_author() {
    let (here, there) = with_history();
    there.write("guides/wait.md", format!("{PAGE}\nAnd wait once more.\n"));
    let message = "more\n\nCo-authored-by: Claude Opus 4.6 <noreply@anthropic.com>";
    there.commit_as(date(2025, 7, 9), "Sam Roe <sam@example.org>", message);
    there.write("guides/wait.md", format!("{PAGE}\nAnd wait longer.\n"));
    let copilot = "Copilot <198982749+Copilot@users.noreply.github.com>";
    there.commit_as(date(2025, 7, 10), copilot, "longer");
    let text = adopt(&here, &there, ADAPTED);
    assert!(text.contains("authors: [{name: Sam Roe}, {name: Jo Bloggs}]"), "{text}");
}

#[test]
fn a_heading_that_a_site_builder_makes_is_no_part_and_is_counted() {
    let page = "---\ntitle: Wait for the desk\n---\n\n# <%= current_page.data.title %>\n\nWait.\n";
    let there = World::foreign().file("wait.html.md.erb", page).file("b.md", "# B\n\nWait.\n");
    let here = World::new();
    let from = there.root().display().to_string();
    let told = here.run(&format!("adopt \"{from}\" --relation copied --license MIT")).exits(0);
    told.has("1 page with template code (ERB, Liquid)");
    let text = here.read("kb/wait-for-the-desk.md");
    assert!(!text.contains("part:"), "{text}");
    assert!(here.read("kb/b.md").contains("part: '#b'"));
}

#[test]
fn a_text_that_is_not_as_committed_is_not_said_to_be_there() {
    let (here, there) = with_history();
    there.write("guides/wait.md", PAGE);
    let text = adopt(&here, &there, ADAPTED);
    assert!(text.contains("url: https://forge.example/ops/pages,"), "{text}");
}

#[test]
fn fields_of_theirs_become_ours_and_the_rest_stays() {
    let page = |extra: &str| {
        format!(
            "---\n# Kept.\nlayout: page # too\ndescription: Wait here.\nlast_reviewed_on: \
                 2024-05-06\nreview_in: 6 months\nowner_slack: \"#desk\"\n{extra}weight: 3\n---\n{PAGE}"
        )
    };
    let here = World::new()
        .file("../there/wait.md", page("type: how-to\nstatus: live\nauthor: Jo Bloggs\n"))
        .file("../there/b.md", page("").replace("the desk", "the other desk"));
    let terms = "--relation own --license CC-BY-4.0 --author \"Jo Bloggs\"";
    here.run(&format!("adopt ../there {terms}")).exits(0);
    let text = here.read("kb/wait-for-the-desk.md");
    let text = text.split("body: ").next().expect("it begins somehow");
    expect![[r##"
        ---
        # Kept.
        x-layout: page # too
        summary: Wait here.
        owner: "#desk"
        adopted: {from: there/wait.md, "##]]
    .assert_eq(text);
    assert!(here.read("kb/wait-for-the-desk.md").ends_with(PAGE));
    here.run("check --format json").exits(0);
}

#[test]
fn links_hold_after_the_move() {
    let text = "# Wait for the desk\n\nSee [b](b.md#x \"B\"), [c](sub/c.html), [top](#here), \
                [web](https://e.example/b.md), [code](../tool.py), ![p][p] and <img src=\"p.png\">.\n\n\
                [p]: p.png\n\n`[b](b.md)`\n";
    let there = World::foreign()
        .file("guides/a.md", text)
        .file("guides/b.md", "# Other things\n\nOf them there are some more.\n")
        .file("guides/sub/c.md", "# Third things\n\nAlso of them there are some.\n")
        .file("guides/p.png", b"png")
        .file("tool.py", "x");
    there.configure("remote.origin.url", "git@forge.example:ops/pages.git");
    let commit = there.commit_as(date(2024, 5, 6), "Sam Roe <sam@example.org>", "all");
    let here = World::new();
    let from = there.root().display().to_string();
    let terms = "--relation own --license CC-BY-4.0 --topic incident";
    here.run(&format!("adopt \"{from}/guides\" {terms}")).exits(0).has("5 links made to fit");
    let text = here.read("kb/incident/wait-for-the-desk.md");
    let body = text.split("---\n\n").nth(1).expect("it has a body");
    let url = format!("https://forge.example/ops/pages/blob/{commit}/tool.py");
    let expected = format!(
        "# Wait for the desk\n\nSee [b](other-things.md#x \"B\"), [c](third-things.md), \
         [top](#here), [web](https://e.example/b.md), [code]({url}), ![p][p] and <img \
         src=\"../images/p.png\">.\n\n[p]: ../images/p.png\n\n`[b](b.md)`\n"
    );
    assert_eq!(body, expected);
}
