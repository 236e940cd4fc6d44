//! Lets a table forget commits that nothing leads to any more.

use std::collections::HashSet;

use git2::Oid;

use super::{CommitTable, Header, NONE, Rename};
use crate::git::repository::Repository;
use crate::git::{ObjectId, oid};

impl Repository {
    /// Forgets the commits of `table` that neither `from` nor any branch or tag leads to, once
    /// they are more than the others.
    pub fn tidy(&self, table: &mut CommitTable, from: ObjectId) {
        let mut held = table.leading_to(oid(from).into_iter());
        // Most of the time everything leads to what is checked out, or nearly.
        if table.len() <= 2 * held.len() {
            return;
        }
        let mut tips = Vec::new();
        for reference in self.inner.references().into_iter().flatten().flatten() {
            tips.extend(reference.peel_to_commit().ok().map(|commit| commit.id()));
        }
        held.extend(table.leading_to(tips.into_iter()));
        if table.len() > 2 * held.len() {
            *table = table.only(&held);
        }
    }
}

impl CommitTable {
    /// The commits that are held and lead to `tips`, as far as they are held.
    fn leading_to(&self, tips: impl Iterator<Item = Oid>) -> HashSet<u32> {
        let mut seen = HashSet::new();
        let mut ready: Vec<u32> = tips.map(|tip| self.number(tip)).collect();
        while let Some(number) = ready.pop() {
            if number != NONE && seen.insert(number) {
                ready.extend(self.parents_of(number).iter().map(|parent| self.number(*parent)));
            }
        }
        seen
    }

    /// A table of these commits alone.
    fn only(&self, held: &HashSet<u32>) -> Self {
        let mut table = Self::default();
        for number in (0..).take(self.len()).filter(|number| held.contains(number)) {
            let header = self.headers[number as usize];
            let mut signed = self.signed_by(number).map(|it| self.signature(it).clone());
            let author = signed.next().unwrap_or_default();
            let author = table.signature_number(author);
            for co_author in signed {
                let co_author = table.signature_number(co_author);
                table.co_authors.push(co_author);
            }
            table.parents.extend(self.parents_of(number));
            let (parents_end, co_authors_end) =
                (super::count(table.parents.len()), super::count(table.co_authors.len()));
            let next = super::count(table.len());
            table.added += 1;
            table.push_header(Header { author, parents_end, co_authors_end, diff: NONE, ..header });
            if let Some(diff) = self.diff_of(number) {
                table.copy_diff(self, &diff);
                table.end_diff();
                table.keep_diff(next);
            }
        }
        let texts: HashSet<&Oid> = table.blobs.iter().collect();
        let bodies = self.bodies.iter().filter(|(id, _)| texts.contains(id));
        table.bodies = bodies.map(|(id, hash)| (*id, *hash)).collect();
        table
    }

    fn copy_diff(&mut self, from: &Self, diff: &super::Diff) {
        let path = |names: &mut Self, path: u32| names.names.file(from.names.path(path).as_bytes());
        for run in diff.runs.clone() {
            let (parent, places) = from.run(diff, run);
            let paths: Vec<u32> = from.follows[places].iter().map(|it| path(self, *it)).collect();
            self.push_run(parent, &paths);
        }
        let renames = from.renames[diff.renames.clone()].iter().map(|it| Rename {
            path: path(self, it.path),
            source: path(self, it.source),
            parent: it.parent,
        });
        let renames = renames.collect();
        self.push_renames(renames);
        for place in diff.own.clone() {
            let own = from.own[place];
            let path = path(self, own.path);
            let texts = (from.blob(own.new), from.blob(own.old));
            self.push_own(path, texts, from.olds(diff, place).skip(1));
        }
    }
}
