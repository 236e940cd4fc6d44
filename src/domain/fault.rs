//! What reading a file can stumble over, before any rule looks at it.
//!
//! Reading never stops at the first fault and never fails: it says what it
//! met, and a rule turns each fault into a finding.

use super::text::Span;

/// What kind of fault; one rule each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// KB001: a byte sequence that is not UTF-8.
    NotUtf8,
    /// KB002: U+FEFF at the start.
    ByteOrderMark,
    /// KB004: a control, bidirectional or invisible character.
    ForbiddenCharacter,
    /// KB006: the file or its front matter is larger than we read.
    TooLarge,
    /// KB008: the marks of a merge that was not finished.
    MergeConflict,
    /// KB101: the file does not start with `---`.
    MissingFrontMatter,
    /// KB102: `---` is never closed.
    UnclosedFrontMatter,
    /// KB103: not YAML.
    YamlSyntax,
    /// KB104: the same key twice.
    DuplicateKey,
    /// KB105: YAML that front matter does not use.
    UnsupportedYaml,
    /// KB325: a comment that is to give a statement its day and does not.
    InvalidReviewAfter,
}

/// One fault: what, where, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which rule reports it.
    pub kind: FaultKind,
    /// Where it is.
    pub span: Span,
    /// The fact, lower case, without full stop.
    pub message: String,
    /// The way out.
    pub help: Option<String>,
    /// A second place and what is there.
    pub related: Option<(Span, String)>,
    /// What to put in place of which bytes to mend it, if that is safe.
    pub fix: Option<(Span, String)>,
}

impl Fault {
    /// A fault without a second place or a fix.
    #[must_use]
    pub fn new(kind: FaultKind, span: Span, message: impl Into<String>) -> Self {
        Self { kind, span, message: message.into(), help: None, related: None, fix: None }
    }

    /// Adds the way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn related(mut self, span: Span, says: impl Into<String>) -> Self {
        self.related = Some((span, says.into()));
        self
    }

    /// Adds the safe edit that mends it.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some((span, text.into()));
        self
    }
}
