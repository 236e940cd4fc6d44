//! `kb init --ci`: what a forge needs, written once and never over anything.

use std::path::Path;

use expect_test::expect;
use jiff::civil::date;
use serde_yaml::Value;

use super::world::World;

const VERSION: &str = env!("CARGO_PKG_VERSION");
const GITHUB: [&str; 5] = [
    ".github/workflows/kb.yml",
    ".github/pull_request_template.md",
    ".github/ISSUE_TEMPLATE/need.yml",
    ".github/ISSUE_TEMPLATE/idea.yml",
    ".github/ISSUE_TEMPLATE/retirement.yml",
];
const SUM: &str = "0123456789abcdef0123456789abcdef0123456789ABCDEF0123456789abcdef";

fn library() -> World {
    World::new().article("rollback", "", "Roll back.").commit(date(2026, 10, 1))
}

fn own(path: &str) -> String {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(place).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).expect("it is YAML")
}

/// The steps of a job, or of a composite action.
fn steps(value: &Value) -> Vec<Value> {
    value["steps"].as_sequence().expect("there are steps").clone()
}

fn job(world: &World) -> Value {
    yaml(&world.read(GITHUB[0]))["jobs"]["check"].clone()
}

#[test]
fn github_gets_a_workflow_a_template_and_three_forms() {
    let world = library();
    let outcome = world.run("init --ci github").exits(0).says("its content is not");
    outcome.prints(expect![[r#"
        kept kb.toml, which is there already
        wrote .github/workflows/kb.yml
        wrote .github/pull_request_template.md
        wrote .github/ISSUE_TEMPLATE/need.yml
        wrote .github/ISSUE_TEMPLATE/idea.yml
        wrote .github/ISSUE_TEMPLATE/retirement.yml
        Read them, then commit them: they are yours now.
    "#]]);
    assert!(GITHUB.iter().all(|path| !world.read(path).replace("${{", "").contains("{{")));
    assert_eq!(job(&world)["env"]["KB_VERSION"], VERSION);
    assert_eq!(job(&world)["env"]["KB_SHA256"], "");
    assert_eq!(job(&world)["env"]["KB_FOLDER"], ".");
}

#[test]
fn gitlab_gets_a_job_and_templates_and_is_told_how_to_include_it() {
    let world = library();
    let outcome = world.run("init --ci gitlab").exits(0);
    assert!(!outcome.err.contains("include"), "{}", outcome.err);
    for path in [
        ".gitlab-ci.yml",
        ".gitlab/kb.gitlab-ci.yml",
        ".gitlab/merge_request_templates/Default.md",
        ".gitlab/issue_templates/need.md",
        ".gitlab/issue_templates/idea.md",
        ".gitlab/issue_templates/retirement.md",
    ] {
        assert!(!world.read(path).contains("{{"), "{path}");
    }
    let job = yaml(&world.read(".gitlab/kb.gitlab-ci.yml"))["kb"].clone();
    assert_eq!(job["variables"]["GIT_DEPTH"], "0");
    assert_eq!(
        yaml(&world.read(".gitlab-ci.yml"))["include"][0]["local"],
        ".gitlab/kb.gitlab-ci.yml"
    );

    let world = library().file(".gitlab-ci.yml", "mine: {}\n");
    world.run("init --ci gitlab").exits(0).says("include: [{local: .gitlab/kb.gitlab-ci.yml}]");
    assert_eq!(world.read(".gitlab-ci.yml"), "mine: {}\n");
}

#[test]
fn a_second_run_changes_nothing_and_what_was_edited_stays() {
    let world = library();
    world.run("init --ci github").exits(0);
    let before = GITHUB.map(|path| world.read(path));
    world.run("init --ci github").exits(0).has("kept .github/workflows/kb.yml as it is");
    assert_eq!(GITHUB.map(|path| world.read(path)), before);
    world.write(GITHUB[0], "mine\n");
    world.run("init --ci github").exits(0).has("kept .github/workflows/kb.yml, which is there");
    assert_eq!(world.read(GITHUB[0]), "mine\n");
    let json = world.run("init --ci github --format json").exits(0).json();
    assert_eq!(json["files"][1]["state"], "kept");
    assert_eq!(json["files"][2]["state"], "same");
}

#[test]
fn a_template_by_another_name_is_there_already() {
    let world = library().file("docs/pull_request_template.md", "mine\n");
    world.run("init --ci github").exits(0).has("kept .github/pull_request_template.md");
    assert!(!world.root().join(".github/pull_request_template.md").exists());
}

#[test]
fn a_dry_run_writes_nothing() {
    let world = World::foreign().file("docs/a.md", "# A\n").commit(date(2026, 10, 1));
    world.run("init --ci github --dry-run").exits(0).has("would write .github/workflows/kb.yml");
    assert!(!world.root().join(".github").exists() && !world.root().join("kb.toml").exists());
    world.run("init --ci github").exits(0).has("wrote kb.toml");
    world.run("check").exits(0);
}

#[test]
fn the_content_of_the_archive_is_pinned_by_its_sum() {
    let world = library();
    let outcome = world.run(&format!("init --ci github --sha256 {SUM}")).exits(0);
    assert!(!outcome.err.contains("its content is not"), "{}", outcome.err);
    assert_eq!(job(&world)["env"]["KB_SHA256"], SUM.to_lowercase());
    world.run(&format!("init --ci github --sha256 {}", &SUM[1..])).exits(2).says("64 hexadecimal");
    world.run(&format!("init --sha256 {SUM}")).exits(2).says("--ci");
    world.run("init --ci gihub").exits(2).says("github");
}

#[test]
fn a_library_in_a_folder_has_its_files_at_the_root_of_the_repository() {
    let world = World::foreign()
        .file("docs/it/kb.toml", "name = \"it\"\n")
        .file("docs/it/kb/a.md", "A.\n")
        .commit(date(2026, 10, 1));
    world.run("init -C docs/it --ci github").exits(0);
    assert_eq!(job(&world)["env"]["KB_FOLDER"], "docs/it");
    let world = World::foreign().file("a $(x)/kb.toml", "name = \"it\"\n");
    world.run("init -C \"a $(x)\" --ci github").exits(2).says("the library lies in `a $(x)`");
    assert!(!world.root().join(".github").exists());
}

#[test]
fn a_link_is_never_followed_out_of_the_repository() {
    let world = library().link(".github", "../elsewhere");
    std::fs::create_dir(world.root().join("../elsewhere")).expect("it is new");
    world.run("init --ci github").exits(2).says("symbolic link");
    assert!(!world.root().join("../elsewhere/workflows").exists());
}

#[test]
fn a_strangers_pull_request_gets_no_right_but_to_read() {
    let world = library();
    world.run("init --ci github").exits(0);
    let workflow = yaml(&world.read(GITHUB[0]));
    let events = workflow["on"].as_mapping().expect("there are events");
    let events: Vec<&str> = events.keys().filter_map(Value::as_str).collect();
    assert_eq!(events, ["pull_request"]);
    assert_eq!(workflow["permissions"], yaml("contents: read"));
    assert!(workflow["jobs"]["check"].get("permissions").is_none());
    assert!(!world.read(GITHUB[0]).contains("secrets."));
    let steps = steps(&workflow["jobs"]["check"]);
    let used: Vec<&str> = steps.iter().filter_map(|step| step["uses"].as_str()).collect();
    let [checkout] = used.as_slice() else { panic!("{used:?}") };
    let (name, commit) = checkout.split_once('@').expect("it is pinned");
    assert!(name == "actions/checkout" && commit.len() == 40, "{checkout}");
    assert_eq!(steps[0]["with"]["fetch-depth"], 0);
    assert_eq!(steps[0]["with"]["persist-credentials"], false);
    // What strangers choose reaches a shell through variables alone.
    let runs = steps.iter().filter_map(|step| step["run"].as_str());
    assert!(runs.clone().count() == 2 && runs.clone().all(|run| !run.contains("${{")));
}

#[test]
fn the_action_does_what_the_workflow_does_and_uses_no_other() {
    let action = yaml(&own("action.yml"));
    let own_steps = steps(&action["runs"]);
    assert!(own_steps.iter().all(|step| step.get("uses").is_none() && step["shell"] == "bash"));
    let runs: Vec<&str> = own_steps.iter().filter_map(|step| step["run"].as_str()).collect();
    assert!(runs.len() == own_steps.len() && runs.iter().all(|run| !run.contains("${{")));
    let world = library();
    world.run("init --ci github").exits(0);
    let installs = steps(&job(&world)).into_iter().find(|step| step["name"] == "Install kb");
    assert_eq!(installs.expect("there is one")["run"], runs[0]);
}

#[test]
fn forms_have_ids_that_stay_and_required_fields() {
    let world = library();
    world.run("init --ci github").exits(0);
    let ids = |path: &str| {
        let form = yaml(&world.read(path));
        let body = form["body"].as_sequence().expect("there are fields").clone();
        let field = |it: &Value| {
            let is_required = it["validations"]["required"].as_bool().unwrap_or(false);
            Some(format!("{}{}", it["id"].as_str()?, if is_required { "!" } else { "" }))
        };
        assert!(form["name"].is_string() && form["description"].is_string(), "{path}");
        body.iter().filter_map(field).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ids(GITHUB[2]), "question! situation! tried good_answer asked_by");
    assert_eq!(ids(GITHUB[3]), "title! answer! evidence sources write interest");
    assert_eq!(ids(GITHUB[4]), "article! reason! successor evidence!");
}

#[test]
fn our_own_repository_asks_with_the_same_forms() {
    let world = library();
    world.run("init --ci github").exits(0);
    for path in &GITHUB[1..] {
        assert_eq!(own(path), world.read(path), "{path}");
    }
}

#[test]
fn the_hooks_run_commands_that_exist() {
    let hooks = yaml(&own(".pre-commit-hooks.yaml"));
    let hooks = hooks.as_sequence().expect("there are hooks");
    assert_eq!(hooks.len(), 2);
    for hook in hooks {
        let entry = hook["entry"].as_str().expect("it has an entry");
        let command = entry.strip_prefix("kb ").expect("it runs kb");
        library().run(command).exits(0);
        assert_eq!(hook["pass_filenames"], false);
    }
}
