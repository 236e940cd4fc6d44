//! What figures are counted in, and what a formula of them comes out in.
//!
//! A unit is what it counts, each to a power, and a scale: 1 percent is a hundredth, 1 hour is
//! 3,600 seconds. A number in a product that brings one unit to another changes the scale the
//! other way, so that a share times 100 comes out in percent and hours times 60 in minutes; any
//! other only makes more or less of the same, as the 2 in a mean of two.

use std::collections::BTreeMap;
use std::fmt;

use super::formula::{Expression, Operator};
use super::ratio::Ratio;

/// What something is counted in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What is counted, in the singular, and to which power; none of them 0.
    counts: BTreeMap<String, i32>,
    /// How much of that one of it is.
    scale: Ratio,
}

/// Why a formula comes out in no unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoUnit {
    /// Nobody says what this input is counted in, or it cannot be told.
    Unknown,
    /// Two parts that are added, subtracted or compared are counted in different units.
    Apart(Box<Unit>, Box<Unit>),
}

/// The powers that are followed; formulae of services have no cubes.
const POWER_MAX: i32 = 16;
/// What time is counted in at last.
const SECOND: &str = "second";
/// Units of time with their seconds (ISO 8601-1:2019, 3.1.2); months and years have no fixed
/// number of them.
const TIMES: [(&str, i128); 8] = [
    ("second", 1),
    ("sec", 1),
    ("minute", 60),
    ("min", 60),
    ("hour", 3_600),
    ("h", 3_600),
    ("day", 86_400),
    ("week", 604_800),
];
/// Units of the calendar with their months.
const MONTHS: [(&str, i128); 3] = [("month", 1), ("quarter", 3), ("year", 12)];
/// How many of a count are told at once: percent, per mille, per 10,000 and so on.
const POWERS: [i128; 5] = [100, 1_000, 10_000, 100_000, 1_000_000];
/// Words for a number that counts nothing.
const PLAIN: [&str; 6] = ["ratio", "share", "fraction", "1", "one", "factor"];
/// Words for how many there are of whatever is counted.
const COUNTS: [&str; 3] = ["count", "number", "quantity"];

impl Unit {
    /// Of nothing, one by one: a share.
    #[must_use]
    pub fn ratio() -> Self {
        Self { counts: BTreeMap::new(), scale: ONE }
    }

