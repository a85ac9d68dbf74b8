//! Every paper in both languages, read back by another program; who may have it; that what is issued stays.

#[allow(dead_code)]
#[path = "../../requests/tests/house/mod.rs"]
mod house;
#[path = "../../../platform/typeset/tests/reading/mod.rs"]
mod reading;

mod cases;
