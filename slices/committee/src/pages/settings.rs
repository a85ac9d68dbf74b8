use super::{errors_of, view};
use crate::{
    actions::settings,
    forms,
    rules::{self, majority_code, tie_code},
};
use kernel::{Problem, Result};
use requests::rules::sitting::QuorumRule;
use web::{Answer, Cx, Errors, Opt, Shell};

#[derive(askama::Template)]
#[template(path = "committee_settings.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    version: String,
    delegate_version: String,
    quorums: Vec<Opt>,
    quorum_n: String,
    majorities: Vec<Opt>,
    ties: Vec<Opt>,
    delegates: Vec<Opt>,
    below: String,
}

async fn build(cx: &Cx, errors: Errors) -> Result<Page> {
    let mut q = cx.reader();
    let lang = cx.lang;
    let (version, s) = settings::sitting(&mut q).await?;
    let (delegate_version, delegate) = settings::delegate(&mut q).await?;
    let mut shell = cx.shell(cx.t("committee-settings"), "/committee");
    shell.invalid = !errors.is_empty();
    let typed = |name: &str, or: String| if cx.form.pairs().any(|(k, _)| k == name) { cx.form.text(name).to_string() } else { or };
    let (quorum, n) = match s.quorum {
        QuorumRule::Majority => ("majority", String::new()),
        QuorumRule::AtLeast(n) => ("at_least", n.to_string()),
    };
    let quorum = typed("quorum", quorum.into());
    let majority = typed("majority", majority_code(s.majority).into());
    let tie = typed("tie", tie_code(s.tie).into());
    let chosen = typed("delegate", delegate.map(|d| d.employee.to_string()).unwrap_or_default());
    let opts = |list: &str, codes: &[&str], now: &str| codes.iter().map(|c| Opt::new(*c, view::code(lang, list, c), *c == now)).collect::<Vec<_>>();
    let delegates =
        staff::employees(&mut q).await?.iter().filter(|e| e.active).map(|e| Opt::new(e.id.to_string(), e.name(lang), e.id.to_string() == chosen)).collect();
    Ok(Page {
        version: version.to_string(),
        delegate_version: delegate_version.to_string(),
        quorums: opts("committee-quorum", &["majority", "at_least"], &quorum),
        quorum_n: typed("quorum_n", n),
        majorities: opts("committee-majority", &rules::MAJORITY.map(majority_code), &majority),
        ties: opts("committee-tie", &rules::TIE.map(tie_code), &tie),
        delegates,
        below: typed("below", delegate.map(|d| d.below.to_string()).unwrap_or_default()),
        errors,
        shell,
    })
}

pub async fn show(cx: Cx) -> Answer {
    web::page(&build(&cx, Errors::none()).await?)
}

async fn after(cx: Cx, done: Result<(), Problem>) -> Answer {
    match done {
        Ok(()) => cx.done("/committee/settings", "committee-settings-saved"),
        Err(p) => {
            let (status, errors, _) = errors_of(&cx, p)?;
            web::page_with(status, &build(&cx, errors).await?)
        }
    }
}

pub async fn save(cx: Cx) -> Answer {
    let done = match forms::settings(&cx.form) {
        Ok(s) => settings::set_sitting(cx.env(), cx.db(), cx.permit()?, forms::version(&cx.form), &s).await,
        Err(e) => Err(e),
    };
    after(cx, done).await
}

pub async fn save_delegate(cx: Cx) -> Answer {
    let done = match forms::delegate(&cx.form) {
        Ok(d) => settings::set_delegate(cx.env(), cx.db(), cx.permit()?, forms::version(&cx.form), d).await,
        Err(e) => Err(e),
    };
    after(cx, done).await
}
