//! Anchors of headings as git hosts make them.

use std::collections::HashMap;

use super::names::Names;
use super::slug_table;

/// Makes the anchors of one file: the second `Steps` becomes `steps-1`.
///
/// The rule of GitHub's slugger: lower case; keep letters, digits, `_`, `-`,
/// marks and connectors; a space becomes `-`; drop the rest; never trim. It is
/// what `github-slugger` makes of every character that Unicode 13 knew.
#[derive(Debug, Default)]
pub struct Slugger {
    slugs: Names,
    /// Every slug there is, and the last number it was given.
    seen: HashMap<Box<str>, usize>,
    base: String,
}

impl Slugger {
    /// Adds the anchor of the next heading with `text`; true if it had to be numbered.
    pub fn add(&mut self, text: &str) -> bool {
        self.base.clear();
        self.base.extend(kept(text));
        let base = self.base.as_str();
        let Some(used) = self.seen.get(base).copied() else {
            self.slugs.push(base);
            self.seen.insert(base.into(), 0);
            return false;
        };
        let numbers = used + 1..;
        let free = |number: usize| {
            let unique = format!("{base}-{number}");
            (!self.seen.contains_key(unique.as_str())).then_some((unique, number))
        };
        let (unique, number) = numbers.into_iter().find_map(free).expect("some number is free");
        self.slugs.push(&unique);
        self.seen.insert(unique.into(), 0);
        if let Some(used) = self.seen.get_mut(base) {
            *used = number;
        }
        true
    }

    /// The anchors, in the order of their headings.
    #[must_use]
    pub fn finish(self) -> Names {
        self.slugs
    }
}

/// The anchor of `text`, without regard to other headings.
#[must_use]
pub fn slug(text: &str) -> String {
    kept(text).collect()
}

/// What of `text` goes into its anchor.
fn kept(text: &str) -> impl Iterator<Item = char> {
    // Whole words are lowered at once: what becomes of a sigma depends on its place.
    let lower = if text.is_ascii() { None } else { Some(text.to_lowercase()) };
    let mut index = 0;
    std::iter::from_fn(move || {
        let rest = lower.as_deref().unwrap_or(text).get(index..)?;
        let character = rest.chars().next()?;
        index += character.len_utf8();
        Some(if lower.is_none() { character.to_ascii_lowercase() } else { character })
    })
    .filter_map(|character| match character {
        ' ' => Some('-'),
        '_' | '-' => Some(character),
        _ if is_kept(character) => Some(character),
        _ => None,
    })
}

fn is_kept(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    if character.is_alphanumeric() {
        return !is_within(slug_table::DROPPED, character);
    }
    is_within(slug_table::KEPT, character)
}

fn is_within(ranges: &[(u32, u32)], character: char) -> bool {
    let code = u32::from(character);
    let after = ranges.partition_point(|(start, _)| *start <= code);
    after > 0 && code <= ranges[after - 1].1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headings: &[&str], expected: &[&str]) {
        let mut slugger = Slugger::default();
        for text in headings {
            slugger.add(text);
        }
        assert_eq!(slugger.finish().iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn punctuation_goes_and_spaces_become_hyphens() {
        check(&["When is it OK? (part 1)"], &["when-is-it-ok-part-1"]);
        check(&["snake_case - and 1.5"], &["snake_case---and-15"]);
    }

    #[test]
    fn leading_space_is_kept_because_hosts_keep_it() {
        check(&[" Remarks"], &["-remarks"]);
    }

    #[test]
    fn marks_and_connectors_stay_and_numbers_that_are_no_digits_go() {
        check(&["nai\u{308}ve"], &["nai\u{308}ve"]);
        check(&["\u{2764}\u{fe0f} a\u{203f}b"], &["\u{fe0f}-a\u{203f}b"]);
        check(&["हिन्दी की"], &["हिन्दी-की"]);
        check(&["x² and ½ and ①"], &["x-and--and-"]);
        check(&["Ⅷ and Ⓐ and ٣"], &["ⅷ-and-ⓐ-and-٣"]);
    }

    #[test]
    fn the_tables_are_in_order_and_hold_no_letter() {
        for ranges in [slug_table::KEPT, slug_table::DROPPED] {
            assert!(ranges.windows(2).all(|pair| pair[0].1 < pair[1].0));
            for character in ranges.iter().flat_map(|(a, b)| *a..=*b).filter_map(char::from_u32) {
                assert!(!character.is_alphabetic(), "{character:?}");
            }
        }
    }

    #[test]
    fn letters_are_lowered_before_anything_is_dropped() {
        check(&["ΟΔΟΣ İs ẞ"], &["οδος-i\u{307}s-ß"]);
    }

    #[test]
    fn a_heading_tells_whether_it_had_to_be_numbered() {
        let mut slugger = Slugger::default();
        let numbered = ["Steps", "steps", "Steps-1", "Other"].map(|text| slugger.add(text));
        assert_eq!(numbered, [false, true, true, false]);
    }

    #[test]
    fn repeated_headings_are_numbered_and_never_collide() {
        check(&["Steps", "Steps", "Steps"], &["steps", "steps-1", "steps-2"]);
        check(&["Steps-1", "Steps", "Steps"], &["steps-1", "steps", "steps-2"]);
    }
}
