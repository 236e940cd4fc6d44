//! `kb explain --license A --into B`: what the matrix says, every cell of it.

use std::path::Path;

use expect_test::expect;
use kb::domain::source::Relation;
use kb::license::asked;
use kb::license::explain::answers;

use super::world::World;

/// The records of a table as it is embedded: source, target, verdict, reason, reference.
fn records(name: &str) -> Vec<[String; 5]> {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/license").join(name);
    let table = csv::Reader::from_path(place).expect("the table is there");
    let cells = |record: csv::StringRecord| [0, 1, 2, 3, 4].map(|at| record[at].to_owned());
    table.into_records().map(|record| cells(record.expect("it is a table"))).collect()
}

#[test]
fn every_cell_of_both_tables_is_explained_as_the_table_says() {
    let mut cells = 0;
    for (name, relations) in [
        ("adaptation.csv", &[Relation::Adapted, Relation::Translated][..]),
        ("verbatim.csv", &[Relation::Excerpt]),
    ] {
        for [source, target, verdict, reason, reference] in records(name) {
            let license = asked::source(&source).expect("every source can be asked about");
            let into = asked::target(&target).expect("every target can be asked about");
            let found = answers(Some(&license), Some(&into), relations);
            assert_eq!(found.len(), relations.len(), "{source} into {target}");
            for answer in found {
                let said = [answer.verdict.name(), &answer.reason, &answer.reference];
                assert_eq!(said, [&verdict, &reason, &reference], "{source} into {target}");
                assert_eq!((&answer.license, &answer.into), (&source, &target));
                assert_eq!(answer.decided_by, None);
            }
            cells += 1;
        }
    }
    assert_eq!(cells, 2 * 24 * 19);
}

#[test]
fn a_pair_is_explained_with_what_works_instead() {
    let world = World::folder();
    world.run("explain --license \"CC BY-SA 4.0\" --into CC-BY-4.0").exits(0).prints(expect![[
        r#"
        `CC BY-SA 4.0` is read as `CC-BY-SA-4.0`.
        adapted: forbidden · CC-BY-SA-4.0 into CC-BY-4.0
          The matrix says: Adapter licence must be BY-SA 4.0 or later, or a listed BY-SA
          Compatible License.
          Reference: CC-BY-SA-4.0 legal code s.3(b)(1)
          What works: an article under CC-BY-SA-4.0, GPL-3.0-only, LAL-1.3.

        excerpt: conditions · CC-BY-SA-4.0 into CC-BY-4.0
          The matrix says: keep as a separate, marked part (own heading/blockquote/file)
          under its own licence: effective expression CC-BY-4.0 AND CC-BY-SA-4.0;
          integral whole must stay a collection, not a remix.
          Reference: CC-BY-SA-4.0 legal code s.2(a)(1)(A), s.3(a); s.3(b) applies to
          Adapted Material only; CC FAQ 'If I create a collection that includes a work
          offered under a CC license...'
          The article as a whole is then under CC-BY-4.0 AND CC-BY-SA-4.0
          Name `title`, `authors`, `url` or `article`, `license` and `part`, the heading
          under which the passage stands, unchanged and marked.

        The matrix is the policy of a linter, with a reference for each verdict, not
        legal advice.
    "#
    ]]);
}

