//! What places say of the licence of what lies there.

use crate::rules::testing::Library;

fn said(source: &str) -> Vec<String> {
    let text =
        format!("---\nlicense: CC-BY-SA-4.0\nsources:\n  - {{relation: adapted, {source}}}\n---\n");
    let found = Library::own().article("kb/a.md", &text).findings("source-license-conflict");
    found.into_iter().map(|finding| finding.message).collect()
}

#[track_caller]
fn check(source: &str, expected: &[&str]) {
    assert_eq!(said(source), expected, "{source}");
}

#[test]
fn the_day_decides_on_stack_exchange() {
    let on = |site: &str, day: &str, id: &str| {
        said(&format!("url: \"https://{site}/a/1\", published: {day}, license: {id}")).len()
    };
    for (day, id) in [
        ("2011-04-07", "CC-BY-SA-2.5"),
        ("2011-04-08", "CC-BY-SA-3.0"),
        ("2018-05-01", "CC-BY-SA-3.0"),
        ("2018-05-02", "CC-BY-SA-4.0"),
    ] {
        for written in ["CC-BY-SA-2.5", "CC-BY-SA-3.0", "CC-BY-SA-4.0"] {
            let count = on("unix.stackexchange.com", day, written);
            assert_eq!(count, usize::from(written != id), "{day} {written}");
        }
    }
    assert_eq!(on("stackoverflow.com", "2018-05-02", "CC-BY-SA-3.0"), 1);
    assert_eq!(on("stackoverflow.com.example.org", "2018-05-02", "CC-BY-SA-3.0"), 0);
    assert_eq!(on("notstackoverflow.com", "2018-05-02", "CC-BY-SA-3.0"), 0);
}

#[test]
fn without_a_day_only_the_day_is_asked_for() {
    let message = "the licence of a contribution to Stack Exchange depends on its day";
    check("url: \"https://superuser.com/a/1\", license: CC-BY-SA-4.0", &[message]);
    check("url: \"https://superuser.com/a/1\", license: CC-BY-SA-4.0, published: soon", &[message]);
}

#[test]
fn wikipedia_is_share_alike_of_two_versions() {
    check("url: \"https://en.wikipedia.org/wiki/ITIL\", license: CC-BY-SA-3.0", &[]);
    check("url: \"https://en.wikipedia.org/wiki/ITIL\", license: CC-BY-SA-4.0", &[]);
    check(
        "url: \"https://en.wikipedia.org/wiki/ITIL\", license: CC-BY-4.0",
        &["articles of Wikipedia are not under `CC-BY-4.0`"],
    );
}

#[test]
fn the_address_of_a_licence_in_the_credit_is_compared() {
    let credit = |address: &str, id: &str| {
        said(&format!(
            "attribution: \"By us (https://creativecommons.org/{address}).\", license: {id}"
        ))
        .len()
    };
    assert_eq!(credit("licenses/by/4.0/", "CC-BY-4.0"), 0);
    assert_eq!(credit("licenses/by/4.0/deed.de", "CC-BY-4.0"), 0);
    assert_eq!(credit("licenses/by/4.0", "CC-BY-4.0 OR MIT"), 0);
    assert_eq!(credit("licenses/by-sa/4.0/", "CC-BY-4.0"), 1);
    assert_eq!(credit("licenses/by/3.0/", "CC-BY-4.0"), 1);
    assert_eq!(credit("publicdomain/zero/1.0/", "CC0-1.0"), 0);
    assert_eq!(credit("about/", "CC-BY-4.0"), 0);
    // What cannot be read is told by the rule on expressions.
    assert_eq!(credit("licenses/by/4.0/", "CC BY 4.0"), 0);
}

#[test]
fn only_text_that_is_taken_is_compared() {
    let text =
        "---\nlicense: MIT\nsources: [{url: \"https://superuser.com/a/1\", license: MIT}]\n---\n";
    Library::own().article("kb/a.md", text).is_fine("source-license-conflict");
}

#[test]
fn an_article_of_the_library_is_under_its_own_licence() {
    let check = |written: &str, count: usize| {
        let text =
            format!("---\nlicense: MIT\nderived_from: [{{article: b, license: {written}}}]\n---\n");
        let library = Library::own()
            .article("kb/a.md", &text)
            .article("kb/b.md", "---\nlicense: CC-BY-4.0 OR MIT\n---\n");
        assert_eq!(library.findings("source-license-conflict").len(), count, "{written}");
    };
    check("CC-BY-4.0 OR MIT", 0);
    check("mit", 0);
    check("CC-BY-SA-4.0", 1);
}
