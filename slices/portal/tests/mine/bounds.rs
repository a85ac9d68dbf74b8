//! What a session may do and how often: whose word counts, whose file a form was for, and where each thing ends.

use super::{request, sql};
use crate::house::{House, MESSAGE_KEY, hidden, house, setup};
use base64::{Engine, prelude::BASE64_STANDARD_NO_PAD};
use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit,
    aead::{Aead, Payload},
};
use db::{Query, args, built};
use kernel::{Actor, At};
use testkit::{TestApp, both};

async fn files(t: &TestApp) -> usize {
    t.files.before(At(i64::MAX)).await.unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_is_kept_with_its_wish_or_not_at_all() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let me = h.in_person(&t);
        let file = h.meant(h.mother);
        let ask = async |once: &str, name: &str| {
            let fields = [("file", file.as_str()), ("field", "address"), ("should_be", "حي السلام"), ("_once", once)];
            let png = testkit::png();
            let scans: Vec<(&str, &str, &[u8])> = if name.is_empty() { vec![] } else { vec![("proof", name, png.as_slice())] };
            t.post_files(&me, "/my/data/corrections/new", &fields, &scans).await
        };
        let documents = async || documents::of_file(&mut t.db.reader(), h.file).await.unwrap();
        let without = ask("", "x.png").await;
        assert_eq!((without.status.as_u16(), files(&t).await), (409, 0), "a form without a key leaves nothing");
        assert!(without.no_missing_words().body.contains("حي السلام"), "what was typed is there again");
        // The same form twelve times is one wish, one document, one scan with its small picture.
        for _ in 0..12 {
            assert_eq!(ask("p1", "photo\u{202e}gpj.png").await.status, 303);
        }
        let there = documents().await;
        assert_eq!((there.len(), files(&t).await), (1, 2));
        assert_eq!(there[0].scans[0].name, "photogpj.png", "signs that turn the reading are taken off");
        for n in 2..=10 {
            assert_eq!(ask(&format!("p{n}"), "").await.status, 303, "{n}");
        }
        // Ten wait: what is refused leaves neither a document nor a file.
        for n in 11..=25 {
            let reply = ask(&format!("p{n}"), "x.png").await;
            assert_eq!(reply.status, 422, "{n}: {}", reply.text());
            reply.no_missing_words();
        }
        assert_eq!((documents().await.len(), files(&t).await), (1, 2));
        assert_eq!(ask("p1", "photo\u{202e}gpj.png").await.status, 303, "sent again, it is as it was");
        // Nor without end where there is room: so many in a day.
        sql(&t, "UPDATE correction SET state = 'accepted'", args![]).await;
        let mut last = None;
        for n in 30..45 {
            let reply = ask(&format!("p{n}"), "x.png").await;
            sql(&t, "UPDATE correction SET state = 'accepted'", args![]).await;
            last = Some(reply);
        }
        let last = last.unwrap();
        assert!(last.status == 422 && last.body.contains("id=\"proof-e\""), "{}", last.text());
        assert_eq!((documents().await.len(), files(&t).await), (12, 24));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_helper_neither_turns_the_messages_nor_takes_a_copy() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let aunt = h.other(&t);
        h.session(&t, &aunt, Some(h.file)).await;
        h.stood_for(&t, "relative_helper", "follow ask sign").await;
        let file = h.meant(h.mother);
        let fields = [("file", file.as_str()), ("channel", "email"), ("purpose", "sms"), ("give", "0"), ("as", "json"), ("_once", "x")];
        let mine = ["/my/data/reach", "/my/consents", "/my/data/copy"];
        let data = t.get(&aunt, "/my/data").await;
        assert!(data.no_missing_words().text().contains("هيلة"), "{}", data.text());
        for p in mine {
            assert!(!data.body.contains(p), "{p} is no helper's");
            assert_eq!((t.get(&aunt, p).await.status.as_u16(), t.post(&aunt, p, &fields).await.status.as_u16()), (404, 404), "{p}");
        }
        assert_eq!(t.post(&aunt, "/my/data/copy/code", &fields).await.status, 404);
        let r = people::consents::reached(&mut t.db.reader(), h.mother).await.unwrap();
        assert_eq!((r.channel, people::consents::given(&mut t.db.reader(), h.mother, "sms").await.unwrap()), (None, None));
        // He helps with asking: a wish to correct is his to write.
        assert_eq!(t.get(&aunt, "/my/data/corrections/new").await.status, 200);
        // Who acts in law does settle them, and the number on file hears of it.
        sql(&t, "UPDATE representative SET capacity = 'guardian'", args![]).await;
        let data = t.get(&aunt, "/my/data").await;
        for p in mine {
            assert!(data.body.contains(p), "{p}");
            assert_eq!(t.get(&aunt, p).await.status, 200, "{p}");
        }
        assert_eq!(t.post(&aunt, "/my/data/reach", &[("file", &file), ("channel", "whatsapp")]).await.status, 303);
        let told = t.db.reader().all(built("SELECT address, urgent FROM message WHERE event = 'account.reach_changed'".into()), args![]).await.unwrap();
        assert_eq!((told.len(), told[0].text("address").unwrap().as_str(), told[0].flag("urgent").unwrap()), (1, "0500000187", true));
        // The same again changes nothing and says nothing.
        assert_eq!(t.post(&aunt, "/my/data/reach", &[("file", &file), ("channel", "whatsapp")]).await.status, 303);
        assert_eq!(t.db.reader().all(built("SELECT id FROM message WHERE event = 'account.reach_changed'".into()), args![]).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_for_one_file_lands_on_no_other() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let aunt = h.other(&t);
        h.session(&t, &aunt, Some(h.file)).await;
        h.stood_for(&t, "guardian", "follow ask sign").await;
        for p in ["/my/data/reach", "/my/consents", "/my/data/copy", "/my/data/corrections/new"] {
            assert_eq!(hidden(&t.get(&aunt, p).await.body, "file"), h.meant(h.mother), "{p}");
        }
        let file = h.meant(h.mother);
        let posts = async |why: &str| {
            let fields = [
                ("file", file.as_str()),
                ("channel", "whatsapp"),
                ("purpose", "photos"),
                ("give", "1"),
                ("field", "address"),
                ("should_be", "حي السلام"),
                ("as", "page"),
                ("_once", why),
            ];
            for p in ["/my/data/reach", "/my/consents", "/my/data/copy", "/my/data/copy/code"] {
                let reply = t.post(&aunt, p, &fields).await;
                assert_eq!(reply.status, 409, "{why}: {p}");
                assert!(reply.no_missing_words().text().contains("لم يُحفظ شيء") && reply.body.contains("/my/who"), "{}", reply.text());
            }
            let reply = t.post_files(&aunt, "/my/data/corrections/new", &fields, &[("proof", "a.png", &testkit::png())]).await;
            assert_eq!(reply.status, 409, "{why}");
            assert_eq!(files(&t).await, 0);
        };
        // Another tab chose her own file; then the right to the first ended.
        let own = beneficiaries::of_person(&mut t.db.reader(), h.stranger).await.unwrap()[0].id;
        sql(&t, "UPDATE account_session SET acting_file = $1", args![own]).await;
        posts("chosen").await;
        sql(&t, "UPDATE account_session SET acting_file = $1", args![h.file]).await;
        sql(&t, "UPDATE representative SET status = 'ended'", args![]).await;
        posts("ended").await;
        for who in [h.stranger, h.mother] {
            let q = &mut t.db.reader();
            assert_eq!(people::consents::given(q, who, "photos").await.unwrap(), None);
            assert_eq!(people::consents::reached(q, who).await.unwrap().channel, None);
        }
        for f in [own, h.file] {
            assert!(applications::corrections_of(&mut t.db.reader(), f).await.unwrap().is_empty());
        }
        assert_eq!(t.post(&aunt, "/my/data/reach", &[("channel", "whatsapp")]).await.status, 409, "a form that names no file");
    })
    .await;
}

