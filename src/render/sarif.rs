//! SARIF 2.1.0, as code scanning takes it.
//!
//! After <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>, within the limits of
//! <https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning>.
//! What is beyond them is left out from the lightest findings on, and said.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use super::checked::{Checked, page};
use super::count;
use super::json::harmless;
use super::sources::{Of, Sources};
use crate::domain::finding::{Finding, Fix, Label, Level, RuleMeta, TextEdit};
use crate::domain::path::ArticlePath;
use crate::domain::text::Region;

/// GitHub refuses a run with more results.
const RESULTS_MAX: usize = 25_000;
/// GitHub shows so many results of a run, the weightiest.
const SHOWN_MAX: usize = 5_000;
/// GitHub refuses more than 10 MB after compression. Ours are fewer before it, so that no
/// content, however hard to compress, comes near.
const BYTES_MAX: usize = 9_000_000;
/// What one result may take with its fixes; beyond, it comes without.
const BYTES_WITH_FIXES_MAX: usize = 16_000;
/// GitHub takes so many locations of a result.
const LOCATIONS_MAX: usize = 1_000;
/// The schema that our output follows.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The name of our fingerprints. GitHub's upload computes `primaryLocationLineHash` itself and
/// complains of any other value of it, so ours goes by a name of its own.
const FINGERPRINT: &str = "kbFinding/v1";

/// Prints the outcome; says what GitHub will not show, if there is anything.
///
/// # Errors
/// The stream does not take it.
pub fn check(out: &mut dyn Write, checked: &Checked<'_>) -> io::Result<Option<String>> {
    let mut findings: Vec<&Finding> = checked.shown().collect();
    findings.sort_by_key(|finding| (Reverse(finding.level), !finding.is_on_changed_line));
    let rules = Rules::of(&findings);
    let results = results(&findings, &rules, checked)?;
    let beyond = beyond(findings.len(), results.len());
    let run = Run {
        tool: json!({"driver": {
            "name": "kb",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "informationUri": env!("CARGO_PKG_REPOSITORY"),
            "rules": rules.described,
        }}),
        column_kind: "unicodeCodePoints",
        original_uri_base_ids: json!({
            "%SRCROOT%": {"description": {"text": "The root of the repository."}},
        }),
        invocations: [invocation(checked, beyond.as_deref())],
        results,
    };
    harmless::write(out, &Log { schema: SCHEMA, version: "2.1.0", runs: [run] })?;
    writeln!(out)?;
    Ok(beyond)
}

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Value,
    column_kind: &'static str,
    original_uri_base_ids: Value,
    invocations: [Value; 1],
    /// Written already, so that their size is known.
    results: Vec<Box<RawValue>>,
}

/// As many results as GitHub takes.
fn results(
    findings: &[&Finding],
    rules: &Rules,
    checked: &Checked<'_>,
) -> io::Result<Vec<Box<RawValue>>> {
    let mut sources = Sources::new(checked.texts);
    let mut results = Vec::new();
    let mut bytes = 0;
    for finding in findings.iter().take(RESULTS_MAX) {
        let mut told = result(finding, rules, checked, &mut sources);
        let mut written = raw(&told)?;
        if written.get().len() > BYTES_WITH_FIXES_MAX && told.remove("fixes").is_some() {
            written = raw(&told)?;
        }
        bytes += written.get().len() + 1;
        if bytes > BYTES_MAX {
            break;
        }
        results.push(written);
    }
    Ok(results)
}

/// `value` as it will stand in the log.
fn raw(value: &impl Serialize) -> io::Result<Box<RawValue>> {
    let mut bytes = Vec::new();
    harmless::write(&mut bytes, value)?;
    let text = String::from_utf8(bytes).map_err(io::Error::other)?;
    RawValue::from_string(text).map_err(io::Error::from)
}

/// What GitHub will not show of `all` findings, of which `told` are results.
fn beyond(all: usize, told: usize) -> Option<String> {
    if told < all {
        return Some(format!(
            "{} of {all} are left out, the lightest: GitHub takes no more results of a run",
            count(all - told, "finding")
        ));
    }
    (all > SHOWN_MAX)
        .then(|| format!("GitHub shows {SHOWN_MAX} of the {all} results, the weightiest"))
}

/// The rules that found something, each described once.
struct Rules {
    described: Vec<Value>,
    indices: HashMap<&'static str, usize>,
}

impl Rules {
    fn of(findings: &[&Finding]) -> Self {
        let mut rules = Self { described: Vec::new(), indices: HashMap::new() };
        for finding in findings {
            rules.indices.entry(finding.rule.code).or_insert_with(|| {
                rules.described.push(described(finding.rule));
                rules.described.len() - 1
            });
        }
        rules
    }
}

fn described(rule: &RuleMeta) -> Value {
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.doc, "markdown": rule.doc},
        "helpUri": page(rule),
        "defaultConfiguration": {"level": level(rule.level)},
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
        Level::Off => "none",
    }
}

