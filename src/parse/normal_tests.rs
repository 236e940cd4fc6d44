//! The normal form, rule by rule, and what never changes a digest or always does.

use proptest::prelude::*;

use super::*;

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(normal(text), expected, "{text:?}");
}

#[track_caller]
fn are_same(one: &str, other: &str) {
    assert_eq!(normal(one), normal(other));
    assert_eq!(digest(one), digest(other));
}

#[track_caller]
fn differ(one: &str, other: &str) {
    assert_ne!(normal(one), normal(other));
    assert_ne!(digest(one), digest(other));
}

#[test]
fn the_digest_is_that_of_the_form_and_can_be_made_with_other_tools() {
    check("---\ntitle: A\n---\n# Stop\n\nThe *clock*.\n", "# stop\nthe clock\n");
    // `printf '# stop\nthe clock\n' | sha256sum`
    let expected = "n1-sha256:ace457775449937d10b559af6b4e5e1df91700905ba6ec4a3a6f3023efec2686";
    assert_eq!(digest("# Stop\n\nThe clock").to_string(), expected);
    let nothing = "n1-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(digest("---\ntitle: A\n---\n").to_string(), nothing);
}

#[test]
fn words_between_headings_are_one_line_and_code_stands_as_it_is() {
    check(
        "One.\n\nTwo:\n\n```sh\nRM -r  x \n\n# no heading\n```\n\n## How\nThree\n",
        "one two\n```\n\tRM -r  x\n\t\n\t# no heading\n# how\nthree\n",
    );
}

#[test]
fn layout_is_no_change() {
    are_same("a b\nc\n\nd", "a\tb c d");
    are_same("a\r\nb\rc\n", "a b c");
    are_same("# A\nb", "### A ###\n\nb");
    are_same("A\n=\n\nB\n---\nc", "# a\n## b\nc");
    are_same("* a\n* b", "- a\n+ b");
    are_same("1. a\n2. b\n", "1. a\n1. b\n");
    are_same("| a | b |\n|---|:-:|\n| c | d |", "a b c d");
    are_same("> a\n> b", "a b");
    are_same("a\n\n***\n\nb", "a b");
    are_same("\u{feff}a", "a");
}

#[test]
fn emphasis_tags_comments_and_targets_are_no_words() {
    are_same("**a** _b_ `c` <b class=\"x\">d</b>", "a b c d");
    are_same("a <!-- x\ny --> b", "a b");
    are_same("a\n<!-- x\n\n```\ny\n--> b", "a b");
    are_same("<%= partial 'x' %>\n\na <% if\n b %>", "a");
    are_same("[a](http://x.example/(b) \"title\") ![c](d.png)", "a c");
    are_same("[a][b] [c][]\n\n[b]: http://x.example 'B'\n[c]: <x y>", "a c");
    are_same("a (https://x.example/y) www.x.example MAILTO:x@example.org b", "a b");
    are_same("<https://x.example> a&nbsp;b", "a b");
}

#[test]
fn what_is_not_closed_hides_nothing() {
    check("a <!-- b\n\nc", "a < b c\n");
    check("a <b c\n\nd> e", "a < b c d > e\n");
    check("[a](b\n\nc)", "a b c\n");
    check("a `<b>\n\nc` <d>", "a c\n");
    check("<% a\n\nb", "< % a b\n");
    check("[a][b", "a b\n");
}

#[test]
fn code_within_a_line_keeps_what_elsewhere_would_be_a_tag() {
    check("`show <id>` <b>", "show < id >\n");
    check("``a ` <b>`` `[c](d)`", "a < b > c d\n");
    check("\\`<b> c`", "c\n");
    check("\\<b\\> \\*c", "< b > c\n");
}

#[test]
fn a_note_is_text_and_what_only_looks_like_a_definition_too() {
    check("[^1]: A note.\n", "1 a note\n");
    check("[Note]: this is text\n", "note this is text\n");
    check("a\n[b]: http://x.example\n", "a b\n");
}

#[test]
fn a_number_at_the_start_of_a_wrapped_line_stays() {
    are_same("It ended in\n2026. Then", "It ended in 2026. Then");
    check("3. a\n4. b", "a b\n");
    check("1. a\n   1. b\n   2. c\n2. d", "a b c d\n");
    check("1. a in\n   2026. b", "a in 2026 b\n");
    check("a in 1.\n1234567890. b", "a in 1 1234567890 b\n");
}

#[test]
fn a_fence_ends_where_as_many_marks_stand_alone() {
    check("````\n```\nA\n```` \nB", "```\n\t```\n\tA\nb\n");
    check("~~~ x`y\nA\n```\n~~~", "```\n\tA\n\t```\n");
    check("``` a`b\nC", "a b c\n");
    check("- ```\n  A\n    B\n  ```\n  C", "```\n\tA\n\t  B\nc\n");
    check("> ```\n> A\n> ```\n> B", "```\n\tA\nb\n");
    check("1. x\n   ```\n   A\n   ```", "x\n```\n\tA\n");
    check("```\nA", "```\n\tA\n");
}

