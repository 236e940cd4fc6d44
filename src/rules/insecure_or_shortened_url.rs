//! KB410: a web address that anybody on the way can change, or that hides where it leads.
//!
//! Nothing is looked up: an address is only rewritten where its host is known to
//! answer by `https`, from the list here or from `kb.toml`.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::markdown::Link;
use crate::domain::text::Span;

use super::context::ArticleContext;
use super::reference::is_template;
use super::report::{Report, quote};
use super::web::{Web, is_below};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB410",
        name: "insecure-or-shortened-url",
        level: Level::Off,
        fix: FixKind::Safe,
        summary: "A web address is not encrypted, or hides where it leads.",
        doc: include_str!("insecure_or_shortened_url.md"),
    },
    draft: Level::Off,
    check: Check::Article(check),
};

/// What is always reached by `https`, with everything below it: top-level domains and hosts that
/// browsers preload (<https://source.chromium.org/chromium/chromium/src/+/main:net/http/transport_security_state_static.json>).
const ALWAYS_SECURE: [&str; 6] =
    ["app", "dev", "page", "github.com", "wikipedia.org", "wikimedia.org"];
/// Services that give a short name to any address.
const SHORTENERS: [&str; 16] = [
    "bit.ly",
    "buff.ly",
    "cutt.ly",
    "goo.gl",
    "is.gd",
    "lnkd.in",
    "ow.ly",
    "rb.gy",
    "rebrand.ly",
    "shorturl.at",
    "t.co",
    "t.ly",
    "tiny.cc",
    "tinyurl.com",
    "tr.im",
    "v.gd",
];
/// Names that no certificate is given for, or that stand for others: RFC 2606, RFC 6761,
/// RFC 6762 and RFC 9476.
const RESERVED: [&str; 10] = [
    "alt",
    "example",
    "example.com",
    "example.net",
    "example.org",
    "internal",
    "invalid",
    "local",
    "localhost",
    "test",
];
/// The scheme that is not encrypted.
const INSECURE: &str = "http";

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    for link in &context.article.outline.links {
        let destination = link.destination(context.text);
        let Some(Web { is_insecure, host, port }) = Web::of(destination) else { continue };
        if is_below(host, &SHORTENERS) {
            let message = format!("{} hides where the link leads", quote(host));
            let place = context.place(link.span);
            let found = report.about(context.article, place, destination, message);
            found.help("follow it, and write the address that you arrive at");
        } else if is_insecure && !is_local(host) && !is_template(destination) {
            report_insecure(context, link, (host, port), report);
        }
    }
}

/// True for names and numbers that only a network of somebody's own knows.
fn is_local(host: &str) -> bool {
    let is_number = host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    !host.contains('.') || is_number || is_below(host, &RESERVED)
}

fn report_insecure(
    context: &ArticleContext<'_>,
    link: &Link,
    (host, port): (&str, Option<&str>),
    report: &mut Report<'_>,
) {
    let destination = link.destination(context.text);
    let message = format!("{} is not encrypted", quote(destination));
    let place = context.place(link.span);
    let found = report.about(context.article, place, destination, message);
    let is_known =
        is_below(host, &ALWAYS_SECURE) || is_below(host, &context.around.settings.https_hosts);
    if !is_known || port.is_some() {
        found.help("if the page is there by `https` too, write that");
        return;
    }
    found.help("write `https`");
    let start = link.span.start;
    let scheme = Span::new(start..start + INSECURE.len());
    if link.destination.is_none() && context.written(scheme).eq_ignore_ascii_case(INSECURE) {
        found.replace(FixKind::Safe, "write `https`", &context.place(scheme), "https");
    }
}

#[cfg(test)]
#[path = "insecure_or_shortened_url_tests.rs"]
mod tests;
