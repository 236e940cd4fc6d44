//! Where addresses are looked at, and what a fix leaves of them.

use crate::rules::testing::Library;

const RULE: &str = "tracking-or-affiliate-link";

#[track_caller]
fn check(body: &str, count: usize) {
    let library = Library::own().article("kb/a.md", &format!("---\ntitle: A\n---\n{body}\n"));
    assert_eq!(library.findings(RULE).len(), count, "{body}");
}

#[test]
fn links_bare_addresses_and_html_are_looked_at_and_code_is_not() {
    check("[a](https://a.example/?utm_source=b)", 1);
    check("See https://a.example/?utm_source=b.", 1);
    check("Write `https://a.example/?utm_source=b`.", 0);
    check("[a](https://a.example/?source=b)", 0);
}

#[test]
fn sources_are_looked_at_whatever_their_quotes() {
    let text = "---\ntitle: A\nsources:\n  - {title: B, url: \"https://a.example/?gclid=1&x=2\"}\n\
                \x20 - {title: C, url: https://a.example/?fbclid=1}\n---\n";
    let library = Library::own().article("kb/a.md", text);
    assert_eq!(library.findings(RULE).len(), 2);
    let fixed = library.fixed(RULE, "kb/a.md");
    assert!(fixed.contains("url: \"https://a.example/?x=2\"}"), "{fixed}");
    assert!(fixed.contains("url: https://a.example/}"), "{fixed}");
}

#[test]
fn what_somebody_earns_by_is_told_and_left_to_a_person() {
    let text = "[a](https://www.amazon.de/dp/1?tag=example-21&utm_source=b#c)\n";
    let library = Library::own().article("kb/a.md", text);
    library.says(
        RULE,
        "kb/a.md:1:5: warning[tracking-or-affiliate-link]: `tag` says who earns by this link
  help: write `https://www.amazon.de/dp/1#c`, or say under `disclosure` who earns
kb/a.md:1:5: warning[tracking-or-affiliate-link]: `utm_source` tells who sent the reader
  help: write `https://www.amazon.de/dp/1?tag=example-21#c`",
    );
    let fixed = library.fixed(RULE, "kb/a.md");
    assert_eq!(fixed, "[a](https://www.amazon.de/dp/1?tag=example-21#c)\n");
}
