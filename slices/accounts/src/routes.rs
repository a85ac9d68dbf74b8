use crate::{
    pages::{claims, devices, elsewhere, mobile, settings, sign_in, who},
    perm,
};

/// The page among the settings.
pub const SETTINGS: &[staff::SettingsPage] =
    &[staff::SettingsPage { href: "/settings/sign-in", key: "accounts-settings", hint: "accounts-settings-hint", icon: "lock", permission: perm::MANAGE }];

pub fn routes() -> web::Routes {
    web::Routes::new("accounts")
        .public_get("/my/sign-in", sign_in::number)
        .public_post("/my/sign-in", sign_in::send)
        .public_get("/my/sign-in/code", sign_in::code)
        .public_post("/my/sign-in/code", sign_in::confirm)
        .public_get("/my/sign-in/resend", sign_in::back_to_code)
        .public_post("/my/sign-in/resend", sign_in::resend)
        .public_get("/my/sign-in/who", sign_in::who)
        .public_post("/my/sign-in/who", sign_in::identify)
        .public_get("/my/sign-in/nafath", elsewhere::nafath)
        .public_post("/my/sign-in/nafath", elsewhere::nafath_ask)
        .public_get("/my/sign-in/nafath/wait", elsewhere::nafath_wait)
        .hook_post("/my/sign-in/nafath/called", elsewhere::nafath_called)
        .public_get("/my/oidc", elsewhere::oidc)
        .public_get("/my/oidc/back", elsewhere::oidc_back)
        .public_post("/my/sign-out", sign_in::leave)
        .outside_get("/my/who", who::list)
        .outside_post("/my/who", who::choose)
        .outside_get("/my/no-file", who::no_file)
        .outside_get("/my/devices", devices::list)
        .outside_post("/my/devices/others", devices::end_others)
        .outside_post("/my/devices/{id}/end", devices::end)
        .outside_get("/my/represent", claims::list)
        .outside_get("/my/represent/new", claims::form)
        .outside_upload("/my/represent/new", claims::claim)
        .outside_post("/my/represent/{id}/give-up", claims::give_up)
        .get("/files/{id}/mobile", perm::CHANGE_MOBILE, mobile::form)
        .post("/files/{id}/mobile", perm::CHANGE_MOBILE, mobile::save)
        .get("/settings/sign-in", perm::MANAGE, settings::form)
        .post("/settings/sign-in", perm::MANAGE, settings::save)
}
