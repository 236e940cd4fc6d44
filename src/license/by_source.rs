//! Where the sources of articles come from.

use std::collections::BTreeMap;

use crate::domain::article::Article;
use crate::domain::license::{ArticleGroup, GroupName};
use crate::domain::source::{Relation, SourceReference};
use crate::domain::untrusted::Untrusted;

/// One group for each place, those that most articles take text from first.
pub(super) fn by_source(articles: &[&Article]) -> Vec<ArticleGroup> {
    let mut places: BTreeMap<GroupName, ArticleGroup> = BTreeMap::new();
    for (index, article) in articles.iter().enumerate() {
        let mut taking = Vec::new();
        for source in &article.meta.sources {
            let name = name(source);
            let group = places.entry(name.clone());
            let group = group.or_insert_with(|| ArticleGroup::new(name.clone()));
            if group.articles.last() != Some(&index) {
                group.articles.push(index);
            }
            count(group, source.relation);
            let license = source.license.as_ref().map(|license| &license.value);
            group.licenses.extend(license.cloned());
            if source.relation.takes_text() {
                taking.push(name);
            }
        }
        taking.sort();
        taking.dedup();
        for name in taking {
            places.entry(name).and_modify(|group| group.taking += 1);
        }
    }
    let mut groups: Vec<ArticleGroup> = places.into_values().collect();
    let rank = |relation: &Relation| Relation::ALL.iter().position(|it| it == relation);
    for group in &mut groups {
        group.relations.sort_by_key(|(relation, _)| rank(relation));
        group.licenses.sort();
        group.licenses.dedup();
    }
    groups.sort_by_key(|group| std::cmp::Reverse((group.taking, group.articles.len())));
    groups
}

fn count(group: &mut ArticleGroup, relation: Relation) {
    match group.relations.iter_mut().find(|(known, _)| *known == relation) {
        Some((_, count)) => *count += 1,
        None => group.relations.push((relation, 1)),
    }
}

/// The host of the address; the title, where there is none.
fn name(source: &SourceReference) -> GroupName {
    if source.article.is_some() {
        return GroupName::OwnLibrary;
    }
    let url = source.url.as_ref().map(|url| url.value.raw());
    let host = url.and_then(host).map(Untrusted::new);
    GroupName::Source(host.unwrap_or_else(|| source.title.clone()))
}

/// The host of an address in small letters, without `www.`, user and port.
fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?;
    let host = host.split(':').next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_the_host_without_what_varies() {
        for url in ["https://WWW.Example.org/a", "http://example.org:80", "ftp://u@example.org?x"] {
            assert_eq!(host(url).as_deref(), Some("example.org"));
        }
        for url in ["example.org", "https:///a", ""] {
            assert_eq!(host(url), None);
        }
    }
}
