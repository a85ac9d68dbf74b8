/// Every room, lower floors first.
pub fn rooms() -> Vec<Room> {
    macro_rules! room {
        ($slice:ident) => {
            Room {
                name: stringify!($slice),
                locales: $slice::LOCALES,
                routes: $slice::routes,
                grants: $slice::grants,
                statements: $slice::statements,
                families: $slice::locale_families,
                nav: $slice::NAV,
                panels: $slice::panels,
            }
        };
    }
    vec![
        room!(staff),
        room!(people),
        room!(beneficiaries),
        room!(services),
        room!(documents),
        room!(contacts),
        room!(requests),
        room!(imports),
        room!(research),
        room!(delivery),
        room!(committee),
        room!(desk),
    ]
}
