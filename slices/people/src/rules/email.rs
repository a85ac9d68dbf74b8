use kernel::FieldError;

/// An address mail can be sent to: one `@`, something before it, a dotted name of host after it, no spaces; the host in small letters.
/// The one code is `email`.
pub fn parse(raw: &str) -> Result<String, FieldError> {
    let bad = || FieldError::new("email");
    let text = i18n::digits::ascii(raw.trim());
    let (local, host) = text.split_once('@').ok_or_else(bad)?;
    let plain = |s: &str, also: &str| s.chars().all(|c| c.is_ascii_alphanumeric() || also.contains(c));
    let host_ok = host.contains('.') && plain(host, ".-") && !host.starts_with(['.', '-']) && !host.ends_with(['.', '-']) && !host.contains("..");
    let local_ok = !local.is_empty() && plain(local, ".!#$%&'*+/=?^_`{|}~-") && !local.starts_with('.') && !local.ends_with('.') && !local.contains("..");
    if local_ok && host_ok && text.len() <= 254 && local.len() <= 64 { Ok(format!("{local}@{}", host.to_ascii_lowercase())) } else { Err(bad()) }
}

#[cfg(test)]
mod tests {
    use super::parse;
    #[test]
    fn addresses() {
        assert_eq!(parse(" Nora.a+x@Example.ORG "), Ok("Nora.a+x@example.org".into()));
        for bad in ["", "a", "a@b", "a@b@c.d", "a b@c.d", "a@.c.d", "a@c.d.", "أ@c.d", "a@c..d", "a\r\nBcc:x@y.z@c.d", "<a@c.d>", ".a@c.d"] {
            assert!(parse(bad).is_err(), "{bad:?}");
        }
    }
}
