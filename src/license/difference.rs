//! Where the letters of two texts part.

use super::letters::{ANYTHING, Letter};

/// How a text compares with the official one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parting {
    /// Nowhere.
    Same,
    /// Both go on, otherwise: where in the official letters, where in the others.
    Changed(usize, usize),
}

/// Letters that must be the same for two texts to have begun at the same place.
const BEGINNING: usize = 40;
/// The most lines above a text that are left out to find its beginning, and their most words.
const ABOVE: (usize, usize) = (12, 12);
/// The most lines of a title that a text may be without, and their most words.
const TITLE: (usize, usize) = (4, 8);
/// Of a title no more letters than these are left out.
const TITLE_LETTERS_MAX: usize = 120;
/// The most letters that somebody fills in.
const FILLED_IN_MAX: usize = 400;
/// Letters that tell where what was filled in ends.
const ANCHOR: usize = 16;

/// Where the letters of a text stand, and the text.
#[derive(Clone, Copy)]
pub(super) struct Side<'t> {
    /// The text.
    pub(super) text: &'t str,
    /// Its letters.
    pub(super) letters: &'t [Letter],
}

impl Side<'_> {
    /// The letters after each of the first lines that are short and end no sentence.
    fn beginnings(&self, (lines_max, words_max): (usize, usize)) -> Vec<usize> {
        let mut beginnings = vec![0];
        let mut end = 0;
        for line in self.text.split_inclusive('\n').take(lines_max) {
            end += line.len();
            let words = line.split_whitespace().take(words_max + 1).count();
            if words > words_max || line.trim_end().ends_with(['.', ';']) {
                break;
            }
            let next = self.letters.partition_point(|letter| letter.at < end);
            if beginnings.last() != Some(&next) {
                beginnings.push(next);
            }
        }
        beginnings
    }

    /// Where `phrase`, made of letters alone, begins.
    pub(super) fn find(&self, phrase: &str) -> Option<usize> {
        let phrase: Vec<char> = phrase.chars().collect();
        let first = phrase.first().copied();
        let is_it = |letters: &[Letter]| {
            letters.first().map(|it| it.character) == first
                && letters.iter().map(|it| it.character).eq(phrase.iter().copied())
        };
        self.letters.windows(phrase.len()).position(is_it)
    }
}

/// Where `file` parts from `official`; `heads` are further places where both may begin.
pub(super) fn parting(official: Side<'_>, file: Side<'_>, heads: &[(usize, usize)]) -> Parting {
    let (theirs, ours) = (official.letters, file.letters);
    let beginnings = file.beginnings(ABOVE);
    let pairs = |at: usize| beginnings.iter().map(move |from| (at, *from));
    let is_title = |at: &usize| *at <= TITLE_LETTERS_MAX.min(theirs.len() / 2);
    let titles = official.beginnings(TITLE).into_iter().filter(is_title);
    let starts = titles.flat_map(pairs);
    let mut best = Parting::Changed(0, 0);
    let mut longest = 0;
    for (at, from) in starts.chain(heads.iter().copied()) {
        match compare(&theirs[at..], &ours[from..]) {
            Parting::Same => return Parting::Same,
            Parting::Changed(a, b) if a > longest && (a >= BEGINNING || longest == 0) => {
                longest = a;
                best = Parting::Changed(a + at, b + from);
            }
            Parting::Changed(..) => {}
        }
    }
    best
}

/// Where two runs of letters part.
fn compare(official: &[Letter], file: &[Letter]) -> Parting {
    let (mut a, mut b) = (0, 0);
    // The last place where one of them has the mark of a list.
    let mut marked: Option<(usize, usize)> = None;
    loop {
        let (theirs, ours) = match (official.get(a), file.get(b)) {
            (None, None) => return Parting::Same,
            (Some(theirs), _) if theirs.character == ANYTHING => {
                match filled_in(&official[a..], &file[b..]) {
                    Some((to, from)) => {
                        (a, b) = (a + to, b + from);
                        continue;
                    }
                    None => return Parting::Changed(a, b),
                }
            }
            (theirs, ours) => (theirs, ours),
        };
        if theirs.is_some_and(|it| it.mark > 0) || ours.is_some_and(|it| it.mark > 0) {
            marked = Some((a, b));
        }
        if theirs.is_some() && theirs.map(|it| it.character) == ours.map(|it| it.character) {
            (a, b) = (a + 1, b + 1);
            continue;
        }
        let Some(after) = marked.take().and_then(|it| without_marks(official, file, it, (a, b)))
        else {
            return Parting::Changed(a, b);
        };
        (a, b) = after;
    }
}

/// Where both go on alike once the marks of lists at `marked` are left out.
fn without_marks(
    official: &[Letter],
    file: &[Letter],
    (a, b): (usize, usize),
    parted: (usize, usize),
) -> Option<(usize, usize)> {
    let mark = |letters: &[Letter], at: usize| letters.get(at).map_or(0, |it| usize::from(it.mark));
    let (theirs, ours) = (mark(official, a), mark(file, b));
    let goes_on = |(a, b): &(usize, usize)| {
        let theirs = official.get(*a..).unwrap_or_default().iter().take(ANCHOR);
        let ours = file.get(*b..).unwrap_or_default().iter().take(ANCHOR);
        let is_further = parted.0 < a + ANCHOR;
        is_further && theirs.map(|it| it.character).eq(ours.map(|it| it.character))
    };
    let ways = [(a + theirs, b + ours), (a + theirs, b), (a, b + ours)];
    ways.into_iter().filter(|way| *way != (a, b)).find(goes_on)
}

/// How many letters of both go by where `official` begins with what is filled in.
fn filled_in(official: &[Letter], file: &[Letter]) -> Option<(usize, usize)> {
    let blanks = official.iter().take_while(|it| it.character == ANYTHING).count();
    let anchor: Vec<char> = official[blanks..]
        .iter()
        .map(|it| it.character)
        .take_while(|it| *it != ANYTHING)
        .take(ANCHOR)
        .collect();
    if anchor.is_empty() {
        return Some((official.len(), file.len().min(FILLED_IN_MAX)));
    }
    let searched = &file[..file.len().min(FILLED_IN_MAX + ANCHOR)];
    let is_it = |it: &[Letter]| it.iter().map(|it| it.character).eq(anchor.iter().copied());
    let at = searched.windows(anchor.len()).position(is_it)?;
    Some((blanks, at))
}
