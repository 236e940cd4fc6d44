//! All needs of a library together: which ask the same, and which hurt most.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::need::Need;
use super::pain::Pain;
use super::successor::steps;

/// The needs of a library, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    needs: Vec<Need>,
    /// For each need the one that it is counted for: itself, or the last that its `same_as`
    /// leads to.
    counted_for: Vec<usize>,
    /// The needs that are counted for another, by that.
    same: BTreeMap<usize, Vec<usize>>,
}

impl Register {
    /// The register of `needs`, in any order.
    ///
    /// A `same_as` that leads nowhere or round in a circle is as good as none.
    #[must_use]
    pub fn new(mut needs: Vec<Need>) -> Self {
        needs.sort_by(|one, other| one.path.cmp(&other.path));
        let mut by_id: HashMap<&str, usize> = HashMap::new();
        for (index, need) in needs.iter().enumerate() {
            by_id.entry(need.id.raw()).or_insert(index);
        }
        let next = |index: usize| {
            let same_as = needs[index].demand.same_as.as_ref()?;
            by_id.get(same_as.value.raw()).copied().filter(|next| *next != index)
        };
        let last = |index: usize| {
            let last = steps(index, next).last().unwrap_or(index);
            // Whatever is still led on after so many steps is on a circle.
            if next(last).is_none() { last } else { index }
        };
        let counted_for: Vec<usize> = (0..needs.len()).map(last).collect();
        let mut same: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, first) in counted_for.iter().enumerate().filter(|(index, it)| index != *it) {
            same.entry(*first).or_default().push(index);
        }
        Self { needs, counted_for, same }
    }

    /// The needs, by path, with those that are counted for others.
    #[must_use]
    pub fn needs(&self) -> &[Need] {
        &self.needs
    }

    /// The needs that are counted for no other.
    pub fn canonical(&self) -> impl Iterator<Item = &Need> {
        self.needs
            .iter()
            .enumerate()
            .filter(|(index, _)| self.counted_for[*index] == *index)
            .map(|(_, need)| need)
    }

    /// The need that is called `id`; a former or other spelling is none.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Need> {
        self.needs.iter().find(|need| need.id.raw() == id)
    }

    /// The need that `need` is counted for: itself, where it asks the same as no other.
    #[must_use]
    pub fn counted_for<'n>(&'n self, need: &'n Need) -> &'n Need {
        self.index(need).map_or(need, |index| &self.needs[self.counted_for[index]])
    }

    /// The needs that ask the same as `need` and are counted for it.
    pub fn same_as(&self, need: &Need) -> impl Iterator<Item = &Need> {
        let index = self.index(need);
        let same = index.and_then(|index| self.same.get(&index)).map_or(&[][..], Vec::as_slice);
        same.iter().map(|index| &self.needs[*index])
    }

    /// The pain of `need` with all that ask the same.
    #[must_use]
    pub fn pain(&self, need: &Need) -> Pain {
        let all = std::iter::once(need).chain(self.same_as(need));
        Pain { parts: all.map(Need::pain).collect() }
    }

    /// The canonical needs that `is_wanted` wants, with their pain: the most painful first, then
    /// by id, so that the order never depends on anything else.
    pub fn ranked(&self, is_wanted: impl Fn(&Need) -> bool) -> Vec<(&Need, Pain)> {
        let wanted = self.canonical().filter(|need| is_wanted(need));
        let mut ranked: Vec<_> = wanted.map(|need| (need, self.pain(need))).collect();
        ranked.sort_by_cached_key(|(need, pain)| (Reverse(pain.points()), need.id.clone()));
        ranked
    }

    /// True if any need has votes that count.
    #[must_use]
    pub fn has_votes(&self) -> bool {
        self.needs.iter().any(|need| need.demand.counted_votes() > 0)
    }

    fn index(&self, need: &Need) -> Option<usize> {
        self.needs.binary_search_by(|it| it.path.cmp(&need.path)).ok()
    }
}

#[cfg(test)]
#[path = "register_tests.rs"]
mod tests;
