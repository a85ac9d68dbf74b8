use super::{About, about, again, standing_tag, version};
use crate::{
    actions,
    forms::StudyForm,
    pages::start::kind_key,
    perm, rules,
    store::{self, Study},
};
use askama::Template;
use i18n::dates::Dual;
use kernel::{Event, Id, Money, Problem, Result};
use requests::Request;
use web::{Answer, Cx, DualAt, Errors, MoneyText, Opt, Shell, StatusCode};

/// A study in words, for the page and for the paper.
pub struct View {
    pub kind: String,
    pub researcher: String,
    pub visit: Option<Dual>,
    pub visit_place: String,
    pub present: String,
    pub findings: String,
    pub members: String,
    /// Means are shown to whoever may read incomes.
    pub means: bool,
    pub income_monthly: Option<MoneyText>,
    pub rent_yearly: Option<MoneyText>,
    pub debts: Option<MoneyText>,
    pub needs: String,
    pub evaluation: String,
    pub income_class: String,
    pub recommendation: String,
    pub amount: Option<MoneyText>,
    pub recommended: String,
    pub reasons: String,
    pub tag: (&'static str, &'static str, String),
    pub valid: bool,
    pub signed_at: Option<DualAt>,
    pub digest: String,
}

async fn view(cx: &Cx, shell: &Shell, s: &Study) -> Result<View> {
    let mut q = cx.reader();
    let b = &s.body;
    let means = cx.can(beneficiaries::perm::READ_INCOME);
    let money = |m: Option<Money>| m.map(|m| shell.money(m));
    let word = |family: &str, code: &str| if code.is_empty() { String::new() } else { shell.code(family, code) };
    Ok(View {
        kind: cx.t(&kind_key(&s.kind)),
        researcher: staff::names(&mut q, &[s.researcher]).await?.remove(&s.researcher).unwrap_or_default(),
        visit: b.visit_day.map(|d| shell.date(d)),
        visit_place: b.visit_place.clone(),
        present: b.present.clone(),
        findings: b.findings.clone(),
        members: b.members.map(|n| n.to_string()).unwrap_or_default(),
        means,
        income_monthly: money(b.income_monthly),
        rent_yearly: money(b.rent_yearly),
        debts: money(b.debts),
        needs: b.needs.clone(),
        evaluation: b.evaluation.clone(),
        income_class: word("choice-income-class", &b.income_class),
        recommendation: word("choice-study-recommendation", &b.recommendation),
        amount: money(b.amount),
        recommended: b.recommended.clone(),
        reasons: b.reasons.clone(),
        tag: standing_tag(shell, s),
        valid: s.standing() == rules::Standing::Signed,
        signed_at: s.signed_at.map(|at| shell.at(at)),
        digest: s.digest.chars().take(16).collect(),
    })
}

/// A study for reading: within reach, its request too (a recused member finds neither).
async fn readable(cx: &Cx, id: Id) -> Result<(Study, Request)> {
    let mut q = cx.reader();
    let s = store::study(&mut q, cx.permit()?, id).await?.ok_or(Problem::NotFound)?;
    let r = requests::find(&mut q, cx.permit()?, s.request).await?;
    // Nobody reads what was found out about his own household through his work.
    let file = beneficiaries::find_any(&mut q, s.file).await?;
    beneficiaries::guard_relation(&mut q, cx.actor()?, &file).await.map_err(|_| Problem::NotFound)?;
    Ok((s, r))
}

#[derive(Template)]
#[template(path = "study.html")]
struct StudyPage {
    shell: Shell,
    about: About,
    v: View,
    edit: String,
    sign: String,
    assign: String,
    report: String,
    others: Vec<(String, String)>,
    /// The visit agreed: its day and part.
    planned: Option<(Dual, String)>,
    plan: Option<Plan>,
}

/// The form for the day of the visit.
struct Plan {
    action: String,
    date: web::DateRaw,
    parts: Vec<Opt>,
    errors: Errors,
}

pub async fn show(cx: Cx) -> Answer {
    page_of(cx, Errors::none(), StatusCode::OK).await
}

