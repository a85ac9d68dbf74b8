//! WhatsApp: what goes out byte for byte, what Meta's answers and webhooks mean.

use crate::{
    message, said,
    stand::{Stand, json},
};
use hmac::{Hmac, Mac};
use messaging::{
    Outcome, Outgoing, Settings, Status, Template, WhatsApp, WhyCode,
    whatsapp::{Incoming, WebhookError, challenge, signed, webhook},
};
use serde_json::Value;
use std::time::Duration;

pub fn set(base: &str) -> WhatsApp {
    WhatsApp {
        token: "token-of-test".into(),
        phone_id: "1060000000".into(),
        app_secret: "app-secret-of-test".into(),
        verify_token: "verify-of-test".into(),
        base: base.into(),
        ..Default::default()
    }
}

pub fn whatsapp(base: &str) -> Settings {
    Settings::WhatsApp(set(base))
}

const TAKEN: &str = r#"{"messaging_product":"whatsapp","contacts":[{"input":"966500000001","wa_id":"966500000001"}],"messages":[{"id":"wamid.A1","message_status":"accepted"}]}"#;

async fn once(o: &Outgoing, status: &str, answer: &str) -> (Outcome, String) {
    let stand = Stand::plain(vec![json(status, answer)]).await;
    let outcome = whatsapp(&stand.base()).open().unwrap().send(o).await;
    (outcome, stand.only().replace(&format!("127.0.0.1:{}", stand.port), "HOST"))
}

#[tokio::test]
async fn a_template_goes_out_with_its_values_in_one_line() {
    let template = Template { name: "request_received".into(), lang: "ar".into(), params: vec!["1448/7".into(), "سطر\nآخر\t هنا".into()] };
    let (outcome, got) = once(&Outgoing { template: Some(template), ..message() }, "200 OK", TAKEN).await;
    assert_eq!(said(&outcome), "accepted wamid.A1");
    let body = "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"966500000001\",\"type\":\"template\",\"template\":{\"name\":\"request_received\",\"language\":{\"code\":\"ar\"},\"components\":[{\"type\":\"body\",\"parameters\":[{\"type\":\"text\",\"text\":\"1448/7\"},{\"type\":\"text\",\"text\":\"سطر آخر هنا\"}]}]},\"biz_opaque_callback_data\":\"01kahr9vtt3e5m8w2q4x6z7abc\"}";
    let wanted = format!(
        "POST /v23.0/1060000000/messages HTTP/1.1\r\nhost: HOST\r\nuser-agent: Sila/1\r\nconnection: close\r\naccept: application/json\r\nauthorization: Bearer token-of-test\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    assert_eq!(got, wanted);
}

#[tokio::test]
async fn free_text_goes_out_without_preview() {
    let (outcome, got) = once(&Outgoing { text: "أهلاً \"بك\"".into(), ..message() }, "200 OK", TAKEN).await;
    assert_eq!(said(&outcome), "accepted wamid.A1");
    let body = "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"966500000001\",\"type\":\"text\",\"text\":{\"preview_url\":false,\"body\":\"أهلاً \\\"بك\\\"\"},\"biz_opaque_callback_data\":\"01kahr9vtt3e5m8w2q4x6z7abc\"}";
    assert_eq!(got.split("\r\n\r\n").nth(1).unwrap(), body);
    let empty = Template { name: "hello".into(), lang: "en_US".into(), params: vec![] };
    let (_, got) = once(&Outgoing { template: Some(empty), ..message() }, "200 OK", TAKEN).await;
    assert!(got.contains("\"template\":{\"name\":\"hello\",\"language\":{\"code\":\"en_US\"}}"), "{got}");
}

#[tokio::test]
async fn metas_errors_say_what_to_do() {
    for (status, code, wanted) in [
        ("401 Unauthorized", 190, "retry credentials"),
        ("400 Bad Request", 131047, "refused window"),
        ("400 Bad Request", 132001, "refused template"),
        ("400 Bad Request", 131026, "refused recipient"),
        ("400 Bad Request", 131050, "refused unwanted"),
        ("400 Bad Request", 131042, "retry balance"),
        // Meta writes its limits and its own faults with whatever status.
        ("400 Bad Request", 131056, "retry limited"),
        ("400 Bad Request", 130429, "retry limited"),
        ("400 Bad Request", 131016, "retry provider"),
        ("500 Internal Server Error", 131000, "retry provider"),
        ("500 Internal Server Error", 131026, "refused recipient"),
        ("400 Bad Request", 999999, "refused other"),
    ] {
        let body = format!(r#"{{"error":{{"message":"(#{code}) x","type":"OAuthException","code":{code},"error_data":{{"details":"to 966500000001"}}}}}}"#);
        let (outcome, _) = once(&message(), status, &body).await;
        assert_eq!(said(&outcome), wanted, "{code}");
        assert!(!format!("{outcome:?}").contains("966500000001"));
        if wanted == "retry limited" {
            assert!(matches!(outcome, Outcome::Retry { after: Some(d), .. } if d >= Duration::from_secs(60)));
        }
    }
}

pub fn sign(secret: &str, raw: &[u8]) -> String {
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(raw);
    let hex: String = mac.finalize().into_bytes().iter().map(|b| format!("{b:02x}")).collect();
    format!("sha256={hex}")
}

pub fn wrapped(value: &str) -> String {
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"1","changes":[{{"field":"messages","value":{{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"966110000000","phone_number_id":"1060000000"}},{value}}}}}]}}]}}"#
    )
}

