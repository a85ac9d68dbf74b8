//! Mail by SMTP. The conversation is led step by step, so that it is known whether the words had gone out when something broke:
//! before the content a failure is a [`Outcome::Retry`], after it [`Outcome::Unsure`].

use crate::{
    Outcome, Outgoing, Sender, Sending, SettingsError, Smtp, SmtpTls, Why, WhyCode,
    judge::outcome_of,
    mail::{self, Envelope},
};
use lettre::{
    Address,
    message::Mailbox,
    transport::smtp::{
        Error,
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters},
        commands::{Data, Mail as MailFrom, Rcpt},
        extension::ClientId,
    },
};
use std::{error::Error as _, net::IpAddr, time::Duration};
use tokio::time::timeout;
use wire::Limits;
use wire::settings::{required, wrong};

/// A server that says "later" (greylisting, a full queue) means minutes.
const LATER: Duration = Duration::from_secs(5 * 60);

pub(crate) struct Mail {
    set: Smtp,
    port: u16,
    from: Mailbox,
    reply_to: Option<Mailbox>,
    tls: Option<TlsParameters>,
    limits: Limits,
}

fn mailbox(field: &'static str, name: &str, address: &str) -> Result<Mailbox, SettingsError> {
    let address: Address = address.trim().parse().map_err(|_| wrong(field, "address"))?;
    let name = mail::plain(name);
    Ok(Mailbox::new((!name.is_empty()).then_some(name), address))
}

impl Mail {
    pub(crate) fn new(set: &Smtp, limits: Limits) -> Result<Mail, SettingsError> {
        let host = set.host.trim();
        required(&[("host", host.is_empty()), ("from", set.from.trim().is_empty()), ("password", !set.user.is_empty() && set.password.is_empty())])?;
        if !host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':')) {
            return Err(wrong("host", "address"));
        }
        let loopback = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let (tls, port) = match set.tls {
            SmtpTls::None if !loopback => return Err(wrong("tls", "tls")),
            SmtpTls::None => (None, 25),
            SmtpTls::StartTls => (Some(parameters(host, &set.root_certificate)?), 587),
            SmtpTls::Implicit => (Some(parameters(host, &set.root_certificate)?), 465),
        };
        let reply_to = if set.reply_to.trim().is_empty() { None } else { Some(mailbox("reply_to", "", &set.reply_to)?) };
        Ok(Mail {
            port: if set.port == 0 { port } else { set.port },
            from: mailbox("from", &set.from_name, &set.from)?,
            reply_to,
            tls,
            limits,
            set: Smtp { host: host.to_owned(), ..set.clone() },
        })
    }

    /// Everything up to the server's word that the content may come.
    async fn prepare(&self, envelope: &Envelope) -> Result<AsyncSmtpConnection, Outcome> {
        // The name in the greeting is the mail's own domain: the machine's name is nobody's business.
        let hello = ClientId::Domain(self.from.email.domain().to_owned());
        let implicit = self.tls.clone().filter(|_| self.set.tls == SmtpTls::Implicit);
        let connect = AsyncSmtpConnection::connect_tokio1((self.set.host.as_str(), self.port), Some(self.limits.connect), &hello, implicit, None);
        let mut conn = connect.await.map_err(|e| failed(&e, Step::Greeting))?;
        if self.set.tls == SmtpTls::StartTls
            && let Some(tls) = self.tls.clone()
        {
            if !conn.can_starttls() {
                conn.abort().await;
                return Err(outcome_of(WhyCode::Settings, "STARTTLS is not offered", None));
            }
            conn.starttls(tls, &hello).await.map_err(|e| failed(&e, Step::Tls))?;
        }
        if !self.set.user.is_empty() {
            let credentials = Credentials::new(self.set.user.clone(), self.set.password.reveal().to_owned());
            conn.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).await.map_err(|e| failed(&e, Step::SignIn))?;
        }
        conn.command(MailFrom::new(Some(self.from.email.clone()), vec![])).await.map_err(|e| failed(&e, Step::From))?;
        conn.command(Rcpt::new(envelope.to.clone(), vec![])).await.map_err(|e| failed(&e, Step::To))?;
        conn.command(Data).await.map_err(|e| failed(&e, Step::Content))?;
        Ok(conn)
    }

    async fn try_once(&self, o: &Outgoing) -> Result<Outcome, Outcome> {
        let envelope = mail::compose(&self.from, self.reply_to.as_ref(), o)?;
        let mut conn = timeout(self.limits.total, self.prepare(&envelope))
            .await
            .map_err(|_| Outcome::Retry { why: Why::new(WhyCode::Timeout, "before the content"), after: None })??;
        // Servers look at the content before they answer: it has its own time.
        match timeout(self.limits.total, conn.message(&envelope.bytes)).await {
            Err(_) => Err(Outcome::Unsure { why: Why::new(WhyCode::Timeout, "after the content") }),
            Ok(Err(e)) => Err(failed(&e, Step::Sent)),
            Ok(Ok(_)) => {
                // Politeness only: the server has taken the mail.
                let _ = timeout(Duration::from_secs(2), conn.quit()).await;
                Ok(Outcome::Accepted { receipt: envelope.message_id })
            }
        }
    }
}

