//! That many texts and many ids are no burden.

use crate::domain::path::ArticlePath;
use crate::rules::testing::Library;

const RULE: &str = "license-text-unused";

#[test]
fn a_thousand_texts_are_held_against_a_thousand_ids() {
    let count = |used: &str| {
        let mut library = Library::own();
        let path = |at: usize| format!("LICENSES/LicenseRef-a-{at}.txt");
        library.reuse.texts = Some((0..1_000).map(|at| ArticlePath::new(path(at))).collect());
        let write = |library: Library, at: usize| {
            let text = format!("---\nlicense: {used}-{at}\n---\nA.\n");
            library.article(&format!("kb/{at}.md"), &text).article(&path(at), "Do as you like.\n")
        };
        (0..1_000).fold(library, write).findings(RULE).len()
    };
    assert_eq!(count("LicenseRef-a"), 0);
    assert_eq!(count("LicenseRef-b"), 1_000);
}
