//! Official texts, what may be done to them, and what may not.

use super::*;

/// Every licence of the matrix that has a text.
const MATRIX: [&str; 22] = [
    "Apache-2.0",
    "CC-BY-3.0",
    "CC-BY-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-ND-4.0",
    "CC-BY-NC-SA-3.0",
    "CC-BY-NC-SA-4.0",
    "CC-BY-ND-3.0",
    "CC-BY-ND-4.0",
    "CC-BY-SA-2.5",
    "CC-BY-SA-3.0",
    "CC-BY-SA-4.0",
    "CC-PDM-1.0",
    "CC0-1.0",
    "GFDL-1.3-only",
    "GFDL-1.3-or-later",
    "GPL-3.0-only",
    "GPL-3.0-or-later",
    "LAL-1.3",
    "MIT",
    "OGL-UK-3.0",
    "Classpath-exception-2.0",
];

#[track_caller]
fn is_fine(id: &str, text: &str) {
    assert_eq!(wrong(id, text), None, "{id}");
}

/// What the file and the official text say where they part.
#[track_caller]
fn check(id: &str, text: &str, file: &str, official: &str) {
    let Some(Wrong::Differs(difference)) = wrong(id, text) else {
        panic!("{id}: {:?}", wrong(id, text));
    };
    assert_eq!((&*difference.file, &*difference.official), (file, official), "{id}");
}

fn text(id: &str) -> &'static str {
    official(id).expect("it is on the list")
}

/// The paragraphs of `text`, each on one line of `width` bytes at most.
fn rewrapped(text: &str, width: usize) -> String {
    let mut made = String::new();
    for paragraph in text.split("\n\n") {
        let mut length = 0;
        for word in paragraph.split_whitespace() {
            if length + word.len() > width {
                made.push('\n');
                length = 0;
            }
            made.push_str(word);
            made.push(' ');
            length += word.len() + 1;
        }
        made.push_str("\n\n");
    }
    made
}

#[test]
fn the_official_text_is_fine_however_it_is_wrapped_and_headed() {
    for id in MATRIX {
        let text = text(id);
        is_fine(id, text);
        is_fine(id, &format!("\u{feff}{}", text.replace('\n', "\r\n").to_uppercase()));
        is_fine(id, &format!("Copyright (c) 2024 Ada Example\n\n{text}"));
        is_fine(id, &format!("© 2024 Ada\n\n{}", text.replace(['“', '”'], "\"")));
        is_fine(id, &rewrapped(text, 40));
        is_fine(id, &rewrapped(text, 4_000));
    }
}

#[test]
fn every_text_of_the_list_is_fine_as_it_is() {
    let licenses = spdx::identifiers::LICENSES.iter().map(|it| it.name);
    let exceptions = spdx::identifiers::EXCEPTIONS.iter().map(|it| it.name);
    for id in licenses.chain(exceptions).filter(|id| official(id).is_some()) {
        assert_eq!(wrong(id, official(id).expect("it has a text")), None, "{id}");
    }
}

#[test]
fn a_changed_number_is_found_and_shown() {
    let changed = text("CC-BY-4.0").replace("within 30 days", "within 60 days");
    check(
        "CC-BY-4.0",
        &changed,
        "it is cured within 60 days of Your discovery of the",
        "it is cured within 30 days of Your discovery of the",
    );
    let Some(Wrong::Differs(difference)) = wrong("CC-BY-4.0", &changed) else { panic!("differs") };
    assert!(changed[difference.range].starts_with("60 days"));
}

#[test]
fn every_word_that_is_taken_out_of_the_terms_is_missed() {
    for id in MATRIX {
        let text = text(id);
        let words: Vec<&str> = text.split_whitespace().collect();
        let end = words.windows(4).position(|it| it == ["END", "OF", "TERMS", "AND"]);
        let last = end.unwrap_or(words.len() - 40);
        for at in (last / 3..last).step_by(last / 4) {
            let mut words = words.clone();
            let removed = words.remove(at);
            let has_letters = removed.chars().filter(|it| it.is_alphanumeric()).count() > 4;
            let found = wrong(id, &words.join(" "));
            assert!(!has_letters || matches!(found, Some(Wrong::Differs(_))), "{id} {removed}");
        }
    }
}

#[test]
fn a_text_that_ends_early_or_goes_on_is_not_the_official_one() {
    for id in MATRIX {
        let text = text(id);
        let half = (0..text.len() / 2).rev().find(|at| text.is_char_boundary(*at));
        let found = wrong(id, &text[..half.expect("there is a border")]);
        assert!(matches!(found, Some(Wrong::Differs(_))), "{id}: {found:?}");
    }
    let more = format!("{}\nYou must also send a postcard to Ada.\n", text("MIT"));
    check("MIT", &more, "You must also send a postcard to Ada.", "");
}

