//! How an article's context compares with the user's, in every document that tells it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::context::Fit;

use super::raw;

#[derive(Serialize, JsonSchema)]
pub(super) struct FitV1 {
    /// The keys in which both agree.
    fits: Vec<&'static str>,
    /// The keys in which they do not, with what the article says.
    differs: BTreeMap<&'static str, Vec<String>>,
}

impl From<&Fit> for FitV1 {
    fn from(fit: &Fit) -> Self {
        let differs = fit.differs.iter();
        Self {
            fits: fit.fits.clone(),
            differs: differs.map(|(key, said)| (*key, said.iter().map(raw).collect())).collect(),
        }
    }
}
