//! What came by the people's own door and waits at the desk: two who registered themselves, one who corrects his data, one who would act for another.

use super::pictures;
use crate::house::House;
use anyhow::Context;
use i18n::dates::{Calendar, Precision};
use kernel::{Actor, Day, Id};
use people::{IdentityKind, MobileLine, NewPerson, rules};

fn born(y: i16, m: i8, d: i8) -> Option<people::Birth> {
    Day::from_ymd(y, m, d).map(|day| people::Birth { day, calendar: Calendar::Gregorian, precision: Precision::Full })
}

/// Somebody invented, with a number that passes its check.
fn somebody(name: &str, nine: &str, mobile: &str, birth: Option<people::Birth>) -> anyhow::Result<NewPerson> {
    let name = rules::name::parse(name).map_err(|e| anyhow::anyhow!("an invented name: {}", e.code))?;
    let number = rules::identity::make_valid(nine).context("an invented number")?;
    Ok(NewPerson {
        identity: Some((IdentityKind::Citizen, number.as_str().to_owned())),
        birth,
        mobiles: vec![MobileLine { number: mobile.into(), answers: None, primary: true }],
        ..NewPerson::named(&name)
    })
}

async fn applies(house: &House, branch: Id, head: NewPerson) -> anyhow::Result<()> {
    let number = head.mobiles.first().map(|m| m.number.clone()).unwrap_or_default();
    let mut tx = house.db.begin(&Actor::system()).await?;
    let account = accounts::open_account(&mut tx, &house.env, &number).await?;
    tx.commit_quietly("an account, with what it is made for").await?;
    let actor = Actor::outside(account, format!("{} {}", head.first, head.family), accounts::MAY);
    applications::begin(&house.env, &house.db, &actor, applications::NewApplication { account, head, members: vec![], categories: vec![], branch }).await?;
    Ok(())
}

/// Fills what waits there. The files it names were made before.
pub async fn fill(house: &House) -> anyhow::Result<()> {
    let (env, db) = (&house.env, &house.db);
    let mut q = db.reader();
    let file = beneficiaries::by_number(&mut q, "1-0003").await?.context("an invented file")?;
    let head = people::person(&mut q, file.head).await?;
    applies(house, file.branch, somebody("نوف سالم عايض التجريبي", "109900001", "0559900001", born(1991, 4, 17))?).await?;
    // In the register already: the officer is shown whom she is like.
    let again =
        NewPerson { mobiles: vec![MobileLine { number: "0559900002".into(), answers: None, primary: true }], identity: head.identity.clone(), ..head.to_new() };
    applies(house, file.branch, again).await?;

    let actor = Actor::outside(head.id, head.short_name(), accounts::MAY);
    let ask = applications::Ask {
        file: file.id,
        branch: file.branch,
        person: head.id,
        field: "address".into(),
        is_now: head.district.clone().unwrap_or_default(),
        should_be: "حي الواحة التجريبي".into(),
        why: "انتقلت الأسرة إلى بيت آخر.".into(),
        document: None,
        once: ("demo-correction".into(), String::new()),
    };
    applications::ask(env, db, &actor, ask).await?;

    let other = beneficiaries::by_number(&mut q, "1-0005").await?.context("an invented file")?;
    let old = people::person(&mut q, other.head).await?;
    let picture = pictures::papers(&house.files, || env.id())?.pop().context("a picture")?;
    let mut tx = db.begin(&Actor::system()).await?;
    let account = accounts::open_account(&mut tx, env, "0559900003").await?;
    tx.commit_quietly("an account, with what it is made for").await?;
    let number = rules::identity::make_valid("109900003").context("an invented number")?;
    let claim = representatives::Claim {
        who: representatives::Claimant {
            person: None,
            account: Some(account),
            name: "فهد ناصر راشد التجريبي".into(),
            identity: number.as_str().into(),
            mobile: "0559900003".into(),
        },
        capacity: Some(representatives::rules::Capacity::Agent),
        for_whom: other.number.clone(),
        birth: Ok(old.birth.map(|b| i18n::dates::ParsedDate {
            day: b.day,
            calendar: b.calendar,
            precision: Precision::Full,
            remark: None,
            as_entered: String::new(),
        })),
        note: "وكالة شرعية تجريبية".into(),
        scans: vec![documents::NewUpload { name: "وكالة.png".into(), bytes: picture.png }],
        once: ("demo-claim".into(), String::new()),
    };
    representatives::claim(env, db, &house.files, &Actor::outside(account, "فهد التجريبي", accounts::MAY), claim).await?;
    Ok(())
}
