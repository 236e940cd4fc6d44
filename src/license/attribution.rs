//! What must be said of an article where its text is used, and of all that it took.
//!
//! Title, authors, source and licence of each work, notices, changes and the statements that
//! owners ask for. Articles of the same library are followed to what they took in turn: CC BY
//! 4.0 s.3(a)(1)(B) keeps the marks of earlier changes.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use crate::domain::article::{Article, Written};
use crate::domain::article_names::{ArticleNames, split_heading};
use crate::domain::attribution::{Attribution, Credit, CreditedSource, Place};
use crate::domain::path::ArticlePath;
use crate::domain::source::{Relation, SourceReference, is_withheld};
use crate::domain::untrusted::{Untrusted, one_line};

use super::address::parts;

/// A library, as far as credits need it.
pub struct Shelf<'a> {
    articles: &'a [Article],
    name: &'a str,
    url: Option<&'a str>,
    name_of: &'a dyn Fn(&Untrusted) -> Untrusted,
    /// Made when first asked: most articles name no other.
    names: OnceCell<ArticleNames<'a>>,
    /// Where articles stand, made when first asked.
    places: OnceCell<HashMap<&'a ArticlePath, usize>>,
}

impl<'a> Shelf<'a> {
    /// The library called `name` with `articles`, which are found at `url`: a pattern with
    /// `{path}` or `{id}`, or the address of the library itself. `name_of` knows people.
    pub fn new(
        articles: &'a [Article],
        name: &'a str,
        url: Option<&'a str>,
        name_of: &'a dyn Fn(&Untrusted) -> Untrusted,
    ) -> Self {
        let (names, places) = (OnceCell::new(), OnceCell::new());
        Self { articles, name, url, name_of, names, places }
    }

    fn place(&self, article: &Article, heading: Option<usize>) -> Place {
        let id = article.id.raw();
        let url = self.url.unwrap_or_default();
        if !url.contains("{path}") && !url.contains("{id}") {
            let address = self.url.map(encoded);
            let heading = heading.and_then(|index| article.outline.slugs.get(index));
            let id = heading.map_or_else(|| id.to_owned(), |slug| format!("{id}#{slug}"));
            return Place::Library { id: one_line(&id), library: one_line(self.name), address };
        }
        let path = path_encoded(article.path.as_bytes());
        let whole = url.replace("{path}", &path).replace("{id}", &path_encoded(id.as_bytes()));
        let slug = heading.and_then(|index| article.outline.slugs.get(index));
        let anchor = slug.map(|slug| format!("#{}", path_encoded(slug.as_bytes())));
        Place::Address(encoded(&whole) + &anchor.unwrap_or_default())
    }

    /// The names that `article` is credited with: its own words for it, or its authors.
    fn authors(&self, article: &Article) -> Vec<Untrusted> {
        let own = article.meta.attribution.clone();
        let names = || article.meta.authors.iter().map(self.name_of).collect();
        own.map_or_else(names, |own| vec![own])
    }

    fn credit(&self, article: &Article, heading: Option<usize>) -> Credit {
        let (authors, is_withheld) = people(&self.authors(article));
        let title = one_line(article.title().raw());
        let section = heading.map(|index| one_line(&article.outline.headings[index].text));
        let license = article.meta.license.as_ref();
        Credit {
            title: section.map_or_else(|| title.clone(), |name| format!("{title}, section {name}")),
            authors,
            is_withheld,
            place: self.place(article, heading),
            year: None,
            version: None,
            license: license.map(|license| parts(license.value.raw())).unwrap_or_default(),
            notices: article.meta.copyright.iter().map(notice).collect(),
        }
    }

    /// The credit of `article`, or of its section under the heading at `heading`.
    #[must_use]
    pub fn attribution(&self, article: &Article, heading: Option<usize>) -> Attribution {
        Attribution {
            key: key(article, heading),
            collection: one_line(self.name),
            work: self.credit(article, heading),
            also_at: article.meta.also_at.iter().map(|it| encoded(it.raw())).collect(),
            sources: self.sources(article, heading),
            issued: None,
        }
    }

