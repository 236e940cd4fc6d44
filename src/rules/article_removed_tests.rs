//! Which articles may go, and what is said of the others.

use crate::rules::testing::Library;

const RULE: &str = "article-removed";
const A: &str = "---\ntitle: A\n---\n";

fn removed(text: &str) -> Library {
    Library::own().was("kb/x/a.md", text).was("kb/b.md", "")
}

#[test]
fn an_article_that_is_gone_is_told_with_the_links_that_it_breaks() {
    let links =
        "[1](x/a.md) [2](x/a#s) [3](x/a.md) [4](x/a.md) [5](x/a.md) [6](x/a.md) [o](o.md)\n";
    removed(A).article("kb/b.md", links).says(
        RULE,
        "\
kb/x/a.md:1:1: error[article-removed]: `a` was removed, and 6 links lead nowhere
  note: kb/b.md:1:5: leads nowhere now
  note: kb/b.md:1:17: leads nowhere now
  note: kb/b.md:1:28: leads nowhere now
  note: kb/b.md:1:40: leads nowhere now
  note: kb/b.md:1:52: leads nowhere now
  help: bring it back and retire it with `kb retire`, or add `a` to the `aliases` of the article that readers should find",
    );
}

#[test]
fn one_that_nothing_leads_to_is_told_too_and_a_tombstone_as_such() {
    #[track_caller]
    fn check(text: &str, message: &str) {
        let findings = removed(text).article("kb/b.md", "").findings(RULE);
        assert_eq!(findings.iter().map(|it| &*it.message).collect::<Vec<_>>(), [message]);
        assert!(findings[0].is_on_changed_line);
    }
    check(A, "`a` was removed");
    check("---\nstatus: retired\n---\n", "the tombstone of `a` was removed");
}

#[test]
fn a_draft_may_go_until_something_leads_to_it() {
    let draft = "---\nstatus: draft\n---\n";
    removed(draft).article("kb/b.md", "").is_fine(RULE);
    let findings = removed(draft).article("kb/b.md", "[a](x/a.md)\n").findings(RULE);
    assert_eq!(findings[0].message, "`a` was removed, and 1 link leads nowhere");
}

#[test]
fn whoever_answers_at_the_id_has_taken_over() {
    for taker in ["---\naliases: [a]\n---\n", "---\naliases: [A]\n---\n"] {
        removed(A).article("kb/b.md", taker).is_fine(RULE);
    }
    removed(A).article("kb/b.md", "").article("kb/y/a.md", A).is_fine(RULE);
    let moved = removed(A).article("kb/b.md", "").article("kb/c.md", A);
    moved.moved_from("kb/c.md", "kb/x/a.md").is_fine(RULE);
}

#[test]
fn what_is_still_there_and_what_is_no_change_is_not_told() {
    Library::own().article("kb/x/a.md", A).was("kb/x/a.md", "").is_fine(RULE);
    Library::own().article("kb/b.md", "[a](x/a.md)\n").is_fine(RULE);
}

#[test]
fn thousands_that_went_with_thousands_of_links_are_told_in_a_moment() {
    let mut library = Library::own();
    let mut links: Vec<String> = Vec::new();
    for number in 0..5_000 {
        library = library.was(&format!("kb/old-{number}.md"), A);
        links.push(format!("[{number}](old-{number}.md)\n"));
    }
    let library = library.article("kb/b.md", &links.concat());
    assert_eq!(library.findings(RULE).len(), 5_000);
}
