//! Verdicts as findings, and text that is followed through the library.

use crate::domain::license_policy::Placed;
use crate::domain::source::Relation;
use crate::license::expression::parse;
use crate::license::matrix::{Terms, Use, Verdict, sources, targets};
use crate::license::statement::Statement;
use crate::rules::testing::Library;

fn article(license: &str, source: &str) -> String {
    format!("---\nlicense: {license}\nsources:\n  - {source}\n---\n## Part\n")
}

fn library(license: &str, source: &str) -> Library {
    Library::own().article("kb/a.md", &article(license, source))
}

#[test]
fn every_cell_of_both_tables_is_a_finding_or_none() {
    let written = |id: &str| id.replace('*', "Acme");
    for (relation, kind) in
        [(Relation::Adapted, Use::Adaptation), (Relation::Excerpt, Use::Verbatim)]
    {
        for source in sources().map(written) {
            let statement = Statement::read(&source).expect("the matrix has licences only");
            let mut all = Library::own();
            let mut expected = Vec::new();
            for (number, target) in targets().map(written).enumerate() {
                let relation = relation.name();
                let entry = format!("{{relation: {relation}, license: {source}}}");
                all = all.article(&format!("kb/a{number:02}.md"), &article(&target, &entry));
                let target = parse(&target).expect("the matrix has licences only");
                expected.push(statement.judge(&target, Terms::of(kind)).cell.verdict);
            }
            let count = |verdict| expected.iter().filter(|found| **found == verdict).count();
            let told = |rule| all.findings(rule).len();
            assert_eq!(told("incompatible-source"), count(Verdict::Forbidden), "{source}");
            assert_eq!(told("unclear-compatibility"), count(Verdict::Review), "{source}");
        }
    }
}

#[test]
fn relations_that_take_no_text_need_no_licence() {
    for relation in ["cites", "quotation", "inspired-by"] {
        let source = format!("{{relation: {relation}, license: CC-BY-NC-ND-4.0}}");
        library("CC-BY-4.0", &source).is_fine("incompatible-source");
    }
    library("CC-BY-4.0", "{license: CC-BY-NC-ND-4.0}").is_fine("incompatible-source");
    let derived = "---\nlicense: CC-BY-4.0\nderived_from: [{license: CC-BY-NC-ND-4.0}]\n---\n";
    let library = Library::own().article("kb/a.md", derived);
    assert_eq!(library.findings("incompatible-source").len(), 1);
}

#[test]
fn each_trap_names_its_way_out() {
    let way_out = |license: &str, source: &str| {
        let found = library(license, source).findings("incompatible-source");
        found[0].help.clone().expect("there is a way out")
    };
    let adapted = |id: &str| format!("{{relation: adapted, license: {id}}}");
    let excerpt = |id: &str| format!("{{relation: excerpt, license: {id}}}");
    // No derivatives: the passage may stay as it is, apart.
    assert_eq!(
        way_out("CC-BY-4.0", &adapted("CC-BY-ND-4.0")),
        "keep the passage unchanged in a part of its own (`relation: excerpt`), quote briefly \
         (`relation: quotation`), or use the idea alone, in own words (`relation: inspired-by`)"
    );
    // Non-commercial: the article takes it over.
    let help = way_out("CC-BY-4.0", &adapted("CC-BY-NC-4.0"));
    assert!(help.starts_with("put the article under `CC-BY-NC-4.0`, `CC-BY-NC-SA-4.0`"), "{help}");
    let help = way_out("CC-BY-4.0", &excerpt("CC-BY-NC-4.0"));
    assert!(help.starts_with("put the article under `CC-BY-NC-4.0`"), "{help}");
    assert!(!help.contains("inspired-by"), "{help}");
    // Share alike goes up only.
    let help = way_out("CC-BY-SA-3.0", &adapted("CC-BY-SA-4.0"));
    assert!(help.starts_with("put the article under `CC-BY-SA-4.0`,"), "{help}");
    // GFDL closed in 2009, GPL is one-way.
    let help = way_out("CC-BY-SA-4.0", &adapted("GFDL-1.3-only"));
    assert!(help.starts_with("put the article under `GFDL-1.3-only`,"), "{help}");
    let help = way_out("CC-BY-4.0", &adapted("GPL-3.0-or-later"));
    assert!(
        help.starts_with("put the article under `GPL-3.0-only` or `GPL-3.0-or-later`"),
        "{help}"
    );
    // The statement of the Open Government Licence is a condition.
    let help = way_out("CC0-1.0", &adapted("OGL-UK-3.0"));
    assert!(help.starts_with("put the article under `CC-BY-4.0`,"), "{help}");
    // Terms of one's own need a permission.
    for unknown in ["LicenseRef-Acme", "NOASSERTION", "NONE", "All rights reserved"] {
        let help = way_out("CC-BY-4.0", &adapted(unknown));
        assert!(help.starts_with("record a written permission"), "{help}");
    }
}

#[test]
fn a_licence_that_the_library_takes_is_offered_first() {
    let mut library = library("CC0-1.0", "{relation: adapted, license: CC-BY-4.0}");
    let allowed = ["CC0-1.0", "CC-BY-SA-4.0"];
    library.settings.license.allow =
        allowed.map(|id| Placed { value: id.to_owned(), span: None }).to_vec();
    let help = library.findings("incompatible-source")[0].help.clone().unwrap_or_default();
    assert!(help.starts_with("put the article under `CC-BY-SA-4.0`, `CC-BY-4.0`"), "{help}");
}

