use crate::{
    pages::{desk, list, show},
    perm,
};

pub const NAV: &[web::NavItem] = &[web::NavItem { href: "/representatives", key: "representatives-nav", icon: "hands", any_of: &[perm::CHECK], tool: true }];

pub fn routes() -> web::Routes {
    web::Routes::new("representatives")
        .get("/representatives", perm::LIST, list::list)
        .get("/representatives/{id}", perm::LIST, show::show)
        .get("/representatives/{id}/scans/{scan}", perm::LIST, show::scan)
        .post("/representatives/{id}/verify", perm::CHECK, show::verify)
        .post("/representatives/{id}/refuse", perm::CHECK, show::refuse)
        .post("/representatives/{id}/end", perm::CHECK, show::end)
        .post("/representatives/{id}/file", perm::CHECK, show::set_file)
        .post("/representatives/{id}/reveal", perm::CHECK, show::reveal)
        .get("/files/{id}/representatives/new", perm::CLAIM, desk::form)
        .upload("/files/{id}/representatives", perm::CLAIM, desk::save)
}
