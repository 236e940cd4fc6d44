//! What `kb review` does not record, each with the way out.

use jiff::civil::date;

use super::world::World;

fn library() -> World {
    let world = World::new().article("thing", "", "Text.").commit(date(2026, 1, 1));
    world.configure("user.name", "B. Other");
    world
}

/// Nothing of the file changes, and both are said.
#[track_caller]
fn check(world: &World, command: &str, path: &str, why: &str, hint: &str) {
    let before = world.bytes(path);
    let outcome = world.run(command);
    let said = [outcome.out.as_str(), &outcome.err].concat().replace("\n  ", " ");
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains(why) && said.contains(hint), "{said}");
    assert!(outcome.code == 1 || outcome.code == 2, "{said}");
    assert_eq!(world.bytes(path), before);
}

const READ: &str = "review thing --checked read";

#[test]
fn a_review_that_says_nothing_of_what_was_checked() {
    for flags in ["", "--yes", "--format json", "--note fine", "--checked ,"] {
        let world = library();
        let command = format!("review thing {flags}");
        let says = "says nothing of what was checked";
        check(&world, &command, "kb/thing.md", says, "add `--checked` with what you did");
    }
    let typed = library().types(&["read", "", "yes"]);
    check(&typed, "review thing --yes", "kb/thing.md", "nobody to ask", "`--needs-work");
    check(
        &library(),
        "review thing --checked raed",
        "kb/thing.md",
        "nobody can check `raed`",
        "`read`",
    );
}

#[test]
fn a_review_by_the_only_author_unless_the_library_takes_it() {
    let world = library();
    world.configure("user.name", "A. Author");
    let hint = "ask somebody to run `kb review thing`";
    check(&world, READ, "kb/thing.md", "`A. Author` alone wrote it", hint);
    check(&world, READ, "kb/thing.md", "alone", "`review.solo = true` in `kb.toml`");
    world.run("review thing --needs-work \"step 2 is vague\"").exits(0).has("Recorded thing");
    let solo = library().file("kb.toml", "[review]\nsolo = true\n");
    solo.configure("user.name", "A. Author");
    solo.run(READ).exits(0).has("Recorded thing");
    // By another of several authors it is taken, and said.
    let two = library().article("thing", "", "Text.");
    let text = two.read("kb/thing.md").replace("[A. Author]", "[A. Author, C. Third]");
    two.write("kb/thing.md", text);
    two.configure("user.name", "A. Author");
    two.run(READ).exits(0).says("`A. Author` is one of its authors");
}

#[test]
fn an_author_is_known_by_id_by_other_names_and_by_mailmap() {
    let people = "author: {name: Ada Author, aliases: [A. Author]}\n";
    let world = library().file("kb/people.yaml", people);
    world.configure("user.name", "ada author");
    check(&world, READ, "kb/thing.md", "`author` alone wrote it", "ask somebody");
    let mapped = library().file(".mailmap", "A. Author <a@example.org> <old@example.org>\n");
    mapped.add_commit(date(2026, 1, 2));
    mapped.configure("user.name", "Somebody Else");
    mapped.configure("user.email", "old@example.org");
    check(&mapped, READ, "kb/thing.md", "`A. Author` alone wrote it", "ask somebody");
}

#[test]
fn where_no_author_is_named_history_tells_who_wrote_it() {
    let text = |words: usize| {
        format!("---\ntitle: A\nreviewed: 2025-01-01\n---\n\n{}\n", {
            (0..words).map(|word| format!("word{word} ")).collect::<String>()
        })
    };
    let world = World::foreign()
        .file("kb.toml", "[articles]\ninclude = [\"*.md\"]\n[fields]\nreviewed = \"review.on\"\n")
        .file("a.md", text(40));
    world.commit_as(date(2026, 1, 1), "B. Other <other@example.org>", "write it");
    // A slip that another person mends makes nobody its author, nor does a machine.
    world.write("a.md", text(40).replace("word3 ", "Word3 "));
    world.commit_as(date(2026, 1, 2), "C. Third <third@example.org>", "mend a slip");
    world.write("a.md", text(70).replace("word3 ", "Word3 "));
    world.commit_as(date(2026, 1, 3), "tool[bot] <bot@example.org>", "make it longer");
    world.configure("user.name", "Bo");
    world.configure("user.email", "other@example.org");
    let read = "review a --checked read";
    check(&world, read, "a.md", "`Bo` alone wrote it", "ask somebody");
    world.write("a.md", text(100).replace("word3 ", "Word3 "));
    world.commit_as(date(2026, 1, 4), "C. Third <third@example.org>", "add a part");
    world.run(read).exits(0).says("`Bo` is one of its authors");
}

