//! Tests of what keys make of the list.

use super::*;

/// With 10 hits of which 3 are seen, and 20 lines of which 5 are.
fn picker() -> Picker {
    let mut picker = Picker::new("clock");
    picker.fit(Room { hits: 3, lines: 5 });
    picker.found(10);
    picker.preview(20, 8);
    picker
}

/// Presses `keys` and tells what is chosen and seen, and what the last key asks for.
#[track_caller]
fn check(keys: &[Key], selected: usize, seen: Range<usize>, wish: Wish) {
    let mut picker = picker();
    let last = keys.iter().map(|key| picker.press(key)).last();
    assert_eq!((picker.selected(), picker.seen(), last), (Some(selected), seen, Some(wish)));
}

#[test]
fn arrows_pages_and_ends_move_through_the_hits() {
    check(&[Key::Down], 1, 0..3, Wish::Show);
    check(&[Key::Down, Key::Ctrl('n'), Key::Down], 3, 1..4, Wish::Show);
    check(&[Key::Up], 0, 0..3, Wish::Show);
    check(&[Key::PageDown], 3, 1..4, Wish::Show);
    check(&[Key::PageDown, Key::PageUp], 0, 0..3, Wish::Show);
    check(&[Key::End], 9, 7..10, Wish::Show);
    check(&[Key::End, Key::Down], 9, 7..10, Wish::Show);
    check(&[Key::End, Key::Up, Key::Ctrl('p')], 7, 7..10, Wish::Show);
    check(&[Key::End, Key::Home], 0, 0..3, Wish::Show);
}

#[test]
fn what_is_about_a_hit_is_asked_for_only_where_there_is_one() {
    let keys = [
        (Key::Enter, Wish::Choose),
        (Key::Ctrl('o'), Wish::Edit),
        (Key::Tab, Wish::CopyPlace),
        (Key::Ctrl('y'), Wish::CopyPlace),
        (Key::Alt('c'), Wish::CopyCredit),
    ];
    for (key, wish) in keys {
        assert!(wish.needs_hit());
        check(std::slice::from_ref(&key), 0, 0..3, wish);
        assert_eq!(Picker::new("none").press(&key), Wish::Show, "{key:?}");
    }
}

#[test]
fn a_search_is_asked_for_only_where_the_text_changed() {
    let mut picker = picker();
    for (key, wish) in [
        (Key::Char('s'), Wish::Search),
        (Key::Left, Wish::Show),
        (Key::Ctrl('a'), Wish::Show),
        (Key::Backspace, Wish::Show),
        (Key::Delete, Wish::Search),
        (Key::Ctrl('e'), Wish::Show),
        (Key::Ctrl('d'), Wish::Show),
        (Key::Paste(" stop".to_owned()), Wish::Search),
        (Key::Ctrl('w'), Wish::Search),
        (Key::Ctrl('u'), Wish::Search),
        (Key::Ctrl('u'), Wish::Show),
        (Key::Paste("\u{7}".to_owned()), Wish::Show),
    ] {
        assert_eq!(picker.press(&key), wish, "{key:?} at {:?}", picker.query);
    }
    assert_eq!(picker.query.text(), "");
}

#[test]
fn keys_are_explained_until_the_next_key_and_a_question_mark_is_text_behind_text() {
    let mut picker = Picker::new("");
    assert_eq!((picker.press(&Key::Char('?')), picker.shows_keys), (Wish::Show, true));
    assert_eq!((picker.press(&Key::Escape), picker.shows_keys), (Wish::Show, false));
    assert_eq!((picker.press(&Key::Help), picker.shows_keys), (Wish::Show, true));
    assert_eq!(picker.press(&Key::Ctrl('c')), Wish::Interrupt);
    picker.press(&Key::Char('a'));
    assert_eq!(picker.press(&Key::Char('?')), Wish::Search);
    assert_eq!(picker.query.text(), "a?");
}

#[test]
fn a_preview_scrolls_within_its_lines() {
    let mut picker = picker();
    let mut after = |key: Key| {
        picker.press(&key);
        picker.preview_top()
    };
    assert_eq!(after(Key::FarDown), 9);
    assert_eq!(after(Key::FarUp), 8);
    assert_eq!(after(Key::Ctrl('b')), 3);
    assert_eq!(after(Key::Ctrl('b')), 0);
    assert_eq!(after(Key::FarUp), 0);
    assert_eq!([after(Key::Ctrl('f')), after(Key::Ctrl('f'))], [5, 10]);
    assert_eq!([after(Key::Ctrl('f')), after(Key::FarDown)], [15, 15]);
}

#[test]
fn another_size_keeps_the_chosen_hit_in_view() {
    let mut picker = picker();
    picker.press(&Key::End);
    picker.fit(Room { hits: 1, lines: 1 });
    assert_eq!((picker.selected(), picker.seen()), (Some(9), 9..10));
    picker.fit(Room { hits: 50, lines: 50 });
    assert_eq!((picker.seen(), picker.preview_top()), (0..10, 0));
    picker.fit(Room::default());
    assert_eq!((picker.seen(), picker.selected()), (9..9, Some(9)));
}

#[test]
fn another_search_begins_at_its_best_hit_and_the_same_again_stays_where_it_was() {
    let mut picker = picker();
    picker.press(&Key::End);
    picker.found_again(9);
    assert_eq!((picker.selected(), picker.seen()), (Some(8), 6..9));
    picker.found_again(0);
    assert_eq!((picker.selected(), picker.seen()), (None, 0..0));
    picker.found(10);
    assert_eq!((picker.selected(), picker.seen()), (Some(0), 0..3));
}

#[test]
fn what_ends_or_stops_it_is_told_apart() {
    let mut picker = picker();
    for (key, wish) in [
        (Key::Escape, Wish::Leave),
        (Key::Ctrl('c'), Wish::Interrupt),
        (Key::Ctrl('z'), Wish::Suspend),
        (Key::Ctrl('l'), Wish::Redraw),
        (Key::Ctrl('x'), Wish::Show),
        (Key::Alt('x'), Wish::Show),
    ] {
        assert!(!wish.needs_hit());
        assert_eq!(picker.press(&key), wish);
    }
}
