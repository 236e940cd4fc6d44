//! `kb.explain-license.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::license::{AskedLicense, LicenseAnswer, NO_ADVICE, PairAnswer};
use crate::domain::source::Relation;

use super::raw;

/// What `kb explain --license A --into B --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.explain-license.v1")]
pub struct ExplainLicenseV1<'a> {
    #[schemars(extend("const" = "kb.explain-license.v1"))]
    schema: &'static str,
    /// The licence of the source; null where every one of the matrix was asked about.
    license: Option<AskedV1<'a>>,
    /// The licence of the article; null where every one of the matrix was asked about.
    into: Option<AskedV1<'a>>,
    relations: Vec<RelationV1>,
    /// Empty for relations that need no licence.
    answers: Vec<AnswerV1<'a>>,
    /// What every answer comes with.
    note: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct AskedV1<'a> {
    written: String,
    /// The SPDX expression it was read as, or `LicenseRef-*`, NOASSERTION, NONE.
    expression: &'a str,
}

impl<'a> From<&'a AskedLicense> for AskedV1<'a> {
    fn from(asked: &'a AskedLicense) -> Self {
        Self { written: raw(&asked.written), expression: &asked.expression }
    }
}

#[derive(Serialize, JsonSchema)]
struct RelationV1 {
    relation: &'static str,
    needs_license: bool,
    /// What an entry under `sources` says, and what else the relation asks for.
    asks_for: &'static str,
}

impl From<&Relation> for RelationV1 {
    fn from(relation: &Relation) -> Self {
        Self {
            relation: relation.name(),
            needs_license: relation.takes_text(),
            asks_for: relation.asks_for(),
        }
    }
}

#[derive(Serialize, JsonSchema)]
struct AnswerV1<'a> {
    relation: &'static str,
    license: &'a str,
    into: &'a str,
    /// ok, conditions, review or forbidden.
    verdict: &'static str,
    reason: &'a str,
    /// Empty where the matrix has no entry.
    reference: &'a str,
    /// The pair that decides, where either side is an expression of several licences.
    decided_by: Option<DecidedV1<'a>>,
    /// The licence of the whole article, where an excerpt keeps its own.
    effective: Option<&'a str>,
    /// Licences that the article could have instead; empty where the verdict is settled.
    fitting: &'a [&'static str],
}

#[derive(Serialize, JsonSchema)]
struct DecidedV1<'a> {
    license: &'a str,
    into: &'a str,
}

impl<'a> From<&'a PairAnswer> for AnswerV1<'a> {
    fn from(pair: &'a PairAnswer) -> Self {
        let decided = pair.decided_by.as_ref();
        Self {
            relation: pair.relation.name(),
            license: &pair.license,
            into: &pair.into,
            verdict: pair.verdict.name(),
            reason: &pair.reason,
            reference: &pair.reference,
            decided_by: decided.map(|(license, into)| DecidedV1 { license, into }),
            effective: pair.effective.as_deref(),
            fitting: &pair.fitting,
        }
    }
}

/// Prints the answer.
///
/// # Errors
/// The stream does not take it.
pub fn explain(out: &mut dyn Write, answer: &LicenseAnswer) -> io::Result<()> {
    let wire = ExplainLicenseV1 {
        schema: "kb.explain-license.v1",
        license: answer.license.as_ref().map(AskedV1::from),
        into: answer.into.as_ref().map(AskedV1::from),
        relations: answer.relations.iter().map(RelationV1::from).collect(),
        answers: answer.pairs.iter().map(AnswerV1::from).collect(),
        note: NO_ADVICE,
    };
    super::write(out, &wire)
}
