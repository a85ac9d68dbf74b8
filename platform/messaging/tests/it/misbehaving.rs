//! Providers that are slow, full, broken or cut off: what is known afterwards.

use crate::{
    message, said,
    sms::{generic, jawaly, msegat, taqnyat, unifonic},
    stand::{Do, Stand, house, json},
    whatsapp::whatsapp,
};
use messaging::{Outcome, Settings, Unifonic};
use std::time::Duration;
use wire::Limits;

const ALL: [fn(&str) -> Settings; 6] = [unifonic, taqnyat, msegat, jawaly, generic, whatsapp];

fn quick() -> Limits {
    Limits { connect: Duration::from_millis(700), total: Duration::from_millis(700), body: 4096 }
}

async fn outcome(settings: fn(&str) -> Settings, script: Do) -> Outcome {
    let stand = Stand::plain(vec![script]).await;
    let outcome = settings(&stand.base()).open_within(quick()).unwrap().send(&message()).await;
    assert_eq!(stand.got().len(), 1, "one request, no repetition of its own");
    outcome
}

#[tokio::test]
async fn no_sender_takes_trouble_for_success() {
    let long = "x".repeat(5000);
    let rows: Vec<(Do, &str)> = vec![
        (Do::Hang, "unsure timeout"),
        (Do::Cut, "unsure cut"),
        (Do::Answer("HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"succ".into()), "unsure cut"),
        (Do::AnswerThenHang("HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{".into()), "unsure cut"),
        (Do::Answer(format!("HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n{long}")), "unsure cut"),
        (Do::Answer("no http at all".into()), "unsure cut"),
        (json("200 OK", "{\"success\":"), "unsure garbled"),
        (json("200 OK", ""), "unsure garbled"),
        (json("200 OK", "<html>maintenance</html>"), "unsure garbled"),
        (json("200 OK", "[]"), "unsure garbled"),
        (json("500 Internal Server Error", "boom"), "retry provider"),
        (json("503 Service Unavailable", ""), "retry provider"),
        (json("502 Bad Gateway", ""), "unsure provider"),
        (json("504 Gateway Timeout", ""), "unsure provider"),
        (json("429 Too Many Requests", ""), "retry limited"),
        (Do::Answer("HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n".into()), "retry settings"),
    ];
    let mut all = tokio::task::JoinSet::new();
    for settings in ALL {
        for (script, wanted) in rows.clone() {
            all.spawn(async move { assert_eq!(said(&outcome(settings, script).await), wanted, "{}", settings("http://127.0.0.1:1").kind()) });
        }
    }
    while let Some(done) = all.join_next().await {
        done.unwrap();
    }
}

#[tokio::test]
async fn retry_after_is_kept() {
    for settings in ALL {
        let limited = Do::Answer("HTTP/1.1 429 Too Many Requests\r\nretry-after: 77\r\ncontent-length: 0\r\n\r\n".into());
        let Outcome::Retry { after, .. } = outcome(settings, limited).await else { panic!() };
        assert_eq!(after, Some(Duration::from_secs(77)));
    }
}

#[tokio::test]
async fn nobody_there_is_a_retry() {
    // A port nobody listens on: taken and given back.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    for settings in ALL {
        let outcome = settings(&format!("http://127.0.0.1:{port}")).open().unwrap().send(&message()).await;
        assert_eq!(said(&outcome), "retry unreachable");
    }
}

#[tokio::test]
async fn the_same_message_again_is_recognisable() {
    let ok = r#"{"success":true,"errorCode":"ER-00","data":{"MessageID":"1"}}"#;
    let stand = Stand::plain(vec![Do::Cut, json("200 OK", ok)]).await;
    let sender = unifonic(&stand.base()).open().unwrap();
    assert_eq!(said(&sender.send(&message()).await), "unsure cut");
    assert_eq!(said(&sender.send(&message()).await), "accepted 1");
    let got = stand.got();
    assert_eq!(got[0], got[1]);
    assert!(got[0].ends_with("CorrelationID=01kahr9vtt3e5m8w2q4x6z7abc"));
}

#[tokio::test]
async fn tls_is_checked_against_the_authority_of_the_settings() {
    let (ours, theirs) = (house(), house());
    let ok = r#"{"success":true,"errorCode":"ER-00","data":{"MessageID":"1"}}"#;
    let stand = Stand::tls(vec![json("200 OK", ok)], &ours).await;
    let with = |root: &str, host: &str| {
        Settings::Unifonic(Unifonic {
            app_sid: "s".into(),
            sender: "Sila".into(),
            base: format!("https://{host}:{}", stand.port),
            root_certificate: root.into(),
        })
    };
    // Nobody vouches for it, or somebody else: not a byte of the message goes there.
    for root in ["", theirs.ca_pem.as_str()] {
        assert_eq!(said(&with(root, "localhost").open().unwrap().send(&message()).await), "retry settings");
        assert!(stand.got().is_empty());
    }
    // A name that is not in the certificate ([::1] is this machine all the same, if it listens there at all).
    let outcome = with(&ours.ca_pem, "127.0.0.2").open().unwrap().send(&message()).await;
    assert!(matches!(outcome, Outcome::Retry { .. }), "{outcome:?}");
    assert!(stand.got().is_empty());
    assert_eq!(said(&with(&ours.ca_pem, "localhost").open().unwrap().send(&message()).await), "accepted 1");
}
