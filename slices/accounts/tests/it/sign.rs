//! Signing by a code: bound to what is signed, spent once.

use crate::client::{House, setup};
use db::Query;
use kernel::{Id, Problem};
use people::{How, NewSignature, Signer};

const MOBILE: &str = "0500000142";

fn code_of<T: std::fmt::Debug>(r: Result<T, Problem>) -> &'static str {
    match r.unwrap_err() {
        Problem::Invalid(e) => e.0[0].1.code,
        Problem::Refused { code, .. } => code,
        Problem::TooMany { .. } => "too_many",
        _ => "?",
    }
}

#[tokio::test]
async fn a_signing_code_signs_its_own_content_once() {
    testkit::both(setup(), |t| async move {
        let h = House::new(t).await;
        h.file(h.person("هيلة سليمان محمد المرشود", 1, MOBILE, "1979-03-11"), vec![], h.t.branch).await;
        h.file(h.person("لمى فهد عبد الرحمن الرشيد", 2, MOBILE, "2001-08-20"), vec![], h.t.branch).await;
        let p = h.signed_in(MOBILE, 1).await;
        let other = h.signed_in(MOBILE, 2).await;
        let (me, her) = (h.outside(&p).await.unwrap(), h.outside(&other).await.unwrap());
        let (request, digest) = (h.t.env.id(), "a".repeat(64));
        let (env, db) = (&h.t.env, &h.t.db);
        let mut tx = db.begin(&me.actor).await.unwrap();
        let sent = accounts::begin_sign(&mut tx, env, &me, "request", request, &digest, i18n::Lang::Ar).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(sent.to, "05•••••142");
        let code = h.code(MOBILE).await;
        // The message says what its code does; that of a copy says its own.
        let said = |event: &'static str| async move {
            let sql = format!("SELECT text FROM message WHERE event = '{event}' ORDER BY created_at DESC, id DESC");
            db.reader().all(db::built(sql), db::args![]).await.unwrap()[0].text("text").unwrap()
        };
        let text = said("account.sign_code").await;
        assert!(text.contains("رمز توقيع طلبك") && text.contains("كتابته توقيع على الإقرار") && !text.contains("دخول") && !text.contains(&code), "{text}");
        let try_it = |who: web::Outside, object: Id, digest: String, code: String| async move {
            accounts::confirm_sign(env, db, &who, "request", object, &digest, &code).await
        };
        // Another content, another record, another's session: there is no code for it.
        assert_eq!(code_of(try_it(me.clone(), request, "b".repeat(64), code.clone()).await), "code_over");
        assert_eq!(code_of(try_it(me.clone(), env.id(), digest.clone(), code.clone()).await), "code_over");
        assert_eq!(code_of(try_it(her, request, digest.clone(), code.clone()).await), "code_over");
        let wrong = format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000);
        assert_eq!(code_of(try_it(me.clone(), request, digest.clone(), wrong.clone()).await), "code_wrong");
        let confirmed = try_it(me.clone(), request, digest.clone(), code.clone()).await.unwrap();
        // The form again, its first answer lost: the same.
        let twice = try_it(me.clone(), request, digest.clone(), code.clone()).await.unwrap();
        let mut tx = db.begin(&me.actor).await.unwrap();
        confirmed.spend(&mut tx, env).await.unwrap();
        let s = NewSignature {
            object: "request",
            object_id: request,
            kind: Signer::Applicant,
            digest: digest.clone(),
            how: How::Code,
            person: me.person,
            employee: None,
            name: me.actor.name.clone(),
            witness: None,
            witness_employee: None,
            file: None,
        };
        people::sign(&mut tx, env, s).await.unwrap();
        tx.record(env.now(), kernel::Event::new("request.test", "request", request));
        tx.commit().await.unwrap();
        let kept = people::signatures(&mut db.reader(), "request", request).await.unwrap();
        assert_eq!((kept.len(), kept[0].how), (1, How::Code));
        let mut tx = db.begin(&me.actor).await.unwrap();
        assert_eq!(code_of(twice.spend(&mut tx, env).await), "code_over");
        drop(tx);
        assert_eq!(code_of(try_it(me.clone(), request, digest.clone(), code).await), "code_over");

        // Five wrong ones.
        h.t.clock.advance_ms(61_000);
        let mut tx = db.begin(&me.actor).await.unwrap();
        accounts::begin_sign(&mut tx, env, &me, "request", request, &digest, i18n::Lang::Ar).await.unwrap();
        assert_eq!(code_of(accounts::begin_sign(&mut tx, env, &me, "request", request, &digest, i18n::Lang::Ar).await), "too_many");
        tx.commit().await.unwrap();
        let code = h.code(MOBILE).await;
        let wrong = format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000);
        for _ in 0..5 {
            let _ = try_it(me.clone(), request, digest.clone(), wrong.clone()).await;
        }
        assert_eq!(code_of(try_it(me.clone(), request, digest.clone(), code).await), "code_over");
        // The code for a copy of one's data is no signature, and says so.
        h.t.clock.advance_ms(61_000);
        let mut tx = db.begin(&me.actor).await.unwrap();
        accounts::begin_sign(&mut tx, env, &me, "copy", request, &digest, i18n::Lang::En).await.unwrap();
        tx.commit().await.unwrap();
        let text = said("account.copy_code").await;
        assert!(text.contains("copy of your data") && !text.contains("sign"), "{text}");
        // Whoever came in another way has no number for it.
        let elsewhere = web::Outside { mobile: String::new(), ..me };
        let mut tx = db.begin(&elsewhere.actor).await.unwrap();
        assert_eq!(code_of(accounts::begin_sign(&mut tx, env, &elsewhere, "request", request, &digest, i18n::Lang::Ar).await), "sign_no_mobile");
    })
    .await;
}
