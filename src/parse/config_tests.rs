//! What `kb.toml` can say, and what it cannot.

use super::*;
use crate::domain::license_policy::LicensePolicy;
use crate::domain::settings::{HistoryChecks, OwnReviews};

#[track_caller]
fn read(text: &str) -> Settings {
    settings(text, "kb.toml", "folder").expect("the test writes a good kb.toml")
}

#[track_caller]
fn check_refused(text: &str, because: &str, hint: Option<&str>) {
    let failure = settings(text, "kb.toml", "folder").expect_err("the test writes a bad kb.toml");
    assert_eq!(failure.failed, "cannot read `kb.toml`");
    assert_eq!(failure.because.as_deref(), Some(because));
    assert_eq!(failure.hint.as_deref(), hint);
}

#[test]
fn an_empty_file_is_a_library_of_our_kind() {
    let settings = read("");
    assert_eq!(settings.name, "folder");
    assert_eq!(settings.ids, IdScheme::Stem);
    assert_eq!(settings.include, ["kb/**/*.md"]);
    assert!(settings.has_own_fields);
}

#[test]
fn other_folders_get_path_ids_unless_said() {
    assert_eq!(read("[articles]\ninclude = ['docs/**/*.md']").ids, IdScheme::Path);
    assert_eq!(read("ids = 'stem'\n[articles]\ninclude = ['docs/**/*.md']").ids, IdScheme::Stem);
}

#[test]
fn foreign_names_stand_for_ours() {
    let settings = read("[fields]\nlast_reviewed_on = 'review.on'\n'ms.date' = 'review.on'");
    assert!(!settings.has_own_fields);
    assert_eq!(settings.fields["ms.date"], "review.on");
}

#[test]
fn an_unknown_key_is_refused_with_the_nearest_name() {
    check_refused(
        "nam = 'x'",
        "line 1, column 1: unknown field `nam`, expected one of `name`, `url`, `ids`, \
         `articles`, `fields`, `dates`, `defaults`, `review`, `check`, `rules`, `ignore`, \
         `license`, `links`, `issues`, `sources`",
        Some("did you mean `name`?"),
    );
    check_refused(
        "\n[articles]\nincluded = []",
        "line 3, column 1: unknown field `included`, expected one of `include`, `exclude`, `data`",
        Some("did you mean `include`?"),
    );
}

#[test]
fn hosts_that_answer_by_https_are_told() {
    assert_eq!(read("[links]").https_hosts, [""; 0]);
    assert_eq!(read("[links]\nhttps = ['example.org']").https_hosts, ["example.org"]);
}

#[test]
fn nobody_reviews_what_they_wrote_alone_unless_the_library_says_so() {
    assert_eq!(read("").own_reviews, OwnReviews::Discouraged);
    assert_eq!(read("[review]\nsolo = true").own_reviews, OwnReviews::Allowed);
    assert_eq!(read("[review]\nindependent = true").own_reviews, OwnReviews::Refused);
    let both = "[review]\nsolo = true\nindependent = true";
    check_refused(both, "`review.solo` and `review.independent` exclude each other", None);
}

#[test]
fn the_size_of_images_has_a_limit_that_may_be_another() {
    assert_eq!(read("").image_kib_max, 1_600);
    assert_eq!(read("[links]\nimage_kib_max = 20").image_kib_max, 20);
}

#[test]
fn the_folder_of_links_from_the_root_is_told_and_may_be_the_library_itself() {
    assert_eq!(read("").site_root, None);
    assert_eq!(read("[links]\nroot = ''").site_root.as_deref(), Some(""));
    assert_eq!(read("[links]\nroot = 'docs'").site_root.as_deref(), Some("docs"));
    check_refused("[links]\nroot = '../docs'", "`../docs` leads out of the repository", None);
}

#[test]
fn a_path_out_of_the_repository_is_refused() {
    for path in ["../secret/**", "/etc/**", "kb/../../x"] {
        check_refused(
            &format!("[articles]\ninclude = ['{path}']"),
            &format!("`{path}` leads out of the repository"),
            None,
        );
    }
    read("[articles]\ninclude = ['a..b/**']");
}

#[test]
fn levels_and_intervals_are_words_we_know() {
    let settings = read("[rules]\nlicense = 'off'\nKB302 = 'error'");
    assert_eq!(settings.levels.len(), 2);
    check_refused(
        "[rules]\nKB302 = 'fatal'",
        "`rules.KB302` is `fatal`, and a level is `off`, `info`, `warning` or `error`",
        None,
    );
    check_refused(
        "[review.every]\nguide = '6m'",
        "`review.every.guide` is `6m`: write it like `12 months`, `90 days` or `never`",
        None,
    );
}

