//! Words, dates, digits and Arabic spelling: everything that depends on the language of the reader.
//!
//! - [`register`] takes the locale files of every slice once, [`t`] and [`ta`] look a message up.
//! - [`dates`] holds the published Umm al-Qura table, the texts of both calendars and the reading of typed dates.
//! - [`fold`] makes spellings of one Arabic name equal, for search and comparison.
//! - [`amount`] says an amount of money in words (تفقيط).
//! - [`digits`] and [`numbers`] bring digits to one form and numbers to the screen.

pub mod amount;
pub mod dates;
pub mod digits;
pub mod fold;
mod messages;
pub mod numbers;

pub use messages::{Arg, LocaleError, has, keys, parse_keys, register, t, ta};
pub use numbers::money_text;

/// A language of the interface. Arabic is the first; English mirrors it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Lang {
    #[default]
    Ar,
    En,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::Ar, Lang::En];

    /// `ar` or `en`, for `<html lang>` and for storing a preference.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Ar => "ar",
            Lang::En => "en",
        }
    }
    /// `rtl` or `ltr`, for `<html dir>`.
    pub fn dir(self) -> &'static str {
        match self {
            Lang::Ar => "rtl",
            Lang::En => "ltr",
        }
    }
    /// The other one, for the switch in the page's head.
    pub fn other(self) -> Lang {
        match self {
            Lang::Ar => Lang::En,
            Lang::En => Lang::Ar,
        }
    }
    /// Reads `ar`, `en` and tags with a region (`ar-SA`); anything else is `None`.
    pub fn parse(s: &str) -> Option<Lang> {
        match s.split(['-', '_']).next()?.trim().to_ascii_lowercase().as_str() {
            "ar" => Some(Lang::Ar),
            "en" => Some(Lang::En),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;
    #[test]
    fn languages() {
        assert_eq!(Lang::parse("ar-SA"), Some(Lang::Ar));
        assert_eq!(Lang::parse("EN"), Some(Lang::En));
        assert_eq!(Lang::parse("fr"), None);
        assert_eq!((Lang::Ar.dir(), Lang::En.dir()), ("rtl", "ltr"));
        for l in Lang::ALL {
            assert_eq!(Lang::parse(l.code()), Some(l));
            assert_eq!(l.other().other(), l);
        }
    }
}