#[test]
fn what_follows_the_terms_may_be_left_out() {
    for id in ["Apache-2.0", "GPL-3.0-only"] {
        let (terms, _) = text(id).split_once("END OF TERMS").expect("it says so");
        is_fine(id, terms.trim_end());
        is_fine(id, &format!("{terms}END OF TERMS AND CONDITIONS\n"));
    }
    let (text, _) = text("CC-BY-4.0").split_once("Creative Commons is not a party").expect("so");
    is_fine("CC-BY-4.0", text);
}

#[test]
fn names_are_filled_in_and_titles_left_out() {
    let mit = text("MIT").replace("<year> <copyright holders>", "2024 Ada Example and Bob");
    is_fine("MIT", &mit);
    is_fine("MIT", mit.trim_start_matches("MIT License"));
    let next = "permission notice (including the next\nparagraph)";
    is_fine("MIT", &mit.replace("permission notice", next));
    is_fine("MIT", &format!("The MIT License (MIT)\n=====================\n{mit}"));
    let bsd = text("BSD-3-Clause")
        .replace("the copyright holder nor", "Example Org nor")
        .replace("COPYRIGHT HOLDER OR", "COPYRIGHT OWNER OR")
        .replace("1. Redist", "* Redist")
        .replace("2. Redist", "(b) Redist");
    is_fine("BSD-3-Clause", &bsd);
    let without = bsd.replace("without specific prior", "with specific prior");
    assert!(matches!(wrong("BSD-3-Clause", &without), Some(Wrong::Differs(_))));
}

#[test]
fn markdown_is_no_difference() {
    let markdown = text("CC-BY-4.0")
        .replace("Section 1 – Definitions.", "### Section 1 -- [Definitions](#s1).\n")
        .replace("Adapted Material means", "**Adapted Material** means")
        .replace("creativecommons.org.", "[creativecommons.org](http://creativecommons.org/).");
    is_fine("CC-BY-4.0", &format!("# {markdown}\n[s1]: https://example.org/s1\n"));
}

#[test]
fn the_files_of_this_repository_are_official() {
    let files = [
        ("MIT", include_str!("../../LICENSES/MIT.txt")),
        ("Apache-2.0", include_str!("../../LICENSES/Apache-2.0.txt")),
        ("CC-BY-4.0", include_str!("../../LICENSES/CC-BY-4.0.txt")),
    ];
    for (id, text) in files {
        is_fine(id, text);
    }
}

#[test]
fn the_text_of_another_licence_is_called_by_its_name() {
    assert_eq!(wrong("CC-BY-4.0", text("MIT")), Some(Wrong::Other("MIT")));
    assert_eq!(wrong("MIT", text("0BSD")), Some(Wrong::Other("0BSD")));
    is_fine("GPL-3.0-only", text("GPL-3.0-or-later"));
    is_fine("GFDL-1.3-only", text("GFDL-1.3-no-invariants-or-later"));
}

#[test]
fn a_few_words_are_the_text_of_no_licence() {
    for text in ["../COPYING", "MIT", "See the file\nCOPYING\n", "Permission"] {
        assert!(matches!(wrong("GPL-3.0-only", text), Some(Wrong::Differs(_))), "{text}");
    }
}

#[test]
fn nothing_is_nobodys_text() {
    assert_eq!(wrong("MIT", " \n- \u{feff}"), Some(Wrong::Empty));
    assert_eq!(wrong("LicenseRef-x", "x"), None);
    assert_eq!(wrong("NOASSERTION", "x"), None);
    assert_eq!(wrong("mit", "x"), None);
}

#[test]
fn no_text_of_the_list_is_near_the_border() {
    let licenses = spdx::identifiers::LICENSES.iter().map(|it| it.name);
    let exceptions = spdx::identifiers::EXCEPTIONS.iter().map(|it| it.name);
    let longest = licenses.chain(exceptions).filter_map(official).map(str::len).max();
    let longest = longest.expect("there are texts") as u64;
    assert!(4 * longest < TEXT_BYTES_MAX && TEXT_BYTES_MAX < 5 * longest, "{longest}");
}

#[test]
fn hostile_texts_are_compared_in_time() {
    let mit = text("MIT");
    for hostile in ["1. ", "<", "[a]: b\n", "](", "&", "a\n", "<year>", "\u{300}a. "] {
        drop(wrong("MIT", &format!("{}{mit}", hostile.repeat(5_000))));
        assert!(wrong("MIT", &format!("{mit}{}x", hostile.repeat(5_000))).is_some(), "{hostile}");
    }
}
