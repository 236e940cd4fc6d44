//! Something wrong with an article: data, never an error of the tool.

use super::id::ArticleId;
use super::path::ArticlePath;
use super::text::{Position, Region, Span};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Not reported at all.
    Off,
    /// Worth knowing; shown with `-v`.
    Info,
    /// Should be mended; fails nothing by itself.
    Warning,
    /// Must be mended.
    Error,
}

impl Level {
    /// The word for it: `off`, `info`, `warning`, `error`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Whether `--fix` can mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixKind {
    /// There is no mechanical way.
    None,
    /// A fix that cannot change what the article says.
    Safe,
    /// A proposal that a person must judge.
    Offered,
}

/// What a rule is called and what it is for.
#[derive(Debug)]
pub struct RuleMeta {
    /// The stable code, `KB201`.
    pub code: &'static str,
    /// The stable name, `unknown-license`.
    pub name: &'static str,
    /// Its level where `kb.toml` says nothing, on active articles.
    pub level: Level,
    /// Whether it can be fixed.
    pub fix: FixKind,
    /// One line: what it finds.
    pub summary: &'static str,
    /// The embedded page: why, bad, good, fix.
    pub doc: &'static str,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub path: ArticlePath,
    /// The bytes and their positions; `None` if the finding is about the file as a whole.
    pub region: Option<Region>,
}

impl Place {
    /// Where it starts, line 1 column 1 for the file as a whole.
    #[must_use]
    pub fn start(&self) -> Position {
        self.region.map_or(Position { line: 1, column: 1 }, |region| region.start)
    }
}

/// A second place and what is there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What.
    pub text: String,
}

/// One replacement of bytes in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// The file.
    pub path: ArticlePath,
    /// The bytes that go.
    pub span: Span,
    /// The text that comes.
    pub text: String,
}

/// A way to mend a finding by editing files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an order: "write `CC-BY-4.0`".
    pub says: String,
    /// Whether it may be applied unseen.
    pub kind: FixKind,
    /// The edits; they belong together.
    pub edits: Vec<TextEdit>,
}

/// Something wrong: rule, fact, place, way out.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static RuleMeta,
    /// Its weight, after `kb.toml` and flags.
    pub level: Level,
    /// The article, if it is about one.
    pub article: Option<ArticleId>,
    /// Where; `None` if it is about the library as a whole.
    pub place: Option<Place>,
    /// The fact, lower case, without full stop.
    pub message: String,
    /// The way out.
    pub help: Option<String>,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// Files that it depends on and that no label names; not all of them need exist.
    pub depends_on: Vec<ArticlePath>,
    /// Ways to mend it.
    pub fixes: Vec<Fix>,
    /// The offending text itself: what the fingerprint is made of, so that moved lines keep it.
    pub subject: String,
    /// True if its line was added or changed since the revision it is compared with.
    pub is_on_changed_line: bool,
    /// Content-keyed identity, 16 hexadecimal digits; empty until all findings are in.
    pub fingerprint: String,
    /// True if the text at its places is to be kept from every output: say where, never show
    /// the lines.
    pub is_masked: bool,
}

impl Finding {
    /// The fact and the way out in one line.
    #[must_use]
    pub fn sentence(&self) -> String {
        let help = self.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
        format!("{}{help}", self.message)
    }

    /// Adds the way out.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a second place and what is there.
    pub fn label(&mut self, place: Place, text: impl Into<String>) -> &mut Self {
        self.labels.push(Label { place, text: text.into() });
        self
    }

    /// Says that it comes and goes with the file at `path`.
    pub fn depends_on(&mut self, path: &ArticlePath) -> &mut Self {
        self.depends_on.push(path.clone());
        self
    }

    /// Keeps the text at its places from every output.
    pub fn mask(&mut self) -> &mut Self {
        self.is_masked = true;
        self
    }

    /// Lowers the level: a finding may weigh less than its rule, never more.
    pub fn at_most(&mut self, level: Level) -> &mut Self {
        self.level = self.level.min(level);
        self
    }

    /// Adds a fix that replaces the bytes of `place` by `text`.
    pub fn replace(
        &mut self,
        kind: FixKind,
        says: impl Into<String>,
        place: &Place,
        text: impl Into<String>,
    ) -> &mut Self {
        if let Some(region) = place.region {
            let edit = TextEdit { path: place.path.clone(), span: region.span, text: text.into() };
            self.fixes.push(Fix { says: says.into(), kind, edits: vec![edit] });
        }
        self
    }
}
