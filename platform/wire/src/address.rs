use http::Uri;

/// Why an address is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// Not an absolute address, or with a user in it.
    Unreadable,
    /// Plain `http` to somewhere else than this machine.
    NotHttps,
}

/// An absolute address of a service: `https`, or `http` where the host is this machine.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(Uri);

impl Address {
    /// Reads `https://host[:port][/path][?query]`. Refuses a user part, another scheme, and `http` beyond loopback.
    pub fn parse(text: &str) -> Result<Address, AddressError> {
        let text = text.trim();
        // A fragment would be dropped silently; it has no meaning here.
        if text.contains('#') {
            return Err(AddressError::Unreadable);
        }
        let uri: Uri = text.parse().map_err(|_| AddressError::Unreadable)?;
        let authority = uri.authority().ok_or(AddressError::Unreadable)?;
        if authority.as_str().contains('@') || authority.host().is_empty() {
            return Err(AddressError::Unreadable);
        }
        let address = Address(uri);
        match address.0.scheme_str() {
            Some("https") => Ok(address),
            Some("http") if is_loopback(address.host()) => Ok(address),
            Some("http") => Err(AddressError::NotHttps),
            _ => Err(AddressError::Unreadable),
        }
    }

    /// This address with `path` (beginning with `/`, may hold a query) after its own path; its own query goes.
    pub fn join(&self, path: &str) -> Result<Address, AddressError> {
        let own = self.0.path().trim_end_matches('/');
        let scheme = self.0.scheme_str().unwrap_or("https");
        let authority = self.0.authority().map_or("", |a| a.as_str());
        Address::parse(&format!("{scheme}://{authority}{own}{path}"))
    }

    /// The host without brackets.
    pub fn host(&self) -> &str {
        self.0.host().unwrap_or("").trim_start_matches('[').trim_end_matches(']')
    }
    /// TLS or not.
    pub fn is_https(&self) -> bool {
        self.0.scheme_str() == Some("https")
    }
    /// The port given, else the scheme's.
    pub fn port(&self) -> u16 {
        self.0.port_u16().unwrap_or(if self.is_https() { 443 } else { 80 })
    }
    /// `host` or `host:port`, as a Host header has it.
    pub(crate) fn authority(&self) -> &str {
        self.0.authority().map_or("", |a| a.as_str())
    }
    /// Path and query, as the request line has it.
    pub(crate) fn target(&self) -> &str {
        self.0.path_and_query().map_or("/", |p| if p.as_str().is_empty() { "/" } else { p.as_str() })
    }
    /// The whole address. May hold what belongs in no log (a key in a query).
    pub fn text(&self) -> String {
        self.0.to_string()
    }
}

/// Without path and query: they may hold a number or a key.
impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}://{}", self.0.scheme_str().unwrap_or("?"), self.authority())
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn only_https_or_this_machine() {
        for ok in ["https://el.cloud.example/rest", "http://127.0.0.1:8080", "http://localhost/x", "http://[::1]:9/x"] {
            assert!(Address::parse(ok).is_ok(), "{ok}");
        }
        assert_eq!(Address::parse("http://example.org"), Err(AddressError::NotHttps));
        assert_eq!(Address::parse("http://127.0.0.1.example.org"), Err(AddressError::NotHttps));
        for bad in ["", "example.org", "/x", "ftp://example.org", "https://a:b@example.org", "https://a b", "https://x/#y", "http://localhost@example.org/"] {
            assert_eq!(Address::parse(bad), Err(AddressError::Unreadable), "{bad}");
        }
    }
    #[test]
    fn joins_keep_the_base_path() {
        let base = Address::parse("https://h.example:8443/stg/").unwrap();
        assert_eq!(base.join("/api/v1?x=1").unwrap().text(), "https://h.example:8443/stg/api/v1?x=1");
        assert_eq!(Address::parse("https://h.example").unwrap().join("/a").unwrap().target(), "/a");
        assert_eq!(format!("{base:?}"), "https://h.example:8443");
    }
}
