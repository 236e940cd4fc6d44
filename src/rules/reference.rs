//! What a link says: which destinations are ours to check, and the parts of those that are.
//!
//! Links that only a web server could resolve are left alone: addresses and
//! templates, and paths from the root of a site whose folder nobody told.

use crate::domain::path::ArticlePath;

/// Marks of template languages that write links when a site is built.
const TEMPLATE_MARKS: [&str; 5] = ["{{", "{%", "<%", "${", "{#"];

/// True for `/path`, which is meant from the root of a web site.
#[must_use]
pub(super) fn is_site_absolute(destination: &str) -> bool {
    let destination = destination.trim();
    destination.starts_with('/') && !destination.starts_with("//") && !is_template(destination)
}

/// True if a template language makes part of `destination` when the site is built.
pub(super) fn is_template(destination: &str) -> bool {
    let may_be = destination.bytes().any(|byte| matches!(byte, b'{' | b'<'));
    may_be && TEMPLATE_MARKS.iter().any(|mark| destination.contains(mark))
}

/// A link that names a file or a heading, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reference<'d> {
    /// The path as written, without query and fragment; empty for the same file. It starts
    /// with a `/` if it is meant from the root of the site.
    pub(super) path: &'d str,
    /// The fragment as written, without `#`.
    pub(super) fragment: Option<&'d str>,
}

impl<'d> Reference<'d> {
    /// Takes `destination` apart; `None` if it is not ours to check.
    pub(super) fn new(destination: &'d str) -> Option<Self> {
        let destination = destination.trim();
        let has_host = destination.starts_with("//");
        if destination.is_empty() || has_host || has_scheme(destination) || is_template(destination)
        {
            return None;
        }
        let (address, fragment) = match destination.split_once('#') {
            Some((address, fragment)) => (address, Some(fragment)),
            None => (destination, None),
        };
        let path = address.split('?').next().unwrap_or_default();
        let fragment = fragment.and_then(|fragment| fragment.split(":~:").next());
        Some(Self { path, fragment: fragment.filter(|fragment| !fragment.is_empty()) })
    }
}

/// True for an address such as `https://…`.
pub(super) fn has_scheme(destination: &str) -> bool {
    let end = destination.find([':', '/', '?', '#']);
    let Some((scheme, _)) = end.map(|end| destination.split_at(end)) else {
        return false;
    };
    destination[scheme.len()..].starts_with(':')
        && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'))
}

/// `%20` as a space; a `%` that starts no such pair stays.
pub(super) fn percent_decoded(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while let Some(byte) = bytes.get(index) {
        let pair = text.get(index + 1..index + 3).filter(|_| *byte == b'%');
        if let Some(value) = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            decoded.push(value);
            index += 3;
        } else {
            decoded.push(*byte);
            index += 1;
        }
    }
    decoded
}

/// The anchor that `fragment` means, in the form that headings have.
pub(super) fn anchor(fragment: &str) -> String {
    let decoded = String::from_utf8_lossy(&percent_decoded(fragment)).into_owned();
    decoded.strip_prefix("user-content-").map_or_else(|| decoded.clone(), str::to_owned)
}

/// How the path of a link in `from` is written that leads to `to`: from the root of the site, as
/// `reference` is, or from the folder of `from`.
pub(super) fn respelled(
    reference: &Reference<'_>,
    from: &ArticlePath,
    to: &ArticlePath,
    site_root: Option<&str>,
) -> String {
    let root = site_root.unwrap_or_default().trim_matches('/');
    let below = |path: &ArticlePath| {
        let inside = path.as_bytes().strip_prefix(root.as_bytes())?;
        Some(ArticlePath::new(inside.strip_prefix(b"/").unwrap_or(inside)))
    };
    match below(to).filter(|_| reference.path.starts_with('/')) {
        Some(to) => format!("/{}", relative(&ArticlePath::new("x"), &to)),
        None => relative(from, to),
    }
}

/// How a link in `from` is written that leads to `to`.
pub(super) fn relative(from: &ArticlePath, to: &ArticlePath) -> String {
    let names = |path: &ArticlePath| -> Vec<String> {
        path.lossy().split('/').map(str::to_owned).collect()
    };
    let (from, to) = (names(from), names(to));
    let folders = from.len() - 1;
    let shared =
        from[..folders].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut link = "../".repeat(folders - shared);
    link.push_str(&to[shared..].join("/"));
    let encoded = |character: char| match character {
        '%' | ' ' | '#' | '?' | '(' | ')' | '<' | '>' | '"' => {
            format!("%{:02X}", u32::from(character))
        }
        _ => character.to_string(),
    };
    link.chars().map(encoded).collect()
}

#[cfg(test)]
#[path = "reference_tests.rs"]
mod tests;
