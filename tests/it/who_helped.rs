//! Who helped with an article and where else it was published: fields, `kb show` and credits.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

const PEOPLE: &str = "ada: {name: Ada Example}\notter: {name: Quiet Otter, pseudonym: true}\n\
                      shy: {name: Shy Person, credit: none}\n";

const HELPED: &str = "\
contributors:
  - {role: told-by, person: otter}
  - {role: told-by, name: Jo Roe}
  - {role: translated-by, person: shy}
  - {role: suggested-by, name: withheld}
  - {role: edited-by, person: ada}
also_at: ['https://example.org/a story', 'https://example.com/b']
";

fn library() -> World {
    World::new()
        .file("kb/people.yaml", PEOPLE)
        .article("pause", HELPED, "We stopped the clock.")
        .commit(date(2026, 10, 1))
}

#[test]
fn an_article_tells_who_helped_and_where_else_it_is() {
    let shown = library().run("show pause").exits(0);
    let shown = shown.has("By A. Author\nEdited by Ada Example\nTold by Quiet Otter, Jo Roe\n");
    let shown = shown.has("Also at https://example.org/a story\nAlso at https://example.com/b\n");
    shown.has_not("Shy Person").has_not("withheld").has_not("Suggested").has_not("Translated");
}

#[test]
fn json_has_the_same_helpers_and_places() {
    let json = library().run("show pause --format json").exits(0).json();
    let expected = serde_json::json!([
        {"role": "told-by", "name": "Quiet Otter"},
        {"role": "told-by", "name": "Jo Roe"},
        {"role": "edited-by", "name": "Ada Example"},
    ]);
    assert_eq!(json["contributors"], expected);
    assert_eq!(json["also_at"][1], "https://example.com/b");
}

#[test]
fn a_credit_says_where_else_it_was_published() {
    let world = library();
    world.run("show pause --cite").exits(0).prints(expect![[r#"
        “About pause” by A. Author, article pause of the library example, licensed under CC-BY-4.0 (https://creativecommons.org/licenses/by/4.0/). Also published at https://example.org/a%20story and https://example.com/b.
    "#]]);
    let html = r#"Also published at <a href="https://example.org/a%20story">https://example.org/a%20story</a>"#;
    world.run("show pause --cite=html").exits(0).has(html);
    world
        .run("show pause --cite=bibtex")
        .exits(0)
        .has("Also published at https://example.org/a\\%20story");
}

#[test]
fn a_role_that_there_is_not_is_told_with_the_nearest_and_one_is_needed() {
    let check = |entry: &str| {
        let lines = format!("contributors: [{entry}]\n");
        let world = World::new().article("pause", &lines, "Text.").commit(date(2026, 10, 1));
        world.run("check --format concise")
    };
    let told = check("{role: told_by, name: Jo Roe}").exits(1);
    told.has("`told_by` is not a value of `contributors.role`; did you mean `told-by`?");
    check("{name: Jo Roe}").has("`contributors` needs `role`");
    check("{role: told-by, nmae: Jo Roe}").exits(1).has("nmae");
    check("{role: told-by, name: Jo Roe}").exits(0);
}

#[test]
fn hostile_helpers_steer_no_terminal_and_take_no_time() {
    let many: String = (0..700).fold("contributors:\n".to_owned(), |text, number| {
        text + &format!("  - {{role: \"r{number}\\e[2J\", name: \"n\\u202e{number}\"}}\n")
    });
    let world = World::new().article("pause", &many, "Text.").commit(date(2026, 10, 1));
    let shown = world.run("show pause").exits(0);
    shown.has("R699").has_not("\u{1b}").has_not("\u{202e}");
}
