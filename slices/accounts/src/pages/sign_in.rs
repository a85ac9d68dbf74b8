use super::{again, from, shell};
use crate::{
    entry::{self, Entry, Said, Who},
    rules, sessions,
    sessions::Began,
    settings,
};
use askama::Template;
use http::{HeaderValue, header};
use i18n::Lang;
use kernel::{Problem, Result};
use web::{Answer, Cx, DateRaw, Errors, Opt, Response, Shell, StatusCode};

/// The cookie of a sign-in under way; nothing is open to it but the next step.
pub(crate) const ENTRY: &str = "sila_entry";
const PERSON: &str = "sila_person";

/// The numbers this browser came in by, as marks: it has codes of its own, whatever strangers ask for.
pub(super) const KNOWN: &str = "sila_known";
pub(super) const KNOWN_MOST: usize = 4;
const KNOWN_SECONDS: i64 = 180 * 86_400;

/// A cookie of this browser's; empty without one.
pub(super) fn read(cx: &Cx, name: &str) -> String {
    let all = cx.entry.headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(';'));
    all.filter_map(|p| p.trim().split_once('=')).find(|(n, _)| *n == name).map(|(_, v)| v.to_string()).unwrap_or_default()
}

pub(crate) fn entry_token(cx: &Cx) -> String {
    read(cx, ENTRY)
}

/// What is said before anybody is signed in is the same for everybody, and kept nowhere.
pub(super) fn plain(mut r: Response) -> Response {
    r.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    r
}

/// Another way in, as its button.
struct Way {
    href: String,
    label: String,
    icon: &'static str,
    /// The same from a device others use, where that has to be said beforehand; empty where the next page asks.
    shared: String,
    shared_label: String,
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct NumberPage {
    shell: Shell,
    errors: Errors,
    /// What came of a sign-in elsewhere: nothing of this form is wrong.
    why: Option<String>,
    mobile: String,
    shared: bool,
    next: String,
    ways: Vec<Way>,
}

pub(super) async fn number_page(cx: &Cx, errors: Errors, status: StatusCode, next: &str) -> Answer {
    let s = settings::read(&mut cx.reader()).await?;
    let mut ways = vec![];
    let after = rules::in_query(rules::next_path(next));
    if s.nafath.on {
        let href = format!("/my/sign-in/nafath?next={after}");
        ways.push(Way { href, label: cx.t("accounts-nafath-enter"), icon: "shield", shared: String::new(), shared_label: String::new() });
    }
    if s.oidc.on {
        let name = if cx.lang == Lang::En && !s.oidc.name_en.is_empty() { s.oidc.name_en } else { s.oidc.name_ar };
        let named = |key: &str| cx.ta(key, &[("name", i18n::Arg::from(name.as_str()))]);
        ways.push(Way {
            href: format!("/my/oidc?next={after}"),
            label: named("accounts-oidc-enter"),
            icon: "link",
            shared: format!("/my/oidc?shared=1&next={after}"),
            shared_label: named("accounts-oidc-shared"),
        });
    }
    let mut shell = shell(cx, "accounts-sign-in", &errors);
    shell.path = "/my/sign-in".into();
    let page = NumberPage {
        why: super::elsewhere::why(cx),
        shell,
        errors,
        mobile: cx.form.text("mobile").into(),
        shared: cx.form.flag("shared"),
        next: rules::next_path(next).into(),
        ways,
    };
    web::page_with(status, &page)
}

pub async fn number(cx: Cx) -> Answer {
    if cx.maybe_outside().is_some() {
        return Ok(web::redirect(rules::next_path(cx.query("next"))));
    }
    // Half in already: the next question, not the number once more. Another number is asked for by name.
    if cx.query("other").is_empty() && under_way(&cx).await?.is_some_and(|e| e.confirmed) {
        return Ok(plain(web::redirect("/my/sign-in/who")));
    }
    number_page(&cx, Errors::none(), StatusCode::OK, cx.query("next")).await
}

pub async fn send(cx: Cx) -> Answer {
    let (mobile, shared, next) = (cx.form.text("mobile"), cx.form.flag("shared"), cx.form.text("next"));
    match entry::begin(cx.env(), cx.db(), &from(&cx), mobile, shared, next, cx.lang).await {
        Ok(token) => {
            let mut r = plain(web::redirect("/my/sign-in/code"));
            cx.cookie(&mut r, ENTRY, &token, Some(rules::ENTRY_MS / 1000));
            Ok(r)
        }
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            number_page(&cx, errors, status, next).await
        }
    }
}