/// How the run went: what was not looked at, and what was left out.
fn invocation(checked: &Checked<'_>, untold: Option<&str>) -> Value {
    let unread = checked.outcome.skipped.iter().filter(|skipped| skipped.is_unread());
    let mut told: Vec<Value> = unread
        .map(|skipped| {
            let path = checked.in_repository(&skipped.path);
            json!({
                "level": "error",
                "message": {"text": format!("not checked: it {}", skipped.why)},
                "locations": [{"physicalLocation": {"artifactLocation": artifact(&path)}}],
            })
        })
        .collect();
    let is_complete = told.is_empty();
    told.extend(untold.map(|text| json!({"level": "warning", "message": {"text": text}})));
    json!({"executionSuccessful": is_complete, "toolExecutionNotifications": told})
}

fn result(
    finding: &Finding,
    rules: &Rules,
    checked: &Checked<'_>,
    sources: &mut Sources<'_>,
) -> Map<String, Value> {
    let mut result = Map::new();
    let mut put = |name: &str, value: Value| result.insert(name.to_owned(), value);
    put("ruleId", json!(finding.rule.code));
    put("ruleIndex", json!(rules.indices.get(finding.rule.code)));
    put("level", json!(level(finding.level)));
    let (labels, untold) = finding.labels.split_at(finding.labels.len().min(LOCATIONS_MAX - 1));
    let mut text = finding.sentence();
    if !untold.is_empty() {
        text.extend(["; and ", &count(untold.len(), "place"), " more"]);
    }
    put("message", message(&text));
    let place = finding.place.as_ref().and_then(|place| place.region);
    put("locations", json!([{"physicalLocation": location(&checked.file(finding), place)}]));
    if !labels.is_empty() {
        put("relatedLocations", labels.iter().enumerate().map(|it| related(it, checked)).collect());
    }
    let fixes: Vec<Value> =
        finding.fixes.iter().filter_map(|it| fix(it, finding, checked, sources)).collect();
    if !fixes.is_empty() {
        put("fixes", json!(fixes));
    }
    put("partialFingerprints", json!({FINGERPRINT: finding.fingerprint}));
    result
}

/// A message; what content holds never makes a link of it (SARIF 2.1.0, 3.11.6).
fn message(text: &str) -> Value {
    json!({"text": text.replace("](", "] (")})
}

fn related((index, label): (usize, &Label), checked: &Checked<'_>) -> Value {
    let file = checked.in_repository(&label.place.path);
    json!({
        "id": index,
        "message": message(&label.text),
        "physicalLocation": location(&file, label.place.region),
    })
}

/// A place; GitHub wants a line even of a file as a whole.
fn location(file: &ArticlePath, place: Option<Region>) -> Value {
    let region = place.map_or_else(|| json!({"startLine": 1}), region);
    json!({"artifactLocation": artifact(file), "region": region})
}

fn region(region: Region) -> Value {
    json!({
        "startLine": region.start.line,
        "startColumn": region.start.column,
        "endLine": region.end.line,
        "endColumn": region.end.column,
    })
}

fn artifact(file: &ArticlePath) -> Value {
    json!({"uri": uri(file), "uriBaseId": "%SRCROOT%"})
}

/// A path as a relative reference: everything but unreserved characters is percent-encoded
/// (RFC 3986, 2.3), so that any name can be told.
fn uri(path: &ArticlePath) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    let encoded = |byte: &u8| {
        if is_plain(*byte) { char::from(*byte).to_string() } else { format!("%{byte:02X}") }
    };
    path.as_bytes().iter().map(encoded).collect()
}

/// A fix, if every place in it can be told in lines and columns.
fn fix(
    fix: &Fix,
    finding: &Finding,
    checked: &Checked<'_>,
    sources: &mut Sources<'_>,
) -> Option<Value> {
    let mut changes: Vec<Change> = Vec::new();
    for edit in &fix.edits {
        let replacement = json!({
            "deletedRegion": region(edited(edit, finding, sources)?),
            "insertedContent": {"text": edit.text},
        });
        let artifact = artifact(&checked.in_repository(&edit.path));
        match changes.last_mut().filter(|change| change.artifact_location == artifact) {
            Some(change) => change.replacements.push(replacement),
            None => changes
                .push(Change { artifact_location: artifact, replacements: vec![replacement] }),
        }
    }
    Some(json!({"description": message(&fix.says), "artifactChanges": changes}))
}

/// The changes to one file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    artifact_location: Value,
    replacements: Vec<Value>,
}

/// The lines and columns that an edit replaces.
fn edited(edit: &TextEdit, finding: &Finding, sources: &mut Sources<'_>) -> Option<Region> {
    let own = finding.place.as_ref().filter(|place| place.path == edit.path);
    if let Some(region) = own.and_then(|place| place.region).filter(|it| it.span == edit.span) {
        return Some(region);
    }
    let of = if own.is_some() { Of::Finding } else { Of::Other };
    let lines = sources.lines(of, &edit.path)?;
    let is_inside = edit.span.start <= edit.span.end && edit.span.end <= lines.bytes().len();
    is_inside.then(|| lines.region(edit.span))
}

#[cfg(test)]
#[path = "sarif_tests.rs"]
mod tests;
