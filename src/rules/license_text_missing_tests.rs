//! That many texts and many ids are no burden.

use crate::domain::path::ArticlePath;
use crate::rules::testing::Library;

const RULE: &str = "license-text-missing";

#[test]
fn a_thousand_ids_are_held_against_ten_thousand_texts() {
    let name = |prefix: &str, at: usize| format!("{prefix}-{at}");
    let texts = (0..10_000).map(|at| ArticlePath::new(name("LICENSES/LicenseRef-a", at) + ".txt"));
    let of = |prefix: &str| {
        let ids: Vec<String> = (0..1_000).map(|at| name(prefix, at)).collect();
        let mut library = Library::own();
        library.reuse.texts = Some(texts.clone().collect());
        let write = |library: Library, (at, id): (usize, &String)| {
            library.article(&format!("kb/{at}.md"), &format!("---\nlicense: {id}\n---\nA.\n"))
        };
        ids.iter().enumerate().fold(library, write).findings(RULE)
    };
    assert_eq!(of("LicenseRef-a").len(), 0);
    let found = of("LicenseRef-A");
    assert_eq!(found.len(), 1_000);
    assert_eq!(
        found[0].help.as_deref(),
        Some("rename `LICENSES/LicenseRef-a-0.txt` to `LICENSES/LicenseRef-A-0.txt`")
    );
}
