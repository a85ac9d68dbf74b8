use crate::{hooks, pages};
use kernel::{Grant, Reach};
use web::Routes;

pub mod perm {
    use kernel::Permission;
    pub const READ: Permission = Permission("message.read");
    pub const RESEND: Permission = Permission("message.resend");
    pub const MANAGE: Permission = Permission("message.manage");
}

const B: Reach = Reach::Branch;
const A: Reach = Reach::All;

pub const GRANTS: &[Grant] = &[
    Grant { permission: perm::READ, roles: &[("relations_officer", B), ("branch_delegate", B), ("research_lead", A), ("manager", A), ("auditor", A)] },
    Grant { permission: perm::RESEND, roles: &[("relations_officer", B), ("branch_delegate", B), ("manager", A)] },
    Grant { permission: perm::MANAGE, roles: &[("administrator", A)] },
];

/// Codes of the audit events this room writes.
pub const EVENTS_WRITTEN: &[&str] = &[
    "message.sent",
    "message.failed",
    "message.other_way",
    "message.heard",
    "message.resend",
    "message.close",
    "message.arrived",
    "message.came",
    "message.handled",
    "message.waiting",
    "message.text",
    "message.house",
    "message.channel",
    "message.try",
];

pub const NAV: &[web::NavItem] = &[web::NavItem { href: "/messages", key: "messages-nav", icon: "envelope", any_of: &[perm::READ], tool: false }];

pub const SETTINGS: &[staff::SettingsPage] = &[
    staff::SettingsPage { href: "/settings/channels", key: "messages-channels", hint: "messages-channels-hint", icon: "phone", permission: perm::MANAGE },
    staff::SettingsPage { href: "/settings/messages", key: "messages-texts", hint: "messages-texts-hint", icon: "chat", permission: perm::MANAGE },
];

pub fn routes() -> Routes {
    use pages::{channel, house, inbound, list, show, texts};
    Routes::new("messages")
        .get("/messages", perm::READ, list::list)
        .post("/messages/find", perm::READ, list::find)
        .get("/messages/dead", perm::READ, list::dead)
        .post("/messages/dead", perm::RESEND, list::dead_many)
        .get("/messages/in", perm::READ, inbound::list)
        .post("/messages/in/{id}/handled", perm::RESEND, inbound::handled)
        .post("/messages/in/{id}/waiting", perm::RESEND, inbound::waiting)
        .get("/messages/{id}", perm::READ, show::show)
        .post("/messages/{id}/resend", perm::RESEND, show::resend)
        .post("/messages/{id}/close", perm::RESEND, show::close)
        .post("/messages/{id}/arrived", perm::RESEND, show::arrived)
        .signed_in_post("/messages/{id}/seen", show::seen)
        .get("/settings/channels", perm::MANAGE, house::show)
        .post("/settings/channels", perm::MANAGE, house::save)
        .get("/settings/channels/{channel}", perm::MANAGE, channel::show)
        .post("/settings/channels/{channel}", perm::MANAGE, channel::save)
        .post("/settings/channels/{channel}/try", perm::MANAGE, channel::try_it)
        .get("/settings/messages", perm::MANAGE, texts::index)
        .get("/settings/messages/{event}/{channel}/{lang}", perm::MANAGE, texts::show)
        .post("/settings/messages/{event}/{channel}/{lang}", perm::MANAGE, texts::save)
        .post("/settings/messages/{event}/{channel}/{lang}/preview", perm::MANAGE, texts::preview_part)
        .hook_get("/hooks/whatsapp", hooks::whatsapp_look)
        .hook_post("/hooks/whatsapp", hooks::whatsapp_post)
        .hook_get("/hooks/sms/{token}", hooks::sms)
        .hook_post("/hooks/sms/{token}", hooks::sms)
}
