//! First contributions of people who have not read the rules: what they are told, and no more.
//!
//! Written from a sentence of brief each, by type, on paper, in a word
//! processor or on a telephone. Every finding listed here was judged: true, and
//! worth telling somebody who has given an hour of their time.

use super::world::World;

/// Each article, where its author put it, and the rules that have something to say about it.
const FIRST: [(&str, &str, &[&str]); 30] = [
    ("01-read-it-back", "kb/incident/read-it-back.md", &[]),
    ("02-ask-the-ward", "kb/change/ask-the-ward-first.md", &[]),
    (
        "03-five-services",
        "kb/service-catalogue/start-with-five-services.md",
        &["invalid-value", "commercial-interest"],
    ),
    ("04-title-like-the-user", "kb/knowledge/title-like-the-user.md", &["wrong-type"]),
    (
        "05-shift-handover",
        "kb/service-desk/shift-handover-note.md",
        &["invalid-value", "invalid-value"],
    ),
    ("06-maintenance-notice", "kb/change/maintenance-notice.md", &[]),
    ("07-reopen-rate", "kb/incident/reopen-rate.md", &[]),
    ("08-tested-way-back", "kb/change/changes-with-tested-way-back.md", &[]),
    ("09-workaround", "kb/problem/workaround.md", &["missing-field", "glossary-duplicate"]),
    ("10-urgency", "kb/incident/urgency.md", &["unknown-field", "glossary-duplicate"]),
    ("11-walk-ups", "kb/needs/need-walk-up-tickets.md", &[]),
    ("12-who-owns-the-spreadsheet", "kb/asset/who-owns-the-spreadsheet.md", &["invalid-value"]),
    ("13-mail-queue", "kb/operations/rb-mail-queue-grows.md", &["invalid-value"]),
    ("14-vpn-asks-twice", "kb/known-errors/vpn-asks-twice-after-sleep.md", &[]),
    (
        "15-smaller-cab",
        "kb/change/case-from-weekly-board-to-daily-call.md",
        &["unknown-field", "unknown-field", "invalid-value"],
    ),
    ("16-trace-before-unplug", "kb/operations/trace-before-you-unplug.md", &["invalid-value"]),
    ("17-shelf-life", "kb/knowledge/def-shelf-life.md", &["missing-field"]),
    (
        "18-retire-unowned",
        "kb/needs/need-retire-a-service-nobody-admits-using.md",
        &["invalid-value"],
    ),
    ("19-exercise-debrief", "kb/incident/exercise-debrief-sheet.md", &["commercial-interest"]),
    (
        "20-log-volume-full",
        "kb/operations/rb-log-volume-full.md",
        &["invalid-value", "invalid-value"],
    ),
    ("21-hops", "kb/service-desk/metric-hops-per-ticket.md", &[]),
    (
        "22-attachments-lost",
        "kb/known-errors/form-drops-large-attachments.md",
        &["commercial-interest"],
    ),
    (
        "23-on-call-swap",
        "kb/operations/case-on-call-in-a-housing-association.md",
        &["invalid-value"],
    ),
    ("24-closing-sentence", "kb/service-desk/write-the-closing-sentence-for-the-caller.md", &[]),
    ("25-change-failure", "kb/change/metric-change-failure-rate.md", &[]),
    ("26-support-hours", "kb/service-level/def-support-hours.md", &[]),
    ("27-night-staff-feedback", "kb/needs/need-feedback-from-night-staff.md", &[]),
    ("28-cert-expires", "kb/operations/rb-certificate-expires-soon.md", &["invalid-value"]),
    ("29-badge-printer", "kb/known-errors/badge-printer-blank-after-sleep.md", &["invalid-value"]),
    ("30-screen-first", "kb/service-desk/ask-what-is-on-the-screen.md", &[]),
];

/// What the articles are told when all of them come in together.
fn told() -> Vec<Vec<String>> {
    let mut world = World::shipped();
    for (name, path, _) in FIRST {
        let file = format!("{}/tests/it/contributions/{name}.md", env!("CARGO_MANIFEST_DIR"));
        world = world.file(path, std::fs::read(file).expect("the fixture is there"));
    }
    let json = world.run("check --format json").json();
    let findings = json["findings"].as_array().expect("a list").clone();
    let of = |path: &str| {
        let about = |finding: &&serde_json::Value| {
            let is_told = finding["severity"] != "info" && finding["rule"] != "review-missing";
            finding["path"] == path && is_told
        };
        let name = |finding: &serde_json::Value| finding["rule"].as_str().unwrap_or("").to_owned();
        findings.iter().filter(about).map(name).collect()
    };
    FIRST.iter().map(|(_, path, _)| of(path)).collect()
}

#[test]
fn first_contributions_are_told_what_is_wrong_and_are_not_nagged() {
    let told = told();
    for ((name, _, expected), told) in FIRST.iter().zip(&told) {
        assert_eq!(told, expected, "{name}");
    }
    let mut counts: Vec<usize> = told.iter().map(Vec::len).collect();
    counts.sort_unstable();
    assert!(counts[14] <= 2 && counts[15] <= 2, "the median is {counts:?}");
}
