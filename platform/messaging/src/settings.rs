use crate::{Sender, console, generic, sms_providers, smtp, whatsapp};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};
use wire::{Limits, Secret, settings::SettingsError};

/// By what a message reaches its receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// To a mail address.
    Mail,
    /// To a mobile.
    Sms,
    /// To a mobile.
    WhatsApp,
    /// Nowhere: to the operator's terminal.
    Console,
}

impl Channel {
    /// `email`, `sms`, `whatsapp`, `console`.
    pub fn code(self) -> &'static str {
        match self {
            Channel::Mail => "email",
            Channel::Sms => "sms",
            Channel::WhatsApp => "whatsapp",
            Channel::Console => "console",
        }
    }
}

/// How one sender is reached. Serialised as `{"kind":"unifonic", …}` with its secrets in it: whoever stores it seals it. `Debug` hides secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Settings {
    /// Mail.
    Smtp(Smtp),
    /// SMS by Unifonic.
    Unifonic(Unifonic),
    /// SMS by Taqnyat.
    Taqnyat(Taqnyat),
    /// SMS by Msegat.
    Msegat(Msegat),
    /// SMS by 4jawaly.
    Jawaly(Jawaly),
    /// SMS by any provider with one HTTP request a message.
    Generic(Generic),
    /// WhatsApp Cloud API.
    WhatsApp(WhatsApp),
    /// Prints to the terminal and sends nothing: for the first look.
    Console,
}

/// How a mail server is spoken to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SmtpTls {
    /// TLS by STARTTLS, demanded: a server that does not offer it gets nothing. Usual port 587.
    #[default]
    StartTls,
    /// TLS from the first byte. Usual port 465.
    Implicit,
    /// None: only to a server on this machine.
    None,
}

/// A mail server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Smtp {
    /// Its name, as in its certificate.
    pub host: String,
    /// 0 for the usual one of `tls`.
    pub port: u16,
    /// How.
    pub tls: SmtpTls,
    /// Empty: no sign-in.
    pub user: String,
    /// With `user`.
    pub password: Secret,
    /// `name@example.org`.
    pub from: String,
    /// The name shown before it; may be Arabic, may be empty.
    pub from_name: String,
    /// Where answers go, if not to `from`.
    pub reply_to: String,
    /// PEM of a certificate authority trusted besides the public ones.
    pub root_certificate: String,
}

/// `POST {base}/rest/SMS/messages`, form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Unifonic {
    /// The application's id, which is its key.
    pub app_sid: Secret,
    /// The registered sender name.
    pub sender: String,
    /// Without a path.
    pub base: String,
    /// PEM, may be empty.
    pub root_certificate: String,
}

/// `POST {base}/v1/messages`, JSON, Bearer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Taqnyat {
    /// The application's token.
    pub bearer: Secret,
    /// The registered sender name.
    pub sender: String,
    /// Without a path.
    pub base: String,
    /// PEM, may be empty.
    pub root_certificate: String,
}

/// `POST {base}/gw/sendsms.php`, JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Msegat {
    /// The account's user name.
    pub user: String,
    /// The account's key.
    pub api_key: Secret,
    /// The registered sender name.
    pub sender: String,
    /// Without a path.
    pub base: String,
    /// PEM, may be empty.
    pub root_certificate: String,
}

/// `POST {base}/api/v1/account/area/sms/send`, JSON, Basic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Jawaly {
    /// The application's key.
    pub key: Secret,
    /// The application's secret.
    pub secret: Secret,
    /// The registered sender name.
    pub sender: String,
    /// Without a path.
    pub base: String,
    /// PEM, may be empty.
    pub root_certificate: String,
}

/// How the places of a [`Generic`] body are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FormKind {
    /// `application/json`; places stand inside quotes and are escaped for them.
    #[default]
    Json,
    /// `application/x-www-form-urlencoded`; places are percent-encoded.
    Form,
    /// No body: everything stands in the address (percent-encoded there, whatever the form).
    Query,
}

/// One HTTP request a message, as the settings say. Places: `{to}` `{text}` `{id}` in body and address, `{to}` and `{id}` in headers.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Generic {
    /// The whole address, may hold places. A key may stand in it too, so `Debug` shows only where it leads.
    pub url: String,
    /// `POST` (default), `PUT` or `GET`.
    pub method: String,
    /// Name → value. Values are secrets: a key usually stands here.
    pub headers: BTreeMap<String, Secret>,
    /// What the body is.
    pub form: FormKind,
    /// The body with its places; may hold a key.
    pub body: Secret,
    /// The statuses that mean: taken. Empty: 200, 201, 202.
    pub success_status: Vec<u16>,
    /// A JSON pointer (RFC 6901) into the answer, such as `/status`; empty: the status alone decides.
    pub success_pointer: String,
    /// What must stand there (as text: `true`, `1`, `OK`); empty: anything but null, false, 0 and "".
    pub success_value: String,
    /// A JSON pointer to the provider's id of the message; may be empty.
    pub receipt_pointer: String,
    /// PEM, may be empty.
    pub root_certificate: String,
}

impl std::fmt::Debug for Generic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let host: String = self.url.split('/').take(3).collect::<Vec<_>>().join("/");
        let host = host.split(['?', '#']).next().unwrap_or_default().rsplit('@').next().unwrap_or_default();
        f.debug_struct("Generic").field("url", &host).field("method", &self.method).field("form", &self.form).finish_non_exhaustive()
    }
}

