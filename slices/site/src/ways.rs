//! A way to reach the association as it is typed, and the link it becomes.

/// A way's link: address (empty: words alone) and label (empty: the page's own words).
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct WayLink {
    pub href: String,
    pub label: String,
}

impl WayLink {
    /// The two halves of a mail address, which a narrow page breaks after the sign and nowhere else.
    pub fn mailbox(&self) -> Option<(&str, &str)> {
        if self.href.starts_with("mailto:") { self.label.split_once('@') } else { None }
    }
}

fn digits(s: &str) -> String {
    i18n::digits::ascii(s)
}

fn telephone(s: &str) -> Option<String> {
    let s = digits(s);
    let plain = s.chars().all(|c| c.is_ascii_digit() || " +-()".contains(c));
    let dial: String = s.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    (plain && (7..=16).contains(&dial.chars().filter(char::is_ascii_digit).count())).then_some(dial)
}

fn mail(s: &str) -> bool {
    s.split_once('@').is_some_and(|(a, b)| {
        !a.is_empty() && b.contains('.') && !b.starts_with('.') && !b.ends_with('.') && s.chars().all(|c| c.is_ascii_alphanumeric() || "@._%+-".contains(c))
    }) && s.matches('@').count() == 1
}

/// Reads what was typed: one of our addresses, a web address, mail, an account (`@name`) or a telephone. `None`: none of these.
pub fn read(typed: &str) -> Option<WayLink> {
    let s = typed.trim();
    let link = |href: String, label: &str| Some(WayLink { href, label: label.to_string() });
    if s.is_empty() {
        return Some(WayLink::default());
    }
    if let Some(account) = s.strip_prefix('@') {
        return (!account.is_empty() && account.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)))
            .then(|| WayLink { href: String::new(), label: s.into() });
    }
    if s.starts_with('/') {
        return crate::markdown::link_ok(s).then(|| WayLink { href: s.into(), label: String::new() });
    }
    if let Some(rest) = s.strip_prefix("https://") {
        return if crate::markdown::link_ok(s) && rest.contains('.') { link(s.into(), rest.trim_end_matches('/')) } else { None };
    }
    if mail(s) {
        return link(format!("mailto:{s}"), s);
    }
    telephone(s).and_then(|dial| link(format!("tel:{dial}"), &digits(s)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_are_recognised() {
        let href = |s: &str| read(s).map(|w| w.href);
        assert_eq!(href("011 000 0000").as_deref(), Some("tel:0110000000"));
        assert_eq!(href("٠١١٠٠٠٠٠٠٠").as_deref(), Some("tel:0110000000"));
        assert_eq!(href("+966 11 000 0000").as_deref(), Some("tel:+966110000000"));
        assert_eq!(href("info@example.org").as_deref(), Some("mailto:info@example.org"));
        assert_eq!(read("@rayhan"), Some(WayLink { href: String::new(), label: "@rayhan".into() }));
        assert_eq!(href("/my/new").as_deref(), Some("/my/new"));
        assert_eq!(href("https://example.org/a").as_deref(), Some("https://example.org/a"));
        assert_eq!(href("").as_deref(), Some(""));
        for bad in ["javascript:alert(1)", "//evil.example", "https://", "@", "a b", "<b>", "http://x", "1234", "x@y", "@a b", "/a\tb"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