#[derive(Template)]
#[template(path = "code.html")]
struct CodePage {
    shell: Shell,
    errors: Errors,
    to: String,
    minutes: i64,
    /// Seconds until another may be asked for; 0: now.
    wait: i64,
}

async fn under_way(cx: &Cx) -> Result<Option<Entry>> {
    entry::entry(&mut cx.reader(), &entry_token(cx), cx.now()).await
}

/// Seconds until another code may be asked for.
fn wait(cx: &Cx, e: &Entry) -> i64 {
    ((e.sent.0 + rules::RESEND_MS - cx.now().0 + 999) / 1000).max(0)
}

fn code_page(cx: &Cx, e: &Entry, errors: Errors, status: StatusCode) -> Answer {
    let wait = wait(cx, e);
    web::page_with(
        status,
        &CodePage { shell: shell(cx, "accounts-code-title", &errors), errors, to: rules::mask(&e.number), minutes: rules::CODE_MINUTES, wait },
    )
}

pub async fn code(cx: Cx) -> Answer {
    match under_way(&cx).await? {
        Some(e) if e.confirmed => Ok(plain(web::redirect("/my/sign-in/who"))),
        Some(e) => code_page(&cx, &e, Errors::none(), StatusCode::OK),
        None => Ok(plain(web::redirect("/my/sign-in"))),
    }
}

pub async fn confirm(cx: Cx) -> Answer {
    let token = entry_token(&cx);
    match entry::confirm(cx.env(), cx.db(), &from(&cx), &token, cx.form.text("code")).await {
        Ok(token) => {
            let mut r = plain(web::redirect("/my/sign-in/who"));
            cx.cookie(&mut r, ENTRY, &token, Some(rules::ENTRY_MS / 1000));
            Ok(r)
        }
        Err(Problem::NotFound) => Ok(plain(cx.done("/my/sign-in", "accounts-begin-again")?)),
        Err(p) => match under_way(&cx).await? {
            Some(e) => {
                let (errors, status) = again(&cx, used_up(&cx, &e, p))?;
                code_page(&cx, &e, errors, status)
            }
            None => Ok(plain(cx.done("/my/sign-in", "accounts-begin-again")?)),
        },
    }
}

/// A code that was tried too often says so, and when another may be asked for; one that is too old says what it said.
fn used_up(cx: &Cx, e: &Entry, p: Problem) -> Problem {
    match &p {
        Problem::Invalid(all) if e.tries >= rules::CODE_TRIES && all.0.iter().any(|(_, x)| x.code == "code_over") => {
            let mut errors = kernel::FieldErrors::default();
            errors.add("code", kernel::FieldError::new("code_used_up").arg("n", wait(cx, e)));
            Problem::Invalid(errors)
        }
        _ => p,
    }
}

/// Where a form of this page went, opened by itself: a telephone that dropped the page while the message was read comes back here.
pub async fn back_to_code(_: Cx) -> Answer {
    Ok(plain(web::redirect("/my/sign-in/code")))
}

pub async fn resend(cx: Cx) -> Answer {
    let token = entry_token(&cx);
    match entry::resend(cx.env(), cx.db(), &from(&cx), &token, cx.lang).await {
        Ok(()) => Ok(plain(cx.done("/my/sign-in/code", "accounts-code-again")?)),
        Err(Problem::NotFound) => Ok(plain(cx.done("/my/sign-in", "accounts-begin-again")?)),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            match under_way(&cx).await? {
                Some(e) => code_page(&cx, &e, errors, status),
                None => Ok(plain(web::redirect("/my/sign-in"))),
            }
        }
    }
}

#[derive(Template)]
#[template(path = "who_am_i.html")]
struct WhoPage {
    shell: Shell,
    errors: Errors,
    ways: Vec<Opt>,
    identity: String,
    birth: DateRaw,
}

fn who_page(cx: &Cx, errors: Errors, status: StatusCode) -> Answer {
    let by = cx.form.text("by");
    let ways = [("identity", "accounts-who-identity"), ("birth", "accounts-who-birth")]
        .map(|(code, key)| Opt::new(code, cx.t(key), if by.is_empty() { code == "identity" } else { by == code }));
    let page = WhoPage {
        shell: shell(cx, "accounts-who-title", &errors),
        errors,
        ways: ways.to_vec(),
        identity: cx.form.text("identity").into(),
        birth: DateRaw::of(&cx.form, "birth"),
    };
    web::page_with(status, &page)
}

pub async fn who(cx: Cx) -> Answer {
    match under_way(&cx).await? {
        Some(e) if e.confirmed => who_page(&cx, Errors::none(), StatusCode::OK),
        Some(_) => Ok(plain(web::redirect("/my/sign-in/code"))),
        None => Ok(plain(web::redirect("/my/sign-in"))),
    }
}

