//! The small Markdown of public pages: paragraphs, headings, lists, quotations, emphasis, links to our own pages and to the outside.
//! HTML in the text is shown as it was typed; pictures are left out (their words stay).

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

/// Whether a link may stand on a public page: our own addresses, the web over TLS, mail, telephone.
pub fn link_ok(to: &str) -> bool {
    let plain = !to.is_empty() && to.chars().all(|c| !c.is_control() && !c.is_whitespace() && c != '\\');
    let own = to.starts_with('/') && !to.starts_with("//");
    let scheme = ["https://", "http://", "mailto:", "tel:"].iter().any(|s| to.get(..s.len()).is_some_and(|head| head.eq_ignore_ascii_case(s)));
    plain && (own || scheme || (to.starts_with('#') && to.len() > 1))
}

fn events(text: &str) -> impl Iterator<Item = Event<'_>> {
    Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH)
}

/// The first link of a text that [`link_ok`] refuses.
pub fn bad_link(text: &str) -> Option<String> {
    events(text).find_map(|e| match e {
        Event::Start(Tag::Link { dest_url, link_type, .. }) if link_type != LinkType::Email && !link_ok(&dest_url) => Some(dest_url.to_string()),
        _ => None,
    })
}

/// Whether a text holds HTML of its own, or pictures: told to whoever writes it.
pub fn has_html(text: &str) -> bool {
    events(text).any(|e| matches!(e, Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Image { .. })))
}

/// The page owns `<h1>`: what the text calls its first level is the page's second.
fn lower(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H2,
        _ => HeadingLevel::H3,
    }
}

/// HTML to put into a page as it stands.
pub fn render(text: &str) -> String {
    let mut dead_link = false;
    let mut out = String::with_capacity(text.len() * 2);
    let safe = events(text).filter_map(|e| match e {
        Event::Html(t) | Event::InlineHtml(t) => Some(Event::Text(t)),
        Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::Heading { level, .. }) => Some(Event::Start(Tag::Heading { level: lower(level), id: None, classes: vec![], attrs: vec![] })),
        Event::End(TagEnd::Heading(level)) => Some(Event::End(TagEnd::Heading(lower(level)))),
        Event::Start(Tag::Link { ref dest_url, link_type, .. }) if link_type != LinkType::Email && !link_ok(dest_url) => {
            dead_link = true;
            None
        }
        Event::End(TagEnd::Link) if dead_link => {
            dead_link = false;
            None
        }
        Event::Start(Tag::Link { link_type, dest_url, id, .. }) => Some(Event::Start(Tag::Link { link_type, dest_url, title: CowStr::Borrowed(""), id })),
        Event::Start(Tag::CodeBlock(_)) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::CodeBlock) => Some(Event::End(TagEnd::Paragraph)),
        other => Some(other),
    });
    html::push_html(&mut out, safe);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_writers_own_html_is_alive() {
        for bad in [
            "<script>alert(1)</script>",
            "سطر <img src=x onerror=alert(1)> آخر",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](data:text/html;base64,PHN2Zz4=)",
            "[x](//evil.example)",
            "[x](<java\nscript:alert(1)>)",
            "![p](https://evil.example/a.png)",
            "<a href=\"javascript:1\">x</a>",
            "```\n<script>\n```",
            "<style>body{}</style>",
            "[x]: javascript:alert(1)\n\n[x]",
        ] {
            let html = render(bad);
            for sign in ["<script", "<img", "<style", "<a href=\"javascript", "<a href=\"data", "<a href=\"//", "<a href=\"java"] {
                assert!(!html.to_lowercase().contains(sign), "{bad} → {html}");
            }
        }
    }

    #[test]
    fn what_is_meant_is_drawn() {
        let html = render("# أول\n\n### ثالث\n\nنص **مهم** و[رابط](/help \"عنوان\") و<ops@example.org>\n\n- واحد\n- اثنان");
        assert_eq!(
            html.replace('\n', ""),
            "<h2>أول</h2><h3>ثالث</h3><p>نص <strong>مهم</strong> و<a href=\"/help\">رابط</a> و<a href=\"mailto:ops@example.org\">ops@example.org</a></p><ul><li>واحد</li><li>اثنان</li></ul>"
        );
        assert_eq!(bad_link("[a](/ok) [b](javascript:1)").as_deref(), Some("javascript:1"));
        assert_eq!(bad_link("[a](/ok) <a@b.co> [b](https://example.org) [c](tel:+96611) [d](#x)"), None);
        assert!(has_html("a <b>x</b>") && has_html("![x](/y)") && !has_html("2 < 3 و **ب**"));
        assert!(!link_ok("/\\evil") && !link_ok("") && !link_ok("ftp://x") && !link_ok("/a b") && link_ok("HTTPS://example.org"));
    }
}
