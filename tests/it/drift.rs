//! Drift as people meet it: a digest that no longer fits, an edit in a pull request.

use jiff::civil::date;
use kb::parse::normal::digest;

use super::world::World;

const BODY: &str = "## In practice\n\nWait for 5 days.\n\n## Example\n\nAn example.\n";

fn article(review: &str, body: &str) -> String {
    format!("---\ntitle: About waiting\nreview: {review}\n---\n\n{body}")
}

fn with_digest(on: &str, body: &str) -> String {
    article(&format!("{{on: {on}, body: '{}'}}", digest(BODY)), body)
}

fn check(world: &World, flags: &str) -> String {
    let run = world.run(&format!("check -v --rule changed-since-review --format json {flags}"));
    let findings = run.json()["findings"].as_array().expect("it is a list").clone();
    let shown = findings.iter().map(|it| {
        let text = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
        format!("{}: {}\n", text("severity"), text("message"))
    });
    shown.collect()
}

#[test]
fn a_digest_tells_without_history_that_the_body_is_another_one() {
    let wrapped = BODY.replace("Wait for", "**Wait**\nFOR");
    let world = World::new().file("kb/a.md", with_digest("2026-05-01", &wrapped));
    assert_eq!(check(&world, ""), "");
    world.write("kb/a.md", with_digest("2026-05-01", &BODY.replace('5', "50")));
    let expected = "warning: the body has changed since its review of 2026-05-01\n";
    assert_eq!(check(&world, ""), expected);
    world.run("check --rule changed-since-review").exits(0);
    world.run("check --deny changed-since-review --rule changed-since-review").exits(1);
}

#[test]
fn what_an_editor_sends_is_held_against_the_digest_too() {
    let world = World::new().file("kb/a.md", with_digest("2026-05-01", BODY));
    let world = world.input(with_digest("2026-05-01", "Something else.\n"));
    let flags = "--stdin-filename kb/a.md";
    assert_eq!(
        check(&world, flags),
        "warning: the body has changed since its review of 2026-05-01\n"
    );
}

#[test]
fn an_edit_in_a_pull_request_is_a_note_that_forces_nothing() {
    let world = World::new().file("kb/a.md", article("{on: 2026-05-01}", BODY));
    let world = world.file("kb/b.md", article("{by: [A. Author]}", BODY)).commit(date(2026, 6, 1));
    world.branch("base");
    let edited = BODY.replace("Wait for 5 days.", "You must wait for 50 days.");
    world.write("kb/a.md", article("{on: 2026-05-01}", &edited));
    world.write("kb/b.md", article("{by: [A. Author]}", &edited));
    let expected = "info: 27 % of its words changed here, numbers and binding words (must, not, …) \
                    among them; its review of 2026-05-01 stays\n";
    assert_eq!(check(&world, "--changed-since base"), expected);
    assert_eq!(check(&world, ""), "");
    world.run("check --changed-since base --rule changed-since-review --fail-on warning").exits(0);
    world.write("kb.toml", "name = \"all is checked then\"\n");
    assert_eq!(check(&world, "--changed-since base"), expected);
}

#[test]
fn an_edit_of_layout_or_with_a_new_review_is_no_note() {
    let world = World::new().file("kb/a.md", article("{on: 2026-05-01}", BODY));
    let world = world.commit(date(2026, 6, 1));
    world.branch("base");
    world.write("kb/a.md", article("{on: 2026-05-01, every: 1 year}", &BODY.replace(' ', "  ")));
    assert_eq!(check(&world, "--changed-since base"), "");
    world.write("kb/a.md", article("{on: 2026-11-01}", &BODY.replace('5', "50")));
    assert_eq!(check(&world, "--changed-since base"), "");
}

#[test]
fn a_new_day_with_the_digest_of_the_body_before_is_still_told() {
    let world = World::new().file("kb/a.md", with_digest("2026-05-01", BODY));
    let world = world.commit(date(2026, 6, 1));
    world.branch("base");
    let edited = BODY.replace('5', "50");
    world.write("kb/a.md", with_digest("2026-05-01", &edited));
    let note = "info: 11 % of its words changed here, numbers among them; its review of \
                2026-05-01 stays\n";
    assert_eq!(check(&world, "--changed-since base"), note);
    world.write("kb/a.md", with_digest("2026-11-01", &edited));
    let told = "warning: the body has changed since its review of 2026-11-01\n";
    assert_eq!(check(&world, "--changed-since base"), told);
}

#[test]
fn a_version_that_is_too_large_or_not_there_to_read_is_unknown() {
    let huge = format!("{BODY}{}", "word ".repeat(450_000));
    let world = World::new().file("kb/a.md", article("{on: 2026-05-01}", &huge));
    let world = world.commit(date(2026, 6, 1));
    world.branch("base");
    world.write("kb/a.md", article("{on: 2026-05-01}", BODY));
    assert_eq!(check(&world, "--changed-since base"), "");
}

#[test]
fn history_says_how_far_the_body_moved_whatever_was_moved_and_merged_on_the_way() {
    let world = World::new().file("kb/a.md", article("{on: 2026-05-01}", BODY));
    let world = world.commit(date(2026, 5, 1));
    world.write("kb/a.md", article("{on: 2026-05-01}", "Nothing is left.\n"));
    world.add_commit(date(2026, 5, 2));
    world.write("kb/b.md", article("{on: 2026-05-01}", "Nothing is left.\n"));
    world.remove("kb/a.md");
    world.add_commit(date(2026, 5, 3));
    world.write("kb/b.md", article("{on: 2026-05-01}", &BODY.to_uppercase()));
    world.add_commit(date(2026, 5, 4));
    assert_eq!(check(&world, "--history"), "");
    world.write("kb/b.md", article("{on: 2026-05-01}", &BODY.replace('5', "15")));
    let moved = "warning: 11 % of its words changed since its review of 2026-05-01, numbers among \
                 them\n";
    assert_eq!(check(&world, "--history"), moved);
    assert_eq!(check(&world, ""), "");
    world.add_commit(date(2026, 5, 5));
    assert_eq!(check(&world, "--history"), moved);
    world.write("kb/b.md", article("{on: 2026-11-01}", &BODY.replace('5', "15")));
    assert_eq!(check(&world, "--history"), "");
}

#[test]
fn an_edit_that_is_staged_or_committed_is_held_against_what_was() {
    let world = World::new().file("kb/a.md", article("{on: 2026-05-01}", BODY));
    let world = world.commit(date(2026, 6, 1));
    world.branch("base");
    let edited = BODY.replace("Wait for 5 days.", "You must wait for 50 days.");
    world.write("kb/a.md", article("{on: 2026-05-01}", &edited));
    world.stage("kb/a.md");
    let says = "info: 27 % of its words changed here";
    assert!(check(&world, "--staged").starts_with(says));
    world.add_commit(date(2026, 6, 2));
    assert!(check(&world, "--changed-since base --at HEAD").starts_with(says));
}
