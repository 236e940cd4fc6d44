//! What people read: one module a command, at most as wide as their terminal.
//!
//! Nothing here decides anything; what is said and in which order comes as a value.

pub mod adopt;
pub mod ask;
pub mod check;
pub mod config;
pub mod coverage;
pub mod credits;
pub mod eval;
pub mod explain_license;
pub mod export_codeowners;
pub mod export_folder;
pub mod export_reuse;
pub mod failure;
pub mod groups;
pub mod history;
pub mod index;
pub mod init;
pub mod init_ci;
pub mod list;
pub mod list_changed;
pub mod meanings;
pub mod need_import;
pub mod need_move;
pub mod needs;
pub mod new;
pub mod next;
pub mod overview;
pub mod related;
pub mod report;
pub mod retire;
pub mod review;
pub mod review_dossier;
pub mod rules;
pub mod search;
pub mod show;
pub mod similar;
pub mod stale;
pub(super) mod trust;
pub mod use_metric;
pub mod use_template;
pub mod worked;

use super::count;
