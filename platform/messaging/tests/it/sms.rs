//! What the SMS providers get, byte for byte, and what their answers mean.

use crate::{
    message, said,
    stand::{Do, Stand, json},
};
use messaging::{FormKind, Generic, Jawaly, Msegat, Outcome, Outgoing, Settings, Taqnyat, Unifonic};
use std::time::Duration;

pub fn unifonic(base: &str) -> Settings {
    Settings::Unifonic(Unifonic { app_sid: "sid-of-test".into(), sender: "Sila".into(), base: base.into(), ..Default::default() })
}
pub fn taqnyat(base: &str) -> Settings {
    Settings::Taqnyat(Taqnyat { bearer: "bearer-of-test".into(), sender: "Sila".into(), base: base.into(), ..Default::default() })
}
pub fn msegat(base: &str) -> Settings {
    Settings::Msegat(Msegat { user: "user".into(), api_key: "key-of-test".into(), sender: "Sila".into(), base: base.into(), ..Default::default() })
}
pub fn jawaly(base: &str) -> Settings {
    Settings::Jawaly(Jawaly { key: "key".into(), secret: "secret-of-test".into(), sender: "Sila".into(), base: base.into(), ..Default::default() })
}
pub fn generic(base: &str) -> Settings {
    Settings::Generic(Generic {
        url: format!("{base}/send?ref={{id}}"),
        headers: [("X-Key".to_string(), "k-of-test".into()), ("X-Id".to_string(), "{id}".into())].into(),
        body: r#"{"to":"{to}","text":"{text}","nested":{"id":"{id}"}}"#.into(),
        success_pointer: "/result/ok".into(),
        receipt_pointer: "/result/id".into(),
        ..Default::default()
    })
}

async fn once(settings: fn(&str) -> Settings, answer: Do, o: &Outgoing) -> (Outcome, String) {
    let stand = Stand::plain(vec![answer]).await;
    let outcome = settings(&stand.base()).open().unwrap().send(o).await;
    (outcome, stand.only().replace(&format!("127.0.0.1:{}", stand.port), "HOST"))
}

/// A request as it must arrive.
fn request(line: &str, headers: &[&str], body: &str) -> String {
    let mut all = vec![line, "host: HOST", "user-agent: Sila/1", "connection: close"];
    all.extend(headers);
    let length = format!("content-length: {}", body.len());
    all.push(&length);
    format!("{}\r\n\r\n{body}", all.join("\r\n"))
}

#[tokio::test]
async fn unifonic_gets_a_form() {
    let ok = r#"{"success":true,"message":"","errorCode":"ER-00","data":{"MessageID":"6500003000","CorrelationID":"x","Status":"Sent","NumberOfUnits":1}}"#;
    let (outcome, got) = once(unifonic, json("200 OK", ok), &message()).await;
    assert_eq!(said(&outcome), "accepted 6500003000");
    let body = "AppSid=sid-of-test&SenderID=Sila&Recipient=966500000001&Body=%D9%88%D8%B5%D9%84+%D8%B7%D9%84%D8%A8%D9%83%D9%85+1448%2F7+%22%D8%A3%D9%87%D9%84%D8%A7%D9%8B%22+%26+100%25%0Ahttps%3A%2F%2Fsila.example%2Fmy&responseType=JSON&CorrelationID=01kahr9vtt3e5m8w2q4x6z7abc";
    let headers = ["accept: application/json", "content-type: application/x-www-form-urlencoded"];
    assert_eq!(got, request("POST /rest/SMS/messages HTTP/1.1", &headers, body));
}

#[tokio::test]
async fn taqnyat_gets_json_and_a_bearer() {
    let ok = r#"{"statusCode":201,"messageId":4711,"cost":"0.05","currency":"SAR","totalCount":1,"accepted":"[966500000001,]","rejected":"[]"}"#;
    let (outcome, got) = once(taqnyat, json("201 Created", ok), &message()).await;
    assert_eq!(said(&outcome), "accepted 4711");
    let body = "{\"sender\":\"Sila\",\"body\":\"وصل طلبكم 1448/7 \\\"أهلاً\\\" & 100%\\nhttps://sila.example/my\",\"recipients\":[\"966500000001\"]}";
    let headers = ["accept: application/json", "authorization: Bearer bearer-of-test", "content-type: application/json"];
    assert_eq!(got, request("POST /v1/messages HTTP/1.1", &headers, body));
}

