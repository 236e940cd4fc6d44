//! What somebody types, and what they get to see.

use std::cell::RefCell;
use std::fs;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::rc::Rc;

/// The words of a command line, `"quoted words"` together.
pub fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in command.split('"').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// A stream that keeps what is written.
#[derive(Clone, Default)]
pub struct Captured(Rc<RefCell<Vec<u8>>>);

impl Captured {
    pub fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).expect("output is UTF-8")
    }
}

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What comes in; before the first byte of it, somebody else saves a file.
pub struct Typing {
    input: io::Cursor<Vec<u8>>,
    before: Option<(PathBuf, String)>,
}

impl Typing {
    pub fn new(input: &[u8], before: Option<(PathBuf, String)>) -> Self {
        Self { input: io::Cursor::new(input.to_vec()), before }
    }
}

impl Read for Typing {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if let Some((place, text)) = self.before.take() {
            fs::write(place, text)?;
        }
        self.input.read(bytes)
    }
}
