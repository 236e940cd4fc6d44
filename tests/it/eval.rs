//! `kb eval`: how well search answers judged queries, and what is wrong with the judgements.

use expect_test::expect;
use jiff::civil::date;
use serde_json::Value;

use super::world::{Outcome, World};

fn library(queries: &str) -> World {
    World::new()
        .article("rollback", "questions: [\"Can a release be undone?\"]\n", "Undo the release.")
        .article("restore", "aliases: [backup]\n", "Fetch the tape to undo a loss.")
        .file("kb/needs/need-board.md", NEED)
        .file("kb/queries.tsv", queries)
        .commit(date(2026, 10, 1))
}

const NEED: &str = "---\ntitle: A smaller change board\ntype: need\nsummary: Asked.\nauthors: \
                    [A. Author]\nlicense: CC-BY-4.0\nstate: open\n---\n\n## Situation\n\nIt is so.\n";

fn eval(queries: &str, flags: &str) -> Outcome {
    library(queries).run(&format!("eval {flags}"))
}

#[test]
fn the_shipped_library_answers_as_judged_and_its_judgements_hold() {
    let world = World::shipped();
    let bounds = "hit@1=0.75,mrr@10=0.8,ndcg@10=0.8,negatives=0.8,needs=0.7,zero-rate=0.15";
    let outcome = world.run(&format!("eval --format json --min {bounds}")).exits(0).json();
    let queries = outcome["queries"].as_array().expect("there are queries");
    let (positive, negative): (Vec<&Value>, Vec<&Value>) =
        queries.iter().partition(|query| query["expected"] != serde_json::json!([]));
    assert!(positive.len() >= 30 && negative.len() >= 8, "{} {}", positive.len(), negative.len());
    assert_eq!(outcome["complaints"], serde_json::json!([]));
}

