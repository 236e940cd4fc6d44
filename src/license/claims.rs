//! What a `REUSE.toml` may say of articles that say it in their front matter.
//!
//! The licence is that of the whole article: of its authors' text and of its excerpts. Their
//! code licence grants more for code and nothing for the rest, so it stands beside their own
//! licence as a choice within a part (`CC-BY-4.0 AND (CC-BY-4.0 OR MIT)`): taken as a whole, the
//! file is offered under nothing that its text is not.

use std::collections::BTreeSet;

use crate::domain::article::{Article, Written};
use crate::domain::reuse_export::{Claim, Gap};
use crate::domain::source::{Relation, is_withheld};
use crate::domain::untrusted::{Untrusted, one_line};

use super::expression::{Expression, parse};
use super::groups::Whole;

/// What claims need to know of the library.
pub struct Claimant<'a> {
    /// What it is called.
    pub collection: &'a str,
    /// Knows people.
    pub name_of: &'a dyn Fn(&Untrusted) -> Untrusted,
}

impl Claimant<'_> {
    /// What holds for `article`, which came in `year` and is `whole` under its licences.
    ///
    /// # Errors
    /// Why nothing can be said.
    pub fn claim(&self, article: &Article, whole: &Whole, year: Option<i16>) -> Result<Claim, Gap> {
        let Some(written) = &article.meta.license else { return Err(Gap::NoLicense) };
        let own = parse(written.value.raw()).map_err(|_| Gap::NoExpression)?;
        let whole = match whole {
            Whole::Known(whole) => whole,
            Whole::PartUnknown(_) => return Err(Gap::UnknownPart),
            Whole::None | Whole::NotUnderstood(_) => return Err(Gap::NoExpression),
        };
        let license = with_code(whole, &own, article.meta.code_license.as_ref());
        Ok(Claim { license, notices: self.notices(article, year) })
    }

    /// What the files of the library itself have: whoever contributed to it holds the copyright.
    #[must_use]
    pub fn own_files(&self, license: &Expression, year: Option<i16>) -> Claim {
        Claim { license: license.to_string(), notices: vec![self.everybody(year)] }
    }

    fn everybody(&self, year: Option<i16>) -> String {
        dated(year, &format!("contributors to {}", one_line(self.collection)))
    }

    /// The notices of the article, or one for each author; then those of its excerpts.
    fn notices(&self, article: &Article, year: Option<i16>) -> Vec<String> {
        let meta = &article.meta;
        let lines = |texts: &[Untrusted]| -> Vec<String> {
            texts.iter().map(|it| one_line(it.raw())).filter(|it| !it.is_empty()).collect()
        };
        let mut notices = lines(&meta.copyright);
        if notices.is_empty() {
            let is_named = |name: &&Untrusted| !is_withheld(name);
            let named: Vec<Untrusted> =
                meta.authors.iter().filter(is_named).map(self.name_of).collect();
            let named = lines(&named);
            notices = named.iter().map(|name| dated(year, name)).collect();
            if named.is_empty() || named.len() < meta.authors.len() {
                notices.push(self.everybody(year));
            }
        }
        let excerpts = meta.sources.iter().filter(|it| it.relation == Relation::Excerpt);
        let theirs = excerpts.filter_map(|source| source.copyright.as_ref());
        let theirs: Vec<Untrusted> = theirs.map(|notice| notice.value.clone()).collect();
        notices.extend(lines(&theirs));
        let mut seen = BTreeSet::new();
        notices.retain(|notice| seen.insert(notice.clone()));
        notices
    }
}

fn dated(year: Option<i16>, name: &str) -> String {
    year.map_or_else(|| name.to_owned(), |year| format!("{year} {name}"))
}

/// `whole`, and beside it `own` or the licence for code.
fn with_code(whole: &Expression, own: &Expression, code: Option<&Written<Untrusted>>) -> String {
    let code = code.and_then(|code| parse(code.value.raw()).ok());
    let Some(code) = code.filter(|code| !code.ids().is_subset(&own.ids())) else {
        return whole.to_string();
    };
    let text = format!("({whole}) AND (({own}) OR ({code}))");
    parse(&text).map_or_else(|_| whole.to_string(), |both| both.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(whole: &str, own: &str, code: &str, expected: &str) {
        let read = |text| parse(text).expect("the test writes an expression");
        let code = Written { value: Untrusted::from(code), span: None };
        let both = with_code(&read(whole), &read(own), Some(&code));
        assert_eq!(both, expected);
        assert!(read(&both).is_same(&read(whole)), "it offers no more and no less");
    }

    #[test]
    fn a_licence_for_code_offers_nothing_for_the_file() {
        check("CC-BY-4.0", "CC-BY-4.0", "MIT", "CC-BY-4.0 AND (CC-BY-4.0 OR MIT)");
        check("CC-BY-4.0", "CC-BY-4.0", "CC-BY-4.0", "CC-BY-4.0");
        check("CC-BY-4.0", "CC-BY-4.0", "no licence", "CC-BY-4.0");
        let whole = "CC-BY-4.0 AND ISC";
        check(whole, "CC-BY-4.0", "MIT", "CC-BY-4.0 AND ISC AND (CC-BY-4.0 OR MIT)");
    }

    #[test]
    fn a_year_stands_before_the_name() {
        assert_eq!(dated(Some(2024), "Ada Example"), "2024 Ada Example");
        assert_eq!(dated(None, "Ada Example"), "Ada Example");
    }
}
