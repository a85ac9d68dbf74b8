//! The order in which a page's pieces are read out. What is set line by line is written from left to right as it stands on the paper; of a
//! line from right to left that is its end first, and whoever has the file read out would hear the number before the sentence it ends.

use typst::layout::{Abs, Frame, FrameItem, Point};
use typst_layout::{Page, PagedDocument};

/// How far two pieces of one line may stand apart: a space and a little more.
const GAP: f64 = 14.0;

/// Puts the pieces of each line from right to left into the order of reading. Nothing moves on the paper.
pub(crate) fn of_reading(document: PagedDocument) -> PagedDocument {
    let pages = document.pages().iter().cloned().map(|mut p: Page| {
        mend(&mut p.frame);
        p
    });
    PagedDocument::new(pages.collect(), typst::model::Document::info(&document).clone())
}

fn mend(frame: &mut Frame) {
    let mut items: Vec<(Point, FrameItem)> = frame.items().cloned().collect();
    for (_, item) in &mut items {
        if let FrameItem::Group(g) = item {
            mend(&mut g.frame);
        }
    }
    let mut at = 0;
    while at < items.len() {
        let mut end = at + 1;
        while end < items.len() && joined(&items[end - 1], &items[end]) {
            end += 1;
        }
        turn(&mut items[at..end]);
        at = end;
    }
    frame.clear();
    frame.push_multiple(items);
}

/// Where a piece of a line stands: its baseline, its left and right edge.
fn place((pos, item): &(Point, FrameItem)) -> Option<(Abs, Abs, Abs)> {
    match item {
        FrameItem::Text(t) => Some((pos.y, pos.x, pos.x + t.width())),
        FrameItem::Group(g) if g.parent.is_none() && g.frame.has_baseline() => Some((pos.y + g.frame.baseline(), pos.x, pos.x + g.frame.width())),
        // A tag begins or ends something of its own; shapes and pictures stand in no line.
        _ => None,
    }
}

fn joined(a: &(Point, FrameItem), b: &(Point, FrameItem)) -> bool {
    let (Some((y, _, right)), Some((y2, left, _))) = (place(a), place(b)) else { return false };
    let gap = (left - right).to_pt();
    (y - y2).to_pt().abs() < 0.5 && (-0.5..GAP).contains(&gap)
}

fn turn(line: &mut [(Point, FrameItem)]) {
    line.reverse();
    // What is read from left to right and came in pieces (a sign from another font before its number) keeps its own order.
    let mut at = 0;
    while at < line.len() {
        let end = at + line[at..].iter().take_while(|(_, i)| runs_ltr(i)).count();
        line[at..end].reverse();
        at = end.max(at + 1);
    }
}

fn runs_ltr(item: &FrameItem) -> bool {
    let mut text = String::new();
    words(item, &mut text);
    let rtl = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    text.chars().any(|c| c.is_alphanumeric() || c == '⃁') && !text.chars().any(rtl)
}

fn words(item: &FrameItem, out: &mut String) {
    match item {
        FrameItem::Text(t) => out.push_str(&t.text),
        FrameItem::Group(g) => g.frame.items().for_each(|(_, i)| words(i, out)),
        _ => {}
    }
}

/// A page's words in the order they are read out.
#[cfg(test)]
pub(crate) fn read_out(document: &PagedDocument) -> String {
    let mut out = String::new();
    for page in document.pages() {
        page.frame.items().for_each(|(_, i)| words(i, &mut out));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Block, Head, Paper, ltr, own};
    use i18n::Lang;

    fn paper(lang: Lang, body: Vec<Block>) -> Paper {
        Paper {
            lang,
            title: format!("الرد على الطلب رقم {} وما بعده", ltr("1448-0309")),
            author: "x".into(),
            head: Head { printed: true, ..Head::default() },
            reference: vec![],
            running: String::new(),
            opening: vec![],
            body,
            verify: None,
            foot: vec![],
            page_words: String::new(),
            at: kernel::At(1_795_000_000_000),
        }
    }

    #[test]
    fn a_line_from_right_to_left_is_read_from_its_beginning() {
        let long = "كلمات كثيرة حتى يطول السطر وينكسر إلى سطرين على الأقل في هذه الورقة كلها ".repeat(2);
        let p = paper(
            Lang::Ar,
            vec![
                Block::Text(format!("برقم {} وتاريخ {} إلى {} وبعد", ltr("1448/214"), ltr("22-11-2026"), own("Salem O'Hara"))),
                Block::Text(format!("المبلغ {} فقط", ltr("⃁ 9,000.50"))),
                Block::Text(format!("{long}{} {long}", ltr("77/A"))),
            ],
        );
        let text = read_out(&of_reading(crate::compile(&p).unwrap()));
        for said in
            ["الرد على الطلب رقم 1448-0309 وما بعده", "برقم 1448/214 وتاريخ 22-11-2026 إلى Salem O'Hara وبعد", "المبلغ ⃁ 9,000.50 فقط", "كلها 77/A كلمات"]
        {
            assert!(text.contains(said), "«{said}» is not in: {text}");
        }
    }
}
