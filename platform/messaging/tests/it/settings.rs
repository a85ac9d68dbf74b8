//! Settings: stored and read back, secrets hidden, mistakes named by field.

use crate::{message, sms, whatsapp};
use messaging::{Channel, Generic, Msegat, Settings, Smtp, Unifonic, WhatsApp};

fn all() -> Vec<Settings> {
    let base = "https://provider.example";
    vec![
        Settings::Smtp(Smtp {
            host: "mail.example".into(),
            from: "a@sila.example".into(),
            user: "u".into(),
            password: "password-of-test".into(),
            ..Default::default()
        }),
        sms::unifonic(base),
        sms::taqnyat(base),
        sms::msegat(base),
        sms::jawaly(base),
        sms::generic(base),
        whatsapp::whatsapp(base),
        Settings::Console,
    ]
}

#[test]
fn every_kind_is_stored_and_read_back_and_opens() {
    for (settings, kind) in all().into_iter().zip(Settings::KINDS) {
        assert_eq!(settings.kind(), *kind);
        let stored = serde_json::to_string(&settings).unwrap();
        assert!(stored.contains(&format!("\"kind\":\"{kind}\"")), "{stored}");
        assert_eq!(serde_json::from_str::<Settings>(&stored).unwrap(), settings);
        let sender = settings.open().unwrap();
        assert_eq!(sender.kind(), *kind);
    }
    // What is stored today opens when fields have been added.
    let old: Settings = serde_json::from_str(r#"{"kind":"unifonic","app_sid":"s","sender":"Sila"}"#).unwrap();
    assert_eq!(old, Settings::Unifonic(Unifonic { app_sid: "s".into(), sender: "Sila".into(), ..Default::default() }));
    assert_eq!(all().iter().map(|s| s.channel()).filter(|c| *c == Channel::Sms).count(), 5);
}

#[test]
fn debug_shows_no_secret() {
    let keyed = Generic { url: "https://provider.example/send?key=key-of-test&to={to}&m={text}".into(), ..Default::default() };
    assert!(format!("{keyed:?}").contains("https://provider.example"));
    for settings in all().into_iter().chain([Settings::Generic(keyed)]) {
        let shown = format!("{settings:?}");
        assert!(!shown.contains("-of-test") && !shown.contains("k-of"), "{shown}");
    }
}

#[test]
fn a_secret_left_empty_keeps_the_stored_one() {
    let old = whatsapp::whatsapp("https://provider.example");
    let new = Settings::WhatsApp(WhatsApp { token: "new".into(), phone_id: "77".into(), ..Default::default() }).keeping(&old);
    let Settings::WhatsApp(w) = new else { panic!() };
    assert_eq!((w.token.reveal(), w.app_secret.reveal(), w.phone_id.as_str()), ("new", "app-secret-of-test", "77"));
    // Of another kind nothing is kept.
    let Settings::Msegat(m) = Settings::Msegat(Msegat::default()).keeping(&old) else { panic!() };
    assert!(m.api_key.is_empty());
}

#[test]
fn mistakes_are_named() {
    let error = |s: Settings| s.open().err().map(|e| (e.field, e.code));
    let unifonic = |base: &str| sms::unifonic(base);
    assert_eq!(error(Settings::Unifonic(Unifonic::default())), Some(("app_sid", "required")));
    assert_eq!(error(unifonic("http://provider.example")), Some(("base", "https")));
    assert_eq!(error(unifonic("provider")), Some(("base", "address")));
    assert_eq!(error(unifonic("http://127.0.0.1:9")), None);
    let Settings::Unifonic(u) = unifonic("https://provider.example") else { panic!() };
    assert_eq!(error(Settings::Unifonic(Unifonic { root_certificate: "no certificate".into(), ..u })), Some(("root_certificate", "certificate")));
    let generic = |url: &str, body: &str| Settings::Generic(Generic { url: url.into(), body: body.into(), ..Default::default() });
    assert_eq!(error(generic("https://p.example/{to}", r#"{"m":{text}}"#)), Some(("body", "template")));
    assert_eq!(error(generic("https://p.example", r#"{"m":"{text}"}"#)), Some(("body", "template")));
    assert_eq!(error(generic("http://p.example", r#"{"m":"{text}{to}"}"#)), Some(("url", "https")));
    assert_eq!(error(generic("https://p.example/{to}", r#"{"m":"{text}"}"#)), None);
    let phone = WhatsApp { phone_id: "1/../2".into(), ..whatsapp::set("https://provider.example") };
    assert_eq!(error(Settings::WhatsApp(phone)), Some(("phone_id", "address")));
    let smtp = Smtp { host: "mail.example".into(), from: "not an address".into(), ..Default::default() };
    assert_eq!(error(Settings::Smtp(smtp)), Some(("from", "address")));
}

#[tokio::test]
async fn the_console_accepts_and_sends_nothing() {
    let outcome = Settings::Console.open().unwrap().send(&message()).await;
    assert_eq!(crate::said(&outcome), "accepted console-01kahr9vtt3e5m8w2q4x6z7abc");
}
