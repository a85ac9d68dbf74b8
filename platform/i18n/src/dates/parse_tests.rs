use super::*;
use proptest::prelude::*;

fn read(s: &str) -> String {
    match parse_date(s) {
        Ok(p) => {
            assert_eq!(p.as_entered, s.trim());
            let year = if p.precision == Precision::YearOnly { " year" } else { "" };
            let remark = p.remark.map_or(String::new(), |r| format!(" {r}"));
            format!("{} {}{year}{remark}", p.day, &p.calendar.code()[..1])
        }
        Err(e) => e.code().to_owned(),
    }
}

#[test]
fn as_registers_write_them() {
    for (raw, out) in [
        ("9/4/1367", "1948-02-19 h"),
        ("٢٢/٨/١٣٦٥", "1946-07-21 h"),
        ("20/3/1367", "1948-01-31 h"),
        ("1397/02/25", "1977-02-13 h"),
        ("٢١/١٢/١٣٩١", "1972-02-06 h"),
        ("٦/١٢/١٤١٤", "1994-05-16 h"),
        ("1965-02-20", "1965-02-20 g"),
        ("1965-02-20 00:00:00", "1965-02-20 g"),
        ("1965-02-20T00:00:00.000Z", "1965-02-20 g"),
        (" \u{200F}٢٢ / ٨ / ١٣٦٥ هـ ", "1946-07-21 h"),
        ("۲۲-۸-۱۳۶۵هـ", "1946-07-21 h"),
        ("22.8.1365 ه", "1946-07-21 h"),
        ("22 8 1365 هجري", "1946-07-21 h"),
        ("1365\\8\\22 هجرية", "1946-07-21 h"),
        ("٢٢؍٨؍١٣٦٥", "1946-07-21 h"),
        ("3/12/2026م", "2026-12-03 g"),
        ("03-12-2026 ميلادي", "2026-12-03 g"),
        ("31/1/1390", "date_impossible"),
        ("31/3/1390", "date_impossible"),
    ] {
        assert_eq!(read(raw), out, "{raw}");
    }
}

#[test]
fn months_by_name() {
    for (raw, out) in [
        ("23 جمادى الآخرة 1448هـ", "2026-12-03 h"),
        ("23 جماد الثاني 1448", "2026-12-03 h"),
        ("٢٣ جمادي الثانيه ١٤٤٨ هـ", "2026-12-03 h"),
        ("الخميس 23 جُمَادَى الآخِرة 1448 هـ", "2026-12-03 h"),
        ("9 ربيع الثاني 1367", "1948-02-19 h"),
        ("9 ربيع الآخر 1367", "1948-02-19 h"),
        ("9-ربيع الاخر-1367", "1948-02-19 h"),
        ("1448 جمادى الآخرة 23", "2026-12-03 h"),
        ("1 جماد الاول 1448", "2026-10-12 h"),
        ("1 جمادى الأولى 1448", "2026-10-12 h"),
        ("10 ذي الحجة 1447", "2026-05-27 h"),
        ("10 ذوالحجه 1447", "2026-05-27 h"),
        ("3 ديسمبر 2026م", "2026-12-03 g"),
        ("٣ كانون الأول ٢٠٢٦", "2026-12-03 g"),
        ("3 December 2026", "2026-12-03 g"),
        ("December 3, 2026", "2026-12-03 g"),
        ("3-Dec-2026", "2026-12-03 g"),
        ("23 Jumada al-Akhirah 1448 AH", "2026-12-03 h"),
        ("3 رجبان 1448", "date_unreadable"),
        ("رجب 1448", "date_unreadable"),
        ("3 ديسمبر 1448", "date_impossible"),
        ("3 رجب 2026", "date_impossible"),
    ] {
        assert_eq!(read(raw), out, "{raw}");
    }
}

#[test]
fn years_alone() {
    for (raw, out) in [
        ("1365", "1945-12-05 h year"),
        ("١٣٦٥هـ", "1945-12-05 h year"),
        ("1365 هـ", "1945-12-05 h year"),
        ("مواليد 1365", "1945-12-05 h year"),
        ("1946", "1946-01-01 g year"),
        ("1946م", "1946-01-01 g year"),
        ("عام ١٩٤٦", "1946-01-01 g year"),
        ("65", "date_unreadable"),
        ("1700", "date_impossible"),
        ("1299", "date_impossible"),
        ("1501", "date_impossible"),
        ("2101", "date_impossible"),
        ("1365م", "date_impossible"),
        ("1946هـ", "date_impossible"),
    ] {
        assert_eq!(read(raw), out, "{raw}");
    }
    assert_eq!(parse_date("1340").unwrap().remark, Some("before_table"));
}

