//! What front matter does not use of YAML, and that hostile text is refused in time.

use expect_test::expect;

use super::fault_tests::check;
use super::*;

#[test]
fn front_matter_that_is_no_mapping_is_told_so() {
    check(
        "- a\n- b\n",
        &expect![[r#"
        YamlSyntax ⟦- a\n- b⟧ the front matter is a list, not fields
          help: write one `field: value` a line
        read: None
    "#]],
    );
    check(
        "text\n",
        &expect![[r#"
        YamlSyntax ⟦text⟧ the front matter is text, not fields
          help: write one `field: value` a line
        read: None
    "#]],
    );
    check(
        "\"text\"\n",
        &expect![[r#"
        YamlSyntax ⟦\"text\"⟧ the front matter is one value, not fields
          help: write one `field: value` a line
        read: None
    "#]],
    );
    check(
        "[a]\n",
        &expect![[r#"
        YamlSyntax ⟦[a]⟧ the front matter is a list, not fields
          help: write one `field: value` a line
        read: None
    "#]],
    );
    check(
        "- a\nb: c\n",
        &expect![[r#"
        YamlSyntax ⟦- a⟧ the front matter is a list, not fields
          help: write one `field: value` a line
        read: Some(["b"])
    "#]],
    );
}
#[test]
fn anchors_aliases_and_tags_are_told_one_by_one() {
    check(
        "a: &x 1\nb: *x\nc: *none\n",
        &expect![[r#"
            UnsupportedYaml ⟦&x⟧ anchors are not used in front matter
              help: delete it, or put the value in quotes if the `&` belongs to the text
            UnsupportedYaml ⟦*x⟧ aliases are not used in front matter
              help: write the value out, or put it in quotes if the `*` belongs to the text
            UnsupportedYaml ⟦*none⟧ aliases are not used in front matter
              help: write the value out, or put it in quotes if the `*` belongs to the text
            read: Some(["a", "b", "c"])
        "#]],
    );
    check(
        "a: !!python/object x\nb: !include y\nc: &a !b z\n",
        &expect![[r#"
        UnsupportedYaml ⟦!!python/object⟧ tags are not used in front matter
          help: delete it, or put the value in quotes if the `!` belongs to the text
        UnsupportedYaml ⟦!include⟧ tags are not used in front matter
          help: delete it, or put the value in quotes if the `!` belongs to the text
        UnsupportedYaml ⟦&a⟧ anchors are not used in front matter
          help: delete it, or put the value in quotes if the `&` belongs to the text
        UnsupportedYaml ⟦!b⟧ tags are not used in front matter
          help: delete it, or put the value in quotes if the `!` belongs to the text
        read: Some(["a", "b", "c"])
    "#]],
    );
}

#[test]
fn merge_keys_and_directives_are_told() {
    check(
        "<<: {a: b}\n\"<<\": kept\n",
        &expect![[r#"
        UnsupportedYaml ⟦<<⟧ merge keys are not used in front matter
          help: write the fields out
        read: Some(["<<"])
    "#]],
    );
    check(
        "%YAML 1.2\n%TAG ! x\na: b\n",
        &expect![[r#"
            UnsupportedYaml ⟦%YAML 1.2⟧ a line that begins with `%` is a directive
              help: delete it; front matter has no directives
            UnsupportedYaml ⟦%TAG ! x⟧ a line that begins with `%` is a directive
              help: delete it; front matter has no directives
            read: Some(["a"])
        "#]],
    );
}

#[test]
fn a_second_document_is_told() {
    check(
        "a: b\n--- x\nc: d\n",
        &expect![[r#"
        UnsupportedYaml ⟦---⟧ a `---` begins another document inside the front matter
          help: delete it; a file has one front matter
        read: Some(["a"])
    "#]],
    );
    check(
        "--- # c\na: b\n",
        &expect![[r#"
        UnsupportedYaml ⟦---⟧ a `---` begins another document inside the front matter
          help: delete it; a file has one front matter
        read: Some(["a"])
    "#]],
    );
}

#[test]
fn keys_that_are_no_text_are_told() {
    check(
        "? [a]\n: b\n",
        &expect![[r#"
        UnsupportedYaml ⟦[a]⟧ a list or mapping is used as a key
          help: put it in quotes if the brackets belong to the text
        read: Some([])
    "#]],
    );
    check(
        "{a: b}: c\n",
        &expect![[r#"
        UnsupportedYaml ⟦{a: b}⟧ a list or mapping is used as a key
          help: put it in quotes if the brackets belong to the text
        read: Some([])
    "#]],
    );
    check(
        ": b\n~: c\nnull: d\n",
        &expect![[r#"
        UnsupportedYaml ⟦⟧ a value has no key
          help: write the name of the field before the colon
        UnsupportedYaml ⟦~⟧ a value has no key
          help: write the name of the field before the colon
        UnsupportedYaml ⟦null⟧ a value has no key
          help: write the name of the field before the colon
        read: Some([])
    "#]],
    );
    check(
        "t: {{ x }}\n",
        &expect![[r#"
        UnsupportedYaml ⟦{ x }⟧ a list or mapping is used as a key
          help: put it in quotes if the brackets belong to the text
        read: Some(["t"])
    "#]],
    );
}

#[test]
fn a_property_without_a_value_takes_nothing_from_its_neighbour() {
    check(
        "a: &a [*a]\n",
        &expect![[r#"
        UnsupportedYaml ⟦&a⟧ anchors are not used in front matter
          help: delete it, or put the value in quotes if the `&` belongs to the text
        UnsupportedYaml ⟦*a⟧ aliases are not used in front matter
          help: write the value out, or put it in quotes if the `*` belongs to the text
        read: Some(["a"])
    "#]],
    );
    check(
        "a: !!str\nb: 1\n",
        &expect![[r#"
        UnsupportedYaml ⟦!!str⟧ tags are not used in front matter
          help: delete it, or put the value in quotes if the `!` belongs to the text
        read: Some(["a", "b"])
    "#]],
    );
    check(
        "a: &x\n- b\n",
        &expect![[r#"
        UnsupportedYaml ⟦&x⟧ anchors are not used in front matter
          help: delete it, or put the value in quotes if the `&` belongs to the text
        read: Some(["a"])
    "#]],
    );
}

#[test]
fn a_key_written_again_names_the_first_place_at_any_depth() {
    check(
        "a: 1\nb: 2\na: 3\na: 4\n",
        &expect![[r#"
        DuplicateKey ⟦a⟧ the key `a` is written twice
          help: keep one of the two
          first written here: ⟦\na⟧
        DuplicateKey ⟦a⟧ the key `a` is written twice
          help: keep one of the two
          first written here: ⟦\na⟧
        read: Some(["a", "b"])
    "#]],
    );
    check(
        "r: {on: 1, \"on\": 2}\n",
        &expect![[r#"
        DuplicateKey ⟦\"on\"⟧ the key `on` is written twice
          help: keep one of the two
          first written here: ⟦\nr: {on⟧
        read: Some(["r"])
    "#]],
    );
    check(
        "l:\n  - k: 1\n    k: 2\n",
        &expect![[r#"
        DuplicateKey ⟦k⟧ the key `k` is written twice
          help: keep one of the two
          first written here: ⟦\nl:\n  - k⟧
        read: Some(["l"])
    "#]],
    );
    check(
        "a: [\nb: @x\na: 1\nb: 2\n",
        &expect![[r#"
            YamlSyntax ⟦⟧ a line inside brackets is not indented
              help: indent it, or write the brackets on one line
            YamlSyntax ⟦@x⟧ a value cannot begin with `@`
              help: put the value in quotes: `"@x"`
            DuplicateKey ⟦a⟧ the key `a` is written twice
              help: keep one of the two
              first written here: ⟦\na⟧
            DuplicateKey ⟦b⟧ the key `b` is written twice
              help: keep one of the two
              first written here: ⟦\na: [\nb⟧
            read: None
        "#]],
    );
}

#[test]
fn every_field_that_cannot_be_read_is_told_in_one_run() {
    check(
        "title: A: b\ngood: 1\nowner: @team\ntags: [a\nsum: \"x\nlic:MIT\ngood: 2\nlast: ok\n",
        &expect![[r#"
            YamlSyntax ⟦A: b⟧ the value has a `: ` inside
              help: put the value in quotes: `"A: b"`
            YamlSyntax ⟦@team⟧ a value cannot begin with `@`
              help: put the value in quotes: `"@team"`
            YamlSyntax ⟦[⟧ this `[` is never closed
              help: write `]` where it ends, or put the value in quotes if the bracket belongs to the text
            YamlSyntax ⟦\"⟧ this quote is never closed
              help: write " at the end of the value, or delete this one
            YamlSyntax ⟦:⟧ there is no space after the colon of `lic`
              help: put a space after the colon
              fix: \ntitle: A: b\ngood: 1\nowner: @team\ntags: [a\nsum: \"x\nlic: MIT\ngood: 2\nlast: ok\n
            DuplicateKey ⟦good⟧ the key `good` is written twice
              help: keep one of the two
              first written here: ⟦\ntitle: A: b\ngood⟧
            read: Some(["title", "good", "owner", "tags", "sum", "lic", "last"])
        "#]],
    );
}

#[test]
fn what_could_steer_a_terminal_is_not_repeated() {
    check(
        "a: 1\n\"\\u001b[2J\": 2\n\"\\u001b[2J\": 3\n",
        &expect![[r#"
        DuplicateKey ⟦\"\\u001b[2J\"⟧ the key `\u{1b}[2J` is written twice
          help: keep one of the two
          first written here: ⟦\na: 1\n\"\\u001b[2J\"⟧
        read: Some(["a", "\u{1b}[2J"])
    "#]],
    );
}

#[test]
fn hostile_text_is_refused_in_time() {
    let levels = (0..5000).map(|level| format!("{}a:\n", " ".repeat(level)));
    let hostile = [
        "[".repeat(100_000),
        format!("a: {}", "[".repeat(32_000)),
        "{a: ".repeat(100_000),
        "- ".repeat(100_000),
        format!("a:\n{}", "  - ".repeat(100_000)),
        "? ".repeat(100_000),
        levels.collect::<Vec<_>>().concat(),
        (0..200_000).map(|key| format!("k{key}: v\n")).collect::<Vec<_>>().concat(),
        "k: v\n".repeat(100_000),
        "k:v\n".repeat(100_000),
        "k: @\n".repeat(100_000),
        "k: [\n".repeat(60),
        "a: &a [*a]\n".repeat(10_000),
        format!("a: [{}", "\"b, ".repeat(100_000)),
        format!("a: {}", "!x ".repeat(100_000)),
        format!("a: {}", "b: ".repeat(100_000)),
        format!("a: {}", "'b' ".repeat(100_000)),
        "\r".repeat(500_000),
        "\t".repeat(500_000),
        "\u{a0}".repeat(100_000),
        format!("{}: v", "k".repeat(2_000_000)),
    ];
    for yaml in hostile {
        let (_, faults) = tree(&yaml, 4);
        assert!(faults.len() <= FAULTS_MAX);
        let is_blank = yaml.trim_ascii().is_empty();
        assert!(is_blank || !faults.is_empty(), "{}", &yaml[..20]);
    }
}

#[test]
fn long_but_harmless_text_is_read_in_time() {
    let harmless = [
        "# comment\n".repeat(500_000),
        format!("a: {}", "b".repeat(2_000_000)),
        format!("a: |\n{}", "  é\n".repeat(200_000)),
        format!("a: \"{}\"", "\\\"".repeat(500_000)),
    ];
    for yaml in harmless {
        assert_eq!(tree(&yaml, 4).1, [], "{}", &yaml[..10]);
    }
}

#[test]
fn sixty_four_brackets_are_parsed_and_one_more_is_not() {
    let (_, faults) = tree(&format!("a: {}", "[".repeat(64)), 0);
    assert_eq!(faults[0].message, "lists and mappings are nested more than 16 deep");
    let (root, faults) = tree(&format!("a: {}", "[".repeat(65)), 0);
    assert_eq!((root, faults.len()), (None, 1));
    assert_eq!(faults[0].message, "brackets are nested more than 64 deep");
    assert_eq!(faults[0].span, Span::at(3 + 64));
}

#[test]
fn brackets_in_quotes_and_comments_do_not_nest() {
    let many = "[".repeat(100);
    for yaml in [format!("a: \"{many}\""), format!("a: '{many}'"), format!("a: b # {many}")] {
        assert_eq!(tree(&yaml, 0).1, [], "{yaml}");
    }
}
