/// Everything under `/my` that is not the door itself: asking, then following.
pub fn routes() -> web::Routes {
    crate::mine::routes(crate::ask::routes(web::Routes::new("portal")))
}
