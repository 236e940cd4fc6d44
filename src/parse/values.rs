//! Values that somebody keeps in a file of their own, to fill in templates or compute metrics.

use std::collections::BTreeMap;

use super::yaml;
use crate::domain::node::Value;
use crate::domain::untrusted::sanitise;

/// Reads YAML or JSON with one name and one value a line; what has no value is left out.
///
/// # Errors
/// What is wrong with it, lower case.
pub fn values(text: &str) -> Result<BTreeMap<String, String>, String> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        return json(text);
    }
    let (tree, faults) = yaml::tree(text, 0);
    if let Some(fault) = faults.first() {
        return Err(fault.message.clone());
    }
    let tree = tree.ok_or("it cannot be read")?;
    let mut values = BTreeMap::new();
    for entry in tree.as_mapping().unwrap_or_default() {
        match &entry.value.value {
            Value::Null => {}
            Value::Scalar { text, .. } => {
                values.insert(entry.key.clone(), text.clone());
            }
            _ => return Err(no_value(&entry.key, entry.value.kind_name())),
        }
    }
    Ok(values)
}

fn json(text: &str) -> Result<BTreeMap<String, String>, String> {
    use serde_json::Value as Json;
    let read: BTreeMap<String, Json> =
        serde_json::from_str(text).map_err(|wrong| sanitise(&wrong.to_string()).into_owned())?;
    let mut values = BTreeMap::new();
    for (name, value) in read {
        let text = match value {
            Json::Null => continue,
            Json::String(text) => text,
            Json::Number(number) => number.to_string(),
            Json::Bool(is_true) => is_true.to_string(),
            Json::Array(_) => return Err(no_value(&name, "a list")),
            Json::Object(_) => return Err(no_value(&name, "a mapping")),
        };
        values.insert(name, text);
    }
    Ok(values)
}

fn no_value(name: &str, what: &str) -> String {
    format!("`{}` is {what}, and takes one text or number", sanitise(name))
}

#[cfg(test)]
#[path = "values_tests.rs"]
mod tests;
