use kernel::{At, Id, Money};
use services::{Because, Catalogue, Facts, Member, Person, Required, Service, Way, required};
use std::sync::Arc;

fn service(code: &str) -> Service {
    let e = Catalogue::starting().unwrap().services.into_iter().find(|s| s.code == code).unwrap();
    Service { id: Id::from_u128(1), code: e.code, active: true, sort: 0, version: 1, valid_from: At(0), body: e.body.into() }
}

fn member(n: u128, applicant: bool, age: Option<i32>) -> Member {
    Member { id: Id::from_u128(n), applicant, spouse: false, age }
}

fn papers(found: &[Required]) -> Vec<&str> {
    let mut out: Vec<&str> = found.iter().map(|r| r.document.as_str()).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// A change of the answers, and the papers it adds.
type Row = (fn(&mut Facts), &'static [&'static str]);

#[test]
fn by_table() {
    let alone = [member(1, true, Some(40))];
    let facts = |change: fn(&mut Facts)| {
        let mut f = Facts { members: 1, adults: 1, dwelling: "with_family".into(), income_monthly: Money::riyals(3500), ..Facts::default() };
        change(&mut f);
        f
    };
    let base = ["iban_certificate", "national_address", "national_id"];
    let rows: &[Row] = &[
        (|_| {}, &[]),
        (|f| f.members = 4, &["family_record"]),
        (|f| f.dwelling = "rented".into(), &["rent_contract"]),
        (|f| f.dwelling = "inherited".into(), &["ownership_deed"]),
        (|f| f.income_sources = vec!["salary".into()], &["salary_statement"]),
        (|f| f.income_sources = vec!["pension".into(), "social_security".into()], &["retirement_statement", "social_security_statement"]),
        (|f| f.income_monthly = Money::ZERO, &["unemployment_statement"]),
        (|f| f.has_debts = true, &["debt_proof"]),
        (|f| f.debts_total = Money::riyals(5), &["debt_proof"]),
        (|f| f.categories = vec!["widow".into()], &["death_certificate"]),
        (
            |f| {
                f.categories = vec!["widow".into()];
                f.children = 2;
            },
            &["death_certificate", "heirs_deed"],
        ),
        (|f| f.categories = vec!["divorced".into(), "disabled".into()], &["disability_card", "divorce_deed"]),
        (|f| f.categories = vec!["prisoner_family".into()], &["prison_statement"]),
    ];
    for (i, (change, more)) in rows.iter().enumerate() {
        let found = required(&service("cash_once"), &facts(*change), &alone);
        let mut want: Vec<&str> = base.iter().chain(*more).copied().collect();
        want.sort_unstable();
        assert_eq!(papers(&found), want, "row {i}");
    }
}

#[test]
fn of_each_person_once() {
    let people = [member(1, true, Some(40)), member(2, false, Some(16)), member(3, false, Some(9)), member(4, false, None)];
    let f = Facts { members: 4, adults: 1, children: 3, ..Facts::default() };
    let found = required(&service("cash_monthly"), &f, &people);
    let ids: Vec<Person> = found.iter().filter(|r| r.document == "national_id").map(|r| r.person).collect();
    assert_eq!(ids, [Person::Applicant, Person::Member(Id::from_u128(2)), Person::Member(Id::from_u128(4))]);
    let unknown = found.iter().find(|r| r.document == "national_id" && r.person == Person::Member(Id::from_u128(4))).unwrap();
    assert!(unknown.unclear() && unknown.because.contains(&Because::AgeUnknown));
    let schools = found.iter().filter(|r| r.document == "school_statement").count();
    assert_eq!(schools, 3, "two of school age and one whose age is not known");
    let mut seen = std::collections::BTreeSet::new();
    assert!(found.iter().all(|r| seen.insert((r.document.clone(), r.person))));
}

#[test]
fn two_grounds_for_one_paper_become_one() {
    let mut s = service("cash_once");
    let f = Facts { members: 2, children: 1, categories: vec!["widow".into(), "orphan".into()], ..Facts::default() };
    let found = required(&s, &f, &[]);
    let death: Vec<_> = found.iter().filter(|r| r.document == "death_certificate").collect();
    assert_eq!(death.len(), 1);
    assert_eq!(death[0].because.len(), 2);
    let r = &mut Arc::make_mut(&mut s.body).requirements;
    r.truncate(1);
    r.push(services::Requirement { ways: vec![Way::WithIssuer], valid_for_days: Some(30), ..r[0].clone() });
    let one = required(&s, &f, &[]);
    assert_eq!((one.len(), one[0].valid_for_days, one[0].ways.as_slice()), (1, Some(30), [Way::WithIssuer].as_slice()));
}

#[test]
fn what_cannot_be_judged_is_asked() {
    i18n::register(&[web::LOCALES, services::LOCALES]).unwrap();
    let mut s = service("cash_once");
    Arc::make_mut(&mut s.body).requirements.truncate(1);
    Arc::make_mut(&mut s.body).requirements[0].when = Some("members / amount_asked > 3".into());
    let found = required(&s, &Facts { members: 9, ..Facts::default() }, &[]);
    assert!(found[0].unclear());
    assert!(found[0].because_text(i18n::Lang::Ar).unwrap().contains("احتياطًا"));
    assert!(required(&s, &Facts { members: 2, amount_asked: Money::riyals(1), ..Facts::default() }, &[]).is_empty());
    Arc::make_mut(&mut s.body).requirements[0].when = Some("nonsense >".into());
    assert!(required(&s, &Facts::default(), &[])[0].unclear());
}

#[test]
fn a_delegate_decides_below_an_amount() {
    let b = service("cash_once").body;
    assert_eq!(b.delegate_for(Money::riyals(999)), Some("manager"));
    assert_eq!(b.delegate_for(Money::riyals(1000)), None);
    assert_eq!(service("rent").body.delegate_for(Money::ZERO), None);
}
