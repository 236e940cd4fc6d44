//! `kb use METRIC`: what is computed, beside what it is set, and what is told where it cannot be.

use expect_test::expect;

use super::world::World;

const METRIC: &str = "\
---
title: Half of it
type: metric
summary: A share.
authors: [A. Author]
license: CC-BY-4.0
status: active
formula: part / whole * 100
unit: percent
direction: up
inputs:
  part: what counts
  whole: {what: everything, unit: tickets}
benchmarks:
  - {value: 66.0, stat: mean, population: Members, n: null, year: 2015, source: A report, via: a.example.org, primary: false}
  - {value: 50, population: Others, n: 196, year: 2024, source: B report, primary: true}
  - {value: 70 to 80, source: C report}
pair_with: [other, nowhere]
gaming: People count twice.
---

## How it misleads

- **It moves by itself.** Nobody knows why.
- The whole shrinks. Then it grows.
- Three.
- Four.
";

fn world() -> World {
    World::new().file("kb/half.md", METRIC).article("other", "", "Text.")
}

#[test]
fn the_figure_is_printed_with_all_that_it_should_not_be_read_without() {
    world().run("use half --set part=1 --set whole=2").exits(0).prints(expect![[r#"
        Half of it
          50 percent · more is meant to be better

          = part / whole * 100
          part = 1: what counts
          whole = 2: everything

        Beside published figures
          16 below 66.0, mean, 2015: 11 years old · Members, n not told · A report, read
            at a.example.org, second hand
          the same as 50, 2024 · Others, n = 196 · B report, primary source
          70 to 80, no number to compare with, year not told · population not told, n
            not told · C report, not told whether at first hand

        How it misleads
          - People count twice.
          - It moves by itself.
          - The whole shrinks.
          - Three.
          kb show 'half#how-it-misleads'

        Show beside it: other (About other), nowhere
    "#]]);
}

#[test]
fn what_is_missing_is_named_with_what_it_counts() {
    let world = world();
    world
        .run("use half --set part=1")
        .exits(2)
        .says("`whole` is missing")
        .says("note: `whole` counts everything")
        .says("add `--set whole=NUMBER`");
    world.run("use half").exits(2).says("`part`, `whole` are missing");
}

#[test]
fn what_cannot_be_computed_is_told_in_plain_words() {
    let world = world();
    world
        .run("use half --set part=1 --set whole=0")
        .exits(2)
        .says("divides by `whole`, which is 0");
    world.run("use half --set part=1 --set whole=x").exits(2).says("`x` is no number");
    world.run("use half --set part=1 --set whole=2,5").exits(2).says("country to country");
    world.run("use half --set prat=1").exits(2).says("did you mean `part`?");
    let long = "9".repeat(24);
    let formula = METRIC.replace("part / whole * 100", "part * part * whole * whole");
    World::new()
        .file("kb/half.md", formula)
        .run(&format!("use half --set part={long} --set whole={long}"))
        .exits(2)
        .says("too large");
    let formula = METRIC.replace("part / whole * 100", "part of whole");
    World::new()
        .file("kb/half.md", formula)
        .run("use half")
        .exits(2)
        .says("`of` stands where an operator belongs")
        .says("`kb check half` shows where");
}

#[test]
fn a_share_over_the_whole_and_a_figure_below_nothing_are_computed_and_told() {
    let says = |sets: &str, unit: &str| {
        let metric = METRIC.replace("unit: percent", unit);
        let world = World::new().file("kb/half.md", metric);
        world.run(&format!("use half {sets}")).exits(0).err
    };
    let over = says("--set part=950 --set whole=900", "unit: percent");
    assert!(over.contains("a result is over 100 percent"), "{over}");
    let below = says("--set part=-1 --set whole=2", "unit: percent");
    assert!(below.contains("`part` is below 0") && !below.contains("over 100"), "{below}");
    for (sets, unit) in [("2 --set whole=2", "unit: percent"), ("3 --set whole=2", "unit: hours")] {
        let told = says(&format!("--set part={sets}"), unit);
        assert!(!told.contains("look whether"), "{told}");
    }
    let sheet = world().file("t.csv", "month,part,whole\n1,3,2\n2,4,2\n");
    sheet.run("use half --csv t.csv").says("results are over 100 percent");
    let sheet = world().file("t.csv", "month,part,whole\n1,-3,2\n2,-4,2\n3,0,-2\n4,1,x\n");
    let told = sheet.run("use half --csv t.csv").exits(2);
    told.says("`part` is below 0 in 2 rows: look").says("`whole` is below 0 in 1 row: look");
    let told = sheet.run("use half --csv t.csv --set part=-1").exits(2).err;
    assert!(!told.contains("`part` is below 0: "), "the column counts: {told}");
}

#[test]
fn flags_of_templates_are_refused() {
    for flag in ["--out x.md", "--tables t", "--strict", "--force", "--dry-run"] {
        world().run(&format!("use half {flag}")).exits(2).says("is a metric, and is computed");
    }
}

#[test]
fn a_person_is_asked_for_each_figure_until_it_is_one() {
    let outcome = world().types(&["one", "1", "2"]).run("use half").exits(0).has("50 percent");
    assert!(outcome.err.contains("part (what counts):"), "{}", outcome.err);
    assert!(outcome.err.contains("`one` is no number"), "{}", outcome.err);
    world().types(&[""]).run("use half").exits(2).says("are missing");
}

#[test]
fn a_table_gives_a_result_for_each_row_and_says_why_where_it_has_none() {
    let world = world().file("m.csv", "month,part,whole\nMay,1,3\nJune,1,0\nJuly,x,2\n,2,4\n");
    let outcome = world.run("use half --csv m.csv").exits(2);
    let rows: Vec<&str> = outcome.out.lines().skip(1).take(9).collect();
    expect![[r#"
        row     percent
        ──────  ───────────────────────────────────────────────────────────────────────
        May     33.3333
        June    no result: it divides by `whole`, which is 0
        July    no result: `part`: `x` is no number; write digits alone, without a unit
        line 5  50
        more is meant to be better

          = part / whole * 100"#]]
    .assert_eq(&rows.join("\n"));
    let json = world.run("use half --csv m.csv --format json").exits(2).json();
    assert_eq!(json["result"], serde_json::Value::Null);
    assert_eq!(json["rows"][0]["result"]["text"], "33.3333");
    assert_eq!(json["rows"][1]["why"], "it divides by `whole`, which is 0");
    assert_eq!(json["rows"][3]["line"], 5);
}

#[test]
fn what_a_table_has_no_column_for_is_given_once() {
    let world = world().file("m.csv", "month;part\nMay;1\nJune;2\n");
    world.run("use half --csv m.csv --set whole=4").exits(0).has("25").has("50");
    world.run("use half --csv m.csv").exits(2).says("no column `whole`");
    world.run("use half --csv no.csv").exits(2).says("cannot read `no.csv`");
}

#[test]
fn json_has_the_figure_and_where_it_lies() {
    let json = world().run("use half --set part=1 --set whole=3 --format json").exits(0).json();
    assert_eq!(json["schema"], "kb.use-metric.v1");
    assert_eq!(json["result"]["text"], "33.3333");
    assert_eq!(json["inputs"][1]["unit"], "tickets");
    let sides: Vec<&str> = json["benchmarks"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| it["side"].as_str().unwrap_or("none"))
        .collect();
    assert_eq!(sides, ["below", "below", "none"]);
    assert_eq!(json["benchmarks"][0]["age_years"], 11);
    assert_eq!(json["benchmarks"][0]["old"], true);
    assert_eq!(json["benchmarks"][1]["old"], false);
}

#[test]
fn the_metric_that_ships_is_computed() {
    World::shipped()
        .run("use metric-fcr --set resolved_first_contact=640 --set contacts_resolvable_first_contact=900")
        .exits(0)
        .has("71.1111 percent")
        .has("5.1111 above 66.0")
        .has_not("good");
}

#[test]
fn nothing_of_a_metric_steers_the_terminal_or_breaks_on_odd_years() {
    for year in ["1", "9999", "-2147483648", "99999999999", "x"] {
        let text = METRIC.replace("2015", year).replace("A report", "\"\u{9b}2J\\e[31m\"");
        let world = World::new().file("kb/half.md", text);
        let outcome = world.run("use half --set part=1 --set whole=2").exits(0);
        assert!(!outcome.out.contains(['\u{1b}', '\u{9b}']), "{}", outcome.out);
    }
}
