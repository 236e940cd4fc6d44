//! How days, intervals and comparisons are written into what is kept between runs.
//!
//! What cannot be is nothing: bytes that say it are in doubt as a whole.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::drift::Drift;
use crate::domain::history::ObjectId;
use crate::domain::review::Interval;

/// How many bytes the checksum has.
const CHECKSUM_BYTES: usize = 4;

/// `rows` as they are kept: what starts the file, a checksum, and the rest.
pub(super) fn seal(magic: [u8; 8], rows: &impl Serialize) -> Vec<u8> {
    let head = [magic.as_slice(), &[0; CHECKSUM_BYTES]].concat();
    let body = head.len();
    let mut bytes = postcard::to_extend(rows, head).expect("plain lists can be encoded");
    let checksum = crc32fast::hash(&bytes[body..]).to_le_bytes();
    bytes[magic.len()..body].copy_from_slice(&checksum);
    bytes
}

/// The rows that [`seal`] made `bytes` of; `None` if in any doubt.
pub(super) fn unseal<'b, T: Deserialize<'b>>(magic: [u8; 8], bytes: &'b [u8]) -> Option<T> {
    let rest = bytes.strip_prefix(&magic)?;
    let (checksum, body) = rest.split_first_chunk::<CHECKSUM_BYTES>()?;
    if crc32fast::hash(body) != u32::from_le_bytes(*checksum) {
        return None;
    }
    let (rows, left) = postcard::take_from_bytes(body).ok()?;
    left.is_empty().then_some(rows)
}

/// Year, month, day.
pub(super) type Day = (i16, i8, i8);

pub(super) fn day(date: Date) -> Day {
    (date.year(), date.month(), date.day())
}

pub(super) fn date((year, month, day): Day) -> Option<Date> {
    Date::new(year, month, day).ok()
}

pub(super) fn id(bytes: &[u8]) -> Option<ObjectId> {
    ObjectId::new(bytes)
}

/// An [`Interval`].
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) enum Every {
    Days(u32),
    Months(u32),
    Never,
}

pub(super) fn every(interval: Interval) -> Every {
    match interval {
        Interval::Days(days) => Every::Days(days),
        Interval::Months(months) => Every::Months(months),
        Interval::Never => Every::Never,
    }
}

pub(super) fn interval(every: Every) -> Interval {
    match every {
        Every::Days(days) => Interval::Days(days),
        Every::Months(months) => Interval::Months(months),
        Every::Never => Interval::Never,
    }
}

/// A [`Drift`]: words, changed words, then code, numbers, words that bind, headings.
pub(super) type Moved = (u32, u32, [bool; 4]);

pub(super) fn moved(drift: Drift) -> Moved {
    let kinds = [
        drift.has_changed_code,
        drift.has_changed_numbers,
        drift.has_changed_modals,
        drift.has_changed_headings,
    ];
    (drift.words, drift.changed_words, kinds)
}

pub(super) fn drift((words, changed_words, kinds): Moved) -> Drift {
    let [has_changed_code, has_changed_numbers, has_changed_modals, has_changed_headings] = kinds;
    Drift {
        words,
        changed_words,
        has_changed_code,
        has_changed_numbers,
        has_changed_modals,
        has_changed_headings,
    }
}
