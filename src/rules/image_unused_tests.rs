//! What names an image.

use crate::rules::testing::Library;

#[track_caller]
fn check(text: &str, is_unused: bool) {
    let library = Library::own().article("kb/a.md", text).other("kb/x/the map.png");
    let paths: Vec<String> = library
        .findings("image-unused")
        .into_iter()
        .filter_map(|finding| Some(finding.place?.path.lossy()))
        .collect();
    let expected: &[&str] = if is_unused { &["kb/x/the map.png"] } else { &[] };
    assert_eq!(paths, expected, "{text}");
}

#[test]
fn a_link_names_an_image_and_so_does_anything_with_its_name() {
    check("![a](x/the%20map.png)\n", false);
    check("[a](../kb/x/the%20map.png)\n", false);
    check("<img src=\"{{ site }}/x/the%20map.png\">\n", false);
    check("{{< map the%20map.png >}}\n", false);
}

#[test]
fn another_name_is_not_its_name() {
    check("No image.\n", true);
    check("![a](x/not-the%20map.png)\n", true);
    check("![a](https://example.org/x/map.png)\n", true);
    check("![a](x/the%20map.pn)\n", true);
}

#[test]
fn one_of_two_with_the_same_name_is_told_if_only_the_other_is_shown() {
    let two = |text: &str| {
        let library = Library::own().article("kb/a.md", text);
        library.other("kb/x/b.png").other("kb/y/b.png").findings("image-unused").len()
    };
    assert_eq!(two("None.\n"), 2);
    // The name in the text may mean either.
    assert_eq!(two("![a](x/b.png)\n"), 0);
}
