//! What a text tells of somebody's people, machines and accounts, by kind and place.

use super::text::Span;

/// A kind of what is better not published unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PrivateKind {
    /// A key or a token that opens something.
    Secret,
    /// The full name of somebody who is known from the history of the text.
    Name,
    /// The e-mail address of a person.
    Mail,
    /// A telephone number.
    Phone,
    /// The number of a bank account.
    BankAccount,
    /// The number of an account with a cloud.
    CloudAccount,
    /// An address on the public Internet.
    IpAddress,
    /// The name of a host inside a network.
    Host,
    /// The number of a ticket.
    Ticket,
}

impl PrivateKind {
    /// Every kind, what opens something first.
    pub const ALL: [Self; 9] = [
        Self::Secret,
        Self::Name,
        Self::Mail,
        Self::Phone,
        Self::BankAccount,
        Self::CloudAccount,
        Self::IpAddress,
        Self::Host,
        Self::Ticket,
    ];

    /// What one is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Secret => "secret",
            Self::Name => "name",
            Self::Mail => "e-mail address",
            Self::Phone => "telephone number",
            Self::BankAccount => "bank account",
            Self::CloudAccount => "account id",
            Self::IpAddress => "IP address",
            Self::Host => "host name",
            Self::Ticket => "ticket number",
        }
    }

    /// What several are called.
    #[must_use]
    pub fn names(self) -> String {
        match self {
            Self::Mail | Self::IpAddress => format!("{}es", self.name()),
            _ => format!("{}s", self.name()),
        }
    }

    /// What is written in its place, as prose or, where brackets and blanks would mean something
    /// else, as one word.
    #[must_use]
    pub fn placeholder(self, is_prose: bool) -> String {
        if is_prose {
            format!("[{}]", self.name())
        } else {
            self.name().to_lowercase().replace(' ', "-")
        }
    }
}

/// Something that is better not published unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Private {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: PrivateKind,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_the_place_of_a_value_is_prose_or_one_word() {
        assert_eq!(PrivateKind::Mail.placeholder(true), "[e-mail address]");
        for kind in PrivateKind::ALL {
            let word = kind.placeholder(false);
            assert!(word.bytes().all(|it| it.is_ascii_lowercase() || it == b'-'), "{word}");
        }
    }

    #[test]
    fn several_are_named_as_english_does() {
        assert_eq!(PrivateKind::IpAddress.names(), "IP addresses");
        assert_eq!(PrivateKind::Secret.names(), "secrets");
    }
}
