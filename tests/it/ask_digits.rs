//! Digits in questions: one that stands alone answers nothing.

use jiff::civil::date;

use super::world::World;

fn library() -> World {
    let world = World::new().article("list", "", "Step 1 of the mainframe, then step 2.").article(
        "tier-2",
        "",
        "Tier 2 mends what tier 1 cannot.",
    );
    (3..=9)
        .fold(world, |world, number| {
            world.article(&format!("thing-{number}"), "", &format!("The thing-{number}."))
        })
        .commit(date(2026, 10, 1))
}

#[test]
fn a_digit_that_stands_alone_answers_no_question() {
    let world = library();
    let ask = |question: &str| world.run(&format!("ask \"{question}\" --dry-run")).exits(0);
    ask("Which llama grooms the mainframe & why? #1").has("No article answers this.");
    ask("Which llama grooms the mainframe, 1 or 2?").has("No article answers this.");
    ask("2: Which llama grooms the mainframe?").has("No article answers this.");
    ask("What does tier 2 mend?").has("This is answered already:");
    ask("Where is thing-7?").has("This is answered already:");
    ask("1").has("This is answered already:");
}

#[test]
fn a_digit_finds_what_is_searched_for_as_ever() {
    let world = library();
    for query in ["thing-7", "tier 2", "1"] {
        world.run(&format!("search {query}")).exits(0).has_not("No article answers this.");
    }
}