    /// Reads `percent`, `minutes per ticket`, `incidents per 1,000 users`; `None` if nothing is
    /// written or it is too large.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        let text = written.trim().to_lowercase();
        let text = text.replace("per cent", "percent").replace("per mille", "permille");
        let text = text.replace('/', " per ");
        let mut parts = text.split(" per ").map(str::trim);
        let first = parts.next().filter(|it| !it.is_empty() && !it.starts_with("per "))?;
        let mut unit = Self::term(first)?;
        for part in parts {
            if part.is_empty() {
                return None;
            }
            unit = unit.over(&Self::term(part)?)?;
        }
        Some(unit)
    }

    /// One noun, perhaps with a number before it.
    fn term(text: &str) -> Option<Self> {
        let digits = text.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(text.len());
        let (number, noun) = text.split_at(digits);
        let noun = noun.trim();
        if !number.is_empty() && (noun.is_empty() || text[digits..].starts_with(' ')) {
            let scale = Ratio::read(&number.replace(',', "")).ok().filter(|it| !it.is_zero())?;
            let unit = if noun.is_empty() { Self::ratio() } else { Self::term(noun)? };
            return Some(Self { scale: unit.scale.times(scale)?, ..unit });
        }
        let noun = singular(text);
        let of = |counted: &str, scale: Ratio| Self {
            counts: BTreeMap::from([(counted.to_owned(), 1)]),
            scale,
        };
        let find = |table: &[(&str, i128)]| {
            table.iter().find(|(name, _)| *name == noun).and_then(|(_, of)| Ratio::new(*of, 1))
        };
        if PLAIN.contains(&noun.as_str()) {
            return Some(Self::ratio());
        }
        let part = match noun.as_str() {
            "percent" | "%" | "percentage" => Some(100),
            "permille" | "‰" => Some(1_000),
            _ => None,
        };
        if let Some(part) = part {
            return Some(Self { scale: Ratio::new(1, part)?, ..Self::ratio() });
        }
        let time = find(&TIMES).map(|scale| of(SECOND, scale));
        time.or_else(|| find(&MONTHS).map(|scale| of("month", scale)))
            .or_else(|| Some(of(&noun, ONE)))
    }

    /// True if a figure in this unit may be said to be in `declared`: they are the same, or it
    /// counts one kind of thing and `declared` only says that something is counted.
    #[must_use]
    pub fn is_called(&self, declared: &str) -> bool {
        let is_plain_count = self.scale == ONE && self.counts.values().eq([&1]);
        let says_count = COUNTS.contains(&declared.trim().to_lowercase().as_str());
        (is_plain_count && says_count) || Self::read(declared).as_ref() == Some(self)
    }

    fn times(&self, other: &Self) -> Option<Self> {
        self.joined(other, 1, self.scale.times(other.scale)?)
    }

    fn over(&self, other: &Self) -> Option<Self> {
        self.joined(other, -1, self.scale.over(other.scale)?)
    }

    fn joined(&self, other: &Self, sign: i32, scale: Ratio) -> Option<Self> {
        let mut counts = self.counts.clone();
        for (name, power) in &other.counts {
            *counts.entry(name.clone()).or_default() += sign * power;
        }
        counts.retain(|_, power| *power != 0);
        counts.values().all(|power| power.abs() <= POWER_MAX).then_some(Self { counts, scale })
    }
}

const ONE: Ratio = Ratio::ONE;

/// `ticket` for `tickets`, `query` for `queries`; a word that ends in `ss` or `us` stays.
fn singular(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let stem = noun.strip_suffix('s').filter(|it| it.len() > 1 && !it.ends_with(['s', 'u']));
    stem.unwrap_or(noun).to_owned()
}

/// A part of a formula: a bare number has no unit of its own.
enum Part {
    Number(Ratio),
    Counted(Unit),
}

impl Part {
    /// Its unit as a factor of `other`: a number that brings that to another unit makes one of the
    /// result so much less.
    fn factor(&self, other: &Self) -> Result<Unit, NoUnit> {
        match self {
            Self::Counted(unit) => Ok(unit.clone()),
            Self::Number(number) => {
                let inverse = Ratio::ONE.over(*number).ok_or(NoUnit::Unknown)?;
                let converts = other.is_converted_by(*number) || other.is_converted_by(inverse);
                Ok(Unit { scale: if converts { inverse } else { ONE }, ..Unit::ratio() })
            }
        }
    }

    /// True if a hundred, a thousand or how many of one unit of time another has is `number`.
    fn is_converted_by(&self, number: Ratio) -> bool {
        let Self::Counted(unit) = self else { return false };
        let is = |value: i128| Ratio::new(value, 1) == Some(number);
        let is_step = |name: &str, table: &[(&str, i128)]| {
            let mut pairs =
                table.iter().flat_map(|one| table.iter().map(move |two| (one.1, two.1)));
            unit.counts.contains_key(name) && pairs.any(|(one, two)| one > two && is(one / two))
        };
        is_step(SECOND, &TIMES) || is_step("month", &MONTHS) || POWERS.into_iter().any(is)
    }
}

/// The unit that `formula` comes out in, where `units` are those of its inputs.
///
/// # Errors
/// Why there is none.
pub fn unit_of(formula: &Expression, units: &BTreeMap<String, Unit>) -> Result<Unit, NoUnit> {
    match part(formula, units)? {
        Part::Counted(unit) => Ok(unit),
        Part::Number(_) => Ok(Unit::ratio()),
    }
}

