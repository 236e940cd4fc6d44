//! Text from content, made fit to stand inside a message.
//!
//! Never longer than 60 characters and never able to steer a terminal.

use crate::domain::untrusted::sanitise;

const CHARACTERS_MAX: usize = 60;

/// The text in backticks, escaped and shortened; `…` says that there was more.
#[must_use]
pub(super) fn quote(text: &str) -> String {
    // What is cut off anyway is not escaped first: a value may be megabytes long.
    let head: String = text.chars().take(CHARACTERS_MAX + 1).collect();
    let safe = sanitise(&head);
    if safe.chars().count() <= CHARACTERS_MAX {
        return format!("`{safe}`");
    }
    let kept: String = safe.chars().take(CHARACTERS_MAX - 1).collect();
    format!("`{kept}…`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_sixty_characters_is_kept_and_longer_is_cut_to_sixty() {
        assert_eq!(quote(&"é".repeat(60)), format!("`{}`", "é".repeat(60)));
        assert_eq!(quote(&"é".repeat(61)), format!("`{}…`", "é".repeat(59)));
    }

    #[test]
    fn what_could_steer_a_terminal_is_spelled_out() {
        assert_eq!(quote("a\u{1b}[2Jb\nc"), "`a\\u{1b}[2Jb\\nc`");
    }
}
