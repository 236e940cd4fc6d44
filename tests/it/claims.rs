//! Which commit stated the review that an article claims, and what it changed besides.

use jiff::civil::date;
use kb::domain::path::ArticlePath;

use super::review_life::{BO, JO, Life, day, fields, text};

#[test]
fn the_oldest_commit_in_a_row_that_states_the_day_is_the_one() {
    let life = Life::new();
    life.states("2026-01-01", "One.", day(1, 1));
    let stated = life.states("2026-05-04", "One.", day(5, 4));
    life.states("2026-05-04", "Two.", day(6, 1));
    life.states("'2026-05-04'", "Two.", day(7, 1));
    life.is_stated_by(&stated);
    let claim = life.claim();
    assert_eq!((claim.on, claim.previous), (day(5, 4), Some(day(1, 1))));
    assert!(claim.is_date_only && !claim.is_original);
}

#[test]
fn moves_without_and_with_changes_and_of_case_alone_are_followed() {
    let life = Life::new();
    let body = "One line.\nAnother line.\nA third line.\n";
    life.write("kb/old.md", &text("2026-05-04", body));
    let stated = life.commit(day(5, 4));
    let move_to = |from: &str, to: &str, body: &str| {
        life.world.remove(from);
        life.write(to, &text("2026-05-04", body)).commit(day(6, 1));
    };
    move_to("kb/old.md", "kb/X.md", body);
    move_to("kb/X.md", "kb/sub/x.md", &body.replace("third", "3rd"));
    move_to("kb/sub/x.md", "kb/x.md", &body.replace("third", "3rd"));
    life.is_stated_by(&stated);
    assert!(life.claim().is_original);
}

#[test]
fn a_folder_of_146_articles_that_moves_restates_nothing() {
    let life = Life::new();
    let write = |folder: &str| {
        for number in 0..146 {
            life.write(
                &format!("kb/{folder}/{number}.md"),
                &text("2026-05-04", &format!("{number}")),
            );
        }
    };
    write("old");
    let stated = life.commit(day(5, 4));
    for number in 0..146 {
        life.world.remove(&format!("kb/old/{number}.md"));
    }
    write("new");
    life.commit(day(6, 1));
    let claims = life.claims();
    assert_eq!(claims.by_path.len(), 146);
    for claim in claims.by_path.values() {
        assert_eq!(claim.statement.commit.map(|id| id.to_string()), Some(stated.clone()));
    }
}

#[test]
fn a_copy_is_a_new_article_and_came_with_its_claim() {
    let life = Life::new();
    life.states("2026-05-04", "One.", day(5, 4));
    life.write("kb/y.md", &text("2026-05-04", "One."));
    let copied = life.commit(day(6, 1));
    let claims = life.claims();
    let copy = &claims.by_path[&ArticlePath::new("kb/y.md")];
    assert_eq!(copy.statement.commit.map(|id| id.to_string()), Some(copied));
    assert!(copy.is_original);
}

#[test]
fn a_day_that_was_set_on_a_side_branch_is_stated_there() {
    let life = Life::new();
    life.states("2026-01-01", "One.\n\nTwo.", day(1, 1));
    life.world.branch("base");
    let stated = life.states("2026-05-04", "One.\n\nTwo.", day(5, 4));
    life.world.branch("side");
    life.world.reset_to("base");
    life.write("kb/y.md", "Other.").commit(day(6, 1));
    // Merged as the side has it: no change of the merge's own.
    life.write("kb/x.md", &text("2026-05-04", "One.\n\nTwo."));
    life.commit_by(BO, day(7, 1), day(7, 1), "merge", &["side"]);
    life.is_stated_by(&stated);
    // Both sides changed it: the merge differs from both, and states nothing new.
    life.world.reset_to("base");
    life.states("2026-01-01", "One.\n\n2.", day(6, 2));
    life.write("kb/x.md", &text("2026-05-04", "One.\n\n2."));
    life.commit_by(BO, day(7, 1), day(7, 1), "merge", &["side"]);
    life.is_stated_by(&stated);
}

