use kernel::Money;
use services::{Facts, condition};

fn code(s: &str) -> &'static str {
    condition::compile(s).map_or_else(|e| e.code, |_| "")
}

#[test]
fn only_plain_yes_or_no_passes() {
    for good in [
        "has_debts",
        "members > 5 && !has_debts",
        "dwelling == \"rented\"",
        "dwelling in [\"owned\", \"inherited\"]",
        "\"salary\" in income_sources || income_monthly == 0",
        "income_monthly / 2 < rent_yearly / 12",
        "size(categories) > 1",
        "members - children >= 2",
        "has_debts ? debts_total > 100 : members > 3",
        "true",
    ] {
        assert_eq!(code(good), "", "{good}");
    }
    for (bad, want) in [
        ("members >", "cel_invalid"),
        ("members > 5 &&& has_debts", "cel_invalid"),
        ("عدد > 5", "cel_invalid"),
        ("", "cel_invalid"),
        ("member > 5", "cel_unknown"),
        ("members", "cel_not_bool"),
        ("\"salary\"", "cel_not_bool"),
        ("members > \"5\"", "cel_types"),
        ("members && has_debts", "cel_types"),
        ("categories == income_sources", "cel_types"),
        ("dwelling == \"rent\"", "cel_code"),
        ("\"widows\" in categories", "cel_code"),
        ("categories.exists(c, c == \"widow\")", "cel_unsupported"),
        ("[1,2,3].all(x, x > 0)", "cel_unsupported"),
        ("income_sources[0] == \"salary\"", "cel_unsupported"),
        ("dwelling.startsWith(\"r\")", "cel_unsupported"),
        ("members > 1.5", "cel_unsupported"),
        ("{\"a\": 1}.a == 1", "cel_unsupported"),
    ] {
        assert_eq!(code(bad), want, "{bad}");
    }
    assert_eq!(code(&"members > 1 && ".repeat(60)), "cel_long");
    assert_eq!(code(&format!("{}has_debts{}", "(".repeat(200), ")".repeat(200))), "cel_invalid", "too deep");
    let e = condition::compile("has_debts && membrs > 5").unwrap_err();
    assert_eq!((e.args["name"].as_str(), e.args["at"].as_str()), ("membrs", "14"));
    assert_eq!(condition::compile("has_debts &&").unwrap_err().args["at"], "13");
    let e = condition::compile("dwelling == \"أب\" || membrs > 5").unwrap_err();
    assert_eq!((e.code, e.args["at"].as_str()), ("cel_code", "13"));
    let e = condition::compile("\"أب\" == \"أب\" || membrs > 5").unwrap_err();
    assert_eq!((e.code, e.args["at"].as_str()), ("cel_unknown", "17"));
    assert_eq!(condition::compile("\"أب\" == \"أب\" > > 1").unwrap_err().args["at"], "16");
}

/// Whatever is typed, it is judged or refused; nothing breaks.
#[test]
fn odd_texts_break_nothing() {
    let parts = [
        "members",
        ">",
        "5",
        "&&",
        "(",
        ")",
        "\"",
        "in",
        "[",
        "]",
        "!",
        "categories",
        ".",
        "أ",
        "\\",
        "'",
        "0x",
        "1e9",
        "?",
        ":",
        "\n",
        "\u{0}",
        "9999999999999999999",
    ];
    let mut seed = 7u64;
    for _ in 0..3_000 {
        let mut text = String::new();
        for _ in 0..(seed % 9) + 1 {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            text.push_str(parts[(seed >> 33) as usize % parts.len()]);
            text.push(' ');
        }
        if condition::compile(&text).is_ok() {
            assert!(condition::words(i18n::Lang::Ar, &text).is_some());
            let _ = condition::holds(&text, &Facts::default());
        }
        seed = seed.wrapping_add(1);
    }
}