async fn page_of(cx: Cx, errors: Errors, status: StatusCode) -> Answer {
    let (s, r) = readable(&cx, cx.id("id")?).await?;
    cx.opened(Event::new("study.opened", "study", s.id).file(s.file)).await?;
    let shell = cx.shell(cx.ta("research-study-round", &[("n", i18n::Arg::from(s.round))]), "/research");
    let v = view(&cx, &shell, &s).await?;
    let his = s.is_open() && s.researcher == cx.actor()?.id && cx.can(perm::STUDY_WRITE);
    let link = |yes: bool, to: &str| if yes { format!("/studies/{}/{to}", s.id) } else { String::new() };
    let others = store::studies_of(&mut cx.reader(), r.id).await?;
    let others = others.iter().filter(|o| o.id != s.id).map(|o| (format!("/studies/{}", o.id), shell.tn("research-study-round", o.round))).collect();
    let agreed = crate::visit::planned(&mut cx.reader(), s.id).await?;
    let again = !errors.is_empty();
    let plan = (s.kind != "desk" && crate::visit::may_plan(cx.permit()?, &s)).then(|| Plan {
        action: format!("/studies/{}/visit", s.id),
        date: match (&agreed, again) {
            (_, true) => web::DateRaw::of(&cx.form, "visit"),
            (Some((d, _)), _) => web::DateRaw::given(*d, i18n::dates::Calendar::Hijri, i18n::dates::Precision::Full),
            (None, _) => web::DateRaw { cal: "hijri".into(), ..Default::default() },
        },
        parts: crate::visit::PARTS
            .iter()
            .map(|p| {
                let chosen = if again { cx.form.text("part") } else { agreed.as_ref().map_or("", |(_, p)| p) };
                Opt::new(*p, shell.code("choice-visit-part", p), *p == chosen)
            })
            .collect(),
        errors,
    });
    let page = StudyPage {
        planned: agreed.map(|(d, p)| (shell.date(d), shell.code("choice-visit-part", &p))),
        plan,
        edit: link(his, "edit"),
        sign: link(his && s.standing() != rules::Standing::Signed, "sign"),
        assign: link(s.is_open() && cx.can(requests::rules::perm::START_RESEARCH), "assign"),
        report: link(true, "report"),
        others,
        about: about(&cx, &mut cx.reader(), &r).await?,
        shell,
        v,
    };
    web::page_with(status, &page)
}

