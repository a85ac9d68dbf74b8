use super::{Changed, Stamp, Trouble, version};
use crate::{
    File,
    actions::{self, AddMember, EditMember, EndMember},
    file,
};
use askama::Template;
use kernel::{Day, FieldErrors, Problem, Result};
use people::{FieldSet, Member, NewPerson, PersonForm, rules::words::RELATIONS};
use web::{Answer, Cx, DateRaw, Errors, Opt, Shell};

#[derive(Template)]
#[template(path = "file_member.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    changed: Vec<Changed>,
    stamp: Stamp,
    f: File,
    action: String,
    fields: String,
    relations: Vec<Opt>,
    joined: DateRaw,
}

#[derive(Template)]
#[template(path = "file_member_end.html")]
struct EndPage {
    shell: Shell,
    errors: Errors,
    changed: Vec<Changed>,
    stamp: Stamp,
    f: File,
    action: String,
    name: String,
    reasons: Vec<Opt>,
    ended: DateRaw,
}

struct Typed {
    person: PersonForm,
    relation: String,
    joined: DateRaw,
}

impl Typed {
    fn of(cx: &Cx) -> Typed {
        Typed { person: PersonForm::of(&cx.form), relation: cx.form.text("relation").to_owned(), joined: DateRaw::of(&cx.form, "joined") }
    }
    fn check(&self, today: Day) -> Result<(NewPerson, String, Option<Day>)> {
        let mut e = FieldErrors::default();
        let person = self.person.parse(today).map_err(|more| e.0.extend(more.0)).ok();
        if !RELATIONS.contains(&self.relation.as_str()) {
            e.code("relation", if self.relation.is_empty() { "required" } else { "choice" });
        }
        let from = past_day(&self.joined, "joined", today, &mut e);
        match person {
            Some(p) if e.is_empty() => Ok((p, self.relation.clone(), from)),
            _ => Err(Problem::Invalid(e)),
        }
    }
}

fn past_day(raw: &DateRaw, field: &str, today: Day, e: &mut FieldErrors) -> Option<Day> {
    match raw.parse() {
        Ok(Some(p)) if p.day > today => {
            e.code(field, "date_future");
            None
        }
        Ok(p) => p.map(|p| p.day),
        Err(f) => {
            e.add(field, f);
            None
        }
    }
}

async fn open(cx: &Cx) -> Result<File> {
    let mut q = cx.reader();
    let f = file::find(&mut q, cx.permit()?, cx.id("id")?).await?;
    file::guard_relation(&mut q, cx.actor()?, &f).await?;
    Ok(f)
}

async fn member(cx: &Cx, f: &File) -> Result<Member> {
    let household = people::household(&mut cx.reader(), f.household).await?;
    household.member(cx.id("member")?).filter(|m| m.is_current() && m.relation != people::HEAD).cloned().ok_or(Problem::NotFound)
}

fn page(cx: &Cx, f: File, title: String, action: String, typed: Typed, trouble: Trouble) -> Answer {
    let shell = cx.shell(title, "/files");
    let shell = if trouble.errors.is_empty() { shell } else { shell.invalid() };
    let fields = people::fields_html(&shell, &trouble.errors, &typed.person, FieldSet::Member)?;
    let relations = RELATIONS.iter().map(|r| Opt::new(*r, shell.code("choice-relation", r), *r == typed.relation)).collect();
    let stamp = Stamp::of(cx, &f);
    web::page_with(trouble.status, &Page { shell, errors: trouble.errors, changed: trouble.changed, stamp, f, action, fields, relations, joined: typed.joined })
}

pub async fn new(cx: Cx) -> Answer {
    let f = open(&cx).await?;
    let action = format!("{}/members", f.href());
    let typed = Typed { person: PersonForm::default(), relation: String::new(), joined: DateRaw::default() };
    page(&cx, f, cx.t("beneficiaries-member-new"), action, typed, Trouble::none())
}

