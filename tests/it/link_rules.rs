//! What rules on links make of real Markdown, both sides of every border.

use jiff::civil::date;

use super::world::World;

/// The messages that one rule has about `kb/a.md` with this body.
fn messages(rule: &str, body: &str) -> Vec<String> {
    let world = World::new().file("kb/a.md", format!("---\ntitle: A\n---\n{body}\n"));
    said(&world, rule)
}

/// What one rule says of the files of `world`, without places.
fn said(world: &World, rule: &str) -> Vec<String> {
    let out = world.run(&format!("check -v --rule {rule}")).out;
    let mark = format!("[{rule}]: ");
    let message = |line: &str| line.split_once(&mark).map(|(_, message)| message.to_owned());
    out.lines().filter_map(message).collect()
}

/// The file at `path` after everything that one rule offers, safe or not.
fn offered(world: &World, rule: &str, path: &str) -> String {
    let out = world.run(&format!("check --rule {rule} --format json")).out;
    let json: serde_json::Value = serde_json::from_str(&out).expect("it is JSON");
    let list = |value: &serde_json::Value, key: &str| {
        value[key].as_array().cloned().unwrap_or_default().into_iter()
    };
    let fixes = list(&json, "findings").flat_map(|finding| list(&finding, "fixes"));
    let edits = fixes.flat_map(|fix| list(&fix, "edits")).filter(|edit| edit["path"] == path);
    let byte = |edit: &serde_json::Value, key: &str| {
        usize::try_from(edit[key].as_u64().expect("a number of bytes")).expect("it is small")
    };
    let mut edits: Vec<serde_json::Value> = edits.collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(byte(edit, "start")));
    let mut text = world.read(path);
    for edit in edits {
        let bytes = byte(&edit, "start")..byte(&edit, "end");
        text.replace_range(bytes, edit["text"].as_str().expect("a text"));
    }
    text
}

#[track_caller]
fn check_undefined(body: &str, labels: &[&str]) {
    let expected: Vec<String> =
        labels.iter().map(|label| format!("`{label}` is defined nowhere")).collect();
    assert_eq!(messages("undefined-reference", body), expected, "{body}");
}

#[test]
fn a_reference_of_several_words_is_a_link_wherever_it_stands() {
    check_undefined("See [the form][form].", &["form"]);
    check_undefined("See [the form][].", &["the form"]);
    check_undefined("See ![the form][form].", &["form"]);
    check_undefined("See [the form][Form].\n\n[form]: a.md", &[]);
    check_undefined("See [the form].", &[]);
    check_undefined("See `[the form][form]`.", &[]);
}

#[test]
fn a_reference_of_one_word_is_a_link_where_labels_are_defined() {
    check_undefined("See [forms][form].", &[]);
    check_undefined("See [forms][form] and [b][b].\n\n[b]: a.md", &["form"]);
    check_undefined("See [forms][2].\n\n[b]: a.md", &[]);
    check_undefined("See [forms][2] and [b][1].\n\n[1]: a.md", &["2"]);
}

#[test]
fn an_index_a_class_and_three_in_a_row_are_text() {
    let defined = "\n\n[1]: a.md\n[triage]: a.md";
    for text in [
        "a[the x][2]",
        "f(x)[the x][2]",
        "[Microsoft][the driver][the server]",
        "[A-Z][a-z0-9]",
        "[U][D]",
        "[a form][ form]",
        "[a form][*form*]",
        "[ ][ ]",
    ] {
        check_undefined(&format!("It is {text} so.{defined}"), &[]);
    }
    check_undefined(&format!("It is ([the x][2]) so.{defined}"), &["2"]);
}

#[test]
fn a_definition_that_a_template_writes_counts_and_one_within_a_paragraph_does_not() {
    check_undefined("[the form][form]\n\n[form]: {{< relref \"/form\" >}}\n", &[]);
    check_undefined("[the form][form]\n\n[b]: {% page \"/b\" %}\n[form]: a.md\n", &[]);
    check_undefined("[the form][form]\n[form]: a.md\n", &["form"]);
    let world = World::new().file("kb/a.md", "[the form][form]\n[form]: a.md\n");
    world.run("check --rule KB406").has("put a blank line before it");
}

