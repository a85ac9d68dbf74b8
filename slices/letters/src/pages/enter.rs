use super::{calendar, subject_words};
use crate::{
    Direction, Letter, actions,
    forms::{self, Raw},
    rules,
};
use askama::Template;
use i18n::dates::Precision;
use kernel::{FieldErrors, Id, Problem, Result, Scope};
use web::{Answer, Cx, DateRaw, Errors, Opt, Shell, StatusCode};

#[derive(Template)]
#[template(path = "letters_form.html")]
struct FormPage {
    shell: Shell,
    errors: Errors,
    out: bool,
    action: String,
    raw: Raw,
    kinds: Vec<Opt>,
    holders: Vec<Opt>,
    branches: Vec<Opt>,
    opens: Vec<Opt>,
    /// The letter this one answers: number, party, subject.
    answers: Option<(String, String, String)>,
    /// A file was sent with a form that comes back: browsers forget it.
    lost_scans: bool,
}

async fn form_page(cx: &Cx, direction: Direction, raw: Raw, errors: Errors, lost_scans: bool) -> Result<FormPage> {
    let mut q = cx.reader();
    let permit = cx.permit()?;
    let out = direction == Direction::Out;
    let title = cx.t(if out { "letters-new-out" } else { "letters-new-in" });
    let mut shell = cx.shell(title, "/letters");
    if !errors.is_empty() {
        shell = shell.invalid();
    }
    let answers = match raw.reply_to.parse::<Id>() {
        Ok(id) => {
            let l = actions::load(&mut q, permit, id).await?;
            Some((l.number.clone(), l.party.clone(), subject_words(&shell, &l)))
        }
        Err(_) => None,
    };
    let me = cx.actor()?;
    let mut holders: Vec<Opt> =
        actions::hands(&mut q, me.branch).await?.into_iter().map(|e| Opt::new(e.id.to_string(), e.name, e.id.to_string() == raw.holder)).collect();
    if !holders.iter().any(|o| o.value == me.id.to_string()) {
        holders.insert(0, Opt::new(me.id.to_string(), me.name.clone(), me.id.to_string() == raw.holder));
    }
    let mut branches = vec![];
    if permit.scope == Scope::All {
        let all = staff::branches(&mut q).await?;
        if all.len() > 1 {
            branches = all.iter().filter(|b| b.active).map(|b| Opt::new(b.id.to_string(), b.name(cx.lang), b.id.to_string() == raw.branch)).collect();
        }
    }
    let kinds = rules::KINDS.iter().map(|k| Opt::new(*k, shell.code("choice-letter-kind", k), *k == raw.kind)).collect();
    let opens = ["0", "1"]
        .into_iter()
        .map(|v| {
            let key = match (out, v) {
                (true, "1") => "letters-open-out",
                (true, _) => "letters-done-out",
                (false, "1") => "letters-open-in",
                (false, _) => "letters-done-in",
            };
            Opt::new(v, cx.t(key), raw.open == v)
        })
        .collect();
    Ok(FormPage { errors, out, action: format!("/letters/{}", direction.code()), raw, kinds, holders, branches, opens, answers, lost_scans, shell })
}

/// `?reply=`: the letter this one answers.
async fn new(cx: Cx, direction: Direction) -> Answer {
    let me = cx.actor()?;
    let mut raw = Raw {
        kind: "general".into(),
        branch: me.branch.to_string(),
        holder: me.id.to_string(),
        open: if direction == Direction::In { "1" } else { "0" }.into(),
        their_date: DateRaw { cal: calendar(&cx).code().into(), ..DateRaw::default() },
        due: DateRaw { cal: calendar(&cx).code().into(), ..DateRaw::default() },
        ..Raw::default()
    };
    if let Ok(id) = cx.query("reply").parse::<Id>() {
        let answered: Letter = actions::load(&mut cx.reader(), cx.permit()?, id).await?;
        let shell = cx.shell("", "");
        raw.party = answered.party.clone();
        raw.subject = subject_words(&shell, &answered);
        raw.branch = answered.branch.to_string();
        raw.reply_to = answered.id.to_string();
    }
    web::page(&form_page(&cx, direction, raw, Errors::none(), false).await?)
}

pub async fn new_out(cx: Cx) -> Answer {
    new(cx, Direction::Out).await
}
pub async fn new_in(cx: Cx) -> Answer {
    new(cx, Direction::In).await
}

async fn create(cx: Cx, direction: Direction) -> Answer {
    let raw = Raw::of(&cx.form);
    let scans = forms::uploads(&cx.form);
    let sent = !scans.is_empty();
    let made = match raw.read(direction, cx.today()) {
        Ok(e) => actions::create(cx.env(), cx.db(), cx.files(), cx.permit()?, direction, e, scans, forms::once(&cx.form)).await,
        Err(p) => Err(p),
    };
    match made {
        Ok(l) => cx.done(&l.href(), if direction == Direction::Out { "letters-flash-out" } else { "letters-flash-in" }),
        Err(Problem::Invalid(e)) => again(&cx, direction, raw, &e, sent).await,
        Err(other) => Err(other),
    }
}

async fn again(cx: &Cx, direction: Direction, mut raw: Raw, e: &FieldErrors, sent: bool) -> Answer {
    // A letter out of reach is nobody's: the rest of the form stays.
    if raw.reply_to.parse::<Id>().is_err() {
        raw.reply_to = String::new();
    }
    web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &form_page(cx, direction, raw, Errors::new(cx.lang, e), sent).await?)
}

pub async fn create_out(cx: Cx) -> Answer {
    create(cx, Direction::Out).await
}
pub async fn create_in(cx: Cx) -> Answer {
    create(cx, Direction::In).await
}

/// A day as the due form shows it.
pub(crate) fn day_raw(cx: &Cx, day: Option<kernel::Day>) -> DateRaw {
    match day {
        Some(d) => DateRaw::given(d, calendar(cx), Precision::Full),
        None => DateRaw { cal: calendar(cx).code().into(), ..DateRaw::default() },
    }
}
