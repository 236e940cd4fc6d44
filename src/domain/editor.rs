//! How editors are told at which line to open a file.
//!
//! By the program's name only: what the user's environment names is started as it stands there,
//! with the place appended in the form that this program reads.

use std::ffi::OsString;

/// Where an editor is to open a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `vi +12 file`.
    Plus,
    /// `hx file:12`.
    Colon,
    /// `code --goto file:12`.
    Goto,
    /// `idea --line 12 file`.
    Line,
    /// `notepad++ -n12 file`.
    Short,
    /// No form is known: the file alone.
    FileOnly,
}

/// The programs that are known, by their manuals, with the form of each.
const FORMS: [(Form, &[&str]); 5] = [
    (
        Form::Plus,
        &[
            "vi",
            "vim",
            "nvim",
            "view",
            "vimx",
            "gvim",
            "mvim",
            "nvim-qt",
            "neovide",
            "elvis",
            "nvi",
            "emacs",
            "emacsclient",
            "nano",
            "pico",
            "rnano",
            "micro",
            "joe",
            "jmacs",
            "jstar",
            "jed",
            "ne",
            "mg",
            "zile",
            "kak",
            "gedit",
            "pluma",
            "xed",
            "geany",
            "bbedit",
            "mcedit",
        ],
    ),
    (Form::Colon, &["hx", "helix", "subl", "sublime_text", "zed", "zeditor", "zedit", "atom"]),
    (
        Form::Goto,
        &["code", "code-insiders", "code-oss", "codium", "vscodium", "cursor", "windsurf"],
    ),
    (
        Form::Line,
        &[
            "kate",
            "kwrite",
            "mate",
            "idea",
            "pycharm",
            "webstorm",
            "clion",
            "goland",
            "rustrover",
            "phpstorm",
            "rubymine",
            "rider",
        ],
    ),
    (Form::Short, &["notepad++"]),
];

/// The form that the editor started by `command` reads.
#[must_use]
pub fn form(command: &str) -> Form {
    let Some(program) = program(command) else { return Form::FileOnly };
    let known = FORMS.iter().find(|(_, names)| names.contains(&program.as_str()));
    known.map_or(Form::FileOnly, |(form, _)| *form)
}

impl Form {
    /// The arguments that open `path` at `line`, counted from 1.
    #[must_use]
    pub fn arguments(self, path: OsString, line: u32) -> Vec<OsString> {
        let mut placed = path.clone();
        placed.push(format!(":{line}"));
        match self {
            Self::Plus => vec![format!("+{line}").into(), path],
            Self::Colon => vec![placed],
            Self::Goto => vec!["--goto".into(), placed],
            Self::Line => vec!["--line".into(), line.to_string().into(), path],
            Self::Short => vec![format!("-n{line}").into(), path],
            Self::FileOnly => vec![path],
        }
    }
}

/// The name of the program that `command` starts, in lower case and without folder and suffix:
/// its first word that sets no variable.
fn program(command: &str) -> Option<String> {
    let mut rest = command.trim_start();
    loop {
        let (word, after) = word(rest);
        let is_setting = word.split_once('=').is_some_and(|(name, _)| {
            name.chars().all(|it| it.is_ascii_alphanumeric() || it == '_') && !name.is_empty()
        });
        if word.is_empty() {
            return None;
        }
        if is_setting {
            rest = after.trim_start();
            continue;
        }
        let name = word.rsplit(['/', '\\']).next().unwrap_or(&word).to_lowercase();
        let bare = [".exe", ".cmd", ".bat"].iter().find_map(|suffix| name.strip_suffix(suffix));
        return Some(bare.map_or(name.clone(), str::to_owned));
    }
}

/// The first word of `text`, quotation marks taken off, and what follows it.
fn word(text: &str) -> (String, &str) {
    let mut word = String::new();
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            (None, _) if character.is_whitespace() => return (word, &text[at..]),
            _ => word.push(character),
        }
    }
    (word, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(command: &str, expected: &[&str]) {
        let arguments = form(command).arguments("/a b/it's.md".into(), 12);
        assert_eq!(arguments, expected.iter().map(OsString::from).collect::<Vec<_>>());
    }

    #[test]
    fn each_known_editor_is_told_the_line_in_its_own_form() {
        for plus in ["vi", "nvim", "emacsclient -nw", "/usr/bin/nano -w", "TERM=xterm vim -u NONE"]
        {
            check(plus, &["+12", "/a b/it's.md"]);
        }
        for colon in ["hx", "subl --wait", "zed -w", r"'C:\Program Files\Zed\zed.exe' --wait"] {
            check(colon, &["/a b/it's.md:12"]);
        }
        check("code --wait", &["--goto", "/a b/it's.md:12"]);
        check("\"/opt/My Apps/codium\" -w", &["--goto", "/a b/it's.md:12"]);
        check("Code.CMD", &["--goto", "/a b/it's.md:12"]);
        check("kate", &["--line", "12", "/a b/it's.md"]);
        check("notepad++.exe", &["-n12", "/a b/it's.md"]);
    }

    #[test]
    fn an_editor_that_is_not_known_is_given_the_file_alone() {
        for other in ["myeditor", "", "A=1", "vimish", "sh -c vim", "'vi"] {
            let expected: &[&str] =
                if other == "'vi" { &["+12", "/a b/it's.md"] } else { &["/a b/it's.md"] };
            check(other, expected);
        }
    }
}
