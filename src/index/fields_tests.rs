//! What an index is made of does not change in silence.

use super::*;
use crate::index::analyse::{Analyser, words};
use crate::index::sample::full_record;

/// Whoever changes what is asserted here must give [`FORMAT`] a new first number:
/// otherwise an index made by the last version is read as one of this version.
#[test]
fn a_change_of_fields_words_or_records_is_a_new_format() {
    let schema = serde_json::to_vec(&schema().0).expect("a schema can be encoded");
    let mut analyser = Analyser::new();
    let mut tokens = String::new();
    let text = "When it's OK to stop the SLA's clock: naïve Überblick, e-mail_2.0, 変更";
    for range in words(text) {
        let mut word = String::new();
        if analyser.fold(&text[range], &mut word) {
            tokens += &word;
            tokens += if analyser.stem(&mut word) { &word } else { "-" };
        }
    }
    let sums = [&schema, tokens.as_bytes(), &full_record().encode()].map(crc32fast::hash);
    assert_eq!((FORMAT, sums), ("6-7", [1_605_766_638, 2_150_473_099, 193_739_728]));
}

#[test]
fn a_licence_is_found_by_its_parts_and_as_a_whole() {
    let values = license_values("(MIT OR Apache-2.0) AND BSD-3-Clause");
    let expected = ["(MIT OR Apache-2.0) AND BSD-3-Clause", "Apache-2.0", "BSD-3-Clause", "MIT"];
    assert_eq!(values, expected);
    assert_eq!(license_values("CC-BY-4.0"), ["CC-BY-4.0"]);
}