fn parameters(host: &str, root: &str) -> Result<TlsParameters, SettingsError> {
    let mut builder = TlsParameters::builder(host.to_owned()).certificate_store(CertificateStore::WebpkiRoots);
    if !root.trim().is_empty() {
        // The same check as for HTTP: a text without any certificate is a mistake, not "none".
        wire::tls_config(Some(root)).map_err(|_| wrong("root_certificate", "certificate"))?;
        builder = builder.add_root_certificate(Certificate::from_pem(root.as_bytes()).map_err(|_| wrong("root_certificate", "certificate"))?);
    }
    builder.build_rustls().map_err(|_| wrong("host", "address"))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Greeting,
    Tls,
    SignIn,
    From,
    To,
    /// DATA was answered, no content yet.
    Content,
    /// The content is out.
    Sent,
}

/// What a failure at this step comes to. The server's own words go along cleaned (no address, no number).
fn failed(e: &Error, step: Step) -> Outcome {
    let said = e.source().map(ToString::to_string).unwrap_or_default();
    let said = match e.status() {
        Some(code) => format!("{code} {said}"),
        None => said,
    };
    let later = |code| Outcome::Retry { why: Why::new(code, &said), after: Some(LATER) };
    if e.is_transient() {
        return later(WhyCode::Provider);
    }
    if e.is_permanent() {
        return match step {
            Step::Greeting => later(WhyCode::Provider),
            Step::Tls => outcome_of(WhyCode::Settings, &said, None),
            Step::SignIn => outcome_of(WhyCode::Credentials, &said, None),
            Step::From => outcome_of(WhyCode::Sender, &said, None),
            Step::To => outcome_of(WhyCode::Recipient, &said, None),
            Step::Content | Step::Sent => outcome_of(WhyCode::Text, &said, None),
        };
    }
    match step {
        Step::Sent => Outcome::Unsure { why: Why::new(WhyCode::Cut, &said) },
        // A server that offers no way of signing in that we speak, or a certificate nobody vouches for.
        Step::SignIn if e.is_client() => outcome_of(WhyCode::Settings, &said, None),
        Step::Tls => outcome_of(WhyCode::Settings, &said, None),
        _ if by_tls(e) => outcome_of(WhyCode::Settings, &said, None),
        _ => outcome_of(WhyCode::Unreachable, &said, None),
    }
}

fn by_tls(e: &Error) -> bool {
    let mut source = e.source();
    while let Some(s) = source {
        if s.is::<rustls::Error>() || s.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref).is_some_and(|i| i.is::<rustls::Error>()) {
            return true;
        }
        source = s.source();
    }
    e.is_tls()
}

impl Sender for Mail {
    fn kind(&self) -> &'static str {
        "smtp"
    }
    fn send<'a>(&'a self, o: &'a Outgoing) -> Sending<'a> {
        Box::pin(async move { self.try_once(o).await.unwrap_or_else(|outcome| outcome) })
    }
}
