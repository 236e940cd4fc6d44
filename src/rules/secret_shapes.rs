//! What secrets look like: the shapes that those who issue them promise, and no others.
//!
//! One pass over the bytes finds the beginnings; only behind one is anything
//! looked at. A word that merely sounds like a secret has no shape here.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use jiff::civil::Date;

use crate::domain::text::Span;

use super::made_up::is_made_up;
use super::secret_block::{key_length, token_length};

/// Characters that a part of a token is made of.
type Set = fn(u8) -> bool;

/// One part of a token.
enum Part {
    /// This text.
    Text(&'static str),
    /// So many characters of a set, at least and at most; no more of them may follow.
    Run(Set, usize, usize),
}

/// What follows the beginning of a secret.
enum Rest {
    /// These parts, in order.
    Parts(&'static [Part]),
    /// The rest of a JSON Web Token.
    WebToken,
    /// The rest of a block of text with a private key.
    PrivateKey,
}

/// What one kind of secret looks like.
struct Shape {
    /// How it begins.
    start: &'static str,
    /// What it is, with its article.
    what: &'static str,
    /// How it goes on.
    rest: Rest,
}

use Part::{Run, Text};

const fn token(start: &'static str, what: &'static str, parts: &'static [Part]) -> Shape {
    Shape { start, what, rest: Rest::Parts(parts) }
}

fn digit(byte: u8) -> bool {
    byte.is_ascii_digit()
}

fn hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

/// RFC 4648 §6.
fn base32(byte: u8) -> bool {
    matches!(byte, b'A'..=b'Z' | b'2'..=b'7')
}

fn alphanumeric(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

/// RFC 4648 §5.
fn base64_url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// BIP 173, which age keys follow, in capitals.
fn bech32(byte: u8) -> bool {
    byte.is_ascii_digit() && byte != b'1'
        || byte.is_ascii_uppercase() && !matches!(byte, b'B' | b'I' | b'O')
}

const GITHUB: &str = "a GitHub token";
const GITLAB: &str = "a GitLab token";
const SLACK: &str = "a Slack token";
const AWS: &str = "an AWS access key id";
const DIGITALOCEAN: &str = "a DigitalOcean token";
const STRIPE: &str = "a Stripe live key";
const SHOPIFY: &str = "a Shopify access token";
const ANTHROPIC: &str = "an Anthropic API key";

/// `ghp_…`: the last 6 of the 36 are a checksum.
const GITHUB_REST: &[Part] = &[Run(alphanumeric, 36, 36)];
const GITLAB_REST: &[Part] = &[Run(base64_url, 20, 300)];
const AWS_REST: &[Part] = &[Run(base32, 16, 16)];
const HEX_64: &[Part] = &[Run(hex, 64, 64)];
const HEX_32: &[Part] = &[Run(hex, 32, 32)];
const STRIPE_REST: &[Part] = &[Run(alphanumeric, 24, 247)];
const ANTHROPIC_REST: &[Part] = &[Run(base64_url, 80, 120)];
const SLACK_BOT: &[Part] =
    &[Run(digit, 9, 14), Text("-"), Run(digit, 9, 14), Text("-"), Run(alphanumeric, 24, 34)];
const SLACK_USER: &[Part] = &[
    Run(digit, 9, 14),
    Text("-"),
    Run(digit, 9, 14),
    Text("-"),
    Run(digit, 9, 14),
    Text("-"),
    Run(hex, 32, 64),
];
const SLACK_APP: &[Part] = &[
    Run(digit, 1, 2),
    Text("-"),
    Run(alphanumeric, 8, 14),
    Text("-"),
    Run(digit, 9, 14),
    Text("-"),
    Run(hex, 32, 64),
];
const SLACK_HOOK: &[Part] = &[
    Run(alphanumeric, 8, 14),
    Text("/B"),
    Run(alphanumeric, 8, 14),
    Text("/"),
    Run(alphanumeric, 24, 24),
];

/// The shapes and who promises them.
static SHAPES: &[Shape] = &[
    // Labels and the form of the text: RFC 7468 §10 and §11; OpenPGP: RFC 9580 §6.2.
    Shape { start: "-----BEGIN ", what: "a private key", rest: Rest::PrivateKey },
    // https://github.com/C2SP/C2SP/blob/main/age.md
    token("AGE-SECRET-KEY-1", "an age secret key", &[Run(bech32, 58, 58)]),
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
    token("AKIA", AWS, AWS_REST),
    token("ASIA", AWS, AWS_REST),
    // https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
    token("ghp_", GITHUB, GITHUB_REST),
    token("gho_", GITHUB, GITHUB_REST),
    token("ghu_", GITHUB, GITHUB_REST),
    token("ghs_", GITHUB, GITHUB_REST),
    token("ghr_", GITHUB, GITHUB_REST),
    token(
        "github_pat_",
        GITHUB,
        &[Run(alphanumeric, 22, 22), Text("_"), Run(alphanumeric, 59, 59)],
    ),
    // https://docs.gitlab.com/security/tokens/#token-prefixes
    token("glpat-", GITLAB, GITLAB_REST),
    token("gldt-", GITLAB, GITLAB_REST),
    token("glrt-", GITLAB, GITLAB_REST),
    token("glptt-", GITLAB, GITLAB_REST),
    token("gloas-", GITLAB, GITLAB_REST),
    // https://docs.slack.dev/authentication/tokens and, for hooks,
    // https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
    token("xoxb-", SLACK, SLACK_BOT),
    token("xoxp-", SLACK, SLACK_USER),
    token("xapp-", SLACK, SLACK_APP),
    token("hooks.slack.com/services/T", "a Slack webhook address", SLACK_HOOK),
    // https://docs.cloud.google.com/docs/authentication/api-keys
    token("AIza", "a Google API key", &[Run(base64_url, 35, 35)]),
    // https://developers.google.com/identity/protocols/oauth2
    token("GOCSPX-", "a Google OAuth client secret", &[Run(base64_url, 28, 28)]),
    // https://docs.stripe.com/keys: those of the test mode open nothing.
    token("sk_live_", STRIPE, STRIPE_REST),
    token("rk_live_", STRIPE, STRIPE_REST),
    // https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/
    token("npm_", "an npm access token", &[Run(alphanumeric, 36, 36)]),
    // https://docs.pypi.org/api/secrets/: a macaroon for pypi.org or test.pypi.org.
    token("pypi-AgEIcHlwaS5vcmc", "a PyPI API token", &[Run(base64_url, 50, 1_000)]),
    token("pypi-AgENdGVzdC5weXBpLm9yZw", "a PyPI API token", &[Run(base64_url, 50, 1_000)]),
    // https://guides.rubygems.org/api-key-scopes/
    token("rubygems_", "a RubyGems API key", &[Run(hex, 48, 48)]),
    // https://docs.docker.com/security/access-tokens/
    token("dckr_pat_", "a Docker access token", &[Run(base64_url, 27, 27)]),
    // https://docs.digitalocean.com/reference/api/create-personal-access-token/
    token("dop_v1_", DIGITALOCEAN, HEX_64),
    token("doo_v1_", DIGITALOCEAN, HEX_64),
    // https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens
    token("shpat_", SHOPIFY, HEX_32),
    token("shpss_", SHOPIFY, HEX_32),
    // https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys
    token(
        "SG.",
        "a SendGrid API key",
        &[Run(base64_url, 22, 22), Text("."), Run(base64_url, 43, 43)],
    ),
    // https://huggingface.co/docs/hub/security-tokens
    token("hf_", "a Hugging Face token", &[Run(alphanumeric, 34, 34)]),
    // https://docs.anthropic.com/en/api/overview
    token("sk-ant-api03-", ANTHROPIC, ANTHROPIC_REST),
    token("sk-ant-admin01-", ANTHROPIC, ANTHROPIC_REST),
    // https://developer.hashicorp.com/vault/docs/concepts/tokens
    token("hvs.", "a Vault token", &[Run(base64_url, 90, 120)]),
    // https://grafana.com/docs/grafana/latest/administration/service-accounts/
    token("glsa_", "a Grafana token", &[Run(alphanumeric, 32, 32), Text("_"), Run(hex, 8, 8)]),
    // RFC 7519 §3: `{"` in base64url.
    Shape { start: "eyJ", what: "a JSON Web Token", rest: Rest::WebToken },
];

static STARTS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .build(SHAPES.iter().map(|shape| shape.start))
        .expect("a few short words fit into any automaton")
});

/// A secret in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Secret {
    /// The whole of it.
    pub(super) span: Span,
    /// What it is, with its article.
    pub(super) what: &'static str,
}

