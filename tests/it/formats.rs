//! Output for machines: annotations of GitHub Actions, SARIF, one line a finding.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

#[test]
fn annotations_name_file_place_and_rule_worst_first_and_the_text_follows() {
    let world = World::new()
        .article("good", "review: {on: 2025-01-01, by: [B. Reader], every: 6 months}\n", "Text.")
        .article("bad", "", "See [it](gone.md).")
        .commit(date(2026, 10, 1));
    world.run("check --format github").exits(1).prints(expect![[r#"
        ::error file=kb/bad.md,title=broken-link,line=13,endLine=13,col=10,endColumn=17::`gone.md` leads to no file; remove the link, or create `kb/gone.md`
        ::warning file=kb/good.md,title=review-overdue,line=9,endLine=9,col=14,endColumn=24::review is 510 days overdue; look at the article, and record it with `kb review good`
        error[broken-link]: `gone.md` leads to no file
          --> kb/bad.md:13:10
           |
        13 | See [it](gone.md).
           |          ^^^^^^^
           |
           = help: remove the link, or create `kb/gone.md`

        warning[review-overdue]: review is 510 days overdue
         --> kb/good.md:9:14
          |
        9 | review: {on: 2025-01-01, by: [B. Reader], every: 6 months}
          |              ^^^^^^^^^^
          |
          = help: look at the article, and record it with `kb review good`

        1 article awaits a first review: kb stale --state unreviewed
        2 articles: 1 error, 2 warnings · why: kb explain broken-link
    "#]]);
}

#[test]
fn of_more_than_ten_of_a_level_the_number_is_told_and_the_text_is_below() {
    let world = |number: usize| {
        let links: String = (0..number).map(|at| format!("[x](gone{at}.md)\n\n")).collect();
        World::foreign().file("a.md", links).commit(date(2026, 1, 1))
    };
    let ten = world(10).run("check --format github").exits(1).has_not("GitHub shows");
    assert_eq!(ten.out.matches("::error ").count(), 10);
    let eleven = world(11).run("check --format github").exits(1);
    assert_eq!(eleven.out.matches("::error ").count(), 10);
    assert_eq!(eleven.out.matches("\nerror[broken-link]: ").count(), 11);
    eleven.has("\nGitHub shows 10 annotations of a level; not among them: 1 error\n");
}

#[test]
fn what_awaits_a_first_review_is_no_annotation() {
    let world = World::new().article("new", "", "Text.").commit(date(2026, 10, 1));
    world
        .run("check --format github")
        .exits(0)
        .has_not("::")
        .has("1 article awaits a first review");
    world
        .run("check --format github -v")
        .exits(0)
        .has("::warning file=kb/new.md,title=review-missing");
}

/// The orders that the runner would take from `out`, after
/// <https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs>.
fn orders(out: &str) -> Vec<&str> {
    let is_order = |line: &&str| line.trim().starts_with("::") && line.trim()[2..].contains("::");
    out.lines().filter(|line| is_order(line) || line.contains("##[")).collect()
}

#[test]
fn no_name_of_a_file_and_no_text_can_give_the_runner_a_command() {
    let hostile = "::set-env name=A::b, %0A##[add-path]x.md";
    let links: String = (0..12)
        .map(|at| format!("[x](<::stop-commands::{at}##[error]>)\n::add-mask::x\n\n"))
        .collect();
    let text = format!("::error::x\n##[error]x\n\n{links}");
    let world = World::foreign().file(hostile, text).commit(date(2026, 1, 1));
    for flags in ["", "--color always"] {
        let outcome = world.run(&format!("check --format github {flags}"));
        let ours = "::error file=%3A%3Aset-env name=A%3A%3Ab%2C %250A##[add-path]x.md,title=";
        let orders = orders(&outcome.out);
        assert_eq!(orders.len(), 10, "{orders:?}");
        assert!(orders.iter().all(|order| order.starts_with(ours)), "{orders:?}");
        outcome.has("::stop-commands::11##\u{2060}[error]");
    }
}

#[test]
fn paths_count_from_the_root_of_the_repository_as_github_counts_them() {
    let world = World::foreign()
        .file("docs/library/kb.toml", "[rules]\nfront-matter = \"off\"\nreview = \"off\"\n")
        .file("docs/library/kb/a.md", "[x](gone.md)\n")
        .commit(date(2026, 1, 1));
    let outcome = world.run("-C docs/library check --format github");
    outcome.exits(1).has("::error file=docs/library/kb/a.md,title=broken-link,line=1,");
}

#[test]
fn one_line_a_finding_with_place_level_code_and_name() {
    let world = World::new()
        .article("good", "review: {on: 2025-01-01, by: [B. Reader], every: 6 months}\n", "Text.")
        .article("bad", "", "See [it](gone.md).")
        .file("kb/bad/good.md", "---\n---\n")
        .commit(date(2026, 10, 1));
    world.run("check --format concise").exits(1).prints(expect![[r#"
        kb/bad.md:13:10: error KB401 broken-link: `gone.md` leads to no file; remove the link, or create `kb/gone.md`
        kb/bad/good.md:1:1: error KB106 missing-field: the required fields `title`, `type`, `summary`, `authors` and `license` are missing; add `title: …`, `type: …`, `summary: …`, `authors: …` and `license: …` to the front matter
        kb/good.md:1:1: error KB114 duplicate-id: the id `good` is taken; rename this file: its name is the id, and an id means one article for ever
        kb/good.md:9:14: warning KB302 review-overdue: review is 510 days overdue; look at the article, and record it with `kb review good`
        2 articles await a first review: kb stale --state unreviewed
        3 articles: 3 errors, 3 warnings · why: kb explain broken-link
    "#]]);
}

/// A library with one error.
fn faulty() -> World {
    World::foreign().file("a.md", "[x](gone.md)\n").commit(date(2026, 1, 1))
}

#[test]
fn the_format_is_githubs_inside_github_actions_and_humans_elsewhere() {
    let is_githubs = |world: World, command: &str| world.run(command).out.starts_with("::error ");
    assert!(!is_githubs(faulty(), "check"));
    assert!(is_githubs(faulty().variable("GITHUB_ACTIONS", "true"), "check"));
    assert!(is_githubs(faulty().variable("GITHUB_ACTIONS", "true"), "check --format auto"));
    assert!(!is_githubs(faulty().variable("GITHUB_ACTIONS", "false"), "check"));
    assert!(!is_githubs(faulty().variable("GITHUB_ACTIONS", ""), "check"));
    assert!(!is_githubs(faulty().variable("GITHUB_ACTIONS", "true"), "check --format human"));
    assert!(is_githubs(faulty(), "check --format github"));
}

#[test]
fn the_tables_are_added_to_the_summary_of_the_step() {
    let world = faulty().file("../summary.md", "# Before\n").variable("GITHUB_ACTIONS", "true");
    let file = world.root().join("../summary.md").display().to_string();
    let world = world.variable("GITHUB_STEP_SUMMARY", &file);
    world.run("check").exits(1);
    let table = world.run("check --format summary").exits(1).out;
    assert_eq!(world.read("../summary.md"), format!("# Before\n{table}"));
    world.run("check --format human").exits(1);
    world.run("check --format json").exits(1);
    assert_eq!(world.read("../summary.md"), format!("# Before\n{table}"));
}

#[test]
fn a_summary_that_is_full_or_cannot_be_written_leaves_the_findings() {
    let world = faulty().variable("GITHUB_ACTIONS", "true");
    let folder = world.root().display().to_string();
    let world = world.variable("GITHUB_STEP_SUMMARY", &folder);
    world.run("check").exits(1).has("\nerror[broken-link]: ").says("\nnote: cannot write `");
    let full = "x".repeat(1024 * 1024);
    let world = world.file("../summary.md", &full);
    let file = world.root().join("../summary.md").display().to_string();
    let world = world.variable("GITHUB_STEP_SUMMARY", &file);
    world.run("check").exits(1);
    assert_eq!(world.read("../summary.md").len(), full.len());
}

#[test]
fn sarif_tells_place_rule_fingerprint_and_fix() {
    let world = World::foreign()
        .file("docs/library/kb.toml", "name = \"x\"\n")
        .article("../docs/library/kb/one", "licence: MIT\nlicence: MIT\n", "See [it](gone.md).")
        .commit(date(2026, 1, 1));
    let log = world.run("-C docs/library check --format sarif").exits(1).json();
    let run = &log["runs"][0];
    assert_eq!(log["version"], "2.1.0");
    let results = run["results"].as_array().expect("a list");
    let linked = results.iter().find(|result| result["ruleId"] == "KB401").expect("it is told");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("a list");
    let rule = rules.iter().find(|rule| rule["id"] == "KB401").expect("it is described");
    let index = rules.iter().position(|it| it == rule);
    assert_eq!(Some(linked["ruleIndex"].clone()), index.map(Into::into));
    assert_eq!(rule["name"], "broken-link");
    assert!(rule["help"]["markdown"].as_str().is_some_and(|text| text.contains("\n## Why\n")));
    let place = &linked["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "docs/library/kb/one.md");
    assert_eq!(place["region"]["startLine"], 15);
    let json = world.run("-C docs/library check --format json").exits(1).json();
    let findings = json["findings"].as_array().expect("a list");
    let same = findings.iter().find(|finding| finding["code"] == "KB401").expect("it is told");
    assert_eq!(linked["partialFingerprints"]["kbFinding/v1"], same["fingerprint"]);
    let doubled = results.iter().find(|result| result["ruleId"] == "KB104").expect("it is told");
    assert_eq!(doubled["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 9);
}

/// A library in a folder of its repository, with an error, a warning and an info.
fn varied() -> World {
    let config = "[rules]\nlicense = \"off\"\nreview = \"off\"\nlink-case = \"info\"\n\
                  broken-anchor = \"warning\"\nfront-matter = \"off\"\n";
    World::foreign()
        .file("lib/kb.toml", config)
        .file("lib/kb/a.md", "é [x](gone.md) [x](gone.md) [y](#none) [z](A.md)\n")
        .commit(date(2026, 1, 1))
}

#[test]
fn gitlab_tells_each_finding_by_its_fingerprint_from_the_root_of_the_repository() {
    let issues = varied().run("-C lib check --format gitlab -v").exits(1).json();
    let json = varied().run("-C lib check --format json").exits(1).json();
    let findings = json["findings"].as_array().expect("a list");
    let issues = issues.as_array().expect("a list");
    assert_eq!(issues.len(), 4);
    for (issue, finding) in issues.iter().zip(findings) {
        assert_eq!(issue["fingerprint"], finding["fingerprint"]);
        assert_eq!(issue["check_name"], finding["rule"]);
        assert_eq!(issue["location"]["path"], "lib/kb/a.md");
        assert_eq!(issue["location"]["lines"]["begin"], finding["line"]);
    }
    let severities: Vec<_> = issues.iter().filter_map(|issue| issue["severity"].as_str()).collect();
    assert_eq!(severities, ["major", "major", "minor", "info"]);
    assert_ne!(issues[0]["fingerprint"], issues[1]["fingerprint"]);
    assert_eq!(World::new().run("check --format gitlab").exits(0).out, "[]\n");
}

#[test]
fn reviewdog_gets_columns_in_bytes() {
    let all = varied().run("-C lib check --format rdjson").exits(1).json();
    let diagnostics = all["diagnostics"].as_array().expect("a list");
    let severities: Vec<_> = diagnostics.iter().filter_map(|it| it["severity"].as_str()).collect();
    assert_eq!(severities, ["ERROR", "ERROR", "WARNING"]);
    let start = &diagnostics[0]["location"]["range"]["start"];
    assert_eq!((&start["line"], &start["column"]), (&1.into(), &8.into()));
    assert_eq!(diagnostics[0]["code"]["value"], "broken-link");
    assert_eq!(
        World::new().run("check --format rdjson").exits(0).json()["diagnostics"],
        serde_json::json!([])
    );
}

#[test]
fn junit_fails_for_errors_alone() {
    let xml = varied().run("-C lib check --format junit -v").exits(1).out;
    let head =
        "<testsuites name=\"kb check\" tests=\"4\" failures=\"2\" errors=\"0\" skipped=\"2\">";
    assert_eq!(xml.lines().nth(1), Some(head));
    let hostile = World::foreign().file("<&\">.md", "[x](gone.md)\n").commit(date(2026, 1, 1));
    hostile.run("check --format junit").exits(1).has("<testsuite name=\"&lt;&amp;&quot;&gt;.md\" ");
}

#[test]
fn json_lines_are_the_json_line_by_line_and_end_with_the_sum() {
    let json = varied().run("-C lib check --format json").exits(1).json();
    let out = varied().run("-C lib check --format json-lines").exits(1).out;
    let settings = kb::domain::settings::Settings::unconfigured("library");
    let schemas = kb::render::json::schemas::schemas(&kb::parse::schema::common(), &settings);
    let (_, schema) =
        schemas.iter().find(|(name, _)| *name == "check-line.v1.schema.json").expect("it is made");
    let schema = serde_json::from_str(schema).expect("it is JSON");
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let mut kinds = Vec::new();
    for (index, line) in out.lines().enumerate() {
        let mut line: serde_json::Value = serde_json::from_str(line).expect("each line is JSON");
        assert!(validator.is_valid(&line), "{line}");
        let object = line.as_object_mut().expect("each line is an object");
        assert_eq!(object.remove("schema"), Some("kb.check-line.v1".into()));
        let kind = object.remove("kind").expect("each line says what it is");
        if kind == "summary" {
            assert_eq!(object.remove("notes").as_ref(), Some(&json["notes"]));
        }
        let same = if kind == "summary" { &json["summary"] } else { &json["findings"][index] };
        assert_eq!(&line, same);
        kinds.push(kind);
    }
    assert_eq!(kinds, ["finding", "finding", "finding", "finding", "summary"]);
}

#[test]
fn a_failure_is_json_where_json_was_asked_for() {
    for format in ["--format json", "--format=json", "--format json-lines", "--format=json-lines"] {
        let outcome = varied().run(&format!("-C lib check {format} --rule nothing")).exits(2);
        assert_eq!(outcome.json()["schema"], "kb.failure.v1");
        assert_eq!(outcome.out.lines().count(), 1);
    }
    let outcome = varied().run("-C lib check --format sarif --rule nothing").exits(2);
    assert_eq!(outcome.out, "");
    outcome.says("error: there is no rule `nothing`");
}
