//! Text that is never displayed.

use std::fmt;
use zeroize::Zeroizing;

/// A key or a token. Its `Debug` shows nothing, it has no `Display` and cannot be serialized, and its memory is cleared when
/// it is dropped.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Wraps a text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text, for signing and for headers.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

impl PartialEq for Secret {
    /// For telling whether a file that was read again has changed; never used to check somebody else's key.
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl Eq for Secret {}

/// Secrets to redact in text from outside: a service may echo what it was sent.
#[derive(Default)]
pub(crate) struct Secrets(Vec<Secret>);

impl Secrets {
    pub(crate) fn hide(&mut self, secret: Secret) {
        self.0.push(secret);
    }

    /// The text without any of them.
    pub(crate) fn redact(&self, text: &str) -> String {
        let mut clean = text.to_owned();
        for secret in self.0.iter().map(Secret::expose) {
            // Anything shorter is not a key, and redacting it would make the text unreadable.
            if secret.len() >= 4 && clean.contains(secret) {
                clean = clean.replace(secret, "[redacted]");
            }
        }
        clean
    }
}

#[cfg(test)]
mod tests {
    use super::{Secret, Secrets};

    #[test]
    fn a_secret_shows_nothing() {
        let secret = Secret::new("TestSkExample");
        assert_eq!(
            format!("{secret:?} {:#?}", Some(&secret)).find("Test"),
            None
        );
        assert_eq!(secret.expose(), "TestSkExample");
    }

    #[test]
    fn a_text_of_others_loses_what_is_secret() {
        let mut secrets = Secrets::default();
        secrets.hide(Secret::new("abcd1234"));
        secrets.hide(Secret::new("a"));
        assert_eq!(
            secrets.redact("token abcd1234 is wrong: abcd1234"),
            "token [redacted] is wrong: [redacted]"
        );
    }
}
