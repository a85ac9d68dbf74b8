//! Coming in by another's word, the whole way: the settings page, the sign-in page's button, the other side (a stand-in that can be made to lie),
//! back, and whose file is open then.

mod limits;
mod nafath;
mod oidc;
mod oidc_lies;
mod provider;
#[path = "../../../../../platform/identity/tests/it/sign.rs"]
mod sign;
mod stand;

use crate::client::{House, Page, Phone, identity};
use http::StatusCode;
use kernel::Id;

/// Hers is the file that must open; the other's must not.
pub const SHE: u32 = 1;
pub const OTHER: u32 = 2;
/// Of nobody in the register.
pub const NOBODY: u32 = 7;
pub const MOBILE: &str = "0500000142";

pub async fn house(t: testkit::TestApp) -> (House, Id) {
    let h = House::new(t).await;
    let hers = h.file(h.person("هيلة سليمان محمد المرشود", SHE, MOBILE, "1979-03-11"), vec![], h.t.branch).await.0;
    h.file(h.person("لمى فهد عبد الرحمن الرشيد", OTHER, "0500000555", "2001-08-20"), vec![], h.t.branch).await;
    (h, hers)
}

impl House {
    /// What the administrator sends from the settings page.
    pub async fn set_up(&self, fields: &[(&str, &str)]) -> testkit::Reply {
        let base = [("idle_minutes", "30"), ("shared_idle_minutes", "10"), ("absolute_hours", "12")];
        self.t.post(&self.t.as_role("administrator"), "/settings/sign-in", &[base.as_slice(), fields].concat()).await
    }

    /// Facts of the events with this code, in order.
    pub async fn told(&self, code: &str) -> Vec<String> {
        self.events().await.into_iter().filter(|e| e.code == code).map(|e| e.facts).collect()
    }

    /// Nobody came in, the sign-in page says why in these words, and the way by code stands on it.
    pub async fn not_in(&self, p: &mut Phone, r: &Page, why: &str) {
        assert_eq!((r.status, r.location.as_str()), (StatusCode::SEE_OTHER, format!("/my/sign-in?why={why}&next=/my/devices").as_str()), "{}", r.body);
        assert!(!p.jar.contains_key("sila_person"), "{why}");
        let page = p.get(&r.location).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.worded().says(&format!("refusal-{why}")) && page.body.contains("notice--warn") && !page.body.contains("error-summary"), "{why}");
        assert!(page.body.contains("name=\"mobile\"") && page.body.contains("value=\"/my/devices\""));
        assert!(self.outside(p).await.is_none());
    }

    /// She is in, and acts for her own file and no other.
    pub async fn in_as_her(&self, p: &mut Phone, r: &Page, hers: Id) {
        assert_eq!((r.status, r.location.as_str()), (StatusCode::SEE_OTHER, "/my/devices"), "{}", r.body);
        assert_eq!(r.header("cache-control"), "no-store");
        assert!(p.jar.contains_key("sila_person") && !p.jar.contains_key("sila_entry"));
        assert_eq!(self.acts(p).await.iter().map(|a| a.file).collect::<Vec<_>>(), [hers]);
        assert_eq!(self.outside(p).await.unwrap().actor.name, "هيلة سليمان محمد المرشود");
        assert_eq!(p.get("/my/devices").await.worded().status, StatusCode::OK);
    }

    /// The identity numbers stand nowhere but sealed or digested: not in the trail, the entries or the accounts.
    pub async fn keeps_numbers_to_itself(&self) {
        use db::{Query, args};
        let mut text = self.events().await.into_iter().map(|e| format!("{} {}", e.object_id, e.facts)).collect::<String>();
        for sql in [
            "SELECT number || subject || code_digest AS x FROM account_entry",
            "SELECT number || subject AS x FROM account",
            "SELECT number || agent AS x FROM account_session",
        ] {
            text.extend(self.t.db.reader().all(db::built(sql.into()), args![]).await.unwrap().iter().map(|r| r.text("x").unwrap()));
        }
        for n in [SHE, OTHER, NOBODY] {
            assert!(!text.contains(&identity(n)), "{text}");
        }
    }
}
