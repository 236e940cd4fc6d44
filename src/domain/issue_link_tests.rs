//! Addresses of issues, by example and at their bounds.

use super::*;

#[track_caller]
fn check(remote: &str, expected: Option<&str>) {
    let tracker = Tracker::of_remote(remote);
    assert_eq!(tracker.map(|it| it.address).as_deref(), expected, "{remote}");
}

#[test]
fn a_remote_leads_to_its_pages_on_the_web_without_what_is_secret() {
    let expected = Some("https://forge.example.org/a/b");
    for remote in [
        "git@forge.example.org:a/b.git",
        "ssh://git@forge.example.org:2222/a/b.git",
        "https://forge.example.org/a/b.git/",
        "https://user:token@forge.example.org/a/b",
        " https://forge.example.org/a/b\n",
    ] {
        check(remote, expected);
    }
    check("https://forge.example.org:8443/a/b", Some("https://forge.example.org:8443/a/b"));
    check("http://forge.example.org/a/b", Some("http://forge.example.org/a/b"));
}

#[test]
fn what_lies_on_this_machine_or_is_no_address_leads_nowhere() {
    for remote in [
        "",
        "/srv/git/a.git",
        "../a",
        "C:\\a\\b",
        "file:///srv/a.git",
        "./a:b/c",
        "https://forge.example.org",
        "https://forge.example.org/",
        "git@-oProxyCommand:x/y",
        "git@forge.example.org:a/\u{202e}b",
        "javascript://x/y",
    ] {
        check(remote, None);
    }
}

#[track_caller]
fn check_link(address: &str, expected: &str) {
    let tracker = Tracker { address: address.to_owned() };
    assert_eq!(tracker.issue("A b?", "é\n").url, expected);
}

#[test]
fn every_forge_gets_its_own_parameters() {
    let github = "https://github.com/a/b/issues/new?title=A%20b%3F&body=%C3%A9%0A";
    check_link("https://github.com/a/b", github);
    check_link("https://github.com/a/b/", github);
    check_link("https://github.com/a/b/issues", github);
    check_link("https://github.com/a/b/issues/new", github);
    let gitlab = "https://gitlab.com/a/b/-/issues/new?issue%5Btitle%5D=A%20b%3F\
                  &issue%5Bdescription%5D=%C3%A9%0A";
    check_link("https://gitlab.com/a/b", gitlab);
    check_link("https://gitlab.com/a/b/-/issues", gitlab);
    let gitea = "https://codeberg.org/a/b/issues/new?title=A%20b%3F&body=%C3%A9%0A";
    check_link("https://codeberg.org/a/b", gitea);
    check_link(
        "https://ask.example.org/?s={title}&t={body}&x=1",
        "https://ask.example.org/?s=A%20b%3F&t=%C3%A9%0A&x=1",
    );
}

#[test]
fn an_address_is_cut_at_its_bound_and_says_how_much() {
    let tracker = Tracker { address: "https://github.com/a/b".to_owned() };
    let frame = tracker.issue("", "").url.len();
    let whole = tracker.issue("", &"a".repeat(URL_BYTES_MAX - frame));
    assert_eq!((whole.url.len(), whole.cut_bytes), (URL_BYTES_MAX, 0));
    let cut = tracker.issue("", &"a".repeat(URL_BYTES_MAX - frame + 1));
    assert!(cut.url.len() <= URL_BYTES_MAX && cut.cut_bytes > 0);
    assert!(cut.url.ends_with("%20%5B%E2%80%A6%5D"), "{}", cut.url);
    let wide = tracker.issue(&"é".repeat(10_000), &"🦀".repeat(100_000));
    assert!(wide.url.len() <= URL_BYTES_MAX && wide.cut_bytes > 390_000);
    assert!(wide.url.is_ascii());
}
