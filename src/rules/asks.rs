//! What the rules that run ask for beside the articles, so that nothing is read for nobody.

use crate::domain::article::Article;
use crate::domain::settings::Settings;

use super::policy::Policy;
use super::{
    Rule, alias_missing, article_removed, author_is_only_reviewer, changed_since_review,
    credit_removed, fields, id_reused, image_without_license, interval_stretched,
    invalid_reuse_toml, license_mismatch, license_text_differs, license_text_missing,
    license_text_unused, mass_redate, missing_sign_off, non_preferred_term, protected_text,
    relicensed_without_consent, review_inherited, review_later_than_commit,
    review_long_before_commit, review_moved_back, status_transition, unknown_reviewer,
};

/// Whether a rule of `policy` asks for the words that the glossary says not to use.
#[must_use]
pub fn asks_for_avoided(policy: &Policy, settings: &Settings) -> bool {
    policy.runs(&non_preferred_term::RULE, settings)
}

/// Whether a rule of `policy` asks for the texts that may not be copied.
#[must_use]
pub fn asks_for_protected(policy: &Policy, settings: &Settings) -> bool {
    policy.runs(&protected_text::RULE, settings)
}

/// Whether a rule of `policy` asks what the tree says of licences beside its articles.
#[must_use]
pub fn asks_for_reuse(policy: &Policy, settings: &Settings) -> bool {
    let asking = [
        &license_text_missing::RULE,
        &image_without_license::RULE,
        &license_mismatch::RULE,
        &license_text_differs::RULE,
        &license_text_unused::RULE,
        &invalid_reuse_toml::RULE,
    ];
    asking.into_iter().any(|rule| policy.runs(rule, settings))
}

/// Whether somebody asked by name for the licences of attachments.
#[must_use]
pub fn asks_for_attachments(policy: &Policy, settings: &Settings) -> bool {
    policy.is_asked_for(&image_without_license::RULE, settings)
}

/// Whether a rule of `policy` asks how the articles became what they are.
#[must_use]
pub fn asks_for_histories(policy: &Policy, settings: &Settings) -> bool {
    let rules = [&relicensed_without_consent::RULE, &credit_removed::RULE, &missing_sign_off::RULE];
    rules.iter().any(|rule| policy.runs(rule, settings))
}

/// Whether a rule of `policy` asks for the digest of the body of `article`.
#[must_use]
pub fn asks_for_body_digest(article: &Article, policy: &Policy, settings: &Settings) -> bool {
    article.meta.review.body.is_some() && policy.runs(&changed_since_review::RULE, settings)
}

/// Whether a rule of `policy` asks what the articles of a change were.
#[must_use]
pub fn asks_for_revisions(policy: &Policy, settings: &Settings) -> bool {
    let has_status = fields::governs(settings, "status");
    (has_status && policy.runs(&status_transition::RULE, settings))
        || LASTING_IDS.iter().any(|rule| policy.runs(rule, settings))
}

/// The rules that hold a library to its promise that ids last.
pub(super) static LASTING_IDS: [&Rule; 3] =
    [&article_removed::RULE, &alias_missing::RULE, &id_reused::RULE];

/// Whether a rule of `policy` asks when and how reviews were claimed.
#[must_use]
pub fn asks_for_claims(policy: &Policy, settings: &Settings) -> bool {
    let rules = [
        &author_is_only_reviewer::RULE,
        &changed_since_review::RULE,
        &mass_redate::RULE,
        &review_later_than_commit::RULE,
        &review_long_before_commit::RULE,
        &review_moved_back::RULE,
        &review_inherited::RULE,
        &unknown_reviewer::RULE,
        &interval_stretched::RULE,
    ];
    rules.iter().any(|rule| policy.runs(rule, settings))
}
