//! What comes from outside may be anything.

use crate::whatsapp::{set, sign, wrapped};
use messaging::{receipts, sms, whatsapp};
use proptest::prelude::*;

fn anything() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::Value;
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a-z0-9:T.-]{0,12}".prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        Just(Value::from("delivered")),
        Just(Value::from("wamid.X")),
    ];
    let key = prop_oneof![
        Just("id"),
        Just("status"),
        Just("timestamp"),
        Just("errors"),
        Just("messages"),
        Just("statuses"),
        Just("text"),
        Just("body"),
        Just("from"),
        Just("type"),
        Just("changes"),
        Just("entry"),
        Just("value"),
        Just("field"),
        Just("metadata"),
        Just("message_id"),
        Just("date"),
        Just("code")
    ];
    leaf.prop_recursive(5, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(serde_json::Value::from),
            prop::collection::vec((key.clone(), inner), 0..6)
                .prop_map(|pairs| serde_json::Value::Object(pairs.into_iter().map(|(k, v)| (k.to_string(), v)).collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_signed_webhook_of_any_shape_is_read_or_left(value in anything(), inner in any::<bool>()) {
        let raw = if inner { wrapped(&format!("\"statuses\":{value},\"messages\":{value}")) } else { value.to_string() };
        let found = whatsapp::webhook(&set("https://g.example"), &sign("app-secret-of-test", raw.as_bytes()), raw.as_bytes()).unwrap();
        for r in found.receipts {
            prop_assert!(!r.provider_id.is_empty() || r.our_id.is_some());
        }
        for m in found.incoming {
            prop_assert!(!m.id.is_empty() && m.text.chars().count() <= 4096);
        }
    }

    #[test]
    fn nothing_unsigned_is_taken(raw in prop::collection::vec(any::<u8>(), 0..200), header in "\\PC{0,80}") {
        prop_assert_eq!(whatsapp::webhook(&set("https://g.example"), &header, &raw), Err(whatsapp::WebhookError::Unsigned));
    }

    #[test]
    fn one_changed_byte_breaks_the_signature(value in anything(), at in any::<prop::sample::Index>(), bit in 0u8..8) {
        let mut raw = wrapped(&format!("\"statuses\":{value}")).into_bytes();
        let header = sign("app-secret-of-test", &raw);
        let i = at.index(raw.len());
        raw[i] ^= 1 << bit;
        prop_assert_eq!(whatsapp::webhook(&set("https://g.example"), &header, &raw), Err(whatsapp::WebhookError::Unsigned));
    }

    #[test]
    fn delivery_reports_of_any_shape_are_read_or_left(value in anything(), raw in prop::collection::vec(any::<u8>(), 0..120), query in "\\PC{0,60}") {
        for found in [receipts::sms(&query, value.to_string().as_bytes()), receipts::sms(&query, &raw)] {
            prop_assert!(found.len() <= 600);
            for r in found {
                prop_assert!(!r.provider_id.is_empty() || r.our_id.is_some());
            }
        }
    }

    #[test]
    fn parts_are_enough_and_not_too_many(text in "[ -~أ-ي🌙€]{0,500}") {
        let c = sms::parts(&text);
        let (one, many) = match c.encoding { sms::Encoding::Gsm7 => (160, 153), sms::Encoding::Ucs2 => (70, 67) };
        if c.encoding == sms::Encoding::Ucs2 {
            prop_assert_eq!(c.chars, text.encode_utf16().count());
        }
        match c.parts {
            0 => prop_assert!(text.is_empty()),
            1 => prop_assert!(c.chars <= one && c.left == one - c.chars),
            // Each part but the last may leave one unit free, where a pair did not fit.
            n => prop_assert!(c.chars > one && c.chars <= n * many && c.chars + (n - 1) + c.left >= n * many && c.left < many),
        }
        // One letter more never needs fewer parts.
        let longer = text + "م";
        prop_assert!(sms::parts(&longer).parts >= c.parts);
    }

    #[test]
    fn a_number_is_ten_to_fifteen_digits_and_stays_as_it_is(text in "\\PC{0,20}|[+0-9 -]{0,18}") {
        if let Some(n) = sms::number(&text) {
            prop_assert!((8..=15).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()));
            prop_assert_eq!(sms::number(&format!("+{n}")), Some(n));
        }
    }
}
