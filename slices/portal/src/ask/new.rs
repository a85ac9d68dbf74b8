//! Choosing what to ask for, and for whom.

use super::{acting_for, permit};
use crate::own;
use askama::Template;
use kernel::{FieldErrors, Id, Problem};
use representatives::Acts;
use requests::rules::State;
use services::Service;
use web::{Answer, Cx, Errors, Opt, Shell, StatusCode};

/// Most requests of one file that may stand unsent at once.
const DRAFTS: usize = 5;

struct Card {
    name: String,
    summary: String,
    href: String,
}

struct Paper {
    name: String,
    note: String,
}

/// The service chosen, as this household would meet it.
struct Chosen {
    id: String,
    name: String,
    summary: String,
    facts: Vec<(String, String)>,
    papers: Vec<Paper>,
    /// Others may follow from the answers.
    more: bool,
    /// It is meant for others first; never a refusal.
    others: String,
    /// A request for it that was begun and not sent.
    begun: String,
}

#[derive(Template)]
#[template(path = "ask_new.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    cards: Vec<Card>,
    chosen: Option<Chosen>,
    acting: String,
    files: Vec<Opt>,
    one: String,
}

async fn chosen(cx: &Cx, s: &Service, acts: Option<&Acts>) -> kernel::Result<Chosen> {
    let (q, b) = (&mut cx.reader(), &s.body);
    let mut facts = vec![];
    if let Some(m) = b.ceiling {
        facts.push((cx.t("portal-ask-most"), i18n::numbers::money_line(cx.lang, m)));
    }
    facts.push((cx.t("portal-ask-study"), cx.t(if b.study_needed() { "portal-ask-study-yes" } else { "portal-ask-study-no" })));
    let (mut others, mut begun) = (String::new(), String::new());
    let mut categories: Vec<String> = vec![];
    if let Some(a) = acts {
        categories = beneficiaries::categories_of(q, a.file).await?.into_iter().filter(|c| c.to.is_none()).map(|c| c.category.code).collect();
        if !b.is_for(&categories) {
            let names: Vec<String> = b.categories.iter().map(|c| services::word(cx.lang, "category", c)).collect();
            others = cx.ta("portal-ask-for-others", &[("who", names.join(cx.t("portal-ask-comma").as_str()).into())]);
        }
        let all = requests::of_file(q, &permit(cx, requests::perm::LIST)?, a.file).await?;
        if let Some(r) = all.iter().find(|r| r.service == s.id && matches!(r.state, State::Draft | State::AwaitingCompletion)) {
            begun = format!("/my/requests/{}/tasks", r.id);
        }
    }
    // Whatever follows from answers not given yet is said to depend on them.
    let mut asked: Vec<&services::Requirement> = vec![];
    for r in &b.requirements {
        let surely = r.when.is_none() && r.only_for_category.as_ref().is_none_or(|c| categories.contains(c));
        if surely && !asked.iter().any(|a| a.document == r.document) {
            asked.push(r);
        }
    }
    Ok(Chosen {
        id: s.id.to_string(),
        name: s.name(cx.lang).to_string(),
        summary: b.summary(cx.lang).to_string(),
        facts,
        more: b.requirements.len() > asked.len(),
        papers: asked.into_iter().map(|r| Paper { name: services::document_name(cx.lang, &r.document), note: r.note(cx.lang).to_string() }).collect(),
        others,
        begun,
    })
}

async fn page(cx: &Cx, errors: Errors, status: StatusCode) -> Answer {
    let q = &mut cx.reader();
    let all: Vec<Acts> = own::all(cx).await?.into_iter().filter(|a| a.can("ask")).collect();
    if all.is_empty() {
        // Nobody's file yet: the way in comes first, and leads back here.
        let service = cx.query("service");
        let known = services::in_force(q, cx.now()).await?.iter().any(|s| s.code == service);
        return Ok(web::redirect(&if known { format!("/my/apply?service={service}") } else { "/my/apply".into() }));
    }
    let acting = accounts::acting(cx).await?.filter(|a| a.can("ask"));
    let named: Option<Id> = cx.form.text("file").parse().ok();
    let acts = named.and_then(|f| all.iter().find(|a| a.file == f)).or(acting.as_ref()).or(if all.len() == 1 { all.first() } else { None });
    let services = services::in_force(q, cx.now()).await?;
    let code = if cx.form.text("service").is_empty() { cx.query("service") } else { cx.form.text("service") };
    let found = services.iter().find(|s| s.active && (s.code == code || s.id.to_string() == code));
    let mut shell = cx.shell(cx.t(if found.is_some() { "portal-ask-begin-title" } else { "portal-ask-choose" }), "/my");
    if !errors.is_empty() {
        shell = shell.invalid();
    }
    let page = Page {
        cards: if found.is_some() {
            vec![]
        } else {
            let card = |s: &Service| Card {
                name: s.name(cx.lang).to_string(),
                summary: s.body.summary(cx.lang).to_string(),
                href: format!("/my/new?service={}", s.code),
            };
            services.iter().filter(|s| s.active).map(card).collect()
        },
        chosen: match found {
            Some(s) => Some(chosen(cx, s, acts).await?),
            None => None,
        },
        acting: acts.map(|a| acting_for(cx, a)).unwrap_or_default(),
        files: if all.len() > 1 {
            all.iter()
                .map(|a| {
                    let name = if a.is_own() { cx.t("portal-ask-myself") } else { a.name.clone() };
                    Opt::new(a.file.to_string(), name, acts.is_some_and(|x| x.file == a.file))
                })
                .collect()
        } else {
            vec![]
        },
        one: all.first().map(|a| a.file.to_string()).unwrap_or_default(),
        errors,
        shell,
    };
    web::page_with(status, &page)
}

pub async fn show(cx: Cx) -> Answer {
    page(&cx, Errors::none(), StatusCode::OK).await
}

pub async fn create(cx: Cx) -> Answer {
    let Ok(file) = cx.form.text("file").parse::<Id>() else {
        let mut e = FieldErrors::default();
        e.code("file", "choice");
        return page(&cx, Errors::new(cx.lang, &e), StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let acts = own::file(&cx, file).await?;
    if !acts.can("ask") {
        return Err(Problem::NotFound);
    }
    let result = async {
        let new = requests::Create {
            file,
            service: cx.form.text("service").parse().map_err(|_| Problem::field("service", "choice"))?,
            channel: "website".into(),
            contact: None,
            once: crate::once(&cx)?.to_string(),
            digest: cx.form.digest(),
        };
        let mut tx = cx.db().begin(cx.actor()?).await?;
        // One after the other, so that those begun at the same moment are counted too.
        tx.next_number("portal.new").await?;
        let (id, first) = requests::create_in(&mut tx, cx.env(), &permit(&cx, requests::perm::CREATE)?, new).await?;
        if first {
            let all = requests::of_file(&mut tx, &permit(&cx, requests::perm::LIST)?, file).await?;
            if all.iter().filter(|r| r.state == State::Draft).count() > DRAFTS {
                return Err(Problem::refused("portal_drafts"));
            }
            tx.commit().await?;
        }
        Ok(id)
    }
    .await;
    match result {
        Ok(id) => Ok(web::redirect(&format!("/my/requests/{id}/tasks"))),
        Err(Problem::Invalid(e)) => page(&cx, Errors::new(cx.lang, &e), StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(p @ Problem::Refused { .. }) => page(&cx, Errors::none().general(cx.refusal(&p).unwrap_or_default()), StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(p) => Err(p),
    }
}
