//! Help that can be run, and slips that are told.

use super::world::World;

/// Every command, and kb itself.
const COMMANDS: [&str; 23] = [
    "",
    "search",
    "show",
    "list",
    "new",
    "use",
    "adopt",
    "ask",
    "check",
    "explain",
    "stale",
    "retire",
    "review",
    "needs",
    "credits",
    "next",
    "init",
    "index",
    "export",
    "eval",
    "config",
    "completions",
    "man",
];

/// What the example of `kb use` computes with.
const COUNTS: &str = "resolved_first_contact: 640\ncontacts_resolvable_first_contact: 900\n";

/// The commands among the examples of a help text, without what a shell does with them.
fn examples(help: &str) -> Vec<String> {
    let lines = help.lines().map(str::trim).skip_while(|line| *line != "Examples:").skip(1);
    let commands = lines.take_while(|line| !line.is_empty()).filter_map(|line| {
        let command = line.split_once("kb ")?.1;
        let end = command.find([')', '|', '>']).unwrap_or(command.len());
        Some(command[..end].trim().to_owned())
    });
    commands.collect()
}

#[test]
fn every_example_of_every_help_runs() {
    for command in COMMANDS {
        for flag in ["-h", "--help"] {
            let help = World::new().run(&format!("{command} {flag}")).exits(0).out;
            let examples = examples(&help);
            assert!(examples.len() >= 2, "{command} {flag} has {} examples", examples.len());
            for example in examples {
                let is_init = example.split_whitespace().any(|word| word == "init");
                let world = if is_init { World::foreign() } else { World::shipped() };
                let world = world.file("path/to/docs/a.md", "Text.\n");
                let counts = "resolved_first_contact,contacts_resolvable_first_contact\n640,900\n";
                let page = "# Somewhere else\n\nWords that say something of it.\n";
                let world = ["../runbooks/a.md", "../handbook/on-call.md", "docs/a.md"]
                    .iter()
                    .fold(world, |world, path| world.file(path, page));
                let world = world
                    .file("issues.json", "[]")
                    .file("counts.yaml", COUNTS)
                    .file("payroll.yaml", "service: Payroll\n")
                    .file("months.csv", counts)
                    .file("survey.csv", "title,votes\nMay the clock stop at night?,3\n")
                    .variable("EDITOR", "true");
                // Who says nothing of what they checked is asked.
                let asks = example.starts_with("review") && !example.contains("--");
                let world = if asks { world.types(&["read", "", "yes"]) } else { world };
                let outcome = world.run(&example);
                assert!(outcome.code < 2, "kb {example}:\n{}{}", outcome.out, outcome.err);
                assert!(!outcome.err.contains("error"), "kb {example}:\n{}", outcome.err);
            }
        }
    }
}

#[test]
fn kb_alone_shows_six_verbs_and_one_example() {
    let outcome = World::new().run("").exits(0);
    assert_eq!(outcome.out.matches("\n  kb ").count(), 6, "{}", outcome.out);
    assert_eq!(outcome.out.matches("Try:").count(), 1);
    assert!(outcome.out.lines().all(|line| line.len() <= 80 && !line.contains('…')));
}

#[test]
fn short_help_fits_a_screen_and_long_help_says_more() {
    for command in COMMANDS {
        let short = World::new().run(&format!("{command} -h")).out;
        let long = World::new().run(&format!("{command} --help")).out;
        assert!(short.len() < long.len(), "{command}");
        assert!(short.lines().count() <= 50, "{command} -h has {} lines", short.lines().count());
        assert!(short.lines().all(|line| line.chars().count() <= 80), "{command}:\n{short}");
    }
}

#[test]
fn slips_in_commands_flags_ids_and_rules_are_told() {
    let world = World::shipped();
    for (command, hint) in [
        ("serach clock", "`search`"),
        ("check --formt json", "`--format`"),
        ("check --format jsn", "`json`"),
        ("show stop-the-clok", "did you mean `stop-the-clock`?"),
        ("show stop-the-clock#pitfals", "did you mean `#pitfalls`?"),
        ("check --rule brokn-link", "did you mean `broken-link`?"),
        ("explain KB4033", "did you mean `KB403`?"),
        ("stale --state overdu", "did you mean `overdue`?"),
        ("stale --state due_soon", "what is due soon is current"),
        ("man serach", "did you mean `search`?"),
        ("search clock --at man", "did you mean `main`?"),
    ] {
        world.run(command).exits(2).says(hint);
    }
}

#[test]
fn an_unknown_rule_in_kb_toml_and_an_unknown_key_are_failures() {
    let world = World::new().file("kb.toml", "[rules]\nbroken-lnk = \"off\"\n");
    world.run("check").exits(2).says("did you mean `broken-link`?");
    let world = World::new().file("kb.toml", "nmae = \"x\"\n");
    world.run("check").exits(2).says("did you mean `name`?");
}

#[test]
fn a_manual_page_has_the_options_and_the_examples() {
    let world = World::new();
    world.run("man").exits(0).has(".TH kb 1").has("search");
    world.run("man check").exits(0).has(".TH kb-check 1").has("\\-\\-rule").has("kb check");
}

#[test]
fn completions_offer_ids_topics_types_and_rules_of_the_library() {
    let world = World::shipped().variable("COMPLETE", "fish");
    world.run("-- kb show stop").exits(0).has("stop-the-clock").has_not("metric-fcr");
    world.run("-- kb list --topic inci").exits(0).has("incident\t");
    world.run("-- kb new gui").exits(0).has("guide\tAnswers one question");
    world.run("-- kb check --rule KB").exits(0);
    world.run("-- kb check --deny broken").exits(0).has("broken-link").has("broken-anchor");
    world.run("-- kb ind").exits(0).has("index\t");
    world.run("-- kb list --status re").exits(0).has("retired");
    // Where there is no library, there is nothing to offer and nothing to complain of.
    let folder = World::folder().variable("COMPLETE", "fish");
    folder.run("-- kb -C nowhere show x").exits(0);
    World::new().variable("COMPLETE", "tcsh").run("-- kb x").exits(2).says("fish");
    World::shipped().variable("COMPLETE", "fish").run("list").exits(0).has("articles");
}

#[test]
fn an_id_that_could_steer_a_shell_is_not_offered() {
    let world = World::foreign()
        .file("a$(touch x).md", "Text.\n")
        .file("plain.md", "Text.\n")
        .commit(jiff::civil::date(2026, 1, 1))
        .variable("COMPLETE", "fish");
    world.run("-- kb show \"\"").exits(0).has("plain").has_not("touch");
}

#[test]
fn every_shell_we_offer_gets_a_script_that_asks_kb() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        World::folder().run(&format!("completions {shell}")).exits(0).has("COMPLETE").has("kb");
    }
    World::folder().run("completions bsh").exits(2).says("`bash`");
}
