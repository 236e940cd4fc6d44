//! How the screen is divided.

use ratatui::layout::Rect;

use crate::domain::picker::Room;

/// From so many columns on, the text stands beside the list.
const BESIDE_COLUMNS_MIN: u16 = 100;
/// From so many lines on, it stands below it.
const BELOW_LINES_MIN: u16 = 9;
/// A list is no narrower and no wider than this.
const LIST_COLUMNS: (u16, u16) = (40, 72);
/// A hit takes a line for its title and one for its place.
const ROWS_OF_HIT: u16 = 2;

/// The parts of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panes {
    /// What is typed.
    pub prompt: Rect,
    /// What came of it.
    pub state: Option<Rect>,
    /// The hits.
    pub list: Rect,
    /// Between hits and text.
    pub rule: Option<Rect>,
    /// The text of the chosen hit.
    pub preview: Option<Rect>,
    /// What can be done.
    pub foot: Option<Rect>,
}

/// Divides a screen of `size`, in columns and lines.
#[must_use]
pub fn panes(size: (u16, u16)) -> Panes {
    let (width, height) = size;
    let line = |y: u16| Rect::new(0, y, width, 1);
    let has_foot = height >= 4;
    let top = height.min(2);
    let rest = Rect::new(0, top, width, height - top - u16::from(has_foot));
    let mut panes = Panes {
        prompt: Rect::new(0, 0, width, height.min(1)),
        state: (height > 1).then(|| line(1)),
        list: rest,
        rule: None,
        preview: None,
        foot: has_foot.then(|| line(height - 1)),
    };
    if width >= BESIDE_COLUMNS_MIN {
        let list = (width / 5 * 2).clamp(LIST_COLUMNS.0, LIST_COLUMNS.1);
        panes.list.width = list - 1;
        panes.rule = Some(Rect { x: list, width: 1, ..rest });
        panes.preview = Some(Rect { x: list + 2, width: width - list - 2, ..rest });
    } else if rest.height >= BELOW_LINES_MIN {
        let list = rest.height / 5 * 2 / ROWS_OF_HIT * ROWS_OF_HIT;
        let list = list.max(ROWS_OF_HIT);
        panes.list.height = list;
        panes.rule = Some(line(top + list));
        panes.preview = Some(Rect { y: top + list + 1, height: rest.height - list - 1, ..rest });
    }
    panes
}

/// How many lines of `list` a hit takes.
pub(super) fn rows_of_hit(list: Rect) -> u16 {
    if list.height < ROWS_OF_HIT { 1 } else { ROWS_OF_HIT }
}

impl Panes {
    /// How much fits, where the text of the chosen hit has `head` lines above it.
    #[must_use]
    pub fn room(&self, head: usize) -> Room {
        let lines = self.preview.map_or(0, |preview| usize::from(preview.height));
        Room {
            hits: usize::from(self.list.height / rows_of_hit(self.list)),
            lines: lines.saturating_sub(head),
        }
    }

    /// The columns of the text.
    #[must_use]
    pub fn preview_width(&self) -> usize {
        self.preview.map_or(0, |preview| usize::from(preview.width))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every part, and that none leaves the screen or covers another.
    fn check(width: u16, height: u16) -> Panes {
        let panes = panes((width, height));
        let screen = Rect::new(0, 0, width, height);
        let parts = [Some(panes.prompt), Some(panes.list), panes.state, panes.rule];
        let parts = parts.into_iter().chain([panes.preview, panes.foot]).flatten();
        let parts: Vec<Rect> = parts.filter(|part| !part.is_empty()).collect();
        for (index, part) in parts.iter().enumerate() {
            assert_eq!(part.intersection(screen), *part, "{width}x{height}: {panes:?}");
            for other in &parts[index + 1..] {
                assert!(!part.intersects(*other), "{width}x{height}: {part} {other}");
            }
        }
        panes
    }

    #[test]
    fn every_size_is_divided_without_overlap() {
        for width in [0, 1, 2, 39, 99, 100, 101, 300, u16::MAX] {
            for height in (0..40).chain([200]) {
                check(width, height);
            }
        }
    }

    #[test]
    fn the_text_stands_beside_the_list_where_there_is_room_and_else_below() {
        assert_eq!(check(100, 30).preview.map(|it| it.y), Some(2));
        assert_eq!(check(99, 30).preview.map(|it| it.x), Some(0));
        assert_eq!(check(99, 11).preview, None);
        assert!(check(99, 12).preview.is_some());
    }

    #[test]
    fn what_fits_is_counted_in_hits_and_lines() {
        assert_eq!(check(120, 23).room(3), Room { hits: 10, lines: 17 });
        assert_eq!(check(80, 23).room(3), Room { hits: 4, lines: 8 });
        assert_eq!(check(80, 4).room(3), Room { hits: 1, lines: 0 });
        assert_eq!(check(1, 1).room(0), Room::default());
    }
}
