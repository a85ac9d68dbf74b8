//! How long, how often, and which paths. Pure.

use kernel::HOUR_MS;
use serde::{Deserialize, Serialize};

const MINUTE_MS: i64 = 60_000;

/// How long a code holds.
pub const CODE_MS: i64 = 5 * MINUTE_MS;
pub const CODE_MINUTES: i64 = CODE_MS / MINUTE_MS;
/// Wrong codes after which a code is over.
pub const CODE_TRIES: i64 = 5;
/// Before another code is sent to the same number.
pub const RESEND_MS: i64 = MINUTE_MS;
/// How long a sign-in may be under way.
pub const ENTRY_MS: i64 = 30 * MINUTE_MS;
/// Wrong answers to "who are you" after which the session goes on without a file.
pub const WHO_TRIES: i64 = 3;
/// A use is written down at most this often.
pub const TOUCH_MS: i64 = MINUTE_MS;
/// How long the browser may take to ask for the answer Nafath gave.
pub const ANSWER_MS: i64 = 5 * MINUTE_MS;
/// Between two questions to Nafath about one request, however often the page is asked for.
pub const LOOK_MS: i64 = 3_000;
/// How long a confirmed signing code waits for the signature.
pub const SIGN_MS: i64 = 10 * MINUTE_MS;

/// So many at once, then one more each `every_ms`.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    pub name: &'static str,
    pub burst: i64,
    pub every_ms: i64,
}

/// What is counted: codes sent, codes tried, answers to "who are you", claims.
pub mod rate {
    use super::{HOUR_MS, MINUTE_MS, RESEND_MS, Rate};
    pub const SEND_SOON: Rate = Rate { name: "send-soon", burst: 1, every_ms: RESEND_MS };
    pub const SEND_NUMBER: Rate = Rate { name: "send-number", burst: 6, every_ms: 30 * MINUTE_MS };
    pub const SEND_DEVICE: Rate = Rate { name: "send-device", burst: 12, every_ms: 5 * MINUTE_MS };
    // A carrier puts thousands of phones behind one address.
    pub const SEND_ADDRESS: Rate = Rate { name: "send-address", burst: 60, every_ms: 20_000 };
    pub const SEND_ALL: Rate = Rate { name: "send-all", burst: 300, every_ms: 2_000 };
    // Kept for browsers that came in by the number before, and for signing: what strangers ask for does not use it up.
    pub const SEND_KNOWN: Rate = Rate { name: "send-known", burst: 6, every_ms: 30 * MINUTE_MS };
    pub const SEND_SIGN: Rate = Rate { name: "send-sign", burst: 6, every_ms: 30 * MINUTE_MS };
    pub const SEND_KNOWN_ALL: Rate = Rate { name: "send-known-all", burst: 300, every_ms: 2_000 };
    // More than all codes a stranger can have sent there allow: guessing is bounded by the codes, and his tries do not shut out the owner's.
    pub const TRY_NUMBER: Rate = Rate { name: "try-number", burst: 40, every_ms: 5 * MINUTE_MS };
    pub const TRY_DEVICE: Rate = Rate { name: "try-device", burst: 30, every_ms: 2 * MINUTE_MS };
    pub const TRY_ADDRESS: Rate = Rate { name: "try-address", burst: 120, every_ms: 10_000 };
    pub const TRY_ALL: Rate = Rate { name: "try-all", burst: 1_000, every_ms: 1_000 };
    pub const WHO_NUMBER: Rate = Rate { name: "who-number", burst: 6, every_ms: 2 * HOUR_MS };
    // A telephone that rings again and again gets its owner to say yes at last. So: few at once, few a day, and fewer after a no.
    pub const NAFATH_ID: Rate = Rate { name: "nafath-id", burst: 3, every_ms: 20 * MINUTE_MS };
    pub const NAFATH_DAY: Rate = Rate { name: "nafath-day", burst: 6, every_ms: 4 * HOUR_MS };
    pub const NAFATH_NO: Rate = Rate { name: "nafath-no", burst: 2, every_ms: 12 * HOUR_MS };
    pub const NAFATH_DEVICE: Rate = Rate { name: "nafath-device", burst: 4, every_ms: 10 * MINUTE_MS };
    pub const NAFATH_ADDRESS: Rate = Rate { name: "nafath-address", burst: 20, every_ms: MINUTE_MS };
    pub const NAFATH_ALL: Rate = Rate { name: "nafath-all", burst: 60, every_ms: 10_000 };
    // Nobody is written to by going there: only our own rows are counted.
    pub const OIDC_DEVICE: Rate = Rate { name: "oidc-device", burst: 12, every_ms: 2 * MINUTE_MS };
    pub const OIDC_ADDRESS: Rate = Rate { name: "oidc-address", burst: 60, every_ms: 10_000 };
    pub const OIDC_ALL: Rate = Rate { name: "oidc-all", burst: 300, every_ms: 1_000 };
    // Mail to an address somebody typed: few, whoever's it is.
    pub const EMAIL_ACCOUNT: Rate = Rate { name: "email-account", burst: 4, every_ms: HOUR_MS };
    pub const CLAIM_ACCOUNT: Rate = Rate { name: "claim-account", burst: 4, every_ms: 6 * HOUR_MS };
}

