//! What the file holds about him, and how he would be reached.

use super::{acting, acting_as_meant, acting_for, again, in_law, meant};
use askama::Template;
use kernel::{Event, Id, Problem, Result};
use people::{
    Person,
    consents::{self, Reached, reached as reached_of, set_reached},
};
use representatives::Acts;
use sha2::{Digest, Sha256};
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
    may_ask: bool,
    /// He himself, or who acts for him in law.
    in_law: bool,
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
        may_ask: acts.can("ask"),
        in_law: in_law(&acts),
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
    file: String,
    channels: Vec<Opt>,
    languages: Vec<Opt>,
    email: String,
    numbers: String,
    /// Where a code to be written here went; empty for none.
    sent: String,
}

pub(super) const ERRORS: &[&str] = &["email_unsent", "email_soon"];

async fn draw(cx: &Cx, acts: &Acts, to: &Reached, sent: String, errors: Errors, status: StatusCode) -> Answer {
    let mut shell = cx.shell(cx.t("portal-reach"), "/my");
    shell.invalid = !errors.is_empty();
    let p = people::person(&mut cx.reader(), acts.beneficiary).await?;
    let opts = |list: &[&str], family: &str, now: &Option<String>| {
        list.iter().map(|c| Opt::new(*c, shell.code(family, c), now.as_deref() == Some(*c))).collect::<Vec<_>>()
    };
    let page = ReachPage {
        acting: acting_for(cx, acts),
        file: meant(acts),
        channels: opts(people::CHANNELS, "choice-preferred-channel", &to.channel),
        languages: opts(people::LANGUAGES, "choice-spoken-language", &to.language),
        email: to.email.clone().unwrap_or_default(),
        numbers: p.mobiles.iter().map(|m| m.number.clone()).collect::<Vec<_>>().join(" · "),
        sent,
        errors,
        shell,
    };
    web::page_with(status, &page)
}

/// How somebody is reached is his own word, or that of who acts for him in law.
fn allowed(acts: std::result::Result<Acts, web::Response>) -> Result<std::result::Result<Acts, web::Response>> {
    match acts {
        Ok(a) if !in_law(&a) || !a.can("ask") => Err(Problem::NotFound),
        other => Ok(other),
    }
}

pub async fn reach_form(cx: Cx) -> Answer {
    let acts = match allowed(acting(&cx).await?)? {
        Ok(a) => a,
        Err(away) => return Ok(away),
    };
    let now = reached_or_asked(&cx, &acts, acts.beneficiary).await?;
    draw(&cx, &acts, &now, String::new(), Errors::none(), StatusCode::OK).await
}

/// What a code sent to an address confirms: that this address is where this person is written to.
fn digest(acts: &Acts, address: &str) -> String {
    Sha256::digest(format!("email:{}:{}:{address}", acts.file, acts.beneficiary).as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}

/// What came of the form.
enum Step {
    Saved,
    /// A code went to the new address: nothing is kept before it is written.
    Sent(String),
}

/// Keeps how he is reached. A new address is kept once the code that went there was written; the number on file hears of any change.
async fn keep(cx: &Cx, acts: &Acts, typed: &Reached) -> Result<Step> {
    let to = consents::judge(typed)?;
    let before = reached_of(&mut cx.reader(), acts.beneficiary).await?;
    let (outside, code) = (cx.outside()?, cx.form.text("code"));
    let mut confirmed = None;
    if let Some(address) = to.email.as_deref().filter(|e| before.email.as_deref() != Some(e)) {
        let digest = digest(acts, address);
        if code.is_empty() {
            if cx.form.text("sent") == address && cx.form.text("then") != "resend" {
                return Err(Problem::field("code", "required"));
            }
            let mut tx = cx.db().begin(&outside.actor).await?;
            let sent = accounts::begin_email(&mut tx, cx.env(), outside, acts.beneficiary, address, &digest, cx.lang).await.map_err(|p| match p {
                Problem::TooMany { .. } => Problem::field("email", "email_soon"),
                p => p,
            })?;
            let Some(sent) = sent else { return Err(Problem::field("email", "email_unsent")) };
            tx.commit().await?;
            return Ok(Step::Sent(sent.to));
        }
        confirmed = Some(accounts::confirm_sign(cx.env(), cx.db(), outside, "email", acts.beneficiary, &digest, code).await?);
    }
    let mut tx = cx.db().begin(&outside.actor).await?;
    if let Some(c) = confirmed {
        c.spend(&mut tx, cx.env()).await?;
    }
    set_reached(&mut tx, acts.beneficiary, &to).await?;
    if to != before {
        tell_changed(cx, &mut tx, acts).await?;
    }
    tx.record(cx.now(), Event::new("portal.reached", "person", acts.beneficiary).file(acts.file).fact("by", acts.capacity));
    tx.commit().await?;
    Ok(Step::Saved)
}

/// To the number on file, whatever way was chosen now: who did not want this hears of it at once.
async fn tell_changed(cx: &Cx, tx: &mut db::Tx, acts: &Acts) -> Result<()> {
    let person = people::person(tx, acts.beneficiary).await?;
    let Some(mobile) = person.primary_mobile() else { return Ok(()) };
    let lang = person.preferred_language.as_deref().and_then(i18n::Lang::parse).unwrap_or(i18n::Lang::Ar);
    let tell = messages::Tell {
        event: "account.reach_changed",
        to: messages::To::Mobile { number: mobile.number.clone(), lang, name: person.short_name() },
        branch: person.branch,
        file: Some(acts.file),
        request: None,
        vars: vec![("date", i18n::dates::dual(lang, cx.now().day()).first)],
        link: "/my".into(),
        key: format!("account.reach:{}", cx.env().id()),
    };
    messages::tell(tx, cx.env(), tell).await.map(|_| ())
}

pub async fn reach(cx: Cx) -> Answer {
    let acts = match allowed(acting_as_meant(&cx).await?)? {
        Ok(a) => a,
        Err(away) => return Ok(away),
    };
    let some = |name: &str| Some(cx.form.text(name).to_string()).filter(|s| !s.is_empty());
    let to = Reached { channel: some("channel"), language: some("language"), email: some("email") };
    match keep(&cx, &acts, &to).await {
        Ok(Step::Saved) => cx.done("/my/data", "portal-saved"),
        Ok(Step::Sent(address)) => draw(&cx, &acts, &Reached { email: Some(address.clone()), ..to }, address, Errors::none(), StatusCode::OK).await,
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            // The code that went out may still be written.
            draw(&cx, &acts, &to, cx.form.text("sent").to_string(), errors, status).await
        }
    }
}
