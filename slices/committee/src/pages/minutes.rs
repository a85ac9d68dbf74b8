use super::{name_of, names, view};
use crate::{
    lower,
    rules::{Attendance, ItemResult},
    store,
};
use i18n::dates::Dual;
use requests::rules::Viewer;
use web::{Answer, Cx, Shell};

struct Line {
    n: usize,
    title: String,
    who: String,
    number: String,
    /// Hidden from this reader for a conflict.
    hidden: bool,
    conflicts: Vec<String>,
    quorum: String,
    votes: Vec<String>,
    decision: Option<view::DecisionView>,
    result: String,
    note: String,
    until: Option<Dual>,
    place: String,
}

struct Signer {
    name: String,
    position: String,
}

#[derive(askama::Template)]
#[template(path = "minutes.html")]
struct Page {
    shell: Shell,
    href: String,
    number: String,
    day: Dual,
    place: String,
    chair: String,
    secretary: String,
    present: Vec<Signer>,
    absent: Vec<Signer>,
    lines: Vec<Line>,
    is_open: bool,
}

/// The minutes: what happened in the sitting, as far as this reader may know it. An outcome not told yet shows to the committee alone.
pub async fn show(cx: Cx) -> Answer {
    let mut q = cx.reader();
    let permit = cx.permit()?.clone();
    let lang = cx.lang;
    let s = store::sitting(&mut q, cx.id("id")?).await?;
    let eyes = view::Eyes::of(&mut q, &permit.actor, &s).await?;
    let seen = view::seen_items(&mut q, &eyes, s.id).await?;
    let shell = cx.shell(view::sitting_title(lang, &s), "/committee");
    let open: Vec<&requests::Request> = seen.iter().filter(|x| x.viewer != Viewer::Recused).map(|x| &x.request).collect();
    let briefs = lower::briefs(&mut q, lang, &open).await?;
    let seats = store::seats(&mut q, s.id).await?;
    let names = names(&mut q, seats.iter().map(|x| x.employee).chain([s.secretary, s.chair])).await?;

    let mut lines = vec![];
    for (i, x) in seen.iter().enumerate() {
        let brief = briefs.get(&x.request.id);
        let hidden = x.viewer == Viewer::Recused;
        let inside = x.viewer == Viewer::Committee;
        let mut line = Line {
            n: i + 1,
            title: brief.map(|b| b.service.clone()).unwrap_or_default(),
            who: brief.map(|b| b.applicant.clone()).unwrap_or_default(),
            number: brief.map(|b| b.number.clone()).unwrap_or_default(),
            hidden,
            conflicts: vec![],
            quorum: String::new(),
            votes: vec![],
            decision: None,
            result: String::new(),
            note: String::new(),
            until: None,
            place: String::new(),
        };
        if !hidden {
            for c in store::conflicts(&mut q, x.request.file).await?.iter().filter(|c| seats.iter().any(|s| s.employee == c.employee)) {
                line.conflicts.push(format!("{} ({})", name_of(&names, c.employee), view::conflict_words(lang, c.source, if inside { &c.reason } else { "" })));
            }
            if let Some(d) = x.decision.as_ref().filter(|_| x.outcome_visible) {
                line.decision = Some(view::decision(&mut q, &shell, d).await?);
                let counted =
                    seats.iter().filter(|s| s.position.votes() && x.item.present.contains(&s.employee) && !x.item.recused.contains(&s.employee)).count();
                line.quorum = shell.tn("committee-present-n", counted);
                for v in store::votes(&mut q, s.id, x.request.id).await? {
                    let vote = view::code(lang, "committee-vote", v.vote.choice.code());
                    let note = if v.note.is_empty() { String::new() } else { format!(" ({})", v.note) };
                    line.votes.push(format!("{}: {vote}{note}", name_of(&names, v.vote.member)));
                }
            }
            let secret = matches!(x.item.result, ItemResult::Recorded | ItemResult::Decided) && !x.outcome_visible;
            line.result = if secret { cx.t("committee-told-after-reply") } else { view::result_words(lang, x.item.result) };
            line.note = x.item.note.clone();
            line.until = x.item.until.map(|d| shell.date(d));
            line.place = x.item.place.map(|p| shell.tn("committee-place-n", p)).unwrap_or_default();
        }
        lines.push(line);
    }
    let signer = |seat: &crate::rules::Seat| Signer {
        name: name_of(&names, seat.employee),
        position: if seat.employee == s.chair { cx.t("committee-presides") } else { view::code(lang, "committee-position", seat.position.code()) },
    };
    let page = Page {
        href: format!("/committee/sittings/{}", s.id),
        number: s.label(),
        day: shell.date(s.held_on),
        place: s.place.clone(),
        chair: name_of(&names, s.chair),
        secretary: name_of(&names, s.secretary),
        present: seats.iter().filter(|x| x.attendance == Attendance::Present).map(signer).collect(),
        absent: seats
            .iter()
            .filter(|x| x.attendance != Attendance::Present)
            .map(|x| Signer { position: view::code(lang, "committee-attendance", x.attendance.code()), ..signer(x) })
            .collect(),
        lines,
        is_open: s.is_open(),
        shell,
    };
    web::page(&page)
}
