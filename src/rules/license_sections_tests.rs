//! Which headings are about the licence, and what of a text stands below them.

use super::*;

#[test]
fn a_heading_is_about_licences_and_nothing_else() {
    let ours =
        ["License", "LICENCE", "7. Copyright and licensing", "Copyright / Licenses", " License ##"];
    for heading in ours {
        assert!(is_title(heading), "{heading}");
    }
    let others =
        ["", "and", "and License", "License keys", "Renew a driving licence", "Unlicensed"];
    for heading in others {
        assert!(!is_title(heading), "{heading}");
    }
}

#[test]
fn sections_are_found_in_markdown_and_in_wikis() {
    assert_eq!(sections("# A\nx\n## License\nMIT\n## B\ny\n"), "MIT\n");
    assert_eq!(sections("== Copyright ==\nMIT\n== License keys ==\n0BSD\n"), "MIT\n");
    assert_eq!(sections("License\nMIT\n"), "");
}

#[test]
fn code_opens_no_section_and_is_part_of_none() {
    assert_eq!(sections("```\n# License\nMIT\n```\n0BSD\n"), "");
    assert_eq!(sections("# License\n~~~~ text\nMIT\n~~~\n# Next\n~~~~\n0BSD\n"), "0BSD\n");
    assert_eq!(sections("# License\n  ```\nMIT\n```` \n0BSD\n"), "0BSD\n");
    // Neither is a fence: too few marks, and code within a line.
    assert_eq!(sections("# License\n``\nMIT\n"), "``\nMIT\n");
    assert_eq!(sections("# License\n```MIT```\n0BSD\n"), "```MIT```\n0BSD\n");
    assert_eq!(sections("```\nnever closed\n# License\nMIT\n"), "");
}
