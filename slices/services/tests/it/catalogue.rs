use crate::{manager, seeded, setup};
use services::{Catalogue, known_documents};
use std::collections::BTreeSet;

#[test]
fn the_starting_catalogue_is_sound() {
    let c = Catalogue::starting().unwrap();
    assert!((15..=20).contains(&c.services.len()), "{}", c.services.len());
    assert_eq!(c.check(&known_documents()), vec![]);
    let kinds: BTreeSet<_> = c.services.iter().map(|s| s.body.kind_of_help).collect();
    assert!(kinds.len() >= 12, "{kinds:?}");
    for s in &c.services {
        let b = &s.body;
        assert!(!b.name_ar.is_empty() && !b.name_en.is_empty() && !b.summary_ar.is_empty() && !b.summary_en.is_empty(), "{}", s.code);
        assert!(b.requirements.iter().any(|r| r.document == "national_id"), "{}", s.code);
        assert!(b.ceiling.is_some() || b.ceiling_quantity.is_some(), "{}", s.code);
    }
    let conditions = c.services.iter().flat_map(|s| &s.body.requirements).filter(|r| r.when.is_some()).count();
    assert!(conditions > 50);
}

#[test]
fn it_goes_out_and_comes_in_again() {
    let c = Catalogue::starting().unwrap();
    assert_eq!(Catalogue::parse(&c.to_toml().unwrap()).unwrap(), c);
    assert_eq!(Catalogue::parse(&c.to_json().unwrap()).unwrap(), c);
    let e = Catalogue::parse("format = 1\n\n[[service]]\ncode = 5\n").unwrap_err();
    assert_eq!((e.code, e.args["line"].as_str()), ("catalogue_unreadable", "4"));
    assert_eq!(Catalogue::parse("format = 2").unwrap_err().code, "catalogue_format");
    let halalas = c.to_toml().unwrap().replacen("ceiling = 5000", "ceiling = \"49.50\"", 1);
    assert_eq!(Catalogue::parse(&halalas).unwrap().services[0].body.ceiling, Some(kernel::Money(4950)));
}

#[test]
fn the_lists_are_those_of_the_register() {
    assert_eq!(services::DWELLINGS, people::rules::words::DWELLINGS);
    assert_eq!(services::INCOME_SOURCES, people::rules::words::INCOME_SOURCES);
    for c in services::CATEGORIES {
        assert_eq!(people::rules::words::category(c), Some(*c));
    }
}

#[tokio::test]
async fn seeding_happens_once() {
    testkit::both(setup(), |t| async move {
        assert!(seeded(&t).await >= 15);
        let mut tx = t.db.begin(&kernel::Actor::system()).await.unwrap();
        assert_eq!(services::seed(&mut tx, &t.env).await.unwrap(), 0);
        drop(tx);
        let now = services::in_force(&mut t.db.reader(), t.env.now()).await.unwrap();
        assert!(now.windows(2).all(|w| w[0].sort < w[1].sort));
        assert!(services::in_force(&mut t.db.reader(), t.env.now().plus_days(-1)).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_catalogue_is_brought_in_whole_or_not_at_all() {
    testkit::both(setup(), |t| async move {
        seeded(&t).await;
        let permit = manager(&t);
        let mut c = Catalogue::starting().unwrap();
        c.services.truncate(3);
        for s in &mut c.services {
            s.sort = None;
        }
        c.services[0].body.ceiling = Some(kernel::Money::riyals(7000));
        c.services[1].code = "brand_new".into();
        let told = services::import(&t.env, &t.db, &permit, &c, "من ملف", false).await.unwrap();
        assert_eq!((told.created.len(), told.revised.len(), told.unchanged.len()), (1, 1, 1));
        assert!(services::by_code(&mut t.db.reader(), "brand_new").await.unwrap().is_none(), "only told");
        assert_eq!(services::import(&t.env, &t.db, &permit, &c, "من ملف", true).await.unwrap(), told);
        assert_eq!(services::by_code(&mut t.db.reader(), "cash_once").await.unwrap().unwrap().version, 2);
        let again = services::import(&t.env, &t.db, &permit, &c, "من ملف", true).await.unwrap();
        assert_eq!((again.created.len(), again.revised.len(), again.unchanged.len()), (0, 0, 3));
        c.services[2].body.requirements[0].document = "no_such_paper".into();
        c.services[0].body.ceiling = Some(kernel::Money::riyals(8000));
        assert!(matches!(services::import(&t.env, &t.db, &permit, &c, "من ملف", true).await, Err(kernel::Problem::Refused { .. })));
        assert_eq!(services::by_code(&mut t.db.reader(), "cash_once").await.unwrap().unwrap().version, 2);
    })
    .await;
}
