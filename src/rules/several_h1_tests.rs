//! One title, two, and what only looks like one.

use crate::rules::testing::Library;

#[test]
fn one_heading_of_level_1_is_the_title_and_two_are_told_once() {
    Library::own().article("kb/a.md", "# A\n\n## B\n\n## C\n").is_fine("several-h1");
    Library::own().article("kb/a.md", "# A\n\n# B\n\n# C\n").says(
        "several-h1",
        "kb/a.md:3:1: warning[several-h1]: `B` is one of 3 headings of level 1\n  \
         note: kb/a.md:1:1: the first is here\n  \
         help: make the sections of the article headings of level 2: `## `",
    );
}
