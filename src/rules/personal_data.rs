//! KB805: what tells of a person, an account or a machine of somebody's.
//!
//! Only what has a shape: a name in a sentence is for reviewers. Three passes
//! look for single bytes; a text without them costs no more. What is found is
//! never printed again.

use memchr::{memchr_iter, memchr3_iter};

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::node::Node;
use crate::domain::text::Span;

use super::context::ArticleContext;
use super::masked::{mask, values};
use super::report::{Report, quote};
use super::{Check, Rule};
use super::{personal_iban, personal_mail, personal_network, personal_phone};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB805",
        name: "personal-data",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "An address, a number or a host of somebody's is written out.",
        doc: include_str!("personal_data.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Mail,
    Phone,
    Account,
    Ipv4,
    Ipv6,
    Host,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Mail => "an e-mail address",
            Self::Phone => "a telephone number",
            Self::Account => "a bank account number",
            Self::Ipv4 | Self::Ipv6 => "a public IP address",
            Self::Host => "a host inside a network",
        }
    }

    pub(super) fn way_out(self) -> &'static str {
        match self {
            Self::Mail => "leave it out, or write one that is nobody's: `name@example.org`",
            Self::Phone | Self::Account => "leave it out",
            Self::Ipv4 => "leave it out, or write one for documentation: `192.0.2.1`",
            Self::Ipv6 => "leave it out, or write one for documentation: `2001:db8::1`",
            Self::Host => "leave it out, or write one that is nobody's: `host.example.org`",
        }
    }
}

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let mut found = find(context.text);
    if found.is_empty() {
        return;
    }
    found.retain(|(span, kind)| *kind != Kind::Mail || !is_attribution(context, *span));
    for value in values(context, found) {
        let shown = mask(context.written(value.span));
        let message = format!("{} is {}", quote(&shown), value.what.name());
        // The digest of a number is as good as the number: there are few enough to try.
        let found = report.about(context.article, context.place(value.span), shown, message);
        found.help(value.what.way_out());
        value.mark(context, found);
    }
}

/// Everything of `text`, in order; nothing overlaps.
pub(super) fn find(text: &str) -> Vec<(Span, Kind)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    for at in memchr3_iter(b'@', b'+', b':', bytes) {
        let one = match bytes[at] {
            b'@' => personal_mail::mail_at(text, at).map(|span| (span, Kind::Mail)),
            b'+' => personal_phone::international_at(text, at).map(|span| (span, Kind::Phone)),
            _ => personal_phone::labelled_at(text, at)
                .map(|span| (span, Kind::Phone))
                .or_else(|| personal_network::ipv6_at(text, at).map(|span| (span, Kind::Ipv6))),
        };
        found.extend(one);
    }
    for at in memchr_iter(b'.', bytes) {
        let one = match bytes.get(at + 1) {
            Some(b'0'..=b'9') => personal_network::ipv4_at(text, at).map(|span| (span, Kind::Ipv4)),
            Some(b'c' | b'i' | b'l' | b'C' | b'I' | b'L') => {
                personal_network::host_at(text, at).map(|span| (span, Kind::Host))
            }
            Some(b' ' | b'*') => {
                personal_phone::labelled_at(text, at).map(|span| (span, Kind::Phone))
            }
            _ => None,
        };
        found.extend(one);
    }
    personal_iban::find(text, |span| found.push((span, Kind::Account)));
    found.sort_unstable();
    let mut end = 0;
    found.retain(|(span, _)| {
        let is_apart = span.start >= end;
        end = if is_apart { span.end } else { end };
        is_apart
    });
    found
}

/// Words of fields that say whose work an article is, in our trees and in others.
const ATTRIBUTION: [&str; 8] =
    ["author", "contact", "contribut", "editor", "maintain", "owner", "review", "source"];

/// True if `span` lies in a field of the front matter that says whose work the article is:
/// who writes an address there wants to be reached.
fn is_attribution(context: &ArticleContext<'_>, span: Span) -> bool {
    says_whose(context.article.front.as_ref(), span)
}

/// The same of the front matter `front`.
pub(super) fn says_whose(front: Option<&Node>, span: Span) -> bool {
    let front = front.filter(|front| front.span.end >= span.end);
    let entries = front.and_then(|front| front.as_mapping()).unwrap_or_default();
    let before = entries.partition_point(|entry| entry.key_span.start <= span.start);
    entries[..before].last().is_some_and(|entry| {
        let key = entry.key.to_ascii_lowercase();
        ATTRIBUTION.iter().any(|word| key.contains(word))
    })
}

#[cfg(test)]
#[path = "personal_data_tests.rs"]
mod tests;
