//! The tour is walked again from its first command to its last; `UPDATE_EXPECT=1` writes it anew.

use std::fs;
use std::path::Path;

use expect_test::expect_file;

use super::transcript::{Each, made_anew};

#[test]
fn the_tour_goes_as_it_is_told() {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tour.md");
    let page = fs::read_to_string(&place).expect("the tour is there");
    assert!(page.matches("```console\n").count() >= 8, "every part of the way is walked");
    expect_file![place].assert_eq(&made_anew(&page, Each::GoesOn));
}