#[test]
fn a_field_of_ours_that_does_not_exist_is_refused() {
    check_refused(
        "[fields]\nx = 'review.onn'",
        "`fields.x` stands for `review.onn`, which is no field of ours: did you mean `review.on`?",
        None,
    );
}

#[test]
fn what_is_not_told_has_a_path_rules_and_perhaps_a_reason() {
    let text = "[[ignore]]\npath = 'old/**'\nrules = ['links', 'KB201']\nreason = ' '\n\
                [[ignore]]\npath = 'b.md'\nrules = []\nreason = 'kept'\n";
    let ignores = read(text).ignores;
    assert_eq!((ignores[0].glob.as_str(), ignores[0].rules.len()), ("old/**", 2));
    assert_eq!(ignores[0].reason, None, "blanks say nothing");
    assert_eq!(ignores[1].reason.as_deref(), Some("kept"));
    let span = ignores[1].span.expect("the place is known");
    assert_eq!(&text[span.range()], "'b.md'");
    check_refused(
        "[[ignore]]\npath = '../x'\nrules = []",
        "`../x` leads out of the repository",
        None,
    );
}

#[test]
fn licences_are_listed_for_text_code_and_exceptions() {
    let text = "[license]\nallow = ['MIT', 'CC0-1.0']\nallow_code = ['0BSD']\n\
                allow_with = ['LLVM-exception']\n";
    let policy = read(text).license;
    assert_eq!(policy.texts().collect::<Vec<_>>(), ["MIT", "CC0-1.0"]);
    let span = policy.allow[1].span.expect("the place is known");
    assert_eq!(&text[span.range()], "'CC0-1.0'");
    assert_eq!(policy.allow_code[0].value, "0BSD");
    assert_eq!(policy.allow_with[0].value, "LLVM-exception");
    assert_eq!(read("").license, LicensePolicy::default());
}

#[test]
fn an_exception_of_the_policy_has_a_reason_and_perhaps_a_last_day() {
    let exception = |rest: &str| {
        format!("[[license.exception]]\npath = 'old/**'\nallow = ['CC-BY-NC-4.0']\n{rest}")
    };
    for until in ["2027-01-31", "'2027-01-31'"] {
        let text = exception(&format!("reason = 'agreed'\nuntil = {until}\n"));
        let policy = read(&text).license;
        let [exception] = policy.exceptions.as_slice() else { panic!("there is one") };
        let last = exception.until.as_ref().expect("it has an end");
        assert_eq!(last.value, jiff::civil::date(2027, 1, 31));
        assert_eq!(&text[last.span.expect("the place is known").range()], until);
        assert_eq!(exception.reason, "agreed");
    }
    assert_eq!(read(&exception("reason = 'agreed'\n")).license.exceptions[0].until, None);
    let gives_none = "the `license.exception` for `old/**` gives no `reason`";
    check_refused(&exception("reason = ' '\n"), gives_none, None);
    for until in ["'soon'", "2027-01-31T10:00:00", "'20270131'", "7"] {
        let text = exception(&format!("reason = 'a'\nuntil = {until}\n"));
        let failure = settings(&text, "kb.toml", "folder").expect_err("it is no day");
        let because = failure.because.expect("it says why");
        assert!(because.contains("which is no day: write it like `2027-01-31`"), "{because}");
    }
    let text = exception("reason = 'a'\n").replace("old", "../old");
    check_refused(&text, "`../old/**` leads out of the repository", None);
}

#[test]
fn history_is_looked_at_where_somebody_asks() {
    let history = |text: &str| read(&format!("[license]\n{text}")).history;
    assert_eq!(history(""), HistoryChecks::DEFAULT);
    let of_licenses = history("history = true");
    assert!(of_licenses.asks_licenses && !of_licenses.asks_reviews);
    let of_all = read("[check]\nhistory = true").history;
    assert!(of_all.asks_licenses && of_all.asks_reviews);
    assert_eq!(history("consent_words = 0").consent_words, 0);
    let since = Some(jiff::civil::date(2026, 1, 1));
    assert_eq!(history("sign_off_since = 2026-01-01").sign_off_since, since);
    assert_eq!(history("sign_off_since = \"2026-01-01\"").sign_off_since, since);
}