#[test]
fn measures_come_first_and_then_what_is_not_as_judged() {
    let queries = "undo release\trollback\nundo a loss by tape\trollback, restore=1\n\
                   tape zeppelin harbour\trestore\nsmaller board\t- need-board\n\
                   who walks the dog\t-\nfetch a tape\t-\n";
    eval(queries, "").exits(0).prints(expect![[r#"
        6 judged queries of kb/queries.tsv, 3 articles
          hit@1      1.000  3 of 3: what answers stands first
          mrr@10     1.000  how high the first that answers stands
          ndcg@10    0.932  how near to the best order
          zero-rate  0.333  1 of 3 with an answer are told to have none
          negatives  0.667  2 of 3 without an answer are told so
          needs      1.000  1 of 1: the need to join is named

        Not as judged (2)
          line 3: tape zeppelin harbour
            wanted restore; it stands first and is told to be no answer
          line 6: fetch a tape
            wanted no answer; told to be answered, first restore
    "#]]);
}

#[test]
fn a_bound_that_does_not_hold_is_named_and_exits_1() {
    let queries = "undo release\trollback\nfetch tape\trollback\nundo zeppelin harbour\trestore\n";
    eval(queries, "--min hit@1=0.34").exits(1).has("hit@1 is 0.333, below 0.340\n");
    eval(queries, "--min hit@1=0.333").exits(0).has_not("below");
    eval(queries, "--min zero-rate=0.33").exits(1).has("zero-rate is 0.333, above 0.330\n");
    eval(queries, "--min zero-rate=0.34").exits(0);
    eval(queries, "--min negatives=1").exits(1).has("negatives cannot be told: no query says");
    let both = eval(queries, "--min mrr=1 --min hits@1=90%,NDCG_10=1").exits(1);
    both.has("mrr@10 is 0.500").has("hit@1 is 0.333, below 0.900").has("ndcg@10 is 0.544");
}

#[test]
fn a_bound_that_cannot_be_understood_is_a_failure_with_the_nearest_measure() {
    let told = |bound: &str| eval("a\t-\n", &format!("--min {bound}")).exits(2).err;
    expect![[r"
        error: cannot understand the bound `negative=x`
          cause: `x` is no share
          hint: write a value from 0 to 1, or from 0% to 100%
    "]]
    .assert_eq(&told("negative=x"));
    assert!(told("hti@1=1").contains("there is no measure `hti@1`\n  hint: did you mean `hit@1`?"));
    assert!(told("recall=1").contains("hint: there are hit@1, mrr@10, ndcg@10, zero-rate"));
    assert!(told("hit@1").contains("it is not a measure, `=` and a value"));
    assert!(told("hit@1=1.01").contains("`1.01` is no share"));
    assert!(told("hit@1=NaN").contains("`NaN` is no share"));
}

#[test]
fn lines_that_are_no_judged_queries_are_all_told() {
    let told = eval("good\t-\nno tab\n\tid\n# x\nq\tid=9\n", "").exits(2).err;
    expect![[r"
        error: cannot judge the search by `kb/queries.tsv`
          cause: line 2 `no tab` has no tab: write the query, a tab, and ids or `-` for none; line 3 has no query before its tab; line 5 has the grade `9`, not 1 to 3
          hint: put these lines right: a query, a tab, and ids with a comma between, or `-` for none
    "]]
    .assert_eq(&told);
    eval("# nothing\n", "").exits(2).says("`kb/queries.tsv` holds no query");
    World::new().run("eval").exits(2).says("there is no `kb/queries.tsv`");
    World::new().run("eval --file gone.tsv").exits(2).says("cannot read `gone.tsv`");
}

#[test]
fn of_headings_that_are_alike_each_has_the_anchor_that_show_takes() {
    let steps = "## Steps\n\nCall the walrus.\n\n## Steps\n\nFeed the dugong.\n";
    let queries = "call a walrus\tz#steps\nfeed a dugong\tz#steps-1\nfeed that dugong\tz#steps\n";
    let world = library(queries).article("z", "", steps).commit(date(2026, 10, 2));
    for anchor in ["steps", "steps-1"] {
        world.run(&format!("show z#{anchor}")).exits(0);
    }
    let outcome = world.run("eval --format json").exits(0).json();
    let queries = outcome["queries"].as_array().expect("there are queries").iter();
    let miss: Vec<Value> = queries.map(|query| query["miss"].clone()).collect();
    assert_eq!(miss, [Value::Null, Value::Null, "section".into()]);
}

#[test]
fn judgements_that_name_what_is_not_there_are_told_and_exit_1() {
    let world = library("").article("tape", "status: retired\nsuperseded_by: restore\n", "Tape.");
    let queries = "q one\trolback\nq two\tbackup\nq three\ttape\nq four\tneed-board\n\
                   q five\trollback#in-practise\nq six\t- restore\nq seven\t- need-bord\n\
                   can a release be undone\trollback\nq eight\trollback#in-practice\n";
    let outcome = world.file("kb/queries.tsv", queries).run("eval").exits(1);
    let start = outcome.out.find("Judgements").expect("there are some");
    expect![[r#"
        Judgements to put right (8)
          kb/queries.tsv:1: there is no article `rolback`
            help: did you mean `rollback`?
          kb/queries.tsv:2: there is no article `backup`
            help: it is called `restore` now
          kb/queries.tsv:3: `tape` is retired, and search does not show it
            help: name `restore`, which takes its place
          kb/queries.tsv:4: `need-board` is a need, which asks and does not answer
            help: write `- need-board` if nothing answers, or name what does
          kb/queries.tsv:5: `rollback` has no heading `in-practise`
            help: did you mean `in-practice`?
          kb/queries.tsv:6: `restore` is no need
            help: write `restore` alone if it answers, or `-` if nothing does
          kb/queries.tsv:7: there is no need `need-bord`
            help: did you mean `need-board`?
          kb/queries.tsv:8: the query is word for word among the `questions` of
            `rollback`
            help: ask it in other words: a copied question judges only that it was
            copied
    "#]]
    .assert_eq(&outcome.out[start..]);
}

#[test]
fn a_query_that_goes_to_another_section_is_told() {
    let queries =
        "undo a loss\trestore#in-practice\ncounter example restore\trestore#in-practice\n";
    let outcome = eval(queries, "--format json").exits(0).json();
    assert_eq!(outcome["queries"][0]["miss"], Value::Null);
    assert_eq!(outcome["queries"][1]["miss"], "section");
    assert_eq!(outcome["measures"]["sections"], 0.5);
    eval(queries, "").has("another section of it is shown");
}

#[test]
fn what_got_worse_or_better_since_a_revision_is_told() {
    let world = library("undo release\trollback\nfetch tape\trestore\n");
    world.branch("before");
    let text = world.read("kb/rollback.md").replace("release", "deployment").replace("Undo", "End");
    world.write("kb/rollback.md", text);
    let outcome = world.run("eval --against before").exits(0);
    outcome.has("before  ").has("Worse than at before (").has("line 1: undo release");
    let json = world.run("eval --against before --format json").exits(0).json();
    assert_eq!(json["against"]["worse"], serde_json::json!([1]));
    assert_eq!(json["against"]["better"], serde_json::json!([]));
    world.add_commit(date(2026, 10, 2));
    world.reset_to("before");
    let better = world.run("eval --against HEAD").exits(0);
    better.has("No query is answered worse or better than at HEAD (").has_not("(0)");
    world.run("eval --against nowhere").exits(2).says("no such branch, tag or commit");
}

#[test]
fn other_queries_can_be_asked_and_nothing_of_them_steers_the_terminal() {
    let world = library("a\t-\n").file("../other.tsv", "undo\u{1b}[2J\trestore\n");
    let outcome = world.run("eval --file ../other.tsv").exits(0);
    outcome.has("1 judged query of ../other.tsv").has_not("\u{1b}");
}