/// Sign-in as the association set it; kept by version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Minutes without a use after which a session is over.
    pub idle_minutes: i64,
    /// The same on a device others use too.
    pub shared_idle_minutes: i64,
    pub absolute_hours: i64,
    pub oidc: Oidc,
    pub nafath: Nafath,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { idle_minutes: 30, shared_idle_minutes: 10, absolute_hours: 12, oidc: Oidc::default(), nafath: Nafath::default() }
    }
}

impl Settings {
    pub const NAME: &str = "portal_sign_in";

    pub fn idle_ms(&self, shared: bool) -> i64 {
        MINUTE_MS * if shared { self.shared_idle_minutes } else { self.idle_minutes }
    }
    pub fn absolute_ms(&self) -> i64 {
        HOUR_MS * self.absolute_hours
    }
}

/// A provider of OpenID Connect, off until it is set up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Oidc {
    pub on: bool,
    /// As its button says: «الدخول عبر …».
    pub name_ar: String,
    pub name_en: String,
    pub issuer: String,
    pub client_id: String,
    /// Sealed; empty for none.
    pub secret: String,
    /// Our own address as the provider knows it, `https://…/my/oidc/back`.
    pub redirect: String,
    pub scopes: String,
    /// The claim that holds the identity number.
    pub claim: String,
    /// Whether what the token does not say is asked of the provider.
    pub userinfo: bool,
    /// How the secret is shown: `basic`, `post`, or `none` for a client without one.
    pub auth: String,
    /// Levels of assurance that suffice, with blanks between; empty: any.
    pub acr: String,
    /// PEM of an authority trusted besides the public ones; empty for none.
    pub root: String,
}

/// How a client may show its secret.
pub const AUTHS: &[&str] = &["basic", "post", "none"];
/// Where a provider sends the browser back to, after this site's own address.
pub const OIDC_BACK: &str = "/my/oidc/back";

impl Default for Oidc {
    fn default() -> Oidc {
        Oidc {
            on: false,
            name_ar: String::new(),
            name_en: String::new(),
            issuer: String::new(),
            client_id: String::new(),
            secret: String::new(),
            redirect: String::new(),
            scopes: "openid profile".into(),
            claim: "national_id".into(),
            userinfo: false,
            auth: "basic".into(),
            acr: String::new(),
            root: String::new(),
        }
    }
}

/// Nafath, off until it is set up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Nafath {
    pub on: bool,
    pub base: String,
    pub service: String,
    pub app_id: String,
    /// Sealed; empty for none.
    pub secret: String,
    /// Our name as registered: whom its tokens are for.
    pub audience: String,
    pub issuer: String,
    /// Our outgoing address as registered, for `X-Forwarded-For`; may be empty.
    pub server_ip: String,
    /// PEM of an authority trusted besides the public ones; empty for none.
    pub root: String,
}

