//! Where it is said what git ignores, beside the folders of the library.

use std::path::{Path, PathBuf};

use super::repository::Repository;

impl Repository {
    /// The files outside of `root` that tell what in it is ignored, whether or not they are there.
    ///
    /// As `gitignore(5)` lists them: the repository's `info/exclude`, the user's file, and the
    /// `.gitignore` of every folder above `root`. `of_user` is the user's file where
    /// `core.excludesFile` names none.
    pub fn ignore_files(&self, root: &Path, of_user: Option<&Path>) -> Vec<PathBuf> {
        let mut files = vec![self.common_dir().join("info/exclude")];
        let config = self.inner.config().and_then(|mut config| config.snapshot());
        match config.and_then(|config| config.get_path("core.excludesfile")) {
            Ok(file) => files.push(self.below_work_tree(file)),
            Err(_) => files.extend(of_user.map(Path::to_path_buf)),
        }
        if let Some(top) = self.work_tree() {
            let above = root.ancestors().skip(1).take_while(|above| above.starts_with(top));
            files.extend(above.map(|folder| folder.join(".gitignore")));
        }
        files
    }

    /// True if names are compared without regard to case.
    pub fn ignores_case(&self) -> bool {
        self.inner.config().and_then(|config| config.get_bool("core.ignorecase")).unwrap_or(false)
    }

    fn below_work_tree(&self, file: PathBuf) -> PathBuf {
        match self.work_tree() {
            Some(top) if file.is_relative() => top.join(file),
            _ => file,
        }
    }
}