/// The field the answer stands in. Without script both are shown: what was filled in counts.
fn answered_at(cx: &Cx) -> &'static str {
    let f = &cx.form;
    if f.text("by") == "birth" || (f.text("identity").is_empty() && !DateRaw::of(f, "birth").is_empty()) { "birth" } else { "identity" }
}

/// What was typed, or what is wrong with it: the same for everybody, before anybody is looked up.
fn said(cx: &Cx) -> Result<Said> {
    let f = &cx.form;
    if f.flag("none") {
        return Ok(Said::NoFile);
    }
    let birth = DateRaw::of(f, "birth");
    if answered_at(cx) == "birth" {
        let parsed = birth.parse().map_err(|e| {
            let mut errors = kernel::FieldErrors::default();
            errors.add("birth", e);
            Problem::Invalid(errors)
        })?;
        let parsed = parsed.ok_or_else(|| Problem::field("birth", "required"))?;
        return if parsed.precision == i18n::dates::Precision::Full { Ok(Said::Birth(parsed)) } else { Err(Problem::field("birth", "birth_whole")) };
    }
    match people::identity_key(f.text("identity")) {
        key if key.is_empty() => Err(Problem::field("identity", "required")),
        // A slip of the finger is said as one, and costs nothing: such a number is nobody's.
        key if slipped(&key) => Err(Problem::field("identity", "id_check_digit")),
        key => Ok(Said::Identity(key)),
    }
}

/// Ten digits as of an identity or a residence that do not fit together.
fn slipped(key: &str) -> bool {
    key.len() == 10 && key.starts_with(['1', '2']) && key.bytes().all(|b| b.is_ascii_digit()) && people::rules::identity::parse(key).is_err()
}

pub async fn identify(cx: Cx) -> Answer {
    let token = entry_token(&cx);
    let outcome = match said(&cx) {
        Ok(said) => entry::identify(cx.env(), cx.db(), &from(&cx), &token, &said).await.map(|w| (w, matches!(said, Said::NoFile))),
        Err(p) => Err(p),
    };
    match outcome {
        Ok((Who::In(began), chose_none)) => enter(&cx, began, chose_none).await,
        Ok((Who::Unknown { left }, _)) => {
            // At the field he answered by; the same words whether anybody has this number or not.
            let mut errors = kernel::FieldErrors::default();
            errors.add(answered_at(&cx), kernel::FieldError::new("account_unmatched").arg("left", left));
            who_page(&cx, Errors::new(cx.lang, &errors), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(Problem::NotFound) => Ok(plain(cx.done("/my/sign-in", "accounts-begin-again")?)),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            who_page(&cx, errors, status)
        }
    }
}

/// The answer that gives a browser its session. One it had before ends with it: nobody is left signed in behind another.
pub(crate) async fn enter(cx: &Cx, began: Began, chose_none: bool) -> Answer {
    if let Some(before) = cx.maybe_outside() {
        sessions::sign_out(cx.env(), cx.db(), before).await?;
    }
    let to = match began.person {
        Some(person) if crate::acts::of_person(&mut cx.reader(), person, cx.today()).await?.len() > 1 => "/my/who",
        Some(_) => began.next.as_str(),
        None if chose_none => began.next.as_str(),
        None => "/my/no-file",
    };
    let mut r = plain(web::redirect(to));
    cx.cookie(&mut r, PERSON, &began.token, began.seconds);
    cx.cookie(&mut r, ENTRY, "", Some(0));
    // Not on a device others use: the next one there is a stranger to the number.
    if !began.number.is_empty() && began.seconds.is_some() {
        let own = entry::mark(&began.number)?;
        let mut marks = vec![own.clone()];
        marks.extend(from(cx).known.into_iter().filter(|m| *m != own).take(KNOWN_MOST - 1));
        cx.cookie(&mut r, KNOWN, &marks.join("."), Some(KNOWN_SECONDS));
    }
    Ok(r)
}

/// Signing out: the session ends here, the browser forgets what it kept.
pub async fn leave(cx: Cx) -> Answer {
    if let Some(o) = cx.maybe_outside() {
        sessions::sign_out(cx.env(), cx.db(), o).await?;
    }
    let mut r = plain(cx.done("/my/sign-in", "accounts-signed-out")?);
    cx.cookie(&mut r, PERSON, "", Some(0));
    cx.cookie(&mut r, ENTRY, "", Some(0));
    r.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(r)
}
