//! `kb list --group-by`: what a library consists of.

use expect_test::{Expect, expect};
use jiff::civil::date;
use serde_json::json;

use super::world::World;

fn article(license: &str, sources: &str) -> String {
    let license = if license.is_empty() { String::new() } else { format!("license: {license}\n") };
    format!(
        "---\ntitle: A title\ntype: guide\ntopics: [{}]\nsummary: A summary.\nauthors: [A]\n\
         {license}sources:{sources}\n---\n\n## Part\n\nText.\n",
        if sources.contains("MIT") { "incident" } else { "change" }
    )
}

/// A source at `example.org` under `license`.
fn source(relation: &str, license: &str) -> String {
    format!(
        "\n  - {{relation: {relation}, title: T, url: \"https://www.Example.org/{relation}\", \
         license: {license}, part: \"#part\"}}"
    )
}

fn library() -> World {
    World::new()
        .file("kb/allowed.md", article("CC-BY-4.0", &source("adapted", "CC0-1.0")))
        .file("kb/asks.md", article("CC-BY-4.0", &source("excerpt", "MIT")))
        .file("kb/cites.md", article("CC-BY-SA-4.0", &source("cites", "NONE")))
        .file("kb/open.md", article("CC-BY-4.0", &source("excerpt", "NOASSERTION")))
        .file("kb/plain.md", article("", " []"))
        .file("kb/taken.md", article("CC-BY-4.0", &source("translated", "CC-BY-SA-4.0")))
        .file("kb/typo.md", article("CC BY", &source("adapted", "MIT")))
        .file(
            "kb/within.md",
            article("cc-by-4.0", "\n  - {relation: adapted, article: cites}\n  - {title: Book}"),
        )
        .file("kb/granted.md", {
            let source = "\n  - {relation: adapted, title: Book, permission: p.txt}";
            article("CC-BY-SA-4.0", source)
        })
        .file("p.txt", "You may. A. Sample, A Ltd")
        .file("kb/tape.md", article("MIT", "\nstatus: retired"))
        .commit(date(2026, 10, 1))
}

#[track_caller]
fn check(command: &str, expected: Expect) {
    library().run(command).exits(0).prints(expected);
}

#[test]
fn a_list_says_of_every_source_what_a_check_says() {
    let part = |license: &str| {
        format!("\n  - {{relation: excerpt, title: T, license: {license}, part: \"#part\"}}")
    };
    let whole = "\n  - {relation: excerpt, title: T, license: CC-BY-NC-4.0}";
    let granted = "\n  - {relation: adapted, license: LicenseRef-A, permission: nowhere.txt}";
    let chain = "\n  - {relation: adapted, article: part}";
    let world = World::new()
        .file("kb.toml", "[license]\nnoncommercial = true\n")
        .file("kb/part.md", article("CC-BY-4.0", &part("CC-BY-ND-4.0")))
        .file("kb/chain.md", article("CC-BY-4.0", chain))
        .file("kb/granted.md", article("CC-BY-4.0", granted))
        .file("kb/parts.md", article("CC-BY-4.0 AND CC-BY-SA-4.0", whole))
        .file("kb/spelled.md", article("CC BY 4.0", &source("adapted", "CC-BY-SA-4.0")));
    let checked = world.run("check --rule incompatible-source --format json").json();
    let found = checked["findings"].as_array().expect("a list");
    let mut told: Vec<&str> = found.iter().filter_map(|it| it["article"].as_str()).collect();
    told.sort_unstable();
    let listed = world.run("list --group-by verdict --format json").json();
    let groups = listed["groups"].as_array().expect("a list");
    let forbidden = groups.iter().find(|group| group["name"] == "forbidden");
    let forbidden = forbidden.expect("there are some")["articles"].as_array().expect("a list");
    let mut listed: Vec<&str> = forbidden.iter().filter_map(|it| it.as_str()).collect();
    listed.sort_unstable();
    assert_eq!(told, ["chain", "granted", "spelled"]);
    assert_eq!(listed, told);
}

#[test]
fn an_excerpt_of_an_article_brings_the_excerpts_of_that_article_along() {
    let part = "\n  - {relation: excerpt, title: T, license: CC-BY-SA-4.0, part: \"#part\"}";
    let whole = "\n  - {relation: excerpt, article: part}";
    let world = World::new()
        .file("kb/part.md", article("CC-BY-4.0", part))
        .file("kb/whole.md", article("CC-BY-4.0", whole));
    let listed = world.run("list --group-by license --format json").json();
    let groups = listed["groups"].as_array().expect("a list");
    assert_eq!(groups.len(), 1, "{listed}");
    assert_eq!(groups[0]["name"], "CC-BY-4.0 AND CC-BY-SA-4.0");
    assert_eq!(groups[0]["articles"], json!(["part", "whole"]));
}