#[tokio::test]
async fn msegat_gets_json() {
    let (outcome, got) = once(msegat, json("200 OK", r#"{"code":"1","message":"Success","id":99}"#), &message()).await;
    assert_eq!(said(&outcome), "accepted 99");
    let body = "{\"userName\":\"user\",\"apiKey\":\"key-of-test\",\"userSender\":\"Sila\",\"numbers\":\"966500000001\",\"msg\":\"وصل طلبكم 1448/7 \\\"أهلاً\\\" & 100%\\nhttps://sila.example/my\",\"msgEncoding\":\"UTF8\"}";
    assert_eq!(got, request("POST /gw/sendsms.php HTTP/1.1", &["accept: application/json", "content-type: application/json"], body));
}

#[tokio::test]
async fn jawaly_gets_json_and_basic() {
    let ok = r#"{"code":200,"message":"done","job_id":"j-1","messages":[{"inserted_numbers":1,"err_text":null}]}"#;
    let (outcome, got) = once(jawaly, json("200 OK", ok), &message()).await;
    assert_eq!(said(&outcome), "accepted j-1");
    let body =
        "{\"messages\":[{\"text\":\"وصل طلبكم 1448/7 \\\"أهلاً\\\" & 100%\\nhttps://sila.example/my\",\"numbers\":[\"966500000001\"],\"sender\":\"Sila\"}]}";
    let headers = ["accept: application/json", "authorization: Basic a2V5OnNlY3JldC1vZi10ZXN0", "content-type: application/json"];
    assert_eq!(got, request("POST /api/v1/account/area/sms/send HTTP/1.1", &headers, body));
}

#[tokio::test]
async fn any_other_gets_what_the_settings_say() {
    let (outcome, got) = once(generic, json("202 Accepted", r#"{"result":{"ok":"yes","id":7}}"#), &message()).await;
    assert_eq!(said(&outcome), "accepted 7");
    let body = "{\"to\":\"966500000001\",\"text\":\"وصل طلبكم 1448/7 \\\"أهلاً\\\" & 100%\\nhttps://sila.example/my\",\"nested\":{\"id\":\"01kahr9vtt3e5m8w2q4x6z7abc\"}}";
    let headers = ["x-id: 01kahr9vtt3e5m8w2q4x6z7abc", "x-key: k-of-test", "content-type: application/json"];
    assert_eq!(got, request("POST /send?ref=01kahr9vtt3e5m8w2q4x6z7abc HTTP/1.1", &headers, body));

    // A form, and a text that tries to be another place and another field.
    fn form(base: &str) -> Settings {
        Settings::Generic(Generic { url: format!("{base}/f"), form: FormKind::Form, body: "n={to}&m={text}".into(), ..Default::default() })
    }
    let (outcome, got) = once(form, json("200 OK", ""), &Outgoing { text: "{to}&n=1".into(), ..message() }).await;
    assert_eq!(said(&outcome), "accepted ");
    assert!(got.ends_with("\r\n\r\nn=966500000001&m=%7Bto%7D%26n%3D1"), "{got}");

    // Everything in the address.
    fn query(base: &str) -> Settings {
        Settings::Generic(Generic {
            url: format!("{base}/q?to={{to}}&m={{text}}"),
            form: FormKind::Query,
            method: "get".into(),
            success_status: vec![204],
            ..Default::default()
        })
    }
    let (outcome, got) = once(query, Do::Answer("HTTP/1.1 204 No Content\r\n\r\n".into()), &Outgoing { text: "a b\r\nX: 1".into(), ..message() }).await;
    assert_eq!(said(&outcome), "accepted ");
    assert!(got.starts_with("GET /q?to=966500000001&m=a+b%0D%0AX%3A+1 HTTP/1.1\r\n"), "{got}");
}

/// Settings, status, answer, what it comes to.
type Row = (fn(&str) -> Settings, &'static str, &'static str, &'static str);

#[tokio::test]
async fn answers_mean_what_the_providers_say() {
    let rows: &[Row] = &[
        (unifonic, "200 OK", r#"{"success":"false","message":"Insufficient","errorCode":"ER-01"}"#, "retry balance"),
        (unifonic, "200 OK", r#"{"success":false,"message":"Invalid","errorCode":"ER-02"}"#, "refused recipient"),
        (unifonic, "200 OK", r#"{"success":false,"message":"","errorCode":"ER-08"}"#, "retry sender"),
        (unifonic, "200 OK", r#"{"success":false,"message":"","errorCode":"ER-07"}"#, "refused text"),
        (unifonic, "200 OK", r#"{"success":false,"message":"dup","errorCode":"ER-09"}"#, "accepted "),
        // Success in the first word, refusal in the second.
        (unifonic, "200 OK", r#"{"success":true,"message":"","errorCode":"ER-480"}"#, "retry sender"),
        (unifonic, "401 Unauthorized", r#"{"success":"false","message":"Authentication failed","errorCode":"ER-401"}"#, "retry credentials"),
        (unifonic, "482 Invalid dest num", "", "refused other"),
        (taqnyat, "200 OK", r#"{"statusCode":400,"message":"sender name is not accepted"}"#, "retry sender"),
        (taqnyat, "201 Created", r#"{"statusCode":201,"messageId":5,"accepted":"[]","rejected":"[966500000001]"}"#, "refused recipient"),
        (taqnyat, "201 Created", r#"{"statusCode":201,"messageId":5,"accepted":[],"rejected":["966500000001"]}"#, "refused recipient"),
        (taqnyat, "201 Created", r#"{"statusCode":201}"#, "unsure garbled"),
        (taqnyat, "401 Unauthorized", r#"{"statusCode":401,"message":"Unauthenticated"}"#, "retry credentials"),
        (taqnyat, "200 OK", r#"{"statusCode":429,"message":"slow down"}"#, "retry limited"),
        (taqnyat, "200 OK", r#"{"statusCode":503,"message":"down"}"#, "retry provider"),
        (msegat, "200 OK", r#"{"code":"M0000","message":"Success"}"#, "accepted "),
        (msegat, "200 OK", r#"{"code":1,"message":"Success"}"#, "accepted "),
        (msegat, "200 OK", r#"{"code":"1020","message":"Invalid login"}"#, "retry credentials"),
        (msegat, "200 OK", r#"{"code":"1060","message":"Balance"}"#, "retry balance"),
        (msegat, "200 OK", r#"{"code":"1110","message":"Sender"}"#, "retry sender"),
        (msegat, "200 OK", r#"{"code":"1120","message":"Numbers"}"#, "refused recipient"),
        (msegat, "200 OK", r#"{"code":"1061","message":"duplicated"}"#, "accepted "),
        (msegat, "200 OK", r#"{"message":"Success"}"#, "unsure garbled"),
        (jawaly, "200 OK", r#"{"code":200,"job_id":"j","messages":[{"err_text":"اسم المرسل غير مفعل"}]}"#, "retry sender"),
        (jawaly, "200 OK", r#"{"code":200,"job_id":"j","messages":[{"err_text":"no valid numbers"}]}"#, "refused recipient"),
        (jawaly, "400 Bad Request", r#"{"code":400,"message":"رصيدك لا يكفي"}"#, "retry balance"),
        (jawaly, "422 Unprocessable", r#"{"message":"نص الرسالة فارغ"}"#, "refused text"),
        (jawaly, "403 Forbidden", "<html>blocked</html>", "retry credentials"),
        (jawaly, "200 OK", r#"{"code":200,"messages":[{}]}"#, "unsure garbled"),
        (generic, "200 OK", r#"{"result":{"ok":false}}"#, "refused other"),
        (generic, "200 OK", r#"{"else":1}"#, "unsure garbled"),
        (generic, "203 X", r#"{"result":{"ok":true}}"#, "refused other"),
        (generic, "401 X", "", "retry credentials"),
    ];
    for (settings, status, answer, wanted) in rows {
        let (outcome, _) = once(*settings, json(status, answer), &message()).await;
        assert_eq!(said(&outcome), *wanted, "{status} {answer}");
    }
}

#[tokio::test]
async fn a_bad_number_leaves_nowhere_and_no_secret_or_number_is_in_an_outcome() {
    for settings in [unifonic, taqnyat, msegat, jawaly, generic] {
        let stand = Stand::plain(vec![]).await;
        let outcome = settings(&stand.base()).open().unwrap().send(&Outgoing { to: "0111234567".into(), ..message() }).await;
        assert_eq!(said(&outcome), "refused recipient");
        assert!(stand.got().is_empty());
        let (outcome, _) =
            once(settings, json("400 Bad", r#"{"message":"number 966500000001 of sid-of-test um@example.org","errorCode":"ER-482"}"#), &message()).await;
        let shown = format!("{outcome:?}");
        assert!(!shown.contains("966500000001") && !shown.contains("um@example.org"), "{shown}");
    }
}

#[tokio::test]
async fn what_is_ours_to_mend_waits_longer() {
    let (outcome, _) = once(msegat, json("200 OK", r#"{"code":"1060"}"#), &message()).await;
    let Outcome::Retry { after, why } = outcome else { panic!() };
    assert!(after >= Some(Duration::from_secs(600)) && why.code.is_ours());
}
