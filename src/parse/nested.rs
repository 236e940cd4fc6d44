//! The declared interests of front matter, decoded by type.
//!
//! The last step of reading. The tree has been checked before, so that hostile
//! YAML never reaches the typed decoder, and a block of another shape is left
//! out here because a rule reports it.

use serde::Deserialize;

use crate::domain::article::Disclosure;
use crate::domain::node::Node;
use crate::domain::untrusted::Untrusted;

#[derive(Deserialize)]
struct WithDisclosure {
    disclosure: WrittenDisclosure,
}

#[derive(Deserialize)]
struct WrittenDisclosure {
    interest: Option<String>,
    speaks_for: Option<String>,
    funding: Option<Scalar>,
    ai: Option<String>,
    note: Option<Scalar>,
}

/// Text, or a number or boolean that somebody forgot to quote.
#[derive(Deserialize)]
#[serde(untagged)]
enum Scalar {
    Text(String),
    Whole(i64),
    Number(f64),
    Boolean(bool),
}

impl Scalar {
    fn into_text(self) -> Untrusted {
        Untrusted::new(match self {
            Self::Text(text) => text,
            Self::Whole(number) => number.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Boolean(answer) => answer.to_string(),
        })
    }
}

/// What the tree `front`, whose text is `yaml`, declares; `None` if nothing.
pub(super) fn disclosure(front: &Node, yaml: &str) -> Option<Disclosure> {
    front.get("disclosure")?;
    let written = serde_yaml::from_str::<WithDisclosure>(yaml).ok()?.disclosure;
    Some(Disclosure {
        interest: written.interest.map(Untrusted::new),
        speaks_for: written.speaks_for.map(Untrusted::new),
        funding: written.funding.map(Scalar::into_text),
        ai: written.ai.map(Untrusted::new),
        note: written.note.map(Scalar::into_text),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::node::{Entry, Value};
    use crate::domain::text::Span;

    /// A tree with a disclosure and nothing in it: only its presence matters here.
    fn tree() -> Node {
        let empty = Node { span: Span::at(0), value: Value::Null };
        let key = "disclosure".to_owned();
        let entry = Entry { key, key_span: Span::at(0), value: empty };
        Node { span: Span::at(0), value: Value::Mapping(vec![entry]) }
    }

    #[test]
    fn what_is_not_declared_is_absent_and_unquoted_numbers_are_text() {
        let declared = disclosure(&tree(), "disclosure: {ai: generated, funding: 2019}");
        let declared = declared.expect("it is well formed");
        assert_eq!(declared.ai, Some(Untrusted::from("generated")));
        assert_eq!(declared.funding, Some(Untrusted::from("2019")));
        assert_eq!(declared.interest, None);
    }

    #[test]
    fn a_block_of_another_shape_is_left_out() {
        assert_eq!(disclosure(&tree(), "disclosure: [none]"), None);
    }
}
