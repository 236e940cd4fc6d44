//! Which addresses are told, and which may be rewritten unseen.

use crate::rules::testing::Library;

fn library(destination: &str) -> Library {
    let mut library = Library::own().article("kb/a.md", &format!("[a]({destination})\n"));
    library.settings.https_hosts = vec!["itil.test.uk".to_owned()];
    library
}

#[track_caller]
fn check(destination: &str, message: Option<&str>) {
    let findings = library(destination).findings("insecure-or-shortened-url");
    let found: Vec<&str> = findings.iter().map(|it| it.message.as_str()).collect();
    let expected = message.map(|message| message.replace("{}", destination));
    assert_eq!(found, expected.as_deref().into_iter().collect::<Vec<_>>(), "{destination}");
}

#[track_caller]
fn check_fixed(destination: &str, expected: &str) {
    let fixed = library(destination).fixed("insecure-or-shortened-url", "kb/a.md");
    assert_eq!(fixed, format!("[a]({expected})\n"));
}

#[test]
fn only_addresses_of_the_web_that_are_not_encrypted_are_told() {
    let insecure = Some("`{}` is not encrypted");
    check("http://a.uk/b", insecure);
    check("HTTP://a.uk", insecure);
    check("http://user@a.uk:80/b", insecure);
    for fine in ["https://a.uk", "ftp://a.uk", "mailto:a@a.uk", "http.md", "a/http://b.uk", "http:"]
    {
        check(fine, None);
    }
}

#[test]
fn names_of_ones_own_network_and_of_examples_are_fine() {
    for host in
        ["localhost:80", "127.0.0.1", "[::1]:80", "wiki", "a.example.org", "a.TEST", "a.local."]
    {
        check(&format!("http://{host}/x"), None);
    }
    check("http://notexample.org/x", Some("`{}` is not encrypted"));
    check("http://{{ host }}.uk/x", None);
}

#[test]
fn a_short_address_is_told_however_it_is_reached_and_only_once() {
    check("https://bit.ly/x", Some("`bit.ly` hides where the link leads"));
    check("http://www.bit.ly/x", Some("`www.bit.ly` hides where the link leads"));
    check("https://rabbit.ly/x", None);
    check("https://a.uk/bit.ly", None);
}

#[test]
fn only_hosts_that_are_known_to_answer_are_rewritten_and_no_other_port() {
    check_fixed("http://github.com/a", "https://github.com/a");
    check_fixed("http://en.wikipedia.org/a", "https://en.wikipedia.org/a");
    check_fixed("http://web.dev", "https://web.dev");
    check_fixed("http://www.itil.test.uk", "https://www.itil.test.uk");
    for other in ["http://a.uk/x", "http://github.com:80/a", "http://notgithub.com/a"] {
        check_fixed(other, other);
    }
}
