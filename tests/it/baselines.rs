//! What was wrong before is not told, and what is new is.

use jiff::civil::date;

use super::world::World;

const FILE: &str = "kb-baseline.txt";

fn old_library() -> World {
    World::foreign()
        .file("a.md", "# A\n\n[x](gone.md)\n\n[y](lost.md)\n")
        .file("b.md", "# B\n\n[x](gone.md)\n")
        .commit(date(2026, 11, 20))
}

/// One that has its baseline.
fn known_library() -> World {
    let world = old_library();
    let outcome = world.run("check --update-baseline");
    assert_eq!(outcome.code, 0, "{}", outcome.out);
    world
}

#[test]
fn the_first_time_everything_is_taken() {
    let world = old_library();
    assert_eq!(world.run("check").code, 1);
    let outcome = world.run("check --update-baseline");
    assert_eq!((outcome.code, outcome.out.contains("3 in the baseline")), (0, true));
    let held = "`kb-baseline.txt` holds 3 findings, 3 of them new";
    assert!(outcome.err.contains(held), "{}", outcome.err);
    let lines: Vec<String> = world.read(FILE).lines().skip(1).map(str::to_owned).collect();
    assert_eq!(lines.len(), 3);
    assert!(lines.iter().all(|line| line.starts_with("KB401 ")), "{lines:?}");
    assert!(lines[0].ends_with(" a.md") && lines[2].ends_with(" b.md"), "{lines:?}");
}

#[test]
fn what_it_knows_is_not_told_even_if_lines_move() {
    let world = known_library();
    world.write("a.md", "# A\n\nMore.\n\n[x](gone.md)\n\n[y](lost.md)\n");
    let outcome = world.run("check");
    assert_eq!(outcome.code, 0, "{}", outcome.out);
    assert_eq!(outcome.out, "2 articles: 0 errors, 0 warnings, 3 in the baseline\n");
}

#[test]
fn what_is_new_is_told_even_if_the_same_was_mended_elsewhere() {
    let world = known_library();
    world.write("a.md", "# A\n\n[x](gone.md)\n\n[z](away.md)\n");
    let outcome = world.run("check");
    assert_eq!(outcome.code, 1);
    assert!(outcome.out.contains("`away.md` leads to no file"), "{}", outcome.out);
    assert!(!outcome.out.contains("`gone.md` leads to no file"), "{}", outcome.out);
    assert!(outcome.out.contains("warning[stale-baseline-entry]"), "{}", outcome.out);
}

#[test]
fn a_second_one_of_a_kind_that_is_known_is_new() {
    let world = known_library();
    world.write("b.md", "# B\n\n[x](gone.md)\n\n[x](gone.md)\n");
    assert!(world.run("check").out.contains("1 error, 0 warnings, 3 in the baseline"));
}

#[test]
fn it_can_be_left_aside() {
    let outcome = known_library().run("check --no-baseline");
    assert_eq!(outcome.code, 1);
    assert!(outcome.out.contains("\n2 articles: 3 errors, 0 warnings"), "{}", outcome.out);
    assert!(!outcome.out.contains("in the baseline"), "{}", outcome.out);
}

#[test]
fn an_update_takes_out_what_is_mended_and_lets_nothing_new_in() {
    let world = known_library();
    world.write("a.md", "# A\n\n[x](gone.md)\n\n[z](away.md)\n");
    let outcome = world.run("check --update-baseline");
    assert_eq!(outcome.code, 1);
    let said = "holds 2 findings, 1 fewer that are mended; 1 is new and not in it: mend, or add \
                with `--accept-new`";
    assert!(outcome.err.contains(said), "{}", outcome.err);
    assert!(outcome.out.contains("`away.md` leads to no file"), "{}", outcome.out);
    assert_eq!(world.read(FILE).lines().count(), 3);
}

#[test]
fn new_findings_come_in_when_somebody_says_so() {
    let world = known_library();
    world.write("b.md", "# B\n\n[x](gone.md)\n\n[z](away.md)\n");
    let outcome = world.run("check --update-baseline --accept-new");
    assert_eq!(outcome.code, 0, "{}", outcome.out);
    assert!(outcome.err.contains("holds 4 findings, 1 of them new"), "{}", outcome.err);
    assert_eq!(world.run("check").code, 0);
}

#[test]
fn an_update_twice_changes_nothing() {
    let world = known_library();
    let first = world.read(FILE);
    world.run("check --update-baseline");
    assert_eq!(world.read(FILE), first);
}

#[test]
fn entries_of_rules_that_did_not_run_stay_and_are_not_called_stale() {
    let world = known_library();
    let outcome = world.run("check --allow broken-link");
    assert_eq!(outcome.out, "2 articles: 0 errors, 0 warnings\n");
    world.run("check --allow broken-link --update-baseline");
    assert_eq!(world.read(FILE).lines().count(), 4);
}

#[test]
fn a_baseline_that_cannot_be_read_is_a_failure_with_its_line_and_the_way_out() {
    let world = known_library();
    world.write(FILE, format!("<<<<<<< HEAD\n{}", world.read(FILE)));
    for command in ["check", "check --update-baseline"] {
        let outcome = world.run(command);
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""));
        assert_eq!(
            outcome.err,
            "error: cannot read `kb-baseline.txt`\n  cause: line 1 is no entry: a code, a \
             fingerprint and a path\n  hint: put the line right, or run `kb check \
             --update-baseline --accept-new`\n"
        );
    }
    assert_eq!(world.run("check --no-baseline").code, 1);
    assert_eq!(world.run("check --update-baseline --accept-new").code, 0);
    assert_eq!(world.run("check").code, 0);
}

#[test]
fn in_a_commit_the_baseline_is_that_of_the_commit() {
    let world = known_library();
    assert_eq!(world.run("check --at HEAD").code, 1);
    world.add_commit(date(2026, 11, 21));
    assert_eq!(world.run("check --at HEAD").code, 0);
}

#[test]
fn suppressed_findings_are_no_debt() {
    let world = old_library();
    let order = "<!-- kb: ignore[broken-link] soon -->\n";
    world.write("b.md", format!("# B\n\n{order}[x](gone.md)\n"));
    world.run("check --update-baseline");
    assert_eq!(world.read(FILE).lines().count(), 3);
}