#[test]
fn what_is_no_date() {
    for raw in [
        "",
        "   ",
        "-",
        "لا يوجد",
        "؟",
        "12/5",
        "12/5/65",
        "65/5/12",
        "1/1/13900",
        "13900101",
        "27345",
        "1390/1/1 هـ الموافق 9/3/1970",
        "1/2/3/1390",
        "1/1390/2",
        "12:30",
        "1 هـ 1 م 1390",
        "5/1000/2000",
        "1,390",
        "a/b/1390",
    ] {
        assert_eq!(read(raw), "date_unreadable", "{raw}");
    }
    for raw in ["30/2/2001", "29/2/2023", "31/4/2001", "12/25/2001", "1/13/1390", "0/1/1390", "1/0/1390", "32/1/2001", "31/5/1448", "1/1/0000", "31/1/1340"] {
        assert_eq!(read(raw), "date_impossible", "{raw}");
    }
    assert_eq!(read("29/2/2024"), "2024-02-29 g");
}

#[test]
fn a_printed_thirtieth_is_kept() {
    let (y, m) = (1390..1400).flat_map(|y| (1..=12).map(move |m| (y, m))).find(|(y, m)| month_length(*y, *m) == Some(29)).unwrap();
    let last = gregorian(Hijri { y, m, d: 29 }).unwrap();
    let p = parse_date(&format!("30/{m}/{y}")).unwrap();
    assert_eq!((p.day, p.remark, p.precision), (last.plus(1), Some("day30_of_29"), Precision::Full));
    // The table's own month of 31 days stays what the table says.
    assert_eq!(read("31/5/1345"), "1926-12-06 h");
    assert_eq!(read("30/8/1364"), "1945-08-09 h day30_of_29");
}

#[test]
fn from_a_form() {
    let ok = |p: Result<ParsedDate, DateError>| p.map(|p| p.day.to_string());
    assert_eq!(ok(from_parts(9, 4, 1367, Calendar::Hijri)), Ok("1948-02-19".into()));
    assert_eq!(from_parts(9, 4, 1367, Calendar::Gregorian), Err(DateError::Impossible));
    assert_eq!(from_parts(30, 2, 2001, Calendar::Gregorian), Err(DateError::Impossible));
    assert_eq!(ok(from_texts("٩", "٤", "١٣٦٧", Calendar::Hijri)), Ok("1948-02-19".into()));
    assert_eq!(ok(from_texts(" 9 ", "ربيع الثاني", "1367", Calendar::Hijri)), Ok("1948-02-19".into()));
    assert_eq!(from_texts("", " ", "1946", Calendar::Gregorian).unwrap().precision, Precision::YearOnly);
    for (d, m, y) in [("", "4", "1367"), ("9", "", "1367"), ("9", "4", ""), ("x", "4", "1367"), ("9", "ربيعان", "1367"), ("-9", "4", "1367")] {
        assert_eq!(from_texts(d, m, y, Calendar::Hijri), Err(DateError::Unreadable), "{d}/{m}/{y}");
    }
    assert_eq!(from_texts("9", "رجب", "1990", Calendar::Gregorian), Err(DateError::Impossible));
    assert_eq!(from_parts(9, 4, 1367, Calendar::Hijri).unwrap().as_entered, "9/4/1367هـ");
}

proptest! {
    #[test]
    fn what_is_shown_reads_back(n in -16_500i32..39_000) {
        let day = Day(n);
        for lang in crate::Lang::ALL {
            prop_assert_eq!(parse_date(&super::super::hijri_text(lang, day)).map(|p| (p.day, p.calendar)), Ok((day, Calendar::Hijri)));
            let shown = super::super::gregorian_text(lang, day);
            prop_assert_eq!(parse_date(&shown).map(|p| p.day), Ok(day));
            prop_assert_eq!(parse_date(&digits::arabic(&shown)).map(|p| p.day), Ok(day));
        }
        prop_assert_eq!(parse_date(&day.to_string()).map(|p| p.day), Ok(day));
    }

    #[test]
    fn never_panics(s in "\\PC{0,30}") {
        let _ = parse_date(&s);
    }

    #[test]
    fn never_panics_on_near_dates(s in "[0-9٠-٩/ .:هـمT-]{0,16}") {
        let _ = parse_date(&s);
    }
}
