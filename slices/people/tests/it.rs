//! The register of people on both databases.

use kernel::{Actor, Event, Id, Problem};
use people::{How, IdentityKind, MobileLine, NewPerson, NewSignature, Signer};
use testkit::{Setup, TestApp, both};

fn named(name: &str) -> NewPerson {
    NewPerson::named(&people::rules::name::parse(name).unwrap())
}

async fn write<T>(t: &TestApp, f: impl AsyncFnOnce(&mut db::Tx) -> kernel::Result<T>) -> kernel::Result<T> {
    let mut tx = t.db.begin(&Actor::system()).await?;
    let out = f(&mut tx).await?;
    tx.record(t.env.now(), Event::new("person.test", "person", Id::NIL));
    tx.commit().await?;
    Ok(out)
}

fn setup() -> Setup {
    Setup { locales: vec![people::LOCALES], ..Setup::default() }
}

#[tokio::test]
async fn a_person_is_found_by_number_and_never_twice() {
    both(setup(), |t| async move {
        let mut p = named("هيلة بنت سليمان محمد المرشود");
        p.identity = Some((IdentityKind::Citizen, "1409546114".into()));
        p.mobiles = vec![
            MobileLine { number: "0500000187".into(), answers: None, primary: false },
            MobileLine { number: "0500000143".into(), answers: Some("ابنها ياسر".into()), primary: true },
        ];
        let id = write(&t, async |tx| people::insert_person(tx, &t.env, &p).await).await.unwrap();
        let q = &mut t.db.reader();
        for raw in ["١٤٠٩٥٤٦١١٤", "1409 546 114", "1409546114"] {
            assert_eq!(people::by_identity(q, raw).await.unwrap(), Some(id), "{raw}");
        }
        assert_eq!(people::by_mobile(q, "+966 50 000 0143").await.unwrap(), [id]);
        assert_eq!(people::by_mobile(q, "nothing").await.unwrap(), []);
        let again = write(&t, async |tx| people::insert_person(tx, &t.env, &p).await).await.unwrap_err();
        assert!(matches!(&again, Problem::Invalid(e) if e.get("identity").is_some_and(|e| e.code == "identity_taken")), "{again}");

        let mut found = people::person(q, id).await.unwrap();
        assert_eq!(found.full_name(), "هيلة سليمان محمد المرشود");
        assert_eq!(found.as_written, "هيلة بنت سليمان محمد المرشود");
        assert_eq!(found.primary_mobile().map(|m| m.number.as_str()), Some("0500000143"));
        let mut changed = found.to_new();
        changed.city = Some("بريدة".into());
        write(&t, async |tx| people::update_person(tx, &t.env, id, found.version, &changed).await).await.unwrap();
        let stale = write(&t, async |tx| people::update_person(tx, &t.env, id, found.version, &changed).await).await;
        assert!(matches!(stale, Err(Problem::Conflict { code: "changed", .. })));
        found = people::person(q, id).await.unwrap();
        assert_eq!((found.city.as_deref(), found.version, found.mobiles.len()), (Some("بريدة"), 2, 2));
        assert!(matches!(people::person(q, Id::from_u128(5)).await, Err(Problem::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn members_end_and_stay_to_be_seen() {
    both(setup(), |t| async move {
        let day = |s: &str| s.parse::<kernel::Day>().unwrap();
        let (house, son, member) = write(&t, async |tx| {
            let head = people::insert_person(tx, &t.env, &named("هيلة سليمان المرشود")).await?;
            let son = people::insert_person(tx, &t.env, &named("ياسر فهد الرشيد")).await?;
            let house = people::create_household(tx, &t.env, head, None).await?;
            let member = people::add_member(tx, &t.env, house, son, "son", Some(day("2005-01-01"))).await?;
            Ok((house, son, member))
        })
        .await
        .unwrap();
        let twice = write(&t, async |tx| people::add_member(tx, &t.env, house, son, "son", None).await).await;
        assert!(matches!(twice, Err(Problem::Refused { code: "already_member", .. })));
        write(&t, async |tx| people::end_member(tx, house, member, day("2026-01-01"), "married").await).await.unwrap();
        let h = people::household(&mut t.db.reader(), house).await.unwrap();
        assert_eq!((h.members.len(), h.current().count()), (2, 1));
        assert_eq!(h.members[0].relation, people::HEAD);
        assert!(h.members[1].on(day("2025-12-31")) && !h.members[1].on(day("2026-01-01")));
        assert!(people::is_member(&mut t.db.reader(), house, son).await.unwrap());
        let again = write(&t, async |tx| people::end_member(tx, house, member, day("2026-02-01"), "died").await).await;
        assert!(matches!(again, Err(Problem::Conflict { .. })), "ended once");
        write(&t, async |tx| people::add_member(tx, &t.env, house, son, "son", Some(day("2026-06-01"))).await).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn signatures_bind_to_what_was_signed() {
    both(setup(), |t| async move {
        let (object, scan) = (t.env.id(), t.env.id());
        let s = NewSignature {
            object: "request",
            object_id: object,
            kind: Signer::Applicant,
            digest: "a".repeat(64),
            how: How::Thumbprint,
            person: None,
            employee: None,
            name: "هيلة المرشود".into(),
            witness: None,
            witness_employee: None,
            file: None,
        };
        let bare = write(&t, async |tx| people::sign(tx, &t.env, s.clone()).await).await;
        assert!(matches!(bare, Err(Problem::Refused { code: "signature_witness", .. })));
        let drawn = NewSignature { how: How::Drawn, ..s.clone() };
        assert!(matches!(write(&t, async |tx| people::sign(tx, &t.env, drawn.clone()).await).await, Err(Problem::Refused { code: "signature_scan", .. })));
        let drawn = NewSignature { file: Some(scan), ..drawn };
        let id = write(&t, async |tx| people::sign(tx, &t.env, drawn).await).await.unwrap();
        let all = people::signatures(&mut t.db.reader(), "request", object).await.unwrap();
        assert_eq!((all.len(), all[0].id, all[0].kind, all[0].file), (1, id, Signer::Applicant, Some(scan)));
    })
    .await;
}

#[test]
fn every_word_is_there_in_both_languages() {
    i18n::register(&[web::LOCALES, people::LOCALES]).unwrap();
    for key in people::locale_families() {
        for lang in i18n::Lang::ALL {
            assert!(i18n::has(lang, &key), "{key} in {}", lang.code());
        }
    }
}