#[test]
fn where_nothing_works_the_other_ways_are_named() {
    let world = World::folder();
    let outcome = world.run("explain --license CC-BY-ND-4.0 --into MIT --relation translated");
    outcome.exits(0).prints(expect![[r#"
        translated: forbidden · CC-BY-ND-4.0 into MIT
          The matrix says: Adaptations may be produced privately but not Shared; a
          merged article is Shared.
          Reference: CC-BY-ND-4.0 legal code s.2(a)(1)(B), s.3(a)
          What works: no licence that the matrix knows; quote it briefly (`quotation`),
          use its ideas in your own words (`inspired-by`), or ask for a written
          permission.

        The matrix is the policy of a linter, with a reference for each verdict, not
        legal advice.
    "#]]);
}

#[test]
fn a_quotation_needs_no_licence_and_asks_for_something_else() {
    let world = World::folder();
    for relation in ["quotation", "inspired-by", "cites"] {
        let outcome = world.run(&format!("explain --license NONE --relation {relation}")).exits(0);
        outcome
            .has(&format!("{relation}: no licence needed"))
            .has("ame `title`")
            .has_not("forbidden");
    }
    let json = world.run("explain --license MIT --relation quotation --format json").json();
    assert_eq!(json["answers"], serde_json::json!([]));
    assert_eq!(json["relations"][0]["needs_license"], false);
}

#[test]
fn one_licence_alone_gives_a_table() {
    let world = World::folder();
    world.run("explain --into CC-BY-4.0").exits(0).prints(expect![[r#"
        into CC-BY-4.0

        source under       adapted     excerpt
        ─────────────────  ──────────  ──────────
        CC0-1.0            ok          ok
        CC-PDM-1.0         ok          ok
        CC-BY-3.0          conditions  conditions
        CC-BY-4.0          conditions  conditions
        OGL-UK-3.0         ok          conditions
        MIT                conditions  conditions
        Apache-2.0         conditions  conditions
        CC-BY-SA-2.5       forbidden   conditions
        CC-BY-SA-3.0       forbidden   conditions
        CC-BY-SA-4.0       forbidden   conditions
        CC-BY-NC-4.0       forbidden   forbidden
        CC-BY-NC-SA-3.0    forbidden   forbidden
        CC-BY-NC-SA-4.0    forbidden   forbidden
        CC-BY-ND-3.0       forbidden   review
        CC-BY-ND-4.0       forbidden   conditions
        CC-BY-NC-ND-4.0    forbidden   forbidden
        GFDL-1.3-only      forbidden   review
        GFDL-1.3-or-later  forbidden   review
        GPL-3.0-only       forbidden   review
        GPL-3.0-or-later   forbidden   review
        LAL-1.3            forbidden   conditions
        LicenseRef-*       forbidden   review
        NOASSERTION        forbidden   review
        NONE               forbidden   review

        why, with all reasons: the same with --relation; for one pair: kb explain
        --license A --into B

        The matrix is the policy of a linter, with a reference for each verdict, not
        legal advice.
    "#]]);
    let json = world.run("explain --license LicenseRef-* --format json").exits(0).json();
    assert_eq!(json["schema"], "kb.explain-license.v1");
    assert_eq!(json["answers"].as_array().map(Vec::len), Some(2 * 19));
    assert_eq!(json["answers"][0]["license"], "LicenseRef-*");
    let narrow = World::folder().terminal(60);
    let narrow = narrow.run("explain --license MIT --relation adapted --color never --no-pager");
    narrow.exits(0).has("\nCC-BY-4.0          conditions  Keep copyright and");
}

#[test]
fn no_line_is_wider_than_the_screen() {
    for width in [60, 100] {
        let world = World::folder().terminal(width);
        for command in ["--license LAL-1.3 --into CC0-1.0", "--license MIT", "--into MIT"] {
            let command = format!("explain {command} --color never --no-pager");
            let out = world.run(&command).exits(0).out;
            let widest = out.lines().map(|line| line.chars().count()).max();
            assert!(widest.is_some_and(|columns| columns <= width), "{width}: {out}");
        }
    }
}

#[test]
fn what_is_no_licence_is_told_with_the_choice_and_exits_2() {
    let world = World::folder();
    world.run("explain --license GPLv3").exits(2).says("`GPL-3.0-only` or `GPL-3.0-or-later`");
    world.run("explain --into none").exits(2).says("cannot read `none` as a licence");
    world.run("explain KB201 --license MIT").exits(2).says("cannot be used with");
    let outcome = world.run("explain --license \u{1b}[31mx --format json").exits(2);
    assert_eq!(outcome.json()["schema"], "kb.failure.v1");
    assert!(!outcome.out.contains('\u{1b}'), "{}", outcome.out);
}

#[test]
fn what_machines_get_is_what_the_schemas_say() {
    let sources = "sources: [{relation: excerpt, title: T, url: \"https://example.org\", license: \
                   MIT}, {relation: adapted, article: a, permission: p}]\n";
    let world = World::new().article("a", sources, "Text.");
    for (name, commands) in [
        (
            "explain-license",
            &["explain --license \"MIT OR CC BY 4.0\" --into MIT", "explain --into MIT"][..],
        ),
        ("list", &["list", "list --group-by license", "list --group-by source"]),
        ("list", &["list --group-by verdict"]),
        ("show", &["show a", "show a#in-practice"]),
    ] {
        let place = format!("{}/schemas/{name}.v1.schema.json", env!("CARGO_MANIFEST_DIR"));
        let schema = std::fs::read_to_string(place).expect("the schema is there");
        let schema = serde_json::from_str(&schema).expect("it is JSON");
        let validator = jsonschema::validator_for(&schema).expect("it is a schema");
        for command in commands {
            let json = world.run(&format!("{command} --format json")).exits(0).json();
            assert!(validator.is_valid(&json), "{command}: {json}");
        }
    }
}
