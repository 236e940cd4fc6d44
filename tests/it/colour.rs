//! Who gets colour, for every command and on each stream for itself.
//!
//! By <https://no-color.org>, <https://bixense.com/clicolors> and <https://force-color.org>.

use jiff::civil::date;

use super::world::World;

const TERMINAL: bool = true;
const PIPE: bool = false;
type Variables = &'static [(&'static str, &'static str)];

/// Where it goes, what the environment and the flag say, and whether there is colour.
const CASES: [(bool, Variables, &str, bool); 24] = [
    (TERMINAL, &[], "", true),
    (PIPE, &[], "", false),
    (TERMINAL, &[("NO_COLOR", "1")], "", false),
    (TERMINAL, &[("NO_COLOR", "0")], "", false),
    (TERMINAL, &[("NO_COLOR", "")], "", true),
    (TERMINAL, &[("TERM", "dumb")], "", false),
    (TERMINAL, &[("TERM", "xterm-256color")], "", true),
    (PIPE, &[("TERM", "xterm-256color")], "", false),
    (PIPE, &[("CLICOLOR_FORCE", "1")], "", true),
    (PIPE, &[("CLICOLOR_FORCE", "0")], "", false),
    (PIPE, &[("CLICOLOR_FORCE", "")], "", false),
    (PIPE, &[("FORCE_COLOR", "1")], "", true),
    (PIPE, &[("FORCE_COLOR", "0")], "", false),
    (PIPE, &[("CLICOLOR_FORCE", "1"), ("TERM", "dumb")], "", true),
    (PIPE, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], "", false),
    (PIPE, &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")], "", false),
    (PIPE, &[], "--color always", true),
    (PIPE, &[("NO_COLOR", "1")], "--color always", true),
    (PIPE, &[("TERM", "dumb")], "--color=always", true),
    (TERMINAL, &[], "--color never", false),
    (PIPE, &[("CLICOLOR_FORCE", "1")], "--color=never", false),
    (TERMINAL, &[], "--color auto", true),
    (PIPE, &[("FORCE_COLOR", "1")], "--color auto", true),
    (TERMINAL, &[("NO_COLOR", "1")], "--color auto", false),
];

/// An invocation of every command that shows something to people.
const COMMANDS: [&str; 25] = [
    "",
    "search site",
    "show linked",
    "list",
    "list --group-by license",
    "list --changed-since HEAD",
    "use half --set a=1",
    "needs",
    "new guide X",
    "adopt kb --dry-run",
    "ask linked --dry-run",
    "next",
    "credits",
    "check -v",
    "check --format concise",
    "check --format github",
    "explain",
    "explain --license MIT --into MIT",
    "stale",
    "report",
    "review linked --by jdoe --checked read --dry-run",
    "retire linked --reason wrong --dry-run",
    "init",
    "index",
    "config",
];

/// What is for programs, and so never coloured.
const FOR_PROGRAMS: [&str; 32] = [
    "config --format json",
    "export schema",
    "search site --format json",
    "show linked --format json",
    "show linked --cite",
    "show linked --cite=csl-json",
    "list --format json",
    "list --group-by verdict --format json",
    "list --changed-since HEAD --format json",
    "use half --set a=1 --format json",
    "check --format json",
    "check --format sarif",
    "check --format summary",
    "check --format json-lines",
    "check --format gitlab",
    "check --format junit",
    "check --format rdjson",
    "explain --format json",
    "explain --license MIT --format json",
    "stale --format json",
    "report --format json",
    "report --format md",
    "report --format html",
    "retire linked --reason wrong --dry-run --format json",
    "completions bash",
    "completions fish",
    "man",
    "--help",
    "check -h",
    "show --help",
    "new --help",
    "--version",
];

/// What fails: what is told is on the other stream.
const FAILURES: [&str; 6] = [
    "show nothing",
    "check --rule nothing",
    "nothing",
    "list --nothing",
    "explain nothing",
    "check --at nothing",
];

fn world(command: &str) -> World {
    if command == "init" {
        return World::foreign().file("a.md", "A.\n");
    }
    if command.starts_with("use") {
        let metric = "---\ntitle: Half\ntype: metric\nformula: a / 2\n---\n";
        return World::new().file("kb/half.md", metric).commit(date(2026, 10, 1));
    }
    World::new()
        .article("linked", "", "See [the site](https://example.org/x) and [it](gone.md).")
        .commit(date(2026, 10, 1))
}

fn is_coloured(text: &str) -> bool {
    text.contains('\u{1b}')
}

#[test]
fn every_command_is_in_the_table() {
    let help = World::new().run("--help").out;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let verbs = listed.take_while(|line| !line.is_empty());
    // What a long line goes on with stands further in.
    let verbs = verbs.filter(|line| !line.starts_with("   "));
    for verb in verbs.filter_map(|line| line.split_whitespace().next()) {
        let is_there = |command: &str| command.split(' ').next() == Some(verb);
        assert!(COMMANDS.iter().any(|command| is_there(command)), "`kb {verb}` has no case");
    }
}

#[test]
fn every_command_follows_flag_environment_and_terminal() {
    for command in COMMANDS {
        // Two commands make files, and can do so once.
        let is_making = command.starts_with("new") || command == "init";
        let kept = world(command);
        for (is_terminal, variables, flag, expected) in CASES {
            let fresh = is_making.then(|| world(command));
            let world = fresh.as_ref().unwrap_or(&kept);
            let line = format!("{command} {flag}");
            let outcome = world.run_on([is_terminal, PIPE], variables, &line);
            assert_eq!(
                is_coloured(&outcome.out),
                expected,
                "kb {line} {variables:?}\n{}\n{}",
                outcome.out,
                outcome.err
            );
        }
    }
}

#[test]
fn what_is_for_programs_is_never_coloured() {
    for command in FOR_PROGRAMS {
        let world = world(command);
        for (flag, variables) in
            [("", &[][..]), ("", &[("CLICOLOR_FORCE", "1")]), ("--color always", &[])]
        {
            let outcome =
                world.run_on([TERMINAL, TERMINAL], variables, &format!("{command} {flag}"));
            assert!(outcome.code < 2 && !outcome.out.is_empty(), "{command}: {}", outcome.err);
            assert!(!is_coloured(&outcome.out), "kb {command} {flag} {variables:?}");
        }
    }
}

#[test]
fn failures_and_notes_follow_the_stream_that_they_are_on() {
    for command in FAILURES {
        let world = world(command);
        for (is_terminal, variables, flag, expected) in CASES {
            let line = format!("{command} {flag}");
            let outcome = world.run_on([!is_terminal, is_terminal], variables, &line).exits(2);
            assert_eq!(is_coloured(&outcome.err), expected, "kb {line} {variables:?}");
            assert_eq!(outcome.out, "", "kb {line}");
        }
    }
    let world = World::foreign().file("a.md", "Text.\n").commit(date(2026, 1, 1));
    for (is_terminal, variables, flag, expected) in CASES {
        let line = format!("check {flag}");
        let outcome = world.run_on([!is_terminal, is_terminal], variables, &line).says("note: ");
        assert_eq!(is_coloured(&outcome.err), expected, "kb {line} {variables:?}");
    }
}
