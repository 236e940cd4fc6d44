//! On which line of a `kb.toml` each key is written.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use crate::domain::text::Lines;

/// The line of every value in `text`, from 1, by its key as in `articles.include`; the tables of
/// a list are numbered from 0, as in `ignore[0]`. Nothing where `text` is no TOML.
#[must_use]
pub fn config_lines(text: &str) -> BTreeMap<String, u32> {
    let mut found = BTreeMap::new();
    let Ok(table) = DeTable::parse(text) else {
        return found;
    };
    collect(table.get_ref(), "", &Lines::new(text.as_bytes()), &mut found);
    found
}

fn collect(
    table: &DeTable<'_>,
    prefix: &str,
    lines: &Lines<'_>,
    found: &mut BTreeMap<String, u32>,
) {
    for (key, value) in table {
        let name = format!("{prefix}{}", key.get_ref());
        match value.get_ref() {
            DeValue::Table(inner) => collect(inner, &format!("{name}."), lines, found),
            DeValue::Array(items) if items.iter().any(|item| item.get_ref().is_table()) => {
                for (number, item) in items.iter().enumerate() {
                    let line = lines.position(item.span().start).line;
                    found.insert(format!("{name}[{number}]"), line);
                }
            }
            _ => {
                found.insert(name, lines.position(key.span().start).line);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::config_lines;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, u32)]) {
        let found = config_lines(text);
        let found: Vec<(&str, u32)> = found.iter().map(|(key, line)| (&**key, *line)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn every_way_to_write_a_key_has_its_line() {
        check("# A.\n\nname = \"a\"\n", &[("name", 3)]);
        check("articles.include = [\n\"a\"]\n", &[("articles.include", 1)]);
        check("[articles]\n\n  include = []\n", &[("articles.include", 3)]);
        check("articles = {data = \"a\"}\n", &[("articles.data", 1)]);
        check("[fields]\n\"ms.date\" = \"review.on\"\n", &[("fields.ms.date", 2)]);
    }

    #[test]
    fn tables_of_a_list_are_numbered() {
        let text = "[[ignore]]\npath = \"a\"\n[[ignore]]\npath = \"b\"\n";
        check(text, &[("ignore[0]", 1), ("ignore[1]", 3)]);
        check("ignore = [\n{path = \"a\"},\n]\n", &[("ignore[0]", 2)]);
    }

    #[test]
    fn what_is_no_toml_has_no_keys() {
        check("name = ", &[]);
        check("", &[]);
    }
}