/// The secrets of `text` in order; none overlaps another. Tokens that ran out before `today`
/// open nothing any more.
pub(super) fn find(text: &str, today: Date) -> Vec<Secret> {
    let mut found: Vec<Secret> = Vec::new();
    let mut end = 0;
    for start in STARTS.find_iter(text) {
        let shape = &SHAPES[start.pattern().as_usize()];
        if start.start() < end || !begins(text, start.start(), shape) {
            continue;
        }
        let after = &text[start.end()..];
        let length = match &shape.rest {
            Rest::Parts(parts) => {
                parts_length(after, parts).filter(|length| !is_made_up(&after[..*length]))
            }
            Rest::WebToken => {
                token_length(&text[start.start()..], today).map(|length| length - shape.start.len())
            }
            Rest::PrivateKey => key_length(after),
        };
        if let Some(length) = length {
            end = start.end() + length;
            found.push(Secret { span: Span::new(start.start()..end), what: shape.what });
        }
    }
    found
}

/// True if nothing before `start` makes it the middle of something else.
fn begins(text: &str, start: usize, shape: &Shape) -> bool {
    let before = text[..start].bytes().next_back();
    match shape.rest {
        Rest::Parts(_) => !before.is_some_and(|byte| alphanumeric(byte) || byte == b'_'),
        Rest::WebToken => !before.is_some_and(|byte| base64_url(byte) || byte == b'.'),
        Rest::PrivateKey => true,
    }
}

/// How many bytes at the start of `text` are `parts`.
fn parts_length(text: &str, parts: &[Part]) -> Option<usize> {
    let mut length = 0;
    for part in parts {
        let rest = &text[length..];
        length += match part {
            Text(wanted) => rest.strip_prefix(wanted).map(|_| wanted.len())?,
            Run(set, least, most) => {
                let run = rest.bytes().take(most + 1).take_while(|byte| set(*byte)).count();
                (*least..=*most).contains(&run).then_some(run)?
            }
        };
    }
    let next = text[length..].bytes().next();
    (!next.is_some_and(|byte| alphanumeric(byte) || byte == b'_')).then_some(length)
}

#[cfg(test)]
#[path = "secret_shapes_tests.rs"]
mod tests;
