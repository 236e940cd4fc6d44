//! Reads the formula of a metric: numbers, names, `+ - * /`, brackets, `min` and `max`.
//!
//! By recursive descent, no deeper and no longer than a formula that people can still check.

use super::formula::{Expression, Function, Operator};
use super::ratio::Ratio;

/// So long a formula may be, in bytes.
pub const BYTES_MAX: usize = 1_000;
/// So deep brackets, signs and functions may nest.
pub const DEPTH_MAX: usize = 32;

/// Why a formula cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The byte it stumbles over; the length of the text at its end.
    pub at: usize,
    /// What is wrong, lower case, names in backticks.
    pub why: String,
}

/// Reads `text`.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn read(text: &str) -> Result<Expression, Unread> {
    if text.len() > BYTES_MAX {
        return Err(Unread { at: 0, why: format!("it is longer than {BYTES_MAX} bytes") });
    }
    let mut reader = Reader { text, at: 0, depth: 0 };
    let expression = reader.sum()?;
    reader.skip_blanks();
    match reader.peek() {
        None => Ok(expression),
        Some(')') => Err(reader.wrong("this `)` closes nothing")),
        Some(next) => {
            let start = reader.at;
            let word = reader.word(|c| c.is_alphanumeric() || c == '_');
            let shown = if word.is_empty() { escaped(next) } else { word.to_owned() };
            Err(Unread { at: start, why: format!("`{shown}` stands where an operator belongs") })
        }
    }
}

fn escaped(character: char) -> String {
    super::untrusted::sanitise(&character.to_string()).into_owned()
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

impl<'t> Reader<'t> {
    fn wrong(&self, why: impl Into<String>) -> Unread {
        Unread { at: self.at, why: why.into() }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn skip_blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn takes(&mut self, wanted: char) -> bool {
        self.skip_blanks();
        let is_there = self.peek() == Some(wanted);
        self.at += if is_there { wanted.len_utf8() } else { 0 };
        is_there
    }

    /// The operator that comes next, if it is one of the kind; signs of print are taken too.
    fn operator(&mut self, is_of_products: bool) -> Option<Operator> {
        self.skip_blanks();
        let sign = self.peek()?;
        let operator = match (sign, is_of_products) {
            ('+', false) => Operator::Plus,
            ('-' | '−' | '–', false) => Operator::Minus,
            ('*' | '×' | '·', true) => Operator::Times,
            ('/' | '÷', true) => Operator::Over,
            _ => return None,
        };
        self.at += sign.len_utf8();
        Some(operator)
    }

    fn sum(&mut self) -> Result<Expression, Unread> {
        let mut left = self.product()?;
        while let Some(operator) = self.operator(false) {
            left = Expression::Operation(operator, Box::new(left), Box::new(self.product()?));
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Expression, Unread> {
        let mut left = self.part()?;
        while let Some(operator) = self.operator(true) {
            left = Expression::Operation(operator, Box::new(left), Box::new(self.part()?));
        }
        Ok(left)
    }

    fn part(&mut self) -> Result<Expression, Unread> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(self.wrong(format!("it nests more than {DEPTH_MAX} deep")));
        }
        let part = self.part_inside();
        self.depth -= 1;
        part
    }

    fn part_inside(&mut self) -> Result<Expression, Unread> {
        if self.operator(false) == Some(Operator::Minus) {
            return Ok(Expression::Negated(Box::new(self.part()?)));
        }
        if self.takes('(') {
            let inside = self.sum()?;
            self.close()?;
            return Ok(inside);
        }
        match self.peek() {
            None => Err(self.wrong("it ends where a number or a name belongs")),
            Some(first) if first.is_ascii_digit() => self.number(),
            Some(first) if first.is_alphabetic() || first == '_' => self.name(),
            Some(other) => {
                Err(self
                    .wrong(format!("`{}` stands where a number or a name belongs", escaped(other))))
            }
        }
    }

    fn close(&mut self) -> Result<(), Unread> {
        if self.takes(')') { Ok(()) } else { Err(self.wrong("a `)` is missing")) }
    }

    /// What comes next for as long as `belongs` says.
    fn word(&mut self, belongs: impl Fn(char) -> bool) -> &'t str {
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| !belongs(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn number(&mut self) -> Result<Expression, Unread> {
        let start = self.at;
        let written = self.word(|c| c.is_alphanumeric() || c == '.' || c == '_');
        match Ratio::read(written) {
            Ok(number) => Ok(Expression::Number(number, written.to_owned())),
            Err(why) => Err(Unread { at: start, why: format!("`{written}` {why}") }),
        }
    }

    fn name(&mut self) -> Result<Expression, Unread> {
        let start = self.at;
        let name = self.word(|c| c.is_alphanumeric() || c == '_');
        if !self.takes('(') {
            return Ok(Expression::Input(name.to_owned()));
        }
        let Some(function) = Function::ALL.into_iter().find(|it| it.name() == name) else {
            let why = format!("there is no function `{name}`; there are `min` and `max`");
            return Err(Unread { at: start, why });
        };
        let mut parts = vec![self.sum()?];
        while self.takes(',') {
            parts.push(self.sum()?);
        }
        self.close()?;
        Ok(Expression::Call(function, parts))
    }
}
