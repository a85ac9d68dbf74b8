//! What people write by WhatsApp is a contact by itself (C3).

use super::*;
use axum::body::Body;
use db::{Query, args, built};
use hmac::{Hmac, Mac};
use http::Request;
use kernel::Permit;

const SECRET: &str = "app-secret-of-the-test";

fn wired() -> Setup {
    messages::take_in(contacts::on_came);
    messages::set_key([8; 32]);
    Setup {
        routes: vec![contacts::routes, messages::routes, host],
        grants: vec![contacts::GRANTS, messages::GRANTS],
        locales: vec![people::LOCALES, messages::LOCALES, beneficiaries::LOCALES, contacts::LOCALES, ROLES],
        slots: contacts::panels(),
        ..Setup::default()
    }
}

async fn branches(t: &TestApp) {
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    for (id, n) in [(t.branch, 1_i64), (t.other_branch, 2)] {
        let sql = "INSERT INTO branch (id, number, name_ar, name_en, area, active, version) VALUES ($1, $2, 'ف', '', '', 1, 1) ON CONFLICT (id) DO NOTHING";
        tx.run(built(sql.into()), args![id, n]).await.unwrap();
    }
    tx.commit_quietly("fixtures").await.unwrap();
}

async fn says(t: &TestApp, id: &str, from: &str, text: &str) -> u16 {
    let at = t.env.now().0 / 1000;
    let body = format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"1","changes":[{{"field":"messages","value":{{"messaging_product":"whatsapp","metadata":{{"phone_number_id":"10001"}},"messages":[{{"from":"{from}","id":"{id}","timestamp":"{at}","type":"text","text":{{"body":"{text}"}}}}]}}}}]}}]}}"#
    );
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(body.as_bytes());
    let signature = format!("sha256={}", mac.finalize().into_bytes().iter().map(|b| format!("{b:02x}")).collect::<String>());
    t.send(Request::post("/hooks/whatsapp").header("x-hub-signature-256", signature).body(Body::from(body))).await.status.as_u16()
}

/// The outcome chosen on the page as it comes.
fn chosen(body: &str) -> &str {
    let from = body.find("name=\"outcome\"").unwrap();
    let select = &body[from..from + body[from..].find("</select>").unwrap()];
    match select.find(" selected") {
        Some(i) => select[..i].rsplit("value=\"").next().unwrap().trim_end_matches('"'),
        None => "",
    }
}

async fn all(t: &TestApp) -> Vec<Contact> {
    let manager = t.as_role("manager");
    contacts::open(&mut t.db.reader(), &Permit::check(&manager, perm::READ).unwrap(), 50).await.unwrap()
}

