//! For whom a file is closed, and whose own it is.

use crate::fixtures::*;
use beneficiaries::{close_to, open_to, perm};
use kernel::Permit;
use testkit::both;

#[tokio::test]
async fn a_closed_file_is_not_there() {
    both(setup(), |t| async move {
        let id = haila(&t).await;
        let officer = t.as_role("relations_officer");
        let other = t.as_role("relations_officer");
        let (first, second) = (t.env.id(), t.env.id());
        let found = async || {
            let permit = Permit::check(&officer, perm::LIST).unwrap();
            let mut n = 0;
            for text in ["هيلة المرشود", &identity(1), "0500000142", "1-0001", "م/418"] {
                let found = beneficiaries::search(&mut t.db.reader(), &permit, text).await.unwrap();
                assert!(!found.elsewhere, "nobody says that there is one");
                n += found.hits.len();
            }
            n
        };
        assert_eq!(found().await, 5);
        for cause in [first, second] {
            write(&t, &other, async |tx| close_to(tx, id, officer.id, cause, t.env.now()).await).await.unwrap();
        }
        assert_eq!(found().await, 0);
        let v = beneficiaries::find_any(&mut t.db.reader(), id).await.unwrap().version.to_string();
        for path in ["", "/print", "/edit", "/members/new", "/categories", "/access"] {
            let r = t.get(&officer, &format!("/files/{id}{path}")).await;
            assert_eq!(r.status, 404, "{path}");
        }
        for (path, field) in [("/edit", "before_contact"), ("/categories", "category"), ("/reveal", "x"), ("/members", "first")] {
            assert_eq!(t.post(&officer, &format!("/files/{id}{path}"), &[("version", v.as_str()), (field, "س")]).await.status, 404, "{path}");
        }
        for path in ["/files", "/files?sort=name", "/files?category=widow"] {
            assert!(!t.get(&officer, path).await.body.contains(&id.to_string()), "{path}");
            assert!(t.get(&other, path).await.body.contains(&id.to_string()), "{path}");
        }
        // One cause gone, the other stands.
        write(&t, &other, async |tx| open_to(tx, id, officer.id, first).await).await.unwrap();
        assert_eq!(t.get(&officer, &format!("/files/{id}")).await.status, 404);
        write(&t, &other, async |tx| open_to(tx, id, officer.id, second).await).await.unwrap();
        assert_eq!(t.get(&officer, &format!("/files/{id}")).await.status, 200);
        assert_eq!(found().await, 5);
    })
    .await;
}

#[tokio::test]
async fn an_employee_in_the_register_reads_his_own_file_and_changes_nothing() {
    both(setup(), |t| async move {
        let id = haila(&t).await;
        let clerk = t.as_role("relations_officer");
        let employee = staff::create_employee(
            &t.env,
            &t.db,
            &kernel::Actor::system(),
            staff::NewEmployee {
                username: "yasir".into(),
                name_ar: "ياسر الرشيد".into(),
                password: "wadi nakheel 39 sarab".into(),
                ..staff::NewEmployee::default()
            },
        )
        .await
        .unwrap();
        let admin = t.as_role("administrator");
        let link = format!("/employees/{employee}/person");
        let unknown = t.post(&admin, &link, &[("identity", &identity(77))]).await;
        assert_eq!(unknown.status, 422);
        assert!(unknown.no_missing_words().body.contains(&identity(77)), "what was typed stays");
        assert_eq!(t.post(&clerk, &link, &[("identity", &identity(2))]).await.status, 404, "nobody but who manages employees");
        assert_eq!(t.post(&admin, &link, &[("identity", &i18n::digits::arabic(&identity(2)))]).await.status, 303);
        let actor = staff::actor(&mut t.db.reader(), employee).await.unwrap().unwrap();
        assert!(actor.person.is_some());
        let own = kernel::Actor { person: actor.person, ..t.as_role("relations_officer") };
        t.put(&own);
        let page = t.get(&own, &format!("/files/{id}")).await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains(&format!("/files/{id}/edit")));
        let v = beneficiaries::find_any(&mut t.db.reader(), id).await.unwrap().version.to_string();
        let r = t.post(&own, &format!("/files/{id}/categories"), &[("version", v.as_str()), ("category", "elderly")]).await;
        assert_eq!(r.status, 422);
        assert!(r.text().contains(&i18n::t(i18n::Lang::Ar, "refusal-own_file")), "{}", r.text());
        // Unlinked, he is like anybody.
        assert_eq!(t.post(&admin, &link, &[("identity", "")]).await.status, 303);
        assert!(staff::actor(&mut t.db.reader(), employee).await.unwrap().unwrap().person.is_none());
    })
    .await;
}
