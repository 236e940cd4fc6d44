//! Exact fractions: what metrics are computed with.
//!
//! Neither binary nor decimal floats: a third is a third, so 1 / 3 * 3 is 1 and what people
//! compute on paper comes out as on paper. Rounding happens once, where a number is shown.
//! What does not fit into 128 bits is told, never wrapped.

use std::cmp::Ordering;
use std::fmt;

/// A fraction in lowest terms; below the line stands a number above 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    above: i128,
    below: i128,
}

/// So many characters a number may have as written; a count of all people on Earth has ten.
const WRITTEN_MAX: usize = 24;
/// So many digits after the point are shown.
const DECIMALS_MAX: u32 = 4;
/// Of what lies between 0 and 1, zeros after the point up to here do not count among them.
const ZEROS_MAX: u32 = 8;

impl Ratio {
    /// Nothing.
    pub const ZERO: Self = Self { above: 0, below: 1 };

    /// One.
    pub const ONE: Self = Self { above: 1, below: 1 };

    /// `above` / `below` in lowest terms; `None` if `below` is 0 or it does not fit.
    #[must_use]
    pub fn new(above: i128, below: i128) -> Option<Self> {
        if below == 0 {
            return None;
        }
        let shared = i128::try_from(divisor(above.unsigned_abs(), below.unsigned_abs())).ok()?;
        let sign = if below < 0 { -1 } else { 1 };
        let above = above.checked_div(shared)?.checked_mul(sign)?;
        Some(Self { above, below: below.checked_div(shared)?.checked_mul(sign)? })
    }

    /// Reads `640`, `-2.5` or `+0.07`: digits, at most one point, a sign if need be.
    ///
    /// # Errors
    /// What is wrong with it, lower case, as in "`1,000` …".
    pub fn read(written: &str) -> Result<Self, &'static str> {
        let text = written.trim();
        let (sign, digits) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if digits.len() > WRITTEN_MAX {
            return Err("is too long for a number");
        }
        if whole.is_empty() || (part.is_empty() && digits.contains('.')) {
            return Err("is no number");
        }
        if !is_number(whole) || !is_number(part) {
            let groups =
                |c: char| matches!(c, ',' | ' ' | '_' | '\'' | '’' | '\u{a0}' | '\u{202f}');
            let is_grouped = digits.contains(groups)
                && digits.chars().all(|c| c.is_ascii_digit() || c == '.' || groups(c));
            return Err(if is_grouped {
                "is read differently from country to country; write digits and one point"
            } else {
                "is no number; write digits alone, without a unit"
            });
        }
        let too_large = "is too long for a number";
        let above: i128 = format!("{whole}{part}").parse().map_err(|_| too_large)?;
        let below = 10_i128.checked_pow(u32::try_from(part.len()).unwrap_or(u32::MAX));
        below.and_then(|below| Self::new(sign * above, below)).ok_or(too_large)
    }

    /// The sum; `None` if it does not fit.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        // Over the least common line, so that long sums of like parts stay small.
        let shared = divisor(self.below.unsigned_abs(), other.below.unsigned_abs());
        let shared = i128::try_from(shared).ok()?;
        let (left, right) = (other.below / shared, self.below / shared);
        let above = self.above.checked_mul(left)?.checked_add(other.above.checked_mul(right)?)?;
        Self::new(above, self.below.checked_mul(left)?)
    }

    /// The difference; `None` if it does not fit.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated()?)
    }

    /// The product; `None` if it does not fit.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        // Shortened crosswise first, so that the parts stay as small as the result allows.
        let left = Self::new(self.above, other.below)?;
        let right = Self::new(other.above, self.below)?;
        Self::new(left.above.checked_mul(right.above)?, left.below.checked_mul(right.below)?)
    }

    /// The quotient; `None` if `other` is 0 or it does not fit.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        self.times(Self::new(other.below, other.above)?)
    }

    /// The number with the other sign; `None` if it does not fit.
    #[must_use]
    pub fn negated(self) -> Option<Self> {
        Some(Self { above: self.above.checked_neg()?, below: self.below })
    }

    /// True for 0.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.above == 0
    }

    /// The number without its sign; `None` if it does not fit.
    #[must_use]
    pub fn magnitude(self) -> Option<Self> {
        if self.above < 0 { self.negated() } else { Some(self) }
    }

    /// The nearest binary float, for JSON.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "JSON has no other numbers")]
    pub fn to_float(self) -> f64 {
        self.above as f64 / self.below as f64
    }
}

/// The greatest common divisor; of 0 and 0 it is 1.
fn divisor(mut one: u128, mut other: u128) -> u128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one.max(1)
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    /// As on a number line, by whole parts and then what is left, so that nothing overflows.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut one, mut two) = (*self, *other);
        loop {
            let wholes = [one, two].map(|it| it.above.div_euclid(it.below));
            let rests = [one, two].map(|it| it.above.rem_euclid(it.below));
            let by_whole = wholes[0].cmp(&wholes[1]);
            if by_whole != Ordering::Equal || rests == [0, 0] {
                return by_whole;
            }
            match rests {
                [0, _] => return Ordering::Less,
                [_, 0] => return Ordering::Greater,
                // a/b < c/d just when d/c < b/a.
                [a, c] => {
                    (one, two) =
                        (Self { above: two.below, below: c }, Self { above: one.below, below: a });
                }
            }
        }
    }
}

impl fmt::Display for Ratio {
    /// Whole numbers whole, others rounded to four digits after the point, half away from 0;
    /// zeros that lead do not count, those at the end are left out, and 0 has no sign.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (above, below) = (self.above.unsigned_abs(), self.below.unsigned_abs());
        let (mut whole, mut rest) = (above / below, above % below);
        let mut decimals = String::new();
        let mut zeros = 0;
        let mut counted = 0;
        // A step takes the rest times ten, which has to fit.
        let fits = below <= u128::MAX / 10;
        while rest > 0 && counted < DECIMALS_MAX && fits {
            rest *= 10;
            let digit = rest / below;
            rest %= below;
            let leads = whole == 0 && counted == 0 && digit == 0 && zeros < ZEROS_MAX;
            zeros += u32::from(leads);
            counted += u32::from(!leads);
            decimals.push(char::from_digit(u32::try_from(digit).unwrap_or(0), 10).unwrap_or('0'));
        }
        if rest >= below - rest && rest > 0 && !round_up(&mut decimals) {
            whole += 1;
        }
        let decimals = decimals.trim_end_matches('0');
        let sign = if self.above < 0 && (whole > 0 || !decimals.is_empty()) { "-" } else { "" };
        let point = if decimals.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{decimals}")
    }
}

/// Adds one to the last of `digits`; false if that carries beyond the first.
fn round_up(digits: &mut String) -> bool {
    let mut rounded: Vec<u8> = digits.bytes().collect();
    let mut is_carried = true;
    for digit in rounded.iter_mut().rev() {
        if *digit != b'9' {
            *digit += 1;
            is_carried = false;
            break;
        }
        *digit = b'0';
    }
    *digits = rounded.into_iter().map(char::from).collect();
    !is_carried
}

#[cfg(test)]
#[path = "ratio_tests.rs"]
mod tests;
