//! The JSON Schemas of our output and of front matter, generated so that they cannot drift.

use schemars::JsonSchema;
use serde_json::Value;

use crate::domain::schema::Schema;
use crate::domain::settings::Settings;
use crate::render::export::{graph, jsonl};

use super::{
    adopt, ask, check, check_lines, config, coverage, credits, eval, explain, explain_license,
    export_codeowners, export_folder, export_reuse, failure, front_matter, history, index, init,
    init_ci, list, list_changed, meanings, need_import, need_move, needs, new, next, related,
    report, retire, review, search, show, similar, stale, use_metric, use_template, worked,
};

/// Every schema: the name of its file in `schemas/`, and its text.
#[must_use]
pub fn schemas(schema: &Schema, settings: &Settings) -> Vec<(&'static str, String)> {
    vec![
        ("adopt.v1.schema.json", wire::<adopt::AdoptV1<'_>>()),
        ("ask.v1.schema.json", wire::<ask::AskV1>()),
        ("check-line.v1.schema.json", wire::<check_lines::CheckLineV1>()),
        ("check.v1.schema.json", wire::<check::CheckV1>()),
        ("config.v1.schema.json", wire::<config::ConfigV1>()),
        ("credits.v1.schema.json", wire::<credits::CreditsV1<'_>>()),
        ("eval.v1.schema.json", wire::<eval::EvalV1>()),
        ("explain-license.v1.schema.json", wire::<explain_license::ExplainLicenseV1<'_>>()),
        ("explain.v1.schema.json", wire::<explain::ExplainV1>()),
        ("export-article.v1.schema.json", wire::<jsonl::ExportArticleV1<'_>>()),
        ("export-codeowners.v1.schema.json", wire::<export_codeowners::ExportCodeownersV1<'_>>()),
        ("export-folder.v1.schema.json", wire::<export_folder::ExportFolderV1<'_>>()),
        ("export-graph.v1.schema.json", wire::<graph::json::ExportGraphV1<'_>>()),
        ("export-reuse.v1.schema.json", wire::<export_reuse::ExportReuseV1<'_>>()),
        ("failure.v1.schema.json", wire::<failure::FailureV1<'_>>()),
        ("front-matter.schema.json", text(&front_matter::front_matter(schema, settings, None))),
        ("history.v1.schema.json", wire::<history::HistoryV1>()),
        ("index.v1.schema.json", wire::<index::IndexV1>()),
        ("init-ci.v1.schema.json", wire::<init_ci::InitCiV1<'_>>()),
        ("init.v1.schema.json", wire::<init::InitV1<'_>>()),
        ("list-changed.v1.schema.json", wire::<list_changed::ListChangedV1>()),
        ("list.v1.schema.json", wire::<list::ListV1>()),
        ("meanings.v1.schema.json", wire::<meanings::MeaningsV1>()),
        ("need-move.v1.schema.json", wire::<need_move::NeedMoveV1<'_>>()),
        ("needs-from-log.v1.schema.json", wire::<similar::NeedsFromLogV1<'_>>()),
        ("needs-gaps.v1.schema.json", wire::<coverage::NeedsGapsV1>()),
        ("needs-import.v1.schema.json", wire::<need_import::NeedsImportV1<'_>>()),
        ("needs-similar.v1.schema.json", wire::<similar::NeedsSimilarV1>()),
        ("needs-surplus.v1.schema.json", wire::<coverage::NeedsSurplusV1>()),
        ("needs.v1.schema.json", wire::<needs::NeedsV1>()),
        ("new.v1.schema.json", wire::<new::NewV1<'_>>()),
        ("next.v1.schema.json", wire::<next::NextV1>()),
        ("related.v1.schema.json", wire::<related::RelatedV1>()),
        ("report.v1.schema.json", wire::<report::ReportV1>()),
        ("retire.v1.schema.json", wire::<retire::RetireV1>()),
        ("review.v1.schema.json", wire::<review::ReviewV1<'_>>()),
        ("search.v1.schema.json", wire::<search::SearchV1>()),
        ("show.v1.schema.json", wire::<show::ShowV1>()),
        ("stale.v1.schema.json", wire::<stale::StaleV1>()),
        ("use-metric.v1.schema.json", wire::<use_metric::UseMetricV1>()),
        ("use-template.v1.schema.json", wire::<use_template::UseTemplateV1<'_>>()),
        ("worked.v1.schema.json", wire::<worked::WorkedV1>()),
    ]
}

/// The schema of what a command prints.
fn wire<T: JsonSchema>() -> String {
    let generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    text(generator.into_generator().into_root_schema_for::<T>().as_value())
}

/// The schema as it lies in a file.
pub(super) fn text(value: &Value) -> String {
    let pretty = serde_json::to_string_pretty(value).expect("a JSON value can be written");
    pretty + "\n"
}
