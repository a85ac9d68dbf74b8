//! Asking for help: one thing per page with a task list, documents, declaration and signature.

pub fn routes(r: web::Routes) -> web::Routes {
    r
}

pub fn statements() -> Vec<db::Sql> {
    vec![]
}

pub fn locale_families() -> Vec<String> {
    vec![]
}
