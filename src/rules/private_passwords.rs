//! Passwords that stand behind a word for them or in an address: shapes for a question only.

use aho_corasick::AhoCorasick;
use memchr::memmem;

use crate::domain::private::{Private, PrivateKind};
use crate::domain::text::Span;

/// Words before a `:` or `=` and a password, in any case.
const WORDS: [&str; 5] = ["password", "passwd", "passphrase", "pwd", "secret"];
/// The longest part of an address with user and password that is looked at, in bytes.
const USER_MAX: usize = 300;
/// The longest password that is looked for, in bytes.
const PASSWORD_MAX: usize = 200;
/// The least bytes of a password: `pwd=sa` is as often nothing.
const PASSWORD_LEAST: usize = 4;

/// Adds the passwords of `text` to `found`.
pub(super) fn find(text: &str, found: &mut Vec<Private>) {
    let bytes = text.as_bytes();
    let mut add = |span: Option<Span>| {
        found.extend(span.map(|span| Private { span, kind: PrivateKind::Secret }));
    };
    for at in memmem::find_iter(bytes, "://") {
        add(in_address(bytes, at + 3));
    }
    let words = AhoCorasick::builder().ascii_case_insensitive(true).build(WORDS);
    let words = words.iter().flat_map(|words| words.find_iter(bytes));
    words.for_each(|word| add(behind_word(bytes, word.end())));
}

/// `pass` in `user:pass@`, which begins at `start`
/// (<https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1>).
fn in_address(bytes: &[u8], start: usize) -> Option<Span> {
    let rest = &bytes[start..bytes.len().min(start + USER_MAX)];
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"/?#\"'<>`()|".contains(byte);
    let rest = &rest[..rest.iter().position(ends).unwrap_or(rest.len())];
    let end = memchr::memrchr(b'@', rest)?;
    let from = memchr::memchr(b':', &rest[..end])? + 1;
    let is_one = from < end && !is_placeholder(&rest[from..end]);
    is_one.then(|| Span::new(start + from..start + end))
}

/// What follows a word that ends at `at`, a `:` or `=` and perhaps a quotation mark.
fn behind_word(bytes: &[u8], at: usize) -> Option<Span> {
    let marks = |at: usize| {
        let rest = &bytes[at..bytes.len().min(at + 4)];
        at + rest.iter().take_while(|byte| b" \"'`*".contains(byte)).count()
    };
    let sign = marks(at);
    let is_assigned = match bytes.get(sign)? {
        b'=' => true,
        b':' => false,
        _ => return None,
    };
    let start = marks(sign + 1);
    let rest = &bytes[start..bytes.len().min(start + PASSWORD_MAX)];
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"\"'`;&,|".contains(byte);
    let word = &rest[..rest.iter().position(ends).unwrap_or(rest.len())];
    let dots = word.iter().rev().take_while(|byte| b".)*".contains(byte)).count();
    let word = &word[..word.len() - dots];
    // Behind a colon prose may go on: a word of letters says nothing.
    let is_telling = is_assigned || word.iter().any(|byte| !byte.is_ascii_alphabetic());
    let is_one = word.len() >= PASSWORD_LEAST && is_telling && !is_placeholder(word);
    is_one.then(|| Span::new(start..start + word.len()))
}

/// True for what stands where a password would, such as `$PASSWORD`, `<pass>`, `{{x}}`, `***`,
/// and for calls and paths that lead to one.
fn is_placeholder(word: &[u8]) -> bool {
    let is_same = word.windows(2).all(|pair| pair[0] == pair[1]);
    let stands_for_one =
        WORDS.iter().chain(&["pass"]).any(|it| word.eq_ignore_ascii_case(it.as_bytes()));
    let starts = word.first().is_some_and(|first| b"$<{[%(/.".contains(first));
    is_same || stands_for_one || starts || word.contains(&b'(') || word.contains(&b'[')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        find(text, &mut found);
        let found: Vec<&str> = found.iter().map(|it| &text[it.span.range()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_password_behind_its_word_is_told() {
        check("password: S3cr3t!Pass99\n", &["S3cr3t!Pass99"]);
        check("Log in (**Password:** `Winter2024`).\n", &["Winter2024"]);
        check("PWD=Winter;SERVER=a\n", &["Winter"]);
        check("\"secret\" = \"a,b\"\nclient_secret=abcd.\n", &["abcd"]);
        check("password: \u{fc}ber-alles\n", &["\u{fc}ber-alles"]);
    }

    #[test]
    fn a_password_in_an_address_is_told_alone() {
        check("postgres://admin:Winter2024@db.example/x", &["Winter2024"]);
        check("<amqp://:a@b@c>", &["a@b"]);
        check("https://e.example:8080/a@b https://jo@e.example ftp://a:@b", &[]);
        check(&format!("x://a:{}@b", "p".repeat(USER_MAX)), &[]);
    }

    #[test]
    fn prose_and_what_stands_for_a_password_are_left_alone() {
        for text in [
            "password: ask the desk\n",
            "The secret is out. Password reset: 2 steps\n",
            "password=$PASS pwd=${PWD} secret=<yours> password: {{x}} pwd=****\n",
            "password=get(1) secret=var[0] password: password pwd=abc \n",
            "postgres://admin:$PASS@db.example",
            "password",
            "password:",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn beginnings_alone_cost_little() {
        for part in ["password", "password:", "://", "://a:", "pwd=\u{e9}", "secret= "] {
            let text = part.repeat(200_000 / part.len());
            find(&text, &mut Vec::new());
        }
    }
}
