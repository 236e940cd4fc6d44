//! Web addresses: where a text has them, and the parts that rules ask for.
//!
//! Nothing is decoded and nothing is looked up.

use memchr::memmem::Finder;

use crate::domain::text::Span;

/// Scheme, host and port of a web address.
pub(super) struct Web<'a> {
    /// True for `http`.
    pub(super) is_insecure: bool,
    /// The host, without who is to log in.
    pub(super) host: &'a str,
    /// The port, if one is named.
    pub(super) port: Option<&'a str>,
}

impl<'a> Web<'a> {
    /// The parts of `address`; `None` if it is not reached by `http` or `https`.
    pub(super) fn of(address: &'a str) -> Option<Self> {
        let (scheme, rest) = address.trim().split_once("://")?;
        let is_insecure = scheme.eq_ignore_ascii_case("http");
        if !is_insecure && !scheme.eq_ignore_ascii_case("https") {
            return None;
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host = authority.rsplit('@').next().unwrap_or_default();
        Some(match host.split_once(':') {
            Some((host, port)) => Self { is_insecure, host, port: Some(port) },
            None => Self { is_insecure, host, port: None },
        })
    }
}

/// True for one of `names` and whatever is below it.
pub(super) fn is_below<S: AsRef<str>>(host: &str, names: &[S]) -> bool {
    let host = host.trim_end_matches('.');
    names.iter().map(AsRef::as_ref).any(|name| {
        let start = host.len().wrapping_sub(name.len());
        let is_same = host.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(name));
        is_same && !name.is_empty() && (start == 0 || host.as_bytes()[start - 1] == b'.')
    })
}

/// Every address in `text` that begins with `http://` or `https://`, whatever it stands in:
/// prose, the destination of a link, a definition, HTML.
///
/// It ends where white space, quotes, angle or square brackets, a bar or an unbalanced bracket
/// do not belong to it, and before the marks of a sentence, as on git hosts.
pub(super) fn addresses(text: &str) -> impl Iterator<Item = Span> {
    let finder = Finder::new("://");
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + finder.find(&text.as_bytes()[from..])?;
            let rest = at + "://".len();
            let end = rest + length(&text[rest..]);
            from = end.max(rest);
            if let Some(start) = start(text, at)
                && end > rest
            {
                return Some(Span::new(start..end));
            }
        }
    })
}

/// Where the scheme starts that ends at `end`.
fn start(text: &str, end: usize) -> Option<usize> {
    let ends_in = |scheme: &str| {
        let start = end.checked_sub(scheme.len())?;
        let written = text.get(start..end)?;
        let is_word = text[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
        (written.eq_ignore_ascii_case(scheme) && !is_word).then_some(start)
    };
    ends_in("https").or_else(|| ends_in("http"))
}

/// How long an address is that goes on with `rest`.
fn length(rest: &str) -> usize {
    let mut nesting = 0_usize;
    let end = rest.find(|c: char| match c {
        '(' => {
            nesting += 1;
            false
        }
        ')' if nesting == 0 => true,
        ')' => {
            nesting -= 1;
            false
        }
        _ => c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>' | '[' | ']' | '|'),
    });
    let written = &rest[..end.unwrap_or(rest.len())];
    written.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '~']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = addresses(text).map(|span| &text[span.range()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn an_address_ends_where_what_it_stands_in_goes_on() {
        check("See https://a.example/x?y=1. Then", &["https://a.example/x?y=1"]);
        check("[a](https://a.example/x_(y) \"t\")", &["https://a.example/x_(y)"]);
        check(
            "[a](https://a.example)<HTTP://b.example>",
            &["https://a.example", "HTTP://b.example"],
        );
        check("<a href=\"https://a.example/?b=1&amp;c=2\">", &["https://a.example/?b=1&amp;c=2"]);
        check("| https://a.example/|b", &["https://a.example/"]);
        check("**https://a.example**", &["https://a.example"]);
    }

    #[test]
    fn other_schemes_and_nothing_at_all_are_no_web_addresses() {
        check("ftp://a.example xhttp://a.example http:// https://\n ://", &[]);
        check(&"://".repeat(100_000), &[]);
        check(&"https://(".repeat(50_000), &[&"https://(".repeat(50_000)]);
    }

    #[test]
    fn a_host_is_below_itself_and_its_parents() {
        assert!(is_below("a.example.com.", &["example.com"]));
        assert!(is_below("EXAMPLE.com", &["example.com"]));
        assert!(!is_below("anexample.com", &["example.com"]));
        assert!(!is_below("example.com", &["a.example.com", ""]));
    }

    #[test]
    fn host_and_port_are_told_from_what_is_around_them() {
        let web = Web::of("https://me@a.example:80/x@y").expect("a web address");
        assert_eq!((web.is_insecure, web.host, web.port), (false, "a.example", Some("80")));
        assert!(Web::of("mailto:a@b.example").is_none());
    }
}