#[test]
fn a_merge_that_writes_a_day_of_its_own_has_stated_it() {
    let life = Life::new();
    life.states("2026-01-01", "One.", day(1, 1));
    life.world.branch("base");
    life.states("2026-05-04", "One.", day(5, 4));
    life.world.branch("side");
    life.world.reset_to("base");
    life.states("2026-05-05", "One.", day(5, 5));
    life.write("kb/x.md", &text("2026-05-06", "One."));
    let merge = life.commit_by(BO, day(5, 6), day(5, 6), "merge", &["side"]);
    life.is_stated_by(&merge);
    assert_eq!(life.claim().previous, Some(day(5, 5)));
}

#[test]
fn a_review_that_was_taken_back_leaves_the_one_before_it_with_its_own_commit() {
    let life = Life::new();
    let stated = life.states("2026-01-01", "One.", day(1, 1));
    life.states("2026-05-04", "One.", day(5, 4));
    life.states("2026-01-01", "One.", day(5, 5));
    life.is_stated_by(&stated);
    // The body went on in between, so that only the message tells.
    life.states("2026-05-04", "One.", day(5, 6));
    life.states("2026-05-04", "Two.", day(5, 7));
    life.write("kb/x.md", &text("2026-01-01", "Two."));
    let revert = "Revert \"Review it\"\n\nThis reverts commit 1234567.\n";
    life.commit_by(JO, day(5, 8), day(5, 8), revert, &[]);
    life.is_stated_by(&stated);
}

#[test]
fn a_revert_of_a_revert_states_what_the_first_one_took_back() {
    let life = Life::new();
    life.states("2026-01-01", "One.", day(1, 1));
    let stated = life.states("2026-05-04", "One.", day(5, 4));
    life.states("2026-01-01", "One.", day(5, 5));
    life.states("2026-05-04", "One.", day(5, 6));
    life.is_stated_by(&stated);
}

#[test]
fn a_day_that_is_set_again_after_another_counts_from_then() {
    let life = Life::new();
    life.states("2026-01-01", "One.", day(1, 1));
    life.states("2026-05-04", "One.", day(5, 4));
    let again = life.states("2026-01-01", "Two.", day(6, 1));
    life.states("2026-01-01", "Three.", day(6, 2));
    life.is_stated_by(&again);
    assert_eq!(life.claim().previous, Some(day(5, 4)));
}

#[test]
fn an_article_that_came_back_has_a_new_life() {
    let life = Life::new();
    life.states("2026-01-01", "One.", day(1, 1));
    life.world.remove("kb/x.md");
    life.write("kb/y.md", "Other.").commit(day(2, 1));
    let back = life.states("2026-01-01", "One.", day(6, 1));
    life.is_stated_by(&back);
    let claim = life.claim();
    assert!(claim.is_original);
    assert_eq!(claim.previous, None);
}

#[test]
fn front_matter_that_was_broken_for_a_while_took_nothing_back() {
    let life = Life::new();
    let stated = life.states("2026-01-01", "One.", day(1, 1));
    life.write("kb/x.md", "---\ntitle: [About\nreview: {on: 2026-01-01}\n---\n").commit(day(2, 1));
    life.states("2026-01-01", "One.", day(3, 1));
    life.is_stated_by(&stated);
    // A field that was taken out on purpose is another matter.
    life.states("", "One.", day(4, 1));
    let again = life.states("2026-01-01", "Two.", day(5, 1));
    life.is_stated_by(&again);
    assert_eq!(life.claim().previous, None);
}

#[test]
fn what_is_not_committed_is_stated_now_by_whoever_works_here() {
    let life = Life::new();
    let stated = life.states("2026-01-01", "One.", day(1, 1));
    life.write("kb/x.md", &text("2026-01-01", "Two."));
    life.is_stated_by(&stated);
    life.write("kb/x.md", &text("2026-11-20", "One."));
    let claim = life.claim();
    assert_eq!((claim.statement.commit, claim.statement.committed), (None, Some(day(11, 23))));
    assert_eq!((claim.previous, claim.is_date_only), (Some(day(1, 1)), true));
    life.write("kb/y.md", &text("2026-11-20", "New."));
    let new = life.claims().by_path[&ArticlePath::new("kb/y.md")].clone();
    assert!(new.is_original && new.statement.commit.is_none());
}

