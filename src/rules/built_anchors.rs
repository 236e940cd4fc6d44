//! The anchors that a site builder gives to headings, where a git host gives others.
//!
//! Headings are gone once library rules run, so a page that a link may lead
//! into this way is read again; that happens only where its anchors lack one.

use std::collections::HashSet;

use crate::domain::slug::slug;

/// Lines with more bytes than this are taken for no heading.
const HEADING_MAX: usize = 400;

/// What a builder makes of the headings in `text`; `slugs` are those that a git host makes, and
/// tell which lines are headings.
pub(super) fn built(text: &str, slugs: &HashSet<&str>) -> HashSet<String> {
    let mut anchors = HashSet::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let next = lines.peek().map_or("", |next| next.trim_start());
        let may_be_heading = line.trim_start().starts_with('#') || next.starts_with(['=', '-']);
        if line.len() <= HEADING_MAX && may_be_heading {
            let heading = shown(line);
            if slugs.contains(slug(heading.trim()).as_str()) {
                anchors.insert(built_slug(&heading));
            }
        }
    }
    anchors
}

/// The anchor of a heading as Eleventy's filter makes it, which writes `&` as a word and keeps
/// no other mark (<https://www.11ty.dev/docs/filters/slugify/>).
fn built_slug(heading: &str) -> String {
    let mut slug = String::with_capacity(heading.len());
    for part in heading.replace('&', " and ").split(|it: char| !it.is_alphanumeric()) {
        if !slug.is_empty() && !part.is_empty() {
            slug.push('-');
        }
        slug.extend(part.chars().flat_map(char::to_lowercase));
    }
    slug
}

/// What readers see of a heading that is written as `line`.
fn shown(line: &str) -> String {
    let text = line.trim().trim_matches('#').trim();
    let text = match text.rsplit_once("{#") {
        Some((text, id)) if id.ends_with('}') => text.trim_end(),
        _ => text,
    };
    let mut rest = &*text.replace("&amp;", "&").replace(['*', '`', '\\'], "");
    let mut shown = String::with_capacity(rest.len());
    while let Some((before, after)) = rest.split_once("](") {
        let Some((_, after)) = after.split_once(')') else { break };
        match before.rsplit_once('[') {
            Some((before, text)) => shown.extend([before, text]),
            None => shown.push_str(before),
        }
        rest = after;
    }
    shown.push_str(rest);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, slugs: &[&str], expected: &[&str]) {
        let mut found: Vec<String> =
            built(text, &slugs.iter().copied().collect()).into_iter().collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_become_hyphens_and_an_ampersand_is_a_word() {
        check("## About cloud.gov\n", &["about-cloudgov"], &["about-cloud-gov"]);
        check("# People's M&IE (2)!\n", &["peoples-mie-2"], &["people-s-m-and-ie-2"]);
        check("Q&amp;A\n===\n", &["qa"], &["q-and-a"]);
        check("# snake_case - x ##\r\n", &["snake_case---x"], &["snake-case-x"]);
    }

    #[test]
    fn markup_and_anchors_by_hand_are_not_read_as_text() {
        check("# The `a.b` of **c** {#x}\n", &["the-ab-of-c"], &["the-a-b-of-c"]);
        check("# See [a.b](https://x.example.org/y) now\n", &["see-ab-now"], &["see-a-b-now"]);
    }

    #[test]
    fn lines_that_are_no_headings_give_none() {
        check("cloud.gov\n\n# Else\n", &["cloudgov"], &[]);
        check("# cloud.gov\n", &["else"], &[]);
        check(&format!("# {}\n", "a.".repeat(500)), &[&"a".repeat(500)], &[]);
        check("# [](\n# ](]()\n#\n", &["x"], &[]);
    }
}
