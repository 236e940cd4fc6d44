//! Which sections are held against the front matter, and that many are no burden.

use crate::rules::testing::Library;

const RULE: &str = "license-section-mismatch";

fn count(front: &str, body: &str) -> usize {
    let text = format!("---\n{front}\n---\n{body}");
    Library::own().article("kb/a.md", &text).findings(RULE).len()
}

#[test]
fn the_licence_of_the_article_or_of_a_part_agrees_with_any_section() {
    let front = "license: CC-BY-4.0\ncode_license: MIT\nsources:\n  - title: T\n    license: \
                 Apache-2.0";
    let section = |license: &str| format!("# License\n\n{license}\n\n");
    for ours in ["CC-BY-4.0", "MIT", "Apache-2.0"] {
        assert_eq!(count(front, &section(ours)), 0, "{ours}");
    }
    let both = section("MIT") + &section("CC0-1.0") + &section("Apache-2.0") + &section("0BSD");
    assert_eq!(count(front, &both), 2);
}

#[test]
fn ten_thousand_sections_and_a_hundred_parts_are_read_in_one_pass() {
    let source = "\n  - title: T\n    license: Apache-2.0 OR (MIT AND CC-BY-SA-4.0)";
    let front = format!("license: CC-BY-4.0\nsources:{}", source.repeat(100));
    assert_eq!(count(&front, &"# License\nCC-BY-4.0\n".repeat(10_000)), 0);
    assert_eq!(count(&front, &("# License\nMIT\n".repeat(9_999) + "# License\n0BSD\n")), 1);
}
