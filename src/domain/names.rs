//! Many short texts in one piece of memory, in order.

/// A list of texts that only grows: two allocations, however many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Names {
    /// Adds `name` at the end. Beyond 4 GiB in all, names are cut.
    pub fn push(&mut self, name: &str) {
        self.push_all([name]);
    }

    /// Adds one name that is made of `parts`.
    pub fn push_all<'p>(&mut self, parts: impl IntoIterator<Item = &'p str>) {
        self.text.extend(parts);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// The name at `index`, if there are so many.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.text.get(start..end)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True if there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All of them in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// Gives back the memory that no name needs.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_in_order_and_empty_ones_too() {
        let mut names = Names::default();
        assert!(names.is_empty());
        names.push("one");
        names.push("");
        names.push_all(["é", "-", "2"]);
        assert_eq!(names.iter().collect::<Vec<_>>(), ["one", "", "é-2"]);
        assert_eq!((names.len(), names.get(2), names.get(3)), (3, Some("é-2"), None));
    }
}