/// The code in the newest message to this address.
async fn code(t: &TestApp, address: &str) -> String {
    let newest = built("SELECT vars, address, text FROM message WHERE event = 'account.email_code' ORDER BY created_at DESC, id DESC".into());
    let rows = t.db.reader().all(newest, args![]).await.unwrap();
    let row = rows.into_iter().find(|r| r.text("address").unwrap() == address).unwrap();
    assert!(!row.text("text").unwrap().contains("هيلة"), "whose it is nobody knows yet");
    let vars: serde_json::Value = serde_json::from_str(&row.text("vars").unwrap()).unwrap();
    let bytes = BASE64_STANDARD_NO_PAD.decode(vars["code"].as_str().unwrap()).unwrap();
    let plain = ChaCha20Poly1305::new(&MESSAGE_KEY.into()).decrypt((&bytes[..12]).into(), Payload { msg: &bytes[12..], aad: b"code" }).unwrap();
    String::from_utf8(plain).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_address_is_confirmed_before_it_is_used() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let me = h.in_person(&t);
        h.session(&t, &me, None).await;
        let file = h.meant(h.mother);
        let save = async |more: &[(&str, &str)]| {
            let mut fields = vec![("file", file.as_str()), ("channel", "email")];
            fields.extend_from_slice(more);
            t.post(&me, "/my/data/reach", &fields).await
        };
        let email = async || people::consents::reached(&mut t.db.reader(), h.mother).await.unwrap().email;
        for bad in ["=hela@example.org", "-hela@example.org", "+hela@example.org", "@example.org", "hela"] {
            assert_eq!(save(&[("email", bad)]).await.status, 422, "{bad}");
        }
        let asked = save(&[("email", "hela@Example.org")]).await;
        assert_eq!(asked.status, 200, "{}", asked.text());
        assert!(asked.no_missing_words().body.contains("name=\"code\"") && asked.text().contains("hela@example.org"));
        assert_eq!(email().await, None, "nothing is kept before the code is written");
        assert_eq!(hidden(&asked.body, "sent"), "hela@example.org");
        let sent = ("sent", "hela@example.org");
        let code = code(&t, "hela@example.org").await;
        // No code, a wrong one, the right one for another address: nothing is kept, and the code may still be written.
        let empty = save(&[("email", "hela@example.org"), sent]).await;
        assert!(empty.status == 422 && empty.no_missing_words().body.contains("id=\"code-e\"") && hidden(&empty.body, "sent") == "hela@example.org");
        let wrong = format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000);
        assert_eq!(save(&[("email", "hela@example.org"), sent, ("code", &wrong)]).await.status, 422);
        assert_eq!(save(&[("email", "other@example.org"), sent, ("code", &code)]).await.status, 422);
        assert_eq!(email().await, None);
        let soon = save(&[("email", "hela@example.org"), sent, ("then", "resend")]).await;
        assert!(soon.status == 422 && soon.no_missing_words().body.contains("id=\"email-e\""), "{}", soon.text());
        let kept = save(&[("email", "hela@example.org"), sent, ("code", &code)]).await;
        assert_eq!(kept.status, 303, "{}", kept.text());
        assert_eq!(email().await.as_deref(), Some("hela@example.org"));
        assert!(t.get(&me, "/my/data").await.text().contains("hela@example.org"));
        let told = t.db.reader().all(built("SELECT address FROM message WHERE event = 'account.reach_changed'".into()), args![]).await.unwrap();
        assert_eq!(told.iter().map(|r| r.text("address").unwrap()).collect::<Vec<_>>(), ["0500000187"]);
        // The address that stands needs no other code; taken away, it is gone.
        assert_eq!(save(&[("email", "hela@example.org"), ("language", "en")]).await.status, 303);
        assert_eq!(save(&[]).await.status, 303);
        assert_eq!(email().await, None);
        // Not to strangers' addresses without end.
        let mut last = 200;
        for n in 0..6 {
            last = save(&[("email", &format!("x{n}@example.org"))]).await.status.as_u16();
        }
        assert_eq!(last, 422);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_have_an_end() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let me = h.in_person(&t);
        let (one, two) = (request(&t, &h, "submitted").await, request(&t, &h, "submitted").await);
        sql(&t, "UPDATE request SET number = '1448-9001' WHERE id = $1", args![one]).await;
        sql(&t, "UPDATE request SET number = '1448-9002' WHERE id = $1", args![two]).await;
        let ask =
            async |id: kernel::Id, text: &str, once: &str| t.post(&me, &format!("/my/requests/{id}/question"), &[("reason", text), ("_once", once)]).await;
        assert_eq!(ask(one, "متى؟", "").await.status, 409, "a form without a key");
        for n in 1..=3 {
            assert_eq!(ask(one, "متى؟", &format!("a{n}")).await.status, 303, "{n}");
        }
        assert_eq!(ask(one, "متى؟", "a3").await.status, 303, "the same form is the same question");
        let fourth = ask(one, "وماذا بعد؟", "a4").await;
        assert_eq!(fourth.status, 422);
        assert!(fourth.no_missing_words().body.contains("id=\"reason-e\"") && fourth.body.contains("وماذا بعد؟"), "{}", fourth.text());
        // Answered, there is room again; but five at once is what one account may ask.
        assert_eq!(ask(two, "وهذا؟", "b1").await.status, 303);
        sql(&t, "UPDATE contact SET outcome = 'answered', answered = 'قريبًا'", args![]).await;
        assert_eq!(ask(one, "وماذا بعد؟", "a5").await.status, 303);
        let sixth = ask(two, "ومتى هذا؟", "b2").await;
        assert_eq!(sixth.status, 429);
        assert!(sixth.no_missing_words().text().contains("خلال ساعتين") && sixth.body.contains("ومتى هذا؟"), "{}", sixth.text());
        t.clock.advance_ms(2 * kernel::HOUR_MS);
        assert_eq!(ask(two, "ومتى هذا؟", "b3").await.status, 303);
        let n = t.db.reader().one(built("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM contact".into()), args![]).await.unwrap().int("n").unwrap();
        assert_eq!(n, 6);
    })
    .await;
}

