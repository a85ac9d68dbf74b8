//! How often: a telephone that rings again and again gets its owner to say yes at last.

use super::{
    NOBODY, OTHER, SHE, house,
    nafath::{ask, asked, look},
    oidc::with_provider,
    stand::Stand,
};
use crate::client::{House, identity, setup};
use http::StatusCode;

const MINUTE: i64 = 60_000;

fn rung(stand: &Stand, n: u32) -> usize {
    stand.with(|s| s.asked.values().filter(|a| a.number == identity(n)).count())
}

async fn ring(h: &House, n: u32) -> StatusCode {
    ask(&mut h.phone(), n).await.status
}

#[tokio::test]
async fn one_number_is_asked_seldom_whoever_asks() {
    testkit::both(setup(), |t| async move {
        let (h, _) = house(t).await;
        let stand = Stand::switch_on(&h).await;
        // Thirty browsers from thirty addresses.
        for i in 0..30u8 {
            let mut p = h.phone();
            p.address = Some([198, 51, 100, i].into());
            let r = ask(&mut p, SHE).await;
            assert_eq!(r.status, if i < 3 { StatusCode::SEE_OTHER } else { StatusCode::TOO_MANY_REQUESTS });
            if i == 29 {
                assert!(r.worded().body.contains("error-summary"));
            }
        }
        assert_eq!(rung(&stand, SHE), 3);
        // All day, every minute: nine, and then one in four hours.
        for _ in 0..24 * 60 {
            h.t.clock.advance_ms(MINUTE);
            ring(&h, SHE).await;
        }
        assert!(rung(&stand, SHE) <= 12, "{}", rung(&stand, SHE));
        // Another's number is another's.
        assert_eq!(ring(&h, OTHER).await, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn whoever_says_no_is_left_alone() {
    testkit::both(setup(), |t| async move {
        let (h, _) = house(t).await;
        let stand = Stand::switch_on(&h).await;
        for _ in 0..2 {
            let mut p = asked(&h, SHE).await;
            stand.decide("REJECTED");
            assert!(look(&h, &mut p).await.location.contains("nafath_rejected"));
            h.t.clock.advance_ms(30 * MINUTE);
        }
        assert_eq!(ring(&h, SHE).await, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(rung(&stand, SHE), 2);
        assert_eq!(ring(&h, OTHER).await, StatusCode::SEE_OTHER);
        h.t.clock.advance_ms(12 * 60 * MINUTE);
        assert_eq!(ring(&h, SHE).await, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn one_device_and_one_address_ring_few_telephones() {
    testkit::both(setup(), |t| async move {
        let (h, _) = house(t).await;
        let stand = Stand::switch_on(&h).await;
        let mut p = h.phone();
        let said: Vec<StatusCode> = {
            let mut all = vec![];
            for n in 30..40 {
                all.push(ask(&mut p, n).await.status);
            }
            all
        };
        assert_eq!(said.iter().filter(|s| **s == StatusCode::SEE_OTHER).count(), 4, "{said:?}");
        assert_eq!(stand.with(|s| s.asked.len()), 4);
        // A line of version 6 has many addresses and is one; refused ones ring nowhere.
        let mut through = 0;
        for i in 0..60u16 {
            let mut p = h.phone();
            p.address = Some(std::net::Ipv6Addr::new(0x2001, 0xdb8, 1, 2, i, i, i, i).into());
            through += usize::from(ask(&mut p, 100 + u32::from(i)).await.status == StatusCode::SEE_OTHER);
        }
        assert_eq!((through, stand.with(|s| s.asked.len())), (20, 24));
    })
    .await;
}

#[tokio::test]
async fn the_same_browser_goes_on_with_its_open_request() {
    testkit::both(setup(), |t| async move {
        let (h, _) = house(t).await;
        let stand = Stand::switch_on(&h).await;
        let mut p = asked(&h, SHE).await;
        let token = p.jar["sila_entry"].clone();
        for _ in 0..10 {
            assert_eq!(ask(&mut p, SHE).await.location, "/my/sign-in/nafath/wait");
        }
        assert_eq!((rung(&stand, SHE), p.jar["sila_entry"].as_str()), (1, token.as_str()));
        // Another number, or another browser: another request, and the first one's digits are shown to nobody else.
        assert_eq!(ask(&mut p, NOBODY).await.status, StatusCode::SEE_OTHER);
        assert_ne!(p.jar["sila_entry"], token);
        assert_eq!((rung(&stand, SHE), rung(&stand, NOBODY)), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn going_to_a_provider_is_counted_apart_from_codes() {
    testkit::both(setup(), |t| async move {
        let (h, _) = house(t).await;
        let _provider = with_provider(&h).await;
        let mut p = h.phone();
        let mut last = None;
        for _ in 0..13 {
            last = Some(p.get("/my/oidc?next=/my/devices").await);
        }
        let r = last.unwrap();
        assert_eq!(r.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(r.worded().body.contains("name=\"mobile\"") && r.body.contains("value=\"/my/devices\""));
        assert_eq!(h.told("account.sent_elsewhere").await.len(), 12);
        // The same browser's code is sent as ever.
        assert_eq!(p.post("/my/sign-in", &[("mobile", super::MOBILE)]).await.location, "/my/sign-in/code");
    })
    .await;
}
