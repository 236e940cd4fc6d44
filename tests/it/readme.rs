//! The README shows what commands print; `UPDATE_EXPECT=1` writes it anew.

use std::fs;
use std::path::Path;

use expect_test::expect_file;

use super::transcript::{Each, made_anew};

const LINES_MAX: usize = 120;

fn read(name: &str) -> String {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(place).expect("it is there")
}

#[test]
fn every_transcript_is_what_the_commands_print() {
    let page = read("README.md");
    assert!(page.matches("```console\n").count() >= 4, "four verbs are shown");
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    expect_file![place].assert_eq(&made_anew(&page, Each::Alone));
}

#[test]
fn the_first_page_is_short_and_honest() {
    let page = read("README.md");
    assert!(page.lines().count() <= LINES_MAX, "{} lines", page.lines().count());
    for said in [
        "drafted by AI from cited public sources",
        "no practitioner has reviewed them yet",
        "not affiliated with the #back2ITSM community, itSMF, or any framework's owner",
        "no legal advice",
    ] {
        assert!(page.contains(said), "the README does not say: {said}");
    }
}

#[test]
fn the_gate_runs_what_the_readme_tells_newcomers_to_run() {
    assert!(read("README.md").contains("\ncargo test\n"));
    assert!(read(".ci/run").lines().any(|line| line == "step cargo test"));
}

#[test]
fn every_relative_link_of_our_own_pages_leads_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = [
        "README.md",
        "CONTRIBUTING.md",
        "ARCHITECTURE.md",
        "SECURITY.md",
        "LICENSE.md",
        "docs/adopting.md",
        "docs/tour.md",
        "docs/configuration.md",
        "docs/formats.md",
    ];
    for page in pages {
        // Links in transcripts and examples are not ours.
        let text: String = read(page).split("```").step_by(2).collect();
        let folder = root.join(page);
        let folder = folder.parent().expect("a page lies in a folder");
        for target in text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            let is_ours = !target.contains("://") && !target.is_empty();
            assert!(!is_ours || folder.join(target).exists(), "{page} links to {target}");
        }
    }
}
