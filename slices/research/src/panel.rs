//! What this room shows on a request's page.

use crate::{
    pages::{question_thread, standing_tag, start::kind_key},
    perm, rules, store,
};
use askama::Template;
use kernel::{Id, Problem, Result};
use requests::rules::{State, perm::START_RESEARCH};
use std::{future::Future, pin::Pin};
use web::{Cx, Shell, ThreadItem};

struct Answered {
    thread: Vec<ThreadItem>,
    /// Where to answer; empty where it is answered or not this employee's to answer.
    href: String,
}

struct StudyLine {
    href: String,
    title: String,
    kind: String,
    researcher: String,
    tag: (&'static str, &'static str, String),
    recommendation: String,
    edit: String,
}

#[derive(Template)]
#[template(path = "panel.html")]
struct Panel {
    shell: Shell,
    questions: Vec<Answered>,
    studies: Vec<StudyLine>,
    ask: String,
    start: String,
}

pub fn on_request(cx: Cx, id: Id) -> Pin<Box<dyn Future<Output = Result<String>> + Send>> {
    Box::pin(async move {
        let mut q = cx.reader();
        let r = requests::find_unscoped(&mut q, id).await?;
        let me = cx.actor()?.id;
        let shell = cx.shell("", "/requests");
        let may = |p| cx.permit_for(p).is_some_and(|permit| permit.scope.covers(r.branch, r.researcher));

        let questions = store::questions_of(&mut q, id).await?;
        let studies = if may(perm::STUDY_READ) { store::studies_of(&mut q, id).await? } else { vec![] };
        let mut ids: Vec<Id> = studies.iter().map(|s| s.researcher).collect();
        ids.extend(questions.iter().flat_map(|c| [Some(c.asked_by), c.answer.as_ref().map(|a| a.2)]).flatten());
        let names = staff::names(&mut q, &ids).await?;
        let may_answer = may(perm::CLARIFICATION_ANSWER);
        let panel = Panel {
            questions: questions
                .iter()
                .rev()
                .map(|c| Answered {
                    thread: question_thread(&shell, c, &names),
                    href: if c.answer.is_none() && may_answer { format!("/clarifications/{}", c.id) } else { String::new() },
                })
                .collect(),
            studies: studies
                .iter()
                .map(|s| StudyLine {
                    href: format!("/studies/{}", s.id),
                    title: shell.tn("research-study-round", s.round),
                    kind: cx.t(&kind_key(&s.kind)),
                    researcher: names.get(&s.researcher).cloned().unwrap_or_default(),
                    tag: standing_tag(&shell, s),
                    // A recommendation is the researcher's word once he signed it.
                    recommendation: match s.body.recommends() {
                        Some(code) if s.standing() == rules::Standing::Signed => shell.code("choice-study-recommendation", code),
                        _ => String::new(),
                    },
                    edit: if s.is_open() && s.researcher == me && may(perm::STUDY_WRITE) { format!("/studies/{}/edit", s.id) } else { String::new() },
                })
                .collect(),
            ask: if r.state.is_open() && may(perm::CLARIFICATION_ASK) { format!("/requests/{id}/clarifications/new") } else { String::new() },
            start: if r.state == State::Verified && may(START_RESEARCH) { format!("/requests/{id}/research") } else { String::new() },
            shell,
        };
        if panel.questions.is_empty() && panel.studies.is_empty() && panel.ask.is_empty() && panel.start.is_empty() {
            return Ok(String::new());
        }
        panel.render().map_err(Problem::internal)
    })
}
