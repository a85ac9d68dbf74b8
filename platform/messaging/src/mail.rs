//! The words of a mail: headers, a plain part and a simple HTML part that says the same.

use crate::{Outcome, Outgoing, WhyCode, judge::outcome_of};
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};

/// A mail ready to go.
pub(crate) struct Envelope {
    pub(crate) to: Address,
    /// `<id@domain>` without the brackets.
    pub(crate) message_id: String,
    pub(crate) bytes: Vec<u8>,
}

/// One line without control characters: for a name or a subject.
pub(crate) fn plain(s: &str) -> String {
    s.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Headers and both parts. The Message-ID is made of our id: a mail sent twice is the same mail to the receiver's program.
pub(crate) fn compose(from: &Mailbox, reply_to: Option<&Mailbox>, o: &Outgoing) -> Result<Envelope, Outcome> {
    let recipient = || outcome_of(WhyCode::Recipient, "", None);
    let to: Address = o.to.trim().parse().map_err(|_| recipient())?;
    // Letters beyond ASCII in an address need servers that few have; a mailbox so named is asked for again.
    if !to.to_string().is_ascii() || to.to_string().chars().any(char::is_control) {
        return Err(recipient());
    }
    if o.text.trim().is_empty() {
        return Err(outcome_of(WhyCode::Text, "", None));
    }
    let id: String = o.id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let message_id = format!("{id}@{}", from.email.domain());
    let name = plain(&o.name);
    let first_line = o.text.lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
    let subject = plain(o.subject.as_deref().filter(|s| !s.trim().is_empty()).unwrap_or(first_line));
    let answers = reply_to.map_or(&from.email, |m| &m.email).to_string();
    let mut builder = Message::builder()
        .from(from.clone())
        .to(Mailbox::new((!name.is_empty()).then_some(name), to.clone()))
        .subject(subject)
        .message_id(Some(format!("<{message_id}>")));
    if let Some(reply_to) = reply_to {
        builder = builder.reply_to(reply_to.clone());
    }
    let lang = if o.lang == "en" { "en" } else { "ar" };
    for (name, value) in [
        // No out-of-office letters back, no loops (RFC 3834).
        ("Auto-Submitted", "auto-generated".to_owned()),
        ("X-Auto-Response-Suppress", "All".to_owned()),
        ("List-Unsubscribe", format!("<mailto:{answers}?subject=stop>")),
        ("Content-Language", lang.to_owned()),
    ] {
        if let Ok(name) = HeaderName::new_from_ascii(name.to_owned()) {
            builder = builder.raw_header(HeaderValue::new(name, value));
        }
    }
    let text = o.text.replace("\r\n", "\n").replace('\r', "\n");
    let message = builder
        .multipart(MultiPart::alternative_plain_html(text.clone(), html(&text, lang)))
        .map_err(|e| outcome_of(WhyCode::Settings, &e.to_string(), None))?;
    Ok(Envelope { to, message_id, bytes: message.formatted() })
}

/// The same words as a page: paragraphs at empty lines, addresses as links, right to left for Arabic. No picture, no tracking.
fn html(text: &str, lang: &str) -> String {
    let dir = if lang == "ar" { "rtl" } else { "ltr" };
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"></head>\n\
         <body style=\"margin:0;padding:24px;font-family:'IBM Plex Sans Arabic',Tahoma,Arial,sans-serif;font-size:16px;line-height:1.7;color:#161616;background:#fff\">\n"
    );
    for paragraph in text.split("\n\n").map(str::trim).filter(|p| !p.is_empty()) {
        out.push_str(&format!("<p dir=\"{dir}\" style=\"margin:0 0 16px\">"));
        out.push_str(&paragraph.lines().map(links).collect::<Vec<_>>().join("<br>\n"));
        out.push_str("</p>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn links(line: &str) -> String {
    let mut words = vec![];
    for word in line.split(' ') {
        let shown = escape(word);
        if word.starts_with("https://") && word.len() > 8 {
            // What ends a sentence is not part of the address.
            let end = word.trim_end_matches(['.', ',', '،', '؛', ')', '!', '؟']).len();
            let address = escape(&word[..end]);
            words.push(format!("<a href=\"{address}\" dir=\"ltr\" style=\"color:#1b8354\">{address}</a>{}", escape(&word[end..])));
        } else {
            words.push(shown);
        }
    }
    words.join(" ")
}

fn escape(s: &str) -> String {
    s.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from() -> Mailbox {
        Mailbox::new(Some("جمعية التجربة".into()), "no-reply@example.org".parse().unwrap())
    }

    #[test]
    fn a_name_cannot_add_a_header() {
        let o = Outgoing {
            id: "01kabc".into(),
            to: "a@example.org".into(),
            name: "x\r\nBcc: b@example.org".into(),
            subject: Some("سطر\r\nX-Evil: 1".into()),
            text: "نص".into(),
            ..Default::default()
        };
        let mail = compose(&from(), None, &o).unwrap();
        let text = String::from_utf8(mail.bytes).unwrap();
        assert!(!text.contains("\r\nBcc:") && !text.contains("\r\nX-Evil"), "{text}");
        assert!(text.is_ascii() && text.contains("Message-ID: <01kabc@example.org>"), "{text}");
    }
    #[test]
    fn html_is_escaped_and_links_end_where_the_sentence_does() {
        let page = html("سلام <b>\n\nرابط: https://x.example/my?a=1&b=2.", "ar");
        assert!(page.contains("سلام &lt;b&gt;") && page.contains("<a href=\"https://x.example/my?a=1&amp;b=2\""), "{page}");
        assert!(page.contains("</a>.</p>"));
    }
    #[test]
    fn no_mail_to_nobody() {
        for to in ["", "a", "a@b@c", "a b@example.org", "a@example.org\r\nx", "محمد@example.org"] {
            let o = Outgoing { to: to.into(), text: "x".into(), ..Default::default() };
            assert!(compose(&from(), None, &o).is_err(), "{to}");
        }
    }
}
