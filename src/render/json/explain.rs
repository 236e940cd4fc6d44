//! `kb.explain.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::finding::{FixKind, RuleMeta};

/// What `kb explain --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.explain.v1")]
pub struct ExplainV1 {
    #[schemars(extend("const" = "kb.explain.v1"))]
    schema: &'static str,
    /// The version of the SPDX list that licences are looked up in.
    spdx_list: &'static str,
    rules: Vec<RuleV1>,
}

#[derive(Serialize, JsonSchema)]
struct RuleV1 {
    code: &'static str,
    name: &'static str,
    /// error, warning, info or off, before `kb.toml` and flags.
    level: &'static str,
    /// none, safe (applied by `--fix`) or offered (shown, never applied unseen).
    fix: &'static str,
    summary: &'static str,
    /// Its page, in Markdown.
    doc: &'static str,
}

impl From<&RuleMeta> for RuleV1 {
    fn from(meta: &RuleMeta) -> Self {
        Self {
            code: meta.code,
            name: meta.name,
            level: meta.level.name(),
            fix: match meta.fix {
                FixKind::None => "none",
                FixKind::Safe => "safe",
                FixKind::Offered => "offered",
            },
            summary: meta.summary,
            doc: meta.doc,
        }
    }
}

/// Prints the rules; `spdx_list` is the version of the list that they look licences up in.
///
/// # Errors
/// The stream does not take it.
pub fn explain(
    out: &mut dyn Write,
    rules: &[&RuleMeta],
    spdx_list: &'static str,
) -> io::Result<()> {
    let rules = rules.iter().map(|meta| RuleV1::from(*meta)).collect();
    super::write(out, &ExplainV1 { schema: "kb.explain.v1", spdx_list, rules })
}
