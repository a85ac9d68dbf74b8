//! The invented association, opened in a folder that goes with it: what tests over the whole house begin from.

use sila::{args::Place, commands::demo, house::House};

/// The folder lives as long as the first of the two.
pub async fn association() -> (tempfile::TempDir, House) {
    staff::use_cheap_hashes();
    let dir = tempfile::tempdir().unwrap();
    let place = Place { data: dir.path().join("data"), database_url: None, keys: None, as_user: None };
    let house = House::open(&place).await.unwrap();
    demo::fill_for_serving(&house).await.unwrap();
    (dir, house)
}
