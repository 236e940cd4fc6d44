//! What somebody does at a terminal, apart from how terminals say it.

/// A key, with what is held down beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// A character.
    Char(char),
    /// A character with Ctrl, in lower case.
    Ctrl(char),
    /// A character with Alt, in lower case.
    Alt(char),
    /// Text that was pasted at once; its line ends choose nothing.
    Paste(String),
    /// Enter.
    Enter,
    /// Escape.
    Escape,
    /// Tab.
    Tab,
    /// Takes away the character before the cursor.
    Backspace,
    /// Takes away the character under the cursor.
    Delete,
    /// The arrow to the left.
    Left,
    /// The arrow to the right.
    Right,
    /// The arrow up.
    Up,
    /// The arrow down.
    Down,
    /// The arrow up with Shift or Alt.
    FarUp,
    /// The arrow down with Shift or Alt.
    FarDown,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// F1: help, wherever there is any.
    Help,
}

/// What a terminal tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// The terminal has another size now, or what it showed is gone.
    Resized,
}
