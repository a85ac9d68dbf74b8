//! A row for tests of pure parts.

use super::Request;
use crate::bulk::{self, Begun};
use kernel::{At, Id};

pub(crate) fn draft() -> Request {
    let id = Id::from_u128;
    bulk::draft(Begun { id: id(1), file: id(2), applicant: id(3), branch: id(4), service: (id(5), 1), at: At(0), by: id(6) })
}
