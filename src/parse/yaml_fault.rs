//! What is said of YAML that cannot be read, or that we do not take.

use super::quote::quote;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::text::Span;

/// The fault of writing a key twice.
pub(super) fn duplicate(key: &str, span: Span, first: Span) -> Fault {
    Fault::new(FaultKind::DuplicateKey, span, format!("the key {} is written twice", quote(key)))
        .help("keep one of the two")
        .related(first, "first written here")
}

/// The fault of an alias: `*name`.
pub(super) fn alias(span: Span) -> Fault {
    unsupported(span, "aliases are not used in front matter")
        .help("write the value out, or put it in quotes if the `*` belongs to the text")
}

pub(super) fn unsupported(span: Span, message: impl Into<String>) -> Fault {
    Fault::new(FaultKind::UnsupportedYaml, span, message)
}

/// The fault of a line indented with a tab.
pub(super) fn tab(indentation: Span) -> Fault {
    syntax(indentation, "a tab indents this line")
        .help("indent with spaces: YAML does not take tabs")
}

pub(super) fn syntax(span: Span, message: impl Into<String>) -> Fault {
    Fault::new(FaultKind::YamlSyntax, span, message)
}
