//! Which images are missed, and which one is offered.

use crate::rules::testing::Library;

fn library(image: &str) -> Library {
    Library::own()
        .article("kb/a.md", &format!("![a]({image})\n"))
        .article("kb/b.md", "# B\n")
        .other("kb/images/steps.png")
        .other("kb/one/map.png")
        .other("kb/two/map.png")
        .other("kb/steps.txt")
}

/// What is offered for `image`, for each finding.
fn offered(image: &str) -> Vec<Option<String>> {
    let findings = library(image).findings("image-missing");
    let fixes = findings.iter().map(|finding| finding.fixes.first());
    fixes.map(|fix| fix.map(|fix| fix.edits[0].text.clone())).collect()
}

#[test]
fn an_image_with_the_same_name_or_nearly_so_is_offered() {
    let right = [Some("images/steps.png".to_owned())];
    assert_eq!(offered("steps.png"), right);
    assert_eq!(offered("../steps.png"), right);
    assert_eq!(offered("stesp.png"), right);
    assert_eq!(offered("images/step.png"), right);
    assert_eq!(offered("images/steps.gif"), right);
}

#[test]
fn of_two_with_one_name_none_is_offered_and_of_others_neither() {
    for missing in ["map.png", "nothing.png", "x/steps", "gone/"] {
        assert_eq!(offered(missing), [None], "{missing}");
    }
}

#[test]
fn a_path_as_windows_writes_it_is_told_how_to_write_it() {
    let library = library("images\\steps.png");
    let findings = library.findings("image-missing");
    assert_eq!(findings[0].help.as_deref(), Some("write `images/steps.png`"));
}

#[test]
fn what_is_there_or_cannot_be_known_is_fine() {
    for fine in
        ["images/steps.png", "https://example.org/a.png", "/a.png", "data:image/png;x", "b.md"]
    {
        assert_eq!(offered(fine), [], "{fine}");
    }
}

#[test]
fn one_fault_has_one_finding() {
    library("gone.png").is_fine("broken-link");
    library("images/Steps.png").is_fine("image-missing");
    library("../../x.png").is_fine("image-missing");
    Library::own().article("a.md", "[a](gone.png)\n").is_fine("image-missing");
}

#[test]
fn an_image_beside_a_page_that_is_served_as_a_folder_is_there() {
    let page = |library: Library| {
        let text = "![a](../service-graph.png)\n![b](../missing.png)\n";
        library.article("a/service-graphs.md", text).other("a/service-graph.png")
    };
    assert_eq!(page(Library::foreign(&[])).findings("image-missing").len(), 1);
    assert_eq!(page(Library::own()).findings("image-missing").len(), 2);
}
