//! What decides about applications and corrections, without asking anything.

use i18n::dates::Precision;
use kernel::At;
use people::{NewPerson, Person};

kernel::codes! {
    /// Where an application stands.
    pub Stage { Open = "open", MadeNew = "made_new", Joined = "joined", Refused = "refused" }
}

impl Stage {
    /// The colour and icon of its tag.
    pub fn look(self) -> (&'static str, &'static str) {
        match self {
            Stage::Open => ("info", "clock"),
            Stage::MadeNew => ("ok", "check"),
            Stage::Joined => ("brand", "link"),
            Stage::Refused => ("", "minus"),
        }
    }
}

kernel::codes! {
    /// Where a request for correction stands.
    pub Answer { Open = "open", Accepted = "accepted", Refused = "refused" }
}

impl Answer {
    pub fn look(self) -> (&'static str, &'static str) {
        match self {
            Answer::Open => ("info", "clock"),
            Answer::Accepted => ("ok", "check"),
            Answer::Refused => ("", "minus"),
        }
    }
}

kernel::codes! {
    /// Why two people may be one. The weight of each is in [`Why::points`].
    pub Why { Identity = "identity", Mobile = "mobile", Name = "name", NearName = "near_name", Birth = "birth", BirthYear = "birth_year" }
}

impl Why {
    /// What it adds to the likeness, of a hundred.
    pub fn points(self) -> i64 {
        match self {
            Why::Identity => 100,
            Why::Name => 40,
            Why::Mobile => 35,
            Why::Birth => 25,
            Why::NearName => 20,
            Why::BirthYear => 10,
        }
    }
}

/// Why a person of the register resembles the one who applies, the weightiest first. `identity`: as claimed.
pub fn likeness(claimed: &NewPerson, identity: Option<&str>, p: &Person) -> Vec<Why> {
    let mut out = vec![];
    if identity.is_some() && identity == p.identity_number() {
        out.push(Why::Identity);
    }
    let name = |first: &str, father: Option<&str>, grandfather: Option<&str>, family: &str| {
        i18n::fold::fold_name(&[Some(first), father, grandfather, Some(family)].into_iter().flatten().collect::<Vec<_>>().join(" "))
    };
    let ours = name(&claimed.first, claimed.father.as_deref(), claimed.grandfather.as_deref(), &claimed.family);
    let theirs = name(&p.first, p.father.as_deref(), p.grandfather.as_deref(), &p.family);
    let common = ours.iter().filter(|t| theirs.contains(t)).count();
    if !ours.is_empty() && ours == theirs {
        out.push(Why::Name);
    } else if common >= 2 {
        out.push(Why::NearName);
    }
    if claimed.mobiles.iter().any(|m| p.mobiles.iter().any(|o| o.number == m.number)) {
        out.push(Why::Mobile);
    }
    if let (Some(a), Some(b)) = (claimed.birth, p.birth) {
        let full = |x: Precision| x == Precision::Full;
        if full(a.precision) && full(b.precision) && a.day == b.day {
            out.push(Why::Birth);
        } else if a.day.ymd().0 == b.day.ymd().0 {
            out.push(Why::BirthYear);
        }
    }
    out.sort_by_key(|w| -w.points());
    out
}

/// The likeness in all, never above a hundred.
pub fn score(why: &[Why]) -> i64 {
    why.iter().map(|w| w.points()).sum::<i64>().min(100)
}

/// Less than this is chance: a common name, a year.
pub const WORTH_SHOWING: i64 = 30;

/// What may be asked to be corrected.
pub const FIELDS: &[&str] = &["name", "identity", "birth", "sex", "mobile", "address", "members", "income", "iban", "categories", "other"];

/// Days the law leaves to answer a request about one's own data (PDPL).
pub const ANSWER_DAYS: i64 = 30;

/// Until when a correction asked for now must be answered.
pub fn due(asked: At) -> At {
    asked.plus_days(ANSWER_DAYS)
}

/// Days of the calendar left, zero on the last, negative once it is late.
pub fn days_left(due: At, now: At) -> i64 {
    i64::from(due.day().0 - now.day().0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Id;
    use people::{IdentityKind, MobileLine};

    fn claimed() -> NewPerson {
        NewPerson {
            birth: Some(people::Birth { day: "1984-03-09".parse().unwrap(), calendar: i18n::dates::Calendar::Gregorian, precision: Precision::Full }),
            mobiles: vec![MobileLine { number: "0500000187".into(), answers: None, primary: true }],
            ..NewPerson::named(&people::rules::name::parse("هيلة سليمان محمد المرشود").unwrap())
        }
    }

    fn of(n: &NewPerson) -> Person {
        Person {
            id: Id::NIL,
            first: n.first.clone(),
            father: n.father.clone(),
            grandfather: n.grandfather.clone(),
            family: n.family.clone(),
            as_written: String::new(),
            latin: None,
            identity: n.identity.clone(),
            birth: n.birth,
            sex: None,
            preferred_channel: None,
            preferred_language: None,
            short_address: None,
            city: None,
            district: None,
            deceased_on: None,
            iban: None,
            bank_name: None,
            email: None,
            mobiles: n.mobiles.clone(),
            branch: Id::NIL,
            created_at: At(0),
            version: 1,
        }
    }

    #[test]
    fn likeness_is_said_and_weighed() {
        let c = claimed();
        let same = of(&NewPerson { identity: Some((IdentityKind::Citizen, "1000000180".into())), ..c.clone() });
        assert_eq!(likeness(&c, Some("1000000180"), &same), [Why::Identity, Why::Name, Why::Mobile, Why::Birth]);
        assert_eq!(score(&likeness(&c, Some("1000000180"), &same)), 100);
        // Another spelling is the same name; another number is another person, however alike.
        let spelled = of(&NewPerson { birth: None, ..NewPerson::named(&people::rules::name::parse("هيله سليمان محمد المرشود").unwrap()) });
        assert_eq!(likeness(&c, Some("1000000180"), &spelled), [Why::Name]);
        let other = of(&NewPerson::named(&people::rules::name::parse("نورة خالد السبيعي").unwrap()));
        assert!(likeness(&c, None, &other).is_empty());
        let sister = of(&NewPerson {
            birth: Some(people::Birth { day: "1984-11-01".parse().unwrap(), ..c.birth.unwrap() }),
            ..NewPerson::named(&people::rules::name::parse("منيرة سليمان محمد المرشود").unwrap())
        });
        assert_eq!(likeness(&c, None, &sister), [Why::NearName, Why::BirthYear]);
    }

    #[test]
    fn thirty_days() {
        let now = At(1_000);
        assert_eq!(days_left(due(now), now), 30);
        assert_eq!((days_left(due(now), due(now).plus_ms(1)), days_left(due(now), due(now).plus_days(3))), (0, -3));
    }
}