#[test]
fn a_retired_article_and_one_whose_front_matter_cannot_be_edited() {
    let cases = [
        ("status: retired\nsuperseded_by: it\n", "retired", "`kb review it`"),
        ("review: yes\n", "`review` has no fields inside", "`kb check thing`"),
        ("a: b: c\n", "the front matter has a fault", "`kb check thing`"),
        ("<<<<<<< HEAD\nx: 1\n=======\nx: 2\n>>>>>>> b\n", "a merge conflict begins", "`kb check"),
    ];
    for (extra, why, hint) in cases {
        let world = library().article("thing", extra, "Text.");
        check(&world, READ, "kb/thing.md", why, hint);
    }
    let without = library().file("kb/thing.md", "Only text.\n");
    check(&without, READ, "kb/thing.md", "there is no front matter", "`kb check thing`");
    let latin = library().file("kb/thing.md", b"---\ntitle: caf\xe9\n---\n");
    check(&latin, READ, "kb/thing.md", "it is not UTF-8", "`kb check thing`");
    let body = library().article("thing", "", "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x");
    check(&body, READ, "kb/thing.md", "a merge conflict begins", "`kb check thing`");
}

#[test]
fn what_is_no_article_of_the_library() {
    let world = library().file("README.md", "Text.\n");
    world.run("review thnig --checked read").exits(2).says("did you mean `thing`?");
    world.run("review ../elsewhere.md --checked read").exits(2).says("there is no article");
    world.run("review README.md --checked read").exits(2).says("there is no article");
    // One slip stops all, before anything is written.
    let before = world.bytes("kb/thing.md");
    world.run("review thing nothing --checked read").exits(2).says("there is no article `nothing`");
    assert_eq!(world.bytes("kb/thing.md"), before);
    world.run("review kb/thing.md ./kb/thing.md thing --checked read").exits(0);
    let args = ["review", "thing.md", "--checked", "read"].map(str::to_owned);
    world.run_in(&world.root().join("kb"), &args).exits(0).has("Already recorded thing");
}

#[cfg(unix)]
#[test]
fn a_link_and_a_file_that_its_owner_made_read_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = library().link("kb/link.md", "thing.md");
    world.run("review link --checked read").exits(2).says("symbolic link");
    let path = world.root().join("kb/thing.md");
    let mode = |mode| std::fs::Permissions::from_mode(mode);
    std::fs::set_permissions(&path, mode(0o444)).expect("it is ours");
    check(&world, READ, "kb/thing.md", "it is read-only", "chmod u+w");
    std::fs::set_permissions(&path, mode(0o600)).expect("it is ours");
    world.run(READ).exits(0);
    let kept = std::fs::metadata(&path).expect("it is there").permissions().mode();
    assert_eq!(kept & 0o777, 0o600);
    let left = std::fs::read_dir(world.root().join("kb")).expect("it is there").count();
    assert_eq!(left, 2, "no other file remains");
}

#[test]
fn a_file_that_somebody_saved_meanwhile() {
    let world = library().types(&["read", "", "yes"]);
    let saved = world.read("kb/thing.md") + "\nMore.\n";
    let world = world.then("kb/thing.md", &[&saved]);
    let outcome = world.run("review thing").exits(2);
    let outcome = outcome.has("Not written thing: it changed since it was read");
    outcome.has("run the same command again");
    assert_eq!(world.read("kb/thing.md"), saved);
}

#[test]
fn what_brings_a_retired_article_back_is_named_whole() {
    let world = library().article("gone", "", "Old.").article("it", "", "New.");
    world.run("retire gone --reason superseded --by it --note \"Too old.\"").exits(0);
    let hint = world.run("review gone --checked read").exits(1).out;
    let hint = hint.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in ["superseded_by", "retired_on", "retired_reason", "retired_note"] {
        assert!(hint.contains(&format!("`{part}`")), "{hint}");
    }
    assert!(hint.contains("`gone` out of `supersedes` of `it`"), "{hint}");
    // Whoever follows it is told nothing more.
    let is_kept = |line: &&str| !line.starts_with("retired_") && !line.starts_with("supersede");
    for file in ["kb/gone.md", "kb/it.md"] {
        let text = world.read(file).replace("status: retired", "status: active");
        let kept: Vec<&str> = text.lines().filter(is_kept).collect();
        world.write(file, format!("{}\n", kept.join("\n")));
    }
    world.run("review gone --checked read").exits(0);
    world.run("check --rule KB308 --rule KB324").exits(0).has_not("KB3");
}

#[test]
fn one_that_is_refused_keeps_no_other_from_being_recorded() {
    let world = library().article("gone", "status: retired\n", "Nothing.");
    let outcome = world.run("review gone thing --checked read").exits(1);
    outcome.has("Not recorded gone").has("Recorded thing").has("'review: thing'");
}

#[test]
fn a_commit_without_files() {
    let world = library();
    let bare = world.root().join(".git");
    let args = ["review", "thing", "--checked", "read"].map(str::to_owned);
    let repository = git2::Repository::open(world.root()).expect("it is one");
    repository.config().and_then(|mut it| it.set_bool("core.bare", true)).expect("it is set");
    world.run_in(&bare, &args).exits(2).says("there are no files to write to");
}
