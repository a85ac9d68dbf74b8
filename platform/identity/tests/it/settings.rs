//! Settings: off by default, stored and read back, secrets hidden, mistakes named.

use identity::{ClientAuth, Nafath, NafathSettings, Oidc, OidcSettings, Settings, Way};

fn oidc() -> OidcSettings {
    OidcSettings {
        enabled: true,
        issuer: "https://id.example".into(),
        client_id: "sila".into(),
        client_secret: "secret-of-test".into(),
        redirect: "https://sila.example/my/sign-in/back".into(),
        ..Default::default()
    }
}

fn nafath() -> NafathSettings {
    NafathSettings { enabled: true, app_id: "a".into(), app_key: "key-of-test".into(), audience: "Sila".into(), ..Default::default() }
}

#[test]
fn both_are_off_until_switched_on() {
    assert!(Settings::Oidc(OidcSettings::default()).open().unwrap().is_none());
    assert!(Settings::Nafath(NafathSettings::default()).open().unwrap().is_none());
    assert!(matches!(Settings::Oidc(oidc()).open(), Ok(Some(Way::Redirect(_)))));
    assert!(matches!(Settings::Nafath(nafath()).open(), Ok(Some(Way::Confirm(_)))));
}

#[test]
fn stored_read_back_and_hidden() {
    for settings in [Settings::Oidc(oidc()), Settings::Nafath(nafath())] {
        let stored = serde_json::to_string(&settings).unwrap();
        assert_eq!(serde_json::from_str::<Settings>(&stored).unwrap(), settings);
        assert!(!format!("{settings:?}").contains("-of-test"));
        let (Settings::Oidc(OidcSettings { client_secret: s, .. }) | Settings::Nafath(NafathSettings { app_key: s, .. })) = settings.clone();
        assert!(s.reveal().ends_with("-of-test"));
    }
    let old: Settings = serde_json::from_str(r#"{"kind":"nafath"}"#).unwrap();
    assert_eq!(old, Settings::Nafath(NafathSettings::default()));
    let kept = Settings::Oidc(OidcSettings { client_secret: "".into(), ..oidc() }).keeping(&Settings::Oidc(oidc()));
    assert_eq!(kept, Settings::Oidc(oidc()));
}

#[test]
fn mistakes_are_named() {
    let o = |s: OidcSettings| Oidc::open(&s).err().map(|e| (e.field, e.code));
    assert_eq!(o(oidc()), None);
    assert_eq!(o(OidcSettings { issuer: "http://id.example".into(), ..oidc() }), Some(("issuer", "https")));
    assert_eq!(o(OidcSettings { redirect: "/my".into(), ..oidc() }), Some(("redirect", "address")));
    assert_eq!(o(OidcSettings { client_secret: "".into(), ..oidc() }), Some(("client_secret", "required")));
    assert_eq!(o(OidcSettings { client_secret: "".into(), auth: ClientAuth::None, ..oidc() }), None);
    assert_eq!(o(OidcSettings { root_certificate: "x".into(), ..oidc() }), Some(("root_certificate", "certificate")));
    for bad in ["none", "HS256", "rs256", ""] {
        assert_eq!(o(OidcSettings { algorithms: vec![bad.into()], ..oidc() }), Some(("algorithms", "algorithm")), "{bad}");
    }
    assert_eq!(o(OidcSettings { algorithms: vec![], ..oidc() }), Some(("algorithms", "required")));
    let n = |s: NafathSettings| Nafath::open(&s).err().map(|e| (e.field, e.code));
    assert_eq!(n(nafath()), None);
    assert_eq!(n(NafathSettings { audience: "".into(), ..nafath() }), Some(("audience", "required")));
    assert_eq!(n(NafathSettings { base: "http://nafath.example".into(), ..nafath() }), Some(("base", "https")));
    assert_eq!(n(NafathSettings { server_ip: "here".into(), ..nafath() }), Some(("server_ip", "address")));
}
