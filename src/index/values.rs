//! The values that articles have in the fields one can filter by.

use std::collections::BTreeSet;

use tantivy::schema::Field;

use super::open::{Damage, guarded};
use super::stack::Layer;
use crate::domain::filter::FilterValues;

/// The values in `layers`, from the dictionaries of the index: no article is looked at.
///
/// One that only a hidden or removed article had may still be among them.
///
/// # Errors
/// Damage, if an index cannot be read.
pub fn values(layers: &[Layer<'_>]) -> Result<FilterValues, Damage> {
    guarded(|| {
        let mut values = FilterValues::default();
        for layer in layers {
            let fields = &layer.index.fields;
            collect(layer, fields.kind, &mut values.kinds)?;
            collect(layer, fields.topic, &mut values.topics)?;
            collect(layer, fields.owner, &mut values.owners)?;
            collect(layer, fields.license, &mut values.licenses)?;
        }
        Ok(values)
    })
}

fn collect(layer: &Layer<'_>, field: Field, values: &mut BTreeSet<String>) -> Result<(), Damage> {
    for segment in layer.index.searcher.segment_readers() {
        let terms = segment.inverted_index(field)?;
        let mut stream = terms.terms().stream()?;
        while stream.advance() {
            values.insert(String::from_utf8_lossy(stream.key()).into_owned());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::index::sample::{index, sample, written};

    #[test]
    fn every_value_is_told_once_and_in_lower_case() {
        let index = index(&[
            sample("a.md", "A", "").with(|meta| meta.kind = Some(written("Guide"))),
            sample("b.md", "B", "").with(|meta| {
                meta.kind = Some(written("guide"));
                meta.topics = vec!["change".into(), "incident".into()];
                meta.license = Some(written("MIT OR CC-BY-4.0"));
            }),
        ]);
        let hidden = HashSet::new();
        let values = values(&[Layer { index: &index, hidden: &hidden }]).expect("it is sound");
        let all = |values: &BTreeSet<String>| values.iter().cloned().collect::<Vec<_>>().join(" ");
        assert_eq!(all(&values.kinds), "guide");
        assert_eq!(all(&values.topics), "change incident");
        assert_eq!(all(&values.licenses), "cc-by-4.0 mit mit or cc-by-4.0");
        assert_eq!(values.owners, BTreeSet::new());
    }
}
