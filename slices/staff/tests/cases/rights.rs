use super::client::{House, setup};
use db::Query;
use http::StatusCode;
use i18n::Lang;
use kernel::{Permission, Permit, Problem, Reach};
use std::collections::BTreeMap;

fn refused(p: kernel::Result<()>) -> &'static str {
    match p {
        Err(Problem::Refused { code, .. }) => code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn nobody_raises_himself() {
    testkit::both(setup(), |t| async move {
        let h = House::new(t, false).await;
        let id = h.employee("admin", &["administrator"]).await;
        let mut b = h.signed_in("admin").await;
        let page = format!("/employees/{id}");
        let v = h.version(id).await;
        // By the page …
        b.post(&format!("{page}/roles"), &[("version", &v), ("roles", "administrator"), ("roles", "manager")]).await.refused(Lang::Ar, "refusal-self_grant");
        // … and by the action.
        let admin = h.actor("admin").await;
        let assign = Permit::check(&admin, staff::perm::ROLE_ASSIGN).unwrap();
        let e = staff::employee(&mut h.t.db.reader(), id).await.unwrap().unwrap();
        let set = |roles: &[&str]| roles.iter().map(|r| r.to_string()).collect::<Vec<_>>();
        assert_eq!(refused(staff::set_roles(&h.t.env, &h.t.db, &assign, id, e.version, set(&["administrator", "manager"])).await), "self_grant");
        // His own role gains nothing either, nor loses what mends it.
        let manage = Permit::check(&admin, staff::perm::ROLE_MANAGE).unwrap();
        let matrix: BTreeMap<String, Reach> = admin.may.clone();
        let mut wider = matrix.clone();
        wider.insert("audit.read".into(), Reach::All);
        let version = role_version(&h, "administrator").await;
        assert_eq!(refused(staff::set_permissions(&h.t.env, &h.t.db, &manage, "administrator", version, wider.clone()).await), "self_grant");
        let mut less = matrix.clone();
        less.remove("role.manage");
        assert_eq!(refused(staff::set_permissions(&h.t.env, &h.t.db, &manage, "administrator", version, less).await), "administrator_core");
        // The last administrator stays.
        assert_eq!(refused(staff::set_roles(&h.t.env, &h.t.db, &assign, id, e.version, vec![]).await), "last_administrator");
        let accounts = Permit::check(&admin, staff::perm::EMPLOYEE_MANAGE).unwrap();
        assert_eq!(refused(staff::set_employee_active(&h.t.env, &h.t.db, &accounts, id, e.version, false, "left").await), "last_administrator");
        let v = h.version(id).await;
        b.post(&format!("{page}/roles"), &[("version", &v)]).await.refused(Lang::Ar, "refusal-last_administrator");

        // Another administrator may be made; then one may go.
        let other = h.employee("omar", &["administrator"]).await;
        let mut omar = h.signed_in("omar").await;
        let v = h.version(id).await;
        assert_eq!(
            omar.post(&format!("{page}/active"), &[("version", &v), ("active", "0")]).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "a reason is asked"
        );
        assert_eq!(omar.post(&format!("{page}/active"), &[("version", &v), ("active", "0"), ("why", "left")]).await.location, page);
        assert_eq!(b.get("/account").await.status, StatusCode::SEE_OTHER, "his session ended");
        let v = h.version(other).await;
        omar.post(&format!("/employees/{other}/roles"), &[("version", &v)]).await.refused(Lang::Ar, "refusal-last_administrator");
    })
    .await;
}

async fn role_version(h: &House, role: &str) -> i64 {
    h.t.db.reader().one(db::built("SELECT version FROM role WHERE code = $1".into()), db::args![role]).await.unwrap().int("version").unwrap()
}

#[tokio::test]
async fn a_branch_reaches_only_itself() {
    testkit::both(setup(), |t| async move {
        let h = House::new(t, false).await;
        h.employee("admin", &["administrator"]).await;
        let here = h.employee("here", &["branch_delegate"]).await;
        let admin = h.actor("admin").await;
        let env = &h.t.env;
        let branches = Permit::check(&admin, staff::perm::BRANCH_MANAGE).unwrap();
        let form = staff::BranchForm { number: 7, name_ar: "القرى".into(), ..staff::BranchForm::default() };
        let far = staff::create_branch(env, &h.t.db, &branches, &form).await.unwrap();
        assert!(matches!(staff::create_branch(env, &h.t.db, &branches, &form).await, Err(Problem::Invalid(_))), "numbers are unique");
        let there = staff::create_employee(
            env,
            &h.t.db,
            &admin,
            staff::NewEmployee {
                username: "there".into(),
                name_ar: "هناك".into(),
                branch: Some(far),
                password: super::client::PASSWORD.into(),
                ..Default::default()
            },
        )
        .await
        .unwrap();

        // The delegate is given accounts and roles, in his branch alone.
        let manage = Permit::check(&admin, staff::perm::ROLE_MANAGE).unwrap();
        let may: BTreeMap<String, Reach> =
            [("employee.read", Reach::Branch), ("employee.manage", Reach::Branch), ("role.assign", Reach::Branch)].map(|(p, r)| (p.to_string(), r)).into();
        let version = role_version(&h, "branch_delegate").await;
        staff::set_permissions(env, &h.t.db, &manage, "branch_delegate", version, may).await.unwrap();

        let mut b = h.signed_in("here").await;
        let list = b.get("/employees").await;
        assert!(list.fine().body.contains("الموظف here") && !list.body.contains("هناك"));
        assert_eq!(b.get(&format!("/employees/{there}")).await.status, StatusCode::NOT_FOUND);
        let admin_page = format!("/employees/{}", admin.id);
        assert_eq!(b.get(&admin_page).await.status, StatusCode::NOT_FOUND, "no administrator is within a branch's reach");
        assert_eq!(b.post(&format!("{admin_page}/password"), &[("new_password", "كلمة مرور أخرى طويلة")]).await.status, StatusCode::NOT_FOUND);
        let mate = h.employee("mate", &[]).await;
        let v = h.version(mate).await;
        b.post(&format!("/employees/{mate}/roles"), &[("version", &v), ("roles", "auditor")]).await.refused(Lang::Ar, "refusal-role_beyond_reach");
        assert_eq!(b.post(&format!("/employees/{mate}/roles"), &[("version", &v), ("roles", "social_researcher")]).await.status, StatusCode::SEE_OTHER);
        let v = h.version(mate).await;
        let moved = b.post(&format!("/employees/{mate}"), &[("version", &v), ("name_ar", "زميل"), ("branch", &far.to_string())]).await;
        assert!(moved.refused(Lang::Ar, "error-staff_branch").body.contains(r#"value="زميل""#));
        // No right for anything that names no record: 403.
        assert_eq!(b.get("/audit").await.status, StatusCode::FORBIDDEN);
        assert_eq!(b.get("/roles/manager").await.status, StatusCode::NOT_FOUND);

        let mut q = h.t.db.reader();
        let found = staff::with_permission(&mut q, Permission("employee.read"), far).await.unwrap();
        assert!(found.iter().any(|e| e.id == admin.id) && !found.iter().any(|e| e.id == here));
        assert_eq!(staff::names(&mut q, &[here, there, kernel::Id::NIL]).await.unwrap().len(), 2);
        // A branch with people in it does not close.
        let b7 = staff::branch(&mut q, far).await.unwrap().unwrap();
        assert_eq!(refused(staff::set_branch_active(env, &h.t.db, &branches, far, b7.version, false).await), "branch_staffed");
    })
    .await;
}

#[tokio::test]
async fn rights_change_at_once_and_are_seeded_once() {
    testkit::both(setup(), |t| async move {
        let h = House::new(t, false).await;
        h.employee("admin", &["administrator"]).await;
        h.employee("fahd", &["auditor"]).await;
        let mut fahd = h.signed_in("fahd").await;
        fahd.get("/audit").await.fine();
        assert_eq!(fahd.get("/employees/new").await.status, StatusCode::FORBIDDEN);
        let mut admin = h.signed_in("admin").await;
        let v = role_version(&h, "auditor").await.to_string();
        let role = admin.get("/roles/auditor").await;
        assert!(role.fine().body.contains(r#"name="audit.read""#));
        assert_eq!(admin.post("/roles/auditor", &[("version", &v), ("employee.read", "all"), ("audit.read", "")]).await.location, "/roles/auditor");
        assert_eq!(fahd.get("/audit").await.status, StatusCode::FORBIDDEN);
        assert_eq!(admin.post("/roles/auditor", &[("version", &v), ("employee.read", "all")]).await.status, StatusCode::CONFLICT, "someone was first");
        assert_eq!(admin.get("/roles/king").await.status, StatusCode::NOT_FOUND);

        // What was taken away is not given back; what is new comes.
        assert_eq!(staff::seed_grants(&h.t.env, &h.t.db, staff::GRANTS).await.unwrap(), 0);
        const LATER: &[kernel::Grant] = &[kernel::Grant { permission: Permission("thing.read"), roles: &[("auditor", Reach::All)] }];
        assert_eq!(staff::seed_grants(&h.t.env, &h.t.db, &[staff::GRANTS, LATER].concat()).await.unwrap(), 1);
        let fahd = h.actor("fahd").await;
        assert!(fahd.can(Permission("thing.read")) && !fahd.can(staff::perm::AUDIT_READ));
    })
    .await;
}

#[tokio::test]
async fn every_page_speaks_both_languages_and_every_write_is_in_the_trail() {
    testkit::both(setup(), |t| async move {
        let h = House::new(t, false).await;
        h.employee("admin", &["administrator", "auditor"]).await;
        let id = h.employee("noura", &["relations_officer"]).await;
        let mut b = h.signed_in("admin").await;
        let branch = staff::branches(&mut h.t.db.reader()).await.unwrap()[0].clone();
        let paths = [
            "/account",
            "/account/password",
            "/account/sessions",
            "/settings",
            "/settings/letterhead",
            "/branches",
            "/branches/new",
            &format!("/branches/{}", branch.id),
            "/employees",
            "/employees?state=closed",
            "/employees?role=auditor",
            "/employees/new",
            &format!("/employees/{id}"),
            "/roles",
            "/roles/manager",
            "/audit",
            "/audit?day=1448-06-02&code=employee.created",
            "/audit?day=never",
            &format!("/audit?actor=system&object={id}"),
        ]
        .map(str::to_string);
        for lang in ["ar", "en"] {
            b.lang(lang);
            for path in &paths {
                b.get(path).await.fine();
            }
        }
        b.lang("ar");
        assert!(b.get("/audit?actor=system").await.fine().body.contains("إضافة موظف: الموظف noura"));
        assert!(b.post("/employees/search", &[("q", "الموظف نورة")]).await.fine().body.contains(&i18n::t(Lang::Ar, "staff-employees-none")));
        assert!(b.post("/employees/search", &[("q", "noura")]).await.fine().body.contains("الموظف noura"));

        let before = h.events().await.len();
        let e = format!("/employees/{id}");
        let v = h.version(id).await;
        let branch_id = branch.id.to_string();
        assert_eq!(b.post(&e, &[("version", &v), ("name_ar", "نورة الريحان"), ("branch", &branch_id)]).await.location, e);
        assert_eq!(b.post(&e, &[("version", &v), ("name_ar", "غيرها"), ("branch", &branch_id)]).await.status, StatusCode::CONFLICT);
        assert_eq!(b.post(&format!("{e}/password"), &[("new_password", "عابرة سبيل 1448")]).await.location, e);
        assert_eq!(b.post(&format!("{e}/unlock"), &[]).await.location, e);
        assert_eq!(b.post(&format!("{e}/sessions"), &[]).await.location, e);
        assert_eq!(b.post("/branches", &[("number", "٩"), ("name_ar", "الشمال")]).await.location, "/branches");
        b.post("/branches", &[("number", "900"), ("name_ar", "ش")]).await.refused(Lang::Ar, "error-staff_number");
        assert_eq!(b.post(&format!("/branches/{branch_id}"), &[("version", "1"), ("name_ar", "المركز")]).await.location, "/branches");
        b.post(&format!("/branches/{branch_id}/active"), &[("version", "2")]).await.refused(Lang::Ar, "staff-branch-close");
        let bad = b.post("/settings/letterhead", &[("version", "0"), ("name_ar", "جمعية"), ("email", "nowhere"), ("city_ar", "البلدة")]).await;
        assert!(bad.refused(Lang::Ar, "error-staff_email").body.contains(r#"value="البلدة""#));
        assert_eq!(b.post("/settings/letterhead", &[("version", "0"), ("name_ar", "جمعية الريحان")]).await.location, "/settings/letterhead");
        assert_eq!(b.post("/settings/letterhead", &[("version", "0"), ("name_ar", "جمعية الريحان")]).await.status, StatusCode::CONFLICT);
        assert_eq!(h.app.org().ar, "جمعية الريحان");
        let events = h.events().await;
        assert_eq!(
            events[before..],
            ["employee.changed", "employee.password_reset", "employee.unlocked", "branch.created", "branch.changed", "settings.letterhead"].map(str::to_string)
        );
        // Every code has its words.
        for lang in Lang::ALL {
            for key in staff::locale_families() {
                assert!(i18n::has(lang, &key), "{key}");
            }
        }
    })
    .await;
}