/// WhatsApp Cloud API: `POST {base}/{version}/{phone_id}/messages`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WhatsApp {
    /// A lasting token of a system user.
    pub token: Secret,
    /// The id (not the number) of the sending phone.
    pub phone_id: String,
    /// The app's secret: signs what comes in by the webhook.
    pub app_secret: Secret,
    /// A word of one's own choice, told to Meta when the webhook is set up.
    pub verify_token: Secret,
    /// Without a path.
    pub base: String,
    /// Such as `v23.0`.
    pub version: String,
    /// PEM, may be empty.
    pub root_certificate: String,
}

macro_rules! base {
    ($($t:ident { $($k:ident : $v:expr),* } $base:literal),*) => {$(
        impl Default for $t {
            fn default() -> $t {
                $t { $($k: $v,)* base: $base.into(), root_certificate: String::new() }
            }
        }
    )*};
}
base! {
    Unifonic { app_sid: Secret::default(), sender: String::new() } "https://el.cloud.unifonic.com",
    Taqnyat { bearer: Secret::default(), sender: String::new() } "https://api.taqnyat.sa",
    Msegat { user: String::new(), api_key: Secret::default(), sender: String::new() } "https://www.msegat.com",
    Jawaly { key: Secret::default(), secret: Secret::default(), sender: String::new() } "https://api-sms.4jawaly.com",
    WhatsApp { token: Secret::default(), phone_id: String::new(), app_secret: Secret::default(), verify_token: Secret::default(), version: "v23.0".into() }
        "https://graph.facebook.com"
}

impl Settings {
    /// Every kind, in the order to offer them.
    pub const KINDS: &'static [&'static str] = &["smtp", "unifonic", "taqnyat", "msegat", "jawaly", "generic", "whatsapp", "console"];

    /// `smtp`, `unifonic`, … as serialised.
    pub fn kind(&self) -> &'static str {
        match self {
            Settings::Smtp(_) => "smtp",
            Settings::Unifonic(_) => "unifonic",
            Settings::Taqnyat(_) => "taqnyat",
            Settings::Msegat(_) => "msegat",
            Settings::Jawaly(_) => "jawaly",
            Settings::Generic(_) => "generic",
            Settings::WhatsApp(_) => "whatsapp",
            Settings::Console => "console",
        }
    }

    /// By what it reaches its receiver.
    pub fn channel(&self) -> Channel {
        match self {
            Settings::Smtp(_) => Channel::Mail,
            Settings::WhatsApp(_) => Channel::WhatsApp,
            Settings::Console => Channel::Console,
            _ => Channel::Sms,
        }
    }

    /// Checks the settings and makes the sender, with the usual time limits (connect 10 s, all 30 s). Connects to nothing yet.
    pub fn open(&self) -> Result<Arc<dyn Sender>, SettingsError> {
        self.open_within(Limits::default())
    }

    /// The same with other limits.
    pub fn open_within(&self, limits: Limits) -> Result<Arc<dyn Sender>, SettingsError> {
        Ok(match self {
            Settings::Smtp(s) => Arc::new(smtp::Mail::new(s, limits)?),
            Settings::Unifonic(s) => Arc::new(sms_providers::UnifonicSender::new(s, limits)?),
            Settings::Taqnyat(s) => Arc::new(sms_providers::TaqnyatSender::new(s, limits)?),
            Settings::Msegat(s) => Arc::new(sms_providers::MsegatSender::new(s, limits)?),
            Settings::Jawaly(s) => Arc::new(sms_providers::JawalySender::new(s, limits)?),
            Settings::Generic(s) => Arc::new(generic::GenericSender::new(s, limits)?),
            Settings::WhatsApp(s) => Arc::new(whatsapp::WhatsAppSender::new(s, limits)?),
            Settings::Console => Arc::new(console::Console),
        })
    }

    /// These settings, where a secret left empty keeps the one of `old` (a form shows no stored secret). Another kind keeps nothing.
    pub fn keeping(mut self, old: &Settings) -> Settings {
        fn keep(new: &mut Secret, old: &Secret) {
            if new.is_empty() {
                *new = old.clone();
            }
        }
        match (&mut self, old) {
            (Settings::Smtp(n), Settings::Smtp(o)) => keep(&mut n.password, &o.password),
            (Settings::Unifonic(n), Settings::Unifonic(o)) => keep(&mut n.app_sid, &o.app_sid),
            (Settings::Taqnyat(n), Settings::Taqnyat(o)) => keep(&mut n.bearer, &o.bearer),
            (Settings::Msegat(n), Settings::Msegat(o)) => keep(&mut n.api_key, &o.api_key),
            (Settings::Jawaly(n), Settings::Jawaly(o)) => {
                keep(&mut n.key, &o.key);
                keep(&mut n.secret, &o.secret);
            }
            (Settings::Generic(n), Settings::Generic(o)) => {
                keep(&mut n.body, &o.body);
                for (name, value) in &mut n.headers {
                    if let Some(stored) = o.headers.get(name) {
                        keep(value, stored);
                    }
                }
            }
            (Settings::WhatsApp(n), Settings::WhatsApp(o)) => {
                keep(&mut n.token, &o.token);
                keep(&mut n.app_secret, &o.app_secret);
                keep(&mut n.verify_token, &o.verify_token);
            }
            _ => {}
        }
        self
    }
}
