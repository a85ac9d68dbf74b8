//! The two text indexes against a plain walk over all names.

use crate::bed::*;
use db::{Query, args, built, search::find};
use kernel::{Actor, Id};

/// Folded words, two-letter names among them; some begin like others.
const WORDS: &[&str] = &[
    "مي",
    "طه",
    "محمد",
    "محمود",
    "مح",
    "احمد",
    "عبد",
    "الرحمن",
    "عبدالرحمن",
    "رحمن",
    "نوره",
    "نور",
    "نوريه",
    "فاطمه",
    "علي",
    "عليا",
    "العتيبي",
    "عتيبي",
    "القحطاني",
    "قحطاني",
    "سعد",
    "سعود",
    "سعاد",
    "صالح",
    "صالحه",
    "منيره",
    "مي2",
    "0501",
    "05012",
    "alpha",
    "alphabet",
];

fn dice(seed: &mut u64) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    (*seed >> 11) as usize
}

struct Person {
    id: Id,
    branch: Id,
    words: Vec<String>,
}

#[tokio::test(flavor = "multi_thread")]
async fn both_indexes_find_what_a_walk_finds() {
    both(|b| async move {
        let mut seed = 0x51a_u64;
        let people: Vec<Person> = (0..3_000)
            .map(|n| Person {
                id: Id::from_u128(n + 1),
                branch: Id::from_u128(dice(&mut seed) as u128 % 3 + 1),
                words: (0..2 + dice(&mut seed) % 4).map(|_| WORDS[dice(&mut seed) % WORDS.len()].to_string()).collect(),
            })
            .collect();
        let mut tx = b.db.begin(&Actor::system()).await.unwrap();
        for p in &people {
            tx.index_text("person", p.id, p.branch, &p.words).await.unwrap();
        }
        // Another kind under the same words is not found with persons.
        tx.index_text("request", Id::from_u128(90_000), Id::from_u128(1), &["مي".into(), "طه".into()]).await.unwrap();
        tx.record(T0, event(1));
        tx.commit().await.unwrap();
        let walk = |tokens: &[String], branch: Option<Id>, limit: usize| -> Vec<Id> {
            let hit = |p: &&Person| branch.is_none_or(|b| b == p.branch) && tokens.iter().all(|t| p.words.iter().any(|w| w.starts_with(t.as_str())));
            people.iter().filter(hit).map(|p| p.id).take(limit).collect()
        };
        let mut r = b.db.reader();
        let mut found_some = 0;
        for n in 0..400 {
            let tokens: Vec<String> = (0..1 + dice(&mut seed) % 3)
                .map(|_| {
                    let w: Vec<char> = WORDS[dice(&mut seed) % WORDS.len()].chars().collect();
                    w[..1 + dice(&mut seed) % w.len()].iter().collect()
                })
                .collect();
            let branch = (n % 3 == 0).then(|| Id::from_u128(dice(&mut seed) as u128 % 4 + 1));
            let limit = if n % 5 == 0 { 20 } else { 5_000 };
            let got = find(&mut r, "person", &tokens, branch, limit as i64).await.unwrap();
            found_some += usize::from(!got.is_empty());
            assert_eq!(got, walk(&tokens, branch, limit), "{tokens:?} {branch:?}");
        }
        assert!(found_some > 200, "{found_some}");
        for two in ["مي", "طه"] {
            assert!(!find(&mut r, "person", &[two.into()], None, 10).await.unwrap().is_empty());
        }
        assert_eq!(find(&mut r, "request", &["طه".into(), "مي".into()], None, 10).await.unwrap(), [Id::from_u128(90_000)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_in_any_spelling_are_found_alike_by_both() {
    let first = [
        "مَيّ",
        "طـه",
        "محمّد",
        "أحمد",
        "إبراهيم",
        "عبد الرحمن",
        "عبدالله",
        "عبد العزيز",
        "فاطمة",
        "هدى",
        "نورة",
        "منيره",
        "أبو بكر",
        "رؤى",
        "آلاء",
        "Alaa",
        "Mohammed",
    ];
    let last = ["العتيبي", "آل سعد", "ال مبارك", "القحطانى", "بن صالح", "الحَرْبي", "بنت علي", "أبوزيد", "الزهراني", "Al-Harbi"];
    let typed = [
        "مي",
        "طه",
        "محمد",
        "احمد",
        "أحـمد",
        "ابراهيم",
        "عبدالرحمن",
        "عبد الرحمن",
        "الرحمن",
        "عبد",
        "عبد الله",
        "فاطمه",
        "هدي",
        "نوره",
        "العتيبي",
        "عتيبي",
        "عتي",
        "القحطاني مي",
        "آل سعد",
        "السعد",
        "بن صالح طه",
        "ابو بكر",
        "ابوبكر",
        "ابو زيد",
        "رؤي",
        "الاء",
        "آلاء الحربي",
        "حربي فاطمة",
        "alaa",
        "moham harbi",
        "٠٥",
        "غير موجود",
    ];
    both(|b| async move {
        let mut seed = 0xabc_u64;
        let mut pick = |from: &[&str]| from[dice(&mut seed) % from.len()].to_string();
        let names: Vec<String> = (0..2_000).map(|_| format!("{} {} {} {}", pick(&first), pick(&first), pick(&first), pick(&last))).collect();
        let mut tx = b.db.begin(&Actor::system()).await.unwrap();
        for (n, name) in names.iter().enumerate() {
            tx.index_text("person", Id::from_u128(n as u128), Id::from_u128(1), &i18n::fold::fold_name(name)).await.unwrap();
        }
        tx.record(T0, event(1));
        tx.commit().await.unwrap();
        let mut r = b.db.reader();
        let mut hits = 0;
        for query in typed {
            let got = find(&mut r, "person", &i18n::fold::query_tokens(query), None, 5_000).await.unwrap();
            let walk: Vec<Id> = names.iter().enumerate().filter(|(_, name)| i18n::fold::finds(query, name)).map(|(n, _)| Id::from_u128(n as u128)).collect();
            hits += usize::from(!got.is_empty());
            assert_eq!(got, walk, "{query}");
        }
        assert!(hits >= typed.len() - 4, "{hits}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_replaced_and_survives_compaction() {
    both(|b| async move {
        let branch = Id::from_u128(1);
        let mut tx = b.db.begin(&Actor::system()).await.unwrap();
        for n in 1..=40_u128 {
            tx.index_text("person", Id::from_u128(n), branch, &[format!("w{n}"), format!("w{n}")]).await.unwrap();
        }
        tx.index_text("person", Id::from_u128(7), Id::from_u128(2), &["new".into()]).await.unwrap();
        tx.index_text("person", Id::from_u128(8), branch, &[]).await.unwrap();
        tx.run(built("DELETE FROM text_key WHERE id = $1".into()), args![Id::from_u128(3)]).await.unwrap();
        tx.record(T0, event(1));
        tx.commit().await.unwrap();
        exec(&mut b.raw().await, "VACUUM").await;
        let mut r = b.db.reader();
        let one = |w: &str| [w.to_string()];
        assert_eq!(find(&mut r, "person", &one("w40"), None, 9).await.unwrap(), [Id::from_u128(40)]);
        assert_eq!(find(&mut r, "person", &one("new"), Some(Id::from_u128(2)), 9).await.unwrap(), [Id::from_u128(7)]);
        for gone in ["w7", "w8", "w3x"] {
            assert!(find(&mut r, "person", &one(gone), None, 9).await.unwrap().is_empty(), "{gone}");
        }
        assert!(find(&mut r, "person", &one("new"), Some(branch), 9).await.unwrap().is_empty());
        // What is no letter or digit never reaches an index's query language.
        for odd in ["", "\"", "w1* OR", "a'b", ":*", "w & x", "()"] {
            assert!(find(&mut r, "person", &one(odd), None, 9).await.unwrap().is_empty(), "{odd}");
        }
        assert_eq!(find(&mut r, "person", &["'".into(), "w40".into()], None, 9).await.unwrap(), [Id::from_u128(40)]);
        assert!(r.maybe(built("SELECT id FROM text_key WHERE id = $1".into()), args![Id::from_u128(3)]).await.unwrap().is_none());
    })
    .await;
}
