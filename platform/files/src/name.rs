/// Longest name shown, in characters.
const MAX_NAME: usize = 80;

/// A file's name as its sender's machine wrote it, made fit to be shown: without a path, without signs that turn the reading direction or
/// cannot be seen (a name that reads `gpj.exe` backwards), and short, its ending kept. Never used as a path. Empty stays empty.
pub fn display_name(raw: &str) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or(raw);
    let plain: String = last.chars().filter(|c| !c.is_control() && !hidden(*c)).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = plain.trim_start_matches('.');
    if plain.chars().count() <= MAX_NAME {
        return plain.to_string();
    }
    let ending: String = match plain.rsplit_once('.') {
        Some((_, e)) if e.chars().count() <= 6 => format!(".{e}"),
        _ => String::new(),
    };
    let head: String = plain.chars().take(MAX_NAME - 1 - ending.chars().count()).collect();
    format!("{head}…{ending}")
}

/// Marks of direction, joiners, fillers, private signs and tags: nothing a reader sees, much that misleads him.
fn hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
        | '\u{fff0}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::display_name;

    #[test]
    fn foreign_names_are_made_fit_to_be_shown() {
        assert_eq!(display_name("هوية.png"), "هوية.png");
        assert_eq!(display_name("../../etc/passwd"), "passwd");
        assert_eq!(display_name("C:\\Users\\me\\عقد الإيجار.pdf"), "عقد الإيجار.pdf");
        // Reads photogpj.exe as photoexe.jpg where the direction is turned.
        assert_eq!(display_name("photo\u{202e}gpj.exe"), "photogpj.exe");
        assert_eq!(display_name("\u{2067}a\u{200f}\u{feff}\n\tb\0.jpg"), "ab.jpg");
        assert_eq!(display_name("📷 صورة 1.jpg"), "📷 صورة 1.jpg");
        assert_eq!(display_name("...hidden"), "hidden");
        assert_eq!(display_name(""), "");
        let long = display_name(&format!("{}.jpeg", "ط".repeat(300)));
        assert_eq!(long.chars().count(), 80);
        assert!(long.ends_with("….jpeg"));
        assert_eq!(display_name(&"a.".repeat(200)).chars().count(), 80);
    }
}