#[test]
fn a_permission_settles_it_if_its_file_is_there() {
    let source = "{relation: adapted, license: LicenseRef-Acme, permission: permissions/acme.txt}";
    let library = library("CC-BY-4.0", source);
    assert_eq!(library.findings("incompatible-source").len(), 1);
    library.other("permissions/acme.txt").is_fine("incompatible-source");
}

#[test]
fn a_library_for_non_commercial_use_takes_unchanged_parts_for_such_use() {
    let mut library = library("CC-BY-4.0", "{relation: excerpt, license: CC-BY-NC-4.0}");
    assert_eq!(library.findings("incompatible-source").len(), 1);
    library.settings.license.is_noncommercial = true;
    library.is_fine("incompatible-source");
}

#[test]
fn what_does_not_fit_is_told_once_where_it_first_does_not_fit() {
    let library = Library::own()
        .article("kb/a.md", &article("CC-BY-4.0", "{relation: adapted, license: CC-BY-ND-4.0}"))
        .article("kb/b.md", &article("CC-BY-4.0", "{relation: adapted, article: a}"))
        .article("kb/c.md", &article("CC-BY-4.0", "{relation: adapted, article: b}"));
    let found = library.findings("incompatible-source");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].place.as_ref().map(|place| place.path.lossy()).as_deref(), Some("kb/a.md"));
}

#[test]
fn what_fits_there_and_not_here_is_told_here_with_its_origin() {
    let part = "{relation: excerpt, license: CC-BY-ND-4.0, part: \"#part\"}";
    Library::own()
        .article("kb/a.md", &article("CC-BY-4.0", part))
        .article("kb/b.md", &article("CC-BY-4.0", "{relation: adapted, article: a}"))
        .article("kb/c.md", &article("CC-BY-4.0", "{relation: adapted, article: b}"))
        .says(
            "incompatible-source",
            "\
kb/b.md:4:34: error[incompatible-source]: the matrix says that text under `CC-BY-ND-4.0`, adapted, does not fit an article under `CC-BY-4.0`: Adaptations may be produced privately but not Shared; a merged article is Shared (CC-BY-ND-4.0 legal code s.2(a)(1)(B), s.3(a))
  note: kb/a.md:4:34: the text under `CC-BY-ND-4.0` came in here
  note: kb/b.md:2:10: the article is under `CC-BY-4.0`
  help: keep the passage unchanged in a part of its own (`relation: excerpt`), quote briefly (`relation: quotation`), or use the idea alone, in own words (`relation: inspired-by`)",
        );
}

#[test]
fn what_was_taken_from_another_part_brings_nothing_along() {
    let part = "{relation: excerpt, license: CC-BY-ND-4.0, part: \"#part\"}";
    let library = |name: &str| {
        let source = format!("{{relation: adapted, article: \"{name}\"}}");
        Library::own()
            .article("kb/a.md", &article("CC-BY-4.0", part))
            .article("kb/b.md", &article("CC-BY-4.0", &source))
    };
    library("a#other").is_fine("incompatible-source");
    assert_eq!(library("a#part").findings("incompatible-source").len(), 1);
}

#[test]
fn a_circle_ends_and_what_lies_in_it_is_judged_all_the_same() {
    let two = |id: &str| {
        let foreign = "{relation: adapted, license: CC-BY-ND-4.0}";
        let own = format!("{{relation: adapted, article: {id}}}");
        format!("---\nlicense: CC-BY-4.0\nsources:\n  - {foreign}\n  - {own}\n---\n")
    };
    let library = Library::own().article("kb/a.md", &two("b")).article("kb/b.md", &two("a"));
    assert_eq!(library.findings("incompatible-source").len(), 2);
}

#[test]
fn a_chain_of_thousands_of_articles_is_followed_to_its_end() {
    let mut library = Library::own().article("kb/a0.md", "---\nlicense: CC-BY-SA-4.0\n---\n");
    for number in 1..3_000 {
        let license = if number < 2_999 { "CC-BY-SA-4.0" } else { "CC-BY-4.0" };
        let source = format!("{{relation: adapted, article: a{}}}", number - 1);
        library = library.article(&format!("kb/a{number}.md"), &article(license, &source));
    }
    assert_eq!(library.findings("incompatible-source").len(), 1);
}

#[test]
fn a_draft_is_warned_only() {
    let text = "---\nstatus: draft\nlicense: CC-BY-4.0\nderived_from: [{license: NONE}]\n---\n";
    let found = Library::own().article("kb/a.md", text).findings("incompatible-source");
    assert_eq!(found[0].level, crate::domain::finding::Level::Warning);
}

#[test]
fn the_same_text_that_is_named_twice_is_told_once() {
    let text = "---\nlicense: CC-BY-4.0\nderived_from: [b, b]\nsources:\n  - {relation: adapted, \
                article: kb/b.md}\n---\n";
    let library = Library::own()
        .article("kb/a.md", text)
        .article("kb/b.md", "---\nlicense: CC-BY-SA-4.0\n---\n");
    assert_eq!(library.findings("incompatible-source").len(), 1);
}
