//! Edits of the front matter of one article, under the names that its tree has for our fields.

use crate::domain::path::ArticlePath;
use crate::domain::schema::Schema;
use crate::domain::settings::Settings;
use crate::failure::Failure;
use crate::parse::edit::{self, EditError, EditValue};
use crate::parse::metadata::find;
use crate::parse::{split, yaml};

/// The front matter of one article, while it is edited.
pub(super) struct Front<'a> {
    text: String,
    /// The fields that are there, under their written names.
    keys: Vec<String>,
    /// The type of the article, if it is written.
    kind: Option<String>,
    settings: &'a Settings,
    schema: &'a Schema,
}

impl<'a> Front<'a> {
    /// The front matter of the file `bytes`; what is no UTF-8 cannot be edited.
    pub(super) fn read(
        bytes: Vec<u8>,
        settings: &'a Settings,
        schema: &'a Schema,
    ) -> Result<Self, EditError> {
        let text = String::from_utf8(bytes);
        let text = text.map_err(|_| EditError::Unreadable("it is not UTF-8".to_owned()))?;
        let found = split::split(text.as_bytes());
        let (root, _) = yaml::tree(&text[found.yaml.range()], found.yaml.start);
        let entries = root.as_ref().and_then(|root| root.as_mapping()).unwrap_or_default();
        let keys = entries.iter().map(|entry| entry.key.clone()).collect();
        let kind = root.as_ref().and_then(|root| find(root, settings, "type")?.as_text());
        let kind = kind.map(|kind| kind.trim().to_owned());
        Ok(Self { text, keys, kind, settings, schema })
    }

    /// The file as it is now.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    /// Sets our field `ours`, of those that stand at the top.
    ///
    /// A new one goes below the last field that comes before it in the order of the schema; in a
    /// tree with fields of its own it goes to the end.
    pub(super) fn set(&mut self, ours: &str, value: &EditValue) -> Result<(), EditError> {
        let name = self.written_name(ours);
        let is_there = self.keys.contains(&name);
        let neighbour = self.neighbour(ours).filter(|_| !is_there);
        let path = [name.as_str()];
        let placed = neighbour.map(|it| edit::set_after(&self.text, &it, &path, value));
        self.text = match placed {
            Some(Ok(text)) => text,
            Some(Err(_)) | None => edit::set(&self.text, &path, value)?,
        };
        if !is_there {
            self.keys.push(name);
        }
        Ok(())
    }

    /// Takes our field `ours` out, if it is there.
    pub(super) fn remove(&mut self, ours: &str) -> Result<(), EditError> {
        let name = self.written_name(ours);
        if self.keys.contains(&name) {
            self.text = edit::remove(&self.text, &[&name])?;
            self.keys.retain(|key| *key != name);
        }
        Ok(())
    }

    /// Adds `item` to the list in our field `ours`, which is made if it is not there.
    pub(super) fn append(&mut self, ours: &str, item: &EditValue) -> Result<(), EditError> {
        let name = self.written_name(ours);
        let neighbour = self.neighbour(ours).filter(|_| !self.keys.contains(&name));
        self.text = edit::append(&self.text, neighbour.as_deref(), &name, item)?;
        if !self.keys.contains(&name) {
            self.keys.push(name);
        }
        Ok(())
    }

    /// The name that this article has for our field, else the one its tree has.
    fn written_name(&self, ours: &str) -> String {
        let mut mapped = self.settings.fields.iter().filter(|(_, it)| *it == ours);
        let theirs = || self.settings.fields.iter().find(|(_, it)| *it == ours);
        let is_there = |(name, _): &(&String, &String)| self.keys.contains(name);
        let found = mapped.find(is_there).or_else(theirs);
        found.map_or_else(|| ours.to_owned(), |(theirs, _)| theirs.clone())
    }

    /// The last field that is there of those that come before `ours`: of its own type for a field
    /// of that type, so that what belongs together stands together.
    fn neighbour(&self, ours: &str) -> Option<String> {
        if !self.settings.has_own_fields {
            return None;
        }
        let own = self.kind.as_deref().and_then(|kind| self.schema.types.get(kind));
        let own = own.map_or(&[][..], |own| own.fields.as_slice());
        let is_own = own.iter().any(|field| field.name == ours);
        let fields = if is_own { own } else { self.schema.common.as_slice() };
        let is_there = |name: &&String| self.keys.contains(name);
        let before = fields.iter().take_while(|field| field.name != ours);
        let last = before.map(|field| &field.name).filter(is_there).last();
        let common = || self.schema.common.iter().map(|field| &field.name).rfind(is_there);
        last.or_else(|| is_own.then(common).flatten()).cloned()
    }
}

/// Says that the file at `path` cannot be edited, and what may help.
pub(super) fn not_editable(what: &str, path: &ArticlePath, error: &EditError) -> Failure {
    let hint = match error {
        EditError::Conflict(_) => "finish the merge first".to_owned(),
        EditError::NoFrontMatter => "begin the file with `---`, its fields and `---`".to_owned(),
        _ => format!("mend it first: `kb check {path}` says how"),
    };
    Failure::new(format!("cannot {what} `{path}`")).because(error.to_string()).hint(hint)
}
