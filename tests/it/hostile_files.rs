//! Hostile files: bytes that are no text, fences that do not close, names that trick.

use super::hostile::{Case, check_all, neighbours, sound, with_body, with_field, with_line};

fn case(name: &'static str, bytes: impl Into<Vec<u8>>, expected: &'static str) -> Case {
    Case { name, bytes: bytes.into(), expected }
}

fn utf16(text: &str, mark: [u8; 2], bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect()
}

#[test]
fn bytes_that_are_no_plain_text_are_one_finding_with_its_place() {
    let text = sound();
    check_all(&[
        case("empty", "", "1:1 missing-front-matter"),
        case("one byte", "x", "1:1 missing-front-matter"),
        case("one blank", "\n", "1:1 missing-front-matter"),
        case("only a mark", "\u{feff}", "1:1 byte-order-mark, 1:2 missing-front-matter"),
        case("a mark before", format!("\u{feff}{text}"), "1:1 byte-order-mark"),
        case("utf 16 little", utf16(&text, [0xff, 0xfe], u16::to_le_bytes), "1:1 not-utf8"),
        case("utf 16 big", utf16(&text, [0xfe, 0xff], u16::to_be_bytes), "1:1 not-utf8"),
        case("latin in a field", with_bytes(&with_field("title: caf@"), b"\xe9"), "2:11 not-utf8"),
        case("latin in the body", with_bytes(&with_body("caf@"), b"\xe9"), "20:4 not-utf8"),
        case(
            "nul in a field",
            with_bytes(&with_field("title: e@f"), b"\0"),
            "2:9 forbidden-character",
        ),
        case("nul in the body", with_body("a\0b"), "20:2 forbidden-character"),
        case("bell", with_body("a\u{7}b"), "20:2 forbidden-character"),
        case("escape", with_body("a\u{1b}[2J"), "20:2 forbidden-character"),
        case("c1", with_body("a\u{9b}2J"), "20:2 forbidden-character"),
        case("line separator", with_field("title: a\u{2028}b"), "2:9 forbidden-character"),
        case("next line", with_field("title: c\u{85}d"), "2:9 forbidden-character"),
        case("override", with_body("a\u{202e}b"), "20:2 forbidden-character"),
        case("isolate", with_field("title: a\u{2066}b"), "2:9 forbidden-character"),
        case("zero width in a key", with_line("own\u{200b}er: team"), "10:4 forbidden-character"),
        case("zero width joiner in the body", with_body("👩\u{200d}💻"), ""),
        case("no break space", with_field("title:\u{a0}About"), "2:7 yaml-syntax"),
        case("carriage returns", text.replace('\n', "\r"), "1:4 mixed-line-endings"),
        case("windows", text.replace('\n', "\r\n"), ""),
        case(
            "latin before a bell",
            with_bytes(&with_body("c@f\n\n\u{7}"), b"\xe9\xe8"),
            "20:2 not-utf8, 22:1 forbidden-character",
        ),
    ]);
}

/// `bytes` for the `@` in `text`.
fn with_bytes(text: &[u8], bytes: &[u8]) -> Vec<u8> {
    let at = text.iter().position(|byte| *byte == b'@').expect("the place is marked");
    [&text[..at], bytes, &text[at + 1..]].concat()
}

#[test]
fn fences_that_do_not_hold_are_one_finding_with_its_place() {
    let text = sound();
    let open = text.replacen("\n---\n\n", "\n\n", 1);
    check_all(&[
        case("only a fence", "---", "1:1 unclosed-front-matter"),
        case("only a fence and a line end", "---\n", "1:1 unclosed-front-matter"),
        case("an empty block", "---\n---\n", "1:1 missing-field, 1:1 review-missing"),
        case("never closed", open.as_str(), "1:1 unclosed-front-matter"),
        case("closed by dots", text.replacen("\n---\n\n", "\n...\n\n", 1), ""),
        case("closed with blanks", text.replacen("\n---\n\n", "\n--- \t\n\n", 1), ""),
        case("too late", format!("\n{text}"), "1:1 missing-front-matter"),
        case("after a title", format!("# Title\n\n{text}"), "1:1 missing-front-matter"),
        case("in a code block", format!("```\n{text}```\n"), "1:1 missing-front-matter"),
        case("toml", "+++\ntitle = \"x\"\n+++\n\ntext\n", "1:1 missing-front-matter"),
        case("indented", format!(" {text}"), "1:1 missing-front-matter"),
        case("four dashes", format!("-{text}"), "1:1 missing-front-matter"),
        case("a rule in the body", with_body("---\ntext\n---"), ""),
    ]);
}

#[test]
fn a_file_that_is_not_utf8_is_never_fixed_since_its_places_are_not_those_of_its_bytes() {
    let misspelt = with_field("title: caf@");
    let misspelt = String::from_utf8(misspelt).expect("it is").replace("license:", "licence:");
    let bytes = with_bytes(misspelt.as_bytes(), b"\xe9");
    let world = neighbours().file("kb/latin.md", &bytes).file("kb/fine.md", &misspelt);
    world.run("check --fix").exits(1);
    assert_eq!(std::fs::read(world.root().join("kb/latin.md")).expect("it is there"), bytes);
    assert!(world.read("kb/fine.md").contains("license:"));
}
