//! Addresses that come from outside, from a host's configuration or an answer, and end up in links and requests.
//!
//! Someone who controls such an address could otherwise run a script in the page (`javascript:`) or send people
//! elsewhere under a name they trust (`//elsewhere`, `https://bank.example@elsewhere`). Browsers remove tabs and line
//! breaks inside an address and spaces around it before they read its scheme, and treat `\` as `/`. An address with any
//! of these is refused, not repaired.

/// The address of a web page: absolute, `http` or `https`, with a host, without user name and password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebUrl(String);

impl WebUrl {
    /// What the setting or field accepts, for the error message.
    pub const RULE: &'static str =
        "must be an address that begins with https:// or http://, without user name and password";

    /// Accepts an address unchanged, or refuses it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let after = |scheme: &str| {
            let (start, rest) = text.split_at_checked(scheme.len())?;
            start.eq_ignore_ascii_case(scheme).then_some(rest)
        };
        let rest = after("https://").or_else(|| after("http://"))?;
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let named = !host.is_empty() && !host.starts_with(':') && !host.contains('@');
        (named && is_plain(text)).then(|| Self(text.to_owned()))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether `text` is a path on the page's own origin: it starts with exactly one `/` and has no query or fragment.
#[must_use]
pub fn is_own_path(text: &str) -> bool {
    text.starts_with('/') && !text.starts_with("//") && !text.contains(['?', '#']) && is_plain(text)
}

/// Whether it contains nothing that a browser removes or reinterprets.
fn is_plain(text: &str) -> bool {
    !text.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s20_web_addresses_are_taken_as_they_are() {
        for text in [
            "https://console.huaweicloud.com/iam/",
            "http://localhost:8080",
            "HTTPS://Example.com/a?next=javascript:x#y",
            "https://[::1]:8443/a",
            "https://例子.测试/路径",
            "https://example.com/@someone",
        ] {
            assert_eq!(WebUrl::parse(text).as_ref().map(WebUrl::as_str), Some(text));
        }
    }

    #[test]
    fn s20_what_is_no_web_address_is_refused() {
        for text in [
            "",
            "/iam",
            "//example.com/iam",
            "https:example.com",
            "https:/example.com",
            "https://",
            "https:///example.com",
            "https://:443/",
            "https://?q",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "javascript://example.com/%0aalert(1)",
            "java\nscript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            " javascript:alert(1)",
            " https://example.com",
            "https://example.com\n",
            "https://exa\tmple.com",
            "https://example.com\\@evil.example",
            "https:\\\\example.com",
            "https://user@example.com/",
            "https://user:secret@example.com/",
            "https://example.com\u{a0}",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:msgbox(1)",
            "blob:https://example.com/1",
            "filesystem:https://example.com/x",
            "file:///etc/passwd",
            "ftp://example.com",
            "http\u{2024}://example.com",
        ] {
            assert_eq!(WebUrl::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn s20_a_path_of_the_own_origin_begins_with_one_slash() {
        for text in ["/", "/sim", "/sim/console/"] {
            assert!(is_own_path(text), "{text:?}");
        }
        for text in [
            "",
            "sim",
            "//example.com",
            "/\\example.com",
            "/\t/example.com",
            "\\/example.com",
            "/sim?a",
            "/sim#a",
            "/a b",
        ] {
            assert!(!is_own_path(text), "{text:?}");
        }
    }
}
