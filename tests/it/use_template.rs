//! `kb use TEMPLATE`: what is printed, written, asked and left.

use expect_test::expect;

use super::world::World;

const FORM: &str = "\
---
title: A form
type: template
summary: A form to fill in.
authors: [A. Author]
license: CC-BY-4.0
status: active
fills: [service, owner, day]
---

## Use it when

Always.

## Template

<!-- Say who {{owner}} is. -->

**{{service}}** is looked after by {{owner}}.

| What | Value |
|---|---|
| Day | {{day}} |

```sh
start {{service}} --as {{ .Values.name }}
```

## Worked example

Payroll.

## Adapt before use

- **Choose the day.** It is yours.
- Say who decides. Then say why.
";

fn world() -> World {
    World::new().file("kb/form.md", FORM)
}

#[test]
fn the_template_is_printed_with_its_values_and_its_credit_and_nothing_else() {
    let outcome = world().run("use form --set service=Payroll --set \"day=1 | 2\"").exits(0);
    expect![[r#"
        **Payroll** is looked after by {{owner}}.

        | What | Value |
        |---|---|
        | Day | 1 &#124; 2 |

        ```sh
        start Payroll --as {{ .Values.name }}
        ```

        ---

        “A form, section Template” by A. Author, article form#template of the library example, licensed under [CC-BY-4.0](https://creativecommons.org/licenses/by/4.0/). Changed: placeholders filled in.
    "#]]
    .assert_eq(&outcome.out);
    expect![[r#"
        note: there is no commit yet, so nothing is known of the history
        Still to fill in, 1 of 3:
          owner  … is looked after by ____.
        Adapt before use, 2 points:
          - Choose the day.
          - Say who decides.
          kb show 'form#adapt-before-use'
    "#]]
    .assert_eq(&outcome.err);
}

#[test]
fn strict_tells_by_the_exit_code_that_something_is_open() {
    let all = "--set service=a --set owner=b --set day=c";
    world().run("use form --strict").exits(1).has("{{day}}").says("3 of 3");
    world().run(&format!("use form --strict {all}")).exits(0).has("Changed:").has_not("{{day}}");
    world().run("use form").exits(0).has("Nothing is filled in yet.");
}

#[test]
fn the_whole_article_or_another_section_can_be_filled() {
    world()
        .run("use form --whole --set owner=B")
        .exits(0)
        .has("## Worked example")
        .has_not("---\nt");
    world().run("use form#worked-example").exits(0).has("Payroll.").has_not("Template\n");
    world().run("use form#no").exits(2).says("has no heading");
}

#[test]
fn values_come_from_files_too_and_the_command_line_is_stronger() {
    let world = world()
        .file("ours.yaml", "service: Payroll\nowner: Anna\nelsewhere: x\n")
        .file("ours.json", "{\"day\": 3, \"owner\": null}");
    world
        .run("use form --set-file ours.yaml --set-file ours.json --set owner=B")
        .exits(0)
        .has("**Payroll** is looked after by B.")
        .has("| Day | 3 |")
        .says("no placeholder here is called `elsewhere`");
    world.run("use form --set-file no.yaml").exits(2).says("cannot read `no.yaml`");
    world.run("use form --set-file kb/form.md").exits(2).says("cannot read `kb/form.md`");
}

#[test]
fn slips_are_told_with_what_was_meant() {
    world().run("use form --set onwer=x").exits(2).says("did you mean `owner`?");
    world().run("use form --set xyz=x").exits(2).says("there are service, owner, day");
    world().run("use form --set owner").exits(2).says("it has no `=`");
    world().run("use form --set \"owner=a\u{202e}b\"").exits(2).says("a\\u{202e}b");
    world().run("use fom").exits(2).says("did you mean `form`?");
    world().run("use form --csv x.csv").exits(2).says("has no `formula`");
    let world = World::new().file("kb/a.md", "---\ntitle: A\ntype: guide\n---\n\nText.\n");
    world.run("use a").exits(2).says("no placeholders").says("kb show a");
}

#[test]
fn a_foreign_page_with_placeholders_is_a_template_too() {
    let world = World::foreign().file("plan.md", "# Plan\n\n<!-- {{HINT}} -->\n\nAsk {{NAME}}.\n");
    let outcome =
        world.commit(jiff::civil::date(2026, 1, 1)).run("use plan --set NAME=Bo").exits(0);
    assert!(outcome.out.starts_with("# Plan\n\nAsk Bo.\n\n---\n\n“Plan”"), "{}", outcome.out);
    assert!(outcome.out.contains("without a stated licence"), "{}", outcome.out);
}

#[test]
fn what_a_licence_withholds_and_what_leads_nowhere_is_told() {
    let told = |license: &str, says: &str| {
        let form = FORM.replace("license: CC-BY-4.0\n", license);
        World::new().file("kb/form.md", form).run("use form").exits(0).says(says);
    };
    told("", "no licence is stated: ask its authors");
    told("license: CC-BY-ND-4.0\n", "`CC-BY-ND-4.0` allows no changed copies");
    told("license: All rights reserved\n", "`All rights reserved` is no licence that is known");
    told("license: LicenseRef-House\n", "`LicenseRef-House` is a licence of somebody's own");
    let quiet = world().commit(jiff::civil::date(2026, 1, 1)).run("use form").exits(0);
    assert!(!quiet.err.contains("note:"), "{}", quiet.err);
    let links = "Read [this](../a.md) and [that](https://example.org) and [these](#day).\n\n**{{";
    let form = FORM.replacen("**{{", links, 1);
    let world = World::new().file("kb/form.md", form);
    world.run("use form").exits(0).says("1 link leads into the library, as to `../a.md`");
}

#[test]
fn a_person_is_asked_for_what_is_missing_with_the_words_around_it() {
    let world = world().types(&["Payroll", "", "a\u{202e}", "Monday"]);
    let outcome = world.run("use form --out f.md").exits(0);
    let asked = outcome.err;
    assert!(asked.contains("service (____ is looked after by ….):"), "{asked}");
    assert!(asked.contains("owner (… is looked after by ____.):"), "{asked}");
    assert!(asked.contains("day (Day, Value):"), "{asked}");
    assert!(asked.contains("cannot be seen"), "{asked}");
    assert!(world.read("f.md").contains("| Day | Monday |"));
    assert!(world.read("f.md").contains("by {{owner}}."));
}

#[test]
fn whoever_ends_the_input_leaves_the_rest_open_and_programs_are_never_asked() {
    let world = world().types(&["Payroll"]);
    world.run("use form").exits(0).has("**Payroll**").has("{{day}}");
    let json = world.run("use form --format json").exits(0).json();
    assert_eq!(json["left"].as_array().map(Vec::len), Some(3));
}

#[test]
fn files_are_written_whole_and_never_over_another() {
    let world = world();
    world.run("use form --set service=Pay --out new/f.md --tables new/tables").exits(0).prints(
        expect![[r#"
            Wrote new/f.md
            Wrote new/tables/form-1.csv (table)
        "#]],
    );
    assert!(world.read("new/f.md").starts_with("**Pay** is looked"));
    assert_eq!(world.read("new/tables/form-1.csv"), "What,Value\r\nDay,{{day}}\r\n");
    world.run("use form --out new/f.md").exits(2).says("it is there already").says("--force");
    world.run("use form --set service=Two --out new/f.md --force").exits(0);
    assert!(world.read("new/f.md").starts_with("**Two**"));
    // One that is in the way keeps all from being written.
    world.run("use form --out other.md --tables new/tables").exits(2).says("form-1.csv");
    assert!(!world.root().join("other.md").exists());
    world.run("use form --out kb/form.md --force").exits(2).says("the template itself");
    assert_eq!(world.read("kb/form.md"), FORM);
    world.run("use form --out kb/x.md").exits(0).says("has no front matter yet");
    world.run("use form --out .git/x").exits(2).says("git keeps its own files there");
    world.run("use form --out new/").exits(2).says("names no file");
    world.run("use form --out new").exits(2).says("it is a folder");
}

#[test]
fn a_dry_run_names_the_files_and_writes_none() {
    let world = world();
    let run = "use form --dry-run --out f.md --tables t";
    world.run(run).exits(0).has("Would write f.md").has("Would write t/form-1.csv");
    assert!(!world.root().join("f.md").exists() && !world.root().join("t").exists());
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let world = world().file("real/a.md", "mine").link("to", "real").link("l.md", "real/a.md");
    for force in ["", " --force"] {
        world.run(&format!("use form --out to/b.md{force}")).exits(2).says("symbolic link");
        world.run(&format!("use form --out l.md{force}")).exits(2);
        let outside = world.root().join("to/b.md").display().to_string();
        world.run(&format!("use form --out {outside}{force}")).exits(2).says("symbolic link");
    }
    assert_eq!(world.read("real/a.md"), "mine");
    assert!(!world.root().join("real/b.md").exists());
    let beside = world.root().parent().expect("it has one").join("beside.md");
    world.run("use form --out ../beside.md").exits(0);
    assert!(beside.exists());
    let absolute = beside.with_file_name("absolute.md");
    world.run(&format!("use form --out {}", absolute.display())).exits(0);
    assert!(absolute.exists());
}

#[test]
fn a_retired_template_says_so_and_credits_what_it_took() {
    let sources = "sources: [{relation: adapted, title: Their form, authors: [B. Other], \
                   license: CC-BY-4.0, url: 'https://example.org/f', changes: shortened}]\n";
    let form = FORM.replace("status: active\n", &format!("status: draft\n{sources}"));
    World::new()
        .file("kb/form.md", form)
        .run("use form")
        .exits(0)
        .has("It takes text from:")
        .has("“[Their form](https://example.org/f)” by B. Other")
        .has("Adapted: shortened.")
        .says("`form` is a draft");
    let form = FORM.replace("status: active\n", "status: retired\nsuperseded_by: other\n");
    World::new().file("kb/form.md", form).run("use form").exits(0).says("is retired, see `other`");
}

#[test]
fn every_template_that_ships_can_be_filled_and_leaves_nothing_open() {
    for id in ["sla-clock-policy", "service-model", "post-incident-review"] {
        let world = World::shipped();
        let left = world.run(&format!("use {id} --format json")).exits(0).json();
        let names = left["left"].as_array().expect("a list").clone();
        assert!(names.len() > 10, "{id}");
        let sets: String = names
            .iter()
            .map(|it| format!(" --set {}=v", it["name"].as_str().expect("a name")))
            .collect();
        let run = format!("use {id} --strict{sets}");
        let outcome = world.run(&run).exits(0).has("licensed under [CC-BY-4.0]").has_not("{{");
        assert!(!outcome.err.contains("Still to fill in"), "{}", outcome.err);
        assert!(outcome.err.contains("Adapt before use"), "{}", outcome.err);
    }
}

#[test]
fn nothing_of_a_template_steers_the_terminal() {
    let hostile = FORM
        .replace("Always.", "\u{1b}[31m")
        .replace("## Template\n", "## Template\n\n\u{1b}]0;x\u{7}\tred\n");
    let outcome = World::new().file("kb/form.md", hostile).run("use form --whole").exits(0);
    assert!(!outcome.out.contains('\u{1b}') && outcome.out.contains("\\u{1b}]0;x\\u{7}\tred"));
}
