//! Codes and names of rules that were published: suppressions and scripts rely on them.

use kb::rules::RULES;

/// Published codes and names never change: this list only grows.
const PUBLISHED: &[(&str, &str)] = &[
    ("KB001", "not-utf8"),
    ("KB002", "byte-order-mark"),
    ("KB003", "mixed-line-endings"),
    ("KB004", "forbidden-character"),
    ("KB005", "mojibake"),
    ("KB006", "file-too-large"),
    ("KB007", "path-not-portable"),
    ("KB008", "merge-conflict"),
    ("KB009", "no-regular-file"),
    ("KB101", "missing-front-matter"),
    ("KB102", "unclosed-front-matter"),
    ("KB103", "yaml-syntax"),
    ("KB104", "duplicate-key"),
    ("KB105", "unsupported-yaml"),
    ("KB106", "missing-field"),
    ("KB107", "unknown-field"),
    ("KB108", "wrong-type"),
    ("KB109", "invalid-value"),
    ("KB110", "invalid-date"),
    ("KB111", "empty-value"),
    ("KB112", "field-order"),
    ("KB113", "id-mismatch"),
    ("KB114", "duplicate-id"),
    ("KB201", "unknown-license"),
    ("KB202", "license-not-allowed"),
    ("KB301", "review-missing"),
    ("KB302", "review-overdue"),
    ("KB303", "review-in-future"),
    ("KB304", "dates-inconsistent"),
    ("KB305", "author-is-only-reviewer"),
    ("KB307", "retired-without-successor"),
    ("KB308", "successor-broken"),
    ("KB311", "successor-cycle"),
    ("KB401", "broken-link"),
    ("KB402", "broken-anchor"),
    ("KB403", "link-case"),
    ("KB404", "links-to-retired"),
    ("KB405", "escapes-repository"),
    ("KB406", "undefined-reference"),
    ("KB407", "missing-alt-text"),
    ("KB408", "image-missing"),
    ("KB409", "ambiguous-anchor"),
    ("KB410", "insecure-or-shortened-url"),
    ("KB411", "vague-link-text"),
    ("KB412", "image-too-large"),
    ("KB413", "image-unused"),
    ("KB501", "title-mismatch"),
    ("KB502", "heading-skips-level"),
    ("KB503", "required-section"),
    ("KB504", "empty-section"),
    ("KB505", "placeholder-left"),
    ("KB506", "several-h1"),
    ("KB601", "undefined-term"),
    ("KB602", "non-preferred-term"),
    ("KB603", "glossary-duplicate"),
    ("KB701", "duplicate-article"),
    ("KB702", "near-duplicate"),
    ("KB703", "duplicate-title"),
    ("KB804", "secret"),
    ("KB805", "personal-data"),
    ("KB806", "claim-without-source"),
    ("KB807", "figure-without-year"),
    ("KB808", "old-figure"),
    ("KB809", "conflicting-figures"),
    ("KB901", "unknown-rule"),
    ("KB902", "unused-suppression"),
    ("KB903", "suppression-without-reason"),
    ("KB904", "stale-baseline-entry"),
];

#[test]
fn published_rules_are_still_there() {
    let rules: Vec<(&str, &str)> =
        RULES.iter().map(|rule| (rule.meta.code, rule.meta.name)).collect();
    for rule in PUBLISHED {
        assert!(rules.contains(rule), "{rule:?} is gone");
    }
}