    /// What `article` took, then what the articles that it took from took in their turn.
    fn sources(&self, article: &Article, heading: Option<usize>) -> Vec<CreditedSource> {
        if article.meta.sources.is_empty() {
            return Vec::new();
        }
        let places = self.places.get_or_init(|| {
            self.articles.iter().enumerate().map(|(index, it)| (&it.path, index)).collect()
        });
        let index = places.get(&article.path).copied();
        let mut steps = vec![Step { article, index, heading, from: None }];
        let mut followed: HashSet<(usize, Option<usize>)> = HashSet::new();
        let mut credited = HashSet::new();
        let mut found = Vec::new();
        let mut at = 0;
        while at < steps.len() {
            let Step { article: taker, heading: section, .. } = steps[at];
            let via = (at > 0).then(|| one_line(taker.title().raw()));
            let counts =
                |source: &&SourceReference| is_taken(source) && stands_in(source, taker, section);
            for source in taker.meta.sources.iter().filter(counts) {
                let origin = self.origin(taker, source);
                let credit = self.source(source, taker, origin);
                // What comes round to where it was is no source of itself.
                let is_cycle = origin.is_some_and(|(index, _)| leads_from(&steps, at, index));
                if is_cycle || !credited.insert(credit.clone()) {
                    continue;
                }
                found.push(CreditedSource { via: via.clone(), ..credit });
                if let Some((index, heading)) = origin.filter(|_| source.relation.takes_text())
                    && !followed.contains(&(index, None))
                    && followed.insert((index, heading))
                {
                    let article = &self.articles[index];
                    steps.push(Step { article, index: Some(index), heading, from: Some(at) });
                }
            }
            at += 1;
        }
        found
    }

    /// Where the article is that `source` of `from` means, and the heading that it names.
    fn origin(&self, from: &Article, source: &SourceReference) -> Option<(usize, Option<usize>)> {
        let (name, heading) = split_heading(source.article.as_ref()?.value.raw());
        let names = self.names.get_or_init(|| ArticleNames::new(self.articles.iter()));
        let index = names.find(from, name)?;
        Some((index, heading.and_then(|it| self.articles[index].outline.heading_at(it))))
    }

    fn source(
        &self,
        source: &SourceReference,
        taker: &Article,
        origin: Option<(usize, Option<usize>)>,
    ) -> CreditedSource {
        let own = origin.map(|(index, heading)| self.credit(&self.articles[index], heading));
        let (authors, is_withheld) = people(&source.authors);
        let is_named = !authors.is_empty() || is_withheld;
        let line = |text: &Option<Untrusted>| text.as_ref().map(|text| one_line(text.raw()));
        let url = written(source.url.as_ref()).map(|url| encoded(&url));
        let article = written(source.article.as_ref());
        let fallback = own.unwrap_or_else(|| Credit {
            title: url.clone().or(article).unwrap_or_else(|| "untitled".to_owned()),
            authors: Vec::new(),
            is_withheld: false,
            place: Place::Unknown,
            year: None,
            version: None,
            license: Vec::new(),
            notices: Vec::new(),
        });
        let title = one_line(source.title.raw());
        let notices = source.copyright.iter().map(|it| notice(&it.value)).collect();
        let license = source.license.as_ref().map(|license| parts(license.value.raw()));
        CreditedSource {
            credit: Credit {
                title: if title.is_empty() { fallback.title } else { title },
                authors: if is_named { authors } else { fallback.authors },
                is_withheld: if is_named { is_withheld } else { fallback.is_withheld },
                place: url.map_or(fallback.place, Place::Address),
                year: line(&source.year),
                version: line(&source.version),
                license: license.unwrap_or(fallback.license),
                notices: if source.copyright.is_some() { notices } else { fallback.notices },
            },
            relation: source.relation,
            changes: self.changes(source, taker),
            locator: line(&source.locator),
            statement: written(source.attribution.as_ref()).map(|text| one_line(&text)),
            is_permitted: source.permission.is_some(),
            via: None,
        }
    }

    /// What was changed; for a translation that does not say, the sentence that BY 3.0 s.3(b)
    /// gives as its example, as far as the languages are known.
    fn changes(&self, source: &SourceReference, taker: &Article) -> Option<String> {
        let said = source.changes.as_ref().map(|changes| one_line(changes.raw()));
        let said = said.map(|said| said.trim_end_matches('.').to_owned());
        if said.is_some() || source.relation != Relation::Translated {
            return said.filter(|said| !said.is_empty());
        }
        let from = source.lang.as_ref().map(|lang| format!(" from {}", one_line(lang.raw())));
        let (authors, _) = people(&self.authors(taker));
        let by =
            if authors.is_empty() { String::new() } else { format!(" by {}", listed(&authors)) };
        Some(format!("Translated{}{by}", from.unwrap_or_default()))
    }
}

