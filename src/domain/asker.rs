//! Who asks a question: a kind of practitioner or other party, a sector and a size, and no name.
//!
//! The kinds are those by which this community tells its members apart; who they are is nobody's
//! business where a question is asked.

use std::collections::BTreeMap;

use super::schema::Schema;

/// Who asks where nothing that can be understood is said.
pub const PRACTITIONER: &str = "practitioner";

/// The parts of what is written, in their order: what each is, and the vocabulary it is from.
const PARTS: [(&str, &str); 3] =
    [("kind of asker", "asker"), ("sector", "sector"), ("size", "size")];

/// Why somebody cannot be who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskerFault<'s> {
    /// The part that is none; as written.
    pub part: String,
    /// What it should be.
    pub wanted: &'static str,
    /// The values that it can have; none if there is a part too many.
    pub values: Vec<&'s str>,
}

/// `written` as kind, kind/sector or kind/sector/size in the words of `schema`; the sector may be
/// empty where only a size is said.
///
/// A library without one of the vocabularies takes any word for it but a kind.
///
/// # Errors
/// The first part that is none.
pub fn read<'s>(written: &str, schema: &'s Schema) -> Result<String, AskerFault<'s>> {
    let mut parts: Vec<String> = Vec::new();
    for (place, part) in written.split('/').map(str::trim).enumerate() {
        let Some((wanted, name)) = PARTS.get(place) else {
            let part = part.to_owned();
            return Err(AskerFault { part, wanted: "part of who asks", values: Vec::new() });
        };
        let is_left_out = part.is_empty() && place > 0;
        let values = schema.vocabularies.get(*name);
        let known = values.map_or_else(|| Some(part), |values| meant(part, values));
        let Some(known) = known.or(is_left_out.then_some("")) else {
            let values = values.into_iter().flat_map(BTreeMap::keys).map(String::as_str);
            return Err(AskerFault { part: part.to_owned(), wanted, values: values.collect() });
        };
        parts.push(known.to_owned());
    }
    Ok(parts.join("/").trim_end_matches('/').to_owned())
}

/// The value that is written as `part`, whatever its case.
fn meant<'s>(part: &str, values: &'s BTreeMap<String, String>) -> Option<&'s str> {
    values.keys().map(String::as_str).find(|value| value.eq_ignore_ascii_case(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema() -> Schema {
        let vocabulary = |values: &[&str]| -> BTreeMap<String, String> {
            values.iter().map(|value| ((*value).to_owned(), String::new())).collect()
        };
        let mut schema = Schema::default();
        let vocabularies = &mut schema.vocabularies;
        vocabularies.insert("asker".to_owned(), vocabulary(&["practitioner", "vendor"]));
        vocabularies.insert("sector".to_owned(), vocabulary(&["public"]));
        vocabularies.insert("size".to_owned(), vocabulary(&["1-50"]));
        schema
    }

    #[track_caller]
    fn check(written: &str, expected: Result<&str, &str>) {
        let schema = schema();
        let read = read(written, &schema);
        let read = read.as_deref().map_err(|fault| fault.part.as_str());
        assert_eq!(read, expected, "{written}");
    }

    #[test]
    fn who_asks_is_kind_sector_and_size_of_the_vocabulary() {
        for written in ["practitioner", "vendor/public", "practitioner/public/1-50"] {
            check(written, Ok(written));
        }
        check("practitioner//1-50", Ok("practitioner//1-50"));
        check(" Practitioner / PUBLIC / ", Ok("practitioner/public"));
    }

    #[test]
    fn a_name_is_none_of_them_in_any_place() {
        check("Joe Bloggs, Acme", Err("Joe Bloggs, Acme"));
        check("", Err(""));
        check("/public", Err(""));
        check("practitioner/Acme", Err("Acme"));
        check("practitioner/public/Joe", Err("Joe"));
        check("practitioner/public/1-50/Joe", Err("Joe"));
    }

    #[test]
    fn a_library_without_sectors_takes_any() {
        let mut schema = schema();
        schema.vocabularies.remove("sector");
        assert_eq!(read("vendor/rail/1-50", &schema).as_deref(), Ok("vendor/rail/1-50"));
        schema.vocabularies.clear();
        assert_eq!(read("vendor/rail", &schema).as_deref(), Ok("vendor/rail"));
    }
}
