use kernel::Day;

/// One cell as a person would read it aloud, with what the spreadsheet knew of its kind.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Cell {
    #[default]
    Empty,
    Text(String),
    Number(f64),
    /// A real date cell: the Gregorian day, whatever calendar the cell was formatted to show.
    Date(Day),
    /// A formula of which the workbook keeps no result. It stays text (`=1+1`) and is never computed.
    Formula(String),
}

impl Cell {
    /// The words in the cell; a whole number without a decimal point, a date as `YYYY-MM-DD`.
    pub fn text(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(s) | Cell::Formula(s) => s.clone(),
            Cell::Number(n) if n.fract() == 0.0 && n.abs() < 1e15 => format!("{n:.0}"),
            Cell::Number(n) => n.to_string(),
            Cell::Date(d) => d.to_string(),
        }
    }

    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(s) => people::rules::clean(s).is_empty(),
            _ => false,
        }
    }

    /// Text that a spreadsheet might take for a formula if it were written back carelessly.
    pub fn looks_like_formula(&self) -> bool {
        match self {
            Cell::Formula(_) => true,
            Cell::Text(s) => s.trim_start().starts_with(['=', '@']),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_aloud() {
        assert_eq!(Cell::Number(1_409_546_114.0).text(), "1409546114");
        assert_eq!(Cell::Number(2600.5).text(), "2600.5");
        assert_eq!(Cell::Date("1965-02-20".parse().unwrap()).text(), "1965-02-20");
        assert!(Cell::Text(" \u{200f} ".into()).is_blank());
        assert!(Cell::Text("@تنبيه".into()).looks_like_formula() && Cell::Formula("=1+1".into()).looks_like_formula());
        assert!(!Cell::Text("-".into()).looks_like_formula());
    }
}
