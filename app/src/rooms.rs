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
        room!(messages),
        room!(letters),
        room!(beneficiaries),
        room!(services),
        room!(documents),
        room!(contacts),
        room!(representatives),
        room!(requests),
        room!(imports),
        room!(research),
        room!(delivery),
        room!(committee),
        room!(accounts),
        room!(papers),
        room!(applications),
        room!(site),
        room!(portal),
        room!(desk),
    ]
}
