//! Every sender against a stand-in that records what arrives byte for byte and misbehaves on demand; mail against a real SMTP server.

mod mail;
mod misbehaving;
mod properties;
mod settings;
mod sms;
mod stand;
mod whatsapp;

use messaging::{Outcome, Outgoing, WhyCode};

/// The message all tests send.
pub fn message() -> Outgoing {
    Outgoing {
        id: "01kahr9vtt3e5m8w2q4x6z7abc".into(),
        to: "+966 50 000 0001".into(),
        name: "سارة التجريبية".into(),
        text: "وصل طلبكم 1448/7 \"أهلاً\" & 100%\nhttps://sila.example/my".into(),
        lang: "ar".into(),
        ..Default::default()
    }
}

/// `retry settings`, `accepted 77`, …: an outcome in two words.
pub fn said(o: &Outcome) -> String {
    match o {
        Outcome::Accepted { receipt } => format!("accepted {receipt}"),
        Outcome::Retry { why, .. } => format!("retry {}", why.code.code()),
        Outcome::Refused { why } => format!("refused {}", why.code.code()),
        Outcome::Unsure { why } => format!("unsure {}", why.code.code()),
    }
}

#[test]
fn every_reason_has_its_own_code() {
    let codes: std::collections::BTreeSet<_> = WhyCode::ALL.iter().map(|w| w.code()).collect();
    assert_eq!(codes.len(), WhyCode::ALL.len());
}
