//! Which id the name of a text means.

use super::*;
use crate::domain::reuse::is_text_of;

fn paths(names: &[&str]) -> Vec<ArticlePath> {
    names.iter().map(|name| ArticlePath::new(format!("LICENSES/{name}"))).collect()
}

#[test]
fn a_text_is_named_after_the_ids_that_the_specification_says() {
    let ids = ["MIT", "CC-BY-4.0", "CC-BY-4", "LicenseRef-a.b", "LicenseRef-a", "mit", ""];
    for name in ["MIT", "MIT.txt", "MIT.", "MIT.txt.gz", "CC-BY-4.0", "LicenseRef-a.b.md", "x"] {
        let paths = paths(&[name]);
        let texts = Texts::new(&paths);
        for id in ids.into_iter().filter(|id| !id.is_empty()) {
            assert_eq!(texts.has(id), is_text_of(&paths[0], id), "{name} and {id}");
        }
    }
}

#[test]
fn the_first_text_that_differs_in_case_alone_is_found() {
    let paths = paths(&["0BSD.txt", "MIT.txt", "Mit.txt"]);
    let texts = Texts::new(&paths);
    assert!(!texts.has("mit"));
    assert_eq!(texts.in_other_case("mit"), Some(&paths[1]));
    assert_eq!(texts.in_other_case("ISC"), None);
}
