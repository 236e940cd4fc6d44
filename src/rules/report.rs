//! Where rules put what they find.

use crate::domain::article::{Article, Status};
use crate::domain::finding::{Finding, Level, Place};
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::sanitise;

use super::Rule;

/// The most findings of one rule that are told of one file; one more counts the rest.
///
/// Nobody reads more, and a megabyte of broken links must not fill the memory.
pub const TOLD_MAX: usize = 1_000;

/// Collects the findings of one rule.
pub struct Report<'r> {
    rule: &'static Rule,
    findings: &'r mut Vec<Finding>,
    /// The file that findings are about just now, and how many there were. Rules go from file
    /// to file.
    current: Option<(ArticlePath, usize)>,
    /// The last finding that was only counted.
    untold: Option<Finding>,
}

impl<'r> Report<'r> {
    /// A report of `rule` that adds to `findings`.
    pub fn new(rule: &'static Rule, findings: &'r mut Vec<Finding>) -> Self {
        Self { rule, findings, current: None, untold: None }
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
        let level = if is_draft { self.level().min(self.rule.draft) } else { self.level() };
        self.push(level, Some(article), Some(place), subject.into(), message.into())
    }

    /// Adds a finding about a file that is no article.
    pub fn file(&mut self, path: &ArticlePath, message: impl Into<String>) -> &mut Finding {
        let place = Place { path: path.clone(), region: None };
        let subject = path.lossy();
        self.push(self.level(), None, Some(place), subject, message.into())
    }

    /// Adds a finding at a place in a file that is no article.
    pub fn elsewhere(
        &mut self,
        place: Place,
        subject: impl Into<String>,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.push(self.level(), None, Some(place), subject.into(), message.into())
    }

    /// Adds a finding about the library as a whole.
    pub fn about_library(
        &mut self,
        subject: impl Into<String>,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.push(self.level(), None, None, subject.into(), message.into())
    }

    /// The level of the rule; a rule that is off weighs least when it runs all the same,
    /// because somebody asked for it.
    fn level(&self) -> Level {
        self.rule.meta.level.max(Level::Info)
    }

    fn push(
        &mut self,
        level: Level,
        article: Option<&Article>,
        place: Option<Place>,
        subject: String,
        message: String,
    ) -> &mut Finding {
        let path = place.as_ref().map(|place| place.path.clone());
        let finding = Finding {
            rule: &self.rule.meta,
            level,
            article: article.map(|article| article.id.clone()),
            place,
            message,
            help: None,
            labels: Vec::new(),
            depends_on: Vec::new(),
            fixes: Vec::new(),
            subject,
            is_on_changed_line: false,
            fingerprint: String::new(),
            is_masked: false,
        };
        if self.count(path) > TOLD_MAX {
            return self.untold.insert(finding);
        }
        self.findings.push(finding);
        self.findings.last_mut().expect("a finding was just pushed")
    }

    /// How many findings there are about the file at `path` with the one to come.
    fn count(&mut self, path: Option<ArticlePath>) -> usize {
        match (&mut self.current, path) {
            (Some((current, count)), Some(path)) if *current == path => {
                *count += 1;
                *count
            }
            (_, path) => {
                self.tell_the_rest();
                self.current = path.map(|path| (path, 1));
                1
            }
        }
    }

    /// Counts what was not told of the file at hand.
    fn tell_the_rest(&mut self) {
        let (Some(last), Some((path, count))) = (self.untold.take(), &self.current) else {
            return;
        };
        let more = count - TOLD_MAX;
        self.findings.push(Finding {
            place: Some(Place { path: path.clone(), region: None }),
            message: format!("and {more} more of the same in this file"),
            help: Some("mend those that are told, then check again".to_owned()),
            labels: Vec::new(),
            depends_on: Vec::new(),
            fixes: Vec::new(),
            subject: String::new(),
            ..last
        });
    }
}

impl Drop for Report<'_> {
    fn drop(&mut self) {
        self.tell_the_rest();
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

#[cfg(test)]
#[path = "report_tests.rs"]
mod tests;
