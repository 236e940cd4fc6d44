//! Text of strangers in formats that have markup: it stays text.

use crate::domain::untrusted::sanitise;

/// Text that means nothing to Markdown, to HTML or to GitHub.
pub(super) fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in sanitise(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // Neither names a person nor makes an address.
            '@' => escaped.push_str("&#64;"),
            ':' => escaped.push_str("&#58;"),
            '`' => escaped.push_str("&#96;"),
            '$' => escaped.push_str("&#36;"),
            '\\' | '|' | '*' | '_' | '[' | ']' | '~' | '#' | '!' => {
                escaped.push('\\');
                escaped.push(character);
            }
            character => escaped.push(character),
        }
    }
    escaped
}

/// Text as code, for Markdown. The tag, not backticks: text can hold any number of those.
pub(super) fn code(text: &str) -> String {
    format!("<code>{}</code>", markdown(text))
}

/// A message of ours, in which what stands between backticks is code.
pub(super) fn prose(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    // An odd number of backticks: nobody can tell what is quoted.
    if parts.len().is_multiple_of(2) {
        return markdown(text);
    }
    let parts = parts.iter().enumerate();
    parts.map(|(index, part)| if index % 2 == 1 { code(part) } else { markdown(part) }).collect()
}

/// Text as HTML shows it, between tags and in quoted attributes.
pub(super) fn html(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}
