//! What can be wrong with an article: values in, findings out.
//!
//! One file a rule, with its page beside it; nobody else learns of it but the
//! list here. Rules know no files, no clock, no git and no printing.

mod acronyms;
pub mod affiliations;
pub mod aftermath;
mod asks;
pub mod avoided;
pub mod baseline;
mod built_anchors;
mod claimed;
mod consent;
pub mod context;
mod credits;
mod damage;
mod dates;
pub mod dependants;
mod fields;
mod figures;
pub mod fingerprint;
mod folded;
mod formulae;
mod front_insert;
mod glossary;
mod headings;
mod ids;
pub mod inbound;
mod interests;
mod license_entry;
mod license_fault;
mod license_parts;
mod license_sections;
mod license_tags;
pub mod license_taken;
mod license_texts;
mod license_value;
pub mod links;
mod made_up;
pub mod masked;
mod moved;
mod named;
pub mod neighbours;
mod origins;
mod overlap;
mod own_words;
mod personal_iban;
mod personal_mail;
mod personal_network;
mod personal_phone;
mod personal_words;
mod phrases;
pub mod placeholders;
pub mod policy;
pub mod private;
mod private_numbers;
mod private_passwords;
mod promotional_words;
mod prose;
pub mod reach;
mod redirect;
mod reference;
pub mod relocate;
pub mod report;
pub mod routes;
pub mod screen;
mod secret_block;
mod secret_shapes;
mod shingles;
mod sketch;
mod spelled_out;
mod successors;
mod targets;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod testing_people;
#[cfg(test)]
mod testing_revisions;
pub mod to_mask;
mod told_once;
mod tracking;
mod verdicts;
mod web;

use crate::domain::acronym::Acronym;
use crate::domain::article::Article;
use crate::domain::article::Status;
use crate::domain::finding::{Finding, Level, RuleMeta};
use crate::domain::settings::Settings;
use crate::domain::sketch::Sketch;

use aftermath::Aftermath;
pub use asks::{
    asks_for_attachments, asks_for_avoided, asks_for_body_digest, asks_for_claims,
    asks_for_histories, asks_for_protected, asks_for_reuse, asks_for_revisions,
};
use baseline::Stale;
use context::{ArticleContext, LibraryContext};
use policy::Policy;
use report::Report;

/// Looks at one article.
pub type ArticleCheck = fn(&ArticleContext<'_>, &mut Report<'_>);
/// Looks at all articles together.
pub type LibraryCheck = fn(&LibraryContext<'_>, &mut Report<'_>);

/// Looks at what became of the orders to hold findings back.
pub type AftermathCheck = fn(&Aftermath<'_>, &mut Report<'_>);

/// Looks at what is left over in the baseline.
pub type BaselineCheck = fn(&Stale<'_>, &mut Report<'_>);

/// What a rule looks at.
#[derive(Clone, Copy)]
pub enum Check {
    /// One article at a time, with its text at hand.
    Article(ArticleCheck),
    /// All articles together, once each has been read.
    Library(LibraryCheck),
    /// First each article, then all of them.
    Both(ArticleCheck, LibraryCheck),
    /// What was asked not to be told, once everything else is found.
    Aftermath(AftermathCheck),
    /// What the baseline knows and nobody finds any more.
    Baseline(BaselineCheck),
}

/// One rule: what it is called, and how it looks.
pub struct Rule {
    /// Code, name, level, page.
    pub meta: RuleMeta,
    /// The highest level it may have on a draft.
    pub draft: Level,
    /// How it looks.
    pub check: Check,
}

/// Declares the modules of the rules and lists them, in the order of their codes.
macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*

        /// Every rule, in the order of the codes.
        pub static RULES: &[&Rule] = &[$(&$name::RULE),*];
    };
}

