//! Answers are Markdown that other people wrote. What may stay alive in them is decided here, once for all
//! formats: links to http, https, mailto and relative places. Raw HTML never; images never, because showing
//! one loads it.

use pulldown_cmark::{Options, Parser};

/// A parser for answers: GitHub's tables and strikethrough, and nothing else beyond CommonMark.
pub(super) fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
}

/// Whether a link may lead there: `http`, `https`, `mailto`, or a relative address. The address is decoded
/// already, so entities and case hide nothing. Browsers drop control characters and take `\` for `/`, so
/// an address with either is refused.
pub(super) fn is_safe(address: &str) -> bool {
    if address.chars().any(|c| c.is_control() || c == '\\') || address.starts_with([' ', '\u{a0}']) {
        return false;
    }
    if address.starts_with("//") {
        return false;
    }
    let end = address.find(['/', '?', '#']).unwrap_or(address.len());
    let Some((scheme, _)) = address[..end].split_once(':') else { return true };
    ["http", "https", "mailto"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe))
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn only_web_mail_and_relative_addresses_are_safe() {
        for safe in
            ["https://a.example/x:y", "HTTP://a", "mailto:a@b", "docs/a.md#b", "#id", "", "a/b:c", "?q=a:b"]
        {
            assert!(is_safe(safe), "{safe}");
        }
        let bad = [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example",
            "\\\\evil",
            "/\\evil",
            "java\tscript:x",
            "\u{1}javascript:x",
            " javascript:x",
            "file:///etc/passwd",
            "ftp://x",
            "a:b",
            "/\t/evil",
        ];
        for bad in bad {
            assert!(!is_safe(bad), "{bad}");
        }
    }
}
