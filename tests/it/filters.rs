//! A filter that nothing can pass is a slip: it is told, with what was meant.

use jiff::civil::date;

use super::world::World;

fn library() -> World {
    World::new()
        .file("kb/vocabulary.yaml", "topics: {incident: It broke., change: It changes.}\n")
        .article("restore", "topics: [incident]\nowner: web-team\n", "Restore the data.")
        .commit(date(2026, 10, 1))
}

#[track_caller]
fn check(filter: &str, hint: &str) {
    let world = library();
    world.run(&format!("list {filter}")).exits(2).says(hint);
    world.run(&format!("search data {filter}")).exits(2).says(hint);
}

#[test]
fn misspelt_values_are_told_with_the_nearest() {
    check("--type definitoin", "did you mean `definition`?");
    check("--topic incidnet", "did you mean `incident`?");
    check("--status activ", "did you mean `active`?");
    check("--owner web-taem", "did you mean `web-team`?");
    check("--license \"CC BY 4.1\"", "did you mean `CC-BY-4.0`?");
    check("--topic zeppelin", "there are change, incident");
}

#[test]
fn values_that_could_be_are_no_slip_even_if_no_article_has_them() {
    let world = library();
    world.run("list --topic change").exits(0).has("0 articles");
    world.run("search data --topic change").exits(1).has("1 matches without `--topic change`");
    world.run("list --type Guide").exits(0).has("0 articles");
    world.run("list --status retired").exits(0);
}

#[test]
fn values_are_understood_as_people_write_them() {
    let world = library();
    for filter in ["--license \"CC BY 4.0\"", "--owner \"Web Team\"", "--type Definition"] {
        world.run(&format!("list {filter}")).exits(0).has("1 article");
        world.run(&format!("search data {filter}")).exits(0).has("1 of 1 article");
    }
}

#[test]
fn in_a_foreign_tree_the_values_are_those_of_its_pages() {
    let world = World::foreign()
        .file("kb.toml", "articles.include = [\"**/*.md\"]\nfields.team = \"owner\"\n")
        .file("a.md", "---\nteam: red\n---\nText.\n")
        .commit(date(2026, 1, 1));
    world.run("list --owner red").exits(0).has("1 article");
    world.run("list --owner rad").exits(2).says("did you mean `red`?");
    world.run("list --topic change").exits(2).says("no article says its topic");
}

#[test]
fn a_library_without_articles_says_why() {
    let empty = World::new();
    for command in ["search x", "list", "check", "stale"] {
        empty.run(command).says("no file matches `articles.include` (`kb/**/*.md`)");
    }
    World::foreign().run("search x").exits(1).says("no file that git tracks is Markdown");
    World::folder().run("list").exits(0).says("no file is Markdown");
    let world = World::new().article("a", "", "Text.").commit(date(2026, 1, 1));
    assert_eq!(world.run("search zeppelin").exits(1).err, "");
}

#[test]
fn pages_of_site_builders_are_searched_without_any_configuration() {
    let world = World::foreign()
        .file("source/a.html.md.erb", "The walrus.\n")
        .file("docs/b.mdx", "The walrus.\n")
        .file("docs/c.markdown", "The walrus.\n")
        .file("docs/d.txt", "The walrus.\n")
        .commit(date(2026, 1, 1));
    world.run("search walrus").exits(0).has("3 of 3 articles");
}