#[test]
fn judged_over_the_answers() {
    let f = Facts {
        members: 6,
        children: 4,
        adults: 2,
        dwelling: "rented".into(),
        rent_yearly: Money::riyals(18_000),
        income_monthly: Money(250_050),
        income_sources: vec!["salary".into()],
        debts_total: Money(1),
        categories: vec!["widow".into()],
        ..Facts::default()
    };
    for (source, want) in [
        ("members == 6 && adults == 2", Some(true)),
        ("income_monthly == 2501", Some(true)),
        ("has_debts", Some(true)),
        ("debts_total > 0", Some(true)),
        ("\"pension\" in income_sources", Some(false)),
        ("\"widow\" in categories && dwelling == \"rented\"", Some(true)),
        ("members / amount_asked > 1", None),
        ("members > 1 || members / amount_asked > 1", Some(true)),
        ("no_such_fact", None),
    ] {
        assert_eq!(condition::holds(source, &f), want, "{source}");
    }
}

#[test]
fn read_out_in_words() {
    i18n::register(&[web::LOCALES, services::LOCALES]).unwrap();
    for (source, ar, en) in [
        ("members > 5", "عدد أفراد الأسرة أكثر من 5", "people in the household more than 5"),
        ("5 < members", "عدد أفراد الأسرة أكثر من 5", "people in the household more than 5"),
        ("dwelling == \"rented\"", "السكن: مستأجر", "dwelling: Rented"),
        ("\"salary\" in income_sources", "من مصادر الدخل: راتب", "sources of income include Salary"),
        ("amount_asked >= 10000", "المبلغ المطلوب لا يقل عن 10,000 ر.س", "amount asked for at least SAR 10,000"),
        ("!has_debts", "على الأسرة ديون: لا", "the household has debts: no"),
    ] {
        assert_eq!(condition::words(i18n::Lang::Ar, source).unwrap(), ar);
        assert_eq!(condition::words(i18n::Lang::En, source).unwrap(), en);
    }
    assert_eq!(
        condition::words(i18n::Lang::En, "!(\"salary\" in income_sources) && children > 0 && adults == 0").unwrap(),
        "sources of income do not include Salary, and children: one or more, and adults: none"
    );
    let both = condition::words(i18n::Lang::Ar, "has_debts && (members > 5 || children > 3)").unwrap();
    assert!(both.contains("، و(") && both.contains(" أو "), "{both}");
    for (source, ar, en) in [
        ("dwelling == \"rented\"", "لأن السكن مستأجر", "Because this is your home: rented"),
        ("\"salary\" in income_sources", "لأن دخل الأسرة فيه راتب", "Because the household’s income includes: salary"),
        ("has_debts", "لأن على الأسرة ديونًا", "Because the household has debts"),
        ("members > 1", "لأن الأسرة أكثر من فرد واحد", "Because the household is more than one person"),
        ("amount_asked > 0", "لأن في الطلب مبلغًا", "Because the request asks for an amount"),
        ("500 <= amount_asked", "لأن المبلغ المطلوب لا يقل عن 500 ر.س", "Because the amount asked for is SAR 500 or more"),
        ("members < 3", "لأن عدد أفراد الأسرة أقل من 3", "Because there are fewer than 3 people in the household"),
    ] {
        assert_eq!(condition::reason(i18n::Lang::Ar, source).unwrap(), ar);
        assert_eq!(condition::reason(i18n::Lang::En, source).unwrap(), en);
    }
    let idle = "!(\"salary\" in income_sources) && !(\"pension\" in income_sources) && income_monthly < 3000";
    let idle = condition::reason(i18n::Lang::Ar, idle).unwrap();
    assert!(idle.starts_with("لأن دخل الأسرة ليس فيه راتب، و") && idle.contains("الدخل الشهري أقل من 3,000"), "{idle}");
    let two = condition::reason(i18n::Lang::Ar, "dwelling in [\"owned\", \"inherited\"]").unwrap();
    assert_eq!(two, "لأن السكن ملك أو بيت ورثة");
    assert_eq!(condition::reason(i18n::Lang::Ar, "has_debts && (members > 5 || children > 3)"), None);
    for key in services::locale_families() {
        assert!(i18n::has(i18n::Lang::Ar, &key) && i18n::has(i18n::Lang::En, &key), "{key}");
    }
}
