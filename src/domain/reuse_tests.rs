//! Which table holds for a file.

use super::*;

fn annotation(path: &str, precedence: Precedence, license: &str) -> Annotation {
    let place = Place { path: ArticlePath::new(TOML), region: None };
    let licenses = match license {
        "" => Vec::new(),
        _ => vec![Stated { text: license.to_owned(), place }],
    };
    Annotation { paths: vec![PathPattern::new(path)], precedence, licenses, has_notice: false }
}

fn toml(path: &str, annotations: &[Annotation]) -> ReuseToml {
    ReuseToml { path: ArticlePath::new(path), annotations: annotations.to_vec(), flaws: Vec::new() }
}

/// What always holds, then what holds otherwise, and whether the file itself counts.
#[track_caller]
fn check(tables: &[ReuseToml], path: &str, expected: (&[&str], &[&str], bool)) {
    let reuse = Reuse { tables: tables.to_vec(), ..Reuse::default() };
    let annotated = reuse.annotated(&ArticlePath::new(path));
    let always: Vec<&str> = annotated.always.iter().map(|it| &*it.text).collect();
    let otherwise: Vec<&str> = annotated.otherwise.iter().map(|it| &*it.text).collect();
    assert_eq!((&*always, &*otherwise, annotated.overrides), expected);
}

#[test]
fn the_last_table_that_means_a_file_is_the_one() {
    let tables = [toml(
        TOML,
        &[
            annotation("kb/**", Precedence::Override, "MIT"),
            annotation("kb/a.md", Precedence::Closest, "CC0-1.0"),
        ],
    )];
    check(&tables, "kb/a.md", (&[], &["CC0-1.0"], false));
    check(&tables, "kb/b.md", (&["MIT"], &[], true));
    check(&tables, "a.md", (&[], &[], false));
}

#[test]
fn of_several_files_the_closest_counts_and_means_paths_from_its_folder() {
    let tables = [
        toml(TOML, &[annotation("**", Precedence::Closest, "MIT")]),
        toml("kb/REUSE.toml", &[annotation("*.md", Precedence::Closest, "CC0-1.0")]),
    ];
    check(&tables, "kb/a.md", (&[], &["CC0-1.0"], false));
    check(&tables, "kb/x/a.md", (&[], &["MIT"], false));
    check(&tables, "kbx/a.md", (&[], &["MIT"], false));
}

#[test]
fn a_closer_table_without_a_licence_leaves_it_to_the_others() {
    let tables = [
        toml(TOML, &[annotation("**", Precedence::Closest, "MIT")]),
        toml("kb/REUSE.toml", &[annotation("**", Precedence::Closest, "")]),
    ];
    check(&tables, "kb/a.md", (&[], &["MIT"], false));
}

#[test]
fn what_aggregates_is_added_and_what_overrides_ends_the_matter() {
    let tables = [
        toml(TOML, &[annotation("**", Precedence::Aggregate, "MIT")]),
        toml("kb/REUSE.toml", &[annotation("**", Precedence::Closest, "CC0-1.0")]),
    ];
    check(&tables, "kb/a.md", (&["MIT"], &["CC0-1.0"], false));
    let tables = [
        toml(TOML, &[annotation("**", Precedence::Closest, "0BSD")]),
        toml("kb/REUSE.toml", &[annotation("**", Precedence::Override, "MIT")]),
        toml("kb/x/REUSE.toml", &[annotation("**", Precedence::Override, "CC0-1.0")]),
    ];
    check(&tables, "kb/x/a.md", (&["MIT"], &[], true));
}
