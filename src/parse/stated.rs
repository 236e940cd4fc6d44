//! What one version of an article said of its licence, its authors and its sources.

use std::borrow::Cow;

use crate::domain::node::Node;
use crate::domain::past::Stated;
use crate::domain::settings::Settings;
use crate::domain::untrusted::Untrusted;

use super::metadata::{find, metadata};
use super::{front_tree, split, without_nul};

/// Reads the front matter of `text`; what cannot be understood was not said.
#[must_use]
pub fn stated(text: &str, settings: &Settings) -> Stated {
    let split = split::split(text.as_bytes());
    let yaml: &Cow<'_, str> = &without_nul(&text[split.yaml.range()]);
    let (front, _) = front_tree(yaml, split.has_front_matter, split.yaml.start, &split.faults);
    let Some(front) = front else { return Stated::default() };
    let meta = metadata(&front, settings);
    Stated {
        licenses: find(&front, settings, "license").map_or_else(Vec::new, texts),
        authors: meta.authors,
        sources: meta.sources,
    }
}

/// One text, or the texts of a list.
fn texts(node: &Node) -> Vec<Untrusted> {
    let items = node.as_sequence().unwrap_or(std::slice::from_ref(node));
    let texts = items.iter().filter_map(Node::as_text).map(str::trim);
    texts.filter(|text| !text.is_empty()).map(Untrusted::new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(front: &str, licenses: &[&str], authors: &[&str]) {
        let settings = Settings::unconfigured("test");
        let stated = stated(&format!("---\n{front}---\nLicense: MIT\n"), &settings);
        let raw = |texts: &[Untrusted]| {
            texts.iter().map(|text| text.raw().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            (raw(&stated.licenses), raw(&stated.authors)),
            (
                licenses.iter().map(|it| (*it).to_owned()).collect(),
                authors.iter().map(|it| (*it).to_owned()).collect(),
            )
        );
    }

    #[test]
    fn a_licence_is_a_text_or_a_list_of_texts() {
        check("license: ' MIT '\nauthors: Jo Doe\n", &["MIT"], &["Jo Doe"]);
        check("license: [MIT, '', 0BSD]\n", &["MIT", "0BSD"], &[]);
        check("license:\nauthors: [{name: Jo Doe}]\n", &[], &["Jo Doe"]);
    }

    #[test]
    fn front_matter_that_cannot_be_read_says_nothing() {
        check("license: [MIT\n", &[], &[]);
        assert_eq!(stated("License: MIT\n", &Settings::unconfigured("test")), Stated::default());
    }

    #[test]
    fn a_foreign_name_of_the_field_counts() {
        let mut settings = Settings::unconfigured("test");
        settings.fields.insert("License".to_owned(), "license".to_owned());
        let stated = stated("---\nLicense: MIT\n---\n", &settings);
        assert_eq!(stated.licenses, [Untrusted::from("MIT")]);
    }
}
