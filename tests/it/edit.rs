//! `kb show --edit`: the user's own editor, told the line, never a shell's word of a file name.

use jiff::civil::date;

use super::world::World;

/// A library, and an editor that writes down its arguments, one a line, and `KB_LINE`.
#[cfg(unix)]
fn world() -> World {
    World::new()
        .article("rollback", "", "Undo it.")
        .file("args.sh", "#!/bin/sh\nprintf '%s\\n' \"$@\" \"line $KB_LINE\" > \"$KB_TEST_OUT\"\n")
        .commit(date(2026, 11, 1))
}

/// What the editor `name`, which is the script, was told by `kb show ARGS --edit`.
#[cfg(unix)]
fn told(world: &World, name: &str, asked: &str) -> Vec<String> {
    let script = world.root().join(name);
    std::fs::copy(world.root().join("args.sh"), &script).expect("it can be copied");
    let out = world.root().join("told");
    // The script is run by its interpreter, as a temporary folder may forbid to run programs.
    let prefix = format!("KB_TEST_OUT='{}' sh", out.display());
    let link = format!("{prefix} '{}'", script.display());
    let outcome = world.run_on([false; 2], &[("EDITOR", &link)], &format!("show {asked} --edit"));
    outcome.exits(0);
    world.read("told").lines().map(str::to_owned).collect()
}

#[cfg(unix)]
#[test]
fn an_editor_is_given_the_file_and_finds_the_line_in_its_environment() {
    let world = world();
    let path = world.root().join("kb/rollback.md").display().to_string();
    assert_eq!(told(&world, "my editor", "rollback#in-practice"), [path.clone(), "line 11".into()]);
    assert_eq!(told(&world, "e", "kb/rollback.md:13"), [path.clone(), "line 13".into()]);
    assert_eq!(told(&world, "e", "rollback"), [path, "line 1".into()]);
}

#[cfg(unix)]
#[test]
fn a_known_editor_is_told_the_line_in_its_own_form() {
    let world = world();
    // What is started is a function of the shell that reads the command.
    let file = world.root().join("kb/rollback.md").display().to_string();
    let out = world.root().join("told").display().to_string();
    for (program, expected) in [
        ("vim", format!("+11\n{file}\n")),
        ("code", format!("--goto\n{file}:11\n")),
        ("hx", format!("{file}:11\n")),
    ] {
        let script = format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > '{out}'\n");
        world.write(&format!("bin/{program}"), script);
        let path = world.root().join("bin").join(program);
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755))
            .expect("it can be made to run");
        let editor = format!("'{}'", path.display());
        world
            .run_on([false; 2], &[("VISUAL", &editor)], "show rollback#in-practice --edit")
            .exits(0);
        assert_eq!(world.read("told"), expected, "{program}");
    }
}

#[cfg(unix)]
#[test]
fn no_file_name_is_read_by_the_shell_or_taken_for_an_option() {
    let names =
        ["-rf.md", "a b.md", "it's.md", "$(touch owned).md", "`touch owned`.md", "\"q\".md"];
    for name in names {
        let world = world().file(&format!("kb/{name}"), "# T\n\ntext\n");
        let asked = world.root().join("kb").join(name).display().to_string();
        let out = world.root().join("told");
        let editor = format!(
            "KB_TEST_OUT='{}' sh '{}'",
            out.display(),
            world.root().join("args.sh").display()
        );
        let args = ["show", "--edit", "--", &format!("kb/{name}:1")].map(str::to_owned);
        let world = world.variable("KB_EDITOR", &editor);
        world.run_in(&world.root(), &args).exits(0);
        assert_eq!(world.read("told").lines().next(), Some(asked.as_str()));
        assert!(!world.root().join("owned").exists(), "{name}");
    }
}

#[test]
fn without_an_editor_the_way_out_is_told_and_the_repository_is_not_asked() {
    let world = World::new().article("rollback", "", "Undo it.").commit(date(2026, 11, 1));
    world.configure("core.editor", "touch owned");
    world
        .run("show rollback --edit")
        .exits(2)
        .says("no editor is named")
        .says("hint: name yours, as in `export EDITOR=nano`");
    assert!(!world.root().join("owned").exists());
    world.run_on([false; 2], &[("VISUAL", "x"), ("TERM", "dumb")], "show rollback --edit").exits(2);
}

#[cfg(unix)]
#[test]
fn an_editor_that_is_not_there_or_ends_badly_is_a_failure_that_names_it() {
    let world = World::new().article("rollback", "", "Undo it.").commit(date(2026, 11, 1));
    let run = |editor: &str| {
        world.run_on([false; 2], &[("EDITOR", editor)], "show rollback --edit").exits(2)
    };
    run("false").says("cannot edit with `false`").says("it ended with code 1");
    let outcome = run("/nowhere/no-such-editor 2>/dev/null");
    outcome.says("there is no such program").says("`EDITOR` names it");
}

#[test]
fn what_was_is_not_edited_and_what_is_not_there_is_told_before_an_editor_starts() {
    let world = World::new().article("rollback", "", "Undo it.").commit(date(2026, 11, 1));
    let run =
        |command: &str| world.run_on([false; 2], &[("EDITOR", "touch owned")], command).exits(2);
    run("show rollback --edit --at HEAD").says("cannot be used with");
    run("show rolback --edit").says("did you mean `rollback`?");
    run("show rollback#stops --edit").says("has no heading");
    run("show kb/rollback.md:900 --edit").says("has no line 900");
    assert!(!world.root().join("owned").exists());
}
