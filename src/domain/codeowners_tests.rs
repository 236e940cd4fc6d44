//! Which lines are made, and that the last one that matches is right.

use super::*;

fn handle(text: &str) -> Option<Handle> {
    Handle::parse(text)
}

/// Articles as `path handle`, `-` for nobody.
fn articles(written: &[&str]) -> Vec<Owned> {
    let owned = |written: &&str| {
        let (path, owner) = written.rsplit_once(' ').expect("a path and a handle");
        Owned { path: Some(path.to_owned()), handle: handle(owner), default: None }
    };
    written.iter().map(owned).collect()
}

fn shown(made: &Codeowners) -> Vec<String> {
    let line = |(pattern, handle): &(String, Option<Handle>)| {
        let handle = handle.as_ref().map_or("", Handle::as_str);
        format!("{pattern} {handle}").trim_end().to_owned()
    };
    made.lines.iter().map(line).collect()
}

#[track_caller]
fn check(written: &[&str], expected: &[&str]) {
    assert_eq!(shown(&codeowners(&articles(written), &[], "")), expected);
}

#[test]
fn a_folder_is_one_line_where_all_of_it_agrees() {
    check(&["kb/a/x.md @a", "kb/a/b/y.md @a", "kb/c/z.md @c"], &["/kb/a/ @a", "/kb/c/z.md @c"]);
    check(&["kb/a/x.md @a", "kb/a/y.md @b"], &["/kb/a/x.md @a", "/kb/a/y.md @b"]);
    check(&["kb/a/x.md @a", "kb/a/y.md -"], &["/kb/a/x.md @a"]);
    check(&["kb/x.md @a", "kb/y.md @a"], &["/kb/ @a"]);
    check(&["kb/x.md -", "kb/y.md -"], &[]);
    check(&[], &[]);
}

#[test]
fn the_root_is_never_given_to_anybody() {
    check(&["x.md @a", "y.md @a"], &["/x.md @a", "/y.md @a"]);
}

#[test]
fn general_lines_come_first() {
    check(
        &["z/a/x.md @a", "z/a/y.md @a", "b/x.md @b", "b/y.md @b", "a.md @c"],
        &["/b/ @b", "/z/ @a", "/a.md @c"],
    );
}

#[test]
fn defaults_stand_as_they_are_written_and_articles_take_out_what_differs() {
    let defaults = [
        Default { glob: "kb/**".to_owned(), handle: handle("@all") },
        Default { glob: "kb/net work/**/*.md".to_owned(), handle: handle("@net") },
        Default { glob: "kb/{a,b}/**".to_owned(), handle: handle("@ab") },
    ];
    let mut articles =
        articles(&["kb/x.md @all", "kb/net work/y.md @net", "kb/z.md -", "kb/a/q.md @ab"]);
    for (article, default) in articles.iter_mut().zip([Some(0), Some(1), Some(0), Some(2)]) {
        article.default = default;
    }
    let made = codeowners(&articles, &defaults, "");
    let expected = ["/kb/ @all", "/kb/net\\ work/**/*.md @net", "/kb/a/q.md @ab", "/kb/z.md"];
    assert_eq!(shown(&made), expected);
}

#[test]
fn what_could_mean_something_else_is_escaped_or_any_one_character() {
    check(
        &["a/#x.md @a", "a/[x] !y.md @b", "a/é *.md @c"],
        &["/a/?x.md @a", "/a/?x?\\ ?y.md @b", "/a/é\\ ?.md @c"],
    );
}

#[test]
fn a_wildcard_takes_nobody_elses_article_along() {
    check(
        &["a/x#.md @a", "a/xy.md @b", "a/xyz.md @b"],
        &["/a/x?.md @a", "/a/xy.md @b", "/a/xyz.md @b"],
    );
    check(&["a/x#.md @a", "a/xy.md -"], &["/a/x?.md @a", "/a/xy.md"]);
    let made = codeowners(&articles(&["a/x#.md @a", "a/x!.md @b"]), &[], "");
    assert_eq!((shown(&made), made.unsaid), (vec!["/a/x?.md @a".to_owned()], 1));
}

#[track_caller]
fn check_handle(text: &str, is_one: bool) {
    assert_eq!(Handle::parse(text).is_some(), is_one, "{text}");
}

#[test]
fn handles_are_names_teams_and_addresses() {
    for text in ["@ada", "@org/team", "@a-b/c_d/e.f", "ada@example.org", "a+b@example.org"] {
        check_handle(text, true);
    }
    for text in ["", "@", "ada", "@a b", "@a/", "@a #x", "@a\n@b", "#team", "a@b", "@@x", "@-a"] {
        check_handle(text, false);
    }
}

#[test]
fn two_thousand_articles_are_quick_and_few_lines() {
    let written: Vec<String> =
        (0..2_000).map(|at| format!("kb/{}/{at}#.md @t{}", at % 40, at % 40)).collect();
    let written: Vec<&str> = written.iter().map(String::as_str).collect();
    assert_eq!(codeowners(&articles(&written), &[], "").lines.len(), 40);
}
