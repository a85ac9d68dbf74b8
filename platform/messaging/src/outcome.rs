use kernel::At;
use std::time::Duration;

/// What one try came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The provider took it. Not yet: it arrived. `receipt` is the provider's id by which its later word comes (may be empty where it gives none).
    Accepted {
        /// The provider's id of the message.
        receipt: String,
    },
    /// Not sent, and the message is not at fault: try again, not before `after` if the provider said so.
    Retry {
        /// The reason.
        why: Why,
        /// How long to wait at least.
        after: Option<Duration>,
    },
    /// Not sent, and trying the same again by this way is of no use.
    Refused {
        /// The reason.
        why: Why,
    },
    /// The request went out and no readable answer came: it may have been sent. Trying again may send it twice, unless the provider knows our id.
    Unsure {
        /// The reason.
        why: Why,
    },
}

/// A reason: a code for the screen (locale family `messaging-why`), and the provider's own short word for the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// What it means here.
    pub code: WhyCode,
    /// The provider's code or words: at most 120 characters, one line, digits of a number hidden. May be empty.
    pub said: String,
}

/// Reasons by what one can do about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WhyCode {
    /// No connection (name, network, TLS).
    Unreachable,
    /// No answer in time.
    Timeout,
    /// The connection broke after the request had gone out.
    Cut,
    /// Too many messages for the moment.
    Limited,
    /// The provider is out of order (5xx, SMTP 4xx).
    Provider,
    /// An answer that cannot be understood.
    Garbled,
    /// User, password, key or token not accepted.
    Credentials,
    /// The sender name is not registered or not active.
    Sender,
    /// No balance, or no way of payment.
    Balance,
    /// The settings do not fit (address, certificate, TLS not offered).
    Settings,
    /// The number or mail address does not exist or cannot receive.
    Recipient,
    /// The receiver has asked the provider for no messages.
    Unwanted,
    /// The text was not accepted (empty, too long, forbidden words).
    Text,
    /// WhatsApp: the template is missing, paused, or its values do not fit.
    Template,
    /// WhatsApp: outside the 24 hours only templates may go.
    Window,
    /// The provider says it was not delivered and gives no reason known here.
    Undelivered,
    /// The time in which it could be delivered has passed.
    Expired,
    /// Refused for another reason.
    Other,
}

impl WhyCode {
    /// All, for a check that each has its words.
    pub const ALL: &'static [WhyCode] = &[
        WhyCode::Unreachable,
        WhyCode::Timeout,
        WhyCode::Cut,
        WhyCode::Limited,
        WhyCode::Provider,
        WhyCode::Garbled,
        WhyCode::Credentials,
        WhyCode::Sender,
        WhyCode::Balance,
        WhyCode::Settings,
        WhyCode::Recipient,
        WhyCode::Unwanted,
        WhyCode::Text,
        WhyCode::Template,
        WhyCode::Window,
        WhyCode::Undelivered,
        WhyCode::Expired,
        WhyCode::Other,
    ];

    /// The code as stored and as the locale's key ends.
    pub fn code(self) -> &'static str {
        match self {
            WhyCode::Unreachable => "unreachable",
            WhyCode::Timeout => "timeout",
            WhyCode::Cut => "cut",
            WhyCode::Limited => "limited",
            WhyCode::Provider => "provider",
            WhyCode::Garbled => "garbled",
            WhyCode::Credentials => "credentials",
            WhyCode::Sender => "sender",
            WhyCode::Balance => "balance",
            WhyCode::Settings => "settings",
            WhyCode::Recipient => "recipient",
            WhyCode::Unwanted => "unwanted",
            WhyCode::Text => "text",
            WhyCode::Template => "template",
            WhyCode::Window => "window",
            WhyCode::Undelivered => "undelivered",
            WhyCode::Expired => "expired",
            WhyCode::Other => "other",
        }
    }

    /// Who can mend it: the association's own settings or account, not the receiver and not time.
    pub fn is_ours(self) -> bool {
        matches!(self, WhyCode::Credentials | WhyCode::Sender | WhyCode::Balance | WhyCode::Settings | WhyCode::Template)
    }
}

impl Why {
    /// A reason with the other side's word, cut and cleaned: no control characters, runs of seven and more digits hidden (a number, an account).
    pub fn new(code: WhyCode, said: impl AsRef<str>) -> Why {
        Why { code, said: clean(said.as_ref()) }
    }
}

impl From<WhyCode> for Why {
    fn from(code: WhyCode) -> Why {
        Why { code, said: String::new() }
    }
}

const SAID: usize = 120;

fn clean(said: &str) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    // A long word is cut before it is cleaned: nobody reads it to its end.
    for c in said.chars().take(SAID * 4).chain([' ']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        out.push_str(if digits.len() >= 7 { "…" } else { &digits });
        digits.clear();
        if !c.is_control() && !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    // A word with @ is somebody's address.
    let out: Vec<&str> = out.split(' ').map(|w| if w.contains('@') { "…" } else { w }).collect();
    out.join(" ").trim().chars().take(SAID).collect()
}

/// How far a message has come, in the order of coming. Providers repeat and overtake themselves: keep the furthest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Handed on to the network.
    Sent,
    /// It will not arrive. A later `Delivered` (a repetition came through) outranks it.
    Failed,
    /// Arrived on the device.
    Delivered,
    /// Opened.
    Read,
}

impl Status {
    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Status::Sent => "sent",
            Status::Delivered => "delivered",
            Status::Read => "read",
            Status::Failed => "failed",
        }
    }
}

/// A provider's later word about a message. The same receipt may come again, and late: (`provider_id`, `status`) tells them apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// What [`Outcome::Accepted`] gave as `receipt`.
    pub provider_id: String,
    /// Our own id ([`Outgoing::id`]) where the provider sends it along.
    pub our_id: Option<String>,
    /// How far it has come.
    pub status: Status,
    /// When, by the provider's clock; `None` if it did not say.
    pub at: Option<At>,
    /// Why it failed.
    pub why: Option<Why>,
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn words_of_the_other_side_are_cut_and_cleaned() {
        let w = Why::new(WhyCode::Other, "ER-482\r\n bad number +966500000001 (code 131026)\u{0}");
        assert_eq!(w.said, "ER-482 bad number +… (code 131026)");
        assert_eq!(Why::new(WhyCode::Recipient, "550 <um.abdullah@example.org> no such user").said, "550 … no such user");
        assert_eq!(Why::new(WhyCode::Other, "م".repeat(500)).said.chars().count(), SAID);
        assert_eq!(Why::new(WhyCode::Other, "1".repeat(5000)).said, "…");
    }
    #[test]
    fn delivered_outranks_failed() {
        assert!(Status::Delivered > Status::Failed && Status::Read > Status::Delivered && Status::Failed > Status::Sent);
    }
    #[test]
    fn codes_are_all_listed_once() {
        let mut codes: Vec<_> = WhyCode::ALL.iter().map(|w| w.code()).collect();
        codes.dedup();
        assert_eq!(codes.len(), 18);
    }
}
