//! Where licences are published.

use super::expression::parse;
use super::list;
use crate::domain::attribution::LicensePart;
use crate::domain::untrusted::one_line;

/// The page of the licence `id`; `None` if it is not on the SPDX list.
///
/// Licences of Creative Commons are named by their own addresses, which their texts ask for
/// (BY 4.0 s.3(a)(1)(C)): <https://creativecommons.org/licenses/>. For the others it is the page
/// of the list, <https://spdx.org/licenses/>.
#[must_use]
pub fn address(id: &str) -> Option<String> {
    let id = list::id(id)?;
    let commons = |path: &str| Some(format!("https://creativecommons.org/{path}/"));
    match id {
        "CC0-1.0" => return commons("publicdomain/zero/1.0"),
        "CC-PDM-1.0" => return commons("publicdomain/mark/1.0"),
        // In version 1.0 the elements stand in another order.
        "CC-BY-NC-ND-1.0" => return commons("licenses/by-nd-nc/1.0"),
        _ => {}
    }
    let is_digit = |c: char| c.is_ascii_digit();
    if let Some(rest) = id.strip_prefix("CC-")
        && let Some(digit) = rest.find(is_digit)
    {
        let (code, version) = rest.split_at(digit);
        let code = code.trim_end_matches('-').to_ascii_lowercase();
        let version = version.replace('-', "/").to_ascii_lowercase();
        return commons(&format!("licenses/{code}/{version}"));
    }
    Some(format!("https://spdx.org/licenses/{id}.html"))
}

/// The expression `text` in pieces, every id of the list with its address; other text as it is,
/// and nothing where no licence is stated.
#[must_use]
pub fn parts(text: &str) -> Vec<LicensePart> {
    let Ok(expression) = parse(text) else {
        let text = one_line(text);
        let is_unstated =
            ["", "NONE", "NOASSERTION"].iter().any(|it| text.eq_ignore_ascii_case(it));
        return if is_unstated { Vec::new() } else { vec![LicensePart { text, address: None }] };
    };
    let written = expression.to_string();
    let mut parts: Vec<LicensePart> = Vec::new();
    let mut rest = written.as_str();
    while !rest.is_empty() {
        let is_id = |c: char| c.is_ascii_alphanumeric() || "-.+:".contains(c);
        let starts_id = rest.starts_with(is_id);
        let end = rest.find(|c| is_id(c) != starts_id).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        let address = address(piece.trim_end_matches('+'));
        match parts.last_mut() {
            Some(last) if address.is_none() && last.address.is_none() => last.text.push_str(piece),
            _ => parts.push(LicensePart { text: piece.to_owned(), address }),
        }
        rest = after;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(id: &str, expected: &str) {
        assert_eq!(address(id).as_deref(), Some(expected));
    }

    #[test]
    fn creative_commons_is_found_at_its_own_addresses() {
        check("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/");
        check("CC-BY-NC-SA-3.0-DE", "https://creativecommons.org/licenses/by-nc-sa/3.0/de/");
        check("CC-BY-NC-ND-1.0", "https://creativecommons.org/licenses/by-nd-nc/1.0/");
        check("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/");
        check("CC-PDM-1.0", "https://creativecommons.org/publicdomain/mark/1.0/");
    }

    #[test]
    fn the_others_are_found_in_the_list() {
        check("mit", "https://spdx.org/licenses/MIT.html");
        check("OGL-UK-3.0", "https://spdx.org/licenses/OGL-UK-3.0.html");
        check("CC-PDDC", "https://spdx.org/licenses/CC-PDDC.html");
        assert_eq!(address("LicenseRef-Acme"), None);
    }

    #[test]
    fn an_expression_is_taken_apart_and_nothing_is_lost() {
        let text = "(MIT OR LicenseRef-A) AND Apache-2.0 WITH LLVM-exception";
        let parts = parts(text);
        assert_eq!(parts.iter().map(|part| part.text.as_str()).collect::<String>(), text);
        let linked: Vec<&str> =
            parts.iter().filter(|it| it.address.is_some()).map(|it| it.text.as_str()).collect();
        assert_eq!(linked, ["MIT", "Apache-2.0"]);
    }

    #[test]
    fn what_is_no_expression_stands_as_it_is() {
        let part = LicensePart { text: "see LICENSE".to_owned(), address: None };
        assert_eq!(parts("see\nLICENSE"), [part]);
        assert_eq!([parts(" "), parts("noassertion"), parts("NONE")], [vec![], vec![], vec![]]);
    }
}
