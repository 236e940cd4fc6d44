//! Tables: within their bounds, and nothing of a text is Markdown.

use expect_test::expect;

use super::*;
use crate::domain::finding::Place;
use crate::domain::outcome::{Skip, Skipped};
use crate::render::testing::{checked, finding, findings, outcome};

fn of(findings: Vec<Finding>, bytes_max: u64) -> String {
    summary(&checked(&outcome(findings)), bytes_max)
}

#[test]
fn findings_are_counted_by_rule_and_file_and_told_changed_lines_first() {
    let mut all = findings(Level::Warning, 2);
    all[1].is_on_changed_line = true;
    all.extend(findings(Level::Error, 1));
    expect![[r#"
        ## kb check: 1 error, 2 warnings

        1 article checked.

        | rule | level | findings | mended by `kb check --fix` |
        |---|---|--:|--:|
        | `bad-text` | error | 1 | 0 |
        | `bad-text` | warning | 2 | 0 |

        | file | errors | warnings | infos |
        |---|--:|--:|--:|
        | <code>docs/a.md</code> | 1 | 2 | 0 |

        <details>
        <summary>Every finding</summary>

        | place | finding |
        |---|---|
        | <code>docs/a.md&#58;2&#58;1</code> | warning `bad-text`: this is bad; make it good |
        | <code>docs/a.md&#58;1&#58;1</code> | error `bad-text`: this is bad; make it good |
        | <code>docs/a.md&#58;1&#58;1</code> | warning `bad-text`: this is bad; make it good |

        </details>
    "#]]
    .assert_eq(&of(all, BYTES_MAX));
    expect![[r#"
        ## kb check: 0 errors, 0 warnings

        1 article checked.
    "#]]
    .assert_eq(&of(Vec::new(), BYTES_MAX));
}

#[test]
fn what_is_not_told_is_counted() {
    let mut outcome = outcome(Vec::new());
    outcome.held_back = 2;
    outcome.known = 3;
    let skipped = |skip| Skipped { path: ArticlePath::new("b.md"), why: String::new(), skip };
    outcome.skipped = vec![skipped(Skip::Unread), skipped(Skip::Link)];
    let text = summary(&checked(&outcome), BYTES_MAX);
    let expected = "1 article checked, 2 suppressed, 3 in the baseline, **1 file not checked**.\n";
    assert!(text.ends_with(expected), "{text}");
}

#[test]
fn what_there_is_no_room_for_is_stated() {
    for bytes_max in (0..8_000).step_by(97) {
        let text = of(findings(Level::Error, 100), bytes_max);
        assert!(text.len() as u64 <= bytes_max, "{} of {bytes_max}", text.len());
        let told = text.matches("<code>docs/a.md&#58;").count();
        let stated = format!("{} more than there is room for", count(100 - told, "finding"));
        assert!(text.is_empty() || text.contains(&stated), "{bytes_max}: {text}");
        assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
    }
    assert!(!of(findings(Level::Error, 20), BYTES_MAX).contains("room"));
}

#[test]
fn twenty_five_thousand_findings_stay_within_what_github_takes() {
    let text = of(findings(Level::Error, 25_000), u64::MAX);
    assert!(text.len() as u64 <= BYTES_MAX);
    assert!(text.contains("more than there is room for"));
}

#[test]
fn no_text_is_markdown_or_html() {
    let hostile = "a|b`c [l](x) ![i](y) <img src=z> @team #1 **b** _e_ ~s~ $m$ \\| \u{1b}[2J\u{202e}\r\n| x |";
    let mut finding = finding("bad\n", 0..3);
    finding.message = hostile.to_owned();
    finding.help = Some(hostile.replace('`', ""));
    finding.place = Some(Place { path: ArticlePath::new(hostile), region: None });
    let text = of(vec![finding], BYTES_MAX);
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| <code>")).collect();
    assert_eq!(rows.len(), 2, "{text}");
    for (row, cells) in rows.iter().zip([4, 2]) {
        // A bar that ends a cell has no backslash before it.
        let bars = row.replace("\\\\", "").replace("\\|", "").matches('|').count();
        assert_eq!(bars, cells + 1, "{row}");
    }
    let mut parts = text.split('\\');
    let mut unescaped = parts.next().unwrap_or_default().to_owned();
    unescaped.extend(parts.flat_map(|part| part.chars().skip(1)));
    for markup in
        ["[l](", "![", "<img", "@team", " #1", "**b", " _e", "~s", "$m", "\u{1b}", "\u{202e}"]
    {
        assert!(!unescaped.contains(markup), "{markup}: {text}");
    }
}