rules! {
    not_utf8,
    byte_order_mark,
    mixed_line_endings,
    forbidden_character,
    mojibake,
    file_too_large,
    path_not_portable,
    merge_conflict,
    no_regular_file,
    missing_front_matter,
    unclosed_front_matter,
    yaml_syntax,
    duplicate_key,
    unsupported_yaml,
    missing_field,
    unknown_field,
    wrong_type,
    invalid_value,
    invalid_date,
    empty_value,
    field_order,
    id_mismatch,
    duplicate_id,
    unknown_license,
    license_not_allowed,
    license_text_missing,
    deprecated_license_id,
    missing_attribution,
    incompatible_source,
    modified_not_stated,
    image_without_license,
    trademark_framework_text,
    unclear_compatibility,
    license_spelling,
    license_mismatch,
    license_section_mismatch,
    snippet_license,
    license_text_differs,
    license_text_unused,
    unused_license_policy,
    invalid_reuse_toml,
    source_license_conflict,
    undeclared_copy,
    source_relation_doubtful,
    relicensed_without_consent,
    credit_removed,
    missing_sign_off,
    protected_text,
    source_not_found,
    source_cycle,
    review_missing,
    review_overdue,
    review_in_future,
    dates_inconsistent,
    author_is_only_reviewer,
    status_transition,
    retired_without_successor,
    successor_broken,
    changed_since_review,
    orphaned_owner,
    successor_cycle,
    mass_redate,
    review_later_than_commit,
    review_long_before_commit,
    review_moved_back,
    review_inherited,
    unknown_reviewer,
    interval_stretched,
    article_removed,
    alias_missing,
    id_reused,
    statement_expired,
    unknown_event,
    supersedes_not_reciprocal,
    invalid_review_after,
    broken_link,
    broken_anchor,
    link_case,
    links_to_retired,
    escapes_repository,
    undefined_reference,
    missing_alt_text,
    image_missing,
    ambiguous_anchor,
    insecure_or_shortened_url,
    vague_link_text,
    image_too_large,
    image_unused,
    title_mismatch,
    heading_skips_level,
    required_section,
    empty_section,
    placeholder_left,
    several_h1,
    undefined_term,
    non_preferred_term,
    glossary_duplicate,
    duplicate_article,
    near_duplicate,
    duplicate_title,
    missing_disclosure,
    promotional_language,
    tracking_or_affiliate_link,
    secret,
    personal_data,
    claim_without_source,
    figure_without_year,
    old_figure,
    conflicting_figures,
    commercial_interest,
    own_organisation,
    votes_without_evidence,
    claim_expired,
    need_state,
    need_out_of_range,
    same_as_broken,
    unknown_asker,
    formula_unit,
    formula_invalid,
    unknown_rule,
    unused_suppression,
    suppression_without_reason,
    stale_baseline_entry,
}

/// What the rules of `policy` find in one article.
#[must_use]
pub fn check_article(context: &ArticleContext<'_>, policy: &Policy) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in running(policy, context.around.settings) {
        if let Check::Article(check) | Check::Both(check, _) = rule.check {
            check(context, &mut Report::new(rule, &mut findings));
        }
    }
    policy.weigh(&mut findings);
    findings
}

/// The acronyms that an article does not explain, for the rule that knows the glossary; none if
/// `policy` leaves it out.
#[must_use]
pub fn acronyms(context: &ArticleContext<'_>, policy: &Policy) -> Box<[Acronym]> {
    let is_wanted = policy.runs(&undefined_term::RULE, context.around.settings)
        && context.article.meta.status != Status::Retired;
    if is_wanted { acronyms::unexplained(context) } else { Box::default() }
}

/// What the rules of `policy` need to find other articles that say the same.
#[must_use]
pub fn sketch(
    (article, text): (&Article, &str),
    settings: &Settings,
    policy: &Policy,
) -> Option<Sketch> {
    let wants = |rule: &Rule| policy.runs(rule, settings);
    let body = article.body_span;
    let whole = text;
    let text = || whole.get(body.range()).unwrap_or_default();
    let ends = wants(&duplicate_article::RULE).then(|| sketch::ends(text())).flatten();
    let prose = wants(&near_duplicate::RULE).then(|| sketch::prose(whole, body)).flatten();
    (ends.is_some() || prose.is_some()).then_some(Sketch { ends, prose })
}

/// What the rules of `policy` find in the library once every article has been read.
#[must_use]
pub fn check_library(context: &LibraryContext<'_>, policy: &Policy) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in running(policy, context.around.settings) {
        if let Check::Library(check) | Check::Both(_, check) = rule.check {
            check(context, &mut Report::new(rule, &mut findings));
        }
    }
    policy.weigh(&mut findings);
    told_once::keep_one(&mut findings);
    findings
}

fn running(policy: &Policy, settings: &Settings) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().copied().filter(|rule| policy.runs(rule, settings))
}

#[cfg(test)]
#[path = "mod_tests.rs"]
mod tests;
