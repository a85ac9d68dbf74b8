use crate::{Nafath, Oidc};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use wire::{Client, Limits, Secret, settings::SettingsError};

/// One way of signing in. Serialised as `{"kind":"oidc", …}` with its secrets in it: whoever stores it seals it. `Debug` hides secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Settings {
    /// OpenID Connect.
    Oidc(OidcSettings),
    /// Nafath by request and status.
    Nafath(NafathSettings),
}

/// A way of signing in, ready to use. Make it once and share it: it keeps the other side's keys.
#[derive(Clone)]
pub enum Way {
    /// The browser goes there and comes back.
    Redirect(Arc<Oidc>),
    /// A number is shown, the person confirms it in the app, we ask until it is done.
    Confirm(Arc<Nafath>),
}

impl Settings {
    /// Checks the settings; connects to nothing yet. `Ok(None)`: switched off.
    pub fn open(&self) -> Result<Option<Way>, SettingsError> {
        Ok(match self {
            Settings::Oidc(s) if s.enabled => Some(Way::Redirect(Arc::new(Oidc::open(s)?))),
            Settings::Nafath(s) if s.enabled => Some(Way::Confirm(Arc::new(Nafath::open(s)?))),
            _ => None,
        })
    }

    /// These settings, where a secret left empty keeps the one of `old` (a form shows no stored secret).
    pub fn keeping(mut self, old: &Settings) -> Settings {
        match (&mut self, old) {
            (Settings::Oidc(n), Settings::Oidc(o)) if n.client_secret.is_empty() => n.client_secret = o.client_secret.clone(),
            (Settings::Nafath(n), Settings::Nafath(o)) if n.app_key.is_empty() => n.app_key = o.app_key.clone(),
            _ => {}
        }
        self
    }
}

/// How the client proves itself at the token endpoint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClientAuth {
    /// `client_secret_basic`.
    #[default]
    Basic,
    /// `client_secret_post`.
    Post,
    /// A public client: PKCE alone.
    None,
}

/// Where in the token what we ask for stands. A name, a JSON pointer (`/user/id`), or several names with blanks between (joined, for a name in parts);
/// empty: not asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClaimNames {
    /// Ten digits.
    pub national_id: String,
    /// The full name.
    pub name: String,
    /// `YYYY-MM-DD`.
    pub birth: String,
    /// A Saudi mobile in any spelling.
    pub mobile: String,
}

impl Default for ClaimNames {
    fn default() -> ClaimNames {
        ClaimNames { national_id: "national_id".into(), name: "name".into(), birth: "birthdate".into(), mobile: "phone_number".into() }
    }
}

/// An OpenID Connect provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OidcSettings {
    /// Off: nobody is sent there.
    pub enabled: bool,
    /// As the provider writes it, without `/.well-known/…`; compared exactly.
    pub issuer: String,
    /// Our name there.
    pub client_id: String,
    /// Empty only with [`ClientAuth::None`].
    pub client_secret: Secret,
    /// How the secret is shown.
    pub auth: ClientAuth,
    /// Our own address the browser comes back to, as registered there.
    pub redirect: String,
    /// `openid` is always among them.
    pub scopes: String,
    /// The signatures taken, of: RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384. Never `none`, never a shared secret.
    pub algorithms: Vec<String>,
    /// The levels of assurance that suffice (`acr`); empty: any.
    pub acr: Vec<String>,
    /// Asks the userinfo endpoint for what the token does not say.
    pub userinfo: bool,
    /// Where what stands.
    pub claims: ClaimNames,
    /// PEM of a certificate authority trusted besides the public ones.
    pub root_certificate: String,
}

impl Default for OidcSettings {
    fn default() -> OidcSettings {
        OidcSettings {
            enabled: false,
            issuer: String::new(),
            client_id: String::new(),
            client_secret: Secret::default(),
            auth: ClientAuth::Basic,
            redirect: String::new(),
            scopes: "openid profile".into(),
            algorithms: vec!["RS256".into(), "PS256".into(), "ES256".into()],
            acr: vec![],
            userinfo: false,
            claims: ClaimNames::default(),
            root_certificate: String::new(),
        }
    }
}

/// Nafath by Elm's request and status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NafathSettings {
    /// Off: nobody is asked.
    pub enabled: bool,
    /// The header `APP-ID`.
    pub app_id: String,
    /// The header `APP-KEY`.
    pub app_key: Secret,
    /// Without `/api/v1`. The trial stage ends in `/stg`.
    pub base: String,
    /// What the person confirms, as agreed with Elm.
    pub service: String,
    /// Our name as registered: the token's `aud`.
    pub audience: String,
    /// The token's `iss`; empty: not looked at.
    pub issuer: String,
    /// Our own address as the internet sees it, for `X-Forwarded-For`; may be empty.
    pub server_ip: String,
    /// Seconds a person has to confirm.
    pub lifetime: i64,
    /// `false` (usual): a person is identified only by the signed token, which comes with the status or by the callback. `true`: the status COMPLETED
    /// over TLS suffices; then nothing but the number asked for is known.
    pub status_suffices: bool,
    /// Where what stands in the token.
    pub claims: ClaimNames,
    /// PEM of a certificate authority trusted besides the public ones.
    pub root_certificate: String,
}

impl Default for NafathSettings {
    fn default() -> NafathSettings {
        NafathSettings {
            enabled: false,
            app_id: String::new(),
            app_key: Secret::default(),
            base: "https://nafath.api.elm.sa".into(),
            service: "Login".into(),
            audience: String::new(),
            issuer: String::new(),
            server_ip: String::new(),
            lifetime: 180,
            status_suffices: false,
            claims: ClaimNames {
                national_id: "nin".into(),
                name: "firstName fatherName grandFatherName familyName".into(),
                birth: "dateOfBirthG".into(),
                mobile: String::new(),
            },
            root_certificate: String::new(),
        }
    }
}

pub(crate) fn client(root: &str) -> Result<Client, SettingsError> {
    // Somebody waits before a page meanwhile.
    let limits = Limits { connect: std::time::Duration::from_secs(4), total: std::time::Duration::from_secs(8), body: 256 * 1024 };
    wire::settings::client(limits, root)
}
