//! KB309: a body that is not the one that was reviewed.
//!
//! Said once for each article, by the best that is known: of a change that is looked at, what it
//! did; else whether the body still has the digest that the review recorded, and how far history
//! says that it moved. Where the digest is the same, nothing that happened in between counts.

use jiff::civil::Date;

use crate::domain::article::{Article, Status, Written};
use crate::domain::body_digest::{BodyDigest, DigestFault};
use crate::domain::drift::Drift;
use crate::domain::finding::{FixKind, Level, Place, RuleMeta};
use crate::domain::text::Span;
use crate::domain::untrusted::shell_word;

use super::context::LibraryContext;
use super::fields::{governs, name_of};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB309",
        name: "changed-since-review",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "The body is not the one that was reviewed.",
        doc: include_str!("changed_since_review.md"),
    },
    draft: Level::Off,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    if !governs(context.around.settings, "review.on") {
        return;
    }
    let active = |article: &&Article| article.meta.status == Status::Active;
    for article in context.articles.values().filter(active) {
        Case { context, article }.check(report);
    }
}

/// One article with a review.
struct Case<'c, 'l> {
    context: &'c LibraryContext<'l>,
    article: &'c Article,
}

impl Case<'_, '_> {
    fn check(&self, report: &mut Report<'_>) {
        let review = &self.article.meta.review;
        let reviewed = review.body.as_ref().map(|body| BodyDigest::parse(body.value.raw()));
        if let Some(Err(fault)) = &reviewed {
            self.tell_fault(fault, report);
        }
        let Some(on) = &review.on else { return };
        let edit = (self.context.edits)(&self.article.path);
        if let Some(edit) = edit.filter(|edit| edit.drift.is_any() && !edit.is_reviewed) {
            self.tell_edit((edit.drift, on), report);
            return;
        }
        let reviewed = reviewed.and_then(Result::ok).zip(self.article.body_digest);
        match (reviewed, self.known_drift()) {
            (Some((reviewed, now)), _) if reviewed == now => {}
            (_, Some(drift)) => self.tell_drift((drift, on), report),
            (Some(_), None) => self.tell_change(on, report),
            (None, None) => {}
        }
    }

    /// How far the body moved, if history says that it did.
    fn known_drift(&self) -> Option<Drift> {
        let claim = self.context.claims?.by_path.get(&self.article.path)?;
        claim.drift.filter(|drift| drift.is_any())
    }

    /// Says that the written digest cannot be compared.
    fn tell_fault(&self, fault: &DigestFault, report: &mut Report<'_>) {
        let Some(body) = &self.article.meta.review.body else { return };
        let field = quote(name_of(self.context.around.settings, "review.body"));
        let (says, help, level) = match fault {
            DigestFault::Malformed => (
                format!("{} is no digest of a body", quote(body.value.raw())),
                format!("write `n1-sha256:` and 64 digits, or leave {field} out"),
                Level::Warning,
            ),
            DigestFault::UnknownScheme(scheme) => (
                format!("this release does not know the digest {}", quote(scheme)),
                format!("check with a release that does, or leave {field} out"),
                Level::Info,
            ),
        };
        report
            .about(self.article, self.place(body.span), body.value.raw(), says)
            .help(help)
            .at_most(level);
    }

    /// Says what the change at hand does under a review that stays.
    fn tell_edit(&self, (drift, on): (Drift, &Written<Date>), report: &mut Report<'_>) {
        let says = format!("{}; its review of {} stays", changed(drift, "here"), on.value);
        let help = format!(
            "nothing has to follow; if somebody reviewed it as it is now, {} records that",
            self.command()
        );
        report
            .about(self.article, self.place(on.span), on.value.to_string(), says)
            .help(help)
            .at_most(Level::Info);
    }

    /// Says that the body has another digest than the one that was reviewed.
    fn tell_change(&self, on: &Written<Date>, report: &mut Report<'_>) {
        let body = self.article.meta.review.body.as_ref();
        let place = self.place(body.and_then(|body| body.span));
        let says = format!("the body has changed since its review of {}", on.value);
        let help = format!("read what changed, then record a review with {}", self.command());
        report.about(self.article, place, on.value.to_string(), says).help(help);
    }

    /// Says how far history knows that the body moved.
    fn tell_drift(&self, (drift, on): (Drift, &Written<Date>), report: &mut Report<'_>) {
        let when = format!("since its review of {}", on.value);
        let rest = if drift.is_rewritten() { ": the review is as good as none" } else { "" };
        let says = format!("{}{rest}", changed(drift, &when));
        let level = if drift.is_changed() { Level::Warning } else { Level::Info };
        let help = format!("read what changed, then record a review with {}", self.command());
        report
            .about(self.article, self.place(on.span), on.value.to_string(), says)
            .help(help)
            .at_most(level);
    }

    fn command(&self) -> String {
        format!("`kb review {}`", shell_word(self.article.id.raw()))
    }

    fn place(&self, span: Option<Span>) -> Place {
        self.context.place(&self.article.path, span)
    }
}

/// How much changed, and what of it matters more than its share.
fn changed(drift: Drift, when: &str) -> String {
    let kinds = match drift.kinds().as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        few => few.concat(),
    };
    let share = match (drift.changed_words, drift.percent()) {
        (0, _) => return format!("{kinds} changed {when}"),
        (_, 0) => "less than 1 %".to_owned(),
        (_, percent) => format!("{percent} %"),
    };
    let among = if kinds.is_empty() { kinds } else { format!(", {kinds} among them") };
    format!("{share} of its words changed {when}{among}")
}

#[cfg(test)]
#[path = "changed_since_review_tests.rs"]
mod tests;