pub async fn add(cx: Cx) -> Answer {
    let permit = cx.permit()?;
    let f = file::find(&mut cx.reader(), permit, cx.id("id")?).await?;
    let typed = Typed::of(&cx);
    let outcome = match typed.check(cx.today()) {
        Ok((person, relation, from)) => {
            let cmd = AddMember { file: f.id, version: version(&cx), who: person.into(), relation, from };
            actions::add_member(cx.env(), cx.db(), permit, cmd, cx.form.once(), &cx.form.digest()).await
        }
        Err(p) => Err(p),
    };
    match outcome {
        Ok(_) => cx.done(&f.href(), "beneficiaries-member-added"),
        Err(p) => {
            let trouble = Trouble::of(&cx, Some(f.id), p).await?;
            let action = format!("{}/members", f.href());
            page(&cx, f, cx.t("beneficiaries-member-new"), action, typed, trouble)
        }
    }
}

pub async fn edit(cx: Cx) -> Answer {
    let f = open(&cx).await?;
    let m = member(&cx, &f).await?;
    let action = format!("{}/members/{}/edit", f.href(), m.id);
    let joined = m.from.map(|d| DateRaw::given(d, i18n::dates::Calendar::Hijri, i18n::dates::Precision::Full)).unwrap_or_default();
    let typed = Typed { person: PersonForm::filled(&m.person), relation: m.relation, joined };
    page(&cx, f, cx.t("beneficiaries-member-edit"), action, typed, Trouble::none())
}

pub async fn save(cx: Cx) -> Answer {
    let permit = cx.permit()?;
    let f = file::find(&mut cx.reader(), permit, cx.id("id")?).await?;
    let member = cx.id("member")?;
    let typed = Typed::of(&cx);
    let outcome = match typed.check(cx.today()) {
        Ok((person, relation, from)) => {
            let cmd = EditMember { file: f.id, member, version: version(&cx), person, relation, from };
            actions::edit_member(cx.env(), cx.db(), permit, cmd).await
        }
        Err(p) => Err(p),
    };
    match outcome {
        Ok(()) => cx.done(&f.href(), "beneficiaries-saved"),
        Err(p) => {
            let trouble = Trouble::of(&cx, Some(f.id), p).await?;
            let action = format!("{}/members/{member}/edit", f.href());
            page(&cx, f, cx.t("beneficiaries-member-edit"), action, typed, trouble)
        }
    }
}

fn end_page(cx: &Cx, f: File, m: &Member, trouble: Trouble) -> Answer {
    let shell = cx.shell(cx.t("beneficiaries-member-end"), "/files");
    let shell = if trouble.errors.is_empty() { shell } else { shell.invalid() };
    let chosen = cx.form.text("end_reason");
    let page = EndPage {
        reasons: people::END_REASONS.iter().map(|r| Opt::new(*r, shell.code("choice-member-end", r), *r == chosen)).collect(),
        ended: DateRaw::of(&cx.form, "ended"),
        action: format!("{}/members/{}/end", f.href(), m.id),
        name: m.person.full_name(),
        stamp: Stamp::of(cx, &f),
        errors: trouble.errors,
        changed: trouble.changed,
        f,
        shell,
    };
    web::page_with(trouble.status, &page)
}

pub async fn end_form(cx: Cx) -> Answer {
    let f = open(&cx).await?;
    let m = member(&cx, &f).await?;
    end_page(&cx, f, &m, Trouble::none())
}

pub async fn end(cx: Cx) -> Answer {
    let permit = cx.permit()?;
    let f = file::find(&mut cx.reader(), permit, cx.id("id")?).await?;
    let m = member(&cx, &f).await?;
    let mut e = FieldErrors::default();
    let on = past_day(&DateRaw::of(&cx.form, "ended"), "ended", cx.today(), &mut e);
    if on.is_none() && e.is_empty() {
        e.code("ended", "required");
    }
    let reason = cx.form.text("end_reason").to_owned();
    if !people::END_REASONS.contains(&reason.as_str()) {
        e.code("end_reason", if reason.is_empty() { "required" } else { "choice" });
    }
    let outcome = match on {
        Some(on) if e.is_empty() => {
            actions::end_member(cx.env(), cx.db(), permit, EndMember { file: f.id, member: m.id, version: version(&cx), on, reason }).await
        }
        _ => Err(Problem::Invalid(e)),
    };
    match outcome {
        Ok(()) => cx.done(&f.href(), "beneficiaries-member-ended"),
        Err(p) => {
            let trouble = Trouble::of(&cx, Some(f.id), p).await?;
            end_page(&cx, f, &m, trouble)
        }
    }
}