/// Eight at one moment; how many went through.
async fn eight(t: &TestApp, me: &Actor, path: &str, fields: &[(&str, &str)], good: u16) -> usize {
    let keys: Vec<String> = (0..8).map(|_| t.env.id().to_string()).collect();
    let one = async |n: usize| t.post(me, path, &[fields, &[("_once", keys[n].as_str())]].concat()).await.status.as_u16();
    let (a, b, c, d, e, f, g, h) = tokio::join!(one(0), one(1), one(2), one(3), one(4), one(5), one(6), one(7));
    [a, b, c, d, e, f, g, h].iter().filter(|s| **s == good).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_one_moment_are_counted_one_after_the_other() {
    both(setup(), |t| async move {
        let h: House = house(&t).await;
        let me = h.in_person(&t);
        h.session(&t, &me, None).await;
        let (meant, file, service) = (h.meant(h.mother), h.file.to_string(), h.service.to_string());
        assert_eq!(eight(&t, &me, "/my/data/copy", &[("file", &meant), ("as", "json")], 200).await, 5);
        assert_eq!(eight(&t, &me, "/my/new", &[("file", &file), ("service", &service)], 303).await, 5);
        let drafts = t.db.reader().all(built("SELECT id FROM request WHERE state = 'draft'".into()), args![]).await.unwrap();
        assert_eq!(drafts.len(), 5);
        t.clock.advance_ms(kernel::DAY_MS);
        sql(&t, "UPDATE account_session SET began = $1, last_seen = $1", args![t.env.now()]).await;
        assert_eq!(t.post(&me, "/my/data/copy", &[("file", &meant), ("as", "json")]).await.status, 200, "one more the next day");
    })
    .await;
}
