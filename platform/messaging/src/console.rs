use crate::{Outcome, Outgoing, Sender, Sending};
use std::io::Write;

/// Prints a message to the terminal in a frame that says it was sent to nobody.
pub(crate) struct Console;

impl Sender for Console {
    fn kind(&self) -> &'static str {
        "console"
    }
    fn send<'a>(&'a self, o: &'a Outgoing) -> Sending<'a> {
        Box::pin(async move {
            // One write, so that messages of two tasks do not mix. A closed terminal is no reason to fail: nobody was to receive it.
            let _ = std::io::stdout().lock().write_all(framed(o).as_bytes());
            Outcome::Accepted { receipt: format!("console-{}", o.id) }
        })
    }
}

fn framed(o: &Outgoing) -> String {
    let mut out = String::from("\n┌── NOT SENT · لم تُرسل · console only ──\n");
    out.push_str(&format!("│ to: {}\n", plain(&o.to)));
    if let Some(subject) = &o.subject {
        out.push_str(&format!("│ subject: {}\n", plain(subject)));
    }
    for line in o.text.lines() {
        out.push_str(&format!("│ {}\n", plain(line)));
    }
    out.push_str("└──\n");
    out
}

/// No control characters: a text must not move the operator's cursor or paint over the frame.
fn plain(s: &str) -> String {
    s.chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn says_that_nothing_was_sent_and_moves_no_cursor() {
        let text = framed(&Outgoing { to: "966500000000".into(), text: "رمزك 1234\n\u{1b}[2Jline".into(), ..Default::default() });
        assert!(text.contains("NOT SENT") && text.contains("│ رمزك 1234\n│ [2Jline\n"));
        assert!(!text.contains('\u{1b}'));
    }
}
