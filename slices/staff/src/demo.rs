//! Sample users of the trial copy: one for each role, visibly invented, all with the password the sign-in page shows there.

use crate::actions::employees::{NewEmployee, create_employee};
use db::Db;
use kernel::{Actor, Env, Id, Result};

/// Only for demo data: the sign-in page of demo mode shows it.
pub const DEMO_PASSWORD: &str = "tajriba-sila-1448";

/// The role, which is the username too, and the name in both languages.
const PEOPLE: [(&str, &str, &str); 15] = [
    ("relations_officer", "نورة الريحان", "Noura Alrayhan"),
    ("social_researcher", "هيفاء النخيل", "Haifa Alnakhil"),
    ("research_lead", "سلمى الغيم", "Salma Alghaym"),
    ("committee_member", "بدر السحاب", "Badr Alsahab"),
    ("committee_secretary", "ريم الندى", "Reem Alnada"),
    ("committee_chair", "سعود الوادي", "Saud Alwadi"),
    ("delivery_officer", "ماجد الرمال", "Majed Alrimal"),
    ("treasurer", "خالد البستان", "Khalid Albustan"),
    ("branch_delegate", "عبدالله الروض", "Abdullah Alrawd"),
    ("volunteer_coordinator", "لمى الياسمين", "Lama Alyasmin"),
    ("supporter_relations", "جود الخزامى", "Joud Alkhuzama"),
    ("hr_officer", "أمل السدر", "Amal Alsidr"),
    ("manager", "إبراهيم المنار", "Ibrahim Almanar"),
    ("auditor", "فهد الميزان", "Fahd Almizan"),
    ("administrator", "عمر المفتاح", "Omar Almiftah"),
];

/// Makes them in `branch` (`None`: the first branch, made if there is none); those already there stay. Their ids in the order of the roles.
pub async fn demo_employees(env: &Env, db: &Db, branch: Option<Id>) -> Result<Vec<Id>> {
    let mut out = vec![];
    for (role, ar, en) in PEOPLE {
        if let Some(there) = crate::store::employees::by_username(&mut db.reader(), role).await? {
            out.push(there.id);
            continue;
        }
        let new = NewEmployee {
            username: role.into(),
            name_ar: ar.into(),
            name_en: en.into(),
            branch,
            roles: vec![role.into()],
            password: DEMO_PASSWORD.into(),
            ..NewEmployee::default()
        };
        out.push(create_employee(env, db, &Actor::system(), new).await?);
    }
    Ok(out)
}