#[test]
fn both_clocks_of_a_commit_are_told_and_the_graph_alone_gives_the_order() {
    let life = Life::new();
    life.states("2026-06-01", "One.", day(6, 1));
    life.write("kb/x.md", &text("2026-01-02", "One."));
    let stated = life.commit_by(JO, date(1970, 1, 1), date(2100, 1, 1), "change it", &[]);
    life.states("2026-01-02", "Two.", day(1, 1));
    life.is_stated_by(&stated);
    let statement = life.claim().statement;
    assert_eq!(statement.authored, Some(date(1970, 1, 1)));
    assert_eq!(statement.committed, Some(date(2100, 1, 1)));
}

#[test]
fn a_shallow_clone_knows_what_it_holds_and_says_what_it_does_not() {
    let life = Life::new();
    life.states("2026-01-01", "One.", day(1, 1));
    let cut = life.states("2026-01-01", "Two.", day(2, 1));
    life.states("2026-01-01", "Three.", day(3, 1));
    life.cut_at(&cut);
    let claims = life.claims();
    assert!(claims.by_path.is_empty() && !claims.is_complete);
    let note = claims.note.expect("it is told");
    assert!(note.starts_with("1 review is older than this shallow clone"), "{note}");
    let stated = life.states("2026-05-04", "Three.", day(5, 4));
    life.is_stated_by(&stated);
    assert_eq!(life.claims().note, None);
}

#[test]
fn a_partial_clone_knows_what_it_holds_and_says_what_it_does_not() {
    let life = Life::new();
    life.states("2026-01-01", "One.", day(1, 1));
    life.states("2026-05-04", "One.", day(5, 4));
    let stated = life.states("2026-06-01", "One.", day(6, 1));
    life.world.forget_text(&text("2026-01-01", "One."));
    life.is_stated_by(&stated);
    life.world.forget_text(&text("2026-05-04", "One."));
    life.forget_what_is_kept();
    let claims = life.claims();
    assert!(claims.by_path.is_empty());
    let note = claims.note.expect("it is told");
    assert!(note.starts_with("1 review is not checked against git"), "{note}");
}

#[test]
fn without_a_repository_or_a_commit_nothing_is_known_and_nothing_is_wrong() {
    let life = Life { world: super::world::World::folder() };
    life.write("kb.toml", "").write("kb/x.md", &text("2026-01-01", "One."));
    let note = life.claims().note.expect("it is told");
    assert!(note.ends_with("this folder is not in a git repository"), "{note}");
    let life = Life::new();
    life.write("kb/x.md", &text("2026-01-01", "One."));
    assert!(life.claims().by_path.is_empty());
}

#[test]
fn what_was_claimed_before_is_wrong_if_it_could_not_be_true() {
    let stated = |before: &str| {
        let life = Life::new();
        life.states(before, "One.", day(5, 4));
        life.states("2026-05-01", "One.", day(6, 1));
        let claim = life.claim();
        (claim.previous, claim.is_correction)
    };
    assert_eq!(stated("2026-05-05"), (Some(day(5, 5)), false));
    assert_eq!(stated("2026-05-06"), (Some(day(5, 6)), true));
    assert_eq!(stated("2026-5-4"), (None, true));
    assert_eq!(stated(""), (None, false));
}

#[test]
fn a_correction_is_judged_alike_before_it_is_committed_and_after() {
    let corrected = |before: &str| {
        let life = Life::new();
        life.states(before, "One.", day(5, 4));
        life.write("kb/x.md", &text("2026-05-01", "One."));
        let claim = life.claim();
        assert_eq!(claim.statement.commit, None);
        (claim.previous, claim.is_correction)
    };
    assert_eq!(corrected("2026-05-05"), (Some(day(5, 5)), false));
    assert_eq!(corrected("2026-05-06"), (Some(day(5, 6)), true));
    assert_eq!(corrected("2026-12-01"), (Some(day(12, 1)), true));
    assert_eq!(corrected("2026-5-4"), (None, true));
    assert_eq!(corrected(""), (None, false));
}