#[tokio::test]
async fn what_a_person_writes_is_a_contact_that_waits_for_its_answer() {
    both(wired(), |t| async move {
        branches(&t).await;
        let admin = t.as_role("administrator");
        let fields = [
            ("kind", "whatsapp"),
            ("seen", "0"),
            ("version", "v23.0"),
            ("phone_id", "10001"),
            ("token", "tok"),
            ("app_secret", SECRET),
            ("verify_token", "word"),
        ];
        let with_address = [&fields[..], &[("base_url", "https://bir.example.org")]].concat();
        assert_eq!(t.post(&admin, "/settings/channels/whatsapp", &with_address).await.status, 303);
        let f = file(&t, t.branch).await;
        for _ in 0..2 {
            assert_eq!(says(&t, "w1", "966500000187", "متى موعد الزيارة؟").await, 200);
        }
        let found = all(&t).await;
        assert_eq!(found.len(), 1, "the provider repeats itself, he does not: {found:?}");
        let k = &found[0];
        assert_eq!((k.file, k.branch, k.channel, k.outcome), (Some(f), t.branch, Channel::SocialMedia, Outcome::NeedsReply));
        assert_eq!((k.asked.as_str(), k.person_name.as_str(), k.by_itself()), ("متى موعد الزيارة؟", "هيلة سليمان محمد المرشود", true));
        // More words before anybody answered are the same talk; a day later they are another.
        t.clock.advance_ms(5 * MINUTE);
        says(&t, "w2", "966500000187", "بعد العصر أنسب").await;
        let found = all(&t).await;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].asked, "متى موعد الزيارة؟\nبعد العصر أنسب");
        // Somebody nobody knows: a contact without a file, at the head office.
        says(&t, "w3", "966500000777", "السلام عليكم").await;
        let unknown = all(&t).await.into_iter().find(|k| k.file.is_none()).unwrap();
        assert_eq!((unknown.branch, unknown.mobile.as_str(), unknown.person_name.as_str()), (t.branch, "0500000777", "0500000777"));

        // The list of what came in leads there; another office reads what nobody's number says, and is not led where it may not go.
        let officer = t.as_role("relations_officer");
        let page = t.get(&officer, "/messages/in").await;
        assert!(page.no_missing_words().body.contains(&format!("/contacts/{}", k.id)) && page.body.contains(&format!("/contacts/{}", unknown.id)));
        let elsewhere = t.get(&t.as_role_of("relations_officer", t.other_branch), "/messages/in").await;
        assert!(!elsewhere.body.contains("/contacts/0") && elsewhere.body.contains("السلام عليكم"));
        // It is answered there, which closes both; here it can only be closed by whom its contact is out of reach of.
        assert_eq!((page.body.matches("كتابة الجواب").count(), page.body.matches("/handled").count()), (3, 0));
        let row = t.db.reader().one(built("SELECT id FROM message_in WHERE provider_id = 'w1'".into()), args![]).await.unwrap();
        let id = row.text("id").unwrap();
        let words = format!("done-{id}");
        let closed = t.post(&officer, &format!("/messages/in/{id}/handled"), &[("version", "1"), (words.as_str(), "أُجيبت")]).await;
        assert!(closed.no_missing_words().status == 422 && closed.body.contains("سجل تواصل يُكتب فيه جوابها"), "{}", closed.text());
        assert!(elsewhere.body.contains("/handled") && !elsewhere.body.contains("كتابة الجواب"));
        let manager = t.get(&t.as_role("manager"), "/messages/in").await;
        assert!(manager.body.contains("فتح سجل التواصل") && !manager.body.contains("/handled") && !manager.body.contains("كتابة الجواب"));
        let page = t.get(&officer, &format!("/contacts/{}", k.id)).await;
        let text = page.no_missing_words().text();
        assert!(text.contains("وصل عبر واتساب") && text.contains("ينتظر جوابًا"), "{text}");
        assert!(!text.contains("بدأت المقابلة") && !text.contains("الموظف"), "nobody was received, nobody took it up: {text}");
        let stranger = t.get(&officer, &format!("/contacts/{}", unknown.id)).await;
        assert!(stranger.body.contains(r#"id="person_name" name="person_name" type="text" value="""#), "a number is no name: {}", stranger.body);
        t.get_en(&officer, &format!("/contacts/{}", k.id)).await.no_missing_words();
        t.get(&officer, "/contacts").await.no_missing_words();

        // Answered: it is his who answered, and its messages wait for nobody.
        let (y, m, d) = t.env.now().day().ymd();
        let (y, m, d) = (y.to_string(), m.to_string(), d.to_string());
        let file_text = f.to_string();
        let version = found[0].version.to_string();
        let fields = [
            ("version", version.as_str()),
            ("file", file_text.as_str()),
            ("channel", "social_media"),
            ("direction", "in"),
            ("asked", found[0].asked.as_str()),
            ("answered", "يوم الأحد بعد العصر بإذن الله"),
            ("day_day", d.as_str()),
            ("day_month", m.as_str()),
            ("day_year", y.as_str()),
            ("day_cal", "gregorian"),
            ("arrived", "09:00"),
            // As the page has it: left alone, it follows from what is written.
            ("outcome", chosen(&page.body)),
            ("go", "save"),
        ];
        let r = t.post(&officer, &format!("/contacts/{}", k.id), &fields).await;
        assert_eq!(r.status, 303, "{}", r.text());
        let row = t.db.reader().one(built("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM message_in WHERE handled_at IS NOT NULL".into()), args![]).await.unwrap();
        assert_eq!(row.int("n").unwrap(), 2);
        let saved = contacts::of_file(&mut t.db.reader(), f, 5).await.unwrap().remove(0);
        assert_eq!((saved.employee, saved.outcome), (officer.id, Outcome::Answered));
        let page = t.get(&officer, &format!("/contacts/{}", k.id)).await;
        assert_eq!(chosen(&page.body), "answered", "what was decided stays chosen");
        assert!(page.text().contains("وصل عبر واتساب"), "{}", page.text());
        // A stranger is answered although nobody asked his name.
        let version = unknown.version.to_string();
        let mut to_stranger: Vec<(&str, &str)> = fields.iter().copied().filter(|(k, _)| !matches!(*k, "version" | "file" | "asked")).collect();
        to_stranger.extend([("version", version.as_str()), ("mobile", unknown.mobile.as_str()), ("asked", unknown.asked.as_str()), ("person_name", "")]);
        let r = t.post(&officer, &format!("/contacts/{}", unknown.id), &to_stranger).await;
        assert_eq!(r.status, 303, "{}", r.text());
        assert_eq!(all(&t).await.len(), 0, "both are answered");
        // What he writes next is a new one.
        says(&t, "w4", "966500000187", "شكرًا لكم").await;
        assert_eq!(contacts::of_file(&mut t.db.reader(), f, 5).await.unwrap().len(), 2);
        // Tied to a file of his own office, a stranger's contact is that office's.
        let again = says(&t, "w5", "966500000777", "وعليكم").await;
        assert_eq!(again, 200);
        t.clock.advance_ms(25 * 60 * MINUTE);
        says(&t, "w6", "966500000777", "مرة أخرى").await;
        assert_eq!(all(&t).await.iter().filter(|k| k.file.is_none()).count(), 2, "a day later it is another talk");
    })
    .await;
}
