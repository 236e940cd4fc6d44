//! The links of an article, once its text has been let go.

use super::markdown::LinkKind;
use super::names::Names;
use super::text::Span;

/// Links in order, in little memory: 16 bytes and the destination for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkList {
    destinations: Names,
    places: Vec<Place>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    start: u32,
    length: u32,
    kind: LinkKind,
    is_as_written: bool,
}

/// One of the links of a [`LinkList`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListedLink<'l> {
    /// Link or image.
    pub kind: LinkKind,
    /// Where it leads, unescaped.
    pub destination: &'l str,
    /// Where the destination is written; the whole link, where that cannot be told.
    pub span: Span,
    /// True if the destination, letter by letter, is what stands at `span`.
    pub is_as_written: bool,
}

impl LinkList {
    /// Adds a link at the end; one beyond the first 4 GiB of a text is left out.
    pub fn push(&mut self, link: ListedLink<'_>) {
        let length = link.span.range().len();
        if let (Ok(start), Ok(length)) = (link.span.start.try_into(), length.try_into()) {
            self.destinations.push(link.destination);
            let ListedLink { kind, is_as_written, .. } = link;
            self.places.push(Place { start, length, kind, is_as_written });
        }
    }

    /// The links in order.
    pub fn iter(&self) -> impl Iterator<Item = ListedLink<'_>> {
        self.places.iter().enumerate().map(|(index, place)| ListedLink {
            kind: place.kind,
            destination: self.destinations.get(index).unwrap_or_default(),
            span: Span::new(place.start as usize..place.start as usize + place.length as usize),
            is_as_written: place.is_as_written,
        })
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// True if there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Gives back the memory that no link needs.
    pub fn shrink(&mut self) {
        self.destinations.shrink();
        self.places.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_come_back_as_they_were_put_in() {
        let links = [("a.md#b", 4..10, true), ("é.md", 20..40, false)].map(
            |(destination, range, is_as_written)| ListedLink {
                kind: LinkKind::Link,
                destination,
                span: Span::new(range),
                is_as_written,
            },
        );
        let mut list = LinkList::default();
        for link in links {
            list.push(link);
        }
        list.shrink();
        assert_eq!(list.iter().collect::<Vec<_>>(), links);
        assert_eq!((list.len(), list.is_empty()), (2, false));
    }
}
