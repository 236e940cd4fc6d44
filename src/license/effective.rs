//! The licence of an article as a whole: that of its authors, and those of its parts.

use super::expression::{Expression, parse};

/// The expression for an article under `own` with parts under `parts`, each id once.
///
/// A part that is under `own`, or under a licence that binds anyway, adds nothing. Without an
/// expression of its own, `None`.
pub fn effective<'p>(
    own: &Expression,
    parts: impl IntoIterator<Item = &'p str>,
) -> Option<Expression> {
    let own = own.to_string();
    let mut text = if own.contains(" OR ") { format!("({own})") } else { own.clone() };
    let mut bound: Vec<&str> = own.split(" AND ").collect();
    for part in parts {
        if !bound.contains(&part) {
            bound.push(part);
            text.push_str(" AND ");
            text.push_str(part);
        }
    }
    parse(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(own: &str, parts: &[&str], expected: &str) {
        let own = parse(own).expect("the test writes an expression");
        let whole = effective(&own, parts.iter().copied()).expect("it is one again");
        assert_eq!(whole.to_string(), expected);
    }

    #[test]
    fn parts_keep_their_licences_beside_that_of_the_article() {
        check("CC-BY-4.0", &[], "CC-BY-4.0");
        check("CC-BY-4.0", &["CC-BY-SA-3.0"], "CC-BY-4.0 AND CC-BY-SA-3.0");
        check("MIT OR CC0-1.0", &["CC-BY-4.0"], "(MIT OR CC0-1.0) AND CC-BY-4.0");
    }

    #[test]
    fn each_licence_is_named_once() {
        check("CC-BY-4.0", &["CC-BY-4.0", "MIT", "MIT"], "CC-BY-4.0 AND MIT");
        check("CC-BY-4.0 AND MIT", &["MIT"], "CC-BY-4.0 AND MIT");
    }
}
