//! Where rules put what they find.

use crate::domain::article::{Article, Status};
use crate::domain::finding::{Finding, Level, Place};
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::sanitise;

use super::Rule;

/// Collects the findings of one rule.
pub struct Report<'r> {
    rule: &'static Rule,
    findings: &'r mut Vec<Finding>,
}

impl<'r> Report<'r> {
    /// A report of `rule` that adds to `findings`.
    pub fn new(rule: &'static Rule, findings: &'r mut Vec<Finding>) -> Self {
        Self { rule, findings }
    }

    /// Adds a finding about `article` at `place`; `subject` is the offending text itself.
    pub fn about(
        &mut self,
        article: &Article,
        place: Place,
        subject: impl Into<String>,
        message: impl Into<String>,
    ) -> &mut Finding {
        let is_draft = article.meta.status == Status::Draft;
        let level =
            if is_draft { self.rule.meta.level.min(self.rule.draft) } else { self.rule.meta.level };
        self.push(level, Some(article), Some(place), subject.into(), message.into())
    }

    /// Adds a finding about a file that is no article.
    pub fn file(&mut self, path: &ArticlePath, message: impl Into<String>) -> &mut Finding {
        let place = Place { path: path.clone(), region: None };
        let subject = path.lossy();
        self.push(self.rule.meta.level, None, Some(place), subject, message.into())
    }

    /// Adds a finding about the library as a whole.
    pub fn library(
        &mut self,
        subject: impl Into<String>,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.push(self.rule.meta.level, None, None, subject.into(), message.into())
    }

    fn push(
        &mut self,
        level: Level,
        article: Option<&Article>,
        place: Option<Place>,
        subject: String,
        message: String,
    ) -> &mut Finding {
        self.findings.push(Finding {
            rule: &self.rule.meta,
            level,
            article: article.map(|article| article.id.clone()),
            place,
            message,
            help: None,
            labels: Vec::new(),
            fixes: Vec::new(),
            subject,
            fingerprint: String::new(),
        });
        self.findings.last_mut().expect("a finding was just pushed")
    }
}

/// The most characters of content that a message quotes.
const QUOTED_MAX: usize = 60;

/// Content as it may stand in a message: in backticks, harmless, and cut if it is long.
pub(super) fn quote(content: &str) -> String {
    let mut start: String = content.chars().take(QUOTED_MAX).collect();
    if start.len() < content.len() {
        start.push('…');
    }
    format!("`{}`", sanitise(&start))
}

/// Names as they may stand in a message: "`a`, `b` and `c`".
pub(super) fn quote_all<S: AsRef<str>>(names: &[S], conjunction: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| quote(name.as_ref())).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {conjunction} {last}", first.join(", ")),
    }
}