#[test]
fn the_challenge_is_answered_only_with_the_right_word() {
    let s = set("https://graph.example");
    assert_eq!(challenge(&s, "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=verify-of-test").as_deref(), Some("1158201444"));
    for bad in [
        "hub.mode=subscribe&hub.challenge=1&hub.verify_token=other",
        "hub.mode=subscribe&hub.challenge=1&hub.verify_token=",
        "hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=verify-of-test",
        "hub.mode=subscribe&hub.challenge=%3Cscript%3E&hub.verify_token=verify-of-test",
        "",
    ] {
        assert_eq!(challenge(&s, bad), None, "{bad}");
    }
    let unset = WhatsApp { verify_token: "".into(), ..s };
    assert_eq!(challenge(&unset, "hub.mode=subscribe&hub.challenge=1&hub.verify_token="), None);
}

#[test]
fn the_signature_is_over_the_raw_bytes() {
    let s = set("https://graph.example");
    // The test vector of RFC 4231, case 2.
    let jefe = WhatsApp { app_secret: "Jefe".into(), ..s.clone() };
    assert!(signed(&jefe, "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", b"what do ya want for nothing?"));
    let raw = wrapped(r#""statuses":[]"#);
    let good = sign("app-secret-of-test", raw.as_bytes());
    assert!(webhook(&s, &good, raw.as_bytes()).is_ok());
    let spaced = raw.replace("\"entry\":", "\"entry\": ");
    let upper = good.to_uppercase().replace("SHA256", "sha256");
    assert!(webhook(&s, &upper, raw.as_bytes()).is_ok());
    for (header, body) in [
        (good.as_str(), spaced.as_str()),
        ("", raw.as_str()),
        ("sha256=", &raw),
        (&good[7..], &raw),
        (&good[..good.len() - 2], &raw),
        (&sign("other", raw.as_bytes()), &raw),
        ("sha1=5bdcc146bf60754e6a042426089575c75a003f08", &raw),
        ("sha256=٥bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", &raw),
    ] {
        assert_eq!(webhook(&s, header, body.as_bytes()), Err(WebhookError::Unsigned), "{header}");
    }
    let unset = WhatsApp { app_secret: "".into(), ..s.clone() };
    assert_eq!(webhook(&unset, &sign("", raw.as_bytes()), raw.as_bytes()), Err(WebhookError::Unsigned));
    assert_eq!(webhook(&s, &sign("app-secret-of-test", b"{"), b"{"), Err(WebhookError::Unreadable));
}

#[test]
fn statuses_and_messages_are_read() {
    let s = set("https://graph.example");
    let raw = wrapped(
        r#""statuses":[
            {"id":"wamid.A1","status":"read","timestamp":"1795341660","recipient_id":"966500000001","biz_opaque_callback_data":"01kahr"},
            {"id":"wamid.A1","status":"delivered","timestamp":"1795341600","recipient_id":"966500000001"},
            {"id":"wamid.A1","status":"delivered","timestamp":"1795341600","recipient_id":"966500000001"},
            {"id":"wamid.A2","status":"failed","timestamp":"1795341600","errors":[{"code":131049,"title":"not delivered","error_data":{"details":"x"}}]},
            {"id":"wamid.A3","status":"failed","timestamp":"x","errors":[]},
            {"id":"wamid.A4","status":"deleted"},
            {"status":"sent"}],
          "messages":[
            {"from":"966500000001","id":"wamid.B1","timestamp":"1795341600","type":"text","text":{"body":"شكراً لكم"},"context":{"from":"966110000000","id":"wamid.A1"}},
            {"from":"966500000001","id":"wamid.B2","timestamp":"1795341600","type":"button","button":{"payload":"p","text":"نعم"}},
            {"from":"966500000001","id":"wamid.B3","timestamp":"1795341600","type":"audio","audio":{"id":"9"}},
            {"from":"966500000001","type":"text"}]"#,
    );
    let got = webhook(&s, &sign("app-secret-of-test", raw.as_bytes()), raw.as_bytes()).unwrap();
    let statuses: Vec<_> = got.receipts.iter().map(|r| (r.provider_id.as_str(), r.status)).collect();
    // As they came: out of order and twice. The furthest wins, whatever the order.
    assert_eq!(
        statuses,
        [
            ("wamid.A1", Status::Read),
            ("wamid.A1", Status::Delivered),
            ("wamid.A1", Status::Delivered),
            ("wamid.A2", Status::Failed),
            ("wamid.A3", Status::Failed)
        ]
    );
    assert_eq!(got.receipts.iter().filter(|r| r.provider_id == "wamid.A1").map(|r| r.status).max(), Some(Status::Read));
    assert_eq!(got.receipts[0].our_id.as_deref(), Some("01kahr"));
    assert_eq!(got.receipts[1].at, Some(kernel::At(1_795_341_600_000)));
    assert_eq!(got.receipts[1], got.receipts[2]);
    assert_eq!(got.receipts[3].why.as_ref().unwrap().code, WhyCode::Unwanted);
    assert_eq!((got.receipts[4].why.as_ref().unwrap().code, got.receipts[4].at), (WhyCode::Undelivered, None));
    assert_eq!(
        got.incoming[0],
        Incoming {
            id: "wamid.B1".into(),
            from: "966500000001".into(),
            text: "شكراً لكم".into(),
            kind: "text".into(),
            at: Some(kernel::At(1_795_341_600_000)),
            answers: Some("wamid.A1".into())
        }
    );
    assert_eq!(got.incoming.iter().map(|i| i.text.as_str()).collect::<Vec<_>>(), ["شكراً لكم", "نعم", ""]);
}

#[test]
fn other_phones_and_other_fields_are_left_out() {
    let s = set("https://graph.example");
    let other = wrapped(r#""statuses":[{"id":"w","status":"sent"}]"#).replace("1060000000", "2222");
    let got = webhook(&s, &sign("app-secret-of-test", other.as_bytes()), other.as_bytes()).unwrap();
    assert!(got.receipts.is_empty());
    let field = wrapped(r#""statuses":[{"id":"w","status":"sent"}]"#).replace("\"field\":\"messages\"", "\"field\":\"account_update\"");
    assert!(webhook(&s, &sign("app-secret-of-test", field.as_bytes()), field.as_bytes()).unwrap().receipts.is_empty());
    let _: Value = serde_json::from_str(&other).unwrap();
}