impl Default for Nafath {
    fn default() -> Nafath {
        let empty = String::new;
        Nafath {
            on: false,
            base: "https://nafath.api.elm.sa".into(),
            service: "Login".into(),
            app_id: empty(),
            secret: empty(),
            audience: empty(),
            issuer: empty(),
            server_ip: empty(),
            root: empty(),
        }
    }
}

/// Where to after signing in: our own portal alone, and never the door itself.
pub fn next_path(raw: &str) -> &str {
    let plain = raw.len() <= 500 && raw.bytes().all(|b| (b'!'..0x7f).contains(&b) && b != b'\\');
    let under = |p: &str| raw == p || raw.starts_with(&format!("{p}/")) || raw.starts_with(&format!("{p}?"));
    // A browser climbs out of the portal by either spelling before it asks.
    let climbs = raw.contains("..") || raw.to_ascii_lowercase().contains("%2e");
    let ours = ["/my", "/ask", "/help"].iter().any(|p| under(p));
    let door = ["/my/sign-in", "/my/sign-out", "/my/oidc"].iter().any(|p| under(p));
    if plain && ours && !climbs && !door { raw } else { "/my" }
}

/// The path as the value of a query parameter.
pub fn in_query(path: &str) -> String {
    path.bytes().map(|b| if b.is_ascii_alphanumeric() || b"/-_.~".contains(&b) { (b as char).to_string() } else { format!("%{b:02X}") }).collect()
}

/// `0500000187` → `05•••••187`.
pub fn mask(number: &str) -> String {
    match (number.get(..2), number.get(number.len().saturating_sub(3)..)) {
        (Some(a), Some(z)) if number.len() == 10 => format!("{a}•••••{z}"),
        _ => String::new(),
    }
}

/// `0500000187` → `966500000187`; empty for empty.
pub fn international(number: &str) -> String {
    if number.is_empty() { String::new() } else { format!("966{}", number.trim_start_matches('0')) }
}

/// The part of a browser's name that a person would know it by.
pub fn short_agent(raw: &str) -> String {
    let browser =
        [("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")];
    let system = [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")];
    let pick = |list: &[(&str, &str)]| list.iter().find(|(mark, _)| raw.contains(mark)).map(|(_, name)| name.to_string());
    [pick(&browser), pick(&system)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_into_the_portal_alone() {
        for good in ["/my", "/my/requests/01", "/my/who?next=x", "/ask", "/ask/02"] {
            assert_eq!(next_path(good), good);
        }
        for bad in ["", "/", "/desk", "//my", "https://my", "/my/sign-in/code", "/my/sign-out", "/my\\x", "/my\r\n", "/mystery"] {
            assert_eq!(next_path(bad), "/my", "{bad:?}");
        }
        for bad in ["/my/../desk", "/my/%2E%2e/desk", "/my/.%2e/desk", "/my/oidc", "/my/oidc?next=/my/oidc", "/my/oidc/back?code=x"] {
            assert_eq!(next_path(bad), "/my", "{bad:?}");
        }
        assert_eq!(next_path(&format!("/my/{}", "x".repeat(500))), "/my");
        assert_eq!(in_query("/my/requests?a=1&b=«"), "/my/requests%3Fa%3D1%26b%3D%C2%AB");
    }

    #[test]
    fn a_number_is_shown_by_its_ends() {
        assert_eq!(mask("0500000187"), "05•••••187");
        assert_eq!(mask(""), "");
        assert_eq!(international("0500000187"), "966500000187");
    }

    #[test]
    fn older_settings_open() {
        let s: Settings = serde_json::from_str(r#"{"idle_minutes":20}"#).unwrap();
        assert_eq!((s.idle_minutes, s.absolute_hours, s.oidc.on), (20, 12, false));
    }
}
