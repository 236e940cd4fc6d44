//! Notes of those who used an article: dated, signed, in their context, and no scores.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

fn library() -> World {
    let world = World::new().article("rollback", "", "Undo the release within ten minutes.");
    let article = world.read("kb/rollback.md").replace("authors: [A. Author]", "authors: [Bo]");
    world.write("kb/rollback.md", article);
    world.commit(date(2026, 10, 1))
}

#[test]
fn a_note_is_one_line_of_front_matter_and_every_other_byte_stays() {
    let world = library();
    let before = world.read("kb/rollback.md");
    world
        .run("show rollback --worked \"Two desks, eight months.\" --context size=51-250")
        .exits(0)
        .prints(expect![[r#"
            Noted on rollback: worked: Two desks, eight months. · 2026-11-23 · A. Author ·
              size 51-250
            Others see it once it is committed and pushed:
              git add -- kb/rollback.md
              git commit -m 'note: rollback worked' -- kb/rollback.md
        "#]]);
    let after = world.read("kb/rollback.md");
    let line = "experiences:\n  - {on: 2026-11-23, by: A. Author, worked: true, \
                note: \"Two desks, eight months.\", context: {size: [51-250]}}\n";
    assert_eq!(after.replace(line, ""), before);
    world.run("show rollback --did-not \"No tape.\" --as \"C. Reader\"").exits(0).prints(expect![
        [r#"
            Noted on rollback: did not work: No tape. · 2026-11-23 · C. Reader
            Others see it once it is committed and pushed:
              git add -- kb/rollback.md
              git commit -m 'note: rollback did not work' -- kb/rollback.md
        "#]
    ]);
    let notes = world.read("kb/rollback.md").lines().filter(|it| it.starts_with("  - {")).count();
    assert_eq!(notes, 2);
    world.run("check rollback --format json").exits(0);
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_search_tells_for_how_many_and_puts_nothing_before_for_it() {
    let world = library().article("rollforward", "", "Undo the release within ten minutes.");
    let world = world.commit(date(2026, 10, 1));
    let search = |options: &str| world.run(&format!("search undo the release {options}")).exits(0);
    let order = |search: &str| search.find("rollback").cmp(&search.find("rollforward"));
    let before = search("");
    assert!(!before.out.contains("worked") && !before.out.contains("not work"));
    let scores = |json: &serde_json::Value| (json["hits"][0].clone(), json["hits"][1].clone());
    let (first, second) = scores(&search("--format json").json());
    assert_eq!((&first["worked"], &first["did_not"]), (&0.into(), &0.into()));
    world.run("show rollforward --worked Yes --as \"C. Reader\"").exits(0);
    assert!(on_one_line(&search("").out).contains(" · worked for 1 · "));
    world.run("show rollforward --worked Yes --as \"D. Doe\"").exits(0);
    world.run("show rollforward --did-not No --as \"E. Doe\"").exits(0);
    world.run("show rollback --did-not No --as \"E. Doe\"").exits(0);
    let after = search("").out;
    for told in [" · worked for 2, not for 1 · ", " · did not work for 1 · "] {
        assert!(on_one_line(&after).contains(told), "{after}");
    }
    assert_eq!(order(&before.out), order(&after));
    let (now_first, now_second) = scores(&search("--format json").json());
    for (before, now) in [(&first, &now_first), (&second, &now_second)] {
        assert_eq!((&before["id"], &before["score"]), (&now["id"], &now["score"]));
        let tally = (now["worked"].as_u64(), now["did_not"].as_u64());
        let is_forward = now["path"] == "kb/rollforward.md";
        assert_eq!(tally, if is_forward { (Some(2), Some(1)) } else { (Some(0), Some(1)) });
    }
    let shown = on_one_line(&world.run("show rollforward").exits(0).out);
    assert!(shown.contains(" · worked for 2, not for 1 · ") && shown.contains(" Worked for 2,"));
}

#[test]
fn a_reader_sees_how_many_and_what_they_say() {
    let world = library();
    for (day, note) in [
        ("2026-10-02", "--worked \"In one go.\" --as \"C. Reader\" --context sector=public"),
        ("2026-10-05", "--did-not \"No tape.\" --as \"D. Doe\" --context regulated=no"),
        ("2026-10-03", "--worked \"With ease.\" --as Bo"),
    ] {
        world.run(&format!("show rollback {note} --today {day}")).exits(0);
    }
    let shown = world.run("show rollback").exits(0).out;
    let (_, notes) = shown.split_once("\nWorked").expect("it is told");
    expect![[r#"
        Worked for 2, not for 1
        - did not work: No tape. · 2026-10-05 · D. Doe · not regulated
        - worked: With ease. · 2026-10-03 · Bo, author
        - worked: In one go. · 2026-10-02 · C. Reader · sector public
    "#]]
    .assert_eq(&format!("Worked{notes}"));
    world.run("show rollback#in-practice").exits(0).has_not("Worked for");
    let json = world.run("show rollback --format json").exits(0).json();
    assert_eq!(json["experiences"][0]["note"], "In one go.");
    assert_eq!(json["experiences"][0]["context"]["sector"][0], "public");
    assert_eq!(json["experiences"][1]["regulated"], false);
}

#[test]
fn a_note_moves_no_review_and_is_no_change_of_the_body() {
    let world = library();
    world.run("review rollback --checked read --by \"C. Reader\" --yes").exits(0);
    world.add_commit(date(2026, 11, 23));
    let stale = world.run("stale --format json").json()["articles"].clone();
    world.run("show rollback --worked \"In one go.\"").exits(0);
    world.add_commit(date(2026, 11, 23));
    assert_eq!(world.run("stale --format json").json()["articles"], stale);
}

#[test]
fn the_context_is_that_of_the_profile_unless_it_is_said() {
    let world = library();
    let profile = world.root().join("profile.toml").display().to_string();
    world.write("profile.toml", "size = \"51-250\"\nregulated = true\naudience = \"agent\"\n");
    let world = world.variable("KB_PROFILE", &profile);
    world
        .run("show rollback --worked One --dry-run")
        .has("context: {size: [51-250], regulated: true}}\n");
    world
        .run("show rollback --worked One --dry-run --context size=1-50,maturity=starting")
        .has("context: {size: [1-50], maturity: [starting]}}\n");
}

#[test]
fn a_dry_run_shows_the_change_and_the_same_note_twice_is_one() {
    let world = library();
    let before = world.read("kb/rollback.md");
    let outcome = world.run("show rollback --worked \"In one go.\" --dry-run").exits(0);
    outcome.has("Would note on rollback").has("\n+  - {on: 2026-11-23, by: A. Author, worked");
    assert_eq!(world.read("kb/rollback.md"), before);
    world.run("show rollback --worked \"In one go.\"").exits(0).has("Noted on rollback");
    let once = world.read("kb/rollback.md");
    world.run("show rollback --worked \"In one go.\"").exits(0).has("Noted already on rollback");
    assert_eq!(world.read("kb/rollback.md"), once);
}

#[test]
fn what_should_be_masked_is_told_and_an_author_is_marked() {
    let world = library();
    let outcome = world.run("show rollback --worked \"Ask jane.roe@northbridge.gov.\" --as Bo");
    let outcome = outcome.exits(0).says("in the note, `jane…` is an e-mail address");
    outcome.says("`Bo` is one of its authors, and readers see that");
    world.run("show rollback").has("Bo, author");
}

#[test]
fn a_signature_is_the_id_of_people_yaml_and_never_an_address() {
    let world = library().file("kb/people.yaml", "aauthor: {name: A. Author}\n");
    world.run("show rollback --worked One").exits(0);
    assert!(world.read("kb/rollback.md").contains("by: aauthor"));
    world.run("show rollback").has("· A. Author");
    world
        .run("show rollback --worked One --as c@example.org")
        .exits(2)
        .says("everybody could read");
    let folder = World::folder().file("kb.toml", "").article("rollback", "", "Undo it.");
    folder.run("show rollback --worked One").exits(2).says("git knows no `user.name`");
}

#[test]
fn slips_are_told_with_the_way_out() {
    let world = library();
    world.run("show rolback --worked One").exits(2).says("did you mean `rollback`?");
    world
        .run("show rollback#in-practice --worked One")
        .exits(2)
        .says("name it without its section");
    world.run("show rollback --worked \" \"").exits(2).says("it is empty");
    world.run("show rollback --worked One --did-not Two").exits(2);
    world.run("show rollback --context size=1-50").exits(2);
    world
        .run("show rollback --worked One --context sise=1-50")
        .exits(2)
        .says("did you mean `size`");
    world.run("show rollback --worked One --context regulated=perhaps").exits(2);
    let shipped = World::shipped();
    let size = "show stop-the-clock --worked One --context size=51-25";
    shipped.run(size).exits(2).says("did you mean `51-250`?");
    let long = |characters: usize| format!("show rollback --worked {}", "é".repeat(characters));
    world.run(&long(501)).exits(2).says("it has 501 characters");
    world.run(&long(500)).exits(0);
    world.write("kb/rollback.md", "---\ntitle: x\n<<<<<<< a\n---\n");
    world.run("show rollback --worked One").exits(2).says("merge");
    let retired = World::new().article("tape", "status: retired\n", "Fetch it.");
    retired.run("show tape --worked One").exits(2).says("it is retired");
    let foreign = World::foreign().file("a.md", "# Tape\n\nFetch it.\n");
    foreign.run("show a.md --worked One").exits(2).says("fields of their own");
}

#[test]
fn json_says_what_was_noted() {
    let json = library().run("show rollback --did-not One --format json").exits(0).json();
    assert_eq!((&json["schema"], &json["done"]), (&"kb.worked.v1".into(), &"written".into()));
    assert_eq!((&json["worked"], &json["did_not"]), (&0.into(), &1.into()));
    assert_eq!(json["note"]["by"], "A. Author");
}

#[test]
fn notes_of_any_shape_are_shown_safely_and_many_are_cut() {
    let hostile = "experiences: [a, {worked: true, note: \"\\e[2J\\u202e\"}, {worked: maybe}]\n";
    let world = World::new().article("rollback", hostile, "Undo it.");
    let outcome = world.run("show rollback").exits(0).has("Worked for 1\n");
    outcome.has_not("\u{1b}").has_not("\u{202e}");
    let many = "  - {worked: true}\n".repeat(1_000);
    let world = World::new().article("rollback", &format!("experiences:\n{many}"), "Undo it.");
    world.run("show rollback").exits(0).has("Worked for 1000\n").has("and 980 more");
    world.run("show rollback --worked One").exits(2).says("put the older ones together");
}
