//! The only test binary.

#![expect(clippy::disallowed_methods, reason = "tests set up files of their own")]
#![allow(
    unreachable_pub,
    clippy::format_collect,
    clippy::needless_pass_by_value,
    clippy::new_without_default,
    clippy::missing_panics_doc,
    clippy::return_self_not_must_use,
    clippy::assigning_clones,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "tests are read, not run in a loop"
)]

mod adopt;
mod adopt_hostile;
mod adopt_origin;
mod any_query;
mod ask;
mod ask_digits;
mod ask_settled;
mod askers;
mod at;
mod baselines;
#[cfg(target_os = "linux")]
mod bounded;
mod changes;
mod cite;
mod claim_rules;
mod claims;
mod claims_kept;
mod claims_writers;
mod colour;
mod commands;
mod config;
mod context;
mod contributions;
mod copies;
mod credits;
mod credits_adopted;
mod credits_told;
mod disclosures;
mod docs;
mod drift;
mod edit;
mod editors;
mod eval;
mod export;
mod export_codeowners;
mod export_graph;
mod export_llms;
mod export_reuse;
mod export_sites;
mod export_tables;
mod facets;
mod filters;
mod fingerprints;
mod formats;
mod fresh;
mod gaps;
mod glossary;
mod groups;
mod help;
mod histories;
mod history_kept;
mod hits;
mod hostile;
#[cfg(unix)]
mod hostile_damage;
mod hostile_files;
mod hostile_git;
mod hostile_markdown;
mod hostile_output;
#[cfg(unix)]
mod hostile_paths;
mod hostile_yaml;
mod human;
mod index;
mod index_histories;
mod index_kill;
mod index_limits;
mod init;
mod init_ci;
mod kill;
mod license_expressions;
mod license_files;
mod license_policy;
mod licenses;
mod licensing;
mod link_rules;
mod list_changed;
mod lives;
mod moves;
mod needs;
mod needs_alike;
mod needs_gaps;
mod needs_import;
mod needs_verbs;
mod new;
mod next;
mod owners;
mod picker;
mod properties;
mod protected;
mod published;
mod pulse;
mod queries;
mod query_log;
mod readme;
mod related;
mod relicensing;
mod removed;
mod report;
mod retire;
mod retire_refused;
mod review;
mod review_kept;
mod review_life;
mod review_refused;
mod rules;
mod show;
mod shown;
mod sources;
mod spelling;
mod stale;
mod stale_issues;
mod suppressions;
mod terminal;
mod tidy;
mod tour;
mod transcript;
mod typed;
mod use_metric;
mod use_template;
mod who_helped;
mod worked;
mod world;
