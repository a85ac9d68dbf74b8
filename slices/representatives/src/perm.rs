use kernel::{Grant, Permission, Reach};

pub const LIST: Permission = Permission("representation.list");
/// Enters at the desk what somebody claims.
pub const CLAIM: Permission = Permission("representation.claim");
/// Verifies, refuses, ends.
pub const CHECK: Permission = Permission("representation.check");

pub const ALL: &[Permission] = &[LIST, CLAIM, CHECK];

const B: Reach = Reach::Branch;
const A: Reach = Reach::All;

pub const GRANTS: &[Grant] = &[
    Grant { permission: LIST, roles: &[("relations_officer", B), ("branch_delegate", B), ("manager", A), ("auditor", A)] },
    Grant { permission: CLAIM, roles: &[("relations_officer", B), ("branch_delegate", B)] },
    Grant { permission: CHECK, roles: &[("relations_officer", B), ("manager", A)] },
];
