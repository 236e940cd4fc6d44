//! Where `same_as` leads.

use crate::rules::testing::Library;

const RULE: &str = "same-as-broken";

fn library(needs: &[(&str, &str)]) -> Library {
    let library = Library::own()
        .article("kb/guide-a.md", "---\ntitle: A\ntype: guide\n---\n")
        .article("kb/gone.md", "---\ntitle: X\ntype: need\nstatus: retired\n---\n");
    needs.iter().fold(library, |library, (id, extra)| {
        let text = format!("---\ntitle: X\ntype: need\n{extra}---\n");
        library.article(&format!("kb/needs/{id}.md"), &text)
    })
}

#[track_caller]
fn check(needs: &[(&str, &str)], expected: &[&str]) {
    let findings = library(needs).findings(RULE);
    let messages: Vec<&str> = findings.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(messages, expected, "{needs:?}");
}

#[test]
fn a_need_may_ask_the_same_as_another_need_in_use() {
    check(&[("need-a", "same_as: need-b\n"), ("need-b", "")], &[]);
    check(&[("need-a", "same_as: need-b\n"), ("need-b", "same_as: need-c\n"), ("need-c", "")], &[]);
}

#[test]
fn what_leads_nowhere_says_so_with_the_way_out() {
    library(&[("need-clock", ""), ("need-b", "same_as: need-clok\n")]).says(
        RULE,
        "\
kb/needs/need-b.md:4:10: error[same-as-broken]: there is no need `need-clok`
  help: did you mean `need-clock`?",
    );
    check(&[("need-a", "same_as: guide-a\n")], &["`guide-a` is no need"]);
    check(&[("need-a", "same_as: gone\n")], &["the need `gone` is retired"]);
    check(&[("need-a", "same_as: kb/needs/b.md\n")], &["there is no need `kb/needs/b.md`"]);
}

#[test]
fn a_need_asks_not_the_same_as_itself_in_the_end() {
    check(&[("need-a", "same_as: need-a\n")], &["`need-a` is to ask the same as itself"]);
    let circle = [
        ("need-a", "same_as: need-b\n"),
        ("need-b", "same_as: need-c\n"),
        ("need-c", "same_as: need-b\n"),
    ];
    check(
        &circle,
        &[
            "`need-b` asks the same as `need-c`, which in the end asks the same as `need-b`",
            "`need-c` asks the same as `need-b`, which in the end asks the same as `need-c`",
        ],
    );
}

#[test]
fn a_circle_of_thousands_is_told_in_linear_time() {
    let ids: Vec<(String, String)> = (0..3_000)
        .map(|id| (format!("need-{id}"), format!("same_as: need-{}\n", (id + 1) % 3_000)))
        .collect();
    let needs: Vec<(&str, &str)> =
        ids.iter().map(|(id, extra)| (id.as_str(), extra.as_str())).collect();
    assert_eq!(library(&needs).findings(RULE).len(), 3_000);
}

#[test]
fn retired_needs_and_other_types_are_left_alone() {
    check(&[("need-a", "status: retired\nsame_as: nobody\n")], &[]);
    let guide = "---\ntype: guide\nsame_as: nobody\n---\n";
    Library::own().article("kb/x.md", guide).is_fine(RULE);
}
