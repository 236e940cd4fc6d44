//! Which paths a `REUSE.toml` means.
//!
//! `*` stands for anything but `/`, `**` and `**/` for anything at all, `\` makes the next
//! character itself (<https://reuse.software/spec-3.3/>, section "REUSE.toml"). Matching follows
//! every way at once, so a pattern costs at most its length for each byte of a path.

/// A part of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// This byte.
    Byte(u8),
    /// Anything but `/`.
    Name,
    /// Anything.
    Path,
}

/// A pattern of paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathPattern(Vec<Part>);

impl PathPattern {
    /// Understands `text`; there is no text that is none.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut parts = Vec::with_capacity(text.len());
        let mut rest = text.as_bytes();
        while let Some((first, after)) = rest.split_first() {
            rest = after;
            match first {
                b'\\' => {
                    let Some((escaped, after)) = rest.split_first() else { break };
                    parts.push(Part::Byte(*escaped));
                    rest = after;
                }
                b'*' if rest.starts_with(b"*") => {
                    let stars = rest.iter().take_while(|byte| **byte == b'*').count();
                    rest = &rest[stars..];
                    rest = rest.strip_prefix(b"/").unwrap_or(rest);
                    parts.push(Part::Path);
                }
                b'*' => parts.push(Part::Name),
                byte => parts.push(Part::Byte(*byte)),
            }
        }
        Self(parts)
    }

    /// True if it means one path alone.
    #[must_use]
    pub fn is_literal(&self) -> bool {
        self.0.iter().all(|part| matches!(part, Part::Byte(_)))
    }

    /// True if it means `path`.
    #[must_use]
    pub fn matches(&self, path: &[u8]) -> bool {
        let literal = |part: &&Part| matches!(part, Part::Byte(_));
        let head = self.0.iter().take_while(literal).count();
        let is_same = |(part, byte): (&Part, &u8)| *part == Part::Byte(*byte);
        if path.len() < head || !self.0[..head].iter().zip(path).all(is_same) {
            return false;
        }
        let (parts, path) = (&self.0[head..], &path[head..]);
        let tail = parts.iter().rev().take_while(literal).count();
        if path.len() < tail || !parts.iter().rev().take(tail).zip(path.iter().rev()).all(is_same) {
            return false;
        }
        walk(&parts[..parts.len() - tail], &path[..path.len() - tail])
    }
}

/// Whether `parts` can stand for all of `path`, following every way at once.
fn walk(parts: &[Part], path: &[u8]) -> bool {
    let mut ways = Vec::new();
    enter(parts, 0, &mut ways);
    for byte in path {
        let mut next = Vec::with_capacity(ways.len() + 1);
        for way in ways {
            match parts.get(way) {
                Some(Part::Byte(wanted)) if wanted == byte => enter(parts, way + 1, &mut next),
                Some(Part::Name) if *byte != b'/' => enter(parts, way, &mut next),
                Some(Part::Path) => enter(parts, way, &mut next),
                _ => {}
            }
        }
        ways = next;
        if ways.is_empty() {
            return false;
        }
    }
    ways.last() == Some(&parts.len())
}

/// Adds `way` and all ways that it opens without a byte; ways stay in order, each once.
fn enter(parts: &[Part], mut way: usize, ways: &mut Vec<usize>) {
    loop {
        if ways.last().is_some_and(|last| *last >= way) {
            if ways.binary_search(&way).is_ok() {
                return;
            }
            let at = ways.partition_point(|known| *known < way);
            ways.insert(at, way);
        } else {
            ways.push(way);
        }
        if !matches!(parts.get(way), Some(Part::Name | Part::Path)) {
            return;
        }
        way += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, path: &str, matches: bool) {
        assert_eq!(PathPattern::new(pattern).matches(path.as_bytes()), matches, "{pattern} {path}");
    }

    #[test]
    fn one_star_stays_in_its_folder_and_two_do_not() {
        check("*.md", "a.md", true);
        check("*.md", "a/b.md", false);
        check("kb/*/x.md", "kb/a/x.md", true);
        check("kb/*/x.md", "kb/a/b/x.md", false);
        check("kb/**", "kb/a/b.md", true);
        check("kb/**", "kb", false);
        check("**", "any/thing", true);
    }

    #[test]
    fn two_stars_with_their_slash_may_be_nothing() {
        check("**/*.md", "a.md", true);
        check("**/*.md", "a/b/c.md", true);
        check("kb/**/x.md", "kb/x.md", true);
        check("a**z", "a/b/z", true);
        check("***", "a/b", true);
    }

    #[test]
    fn other_signs_are_themselves_and_stars_are_if_escaped() {
        check("a[1]?.md", "a[1]?.md", true);
        check("a[1].md", "a1.md", false);
        check("a\\*.md", "a*.md", true);
        check("a\\*.md", "ab.md", false);
        check("a\\\\b", "a\\b", true);
        check("a\\", "a", true);
        check("", "", true);
        check("", "a", false);
    }

    #[test]
    fn many_stars_cost_no_more_than_their_number_for_each_byte() {
        let pattern = PathPattern::new(&"*a".repeat(2_000));
        assert!(!pattern.matches("a".repeat(1_999).as_bytes()));
        let path = format!("{}b", "a".repeat(4_000));
        assert!(!pattern.matches(path.as_bytes()));
        let pattern = PathPattern::new(&format!("{}c*", "**a*".repeat(500)));
        assert!(!pattern.matches(path.as_bytes()));
    }
}
