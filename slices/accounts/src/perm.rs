use kernel::{Grant, Permission, Reach};

/// Sign-in to the portal: how long sessions last, other ways in.
pub const MANAGE: Permission = Permission("account.manage");
/// A person's mobile, changed at the desk with a reason.
pub const CHANGE_MOBILE: Permission = Permission("account.change_mobile");

pub const ALL: &[Permission] = &[MANAGE, CHANGE_MOBILE];

pub const GRANTS: &[Grant] = &[
    Grant { permission: MANAGE, roles: &[("administrator", Reach::All)] },
    Grant { permission: CHANGE_MOBILE, roles: &[("relations_officer", Reach::Branch), ("manager", Reach::All)] },
];
