//! Which links are ours to check, and what is in them.

use super::*;

#[track_caller]
fn check(destination: &str, expected: Option<(&str, Option<&str>)>) {
    let reference = Reference::new(destination).map(|it| (it.path, it.fragment));
    assert_eq!(reference, expected, "{destination}");
}

#[test]
fn addresses_and_templates_are_left_alone() {
    for destination in [
        "",
        "https://example.org",
        "mailto:a@example.org",
        "//example.org/x",
        "{{ site.url }}/x",
        "<%= path %>",
        "${base}/x",
        "{% link x %}",
        "tel:123",
    ] {
        check(destination, None);
    }
    check("/x.html#a", Some(("/x.html", Some("a"))));
    assert!(is_site_absolute("/x.html"));
    assert!(!is_site_absolute("//example.org"));
    assert!(!is_site_absolute("x.html"));
}

#[test]
fn query_and_fragment_are_taken_off() {
    check("x.md?plain=1#steps", Some(("x.md", Some("steps"))));
    check("#steps", Some(("", Some("steps"))));
    check("x.md#", Some(("x.md", None)));
    check("x.md#:~:text=hello", Some(("x.md", None)));
    check("x.md#a:~:text=hello", Some(("x.md", Some("a"))));
    check("a/b:c.md", Some(("a/b:c.md", None)));
}

#[test]
fn percent_signs_are_decoded_where_they_encode() {
    assert_eq!(percent_decoded("a%20b%C3%A9"), "a bé".as_bytes());
    assert_eq!(percent_decoded("100%"), b"100%");
    assert_eq!(percent_decoded("%zz%é"), "%zz%é".as_bytes());
}

#[test]
fn a_link_is_written_from_the_folder_it_stands_in() {
    let link = |from: &str, to: &str| relative(&ArticlePath::new(from), &ArticlePath::new(to));
    assert_eq!(link("kb/a/x.md", "kb/a/y.md"), "y.md");
    assert_eq!(link("kb/a/x.md", "kb/b/y z.md"), "../b/y%20z.md");
    assert_eq!(link("kb/a/x.md", "kb/a/y#1 (é).md"), "y%231%20%28é%29.md");
    assert_eq!(link("x.md", "kb/y.md"), "kb/y.md");
    assert_eq!(link("kb/a/x.md", "y.md"), "../../y.md");
}