/// The day agreed with the household is written down.
pub async fn plan_visit(cx: Cx) -> Answer {
    let id = cx.id("id")?;
    let day = match web::DateRaw::of(&cx.form, "visit").parse() {
        Ok(Some(d)) if d.precision == i18n::dates::Precision::YearOnly => Err(kernel::FieldError::new("visit_year_only")),
        Ok(Some(d)) => Ok(d.day),
        Ok(None) => Err(kernel::FieldError::new("required")),
        Err(fault) => Err(fault),
    };
    let result = match day {
        Ok(day) => crate::visit::plan(cx.env(), cx.db(), cx.permit()?, id, day, cx.form.text("part")).await,
        Err(fault) => {
            let mut e = kernel::FieldErrors::default();
            e.add("visit", fault);
            Err(Problem::Invalid(e))
        }
    };
    match result {
        Ok(()) => cx.done(&format!("/studies/{id}"), "research-visit-planned"),
        Err(Problem::Invalid(e)) => {
            let errors = Errors::new(cx.lang, &e);
            page_of(cx, errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(p) => Err(p),
    }
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    shell: Shell,
    about: About,
    v: View,
    back: String,
}

pub async fn report(cx: Cx) -> Answer {
    let (s, r) = readable(&cx, cx.id("id")?).await?;
    cx.opened(Event::new("study.opened", "study", s.id).file(s.file)).await?;
    let shell = cx.shell(cx.t("research-report"), "");
    let v = view(&cx, &shell, &s).await?;
    let about = about(&cx, &mut cx.reader(), &r).await?;
    web::page(&ReportPage { back: format!("/studies/{}", s.id), shell, about, v })
}

/// A study its researcher may write in now; anyone else's is not there.
async fn writable(cx: &Cx) -> Result<(Study, Request)> {
    let mut q = cx.reader();
    let s = store::study(&mut q, cx.permit()?, cx.id("id")?).await?.ok_or(Problem::NotFound)?;
    if s.researcher != cx.actor()?.id {
        return Err(Problem::NotFound);
    }
    let r = requests::find(&mut q, cx.permit()?, s.request).await?;
    if !s.is_open() {
        return Err(Problem::refused("study_not_open"));
    }
    Ok((s, r))
}

#[derive(Template)]
#[template(path = "study_form.html")]
struct EditPage {
    shell: Shell,
    errors: Errors,
    about: About,
    kind: String,
    desk: bool,
    f: StudyForm,
    classes: Vec<Opt>,
    recommendations: Vec<Opt>,
    action: String,
    back: String,
    version: String,
    signed: bool,
}

async fn edit_again(cx: &Cx, s: &Study, r: &Request, f: StudyForm, version: i64, errors: Errors, status: StatusCode) -> Answer {
    let mut shell = cx.shell(cx.t("research-study-edit"), "/research");
    shell.invalid = !errors.is_empty();
    let opts = |family: &str, codes: &[&str], chosen: &str| codes.iter().map(|c| Opt::new(*c, shell.code(family, c), *c == chosen)).collect();
    let page = EditPage {
        about: about(cx, &mut cx.reader(), r).await?,
        kind: cx.t(&kind_key(&s.kind)),
        desk: s.kind == "desk",
        classes: opts("choice-income-class", rules::INCOME_CLASSES, &f.income_class),
        recommendations: opts("choice-study-recommendation", rules::RECOMMENDATIONS, &f.recommendation),
        action: format!("/studies/{}/edit", s.id),
        back: format!("/studies/{}", s.id),
        version: version.to_string(),
        signed: s.standing() == rules::Standing::Signed,
        shell,
        errors,
        f,
    };
    web::page_with(status, &page)
}

pub async fn edit(cx: Cx) -> Answer {
    let (s, r) = writable(&cx).await?;
    edit_again(&cx, &s, &r, StudyForm::filled(&s.body), s.version, Errors::none(), StatusCode::OK).await
}

pub async fn write(cx: Cx) -> Answer {
    let (s, r) = writable(&cx).await?;
    let typed = StudyForm::of(&cx.form);
    let done = match typed.parse(cx.today()) {
        Ok(body) => actions::write(cx.env(), cx.db(), cx.permit()?, s.id, version(&cx), &body).await,
        Err(e) => Err(Problem::Invalid(e)),
    };
    match done {
        Ok(_) if cx.form.flag("to_sign") => Ok(web::redirect(&format!("/studies/{}/sign", s.id))),
        Ok(true) => cx.done(&format!("/studies/{}", s.id), "research-study-saved"),
        Ok(false) => Ok(web::redirect(&format!("/studies/{}", s.id))),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            edit_again(&cx, &s, &r, typed, version(&cx), errors, status).await
        }
    }
}

#[derive(Template)]
#[template(path = "sign.html")]
struct SignPage {
    shell: Shell,
    errors: Errors,
    about: About,
    v: View,
    action: String,
    back: String,
    version: String,
}

async fn sign_again(cx: &Cx, s: &Study, r: &Request, errors: Errors, status: StatusCode) -> Answer {
    let mut shell = cx.shell(cx.t("research-sign"), "/research");
    shell.invalid = !errors.is_empty();
    let v = view(cx, &shell, s).await?;
    let (action, back) = (format!("/studies/{}/sign", s.id), format!("/studies/{}", s.id));
    let about = about(cx, &mut cx.reader(), r).await?;
    web::page_with(status, &SignPage { shell, errors, about, v, action, back, version: s.version.to_string() })
}

/// A study that is not whole goes back to its form, where what is left is named.
async fn incomplete(cx: &Cx, s: &Study, r: &Request, missing: &kernel::FieldErrors) -> Answer {
    let errors = Errors::new(cx.lang, missing);
    edit_again(cx, s, r, StudyForm::filled(&s.body), s.version, errors, StatusCode::UNPROCESSABLE_ENTITY).await
}

pub async fn sign_form(cx: Cx) -> Answer {
    let (s, r) = writable(&cx).await?;
    if let Err(missing) = actions::may_sign(&s) {
        return incomplete(&cx, &s, &r, &missing).await;
    }
    sign_again(&cx, &s, &r, Errors::none(), StatusCode::OK).await
}

pub async fn sign(cx: Cx) -> Answer {
    let (s, r) = writable(&cx).await?;
    if let Err(missing) = actions::may_sign(&s) {
        return incomplete(&cx, &s, &r, &missing).await;
    }
    match actions::sign(cx.env(), cx.db(), cx.permit()?, s.id, version(&cx), cx.form.text("password")).await {
        Ok(()) => cx.done(&format!("/studies/{}", s.id), "research-study-signed"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            sign_again(&cx, &s, &r, errors, status).await
        }
    }
}