#[test]
fn by_licence_it_is_said_where_the_text_of_each_group_fits() {
    check(
        "list --group-by license",
        expect![[r#"
            CC-BY-4.0 · 3 articles
              the matrix says: its text fits into CC-BY-4.0, CC-BY-SA-4.0
              allowed, taken, within
            CC-BY-SA-4.0 · 2 articles
              the matrix says: its text fits into CC-BY-SA-4.0
              cites, granted
            CC BY · 1 article
              not understood in full, so that it fits nowhere
              typo
            CC-BY-4.0 AND MIT · 1 article
              the matrix says: its text fits into CC-BY-4.0, CC-BY-SA-4.0
              asks
            CC-BY-4.0 AND NOASSERTION · 1 article
              not understood in full, so that it fits nowhere
              open
            no licence stated · 1 article
              plain
            9 articles in 6 groups by licence
            The matrix is the policy of a linter, with a reference for each verdict, not
            legal advice.
        "#]],
    );
}

#[test]
fn by_source_it_is_said_how_many_take_text_from_where() {
    check(
        "list --group-by source",
        expect![[r#"
        example.org · 6 articles · 5 take text · adapted 2, translated 1, excerpt 2,
            cites 1 · CC-BY-SA-4.0, CC0-1.0, MIT, NOASSERTION, NONE
          allowed, asks, cites, open, taken, typo
        Book · 2 articles · 1 takes text · adapted 1, cites 1
          granted, within
        this library · 1 article · 1 takes text · adapted 1
          within
        9 articles in 3 groups by the places of their sources
    "#]],
    );
}

#[test]
fn by_verdict_the_worst_source_of_an_article_counts() {
    check(
        "list --group-by verdict",
        expect![[r#"
        forbidden · 2 articles
          the matrix says that the licence of a source does not allow it: see kb check
          taken, within
        licence unknown · 1 article
          the licence of the article or of a source is missing or not understood
          typo
        review · 1 article
          the matrix says that a person must look
          open
        conditions · 2 articles
          the matrix says yes, with attribution, notices or marks of what was changed
          asks, granted
        ok · 1 article
          the matrix says that nothing stands in the way
          allowed
        no text taken · 2 articles
          as far as `sources` says
          cites, plain
        9 articles in 6 groups by the worst verdict on a source
        The matrix is the policy of a linter, with a reference for each verdict, not
        legal advice.
    "#]],
    );
}

#[test]
fn filters_choose_the_articles_and_all_of_the_library_is_what_text_could_fit_into() {
    let outcome = library().run("list --group-by license --topic incident").exits(0);
    let outcome = outcome.has("CC-BY-4.0 AND MIT · 1 article").has("CC-BY-4.0, CC-BY-SA-4.0");
    outcome.has_not("plain").has("2 articles in 2 groups");
    library().run("list --group-by verdict --status retired").has("tape").has("1 article in");
}

#[test]
fn names_are_cut_short_unless_all_are_asked_for() {
    let world = (0..8).fold(World::new(), |world, number| {
        world.file(&format!("kb/a{number}.md"), article("MIT", " []"))
    });
    let outcome = world.run("list --group-by license").exits(0);
    outcome.has("a4, a5 and 2 more\n").has("name them all: -v").has_not("a6");
    world.run("list --group-by license -v").has("a6, a7\n").has_not("name them all");
}

#[test]
fn machines_get_the_groups_beside_the_list() {
    let world = library();
    let json = world.run("list --group-by license --format json").exits(0).json();
    assert_eq!((&json["schema"], &json["group_by"]), (&json!("kb.list.v1"), &json!("license")));
    assert_eq!(json["articles"].as_array().map(Vec::len), Some(9));
    let group = |name: serde_json::Value| {
        let groups = json["groups"].as_array().expect("a list");
        groups.iter().find(|group| group["name"] == name).expect("the group").clone()
    };
    let whole = group(json!("CC-BY-4.0 AND MIT"));
    assert_eq!((&whole["articles"], &whole["review"]), (&json!(["asks"]), &json!([])));
    assert_eq!(whole["fits"], json!(["CC-BY-4.0", "CC-BY-SA-4.0"]));
    assert_eq!(group(json!(null))["fits"], json!(null));
    assert_eq!(group(json!("CC BY"))["fits"], json!(null));

    let json = world.run("list --group-by source --format json").exits(0).json();
    let first = &json["groups"][0];
    assert_eq!((&first["name"], &first["taking"]), (&json!("example.org"), &json!(5)));
    let relations = json!({"adapted": 2, "cites": 1, "excerpt": 2, "translated": 1});
    assert_eq!(first["relations"], relations);

    let json = world.run("list --group-by verdict --format json").exits(0).json();
    let names: Vec<&str> = json["groups"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|group| group["name"].as_str().expect("a name"))
        .collect();
    assert_eq!(names, ["forbidden", "unknown", "review", "conditions", "ok", "none"]);
}

#[test]
fn without_groups_the_list_for_machines_is_what_it_was() {
    let json = library().run("list --format json").exits(0).json();
    let keys: Vec<&String> = json.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["articles", "schema"]);
}

#[test]
fn text_is_held_against_the_most_frequent_licences_only() {
    let world = (0..60).fold(World::new(), |world, number| {
        let license = format!("LicenseRef-{number}");
        world.file(&format!("kb/a{number}.md"), article(&license, " []"))
    });
    let world = (0..2).fold(world, |world, number| {
        world.file(&format!("kb/free{number}.md"), article("CC0-1.0", " []"))
    });
    let json = world.run("list --group-by license --format json").exits(0).json();
    let groups = json["groups"].as_array().expect("a list");
    assert_eq!((groups.len(), &groups[0]["name"]), (61, &json!("CC0-1.0")));
    assert_eq!(groups[0]["fits"][0], "CC0-1.0");
    assert_eq!(groups[0]["fits"].as_array().map(Vec::len), Some(50));
}

#[test]
fn what_a_source_is_called_steers_no_terminal() {
    let source = "\n  - {relation: adapted, title: \"\\e[31mx\", license: \"\\a\\u202e\"}";
    let world = World::new().file("kb/a.md", article("\"\\e]0;x\\a\"", source));
    for by in ["license", "source", "verdict"] {
        let out = world.run(&format!("list --group-by {by}")).exits(0).out;
        assert!(!out.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{out:?}");
    }
}
