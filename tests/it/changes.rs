//! What a change brings and breaks: `--changed-since`, `--staged`, `--changed-lines`.

use jiff::civil::date;

use super::world::World;

/// Two articles with a fault each, on a branch `trunk`; what comes after is the change.
fn world() -> World {
    let world = World::foreign()
        .file("a.md", "# A\n\n## Steps\n\n[old](gone.md)\n")
        .file("b.md", "# B\n\n[steps](a.md#steps)\n\n[old](a.md#never)\n[odd](lost.md)\n")
        .file("c.md", "# C\n")
        .commit(date(2026, 11, 1));
    world.branch("trunk");
    world
}

/// The places and rules of what is told, a line each.
fn told(world: &World, flags: &str) -> Vec<String> {
    let outcome = world.run(&format!("check --format concise {flags}"));
    assert!(outcome.code < 2, "{}", outcome.err);
    let is_finding = |line: &&str| line.contains(" KB");
    let short = |line: &str| line.split(": ").take(2).collect::<Vec<_>>().join(" ");
    outcome.out.lines().filter(is_finding).map(short).collect()
}

const SINCE: &str = "--changed-since trunk";

#[test]
fn where_nothing_changed_nothing_is_told() {
    let world = world();
    assert_eq!(told(&world, "").len(), 3);
    assert_eq!(told(&world, SINCE), [""; 0]);
}

#[test]
fn of_an_article_that_changed_everything_is_told_and_of_others_nothing_old() {
    let world = world();
    world.write("a.md", "# A\n\n## Steps\n\n[old](gone.md)\n\nMore.\n");
    assert_eq!(told(&world, SINCE), ["a.md:5:7 error KB401 broken-link"]);
}

#[test]
fn a_heading_that_changed_breaks_a_link_of_an_article_that_did_not() {
    let world = world();
    world.write("a.md", "# A\n\n## First steps\n");
    assert_eq!(told(&world, SINCE), ["b.md:3:9 error KB402 broken-anchor"]);
}

#[test]
fn an_article_that_has_gone_breaks_the_links_to_it() {
    let world = world();
    world.remove("a.md");
    let broken = ["b.md:3:9 error KB401 broken-link", "b.md:5:7 error KB401 broken-link"];
    assert_eq!(told(&world, SINCE), broken);
}

#[test]
fn an_article_that_moved_is_told_where_it_is_and_what_led_to_it_too() {
    let world = world();
    let text = world.read("a.md");
    world.remove("a.md");
    world.write("guides/a.md", text);
    world.stage("guides/a.md");
    let told = told(&world, SINCE);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told.contains(&"guides/a.md:5:7 error KB401 broken-link".to_owned()), "{told:?}");
}

#[test]
fn what_is_committed_staged_or_new_has_changed_all_the_same() {
    let world = world();
    world.write("c.md", "# C\n\n[x](nowhere.md)\n");
    let expected = ["c.md:3:5 error KB401 broken-link"];
    assert_eq!(told(&world, SINCE), expected);
    world.stage("c.md");
    assert_eq!(told(&world, SINCE), expected);
    world.add_commit(date(2026, 11, 2));
    assert_eq!(told(&world, SINCE), expected);
    assert_eq!(told(&world, "--at HEAD --changed-since trunk"), expected);
    let world = super::changes::world();
    world.write("d.md", "[x](nowhere.md)\n");
    world.stage("d.md");
    assert_eq!(told(&world, SINCE), ["d.md:1:5 error KB401 broken-link"]);
}

#[test]
fn what_others_did_on_their_branch_meanwhile_is_not_ours() {
    let world = world();
    world.write("c.md", "# C\n\n[x](nowhere.md)\n");
    world.add_commit(date(2026, 11, 2));
    world.branch("ours");
    world.reset_to("trunk");
    world.write("b.md", "# B\n\n[y](elsewhere.md)\n");
    world.add_commit(date(2026, 11, 3));
    world.branch("trunk");
    world.reset_to("ours");
    assert_eq!(told(&world, SINCE), ["c.md:3:5 error KB401 broken-link"]);
}

#[test]
fn a_new_article_with_the_id_of_another_is_told_wherever_the_finding_stands() {
    let world = World::new().article("x", "", "Text.").commit(date(2026, 11, 1));
    world.branch("trunk");
    world.write("kb/new/x.md", world.read("kb/x.md"));
    let told = told(&world, "--changed-since trunk --rule duplicate-id");
    assert_eq!(told.len(), 1, "{told:?}");
}

#[test]
fn when_kb_toml_changes_what_it_brings_is_told_everywhere() {
    let world = World::new().article("x", "", "Text.").commit(date(2026, 11, 1));
    world.branch("trunk");
    let config = "name = \"example\"\n[license]\nallow = [\"MIT\"]\n";
    world.write("kb.toml", config);
    assert_eq!(told(&world, SINCE), ["kb/x.md:6:10 error KB202 license-not-allowed"]);
}

#[test]
fn by_lines_only_lines_that_changed_are_told_and_what_they_broke() {
    let world = world();
    world.write("a.md", "# A\n\n## First steps\n\n[old](gone.md)\n\n[new](away.md)\n");
    let broken = ["a.md:7:7 error KB401 broken-link", "b.md:3:9 error KB402 broken-anchor"];
    assert_eq!(told(&world, "--changed-since trunk --changed-lines"), broken);
    assert_eq!(told(&world, "--changed-lines"), broken);
    assert_eq!(told(&world, SINCE).len(), 3);
}

