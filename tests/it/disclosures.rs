//! What readers are shown of interests, and who people.yaml says belongs where.

use jiff::civil::date;

use super::world::World;

const COMMERCIAL: &str = "disclosure:
  interest: commercial
  speaks_for: organisation
  affiliation: {org: Example Ltd, role: consultant, since: 2021}
  ai: assisted
  note: Example Ltd sells a desk; not mentioned below
";

fn world() -> World {
    World::new().article("rollback", COMMERCIAL, "Undo the release.\n")
}

#[test]
fn search_and_show_have_a_badge_and_show_the_note() {
    let badge = "commercial interest · speaks for Example Ltd · AI-assisted";
    for command in ["search undo release", "show rollback"] {
        world().terminal(120).run(&format!("{command} --color never")).has(badge);
    }
    world()
        .run("show rollback")
        .has("\nOn interests: Example Ltd sells a desk; not mentioned below\n");
}

#[test]
fn a_narrow_terminal_shows_all_of_the_badge() {
    for command in ["search undo release", "show rollback"] {
        let out = world().terminal(24).run(&format!("{command} --color never")).out;
        assert!(out.lines().all(|line| line.chars().count() <= 24 || line.contains('/')), "{out}");
        let words: Vec<&str> = out.split_whitespace().collect();
        let badge = "commercial interest · speaks for Example Ltd · AI-assisted";
        assert!(words.join(" ").contains(badge), "{out}");
    }
}

#[test]
fn json_has_every_part_by_name() {
    let search = world().run("search undo release --format json").json();
    let show = world().run("show rollback --format json").json();
    for disclosure in [&search["hits"][0]["disclosure"], &show["disclosure"]] {
        assert_eq!(disclosure["interest"], "commercial");
        assert_eq!(disclosure["affiliation"]["org"], "Example Ltd");
        assert_eq!(disclosure["affiliation"]["since"], "2021");
        assert!(disclosure["funding"].is_null());
    }
}

#[test]
fn a_misspelt_key_of_people_yaml_is_a_failure_with_its_place() {
    let people = "asmith:\n  affiliation: []\n";
    let outcome = world().file("kb/people.yaml", people).run("check").exits(2);
    outcome.says("cannot read `kb/people.yaml`").says("at line 2 column 3").says("`affiliations`");
}

#[test]
fn who_left_before_the_review_is_not_asked() {
    let people = "asmith:\n  affiliations: [{org: Example Ltd, until: 2025-06-30}]\n";
    let check = |reviewed: &str| {
        let text = format!(
            "---\ntitle: Roll back\nauthors: [asmith]\nreview: {{on: {reviewed}}}\n---\n\
             Ask Example Ltd.\n"
        );
        let world = World::new().on(date(2026, 11, 23)).file("kb/people.yaml", people);
        world.file("kb/rollback.md", text).run("check --rule missing-disclosure")
    };
    check("2025-06-30").exits(1);
    check("2025-07-01").exits(0);
}
