//! Sources lie in the library, each once, and count so much that an order is left.

use crate::domain::settings::LibrarySource;
use crate::parse::config::settings;

fn read(text: &str) -> Vec<LibrarySource> {
    settings(text, "kb.toml", "folder").expect("the test writes a sound file").sources
}

#[track_caller]
fn check_refused(text: &str, because: &str) {
    let failure = settings(text, "kb.toml", "folder").expect_err("it is refused");
    assert_eq!(failure.because.as_deref(), Some(because));
}

#[test]
fn a_source_has_a_path_and_perhaps_a_name_and_a_prior() {
    let text = "[[sources]]\npath = 'vendor/a'\n\n[[sources]]\nprior = 0.8\nname = 'B'\n\
                path = './vendor//b/'\n";
    let sources = read(text);
    let shown: Vec<_> = sources.iter().map(|it| (&*it.path, it.name.as_deref(), it.line)).collect();
    assert_eq!(shown, [("vendor/a", None, 2), ("vendor/b", Some("B"), 7)]);
    assert!((sources[0].prior - 1.0).abs() < f32::EPSILON);
    assert!((sources[1].prior - 0.8).abs() < f32::EPSILON);
    assert!(read("name = 'a'").is_empty());
}

#[test]
fn a_source_outside_of_the_library_is_refused_with_its_line() {
    for path in ["../other", "/srv/other", "a/../../other", "..", "C:/other", "a\\\\..\\\\other"] {
        let text = format!("name = 'a'\n\n[[sources]]\npath = \"{path}\"\n");
        let path = path.replace("\\\\", "\\");
        check_refused(&text, &format!("line 4: `{path}` leads out of the repository"));
    }
    assert_eq!(read("[[sources]]\npath = 'a..b/..c'")[0].path, "a..b/..c");
}

#[test]
fn the_library_itself_and_what_is_a_source_already_are_refused() {
    for path in ["", ".", "./", "a\\u0000b"] {
        let text = format!("[[sources]]\npath = \"{path}\"");
        let failure = settings(&text, "kb.toml", "folder").expect_err("it is refused");
        let because = failure.because.expect("it says why");
        assert!(because.contains("is no folder below the library"), "{because}");
    }
    let twice = "[[sources]]\npath = 'a/b'\n[[sources]]\npath = 'a/./b'\n";
    check_refused(twice, "line 4: `a/./b` is a source already");
}

#[test]
fn a_prior_is_a_factor_within_bounds() {
    for prior in ["0.1", "1", "10"] {
        read(&format!("[[sources]]\npath = 'a'\nprior = {prior}"));
    }
    for prior in ["0.09", "0", "-1", "10.1", "inf", "nan"] {
        let text = format!("[[sources]]\npath = 'a'\nprior = {prior}");
        let failure = settings(&text, "kb.toml", "folder").expect_err("it is refused");
        let because = failure.because.expect("it says why");
        assert!(because.ends_with("it is a factor from 0.1 to 10"), "{because}");
    }
}

#[test]
fn more_sources_than_anybody_has_are_refused() {
    let table = |number: usize| format!("[[sources]]\npath = 'a{number}'\n");
    let many = |number: usize| (0..number).map(table).collect::<String>();
    assert_eq!(read(&many(32)).len(), 32);
    check_refused(&many(33), "there are more than 32 `sources`");
}