#[test]
fn what_is_staged_is_checked_and_not_the_files() {
    let world = world();
    world.write("c.md", "# C\n\n[x](nowhere.md)\n");
    world.stage("c.md");
    world.write("c.md", "# C\n");
    assert_eq!(told(&world, "--staged"), ["c.md:3:5 error KB401 broken-link"]);
    world.stage("c.md");
    world.write("c.md", "# C\n\n[x](nowhere.md)\n");
    assert_eq!(told(&world, "--staged"), [""; 0]);
}

#[test]
fn the_index_that_git_is_committing_is_checked() {
    let world = world();
    world.write("c.md", "# C\n\n[x](nowhere.md)\n");
    world.stage("c.md");
    std::fs::rename(world.root().join(".git/index"), world.root().join(".git/next.lock"))
        .expect("it is there");
    world.stage("c.md");
    world.write("c.md", "# C\n");
    world.stage("c.md");
    assert_eq!(told(&world, "--staged"), [""; 0]);
    let world = world.variable("GIT_INDEX_FILE", ".git/next.lock");
    assert_eq!(told(&world, "--staged"), ["c.md:3:5 error KB401 broken-link"]);
}

#[test]
fn a_removal_that_is_staged_breaks_links() {
    let world = world();
    world.remove("a.md");
    assert_eq!(told(&world, "--staged"), [""; 0]);
    world.stage("a.md");
    assert_eq!(told(&world, "--staged").len(), 2);
}

#[test]
fn before_the_first_commit_all_that_is_staged_is_new() {
    let world = World::foreign().file("a.md", "[x](nowhere.md)\n");
    world.stage("a.md");
    assert_eq!(told(&world, "--staged"), ["a.md:1:5 error KB401 broken-link"]);
}

#[test]
fn a_link_to_an_image_or_a_folder_that_has_gone_is_told() {
    let world = World::foreign()
        .file("a.md", "[x](data/)\n\n[y](old.csv)\n")
        .file("data/t.csv", "1\n")
        .file("old.csv", "1\n")
        .commit(date(2026, 11, 1));
    world.branch("trunk");
    world.remove("data/t.csv");
    world.remove("old.csv");
    world.remove_folder("data");
    let broken = ["a.md:1:5 error KB401 broken-link", "a.md:3:5 error KB401 broken-link"];
    assert_eq!(told(&world, SINCE), broken);
}

#[test]
fn a_change_that_is_suppressed_where_it_hurts_is_not_told() {
    let order = "<!-- kb: ignore[links] they move next week -->\n";
    let world = World::foreign()
        .file("a.md", "# A\n\n## Steps\n")
        .file("b.md", format!("# B\n\n{order}[steps](a.md#steps)\n"))
        .commit(date(2026, 11, 1));
    world.branch("trunk");
    world.write("a.md", "# A\n");
    assert_eq!(told(&world, SINCE), [""; 0]);
}

#[test]
fn what_the_baseline_knows_is_not_told_and_it_is_not_called_stale() {
    let world = world();
    world.run("check --update-baseline");
    world.add_commit(date(2026, 11, 2));
    world.branch("trunk");
    world.write("a.md", "# A\n\n## Steps\n\n[old](gone.md)\n\n[new](away.md)\n");
    assert_eq!(told(&world, SINCE), ["a.md:7:7 error KB401 broken-link"]);
}

#[test]
fn the_sum_counts_what_changed() {
    let world = world();
    world.write("c.md", "# C\n\nMore.\n");
    let outcome = world.run("check --format concise --changed-since trunk");
    assert!(outcome.out.starts_with("1 article: 0 errors"), "{}", outcome.out);
}

#[test]
fn what_cannot_be_compared_is_a_failure_with_the_way_out() {
    let outcome = world().run("check --changed-since trnk");
    assert_eq!(outcome.code, 2);
    assert!(outcome.err.contains("did you mean `trunk`?"), "{}", outcome.err);
    let outcome = World::folder().file("a.md", "# A\n").run("check --changed-since main");
    assert_eq!(outcome.code, 2);
    assert!(outcome.err.contains("cannot tell what changed"), "{}", outcome.err);
}

#[test]
fn a_licence_that_changed_breaks_what_was_taken_from_its_article() {
    let article = |license: &str, sources: &str| {
        format!("---\ntitle: A\nlicense: {license}\n{sources}---\n\nText.\n")
    };
    let world = World::new()
        .file("kb/origin.md", article("MIT", ""))
        .file("kb/taker.md", article("CC-BY-4.0", "derived_from: [origin]\n"))
        .file("kb/next.md", article("CC-BY-4.0", "derived_from: [taker]\n"))
        .commit(date(2026, 11, 1));
    world.branch("trunk");
    let since = "--changed-since trunk --rule incompatible-source";
    assert_eq!(told(&world, since), [""; 0]);
    world.write("kb/origin.md", article("CC-BY-SA-4.0", ""));
    assert_eq!(told(&world, since), ["kb/taker.md:4:16 error KB206 incompatible-source"]);
}
