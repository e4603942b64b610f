//! The addresses that may become links.

/// `true` for an `http`, `https` or `mailto` address without white space or control characters, which browsers drop
/// from an address before they look at its scheme.
#[must_use]
pub fn is_safe_link(url: &str) -> bool {
    let after = |scheme: &str| {
        let (start, rest) = url.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    };
    let rest = after("https://").or_else(|| after("http://")).or_else(|| after("mailto:"));
    rest.is_some_and(|rest| !rest.is_empty()) && !url.contains(|c: char| c.is_control() || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::is_safe_link;

    #[test]
    fn only_web_and_mail_addresses_are_safe() {
        for url in ["https://example.com", "HTTP://example.com/a?b#c", "mailto:ops@example.com"] {
            assert!(is_safe_link(url), "{url}");
        }
        for url in [
            "javascript:alert(1)",
            " javascript:alert(1)",
            "java\tscript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "//example.com",
            "/etc/passwd",
            "example.com",
            "ftp://example.com",
            "https:",
            "https://",
            "mailto:",
            "",
            " https://example.com",
            "https://example.com/\n",
            "https://exa\u{0}mple.com",
            "vbscript:x",
            "é",
        ] {
            assert!(!is_safe_link(url), "{url}");
        }
    }
}
