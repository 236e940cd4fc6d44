//! What each relation and each family of licences asks for, and where a part stands.

use crate::domain::finding::Level;
use crate::rules::testing::Library;

const RULE: &str = "missing-attribution";

fn library(source: &str, body: &str) -> Library {
    let text = format!("---\nlicense: CC-BY-SA-4.0\nsources:\n  - {source}\n---\n{body}");
    Library::own().article("kb/a.md", &text)
}

/// The fields that a credit lacks, required ones first, advised ones after a bar.
#[track_caller]
fn lacks(source: &str, expected: &str) {
    let found = library(source, "").findings(RULE);
    let fields = |level: Level| {
        let said = found.iter().filter(|finding| finding.level == level);
        let fields = said.map(|finding| {
            let (_, fields) = finding.message.rsplit_once("with").expect("it says what is lacking");
            fields.trim_start_matches("out").replace(['`', ',', ' '], "|")
        });
        fields.collect::<String>()
    };
    let words = |fields: String| {
        let words = fields.split('|').filter(|word| !matches!(*word, "" | "and"));
        words.map(str::to_owned).collect::<Vec<_>>().join(" ")
    };
    let said = format!("{} | {}", words(fields(Level::Error)), words(fields(Level::Warning)));
    assert_eq!(said.trim(), expected, "{source}");
}

const NAMED: &str = "title: T, authors: [A. Sample], url: https://example.org";

#[test]
fn a_fact_asks_for_nothing_and_an_idea_for_a_name() {
    lacks("{relation: cites}", "|");
    lacks("{relation: inspired-by}", "title |");
    lacks("{relation: inspired-by, title: T}", "|");
    lacks("{relation: inspired-by, url: https://example.org}", "|");
}

#[test]
fn a_title_is_required_up_to_3_0_and_advised_in_4_0() {
    let source = |id: &str| {
        format!(
            "{{relation: adapted, authors: [A. Sample], url: https://example.org, license: {id}}}"
        )
    };
    lacks(&source("CC-BY-3.0"), "title |");
    lacks(&source("CC-BY-SA-2.5"), "title |");
    lacks(&source("CC-BY-4.0"), "| title");
    lacks(&source("CC0-1.0"), "| title");
}

#[test]
fn adapted_text_needs_author_place_and_licence() {
    lacks("{relation: adapted, title: T}", "authors url license |");
    lacks(&format!("{{relation: adapted, {NAMED}}}"), "license |");
    lacks(&format!("{{relation: adapted, {NAMED}, license: CC-BY-4.0}}"), "|");
    let printed = "title: T, authors: [A. Sample], locator: p. 12, license: CC-BY-4.0";
    lacks(&format!("{{relation: adapted, {printed}}}"), "|");
}

#[test]
fn who_asked_not_to_be_named_and_whom_a_notice_names_are_credited() {
    let rest = "title: T, url: https://example.org, license: CC-BY-4.0";
    let withheld = "authors: [{name: withheld, reason: requested}]";
    lacks(&format!("{{relation: adapted, {rest}, {withheld}}}"), "|");
    lacks(&format!("{{relation: adapted, {rest}, copyright: 2021 Example Ltd}}"), "|");
    lacks(&format!("{{relation: adapted, {rest}, attribution: By Example Ltd}}"), "|");
    lacks(&format!("{{relation: adapted, {rest}}}"), "authors |");
}

#[test]
fn what_is_free_of_rights_needs_no_author() {
    let source = "{relation: adapted, title: T, url: https://example.org, license: CC0-1.0}";
    lacks(source, "|");
}

#[test]
fn notices_go_with_mit_and_the_statement_with_ogl() {
    lacks(&format!("{{relation: adapted, {NAMED}, license: MIT}}"), "copyright |");
    lacks(&format!("{{relation: adapted, {NAMED}, license: MIT, copyright: 2021 A. Sample}}"), "|");
    lacks(&format!("{{relation: adapted, {NAMED}, license: OGL-UK-3.0}}"), "attribution |");
    lacks(&format!("{{relation: adapted, {NAMED}, license: OGL-UK-3.0, attribution: Us}}"), "|");
}

#[test]
fn an_excerpt_and_a_quotation_name_their_part_and_a_translation_its_language() {
    lacks(&format!("{{relation: excerpt, {NAMED}, license: CC-BY-4.0}}"), "part |");
    lacks(&format!("{{relation: quotation, {NAMED}}}"), "part |");
    lacks(&format!("{{relation: translated, {NAMED}, license: CC-BY-4.0}}"), "| lang");
    lacks(&format!("{{relation: translated, {NAMED}, license: CC-BY-4.0, lang: de}}"), "|");
}

#[test]
fn an_article_of_the_library_brings_its_own_credit_along() {
    lacks("{relation: adapted, article: triage}", "|");
    lacks("{relation: excerpt, article: triage}", "part |");
}

#[test]
fn the_default_sentence_is_offered_in_the_form_the_source_is_written_in() {
    let fix = |source: &str| {
        let found = library(source, "").findings(RULE);
        let edit = found[0].fixes[0].edits[0].clone();
        let mut text = format!("---\nlicense: CC-BY-SA-4.0\nsources:\n  - {source}\n---\n");
        text.replace_range(edit.span.range(), &edit.text);
        text.lines().skip(3).map(str::to_owned).collect::<Vec<_>>()
    };
    let sentence = "attribution: \"Contains public sector information licensed under the Open Government \
         Licence v3.0.\"";
    let flow = format!("{{relation: adapted, {NAMED}, license: OGL-UK-3.0}}");
    assert_eq!(
        fix(&flow)[0],
        format!("  - {{relation: adapted, {NAMED}, license: OGL-UK-3.0, {sentence}}}")
    );
    let block = "relation: adapted\n    title: T\n    url: https://example.org\n    \
                 license: OGL-UK-3.0";
    assert_eq!(fix(block)[3..5], ["    license: OGL-UK-3.0".to_owned(), format!("    {sentence}")]);
}

#[test]
fn a_part_is_a_heading_by_its_text_or_its_anchor() {
    let check = |part: &str, count: usize| {
        let source =
            format!("{{relation: adapted, {NAMED}, license: CC-BY-4.0, part: \"{part}\"}}");
        let found = library(&source, "## The Checklist\n").findings(RULE);
        assert_eq!(found.len(), count, "{part}");
    };
    check("#the-checklist", 0);
    check("the-checklist", 0);
    check("The Checklist", 0);
    check("#checklist", 1);
}

#[test]
fn a_quotation_stands_in_a_block_quote_of_its_part() {
    let source = format!("{{relation: quotation, {NAMED}, part: \"#rules\"}}");
    let check = |body: &str, count: usize| {
        assert_eq!(library(&source, body).findings(RULE).len(), count, "{body}");
    };
    check("## Rules\n\n> Never.\n", 0);
    check("## Rules\n\n### First\n\n  > Never.\n", 0);
    check("## Rules\n\nNever.\n", 1);
    check("## Rules\n\nNever.\n\n## Next\n\n> Other.\n", 1);
}

#[test]
fn three_hundred_quotations_of_one_long_section_are_looked_up_once() {
    let source = format!("{{relation: quotation, {NAMED}, part: \"#rules\"}}");
    let sources = vec![source; 300].join("\n  - ");
    let count = |body: &str| library(&sources, body).findings(RULE).len();
    let long = format!("{}## Rules\n\n{}", "# Other\n".repeat(5_000), "Never.\n".repeat(100_000));
    assert_eq!(count(&format!("{long}> Always.\n")), 0);
    assert_eq!(count(&format!("{long}# Next\n\n> Always.\n")), 300);
}
