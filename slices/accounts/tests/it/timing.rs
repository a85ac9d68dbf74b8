//! Measures whether a known number can be told from an unknown one by the time of the answer. Not a test that judges by the clock of a busy
//! machine: run it by hand with `cargo test -p accounts --release timing -- --ignored --nocapture`.

use crate::client::{House, setup};
use std::time::Instant;

const EACH: usize = 1_000;
const KNOWN: usize = 50;

fn mean(v: &[f64]) -> f64 {
    v.iter().sum::<f64>() / v.len() as f64
}
fn variance(v: &[f64]) -> f64 {
    let m = mean(v);
    v.iter().map(|x| (x - m).powi(2)).sum::<f64>() / (v.len() - 1) as f64
}
/// Two-sided p of a standard normal deviate (Abramowitz and Stegun 26.2.17).
fn p_of(z: f64) -> f64 {
    let (x, b) = (z.abs(), [0.319381530, -0.356563782, 1.781477937, -1.821255978, 1.330274429]);
    let t = 1.0 / (1.0 + 0.2316419 * x);
    let tail = (-(x * x) / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt() * b.iter().rev().fold(0.0, |s, c| (s + c) * t);
    (2.0 * tail).min(1.0)
}
/// Mann–Whitney's U as a normal deviate.
fn mann_whitney(a: &[f64], b: &[f64]) -> f64 {
    let mut all: Vec<(f64, bool)> = a.iter().map(|x| (*x, true)).chain(b.iter().map(|x| (*x, false))).collect();
    all.sort_by(|x, y| x.0.total_cmp(&y.0));
    let ranks: f64 = all.iter().enumerate().filter(|(_, x)| x.1).map(|(i, _)| i as f64 + 1.0).sum();
    let (n, m) = (a.len() as f64, b.len() as f64);
    (ranks - n * (n + 1.0) / 2.0 - n * m / 2.0) / (n * m * (n + m + 1.0) / 12.0).sqrt()
}

#[tokio::test]
#[ignore = "a measurement: run by hand"]
async fn timing_of_known_and_unknown_numbers() {
    testkit::both(setup(), |t| async move {
        let engine = format!("{:?}", db::Query::engine(&t.db.reader()));
        let h = House::new(t).await;
        for i in 0..KNOWN {
            h.file(h.person("هيلة سليمان محمد المرشود", i as u32 + 1, &format!("05000{i:05}"), "1979-03-11"), vec![], h.t.branch).await;
        }
        let (mut known, mut unknown) = (vec![], vec![]);
        for i in 0..EACH * 2 + 100 {
            // In turns, so that whatever else the machine does meets both; each number rests long enough for its limits.
            let is_known = i % 2 == 0;
            let number = format!("05{}{:05}", if is_known { "000" } else { "999" }, (i / 2) % KNOWN);
            h.t.clock.advance_ms(61_000);
            let mut p = h.phone();
            let began = Instant::now();
            let r = p.post("/my/sign-in", &[("mobile", &number)]).await;
            let took = began.elapsed().as_secs_f64() * 1e6;
            assert_eq!(r.location, "/my/sign-in/code", "{}", r.body);
            if i >= 100 {
                if is_known { known.push(took) } else { unknown.push(took) }
            }
        }
        let welch = (mean(&known) - mean(&unknown)) / (variance(&known) / EACH as f64 + variance(&unknown) / EACH as f64).sqrt();
        let u = mann_whitney(&known, &unknown);
        println!(
            "{engine}: {EACH} each; known {:.0} ± {:.0} µs, unknown {:.0} ± {:.0} µs; Welch t = {welch:.2} (p = {:.2}); Mann–Whitney z = {u:.2} (p = {:.2})",
            mean(&known),
            variance(&known).sqrt(),
            mean(&unknown),
            variance(&unknown).sqrt(),
            p_of(welch),
            p_of(u)
        );
    })
    .await;
}