#[test]
fn a_line_under_a_list_or_a_quotation_makes_no_heading() {
    check("- a\n---\nb", "a b\n");
    check("> a\n---\nb", "a b\n");
    check("a\nb\n---\nc", "# a b\nc\n");
    check("\n===\na", "a\n");
    check("#a\n#\n####### b\n    # c", "a b c\n");
}

#[test]
fn words_signs_headings_and_code_are_seen() {
    differ("You must wait.", "You must not wait.");
    differ("Wait 5 days.", "Wait 15 days.");
    differ("Wait 1.5 days.", "Wait 15 days.");
    differ("At least >= 95 %", "At least <= 95 %");
    differ("Costs $5", "Costs €5");
    differ("## A\nb", "A\nb");
    differ("# A\nb\n# C\nd", "# C\nd\n# A\nb");
    differ("```\nrm -r\n```", "```\nrm -R\n```");
    differ("```\na\n```", "a");
    differ("Do it.", "~~Do it.~~");
    differ("| a | ✓ |", "| a | ✗ |");
    differ("Use `show <id>`.", "Use `show <name>`.");
}

#[test]
fn the_words_of_a_form_include_those_of_code() {
    let form = normal("# A b\n\nc\n\n```\nLet D = 5;\n\n# e\n```\nf");
    assert_eq!(
        words(&form).split_whitespace().collect::<Vec<_>>().join(" "),
        "a b c let d = 5 e f"
    );
    assert_eq!(words(&normal("a b")), "a b\n");
    assert_eq!(words(""), "");
}

#[test]
fn marks_without_end_take_no_longer_than_their_length() {
    let marks = [
        "<!--", "<%", "<a", "<", "](", "[](", "(", "`", "``x", "][", "[", "- ", "> ", "1. ", "#",
        "~~", "```\n", "http://", "&nbsp;", "\\", "\\`", "*", "-", "=\n", "-\n", "[a]:\n", "1.",
        "x`` ` ", "<!-- -->", "<%%>", "](x", "\n> ", "\t", "'", "a\n-\n", "10:",
    ];
    for mark in marks {
        let text = mark.repeat(100_000);
        let form = normal(&text);
        assert!(form.len() <= text.len() * 2 + 8, "{mark:?}: {}", form.len());
        let _ = words(&form);
    }
}

proptest! {
    #[test]
    fn any_text_has_a_form_and_normalising_that_again_changes_no_word(text in any::<String>()) {
        let form = normal(&format!("\n{text}"));
        prop_assert_eq!(form.lines().filter(|line| line.starts_with(' ')).count(), 0);
    }

    #[test]
    fn any_marks_have_a_form(text in "([-#*>`~<%!()\\[\\]:=1.a \n\t\\\\]|&nbsp;|<!--|-->|www\\.){0,60}") {
        let form = normal(&text);
        prop_assert_eq!(normal(&text.replace('\n', "\r\n")), form);
    }

    #[test]
    fn prose_in_its_normal_form_is_normal(text in "(([A-Za-z]{1,8}|[0-9]{1,4})[ \n]){1,40}") {
        let form = normal(&text);
        prop_assert_eq!(normal(&form), form);
    }

    #[test]
    fn case_wrap_emphasis_and_targets_never_change_a_digest(
        words in proptest::collection::vec("[a-z]{1,8}", 1..40),
        marks in proptest::collection::vec(0..9_u8, 40),
    ) {
        let plain = words.join(" ");
        let other: Vec<String> = words.iter().zip(&marks).map(|(word, mark)| match mark {
            0 => word.to_uppercase(),
            1 => format!("**{word}**"),
            2 => format!("_{word}_"),
            3 => format!("[{word}](https://x.example/{mark})"),
            4 => format!("[{word}][label]"),
            5 => format!("{word}\n"),
            6 => format!("<b>{word}</b>,"),
            7 => format!("`{word}`<!-- aside -->"),
            _ => word.clone(),
        }).collect();
        let other = other.join(" ").replace("\n ", "\n");
        prop_assert_eq!(normal(&plain), normal(&format!("---\nreview: {{}}\n---\n\n{other}\n")));
    }

    #[test]
    fn a_changed_word_always_changes_the_digest(
        words in proptest::collection::vec("[a-z0-9]{1,8}", 1..40),
        at in any::<prop::sample::Index>(),
        other in "[a-z]{9,10}",
    ) {
        let mut changed = words.clone();
        changed[at.index(words.len())] = other;
        prop_assert_ne!(digest(&words.join(" ")), digest(&changed.join(" ")));
        let fenced = |words: &[String]| format!("```\n{}\n```\n", words.join(" "));
        prop_assert_ne!(digest(&fenced(&words)), digest(&fenced(&changed)));
    }
}
