//! What rows of an import say that the library has no word for: told, and left out of drafts.

use crate::domain::asker::{self, PRACTITIONER};
use crate::domain::need_import::{ImportedRow, RowFault};
use crate::domain::pain::SEVERITY_MAX;
use crate::domain::schema::Schema;
use crate::domain::untrusted::sanitise;

/// Puts topics and askers of `rows` into the words of `schema`; what was not taken is returned.
pub(super) fn known<'r>(
    rows: impl Iterator<Item = &'r mut ImportedRow>,
    schema: &Schema,
) -> Vec<RowFault> {
    let topics = schema.vocabularies.get("topics");
    let mut told = Vec::new();
    for row in rows {
        let number = row.number;
        let mut tell = |why: String| told.push(RowFault { number, why });
        if let Some(written) = row.severity_unread.take() {
            let written = sanitise(&written);
            tell(format!("severity `{written}` is no number from 1 to {SEVERITY_MAX}: left out"));
        }
        if let Some(written) = row.topic.take() {
            let topic = written.to_lowercase().replace([' ', '_'], "-");
            if topics.is_some_and(|topics| topics.contains_key(&topic)) {
                row.topic = Some(topic);
            } else {
                tell(format!("topic `{}` is not in the vocabulary: left out", sanitise(&written)));
            }
        }
        if let Some(written) = row.asked_by.take() {
            row.asked_by = Some(asker::read(&written, schema).unwrap_or_else(|fault| {
                // What is written may be a name, so it is not repeated.
                tell(format!(
                    "who asks is no {} that is known: `{PRACTITIONER}` is written",
                    fault.wanted
                ));
                PRACTITIONER.to_owned()
            }));
        }
    }
    told
}
