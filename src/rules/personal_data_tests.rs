//! Where personal data are told: everywhere but where people sign.

use super::*;
use crate::rules::testing::Library;

const RULE: &str = "personal-data";
const MAIL: &str = "maria.lopez@northbridge.gov";

#[track_caller]
fn check(library: Library, text: &str, expected: usize) {
    let findings = library.article("kb/a.md", text).findings(RULE);
    assert_eq!(findings.len(), expected, "{text}");
    for finding in findings {
        assert!(finding.is_masked && !finding.subject.contains("northbridge"));
    }
}

#[test]
fn prose_code_and_destinations_count() {
    check(Library::own(), &format!("Write to {MAIL}.\n"), 1);
    check(Library::own(), &format!("```\nFrom: {MAIL}\n```\n"), 1);
    check(Library::own(), &format!("[write](mailto:{MAIL})\n"), 1);
}

#[test]
fn fields_that_say_whose_work_it_is_do_not_count_and_others_do() {
    for field in ["authors", "owner", "author", "contact_email"] {
        check(Library::foreign(&[]), &format!("---\n{field}: Maria <{MAIL}>\n---\n"), 0);
        check(Library::foreign(&[]), &format!("---\n{field}: A\n---\nSee {MAIL}\n"), 1);
    }
    check(Library::own(), &format!("---\nsummary: ask {MAIL}\nauthors: [A]\n---\n"), 1);
    check(Library::own(), &format!("---\nauthors: [A]\nsummary: ask {MAIL}\n---\n"), 1);
    check(Library::own(), "---\nowner: +49 30 901820-17\n---\n", 1);
}

#[test]
fn one_value_is_one_finding() {
    check(Library::own(), &format!("{MAIL} and {MAIL}\n"), 1);
    check(Library::own(), &format!("{MAIL} and maria.roe@northbridge.gov\n"), 2);
}

#[test]
fn what_lies_in_something_else_is_told_once() {
    check(Library::own(), "desk.maria@db01.northbridge.corp\n", 1);
    check(Library::own(), "Tel.: +49 30 901820-17\n", 1);
    check(Library::own(), "Tel. 030 901820-17\n", 1);
}

#[test]
fn beginnings_alone_cost_little_and_harm_nothing() {
    for part in [
        "@", "+1", "1.", "a@a.", "a.local", "2001:", "DE02 ", "tel:", "é.", "+4 9", "*. ",
        "Tel*.*0",
    ] {
        let text = part.repeat(200_000 / part.len());
        assert!(find(&text).len() < 2, "{part}");
    }
}

/// Parts that begin, go on and end what is looked for, with characters of several bytes.
const PARTS: [&str; 34] = [
    "@",
    "+",
    ":",
    ".",
    "-",
    "_",
    "é",
    "…",
    "\u{0}",
    "\n",
    " ",
    "(0)",
    "0",
    "49",
    "1",
    "2001:",
    "::",
    "maria",
    "lopez",
    "gmail.com",
    "local",
    "corp",
    "//",
    "DE02",
    "1203",
    "tel",
    "eyJ",
    "AKIA",
    "ghp_",
    "-----BEGIN ",
    "PRIVATE KEY-----",
    "-----END ",
    "\\n",
    "a7",
];

#[test]
fn any_mixture_is_looked_at_without_harm_and_found_in_order() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).expect("it is below a small number")
    };
    for _ in 0..20_000 {
        let length = 1 + next(14);
        let text: String = (0..length).map(|_| PARTS[next(PARTS.len())]).collect();
        let secrets = crate::rules::secret_shapes::find(&text, jiff::civil::date(2026, 11, 23));
        let secrets: Vec<Span> = secrets.into_iter().map(|secret| secret.span).collect();
        let personal: Vec<Span> = find(&text).into_iter().map(|(span, _)| span).collect();
        for spans in [secrets, personal] {
            assert!(spans.iter().all(|span| text.get(span.range()).is_some()), "{text:?}");
            assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{text:?}");
        }
    }
}