fn part(formula: &Expression, units: &BTreeMap<String, Unit>) -> Result<Part, NoUnit> {
    match formula {
        Expression::Number(number, _) => Ok(Part::Number(*number)),
        Expression::Input(name) => {
            units.get(name).cloned().map(Part::Counted).ok_or(NoUnit::Unknown)
        }
        Expression::Negated(inner) => Ok(match part(inner, units)? {
            Part::Number(number) => Part::Number(number.negated().ok_or(NoUnit::Unknown)?),
            counted @ Part::Counted(_) => counted,
        }),
        Expression::Call(_, parts) => {
            let mut all = parts.iter();
            let Some(first) = all.next() else { return Err(NoUnit::Unknown) };
            let mut joined = part(first, units)?;
            for next in all {
                joined = alike(joined, part(next, units)?)?;
            }
            Ok(joined)
        }
        Expression::Operation(operator, left, right) => {
            let (left, right) = (part(left, units)?, part(right, units)?);
            operation(*operator, left, right)
        }
    }
}

fn operation(operator: Operator, left: Part, right: Part) -> Result<Part, NoUnit> {
    if let (Part::Number(one), Part::Number(two)) = (&left, &right) {
        let number = match operator {
            Operator::Plus => one.plus(*two),
            Operator::Minus => one.minus(*two),
            Operator::Times => one.times(*two),
            Operator::Over => one.over(*two),
        };
        return number.map(Part::Number).ok_or(NoUnit::Unknown);
    }
    let unit = match operator {
        Operator::Plus | Operator::Minus => return alike(left, right),
        Operator::Times => left.factor(&right)?.times(&right.factor(&left)?),
        Operator::Over => left.factor(&right)?.over(&right.factor(&left)?),
    };
    unit.map(Part::Counted).ok_or(NoUnit::Unknown)
}

/// What both are counted in; a number goes with anything, as in `1 - failed / all`.
fn alike(left: Part, right: Part) -> Result<Part, NoUnit> {
    match (left, right) {
        (Part::Counted(one), Part::Counted(two)) if one != two => {
            Err(NoUnit::Apart(Box::new(one), Box::new(two)))
        }
        (counted @ Part::Counted(_), _) | (_, counted @ Part::Counted(_)) => Ok(counted),
        (number, Part::Number(_)) => Ok(number),
    }
}

impl fmt::Display for Unit {
    /// `percent`, `minute per ticket`; what has no word is told with its factor.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.counts.is_empty() {
            let words = [(1, "a ratio"), (100, "percent"), (1_000, "permille")];
            let word = words.iter().find(|(part, _)| Ratio::new(1, *part) == Some(self.scale));
            if let Some((_, word)) = word {
                return f.write_str(word);
            }
        }
        let mut scale = self.scale;
        let mut name = |counted: &str, power: i32| {
            let table: &[(&str, i128)] = match counted {
                SECOND => &TIMES,
                "month" => &MONTHS,
                _ => &[],
            };
            let word = table.iter().find(|(_, of)| {
                let of = Ratio::new(*of, 1);
                let wanted = if power == 1 { of } else { of.and_then(|of| ONE.over(of)) };
                power.abs() == 1 && wanted == Some(scale)
            });
            let Some((word, _)) = word else { return counted.to_owned() };
            scale = ONE;
            (*word).to_owned()
        };
        let named: Vec<(String, i32)> =
            self.counts.iter().map(|(counted, power)| (name(counted, *power), *power)).collect();
        let side = |sign: i32| {
            let words = named.iter().filter(|(_, power)| power.signum() == sign);
            let words = words.map(|(word, power)| match power.abs() {
                1 => word.clone(),
                power => format!("{word}^{power}"),
            });
            words.collect::<Vec<_>>().join(" × ")
        };
        let (above, below) = (side(1), side(-1));
        f.write_str(if above.is_empty() { "1" } else { &above })?;
        if !below.is_empty() {
            write!(f, " per {below}")?;
        }
        match ONE.over(scale) {
            Some(factor) if factor != ONE => write!(f, ", times {factor}"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
#[path = "unit_tests.rs"]
mod tests;
