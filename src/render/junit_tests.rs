//! `JUnit` XML: well formed, whatever is found.

use expect_test::expect;

use super::*;
use crate::domain::outcome::{Skip, Skipped};
use crate::render::testing::{checked, findings, outcome};

fn written(findings: Vec<Finding>, unread: &[&str]) -> String {
    let mut outcome = outcome(findings);
    outcome.skipped.extend(unread.iter().map(|path| Skipped {
        path: ArticlePath::new(path),
        why: "went away".to_owned(),
        skip: Skip::Unread,
    }));
    let mut out = Vec::new();
    check(&mut out, &checked(&outcome)).expect("a vector takes every byte");
    String::from_utf8(out).expect("text in, text out")
}

#[test]
fn errors_fail_warnings_are_skipped_and_names_are_unique() {
    let mut all = findings(Level::Error, 2);
    all.extend(findings(Level::Warning, 1));
    all[2].place = None;
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="kb check" tests="4" failures="2" errors="1" skipped="1">
          <testsuite name="docs/a.md" tests="2" failures="2" errors="0" skipped="0">
            <testcase name="KB999 bad-text: this is bad" classname="docs/a.md" file="docs/a.md" line="1">
              <failure message="error: this is bad; make it good"/>
            </testcase>
            <testcase name="KB999 bad-text: this is bad (2)" classname="docs/a.md" file="docs/a.md" line="2">
              <failure message="error: this is bad; make it good"/>
            </testcase>
          </testsuite>
          <testsuite name="docs/kb.toml" tests="1" failures="0" errors="0" skipped="1">
            <testcase name="KB999 bad-text: this is bad" classname="docs/kb.toml" file="docs/kb.toml" line="1">
              <skipped message="warning: this is bad; make it good"/>
            </testcase>
          </testsuite>
          <testsuite name="docs/gone.md" tests="1" failures="0" errors="1" skipped="0">
            <testcase name="not checked" classname="docs/gone.md" file="docs/gone.md" line="1">
              <error message="it went away"/>
            </testcase>
          </testsuite>
        </testsuites>
    "#]].assert_eq(&written(all, &["gone.md"]));
}

#[test]
fn nothing_found_is_a_test_that_passed() {
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="kb check" tests="1" failures="0" errors="0" skipped="0">
          <testsuite name="kb check" tests="1">
            <testcase name="1 article" classname="kb check"/>
          </testsuite>
        </testsuites>
    "#]]
    .assert_eq(&written(Vec::new(), &[]));
}

#[test]
fn no_text_is_markup() {
    let mut all = findings(Level::Error, 1);
    all[0].message = "</testcase> & \"x\" 'y' ]]> \u{1b}[2J \u{0} \u{fffe} \u{ffff}\n".to_owned();
    let xml = written(all, &[]);
    let says =
        "&lt;/testcase&gt; &amp; &quot;x&quot; 'y' ]]&gt; \\u{1b}[2J \\u{0} \u{fffd} \u{fffd}\\n";
    assert_eq!(xml.matches(says).count(), 2, "{xml}");
}