/// One article whose sources are looked at.
#[derive(Clone, Copy)]
struct Step<'a> {
    article: &'a Article,
    /// Where it is in the library.
    index: Option<usize>,
    heading: Option<usize>,
    /// The step whose article took from it.
    from: Option<usize>,
}

/// True if the article at `index` is that of step `at`, or on the way to it.
fn leads_from(steps: &[Step<'_>], at: usize, index: usize) -> bool {
    std::iter::successors(Some(at), |at| steps[*at].from)
        .any(|step| steps[step].index == Some(index))
}

/// True if words of the source stand in the article.
fn is_taken(source: &SourceReference) -> bool {
    source.relation.takes_text() || source.relation == Relation::Quotation
}

/// True unless the source is bound to a part of the article outside the section.
///
/// A part that is no heading could be anywhere.
fn stands_in(source: &SourceReference, article: &Article, section: Option<usize>) -> bool {
    let outline = &article.outline;
    let part = source.part.as_ref().map(|part| part.value.raw().trim_start_matches('#'));
    let (Some(part), Some(section)) = (part.and_then(|it| outline.heading_at(it)), section) else {
        return true;
    };
    outline.section(section).contains(&part) || outline.section(part).contains(&section)
}

fn written(text: Option<&Written<Untrusted>>) -> Option<String> {
    text.map(|text| text.value.raw().to_owned())
}

/// The names among `people`, and whether somebody asked not to be named.
fn people(people: &[Untrusted]) -> (Vec<String>, bool) {
    let named = people.iter().filter(|name| !is_withheld(name)).map(|name| one_line(name.raw()));
    (named.filter(|name| !name.is_empty()).collect(), people.iter().any(is_withheld))
}

/// `A, B and C`.
fn listed(names: &[String]) -> String {
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

/// A copyright notice that begins as one does.
fn notice(written: &Untrusted) -> String {
    let line = one_line(written.raw());
    let lower = line.get(..9).unwrap_or(&line).to_lowercase();
    let is_whole = ["(c)", "©", "copyright"].iter().any(|start| lower.starts_with(start));
    if is_whole { line } else { format!("Copyright {line}") }
}

/// `address` with every byte that RFC 3986 has no place for percent-encoded.
fn encoded(address: &str) -> String {
    percent(address.trim().as_bytes(), b"-._~:/?#[]@!$&'()*+,;=%")
}

/// A path as part of an address.
fn path_encoded(path: &[u8]) -> String {
    percent(path, b"-._~/")
}

fn percent(bytes: &[u8], kept: &[u8]) -> String {
    let encode = |byte: &u8| {
        if byte.is_ascii_alphanumeric() || kept.contains(byte) {
            char::from(*byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    bytes.iter().map(encode).collect()
}

/// The id, and the slug after `:`; a checksum follows where characters had to go.
fn key(article: &Article, heading: Option<usize>) -> String {
    let slug = heading.and_then(|index| article.outline.slugs.get(index));
    let name = slug
        .map_or_else(|| article.id.raw().to_owned(), |slug| format!("{}:{slug}", article.id.raw()));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._:/".contains(c);
    if name.chars().all(is_plain) {
        return name;
    }
    let plain = name.chars().map(|c| if is_plain(c) { c } else { '-' });
    format!("{}-{:08x}", plain.collect::<String>(), checksum(&name))
}

/// FNV-1a, 32 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>): the same on every machine.
fn checksum(text: &str) -> u32 {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    text.bytes().fold(0x811c_9dc5, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_begin_as_notices_do() {
        for whole in ["(c) 2021 Acme", "© 2021 Acme", "Copyright 2021 Acme", "(C) é"] {
            assert_eq!(notice(&Untrusted::from(whole)), whole);
        }
        assert_eq!(notice(&Untrusted::from("2021 Acme")), "Copyright 2021 Acme");
        assert_eq!(notice(&Untrusted::from("日本語日本語")), "Copyright 日本語日本語");
    }

    #[test]
    fn addresses_hold_nothing_that_ends_them() {
        assert_eq!(
            encoded(" https://e.org/a b%20\"<é>{x} "),
            "https://e.org/a%20b%20%22%3C%C3%A9%3E%7Bx%7D"
        );
        assert_eq!(path_encoded("kb/é#?.md".as_bytes()), "kb/%C3%A9%23%3F.md");
    }

    #[test]
    fn names_are_listed_as_people_list_them() {
        let names = ["A", "B", "C"].map(str::to_owned);
        assert_eq!([listed(&names[..1]), listed(&names)], ["A", "A, B and C"]);
    }
}
