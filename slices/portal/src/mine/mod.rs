//! Following, confirming, objecting, one's own data.

pub fn routes(r: web::Routes) -> web::Routes {
    r
}

pub fn statements() -> Vec<db::Sql> {
    vec![]
}

pub fn locale_families() -> Vec<String> {
    vec![]
}
