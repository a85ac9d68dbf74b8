//! Mail against a real SMTP server (tools/smtp), read back by a mail reader that is not ours.

use crate::{
    message, said,
    stand::{House, house},
};
use messaging::{Outcome, Outgoing, Settings, Smtp, SmtpTls};
use serde_json::{Value, json};
use std::{path::PathBuf, process::Stdio, time::Duration};
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout, Command},
};
use wire::Limits;

struct Server {
    port: u16,
    lines: Lines<BufReader<ChildStdout>>,
    house: House,
    _child: Child,
    _stdin: ChildStdin,
    _dir: tempfile::TempDir,
}

impl Server {
    async fn start(extra: Value) -> Server {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tools/smtp");
        assert!(folder.join("node_modules/smtp-server").is_dir(), "The mail server's packages are missing: run `npm ci` in tools/smtp (./test does it).");
        let (dir, house) = (tempfile::tempdir().unwrap(), house());
        let (key, cert) = (dir.path().join("key.pem"), dir.path().join("cert.pem"));
        std::fs::write(&key, &house.key_pem).unwrap();
        std::fs::write(&cert, &house.cert_pem).unwrap();
        let mut set = json!({ "tls": "starttls", "key": key, "cert": cert, "user": "sila", "password": "كلمة-of-test" });
        for (k, v) in extra.as_object().unwrap() {
            set[k] = v.clone();
        }
        let mut child = Command::new("node")
            .arg(folder.join("server.mjs"))
            .arg(set.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("Node.js is needed for the mail server");
        let (stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut server = Server { port: 0, lines: BufReader::new(stdout).lines(), house, _child: child, _stdin: stdin, _dir: dir };
        server.port = server.next().await["port"].as_u64().unwrap() as u16;
        server
    }

    /// The next mail it took.
    async fn next(&mut self) -> Value {
        let line = tokio::time::timeout(Duration::from_secs(20), self.lines.next_line()).await.expect("the mail server says nothing").unwrap().unwrap();
        serde_json::from_str(&line).unwrap()
    }

    fn settings(&self) -> Smtp {
        Smtp {
            host: "localhost".into(),
            port: self.port,
            tls: SmtpTls::StartTls,
            user: "sila".into(),
            password: "كلمة-of-test".into(),
            from: "no-reply@sila.example".into(),
            from_name: "جمعية التجربة الخيرية".into(),
            reply_to: "care@sila.example".into(),
            root_certificate: self.house.ca_pem.clone(),
        }
    }
}

fn mail() -> Outgoing {
    Outgoing {
        to: "sara@example.org".into(),
        subject: Some("وصل طلبكم رقم 1448/7 — نشكركم على ثقتكم، وسنوافيكم بالرد قبل 6 ديسمبر".into()),
        text: "السلام عليكم ورحمة الله\n\nوصلنا طلبكم رقم 1448/7.\nتابعوه هنا: https://sila.example/my/requests/01k?x=1&y=2\n\n.سطر يبدأ بنقطة\nونسعد بخدمتكم <دائماً>.".into(),
        ..message()
    }
}

async fn send(set: Smtp, o: &Outgoing) -> Outcome {
    let limits = Limits { connect: Duration::from_secs(3), total: Duration::from_secs(3), body: 0 };
    Settings::Smtp(set).open_within(limits).unwrap().send(o).await
}

#[tokio::test]
async fn an_arabic_mail_arrives_whole_by_starttls_and_by_tls() {
    for (tls, word) in [(SmtpTls::StartTls, "starttls"), (SmtpTls::Implicit, "implicit")] {
        let mut server = Server::start(json!({ "tls": word })).await;
        let outcome = send(Smtp { tls, ..server.settings() }, &mail()).await;
        assert_eq!(said(&outcome), "accepted 01kahr9vtt3e5m8w2q4x6z7abc@sila.example");
        let got = server.next().await;
        assert_eq!(got["secure"], true);
        assert_eq!(got["user"], "sila");
        assert_eq!(got["from"], "no-reply@sila.example");
        assert_eq!(got["to"], json!(["sara@example.org"]));
        assert_eq!(got["hello"], "sila.example");
        assert_eq!(got["subject"], mail().subject.unwrap());
        assert_eq!(got["text"].as_str().unwrap().trim_end(), mail().text);
        assert_eq!(got["fromName"], "جمعية التجربة الخيرية");
        assert_eq!(got["toName"], "سارة التجريبية");
        assert_eq!(got["messageId"], "<01kahr9vtt3e5m8w2q4x6z7abc@sila.example>");
        let html = got["html"].as_str().unwrap();
        assert!(html.contains("<html lang=\"ar\" dir=\"rtl\">") && html.contains("ونسعد بخدمتكم &lt;دائماً&gt;."), "{html}");
        assert!(html.contains("<a href=\"https://sila.example/my/requests/01k?x=1&amp;y=2\""), "{html}");
        let raw = got["raw"].as_str().unwrap();
        assert!(raw.is_ascii(), "no byte needs 8BITMIME");
        assert!(raw.lines().all(|l| l.len() <= 998));
        for header in [
            "Auto-Submitted: auto-generated",
            "X-Auto-Response-Suppress: All",
            "Reply-To: care@sila.example",
            "List-Unsubscribe: <mailto:care@sila.example?subject=stop>",
            "Content-Language: ar",
            "MIME-Version: 1.0",
        ] {
            assert!(raw.contains(&format!("{header}\r\n")), "{header} in {raw}");
        }
    }
}

#[tokio::test]
async fn the_same_mail_twice_is_the_same_mail() {
    let mut server = Server::start(json!({})).await;
    for _ in 0..2 {
        assert_eq!(said(&send(server.settings(), &mail()).await), "accepted 01kahr9vtt3e5m8w2q4x6z7abc@sila.example");
    }
    let (a, b) = (server.next().await, server.next().await);
    assert_eq!(a["messageId"], b["messageId"]);
}

#[tokio::test]
async fn what_the_server_says_decides() {
    let server = Server::start(json!({})).await;
    for (to, wanted) in [
        ("greylist@example.org", "retry provider"),
        ("unknown@example.org", "refused recipient"),
        ("spam@example.org", "refused text"),
        ("busy@example.org", "retry provider"),
        ("hang@example.org", "unsure timeout"),
        ("cut@example.org", "unsure cut"),
        ("not an address", "refused recipient"),
        ("sara@example.org", "accepted 01kahr9vtt3e5m8w2q4x6z7abc@sila.example"),
    ] {
        let outcome = send(server.settings(), &Outgoing { to: to.into(), ..mail() }).await;
        assert_eq!(said(&outcome), wanted, "{to}: {outcome:?}");
        assert!(!format!("{outcome:?}").contains("@example.org"), "an address in an outcome: {outcome:?}");
        if to.starts_with("greylist") {
            assert!(matches!(outcome, Outcome::Retry { after: Some(d), .. } if d == Duration::from_secs(300)));
        }
    }
    let stranger = Smtp { from: "stranger@example.org".into(), ..server.settings() };
    assert_eq!(said(&send(stranger, &mail()).await), "retry sender");
}

#[tokio::test]
async fn a_wrong_password_is_ours_to_mend() {
    let server = Server::start(json!({})).await;
    let outcome = send(Smtp { password: "other".into(), ..server.settings() }, &mail()).await;
    assert_eq!(said(&outcome), "retry credentials", "{outcome:?}");
    assert!(!format!("{outcome:?}").contains("other"));
}

#[tokio::test]
async fn a_server_with_login_only_is_served() {
    let mut server = Server::start(json!({ "methods": ["LOGIN"] })).await;
    assert!(said(&send(server.settings(), &mail()).await).starts_with("accepted"));
    assert_eq!(server.next().await["user"], "sila");
    let server = Server::start(json!({ "methods": ["XOAUTH2"] })).await;
    assert_eq!(said(&send(server.settings(), &mail()).await), "retry settings");
}

#[tokio::test]
async fn without_tls_nothing_goes_out() {
    // TLS is demanded by the settings and not offered by the server: no password, no mail.
    let server = Server::start(json!({ "tls": "none" })).await;
    let outcome = send(server.settings(), &mail()).await;
    assert_eq!(said(&outcome), "retry settings", "{outcome:?}");
    // Plain to this very machine, if the settings say so.
    let mut server = Server::start(json!({ "tls": "none", "user": "" })).await;
    let plain = Smtp { tls: SmtpTls::None, host: "127.0.0.1".into(), user: String::new(), ..server.settings() };
    assert!(said(&send(plain.clone(), &mail()).await).starts_with("accepted"));
    assert_eq!(server.next().await["secure"], false);
    let far = Settings::Smtp(Smtp { host: "mail.example.org".into(), ..plain }).open();
    assert_eq!(far.err().map(|e| (e.field, e.code)), Some(("tls", "tls")));
}

#[tokio::test]
async fn a_certificate_nobody_vouches_for_is_not_taken() {
    let stranger = house().ca_pem;
    for (tls, word) in [(SmtpTls::StartTls, "starttls"), (SmtpTls::Implicit, "implicit")] {
        let server = Server::start(json!({ "tls": word })).await;
        for root in ["", stranger.as_str()] {
            let outcome = send(Smtp { tls, root_certificate: root.into(), ..server.settings() }, &mail()).await;
            assert_eq!(said(&outcome), "retry settings", "{word}: {outcome:?}");
        }
    }
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let nobody = Smtp { host: "localhost".into(), port, from: "a@sila.example".into(), ..Default::default() };
    assert_eq!(said(&send(nobody, &mail()).await), "retry unreachable");
}
