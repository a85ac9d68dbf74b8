//! What `serve --demo` shows: a small invented association, alive today.

use super::{Options, fill};
use crate::house::House;
use anyhow::Context;
use kernel::{Actor, HOUR_MS, Permit};

/// Fills an empty house: letterhead, two offices, a sample user for each role, sixty files with requests in every state.
pub async fn fill_for_serving(house: &House) -> anyhow::Result<()> {
    if !staff::is_empty(&house.db).await? {
        return Ok(());
    }
    eprintln!("inventing an association to look at …");
    let system = Actor::system();
    let permit = Permit::check(&system, staff::perm::SETTINGS_MANAGE).context("the system may set the letterhead")?;
    let head = staff::Letterhead {
        name_ar: "جمعية واحة النخيل الأهلية (تجريبية)".into(),
        name_en: "Palm Oasis Association (a trial)".into(),
        regulator_ar: "جهة إشراف تجريبية".into(),
        licence_number: "0000".into(),
        region_ar: "منطقة الواحة".into(),
        city_ar: "مدينة الواحة".into(),
        mobile: "0500000000".into(),
        email: "trial@example.org".into(),
        social: vec!["@wahat_trial".into()],
        bank_accounts: vec![],
        policy: staff::Policy {
            title_ar: "سياسة تنظيم العلاقة مع المستفيدين (نسخة تجريبية)".into(), ..staff::Policy::default()
        },
    };
    staff::save_letterhead(&house.env, &house.db, &permit, 0, &head).await?;
    let base = house.env.now().day().start().plus_ms(8 * HOUR_MS + HOUR_MS / 2);
    let quiet = |_: usize, _: usize| {};
    let counts = fill(house, None, &Options { files: 60, seed: 1, base, scanned_one_in: 4, scans_each: 20, progress: &quiet }).await?;
    super::door::fill(house).await?;
    eprintln!("{} files, {} people, {} requests", counts.files, counts.people, counts.requests);
    Ok(())
}
