//! "Did you mean": the nearest of the names that would have been right.

/// The name in `known` that `written` most likely meant.
///
/// `distance` is an edit distance on lower-case text. At most a third of the
/// letters may differ, and never more than 3; a tie has no answer.
#[must_use]
pub fn nearest<'n>(
    written: &str,
    known: impl IntoIterator<Item = &'n str>,
    distance: impl Fn(&str, &str) -> usize,
) -> Option<&'n str> {
    let written = written.to_lowercase();
    let most = (written.chars().count() / 3).clamp(1, 3);
    let mut best: Option<(usize, &str)> = None;
    let mut tie = false;
    for name in known {
        let apart = distance(&written, &name.to_lowercase());
        match best {
            Some((least, _)) if apart > least => {}
            Some((least, other)) if apart == least => tie = tie || other != name,
            _ => {
                best = Some((apart, name));
                tie = false;
            }
        }
    }
    best.filter(|(apart, _)| *apart <= most && !tie).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters_apart(a: &str, b: &str) -> usize {
        let pairs = a.chars().zip(b.chars()).filter(|(a, b)| a != b).count();
        pairs + a.chars().count().abs_diff(b.chars().count())
    }

    #[test]
    fn the_nearest_name_is_offered_and_a_tie_is_not() {
        assert_eq!(nearest("licence", ["license", "title"], letters_apart), Some("license"));
        assert_eq!(nearest("bat", ["cat", "hat"], letters_apart), None);
    }

    #[test]
    fn what_is_too_far_off_is_not_offered() {
        assert_eq!(nearest("zzz", ["abc"], letters_apart), None);
        assert_eq!(nearest("titel", ["title"], letters_apart), None);
        assert_eq!(nearest("titlf", ["title"], letters_apart), Some("title"));
    }
}
