//! Needs made of templates, by example and with hostile words.

use expect_test::expect;

use super::*;

const TEMPLATE: &str = "---\ntitle: Why?\ntype: need\nstatus: draft\n# asked_by: practitioner\n\
    # votes: 0\n# severity: 2\n# state: raw\n# evidence_links: [\"https://example.org\"]\n---\n\n\
    ## Situation\n\n<!-- Say what. -->\n\n## Tried already\n\n<!-- List\nwhat. -->\n\n\
    ## A good answer would…\n\n<!-- Say how. -->\n";

fn question(said: [Option<&str>; 4]) -> Question {
    let said = said.map(|it| it.map(str::to_owned));
    Question { said, ..Question::new("Why?") }
}

#[test]
fn what_was_said_takes_the_place_of_hints() {
    let question = Question {
        severity: Some(3),
        asked_by: Some("practitioner/public".to_owned()),
        links: vec!["https://example.org/t/1".to_owned()],
        ..question([Some("It is so."), Some("A form."), Some("The manual."), Some("say which")])
    };
    let text = need(TEMPLATE, &question).expect("the template is sound");
    expect![[r#"
        ---
        title: Why?
        type: need
        status: draft
        asked_by: practitioner/public
        # votes: 0
        severity: 3
        state: raw
        evidence_links: [https://example.org/t/1]
        ---

        ## Situation

        It is so.

        ## Tried already

        A form.

        Read: The manual.

        ## A good answer would…

        say which
    "#]]
    .assert_eq(&text);
}

#[test]
fn a_hint_stays_where_nothing_was_said() {
    let text = need(TEMPLATE, &question([None, None, None, None])).expect("it is sound");
    assert_eq!(text, TEMPLATE.replace("# state: raw", "state: raw"));
    let text = need(TEMPLATE, &question([None, None, Some("A page."), None])).expect("sound");
    assert!(text.contains("## Tried already\n\nRead: A page.\n\n## A good"), "{text}");
}

#[test]
fn a_template_without_hints_and_headings_gets_what_it_lacks() {
    let text = need(
        "---\ntitle: x\n---\n## situation ##\nOurs.\n",
        &question([Some("Said."), None, None, Some("Help.")]),
    );
    let expected = "---\ntitle: x\nstate: raw\n---\n## situation ##\n\nSaid.\n\nOurs.\n\n\
                    ## A good answer would…\n\nHelp.\n";
    assert_eq!(text.as_deref(), Ok(expected));
}

#[test]
fn words_become_neither_headings_nor_comments_nor_code() {
    for hostile in ["# x", "## Situation", "```", "~~~", "<!-- x", "---", "> x", "===", "<script>"]
    {
        let text = need(TEMPLATE, &question([Some(hostile), None, None, Some("end")]));
        let text = text.expect("it is sound");
        assert!(text.contains(&format!("\n\n\\{hostile}\n\n## Tried already\n")), "{text}");
    }
    let hostile = "a\u{202e}: [x, {y}] \"z\"\n---\n";
    let question = Question { asked_by: Some(hostile.to_owned()), ..Question::new("Why?") };
    let text = need(TEMPLATE, &question).expect("it is quoted");
    let front = front(&text).expect("it can be read");
    assert_eq!(front.get("asked_by").and_then(|it| it.as_text()), Some(hostile));
}

#[test]
fn a_template_without_front_matter_is_refused() {
    let refused = need("## Situation\n", &question([None, None, None, None]));
    assert_eq!(refused, Err(EditError::NoFrontMatter));
}

#[test]
fn a_section_is_unsaid_until_it_has_words_of_somebody() {
    let all = ["Situation", "Tried already", "A good answer would…"];
    assert_eq!(unsaid(""), all);
    let hints = "## Situation\n\n<!-- Say what\nyou do. -->\n\n## Tried already\n\n### A\n\n-\n";
    assert_eq!(unsaid(hints), all);
    let said = "# X\n## situation ##\nIt is so.\n## Tried already\n- A list.\n\
                ## A good answer would...\n<!-- x -->1\n";
    assert_eq!(unsaid(said), Vec::<&str>::new());
    assert_eq!(unsaid("## Other\n\nWords.\n## Situation\nWords.\n"), all[1..]);
}
