//! Parameters of web addresses that serve whoever counts or sells, not the reader.

use super::web::is_below;

/// A parameter as it is written in an address.
pub(super) struct Parameter<'a> {
    /// What stands before it: nothing, `&` or `&amp;`.
    separator: &'a str,
    /// The whole of it.
    written: &'a str,
    /// Before the `=`.
    pub(super) name: &'a str,
    /// After the `=`.
    value: &'a str,
}

/// What a parameter is there for, if not for the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To know who sent whom: the page is the same without it.
    Tracking,
    /// To pay whoever made the link.
    Affiliate,
}

/// Beginnings of names of campaigns: those of Google Analytics and of its free peers
/// (<https://support.google.com/analytics/answer/10917952>, <https://matomo.org/faq/reports/what-is-campaign-tracking-and-why-it-is-important/>).
const CAMPAIGNS: [&str; 5] = ["utm_", "mtm_", "pk_campaign", "pk_kwd", "hsa_"];

/// Names by which a click or a mailing is known again: those that Firefox takes out of addresses
/// (<https://firefox-source-docs.mozilla.org/toolkit/components/antitracking/anti-tracking/query-stripping/>),
/// and what else advertising systems and senders of mail append. Sorted, in lower case.
#[rustfmt::skip] // One name a line would be a page.
const TRACKING: [&str; 36] = [
    "__hsfp", "__hssc", "__hstc", "__s", "_ga", "_gl", "_hsenc", "_hsmi", "_openstat", "dclid",
    "epik", "fbclid", "gad_source", "gbraid", "gclid", "gclsrc", "hsctatracking", "igsh", "igshid",
    "li_fat_id", "mc_cid", "mc_eid", "mibextid", "mkt_tok", "ml_subscriber", "ml_subscriber_hash",
    "msclkid", "oly_anon_id", "oly_enc_id", "rb_clickid", "srsltid", "ttclid", "twclid", "vero_id",
    "wbraid", "yclid",
];

/// Names that only one host means so, with the host: who shared a video or a song.
const TRACKING_AT: [(&str, &str); 4] =
    [("si", "youtu.be"), ("si", "youtube.com"), ("si", "spotify.com"), ("ref_src", "twitter.com")];

/// Names by which networks of sellers know whom to pay: Awin, CJ, Impact, Rakuten, and what
/// shops call it themselves.
const AFFILIATE: [&str; 14] = [
    "aff",
    "aff_id",
    "affid",
    "affiliate",
    "affiliate_id",
    "affiliateid",
    "awc",
    "awinaffid",
    "cjevent",
    "irclickid",
    "partnerid",
    "raneaid",
    "ranmid",
    "ransiteid",
];

/// Names that belong to the tag of a partner of Amazon.
const BESIDE_TAG: [&str; 5] = ["ascsubtag", "creative", "creativeasin", "linkcode", "linkid"];

/// What a `ref` means that names no partner: branches.
const BRANCHES: [&str; 6] = ["dev", "develop", "head", "main", "master", "trunk"];
/// Parts of the names of hosts where `ref` is one of git.
const FORGES: [&str; 4] = ["git", "bitbucket", "codeberg", "forge"];

/// What `parameter` of an address at `host` is there for.
pub(super) fn purpose(host: &str, parameter: &Parameter<'_>) -> Option<Purpose> {
    let name = parameter.name.to_ascii_lowercase();
    let at = |domain: &str| is_below(host, &[domain]);
    let is_tracking = CAMPAIGNS.iter().any(|start| name.starts_with(start))
        || TRACKING.binary_search(&name.as_str()).is_ok()
        || TRACKING_AT.iter().any(|(known, domain)| name == *known && at(domain));
    if is_tracking {
        return Some(Purpose::Tracking);
    }
    let is_amazon = host.split('.').any(|label| label.eq_ignore_ascii_case("amazon"));
    let is_affiliate = AFFILIATE.contains(&name.as_str())
        || is_amazon && (name == "tag" && is_tag(parameter.value))
        || is_amazon && BESIDE_TAG.contains(&name.as_str())
        || name == "ref" && names_partner(host, parameter.value);
    is_affiliate.then_some(Purpose::Affiliate)
}

/// True for `example-20`: partners of Amazon are known by a name and two digits of their country.
fn is_tag(value: &str) -> bool {
    let digits = value.rsplit_once('-').map(|(_, digits)| digits.as_bytes());
    digits.is_some_and(|digits| digits.len() == 2 && digits.iter().all(u8::is_ascii_digit))
}

/// True if a `ref` is one word that is no branch, at a host that keeps no source code.
fn names_partner(host: &str, value: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let is_branch = BRANCHES.iter().any(|branch| value.eq_ignore_ascii_case(branch));
    let is_forge = FORGES.iter().any(|part| host.contains(part));
    !value.is_empty() && value.chars().all(is_word) && !is_branch && !is_forge
}

/// The parameters of `address`; none if it is an address within an address, whose parameters
/// are not to be told apart.
pub(super) fn parameters(address: &str) -> impl Iterator<Item = Parameter<'_>> {
    let query = parts(address).map_or("", |(_, query, _)| query);
    query.split('&').enumerate().map(|(index, part)| {
        let escaped = part.strip_prefix("amp;").filter(|_| index > 0);
        let separator = match (index, escaped) {
            (0, _) => "",
            (_, Some(_)) => "&amp;",
            (_, None) => "&",
        };
        let written = escaped.unwrap_or(part);
        let (name, value) = written.split_once('=').unwrap_or((written, ""));
        Parameter { separator, written, name, value }
    })
}

/// `address` without the parameters that `is_unwanted`; all else stays as it is written.
pub(super) fn without(address: &str, is_unwanted: impl Fn(&Parameter<'_>) -> bool) -> String {
    let Some((before, _, fragment)) = parts(address) else { return address.to_owned() };
    let mut bare = before.to_owned();
    let mut is_first = true;
    for parameter in parameters(address).filter(|parameter| !is_unwanted(parameter)) {
        bare.push_str(if is_first { "?" } else { parameter.separator });
        bare.push_str(parameter.written);
        is_first = false;
    }
    bare + fragment
}

/// What is before the query, the query, and the fragment with its `#`.
fn parts(address: &str) -> Option<(&str, &str, &str)> {
    let fragment = address.find('#').unwrap_or(address.len());
    let (rest, fragment) = address.split_at(fragment);
    let (before, query) = rest.split_once('?')?;
    let is_nested = before.matches("://").count() > 1;
    (!is_nested).then_some((before, query, fragment))
}

#[cfg(test)]
#[path = "tracking_tests.rs"]
mod tests;
