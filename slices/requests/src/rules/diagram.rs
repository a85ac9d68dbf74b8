//! The table drawn and written out, for the documentation. A test keeps `docs/states.md` equal to [`document`].

use super::action::{Transition, Way, When};
use super::state::State;
use super::table::TABLE;
use std::fmt::Write as _;

/// A Mermaid state diagram of the whole table. Withdrawal is drawn once, from the frame around the open states.
pub fn diagram() -> String {
    let mut out = String::from("stateDiagram-v2\n    [*] --> draft\n");
    for t in TABLE.iter() {
        if t.from == State::OPEN {
            continue;
        }
        for from in t.from {
            for (to, label) in edges(t) {
                let _ = writeln!(out, "    {} --> {}: {label}", from.code(), to.code());
            }
        }
    }
    for s in State::ALL.into_iter().filter(|s| s.is_final()) {
        let _ = writeln!(out, "    {} --> [*]", s.code());
    }
    for t in TABLE.iter().filter(|t| t.from == State::OPEN) {
        for (to, label) in edges(t) {
            let _ = writeln!(out, "    note right of {}: {label}, from any open state", to.code());
        }
    }
    out
}

/// One edge for each state reached; the ways that lead there joined.
fn edges(t: &Transition) -> Vec<(State, String)> {
    let mut out: Vec<(State, Vec<&'static str>)> = Vec::new();
    for w in t.ways {
        let at = match out.iter().position(|(s, _)| *s == w.to) {
            Some(i) => i,
            None => {
                out.push((w.to, vec![]));
                out.len() - 1
            }
        };
        out[at].1.extend(when(w));
    }
    let action = t.action.code();
    let label = |whens: Vec<&str>| if whens.is_empty() { action.to_owned() } else { format!("{action} ({})", whens.join(", ")) };
    out.into_iter().map(|(s, whens)| (s, label(whens))).collect()
}

fn when(w: &Way) -> Option<&'static str> {
    match w.when {
        When::Always => None,
        When::Complete => Some("complete"),
        When::Missing => Some("something missing"),
        When::Outcome(o) => Some(o.code()),
    }
}

/// The page `docs/states.md`: the diagram, the states with their holders, the transitions with permissions and guards.
pub fn document() -> String {
    let mut out = String::from(
        "# The states of a support request\n\n\
         Written from the table in `slices/requests/src/rules/table.rs`; do not edit. After a change there, run\n\
         `SILA_WRITE_DOCS=1 cargo test -p requests --test it states_document`.\n\n```mermaid\n",
    );
    out.push_str(&diagram());
    out.push_str("```\n\n## Who holds it\n\n| state | holder | open |\n| --- | --- | --- |\n");
    for s in State::ALL {
        let _ = writeln!(out, "| `{}` | {} | {} |", s.code(), s.holder().code().replace('_', " "), if s.is_open() { "yes" } else { "no" });
    }
    out.push_str(
        "\n## Every step\n\nGuards are named by the refusal they give. Roles are those of a new database; an association changes them.\n\n\
         | from | action | to | permission | roles | refused with |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for t in TABLE.iter() {
        let from = if t.from == State::OPEN { "any open".to_owned() } else { list(t.from.iter().map(|s| s.code())) };
        let to = edges(t).into_iter().map(|(s, label)| format!("`{}`{}", s.code(), label.strip_prefix(t.action.code()).unwrap_or(""))).collect::<Vec<_>>();
        let mut permission = format!("`{}`", t.permission().0);
        if let Some(also) = t.also {
            let _ = write!(permission, ", `{}`", also.permission.0);
        }
        let mut who: Vec<String> = t.grant.roles.iter().chain(t.also.iter().flat_map(|g| g.roles)).map(|(r, _)| (*r).to_owned()).collect();
        who.dedup();
        if t.applicant {
            who.push("the applicant".into());
        }
        if t.clock {
            who.push("the clock".into());
        }
        let _ = writeln!(out, "| {from} | `{}` | {} | {permission} | {} | {} |", t.action.code(), to.join(", "), who.join(", "), list(refusals(t).into_iter()));
    }
    out
}

fn list(codes: impl Iterator<Item = &'static str>) -> String {
    codes.map(|c| format!("`{c}`")).collect::<Vec<_>>().join(", ")
}

fn refusals(t: &Transition) -> Vec<&'static str> {
    let mut out: Vec<&'static str> = Vec::new();
    for need in t.needs.iter().chain(t.ways.iter().flat_map(|w| w.needs)) {
        for code in need.codes() {
            if !out.contains(&code) {
                out.push(code);
            }
        }
    }
    out
}