#[test]
fn the_nearest_label_is_offered_and_the_text_of_the_link_stays() {
    let text = "[the from][forms] [my forms][]\n\n[form]: a.md\n[my form]: a.md\n";
    let world = World::new().file("kb/a.md", text);
    let right = "[the from][form] [my forms][my form]\n\n[form]: a.md\n[my form]: a.md\n";
    assert_eq!(offered(&world, "undefined-reference", "kb/a.md"), right);
}

#[test]
fn an_image_with_any_text_has_a_text() {
    let missing = ["the image `a.png` has no alternative text"];
    assert_eq!(messages("missing-alt-text", "![](a.png)"), missing);
    assert_eq!(messages("missing-alt-text", "[![ ](a.png)](b.md)"), missing);
    for text in ["![a](a.png)", "![`a`](a.png)", "![a]\n\n[a]: a.png", "[](a.png)", "`![](a.png)`"]
    {
        assert_eq!(messages("missing-alt-text", text), [""; 0], "{text}");
    }
}

#[test]
fn a_link_is_vague_if_its_whole_text_is_and_images_are_not_judged() {
    for text in ["[here](a.md)", "[**Click here**!](a.md)", "[this page][]\n\n[this page]: a.md"] {
        assert_eq!(messages("vague-link-text", text).len(), 1, "{text}");
    }
    for text in [
        "[click here to undo](a.md)",
        "![here](a.png)",
        "[](a.md)",
        "<here@example.org>",
        "[`this`](a.md)",
        "[LINK](a.md)",
    ] {
        assert_eq!(messages("vague-link-text", text), [""; 0], "{text}");
    }
}

#[test]
fn what_is_off_is_silent_until_somebody_asks() {
    let world = World::new().article("change/a", "", "[here](http://bit.ly/x)");
    world.run("check -v").has_not("vague-link-text");
    world.run("check -v --rule links").has("info[vague-link-text]");
    let named = world.file("kb.toml", "[rules]\nvague-link-text = \"warning\"\n");
    named.run("check").has("warning[vague-link-text]");
}

#[test]
fn an_image_of_the_limit_is_fine_and_one_byte_more_is_told_once() {
    let text = "![a](a.png) ![b](b%2Epng) ![again](./b.png)\n";
    let world = World::new()
        .file("kb.toml", "[links]\nimage_kib_max = 2\n")
        .file("kb/a.md", text)
        .file("kb/z.md", "![b](b.png)\n")
        .file("kb/a.png", [0; 2048])
        .file("kb/b.png", [0; 2049])
        .commit(date(2026, 11, 1));
    let expected = ["the image `b%2Epng` has 3 KiB, more than 2"];
    assert_eq!(said(&world, "image-too-large"), expected);
    world.run("check --rule image-too-large --at main").has("has 3 KiB");
}

#[test]
fn an_image_elsewhere_is_offered_in_a_work_tree_a_commit_and_a_folder() {
    let text = "![a](stesp.png)\n";
    let right = "![a](images/steps.png)\n";
    let world = World::new().file("kb/a.md", text).file("kb/images/steps.png", "x");
    let world = world.commit(date(2026, 11, 1));
    assert_eq!(offered(&world, "image-missing", "kb/a.md"), right);
    let at = world.run("check --rule image-missing --at main").out;
    assert!(at.contains("did you mean `images/steps.png`?"), "{at}");
    let folder = World::folder().file("kb.toml", "").file("kb/a.md", text);
    let folder = folder.file("kb/images/steps.png", "x").file("other/stesp.png", "x");
    assert_eq!(offered(&folder, "image-missing", "kb/a.md"), right);
}

#[test]
fn what_a_site_builder_hides_and_makes_counts_where_a_site_is_built() {
    let text = "{% comment %}[x](gone.md){% endcomment %}\n\n\
        {{% heading \"Is it alive?\" %}}\n\n[y](#is-it-alive) [z](graph.png) [o](other.png)\n";
    let files = |world: World| {
        world.file("kb/a.md", text).file("kb/a/graph.png", "x").commit(date(2026, 11, 1))
    };
    let (site, own) = (files(World::foreign()), files(World::new()));
    let gone = ["gone.md", "graph.png", "other.png"].map(|it| format!("`{it}` leads to no file"));
    assert_eq!(said(&site, "broken-link"), gone[2..]);
    assert_eq!(said(&own, "broken-link"), gone);
    assert_eq!(said(&site, "broken-anchor"), [""; 0]);
    assert_eq!(said(&own, "broken-anchor"), ["this article has no heading `#is-it-alive`"]);
}
