//! What the file holds about him, and how he would be reached.

use super::{acting, acting_for, again};
use askama::Template;
use kernel::{Event, Id, Result};
use people::{
    Person,
    consents::{Reached, reached as reached_of, set_reached},
};
use representatives::Acts;
use web::{Answer, Cx, Errors, Opt, Shell, StatusCode};

/// Of how many of his newest requests the answers are looked at for the way he would be reached.
const ANSWERS_LOOKED_AT: usize = 3;

pub(super) struct Fact {
    pub label: String,
    pub value: String,
    pub ltr: bool,
}

struct MemberRow {
    name: String,
    relation: String,
    age: String,
}

struct PaperRow {
    name: String,
    whose: String,
    until: Option<i18n::dates::Dual>,
    expired: bool,
}

#[derive(Template)]
#[template(path = "mine_data.html")]
struct Page {
    shell: Shell,
    acting: String,
    whole: bool,
    file_number: String,
    status: String,
    unmatched: bool,
    facts: Vec<Fact>,
    reach: Vec<Fact>,
    members: Vec<MemberRow>,
    categories: String,
    papers: Vec<PaperRow>,
    corrections: usize,
}

/// What a page says of a person: his identity and account numbers by their ends alone.
pub(super) fn facts(cx: &Cx, shell: &Shell, p: &Person, identity: String) -> Vec<Fact> {
    let f = |key: &str, value: String, ltr: bool| Fact { label: cx.t(key), value, ltr };
    let birth = p
        .birth
        .map(|b| {
            if b.precision == i18n::dates::Precision::Full {
                let d = shell.date(b.day);
                [d.first, d.second].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · ")
            } else {
                b.day.ymd().0.to_string()
            }
        })
        .unwrap_or_default();
    let place = [p.city.clone(), p.district.clone(), p.short_address.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    vec![
        f("portal-data-name", p.full_name(), false),
        f("portal-data-identity", identity, true),
        f("portal-data-birth", birth, false),
        f("portal-data-sex", p.sex.map(|s| shell.code("choice-sex", s.code())).unwrap_or_default(), false),
        f("portal-data-mobile", p.mobiles.iter().map(|m| m.number.clone()).collect::<Vec<_>>().join(" · "), true),
        f("portal-data-place", place, false),
        f("portal-data-iban", p.iban_masked(), true),
        f("portal-data-bank", p.bank_name.clone().unwrap_or_default(), false),
    ]
    .into_iter()
    .filter(|f| !f.value.is_empty())
    .collect()
}

pub(super) fn reach_facts(cx: &Cx, shell: &Shell, r: &Reached) -> Vec<Fact> {
    let word = |family: &str, code: &Option<String>| code.as_ref().map(|c| shell.code(family, c)).unwrap_or_else(|| cx.t("portal-data-unsaid"));
    vec![
        Fact { label: cx.t("portal-data-channel"), value: word("choice-preferred-channel", &r.channel), ltr: false },
        Fact { label: cx.t("portal-data-language"), value: word("choice-spoken-language", &r.language), ltr: false },
        Fact { label: cx.t("portal-data-email"), value: r.email.clone().unwrap_or_else(|| cx.t("portal-data-unsaid")), ltr: r.email.is_some() },
    ]
}

/// How he would be reached: what he set himself, else what he answered in his newest request.
async fn reached_or_asked(cx: &Cx, acts: &Acts, person: Id) -> Result<Reached> {
    let q = &mut cx.reader();
    let mut r = reached_of(q, person).await?;
    if r.channel.is_none() {
        let mut all = requests::of_file(q, &super::permit(cx, requests::perm::LIST)?, acts.file).await?;
        all.retain(|l| l.applicant == person);
        all.sort_by_key(|l| std::cmp::Reverse(l.created_at));
        for l in all.iter().take(ANSWERS_LOOKED_AT) {
            let answers = requests::Answers::parse(&requests::find_unscoped(q, l.id).await?.answers);
            if people::CHANNELS.contains(&answers.contact_channel.as_str()) {
                r.channel = Some(answers.contact_channel);
                break;
            }
        }
    }
    Ok(r)
}

/// Whether he may see the whole household's: it is his file, or he acts for its head.
pub(super) fn whole(acts: &Acts, file: &beneficiaries::File) -> bool {
    acts.is_own() || acts.beneficiary == file.head
}

pub async fn show(cx: Cx) -> Answer {
    let acts = match acting(&cx).await? {
        Ok(a) => a,
        Err(away) => return Ok(away),
    };
    let (q, today) = (&mut cx.reader(), cx.today());
    let shell = cx.shell(cx.t("portal-data"), "/my");
    let file = beneficiaries::find_any(q, acts.file).await?;
    let person = people::person(q, acts.beneficiary).await?;
    let whole = whole(&acts, &file);
    let home = people::household(q, file.household).await?;
    let names: std::collections::HashMap<Id, String> = home.members.iter().map(|m| (m.person.id, m.person.short_name())).collect();
    let types: std::collections::HashMap<String, documents::DocumentType> = documents::types(q).await?.into_iter().map(|t| (t.code.clone(), t)).collect();
    let papers = documents::of_file(q, file.id)
        .await?
        .into_iter()
        .filter(|d| whole || d.person == Some(acts.beneficiary))
        .map(|d| {
            let until = d.expires.or_else(|| {
                let days = types.get(&d.type_code)?.valid_for_days?;
                Some(d.issued?.plus(i32::try_from(days).ok()?))
            });
            PaperRow {
                name: services::document_name(cx.lang, &d.type_code),
                whose: d.person.and_then(|p| names.get(&p).cloned()).unwrap_or_default(),
                expired: until.is_some_and(|u| u < today),
                until: until.map(|u| shell.date(u)),
            }
        })
        .collect();
    let categories = if whole {
        let all = beneficiaries::categories_of(q, file.id).await?;
        all.iter().filter(|c| c.to.is_none()).map(|c| c.category.name(cx.lang).to_string()).collect::<Vec<_>>().join(if cx.lang == i18n::Lang::Ar {
            "، "
        } else {
            ", "
        })
    } else {
        String::new()
    };
    let corrections = applications::corrections_of(q, file.id).await?.iter().filter(|c| c.answer == applications::rules::Answer::Open).count();
    let identity = masked_identity(&cx, &acts, &person).await?;
    let page = Page {
        acting: acting_for(&cx, &acts),
        whole,
        file_number: file.number.clone(),
        // A draft is our word for a file nobody has looked at yet: to whom it belongs it is under review.
        status: if file.status == beneficiaries::Status::Draft { cx.t("portal-data-file-draft") } else { shell.code("file-status", file.status.code()) },
        unmatched: file.unmatched,
        facts: facts(&cx, &shell, &person, identity),
        reach: reach_facts(&cx, &shell, &reached_or_asked(&cx, &acts, person.id).await?),
        members: if whole {
            home.current()
                .filter(|m| m.person.id != person.id)
                .map(|m| MemberRow {
                    name: m.person.full_name(),
                    relation: shell.code("choice-relation", m.relation_word()),
                    age: m.person.age(today).map(|n| shell.tn("requests-age", n)).unwrap_or_default(),
                })
                .collect()
        } else {
            vec![]
        },
        categories,
        papers,
        corrections,
        shell,
    };
    web::page(&page)
}

/// Of one whose application nobody has looked at, the number is what he claimed.
pub(crate) async fn masked_identity(cx: &Cx, acts: &Acts, person: &Person) -> Result<String> {
    if person.identity.is_some() {
        return Ok(person.identity_masked());
    }
    let q = &mut cx.reader();
    for a in applications::of_file(q, acts.file).await? {
        if let Some(c) = applications::claims(q, a.id).await?.into_iter().find(|c| c.person == person.id) {
            return Ok(people::rules::identity::mask(&c.number));
        }
    }
    Ok(String::new())
}

#[derive(Template)]
#[template(path = "mine_reach.html")]
struct ReachPage {
    shell: Shell,
    errors: Errors,
    acting: String,
    channels: Vec<Opt>,
    languages: Vec<Opt>,
    email: String,
    numbers: String,
}

async fn draw(cx: &Cx, acts: &Acts, to: &Reached, errors: Errors, status: StatusCode) -> Answer {
    let mut shell = cx.shell(cx.t("portal-reach"), "/my");
    shell.invalid = !errors.is_empty();
    let p = people::person(&mut cx.reader(), acts.beneficiary).await?;
    let opts = |list: &[&str], family: &str, now: &Option<String>| {
        list.iter().map(|c| Opt::new(*c, shell.code(family, c), now.as_deref() == Some(*c))).collect::<Vec<_>>()
    };
    let page = ReachPage {
        acting: acting_for(cx, acts),
        channels: opts(people::CHANNELS, "choice-preferred-channel", &to.channel),
        languages: opts(people::LANGUAGES, "choice-spoken-language", &to.language),
        email: to.email.clone().unwrap_or_default(),
        numbers: p.mobiles.iter().map(|m| m.number.clone()).collect::<Vec<_>>().join(" · "),
        errors,
        shell,
    };
    web::page_with(status, &page)
}

pub async fn reach_form(cx: Cx) -> Answer {
    let acts = match acting(&cx).await? {
        Ok(a) => a,
        Err(away) => return Ok(away),
    };
    let now = reached_or_asked(&cx, &acts, acts.beneficiary).await?;
    draw(&cx, &acts, &now, Errors::none(), StatusCode::OK).await
}

pub async fn reach(cx: Cx) -> Answer {
    let acts = match acting(&cx).await? {
        Ok(a) if a.can("ask") => a,
        Ok(_) => return Err(kernel::Problem::NotFound),
        Err(away) => return Ok(away),
    };
    let some = |name: &str| Some(cx.form.text(name).to_string()).filter(|s| !s.is_empty());
    let to = Reached { channel: some("channel"), language: some("language"), email: some("email") };
    let mut tx = cx.db().begin(cx.actor()?).await?;
    match set_reached(&mut tx, acts.beneficiary, &to).await {
        Ok(()) => {
            tx.record(cx.now(), Event::new("portal.reached", "person", acts.beneficiary).file(acts.file));
            tx.commit().await?;
            cx.done("/my/data", "portal-saved")
        }
        Err(p) => {
            drop(tx);
            let (errors, status) = again(&cx, p)?;
            draw(&cx, &acts, &to, errors, status).await
        }
    }
}