#[test]
fn intervals_and_evidence_are_those_of_the_commit() {
    let life = Life::new();
    let review = |fields: &str| format!("review: {{{fields}}}\n");
    let state = |lines: &str, message: &str| {
        life.write("kb/x.md", &fields(&review(lines), "One."));
        life.commit_by(JO, day(6, 1), day(6, 1), message, &[]);
        life.claim()
    };
    let first = state("on: 2026-01-01, every: 6 months, note: Read.", "add");
    assert!(first.has_evidence && first.previous_every.is_none());
    let same_note = state("on: 2026-02-01, every: 1 year, note: Read.", "review");
    assert!(!same_note.has_evidence && same_note.is_date_only);
    assert_ne!(same_note.every, same_note.previous_every);
    assert!(state("on: 2026-03-01, note: Tried.", "review").has_evidence);
    assert!(!state("on: 2026-04-01", "review").has_evidence);
    assert!(state("on: 2026-05-01", "review\n\nReview-Evidence: minutes").has_evidence);
    assert!(!state("on: 2026-05-02", "review\n\nReviewed-Article: y").has_evidence);
    assert!(state("on: 2026-05-03", "review\n\nReviewed-Article: x").has_evidence);
    assert!(state("on: 2026-05-04", "review\n\nReviewed-Article: kb/x.md").has_evidence);
    assert!(state("on: 2026-05-05, checked: [read]", "review").has_evidence);
}

#[test]
fn what_the_last_review_left_is_no_evidence_of_this_one() {
    let life = Life::new();
    let has_evidence = |lines: &str| {
        life.write("kb/x.md", &fields(&format!("review: {{{lines}}}\n"), "One."));
        let uncommitted = life.claims().by_path.values().next().map(|claim| claim.has_evidence);
        life.commit(day(11, 23));
        let committed = life.claim().has_evidence;
        assert!(uncommitted.is_none_or(|it| it == committed), "{lines}");
        committed
    };
    assert!(has_evidence("on: 2026-01-01, by: [Al], checked: [read, links]"));
    assert!(!has_evidence("on: 2026-01-02, by: [Al], checked: [read, links]"));
    assert!(!has_evidence("on: 2026-01-03, by: Al, checked: [links, read]"));
    assert!(has_evidence("on: 2026-01-04, by: [Al], checked: [read]"));
    assert!(has_evidence("on: 2026-01-05, by: [Di], checked: [read]"));
    assert!(!has_evidence("on: 2026-01-06, by: [Al]"));
    assert!(has_evidence("on: 2026-01-07, by: [Al], checked: [read]"));
}

#[test]
fn articles_count_as_redated_together_by_what_the_commit_changed() {
    let life = Life::new();
    let write = |names: &[&str], on: &str, body: &str| {
        for name in names {
            life.write(&format!("kb/{name}.md"), &text(on, body));
        }
    };
    write(&["x", "y", "z", "w"], "2026-01-01", "One.");
    life.commit(day(1, 1));
    write(&["x", "y", "z"], "2026-05-04", "One.");
    write(&["w"], "2026-05-04", "Two.");
    life.commit(day(5, 4));
    assert_eq!(life.claim().redated_together, 3);
    // Reviewed again, or deleted: the commit changed them all the same.
    write(&["y"], "2026-06-01", "One.");
    life.world.remove("kb/z.md");
    life.commit(day(6, 1));
    assert_eq!(life.claim().redated_together, 3);
    let own = life.claims().by_path[&ArticlePath::new("kb/y.md")].redated_together;
    assert_eq!(own, 1);
}

#[test]
fn commits_for_several_articles_of_one_author_and_day_are_added_and_others_are_not() {
    let life = Life::new();
    let names = ["x", "a", "b", "c", "d", "e", "f"];
    let write = |names: &[&str], on: &str| {
        for name in names {
            life.write(&format!("kb/{name}.md"), &text(on, name));
        }
    };
    write(&names, "2026-01-01");
    life.commit(day(1, 1));
    write(&["x", "a"], "2026-05-04");
    life.commit(day(5, 4));
    write(&["b", "c"], "2026-05-04");
    life.commit(day(5, 4));
    write(&["d"], "2026-05-04");
    life.commit(day(5, 4));
    write(&["e", "f"], "2026-05-04");
    life.commit_by(BO, day(5, 4), day(5, 4), "review", &[]);
    let claims = life.claims();
    let together =
        |name: &str| claims.by_path[&ArticlePath::new(format!("kb/{name}.md"))].redated_together;
    assert_eq!(["x", "c", "d", "f"].map(together), [4, 4, 1, 2]);
}
